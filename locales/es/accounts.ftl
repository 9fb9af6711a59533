# Cuentas: entrar, unirse, la propia cuenta, colegas, quién abrió qué.
purpose-accounts = las cuentas: quién trabaja con este registro
page-account = Su cuenta
page-people = Colegas
page-audit = Quién abrió qué

# Formularios
form-fault-title = Revise esto, por favor
form-fault-tab = Por corregir: { $title }
form-optional = (puede quedar vacío)
once-hint = Esta página lo muestra una sola vez. Ninguna página lo mostrará de nuevo.
once-link = Enlace, para un solo uso
once-onward = Hecho, continuar
moment = { $date }, { $time } UTC
column-roles = Funciones
column-status = Estado
column-since = Desde
column-acts = Lo que puede hacer
column-purpose = Finalidad

# Las palabras para las personas
status-invited = con invitación, sin confirmar todavía
status-confirmed = confirmada
status-revoked = cuenta retirada
role-told = { $role }: { $sees }
role-family = familia
role-family-sees = sigue su propia denuncia.
role-tracing-officer = responsable de búsqueda
role-tracing-officer-sees = abre y escribe las fichas de personas desaparecidas, también lo que las familias contaron en confianza, y da a las familias el código con el que siguen su caso.
role-forensic-analyst = analista forense
role-forensic-analyst-sees = trabaja con restos y perfiles de ADN y ve los hechos sobre las personas desaparecidas; no lo que se contó en confianza.
role-case-worker = acompañante de casos
role-case-worker-sees = abre y escribe lo que las personas contaron para que se las proteja, en la medida en que lo consienten.
role-monitor = observador u observadora
role-monitor-sees = abre y escribe lo que la organización observa y documenta.
role-editor = redactor o redactora
role-editor-sees = mantiene lo que todo el mundo puede leer; no abre ninguna ficha de una persona.
role-coordinator = coordinador o coordinadora
role-coordinator-sees = invita y confirma a colegas, retira cuentas, hace acuerdos con otras organizaciones; no abre ninguna ficha de una persona.
role-auditor = auditor o auditora
role-auditor-sees = ve quién abrió qué, cuándo y por qué; no lo que está escrito.
role-administrator = administrador o administradora
role-administrator-sees = hace funcionar el nodo y sus cuentas; no abre ninguna ficha.
role-visitor = visitante
role-visitor-sees = lee lo publicado.
role-machine = parte del programa
role-machine-sees = compara y propone; no decide nada.
browser-on = { $browser } en { $system }
browser-unknown = un navegador que no dice su nombre

# Entrar y salir
account-name = Nombre
account-password = Contraseña
sign-in-title = Entrar
sign-in-lead = Para las personas que trabajan con este registro.
sign-in-name-hint = El nombre que eligió al unirse.
sign-in-button = Entrar
sign-in-refused = Este nombre y esta contraseña no abren ninguna cuenta. Revise ambos: mayúsculas, idioma del teclado, espacios al final.
sign-in-busy = En este momento se hacen muchos intentos. Espere un minuto y vuelva a intentarlo. Un navegador con el que ya entró antes pasa primero.
sign-in-code-title = El código de su teléfono
sign-in-code-lead = Abra la aplicación que guarda su segundo factor. Muestra un código para este nodo, uno nuevo cada 30 segundos.
sign-in-code-hint = Seis cifras, por ejemplo 123 456.
sign-in-code-button = Entrar
sign-in-code-refused = La cuenta no se abrió. Espere el código siguiente y escríbalo entero. Si vuelve a fallar, empiece con el nombre y la contraseña.
sign-in-again = Empezar de nuevo con nombre y contraseña
sign-in-stuck-title = ¿No puede entrar?
sign-in-stuck-colleague = Contraseña olvidada: pida ayuda a una persona que coordine o administre. Le dará un enlace para elegir otra contraseña.
sign-in-stuck-phone = Teléfono perdido: pídala también. El enlace permite además instalar un nuevo segundo factor.
sign-in-stuck-nobody = No localiza a nadie: diríjase a quien hace funcionar este nodo. Nadie le pedirá nunca su contraseña.
sign-in-stuck-clock = El código nunca sirve: puede que el reloj de su teléfono esté mal. Póngalo en la hora de la red.
sign-out-title = Salir
sign-out-lead = Ha entrado como { $name }. Después de esto, este navegador no abre nada del registro.
sign-out-button = Salir
signed-out-title = Ha salido
signed-out-text = Este navegador ya no abre nada del registro. En un equipo que usan también otras personas, cierre además la ventana.
waiting-title = Falta que un colega le confirme
waiting-lead = Su cuenta está hecha, { $name }. Hasta que alguien de { $organisation } la confirme, no abre nada.
waiting-what = La persona que le invitó ve su nombre en «Colegas». Aquí no tiene que hacer nada.
waiting-tell = Dígale, por un medio en el que ambos confíen, por ejemplo una llamada, que se ha unido y con qué nombre.
waiting-why = Esa persona confirma con su propia llave. Solo entonces su contraseña puede abrir lo sellado. Ningún equipo puede hacerlo en su lugar.
waiting-meanwhile = Mientras tanto, instale su segundo factor y guarde bien su clave de recuperación.
waiting-again = Mirar otra vez

