# Comptes : se connecter, rejoindre, son propre compte, les collègues, qui a ouvert quoi.
purpose-accounts = les comptes : qui travaille avec ce registre
page-account = Votre compte
page-people = Collègues
page-audit = Qui a ouvert quoi

# Formulaires
form-fault-title = À revoir
form-fault-tab = À corriger : { $title }
form-optional = (peut rester vide)
once-hint = Cette page ne l’affiche qu’une fois. Aucune page ne l’affichera plus.
once-link = Lien, à usage unique
once-onward = C’est fait, continuer
moment = { $date }, { $time } UTC
column-roles = Rôles
column-status = État
column-since = Depuis
column-acts = Ce que vous pouvez faire
column-purpose = Finalité

# Les mots pour les personnes
status-invited = invité, pas encore confirmé
status-confirmed = confirmé
status-revoked = compte retiré
role-told = { $role } : { $sees }
role-family = famille
role-family-sees = suit son propre signalement.
role-tracing-officer = chargé ou chargée de recherche
role-tracing-officer-sees = ouvre et rédige les signalements de personnes disparues, y compris ce que les familles ont confié, et remet aux familles le code qui leur permet de suivre.
role-forensic-analyst = analyste médico-légal
role-forensic-analyst-sees = travaille avec les restes et les profils ADN et voit les faits sur les personnes disparues, mais pas ce qui a été confié.
role-case-worker = accompagnant ou accompagnante
role-case-worker-sees = ouvre et rédige ce que des personnes ont raconté pour être protégées, dans la mesure où elles y consentent.
role-monitor = observateur ou observatrice
role-monitor-sees = ouvre et rédige ce que l’organisation observe et documente.
role-editor = rédacteur ou rédactrice
role-editor-sees = tient ce que tout le monde peut lire ; n’ouvre aucune fiche sur une personne.
role-coordinator = coordinateur ou coordinatrice
role-coordinator-sees = invite et confirme les collègues, retire des comptes, conclut des accords avec des partenaires ; n’ouvre aucune fiche sur une personne.
role-auditor = contrôleur ou contrôleuse
role-auditor-sees = voit qui a ouvert quoi, quand et pourquoi ; pas ce qui y est écrit.
role-administrator = administrateur ou administratrice
role-administrator-sees = fait fonctionner le nœud et ses comptes ; n’ouvre aucune fiche.
role-visitor = visiteur ou visiteuse
role-visitor-sees = lit ce qui est publié.
role-machine = partie du programme
role-machine-sees = compare et propose ; ne décide de rien.
browser-on = { $browser } sur { $system }
browser-unknown = un navigateur qui ne dit pas son nom

# Se connecter et se déconnecter
account-name = Nom
account-password = Mot de passe
sign-in-title = Se connecter
sign-in-lead = Pour les personnes qui travaillent avec ce registre.
sign-in-name-hint = Le nom que vous avez choisi en rejoignant l’organisation.
sign-in-button = Se connecter
sign-in-refused = Ce nom et ce mot de passe n’ouvrent aucun compte. Vérifiez les deux : majuscules, langue du clavier, espaces à la fin.
sign-in-busy = De nombreux essais sont en cours en ce moment. Attendez une minute, puis réessayez. Un navigateur avec lequel vous vous êtes déjà connecté passe plus tôt.
sign-in-code-title = Le code de votre téléphone
sign-in-code-lead = Ouvrez l’application qui garde votre second facteur. Elle affiche un code pour ce nœud, un nouveau toutes les 30 secondes.
sign-in-code-hint = Six chiffres, par exemple 123 456.
sign-in-code-button = Se connecter
sign-in-code-refused = Le compte ne s’est pas ouvert. Attendez le code suivant et tapez-le en entier. Si cela échoue encore, recommencez avec le nom et le mot de passe.
sign-in-again = Recommencer avec le nom et le mot de passe
sign-in-stuck-title = Vous n’arrivez pas à entrer ?
sign-in-stuck-colleague = Mot de passe oublié : demandez à un ou une collègue qui coordonne ou administre. Vous recevrez un lien pour choisir un nouveau mot de passe.
sign-in-stuck-phone = Téléphone perdu : demandez-leur aussi. Le lien permet également d’installer un nouveau second facteur.
sign-in-stuck-nobody = Aucun collègue n’est joignable : adressez-vous à la personne qui fait fonctionner ce nœud. Personne ne vous demandera jamais votre mot de passe.
sign-in-stuck-clock = Le code ne convient jamais : l’horloge de votre téléphone est peut-être fausse. Réglez-la sur l’heure du réseau.
sign-out-title = Se déconnecter
sign-out-lead = Vous êtes connecté sous le nom { $name }. Ensuite, ce navigateur n’ouvrira plus rien du registre.
sign-out-button = Se déconnecter
signed-out-title = Vous êtes déconnecté
signed-out-text = Ce navigateur n’ouvre plus rien du registre. Sur un ordinateur que d’autres utilisent aussi, fermez également la fenêtre.
waiting-title = Un ou une collègue doit vous confirmer
waiting-lead = Votre compte est créé, { $name }. Tant qu’aucun collègue de { $organisation } ne l’a confirmé, il n’ouvre rien.
waiting-what = La personne qui vous a invité voit votre nom sous « Collègues ». Vous n’avez rien à faire ici.
waiting-tell = Dites-lui, par un moyen auquel vous faites confiance tous les deux, par exemple un appel, que vous avez rejoint l’organisation et sous quel nom.
waiting-why = Elle confirme avec sa propre clé. C’est seulement alors que votre mot de passe peut ouvrir ce qui est scellé. Aucun ordinateur ne peut le faire à sa place.
waiting-meanwhile = En attendant, installez votre second facteur et mettez votre clé de secours en lieu sûr.
waiting-again = Regarder à nouveau

