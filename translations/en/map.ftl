# The map.

map-label = Map of the organisations
map-country = { $country }: { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
map-countries = { $countries } countries, { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, somewhere in or near { $city }
map-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
map-places-in = { $count ->
    [one] { $count } place
   *[other] { $count } places
} in { $city }
map-kilometres = { $kilometres } km
map-controls = Move the map
map-nearer = Zoom in
map-farther = Zoom out
map-whole = Show everything
map-north = Move north
map-south = Move south
map-west = Move west
map-east = Move east
map-keys = Move the map with the arrow keys; zoom with plus and minus.
map-summary-countries = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
} in { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}
map-summary-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
} on this part of the map
map-summary-nothing = There is nothing on this part of the map.
map-outside = { $count ->
    [one] { $count } organisation is
   *[other] { $count } organisations are
} outside this part of the map.
map-placeless = { $count ->
    [one] { $count } organisation has
   *[other] { $count } organisations have
} no address on the map; the list without the map shows all.
map-legend = Legend
map-legend-country = Organisations in a country
map-legend-several = Several countries: zoom in
map-legend-exact = One place
map-legend-cluster = Several places: zoom in
map-legend-coarse = Somewhere in this area; the address is not public
map-table = Map as a table
map-table-country = Country
map-table-members = Organisations
map-table-member = Organisation
map-table-city = City
map-table-shown = Position
map-shown-exact = exact
map-shown-coarse = city only
map-more = The table shows the first { $shown } of { $count } places. See them all in the list.
map-source = Country outlines: Natural Earth
map-failed = The map could not be loaded. Please try again.
map-small = Map with the places of { $member }: { $cities }
