# The digest and the feed.

# The title of both.
digest-title = { $network }: cambios en el directorio de organizaciones miembro
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = Del { $since } al { $until }
digest-on = El { $date }
digest-since = Desde el { $since }
digest-incomplete = El historial comienza el { $date }; los cambios anteriores no están incluidos.
digest-nothing = No hubo cambios en el directorio durante este periodo.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = Nuevas organizaciones en el directorio
digest-no-longer-listed = Ya no figuran en el directorio
digest-services = Cambios en los servicios
digest-otherwise = Otras fichas actualizadas
digest-figures = La red en cifras

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = ahora también: { $services }
digest-lost = ya no: { $services }
digest-renamed = antes: { $name }
digest-more = y { $count } más

digest-totals = { $members ->
    [one] { $members } organización miembro
   *[other] { $members } organizaciones miembro
} en { $countries ->
    [one] { $countries } país
   *[other] { $countries } países
}
digest-total = { $service }: { $count }

# Titles of the feed's entries.
feed-joined = Nueva organización en el directorio: { $name }
feed-left = Ya no figura en el directorio: { $name }
feed-joined-several = { $count } nuevas organizaciones en el directorio
feed-left-several = { $count } organizaciones ya no figuran en el directorio
