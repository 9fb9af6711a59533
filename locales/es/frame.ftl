# Lo que rodea cada página.
product = Landfall
page-title = { $title } · Landfall
room-missing = Las personas desaparecidas
skip = Ir al contenido
languages = Idioma
pages = Páginas de esta sección
looking-at = Está consultando:
purpose-situation = registros publicados de incidentes mortales, abiertos a todos
purpose-register = un registro de personas desaparecidas, para su búsqueda e identificación
purpose-about = cómo se hacen estas páginas
page-situation = Situación
page-missing = Personas desaparecidas
page-remains = Restos
page-hypotheses = Hipótesis
page-about = Fuentes y métodos
foot-local = Estas páginas se muestran solo en este equipo. No piden nada a ningún otro.
foot-named = Estas páginas vienen solo de este nodo. No piden nada a ningún otro equipo.

attribution-dated = Incidentes: { $source } ({ $licence }), extracto del { $date }.
attribution-newest = Incidentes: { $source } ({ $licence }), fecha del extracto desconocida; registro más reciente del { $date }.
attribution-undated = Incidentes: { $source } ({ $licence }), fecha del extracto desconocida.
source = Fuente
source-label = Fuente:
licence-label = Licencia:

# Problemas
not-found-title = Esta página no existe
not-found-text = Puede que la dirección esté mal escrita, o que el registro no esté en lo que muestra este nodo.
bad-filter-title = Este filtro no se puede leer
bad-filter-text = «{ $found }» no es un año. Elija un año de la lista.
too-long-title = La dirección es demasiado larga
too-long-text = Es más larga que todas las que crean estas páginas. Empiece de nuevo desde la situación.
budget-spent-title = Ha leído más de lo habitual
budget-spent-text = La lectura se detiene aquí hasta que un colega de auditoría o de coordinación la libere. Ve cuánto fue, y no qué.
our-fault-title = Algo ha fallado por nuestra parte
our-fault-text = No se ha podido preparar la página. No se ha perdido nada suyo. Inténtelo de nuevo.
form-not-ours-title = Este formulario no se aceptó
form-not-ours-text = Para protegerle, solo se aceptan formularios de estas mismas páginas. El suyo venía de otro lugar, o su página estuvo abierta demasiado tiempo. Abra de nuevo la página y envíe el formulario otra vez.
not-signed-in-title = Tiene que iniciar sesión
not-signed-in-text = Esta dirección es para quienes trabajan con este nodo. Inicie sesión, o envíe la clave de su programa.

# Números y fechas
not-recorded = no consta
list-separator = {", "}
date-unknown = fecha desconocida
date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
people-count = { $n ->
    [one] { $n } persona
   *[other] { $n } personas
}
incident-count = { $n ->
    [one] { $n } incidente
   *[other] { $n } incidentes
}

# Listas
pager-rows = { $first } a { $last } de { $of }
pager-previous = Página anterior
pager-next = Página siguiente

# Acerca de
about-title = Fuentes y métodos
about-lead = De dónde vienen los datos, cómo se lee un peso y qué no dicen estas páginas.
about-data-title = Los incidentes
about-data-limits = Nadie cuenta todas las muertes del camino. Las cifras son lo que se comunicó y se pudo encontrar: son un mínimo. Una casilla vacía en la fuente sigue siendo desconocida aquí; nunca cuenta como cero.
about-map-title = El mapa
about-map = Contornos: Natural Earth (dominio público), según los límites administrados de hecho. Los límites de las zonas sin código de país se dibujan con trazos discontinuos.
about-weights-title = Cómo se lee un peso
about-weights = Cada indicio compara dos explicaciones: los restos son de la persona desaparecida, o son de otra. Su peso es una potencia de diez: +3 significa que lo observado es mil veces más probable si son de la persona desaparecida; −3, mil veces menos. Los pesos de un mismo par de explicaciones se suman a una probabilidad de partida declarada. Los pesos de pares distintos nunca se suman.
about-verdict = Un ordenador no decide nada sobre una persona. Muestra lo que apunta en un sentido, lo que apunta en el otro y lo que aún falta. Son personas quienes lo revisan y firman.
about-languages-title = Idiomas
about-languages = Los textos en francés, español y árabe se han escrito con cuidado, pero ningún hablante nativo los ha revisado todavía. Si un texto es erróneo o difícil de leer, dígaselo a quien gestiona este nodo.
about-privacy-title = Quién puede ver esto
about-privacy = Estas páginas no piden nada a ningún otro equipo que el nodo que las muestra. Quien inicia sesión recibe una cookie para la sesión, que termina con el navegador, y otra por la que este navegador se reconoce al iniciar sesión; ninguna página de otro sitio las ve. Los registros de personas están sellados en el nodo. Antes de que una página muestre uno, el nodo anota quién lo abrió, cuándo, para qué y por qué página; los auditores lo leen.

# Who is signed in
frame-signed-in = Sesión de { $name }
frame-role = Actúa como
frame-role-switch = Actuar como
frame-account = Su cuenta
frame-sign-out = Cerrar sesión
frame-sign-in = Iniciar sesión
frame-working-for = Usted trabaja para:
work-tracing = la búsqueda de personas desaparecidas
work-forensic = la identificación de restos
work-protection = la protección de personas en riesgo
work-documentation = la documentación de violaciones
work-oversight = la vigilancia de retornos y detención
work-knowledge = lo que todos pueden saber
