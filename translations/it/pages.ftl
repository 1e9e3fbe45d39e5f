# Le pagine della guida.

## La cornice di ogni pagina

skip-to-content = Vai al contenuto
sample-data = Dati di esempio: le organizzazioni mostrate qui sono inventate.
member-directory = Guida dei membri
unnamed-network = Rete dei membri
page-language = Lingua
network-website = Sito della rete
town-source = Nomi delle città:
privacy = Questo sito non usa cookie, non salva nulla sul tuo dispositivo e non carica nulla da altri siti.
for-developers = Per lo sviluppo: l’API (in inglese)
feed = Novità della guida (feed Atom)
guides = Manuali
guide-contact = Ti serve una chiave API o hai una domanda? Scrivi a { $network }.

## Cercare

find-help = Trova un’organizzazione che può aiutarti
find-help-lead = Cerca per servizi offerti, luogo e lingue parlate sul posto.
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
service = Servizio
country = Paese
city = Città
language = Lingua parlata
membership = Tipo di membro
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
condition-near = la distanza
condition-map = la parte della mappa
nearest-is = Mostra la più vicina, a { $distance }
show-all = Mostra tutte le organizzazioni

## La pagina di un membro

breadcrumbs = Ti trovi qui
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
opening-hours = Orari
accessibility = Accessibilità
contact = Contatti
about = Informazioni sull’organizzazione
founded = Anno di fondazione
member-since = Membro da
last-changed = Ultimo aggiornamento
report-mistake = C’è qualcosa di sbagliato? Segnala un errore
mistake-subject = Errore nella guida: { $name }

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
