# Le pagine della guida.

## La cornice di ogni pagina

skip-to-content = Vai al contenuto
sample-data = Dati di esempio: le organizzazioni mostrate qui sono inventate.
member-directory = Guida dei membri
unnamed-network = Rete dei membri
page-language = Lingua
quick-exit = Esci
quick-exit-hint = Apre subito un altro sito. Premere tre volte Esc ha lo stesso effetto.
network-website = Sito della rete
town-source = Nomi delle città:
privacy = Questo sito non usa cookie, non salva nulla sul tuo dispositivo e non carica nulla da altri siti.
for-developers = Per lo sviluppo: l’API (in inglese)
feed = Novità della guida (feed Atom)
about-title = Informazioni su questa guida
about-lead = Questa guida mostra le organizzazioni che fanno parte di { $network }: che cosa offrono, dove e in quali lingue.
about-entries = Le schede
about-entries-words = Vengono dalle organizzazioni e dalla segreteria della rete. Ognuna dice quando e da chi è stata verificata l’ultima volta.
about-privacy = La tua privacy
about-position = Se usi la tua posizione, viene inviata solo a questa guida, arrotondata a circa un chilometro, e non viene conservata.
about-sources = Dati di altri
source-towns = nomi e posizioni delle città
source-map = i contorni dei paesi sulla mappa
source-names = nomi di paesi e lingue
source-time = l’ora di ogni luogo
about-contact = Domande? Scrivi a
accessibility-title = Dichiarazione di accessibilità
accessibility-lead = Queste pagine sono fatte perché tutte le persone possano usarle: con la tastiera, con un lettore di schermo, con caratteri grandi, su uno schermo piccolo e senza JavaScript. Ogni versione viene verificata automaticamente secondo le WCAG 2.2, livello AA. Nessun ente esterno le ha esaminate.
accessibility-limits = Limiti noti
accessibility-limits-words = La mappa è un disegno; una tabella sotto dice le stesse cose. Quello che le organizzazioni scrivono di sé può essere difficile da leggere o non essere nella tua lingua. I manuali per chi sviluppa sono in inglese.
imprint-title = Note legali
guides = Manuali
guide-contact = Ti serve una chiave API o hai una domanda? Scrivi a { $network }.

## Cercare

find-help = Trova un’organizzazione che può aiutarti
find-help-lead = Cerca per servizi offerti, luogo e lingue parlate sul posto.
needs = Di che cosa hai bisogno?
directory-description = { $network }: { $count } organizzazioni, con i loro servizi, luoghi e lingue.
what-you-look-for = Che cosa cerchi?
what-example = alloggio, medico, un nome…
near-a-city = Vicino a quale città?
near-example = per esempio { $city }
near-me = Usa la mia posizione
near-waiting = Ricerca della tua posizione…
near-failed = La tua posizione non è stata trovata. Scrivi una città.
near-refused = Il browser non ha condiviso la tua posizione. Scrivi una città.
offline = Nessuna connessione. Ciò che vedi è stato caricato prima. La ricerca funzionerà di nuovo quando sarai online.
within = Entro
search = Cerca
filters = Filtri
show-results = Mostra { $count }
service = Servizio
country = Paese
city = Città
language = Lingua parlata
membership = Tipo di membro
open-now = Aperto ora
show-more = { $count ->
    [one] Mostra ancora { $count }
   *[other] Mostra ancora { $count }
}
view = Vista
view-list = Elenco
view-map = Mappa
chosen = La tua selezione
remove = Rimuovi
remove-all = Rimuovi tutto
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }, il servizio più vicino
chip-left-out = «{ $text }»: { $label }, tralasciato perché nessuno soddisfa tutto
chip-near = { $place }: entro { $km } km
this-point = questo punto
chip-map = Parte della mappa
chip-since = Aggiornamenti dal giorno: { $date }

## Che cosa è stato trovato

members-found = { $count ->
    [one] { $count } organizzazione
   *[other] { $count } organizzazioni
}
order = Ordina per
sort-relevance = pertinenza
sort-distance = distanza
sort-name = nome
sort-updated = ultimo aggiornamento
sort-joined = membri più recenti
distance = { $km } km
less-than-a-kilometre = meno di 1 km
distance-up-to = a { $km } km al massimo
more-cities = { $count ->
    [one] e un’altra città
   *[other] e altre { $count } città
}
services = Servizi
languages = Lingue
verified-on = { $by ->
    [organisation] Scheda verificata dall’organizzazione: { $date }
    [secretariat] Scheda verificata dalla segreteria della rete: { $date }
   *[unknown] Scheda verificata: { $date }
}
not-verified = Scheda non ancora verificata
verified-long-ago = È passato molto tempo: chiedi prima di andarci.
paging = Pagine
shown-of = { $from }–{ $to } di { $total }
first-page = Torna all’inizio
next-page = Pagina successiva
same-for-programs = Scarica questi dati:

## Non è stato trovato nulla

