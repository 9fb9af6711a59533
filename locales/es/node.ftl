# El nodo mismo: bloqueado, abierto, que se abre solo.
node-state-locked = Nodo { $name }: bloqueado.
node-state-computing = Nodo { $name }: abierto, comparando sus registros.
node-state-open = Nodo { $name }: abierto.
node-state-unlock = Desbloquear

node-locked-title = Este registro está bloqueado
node-locked-text = Las fichas están en este nodo en forma sellada. Quien tenga una llave puede abrirlas. Hasta entonces, aquí solo se muestra lo publicado.
node-locked-onward = Desbloquear el registro

being-computed-title = Se están comparando las fichas
being-computed-text = Cada persona desaparecida se compara con todos los restos. Las páginas del registro mostrarán el resultado en cuanto termine. Mientras tanto no tiene que hacer nada.
being-computed-steps = Pasos hechos: { $done } de { $total }
being-computed-beginning = Ha comenzado el primer paso.
being-computed-onward = Mirar otra vez

register-unreadable-title = El registro no se puede comparar
register-unreadable-text = Las fichas se abrieron, pero no forman un registro que se pueda comparar. No se ha perdido nada de ellas. El programa dice:

renewing-title = Han llegado o cambiado fichas.
renewing = Se están comparando ahora; lo que se muestra es de antes. { $steps }

unlock-title = Desbloquear el registro
unlock-lead = Su frase secreta abre este nodo, hasta que alguien lo bloquee o el programa termine. Para ver fichas, cada persona inicia después su sesión.
unlock-holder = Titular de la llave
unlock-holder-hint = El nombre para el que se hizo su llave. Déjelo vacío si el nodo tiene un solo titular.
unlock-passphrase = Frase secreta
unlock-passphrase-hint = Solo llega a este nodo y no se anota en ninguna parte. Cada intento tarda un momento.
unlock-button = Desbloquear
unlock-refused-title = El registro sigue bloqueado
unlock-refused = Ninguna llave se abre con este nombre y esta frase. Compruebe ambos: mayúsculas, idioma del teclado, espacios al final.
unlock-busy = En este momento hay otros intentos. Espere un poco e inténtelo de nuevo.
unlock-failed = El nombre y la frase son correctos, pero el registro no se pudo desbloquear. La ventana en la que corre el programa dice por qué.
unlock-again-title = El registro está abierto
unlock-again-text = Aquí no hay nada que hacer. Para bloquearlo, escriba esta orden en el equipo del nodo:

notice-unattended-title = Este nodo se abre solo.
notice-unattended = Quien se lleve el equipo del nodo o su disco puede leer todo lo que aquí comparan las máquinas: nombres, fechas, lugares, descripciones, perfiles de ADN. Así se eligió al crear el nodo. Una frase secreta los protegería.
notice-demo-title = Una demostración.
notice-demo = Las familias, las personas desaparecidas y los restos de este registro son inventados, y se abre solo. Los incidentes registrados son reales.
notice-closed-title = Hay registros que no se abren.
notice-closed = { $count ->
    [one] Un registro de este nodo no se abre: su clave o su contenido está dañado o perdido. No figura
   *[other] { $count } registros de este nodo no se abren: sus claves o sus contenidos están dañados o perdidos. No figuran
} aquí en ninguna lista ni comparación. La orden «landfall verify» dice más.

circumstances-sealed = selladas si constan: solo un miembro de la organización puede abrirlas

# Looking around in a demonstration
look-around-title = Recorrer la demostración
look-around-lead = Todas las personas, los registros y los colegas son inventados. Elija como quién mirar: cada uno ve lo que ve ese colega, y nada más.
look-around-as = Mirar como: { $role }
look-around-immigration-enforcement = de una oficina de inmigración, para ver lo que se niega
