# The map.

map-label = Carte des organisations
map-country = { $country } : { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
map-countries = { $countries } pays, { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
} : { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, { $city } ou environs
map-places = { $count ->
    [one] { $count } lieu
   *[other] { $count } lieux
}
map-places-in = { $city } : { $count ->
    [one] { $count } lieu
   *[other] { $count } lieux
}
map-kilometres = { $kilometres } km
map-controls = Déplacer la carte
map-nearer = Agrandir
map-farther = Réduire
map-whole = Tout afficher
map-north = Vers le nord
map-south = Vers le sud
map-west = Vers l’ouest
map-east = Vers l’est
map-keys = Les flèches du clavier déplacent la carte, plus et moins changent l’échelle.
map-summary-countries = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
} dans { $countries } pays
map-summary-places = { $count ->
    [one] { $count } lieu
   *[other] { $count } lieux
} sur cette partie de la carte
map-summary-nothing = Il n’y a rien sur cette partie de la carte.
map-outside = { $count ->
    [one] { $count } organisation se trouve
   *[other] { $count } organisations se trouvent
} en dehors de cette partie de la carte.
map-placeless = { $count ->
    [one] { $count } organisation n’a
   *[other] { $count } organisations n’ont
} pas d’adresse sur la carte ; la liste sans carte les montre toutes.
map-legend = Légende
map-legend-country = Organisations dans un pays
map-legend-several = Plusieurs pays : agrandir
map-legend-exact = Un lieu
map-legend-cluster = Plusieurs lieux : agrandir
map-legend-coarse = Quelque part dans cette zone ; l’adresse n’est pas publique
map-table = La carte sous forme de tableau
map-table-country = Pays
map-table-members = Organisations
map-table-member = Organisation
map-table-city = Ville
map-table-shown = Position
map-shown-exact = exacte
map-shown-coarse = ville seulement
map-more = Le tableau montre les { $shown } premiers lieux sur { $count }. Tous figurent dans la liste.
map-source = Contours des pays : Natural Earth
map-failed = La carte n’a pas pu être chargée. Veuillez réessayer.
map-small = Lieux de l’organisation { $member } sur la carte : { $cities }
