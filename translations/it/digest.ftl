# The digest and the feed.
# Days may be the 8th or the 11th (dall’8, all’11), so no article stands before a date.

# The title of both.
digest-title = { $network }: novità nella guida dei membri
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = Periodo: { $since } – { $until }
digest-on = Data: { $date }
digest-since = Inizio del periodo: { $since }
digest-incomplete = Inizio della cronologia: { $date }. Le modifiche precedenti non sono incluse.
digest-nothing = In questo periodo la guida non ha subito modifiche.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = Nuove organizzazioni nella guida
digest-no-longer-listed = Non più presenti nella guida
digest-services = Cambiamenti nei servizi offerti
digest-otherwise = Altre schede aggiornate
digest-figures = La rete in cifre

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = ora anche: { $services }
digest-lost = non più: { $services }
digest-renamed = in precedenza: { $name }
digest-more = { $count ->
    [one] e un’altra
   *[other] e altre { $count }
}

digest-totals = { $members ->
    [one] { $members } organizzazione membro
   *[other] { $members } organizzazioni membro
} in { $countries ->
    [one] { $countries } Paese
   *[other] { $countries } Paesi
}
digest-total = { $service }: { $count }

# Titles of the feed's entries.
feed-joined = Nuova organizzazione nella guida: { $name }
feed-left = Non più presente nella guida: { $name }
feed-joined-several = { $count } nuove organizzazioni nella guida
feed-left-several = { $count } organizzazioni non più presenti nella guida
