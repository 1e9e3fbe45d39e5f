# The console of the staff.

console = Werkplek
console-today = Vandaag
console-members = Leden
console-corrections = Correcties
console-team = Team
console-history = Geschiedenis
console-public-pages = Openbare pagina’s
console-sign-in = Aanmelden
console-sign-out = Afmelden
console-sign-in-lead = Je meldt je aan met een link die alleen voor jou is. Vraag die aan een beheerder van je secretariaat.
console-link-opened = Deze link meldt je één keer aan op dit apparaat. Was hij niet voor jou bedoeld, sluit dan deze pagina.
console-link-refused = Deze link werkt niet: hij is al gebruikt of ouder dan twee dagen. Vraag een nieuwe.
console-account = Aanmelden met het account van je organisatie
console-account-away = De aanmelding van je organisatie antwoordt op dit moment niet. Probeer het straks nog eens of vraag een beheerder om een link.
console-account-unfinished = De aanmelding is niet afgemaakt of duurde te lang. Probeer het nog eens.
console-account-unverified = Je account heeft geen e-mailadres, of niemand heeft het bevestigd. Vraag het wie de accounts beheert, of vraag een beheerder om een link.
console-account-unknown = Niemand van het secretariaat heeft het adres { $email }. Vraag een beheerder om je ermee uit te nodigen.
console-signed-in = Je bent aangemeld
console-waiting-proposals = { $count ->
    [one] { $count } correctie wacht
   *[other] { $count } correcties wachten
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } vermelding al een jaar niet bevestigd
   *[other] { $count } vermeldingen al een jaar niet bevestigd
}
console-waiting-duplicates = { $count ->
    [one] { $count } waarschijnlijke dubbele
   *[other] { $count } waarschijnlijke dubbelen
}
console-waiting-exposures = { $count ->
    [one] { $count } openbare tekst verraadt iets verborgens
   *[other] { $count } openbare teksten verraden iets verborgens
}
console-waiting-imports = { $count ->
    [one] { $count } import wacht
   *[other] { $count } imports wachten
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } webhook staat stil
   *[other] { $count } webhooks staan stil
}
console-waiting-ending-keys = { $count ->
    [one] { $count } sleutel eindigt binnen 30 dagen
   *[other] { $count } sleutels eindigen binnen 30 dagen
}
console-find = Naam, afkorting of sleutel
console-status = Status
console-status-applicant = Aanvrager
console-status-member = Lid
console-status-suspended = Geschorst
console-status-former = Voormalig lid
console-status-withdrawn = Aanvraag ingetrokken
console-any = Alle
console-yes = Ja
console-has-hidden = Heeft een verborgen plek
console-stale-since = Niet bevestigd sinds { $day }
console-take-away = Dit filter weghalen
console-new-member = Nieuw lid
console-places = Plekken
console-confirmed-on = Bevestigd
console-never = Nooit
console-more = Meer leden
console-earlier = Eerder
console-confirmed = Bevestigd op { $day }
console-never-confirmed = Nooit bevestigd
console-confirm = Bevestigen dat alles klopt
console-hide = Meteen verbergen
console-entry = Vermelding
console-save = Opslaan
console-details = Adres en contact
console-visibility-hidden = Verborgen
console-visibility-city = Alleen de stad
console-visibility-public = Openbaar
console-visibility-hidden-lead = Niemand komt te weten dat deze plek bestaat.
console-visibility-city-lead = Vreemden zien de stad, maar straat noch telefoon.
console-visibility-public-lead = Iedereen ziet het adres, en het staat op de kaart.
console-membership = Lidmaatschap
console-step = Stap
console-step-admit = Toelaten
console-step-withdraw = Aanvraag ingetrokken
console-step-suspend = Schorsen
console-step-reinstate = Herstellen
console-step-end = Lidmaatschap beëindigen
console-step-reapply = Nieuwe aanvraag
console-reason = Reden
console-do-step = Stap uitvoeren
console-strangers-see = Wat vreemden zien
console-public-page = Openbare pagina openen
console-not-public-merged = Niets: het leeft voort in een andere vermelding.
console-not-public-withdrawn = Niets: de vermelding is ingetrokken.
console-not-public-status = Niets: alleen leden worden getoond.
console-not-public-unlisted = Niets: het staat niet in de openbare gids.
console-undo = Ongedaan maken
console-command-line = Het programma zelf
console-action-create = toegevoegd
console-action-update = gewijzigd
console-action-withdraw = vermelding ingetrokken
console-action-restore = vermelding hersteld
console-action-purge = definitief verwijderd
console-action-hide = meteen verborgen
console-action-move = lidmaatschap gewijzigd
console-action-verify = bevestigd
console-action-merge = samengevoegd
console-action-revert = ongedaan gemaakt
console-action-erase = persoonsgegevens gewist
console-action-propose = correctie voorgesteld
console-action-accept = correctie aanvaard
console-action-refuse = correctie geweigerd
console-action-take-back = correctie teruggenomen
console-action-revoke = sleutel ingetrokken
console-action-rotate = geheim vernieuwd
console-action-pause = webhook gepauzeerd
console-action-resume = webhook hervat
console-action-test = webhook getest
console-action-replay = berichten opnieuw verzonden
console-action-read = in zijn geheel gelezen
console-publish-question = Openbaar maken?
console-publish-lead = Hierna zien vreemden meer dan voorheen.
console-publish = Ja, openbaar maken
console-do-not-publish = Nee, zo laten
console-position-question = Klopt het punt?
console-position = Ja, daar is het
console-not-position = Nee, niet bewaren
console-no-corrections = Er wachten geen correcties.
console-take = Overnemen
console-was = Was
console-proposed = Voorgesteld
console-now = Nu
console-accept = Aanvaarden wat is aangevinkt
console-refuse = Weigeren
console-invite = Iemand uitnodigen
console-role = Rol
console-role-editor = Redactie
console-role-admin = Beheer
console-last-seen = Laatst gezien
console-actions = Acties
console-invited-until = Link open tot { $day }
console-new-link = Nieuwe link
console-end-sessions = Overal afmelden
console-remove = Verwijderen
console-link = Link om aan te melden
console-link-for = Stuur deze link naar { $name } en naar niemand anders. Hij wordt alleen nu getoond.
console-link-until = Hij werkt één keer, tot { $day }.
console-other-languages = Andere talen
console-add = Toevoegen
console-candidates = Misschien staat het er al:
console-not-a-duplicate = Het is een andere organisatie
# Import: spreadsheets that are handed over.
console-import = Import
console-import-lead = Kies een rekenblad, of sleep het naar het veld. Er verandert niets voordat je hebt gezien wat er zou veranderen.
console-import-files = Rekenblad (Excel, LibreOffice of CSV)
console-import-whole = Alle leden staan erin: noem wie ontbreekt
console-import-look = Bekijken
console-import-earlier = Eerdere imports
console-import-none = Hier is nog niets geïmporteerd.
console-import-file = Bestand
console-import-day = Dag
console-import-planning = Wordt bekeken
console-import-interrupted = Onderbroken
console-import-planned = Wacht om geïmporteerd te worden
console-import-failed = Nog niet te lezen
console-import-applied = Geïmporteerd
console-import-undone = Teruggedraaid
console-import-forgotten = Niet meer bewaard
console-import-wait = Deze pagina gaat vanzelf verder.
console-import-again = Opnieuw plannen
console-import-undo = Terugdraaien
console-import-forget = Deze bestanden vergeten
console-import-another = Andere imports
console-import-columns = Hoe de kolommen gelezen worden
console-import-columns-lead = Kijk na hoe elke kolom gelezen wordt, en vooral wie te weten komt wat erin staat.
console-import-decides = Bepaalt wat openbaar is
console-import-public = Dit wordt openbaar
console-import-private = Dit ziet alleen het secretariaat
console-import-unread = Wordt niet geïmporteerd
console-import-guess = Gok
console-import-strange = Niet gelezen, omdat niemand weet wat erin staat: { $tables }
console-import-remembered = Een bestand met deze kolommen is al eens geïmporteerd.
console-import-use = Lezen als “{ $name }”
console-import-go-on = Verder met deze kolommen
console-import-otherwise = Wordt het bestand verkeerd gelezen?
console-import-include-hidden = Ook verborgen rijen en kolommen importeren
console-import-header-row = Rij met de namen van de kolommen
console-import-encoding = Tekencodering
console-import-look-again = Opnieuw bekijken
console-import-of-members = Lid
console-import-of-locations = Plek
console-import-of-services = Dienst
console-import-of-contacts = Contactpersoon
console-import-of-notes = Notitie
console-import-of-others = Overige
console-reading-undecided = Nog te beslissen
console-reading-nothing = Wordt niet geïmporteerd
console-reading-private-if-yes = Ja: niet openbaar maken
console-reading-public-if-yes = Ja: iedereen mag het weten
console-column-name = Naam
console-column-acronym = Afkorting
console-column-country = Land
console-column-website = Website
console-column-email = E-mail
console-column-phones = Telefoon
console-column-links = Links
console-column-identifiers = Identificatienummers
console-column-phone = Telefoon
console-column-summary = Samenvatting
console-column-languages = Talen
console-column-founded-year = Opgericht in
console-column-external-id = Eigen sleutel
console-column-slug = Sleutel in het adres
console-column-membership-type = Soort lidmaatschap
console-column-membership-status = Stand van het lidmaatschap
console-column-joined-on = Lid sinds
console-column-left-on = Vertrokken op
console-column-listing = In de lijst of niet
console-column-kind = Soort plek
console-column-address = Straat en nummer
console-column-postal-code = Postcode
console-column-city = Stad
console-column-region = Regio
console-column-opening-hours = Openingsuren
console-column-latitude = Breedtegraad
console-column-longitude = Lengtegraad
console-column-visibility = Wat vreemden zien
console-column-service = Dienst
console-column-description = Beschrijving
console-column-role = Rol
console-column-text = Tekst
console-import-kind-refused = Problemen
console-import-kind-duplicate = Waarschijnlijk dubbel
console-import-kind-warning = Waarschuwingen
console-import-kind-created = Nieuw
console-import-kind-changed = Gewijzigd
console-import-kind-withdrawn = Ingetrokken
console-import-kind-missing = Ontbreken
console-import-kind-same = Ongewijzigd
console-import-readings = Is het zo bedoeld?
console-import-readings-lead = Sommige cellen zijn niet geschreven zoals de gids ze nodig heeft. Laat aangevinkt wat juist gelezen is.
console-import-accept = Zo lezen
console-import-nothing = niets
console-import-cells = { $count ->
    [one] { $count } cel
   *[other] { $count } cellen
}
console-import-others = { $count ->
    [one] en nog { $count }
   *[other] en nog { $count }
}
console-mend-country = Landen
console-mend-language = Talen
console-mend-website = Websites
console-mend-email = E-mailadressen
console-mend-coordinate = Coördinaten
console-mend-swapped-point = Breedte en lengte verwisseld
console-mend-date = Datums
console-mend-text = Verminkte tekst
console-mend-placeholder = Woorden die voor niets staan
console-import-confirm-publication = Er zou meer openbaar worden dan nu
console-import-confirm-publication-lead = Ja, dit openbaar maken
console-import-confirm-positions = Punten buiten hun land
console-import-confirm-positions-lead = Ja, deze punten kloppen
console-import-allow-duplicates = Waarschijnlijk al in het register
console-import-allow-duplicates-lead = Dit zijn andere organisaties: toevoegen
console-import-skip-refused = Rijen met problemen
console-import-skip-refused-lead = Weglaten en de andere importeren
console-import-problems = Problemen
console-import-unread-columns = Niet geïmporteerd: { $columns }
console-import-marked = Rekenblad met gemarkeerde problemen downloaden
console-import-remember = Onthouden hoe de kolommen gelezen worden, als
console-import-apply = { $count ->
    [one] { $count } wijziging importeren
   *[other] { $count } wijzigingen importeren
}
console-import-apply-lead = Een groot bestand duurt even. Daarna kun je de import terugdraaien.
console-import-nothing-to-do = Zo valt er niets te importeren.
console-import-back = Terug naar het plan
console-import-row = Rij
console-import-what = Wat
console-import-more = Meer
console-done-imported = Geïmporteerd.
console-done-forgotten = Vergeten.