# Mots de passe
password-new = Nouveau mot de passe
password-again = Le même mot de passe, encore une fois
password-present = Mot de passe actuel
password-hint = Au moins { $min } caractères. Trois ou quatre mots que personne n’associerait conviennent bien. Ni chiffres ni signes ne sont exigés.
password-empty = Choisissez un mot de passe.
password-short = Ce mot de passe a { $length ->
    [one] { $length } caractère
   *[other] { $length } caractères
}. Il en faut au moins { $min } ; ajoutez un mot.
password-name = Ce mot de passe contient votre nom. Choisissez-en un que même vos proches ne devineraient pas.
password-common = Ce mot de passe est parmi ceux que l’on essaie en premier. Choisissez des mots que personne n’associerait.
password-differs = Les deux mots de passe ne sont pas identiques. Tapez-les tous les deux à nouveau.
password-wrong = Ce n’est pas votre mot de passe actuel. Vérifiez les majuscules et la langue du clavier.
password-strength-enough = Votre mot de passe est assez long. Un plus long serait meilleur.
password-strength-good = Votre mot de passe est bon.
password-strength-strong = Votre mot de passe est très solide.
password-lead = Le nouveau mot de passe vaut dès maintenant. Les autres navigateurs où vous êtes connecté sont déconnectés.
password-button = Changer le mot de passe
password-changed-title = Votre mot de passe est changé
password-changed-lead = Connectez-vous désormais avec le nouveau. Votre clé de secours reste valable.

# Clé de secours
recovery-title = Votre clé de secours
recovery-lead = Écrivez cette clé sur papier maintenant. Elle ouvre votre part des fiches scellées quand le mot de passe est oublié.
recovery-label = Clé de secours
recovery-where = Gardez-la là où personne ne la cherche, loin de cet ordinateur et de votre téléphone. Ne la photographiez pas.
recovery-without = Sans elle, un nouveau mot de passe vous rend le compte. Les fiches scellées restent alors fermées jusqu’à ce qu’un ou une collègue vous y redonne accès.
recovery-kept = Je l’ai écrite
recovery-kept-fault = Écrivez d’abord la clé, puis cochez la case. Aucune page ne l’affichera plus.
recovery-button = Continuer
recovery-renew-lead = Vous recevez une nouvelle clé de secours, affichée une seule fois.
recovery-renew-old = L’ancienne clé n’ouvre plus rien à partir de là. Détruisez le papier.
recovery-renew-button = Faire une nouvelle clé

