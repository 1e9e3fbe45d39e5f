mail-sign-in-subject = Ihr Zugang zur Verwaltung: { $network }
mail-sign-in = Guten Tag { $name }, mit diesem Link können Sie sich einmal anmelden, bis zum { $day }. Er ist nur für Sie.
mail-sign-in-button = Anmelden
mail-personal-link-subject = Ihr Eintrag im Verzeichnis: { $member }
mail-personal-link = Mit diesem Link sehen Sie, was alle im Verzeichnis von { $member } sehen. Sie können es bestätigen oder um eine Änderung bitten. Ein Konto brauchen Sie nicht.
mail-reminder-subject = Stimmt dieser Eintrag noch? { $member }
mail-reminder = Menschen, die Hilfe suchen, verlassen sich auf unser Verzeichnis. Bitte sehen Sie sich kurz den Eintrag von { $member } an. Wenn er noch stimmt, genügen zwei Klicks.
mail-reminder-last = Zuletzt bestätigt wurde er am { $day }.
mail-reminder-never = Bisher hat ihn niemand bestätigt.
mail-reminder-again = Wir haben schon einmal gefragt und noch nichts von Ihnen gehört.
mail-own-button = Eintrag ansehen
mail-link-until = Der Link gilt bis zum { $day }.
mail-forward = Wenn jemand anderes besser Bescheid weiß, leiten Sie diese E-Mail weiter. Der Link zeigt nichts, was nicht öffentlich ist, und nichts ändert sich, bevor das Sekretariat es gelesen hat.
mail-confirmed-subject = Eintrag bestätigt: { $member }
mail-confirmed = Über einen persönlichen Link zum Eintrag von { $member } wurde bestätigt, dass er stimmt. Sonst hat sich nichts geändert.
mail-proposed-subject = An das Sekretariat geschickt: { $member }
mail-proposed = Über einen persönlichen Link zum Eintrag von { $member } wurde dem Sekretariat dazu etwas geschrieben. Nichts ändert sich, bevor das Sekretariat es gelesen hat.
mail-not-you = Wenn das weder Sie noch jemand aus Ihrer Organisation war, antworten Sie bitte auf diese E-Mail.
mail-decided-subject = Antwort des Sekretariats: { $member }
mail-decided = { $status ->
    [accepted] Das Sekretariat hat die Änderung übernommen, die für { $member } vorgeschlagen wurde.
    [partly_accepted] Das Sekretariat hat einen Teil dessen übernommen, was für { $member } vorgeschlagen wurde.
    [done] Das Sekretariat hat sich um das gekümmert, was zu { $member } geschrieben wurde. Vielen Dank.
    [discarded] Das Sekretariat hat gelesen, was zu { $member } geschrieben wurde, und lässt den Eintrag, wie er ist.
   *[refused] Das Sekretariat hat die Änderung nicht übernommen, die für { $member } vorgeschlagen wurde.
}
mail-decided-reason = Das Sekretariat schreibt dazu:
mail-more-public-subject = Mehr von Ihrem Eintrag ist öffentlich: { $member }
mail-more-public = Von { $member } können jetzt alle etwas sehen, das vorher nicht öffentlich war. Bitte sehen Sie sich an, was gezeigt wird.
mail-more-public-no = Wenn Sie das nicht möchten, können Sie es auf derselben Seite sagen. Das Sekretariat kümmert sich dann darum.
mail-digest = Das sind die neuesten Änderungen im Verzeichnis, fertig für Ihren Newsletter.
mail-stop = Keine Erinnerungen und Neuigkeiten mehr schicken
mail-sent-by = Gesendet von: { $network }

console-reports = Meldungen
console-reports-lead = Was Besucherinnen, Besucher und Mitglieder ohne Konto geschrieben haben. Alle können alles geschrieben haben; geändert wurde dadurch nichts.
console-no-reports = Es gibt keine offenen Meldungen.
console-reports-of-members = Von Mitgliedern, über persönliche Links
console-reports-of-visitors = Von Besucherinnen und Besuchern
console-reports-discard = { $count ->
    [one] { $count } Meldung verwerfen
   *[other] Diese { $count } Meldungen verwerfen
}
console-report-mistake = Jemand meldet einen Fehler
console-report-wish = Ein Mitglied bittet um etwas
console-report-handover = Ein Mitglied nennt eine andere Person
console-report-objection = Ein Mitglied möchte etwas nicht öffentlich haben
console-report-done = Erledigt
console-report-discard = Verwerfen
console-personal-links = Persönliche Links
console-links-of = Persönliche Links: { $member }
console-link-made = Der Link ist da. Er wird nur jetzt gezeigt.
console-link-mailed = Er wird auch per E-Mail geschickt.
console-links-lead = Wer einen Link hat, sieht 30 Tage lang, was alle sehen, und kann es bestätigen oder eine Änderung vorschlagen.
console-make-link = Link zum Kopieren erstellen
console-mail-link = Link per E-Mail schicken: { $name }
console-made-on = Erstellt am
console-answered = Geantwortet
console-mails = E-Mail
console-mail-example = Beispielorganisation
console-mail-preview = So sehen die E-Mails aus
console-no-mail = Von hier gehen keine E-Mails aus: Es ist kein Mailserver eingestellt, oder dies ist das Beispielnetzwerk. Links lassen sich kopieren.
console-reminders = Wer gefragt wurde
console-no-reminders = Zurzeit muss niemand gefragt werden.
console-were-asked = Gefragt
console-to-be-asked = Noch zu fragen
console-more-reminders = Weitere
console-asked = Gefragt
console-cannot-be-asked = niemand kann per E-Mail gefragt werden
console-never-answers = antwortet nie
console-mail-log = Was geschickt wurde
console-no-mails = Bisher wurde nichts geschickt.
console-mail-kind = Worum es geht
console-mail-kind-sign-in = Link zum Anmelden
console-mail-kind-personal-link = Persönlicher Link
console-mail-kind-reminder = Erinnerung
console-mail-kind-confirmed = Eintrag bestätigt
console-mail-kind-proposed = An das Sekretariat geschickt
console-mail-kind-decided = Vorschlag entschieden
console-mail-kind-more-public = Mehr ist öffentlich
console-mail-kind-digest = Neuigkeiten
console-mail-status-pending = wartet
console-mail-status-sent = geschickt
console-mail-status-refused = abgelehnt
console-mail-status-failed = gescheitert
console-mail-status-skipped = nicht geschickt
console-mail-stops = Adressen, an die nichts geschickt wird
console-mail-stop-refused = der Mailserver nimmt nichts dafür an
console-mail-stop-declined = möchte keine Erinnerungen und Neuigkeiten
console-mail-again = Wieder schicken
console-digest-lead = Die neuesten Änderungen im Verzeichnis, an alle im Sekretariat geschickt, fertig für Ihren Newsletter.
console-news-until = Bis, ohne diesen Tag
console-digest-send = Senden
console-waiting-reports = { $count ->
    [one] { $count } Meldung wartet
   *[other] { $count } Meldungen warten
}
console-waiting-answered = { $count ->
    [one] { $count } Mitglied hat in den letzten sieben Tagen über einen persönlichen Link geantwortet
   *[other] { $count } Mitglieder haben in den letzten sieben Tagen über einen persönlichen Link geantwortet
}
console-waiting-unanswered = { $count ->
    [one] { $count } Mitglied antwortet nie
   *[other] { $count } Mitglieder antworten nie
}
console-confirmed-share = Von { $all } öffentlichen Einträgen wurden { $confirmed } im letzten Jahr bestätigt: { $percent } %.
