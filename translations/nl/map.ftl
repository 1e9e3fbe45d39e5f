# The map.

map-label = Kaart van de organisaties
map-country = { $country }: { $count ->
    [one] { $count } organisatie
   *[other] { $count } organisaties
}
map-countries = { $countries } landen, { $count ->
    [one] { $count } organisatie
   *[other] { $count } organisaties
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, ergens in of bij { $city }
map-places = { $count ->
    [one] { $count } adres
   *[other] { $count } adressen
}
map-places-in = { $count ->
    [one] { $count } adres
   *[other] { $count } adressen
} in { $city }
map-kilometres = { $kilometres } km
map-controls = De kaart verschuiven
map-nearer = Inzoomen
map-farther = Uitzoomen
map-whole = Alles tonen
map-north = Naar het noorden
map-south = Naar het zuiden
map-west = Naar het westen
map-east = Naar het oosten
map-keys = Verschuif de kaart met de pijltjestoetsen, zoom met plus en min.
map-summary-countries = { $count ->
    [one] { $count } organisatie
   *[other] { $count } organisaties
} in { $countries ->
    [one] { $countries } land
   *[other] { $countries } landen
}
map-summary-places = { $count ->
    [one] { $count } adres
   *[other] { $count } adressen
} op dit deel van de kaart
map-summary-nothing = Op dit deel van de kaart staat niets.
map-outside = { $count ->
    [one] { $count } organisatie ligt
   *[other] { $count } organisaties liggen
} buiten dit deel van de kaart.
map-placeless = { $count ->
    [one] { $count } organisatie heeft
   *[other] { $count } organisaties hebben
} geen adres op de kaart; in de lijst zonder kaart staan ze allemaal.
map-legend = Legenda
map-legend-country = Organisaties in een land
map-legend-several = Meerdere landen: zoom in
map-legend-exact = Eén adres
map-legend-cluster = Meerdere adressen: zoom in
map-legend-coarse = Ergens in dit gebied; het adres is niet openbaar
map-table = De kaart als tabel
map-table-country = Land
map-table-members = Organisaties
map-table-member = Organisatie
map-table-city = Stad
map-table-shown = Ligging
map-shown-exact = precies
map-shown-coarse = alleen de stad
map-more = De tabel toont de eerste { $shown } van { $count } adressen. Ze staan allemaal in de lijst.
map-source = Omtrekken van de landen: Natural Earth
map-failed = De kaart kon niet worden geladen. Probeer het opnieuw.
map-small = Kaart met de adressen van { $member }: { $cities }
