//! Numbers in words: "Geheimstraat zevenenzeventig", "null fünf sechs eins".

use std::{collections::HashMap, sync::LazyLock};

/// Words for numbers, folded, in the languages of the directory and of the addresses in it. Those
/// for one that are articles too are left out.
#[rustfmt::skip]
const WORDS: &[(u32, &[&str])] = &[
    (0, &["cero", "noll", "nul", "null", "nulla", "oh", "sero", "sifir", "zero", "μηδεν", "ноль", "нула", "нуль", "صفر"]),
    (1, &["bir", "eins", "ena", "ett", "jeden", "one", "uno", "unu", "ενα", "един", "едно", "один", "واحد"]),
    (2, &["deux", "doi", "dois", "dos", "dua", "due", "duas", "dva", "dwa", "iki", "ket", "ketto", "tva", "twee", "two", "zwei", "zwo",
        "δυο", "два", "две", "дві", "اثنان", "اثنين"]),
    (3, &["drei", "drie", "harom", "three", "tre", "trei", "tres", "tri", "trois", "trzy", "uc", "τρεισ", "τρια", "три", "ثلاثه", "ثلاث"]),
    (4, &["ctyri", "cuatro", "cztery", "dort", "four", "fyra", "negy", "patru", "quatre", "quattro", "quatro", "vier", "τεσσερα", "τεσσερισ",
        "четири", "четыре", "чотири", "اربع", "اربعه"]),
    (5, &["bes", "cinci", "cinco", "cinq", "cinque", "fem", "five", "funf", "ot", "pet", "piec", "vijf", "πεντε", "пет", "пять", "пʼять",
        "п'ять", "خمس", "خمسه"]),
    (6, &["alti", "sase", "sechs", "sei", "seis", "sest", "szesc", "six", "zes", "εξι", "шест", "шесть", "шість", "ست", "سته"]),
    (7, &["sapte", "sedm", "sept", "sete", "sette", "seven", "siedem", "sieben", "siete", "sju", "yedi", "zeven", "επτα", "εφτα",
        "седем", "семь", "сім", "سبع", "سبعه"]),
    (8, &["acht", "atta", "eight", "huit", "nyolc", "ocho", "oito", "opt", "osiem", "osm", "otto", "sekiz", "οκτω", "οχτω", "восемь",
        "вісім", "осем", "ثمان", "ثمانيه"]),
    (9, &["devet", "dokuz", "dziewiec", "kilenc", "negen", "neun", "neuf", "nine", "nio", "noua", "nove", "nueve", "εννεα", "εννια",
        "девет", "девять", "дев'ять", "تسع", "تسعه"]),
    (10, &["deset", "dez", "diez", "dieci", "dix", "dziesiec", "ten", "tien", "tio", "tiz", "zece", "zehn", "δεκα", "десет", "десять",
        "عشر", "عشره"]),
    (11, &["elf", "eleven", "elva", "jedenact", "jedenascie", "once", "onze", "undici", "unsprezece", "εντεκα", "единадесет", "одиннадцать",
        "одинадцять"]),
    (12, &["doce", "dodici", "doisprezece", "douze", "doze", "dvanact", "dwanascie", "tolv", "twaalf", "twelve", "zwolf", "δωδεκα",
        "двенадцать", "дванадцять", "дванадесет"]),
    (13, &["dertien", "dreizehn", "thirteen", "trece", "tredici", "treisprezece", "treize", "treze", "tretton", "trinact", "trzynascie",
        "δεκατρια", "тринадцать", "тринадцять", "тринадесет"]),
    (14, &["catorce", "catorze", "ctrnact", "czternascie", "fjorton", "fourteen", "paisprezece", "quattordici", "quatorze", "veertien",
        "vierzehn", "δεκατεσσερα", "четырнадцать", "чотирнадцять", "четиринадесет"]),
    (15, &["cincisprezece", "femton", "fifteen", "funfzehn", "patnact", "pietnascie", "quince", "quindici", "quinze", "vijftien",
        "δεκαπεντε", "петнадесет", "пятнадцать", "п'ятнадцять"]),
    (16, &["dezasseis", "dieciseis", "sechzehn", "sedici", "seize", "sestnact", "sexton", "sixteen", "szesnascie", "zestien", "δεκαεξι",
        "шестнадцать", "шістнадцять", "шестнадесет"]),
    (17, &["dezassete", "diciassette", "diecisiete", "sedmnact", "seventeen", "siebzehn", "siedemnascie", "sjutton", "zeventien",
        "δεκαεπτα", "семнадцать", "сімнадцять", "седемнадесет"]),
    (18, &["achtzehn", "achttien", "arton", "dezoito", "dieciocho", "diciotto", "eighteen", "osiemnascie", "osmnact", "δεκαοκτω",
        "восемнадцать", "вісімнадцять", "осемнадесет"]),
    (19, &["devatenact", "dezanove", "diciannove", "diecinueve", "dziewietnascie", "negentien", "neunzehn", "nineteen", "nitton",
        "δεκαεννεα", "девятнадцать", "дев'ятнадцять", "деветнадесет"]),
    (20, &["douazeci", "dvacet", "dwadziescia", "husz", "huszon", "tjugo", "twenty", "twintig", "veinti", "veinte", "vent", "venti", "vingt",
        "vinte", "yirmi", "zwanzig", "εικοσι", "двадесет", "двадцать", "двадцять", "عشرون", "عشرين"]),
    (30, &["dertig", "dreissig", "dreißig", "harminc", "otuz", "thirty", "treinta", "treizeci", "trent", "trenta", "trente", "trettio", "tricet",
        "trinta", "trzydziesci", "τριαντα", "тридесет", "тридцать", "тридцять", "ثلاثون", "ثلاثين"]),
    (40, &["cuarenta", "czterdziesci", "ctyricet", "forty", "fyrtio", "kirk", "negyven", "patruzeci", "quarant", "quaranta", "quarante",
        "quarenta", "veertig", "vierzig", "σαραντα", "сорок", "четиридесет", "اربعون", "اربعين"]),
    (50, &["cincizeci", "cincuenta", "cinquant", "cinquanta", "cinquante", "cinquenta", "elli", "femtio", "fifty", "funfzig", "otven",
        "padesat", "piecdziesiat", "vijftig", "πενηντα", "петдесет", "пятьдесят", "п'ятдесят", "خمسون", "خمسين"]),
    (60, &["altmis", "hatvan", "saizeci", "sechzig", "sedesat", "sesenta", "sessant", "sessanta", "sessenta", "sextio", "sixty", "soixante",
        "szescdziesiat", "zestig", "εξηντα", "шестдесет", "шестьдесят", "шістдесят", "ستون", "ستين"]),
    (70, &["hetven", "saptezeci", "sedmdesat", "septante", "setenta", "settant", "settanta", "seventy", "siebzig", "siedemdziesiat",
        "sjuttio", "yetmis", "zeventig", "εβδομηντα", "семьдесят", "сімдесят", "седемдесет", "سبعون", "سبعين"]),
    (80, &["achtzig", "attio", "eighty", "huitante", "nyolcvan", "ochenta", "octante", "oitenta", "optzeci", "osiemdziesiat", "osmdesat",
        "ottant", "ottanta", "seksen", "tachtig", "ογδοντα", "восемьдесят", "вісімдесят", "осемдесет", "ثمانون", "ثمانين"]),
    (90, &["devadesat", "doksan", "dziewiecdziesiat", "kilencven", "negentig", "neunzig", "ninety", "nittio", "nonante", "nouazeci",
        "novant", "novanta", "noventa", "ενενηντα", "девяносто", "дев'яносто", "деветдесет", "تسعون", "تسعين"]),
    (100, &["cem", "cent", "cento", "cien", "ciento", "honderd", "hundert", "hundra", "hundred", "sta", "sto", "suta", "szaz", "yuz",
        "εκατο", "εκατον", "сто", "مائه", "مئه"]),
    (200, &["doscientos", "duzentos"]), (300, &["trescientos", "trezentos"]), (400, &["cuatrocientos", "quatrocentos"]),
    (500, &["quinhentos", "quinientos"]), (600, &["seiscentos", "seiscientos"]), (700, &["setecentos", "setecientos"]),
    (800, &["ochocientos", "oitocentos"]), (900, &["novecentos", "novecientos"]),
];
/// What stands between the parts of a number.
#[rustfmt::skip]
const BETWEEN: &[&str] = &["and", "e", "en", "et", "i", "und", "y", "και", "و"];
/// Words that mean something else more often: a number only beside another one.
#[rustfmt::skip]
const WEAK: &[(u32, &[&str])] = &[
    (1, &["een", "egy", "ein", "um", "uma", "un", "una", "une"]), (6, &["hat", "meia"]), (7, &["het"]), (10, &["on"]),
];
/// How often the figure behind is said.
#[rustfmt::skip]
const TIMES: &[(usize, &[&str])] = &[
    (2, &["doble", "dobbel", "doppel", "doppelt", "doppia", "doppio", "double", "dubbel", "dubbele", "dupla", "duplo", "twice", "zweimal", "zwomal"]),
    (3, &["dreifach", "dreimal", "driedubbel", "drievoudig", "treble", "triple", "tripel", "tripla", "triplo"]),
];
/// Endings of numbers that say which of several a house is, with the letters that stand there in the
/// number itself: "seventy-seventh".
#[rustfmt::skip]
const ORDINAL: &[(&str, &[&str])] = &[
    ("ste", &["", "s"]), ("sten", &[""]), ("ster", &[""]), ("stes", &[""]), ("te", &[""]), ("ten", &[""]), ("de", &[""]), ("th", &["", "e", "t"]),
    ("ieth", &["y"]), ("fth", &["ve"]), ("ieme", &["", "e"]), ("esimo", &["", "i", "e", "o"]), ("esima", &["", "i", "e", "o"]),
];
/// The fewest letters of a number before such an ending.
const BEFORE_ENDING: usize = 4;

