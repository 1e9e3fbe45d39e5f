# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Gids van organisaties
embed-search = Zoek op naam, stad of dienst
embed-country = Land
embed-service = Dienst
embed-language = Taal
embed-city = Stad
embed-membership-type = Soort lidmaatschap
embed-all-country = Alle landen
embed-all-service = Alle diensten
embed-all-language = Alle talen
embed-all-city = Alle steden
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
embed-offline = Je bent offline. De lijst laadt zodra de verbinding er weer is.
embed-retry = Opnieuw proberen
embed-whole = Open de volledige gids
embed-website = Website
embed-verified = Gegevens gecontroleerd op { $date }
embed-credit = Uit de gids van { $network }
embed-sample = Deze organisaties zijn verzonnen: dit is een demo.
embed-submit = Zoeken
embed-next = Volgende pagina
embed-first = Terug naar het begin
embed-frame-wrong = Deze lijst is niet goed ingesteld.

## The page on which it is put together

configure-title = Toon deze gids op je eigen website
configure-lead = Kies wat de lijst toont, kopieer de regels en plak ze in een pagina. De lijst blijft vanzelf actueel, plaatst geen cookies en volgt niemand.
configure-shows = Inhoud
configure-near = In de buurt van een stad
configure-radius = Binnen, in kilometer
configure-looks = Uiterlijk
configure-language = Taal van de lijst
configure-language-page = Zoals de pagina
configure-view = Weergave
configure-view-list = Kaders
configure-view-compact = Korte regels
configure-theme = Kleuren
configure-theme-page = Zoals de pagina
configure-theme-light = Licht
configure-theme-dark = Donker
configure-theme-system = Zoals op het apparaat ingesteld
configure-limit = Organisaties per pagina
configure-heading = Kopniveau van de namen
configure-controls = Wat bezoekers kunnen gebruiken
configure-search = Zoekveld
configure-update = Bijwerken
configure-copy-title = Kopiëren en plakken
configure-element = Als deel van de pagina (aanbevolen)
configure-element-hint = De lijst gebruikt het lettertype en de kleuren van je pagina.
configure-frame = Als iframe, waar scripts niet mogen
configure-frame-hint = Werkt zonder JavaScript. De tweede regel past de hoogte aan de lijst aan en mag wegblijven.
configure-copy = Kopiëren
configure-copied = Gekopieerd
configure-wordpress-hint = Voeg in WordPress het blok ‘Aangepaste HTML’ toe en plak de regels erin. Waar scripts worden verwijderd, werkt het iframe.
configure-policy = Heeft je site een content security policy (CSP), voeg dan toe:
configure-preview = Voorbeeld