nothing-found = Nessuna organizzazione corrisponde a tutte le tue scelte.
did-you-mean = Intendevi:
try-without = Rimuovi un filtro:
relaxed = { $count ->
    [one] Senza { $condition }: { $count } organizzazione
   *[other] Senza { $condition }: { $count } organizzazioni
}
condition-text = le parole cercate
condition-service = il servizio
condition-country = il Paese
condition-city = la città
condition-language = la lingua
condition-membership = il tipo di membro
condition-open = gli orari di apertura
condition-near = la distanza
condition-map = la parte della mappa
nearest-is = Mostra la più vicina, a { $distance }
show-all = Mostra tutte le organizzazioni

## La pagina di un membro

breadcrumbs = Ti trovi qui
back-to-results = Torna ai risultati
no-services = Non sono indicati servizi.
offer-fact = { $name ->
    [audience] Per chi
    [eligibility] Condizioni
   *[access] Come chiedere aiuto
}
free-of-charge = Gratuito
not-free = Può essere a pagamento
delivery = Come viene offerto
delivery-way = { $way ->
    [in_person] di persona
    [phone] per telefono
   *[online] online
}
given-at = Dove
serves-countries = Per persone in questi Paesi
places = Luoghi
no-places = Questa organizzazione non ha un indirizzo pubblico. Contattala per telefono o e-mail.
place-kind = { $kind ->
    [office] Ufficio
    [clinic] Ambulatorio
    [shelter] Centro di accoglienza
    [classroom] Aula
   *[other] Luogo
}
approximate-place = È indicata solo la città. Contatta l’organizzazione prima di andarci.
phone = Telefono
email = E-mail
website = Sito web
link-kind-donation = Donazioni
link-kind-volunteering = Volontariato
link-kind-newsletter = Newsletter
link-kind-other = Altra pagina
vat-number = Partita IVA
opening-hours = Orari
accessibility = Accessibilità
contact = Contatti
call = Chiama
directions = Indicazioni
share = Condividi
share-copied = Link copiato
add-contact = Aggiungi ai contatti
on-a-phone = Questa pagina sul telefono
about = Informazioni sull’organizzazione
founded = Anno di fondazione
member-since = Membro da
last-changed = Ultimo aggiornamento
report-mistake = C’è qualcosa di sbagliato? Segnala un errore

## Orari

every-day = tutti i giorni
day-and-night = 24 ore su 24
closed = chiuso
public-holidays = giorni festivi
from-to-days = da { $from } a { $to }
from-to-hours = { $from }–{ $to }
open-from = dalle { $time }

## Errori

gone = Questa organizzazione non è più nella guida
gone-words = La sua scheda è stata tolta dalla guida. Forse un’altra organizzazione può aiutarti.
no-member = Questa organizzazione non è nella guida
no-member-words = Controlla che nel link non ci siano errori di battitura o cerca il nome nella guida.
no-page = Questa pagina non esiste
no-page-words = Controlla che nel link non ci siano errori di battitura. Forse la pagina è stata spostata.
place-unclear = Quale luogo intendi?
place-unknown = Non conosciamo nessuna città con questo nome.
place-ambiguous = Ci sono più città con questo nome.
place-without-point = Gli indirizzi esatti in questa città non sono pubblici, quindi non si possono mostrare le distanze. Scegli la città nei filtri.
search-without-place = Cerca senza luogo
wrong-address = Questo link non funziona
wrong-address-words = Una parte di questo link è sbagliata. Dettagli (in inglese):
unavailable = Non disponibile al momento
unavailable-words = La guida non può rispondere in questo momento. Riprova tra poco.
failed = Qualcosa non ha funzionato da parte nostra
failed-words = Non dipende da te. Riprova.
try-again = Riprova
to-the-directory = Vai alla guida

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Novità
news-since = Dal
news-until = al
news-show = Mostra

# The page on which a list of names is matched
match-title = Confrontare un elenco
match-lead = Quali nomi di un elenco sono di membri? Incolla i nomi o scegli un file; ottieni i membri con i loro identificativi, in tabella, CSV o Excel.
match-names = Nomi
match-names-hint = Un nome per riga, { $count } al massimo. Oppure una tabella con intestazione da un foglio di calcolo: colonne come «nome», «paese», «città», «sito web» aiutano a distinguere le organizzazioni.
match-file = Oppure un file
match-file-hint = CSV, testo, Excel (.xlsx) o OpenDocument (.ods), 2 MB al massimo; viene letto il primo foglio.
match-submit = Confronta
match-csv = In CSV
match-xlsx = In Excel
match-privacy = Il tuo elenco viene confrontato e dimenticato: non ne resta nulla.
match-outcome = Il risultato
match-name = Nome nell’elenco
match-result = Risultato
match-member = Membro
match-identifier = Identificativo
match-yes = Membro
match-maybe = Forse
match-no = Nessun membro trovato
match-empty = Nell’elenco non c’è alcun nome. Incolla dei nomi o scegli un file che ne contiene.
match-too-long = L’elenco ha più di { $count } nomi. Dividilo.
match-unreadable = Questo file non può essere letto. Salvalo come CSV (UTF-8) o .xlsx, senza password, e riprova.
