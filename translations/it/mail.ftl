mail-sign-in-subject = Il tuo accesso alla gestione: { $network }
mail-sign-in = Ciao { $name }, con questo link puoi accedere una volta sola, fino al { $day }. È soltanto per te.
mail-sign-in-button = Accedi
mail-personal-link-subject = La tua scheda nell’elenco: { $member }
mail-personal-link = Con questo link puoi vedere quello che tutti vedono di { $member } nel nostro elenco, confermarlo o chiedere una modifica. Non serve un account.
mail-reminder-subject = Questa scheda è ancora giusta? { $member }
mail-reminder = Chi cerca aiuto si affida al nostro elenco. Ti chiediamo un minuto per guardare la scheda di { $member }. Se è ancora giusta, bastano due clic.
mail-reminder-last = È stata confermata l’ultima volta il giorno { $day }.
mail-reminder-never = Nessuno l’ha ancora confermata.
mail-reminder-again = Te lo abbiamo già chiesto e non abbiamo ancora avuto risposta.
mail-own-button = Guarda la scheda
mail-link-until = Il link funziona fino al { $day }.
mail-forward = Se un’altra persona ne sa di più, inoltrale questo messaggio. Il link non mostra nulla che non sia pubblico, e nulla cambia prima che la segreteria l’abbia letto.
mail-confirmed-subject = Scheda confermata: { $member }
mail-confirmed = Con un link personale alla scheda di { $member } è stato confermato che è giusta. Non è cambiato altro.
mail-proposed-subject = Inviato alla segreteria: { $member }
mail-proposed = Con un link personale alla scheda di { $member } è stato scritto qualcosa alla segreteria. Nulla cambia prima che la segreteria l’abbia letto.
mail-not-you = Se non sei stata o stato tu, e nemmeno una persona che lavora con te, rispondi a questo messaggio.
mail-decided-subject = Risposta della segreteria: { $member }
mail-decided = { $status ->
    [accepted] La segreteria ha accettato la modifica proposta per { $member }.
    [partly_accepted] La segreteria ha accettato una parte di quello che è stato proposto per { $member }.
    [done] La segreteria si è occupata di quello che è stato scritto su { $member }. Grazie.
    [discarded] La segreteria ha letto quello che è stato scritto su { $member } e lascia la scheda com’è.
   *[refused] La segreteria non ha accettato la modifica proposta per { $member }.
}
mail-decided-reason = La segreteria scrive:
mail-more-public-subject = Altri dati della tua scheda sono pubblici: { $member }
mail-more-public = Ora tutti possono vedere di { $member } qualcosa che prima non era pubblico. Ti chiediamo di guardare che cosa viene mostrato.
mail-more-public-no = Se non lo vuoi, puoi dirlo sulla stessa pagina. La segreteria se ne occuperà.
mail-digest = Ecco le ultime novità dell’elenco, pronte per la tua newsletter.
mail-stop = Non mandarmi più promemoria e novità
mail-sent-by = Inviato da: { $network }

console-reports = Segnalazioni
console-reports-lead = Quello che visitatori e membri hanno scritto senza account. Chiunque può aver scritto qualsiasi cosa; non è cambiato nulla.
console-no-reports = Non ci sono segnalazioni aperte.
console-reports-of-members = Da membri, con link personali
console-reports-of-visitors = Da visitatori
console-reports-discard = { $count ->
    [one] Scarta { $count } segnalazione
   *[other] Scarta queste { $count } segnalazioni
}
console-report-mistake = Qualcuno segnala un errore
console-report-wish = Un membro chiede qualcosa
console-report-handover = Un membro indica un’altra persona
console-report-objection = Un membro non vuole che qualcosa sia pubblico
console-report-done = Gestita
console-report-discard = Scarta
console-personal-links = Link personali
console-links-of = Link personali: { $member }
console-link-made = Il link è pronto. Viene mostrato solo ora.
console-link-mailed = Viene anche inviato per e-mail.
console-links-lead = Per 30 giorni chi ha un link vede quello che vedono tutti, e può confermarlo o proporre una modifica.
console-make-link = Crea un link da copiare
console-mail-link = Invia un link: { $name }
console-made-on = Creato il
console-answered = Risposta
console-mails = Posta
console-mail-example = Organizzazione di esempio
console-mail-preview = Come appaiono i messaggi
console-no-mail = Da qui non parte posta: non è impostato un server di posta, o questa è la rete di esempio. I link si possono copiare.
console-reminders = A chi è stato chiesto
console-no-reminders = Al momento non c’è nessuno a cui chiedere.
console-were-asked = Già chiesto
console-to-be-asked = Da chiedere
console-more-reminders = Altri
console-asked = Chiesto
console-cannot-be-asked = non c’è nessuno a cui scrivere
console-never-answers = non risponde mai
console-mail-log = Che cosa è stato inviato
console-no-mails = Non è stato ancora inviato nulla.
console-mail-kind = Argomento
console-mail-kind-sign-in = Link per accedere
console-mail-kind-personal-link = Link personale
console-mail-kind-reminder = Promemoria
console-mail-kind-confirmed = Scheda confermata
console-mail-kind-proposed = Inviato alla segreteria
console-mail-kind-decided = Proposta decisa
console-mail-kind-more-public = Una parte più grande è pubblica
console-mail-kind-digest = Novità
console-mail-status-pending = in attesa
console-mail-status-sent = inviato
console-mail-status-refused = rifiutato
console-mail-status-failed = non riuscito
console-mail-status-skipped = non inviato
console-mail-stops = Indirizzi a cui non si invia nulla
console-mail-stop-refused = il server di posta non accetta nulla per questo indirizzo
console-mail-stop-declined = non vuole promemoria né novità
console-mail-again = Invia di nuovo
console-digest-lead = Le ultime modifiche dell’elenco, inviate a tutta la segreteria, pronte per la newsletter.
console-news-until = Al, senza questo giorno
console-digest-send = Invia
console-waiting-reports = { $count ->
    [one] { $count } segnalazione in attesa
   *[other] { $count } segnalazioni in attesa
}
console-waiting-answered = { $count ->
    [one] { $count } membro ha risposto con un link personale negli ultimi sette giorni
   *[other] { $count } membri hanno risposto con un link personale negli ultimi sette giorni
}
console-waiting-unanswered = { $count ->
    [one] { $count } membro non risponde mai
   *[other] { $count } membri non rispondono mai
}
console-confirmed-share = Di { $all } schede pubbliche, { $confirmed } sono state confermate nell’ultimo anno: { $percent } %.
