# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Annuaire des organisations
embed-search = Rechercher un nom, une ville ou un service
embed-country = Pays
embed-service = Service
embed-language = Langue
embed-city = Ville
embed-membership-type = Type de membre
embed-all-country = Tous les pays
embed-all-service = Tous les services
embed-all-language = Toutes les langues
embed-all-city = Toutes les villes
embed-all-membership-type = Tous les types
embed-clear = Effacer les filtres
embed-loading = Chargement…
embed-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
embed-shown = { $shown } organisations affichées sur { $total }
embed-more = Afficher la suite
embed-none = Aucune organisation trouvée
embed-none-hint = Essayez avec moins de mots ou un autre choix.
embed-error = La liste n’a pas pu être chargée.
embed-wrong = Cette liste n’est pas bien configurée. La raison s’affiche dans la console du navigateur.
embed-offline = Vous êtes hors ligne. La liste se chargera dès que la connexion sera rétablie.
embed-retry = Réessayer
embed-whole = Ouvrir l’annuaire complet
embed-website = Site web
embed-verified = Fiche vérifiée le { $date }
embed-credit = Source : annuaire { $network }
embed-sample = Ces organisations sont inventées : ceci est une démonstration.
embed-submit = Rechercher
embed-next = Page suivante
embed-first = Revenir au début
embed-frame-wrong = Cette liste n’est pas bien configurée.

## The page on which it is put together

configure-title = Afficher cet annuaire sur votre site
configure-lead = Choisissez ce que montre la liste, copiez les lignes et collez-les dans une page. Elle reste à jour d’elle-même, ne dépose aucun cookie et ne suit personne.
configure-shows = Contenu
configure-near = Autour d’une ville
configure-radius = Rayon, en kilomètres
configure-looks = Apparence
configure-language = Langue de la liste
configure-language-page = Comme la page
configure-view = Présentation
configure-view-list = Fiches
configure-view-compact = Lignes courtes
configure-theme = Couleurs
configure-theme-page = Comme la page
configure-theme-light = Clair
configure-theme-dark = Sombre
configure-theme-system = Selon le réglage de l’appareil
configure-limit = Organisations par page
configure-heading = Niveau de titre des noms
configure-controls = Ce que les visiteurs peuvent utiliser
configure-search = Champ de recherche
configure-update = Mettre à jour
configure-copy-title = Copier et coller
configure-element = Dans la page même (recommandé)
configure-element-hint = La liste utilise la police et les couleurs de votre page.
configure-frame = Dans un cadre (iframe), si les scripts sont interdits
configure-frame-hint = Fonctionne sans JavaScript. La seconde ligne, facultative, adapte la hauteur à la liste.
configure-copy = Copier
configure-copied = Copié
configure-wordpress-hint = Dans WordPress, ajoutez le bloc « HTML personnalisé » et collez-y les lignes. Là où les scripts sont retirés, le cadre fonctionne.
configure-policy = Si votre site a une politique de sécurité du contenu (CSP), ajoutez :
configure-preview = Aperçu
