# The console of the staff.

console = Area di lavoro
console-today = Oggi
console-members = Membri
console-corrections = Correzioni
console-team = Gruppo di lavoro
console-history = Cronologia
console-public-pages = Pagine pubbliche
console-sign-in = Accedi
console-sign-out = Esci
console-sign-in-lead = Accedi con un link solo tuo. Chiedilo a chi amministra la tua segreteria.
console-link-opened = Questo link ti fa accedere una sola volta, su questo dispositivo. Se non era per te, chiudi questa pagina.
console-link-refused = Questo link non funziona: è già stato usato o ha più di due giorni. Chiedine un altro.
console-account = Accedi con l’account della tua organizzazione
console-account-away = L’accesso della tua organizzazione non risponde in questo momento. Riprova più tardi o chiedi un link a chi amministra.
console-account-unfinished = L’accesso non è stato completato o ha richiesto troppo tempo. Riprova.
console-account-unverified = Il tuo account non ha un indirizzo e-mail, o nessuno lo ha verificato. Chiedi a chi gestisce gli account, o chiedi un link a chi amministra.
console-account-unknown = Nessuno della segreteria ha l’indirizzo { $email }. Chiedi a chi amministra di invitarti con questo indirizzo.
console-signed-in = Accesso effettuato
console-waiting-proposals = { $count ->
    [one] { $count } correzione in attesa
   *[other] { $count } correzioni in attesa
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } scheda non confermata da un anno
   *[other] { $count } schede non confermate da un anno
}
console-waiting-duplicates = { $count ->
    [one] { $count } probabile doppione
   *[other] { $count } probabili doppioni
}
console-waiting-exposures = { $count ->
    [one] { $count } testo pubblico rivela qualcosa di nascosto
   *[other] { $count } testi pubblici rivelano qualcosa di nascosto
}
console-waiting-imports = { $count ->
    [one] { $count } importazione in attesa
   *[other] { $count } importazioni in attesa
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } webhook fermo
   *[other] { $count } webhook fermi
}
console-waiting-ending-keys = { $count ->
    [one] { $count } chiave scade entro 30 giorni
   *[other] { $count } chiavi scadono entro 30 giorni
}
console-find = Nome, sigla o codice
console-status = Stato
console-status-applicant = Candidatura
console-status-member = Membro
console-status-suspended = Sospeso
console-status-former = Ex membro
console-status-withdrawn = Candidatura ritirata
console-any = Tutti
console-yes = Sì
console-has-hidden = Ha un luogo nascosto
console-stale-since = Non confermato dal { $day }
console-take-away = Togli questo filtro
console-new-member = Nuovo membro
console-places = Luoghi
console-confirmed-on = Confermato
console-never = Mai
console-more = Altri membri
console-earlier = Precedenti
console-confirmed = Confermato in data { $day }
console-never-confirmed = Mai confermato
console-confirm = Conferma che è tutto giusto
console-hide = Nascondi subito
console-entry = Scheda
console-save = Salva
console-details = Indirizzo e contatti
console-visibility-hidden = Nascosto
console-visibility-city = Solo la città
console-visibility-public = Pubblico
console-visibility-hidden-lead = Nessuno viene a sapere che questo luogo esiste.
console-visibility-city-lead = Si vede la città, ma né via né telefono.
console-visibility-public-lead = Tutti vedono l’indirizzo, anche sulla mappa.
console-membership = Adesione
console-step = Passo
console-step-admit = Ammetti
console-step-withdraw = Candidatura ritirata
console-step-suspend = Sospendi
console-step-reinstate = Riammetti
console-step-end = Termina l’adesione
console-step-reapply = Nuova candidatura
console-reason = Motivo
console-do-step = Esegui questo passo
console-strangers-see = Che cosa vedono gli estranei
console-public-page = Apri la pagina pubblica
console-not-public-merged = Niente: continua in un’altra scheda.
console-not-public-withdrawn = Niente: la scheda è stata ritirata.
console-not-public-status = Niente: si mostrano solo i membri.
console-not-public-unlisted = Niente: resta fuori dall’elenco pubblico.
console-undo = Annulla
console-command-line = Il programma stesso
console-action-create = aggiunto
console-action-update = modificato
console-action-withdraw = scheda ritirata
console-action-restore = scheda ripristinata
console-action-purge = eliminato per sempre
console-action-hide = nascosto subito
console-action-move = adesione cambiata
console-action-verify = confermato
console-action-merge = unito
console-action-revert = annullato
console-action-erase = dati personali cancellati
console-action-propose = correzione proposta
console-action-accept = correzione accettata
console-action-refuse = correzione rifiutata
console-action-take-back = correzione ritirata
console-action-revoke = chiave revocata
console-action-rotate = segreto cambiato
console-action-pause = webhook in pausa
console-action-resume = webhook ripreso
console-action-test = webhook provato
console-action-replay = messaggi rinviati
console-action-read = letto per intero
console-publish-question = Pubblicare?
console-publish-lead = Dopo, chiunque vedrà più di prima.
console-publish = Sì, pubblica
console-do-not-publish = No, lascia com’è
console-position-question = Il punto è giusto?
console-position = Sì, è lì
console-not-position = No, non salvarlo
console-no-corrections = Nessuna correzione in attesa.
console-take = Prendi
console-was = Prima
console-proposed = Proposto
console-now = Ora
console-accept = Accetta ciò che è spuntato
console-refuse = Rifiuta
console-invite = Invita qualcuno
console-role = Ruolo
console-role-editor = Redazione
console-role-admin = Amministrazione
console-last-seen = Ultima visita
console-actions = Azioni
console-invited-until = Link aperto fino alla data { $day }
console-new-link = Nuovo link
console-end-sessions = Esci ovunque
console-remove = Rimuovi
console-link = Link per accedere
console-link-for = Manda questo link a { $name } e a nessun altro. Si vede solo adesso.
console-link-until = Funziona una volta sola; scadenza: { $day }.
console-other-languages = Altre lingue
console-add = Aggiungi
console-candidates = Forse c’è già:
console-not-a-duplicate = È un’altra organizzazione
# Import: spreadsheets that are handed over.
console-import = Importazione
console-import-lead = Scegli un foglio di calcolo o trascinalo nel campo. Niente cambia prima che tu abbia visto che cosa cambierebbe.
console-import-files = Foglio di calcolo (Excel, LibreOffice o CSV)
console-import-whole = Contiene tutti i membri: indica quelli che mancano
console-import-look = Esamina
console-import-earlier = Importazioni precedenti
console-import-none = Qui non è ancora stato importato nulla.
console-import-file = File
console-import-day = Giorno
console-import-planning = In esame
console-import-interrupted = Interrotta
console-import-planned = In attesa di essere importata
console-import-failed = Non ancora leggibile
console-import-applied = Importata
console-import-undone = Annullata
console-import-forgotten = Non più conservata
console-import-wait = Questa pagina prosegue da sola.
console-import-again = Rifai il piano
console-import-undo = Annulla l’importazione
console-import-forget = Dimentica questi file
console-import-another = Altre importazioni
console-import-columns = Come sono lette le colonne
console-import-columns-lead = Controlla come è letta ogni colonna, e soprattutto chi ne conoscerà il contenuto.
console-import-decides = Decide che cosa è pubblico
console-import-public = Questo sarà pubblico
console-import-private = Questo lo vede solo la segreteria
console-import-unread = Non importato
console-import-guess = Ipotesi
console-import-strange = Non letti, perché nessuno sa che cosa contengono: { $tables }
console-import-remembered = Un file con queste colonne è già stato importato.
console-import-use = Leggi come «{ $name }»
console-import-go-on = Continua con queste colonne
console-import-otherwise = Il file è letto male?
console-import-include-hidden = Importa anche le righe e le colonne nascoste
console-import-header-row = Riga con i nomi delle colonne
console-import-encoding = Codifica
console-import-look-again = Esamina di nuovo
console-import-of-members = Membro
console-import-of-locations = Luogo
console-import-of-services = Servizio
console-import-of-contacts = Referente
console-import-of-notes = Nota
console-import-of-others = Altri
console-reading-undecided = Da decidere
console-reading-nothing = Non importato
console-reading-private-if-yes = Sì: non pubblicare
console-reading-public-if-yes = Sì: chiunque può saperlo
console-column-name = Nome
console-column-acronym = Sigla
console-column-country = Paese
console-column-website = Sito web
console-column-email = E-mail
console-column-phones = Telefono
console-column-links = Link
console-column-identifiers = Identificatori
console-column-phone = Telefono
console-column-summary = Presentazione
console-column-languages = Lingue
console-column-founded-year = Anno di fondazione
console-column-external-id = Chiave vostra
console-column-slug = Chiave nell’indirizzo
console-column-membership-type = Tipo di adesione
console-column-membership-status = Stato dell’adesione
console-column-joined-on = Membro dal
console-column-left-on = Uscita il
console-column-listing = Nell’elenco o no
console-column-kind = Tipo di luogo
console-column-address = Via e numero
console-column-postal-code = Codice postale
console-column-city = Città
console-column-region = Regione
console-column-opening-hours = Orari di apertura
console-column-latitude = Latitudine
console-column-longitude = Longitudine
console-column-visibility = Che cosa vedono gli estranei
console-column-service = Servizio
console-column-description = Descrizione
console-column-role = Ruolo
console-column-text = Testo
console-import-kind-refused = Problemi
console-import-kind-duplicate = Probabili doppioni
console-import-kind-warning = Avvisi
console-import-kind-created = Nuovi
console-import-kind-changed = Modificati
console-import-kind-withdrawn = Ritirati
console-import-kind-missing = Mancanti
console-import-kind-same = Invariati
console-import-readings = È questo che si intende?
console-import-readings-lead = Alcune celle non sono scritte come serve all’elenco. Lascia spuntato ciò che è letto bene.
console-import-accept = Leggile così
console-import-nothing = niente
console-import-cells = { $count ->
    [one] { $count } cella
   *[other] { $count } celle
}
console-import-others = { $count ->
    [one] e { $count } altra
   *[other] e altre { $count }
}
console-mend-country = Paesi
console-mend-language = Lingue
console-mend-website = Siti web
console-mend-email = Indirizzi e-mail
console-mend-coordinate = Coordinate
console-mend-swapped-point = Latitudine e longitudine scambiate
console-mend-date = Date
console-mend-text = Testo illeggibile
console-mend-placeholder = Parole che stanno per niente
console-import-confirm-publication = Il pubblico vedrebbe più di adesso
console-import-confirm-publication-lead = Sì, pubblica questo
console-import-confirm-positions = Punti fuori dal loro paese
console-import-confirm-positions-lead = Sì, questi punti sono giusti
console-import-allow-duplicates = Probabilmente già nel registro
console-import-allow-duplicates-lead = Sono altre organizzazioni: aggiungile
console-import-skip-refused = Righe con problemi
console-import-skip-refused-lead = Lasciale fuori e importa le altre
console-import-problems = Problemi
console-import-unread-columns = Non importate: { $columns }
console-import-marked = Scarica il foglio con i problemi evidenziati
console-import-remember = Ricorda come sono lette le colonne, come
console-import-apply = { $count ->
    [one] Importa { $count } modifica
   *[other] Importa { $count } modifiche
}
console-import-apply-lead = Un file grande richiede un momento. Poi si può annullare.
console-import-nothing-to-do = Così com’è non c’è niente da importare.
console-import-back = Torna al piano
console-import-row = Riga
console-import-what = Che cosa
console-import-more = Altro
console-done-imported = Importato.
console-done-forgotten = Dimenticato.

