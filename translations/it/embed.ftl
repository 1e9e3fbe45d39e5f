# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Guida delle organizzazioni
embed-search = Cerca per nome, città o servizio
embed-country = Paese
embed-service = Servizio
embed-language = Lingua
embed-city = Città
embed-membership-type = Tipo di membro
embed-all-country = Tutti i Paesi
embed-all-service = Tutti i servizi
embed-all-language = Tutte le lingue
embed-all-city = Tutte le città
embed-all-membership-type = Tutti i tipi
embed-clear = Azzera i filtri
embed-loading = Caricamento…
embed-found = { $count ->
    [one] { $count } organizzazione
   *[other] { $count } organizzazioni
}
embed-shown = { $shown } organizzazioni visualizzate su { $total }
embed-more = Mostra altre
embed-none = Nessuna organizzazione trovata
embed-none-hint = Prova con meno parole o con un’altra scelta.
embed-error = Non è stato possibile caricare l’elenco.
embed-wrong = Questo elenco non è configurato correttamente. Il motivo è indicato nella console del browser.
embed-offline = Non c’è connessione. L’elenco si caricherà appena torna la connessione.
embed-retry = Riprova
embed-whole = Apri la guida completa
embed-website = Sito web
embed-verified = Scheda verificata: { $date }
embed-credit = Fonte: guida di { $network }
embed-sample = Queste organizzazioni sono inventate: questa è una dimostrazione.
embed-submit = Cerca
embed-next = Pagina successiva
embed-first = Torna all’inizio
embed-frame-wrong = Questo elenco non è configurato correttamente.

## The page on which it is put together

configure-title = Mostra questa guida sul tuo sito
configure-lead = Scegli che cosa mostra l’elenco, copia le righe e incollale in una pagina. L’elenco si aggiorna da solo, non usa cookie e non traccia nessuno.
configure-shows = Contenuto
configure-near = Vicino a una città
configure-radius = Raggio, in chilometri
configure-looks = Aspetto
configure-language = Lingua dell’elenco
configure-language-page = Come la pagina
configure-view = Presentazione
configure-view-list = Schede
configure-view-compact = Righe brevi
configure-theme = Colori
configure-theme-page = Come la pagina
configure-theme-light = Chiari
configure-theme-dark = Scuri
configure-theme-system = Come impostato sul dispositivo
configure-limit = Organizzazioni per pagina
configure-heading = Livello di titolo dei nomi
configure-controls = Che cosa può usare chi visita la pagina
configure-search = Campo di ricerca
configure-update = Aggiorna
configure-copy-title = Copia e incolla
configure-element = Come parte della pagina (consigliato)
configure-element-hint = Usa i caratteri e i colori della tua pagina.
configure-frame = In un riquadro (iframe), dove gli script non sono ammessi
configure-frame-hint = Funziona senza JavaScript. La seconda riga, facoltativa, adatta l’altezza all’elenco.
configure-copy = Copia
configure-copied = Copiato
configure-wordpress-hint = In WordPress aggiungi il blocco «HTML personalizzato» e incollaci le righe. Dove gli script vengono rimossi, funziona il riquadro.
configure-policy = Se il tuo sito ha una politica di sicurezza dei contenuti (CSP), aggiungi:
configure-preview = Anteprima
