# La situación
situation-title = La situación
situation-lead = De { $first } a { $last }, { $incidents ->
    [one] { $incidents } incidente registrado da
   *[other] { $incidents } incidentes registrados dan
} cuenta de { $people } personas que murieron o desaparecieron en el camino. La cifra real es mayor: muchas muertes nunca se registran.
situation-lead-year = En { $first }, { $incidents ->
    [one] { $incidents } incidente registrado da
   *[other] { $incidents } incidentes registrados dan
} cuenta de { $people } personas que murieron o desaparecieron en el camino. La cifra real es mayor: muchas muertes nunca se registran.
situation-lead-empty = No se muestra ningún incidente.
situation-empty = Todavía no se ha leído ningún incidente. Importe el archivo del proyecto Missing Migrants y vuelva a iniciar el programa:
situation-empty-filtered = Ningún incidente registrado responde a este filtro. Eso no significa que no haya pasado nada.

filter-year = Año
filter-region = Región
filter-route = Ruta
filter-cause = Causa de la muerte
any-year = Todos los años
any-region = Todas las regiones
any-route = Todas las rutas
any-cause = Todas las causas
filter-chosen = { $name }: { $value }
filter-show = Mostrar
filter-all = Mostrar todo

figure-dead = Personas halladas muertas
figure-missing = Personas desaparecidas, al menos
figure-origin-unknown = País de origen desconocido
figure-cause-unknown = Causa de la muerte desconocida
figure-not-told = { $n ->
    [one] no consta en { $n } de { $of } incidentes
   *[other] no consta en { $n } de { $of } incidentes
}
figure-of-incidents = { $n ->
    [one] { $n } de { $of } incidentes
   *[other] { $n } de { $of } incidentes
}

# El mapa
map-title = Dónde
map-name = Mapa de los incidentes registrados
map-drawing = { $n ->
    [one] Mapa de { $n } incidente registrado. La superficie del círculo crece con el número de muertos y desaparecidos.
   *[other] Mapa de { $n } incidentes registrados, agrupados en círculos. La superficie de un círculo crece con el número de muertos y desaparecidos.
}
map-size-note = La superficie de un círculo crece con el número de muertos y desaparecidos.
map-boundaries = Las fronteras y los nombres que se muestran no implican aprobación ni aceptación.
map-cumulative = { $n ->
    [one] { $n } registro con { $people } personas es una suma de un período y no un solo suceso: está en los totales, pero no en este mapa por días.
   *[other] { $n } registros con { $people } personas son sumas de un período y no un solo suceso: están en los totales, pero no en este mapa por días.
}
map-without-point = { $n ->
    [one] { $n } incidente no tiene un punto legible y no está en el mapa.
   *[other] { $n } incidentes no tienen un punto legible y no están en el mapa.
}
map-point-in-doubt = { $n ->
    [one] { $n } punto es dudoso: se muestra donde se anotó, y su página dice por qué.
   *[other] { $n } puntos son dudosos: se muestran donde se anotaron, y sus páginas dicen por qué.
}
map-as-table = Los mismos incidentes en una tabla
map-unknown-number = número desconocido
map-legend-disputed = límite de una zona sin código de país
map-dead-and-missing = muertos y desaparecidos
map-unknown-place = lugar no registrado
map-unknown-source = no consta
map-source = Fuente
map-in-incidents = { $n } incidentes
map-more = y { $n } más
map-zoom-in = Acercar
map-zoom-out = Alejar
map-close = Cerrar
map-scroll-help = Mantenga Ctrl y desplácese para acercar el mapa
map-scroll-help-mac = Mantenga ⌘ y desplácese para acercar el mapa
map-touch-help = Mueva el mapa con dos dedos

