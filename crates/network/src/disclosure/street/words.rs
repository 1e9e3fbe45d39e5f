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
    "esplanade", "estrada", "fasor", "faubourg", "fbg", "fg", "fundatura", "gardens", "gasse", "gdns", "glorieta",
    "gracht", "hameau", "hof", "imp", "impasse", "intrarea", "kaai", "kade", "katu", "korut", "krt", "ku",
    "kuja", "laan", "lane", "largo", "leof", "leoforos", "leoforou", "lg", "lgo", "lieu", "lieudit", "ln", "loc",
    "localita", "lungomare", "lungotevere", "mah", "mahallesi", "markt", "montee", "mount", "mt", "nabr", "nabrezi",
    "nam", "namesti", "natkadu", "odos", "odou", "os", "osiedle", "paseo", "passage", "pc", "pca", "piata", "piazza",
    "piazzale", "piazzetta", "pl", "plaats", "plac", "place", "placu", "plads", "plass", "plateia", "plateias", "plats",
    "platz", "plaza", "plein", "pln", "polku", "pplk", "pr", "praca", "praceta", "promenade", "prospekt", "pso", "pst",
    "puistokatu", "pza", "q", "quai", "r", "rambla", "rampe", "rd", "rda", "road", "ronda", "rondo", "rondpoint",
    "rotonda", "rotunda", "route", "row", "rpt", "rte", "rua", "rue", "ruelle", "rynek", "salita", "sentier", "setany",
    "sk", "skwer", "sok", "sokagi", "sokak", "sor", "sos", "soseaua", "spl", "splaiul", "sq", "squ", "square", "st",
    "steeg", "steenweg", "stg", "stig", "str", "straat", "strada", "stradela", "straede", "strasse", "street", "stw",
    "stwg", "sugarut", "szosa", "szr", "tce", "ter", "terrace", "tie", "torg", "torget", "tr", "trakt", "trav",
    "traverse", "travesia", "travessa", "trg", "trida", "trv", "tv", "u", "ul", "ulica", "ulice", "ulicy", "ulitsa",
    "urb", "urbanizacao", "ut", "utca", "v", "vaenge", "van", "venelle", "via", "viale", "vic", "vico", "vicolo", "vle",
    "vlo", "voie", "voies", "vul", "vulitsya", "vulytsia", "vulytsya", "way", "weg", "wy", "yol", "yolu", "λ", "λεωφ",
    "λεωφοροσ", "λεωφορου", "οδ", "οδο", "οδοσ", "οδου", "παροδοσ", "παροδου", "πλ", "πλατ", "πλατεια", "πλατειασ",
    "στενο", "алея", "аллея", "бул", "булевард", "булевардът", "бульвар", "бульваре", "бульварі", "в", "вул", "вулицею",
    "вулиця", "вулиці", "наб", "набережна", "набережная", "пер", "переулке", "переулок", "пл", "площа", "площад",
    "площада", "площади", "площадь", "площі", "пр", "пров", "провулка", "провулку", "провулок", "просп", "проспект",
    "проспекте", "проспекті", "тупик", "тупік", "узвіз", "ул", "улица", "улице", "улицы", "ш", "шосе", "шоссе", "جاده",
    "حي", "درب", "زقاق", "ساحه", "ش", "شارع", "ط", "طريق", "ميدان", "نهج",
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
    "abbe", "burg", "burgemeester", "capitaine", "cardinal", "conde", "doctor", "dokter", "docteur", "dom", "don",
    "dona", "dottor", "dr", "duc", "frei", "gen", "general", "generaal", "generale", "graaf", "ing", "ir", "kapitein",
    "kard", "kardinaal", "koning", "koningin", "marechal", "mgr", "monseigneur", "padre", "pater", "pere", "pres",
    "president", "presidente", "prins", "prinses", "prof", "professeur", "professor", "saint", "sainte", "san",
    "sankt", "sant", "santa", "santo", "sao", "sint", "st", "sta", "ste", "sto",
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
    "broj", "c", "cislo", "civico", "cp", "hausnummer", "hnr", "huisnr", "huisnummer", "kbr", "n", "no", "nr", "nro",
    "num", "numar", "number", "numer", "numero", "nummer", "porta", "portal", "sz", "szam", "αρ", "αριθμοσ", "буд",
    "будинок", "д", "дом", "ном", "номер", "رقم", "مبني",
];

/// Abbreviations within which there is a full stop.
#[rustfmt::skip]
pub const SHORTENED: &[(&str, &str)] = &[
    ("c.so", "corso "), ("f.lli", "fratelli "), ("l.go", "largo "), ("n.a sr.a", "nossa senhora "),
    ("p.le", "piazzale "), ("p.tta", "piazzetta "), ("p.za", "piazza "), ("p.zza", "piazza "), ("v.le", "viale "),
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
