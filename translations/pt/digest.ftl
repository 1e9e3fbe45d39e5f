# The digest and the feed.

# The title of both.
digest-title = { $network }: alterações no diretório das organizações-membro
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = De { $since } a { $until }
digest-on = Em { $date }
digest-since = Desde { $since }
digest-incomplete = O histórico começa em { $date }; as alterações anteriores não estão incluídas.
digest-nothing = Não houve alterações no diretório durante este período.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = Novas organizações no diretório
digest-no-longer-listed = Já não constam do diretório
digest-services = Alterações nos serviços prestados
digest-otherwise = Outras fichas atualizadas
digest-figures = A rede em números

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = agora também: { $services }
digest-lost = já não: { $services }
digest-renamed = anteriormente: { $name }
digest-more = e mais { $count }

digest-totals = { $members ->
    [one] { $members } organização-membro
   *[other] { $members } organizações-membro
} em { $countries ->
    [one] { $countries } país
   *[other] { $countries } países
}
digest-total = { $service }: { $count }

# Titles of the feed's entries.
feed-joined = Nova organização no diretório: { $name }
feed-left = Já não consta do diretório: { $name }
feed-joined-several = { $count } novas organizações no diretório
feed-left-several = { $count } organizações já não constam do diretório
