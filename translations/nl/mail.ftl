mail-sign-in-subject = Je toegang tot het beheer: { $network }
mail-sign-in = Dag { $name }, met deze link kun je één keer inloggen, tot { $day }. Hij is alleen voor jou.
mail-sign-in-button = Inloggen
mail-personal-link-subject = Je vermelding in de gids: { $member }
mail-personal-link = Met deze link zie je wat iedereen in onze gids van { $member } ziet. Je kunt het bevestigen of om een wijziging vragen. Een account heb je niet nodig.
mail-reminder-subject = Klopt deze vermelding nog? { $member }
mail-reminder = Mensen die hulp zoeken, vertrouwen op onze gids. Wil je even naar de vermelding van { $member } kijken? Als ze nog klopt, zijn twee klikken genoeg.
mail-reminder-last = Ze is voor het laatst bevestigd op { $day }.
mail-reminder-never = Tot nu toe heeft niemand ze bevestigd.
mail-reminder-again = We hebben het al eerder gevraagd en nog niets van je gehoord.
mail-own-button = Vermelding bekijken
mail-link-until = De link werkt tot { $day }.
mail-forward = Weet een collega het beter? Stuur deze mail dan door. De link toont niets dat niet openbaar is, en er verandert niets voordat het secretariaat het gelezen heeft.
mail-confirmed-subject = Vermelding bevestigd: { $member }
mail-confirmed = Met een persoonlijke link naar de vermelding van { $member } is bevestigd dat ze klopt. Verder is er niets veranderd.
mail-proposed-subject = Naar het secretariaat gestuurd: { $member }
mail-proposed = Met een persoonlijke link naar de vermelding van { $member } is er iets over aan het secretariaat geschreven. Er verandert niets voordat het secretariaat het gelezen heeft.
mail-not-you = Was jij het niet en ook geen collega? Antwoord dan op deze mail.
mail-decided-subject = Antwoord van het secretariaat: { $member }
mail-decided = { $status ->
    [accepted] Het secretariaat heeft de wijziging overgenomen die voor { $member } is voorgesteld.
    [partly_accepted] Het secretariaat heeft een deel overgenomen van wat voor { $member } is voorgesteld.
    [done] Het secretariaat heeft afgehandeld wat er over { $member } geschreven is. Dank je.
    [discarded] Het secretariaat heeft gelezen wat er over { $member } geschreven is, en laat de vermelding zoals ze is.
   *[refused] Het secretariaat heeft de wijziging niet overgenomen die voor { $member } is voorgesteld.
}
mail-decided-reason = Het secretariaat schrijft:
mail-more-public-subject = Meer van je vermelding is openbaar: { $member }
mail-more-public = Iedereen kan nu iets van { $member } zien dat eerst niet openbaar was. Wil je kijken wat er te zien is?
mail-more-public-no = Als je dat niet wilt, kun je dat op dezelfde pagina zeggen. Het secretariaat zorgt er dan voor.
mail-digest = Dit zijn de laatste wijzigingen in de gids, klaar voor je nieuwsbrief.
mail-stop = Stuur me geen herinneringen en geen nieuws meer
mail-sent-by = Verstuurd door: { $network }

console-reports = Meldingen
console-reports-lead = Wat bezoekers en leden zonder account geschreven hebben. Iedereen kan alles geschreven hebben; er is niets door veranderd.
console-no-reports = Er zijn geen open meldingen.
console-reports-of-members = Van leden, met persoonlijke links
console-reports-of-visitors = Van bezoekers
console-reports-discard = { $count ->
    [one] { $count } melding weggooien
   *[other] Deze { $count } meldingen weggooien
}
console-report-mistake = Een bezoeker meldt een fout
console-report-wish = Een lid vraagt iets
console-report-handover = Een lid noemt een collega
console-report-objection = Een lid wil iets niet openbaar
console-report-done = Afgehandeld
console-report-discard = Weggooien
console-personal-links = Persoonlijke links
console-links-of = Persoonlijke links: { $member }
console-link-made = De link is gemaakt. Hij wordt alleen nu getoond.
console-link-mailed = Hij wordt ook gemaild.
console-links-lead = Wie een link heeft, ziet 30 dagen lang wat iedereen ziet, en kan het bevestigen of een wijziging voorstellen.
console-make-link = Link maken om te kopiëren
console-mail-link = Link mailen: { $name }
console-made-on = Gemaakt op
console-answered = Geantwoord
console-mails = Mail
console-mail-example = Voorbeeldorganisatie
console-mail-preview = Zo zien de mails eruit
console-no-mail = Van hier gaat geen mail uit: er is geen mailserver ingesteld, of dit is het voorbeeldnetwerk. Links kun je kopiëren.
console-reminders = Wie gevraagd is
console-no-reminders = Op dit moment hoeft niemand gevraagd te worden.
console-were-asked = Gevraagd
console-to-be-asked = Nog te vragen
console-more-reminders = Meer
console-asked = Gevraagd
console-cannot-be-asked = niemand kan per mail gevraagd worden
console-never-answers = antwoordt nooit
console-mail-log = Wat gemaild is
console-no-mails = Er is nog niets gemaild.
console-mail-kind = Waarover
console-mail-kind-sign-in = Link om in te loggen
console-mail-kind-personal-link = Persoonlijke link
console-mail-kind-reminder = Herinnering
console-mail-kind-confirmed = Vermelding bevestigd
console-mail-kind-proposed = Naar het secretariaat gestuurd
console-mail-kind-decided = Voorstel beslist
console-mail-kind-more-public = Meer is openbaar
console-mail-kind-digest = Nieuws
console-mail-status-pending = wacht
console-mail-status-sent = verstuurd
console-mail-status-refused = geweigerd
console-mail-status-failed = mislukt
console-mail-status-skipped = niet verstuurd
console-mail-stops = Adressen waar niets naartoe gaat
console-mail-stop-refused = de mailserver neemt er niets voor aan
console-mail-stop-declined = wil geen herinneringen en nieuws
console-mail-again = Weer mailen
console-digest-lead = De laatste wijzigingen in de gids, gemaild naar iedereen van het secretariaat, klaar voor je nieuwsbrief.
console-news-until = Tot, zonder deze dag
console-digest-send = Versturen
console-waiting-reports = { $count ->
    [one] { $count } melding wacht
   *[other] { $count } meldingen wachten
}
console-waiting-answered = { $count ->
    [one] { $count } lid antwoordde de laatste zeven dagen met een persoonlijke link
   *[other] { $count } leden antwoordden de laatste zeven dagen met een persoonlijke link
}
console-waiting-unanswered = { $count ->
    [one] { $count } lid antwoordt nooit
   *[other] { $count } leden antwoorden nooit
}
console-confirmed-share = Van { $all } openbare vermeldingen zijn er { $confirmed } in het afgelopen jaar bevestigd: { $percent } %.
