# The console of the staff.

console = Espace de travail
console-today = Aujourd’hui
console-members = Membres
console-corrections = Corrections
console-team = Équipe
console-history = Historique
console-public-pages = Pages publiques
console-sign-in = Se connecter
console-sign-out = Se déconnecter
console-sign-in-lead = Vous vous connectez avec un lien personnel. Demandez-le à un administrateur ou une administratrice de votre secrétariat.
console-link-opened = Ce lien vous connecte une seule fois, sur cet appareil. S’il ne vous était pas destiné, fermez cette page.
console-link-refused = Ce lien ne fonctionne pas : il a déjà servi ou date de plus de deux jours. Demandez-en un autre.
console-account = Se connecter avec le compte de votre organisation
console-account-away = La connexion de votre organisation ne répond pas en ce moment. Réessayez plus tard ou demandez un lien à un administrateur ou une administratrice.
console-account-unfinished = La connexion n’a pas été menée à son terme, ou elle a pris trop de temps. Réessayez.
console-account-unverified = Votre compte n’a pas d’adresse e-mail, ou personne ne l’a vérifiée. Adressez-vous à qui gère les comptes, ou demandez un lien à un administrateur ou une administratrice.
console-account-unknown = Personne au secrétariat n’a l’adresse { $email }. Demandez à un administrateur ou une administratrice de vous inviter avec elle.
console-signed-in = Vous voilà connecté·e
console-waiting-proposals = { $count ->
    [one] { $count } correction attend
   *[other] { $count } corrections attendent
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } fiche non confirmée depuis un an
   *[other] { $count } fiches non confirmées depuis un an
}
console-waiting-duplicates = { $count ->
    [one] { $count } doublon probable
   *[other] { $count } doublons probables
}
console-waiting-exposures = { $count ->
    [one] { $count } texte public révèle une information cachée
   *[other] { $count } textes publics révèlent une information cachée
}
console-waiting-imports = { $count ->
    [one] { $count } import attend
   *[other] { $count } imports attendent
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } webhook à l’arrêt
   *[other] { $count } webhooks à l’arrêt
}
console-waiting-ending-keys = { $count ->
    [one] { $count } clé expire dans les 30 jours
   *[other] { $count } clés expirent dans les 30 jours
}
console-find = Nom, sigle ou identifiant
console-status = Statut
console-status-applicant = Candidature
console-status-member = Membre
console-status-suspended = Suspendu
console-status-former = Ancien membre
console-status-withdrawn = Candidature retirée
console-any = Tous
console-yes = Oui
console-has-hidden = A un lieu caché
console-stale-since = Non confirmé depuis { $day }
console-take-away = Retirer ce filtre
console-new-member = Nouveau membre
console-places = Lieux
console-confirmed-on = Confirmé
console-never = Jamais
console-more = Plus de membres
console-earlier = Plus ancien
console-confirmed = Confirmé le { $day }
console-never-confirmed = Jamais confirmé
console-confirm = Confirmer que tout est exact
console-hide = Cacher tout de suite
console-entry = Fiche
console-save = Enregistrer
console-details = Adresse et contact
console-visibility-hidden = Caché
console-visibility-city = Ville seulement
console-visibility-public = Public
console-visibility-hidden-lead = Personne n’apprend que ce lieu existe.
console-visibility-city-lead = On voit la ville, mais ni la rue ni le téléphone.
console-visibility-public-lead = Tout le monde voit l’adresse, et la carte la montre.
console-membership = Adhésion
console-step = Étape
console-step-admit = Admettre
console-step-withdraw = Candidature retirée
console-step-suspend = Suspendre
console-step-reinstate = Rétablir
console-step-end = Mettre fin à l’adhésion
console-step-reapply = Nouvelle candidature
console-reason = Motif
console-do-step = Valider cette étape
console-strangers-see = Ce que voient les inconnus
console-public-page = Ouvrir la page publique
console-not-public-merged = Rien : la fiche a été fusionnée avec une autre.
console-not-public-withdrawn = Rien : la fiche a été retirée.
console-not-public-status = Rien : seuls les membres sont montrés.
console-not-public-unlisted = Rien : la fiche reste hors de l’annuaire public.
console-undo = Annuler
console-command-line = Le programme lui-même
console-action-create = ajouté
console-action-update = modifié
console-action-withdraw = fiche retirée
console-action-restore = fiche rétablie
console-action-purge = supprimé définitivement
console-action-hide = caché immédiatement
console-action-move = adhésion modifiée
console-action-verify = confirmé
console-action-merge = fusionné
console-action-revert = annulé
console-action-erase = données personnelles effacées
console-action-propose = correction proposée
console-action-accept = correction acceptée
console-action-refuse = correction refusée
console-action-take-back = correction reprise
console-action-revoke = clé révoquée
console-action-rotate = secret renouvelé
console-action-pause = webhook en pause
console-action-resume = webhook repris
console-action-test = webhook testé
console-action-replay = messages renvoyés
console-action-read = lu en entier
console-publish-question = Publier ?
console-publish-lead = Après cela, tout le monde verra davantage qu’avant.
console-publish = Oui, publier
console-do-not-publish = Non, laisser tel quel
console-position-question = Le point est-il juste ?
console-position = Oui, c’est bien là
console-not-position = Non, ne pas enregistrer
console-no-corrections = Aucune correction n’attend.
console-take = Prendre
console-was = Avant
console-proposed = Proposé
console-now = Maintenant
console-accept = Accepter ce qui est coché
console-refuse = Refuser
console-invite = Inviter quelqu’un
console-role = Rôle
console-role-editor = Rédaction
console-role-admin = Administration
console-last-seen = Dernière visite
console-actions = Actions
console-invited-until = Lien ouvert jusqu’au { $day }
console-new-link = Nouveau lien
console-end-sessions = Déconnecter partout
console-remove = Retirer
console-link = Lien de connexion
console-link-for = Envoyez ce lien à { $name }, et à personne d’autre. Il n’est affiché que maintenant.
console-link-until = Il fonctionne une seule fois, jusqu’au { $day }.
console-other-languages = Autres langues
console-add = Ajouter
console-candidates = Il existe peut-être déjà :
console-not-a-duplicate = C’est une autre organisation
# Import: spreadsheets that are handed over.
console-import = Importation
console-import-lead = Choisissez un tableau ou déposez-le sur le champ. Rien ne change avant que vous ayez vu ce qui changerait.
console-import-files = Tableau (Excel, LibreOffice ou CSV)
console-import-whole = Il contient tous les membres : nommer ceux qui manquent
console-import-look = Regarder
console-import-earlier = Importations précédentes
console-import-none = Rien n’a encore été importé ici.
console-import-file = Fichier
console-import-day = Jour
console-import-planning = En cours d’examen
console-import-interrupted = Interrompue
console-import-planned = Attend d’être importée
console-import-failed = Pas encore lisible
console-import-applied = Importée
console-import-undone = Annulée
console-import-forgotten = N’est plus conservée
console-import-wait = Cette page continue d’elle-même.
console-import-again = Refaire le plan
console-import-undo = Annuler l’importation
console-import-forget = Oublier ces fichiers
console-import-another = Autres importations
console-import-columns = Comment les colonnes sont lues
console-import-columns-lead = Vérifiez comment chaque colonne est lue, et surtout qui connaîtra son contenu.
console-import-decides = Décide de ce qui est public
console-import-public = Ceci sera public
console-import-private = Seul le secrétariat voit ceci
console-import-unread = N’est pas importé
console-import-guess = Supposition
console-import-strange = Non lus, parce que personne ne sait ce qu’ils contiennent : { $tables }
console-import-remembered = Un fichier avec ces colonnes a déjà été importé.
console-import-use = Lire comme « { $name } »
console-import-go-on = Continuer avec ces colonnes
console-import-otherwise = Le fichier est mal lu ?
console-import-include-hidden = Importer aussi les lignes et colonnes masquées
console-import-header-row = Ligne qui nomme les colonnes
console-import-encoding = Encodage
console-import-look-again = Regarder de nouveau
console-import-of-members = Membre
console-import-of-locations = Lieu
console-import-of-services = Service
console-import-of-contacts = Personne de contact
console-import-of-notes = Note
console-import-of-others = Autres
console-reading-undecided = À décider
console-reading-nothing = N’est pas importé
console-reading-private-if-yes = Oui : ne pas publier
console-reading-public-if-yes = Oui : tout le monde peut le savoir
console-column-name = Nom
console-column-acronym = Sigle
console-column-country = Pays
console-column-website = Site web
console-column-email = E-mail
console-column-phones = Téléphone
console-column-links = Liens
console-column-identifiers = Identifiants
console-column-phone = Téléphone
console-column-summary = Résumé
console-column-languages = Langues
console-column-founded-year = Année de fondation
console-column-external-id = Votre propre clé
console-column-slug = Clé dans l’adresse
console-column-membership-type = Type d’adhésion
console-column-membership-status = État de l’adhésion
console-column-joined-on = Membre depuis
console-column-left-on = Partie le
console-column-listing = Dans l’annuaire ou non
console-column-kind = Type de lieu
console-column-address = Rue et numéro
console-column-postal-code = Code postal
console-column-city = Ville
console-column-region = Région
console-column-opening-hours = Heures d’ouverture
console-column-latitude = Latitude
console-column-longitude = Longitude
console-column-visibility = Ce que voient les inconnus
console-column-service = Service
console-column-description = Description
console-column-role = Fonction
console-column-text = Texte
console-import-kind-refused = Problèmes
console-import-kind-duplicate = Doublons probables
console-import-kind-warning = Avertissements
console-import-kind-created = Nouveaux
console-import-kind-changed = Modifiés
console-import-kind-withdrawn = Retirés
console-import-kind-missing = Manquants
console-import-kind-same = Inchangés
console-import-readings = Est-ce bien cela ?
console-import-readings-lead = Certaines cellules ne sont pas écrites comme l’annuaire en a besoin. Laissez coché ce qui est bien lu.
console-import-accept = Les lire ainsi
console-import-nothing = rien
console-import-cells = { $count ->
    [one] { $count } cellule
   *[other] { $count } cellules
}
console-import-others = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
console-mend-country = Pays
console-mend-language = Langues
console-mend-website = Sites web
console-mend-email = Adresses e-mail
console-mend-coordinate = Coordonnées
console-mend-swapped-point = Latitude et longitude interverties
console-mend-date = Dates
console-mend-text = Texte abîmé
console-mend-placeholder = Mots qui ne disent rien
console-import-confirm-publication = Le public verrait plus qu’aujourd’hui
console-import-confirm-publication-lead = Oui, publier ceci
console-import-confirm-positions = Points hors de leur pays
console-import-confirm-positions-lead = Oui, ces points sont justes
console-import-allow-duplicates = Probablement déjà dans le registre
console-import-allow-duplicates-lead = Ce sont d’autres organisations : les ajouter
console-import-skip-refused = Lignes avec des problèmes
console-import-skip-refused-lead = Les laisser de côté et importer les autres
console-import-problems = Problèmes
console-import-unread-columns = Non importées : { $columns }
console-import-marked = Télécharger le tableau avec les problèmes marqués
console-import-remember = Retenir comment les colonnes sont lues, sous le nom
console-import-apply = { $count ->
    [one] Importer { $count } changement
   *[other] Importer { $count } changements
}
console-import-apply-lead = Un grand fichier prend un moment. L’importation peut être annulée ensuite.
console-import-nothing-to-do = En l’état, il n’y a rien à importer.
console-import-back = Retour au plan
console-import-row = Ligne
console-import-what = Quoi
console-import-more = Suite
console-done-imported = Importée.
console-done-forgotten = Oubliée.

