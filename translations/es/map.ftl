# The map.

map-label = Mapa de las organizaciones
map-country = { $country }: { $count ->
    [one] { $count } organización
   *[other] { $count } organizaciones
}
map-countries = { $countries } países, { $count ->
    [one] { $count } organización
   *[other] { $count } organizaciones
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, en { $city } o cerca
map-places = { $count ->
    [one] { $count } lugar
   *[other] { $count } lugares
}
map-places-in = { $count ->
    [one] { $count } lugar
   *[other] { $count } lugares
} en { $city }
map-kilometres = { $kilometres } km
map-controls = Mover el mapa
map-nearer = Acercar
map-farther = Alejar
map-whole = Mostrar todo
map-north = Hacia el norte
map-south = Hacia el sur
map-west = Hacia el oeste
map-east = Hacia el este
map-keys = Las flechas del teclado mueven el mapa; más y menos cambian la escala.
map-summary-countries = { $count ->
    [one] { $count } organización
   *[other] { $count } organizaciones
} en { $countries ->
    [one] { $countries } país
   *[other] { $countries } países
}
map-summary-places = { $count ->
    [one] { $count } lugar
   *[other] { $count } lugares
} en esta parte del mapa
map-summary-nothing = No hay nada en esta parte del mapa.
map-outside = { $count ->
    [one] { $count } organización está
   *[other] { $count } organizaciones están
} fuera de esta parte del mapa.
map-placeless = { $count ->
    [one] { $count } organización no tiene
   *[other] { $count } organizaciones no tienen
} dirección en el mapa; la lista sin mapa las muestra todas.
map-legend = Leyenda
map-legend-country = Organizaciones en un país
map-legend-several = Varios países: acercar
map-legend-exact = Un lugar
map-legend-cluster = Varios lugares: acercar
map-legend-coarse = En algún punto de esta zona; la dirección no es pública
map-table = El mapa como tabla
map-table-country = País
map-table-members = Organizaciones
map-table-member = Organización
map-table-city = Ciudad
map-table-shown = Ubicación
map-shown-exact = exacta
map-shown-coarse = solo la ciudad
map-more = La tabla muestra los primeros { $shown } de { $count } lugares. La lista los contiene todos.
map-source = Contornos de los países: Natural Earth
map-failed = No se ha podido cargar el mapa. Inténtelo de nuevo.
map-small = Mapa con los lugares de { $member }: { $cities }
