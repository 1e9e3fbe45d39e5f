# Les pages de l’annuaire.

## Le cadre de chaque page

skip-to-content = Aller au contenu
sample-data = Données d’exemple : les organisations présentées ici sont inventées.
member-directory = Annuaire des membres
unnamed-network = Réseau de membres
page-language = Langue
quick-exit = Quitter
quick-exit-hint = Ouvre aussitôt un autre site. Appuyer trois fois sur Échap a le même effet.
network-website = Site du réseau
town-source = Noms des villes :
privacy = Ce site ne dépose aucun cookie, n’enregistre rien sur votre appareil et ne charge rien depuis d’autres sites.
for-developers = Pour le développement : l’API (en anglais)
feed = Nouveautés de l’annuaire (flux Atom)
about-title = À propos de cet annuaire
about-lead = Cet annuaire présente les organisations membres de { $network } : ce qu’elles proposent, où et dans quelles langues.
about-entries = Les fiches
about-entries-words = Elles viennent des organisations et du secrétariat du réseau. Chacune indique quand et par qui elle a été vérifiée en dernier.
about-privacy = Votre vie privée
about-position = Si vous utilisez votre position, elle est envoyée à cet annuaire seul, arrondie à un kilomètre environ, et n’est conservée nulle part.
about-sources = Données de tiers
source-towns = noms et emplacements des villes
source-map = les contours des pays sur la carte
source-names = noms des pays et des langues
source-time = l’heure de chaque lieu
about-contact = Des questions ? Écrivez à
accessibility-title = Déclaration d’accessibilité
accessibility-lead = Ces pages sont faites pour que tout le monde puisse les utiliser : au clavier, avec un lecteur d’écran, en grands caractères, sur un petit écran et sans JavaScript. Chaque version est testée automatiquement selon les WCAG 2.2, niveau AA. Aucun organisme extérieur ne les a examinées.
accessibility-limits = Limites connues
accessibility-limits-words = La carte est un dessin ; un tableau placé dessous dit la même chose. Ce que les organisations écrivent sur elles-mêmes peut être difficile à lire ou ne pas être dans votre langue. Les guides pour les développeurs sont en anglais.
imprint-title = Mentions légales
guides = Guides
guide-contact = Vous avez besoin d’une clé d’API ou vous avez une question ? Écrivez à { $network }.

## Chercher

find-help = Trouver une organisation qui peut vous aider
find-help-lead = Recherchez selon les services proposés, le lieu et les langues parlées sur place.
needs = De quoi avez-vous besoin ?
directory-description = { $network } : { $count } organisations, avec leurs services, leurs lieux et leurs langues.
what-you-look-for = Que cherchez-vous ?
what-example = logement, médecin, un nom…
near-a-city = Près de quelle ville ?
near-example = par exemple { $city }
near-me = Utiliser ma position
near-waiting = Recherche de votre position…
near-failed = Votre position est introuvable. Indiquez plutôt une ville.
near-refused = Votre navigateur n’a pas communiqué votre position. Indiquez plutôt une ville.
offline = Pas de connexion. Ce que vous voyez a été chargé auparavant. La recherche fonctionnera de nouveau dès que vous serez en ligne.
within = Rayon
search = Rechercher
filters = Filtres
show-results = Afficher { $count }
service = Service
country = Pays
city = Ville
language = Langue parlée
membership = Type de membre
open-now = Ouvert maintenant
show-more = { $count ->
    [one] Afficher { $count } autre
   *[other] Afficher { $count } autres
}
view = Affichage
view-list = Liste
view-map = Carte
chosen = Votre sélection
remove = Retirer
remove-all = Tout effacer
chip-text = « { $text } »
chip-understood = « { $text } » : { $label }
chip-nearest = « { $text } » : { $label }, le service le plus proche
chip-left-out = « { $text } » : { $label }, laissé de côté, car personne ne remplit toutes les conditions
chip-near = { $place } : moins de { $km } km
this-point = ce point
chip-map = Partie de la carte
chip-since = Mises à jour depuis le { $date }

## Ce qui a été trouvé

members-found = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
order = Trier par
sort-relevance = pertinence
sort-distance = distance
sort-name = nom
sort-updated = dernière mise à jour
sort-joined = membres récents
distance = { $km } km
less-than-a-kilometre = moins de 1 km
distance-up-to = à { $km } km au plus
more-cities = { $count ->
    [one] et { $count } autre ville
   *[other] et { $count } autres villes
}
services = Services
languages = Langues
verified-on = { $by ->
    [organisation] Fiche vérifiée par l’organisation le { $date }
    [secretariat] Fiche vérifiée par le secrétariat du réseau le { $date }
   *[unknown] Fiche vérifiée le { $date }
}
not-verified = Fiche pas encore vérifiée
verified-long-ago = C’est ancien : renseignez-vous avant d’y aller.
paging = Pages
shown-of = { $from }–{ $to } sur { $total }
first-page = Revenir au début
next-page = Page suivante
same-for-programs = Télécharger ces données :

## Rien n’a été trouvé

