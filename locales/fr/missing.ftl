# La situation
situation-title = La situation
situation-lead = De { $first } à { $last }, { $incidents ->
    [one] { $incidents } incident recensé fait
   *[other] { $incidents } incidents recensés font
} état de { $people } personnes mortes ou disparues en chemin. Le nombre réel est plus élevé : beaucoup de morts ne sont jamais recensées.
situation-lead-year = En { $first }, { $incidents ->
    [one] { $incidents } incident recensé fait
   *[other] { $incidents } incidents recensés font
} état de { $people } personnes mortes ou disparues en chemin. Le nombre réel est plus élevé : beaucoup de morts ne sont jamais recensées.
situation-lead-empty = Aucun incident n’est affiché.
situation-empty = Aucun incident n’a encore été lu. Importez le fichier du projet Missing Migrants, puis relancez le programme :
situation-empty-filtered = Aucun incident recensé ne correspond à ce filtre. Cela ne veut pas dire qu’il ne s’est rien passé.

filter-year = Année
filter-region = Région
filter-route = Route
filter-cause = Cause du décès
any-year = Toutes les années
any-region = Toutes les régions
any-route = Toutes les routes
any-cause = Toutes les causes
filter-chosen = { $name } : { $value }
filter-show = Afficher
filter-all = Tout afficher

figure-dead = Personnes retrouvées mortes
figure-missing = Personnes disparues, au moins
figure-origin-unknown = Pays d’origine inconnu
figure-cause-unknown = Cause du décès inconnue
figure-not-told = { $n ->
    [one] non précisé pour { $n } incident sur { $of }
   *[other] non précisé pour { $n } incidents sur { $of }
}
figure-of-incidents = { $n ->
    [one] { $n } incident sur { $of }
   *[other] { $n } incidents sur { $of }
}

# La carte
map-title = Où
map-name = Carte des incidents recensés
map-drawing = { $n ->
    [one] Carte de { $n } incident recensé. La surface d’un cercle croît avec le nombre de morts et de disparus.
   *[other] Carte de { $n } incidents recensés, regroupés en cercles. La surface d’un cercle croît avec le nombre de morts et de disparus.
}
map-size-note = La surface d’un cercle croît avec le nombre de morts et de disparus.
map-boundaries = Les frontières et les noms indiqués n’impliquent ni approbation ni acceptation.
map-cumulative = { $n ->
    [one] { $n } fiche, avec { $people } personnes, est une somme sur une période et non un seul événement : elle compte dans les totaux, mais ne figure pas sur cette carte par jour.
   *[other] { $n } fiches, avec { $people } personnes, sont des sommes sur une période et non un seul événement : elles comptent dans les totaux, mais ne figurent pas sur cette carte par jour.
}
map-without-point = { $n ->
    [one] { $n } incident n’a pas de point lisible et ne figure pas sur la carte.
   *[other] { $n } incidents n’ont pas de point lisible et ne figurent pas sur la carte.
}
map-point-in-doubt = { $n ->
    [one] { $n } point est douteux : il est placé là où il a été noté, et sa page dit pourquoi.
   *[other] { $n } points sont douteux : ils sont placés là où ils ont été notés, et leurs pages disent pourquoi.
}
map-as-table = Les mêmes incidents en tableau
map-unknown-number = nombre inconnu
map-legend-disputed = limite d’un territoire sans code de pays
map-dead-and-missing = morts et disparus
map-unknown-place = lieu non renseigné
map-unknown-source = non renseignée
map-source = Source
map-in-incidents = { $n } incidents
map-more = et { $n } autres
map-zoom-in = Agrandir
map-zoom-out = Réduire
map-close = Fermer
map-scroll-help = Maintenez Ctrl et faites défiler pour agrandir la carte
map-scroll-help-mac = Maintenez ⌘ et faites défiler pour agrandir la carte
map-touch-help = Déplacez la carte avec deux doigts