/// A folded text with figures for the numbers that it says in words; nothing where it says none.
pub fn in_figures(folded: &str) -> Option<String> {
    let mut text = String::with_capacity(folded.len());
    let (mut changed, mut taken) = (false, 0);
    let words = words_of(folded);
    let mut at = 0;
    while at < words.len() {
        let is_beside = taken > 0 && matches!(&folded[taken..words[at].0], " " | "-" | ", ");
        let times = times(words.get(at).map(|(from, to)| &folded[*from..*to]));
        let behind = &words[at + usize::from(times > 1)..];
        // "double nine", and "double 9" too
        let figure = figure_behind(folded, words[at].1).filter(|_| times > 1);
        let (said, to, length) = match (figure, number_at(behind, folded, is_beside || times > 1)) {
            (Some((figure, to)), _) => (figure, to, 0),
            (None, Some((value, length))) => (value.to_string(), behind[length - 1].1, length),
            (None, None) => {
                at += 1;
                continue;
            }
        };
        text += &folded[taken..words[at].0];
        text += &said.repeat(times);
        (changed, taken) = (true, to);
        at += length + usize::from(times > 1);
    }
    changed.then(|| text + &folded[taken..])
}

/// How often a word says that the figure behind it stands.
fn times(word: Option<&str>) -> usize {
    let is_said = |(_, words): &&(usize, &[&str])| word.is_some_and(|word| words.contains(&word));
    TIMES.iter().find(is_said).map_or(1, |(times, _)| *times)
}

