# Die Seiten des Verzeichnisses.

## Der Rahmen jeder Seite

skip-to-content = Zum Inhalt springen
sample-data = Beispieldaten: Die hier gezeigten Organisationen sind erfunden.
member-directory = Mitgliederverzeichnis
unnamed-network = Netzwerk der Mitglieder
page-language = Sprache
quick-exit = Verlassen
quick-exit-hint = Öffnet sofort eine andere Website. Dreimal die Escape-Taste drücken bewirkt dasselbe.
network-website = Website des Netzwerks
town-source = Namen der Orte:
privacy = Diese Website setzt keine Cookies, speichert nichts auf Ihrem Gerät und lädt nichts von anderen Websites.
for-developers = Für die Entwicklung: die API (englisch)
feed = Neues im Verzeichnis (Atom-Feed)
about-title = Über dieses Verzeichnis
about-lead = Dieses Verzeichnis zeigt die Mitgliedsorganisationen von { $network }: was sie anbieten, wo und in welchen Sprachen.
about-entries = Die Einträge
about-entries-words = Sie kommen von den Organisationen und vom Sekretariat des Netzwerks. Bei jedem steht, wann und von wem er zuletzt geprüft wurde.
about-privacy = Ihre Daten
about-position = Wenn Sie Ihren Standort verwenden, wird er nur an dieses Verzeichnis gesendet, auf etwa einen Kilometer gerundet, und nirgends aufbewahrt.
about-sources = Daten anderer
source-towns = Namen und Lage von Orten
source-map = die Umrisse der Länder auf der Karte
source-names = Namen von Ländern und Sprachen
source-time = die Uhrzeit an jedem Ort
about-contact = Fragen? Schreiben Sie an
accessibility-title = Erklärung zur Barrierefreiheit
accessibility-lead = Diese Seiten sind so gemacht, dass alle sie benutzen können: mit der Tastatur, mit einem Vorleseprogramm, mit großer Schrift, auf einem kleinen Bildschirm und ohne JavaScript. Jede Version wird maschinell nach WCAG 2.2, Stufe AA, geprüft. Eine unabhängige Prüfung gab es nicht.
accessibility-limits = Bekannte Grenzen
accessibility-limits-words = Die Karte ist eine Zeichnung; eine Tabelle darunter sagt dasselbe. Was Organisationen über sich schreiben, kann schwer zu lesen oder nicht in Ihrer Sprache sein. Die Anleitungen für Entwickler sind auf Englisch.
imprint-title = Impressum
guides = Anleitungen
guide-contact = Brauchen Sie einen API-Schlüssel, oder haben Sie eine Frage? Schreiben Sie an { $network }.

## Suchen

find-help = Eine Organisation finden, die Ihnen hilft
find-help-lead = Suchen Sie nach Angebot, Ort und den Sprachen, die dort gesprochen werden.
needs = Was brauchen Sie?
directory-description = { $network }: { $count } Organisationen mit ihren Angeboten, Adressen und Sprachen.
what-you-look-for = Was suchen Sie?
what-example = Unterkunft, medizinische Hilfe, ein Name …
near-a-city = In der Nähe welcher Stadt?
near-example = zum Beispiel { $city }
near-me = Meinen Standort verwenden
near-waiting = Der Standort wird gesucht …
near-failed = Ihr Standort ließ sich nicht finden. Geben Sie stattdessen eine Stadt ein.
near-refused = Ihr Browser hat den Standort nicht freigegeben. Geben Sie stattdessen eine Stadt ein.
offline = Keine Verbindung. Was Sie sehen, wurde vorher geladen. Die Suche funktioniert wieder, sobald Sie online sind.
within = Umkreis
search = Suchen
filters = Filter
show-results = { $count } anzeigen
service = Angebot
country = Land
city = Stadt
language = Gesprochene Sprache
membership = Art der Mitgliedschaft
open-now = Jetzt geöffnet
show-more = { $count ->
    [one] Noch { $count } anzeigen
   *[other] Noch { $count } anzeigen
}
view = Ansicht
view-list = Liste
view-map = Karte
chosen = Ihre Auswahl
remove = Entfernen
remove-all = Alle entfernen
chip-text = „{ $text }“
chip-understood = „{ $text }“: { $label }
chip-nearest = „{ $text }“: { $label }, das passt am ehesten
chip-left-out = „{ $text }“: { $label }, weggelassen, weil niemand alles erfüllt
chip-near = { $place }: bis { $km } km
this-point = gewählter Punkt
chip-map = Kartenausschnitt
chip-since = Aktualisiert seit dem { $date }

