# The digest and the feed.

# The title of both.
digest-title = { $network }: wijzigingen in de ledengids
# The days of the period, both included; it may be one day alone, and its end may be open.
digest-between = { $since } tot en met { $until }
digest-on = Op { $date }
digest-since = Sinds { $since }
digest-incomplete = Wijzigingen zijn bekend vanaf { $date }; eerdere zijn niet opgenomen.
digest-nothing = In deze periode is er in de ledengids niets veranderd.

# Headings; the number of entries follows in brackets. The public is not told why somebody is no
# longer listed.
digest-joined = Nieuw in de ledengids
digest-no-longer-listed = Niet langer vermeld
digest-services = Veranderingen in het aanbod
digest-otherwise = Andere bijgewerkte vermeldingen
digest-figures = Het netwerk in cijfers

# Behind the name of an organisation. $services is a list of services, $name its earlier name.
digest-gained = nu ook: { $services }
digest-lost = niet meer: { $services }
digest-renamed = voorheen: { $name }
digest-more = en nog { $count }

digest-totals = { $members ->
    [one] { $members } lidorganisatie
   *[other] { $members } lidorganisaties
} in { $countries ->
    [one] { $countries } land
   *[other] { $countries } landen
}
digest-total = { $service }: { $count }

# Titles of the feed's entries.
feed-joined = Nieuw in de ledengids: { $name }
feed-left = Niet langer vermeld: { $name }
feed-joined-several = { $count } organisaties nieuw in de ledengids
feed-left-several = { $count } organisaties niet langer vermeld
