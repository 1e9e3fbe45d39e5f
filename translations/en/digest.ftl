# The digest and the feed.
# The digest and the feed: what changed in the directory, to be pasted into a newsletter.
# $network is the name of the network, as it writes it.

# The title of both.
digest-title = { $network }: changes in the member directory
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = From { $since } to { $until }
digest-on = On { $date }
digest-since = Since { $since }
digest-incomplete = The directory’s history begins on { $date }; earlier changes are not included.
digest-nothing = Nothing changed in the directory during this period.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = New in the directory
digest-no-longer-listed = No longer listed
digest-services = Changes in services
digest-otherwise = Other updated entries
digest-figures = The network in figures

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = now also: { $services }
digest-lost = no longer: { $services }
digest-renamed = formerly { $name }
digest-more = and { $count } more

digest-totals = { $members ->
    [one] { $members } member organisation
   *[other] { $members } member organisations
} in { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}
digest-total = { $service }: { $count }

# Titles of the feed's entries.
feed-joined = New in the directory: { $name }
feed-left = No longer listed: { $name }
feed-joined-several = { $count } organisations new in the directory
feed-left-several = { $count } organisations no longer listed