# Second facteur
factor-heading = Second facteur
factor-title = Installer le second facteur
factor-lead = Un mot de passe volé ne suffit alors plus : il faut aussi votre téléphone.
factor-step-app = Sur votre téléphone, ouvrez une application de codes à usage unique. N’importe laquelle convient, par exemple Aegis, FreeOTP ou celle qui garde vos mots de passe.
factor-step-scan = Dans l’application, choisissez « ajouter » et dirigez l’appareil photo vers ce carré.
factor-qr-label = Code QR pour l’application de votre téléphone ; le même se trouve dessous en lettres
factor-step-type = Pas d’appareil photo ? Tapez plutôt ces lettres dans l’application :
factor-same-device = L’application est sur cet appareil même : l’ouvrir ici
factor-step-code = L’application affiche maintenant six chiffres. Tapez-les ici, pour que les deux côtés soient sûrs.
factor-code = Code
factor-code-hint = Six chiffres, par exemple 123 456. L’application affiche un nouveau code toutes les 30 secondes.
factor-code-wrong = Ce code ne convient pas. Attendez le suivant et tapez-le. Si cela échoue encore, l’horloge de votre téléphone est peut-être fausse.
factor-button = Confirmer
factor-done-title = Votre second facteur est installé
factor-done-lead = Désormais, un code vous est demandé après le mot de passe.
factor-done-phone = Même un navigateur que vous utilisez souvent le demande à chaque fois.
factor-done-lost = Si le téléphone est perdu, demandez un lien à un ou une collègue qui coordonne ou administre.
factor-anew-lead = Un nouveau second facteur remplace l’ancien. D’abord, votre mot de passe.
factor-anew-button = Continuer

# Premier démarrage
welcome-title = Bienvenue sur ce nœud
welcome-lead = { $node } est créé, et personne n’y travaille encore. Trois étapes permettent de l’ouvrir sans danger.
welcome-sign-in = Connectez-vous d’abord avec le nom et la phrase secrète donnés à la création du nœud.
welcome-step-factor = Vous installez un second facteur, pour qu’un mot de passe volé n’ouvre rien à lui seul.
welcome-step-open = À partir de là, le nœud peut être servi à d’autres ordinateurs.
welcome-step-invite = Vous invitez le premier ou la première collègue.
welcomed-title = Le nœud est prêt
welcomed-lead = Votre second facteur est installé. Le lien qui vous a amené ici n’ouvre plus rien.
welcomed-open = Le nœud peut maintenant être servi à d’autres ordinateurs, avec un certificat. Arrêtez-le et redémarrez-le avec l’adresse sur laquelle il doit écouter.
welcomed-second = Invitez bientôt une seconde personne pour administrer. Ce qui demande deux personnes ne peut se faire seul : effacer une fiche, par exemple.
welcomed-recovery = Faites une clé de secours sur la page de votre compte, et gardez-la sur papier.

# Rejoindre
join-title = Vous êtes invité
join-lead = { $organisation } vous invite à travailler avec son registre.
join-roles = Voici ce que l’on vous invite à faire :
join-until = Fin de l’invitation
join-name-hint = Pas votre propre nom : il reste pour toujours dans le journal, à côté de tout ce que vous ouvrez. Lettres minuscules, chiffres et traits d’union, par exemple north-lantern.
join-name-fault = Un nom a 3 à 32 lettres minuscules sans accent, chiffres et traits d’union, et commence par une lettre, par exemple north-lantern.
join-name-taken = Ce nom ne peut pas être pris. Choisissez-en un autre.
join-button = Rejoindre
reset-title = Un nouveau mot de passe
reset-lead = Un ou une collègue vous a donné ce lien. Il sert une seule fois.
reset-recovery-hint = Les lettres sur votre papier. Avec elles, vous rouvrez aussitôt les fiches scellées. Sans elles, laissez ce champ vide.
reset-recovery-fault = Ce n’est pas la clé de secours de votre compte. Vérifiez chaque groupe, ou laissez le champ vide.
reset-button = Enregistrer le mot de passe
reset-done-title = Votre nouveau mot de passe est enregistré
reset-done-lead = Connectez-vous maintenant avec lui. Tous vos autres navigateurs sont déconnectés.
reset-done-open = Votre clé de secours a rouvert votre part des fiches scellées.
reset-done-closed = Sans la clé de secours, les fiches scellées vous restent fermées jusqu’à ce qu’un ou une collègue vous y redonne accès sous « Collègues ».

# Son propre compte
account-title = Votre compte
account-of = Votre compte : { $name }
account-organisation = Organisation
account-acting = Vous agissez en tant que
account-acting-hint = Vous agissez dans un seul rôle à la fois. Il décide de ce que vous voyez, et il figure dans le journal.
account-acting-button = Agir dans ce rôle
account-acting-done = Vous agissez maintenant en tant que : { $role }.
account-factor-set = Il est installé : un code vous est demandé après le mot de passe.
account-factor-missing = Il n’est pas installé. Quiconque apprend votre mot de passe peut entrer.
account-factor-unknown = On ne sait pas s’il est installé tant que le nœud est verrouillé.
account-factor-anew = Installer un autre téléphone
sessions-title = Où vous êtes connecté
sessions-hint = Terminez ce que vous ne reconnaissez pas, puis changez de mot de passe.
sessions-empty = Nulle part ailleurs qu’ici.
sessions-this = ce navigateur
sessions-since = Connexion :
sessions-last = Dernière page :
sessions-end = Terminer
sessions-ended = Ce navigateur est déconnecté. Il n’ouvre plus rien dès sa prochaine page.
account-more = Mot de passe, clés, programmes
account-change-password = Changer le mot de passe
account-change-password-hint = Quand quelqu’un a pu le voir.
account-recovery = Nouvelle clé de secours
account-recovery-hint = Quand le papier est perdu, ou que quelqu’un l’a vu.
account-tokens = Programmes qui lisent en votre nom
account-tokens-hint = Donner un jeton à un programme, ou le reprendre.

