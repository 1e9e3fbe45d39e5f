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
