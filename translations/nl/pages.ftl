# De pagina’s van de gids.

## Het kader van elke pagina

skip-to-content = Naar de inhoud
sample-data = Voorbeeldgegevens: de organisaties op deze site zijn verzonnen.
member-directory = Ledengids
unnamed-network = Ledennetwerk
page-language = Taal
quick-exit = Weg hier
quick-exit-hint = Opent meteen een andere website. Drie keer op Escape drukken doet hetzelfde.
network-website = Website van het netwerk
town-source = Namen van plaatsen:
privacy = Deze site plaatst geen cookies, bewaart niets op je apparaat en laadt niets van andere sites.
for-developers = Voor ontwikkelaars: de API (Engels)
feed = Nieuws uit de gids (Atom-feed)
about-title = Over deze gids
about-lead = Deze gids toont de lidorganisaties van { $network }: wat ze aanbieden, waar en in welke talen.
about-entries = De gegevens
about-entries-words = Ze komen van de organisaties en het secretariaat van het netwerk. Bij elke organisatie staat wanneer en door wie de gegevens het laatst zijn gecontroleerd.
about-privacy = Je privacy
about-position = Als je je locatie gebruikt, gaat die alleen naar deze gids, afgerond op ongeveer een kilometer, en wordt ze nergens bewaard.
about-sources = Gegevens van anderen
source-towns = namen en ligging van plaatsen
source-map = de omtrekken van landen op de kaart
source-names = namen van landen en talen
source-time = de plaatselijke tijd
about-contact = Vragen? Schrijf naar
accessibility-title = Toegankelijkheidsverklaring
accessibility-lead = Deze pagina’s zijn zo gemaakt dat iedereen ze kan gebruiken: met een toetsenbord, een schermlezer, grote tekst, een klein scherm en zonder JavaScript. Elke versie wordt automatisch getoetst aan WCAG 2.2, niveau AA. Niemand van buiten heeft ze onderzocht.
accessibility-limits = Bekende beperkingen
accessibility-limits-words = De kaart is een tekening; een tabel eronder zegt hetzelfde. Wat organisaties over zichzelf schrijven, kan moeilijk te lezen zijn of niet in je taal. De handleidingen voor ontwikkelaars zijn in het Engels.
imprint-title = Colofon
guides = Handleidingen
guide-contact = Heb je een API-sleutel nodig of heb je een vraag? Schrijf naar { $network }.

## Zoeken

find-help = Vind een organisatie die je helpt
find-help-lead = Zoek op wat een organisatie doet, waar ze is en welke talen er gesproken worden.
needs = Wat heb je nodig?
directory-description = { $network }: { $count } organisaties, met hun diensten, adressen en talen.
what-you-look-for = Wat zoek je?
what-example = onderdak, dokter, een naam …
near-a-city = In de buurt van welke stad?
near-example = bijvoorbeeld { $city }
near-me = Mijn locatie gebruiken
near-waiting = Je locatie wordt gezocht …
near-failed = Je locatie is niet gevonden. Typ in plaats daarvan een stad.
near-refused = Je browser heeft je locatie niet gedeeld. Typ in plaats daarvan een stad.
offline = Geen verbinding. Wat je ziet, is eerder geladen. Zoeken werkt weer zodra je online bent.
within = Binnen
search = Zoeken
filters = Filters
show-results = Toon { $count }
service = Dienst
country = Land
city = Stad
language = Gesproken taal
membership = Soort lidmaatschap
open-now = Nu open
show-more = { $count ->
    [one] Nog { $count } tonen
   *[other] Nog { $count } tonen
}
view = Weergave
view-list = Lijst
view-map = Kaart
chosen = Je keuze
remove = Weghalen
remove-all = Alles wissen
chip-text = ‘{ $text }’
chip-understood = ‘{ $text }’: { $label }
chip-nearest = ‘{ $text }’: { $label }, de dichtstbijzijnde dienst
chip-left-out = ‘{ $text }’: { $label }, weggelaten omdat niemand aan alles voldoet
chip-near = { $place }: tot { $km } km
this-point = gekozen punt
chip-map = Deel van de kaart
chip-since = Bijgewerkt sinds { $date }

## Wat er gevonden is

members-found = { $count ->
    [one] { $count } organisatie
   *[other] { $count } organisaties
}
order = Sorteren op
sort-relevance = beste resultaat
sort-distance = afstand
sort-name = naam
sort-updated = laatst bijgewerkt
sort-joined = nieuwste leden
distance = { $km } km
less-than-a-kilometre = minder dan 1 km
distance-up-to = tot { $km } km hiervandaan
more-cities = { $count ->
    [one] en nog { $count } stad
   *[other] en nog { $count } steden
}
services = Diensten
languages = Talen
verified-on = { $by ->
    [organisation] Gegevens gecontroleerd door de organisatie op { $date }
    [secretariat] Gegevens gecontroleerd door het secretariaat van het netwerk op { $date }
   *[unknown] Gegevens gecontroleerd op { $date }
}
not-verified = Gegevens nog niet gecontroleerd
verified-long-ago = Dat is lang geleden: vraag het na voor je erheen gaat.
paging = Pagina’s
shown-of = { $from }–{ $to } van { $total }
first-page = Terug naar het begin
next-page = Volgende pagina
same-for-programs = Deze gegevens downloaden:

## Er is niets gevonden

