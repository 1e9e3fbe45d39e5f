# The digest and the feed.

# The title of both.
digest-title = { $network }: Änderungen im Mitgliederverzeichnis
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = Vom { $since } bis zum { $until }
digest-on = Am { $date }
digest-since = Seit dem { $since }
digest-incomplete = Die Aufzeichnung beginnt am { $date }; frühere Änderungen sind nicht enthalten.
digest-nothing = In diesem Zeitraum hat sich im Verzeichnis nichts geändert.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = Neu im Verzeichnis
digest-no-longer-listed = Nicht mehr aufgeführt
digest-services = Änderungen bei den Angeboten
digest-otherwise = Weitere aktualisierte Einträge
digest-figures = Das Netzwerk in Zahlen

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = jetzt auch: { $services }
digest-lost = nicht mehr: { $services }
digest-renamed = bisher: { $name }
digest-more = und { $count } weitere

digest-totals = { $members ->
    [one] { $members } Mitgliedsorganisation
   *[other] { $members } Mitgliedsorganisationen
} in { $countries ->
    [one] { $countries } Land
   *[other] { $countries } Ländern
}
digest-total = { $service }: { $count }

# Titles of the feed's entries.
feed-joined = Neu im Verzeichnis: { $name }
feed-left = Nicht mehr aufgeführt: { $name }
feed-joined-several = { $count } Organisationen neu im Verzeichnis
feed-left-several = { $count } Organisationen nicht mehr aufgeführt