# Duplicates, and what goes out.
console-duplicates = Doppioni
console-duplicate-same-identifier = Stesso identificatore
console-duplicate-same-website = Stesso sito web
console-duplicate-similar-name = Quasi lo stesso nome, stesso paese
console-duplicate-stays = La scheda che resta
console-duplicate-keep = Questa
console-duplicate-lead = Ciò che ha solo una delle due viene conservato: altri nomi, numeri di telefono, luoghi, servizi e persone. L’altra chiave porta alla scheda che resta.
console-duplicate-merge = Unisci le due
console-duplicate-apart = Sono due: non chiedere più
console-duplicate-distinct = Tenute distinte
console-duplicate-again = Chiedi di nuovo
console-done-merged = Unite.
console-done-apart = Annotato: sono due.
console-action-tell-apart = distinto da un altro membro
console-publish-screen = Pubblica
console-digest = Notiziario
console-digest-since = Dal
console-digest-until = Al
console-digest-show = Mostra
console-digest-text = Che cosa è cambiato
console-digest-backwards = L’ultimo giorno viene prima del primo. Scegline uno successivo.
console-copy-html = Copia per un notiziario
console-copy-markdown = Copia come Markdown
console-partners = Membri per un partner
console-partners-lead = Ciò che chiunque può vedere, come tabella.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Foglio di lavoro
console-working-lead = Membri, luoghi e servizi, con tutto ciò che è nascosto. Modificalo e importalo di nuovo. Persone e note non ci sono. Tienilo per voi.
console-working-download = Scarica
console-embed = L’elenco sul tuo sito
console-embed-lines = Righe da copiare nella tua pagina
console-embed-more = Altre scelte