# Duplicates, and what goes out.
console-duplicates = Dubbelen
console-duplicate-same-identifier = Zelfde identificatienummer
console-duplicate-same-website = Dezelfde website
console-duplicate-similar-name = Bijna dezelfde naam, hetzelfde land
console-duplicate-stays = De vermelding die blijft
console-duplicate-keep = Deze
console-duplicate-lead = Wat alleen een van beide heeft, blijft bewaard: andere namen, telefoonnummers, plekken, diensten en mensen. De andere sleutel leidt naar de vermelding die blijft.
console-duplicate-merge = Samenvoegen
console-duplicate-apart = Het zijn er twee: niet meer vragen
console-duplicate-distinct = Uit elkaar gehouden
console-duplicate-again = Opnieuw vragen
console-done-merged = Samengevoegd.
console-done-apart = Genoteerd: het zijn er twee.
console-action-tell-apart = van een ander lid onderscheiden
console-publish-screen = Publiceren
console-digest = Nieuwsbrief
console-digest-since = Van
console-digest-until = Tot en met
console-digest-show = Tonen
console-digest-text = Wat er veranderd is
console-digest-backwards = De laatste dag komt voor de eerste. Kies een latere.
console-copy-html = Kopiëren voor een nieuwsbrief
console-copy-markdown = Kopiëren als Markdown
console-partners = Leden voor een partner
console-partners-lead = Wat iedereen mag zien, als tabel.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Werkblad
console-working-lead = Leden, plekken en diensten, met alles wat verborgen is. Bewerk het en importeer het opnieuw. Mensen en notities staan er niet in. Houd het voor jezelf.
console-working-download = Downloaden
console-embed = De lijst op je eigen site
console-embed-lines = Regels om in je pagina te plakken
console-embed-more = Meer keuzes