# Jetons
tokens-lead = Un programme muni d’un jeton lit ce que vous pouvez lire, pour une seule finalité, jusqu’à une date. Tout ce qu’il lit figure dans le journal sous votre nom.
tokens-empty = Aucun programme ne lit en votre nom.
token-new = Un nouveau jeton
token-label = À quoi il sert
token-label-hint = Pour le reconnaître, par exemple : chiffres hebdomadaires pour le conseil.
token-label-fault = Dites en quelques mots pour quel programme il est.
token-purpose-fault = Choisissez la finalité de la lecture.
token-kinds = Sortes de fiches
token-kinds-hint = Choisissez-en le moins possible. Rien de choisi : toutes les sortes de cette finalité.
token-kinds-all = toutes les sortes de cette finalité
token-kinds-fault = Choisissez les sortes de fiches que le programme lit.
token-days = Jours
token-days-hint = De 1 à { $max }. Ensuite il n’ouvre plus rien.
token-days-fault = Tapez un nombre entier de 1 à { $max }.
token-button = Faire un jeton
token-until = Jusqu’au
token-used = Dernier usage :
token-unused = Jamais utilisé
token-revoke = Reprendre
token-revoked = Le jeton est repris. Il n’ouvre plus rien.
token-issued-title = Le nouveau jeton
token-issued-lead = Copiez-le maintenant dans le programme.
token-issued-label = Jeton
token-issued-until = Il ouvre quelque chose jusqu’au { $date }.
token-issued-header = Le programme l’envoie comme « Authorization: Bearer … » avec chaque demande.
token-issued-audit = Qui le possède lit en votre nom. Ne le donnez à personne, et reprenez-le quand le programme ne sert plus.

# Collègues
people-title = { $n ->
    [one] { $n } collègue
   *[other] { $n } collègues
}
people-empty = Personne d’autre n’est encore là. Invitez un ou une collègue : la première personne qui vient pourra en confirmer d’autres avec vous.
people-self = vous
people-waiting = En attente de confirmation
people-waiting-text = Ces personnes ont suivi une invitation et choisi un nom. Rien ne s’ouvre pour elles avant que l’un de vous confirme.
people-look = Regarder et confirmer
people-turn-away = refuser
people-reset = nouveau mot de passe
people-revoke = retirer le compte
invite-title = Inviter un ou une collègue
invite-lead = Vous recevez un lien pour une seule personne, à lui remettre par un moyen sûr.
invite-roles = Que fera cette personne ?
invite-roles-hint = Choisissez-en le moins possible. Chacun dit ce qu’il ouvre.
invite-roles-fault = Choisissez au moins un rôle.
invite-days = Jours pendant lesquels le lien ouvre
invite-days-hint = De 1 à 30. Une semaine est habituelle.
invite-days-fault = Tapez un nombre entier de 1 à 30.
invite-button = Faire le lien
invited-title = L’invitation
invited-lead = Donnez ce lien à la seule personne à qui il est destiné.
invited-how = Remettez-le par un moyen que seule cette personne lit. Pas dans un groupe.
invited-who = Qui l’ouvre en premier le prend, et à lui seul il n’ouvre rien.
invited-then = Une fois la personne inscrite, son nom attend sous « Collègues » que quelqu’un le confirme. Demandez-lui de vive voix quel nom elle a choisi.
confirm-title = Confirmer { $name }
confirm-lead = Vous vous portez garant que c’est bien la personne invitée.
confirm-keys = Avec votre clé, vous lui donnez les clés de l’organisation. Dès lors elle ouvre ce que ses rôles ouvrent.
confirm-log = Votre nom reste à côté pour toujours dans le journal.
confirm-known = J’ai demandé à la personne, de vive voix ou en face, et c’est bien le nom qu’elle a choisi
confirm-known-fault = Demandez d’abord à la personne, de vive voix ou en face, puis cochez la case.
confirm-button = Confirmer
confirmed-title = { $name } est confirmé
confirmed-text = Dès la prochaine page, { $name } ouvre ce que ses rôles ouvrent.
revoke-title = Retirer le compte de { $name }
revoke-lead = Faites-le quand quelqu’un part, ou quand son compte est peut-être en d’autres mains.
revoke-now = L’effet est immédiat : dès sa prochaine page, plus rien ne s’ouvre, dans aucun navigateur et avec aucun jeton.
revoke-keys = Les clés de l’organisation sont refaites, et les siennes n’ouvrent rien de nouveau.
revoke-before = Ce qui a été lu ou copié avant ne peut être repris. « Qui a ouvert quoi » le montre.
revoke-final = Le compte ne peut pas être rendu. La personne peut être invitée à nouveau sous un autre nom.
revoke-reason = Raison
revoke-reason-hint = Elle reste pour toujours dans le journal. N’y écrivez rien sur d’autres personnes.
revoke-reason-fault = Écrivez pourquoi, en quelques mots.
revoke-button = Retirer le compte
revoked-title = Le compte de { $name } est retiré
revoked-text = { $name } n’ouvre plus rien. Les clés de l’organisation sont refaites.
reset-link-title = Un nouveau mot de passe pour { $name }
reset-link-lead = Vous recevez un lien avec lequel cette personne choisit un nouveau mot de passe et un nouveau second facteur.
reset-link-know = Assurez-vous que c’est bien cette personne qui le demande : de vive voix ou en face, pas par un simple message.
reset-link-sealed = Avec sa clé de secours, elle rouvre aussitôt les fiches scellées. Sans elle, un ou une collègue lui redonne accès.
reset-link-log = Tous ses navigateurs sont déconnectés quand le lien est utilisé. Le journal dit que vous l’avez fait.
reset-link-button = Faire le lien
reset-made-lead = Donnez ce lien à la personne à qui il est destiné. Il sert une seule fois.
reset-made-recovery = Rappelez-lui sa clé de secours : le papier du jour de son arrivée.