# Contraseñas
password-new = Contraseña nueva
password-again = La misma contraseña otra vez
password-present = Contraseña actual
password-hint = Al menos { $min } caracteres. Tres o cuatro palabras que nadie pondría juntas sirven bien. No se piden cifras ni signos.
password-empty = Elija una contraseña.
password-short = Esta contraseña tiene { $length ->
    [one] { $length } carácter
   *[other] { $length } caracteres
}. Hacen falta al menos { $min }; añada una palabra.
password-name = Esta contraseña contiene su nombre. Elija una que no adivine nadie que le conozca.
password-common = Esta contraseña es de las que se prueban primero. Elija palabras que nadie pondría juntas.
password-differs = Las dos contraseñas no son iguales. Escriba ambas otra vez.
password-wrong = Esta no es su contraseña actual. Revise las mayúsculas y el idioma del teclado.
password-strength-enough = Su contraseña es bastante larga. Una más larga sería mejor.
password-strength-good = Su contraseña es buena.
password-strength-strong = Su contraseña es muy segura.
password-lead = La contraseña nueva vale desde ahora. En los demás navegadores se cierra la sesión.
password-button = Cambiar la contraseña
password-changed-title = Su contraseña está cambiada
password-changed-lead = Entre desde ahora con la nueva. Su clave de recuperación sigue valiendo.

# Clave de recuperación
recovery-title = Su clave de recuperación
recovery-lead = Escriba ahora esta clave en papel. Abre su parte de las fichas selladas cuando se olvida la contraseña.
recovery-label = Clave de recuperación
recovery-where = Guárdela donde nadie la busque, lejos de este equipo y de su teléfono. No le haga fotos.
recovery-without = Sin ella, una contraseña nueva le devuelve la cuenta. Las fichas selladas quedan entonces cerradas hasta que un colega le dé acceso de nuevo.
recovery-kept = La he escrito
recovery-kept-fault = Escriba primero la clave y después marque la casilla. Ninguna página la mostrará de nuevo.
recovery-button = Continuar
recovery-renew-lead = Recibe una nueva clave de recuperación, que se muestra una sola vez.
recovery-renew-old = La clave anterior no abre nada desde entonces. Destruya el papel.
recovery-renew-button = Hacer una clave nueva

# Segundo factor
factor-heading = Segundo factor
factor-title = Instalar el segundo factor
factor-lead = Así, una contraseña robada no basta: hace falta también su teléfono.
factor-step-app = En su teléfono, abra una aplicación de códigos de un solo uso. Sirve cualquiera, como Aegis, FreeOTP o la que guarda sus contraseñas.
factor-step-scan = En la aplicación, elija «añadir» y apunte la cámara a este cuadrado.
factor-qr-label = Código QR para la aplicación de su teléfono; lo mismo está debajo en letras
factor-step-type = ¿Sin cámara? Escriba estas letras en la aplicación:
factor-same-device = La aplicación está en este mismo aparato: abrirla aquí
factor-step-code = La aplicación muestra ahora seis cifras. Escríbalas aquí, para que ambos lados estén seguros.
factor-code = Código
factor-code-hint = Seis cifras, por ejemplo 123 456. La aplicación muestra un código nuevo cada 30 segundos.
factor-code-wrong = Este código no sirve. Espere el siguiente y escríbalo. Si vuelve a fallar, puede que el reloj de su teléfono esté mal.
factor-button = Confirmar
factor-done-title = Su segundo factor está instalado
factor-done-lead = Desde ahora se le pide un código después de la contraseña.
factor-done-phone = También un navegador que usa a menudo lo pide cada vez.
factor-done-lost = Si pierde el teléfono, pida un enlace a una persona que coordine o administre.
factor-anew-lead = Un nuevo segundo factor sustituye al anterior. Primero, su contraseña.
factor-anew-button = Continuar

