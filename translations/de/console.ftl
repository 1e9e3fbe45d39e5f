# The console of the staff.

console = Arbeitsbereich
console-today = Heute
console-members = Mitglieder
console-corrections = Korrekturen
console-team = Team
console-history = Verlauf
console-public-pages = Öffentliche Seiten
console-sign-in = Anmelden
console-sign-out = Abmelden
console-sign-in-lead = Sie melden sich mit einem Link an, der nur für Sie gilt. Fragen Sie die Administration Ihres Sekretariats danach.
console-link-opened = Dieser Link meldet Sie einmal auf diesem Gerät an. Wenn er nicht für Sie bestimmt war, schließen Sie diese Seite.
console-link-refused = Dieser Link funktioniert nicht: Er wurde schon benutzt oder ist älter als zwei Tage. Bitten Sie um einen neuen.
console-account = Mit dem Konto Ihrer Organisation anmelden
console-account-away = Die Anmeldung Ihrer Organisation antwortet gerade nicht. Versuchen Sie es später noch einmal oder bitten Sie eine Person mit Adminrechten um einen Link.
console-account-unfinished = Die Anmeldung wurde nicht abgeschlossen oder hat zu lange gedauert. Versuchen Sie es noch einmal.
console-account-unverified = Ihr Konto hat keine E-Mail-Adresse, oder niemand hat sie bestätigt. Fragen Sie, wer die Konten betreut, oder bitten Sie eine Person mit Adminrechten um einen Link.
console-account-unknown = Niemand in der Geschäftsstelle hat die Adresse { $email }. Bitten Sie eine Person mit Adminrechten, Sie damit einzuladen.
console-signed-in = Sie sind angemeldet
console-waiting-proposals = { $count ->
    [one] { $count } Korrektur wartet
   *[other] { $count } Korrekturen warten
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } Eintrag seit einem Jahr nicht bestätigt
   *[other] { $count } Einträge seit einem Jahr nicht bestätigt
}
console-waiting-duplicates = { $count ->
    [one] { $count } wahrscheinliche Dublette
   *[other] { $count } wahrscheinliche Dubletten
}
console-waiting-exposures = { $count ->
    [one] { $count } öffentlicher Text verrät Verborgenes
   *[other] { $count } öffentliche Texte verraten Verborgenes
}
console-waiting-imports = { $count ->
    [one] { $count } Import wartet
   *[other] { $count } Importe warten
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } Webhook steht still
   *[other] { $count } Webhooks stehen still
}
console-waiting-ending-keys = { $count ->
    [one] { $count } Schlüssel endet in den nächsten 30 Tagen
   *[other] { $count } Schlüssel enden in den nächsten 30 Tagen
}
console-find = Name, Kürzel oder Nummer
console-status = Status
console-status-applicant = Antrag gestellt
console-status-member = Mitglied
console-status-suspended = Ruhend
console-status-former = Ehemaliges Mitglied
console-status-withdrawn = Antrag zurückgezogen
console-any = Alle
console-yes = Ja
console-has-hidden = Hat einen verborgenen Ort
console-stale-since = Nicht bestätigt seit { $day }
console-take-away = Diesen Filter entfernen
console-new-member = Neues Mitglied
console-places = Orte
console-confirmed-on = Bestätigt
console-never = Nie
console-more = Weitere Mitglieder
console-earlier = Früheres
console-confirmed = Bestätigt am { $day }
console-never-confirmed = Nie bestätigt
console-confirm = Bestätigen, dass alles stimmt
console-hide = Sofort verbergen
console-entry = Eintrag
console-save = Speichern
console-details = Adresse und Kontakt
console-visibility-hidden = Verborgen
console-visibility-city = Nur der Ort
console-visibility-public = Öffentlich
console-visibility-hidden-lead = Niemand erfährt, dass es diesen Ort gibt.
console-visibility-city-lead = Fremde sehen den Ort, aber weder Straße noch Telefon.
console-visibility-public-lead = Alle sehen die Adresse, und die Karte zeigt sie.
console-membership = Mitgliedschaft
console-step = Schritt
console-step-admit = Aufnehmen
console-step-withdraw = Antrag zurückgezogen
console-step-suspend = Ruhen lassen
console-step-reinstate = Wieder einsetzen
console-step-end = Mitgliedschaft beenden
console-step-reapply = Neuer Antrag
console-reason = Grund
console-do-step = Schritt ausführen
console-strangers-see = Was Fremde sehen
console-public-page = Öffentliche Seite öffnen
console-not-public-merged = Nichts: Es lebt in einem anderen Eintrag weiter.
console-not-public-withdrawn = Nichts: Der Eintrag wurde zurückgezogen.
console-not-public-status = Nichts: Nur Mitglieder werden gezeigt.
console-not-public-unlisted = Nichts: Es steht nicht im öffentlichen Verzeichnis.
console-undo = Rückgängig machen
console-command-line = Das Programm selbst
console-action-create = hinzugefügt
console-action-update = geändert
console-action-withdraw = Eintrag zurückgezogen
console-action-restore = Eintrag wiederhergestellt
console-action-purge = endgültig gelöscht
console-action-hide = sofort verborgen
console-action-move = Mitgliedschaft geändert
console-action-verify = bestätigt
console-action-merge = zusammengeführt
console-action-revert = rückgängig gemacht
console-action-erase = personenbezogene Daten gelöscht
console-action-propose = Korrektur vorgeschlagen
console-action-accept = Korrektur angenommen
console-action-refuse = Korrektur abgelehnt
console-action-take-back = Korrektur zurückgenommen
console-action-revoke = Schlüssel widerrufen
console-action-rotate = Geheimnis gewechselt
console-action-pause = Webhook angehalten
console-action-resume = Webhook fortgesetzt
console-action-test = Webhook getestet
console-action-replay = Nachrichten erneut gesendet
console-action-read = als Ganzes gelesen
console-publish-question = Veröffentlichen?
console-publish-lead = Danach sehen Fremde mehr als vorher.
console-publish = Ja, veröffentlichen
console-do-not-publish = Nein, so lassen
console-position-question = Stimmt der Punkt?
console-position = Ja, dort ist es
console-not-position = Nein, nicht speichern
console-no-corrections = Es warten keine Korrekturen.
console-take = Übernehmen
console-was = War
console-proposed = Vorgeschlagen
console-now = Jetzt
console-accept = Markiertes annehmen
console-refuse = Ablehnen
console-invite = Jemanden einladen
console-role = Rolle
console-role-editor = Redaktion
console-role-admin = Administration
console-last-seen = Zuletzt da
console-actions = Aktionen
console-invited-until = Link offen bis { $day }
console-new-link = Neuer Link
console-end-sessions = Überall abmelden
console-remove = Entfernen
console-link = Link zum Anmelden
console-link-for = Schicken Sie diesen Link an { $name } und an niemanden sonst. Er wird nur jetzt gezeigt.
console-link-until = Er funktioniert einmal, bis { $day }.
console-other-languages = Andere Sprachen
console-add = Hinzufügen
console-candidates = Vielleicht ist es schon da:
console-not-a-duplicate = Es ist eine andere Organisation
# Import: spreadsheets that are handed over.
console-import = Import
console-import-lead = Wählen Sie eine Tabelle, oder ziehen Sie sie auf das Feld. Es ändert sich nichts, bevor Sie gesehen haben, was sich ändern würde.
console-import-files = Tabelle (Excel, LibreOffice oder CSV)
console-import-whole = Sie enthält alle Mitglieder: fehlende nennen
console-import-look = Ansehen
console-import-earlier = Frühere Importe
console-import-none = Hier wurde noch nichts importiert.
console-import-file = Datei
console-import-day = Tag
console-import-planning = Wird angesehen
console-import-interrupted = Unterbrochen
console-import-planned = Wartet auf den Import
console-import-failed = Noch nicht lesbar
console-import-applied = Importiert
console-import-undone = Zurückgenommen
console-import-forgotten = Nicht mehr aufbewahrt
console-import-wait = Diese Seite geht von selbst weiter.
console-import-again = Neu planen
console-import-undo = Zurücknehmen
console-import-forget = Diese Dateien vergessen
console-import-another = Andere Importe
console-import-columns = Wie die Spalten gelesen werden
console-import-columns-lead = Prüfen Sie, wie jede Spalte gelesen wird, vor allem, wer ihren Inhalt erfährt.
console-import-decides = Entscheidet, was öffentlich ist
console-import-public = Das wird öffentlich
console-import-private = Das sieht nur die Geschäftsstelle
console-import-unread = Wird nicht importiert
console-import-guess = Vermutung
console-import-strange = Nicht gelesen, weil niemand weiß, was darin steht: { $tables }
console-import-remembered = Eine Datei mit diesen Spalten wurde schon einmal importiert.
console-import-use = Lesen wie „{ $name }“
console-import-go-on = Mit diesen Spalten weiter
console-import-otherwise = Die Datei wird falsch gelesen?
console-import-include-hidden = Auch ausgeblendete Zeilen und Spalten importieren
console-import-header-row = Zeile mit den Namen der Spalten
console-import-encoding = Zeichenkodierung
console-import-look-again = Noch einmal ansehen
console-import-of-members = Mitglied
console-import-of-locations = Ort
console-import-of-services = Angebot
console-import-of-contacts = Kontaktperson
console-import-of-notes = Notiz
console-import-of-others = Weiteres
console-reading-undecided = Bitte entscheiden
console-reading-nothing = Wird nicht importiert
console-reading-private-if-yes = Ja: nicht veröffentlichen
console-reading-public-if-yes = Ja: alle dürfen es wissen
console-column-name = Name
console-column-acronym = Abkürzung
console-column-country = Land
console-column-website = Website
console-column-email = E-Mail
console-column-phones = Telefon
console-column-links = Links
console-column-identifiers = Kennungen
console-column-phone = Telefon
console-column-summary = Beschreibung
console-column-languages = Sprachen
console-column-founded-year = Gegründet
console-column-external-id = Ihr eigener Schlüssel
console-column-slug = Schlüssel in der Adresse
console-column-membership-type = Art der Mitgliedschaft
console-column-membership-status = Stand der Mitgliedschaft
console-column-joined-on = Mitglied seit
console-column-left-on = Ausgetreten am
console-column-listing = Im Verzeichnis oder nicht
console-column-kind = Art des Ortes
console-column-address = Straße und Hausnummer
console-column-postal-code = Postleitzahl
console-column-city = Stadt
console-column-region = Region
console-column-opening-hours = Öffnungszeiten
console-column-latitude = Geografische Breite
console-column-longitude = Geografische Länge
console-column-visibility = Was Fremde sehen
console-column-service = Angebot
console-column-description = Beschreibung
console-column-role = Rolle
console-column-text = Text
console-import-kind-refused = Probleme
console-import-kind-duplicate = Wahrscheinlich doppelt
console-import-kind-warning = Warnungen
console-import-kind-created = Neu
console-import-kind-changed = Geändert
console-import-kind-withdrawn = Zurückgezogen
console-import-kind-missing = Fehlen
console-import-kind-same = Unverändert
console-import-readings = Ist es so gemeint?
console-import-readings-lead = Einige Zellen sind nicht so geschrieben, wie das Verzeichnis sie braucht. Lassen Sie angekreuzt, was richtig gelesen ist.
console-import-accept = So lesen
console-import-nothing = nichts
console-import-cells = { $count ->
    [one] { $count } Zelle
   *[other] { $count } Zellen
}
console-import-others = { $count ->
    [one] und { $count } weitere
   *[other] und { $count } weitere
}
console-mend-country = Länder
console-mend-language = Sprachen
console-mend-website = Websites
console-mend-email = E-Mail-Adressen
console-mend-coordinate = Koordinaten
console-mend-swapped-point = Breite und Länge vertauscht
console-mend-date = Tage
console-mend-text = Verstümmelter Text
console-mend-placeholder = Wörter, die für nichts stehen
console-import-confirm-publication = Öffentlich würde mehr als jetzt
console-import-confirm-publication-lead = Ja, das veröffentlichen
console-import-confirm-positions = Punkte außerhalb ihres Landes
console-import-confirm-positions-lead = Ja, diese Punkte stimmen
console-import-allow-duplicates = Wahrscheinlich schon im Verzeichnis
console-import-allow-duplicates-lead = Das sind andere Organisationen: hinzufügen
console-import-skip-refused = Zeilen mit Problemen
console-import-skip-refused-lead = Weglassen und die anderen importieren
console-import-problems = Probleme
console-import-unread-columns = Nicht importiert: { $columns }
console-import-marked = Tabelle mit markierten Problemen herunterladen
console-import-remember = Merken, wie die Spalten gelesen werden, als
console-import-apply = { $count ->
    [one] { $count } Änderung importieren
   *[other] { $count } Änderungen importieren
}
console-import-apply-lead = Eine große Datei braucht einen Moment. Der Import lässt sich danach zurücknehmen.
console-import-nothing-to-do = So gibt es nichts zu importieren.
console-import-back = Zurück zum Plan
console-import-row = Zeile
console-import-what = Was
console-import-more = Mehr
console-done-imported = Importiert.
console-done-forgotten = Vergessen.