nothing-found = Aucune organisation ne correspond à tous vos choix.
did-you-mean = Vouliez-vous dire :
try-without = Retirer un filtre :
relaxed = { $count ->
    [one] Sans { $condition } : { $count } organisation
   *[other] Sans { $condition } : { $count } organisations
}
condition-text = les mots cherchés
condition-service = le service
condition-country = le pays
condition-city = la ville
condition-language = la langue
condition-membership = le type de membre
condition-open = les horaires d’ouverture
condition-near = la distance
condition-map = la partie de la carte
nearest-is = Afficher la plus proche, à { $distance }
show-all = Afficher toutes les organisations

## La page d’un membre

breadcrumbs = Vous êtes ici
back-to-results = Retour aux résultats
no-services = Aucun service n’est indiqué.
offer-fact = { $name ->
    [audience] Pour qui
    [eligibility] Conditions
   *[access] Comment obtenir cette aide
}
free-of-charge = Gratuit
not-free = Peut être payant
delivery = Comment
delivery-way = { $way ->
    [in_person] sur place
    [phone] par téléphone
   *[online] en ligne
}
given-at = Où
serves-countries = Pour les personnes dans ces pays
places = Lieux
no-places = Cette organisation n’a pas d’adresse publiée. Contactez-la par téléphone ou par e-mail.
place-kind = { $kind ->
    [office] Bureau
    [clinic] Centre de soins
    [shelter] Hébergement
    [classroom] Salle de cours
   *[other] Lieu
}
approximate-place = Seule la ville est indiquée. Contactez l’organisation avant de vous déplacer.
phone = Téléphone
email = E-mail
website = Site web
link-kind-donation = Faire un don
link-kind-volunteering = Devenir bénévole
link-kind-newsletter = Lettre d’information
link-kind-other = Autre page
vat-number = Numéro de TVA
opening-hours = Horaires
accessibility = Accessibilité
contact = Contact
call = Appeler
directions = Itinéraire
share = Partager
share-copied = Lien copié
add-contact = Ajouter aux contacts
on-a-phone = Cette page sur un téléphone
about = À propos de l’organisation
founded = Créée en
member-since = Membre depuis le
last-changed = Dernière mise à jour
report-mistake = Une erreur ? Signalez-la

## Horaires

every-day = tous les jours
day-and-night = 24 heures sur 24
closed = fermé
public-holidays = jours fériés
from-to-days = du { $from } au { $to }
from-to-hours = { $from } – { $to }
open-from = à partir de { $time }

## Erreurs

gone = Cette organisation ne figure plus dans l’annuaire
gone-words = Sa fiche a été retirée de l’annuaire. Une autre organisation pourra peut-être vous aider.
no-member = Cette organisation ne figure pas dans l’annuaire
no-member-words = Vérifiez qu’il n’y a pas de faute de frappe dans le lien, ou cherchez le nom dans l’annuaire.
no-page = Cette page n’existe pas
no-page-words = Vérifiez qu’il n’y a pas de faute de frappe dans le lien. La page a peut-être aussi été déplacée.
place-unclear = De quel lieu s’agit-il ?
place-unknown = Nous ne connaissons aucune ville de ce nom.
place-ambiguous = Plusieurs villes portent ce nom.
place-without-point = Les adresses exactes dans cette ville ne sont pas publiques, les distances ne peuvent donc pas être affichées. Choisissez plutôt la ville dans les filtres.
search-without-place = Rechercher sans indiquer de lieu
wrong-address = Ce lien ne fonctionne pas
wrong-address-words = Une partie de ce lien est incorrecte. Détails (en anglais) :
unavailable = Indisponible pour le moment
unavailable-words = L’annuaire ne peut pas répondre pour l’instant. Réessayez dans un moment.
failed = Un problème est survenu de notre côté
failed-words = Ce n’est pas votre faute. Veuillez réessayer.
try-again = Réessayer
to-the-directory = Aller à l’annuaire

## How things are put together

list = { $first }, { $second }
labelled = { $name } :

news-title = Nouveautés
news-since = Du
news-until = au
news-show = Afficher

# The page on which a list of names is matched
match-title = Comparer une liste
match-lead = Quels noms d’une liste sont ceux de membres ? Collez les noms ou choisissez un fichier ; vous obtenez les membres avec leurs identifiants, en tableau, CSV ou Excel.
match-names = Noms
match-names-hint = Un nom par ligne, { $count } au plus. Ou un tableau avec une ligne d’en-tête : des colonnes comme « nom », « pays », « ville », « site web » aident à distinguer les organisations.
match-file = Ou un fichier
match-file-hint = CSV, texte, Excel (.xlsx) ou OpenDocument (.ods), 2 Mo au plus ; la première feuille est lue.
match-submit = Comparer
match-csv = En CSV
match-xlsx = En Excel
match-privacy = Votre liste est comparée puis oubliée : rien n’en est conservé.
match-outcome = Le résultat
match-name = Nom dans la liste
match-result = Résultat
match-member = Membre
match-identifier = Identifiant
match-yes = Membre
match-maybe = Peut-être
match-no = Aucun membre trouvé
match-empty = Il n’y a aucun nom dans la liste. Collez des noms, ou choisissez un fichier qui en contient.
match-too-long = La liste a plus de { $count } noms. Divisez-la.
match-unreadable = Ce fichier ne peut pas être lu. Enregistrez-le en CSV (UTF-8) ou .xlsx, sans mot de passe, et réessayez.