# Primer inicio
welcome-title = Le damos la bienvenida a este nodo
welcome-lead = { $node } está hecho, y nadie trabaja aún con él. Tres pasos permiten abrirlo sin peligro.
welcome-sign-in = Entre primero con el nombre y la frase secreta que se dieron al hacer el nodo.
welcome-step-factor = Instala un segundo factor, para que una contraseña robada no abra nada por sí sola.
welcome-step-open = Desde entonces el nodo puede servirse a otros equipos.
welcome-step-invite = Invita a la primera persona.
welcomed-title = El nodo está listo
welcomed-lead = Su segundo factor está instalado. El enlace que le trajo aquí ya no abre nada.
welcomed-open = El nodo puede servirse ahora a otros equipos, con un certificado. Deténgalo e inícielo de nuevo con la dirección en la que debe escuchar.
welcomed-second = Invite pronto a otra persona para administrar. Lo que exige dos personas no se puede hacer a solas: borrar una ficha, por ejemplo.
welcomed-recovery = Haga una clave de recuperación en la página de su cuenta y guárdela en papel.

# Unirse
join-title = Tiene una invitación
join-lead = { $organisation } le invita a trabajar con su registro.
join-roles = Esto es lo que se le invita a hacer:
join-until = La invitación termina
join-name-hint = No su propio nombre: queda para siempre en el diario, junto a todo lo que abra. Letras minúsculas, cifras y guiones, por ejemplo north-lantern.
join-name-fault = Un nombre tiene de 3 a 32 letras minúsculas sin acento, cifras y guiones, y empieza con una letra, por ejemplo north-lantern.
join-name-taken = Este nombre no se puede tomar. Elija otro.
join-button = Unirse
reset-title = Una contraseña nueva
reset-lead = Un colega le dio este enlace. Sirve una sola vez.
reset-recovery-hint = Las letras de su papel. Con ellas vuelve a abrir enseguida las fichas selladas. Si no las tiene, deje esto vacío.
reset-recovery-fault = Esta no es la clave de recuperación de su cuenta. Revise cada grupo, o deje el campo vacío.
reset-button = Guardar la contraseña
reset-done-title = Su contraseña nueva está guardada
reset-done-lead = Entre ahora con ella. En todos sus demás navegadores se ha cerrado la sesión.
reset-done-open = Su clave de recuperación ha vuelto a abrir su parte de las fichas selladas.
reset-done-closed = Sin la clave de recuperación, las fichas selladas le quedan cerradas hasta que un colega le dé acceso de nuevo en «Colegas».

# La propia cuenta
account-title = Su cuenta
account-of = Su cuenta: { $name }
account-organisation = Organización
account-acting = Usted actúa como
account-acting-hint = Actúa en una sola función a la vez. Ella decide lo que ve, y queda en el diario.
account-acting-button = Actuar en esta función
account-acting-done = Ahora actúa como: { $role }.
account-factor-set = Está instalado: se le pide un código después de la contraseña.
account-factor-missing = No está instalado. Quien llegue a saber su contraseña puede entrar.
account-factor-unknown = No se sabe si está instalado mientras el nodo está bloqueado.
account-factor-anew = Instalar otro teléfono
sessions-title = Dónde tiene sesión abierta
sessions-hint = Cierre lo que no reconozca y después cambie la contraseña.
sessions-empty = En ningún sitio más que aquí.
sessions-this = este navegador
sessions-since = Entrada:
sessions-last = Última página:
sessions-end = Cerrar
sessions-ended = Ese navegador ha quedado fuera. No abre nada desde su próxima página.
account-more = Contraseña, claves, programas
account-change-password = Cambiar la contraseña
account-change-password-hint = Cuando alguien puede haberla visto.
account-recovery = Nueva clave de recuperación
account-recovery-hint = Cuando se ha perdido el papel, o alguien lo ha visto.
account-tokens = Programas que leen en su nombre
account-tokens-hint = Dar una credencial a un programa, o retirarla.