# Qui a ouvert quoi
audit-title = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
} : qui a ouvert quoi
audit-lead = Chaque ligne a été écrite avant que quoi que ce soit s’affiche, et aucune ne peut disparaître sans que cela se voie.
audit-who = Qui
audit-action = A fait quoi
audit-what = Fiches
audit-route = Par quelle voie
audit-outcome = Résultat
audit-day = Jour
audit-hour = Heure
audit-any-action = toute action
audit-any-purpose = toute finalité
audit-any-outcome = tout résultat
audit-button = Afficher
audit-all = Afficher toutes les lignes
audit-empty = Rien n’a encore été ouvert. Une ligne apparaît ici dès que quelqu’un, ou une partie du programme, lit une fiche.
audit-empty-filter = Aucune ligne ne correspond. Cela peut vouloir dire que rien n’est arrivé, ou qu’un nom s’écrit autrement.
audit-alarm-text = Quelqu’un a lu d’un coup plus que d’habitude, ou une règle a échoué et a donc refusé. Demandez à la personne ; si elle n’en sait rien, retirez le compte.
audit-foot = Un contrôleur voit quelles fiches ont été ouvertes, pas ce qui y est écrit. Les temps sont à l’heure près, comme le journal les garde.
outcome-allowed = ouvert
outcome-refused = refusé
outcome-alarm = alarme
purpose-word-tracing = recherche
purpose-word-forensic = identification
purpose-word-protection = protection
purpose-word-documentation = documentation
purpose-word-oversight = surveillance des autorités
purpose-word-knowledge = savoir public
action-read = a lu
action-open = a ouvert avec la partie scellée
action-list = a listé
action-count = a compté
action-export = a sorti
action-download = a lu un fichier
action-find = a cherché
action-suggest = a reçu un indice
action-notify = a été averti
action-write = a écrit
action-append = a écrit
action-attach = a joint un fichier
action-import = a importé
action-propose = a proposé
action-review = a relu et signé
action-decide = a décidé
action-deliver = a remis
action-consent = a noté un consentement
action-hold = a mis en réserve
action-erase = a effacé
action-read-log = a regardé qui l’a lu
action-operate = a fait fonctionner le nœud
action-read-audit = a regardé cette page
action-invite = a invité
action-confirm = a confirmé un collègue
action-revoke = a retiré un compte
action-agree = a conclu un accord
action-issue-code = a donné un code à une famille
action-issue-token = a donné un jeton à un programme
