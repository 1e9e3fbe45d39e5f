//! The words that streets and house numbers are written with, in many languages, folded.

/// The fewest letters of a street's name that says something without its number.
pub const TELLING: usize = 5;

/// Words for a kind of street, whole or abbreviated, as words of their own.
#[rustfmt::skip]
pub const KINDS: &[&str] = &[
    "al", "alameda", "aleea", "alei", "alej", "aleja", "alejach", "aleje", "all", "allee", "alley", "aukio", "av",
    "avda", "ave", "avenida", "avenue", "avinguda", "backen", "bd", "beco", "bld", "blv", "blvd", "bolshaya",
    "boul", "boulevard", "bul", "bulevar", "bulevardul", "bulvar", "bulvari", "bulwar", "c", "cad", "caddesi", "cal",
    "calata", "calcada", "calea", "calle", "callejon", "cami", "camino", "carrer", "carretera", "cc", "cd", "ch",
    "chaussee", "chee", "chem", "chemin", "cite", "clos", "close", "contrada", "corniche", "corso", "cote", "cour",
    "cours", "court", "cres", "crescent", "ct", "ctra", "cuesta", "dit", "dr", "dreef", "drive", "drum", "drumul",
    "esplanade", "estrada", "fasor", "faubourg", "fbg", "fg", "fundatura", "gardens", "gasse", "gdns", "gamziri", "glorieta",
    "gracht", "grove", "hameau", "hof", "imp", "impasse", "intrarea", "kaai", "kade", "katu", "korut", "krt", "ku",
    "kuja", "laan", "lane", "largo", "leof", "leoforos", "leoforou", "lg", "lgo", "lieu", "lieudit", "ln", "loc",
    "localita", "lungomare", "lungotevere", "mah", "mahallesi", "marg", "markt", "mews", "montee", "mount", "mt", "nabr", "nabrezi",
    "nam", "namesti", "natkadu", "odos", "odou", "os", "osiedle", "paseo", "passage", "pc", "pca", "piata", "piazza",
    "piazzale", "piazzetta", "pl", "plaats", "plac", "place", "placu", "plads", "plass", "plateia", "plateias", "plats",
    "platz", "plaza", "plein", "pln", "poghots", "polku", "pplk", "pr", "praca", "praceta", "promenade", "prospekt", "pso", "pst",
    "puistokatu", "pza", "q", "quai", "quay", "r", "rambla", "rampe", "rd", "rda", "rehov", "road", "ronda", "rondo", "rondpoint",
    "rotonda", "rotunda", "route", "row", "rpt", "rte", "rua", "rue", "ruelle", "rynek", "salita", "sentier", "setany", "sharia",
    "sk", "skwer", "sok", "sokagi", "sokak", "sor", "sos", "soseaua", "spl", "splaiul", "sq", "squ", "square", "st",
    "steeg", "steenweg", "stg", "stig", "str", "straat", "strada", "stradela", "straede", "strasse", "street", "stw",
    "stwg", "sugarut", "szosa", "szr", "tariq", "tce", "ter", "terrace", "tie", "torg", "torget", "tr", "trakt", "trav",
    "traverse", "travesia", "travessa", "trg", "trida", "trv", "tv", "u", "ul", "ulica", "ulice", "ulicy", "ulitsa",
    "urb", "urbanizacao", "ut", "utca", "v", "vaenge", "van", "venelle", "via", "viale", "vic", "vico", "vicolo", "vle",
    "vlo", "voie", "voies", "vul", "vulitsya", "vulytsia", "vulytsya", "way", "weg", "wy", "yol", "yolu", "λ", "λεωφ",
    "λεωφοροσ", "λεωφορου", "οδ", "οδο", "οδοσ", "οδου", "παροδοσ", "παροδου", "πλ", "πλατ", "πλατεια", "πλατειασ",
    "στενο", "алея", "аллея", "бул", "булевард", "булевардът", "бульвар", "бульваре", "бульварі", "в", "вул", "вулицею",
    "вулиця", "вулиці", "наб", "набережна", "набережная", "пер", "переулке", "переулок", "пл", "площа", "площад",
    "площада", "площади", "площадь", "площі", "пр", "пров", "провулка", "провулку", "провулок", "просп", "проспект",
    "проспекте", "проспекті", "тупик", "тупік", "узвіз", "ул", "улица", "улице", "улицы", "ш", "шосе", "шоссе", "جاده",
    "حي", "درب", "زقاق", "ساحه", "ش", "شارع", "ط", "طريق", "ميدان", "نهج", "רחוב", "שדרות", "გამზირი", "ქუჩა", "փողոց", "मार्ग",
];