# Credenciales
tokens-lead = Un programa con una credencial lee lo que usted puede leer, para una sola finalidad, hasta un día. Todo lo que lee queda en el diario con su nombre.
tokens-empty = Ningún programa lee en su nombre.
token-new = Una nueva credencial
token-label = Para qué es
token-label-hint = Para reconocerla después, por ejemplo: cifras semanales para la junta.
token-label-fault = Diga en pocas palabras para qué programa es.
token-purpose-fault = Elija para qué lee el programa.
token-kinds = Clases de fichas
token-kinds-hint = Elija las menos posibles. Si no elige ninguna: todas las clases de esta finalidad.
token-kinds-all = todas las clases de esta finalidad
token-kinds-fault = Elija las clases de fichas que el programa lee.
token-days = Días
token-days-hint = De 1 a { $max }. Después no abre nada.
token-days-fault = Escriba un número entero de 1 a { $max }.
token-button = Hacer la credencial
token-until = Hasta el
token-used = Último uso:
token-unused = Nunca usada
token-revoke = Retirar
token-revoked = La credencial está retirada. Ya no abre nada.
token-issued-title = La nueva credencial
token-issued-lead = Cópiela ahora en el programa.
token-issued-label = Credencial
token-issued-until = Abre algo hasta el { $date }.
token-issued-header = El programa la envía como «Authorization: Bearer …» con cada petición.
token-issued-audit = Quien la tiene lee en su nombre. No se la dé a nadie, y retírela cuando el programa ya no se use.

# Colegas
people-title = { $n ->
    [one] { $n } colega
   *[other] { $n } colegas
}
people-empty = Todavía no hay nadie más. Invite a un colega: la primera persona que llegue podrá confirmar a otras con usted.
people-self = usted
people-waiting = A la espera de confirmación
people-waiting-text = Estas personas siguieron una invitación y eligieron un nombre. No se les abre nada hasta que una de ustedes confirme.
people-look = Mirar y confirmar
people-turn-away = rechazar
people-reset = contraseña nueva
people-revoke = retirar la cuenta
invite-title = Invitar a un colega
invite-lead = Recibe un enlace para una sola persona, que se entrega por un medio de confianza.
invite-roles = ¿Qué hará esta persona?
invite-roles-hint = Elija las menos posibles. Cada una dice lo que abre.
invite-roles-fault = Elija al menos una función.
invite-days = Días durante los que abre el enlace
invite-days-hint = De 1 a 30. Lo habitual es una semana.
invite-days-fault = Escriba un número entero de 1 a 30.
invite-button = Hacer el enlace
invited-title = La invitación
invited-lead = Dé este enlace a la única persona para la que es.
invited-how = Entréguelo por un medio que solo lea esa persona. No en un grupo.
invited-who = Quien lo abra primero lo toma, y por sí solo no abre nada.
invited-then = Cuando la persona se haya unido, su nombre espera en «Colegas» a que alguien lo confirme. Pregúntele de viva voz qué nombre eligió.
confirm-title = Confirmar a { $name }
confirm-lead = Usted responde de que esta es la persona invitada.
confirm-keys = Con su llave le da las llaves de la organización. Desde entonces abre lo que abren sus funciones.
confirm-log = El nombre de usted queda al lado, en el diario, para siempre.
confirm-known = He preguntado a la persona, de viva voz o cara a cara, y este es el nombre que eligió
confirm-known-fault = Pregunte primero a la persona, de viva voz o cara a cara, y después marque la casilla.
confirm-button = Confirmar
confirmed-title = La cuenta de { $name } está confirmada
confirmed-text = Desde la próxima página, { $name } abre lo que abren sus funciones.
revoke-title = Retirar la cuenta de { $name }
revoke-lead = Hágalo cuando alguien se va, o cuando su cuenta puede estar en otras manos.
revoke-now = Actúa enseguida: desde su próxima página no se abre nada, en ningún navegador y con ninguna credencial.
revoke-keys = Las llaves de la organización se hacen de nuevo, y las suyas no abren nada nuevo.
revoke-before = Lo que leyó o copió antes no se puede recuperar. «Quién abrió qué» lo muestra.
revoke-final = La cuenta no se puede devolver. Se puede invitar de nuevo a la persona con otro nombre.
revoke-reason = Motivo
revoke-reason-hint = Queda en el diario para siempre. No escriba nada sobre otras personas.
revoke-reason-fault = Escriba por qué, en pocas palabras.
revoke-button = Retirar la cuenta
revoked-title = La cuenta de { $name } está retirada
revoked-text = { $name } ya no abre nada. Las llaves de la organización se hacen de nuevo.
reset-link-title = Una contraseña nueva para { $name }
reset-link-lead = Recibe un enlace con el que esta persona elige otra contraseña y otro segundo factor.
reset-link-know = Asegúrese de que es esta persona quien lo pide: de viva voz o cara a cara, no solo con un mensaje.
reset-link-sealed = Con su clave de recuperación vuelve a abrir enseguida las fichas selladas. Sin ella, un colega le da acceso de nuevo.
reset-link-log = En todos sus navegadores se cierra la sesión cuando se usa el enlace. El diario dice que lo hizo usted.
reset-link-button = Hacer el enlace
reset-made-lead = Dé este enlace a la persona para la que es. Sirve una sola vez.
reset-made-recovery = Recuérdele su clave de recuperación: el papel del día en que se unió.