# Totales
legend-dead = hallados muertos
legend-missing = desaparecidos, al menos
legend-unknown = desconocido
column-dead = Hallados muertos
column-missing = Desaparecidos, al menos
column-total = Muertos y desaparecidos
column-incidents = Incidentes
column-missing-blank = Incidentes sin número de desaparecidos
column-share = Proporción
all-incidents = Total
by-year-title = Por año
by-year-head = Año
by-year-unknown = { $n ->
    [0] Se conoce el día de todos los incidentes.
    [one] No se conoce el día de { $n } incidente ({ $percent }); sí el año.
   *[other] No se conoce el día de { $n } incidentes ({ $percent }); sí el año.
}
by-region-title = Por región
by-region-head = Región del incidente
by-region-unknown = { $n ->
    [0] Consta la región de todos los incidentes.
    [one] No consta la región de { $n } incidente ({ $percent }).
   *[other] No consta la región de { $n } incidentes ({ $percent }).
}
by-route-title = Por ruta
by-route-head = Ruta migratoria
by-route-unknown = { $n ->
    [0] Consta la ruta de todos los incidentes.
    [one] No consta la ruta de { $n } incidente ({ $percent }).
   *[other] No consta la ruta de { $n } incidentes ({ $percent }).
}
by-cause-title = Por causa de la muerte
by-cause-head = Causa de la muerte
by-cause-unknown = { $n ->
    [0] Se conoce la causa de todos los incidentes.
    [one] La causa es múltiple o desconocida en { $n } incidente ({ $percent }).
   *[other] La causa es múltiple o desconocida en { $n } incidentes ({ $percent }).
}

unknown-title = Lo que no se sabe
unknown-lead = La proporción de incidentes en los que la fuente no lo dice. Una casilla vacía nunca cuenta como cero.
unknown-head = No consta
unknown-dead = Cuántas personas fueron halladas muertas
unknown-missing = Cuántas desaparecieron
unknown-both = Cuántas murieron o desaparecieron
unknown-sex = Cuántas mujeres y cuántos hombres
unknown-children = Cuántos eran niños
unknown-survivors = Cuántas sobrevivieron
unknown-origin = País de origen
unknown-cause = Causa de la muerte
unknown-route = Ruta
unknown-region = Región
unknown-country = País del incidente
unknown-day = Día
unknown-point = Punto en el mapa
unknown-point-in-doubt = Hay un punto anotado, pero es dudoso

data-title = Los datos
download-csv = Descargar estos incidentes como tabla (CSV)
download-geojson = Descargar estos incidentes como capa de mapa (GeoJSON)

# Incidentes
incidents-title = { $n ->
    [one] { $n } incidente
   *[other] { $n } incidentes
}
incidents-empty = Ningún incidente registrado responde a este filtro. Eso no significa que no haya pasado nada.
incidents-back = Todos los incidentes
column-date = Fecha
column-people = Muertos y desaparecidos
column-place = Lugar
column-region = Región
column-cause = Causa de la muerte
column-source = Fuente
incident-title = Incidente
incident-lead = { $date }. Muertos y desaparecidos: { $people }.
incident-lead-unknown = { $date }. No consta cuántas personas murieron o desaparecieron.
incident-links = Dónde se puede leer
incident-cumulative = Este registro es una suma de un período o de una zona, y no un solo suceso. Está en los totales, pero no en el mapa por días.
incident-negative = Un número menor que cero retira lo que otra parte del mismo suceso había contado. Solo la suma de todo el suceso tiene sentido.
incident-point = { $latitude }, { $longitude } (con un margen de unos { $km } km)
doubt-whole-degrees = El punto está escrito en grados enteros: pueden haberse perdido los decimales, y el lugar puede estar a cien kilómetros.
doubt-swapped = Latitud y longitud parecen intercambiadas. El punto se muestra como se anotó.
doubt-far-from-country = El punto está lejos del país del incidente. Se muestra como se anotó.
doubt-unreadable = No se ha podido leer el punto; el incidente no está en el mapa.
presumed = { $name } (supuesto)
fact-dead = Hallados muertos
fact-missing = Desaparecidos, al menos
fact-total = Muertos y desaparecidos
fact-survivors = Supervivientes
fact-females = Mujeres y niñas entre los muertos y desaparecidos
fact-males = Hombres y niños varones entre los muertos y desaparecidos
fact-children = Menores entre los muertos y desaparecidos
fact-date = Fecha
fact-causes = Causa de la muerte
fact-location = Lugar, como lo escribe la fuente
fact-country = País
fact-region = Región
fact-point = Punto
fact-route = Ruta
fact-origin-countries = Países de origen
fact-origin-regions = Regiones de origen
fact-source = Comunicado por
fact-quality = Calidad de la fuente, de 1 (un solo medio) a 5 (oficial o confirmada)
fact-main-id = Suceso al que pertenece el registro