/// Endings that name the kind of street within a word, the longest first.
#[rustfmt::skip]
pub const ENDINGS: &[&str] = &[
    "boulevard", "promenade", "chaussee", "steenweg", "strasse", "alleen", "backen", "gracht", "plaats", "singel",
    "stigen", "straat", "straße", "street", "torget", "allee", "dreef", "gasse", "gassl", "gatan", "gaten", "markt",
    "plads", "plass", "plats", "platz", "plein", "polku", "steeg", "steig", "stieg", "stien", "vagen", "vejen", "zeile",
    "baan", "damm", "dijk", "gade", "gata", "kaai", "kade", "katu", "kuja", "laan", "pfad", "ring", "stig", "stwg",
    "torg", "ufer", "utca", "vest", "hof", "lei", "mkt", "pad", "pln", "stg", "str", "stw", "veg", "vej", "wal", "weg",
    "ln", "pl", "wg",
];

/// Titles within the names of streets, which are written whole, abbreviated or left out.
#[rustfmt::skip]
pub const TITLES: &[&str] = &[
    "abbe", "amir", "burg", "burgemeester", "capitaine", "cardinal", "conde", "cheikh", "doctor", "dokter", "docteur", "dom", "don",
    "dona", "dottor", "dr", "duc", "emir", "frei", "gen", "general", "generaal", "generale", "graaf", "imam", "ing", "ir", "kapitein",
    "kard", "kardinaal", "king", "koning", "koningin", "malek", "malik", "marechal", "mgr", "monseigneur", "padre", "pater", "pere", "pres",
    "president", "presidente", "prince", "princess", "prins", "prinses", "prof", "professeur", "professor", "queen", "reine", "roi", "saint", "sainte", "san",
    "sankt", "sant", "santa", "santo", "sao", "sheikh", "sint", "st", "sta", "ste", "sto", "الاول", "الثاني", "الثالث", "الرابع", "الخامس",
    "السادس", "الامام", "الامير", "الاميره", "الشهيد", "الشيخ", "الملك", "الملكه",
];

/// Small words that are part of a street's name in one place and left out in another.
#[rustfmt::skip]
pub const PREPOSITIONS: &[&str] = &["am", "an", "auf", "bei", "beim", "ier", "ii", "iii", "iv", "na", "op", "sur", "zur", "на"];

/// Which of several kings or days a street is called after: "Jana Pawła II 40".
#[rustfmt::skip]
pub const ORDINALS: &[&str] = &[
    "ier", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xx", "xxi", "xxiii", "xxv",
];

/// Words for a house that has a name.
#[rustfmt::skip]
pub const HOUSES: &[&str] = &[
    "casa", "chateau", "cottage", "domaine", "dworek", "farm", "hall", "house", "hoeve", "huis", "lodge", "maison",
    "manor", "mansion", "mas", "masseria", "mill", "palais", "palazzo", "quinta", "rectory", "res", "residence",
    "residencia", "residenz", "schloss", "villa", "vicarage",
];

/// What announces the number of a house.
#[rustfmt::skip]
pub const MARKS: &[&str] = &[
    "broj", "c", "cislo", "civico", "cp", "hausnummer", "hnr", "huisnr", "huisnummer", "kbr", "n", "no", "nr", "nos", "nro",
    "num", "numar", "number", "numbers", "numer", "numeri", "numero", "numeros", "nummer", "nummern", "nummers", "porta", "portal", "sz", "szam", "αρ", "αριθμοσ", "буд",
    "будинок", "д", "дом", "ном", "номер", "رقم", "مبني",
];

/// What may stand between what announces a number and the number: "our number is the 7".
#[rustfmt::skip]
pub const IS: &[&str] = &[
    "being", "c", "das", "de", "die", "e", "el", "es", "est", "het", "il", "is", "ist", "l", "la", "lautet", "le", "o", "the", "was",
];

/// Abbreviations within which there is a full stop.
#[rustfmt::skip]
pub const SHORTENED: &[(&str, &str)] = &[
    ("c.so", "corso "), ("f.lli", "fratelli "), ("l.go", "largo "), ("n.a sr.a", "nossa senhora "),
    ("p.le", "piazzale "), ("p.tta", "piazzetta "), ("p.za", "piazza "), ("p.zza", "piazza "), ("v.le", "viale "),
];