# Quién abrió qué
audit-title = { $n ->
    [one] { $n } línea
   *[other] { $n } líneas
}: quién abrió qué
audit-lead = Cada línea se escribió antes de que se mostrara nada, y ninguna se puede quitar sin que se note.
audit-who = Quién
audit-action = Qué hizo
audit-what = Fichas
audit-route = Por qué vía
audit-outcome = Resultado
audit-day = Día
audit-hour = Hora
audit-any-action = cualquier acción
audit-any-purpose = cualquier finalidad
audit-any-outcome = cualquier resultado
audit-button = Mostrar
audit-all = Mostrar todas las líneas
audit-empty = Todavía no se ha abierto nada. Aquí aparece una línea en cuanto alguien, o una parte del programa, lee una ficha.
audit-empty-filter = Ninguna línea coincide. Puede ser que no haya pasado nada, o que un nombre se escriba de otra forma.
audit-alarm-text = Alguien leyó de una vez más de lo habitual, o una regla falló y por eso negó. Pregunte a la persona; si no sabe nada de ello, retire la cuenta.
audit-foot = Quien audita ve qué fichas se abrieron, no lo que está escrito en ellas. Los tiempos van por horas, como los guarda el diario.
outcome-allowed = abierto
outcome-refused = negado
outcome-alarm = alarma
purpose-word-tracing = búsqueda
purpose-word-forensic = identificación
purpose-word-protection = protección
purpose-word-documentation = documentación
purpose-word-oversight = vigilancia de las autoridades
purpose-word-knowledge = conocimiento público
action-read = leyó
action-open = abrió con la parte sellada
action-list = listó
action-count = contó
action-export = sacó
action-download = leyó un archivo
action-find = buscó
action-suggest = recibió un indicio
action-notify = recibió un aviso
action-write = escribió
action-append = escribió
action-attach = añadió un archivo
action-import = importó
action-propose = propuso
action-review = revisó y firmó
action-decide = decidió
action-deliver = entregó
action-consent = anotó un consentimiento
action-hold = puso en reserva
action-erase = borró
action-read-log = miró quién la leyó
action-operate = hizo funcionar el nodo
action-read-audit = miró esta página
action-invite = invitó
action-confirm = confirmó a un colega
action-revoke = retiró una cuenta
action-agree = hizo un acuerdo
action-issue-code = dio un código a una familia
action-issue-token = dio una credencial a un programa
