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
console-visibility = Wat vreemden zien
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
console-moved-on = Iemand anders heeft deze vermelding gewijzigd sinds je ze opende. Waar de jouwe afwijkt, staat er nu dit; sla nog eens op om de jouwe te houden.
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
