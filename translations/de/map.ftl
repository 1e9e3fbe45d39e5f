# The map.

map-label = Karte der Organisationen
map-country = { $country }: { $count ->
    [one] { $count } Organisation
   *[other] { $count } Organisationen
}
map-countries = { $countries } Länder, { $count ->
    [one] { $count } Organisation
   *[other] { $count } Organisationen
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, in oder bei { $city }
map-places = { $count ->
    [one] { $count } Adresse
   *[other] { $count } Adressen
}
map-places-in = { $count ->
    [one] { $count } Adresse
   *[other] { $count } Adressen
} in { $city }
map-kilometres = { $kilometres } km
map-controls = Karte bewegen
map-nearer = Vergrößern
map-farther = Verkleinern
map-whole = Alles zeigen
map-north = Nach Norden
map-south = Nach Süden
map-west = Nach Westen
map-east = Nach Osten
map-keys = Die Pfeiltasten bewegen die Karte, Plus und Minus ändern den Maßstab.
map-summary-countries = { $count ->
    [one] { $count } Organisation
   *[other] { $count } Organisationen
} in { $countries ->
    [one] { $countries } Land
   *[other] { $countries } Ländern
}
map-summary-places = { $count ->
    [one] { $count } Adresse
   *[other] { $count } Adressen
} auf diesem Ausschnitt der Karte
map-summary-nothing = Auf diesem Ausschnitt der Karte ist nichts.
map-outside = { $count ->
    [one] { $count } Organisation liegt
   *[other] { $count } Organisationen liegen
} außerhalb dieses Ausschnitts.
map-placeless = { $count ->
    [one] { $count } Organisation hat
   *[other] { $count } Organisationen haben
} keine Adresse auf der Karte; die Liste ohne Karte zeigt alle.
map-legend = Legende
map-legend-country = Organisationen in einem Land
map-legend-several = Mehrere Länder: vergrößern
map-legend-exact = Eine Adresse
map-legend-cluster = Mehrere Adressen: vergrößern
map-legend-coarse = Irgendwo in diesem Gebiet; die Adresse ist nicht öffentlich
map-table = Die Karte als Tabelle
map-table-country = Land
map-table-members = Organisationen
map-table-member = Organisation
map-table-city = Stadt
map-table-shown = Lage
map-shown-exact = genau
map-shown-coarse = nur die Stadt
map-more = Die Tabelle zeigt die ersten { $shown } von { $count } Adressen. Alle stehen in der Liste.
map-source = Umrisse der Länder: Natural Earth
map-failed = Die Karte konnte nicht geladen werden. Bitte versuchen Sie es noch einmal.
map-small = Karte mit den Adressen von { $member }: { $cities }
