# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Directory of organisations
embed-search = Search by name, city or service
embed-country = Country
embed-service = Service
embed-language = Language
embed-city = City
embed-membership-type = Membership
embed-all-country = All countries
embed-all-service = All services
embed-all-language = All languages
embed-all-city = All cities
embed-all-membership-type = All kinds
embed-clear = Clear filters
embed-loading = Loading …
embed-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
embed-shown = { $shown } of { $total } organisations shown
embed-more = Show more
embed-none = No organisation found
embed-none-hint = Try fewer words or another choice.
embed-error = The list could not be loaded.
embed-wrong = This list is not set up correctly. Whoever keeps this page can find out why in the browser’s console.
embed-offline = There is no connection. The list loads as soon as it is back.
embed-retry = Try again
embed-whole = Open the whole directory
embed-website = Website
embed-verified = Confirmed on { $date }
embed-credit = From the directory of { $network }
embed-sample = These organisations are invented: the directory is being tried out.