# Las categorías de la fuente
cause-drowning = Ahogamiento
cause-hazardous-transport = Accidente de vehículo o transporte peligroso
cause-harsh-conditions = Condiciones extremas: falta de refugio, comida o agua
cause-sickness = Enfermedad o falta de atención médica
cause-violence = Violencia
cause-accident = Accidente
cause-mixed-or-unknown = Múltiple o desconocida
cause-several = Varias causas en un solo registro
region-caribbean = Caribe
region-central-america = América Central
region-central-asia = Asia Central
region-eastern-africa = África Oriental
region-eastern-asia = Asia Oriental
region-eastern-europe = Europa Oriental
region-europe = Europa
region-latin-america-caribbean = América Latina y el Caribe
region-mediterranean = Mediterráneo
region-middle-africa = África Central
region-north-america = América del Norte
region-northern-africa = África del Norte
region-northern-europe = Europa del Norte
region-south-america = América del Sur
region-south-eastern-asia = Asia Sudoriental
region-southern-africa = África Meridional
region-southern-asia = Asia Meridional
region-southern-europe = Europa Meridional
region-sub-saharan-africa = África subsahariana
region-western-africa = África Occidental
region-western-asia = Asia Occidental
region-western-southern-asia = Asia Occidental o Meridional
region-mixed = Varias
region-unknown = Desconocida
route-afghanistan-to-iran = De Afganistán a Irán
route-bay-of-bengal-andaman-sea = Golfo de Bengala y mar de Andamán
route-belarus-eu-border = Frontera entre Belarús y la UE
route-caribbean-to-central-america = Del Caribe a América Central
route-caribbean-to-us = Del Caribe a los Estados Unidos
route-central-mediterranean = Mediterráneo central
route-darien = Darién
route-dominican-republic-to-puerto-rico = De la República Dominicana a Puerto Rico
route-drc-to-uganda = De la R. D. del Congo a Uganda
route-eastern-mediterranean = Mediterráneo oriental
route-eastern-route-to-from-ehoa = Ruta oriental desde y hacia el este y el Cuerno de África
route-english-channel-to-the-uk = Canal de la Mancha al Reino Unido
route-haiti-to-dominican-republic = De Haití a la República Dominicana
route-horn-of-africa-route = Cuerno de África
route-iran-to-t-rkiye = De Irán a Türkiye
route-italy-to-france = De Italia a Francia
route-mainland-europe-to-the-uk = De la Europa continental al Reino Unido
route-naf-river-crossing = Río Naf
route-northern-route-from-ehoa = Ruta norte desde el este y el Cuerno de África
route-route-to-southern-africa = Ruta a África Meridional
route-sahara-desert-crossing = Desierto del Sáhara
route-sea-crossings-to-mayotte = Travesías a Mayotte
route-syria-to-t-rkiye = De Siria a Türkiye
route-t-rkiye-europe-land-route = Ruta terrestre de Türkiye a Europa
route-ukraine-to-europe = De Ucrania a Europa
route-us-mexico-border-crossing = Frontera entre México y los Estados Unidos
route-venezuela-to-caribbean = De Venezuela al Caribe
route-western-africa-atlantic-route-to-the-canary-islands = Ruta atlántica de África Occidental a Canarias
route-western-balkans = Balcanes occidentales
route-western-mediterranean = Mediterráneo occidental

# El árbol genealógico
sex-male = hombre
sex-female = mujer
sex-unknown = sexo desconocido
pedigree-generation = Generación { $n }
pedigree-person = { $name }: { $facts }
pedigree-typed = ADN analizado
pedigree-untyped = sin ADN analizado
pedigree-sought = la persona buscada
pedigree-child-of-two = descendiente de { $first } y { $second }
pedigree-child-of-one = descendiente de { $first }
pedigree-twin-of = gemelo idéntico de { $name }
pedigree-name = Familia { $family }: quién desciende de quién
pedigree-in-words = Lo mismo en palabras