# Totaux
legend-dead = retrouvés morts
legend-missing = disparus, au moins
legend-unknown = inconnu
column-dead = Retrouvés morts
column-missing = Disparus, au moins
column-total = Morts et disparus
column-incidents = Incidents
column-missing-blank = Incidents sans nombre de disparus
column-share = Part
all-incidents = Ensemble
by-year-title = Par année
by-year-head = Année
by-year-unknown = { $n ->
    [0] Le jour est connu pour chaque incident.
    [one] Le jour est inconnu pour { $n } incident ({ $percent }) ; l’année est connue.
   *[other] Le jour est inconnu pour { $n } incidents ({ $percent }) ; l’année est connue.
}
by-region-title = Par région
by-region-head = Région de l’incident
by-region-unknown = { $n ->
    [0] La région est renseignée pour chaque incident.
    [one] La région n’est pas renseignée pour { $n } incident ({ $percent }).
   *[other] La région n’est pas renseignée pour { $n } incidents ({ $percent }).
}
by-route-title = Par route
by-route-head = Route migratoire
by-route-unknown = { $n ->
    [0] La route est renseignée pour chaque incident.
    [one] La route n’est pas renseignée pour { $n } incident ({ $percent }).
   *[other] La route n’est pas renseignée pour { $n } incidents ({ $percent }).
}
by-cause-title = Par cause du décès
by-cause-head = Cause du décès
by-cause-unknown = { $n ->
    [0] La cause est connue pour chaque incident.
    [one] La cause est multiple ou inconnue pour { $n } incident ({ $percent }).
   *[other] La cause est multiple ou inconnue pour { $n } incidents ({ $percent }).
}

unknown-title = Ce que l’on ne sait pas
unknown-lead = La part des incidents pour lesquels la source ne le dit pas. Une case vide ne compte jamais pour zéro.
unknown-head = Non renseigné
unknown-dead = Combien de personnes ont été retrouvées mortes
unknown-missing = Combien ont disparu
unknown-both = Combien sont mortes ou disparues
unknown-sex = Combien de femmes, combien d’hommes
unknown-children = Combien d’enfants
unknown-survivors = Combien ont survécu
unknown-origin = Pays d’origine
unknown-cause = Cause du décès
unknown-route = Route
unknown-region = Région
unknown-country = Pays de l’incident
unknown-day = Jour
unknown-point = Point sur la carte
unknown-point-in-doubt = Un point est noté, mais il est douteux

data-title = Les données
download-csv = Télécharger ces incidents en tableau (CSV)
download-geojson = Télécharger ces incidents en couche de carte (GeoJSON)

# Incidents
incidents-title = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
incidents-empty = Aucun incident recensé ne correspond à ce filtre. Cela ne veut pas dire qu’il ne s’est rien passé.
incidents-back = Tous les incidents
column-date = Date
column-people = Morts et disparus
column-place = Lieu
column-region = Région
column-cause = Cause du décès
column-source = Source
incident-title = Incident
incident-lead = { $date }. Morts et disparus : { $people }.
incident-lead-unknown = { $date }. Le nombre de morts ou de disparus n’a pas été renseigné.
incident-links = Où le lire
incident-cumulative = Cette fiche est une somme sur une période ou une zone, et non un seul événement. Elle compte dans les totaux, mais ne figure pas sur la carte par jour.
incident-negative = Un nombre inférieur à zéro retire ce qu’une autre partie du même événement avait compté. Seule la somme sur l’événement a un sens.
incident-point = { $latitude }, { $longitude } (connu à { $km } km près environ)
doubt-whole-degrees = Le point est écrit en degrés entiers : ses décimales ont peut-être été perdues, et le lieu peut se trouver à cent kilomètres.
doubt-swapped = Latitude et longitude semblent inversées. Le point est montré tel qu’il a été noté.
doubt-far-from-country = Le point se trouve loin du pays de l’incident. Il est montré tel qu’il a été noté.
doubt-unreadable = Le point n’a pas pu être lu ; l’incident ne figure pas sur la carte.
presumed = { $name } (présumé)
fact-dead = Retrouvés morts
fact-missing = Disparus, au moins
fact-total = Morts et disparus
fact-survivors = Survivants
fact-females = Femmes et filles parmi les morts et disparus
fact-males = Hommes et garçons parmi les morts et disparus
fact-children = Enfants parmi les morts et disparus
fact-date = Date
fact-causes = Cause du décès
fact-location = Lieu, tel que la source l’écrit
fact-country = Pays
fact-region = Région
fact-point = Point
fact-route = Route
fact-origin-countries = Pays d’origine
fact-origin-regions = Régions d’origine
fact-source = Rapporté par
fact-quality = Qualité de la source, de 1 (un seul média) à 5 (officielle ou confirmée)
fact-main-id = Événement auquel la fiche appartient