console-kind-office = Ufficio
console-kind-clinic = Ambulatorio
console-kind-shelter = Alloggio
console-kind-classroom = Aula
console-kind-other = Luogo
console-field-name = Nome
console-field-acronym = Sigla
console-field-country = Paese
console-field-website = Sito web
console-field-email = E-mail
console-field-phones = Numeri di telefono, uno per riga
console-field-links = Link, uno per riga, ciascuno dopo il suo tipo (facebook:https://…)
console-field-identifiers = Identificatori altrove, uno per riga (wikidata:Q42, vat:BE0403019261)
console-field-names = Altri nomi, uno per riga, ciascuno dopo la sua lingua (fr:Maison Ouverte)
console-field-countries = Paesi serviti a distanza (codici, separati da virgole)
console-field-languages = Lingue (codici, separati da virgole)
console-field-founded-year = Anno di fondazione
console-field-summary = Descrizione breve
console-field-address = Via e numero
console-field-postal-code = Codice postale
console-field-city = Città
console-field-opening-hours = Orari (Mo-Fr 09:00-17:00)
console-field-place = Luogo
console-done-saved = Salvato.
console-done-published = Pubblicato: ora lo vedono tutti.
console-done-hidden = Nascosto: non se ne vede più nulla.
console-done-city = Ora si vede solo la città.
console-done-confirmed = Confermato.
console-done-moved = L’adesione è cambiata.
console-done-undone = Annullato.
console-done-accepted = Accettato.
console-done-refused = Rifiutato.
console-done-changed = Modificato.
console-done-removed = Rimosso.
console-done-ended = Sessioni chiuse.
console-done-made = Aggiunto.
console-seen-once-saved = Ecco come apparirebbe una volta salvato.
console-two-versions = Due versioni
console-two-versions-lead = Qualcun altro ha modificato questa scheda mentre ci lavoravi. Scegli per ogni campo quale versione tenere.
console-mine = La tua
console-theirs = L’altra
console-do-not-save = Lasciare tutto com’è adesso
console-is-withdrawn = Scheda ritirata
console-restore = Ripristinare la scheda
console-add-place = Aggiungere una sede
console-people = Persone
console-people-lead = Le vede solo la segreteria. Chi viene rimosso resta nella cronologia; la cancellazione lo toglie anche da lì.
console-add-person = Aggiungere una persona
console-notes = Note
console-notes-lead = Per i colleghi. Né il pubblico né il membro le vedono.
console-add-note = Aggiungere una nota
console-end-of-entry = Togliere la scheda
console-withdraw-lead = Una scheda ritirata si conserva e la vede solo la segreteria. Si può ripristinare.
console-withdraw = Ritirare la scheda
console-purge = Eliminare per sempre
console-purge-lead = Si cancella tutto ciò che riguarda { $name }: la scheda, le persone, le note e la cronologia. Non si torna indietro.
console-purge-name = Per continuare, scrivi il nome del membro
console-purge-other-name = Non è il suo nome. Non è stato eliminato nulla.
console-do-not-purge = Tenere
console-erase = Cancellare…
console-erase-somebody = Cancellare qualcuno che non è in questo elenco
console-erase-title = Cancellare una persona
console-erase-lead = Indica come la persona può comparire nel registro. Vedrai tutto ciò che viene trovato prima che si cancelli qualcosa.
console-known-names = Nomi, uno per riga
console-known-emails = Indirizzi e-mail, uno per riga
console-known-phones = Numeri di telefono della persona, uno per riga
console-look = Vedere che cosa si trova
console-nothing-found = Nulla menziona questa persona.
console-back = Indietro
console-found-lead = Questo menziona la persona. Di’ per ogni frase se va tolta o tenuta; ciò che si toglie sparisce anche dalla cronologia.
console-found-contacts = Come persona presso un membro
console-found-fields = Nei campi per e-mail o telefono
console-found-sentences = Nelle frasi
console-found-copies = { $count ->
    [one] Si cancella anche { $count } copia conservata per qualche tempo.
   *[other] Si cancellano anche { $count } copie conservate per qualche tempo.
}
console-take-out = Togliere
console-keep = Tenere
console-erase-for-good = Cancellare per sempre
console-do-not-erase = Non cancellare nulla
console-erased = Cancellato
console-erased-entries = { $count ->
    [one] { $count } scheda è stata modificata.
   *[other] { $count } schede sono state modificate.
}
console-erased-lines = { $count ->
    [one] { $count } riga della cronologia è stata ripulita.
   *[other] { $count } righe della cronologia sono state ripulite.
}
console-erased-texts = { $count ->
    [one] { $count } altro testo è stato modificato.
   *[other] { $count } altri testi sono stati modificati.
}
console-kept = Tenuto, come hai detto
console-holder-entry = Scheda di un membro
console-holder-network = Profilo della rete
console-holder-service-type = Tipo di servizio
console-holder-membership-event = Passo di un’adesione
console-holder-proposal = Correzione proposta
console-holder-api-key = Etichetta di una chiave
console-holder-staff = Qualcuno della segreteria
console-holder-webhook = Webhook
console-holder-audit-entry = Cronologia
console-holder-public-change = Cronologia pubblica
console-holder-purged-member = Chiave di un membro eliminato
console-basis-consent = La persona ha dato il consenso
console-basis-contract = Lo richiede un contratto
console-basis-legal-obligation = Lo richiede la legge
console-basis-legitimate-interest = Interesse legittimo della rete
console-field-visibility = Che cosa vedono gli estranei
console-field-kind = Tipo di sede
console-field-role = Che cosa fa lì
console-field-phone = Telefono
console-field-legal-basis = Perché possiamo conservarlo
console-field-consented-on = Consenso del
console-field-text = Nota
console-done-withdrawn = Ritirata: ora la vede solo la segreteria.
console-done-restored = La scheda è tornata.
console-done-purged = Eliminato per sempre.
console-more-filters = Altri filtri e colonne
console-service = Servizio
console-not-confirmed-since = Non confermato dal
console-columns = Colonne
console-shown-languages = Lingue
console-shown-services = Servizi
console-select = Spuntare
console-change-ticked = Modificare quelli spuntati
console-change-all = { $count ->
    [one] Modificare questo
   *[other] Modificare tutti e { $count }
}
console-bulk = Modificare più membri
console-bulk-chosen = { $count ->
    [one] { $count } membro è spuntato.
   *[other] { $count } membri sono spuntati.
}
console-bulk-all = Tutti i membri che il tuo filtro trova.
console-bulk-what = Che cosa deve cambiare?
console-bulk-verify = Confermare che oggi sono giuste
console-bulk-move = Fare un passo nell’adesione
console-bulk-add-service = Aggiungere un servizio
console-bulk-remove-service = Togliere un servizio
console-bulk-add-language = Aggiungere una lingua (il codice, come fr)
console-bulk-remove-language = Togliere una lingua (il codice, come fr)
console-bulk-country = Impostare il paese
console-bulk-try = Vedere che cosa cambierebbe
console-bulk-changed = { $count ->
    [one] Cambierebbe { $count } membro
   *[other] Cambierebbero { $count } membri
}
console-bulk-unchanged = { $count ->
    [one] { $count } è già così
   *[other] { $count } sono già così
}
console-bulk-refused = { $count ->
    [one] { $count } non può ricevere questa modifica e resta com’è:
   *[other] { $count } non possono ricevere questa modifica e restano come sono:
}
console-bulk-do = { $count ->
    [one] Modificare { $count } membro
   *[other] Modificare { $count } membri
}
console-keys = Chiavi
console-webhooks = Webhook
console-role-partner = Partner
console-role-member = Membro, per la propria scheda
console-key = Chiave
console-key-made = Questa è la chiave per { $name }. Si vede solo adesso: dalla a chi ne ha bisogno, e a nessun altro.
console-key-active = Valida
console-key-expired = Scaduta
console-key-revoked = Revocata
console-key-label = A che cosa serve
console-key-end = Finisce il
console-key-ends = Finisce il (dopo un anno se lasci vuoto)
console-key-member = Per la chiave di un membro: la fine del suo indirizzo, come open-huis-gent
console-rotate = Sostituire
console-rotate-lead = Una chiave sostituita vale ancora una settimana, così nulla si ferma.
console-revoke = Revocare
console-new-key = Nuova chiave
console-make-key = Creare la chiave
console-webhook = Webhook
console-new-webhook = Nuovo webhook
console-no-webhooks = Nessuno viene ancora avvisato delle modifiche.
console-webhook-active = Attivo
console-webhook-paused = In pausa
console-webhook-disabled = Fermato: il destinatario non esiste più
console-webhook-waiting = In attesa
console-webhook-failures = Tentativi falliti
console-webhook-last = Ultima consegna
console-webhook-url = Indirizzo da avvisare
console-webhook-language = Lingua dei messaggi
console-webhook-events = Di che cosa viene avvisato (di tutto, se non spunti nulla)
console-webhook-secret = Questo segreto firma i messaggi. Si vede solo adesso: dallo a chi li riceve.
console-secret = Segreto
console-webhook-test = Inviare una prova
console-webhook-pause = Mettere in pausa
console-webhook-resume = Riprendere
console-webhook-rotate = Nuovo segreto
console-deliveries = Messaggi
console-no-deliveries = Non c’era ancora nulla da comunicare.
console-delivery-what = Che cosa è successo
console-delivery-when = Quando
console-delivery-answer = Ultima risposta
console-delivery-pending = In attesa
console-delivery-delivered = Consegnato
console-delivery-failed = Fallito
console-delivery-skipped = Non inviato: non era più vero
console-send-again = Inviare di nuovo
console-event-member-published = Un membro è stato pubblicato
console-event-member-changed = Un membro è stato modificato
console-event-member-withdrawn = Un membro non è più mostrato
console-event-proposal-filed = È stata proposta una correzione
console-event-import-applied = È stata applicata un’importazione
console-event-webhook-test = Una prova
console-done-revoked = Revocata: non apre più nulla.
console-done-sent = In viaggio.
console-network = Rete
console-profile = Profilo
console-network-lead = Tutti lo leggono sulle pagine pubbliche.
console-code = Codice
console-new-service = Nuovo servizio
console-new-code = Codice, che resta per sempre, come healthcare/eyes
console-service-merge-title = Unire a un altro servizio
console-service-merge-lead = Ciò che i membri offrono qui sarà offerto là. Il vecchio codice lo trova ancora.
console-service-merge-into = Servizio che resta
console-service-merge = Unire
console-field-short-name = Nome breve
console-field-description = Descrizione
console-field-imprint = Note legali: chi risponde dell’elenco
console-field-labels = Nome
console-field-search-words = Parole con cui si cerca, una per riga
console-done-joined = Uniti.

# Exposures: public texts that tell what is hidden.
console-exposures = Cose nascoste nei testi pubblici
console-exposures-lead = Chiunque può leggerlo ora. Cambia il testo, nascondilo subito, oppure di’ che può restare.
console-exposure-tells-address = Rivela l’indirizzo di
console-exposure-tells-point = Rivela il punto sulla mappa di
console-exposure-tells-phone = Rivela il numero di telefono di
console-exposure-tells-email = Rivela l’indirizzo e-mail di
console-exposure-tells-name = Rivela il nome di
console-exposure-person = Una persona dell’organizzazione
console-exposure-mend = Cambia il testo
console-exposure-hide-place = Nascondi subito questo luogo
console-exposure-hide-entry = Nascondi subito tutta la scheda
console-exposure-keep = Può restare
console-done-kept = Annotato: può restare.

# Backup: the whole of the books to take away.
console-backup = Backup
console-backup-whole = Backup di tutto
console-backup-lead = Un file con tutto ciò che è nel registro, con cui chi gestisce il programma può ripristinare tutto.
console-backup-download = Scarica un backup
console-export-whole = Esportazione completa
console-export-lead = Membri, luoghi, servizi, persone e note in un foglio di calcolo; oppure in NDJSON, anche con la cronologia, per un altro sistema.
console-backup-secret = Questi file contengono ogni indirizzo segreto. Teneteli per voi, cifrati ovunque vadano. La cronologia dice chi ne ha preso uno e quando.

# History: what was done, in words.
console-no = No
console-whole-history = Tutta la cronologia di questa scheda
console-undo-all = Annulla tutto questo
console-history-subject = Di che cosa si tratta
console-history-action = Che cosa è stato fatto
console-history-nothing = Non è stato fatto nulla del genere.
console-history-others = { $count ->
    [one] e { $count } in più
   *[other] e altri { $count }
}
console-subject-member = Membro
console-subject-proposal = Correzione
console-subject-network = Profilo della rete
console-subject-service-type = Tipo di servizio
console-subject-staff = Persona della segreteria
console-subject-api-key = Chiave
console-subject-webhook = Webhook
console-subject-mapping = Modo di leggere le colonne
console-subject-registry = Tutto il registro
console-read-audit = cronologia
console-read-export = file da portare via
console-read-personal-data = ciò che si conserva su una persona
console-word-label = Nome del luogo
console-word-countries = Paesi
console-word-former-slugs = Chiavi precedenti nell’indirizzo
console-word-former-codes = Codici precedenti
console-word-name-language = Lingua del nome
console-word-names = Altri nomi
console-word-verified-by = Confermato da
console-verified-by-organisation = l’organizzazione
console-verified-by-secretariat = la segreteria
console-word-merged = Continua in un’altra scheda
console-word-point = Punto sulla mappa
console-word-delivery = Come viene offerto
console-given-in-person = di persona
console-given-phone = per telefono
console-given-online = online
console-listing-listed = Nell’elenco pubblico
console-listing-unlisted = Fuori dall’elenco pubblico
console-word-sample-data = Dati di esempio inventati
console-word-removed = Rimosso
console-history-whole = Mostra tutta questa modifica

# Looks: the colour and the logo.
console-looks = Aspetto
console-looks-lead = Così appaiono le pagine pubbliche, e l’elenco su altri siti.
console-color = Colore
console-color-lead = Per link e pulsanti. Deve essere abbastanza scuro da leggersi su bianco; per gli schermi scuri viene schiarito.
console-color-usual = Usa il colore abituale
console-logo = Logo
console-logo-lead = Compare su ogni pagina. Un file PNG, JPEG o WebP di 100 kB al massimo.
console-logo-now = Il logo attuale
console-logo-remove = Togli il logo
console-logo-file = File del logo

# The services of a member, and more of its fields.
console-add-service = Aggiungi un servizio
console-field-external-id = La vostra chiave
console-field-listing = Nell’elenco pubblico o no
console-field-region = Regione
console-field-point = Punto sulla mappa (latitudine, longitudine)
console-field-accessibility = Accesso con sedia a rotelle e simili
console-field-service = Servizio
console-field-location-id = Dove viene offerto
console-field-free-of-charge = Gratuito
console-field-audience = Per chi
console-field-eligibility = Condizioni
console-field-access = Come ottenerlo
console-sessions = Sessioni
console-session-begun = Accesso
console-session-end = Termina