# El registro
no-register = Este nodo no contiene todavía ningún registro. Un registro es una carpeta de tablas; la primera orden escribe las plantillas y la segunda incorpora lo que contienen:
missing-title = { $n ->
    [one] { $n } persona desaparecida
   *[other] { $n } personas desaparecidas
}
missing-empty = El registro todavía no contiene ninguna persona desaparecida. Añada filas a missing.csv y empiece de nuevo.
remains-title = { $n ->
    [one] { $n } conjunto de restos
   *[other] { $n } conjuntos de restos
}
remains-empty = El registro todavía no contiene restos. Añada filas a remains.csv y empiece de nuevo.
remains-word = Restos
remains-one = Restos { $id }
column-name = Nombre
column-family = Familia
column-sex = Sexo
column-age = Edad cuando fue vista por última vez
column-last-seen = Vista por última vez
column-last-place = Dónde fue vista
column-relatives = Familiares con ADN
column-best = Probabilidad más alta
column-remains = Restos
column-age-at-death = Edad al morir
column-found = Hallazgo
column-found-place = Lugar del hallazgo
column-markers = Marcadores analizados
column-hypotheses = Hipótesis
column-marker = Marcador
column-alleles = Alelos
no-hypothesis = ninguna por encima del umbral
not-typed = sin analizar
not-computed = no calculado
age-years = { $age } años
age-from = { $from } años o más
age-range = de { $from } a { $to } años
sex-reading = { $sex } ({ $by })
sex-readings-differ = las lecturas difieren
read-by-family = según la familia
read-by-document = según documentos
read-by-bones = según los huesos
read-by-amelogenin = según la amelogenina
person-told = Lo que se cuenta
person-family = Familia
remains-read = Lo que se observó
remains-profile = Perfil de ADN
profile-empty = No hay ADN que comparar.
record-hypotheses = { $n ->
    [0] Ninguna hipótesis supera el umbral.
    [one] { $n } hipótesis para que la juzguen personas.
   *[other] { $n } hipótesis para que las juzguen personas.
}
record-see-hypotheses = Ver más abajo
record-no-hypothesis = Ninguna hipótesis sobre este registro alcanza el umbral. Eso no significa que no la haya: puede que el familiar que la mostraría aún no haya dado una muestra.
relatives-typed = { $n ->
    [0] ninguno con ADN registrado
    [one] { $n } con ADN registrado
   *[other] { $n } con ADN registrado
}
markers-typed = { $n } de { $of }
fact-name = Nombre
fact-sex = Sexo
fact-born = Nacimiento
fact-age-last-seen = Edad cuando fue vista por última vez
fact-last-seen = Vista por última vez
fact-last-place = Dónde fue vista por última vez
fact-circumstances = Circunstancias
fact-family = Familia
fact-relatives = Familiares
fact-population = Población de las frecuencias
fact-age-at-death = Edad al morir
fact-found = Hallazgo
fact-found-place = Lugar del hallazgo
fact-markers = Marcadores analizados

# Las hipótesis
hypotheses-title = { $n ->
    [one] { $n } hipótesis
   *[other] { $n } hipótesis
}
hypotheses-lead = Se compararon { $missing } personas desaparecidas con { $remains } conjuntos de restos: { $pairs } pares, cada uno con una probabilidad de partida de { $prior }. Se muestra lo que alcanza una probabilidad de { $threshold }.
hypotheses-empty = Ningún par alcanza el umbral. Un umbral más bajo o muestras de más familiares podrían mostrar más.
column-missing-person = Persona desaparecida
column-posterior = Probabilidad
column-weight = Peso
column-strength = Fuerza
column-alternative = Otra explicación más fuerte
one-in = 1 entre { $n }
warnings-title = Lo primero que hay que mirar
warning-same-person = { $first } y { $second } tienen el perfil de una sola persona (peso { $weight }): hallados dos veces, confundidos, contaminados o gemelos idénticos.
warning-not-computed = No se pudo calcular el ADN de la familia { $family }; sus pares se pesaron sin él. Motivo: { $reason }
warning-contradicts = Las personas analizadas de la familia { $family } contradicen el árbol genealógico en { $markers }. Revise los parentescos y las muestras.
warning-found-before = Los restos { $remains } se hallaron antes de que { $missing } fuera vista por última vez. Una de las dos fechas es errónea, o lo es la hipótesis.
warning-not-stationary = { $n ->
    [one] En { $n } marcador el modelo de mutación cambia un poco las frecuencias de una generación a otra; el árbol se calcula como está dibujado.
   *[other] En { $n } marcadores el modelo de mutación cambia un poco las frecuencias de una generación a otra; el árbol se calcula como está dibujado.
}
profile-of-person = { $person } de la familia { $family }
parameters-title = Parámetros
parameter-name = Parámetro
parameter-value = Valor

