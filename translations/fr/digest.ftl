# The digest and the feed.

# The title of both.
digest-title = { $network } : changements dans l’annuaire des membres
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = Du { $since } au { $until }
digest-on = Le { $date }
digest-since = Depuis le { $since }
digest-incomplete = L’historique commence le { $date } ; les changements antérieurs n’y figurent pas.
digest-nothing = Aucun changement dans l’annuaire pendant cette période.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = Nouvelles organisations dans l’annuaire
digest-no-longer-listed = Ne figurent plus dans l’annuaire
digest-services = Changements dans les services proposés
digest-otherwise = Autres fiches mises à jour
digest-figures = Le réseau en chiffres

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = désormais aussi : { $services }
digest-lost = ne propose plus : { $services }
digest-renamed = précédemment : { $name }
digest-more = et { $count } de plus

digest-totals = { $members ->
    [one] { $members } organisation membre
   *[other] { $members } organisations membres
} dans { $countries ->
    [one] { $countries } pays
   *[other] { $countries } pays
}
digest-total = { $service } : { $count }

# Titles of the feed's entries.
feed-joined = Nouvelle organisation dans l’annuaire : { $name }
feed-left = Ne figure plus dans l’annuaire : { $name }
feed-joined-several = { $count } nouvelles organisations dans l’annuaire
feed-left-several = { $count } organisations ne figurent plus dans l’annuaire
