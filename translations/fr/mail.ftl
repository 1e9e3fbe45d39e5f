mail-sign-in-subject = Votre accès à la gestion : { $network }
mail-sign-in = Bonjour { $name }, ce lien vous permet de vous connecter une fois, jusqu’au { $day }. Il est pour vous seulement.
mail-sign-in-button = Se connecter
mail-personal-link-subject = Votre fiche dans l’annuaire : { $member }
mail-personal-link = Ce lien vous montre ce que tout le monde voit de { $member } dans notre annuaire. Vous pouvez le confirmer ou demander un changement. Aucun compte n’est nécessaire.
mail-reminder-subject = Cette fiche est-elle toujours juste ? { $member }
mail-reminder = Des personnes qui cherchent de l’aide se fient à notre annuaire. Merci de prendre une minute pour regarder cette fiche : { $member }. Si elle est toujours juste, deux clics suffisent.
mail-reminder-last = Elle a été confirmée pour la dernière fois le { $day }.
mail-reminder-never = Personne ne l’a encore confirmée.
mail-reminder-again = Nous vous avons déjà posé la question et n’avons pas encore eu de réponse.
mail-own-button = Voir la fiche
mail-link-until = Le lien fonctionne jusqu’au { $day }.
mail-forward = Si un ou une collègue en sait plus, faites-lui suivre ce message. Le lien ne montre rien qui ne soit public, et rien ne change avant que le secrétariat l’ait lu.
mail-confirmed-subject = Fiche confirmée : { $member }
mail-confirmed = Avec un lien personnel vers cette fiche, quelqu’un a confirmé qu’elle est juste : { $member }. Rien d’autre n’a changé.
mail-proposed-subject = Envoyé au secrétariat : { $member }
mail-proposed = Avec un lien personnel vers cette fiche, quelqu’un a écrit au secrétariat à son sujet : { $member }. Rien ne change avant que le secrétariat l’ait lu.
mail-not-you = Si ce n’était ni vous ni une personne de votre équipe, merci de répondre à ce message.
mail-decided-subject = Réponse du secrétariat : { $member }
mail-decided = { $status ->
    [accepted] Le secrétariat a accepté le changement qui a été proposé pour { $member }.
    [partly_accepted] Le secrétariat a accepté une partie de ce qui a été proposé pour { $member }.
    [done] Le secrétariat a traité ce qui a été écrit au sujet de { $member }. Merci.
    [discarded] Le secrétariat a lu ce qui a été écrit au sujet de { $member } et laisse la fiche telle quelle.
   *[refused] Le secrétariat n’a pas accepté le changement qui a été proposé pour { $member }.
}
mail-decided-reason = Le secrétariat écrit :
mail-more-public-subject = Davantage d’informations de votre fiche sont publiques : { $member }
mail-more-public = Tout le monde peut maintenant voir quelque chose de { $member } qui n’était pas public auparavant. Merci de regarder ce qui est montré.
mail-more-public-no = Si vous ne le voulez pas, vous pouvez le dire sur la même page. Le secrétariat s’en occupera.
mail-digest = Voici les derniers changements dans l’annuaire, prêts pour votre lettre d’information.
mail-stop = Ne plus m’envoyer de rappels ni de nouvelles
mail-sent-by = Envoyé par : { $network }

console-reports = Signalements
console-reports-lead = Ce que des visiteurs et des membres ont écrit sans compte. N’importe qui peut avoir écrit n’importe quoi ; rien n’a été changé.
console-no-reports = Il n’y a pas de signalement ouvert.
console-reports-of-members = De membres, par des liens personnels
console-reports-of-visitors = De visiteurs
console-reports-discard = { $count ->
    [one] Écarter { $count } signalement
   *[other] Écarter ces { $count } signalements
}
console-report-mistake = Quelqu’un signale une erreur
console-report-wish = Un membre demande quelque chose
console-report-handover = Un membre nomme une autre personne
console-report-objection = Un membre ne veut pas que quelque chose soit public
console-report-done = Traité
console-report-discard = Écarter
console-personal-links = Liens personnels
console-links-of = Liens personnels : { $member }
console-link-made = Le lien est fait. Il n’est montré que maintenant.
console-link-mailed = Il est aussi envoyé par e-mail.
console-links-lead = Pendant 30 jours, qui a un lien voit ce que tout le monde voit, et peut le confirmer ou proposer un changement.
console-make-link = Faire un lien à copier
console-mail-link = Envoyer un lien : { $name }
console-made-on = Fait le
console-answered = Réponse
console-mails = E-mails
console-mail-example = Organisation d’exemple
console-mail-preview = À quoi ressemblent les e-mails
console-no-mail = Aucun e-mail ne part d’ici : aucun serveur de messagerie n’est réglé, ou c’est le réseau d’exemple. Les liens peuvent être copiés.
console-reminders = À qui on a demandé
console-no-reminders = Il n’y a personne à qui demander en ce moment.
console-were-asked = Interrogés
console-to-be-asked = À interroger
console-more-reminders = Suite
console-asked = Demandé
console-cannot-be-asked = il n’y a personne à qui écrire
console-never-answers = ne répond jamais
console-mail-log = Ce qui a été envoyé
console-no-mails = Rien n’a encore été envoyé.
console-mail-kind = Sujet
console-mail-kind-sign-in = Lien de connexion
console-mail-kind-personal-link = Lien personnel
console-mail-kind-reminder = Rappel
console-mail-kind-confirmed = Fiche confirmée
console-mail-kind-proposed = Envoyé au secrétariat
console-mail-kind-decided = Proposition décidée
console-mail-kind-more-public = Une plus grande partie est publique
console-mail-kind-digest = Nouvelles
console-mail-status-pending = en attente
console-mail-status-sent = envoyé
console-mail-status-refused = refusé
console-mail-status-failed = échoué
console-mail-status-skipped = non envoyé
console-mail-stops = Adresses auxquelles rien n’est envoyé
console-mail-stop-refused = le serveur de messagerie n’accepte rien pour elle
console-mail-stop-declined = ne veut ni rappels ni nouvelles
console-mail-again = Envoyer à nouveau
console-digest-lead = Les derniers changements dans l’annuaire, envoyés à toute l’équipe, prêts pour votre lettre d’information.
console-news-until = Au, sans ce jour
console-digest-send = Envoyer
console-waiting-reports = { $count ->
    [one] { $count } signalement attend
   *[other] { $count } signalements attendent
}
console-waiting-answered = { $count ->
    [one] { $count } membre a répondu par un lien personnel ces sept derniers jours
   *[other] { $count } membres ont répondu par un lien personnel ces sept derniers jours
}
console-waiting-unanswered = { $count ->
    [one] { $count } membre ne répond jamais
   *[other] { $count } membres ne répondent jamais
}
console-confirmed-share = Sur { $all } fiches publiques, { $confirmed } ont été confirmées au cours de la dernière année : { $percent } %.