/// The figure that stands behind a word by itself, and where it ends.
fn figure_behind(text: &str, end: usize) -> Option<(String, usize)> {
    let rest = text[end..].strip_prefix(' ')?;
    let figure = rest.chars().next().filter(char::is_ascii_digit)?;
    let is_alone = !rest[1..].starts_with(|c: char| c.is_alphanumeric());
    is_alone.then(|| (figure.to_string(), end + 2))
}

/// Whether a folded word is a number.
pub fn is_number(word: &str) -> bool {
    parts_of(word).is_some()
}

/// Where the words of a text begin and end.
fn words_of(text: &str) -> Vec<(usize, usize)> {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '\u{2bc}');
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_letter(*c)) {
        match words.last_mut() {
            Some((_, end)) if *end == at => *end += c.len_utf8(),
            _ => words.push((at, at + c.len_utf8())),
        }
    }
    words
}

/// The number that some words begin with, and how many of them it takes; right beside another one
/// or not.
fn number_at(words: &[(usize, usize)], text: &str, is_beside: bool) -> Option<(u32, usize)> {
    let word = |at: usize| words.get(at).map(|(from, to)| &text[*from..*to]);
    let first = word(0).filter(|word| !BETWEEN.contains(word))?;
    let (mut number, mut length) = match parts_of(first).or_else(|| ordinal(first)) {
        Some(number) => (number, 1),
        None => (Number::of(weak(first)?), usize::from(is_beside)),
    };
    let mut at = 1;
    while let Some(next) = word(at) {
        // Only a space or a hyphen stands within a number.
        let between = &text[words[at - 1].1..words[at].0];
        if !matches!(between, " " | "-") {
            break;
        }
        if BETWEEN.contains(&next) && !number.joined {
            number.joined = true;
        } else {
            // The Arabic "and" is a part of the next word.
            let (next, joined) = match next.strip_prefix('و') {
                Some(rest) if value_of(rest).is_some() => (rest, true),
                _ => (next, number.joined),
            };
            number.joined = joined;
            // "vingt et un"
            let beside = || weak(next).filter(|_| joined || length > 0);
            // "honderd vijfenveertig"
            let whole = || Some(parts_of(next).or_else(|| ordinal(next))?.value);
            let Some(value) = value_of(next).or_else(beside).or_else(whole) else {
                break;
            };
            if !number.add(value) {
                break;
            }
            length = at + 1;
        }
        at += 1;
    }
    (length > 0).then_some((number.value, length))
}

