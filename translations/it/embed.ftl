# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Elenco delle organizzazioni
embed-search = Cerca per nome, città o servizio
embed-country = Paese
embed-service = Servizio
embed-language = Lingua
embed-city = Città
embed-membership-type = Adesione
embed-all-country = Tutti i paesi
embed-all-service = Tutti i servizi
embed-all-language = Tutte le lingue
embed-all-city = Tutte le città
embed-all-membership-type = Tutte
embed-clear = Azzera i filtri
embed-loading = Caricamento…
embed-found = { $count ->
    [one] { $count } organizzazione
   *[other] { $count } organizzazioni
}
embed-shown = { $shown } organizzazioni visualizzate su { $total }
embed-more = Mostra altre
embed-none = Nessuna organizzazione trovata
embed-none-hint = Possono aiutare meno parole o un’altra scelta.
embed-error = Non è stato possibile caricare l’elenco.
embed-wrong = Questo elenco non è configurato correttamente. Il motivo è indicato nella console del browser.
embed-offline = Non c’è connessione. L’elenco si caricherà appena torna.
embed-retry = Riprova
embed-whole = Apri l’elenco completo
embed-website = Sito web
embed-verified = Confermato il { $date }
embed-credit = Dall’elenco di { $network }
embed-sample = Queste organizzazioni sono inventate: l’elenco è in prova.