# Una hipótesis
hypothesis-title = ¿Son los restos { $remains } los de { $name }?
hypothesis-odds = Desde una probabilidad de partida de { $prior }, los indicios llevan a una probabilidad de { $posterior }.
hypothesis-not-decided = Es una hipótesis; deciden personas.
ratio-for = Lo observado es { $times } veces más probable si los restos son de esta persona que si son de alguien sin parentesco.
ratio-against = Lo observado es { $times } veces menos probable si los restos son de esta persona que si son de alguien sin parentesco.
ratio-nothing = Lo observado no dice si los restos son de esta persona o de alguien sin parentesco.
ratio-excluded = Lo observado es imposible si los restos son de esta persona.
excludes = excluye
weight-for = a favor
weight-against = en contra
weight-nothing = no dice nada
strength-for = { $level ->
    [weak] débil, a favor
    [moderate] moderado, a favor
    [moderately-strong] moderadamente fuerte, a favor
    [strong] fuerte, a favor
    [very-strong] muy fuerte, a favor
    [extremely-strong] extremadamente fuerte, a favor
   *[none] apenas dice nada
}
strength-against = { $level ->
    [weak] débil, en contra
    [moderate] moderado, en contra
    [moderately-strong] moderadamente fuerte, en contra
    [strong] fuerte, en contra
    [very-strong] muy fuerte, en contra
    [extremely-strong] extremadamente fuerte, en contra
    [excluded] excluye
   *[none] apenas dice nada
}
explanation-same = Estos restos son de { $name }
explanation-other = Estos restos son de { $relation }
basis-items = todos los indicios, frente a alguien sin parentesco
basis-items-and-dna = todos los indicios, frente a alguien sin parentesco; solo ADN { $dna }
basis-dna = solo ADN, frente a alguien sin parentesco
no-alternative = Otro pariente cercano
no-alternative-note = No se pudo probar ningún pariente cercano como otra explicación: no hay ADN que comparar.
weights-title = De la probabilidad de partida a la final
weights-lead = Cada barra es un indicio; su longitud es su peso en potencias de diez. La línea vertical marca una probabilidad de la mitad.
weights-nothing = Estos no dicen nada en ningún sentido:
prior = Partida
posterior = Probabilidad
column-item = Indicio
column-way = Sentido
item-dna = ADN
item-sex = Sexo
item-age = Edad
item-source = Fórmula:
alternative-close = Otra explicación encaja casi igual de bien, o mejor: { $relation }. Estos indicios no permiten distinguir entre ambas.
alternatives-title = Otras explicaciones
alternatives-lead = Los mismos indicios, si los restos fueran de un pariente cercano. Compare solo ADN con solo ADN.
column-explanation = Los restos son de
column-basis = Pesado por
relation-full-sibling = un hermano o hermana de la persona desaparecida
relation-half-sibling-same-father = un medio hermano o media hermana, mismo padre
relation-half-sibling-same-mother = un medio hermano o media hermana, misma madre
relation-uncle-or-aunt-fathers-side = un tío o tía por parte de padre
relation-uncle-or-aunt-mothers-side = un tío o tía por parte de madre
relation-nephew-or-niece = un sobrino o sobrina
relation-first-cousin-fathers-side = un primo hermano o prima hermana por parte de padre
relation-first-cousin-mothers-side = un primo hermano o prima hermana por parte de madre
relation-another-missing = otra persona desaparecida de la familia: { $id }
markers-title = Marcador por marcador
help-title = Qué falta y qué ayudaría más
helps-typed = { $relatives ->
    [one] Se analizaron { $markers } de { $of } marcadores en los restos; se analizó a { $relatives } familiar.
   *[other] Se analizaron { $markers } de { $of } marcadores en los restos; se analizó a { $relatives } familiares.
}
help-lacking = No consta:
lacking-sex-of-the-missing-person = sexo de la persona desaparecida
lacking-sex-of-the-remains = sexo de los restos
lacking-age-of-the-missing-person = edad de la persona desaparecida
lacking-age-at-death = edad al morir
help-lead = Ayudaría una muestra de estos familiares, sobre todo del primero:
help-nobody = No queda en el árbol ningún familiar que pueda aportar mucho; quizá uno que aún no esté dibujado.
help-shared = comparte de media el { $share } de su genoma con la persona desaparecida