/// A word for a number: its letters, what it says, and whether it means something else more often.
type Known = (&'static str, u32, bool);

/// The words by their first letter: every word of every text is looked for among them.
static KNOWN: LazyLock<HashMap<char, Vec<Known>>> = LazyLock::new(|| {
    let mut known: HashMap<char, Vec<Known>> = HashMap::new();
    for (list, is_weak) in [(WORDS, false), (WEAK, true)] {
        for (value, words) in list {
            for word in *words {
                let alike = known.entry(first(word)).or_default();
                alike.push((word, *value, is_weak));
            }
        }
    }
    known
});

fn first(word: &str) -> char {
    word.chars().next().unwrap_or_default()
}

fn alike(word: &str) -> &'static [Known] {
    KNOWN.get(&first(word)).map_or(&[], Vec::as_slice)
}

fn value_of(word: &str) -> Option<u32> {
    let is_it = |(known, _, is_weak): &&Known| *known == word && !is_weak;
    alike(word).iter().find(is_it).map(|(_, value, _)| *value)
}

fn weak(word: &str) -> Option<u32> {
    let is_it = |(known, _, is_weak): &&Known| *known == word && *is_weak;
    alike(word).iter().find(is_it).map(|(_, value, _)| *value)
}

/// A number that is written in one word: "zevenenzeventig", "quarantacinque".
fn parts_of(word: &str) -> Option<Number> {
    if let Some(value) = value_of(word) {
        return Some(Number::of(value));
    }
    let mut number = Number::default();
    let mut rest = word;
    while !rest.is_empty() {
        let parts = alike(rest).iter();
        let longest = parts
            .filter(|(part, ..)| part.len() > 2 && rest.starts_with(part))
            .max_by_key(|(part, ..)| part.len());
        match longest {
            Some((part, value, _)) => {
                if !number.add(*value) {
                    return None;
                }
                rest = &rest[part.len()..];
            }
            None => {
                let joint = BETWEEN.iter().filter(|joint| joint.len() > 1);
                let rest_behind = joint
                    .filter(|_| number.parts > 0 && !number.joined)
                    .find_map(|joint| rest.strip_prefix(joint))?;
                number.joined = true;
                rest = rest_behind;
            }
        }
    }
    (number.parts > 1 && !number.joined).then_some(number)
}

