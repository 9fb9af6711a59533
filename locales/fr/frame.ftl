# Ce qui entoure chaque page.
product = Landfall
page-title = { $title } · Landfall
room-missing = Les disparus
skip = Aller au contenu
languages = Langue
pages = Pages de cette rubrique
looking-at = Vous consultez :
purpose-situation = des données publiées sur des incidents mortels, ouvertes à tous
purpose-register = un registre de personnes disparues, pour la recherche et l’identification
purpose-about = la façon dont ces pages sont faites
page-situation = Situation
page-missing = Personnes disparues
page-remains = Restes humains
page-hypotheses = Hypothèses
page-about = Sources et méthodes
foot-local = Ces pages ne s’affichent que sur cet ordinateur. Elles ne demandent rien à aucun autre.
foot-named = Ces pages viennent de ce nœud seul. Elles ne demandent rien à aucun autre ordinateur.

attribution-dated = Incidents : { $source } ({ $licence }), extrait du { $date }.
attribution-newest = Incidents : { $source } ({ $licence }), date de l’extrait inconnue ; fiche la plus récente du { $date }.
attribution-undated = Incidents : { $source } ({ $licence }), date de l’extrait inconnue.
source = Source
source-label = Source :
licence-label = Licence :

# Problèmes
not-found-title = Cette page n’existe pas
not-found-text = L’adresse est peut-être mal écrite, ou la fiche ne fait pas partie de ce que montre ce nœud.
bad-filter-title = Ce filtre est illisible
bad-filter-text = « { $found } » n’est pas une année. Choisissez une année dans la liste.
too-long-title = L’adresse est trop longue
too-long-text = Elle est plus longue que toutes celles que créent ces pages. Reprenez depuis la situation.
budget-spent-title = Vous avez lu plus que d’ordinaire
budget-spent-text = La lecture s’arrête ici jusqu’à ce qu’un collègue chargé de l’audit ou de la coordination la débloque. Il voit combien c’était, et non quoi.
our-fault-title = Une erreur s’est produite de notre côté
our-fault-text = La page n’a pas pu être préparée. Rien de ce que vous avez fait n’est perdu. Essayez à nouveau.
form-not-ours-title = Ce formulaire n’a pas été accepté
form-not-ours-text = Pour vous protéger, seuls les formulaires de ces pages sont acceptés. Le vôtre venait d’ailleurs, ou sa page est restée ouverte trop longtemps. Ouvrez la page à nouveau et renvoyez le formulaire.
not-signed-in-title = Il faut vous connecter
not-signed-in-text = Cette adresse est destinée aux personnes qui travaillent avec ce nœud. Connectez-vous, ou envoyez le jeton de votre programme.

# Nombres et dates
not-recorded = non renseigné
list-separator = {", "}
date-unknown = date inconnue
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
people-count = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
incident-count = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}

# Listes
pager-rows = { $first } à { $last } sur { $of }
pager-previous = Page précédente
pager-next = Page suivante

# À propos
about-title = Sources et méthodes
about-lead = D’où viennent les données, comment lire un poids, et ce que ces pages ne disent pas.
about-data-title = Les incidents
about-data-limits = Personne ne compte toutes les morts sur la route. Les nombres sont ceux qui ont été rapportés et que l’on a pu retrouver : ce sont des minimums. Une case vide dans la source reste inconnue ici ; elle ne compte jamais pour zéro.
about-map-title = La carte
about-map = Contours : Natural Earth (domaine public), selon les limites administrées de fait. Les limites des territoires sans code de pays sont en tirets.
about-weights-title = Comment lire un poids
about-weights = Chaque élément compare deux explications : ces restes sont ceux de la personne disparue, ou ceux de quelqu’un d’autre. Son poids est une puissance de dix : +3 signifie que ce qui a été observé est mille fois plus probable s’il s’agit de la personne disparue ; −3, mille fois moins. Les poids d’une même paire d’explications s’ajoutent à une probabilité de départ annoncée. Les poids de paires différentes ne s’additionnent jamais.
about-verdict = Un ordinateur ne décide rien au sujet d’une personne. Il montre ce qui va dans un sens, ce qui va dans l’autre, et ce qui manque encore. Des personnes examinent et signent.
about-languages-title = Langues
about-languages = Les textes français, espagnols et arabes ont été rédigés avec soin, mais aucun locuteur natif ne les a encore relus. Si un texte est faux ou difficile à lire, dites-le à la personne qui gère ce nœud.
about-privacy-title = Qui peut voir ceci
about-privacy = Ces pages ne demandent rien à un autre ordinateur que le nœud qui les affiche. Qui se connecte reçoit un cookie pour la session, qui finit avec le navigateur, et un autre auquel ce navigateur est reconnu lors d’une connexion ; aucune page d’un autre site ne les voit. Les fiches des personnes sont scellées dans le nœud. Avant qu’une page n’en montre une, le nœud note qui l’a ouverte, quand, pour quoi et par quelle page ; les auditeurs le lisent.

# Who is signed in
frame-signed-in = Session de { $name }
frame-role = En tant que
frame-role-switch = Agir en tant que
frame-account = Votre compte
frame-sign-out = Se déconnecter
frame-sign-in = Se connecter
frame-working-for = Vous travaillez pour :
work-tracing = la recherche de personnes disparues
work-forensic = l’identification de restes humains
work-protection = la protection de personnes en danger
work-documentation = la documentation de violations
work-oversight = la surveillance des retours et de la rétention
work-knowledge = ce que chacun peut savoir
