# The map.

map-label = Mapa das organizações
map-country = { $country }: { $count ->
    [one] { $count } organização
   *[other] { $count } organizações
}
map-countries = { $countries } países, { $count ->
    [one] { $count } organização
   *[other] { $count } organizações
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, { $city } ou arredores
map-places = { $count ->
    [one] { $count } local
   *[other] { $count } locais
}
map-places-in = { $city }: { $count ->
    [one] { $count } local
   *[other] { $count } locais
}
map-kilometres = { $kilometres } km
map-controls = Mover o mapa
map-nearer = Ampliar
map-farther = Reduzir
map-whole = Mostrar tudo
map-north = Para norte
map-south = Para sul
map-west = Para oeste
map-east = Para leste
map-keys = As setas do teclado movem o mapa, mais e menos mudam a escala.
map-summary-countries = { $count ->
    [one] { $count } organização
   *[other] { $count } organizações
} em { $countries ->
    [one] { $countries } país
   *[other] { $countries } países
}
map-summary-places = { $count ->
    [one] { $count } local
   *[other] { $count } locais
} nesta parte do mapa
map-summary-nothing = Não há nada nesta parte do mapa.
map-outside = { $count ->
    [one] { $count } organização está
   *[other] { $count } organizações estão
} fora desta parte do mapa.
map-placeless = { $count ->
    [one] { $count } organização não tem
   *[other] { $count } organizações não têm
} morada no mapa; a lista sem mapa mostra todas.
map-legend = Legenda
map-legend-country = Organizações num país
map-legend-several = Vários países: ampliar
map-legend-exact = Um local
map-legend-cluster = Vários locais: ampliar
map-legend-coarse = Algures nesta zona; a morada não é pública
map-table = O mapa em forma de tabela
map-table-country = País
map-table-members = Organizações
map-table-member = Organização
map-table-city = Cidade
map-table-shown = Posição
map-shown-exact = exata
map-shown-coarse = só a cidade
map-more = A tabela mostra os primeiros { $shown } de { $count } locais. A lista contém todos.
map-source = Contornos dos países: Natural Earth
map-failed = Não foi possível carregar o mapa. Tente de novo.
map-small = Mapa com os locais de { $member }: { $cities }
