# The map.

map-label = Mappa delle organizzazioni
map-country = { $country }: { $count ->
    [one] { $count } organizzazione
   *[other] { $count } organizzazioni
}
map-countries = { $countries } Paesi, { $count ->
    [one] { $count } organizzazione
   *[other] { $count } organizzazioni
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, zona di { $city }
map-places = { $count ->
    [one] { $count } luogo
   *[other] { $count } luoghi
}
map-places-in = { $city }: { $count ->
    [one] { $count } luogo
   *[other] { $count } luoghi
}
map-kilometres = { $kilometres } km
map-controls = Sposta la mappa
map-nearer = Ingrandisci
map-farther = Rimpicciolisci
map-whole = Mostra tutto
map-north = Verso nord
map-south = Verso sud
map-west = Verso ovest
map-east = Verso est
map-keys = Le frecce della tastiera spostano la mappa, più e meno cambiano la scala.
map-summary-countries = { $count ->
    [one] { $count } organizzazione
   *[other] { $count } organizzazioni
} in { $countries ->
    [one] { $countries } Paese
   *[other] { $countries } Paesi
}
map-summary-places = { $count ->
    [one] { $count } luogo
   *[other] { $count } luoghi
} in questa parte della mappa
map-summary-nothing = Non c’è nulla in questa parte della mappa.
map-outside = { $count ->
    [one] { $count } organizzazione si trova
   *[other] { $count } organizzazioni si trovano
} fuori da questa parte della mappa.
map-placeless = { $count ->
    [one] { $count } organizzazione non ha
   *[other] { $count } organizzazioni non hanno
} un indirizzo sulla mappa; l’elenco senza mappa le mostra tutte.
map-legend = Legenda
map-legend-country = Organizzazioni in un Paese
map-legend-several = Più Paesi: ingrandisci
map-legend-exact = Un luogo
map-legend-cluster = Più luoghi: ingrandisci
map-legend-coarse = Da qualche parte in quest’area; l’indirizzo non è pubblico
map-table = La mappa come tabella
map-table-country = Paese
map-table-members = Organizzazioni
map-table-member = Organizzazione
map-table-city = Città
map-table-shown = Posizione
map-shown-exact = esatta
map-shown-coarse = solo la città
map-more = La tabella mostra i primi { $shown } di { $count } luoghi. L’elenco li contiene tutti.
map-source = Contorni dei Paesi: Natural Earth
map-failed = Non è stato possibile caricare la mappa. Riprova.
map-small = Mappa con i luoghi di { $member }: { $cities }
