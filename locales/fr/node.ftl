# Le nœud lui-même : verrouillé, ouvert, s’ouvrant tout seul.
node-state-locked = Nœud { $name } : verrouillé.
node-state-computing = Nœud { $name } : ouvert, comparaison des fiches en cours.
node-state-open = Nœud { $name } : ouvert.
node-state-unlock = Déverrouiller

node-locked-title = Ce registre est verrouillé
node-locked-text = Les fiches se trouvent dans ce nœud sous forme scellée. Toute personne qui détient une clé peut les ouvrir. D’ici là, seul ce qui est publié s’affiche ici.
node-locked-onward = Déverrouiller le registre

being-computed-title = Les fiches sont en cours de comparaison
being-computed-text = Chaque personne disparue est comparée avec tous les restes. Les pages du registre montreront le résultat dès que ce sera fini. Vous n’avez rien à faire en attendant.
being-computed-steps = Étapes faites : { $done } sur { $total }
being-computed-beginning = La première étape a commencé.
being-computed-onward = Regarder à nouveau

register-unreadable-title = Le registre ne peut pas être comparé
register-unreadable-text = Les fiches ont été ouvertes, mais elles ne forment pas un registre qui puisse être comparé. Rien n’en est perdu. Le programme dit :

renewing-title = Des fiches sont arrivées ou ont changé.
renewing = Elles sont en cours de comparaison ; ce qui s’affiche date d’avant. { $steps }

unlock-title = Déverrouiller le registre
unlock-lead = Votre phrase secrète ouvre ce nœud, jusqu’à ce que quelqu’un le verrouille ou que le programme s’arrête. Pour voir des fiches, chaque personne ouvre ensuite sa session.
unlock-holder = Détenteur de la clé
unlock-holder-hint = Le nom pour lequel votre clé a été faite. Laissez vide si le nœud n’a qu’un seul détenteur.
unlock-passphrase = Phrase secrète
unlock-passphrase-hint = Elle ne va qu’à ce nœud et n’est notée nulle part. Chaque essai prend un instant.
unlock-button = Déverrouiller
unlock-refused-title = Le registre reste verrouillé
unlock-refused = Aucune clé ne s’ouvre avec ce nom et cette phrase. Vérifiez les deux : majuscules, langue du clavier, espaces à la fin.
unlock-busy = D’autres essais ont lieu en ce moment. Attendez un peu, puis essayez à nouveau.
unlock-failed = Le nom et la phrase sont justes, mais le registre n’a pas pu être déverrouillé. La fenêtre où tourne le programme dit pourquoi.
unlock-again-title = Le registre est ouvert
unlock-again-text = Il n’y a rien à faire ici. Pour le verrouiller, tapez cette commande sur l’ordinateur du nœud :

notice-unattended-title = Ce nœud s’ouvre tout seul.
notice-unattended = Quiconque prend l’ordinateur du nœud ou son disque peut lire tout ce que les machines comparent ici : noms, dates, lieux, descriptions, profils ADN. Ce choix a été fait à la création du nœud. Une phrase secrète les protégerait.
notice-demo-title = Une démonstration.
notice-demo = Les familles, les personnes disparues et les restes de ce registre sont inventés, et il s’ouvre tout seul. Les incidents recensés sont réels.
notice-closed-title = Certaines fiches ne s’ouvrent pas.
notice-closed = { $count ->
    [one] Une fiche de ce nœud ne s’ouvre pas : sa clé ou son contenu est endommagé ou perdu. Elle ne figure
   *[other] { $count } fiches de ce nœud ne s’ouvrent pas : leurs clés ou leurs contenus sont endommagés ou perdus. Elles ne figurent
} ici dans aucune liste ni aucune comparaison. La commande « landfall verify » en dit plus.

circumstances-sealed = scellées si elles sont consignées : seul un membre de l’organisation peut les ouvrir

# Looking around in a demonstration
look-around-title = Découvrir la démonstration
look-around-lead = Toutes les personnes, les fiches et les collègues sont inventés ici. Choisissez en tant que qui regarder : chacun voit ce que voit un tel collègue, et rien d’autre.
look-around-as = Regarder en tant que : { $role }
look-around-immigration-enforcement = d’un service d’immigration, pour voir ce qui est refusé
