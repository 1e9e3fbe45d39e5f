# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Gids van organisaties
embed-search = Zoek op naam, plaats of dienst
embed-country = Land
embed-service = Dienst
embed-language = Taal
embed-city = Plaats
embed-membership-type = Lidmaatschap
embed-all-country = Alle landen
embed-all-service = Alle diensten
embed-all-language = Alle talen
embed-all-city = Alle plaatsen
embed-all-membership-type = Alle soorten
embed-clear = Filters wissen
embed-loading = Bezig met laden …
embed-found = { $count ->
    [one] { $count } organisatie
   *[other] { $count } organisaties
}
embed-shown = { $shown } van { $total } organisaties getoond
embed-more = Meer tonen
embed-none = Geen organisatie gevonden
embed-none-hint = Probeer minder woorden of een andere keuze.
embed-error = De lijst kon niet worden geladen.
embed-wrong = Deze lijst is niet goed ingesteld. Wie deze pagina beheert, vindt de reden in de console van de browser.
embed-offline = Er is geen verbinding. De lijst laadt zodra die terug is.
embed-retry = Opnieuw proberen
embed-whole = Open de volledige gids
embed-website = Website
embed-verified = Bevestigd op { $date }
embed-credit = Uit de gids van { $network }
embed-sample = Deze organisaties zijn verzonnen: de gids wordt uitgeprobeerd.