# Duplicates, and what goes out.
console-duplicates = Doublons
console-duplicate-same-identifier = Même identifiant
console-duplicate-same-website = Même site web
console-duplicate-similar-name = Presque le même nom, même pays
console-duplicate-stays = La fiche qui reste
console-duplicate-keep = Celle-ci
console-duplicate-lead = Ce que seule l’une des deux contient est conservé : autres noms, numéros de téléphone, lieux, services et personnes. L’autre clé mène à la fiche qui reste.
console-duplicate-merge = Fusionner les deux
console-duplicate-apart = Il y en a deux : ne plus demander
console-duplicate-distinct = Distinguées
console-duplicate-again = Demander de nouveau
console-done-merged = Fusionnées.
console-done-apart = Noté : il y en a deux.
console-action-tell-apart = distingué d’un autre membre
console-publish-screen = Publier
console-digest = Lettre d’information
console-digest-since = Du
console-digest-until = Au
console-digest-show = Afficher
console-digest-text = Ce qui a changé
console-digest-backwards = Le dernier jour précède le premier. Choisissez-en un plus tard.
console-copy-html = Copier pour une lettre d’information
console-copy-markdown = Copier en Markdown
console-partners = Membres pour un partenaire
console-partners-lead = Ce que tout le monde peut voir, sous forme de tableau.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Tableau de travail
console-working-lead = Membres, lieux et services, avec tout ce qui est caché. Modifiez-le et importez-le de nouveau. Les personnes et les notes n’y figurent pas. Gardez-le pour vous.
console-working-download = Télécharger
console-embed = La liste sur votre propre site
console-embed-lines = Lignes à copier dans votre page
console-embed-more = Plus de choix

