# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Verzeichnis der Organisationen
embed-search = Suche nach Name, Ort oder Angebot
embed-country = Land
embed-service = Angebot
embed-language = Sprache
embed-city = Ort
embed-membership-type = Mitgliedschaft
embed-all-country = Alle Länder
embed-all-service = Alle Angebote
embed-all-language = Alle Sprachen
embed-all-city = Alle Orte
embed-all-membership-type = Alle Arten
embed-clear = Auswahl aufheben
embed-loading = Wird geladen …
embed-found = { $count ->
    [one] { $count } Organisation
   *[other] { $count } Organisationen
}
embed-shown = { $shown } von { $total } Organisationen werden angezeigt
embed-more = Mehr anzeigen
embed-none = Keine Organisation gefunden
embed-none-hint = Weniger Wörter oder eine andere Auswahl können helfen.
embed-error = Die Liste konnte nicht geladen werden.
embed-wrong = Diese Liste ist nicht richtig eingerichtet. Wer diese Seite betreut, findet den Grund in der Konsole des Browsers.
embed-offline = Keine Verbindung. Die Liste wird geladen, sobald sie wieder da ist.
embed-retry = Erneut versuchen
embed-whole = Das ganze Verzeichnis öffnen
embed-website = Website
embed-verified = Bestätigt am { $date }
embed-credit = Aus dem Verzeichnis von { $network }
embed-sample = Diese Organisationen sind erfunden: Das Verzeichnis wird ausprobiert.