console-kind-office = Kantoor
console-kind-clinic = Praktijk
console-kind-shelter = Opvang
console-kind-classroom = Leslokaal
console-kind-other = Plek
console-field-name = Naam
console-field-acronym = Afkorting
console-field-country = Land
console-field-website = Website
console-field-email = E-mail
console-field-phones = Telefoonnummers, één per regel
console-field-links = Links, één per regel, elk na wat het is (facebook:https://…)
console-field-identifiers = Identificatienummers elders, één per regel (wikidata:Q42, vat:BE0403019261)
console-field-names = Andere namen, één per regel, elk na de taal (fr:Maison Ouverte)
console-field-countries = Landen waarvoor het op afstand wordt aangeboden (codes, met komma’s)
console-field-languages = Talen (codes, met komma’s)
console-field-founded-year = Opgericht in
console-field-summary = Samenvatting
console-field-address = Straat en nummer
console-field-postal-code = Postcode
console-field-city = Plaats
console-field-opening-hours = Openingsuren (Mo-Fr 09:00-17:00)
console-field-place = Plek
console-done-saved = Opgeslagen.
console-done-published = Openbaar: iedereen ziet het nu.
console-done-hidden = Verborgen: vreemden zien er niets meer van.
console-done-city = Vreemden zien nu alleen de stad.
console-done-confirmed = Bevestigd.
console-done-moved = Het lidmaatschap is gewijzigd.
console-done-undone = Ongedaan gemaakt.
console-done-accepted = Aanvaard.
console-done-refused = Geweigerd.
console-done-changed = Gewijzigd.
console-done-removed = Verwijderd.
console-done-ended = Overal afgemeld.
console-done-made = Toegevoegd.
console-seen-once-saved = Zo zou het er na het opslaan uitzien.
console-two-versions = Twee versies
console-two-versions-lead = Iemand anders heeft deze vermelding gewijzigd terwijl je eraan werkte. Kies voor elk veld welke versie blijft.
console-mine = De jouwe
console-theirs = De andere
console-do-not-save = Laten zoals het nu is
console-is-withdrawn = Vermelding ingetrokken
console-restore = Vermelding terughalen
console-add-place = Plek toevoegen
console-people = Personen
console-people-lead = Alleen het secretariaat ziet hen. Wie verwijderd wordt, blijft in de geschiedenis; wissen haalt iemand ook daar weg.
console-add-person = Iemand toevoegen
console-notes = Notities
console-notes-lead = Voor collega’s. Noch het publiek noch het lid ziet ze.
console-add-note = Notitie toevoegen
console-end-of-entry = Vermelding weghalen
console-withdraw-lead = Een ingetrokken vermelding blijft bewaard en alleen het secretariaat ziet ze. Je kunt ze terughalen.
console-withdraw = Vermelding intrekken
console-purge = Definitief verwijderen
console-purge-lead = Alles over { $name } wordt gewist: de vermelding, de personen en notities en de geschiedenis. Er is geen weg terug.
console-purge-name = Typ de naam van het lid om verder te gaan
console-purge-other-name = Dat is niet de naam. Er is niets verwijderd.
console-do-not-purge = Behouden
console-erase = Wissen …
console-erase-somebody = Iemand wissen die hier niet staat
console-erase-title = Een persoon wissen
console-erase-lead = Geef aan hoe de persoon ergens in het register kan staan. Je ziet alles wat gevonden wordt voordat er iets gewist wordt.
console-known-names = Namen, één per regel
console-known-emails = E-mailadressen, één per regel
console-known-phones = Telefoonnummers van de persoon, één per regel
console-look = Bekijken wat gevonden wordt
console-nothing-found = Niets noemt deze persoon.
console-back = Terug
console-found-lead = Dit noemt de persoon. Zeg bij elke zin of hij verdwijnt of blijft; wat verdwijnt, gaat ook uit de geschiedenis.
console-found-contacts = Als persoon bij een lid
console-found-fields = In velden voor e-mail of telefoon
console-found-sentences = In zinnen
console-found-copies = { $count ->
    [one] { $count } kopie die een tijd bewaard wordt, wordt ook gewist.
   *[other] { $count } kopieën die een tijd bewaard worden, worden ook gewist.
}
console-take-out = Weghalen
console-keep = Laten staan
console-erase-for-good = Definitief wissen
console-do-not-erase = Niets wissen
console-erased = Gewist
console-erased-entries = { $count ->
    [one] { $count } vermelding is gewijzigd.
   *[other] { $count } vermeldingen zijn gewijzigd.
}
console-erased-lines = { $count ->
    [one] { $count } regel van de geschiedenis is opgeschoond.
   *[other] { $count } regels van de geschiedenis zijn opgeschoond.
}
console-erased-texts = { $count ->
    [one] { $count } andere tekst is gewijzigd.
   *[other] { $count } andere teksten zijn gewijzigd.
}
console-kept = Behouden, zoals je zei
console-holder-entry = Vermelding van een lid
console-holder-network = Profiel van het netwerk
console-holder-service-type = Soort dienst
console-holder-membership-event = Stap van een lidmaatschap
console-holder-proposal = Voorgestelde correctie
console-holder-api-key = Naam van een sleutel
console-holder-staff = Iemand van het secretariaat
console-holder-webhook = Webhook
console-holder-audit-entry = Geschiedenis
console-holder-public-change = Openbare geschiedenis
console-holder-purged-member = Sleutel van een verwijderd lid
console-basis-consent = De persoon stemde toe
console-basis-contract = Een overeenkomst vraagt erom
console-basis-legal-obligation = De wet vraagt erom
console-basis-legitimate-interest = Gerechtvaardigd belang van het netwerk
console-field-visibility = Wat vreemden zien
console-field-kind = Soort plek
console-field-role = Wat die persoon er doet
console-field-phone = Telefoon
console-field-legal-basis = Waarom we dit mogen bewaren
console-field-consented-on = Toegestemd op
console-field-text = Notitie
console-done-withdrawn = Ingetrokken: alleen het secretariaat ziet ze nog.
console-done-restored = De vermelding is terug.
console-done-purged = Definitief verwijderd.
console-more-filters = Meer filters en kolommen
console-service = Dienst
console-not-confirmed-since = Niet bevestigd sinds
console-columns = Kolommen
console-shown-languages = Talen
console-shown-services = Diensten
console-select = Aanvinken
console-change-ticked = Aangevinkte wijzigen
console-change-all = { $count ->
    [one] Deze wijzigen
   *[other] Alle { $count } wijzigen
}
console-bulk = Meerdere leden wijzigen
console-bulk-chosen = { $count ->
    [one] { $count } lid is aangevinkt.
   *[other] { $count } leden zijn aangevinkt.
}
console-bulk-all = Alle leden die je filter vindt.
console-bulk-what = Wat moet er veranderen?
console-bulk-verify = Bevestigen dat ze vandaag kloppen
console-bulk-move = Een stap in het lidmaatschap zetten
console-bulk-add-service = Dienst toevoegen
console-bulk-remove-service = Dienst weghalen
console-bulk-add-language = Taal toevoegen (code, zoals fr)
console-bulk-remove-language = Taal weghalen (code, zoals fr)
console-bulk-country = Land instellen
console-bulk-try = Bekijken wat er zou veranderen
console-bulk-changed = { $count ->
    [one] { $count } lid zou veranderen
   *[other] { $count } leden zouden veranderen
}
console-bulk-unchanged = { $count ->
    [one] { $count } is al zo
   *[other] { $count } zijn al zo
}
console-bulk-refused = { $count ->
    [one] { $count } kan deze wijziging niet krijgen en blijft zoals het is:
   *[other] { $count } kunnen deze wijziging niet krijgen en blijven zoals ze zijn:
}
console-bulk-do = { $count ->
    [one] { $count } lid wijzigen
   *[other] { $count } leden wijzigen
}
console-keys = Sleutels
console-webhooks = Webhooks
console-role-partner = Partner
console-role-member = Lid, voor de eigen vermelding
console-key = Sleutel
console-key-made = Dit is de sleutel voor { $name }. Hij wordt alleen nu getoond: geef hem aan wie hem nodig heeft, en aan niemand anders.
console-key-active = Geldig
console-key-expired = Verlopen
console-key-revoked = Ingetrokken
console-key-label = Waarvoor
console-key-end = Eindigt op
console-key-ends = Eindigt op (na een jaar als je niets invult)
console-key-member = Voor de sleutel van een lid: het einde van zijn adres, zoals open-huis-gent
console-rotate = Vervangen
console-rotate-lead = Een vervangen sleutel werkt nog een week, zodat niets stilvalt.
console-revoke = Intrekken
console-new-key = Nieuwe sleutel
console-make-key = Sleutel maken
console-webhook = Webhook
console-new-webhook = Nieuwe webhook
console-no-webhooks = Nog niemand krijgt bericht van wijzigingen.
console-webhook-active = Werkt
console-webhook-paused = Gepauzeerd
console-webhook-disabled = Gestopt: de ontvanger bestaat niet meer
console-webhook-waiting = Wachtend
console-webhook-failures = Mislukte pogingen
console-webhook-last = Laatst afgeleverd
console-webhook-url = Adres dat bericht krijgt
console-webhook-language = Taal van de berichten
console-webhook-events = Waarover (over alles als niets is aangevinkt)
console-webhook-secret = Met dit geheim worden de berichten ondertekend. Het wordt alleen nu getoond: geef het aan de ontvanger.
console-secret = Geheim
console-webhook-test = Test versturen
console-webhook-pause = Pauzeren
console-webhook-resume = Hervatten
console-webhook-rotate = Nieuw geheim
console-deliveries = Berichten
console-no-deliveries = Er viel nog niets te melden.
console-delivery-what = Wat er gebeurde
console-delivery-when = Wanneer
console-delivery-answer = Laatste antwoord
console-delivery-pending = Wacht
console-delivery-delivered = Afgeleverd
console-delivery-failed = Mislukt
console-delivery-skipped = Niet verstuurd: klopt niet meer
console-send-again = Opnieuw versturen
console-event-member-published = Een lid werd openbaar
console-event-member-changed = Een lid werd gewijzigd
console-event-member-withdrawn = Een lid wordt niet meer getoond
console-event-proposal-filed = Een correctie werd voorgesteld
console-event-import-applied = Een import werd toegepast
console-event-webhook-test = Een test
console-done-revoked = Ingetrokken: hij opent niets meer.
console-done-sent = Onderweg.
console-network = Netwerk
console-profile = Profiel
console-network-lead = Iedereen leest dit op de openbare pagina’s.
console-code = Code
console-new-service = Nieuwe dienst
console-new-code = Code, die altijd blijft, zoals healthcare/eyes
console-service-merge-title = Samenvoegen met een andere dienst
console-service-merge-lead = Wat leden hier aanbieden, staat voortaan daar. De oude code vindt het nog steeds.
console-service-merge-into = Dienst die blijft
console-service-merge = Samenvoegen
console-field-short-name = Korte naam
console-field-description = Beschrijving
console-field-imprint = Colofon: wie voor de gids instaat
console-field-labels = Naam
console-field-search-words = Woorden waarmee mensen zoeken, één per regel
console-done-joined = Samengevoegd.

# Exposures: public texts that tell what is hidden.
console-exposures = Verborgen zaken in openbare teksten
console-exposures-lead = Vreemden kunnen dit nu lezen. Verander de tekst, verberg hem meteen, of zeg dat hij mag blijven.
console-exposure-tells-address = Verraadt het adres van
console-exposure-tells-point = Verraadt het punt op de kaart van
console-exposure-tells-phone = Verraadt het telefoonnummer van
console-exposure-tells-email = Verraadt het e-mailadres van
console-exposure-tells-name = Verraadt de naam van
console-exposure-person = Een persoon bij het lid
console-exposure-mend = Tekst veranderen
console-exposure-hide-place = Deze plek meteen verbergen
console-exposure-hide-entry = Hele vermelding meteen verbergen
console-exposure-keep = Het mag blijven
console-done-kept = Genoteerd: het mag blijven.

# Backup: the whole of the books to take away.
console-backup = Back-up
console-backup-whole = Back-up van alles
console-backup-lead = Eén bestand met alles wat in het register staat. Wie het programma beheert, kan er alles mee terugzetten.
console-backup-download = Back-up downloaden
console-export-whole = Volledige export
console-export-lead = Leden, plekken, diensten, personen en notities als spreadsheet; of als NDJSON, ook met de geschiedenis, voor een ander systeem.
console-backup-secret = Deze bestanden bevatten elk geheim adres. Houd ze voor jullie zelf en versleutel ze waar ze ook heen gaan. In de geschiedenis staat wie er wanneer een heeft opgehaald.

# History: what was done, in words.
console-no = Nee
console-whole-history = De hele geschiedenis van deze vermelding
console-undo-all = Dit alles ongedaan maken
console-history-subject = Waarover het ging
console-history-action = Wat er gedaan is
console-history-nothing = Zoiets is er niet gedaan.
console-history-others = { $count ->
    [one] en nog { $count }
   *[other] en nog { $count }
}
console-subject-member = Lid
console-subject-proposal = Correctie
console-subject-network = Profiel van het netwerk
console-subject-service-type = Soort dienst
console-subject-staff = Collega
console-subject-api-key = Sleutel
console-subject-webhook = Webhook
console-subject-mapping = Manier om kolommen te lezen
console-subject-registry = Het hele register
console-read-audit = geschiedenis
console-read-export = bestand om mee te nemen
console-read-personal-data = wat er over een persoon bewaard wordt
console-word-label = Naam van de plek
console-word-countries = Landen
console-word-former-slugs = Vroegere sleutels in het adres
console-word-former-codes = Vroegere codes
console-word-name-language = Taal van de naam
console-word-names = Andere namen
console-word-verified-by = Bevestigd door
console-verified-by-organisation = de organisatie
console-verified-by-secretariat = het secretariaat
console-word-merged = Leeft voort in een andere vermelding
console-word-point = Punt op de kaart
console-word-delivery = Hoe het gegeven wordt
console-given-in-person = persoonlijk
console-given-phone = per telefoon
console-given-online = online
console-listing-listed = In de openbare gids
console-listing-unlisted = Niet in de openbare gids
console-word-sample-data = Verzonnen voorbeeldgegevens
console-word-removed = Verwijderd
console-history-whole = Deze wijziging helemaal tonen

# Looks: the colour and the logo.
console-looks = Uiterlijk
console-looks-lead = Zo zien de openbare pagina’s eruit, en de lijst op andere sites.
console-color = Kleur
console-color-lead = Voor links en knoppen. Ze moet donker genoeg zijn om op wit te lezen; voor donkere schermen wordt ze lichter gemaakt.
console-color-usual = De gewone kleur nemen
console-logo = Logo
console-logo-lead = Het staat op elke pagina. Een PNG-, JPEG- of WebP-bestand van hoogstens 100 kB.
console-logo-now = Het logo zoals het nu is
console-logo-remove = Logo weghalen
console-logo-file = Bestand met het logo

# The services of a member, and more of its fields.
console-add-service = Een dienst toevoegen
console-field-external-id = Jullie eigen sleutel ervoor
console-field-listing = In de openbare gids of niet
console-field-region = Regio
console-field-point = Punt op de kaart (breedte, lengte)
console-field-accessibility = Toegang met een rolstoel en dergelijke
console-field-service = Dienst
console-field-location-id = Waar het gegeven wordt
console-field-free-of-charge = Gratis
console-field-audience = Voor wie
console-field-eligibility = Voorwaarden
console-field-access = Hoe je het krijgt
console-sessions = Sessies
console-session-begun = Aangemeld
console-session-end = Beëindigen