## Was gefunden wurde

members-found = { $count ->
    [one] { $count } Organisation
   *[other] { $count } Organisationen
}
order = Sortieren nach
sort-relevance = Relevanz
sort-distance = Entfernung
sort-name = Name
sort-updated = zuletzt aktualisiert
sort-joined = neueste Mitglieder
distance = { $km } km
less-than-a-kilometre = weniger als 1 km
distance-up-to = bis zu { $km } km entfernt
more-cities = { $count ->
    [one] und { $count } weitere Stadt
   *[other] und { $count } weitere Städte
}
services = Angebote
languages = Sprachen
verified-on = { $by ->
    [organisation] Eintrag von der Organisation geprüft am { $date }
    [secretariat] Eintrag vom Sekretariat des Netzwerks geprüft am { $date }
   *[unknown] Eintrag geprüft am { $date }
}
not-verified = Eintrag noch nicht geprüft
verified-long-ago = Das ist lange her: Fragen Sie nach, bevor Sie hingehen.
paging = Seiten
shown-of = { $from }–{ $to } von { $total }
first-page = Zurück zum Anfang
next-page = Nächste Seite
same-for-programs = Diese Daten herunterladen:

## Nichts gefunden

nothing-found = Keine Organisation entspricht Ihrer ganzen Auswahl.
did-you-mean = Meinten Sie:
try-without = Einen Filter entfernen:
relaxed = { $count ->
    [one] Ohne { $condition }: { $count } Organisation
   *[other] Ohne { $condition }: { $count } Organisationen
}
condition-text = die Suchwörter
condition-service = das Angebot
condition-country = das Land
condition-city = die Stadt
condition-language = die Sprache
condition-membership = die Art der Mitgliedschaft
condition-open = die Öffnungszeiten
condition-near = die Entfernung
condition-map = den Kartenausschnitt
nearest-is = Die nächstgelegene zeigen ({ $distance } entfernt)
show-all = Alle Organisationen zeigen

## Die Seite eines Mitglieds

breadcrumbs = Sie sind hier
back-to-results = Zurück zu den Ergebnissen
no-services = Es sind keine Angebote eingetragen.
offer-fact = { $name ->
    [audience] Für wen
    [eligibility] Bedingungen
   *[access] So bekommen Sie Hilfe
}
free-of-charge = Kostenlos
not-free = Kann etwas kosten
delivery = Wie
delivery-way = { $way ->
    [in_person] vor Ort
    [phone] telefonisch
   *[online] online
}
given-at = Wo
serves-countries = Für Menschen in diesen Ländern
places = Adressen
no-places = Diese Organisation hat keine veröffentlichte Adresse. Nehmen Sie per Telefon oder E-Mail Kontakt auf.
place-kind = { $kind ->
    [office] Büro
    [clinic] Praxis
    [shelter] Notunterkunft
    [classroom] Unterrichtsraum
   *[other] Adresse
}
approximate-place = Hier steht nur die Stadt. Bitte nehmen Sie Kontakt auf, bevor Sie hingehen.
phone = Telefon
email = E-Mail
website = Website
link-kind-donation = Spenden
link-kind-volunteering = Ehrenamtlich mithelfen
link-kind-newsletter = Newsletter
link-kind-other = Weitere Seite
vat-number = USt-IdNr.
opening-hours = Öffnungszeiten
accessibility = Barrierefreiheit
contact = Kontakt
call = Anrufen
directions = Weg dorthin
share = Teilen
share-copied = Link kopiert
add-contact = Zu den Kontakten
on-a-phone = Diese Seite auf dem Handy
about = Über die Organisation
founded = Gegründet
member-since = Mitglied seit
last-changed = Zuletzt aktualisiert
report-mistake = Stimmt etwas nicht? Fehler melden