# Les catégories de la source
cause-drowning = Noyade
cause-hazardous-transport = Accident de véhicule ou transport dangereux
cause-harsh-conditions = Conditions extrêmes : manque d’abri, de nourriture ou d’eau
cause-sickness = Maladie ou absence de soins
cause-violence = Violence
cause-accident = Accident
cause-mixed-or-unknown = Multiple ou inconnue
cause-several = Plusieurs causes dans une même fiche
region-caribbean = Caraïbes
region-central-america = Amérique centrale
region-central-asia = Asie centrale
region-eastern-africa = Afrique de l’Est
region-eastern-asia = Asie de l’Est
region-eastern-europe = Europe de l’Est
region-europe = Europe
region-latin-america-caribbean = Amérique latine et Caraïbes
region-mediterranean = Méditerranée
region-middle-africa = Afrique centrale
region-north-america = Amérique du Nord
region-northern-africa = Afrique du Nord
region-northern-europe = Europe du Nord
region-south-america = Amérique du Sud
region-south-eastern-asia = Asie du Sud-Est
region-southern-africa = Afrique australe
region-southern-asia = Asie du Sud
region-southern-europe = Europe du Sud
region-sub-saharan-africa = Afrique subsaharienne
region-western-africa = Afrique de l’Ouest
region-western-asia = Asie de l’Ouest
region-western-southern-asia = Asie de l’Ouest ou du Sud
region-mixed = Plusieurs
region-unknown = Inconnue
route-afghanistan-to-iran = De l’Afghanistan à l’Iran
route-bay-of-bengal-andaman-sea = Golfe du Bengale et mer d’Andaman
route-belarus-eu-border = Frontière entre le Bélarus et l’UE
route-caribbean-to-central-america = Des Caraïbes à l’Amérique centrale
route-caribbean-to-us = Des Caraïbes aux États-Unis
route-central-mediterranean = Méditerranée centrale
route-darien = Darién
route-dominican-republic-to-puerto-rico = De la République dominicaine à Porto Rico
route-drc-to-uganda = De la RD Congo à l’Ouganda
route-eastern-mediterranean = Méditerranée orientale
route-eastern-route-to-from-ehoa = Route orientale depuis et vers l’Est et la Corne de l’Afrique
route-english-channel-to-the-uk = Manche vers le Royaume-Uni
route-haiti-to-dominican-republic = D’Haïti à la République dominicaine
route-horn-of-africa-route = Corne de l’Afrique
route-iran-to-t-rkiye = De l’Iran à la Türkiye
route-italy-to-france = De l’Italie à la France
route-mainland-europe-to-the-uk = De l’Europe continentale au Royaume-Uni
route-naf-river-crossing = Rivière Naf
route-northern-route-from-ehoa = Route du nord depuis l’Est et la Corne de l’Afrique
route-route-to-southern-africa = Route vers l’Afrique australe
route-sahara-desert-crossing = Désert du Sahara
route-sea-crossings-to-mayotte = Traversées vers Mayotte
route-syria-to-t-rkiye = De la Syrie à la Türkiye
route-t-rkiye-europe-land-route = Route terrestre de la Türkiye à l’Europe
route-ukraine-to-europe = De l’Ukraine à l’Europe
route-us-mexico-border-crossing = Frontière entre le Mexique et les États-Unis
route-venezuela-to-caribbean = Du Venezuela aux Caraïbes
route-western-africa-atlantic-route-to-the-canary-islands = Route atlantique de l’Afrique de l’Ouest aux îles Canaries
route-western-balkans = Balkans occidentaux
route-western-mediterranean = Méditerranée occidentale

# L’arbre généalogique
sex-male = homme
sex-female = femme
sex-unknown = sexe inconnu
pedigree-generation = Génération { $n }
pedigree-person = { $name } : { $facts }
pedigree-typed = ADN analysé
pedigree-untyped = pas d’ADN analysé
pedigree-sought = la personne recherchée
pedigree-child-of-two = enfant de { $first } et de { $second }
pedigree-child-of-one = enfant de { $first }
pedigree-twin-of = vrai jumeau de { $name }
pedigree-name = Famille { $family } : qui descend de qui
pedigree-in-words = La même chose en mots

