# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Annuaire des organisations
embed-search = Rechercher un nom, une ville ou un service
embed-country = Pays
embed-service = Service
embed-language = Langue
embed-city = Ville
embed-membership-type = Adhésion
embed-all-country = Tous les pays
embed-all-service = Tous les services
embed-all-language = Toutes les langues
embed-all-city = Toutes les villes
embed-all-membership-type = Toutes
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
embed-offline = Pas de connexion. La liste se chargera dès son retour.
embed-retry = Réessayer
embed-whole = Ouvrir l’annuaire complet
embed-website = Site web
embed-verified = Confirmé le { $date }
embed-credit = Extrait de l’annuaire de { $network }
embed-sample = Ces organisations sont fictives : l’annuaire est à l’essai.