console-kind-office = Bureau
console-kind-clinic = Consultation
console-kind-shelter = Hébergement
console-kind-classroom = Salle de cours
console-kind-other = Lieu
console-field-name = Nom
console-field-acronym = Sigle
console-field-country = Pays
console-field-website = Site web
console-field-email = E-mail
console-field-phones = Numéros de téléphone, un par ligne
console-field-links = Liens, un par ligne, chacun après sa nature (facebook:https://…)
console-field-identifiers = Identifiants ailleurs, un par ligne (wikidata:Q42, vat:BE0403019261)
console-field-names = Autres noms, un par ligne, chacun après sa langue (nl:Open Huis)
console-field-countries = Pays desservis à distance (codes, séparés par des virgules)
console-field-languages = Langues (codes, séparés par des virgules)
console-field-founded-year = Fondée en
console-field-summary = Résumé
console-field-address = Rue et numéro
console-field-postal-code = Code postal
console-field-city = Ville
console-field-opening-hours = Horaires (Mo-Fr 09:00-17:00)
console-field-place = Lieu
console-done-saved = Enregistré.
console-done-published = Publié : tout le monde le voit maintenant.
console-done-hidden = Caché : on n’en voit plus rien.
console-done-city = On ne voit plus que la ville.
console-done-confirmed = Confirmé.
console-done-moved = L’adhésion a été modifiée.
console-done-undone = Annulé.
console-done-accepted = Accepté.
console-done-refused = Refusé.
console-done-changed = Modifié.
console-done-removed = Retiré.
console-done-ended = Déconnecté partout.
console-done-made = Ajouté.
console-seen-once-saved = Voici ce que cela donnerait une fois enregistré.
console-two-versions = Deux versions
console-two-versions-lead = Quelqu’un d’autre a modifié cette fiche pendant que vous y travailliez. Choisissez pour chaque champ la version à garder.
console-mine = La vôtre
console-theirs = L’autre
console-do-not-save = Laisser tel quel
console-is-withdrawn = Fiche retirée
console-restore = Rétablir la fiche
console-add-place = Ajouter un lieu
console-people = Personnes
console-people-lead = Seul le secrétariat les voit. Une personne retirée reste dans l’historique ; l’effacement l’en ôte aussi.
console-add-person = Ajouter une personne
console-notes = Notes
console-notes-lead = Pour les collègues. Ni le public ni le membre ne les voient.
console-add-note = Ajouter une note
console-end-of-entry = Retirer la fiche
console-withdraw-lead = Une fiche retirée est conservée, et seul le secrétariat la voit. Vous pouvez la rétablir.
console-withdraw = Retirer la fiche
console-purge = Supprimer définitivement
console-purge-lead = Tout ce qui concerne { $name } est effacé : la fiche, ses personnes, ses notes et son historique. C’est sans retour.
console-purge-name = Pour continuer, saisissez le nom du membre
console-purge-other-name = Ce n’est pas son nom. Rien n’a été supprimé.
console-do-not-purge = Garder
console-erase = Effacer…
console-erase-somebody = Effacer une personne qui ne figure pas ici
console-erase-title = Effacer une personne
console-erase-lead = Indiquez comment la personne peut être désignée dans le registre. Vous verrez tout ce qui est trouvé avant tout effacement.
console-known-names = Noms, un par ligne
console-known-emails = Adresses e-mail, une par ligne
console-known-phones = Numéros de téléphone de la personne, un par ligne
console-look = Voir ce qui est trouvé
console-nothing-found = Rien ne mentionne cette personne.
console-back = Retour
console-found-lead = Ceci mentionne la personne. Dites pour chaque phrase si elle est ôtée ou gardée ; ce qui est ôté disparaît aussi de l’historique.
console-found-contacts = Comme personne chez un membre
console-found-fields = Dans des champs d’e-mail ou de téléphone
console-found-sentences = Dans des phrases
console-found-copies = { $count ->
    [one] { $count } copie conservée un temps est effacée aussi.
   *[other] { $count } copies conservées un temps sont effacées aussi.
}
console-take-out = Ôter
console-keep = Garder
console-erase-for-good = Effacer définitivement
console-do-not-erase = Ne rien effacer
console-erased = Effacé
console-erased-entries = { $count ->
    [one] { $count } fiche a été modifiée.
   *[other] { $count } fiches ont été modifiées.
}
console-erased-lines = { $count ->
    [one] { $count } ligne de l’historique a été nettoyée.
   *[other] { $count } lignes de l’historique ont été nettoyées.
}
console-erased-texts = { $count ->
    [one] { $count } autre texte a été modifié.
   *[other] { $count } autres textes ont été modifiés.
}
console-kept = Gardé, comme vous l’avez dit
console-holder-entry = Fiche d’un membre
console-holder-network = Profil du réseau
console-holder-service-type = Type de service
console-holder-membership-event = Étape d’une adhésion
console-holder-proposal = Correction proposée
console-holder-api-key = Libellé d’une clé
console-holder-staff = Quelqu’un du secrétariat
console-holder-webhook = Webhook
console-holder-audit-entry = Historique
console-holder-public-change = Historique public
console-holder-purged-member = Clé d’un membre supprimé
console-basis-consent = La personne a donné son accord
console-basis-contract = Un contrat l’exige
console-basis-legal-obligation = La loi l’exige
console-basis-legitimate-interest = Intérêt légitime du réseau
console-field-visibility = Ce que voient les inconnus
console-field-kind = Type de lieu
console-field-role = Ce que la personne y fait
console-field-phone = Téléphone
console-field-legal-basis = Pourquoi nous pouvons le conserver
console-field-consented-on = Accord donné le
console-field-text = Note
console-done-withdrawn = Retirée : seul le secrétariat la voit encore.
console-done-restored = La fiche est rétablie.
console-done-purged = Supprimé définitivement.
console-more-filters = Autres filtres et colonnes
console-service = Service
console-not-confirmed-since = Non confirmé depuis
console-columns = Colonnes
console-shown-languages = Langues
console-shown-services = Services
console-select = Cocher
console-change-ticked = Modifier ceux qui sont cochés
console-change-all = { $count ->
    [one] Modifier celui-ci
   *[other] Modifier les { $count }
}
console-bulk = Modifier plusieurs membres
console-bulk-chosen = { $count ->
    [one] { $count } membre est coché.
   *[other] { $count } membres sont cochés.
}
console-bulk-all = Tous les membres que trouve votre filtre.
console-bulk-what = Que faut-il changer ?
console-bulk-verify = Confirmer qu’elles sont exactes aujourd’hui
console-bulk-move = Faire avancer l’adhésion
console-bulk-add-service = Ajouter un service
console-bulk-remove-service = Retirer un service
console-bulk-add-language = Ajouter une langue (son code, comme fr)
console-bulk-remove-language = Retirer une langue (son code, comme fr)
console-bulk-country = Fixer le pays
console-bulk-try = Voir ce qui changerait
console-bulk-changed = { $count ->
    [one] { $count } membre changerait
   *[other] { $count } membres changeraient
}
console-bulk-unchanged = { $count ->
    [one] { $count } l’est déjà
   *[other] { $count } le sont déjà
}
console-bulk-refused = { $count ->
    [one] { $count } ne peut pas recevoir ce changement et reste tel quel :
   *[other] { $count } ne peuvent pas recevoir ce changement et restent tels quels :
}
console-bulk-do = { $count ->
    [one] Modifier { $count } membre
   *[other] Modifier { $count } membres
}
console-keys = Clés
console-webhooks = Webhooks
console-role-partner = Partenaire
console-role-member = Membre, pour sa propre fiche
console-key = Clé
console-key-made = Voici la clé pour { $name }. Elle n’est affichée que maintenant : donnez-la à qui en a besoin, et à personne d’autre.
console-key-active = Valide
console-key-expired = Expirée
console-key-revoked = Révoquée
console-key-label = À quoi elle sert
console-key-end = Prend fin le
console-key-ends = Prend fin le (après un an si vous laissez vide)
console-key-member = Pour la clé d’un membre : la fin de son adresse, comme open-huis-gent
console-rotate = Remplacer
console-rotate-lead = Une clé remplacée fonctionne encore une semaine, pour que rien ne s’arrête.
console-revoke = Révoquer
console-new-key = Nouvelle clé
console-make-key = Créer la clé
console-webhook = Webhook
console-new-webhook = Nouveau webhook
console-no-webhooks = Personne n’est encore averti des changements.
console-webhook-active = Actif
console-webhook-paused = En pause
console-webhook-disabled = Arrêté : le destinataire n’existe plus
console-webhook-waiting = En attente
console-webhook-failures = Échecs
console-webhook-last = Dernière livraison
console-webhook-url = Adresse avertie
console-webhook-language = Langue des messages
console-webhook-events = De quoi il est averti (de tout, si rien n’est coché)
console-webhook-secret = Ce secret signe les messages. Il n’est affiché que maintenant : donnez-le à qui les reçoit.
console-secret = Secret
console-webhook-test = Envoyer un test
console-webhook-pause = Mettre en pause
console-webhook-resume = Reprendre
console-webhook-rotate = Nouveau secret
console-deliveries = Messages
console-no-deliveries = Il n’y a encore rien eu à signaler.
console-delivery-what = Ce qui s’est passé
console-delivery-when = Quand
console-delivery-answer = Dernière réponse
console-delivery-pending = En attente
console-delivery-delivered = Livré
console-delivery-failed = Échoué
console-delivery-skipped = Non envoyé : plus d’actualité
console-send-again = Renvoyer
console-event-member-published = Un membre a été publié
console-event-member-changed = Un membre a été modifié
console-event-member-withdrawn = Un membre n’est plus affiché
console-event-proposal-filed = Une correction a été proposée
console-event-import-applied = Un import a été appliqué
console-event-webhook-test = Un test
console-done-revoked = Révoquée : elle n’ouvre plus rien.
console-done-sent = En route.
console-network = Réseau
console-profile = Profil
console-network-lead = Tout le monde lit ceci sur les pages publiques.
console-code = Code
console-new-service = Nouveau service
console-new-code = Code, qui reste pour toujours, comme healthcare/eyes
console-service-merge-title = Fusionner avec un autre service
console-service-merge-lead = Ce que les membres proposent ici sera proposé là-bas. L’ancien code le trouve toujours.
console-service-merge-into = Service qui reste
console-service-merge = Fusionner
console-field-short-name = Nom court
console-field-description = Description
console-field-imprint = Mentions légales : qui répond de l’annuaire
console-field-labels = Nom
console-field-search-words = Mots que l’on cherche, un par ligne
console-done-joined = Fusionnés.

# Exposures: public texts that tell what is hidden.
console-exposures = Informations cachées dans les textes publics
console-exposures-lead = Tout le monde peut lire ceci en ce moment. Modifiez le texte, cachez-le tout de suite, ou dites qu’il peut rester.
console-exposure-tells-address = Révèle l’adresse de
console-exposure-tells-point = Révèle le point sur la carte de
console-exposure-tells-phone = Révèle le numéro de téléphone de
console-exposure-tells-email = Révèle l’adresse e-mail de
console-exposure-tells-name = Révèle le nom de
console-exposure-person = Une personne chez le membre
console-exposure-mend = Modifier le texte
console-exposure-hide-place = Cacher ce lieu tout de suite
console-exposure-hide-entry = Cacher toute la fiche tout de suite
console-exposure-keep = Cela peut rester
console-done-kept = C’est noté : cela peut rester.

# Backup: the whole of the books to take away.
console-backup = Sauvegarde
console-backup-whole = Sauvegarde de tout
console-backup-lead = Un fichier avec tout ce que contient le registre, à partir duquel la personne qui gère le programme peut tout rétablir.
console-backup-download = Télécharger une sauvegarde
console-export-whole = Export complet
console-export-lead = Membres, lieux, services, personnes et notes dans un tableur ; ou en NDJSON, avec l’historique, pour un autre système.
console-backup-secret = Ces fichiers contiennent toutes les adresses secrètes. Gardez-les pour vous, et chiffrez-les partout où ils vont. L’historique dit qui en a pris un, et quand.

# History: what was done, in words.
console-no = Non
console-whole-history = Tout l’historique de cette fiche
console-undo-all = Tout annuler
console-history-subject = De quoi il s’agit
console-history-action = Ce qui a été fait
console-history-nothing = Rien de tel n’a été fait.
console-history-others = { $count ->
    [one] et { $count } de plus
   *[other] et { $count } de plus
}
console-subject-member = Membre
console-subject-proposal = Correction
console-subject-network = Profil du réseau
console-subject-service-type = Type de service
console-subject-staff = Membre du secrétariat
console-subject-api-key = Clé
console-subject-webhook = Webhook
console-subject-mapping = Façon de lire les colonnes
console-subject-registry = Tout le registre
console-read-audit = historique
console-read-export = fichier à emporter
console-read-personal-data = ce qui est conservé sur une personne
console-word-label = Nom du lieu
console-word-countries = Pays
console-word-former-slugs = Anciennes clés dans l’adresse
console-word-former-codes = Anciens codes
console-word-name-language = Langue du nom
console-word-names = Autres noms
console-word-verified-by = Confirmé par
console-verified-by-organisation = l’organisation
console-verified-by-secretariat = le secrétariat
console-word-merged = Continue dans une autre fiche
console-word-point = Point sur la carte
console-word-delivery = Comment il est proposé
console-given-in-person = sur place
console-given-phone = par téléphone
console-given-online = en ligne
console-listing-listed = Dans l’annuaire public
console-listing-unlisted = Hors de l’annuaire public
console-word-sample-data = Données d’exemple inventées
console-word-removed = Retiré
console-history-whole = Montrer toute cette modification

# Looks: the colour and the logo.
console-looks = Apparence
console-looks-lead = Voici l’apparence des pages publiques, et de la liste sur d’autres sites.
console-color = Couleur
console-color-lead = Pour les liens et les boutons. Elle doit être assez foncée pour être lue sur du blanc ; pour les écrans sombres, elle est éclaircie.
console-color-usual = Reprendre la couleur habituelle
console-logo = Logo
console-logo-lead = Il figure sur chaque page. Un fichier PNG, JPEG ou WebP de 100 ko au plus.
console-logo-now = Le logo actuel
console-logo-remove = Retirer le logo
console-logo-file = Fichier du logo

# The services of a member, and more of its fields.
console-add-service = Ajouter un service
console-field-external-id = Votre propre clé
console-field-listing = Dans l’annuaire public ou non
console-field-region = Région
console-field-point = Point sur la carte (latitude, longitude)
console-field-accessibility = Accès en fauteuil roulant, par exemple
console-field-service = Service
console-field-location-id = Où il est proposé
console-field-free-of-charge = Gratuit
console-field-audience = Pour qui
console-field-eligibility = Conditions
console-field-access = Comment l’obtenir
console-sessions = Sessions
console-session-begun = Connexion
console-session-end = Mettre fin