# Le registre
no-register = Ce nœud ne contient pas encore de registre. Un registre est un dossier de tableaux ; la première commande en écrit les modèles, la seconde prend en charge ce qu’ils contiennent :
missing-title = { $n ->
    [one] { $n } personne disparue
   *[other] { $n } personnes disparues
}
missing-empty = Le registre ne contient encore aucune personne disparue. Ajoutez des lignes à missing.csv, puis relancez.
remains-title = { $n ->
    [one] { $n } dossier de restes humains
   *[other] { $n } dossiers de restes humains
}
remains-empty = Le registre ne contient encore aucuns restes. Ajoutez des lignes à remains.csv, puis relancez.
remains-word = Restes
remains-one = Restes { $id }
column-name = Nom
column-family = Famille
column-sex = Sexe
column-age = Âge lors du dernier signe de vie
column-last-seen = Dernier signe de vie
column-last-place = Lieu du dernier signe de vie
column-relatives = Proches avec ADN
column-best = Probabilité la plus haute
column-remains = Restes
column-age-at-death = Âge au décès
column-found = Découverte
column-found-place = Lieu de découverte
column-markers = Marqueurs analysés
column-hypotheses = Hypothèses
column-marker = Marqueur
column-alleles = Allèles
no-hypothesis = aucune au-dessus du seuil
not-typed = non analysé
not-computed = non calculé
age-years = { $age } ans
age-from = { $from } ans ou plus
age-range = { $from } à { $to } ans
sex-reading = { $sex } ({ $by })
sex-readings-differ = indications contraires
read-by-family = selon la famille
read-by-document = selon des documents
read-by-bones = selon les os
read-by-amelogenin = selon l’amélogénine
person-told = Ce qui est rapporté
person-family = Famille
remains-read = Ce qui a été relevé
remains-profile = Profil ADN
profile-empty = Il n’y a pas d’ADN à comparer.
record-hypotheses = { $n ->
    [0] Aucune hypothèse ne dépasse le seuil.
    [one] { $n } hypothèse à faire examiner.
   *[other] { $n } hypothèses à faire examiner.
}
record-see-hypotheses = Voir plus bas
record-no-hypothesis = Aucune hypothèse sur cette fiche n’atteint le seuil. Cela ne veut pas dire qu’il n’y en a pas : le proche qui pourrait la révéler n’a peut-être pas encore donné d’échantillon.
relatives-typed = { $n ->
    [0] aucun avec ADN au dossier
    [one] { $n } avec ADN au dossier
   *[other] { $n } avec ADN au dossier
}
markers-typed = { $n } sur { $of }
fact-name = Nom
fact-sex = Sexe
fact-born = Naissance
fact-age-last-seen = Âge lors du dernier signe de vie
fact-last-seen = Dernier signe de vie
fact-last-place = Lieu du dernier signe de vie
fact-circumstances = Circonstances
fact-family = Famille
fact-relatives = Proches
fact-population = Population des fréquences
fact-age-at-death = Âge au décès
fact-found = Découverte
fact-found-place = Lieu de découverte
fact-markers = Marqueurs analysés

# Les hypothèses
hypotheses-title = { $n ->
    [one] { $n } hypothèse
   *[other] { $n } hypothèses
}
hypotheses-lead = { $missing } personnes disparues ont été comparées à { $remains } dossiers de restes : { $pairs } paires, chacune avec une probabilité de départ de { $prior }. On voit ici ce qui atteint une probabilité de { $threshold }.
hypotheses-empty = Aucune paire n’atteint le seuil. Un seuil plus bas, ou les échantillons d’autres proches, pourraient en montrer davantage.
column-missing-person = Personne disparue
column-posterior = Probabilité
column-weight = Poids
column-strength = Force
column-alternative = Autre explication la plus forte : restes
one-in = 1 sur { $n }
warnings-title = À regarder d’abord
warning-same-person = { $first } et { $second } ont le profil d’une seule personne (poids { $weight }) : retrouvés deux fois, échangés, contaminés, ou vrais jumeaux.
warning-not-computed = L’ADN de la famille { $family } n’a pas pu être calculé ; ses paires ont été pesées sans lui. Raison : { $reason }
warning-contradicts = Les personnes analysées de la famille { $family } contredisent l’arbre généalogique à { $markers }. Vérifiez les liens de parenté et les échantillons.
warning-found-before = Les restes { $remains } ont été découverts avant le dernier signe de vie de { $missing }. L’une des deux dates est fausse, ou l’hypothèse l’est.
warning-not-stationary = { $n ->
    [one] Pour { $n } marqueur, le modèle de mutation modifie un peu les fréquences d’une génération à l’autre ; l’arbre est calculé tel qu’il est dessiné.
   *[other] Pour { $n } marqueurs, le modèle de mutation modifie un peu les fréquences d’une génération à l’autre ; l’arbre est calculé tel qu’il est dessiné.
}
profile-of-person = { $person } de la famille { $family }
parameters-title = Paramètres
parameter-name = Paramètre
parameter-value = Valeur