# Duplicates, and what goes out.
console-duplicates = Doppelte
console-duplicate-same-identifier = Dieselbe Kennung
console-duplicate-same-website = Dieselbe Website
console-duplicate-similar-name = Fast derselbe Name, dasselbe Land
console-duplicate-stays = Der Eintrag, der bleibt
console-duplicate-keep = Dieser
console-duplicate-lead = Was nur einer von beiden hat, bleibt erhalten: weitere Namen, Telefonnummern, Orte, Angebote und Personen. Der andere Schlüssel führt zum Eintrag, der bleibt.
console-duplicate-merge = Zusammenführen
console-duplicate-apart = Es sind zwei: nicht wieder fragen
console-duplicate-distinct = Auseinandergehalten
console-duplicate-again = Wieder fragen
console-done-merged = Zusammengeführt.
console-done-apart = Notiert: Es sind zwei.
console-action-tell-apart = von einem anderen Mitglied unterschieden
console-publish-screen = Veröffentlichen
console-digest = Rundbrief
console-digest-since = Von
console-digest-until = Bis
console-digest-show = Anzeigen
console-digest-text = Was sich geändert hat
console-digest-backwards = Der letzte Tag liegt vor dem ersten. Wählen Sie einen späteren.
console-copy-html = Für einen Rundbrief kopieren
console-copy-markdown = Als Markdown kopieren
console-partners = Mitglieder für eine Partnerorganisation
console-partners-lead = Was alle sehen dürfen, als Tabelle.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Arbeitstabelle
console-working-lead = Mitglieder, Orte und Angebote, mit allem, was verborgen ist. Bearbeiten Sie die Tabelle und importieren Sie sie wieder. Personen und Notizen stehen nicht darin. Behalten Sie sie für sich.
console-working-download = Herunterladen
console-embed = Die Liste auf Ihrer eigenen Website
console-embed-lines = Zeilen zum Einfügen in Ihre Seite
console-embed-more = Weitere Möglichkeiten