## Öffnungszeiten

every-day = täglich
day-and-night = rund um die Uhr
closed = geschlossen
public-holidays = an Feiertagen
from-to-days = { $from } bis { $to }
from-to-hours = { $from }–{ $to }
open-from = ab { $time }

## Fehler

gone = Diese Organisation steht nicht mehr im Verzeichnis
gone-words = Der Eintrag wurde aus dem Verzeichnis genommen. Vielleicht kann Ihnen eine andere Organisation helfen.
no-member = Diese Organisation steht nicht im Verzeichnis
no-member-words = Prüfen Sie den Link auf Tippfehler, oder suchen Sie im Verzeichnis nach dem Namen.
no-page = Diese Seite gibt es nicht
no-page-words = Prüfen Sie den Link auf Tippfehler. Vielleicht ist die Seite auch umgezogen.
place-unclear = Welchen Ort meinen Sie?
place-unknown = Wir kennen keine Stadt und keinen Ort mit diesem Namen.
place-ambiguous = Es gibt mehrere Städte mit diesem Namen.
place-without-point = Die genauen Adressen in dieser Stadt sind nicht öffentlich, darum lassen sich keine Entfernungen anzeigen. Wählen Sie stattdessen die Stadt bei den Filtern.
search-without-place = Ohne Ort suchen
wrong-address = Dieser Link funktioniert nicht
wrong-address-words = Ein Teil dieses Links stimmt nicht. Einzelheiten (englisch):
unavailable = Zurzeit nicht erreichbar
unavailable-words = Das Verzeichnis kann gerade nicht antworten. Bitte versuchen Sie es gleich noch einmal.
failed = Bei uns ist etwas schiefgegangen
failed-words = Es liegt nicht an Ihnen. Bitte versuchen Sie es noch einmal.
try-again = Noch einmal versuchen
to-the-directory = Zum Verzeichnis

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Neuigkeiten
news-since = Von
news-until = bis
news-show = Anzeigen

# The page on which a list of names is matched
match-title = Eine Liste abgleichen
match-lead = Welche Namen einer Liste sind Mitglieder? Fügen Sie die Namen ein oder wählen Sie eine Datei; Sie erhalten die Mitglieder mit ihren Kennungen als Tabelle, CSV oder Excel.
match-names = Namen
match-names-hint = Ein Name je Zeile, höchstens { $count }. Oder eine Tabelle mit Kopfzeile aus einem Tabellenprogramm: Spalten wie „Name“, „Land“, „Ort“, „Website“ helfen, Organisationen zu unterscheiden.
match-file = Oder eine Datei
match-file-hint = CSV, Text, Excel (.xlsx) oder OpenDocument (.ods), höchstens 2 MB; gelesen wird das erste Blatt.
match-submit = Abgleichen
match-csv = Als CSV
match-xlsx = Als Excel
match-privacy = Ihre Liste wird verglichen und vergessen: Nichts davon wird aufbewahrt.
match-outcome = Das Ergebnis
match-name = Name in der Liste
match-result = Ergebnis
match-member = Mitglied
match-identifier = Kennung
match-yes = Mitglied
match-maybe = Vielleicht
match-no = Kein Mitglied gefunden
match-empty = In der Liste steht kein Name. Fügen Sie Namen ein oder wählen Sie eine Datei mit Namen.
match-too-long = Die Liste hat mehr als { $count } Namen. Teilen Sie sie auf.
match-unreadable = Diese Datei kann nicht gelesen werden. Speichern Sie sie als CSV (UTF-8) oder .xlsx ohne Kennwort und versuchen Sie es noch einmal.
