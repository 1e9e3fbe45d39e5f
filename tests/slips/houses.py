"""Hidden places and people as they are in many countries: what of them must not be read, and how it
is written there.
"""

import dataclasses
import random

# Of each tongue: countries with cities and a point of each, kinds of street whole and shortened,
# names of streets, how street and number are put together, and what is written behind the number.
# A kind that begins with "-" is the end of the street's own word.
TONGUES = {
    "nl": dict(
        country="BE", dialling="+32", prefix="0", digits=8,
        cities=[("Zottegem", 50.87, 3.81), ("Aalst", 50.94, 4.04), ("Kortrijk", 50.83, 3.26), ("Turnhout", 51.32, 4.94)],
        kinds=[("-straat", ["-str.", "-str", " straat"]), ("-laan", ["-ln", "-ln."]), ("-steenweg", ["-stwg.", "-stwg", " steenweg"]),
               ("-plein", ["-pl.", "-pln"]), ("-weg", ["-wg", " weg"]), ("-markt", ["-mkt"]), ("-dreef", ["-dr."])],
        names=["Koningin Astrid", "Vlaanderen", "Sint-Pieters", "Groenendaal", "Wilgen", "Kasteel", "Burgemeester Nolf", "Ezel", "Molen", "Prins Albert", "Hof ten Dale"],
        order=["{s} {n}"], other=["{n} {s}", "{s}, {n}", "{s} nr. {n}", "{s} nummer {n}", "{s} - {n}"],
        additions=["{} bus 2", "{} b3", "{}/2", "{}A", "{} (2de verdieping)", "{} bus 0101"],
        around=["Kom naar {x}.", "Ons huis: {x}, bel twee keer", "Open ma-vr, {x}", "Afspraak op {x} na 18 uur"],
        given=["Liesbeth", "Joris", "Anneleen", "Wout", "Marieke"], family=["Vandenbroucke", "De Smedt", "van den Eynde", "Claeys", "Wauters"]),
    "fr": dict(
        country="FR", dialling="+33", prefix="0", digits=9,
        cities=[("Lyon", 45.76, 4.84), ("Rouen", 49.44, 1.1), ("Nîmes", 43.84, 4.36)],
        kinds=[("rue", ["r.", "R."]), ("avenue", ["av.", "ave"]), ("boulevard", ["bd", "boul.", "bld"]), ("place", ["pl."]),
               ("chemin", ["ch.", "chem."]), ("impasse", ["imp."]), ("quai", ["q."]), ("allée", ["all."]), ("square", ["sq."])],
        names=["de la République", "des Glycines", "Jean-Jaurès", "du Maréchal-Foch", "de l'Abbé Grégoire", "Émile Zola", "Saint-Exupéry", "du Quatre-Septembre", "Oberkampf", "des Frères Lumière"],
        order=["{n}, {k} {s}", "{n} {k} {s}"], other=["{k} {s}, {n}", "{k} {s} n° {n}", "au {n} de la {k} {s}", "{s} {n}", "n°{n} {k} {s}"],
        additions=["{} bis", "{} ter", "{}B", "{}, bât. C", "{} bte 4", "{}, apt. 12", "{} (3e étage)"],
        around=["Venez au {x}.", "Accueil : {x}, sonnez deux fois", "Rendez-vous {x} à 18h", "Maison de nuit — {x}"],
        given=["Solène", "Aurélien", "Maëlle", "Thibault"], family=["Lefèvre", "Le Goff", "de la Tour", "Charpentier", "Guérin"]),
    "de": dict(
        country="DE", dialling="+49", prefix="0", digits=10,
        cities=[("Kassel", 51.31, 9.48), ("Görlitz", 51.15, 14.98), ("Mainz", 50.0, 8.27)],
        kinds=[("-straße", ["-str.", "-str", "-strasse", " Straße", " Str."]), ("-weg", ["-wg."]), ("-platz", ["-pl."]), ("-allee", ["-al."]), ("-gasse", ["-g."]), ("-ring", [" Ring"])],
        names=["Friedrich-Ebert-", "Goethe", "Kastanien", "Linden", "Mühlen", "Karl-Liebknecht-", "Bürgermeister-Hoffmann-", "Brunnen", "Heinrich-Böll-", "Schönhauser "],
        order=["{s} {n}"], other=["{n} {s}", "{s}, Nr. {n}", "{s} Hausnummer {n}", "Nr. {n} in der {s}", "{s}{n}"],
        additions=["{}a", "{} c", "{}/II", "{}, Hinterhaus", "{}, 2. OG", "{} Whg. 5"],
        around=["Kommen Sie in die {x}.", "Unser Haus: {x}, bitte zweimal klingeln", "Treffpunkt {x} um 18 Uhr"],
        given=["Jürgen", "Käthe", "Annegret", "Björn"], family=["Müller-Lüdenscheidt", "Schröder", "von Bülow", "Großmann", "Weißkirch"]),
    "es": dict(
        country="ES", dialling="+34", prefix="", digits=9,
        cities=[("Zaragoza", 41.65, -0.88), ("León", 42.6, -5.57), ("Cádiz", 36.53, -6.29)],
        kinds=[("calle", ["c/", "C.", "c."]), ("avenida", ["avda.", "av."]), ("plaza", ["pza.", "pl."]), ("paseo", ["pº", "p.º"]), ("carretera", ["ctra."]), ("ronda", ["rda."])],
        names=["de Goya", "del Conde de Aranda", "Miguel Servet", "de la Independencia", "San Vicente de Paúl", "Don Jaime I", "del Doctor Cerrada", "Ramón y Cajal"],
        order=["{k} {s}, {n}"], other=["{k} {s} nº {n}", "{n} {k} {s}", "{k} {s} núm. {n}", "{s}, {n}", "{s} {n}"],
        additions=["{}, 2º 1ª", "{} bajo dcha.", "{}, esc. B", "{} bis"],
        around=["Ven a {x}.", "Nuestra casa: {x}, llame dos veces", "Cita en {x} a las 18 h"],
        given=["Begoña", "Íñigo", "Concepción", "Álvaro"], family=["García Ibáñez", "Núñez Muñoz", "de la Fuente", "Ordóñez"]),
    "it": dict(
        country="IT", dialling="+39", prefix="", digits=10,
        cities=[("Forlì", 44.22, 12.04), ("Trento", 46.07, 11.12), ("Bari", 41.12, 16.87)],
        kinds=[("via", ["v.", "V."]), ("viale", ["v.le", "V.le"]), ("piazza", ["p.za", "p.zza", "P.za"]), ("corso", ["c.so", "C.so"]), ("largo", ["l.go"]), ("vicolo", ["vic.", "v.lo"])],
        names=["Giuseppe Mazzini", "della Repubblica", "dei Martiri", "XX Settembre", "San Giovanni Bosco", "Aldo Moro", "dell'Università", "F.lli Cervi", "Piave"],
        order=["{k} {s}, {n}", "{k} {s} {n}"], other=["{k} {s} n. {n}", "{n}, {k} {s}", "{k} {s} civico {n}", "{s} {n}"],
        additions=["{}/A", "{} int. 3", "{}, scala B", "{} bis"],
        around=["Vieni in {x}.", "La nostra casa: {x}, suonare due volte", "Appuntamento in {x} alle 18"],
        given=["Niccolò", "Ginevra", "Mattia", "Donatella"], family=["D'Annunzio", "Della Rovere", "Esposito", "Bianchi"]),
    "pt": dict(
        country="PT", dialling="+351", prefix="", digits=9,
        cities=[("Évora", 38.57, -7.91), ("Braga", 41.55, -8.42), ("Guimarães", 41.44, -8.29)],
        kinds=[("rua", ["r.", "R."]), ("avenida", ["av.", "Av.", "avª"]), ("praça", ["pç.", "pça."]), ("travessa", ["tv.", "trav."]), ("largo", ["lg.", "l.go"]), ("calçada", ["cç."])],
        names=["da Liberdade", "25 de Abril", "Dr. António José de Almeida", "do Comércio", "de São João", "dos Combatentes", "Luís de Camões", "da Misericórdia"],
        order=["{k} {s}, {n}", "{k} {s} {n}"], other=["{k} {s} n.º {n}", "{n} {k} {s}", "{k} {s}, nº{n}", "{s} {n}"],
        additions=["{}, 2.º Esq.", "{} r/c", "{}-A", "{}, 3º Dto"],
        around=["Venha à {x}.", "A nossa casa: {x}, toque duas vezes", "Encontro na {x} às 18h"],
        given=["Conceição", "João", "Inês", "Gonçalo"], family=["Magalhães", "de Araújo", "Simões", "Falcão"]),
    "en": dict(
        country="GB", dialling="+44", prefix="0", digits=10,
        cities=[("Leeds", 53.8, -1.55), ("Dundee", 56.46, -2.97), ("Truro", 50.26, -5.05)],
        kinds=[("Street", ["St", "St.", "Str."]), ("Road", ["Rd", "Rd."]), ("Avenue", ["Ave", "Av."]), ("Lane", ["Ln", "La."]), ("Crescent", ["Cres.", "Cres"]), ("Square", ["Sq."]), ("Gardens", ["Gdns"]), ("Terrace", ["Ter.", "Tce"]), ("Close", ["Cl."])],
        names=["Chapel Allerton", "Wellington", "Old Mill", "Harcourt", "St John's", "Queen Victoria", "Bramley Hill", "Primrose"],
        order=["{n} {s} {k}"], other=["{s} {k} {n}", "{n}, {s} {k}", "No. {n} {s} {k}", "number {n}, {s} {k}", "{s} {k}, number {n}"],
        additions=["Flat 2, {}", "{}a", "{}B", "Unit 4, {}"],
        around=["Come to {x}.", "Our house: {x}, ring twice", "We meet at {x} after six"],
        given=["Siobhán", "Graham", "Eleanor", "Rhys"], family=["O'Connell", "McAllister", "Whitworth", "Pemberton-Jones"]),
    "pl": dict(
        country="PL", dialling="+48", prefix="", digits=9,
        cities=[("Łódź", 51.77, 19.46), ("Rzeszów", 50.04, 22.0), ("Białystok", 53.13, 23.16)],
        kinds=[("ulica", ["ul."]), ("aleja", ["al."]), ("plac", ["pl."]), ("osiedle", ["os."])],
        names=["Marszałkowska", "Świętokrzyska", "Jana Pawła II", "Piotrkowska", "Kościuszki", "Żeromskiego", "Wolności", "Łąkowa"],
        order=["{k} {s} {n}"], other=["{s} {n}", "{n} {s}", "{k} {s} nr {n}", "{k} {s}, {n}"],
        additions=["{} m. 4", "{}/12", "{}A", "{} lok. 3"],
        around=["Zapraszamy: {x}.", "Nasz dom: {x}, dzwonić dwa razy", "Spotkanie przy {x} o 18"],
        given=["Małgorzata", "Łukasz", "Zofia", "Paweł"], family=["Wiśniewska", "Dąbrowski", "Żółkiewska", "Kaczmarek"]),
    "el": dict(
        country="GR", dialling="+30", prefix="", digits=10,
        cities=[("Λάρισα", 39.64, 22.42), ("Πάτρα", 38.25, 21.73), ("Βόλος", 39.36, 22.94)],
        kinds=[("Οδός", ["οδ.", "Οδ."]), ("Λεωφόρος", ["Λεωφ.", "Λ."]), ("Πλατεία", ["Πλ.", "πλ."])],
        names=["Παπαναστασίου", "Ηρώων Πολυτεχνείου", "Μεγάλου Αλεξάνδρου", "Αγίου Νικολάου", "Κολοκοτρώνη", "Βασιλίσσης Σοφίας", "Εθνικής Αντιστάσεως", "Καραϊσκάκη"],
        order=["{k} {s} {n}", "{s} {n}"], other=["{n} {s}", "{s} αρ. {n}", "{k} {s}, {n}", "{s} αριθμός {n}"],
        additions=["{}Α", "{}, 2ος όροφος", "{} β"],
        around=["Ελάτε στην {x}.", "Το σπίτι μας: {x}, χτυπήστε δύο φορές", "Ραντεβού {x} στις 18"],
        given=["Ελένη", "Γιώργος", "Αικατερίνη", "Δημήτρης"], family=["Παπαδοπούλου", "Νικολαΐδης", "Αντωνίου", "Χατζηδάκης"]),
    "uk": dict(
        country="UA", dialling="+380", prefix="0", digits=9,
        cities=[("Львів", 49.84, 24.03), ("Полтава", 49.59, 34.55), ("Чернівці", 48.29, 25.94)],
        kinds=[("вулиця", ["вул.", "вул", "в."]), ("проспект", ["просп.", "пр."]), ("площа", ["пл."]), ("провулок", ["пров."]), ("бульвар", ["бул.", "б-р"])],
        names=["Саксаганського", "Лесі Українки", "Богдана Хмельницького", "Січових Стрільців", "Городоцька", "Грушевського", "Небесної Сотні", "Зелена"],
        order=["{k} {s}, {n}"], other=["{s} {n}", "{k} {s} {n}", "{k} {s}, буд. {n}", "{n} {s}", "{k} {s} № {n}"],
        additions=["{}-А", "{}, кв. 5", "{}б", "{}/2"],
        around=["Приходьте: {x}.", "Наш дім: {x}, дзвоніть двічі", "Зустріч на {x} о 18"],
        given=["Оксана", "Тарас", "Соломія", "Богдан"], family=["Коваленко", "Гнатюк", "Шевчук", "Бондаренко"]),
    "bg": dict(
        country="BG", dialling="+359", prefix="0", digits=9,
        cities=[("Пловдив", 42.14, 24.75), ("Варна", 43.21, 27.91)],
        kinds=[("улица", ["ул.", "ул"]), ("булевард", ["бул.", "бул"]), ("площад", ["пл."])],
        names=["Цар Симеон", "Иван Вазов", "Шести септември", "Капитан Райчо", "Княз Борис", "Преслав"],
        order=["{k} {s} {n}"], other=["{s} {n}", "{k} {s} № {n}", "{n} {k} {s}"],
        additions=["{}А", "{}, ет. 2", "{} вх. Б"],
        around=["Елате на {x}.", "Нашата къща: {x}, звънете два пъти"],
        given=["Десислава", "Георги", "Цветан"], family=["Димитрова", "Петков", "Стоянова"]),
    "ar": dict(
        country="JO", dialling="+962", prefix="0", digits=9,
        cities=[("إربد", 32.55, 35.85), ("عمان", 31.95, 35.93)],
        kinds=[("شارع", ["ش.", "ش"]), ("طريق", ["ط."])],
        names=["الجامعة", "الملك حسين", "الأمير محمد", "المدينة المنورة", "وصفي التل", "الاستقلال"],
        order=["{k} {s} {n}", "{n} {k} {s}"], other=["{k} {s}، {n}", "{k} {s} رقم {n}", "{k} {s} مبنى {n}"],
        additions=["{} شقة 3", "{} أ", "{}، الطابق 2"],
        around=["تعالوا إلى {x}.", "بيتنا: {x}، اطرقوا مرتين", "الموعد في {x} الساعة 18"],
        given=["فاطمة", "محمد", "خديجة", "يوسف"], family=["الخطيب", "الحسيني", "عبد الرحمن", "النجار"]),
    "tr": dict(
        country="TR", dialling="+90", prefix="0", digits=10,
        cities=[("İzmir", 38.42, 27.14), ("Eskişehir", 39.78, 30.52)],
        kinds=[("Caddesi", ["Cad.", "Cd."]), ("Sokak", ["Sok.", "Sk."]), ("Bulvarı", ["Bul.", "Blv."])],
        names=["Atatürk", "Gazi Osman Paşa", "Çiçek", "Işıklar", "Kıbrıs Şehitleri", "Gülbahçe"],
        order=["{s} {k} No: {n}", "{s} {k} {n}"], other=["{s} {k} no {n}", "{n} {s} {k}", "{s} {k}, {n}"],
        additions=["{} D: 4", "{}/A", "{} Kat 2"],
        around=["{x} adresine gelin.", "Evimiz: {x}, iki kez çalın"],
        given=["Ayşe", "Gökhan", "Şule"], family=["Yıldırım", "Çelik", "Öztürk"]),
    "cs": dict(
        country="CZ", dialling="+420", prefix="", digits=9,
        cities=[("Brno", 49.2, 16.61), ("Plzeň", 49.74, 13.37)],
        kinds=[("ulice", ["ul."]), ("náměstí", ["nám."]), ("třída", ["tř."]), ("nábřeží", ["nábř."])],
        names=["Husova", "Dukelských hrdinů", "Svobody", "Štefánikova", "Křížová", "Jiřího z Poděbrad"],
        order=["{k} {s} {n}", "{s} {n}"], other=["{s} č. {n}", "{n} {s}", "{k} {s}, {n}", "{s} čp. {n}"],
        additions=["{}/12", "{}a", "{}, 2. patro"],
        around=["Přijďte na {x}.", "Náš dům: {x}, zvoňte dvakrát"],
        given=["Božena", "Jiří", "Kateřina"], family=["Dvořáková", "Černý", "Novotná"]),
    "sv": dict(
        country="SE", dialling="+46", prefix="0", digits=9,
        cities=[("Umeå", 63.83, 20.26), ("Växjö", 56.88, 14.81)],
        kinds=[("-gatan", ["-g.", "-g", " gatan"]), ("-vägen", ["-v.", "-v"]), ("-torget", ["-t."]), ("-stigen", [" stigen"])],
        names=["Storkyrko", "Björk", "Kungs", "Västra Norrlands", "Älg", "Drottning"],
        order=["{s} {n}"], other=["{n} {s}", "{s} nr {n}", "{s}, {n}"],
        additions=["{}B", "{} lgh 1102", "{}, 2 tr"],
        around=["Kom till {x}.", "Vårt hus: {x}, ring två gånger"],
        given=["Åsa", "Björn", "Örjan"], family=["Sjöström", "Lindqvist", "Åkerblom"]),
    "hu": dict(
        country="HU", dialling="+36", prefix="06", digits=9,
        cities=[("Győr", 47.69, 17.63), ("Szeged", 46.25, 20.15)],
        kinds=[("utca", ["u."]), ("tér", ["t."]), ("körút", ["krt."]), ("út", ["u."])],
        names=["Kossuth Lajos", "Széchenyi István", "Petőfi Sándor", "Vörösmarty", "Szent László", "Rákóczi"],
        order=["{s} {k} {n}."], other=["{s} {k} {n}", "{n} {s} {k}", "{s} {k} {n}. szám"],
        additions=["{}/A", "{} II. em. 3", "{}. fsz. 1"],
        around=["Jöjjön: {x}", "Házunk: {x}, csengessen kétszer"],
        given=["Erzsébet", "György", "Zsófia"], family=["Nagy", "Szűcs", "Kővári"]),
    "ro": dict(
        country="RO", dialling="+40", prefix="0", digits=9,
        cities=[("Iași", 47.16, 27.59), ("Timișoara", 45.75, 21.23)],
        kinds=[("Strada", ["Str.", "str."]), ("Bulevardul", ["Bd.", "B-dul"]), ("Calea", ["Cal."]), ("Aleea", ["Al."])],
        names=["Ștefan cel Mare", "Mihai Eminescu", "Păcurari", "Alexandru Lăpușneanu", "Teiului", "Vasile Conta"],
        order=["{k} {s} nr. {n}", "{k} {s} {n}"], other=["{s} {n}", "{n} {k} {s}", "{k} {s}, {n}"],
        additions=["{}, ap. 5", "{}, bl. C2", "{} bis"],
        around=["Veniți la {x}.", "Casa noastră: {x}, sunați de două ori"],
        given=["Ștefania", "Ionuț", "Mădălina"], family=["Popescu", "Țurcanu", "Brătianu"]),
}