# Une hypothèse
hypothesis-title = Les restes { $remains } sont-ils ceux de { $name } ?
hypothesis-odds = D’une probabilité de départ de { $prior }, les éléments mènent à une probabilité de { $posterior }.
hypothesis-not-decided = C’est une hypothèse ; des personnes décident.
ratio-for = Ce qui a été observé est { $times } fois plus probable si ces restes sont ceux de cette personne que s’ils sont ceux de quelqu’un sans lien de parenté.
ratio-against = Ce qui a été observé est { $times } fois moins probable si ces restes sont ceux de cette personne que s’ils sont ceux de quelqu’un sans lien de parenté.
ratio-nothing = Ce qui a été observé ne dit pas si ces restes sont ceux de cette personne ou de quelqu’un sans lien de parenté.
ratio-excluded = Ce qui a été observé est impossible si ces restes sont ceux de cette personne.
excludes = exclut
weight-for = pour
weight-against = contre
weight-nothing = ne dit rien
strength-for = { $level ->
    [weak] faible, pour
    [moderate] modéré, pour
    [moderately-strong] assez fort, pour
    [strong] fort, pour
    [very-strong] très fort, pour
    [extremely-strong] extrêmement fort, pour
   *[none] ne dit presque rien
}
strength-against = { $level ->
    [weak] faible, contre
    [moderate] modéré, contre
    [moderately-strong] assez fort, contre
    [strong] fort, contre
    [very-strong] très fort, contre
    [extremely-strong] extrêmement fort, contre
    [excluded] exclut
   *[none] ne dit presque rien
}
explanation-same = Ces restes sont ceux de { $name }
explanation-other = Ces restes sont ceux { $relation }
basis-items = tous les éléments, face à une personne sans lien
basis-items-and-dna = tous les éléments, face à une personne sans lien ; ADN seul { $dna }
basis-dna = ADN seul, face à une personne sans lien
no-alternative = Un autre proche parent
no-alternative-note = Aucun proche parent n’a pu être essayé comme autre explication : il n’y a pas d’ADN à comparer.
weights-title = De la probabilité de départ à la probabilité finale
weights-lead = Chaque barre est un élément ; sa longueur est son poids en puissances de dix. Le trait vertical marque une chance sur deux.
weights-nothing = Ces éléments ne disent rien, ni dans un sens ni dans l’autre :
prior = Départ
posterior = Probabilité
column-item = Élément
column-way = Sens
item-dna = ADN
item-sex = Sexe
item-age = Âge
item-source = Formule :
alternative-close = Une autre explication convient à peu près aussi bien, ou mieux : les restes seraient ceux { $relation }. Ces éléments ne permettent pas de départager les deux.
alternatives-title = Autres explications
alternatives-lead = Les mêmes éléments, si les restes étaient ceux d’un proche parent. Comparez l’ADN seul à l’ADN seul.
column-explanation = Les restes sont ceux
column-basis = Pesé par
relation-full-sibling = d’un frère ou d’une sœur de la personne disparue
relation-half-sibling-same-father = d’un demi-frère ou d’une demi-sœur, même père
relation-half-sibling-same-mother = d’un demi-frère ou d’une demi-sœur, même mère
relation-uncle-or-aunt-fathers-side = d’un oncle ou d’une tante du côté du père
relation-uncle-or-aunt-mothers-side = d’un oncle ou d’une tante du côté de la mère
relation-nephew-or-niece = d’un neveu ou d’une nièce
relation-first-cousin-fathers-side = d’un cousin germain ou d’une cousine germaine du côté du père
relation-first-cousin-mothers-side = d’un cousin germain ou d’une cousine germaine du côté de la mère
relation-another-missing = d’une autre personne disparue de la famille : { $id }
markers-title = Marqueur par marqueur
help-title = Ce qui manque, et ce qui aiderait le plus
helps-typed = { $relatives ->
    [one] { $markers } marqueurs sur { $of } ont été analysés dans les restes ; { $relatives } proche a été analysé.
   *[other] { $markers } marqueurs sur { $of } ont été analysés dans les restes ; { $relatives } proches ont été analysés.
}
help-lacking = Non renseigné :
lacking-sex-of-the-missing-person = sexe de la personne disparue
lacking-sex-of-the-remains = sexe des restes
lacking-age-of-the-missing-person = âge de la personne disparue
lacking-age-at-death = âge au décès
help-lead = Un échantillon de ces proches aiderait, surtout du premier :
help-nobody = Il ne reste dans l’arbre aucun proche qui puisse apporter beaucoup ; un proche qui n’y figure pas encore le pourrait.
help-shared = partage en moyenne { $share } de son génome avec la personne disparue
