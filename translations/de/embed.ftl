# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Verzeichnis der Organisationen
embed-search = Suche nach Name, Stadt oder Angebot
embed-country = Land
embed-service = Angebot
embed-language = Sprache
embed-city = Stadt
embed-membership-type = Art der Mitgliedschaft
embed-all-country = Alle Länder
embed-all-service = Alle Angebote
embed-all-language = Alle Sprachen
embed-all-city = Alle Städte
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
embed-none-hint = Versuchen Sie es mit weniger Wörtern oder einer anderen Auswahl.
embed-error = Die Liste konnte nicht geladen werden.
embed-wrong = Diese Liste ist nicht richtig eingerichtet. Wer diese Seite betreut, findet den Grund in der Konsole des Browsers.
embed-offline = Sie sind offline. Die Liste wird geladen, sobald die Verbindung wieder da ist.
embed-retry = Noch einmal versuchen
embed-whole = Das ganze Verzeichnis öffnen
embed-website = Website
embed-verified = Eintrag geprüft am { $date }
embed-credit = Aus dem Verzeichnis von { $network }
embed-sample = Diese Organisationen sind erfunden: Dies ist eine Demo.
embed-submit = Suchen
embed-next = Nächste Seite
embed-first = Zurück zum Anfang
embed-frame-wrong = Diese Liste ist nicht richtig eingerichtet.

## The page on which it is put together

configure-title = Dieses Verzeichnis auf Ihrer Website zeigen
configure-lead = Wählen Sie aus, was die Liste zeigt, kopieren Sie die Zeilen und fügen Sie sie in eine Seite ein. Die Liste bleibt von selbst aktuell, setzt keine Cookies und verfolgt niemanden.
configure-shows = Inhalt
configure-near = In der Nähe einer Stadt
configure-radius = Umkreis in Kilometern
configure-looks = Aussehen
configure-language = Sprache der Liste
configure-language-page = Wie die Seite
configure-view = Darstellung
configure-view-list = Kästen
configure-view-compact = Kurze Zeilen
configure-theme = Farben
configure-theme-page = Wie die Seite
configure-theme-light = Hell
configure-theme-dark = Dunkel
configure-theme-system = Wie auf dem Gerät eingestellt
configure-limit = Organisationen pro Seite
configure-heading = Überschriftenebene der Namen
configure-controls = Bedienelemente für Gäste der Seite
configure-search = Suchfeld
configure-update = Aktualisieren
configure-copy-title = Kopieren und einfügen
configure-element = Als Teil der Seite (empfohlen)
configure-element-hint = Die Liste übernimmt Schrift und Farben Ihrer Seite.
configure-frame = Als Rahmen (iframe), wo keine Skripte erlaubt sind
configure-frame-hint = Funktioniert ohne JavaScript. Die zweite Zeile passt die Höhe an die Liste an und kann wegbleiben.
configure-copy = Kopieren
configure-copied = Kopiert
configure-wordpress-hint = Fügen Sie in WordPress den Block „Individuelles HTML“ ein und kopieren Sie die Zeilen hinein. Wo Skripte entfernt werden, funktioniert der Rahmen.
configure-policy = Hat Ihre Website eine Content Security Policy (CSP), ergänzen Sie:
configure-preview = Vorschau