@dataclasses.dataclass
class House:
    """A hidden place."""

    tongue: str
    city: str
    kind: str
    short: list
    street: str
    number: str
    address: str
    point: tuple
    phone: str
    national: str
    email: str
    given: str
    family: str
    mail: str
    mobile: str
    # Whether a public place stands in the same street: then the number alone is secret.
    street_is_known: bool = False

    @property
    def country(self):
        return TONGUES[self.tongue]["country"]

    def written(self, order, kind=None, street=None, number=None):
        """The address in an order of its parts."""
        return put(order, kind or self.kind, street or self.street, number or self.number)


def put(order, kind, street, number):
    if kind.startswith(("-", " ")):
        # A name ends with the hyphen or the space that its own kind stands behind.
        joined = street.rstrip("- ") + kind if kind.startswith(" ") else street + kind[1:]
        return order.format(s=joined, n=number, k="").replace("  ", " ").strip()
    return order.format(s=street, n=number, k=kind).replace("  ", " ").strip()


def dialled(tongue, random_, lead):
    rules = TONGUES[tongue]
    digits = lead + "".join(str(random_.randrange(10)) for _ in range(rules["digits"] - len(lead)))
    return rules["dialling"] + digits, rules["prefix"] + digits


LEADS = {"nl": ("9", "4"), "fr": ("4", "6"), "de": ("56", "15"), "es": ("97", "6"), "it": ("05", "33"), "pt": ("25", "91"),
         "en": ("113", "77"), "pl": ("42", "60"), "el": ("241", "69"), "uk": ("32", "67"), "bg": ("32", "88"), "ar": ("62", "79"),
         "tr": ("232", "53"), "cs": ("54", "60"), "sv": ("90", "70"), "hu": ("96", "30"), "ro": ("23", "72")}


def house(random_: random.Random, number: int, tongue=None) -> House:
    """Makes one up."""
    tongue = tongue or random_.choice(list(TONGUES))
    rules = TONGUES[tongue]
    city, latitude, longitude = random_.choice(rules["cities"])
    kind, short = random_.choice(rules["kinds"])
    street, door = random_.choice(rules["names"]), str(random_.randrange(2, 240))
    point = (round(latitude + random_.uniform(-0.02, 0.02), 6), round(longitude + random_.uniform(-0.02, 0.02), 6))
    phone, national = dialled(tongue, random_, LEADS[tongue][0])
    mobile, _ = dialled(tongue, random_, LEADS[tongue][1])
    address = put(random_.choice(rules["order"]), kind, street, door)
    local = random_.choice(["nacht", "opvang", "casa", "refuge", "haven", "dom", "help"])
    return House(
        tongue, city, kind, short, street, door, address, point, phone, national,
        f"{local}{number}@veilig-{number % 7}.example", random_.choice(rules["given"]), random_.choice(rules["family"]),
        f"p{number}.{random_.choice(['k', 'm', 'z'])}@post.example", mobile, random_.random() < 0.3)