nothing-found = Geen enkele organisatie voldoet aan al je keuzes.
did-you-mean = Bedoelde je misschien:
try-without = Haal één filter weg:
relaxed = { $count ->
    [one] Zonder { $condition }: { $count } organisatie
   *[other] Zonder { $condition }: { $count } organisaties
}
condition-text = de zoekwoorden
condition-service = de dienst
condition-country = het land
condition-city = de stad
condition-language = de taal
condition-membership = het soort lidmaatschap
condition-open = de openingstijden
condition-near = de afstand
condition-map = het deel van de kaart
nearest-is = Toon de dichtstbijzijnde, op { $distance }
show-all = Alle organisaties tonen

## De pagina van een lid

breadcrumbs = Je bent hier
back-to-results = Terug naar de resultaten
no-services = Er zijn geen diensten vermeld.
offer-fact = { $name ->
    [audience] Voor wie
    [eligibility] Voorwaarden
   *[access] Hoe je hulp krijgt
}
free-of-charge = Gratis
not-free = Kan geld kosten
delivery = Hoe
delivery-way = { $way ->
    [in_person] ter plaatse
    [phone] telefonisch
   *[online] online
}
given-at = Waar
serves-countries = Voor mensen in deze landen
places = Adressen
no-places = Deze organisatie heeft geen openbaar adres. Neem contact op per telefoon of e-mail.
place-kind = { $kind ->
    [office] Kantoor
    [clinic] Medisch centrum
    [shelter] Opvang
    [classroom] Leslokaal
   *[other] Adres
}
approximate-place = Alleen de stad wordt getoond. Neem contact op voor je erheen gaat.
phone = Telefoon
email = E-mail
website = Website
link-kind-donation = Doneren
link-kind-volunteering = Vrijwilliger worden
link-kind-newsletter = Nieuwsbrief
link-kind-other = Andere pagina
vat-number = Btw-nummer
opening-hours = Openingsuren
accessibility = Toegankelijkheid
contact = Contact
call = Bellen
directions = Route
share = Delen
share-copied = Link gekopieerd
add-contact = Aan contacten toevoegen
on-a-phone = Deze pagina op een telefoon
about = Over de organisatie
founded = Opgericht
member-since = Lid sinds
last-changed = Laatst bijgewerkt
report-mistake = Klopt er iets niet? Meld een fout

## Openingsuren

every-day = elke dag
day-and-night = 24 uur per dag
closed = gesloten
public-holidays = feestdagen
from-to-days = { $from } tot en met { $to }
from-to-hours = { $from }–{ $to }
open-from = vanaf { $time }

## Fouten

gone = Deze organisatie staat niet meer in de gids
gone-words = De gegevens zijn uit de gids gehaald. Misschien kan een andere organisatie je helpen.
no-member = Deze organisatie staat niet in de gids
no-member-words = Kijk of er een typefout in de link staat, of zoek in de gids op de naam.
no-page = Deze pagina bestaat niet
no-page-words = Kijk of er een typefout in de link staat. Misschien is de pagina verhuisd.
place-unclear = Welke plaats bedoel je?
place-unknown = We kennen geen stad of dorp met deze naam.
place-ambiguous = Er zijn meerdere steden met deze naam.
place-without-point = De precieze adressen in deze stad zijn niet openbaar; daarom kunnen er geen afstanden worden getoond. Kies de stad bij de filters.
search-without-place = Zoeken zonder plaats
wrong-address = Deze link werkt niet
wrong-address-words = Een deel van de link klopt niet. Uitleg (Engels):
unavailable = Op dit moment niet bereikbaar
unavailable-words = De gids kan nu niet antwoorden. Probeer het zo meteen opnieuw.
failed = Er ging iets mis aan onze kant
failed-words = Het ligt niet aan jou. Probeer het opnieuw.
try-again = Opnieuw proberen
to-the-directory = Naar de gids

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Nieuws
news-since = Van
news-until = tot en met
news-show = Tonen

# The page on which a list of names is matched
match-title = Een lijst vergelijken
match-lead = Welke namen uit een lijst zijn leden? Plak de namen of kies een bestand; je krijgt de leden met hun kenmerken als tabel, CSV of Excel.
match-names = Namen
match-names-hint = Eén naam per regel, hoogstens { $count }. Of een tabel met koprij uit een rekenblad: kolommen als ‘naam’, ‘land’, ‘plaats’, ‘website’ helpen om organisaties uit elkaar te houden.
match-file = Of een bestand
match-file-hint = CSV, tekst, Excel (.xlsx) of OpenDocument (.ods), hoogstens 2 MB; het eerste blad wordt gelezen.
match-submit = Vergelijken
match-csv = Als CSV
match-xlsx = Als Excel
match-privacy = Je lijst wordt vergeleken en vergeten: er wordt niets van bewaard.
match-outcome = Het resultaat
match-name = Naam in de lijst
match-result = Resultaat
match-member = Lid
match-identifier = Kenmerk
match-yes = Lid
match-maybe = Misschien
match-no = Geen lid gevonden
match-empty = Er staat geen naam in de lijst. Plak namen, of kies een bestand met namen.
match-too-long = De lijst heeft meer dan { $count } namen. Verdeel ze.
match-unreadable = Dit bestand kan niet worden gelezen. Bewaar het als CSV (UTF-8) of .xlsx, zonder wachtwoord, en probeer het opnieuw.