/// What stands between the first and the last number of a row of houses.
#[rustfmt::skip]
pub const UNTIL: &[&str] = &["a", "al", "ate", "au", "bis", "do", "hasta", "jusqu'a", "t/m", "through", "till", "to", "tot", "tot en met", "until", "εωσ", "до", "по"];
/// What stands before and between both.
#[rustfmt::skip]
pub const BETWEEN: &[(&str, &str)] = &[
    ("between", "and"), ("entre", "e"), ("entre", "et"), ("entre", "y"), ("intre", "si"), ("mezi", "a"), ("miedzy", "a"), ("mellan", "och"),
    ("tra", "e"), ("fra", "e"), ("tussen", "en"), ("zwischen", "und"), ("μεταξυ", "και"), ("между", "и"), ("між", "і"),
];

/// What says that a number is an hour.
pub const HOURS: &[&str] = &[
    "am", "clock", "h", "heures", "horas", "hours", "hrs", "ore", "pm", "u", "uhr", "uur", "год",
    "ч",
];

/// What says that a street crosses another one.
#[rustfmt::skip]
pub const CORNERS: &[&str] = &[
    "angle", "angolo", "cnr", "coin", "colt", "corner", "croise", "crosses", "crossing", "cruce", "cruza", "ecke", "eck", "esquina", "esq", "hoek", "horn", "hornet", "incrocio", "intersection", "junction", "kosesi", "kreuzung",
    "kruising", "kruispunt", "meets", "naroznik", "roh", "rog", "rogu", "sarok", "sarkan", "skrzyzowanie", "γωνια", "ъгъла", "ъгъл", "кут", "перекрестке", "угол", "углу", "розі",
    "ріг", "زاويه", "تقاطع",
];
/// What says that something is beside, behind or before a house.
#[rustfmt::skip]
pub const BESIDE: &[&str] = &[
    "accanto", "achter", "across", "adjacent", "adjoining", "after", "along", "antes", "apres", "atras", "avant", "before",
    "behind", "beside", "between", "bredvid", "buren", "buurhuis", "cerca", "contigu", "contigua", "contiguo", "cote",
    "davanti", "defronte", "delante", "depois", "derecha", "derriere", "despues", "destra", "detras", "devant", "dietro",
    "direita", "door", "dopo", "droite", "enfrente", "entre", "esquerda", "face", "fra", "frente", "fronte", "gauche",
    "gegenuber", "hinter", "izquierda", "junto", "karsisinda", "lado", "langa", "left", "links", "mellett", "mitt", "naast",
    "nabij", "nach", "nachbarhaus", "nachbarn", "nahe", "naproti", "naprzeciwko", "near", "nearby", "neben", "nebenan",
    "neighbor", "neighbors", "neighbour", "neighbours", "next", "obok", "oltre", "opposite", "past", "perto", "pres",
    "prima", "proche", "rechts", "right", "schuin", "sinistra", "szemben", "tegenover", "tra", "tussen", "vecina", "vecino",
    "vedle", "ver", "vicina", "vicini", "vicino", "vis", "vizinha", "vizinho", "vizinhos", "vlakbij", "voisin", "voisine",
    "voisins", "voor", "voorbij", "vor", "yaninda", "zwischen", "απεναντι", "διπλα", "біля", "навпроти", "напротив", "поруч",
    "рядом", "срещу", "بجانب", "مقابل",
];

/// What stands before a number that is not the house's.
#[rustfmt::skip]
pub const ADDITIONS: &[&str] = &[
    "ap", "apartment", "app", "appartement", "appt", "apt", "aufgang", "b", "bajo", "basement", "bat", "bis", "bl",
    "bldg", "bloc", "bno", "boite", "boks", "box", "brievenbus", "bte", "building", "bus", "d", "daire", "dcha", "dept",
    "dto", "edificio", "em", "emelet", "entrance", "entresol", "esc", "escalier", "esq", "etage", "etg", "fl", "flat",
    "floor", "fsz", "fszt", "gebouw", "ground", "haus", "hinterhaus", "int", "interno", "izda", "kat", "kv", "l",
    "leil", "lejl", "lgh", "lok", "lt", "og", "ot", "patro", "pav", "pavillon", "piano", "piso", "planta", "porte",
    "postbus", "postfach", "pt", "rc", "room", "sc", "scala", "scara", "schod", "stiege", "stock", "suite", "top",
    "tur", "unit", "verd", "verdieping", "vo", "vorderhaus", "wejscie", "whg", "wohnung", "zimmer", "διαμ",
    "διαμερισμα", "ορ", "οροφο", "οροφοσ", "вх", "вход", "ет", "етаж", "кв", "квартира", "корп", "корпус", "оф", "офис",
    "офіс", "пов", "поверх", "подъезд", "під", "підізд", "эт", "этаж", "الشقه", "الطابق", "بنايه", "شقه", "طابق",
    "عماره", "مدخل", "مكتب",
];