console-kind-office = Büro
console-kind-clinic = Praxis
console-kind-shelter = Unterkunft
console-kind-classroom = Unterrichtsraum
console-kind-other = Ort
console-field-name = Name
console-field-acronym = Kürzel
console-field-country = Land
console-field-website = Website
console-field-email = E-Mail
console-field-phones = Telefonnummern, eine pro Zeile
console-field-links = Links, einer pro Zeile, jeweils hinter seiner Art (facebook:https://…)
console-field-identifiers = Kennungen anderswo, eine pro Zeile (wikidata:Q42, vat:BE0403019261)
console-field-names = Andere Namen, einer pro Zeile, jeweils hinter seiner Sprache (fr:Maison Ouverte)
console-field-countries = Länder, für die es aus der Ferne angeboten wird (Kürzel, durch Kommas getrennt)
console-field-languages = Sprachen (Kürzel, durch Kommas getrennt)
console-field-founded-year = Gegründet
console-field-summary = Kurzbeschreibung
console-field-address = Straße und Nummer
console-field-postal-code = Postleitzahl
console-field-city = Ort
console-field-opening-hours = Öffnungszeiten (Mo-Fr 09:00-17:00)
console-field-place = Ort
console-done-saved = Gespeichert.
console-done-published = Veröffentlicht: Alle sehen es jetzt.
console-done-hidden = Verborgen: Fremde sehen nichts mehr davon.
console-done-city = Fremde sehen jetzt nur den Ort.
console-done-confirmed = Bestätigt.
console-done-moved = Die Mitgliedschaft wurde geändert.
console-done-undone = Rückgängig gemacht.
console-done-accepted = Angenommen.
console-done-refused = Abgelehnt.
console-done-changed = Geändert.
console-done-removed = Entfernt.
console-done-ended = Überall abgemeldet.
console-done-made = Hinzugefügt.
console-seen-once-saved = So sähe es nach dem Speichern aus.
console-two-versions = Zwei Fassungen
console-two-versions-lead = Jemand anderes hat diesen Eintrag geändert, während du daran gearbeitet hast. Wähle für jedes Feld, welche Fassung bleibt.
console-mine = Deine
console-theirs = Die andere
console-do-not-save = So lassen, wie es jetzt ist
console-is-withdrawn = Eintrag zurückgezogen
console-restore = Eintrag wiederherstellen
console-add-place = Ort hinzufügen
console-people = Personen
console-people-lead = Nur das Sekretariat sieht sie. Wer entfernt wird, bleibt im Verlauf; Löschen nimmt die Person auch dort heraus.
console-add-person = Person hinzufügen
console-notes = Notizen
console-notes-lead = Für Kolleginnen und Kollegen. Weder die Öffentlichkeit noch das Mitglied sieht sie.
console-add-note = Notiz hinzufügen
console-end-of-entry = Eintrag wegnehmen
console-withdraw-lead = Ein zurückgezogener Eintrag bleibt erhalten, und nur das Sekretariat sieht ihn. Er lässt sich wiederherstellen.
console-withdraw = Eintrag zurückziehen
console-purge = Endgültig entfernen
console-purge-lead = Alles über { $name } wird gelöscht: der Eintrag, seine Personen und Notizen und sein Verlauf. Es gibt keinen Weg zurück.
console-purge-name = Zum Fortfahren den Namen des Mitglieds eingeben
console-purge-other-name = Das ist nicht sein Name. Nichts wurde entfernt.
console-do-not-purge = Behalten
console-erase = Löschen …
console-erase-somebody = Jemanden löschen, der hier nicht steht
console-erase-title = Eine Person löschen
console-erase-lead = Gib an, wie die Person irgendwo im Register geschrieben sein kann. Du siehst alles, was gefunden wird, bevor etwas gelöscht wird.
console-known-names = Namen, einer pro Zeile
console-known-emails = E-Mail-Adressen, eine pro Zeile
console-known-phones = Telefonnummern der Person, eine pro Zeile
console-look = Anzeigen, was gefunden wird
console-nothing-found = Nichts nennt diese Person.
console-back = Zurück
console-found-lead = Das nennt die Person. Sag bei jedem Satz, ob er entfernt wird oder bleibt; was entfernt wird, verschwindet auch aus dem Verlauf.
console-found-contacts = Als Person bei einem Mitglied
console-found-fields = In Feldern für E-Mail oder Telefon
console-found-sentences = In Sätzen
console-found-copies = { $count ->
    [one] { $count } Kopie, die eine Weile aufbewahrt wird, wird auch gelöscht.
   *[other] { $count } Kopien, die eine Weile aufbewahrt werden, werden auch gelöscht.
}
console-take-out = Entfernen
console-keep = Behalten
console-erase-for-good = Endgültig löschen
console-do-not-erase = Nichts löschen
console-erased = Gelöscht
console-erased-entries = { $count ->
    [one] { $count } Eintrag wurde geändert.
   *[other] { $count } Einträge wurden geändert.
}
console-erased-lines = { $count ->
    [one] { $count } Zeile des Verlaufs wurde bereinigt.
   *[other] { $count } Zeilen des Verlaufs wurden bereinigt.
}
console-erased-texts = { $count ->
    [one] { $count } weiterer Text wurde geändert.
   *[other] { $count } weitere Texte wurden geändert.
}
console-kept = Behalten, wie du gesagt hast
console-holder-entry = Eintrag eines Mitglieds
console-holder-network = Profil des Netzwerks
console-holder-service-type = Art von Angebot
console-holder-membership-event = Schritt einer Mitgliedschaft
console-holder-proposal = Vorgeschlagene Korrektur
console-holder-api-key = Bezeichnung eines Schlüssels
console-holder-staff = Jemand vom Sekretariat
console-holder-webhook = Webhook
console-holder-audit-entry = Verlauf
console-holder-public-change = Öffentlicher Verlauf
console-holder-purged-member = Schlüssel eines entfernten Mitglieds
console-basis-consent = Die Person hat zugestimmt
console-basis-contract = Ein Vertrag erfordert es
console-basis-legal-obligation = Das Gesetz verlangt es
console-basis-legitimate-interest = Berechtigtes Interesse des Netzwerks
console-field-visibility = Was Fremde sehen
console-field-kind = Art des Ortes
console-field-role = Aufgabe dort
console-field-phone = Telefon
console-field-legal-basis = Warum wir das speichern dürfen
console-field-consented-on = Zugestimmt am
console-field-text = Notiz
console-done-withdrawn = Zurückgezogen: Nur das Sekretariat sieht ihn noch.
console-done-restored = Der Eintrag ist wieder da.
console-done-purged = Endgültig entfernt.
console-more-filters = Weitere Filter und Spalten
console-service = Angebot
console-not-confirmed-since = Nicht bestätigt seit
console-columns = Spalten
console-shown-languages = Sprachen
console-shown-services = Angebote
console-select = Ankreuzen
console-change-ticked = Angekreuzte ändern
console-change-all = { $count ->
    [one] Diesen ändern
   *[other] Alle { $count } ändern
}
console-bulk = Mehrere Mitglieder ändern
console-bulk-chosen = { $count ->
    [one] { $count } Mitglied ist angekreuzt.
   *[other] { $count } Mitglieder sind angekreuzt.
}
console-bulk-all = Alle Mitglieder, die dein Filter findet.
console-bulk-what = Was soll sich ändern?
console-bulk-verify = Als heute richtig bestätigen
console-bulk-move = Schritt der Mitgliedschaft
console-bulk-add-service = Angebot hinzufügen
console-bulk-remove-service = Angebot entfernen
console-bulk-add-language = Sprache hinzufügen (Code, etwa fr)
console-bulk-remove-language = Sprache entfernen (Code, etwa fr)
console-bulk-country = Land setzen
console-bulk-try = Anzeigen, was sich ändern würde
console-bulk-changed = { $count ->
    [one] { $count } Mitglied würde sich ändern
   *[other] { $count } Mitglieder würden sich ändern
}
console-bulk-unchanged = { $count ->
    [one] { $count } ist schon so
   *[other] { $count } sind schon so
}
console-bulk-refused = { $count ->
    [one] { $count } lässt diese Änderung nicht zu und bleibt, wie es ist:
   *[other] { $count } lassen diese Änderung nicht zu und bleiben, wie sie sind:
}
console-bulk-do = { $count ->
    [one] { $count } Mitglied ändern
   *[other] { $count } Mitglieder ändern
}
console-keys = Schlüssel
console-webhooks = Webhooks
console-role-partner = Partner
console-role-member = Mitglied, für den eigenen Eintrag
console-key = Schlüssel
console-key-made = Das ist der Schlüssel für { $name }. Er wird nur jetzt gezeigt: Gib ihn dem, der ihn braucht, und sonst niemandem.
console-key-active = Gültig
console-key-expired = Abgelaufen
console-key-revoked = Widerrufen
console-key-label = Wofür
console-key-end = Endet am
console-key-ends = Endet am (nach einem Jahr, wenn leer)
console-key-member = Für den Schlüssel eines Mitglieds: das Ende seiner Adresse, etwa open-huis-gent
console-rotate = Ersetzen
console-rotate-lead = Ein ersetzter Schlüssel gilt noch eine Woche, damit nichts stillsteht.
console-revoke = Widerrufen
console-new-key = Neuer Schlüssel
console-make-key = Schlüssel erstellen
console-webhook = Webhook
console-new-webhook = Neuer Webhook
console-no-webhooks = Noch wird niemand über Änderungen benachrichtigt.
console-webhook-active = Läuft
console-webhook-paused = Angehalten
console-webhook-disabled = Gestoppt: Die Gegenstelle gibt es nicht mehr
console-webhook-waiting = Wartend
console-webhook-failures = Fehlversuche
console-webhook-last = Zuletzt zugestellt
console-webhook-url = Adresse, die benachrichtigt wird
console-webhook-language = Sprache der Nachrichten
console-webhook-events = Worüber benachrichtigt wird (über alles, wenn nichts angekreuzt ist)
console-webhook-secret = Mit diesem Geheimnis werden die Nachrichten signiert. Es wird nur jetzt gezeigt: Gib es dem Empfänger.
console-secret = Geheimnis
console-webhook-test = Test senden
console-webhook-pause = Anhalten
console-webhook-resume = Fortsetzen
console-webhook-rotate = Neues Geheimnis
console-deliveries = Nachrichten
console-no-deliveries = Noch gab es nichts mitzuteilen.
console-delivery-what = Was geschah
console-delivery-when = Wann
console-delivery-answer = Letzte Antwort
console-delivery-pending = Wartet
console-delivery-delivered = Zugestellt
console-delivery-failed = Fehlgeschlagen
console-delivery-skipped = Nicht gesendet: trifft nicht mehr zu
console-send-again = Erneut senden
console-event-member-published = Ein Mitglied wurde veröffentlicht
console-event-member-changed = Ein Mitglied wurde geändert
console-event-member-withdrawn = Ein Mitglied wird nicht mehr gezeigt
console-event-proposal-filed = Eine Korrektur wurde vorgeschlagen
console-event-import-applied = Ein Import wurde übernommen
console-event-webhook-test = Ein Test
console-done-revoked = Widerrufen: Er öffnet nichts mehr.
console-done-sent = Unterwegs.
console-network = Netzwerk
console-profile = Profil
console-network-lead = Das lesen alle auf den öffentlichen Seiten.
console-code = Code
console-new-service = Neues Angebot
console-new-code = Code, der für immer bleibt, etwa healthcare/eyes
console-service-merge-title = Mit einem anderen Angebot zusammenführen
console-service-merge-lead = Was Mitglieder hier anbieten, steht dann dort. Der alte Code findet es weiterhin.
console-service-merge-into = Angebot, das bleibt
console-service-merge = Zusammenführen
console-field-short-name = Kurzname
console-field-description = Beschreibung
console-field-imprint = Impressum: wer für das Verzeichnis verantwortlich ist
console-field-labels = Name
console-field-search-words = Wörter, mit denen gesucht wird, eins pro Zeile
console-done-joined = Zusammengeführt.

# Exposures: public texts that tell what is hidden.
console-exposures = Verborgenes in öffentlichen Texten
console-exposures-lead = Fremde können das jetzt lesen. Ändern Sie den Text, verbergen Sie ihn sofort, oder sagen Sie, dass er bleiben darf.
console-exposure-tells-address = Verrät die Adresse von
console-exposure-tells-point = Verrät den Punkt auf der Karte von
console-exposure-tells-phone = Verrät die Telefonnummer von
console-exposure-tells-email = Verrät die E-Mail-Adresse von
console-exposure-tells-name = Verrät den Namen von
console-exposure-person = Eine Person beim Mitglied
console-exposure-mend = Text ändern
console-exposure-hide-place = Diesen Ort sofort verbergen
console-exposure-hide-entry = Ganzen Eintrag sofort verbergen
console-exposure-keep = Es darf bleiben
console-done-kept = Vermerkt: Es darf bleiben.

# Backup: the whole of the books to take away.
console-backup = Sicherung
console-backup-whole = Sicherung von allem
console-backup-lead = Eine Datei mit allem, was im Register steht. Wer das Programm betreibt, kann daraus alles wiederherstellen.
console-backup-download = Sicherung herunterladen
console-export-whole = Vollständiger Export
console-export-lead = Mitglieder, Orte, Angebote, Personen und Notizen als Tabelle; oder als NDJSON, auch mit dem Verlauf, für ein anderes System.
console-backup-secret = Diese Dateien enthalten jede geheime Adresse. Behalten Sie sie für sich, und verschlüsseln Sie sie, wo immer sie hingehen. Im Verlauf steht, wer wann eine geholt hat.

# History: what was done, in words.
console-no = Nein
console-whole-history = Der ganze Verlauf dieses Eintrags
console-undo-all = Alles davon rückgängig machen
console-history-subject = Worum es ging
console-history-action = Was getan wurde
console-history-nothing = Nichts dergleichen wurde getan.
console-history-others = { $count ->
    [one] und { $count } weiteres
   *[other] und { $count } weitere
}
console-subject-member = Mitglied
console-subject-proposal = Korrektur
console-subject-network = Profil des Netzwerks
console-subject-service-type = Art von Angebot
console-subject-staff = Person im Sekretariat
console-subject-api-key = Schlüssel
console-subject-webhook = Webhook
console-subject-mapping = Leseweise von Spalten
console-subject-registry = Das ganze Register
console-read-audit = Verlauf
console-read-export = Datei zum Mitnehmen
console-read-personal-data = was über eine Person gespeichert ist
console-word-label = Name des Ortes
console-word-countries = Länder
console-word-former-slugs = Frühere Schlüssel in der Adresse
console-word-former-codes = Frühere Codes
console-word-name-language = Sprache des Namens
console-word-names = Andere Namen
console-word-verified-by = Bestätigt durch
console-verified-by-organisation = die Organisation
console-verified-by-secretariat = das Sekretariat
console-word-merged = Lebt in einem anderen Eintrag weiter
console-word-point = Punkt auf der Karte
console-word-delivery = Wie es angeboten wird
console-given-in-person = persönlich
console-given-phone = am Telefon
console-given-online = online
console-listing-listed = Im öffentlichen Verzeichnis
console-listing-unlisted = Nicht im öffentlichen Verzeichnis
console-word-sample-data = Erfundene Beispieldaten
console-word-removed = Entfernt
console-history-whole = Diese Änderung ganz zeigen

# Looks: the colour and the logo.
console-looks = Aussehen
console-looks-lead = So sehen die öffentlichen Seiten aus, und die Liste auf anderen Websites.
console-color = Farbe
console-color-lead = Für Links und Schaltflächen. Sie muss dunkel genug sein, um auf Weiß lesbar zu sein; für dunkle Bildschirme wird sie aufgehellt.
console-color-usual = Übliche Farbe nehmen
console-logo = Logo
console-logo-lead = Es steht auf jeder Seite. Eine PNG-, JPEG- oder WebP-Datei mit höchstens 100 kB.
console-logo-now = Das Logo, wie es jetzt ist
console-logo-remove = Logo entfernen
console-logo-file = Datei mit dem Logo

# The services of a member, and more of its fields.
console-add-service = Angebot hinzufügen
console-field-external-id = Ihr eigener Schlüssel dafür
console-field-listing = Im öffentlichen Verzeichnis oder nicht
console-field-region = Region
console-field-point = Punkt auf der Karte (Breite, Länge)
console-field-accessibility = Zugang mit Rollstuhl und Ähnlichem
console-field-service = Angebot
console-field-location-id = Wo es das gibt
console-field-free-of-charge = Kostenlos
console-field-audience = Für wen
console-field-eligibility = Bedingungen
console-field-access = Wie man es bekommt
console-sessions = Anmeldungen
console-session-begun = Angemeldet
console-session-end = Beenden