/// The number that a word says the last of so many of.
fn ordinal(word: &str) -> Option<Number> {
    ORDINAL.iter().find_map(|(ending, letters)| {
        let rest = word.strip_suffix(ending)?;
        let mut ways = letters.iter().map(|letters| format!("{rest}{letters}"));
        let number = ways.find_map(|number| parts_of(&number))?;
        (rest.len() + 1 >= BEFORE_ENDING).then_some(number)
    })
}

/// A number as its words are read.
#[derive(Debug, Default)]
struct Number {
    value: u32,
    parts: usize,
    /// Whether "and" was the last word.
    joined: bool,
}

impl Number {
    fn of(value: u32) -> Self {
        Self {
            value,
            parts: 1,
            joined: false,
        }
    }

    /// Adds the value of the next word; false where that begins another number.
    fn add(&mut self, value: u32) -> bool {
        let tail = self.value % 100;
        let sum = match value {
            _ if self.parts == 0 => value,
            100 if (1..10).contains(&self.value) => self.value * 100,
            100 => return false,
            // "quatre-vingt"
            20 if tail == 4 && !self.joined => self.value - 4 + 80,
            // "drie en twintig"
            20..100 if (1..10).contains(&tail) && self.joined && value.is_multiple_of(10) => {
                self.value + value
            }
            1..100 if self.value >= 100 && tail == 0 => self.value + value,
            1..10 if tail >= 20 && tail.is_multiple_of(10) => self.value + value,
            // "soixante-dix-sept", "quatre-vingt-onze"
            10..20 if matches!(tail, 60 | 80) => self.value + value,
            7..10 if matches!(tail, 70 | 90) => self.value + value,
            // "dix-sept"
            7..10 if tail == 10 => self.value + value,
            _ => return false,
        };
        self.value = sum;
        self.parts += 1;
        self.joined = false;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    #[test]
    fn numbers_are_read_in_many_languages() {
        for (words, figures) in [
            ("zevenenzeventig", "77"),
            ("tweeëntwintig", "22"),
            ("drie en twintig", "23"),
            ("honderdtweeënveertig", "142"),
            ("dreiundzwanzig", "23"),
            ("einundzwanzig", "21"),
            ("hundertzwölf", "112"),
            ("vingt-et-un", "21"),
            ("soixante-dix-sept", "77"),
            ("quatre-vingt-quatre", "84"),
            ("quatre-vingt-dix-huit", "98"),
            ("cent douze", "112"),
            ("one hundred and forty-two", "142"),
            ("one four two", "1 4 2"),
            ("treinta y cinco", "35"),
            ("veintiocho", "28"),
            ("quarantacinque", "45"),
            ("ventotto", "28"),
            ("vinte e sete", "27"),
            ("dwadzieścia siedem", "27"),
            ("тридцать пять", "35"),
            ("чотирнадцять", "14"),
            ("δεκατέσσερα", "14"),
            ("سبعة وعشرون", "27"),
            ("yirmi üç", "23"),
            ("huszonhárom", "23"),
            ("nul negen drie vier", "0 9 3 4"),
            ("zéro quatre soixante-douze dix", "0 4 72 10"),
            ("nul negen, drie dubbel vier", "0 9, 3 44"),
            ("oh nine treble four", "0 9 444"),
            ("nove meia meia dois", "9 6 6 2"),
            ("double 7", "77"),
            ("seventy-seventh", "77"),
            ("zevenenzeventigste", "77"),
            ("siebenundsiebzigste", "77"),
            ("soixante-dix-septième", "77"),
            ("settantasettesimo", "77"),
            ("honderd vijfenveertig", "145"),
            ("novecientos setenta y seis", "976"),
            ("duzentos e cinquenta e três", "253"),
        ] {
            let said = format!("x {}, y", fold(words));
            let meant = in_figures(&said);
            assert_eq!(
                meant.as_deref(),
                Some(format!("x {figures}, y").as_str()),
                "{words}"
            );
        }
        for text in [
            "een huis en een tuin",
            "Open huis voor jongeren",
            "und so weiter",
        ] {
            assert_eq!(in_figures(&fold(text)), None, "{text}");
        }
    }
}
