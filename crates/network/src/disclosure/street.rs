//! Streets, however they are written: with the kind of street abbreviated, the number first, an
//! addition behind it, or a letter wrong.

use super::{
    Text, fold,
    letters::{SMALL, are_alike, is_mistyped},
    tokens,
};

/// So many other words may stand between the words of a street, or between them and the number.
const BETWEEN: usize = 3;
/// So many between a street and a number that is said to be one: "nr 7".
const ANNOUNCED: usize = 12;
/// A street's name is written in one word or in so many more than it has.
const SPLIT: usize = 3;
/// The fewest letters of a street's name that says something without its number.
const TELLING: usize = 5;
/// So many where the address has no number.
const TELLING_ALONE: usize = 4;
/// The fewest letters of the name of a house.
const HOUSE: usize = 8;
/// So many single letters in a row are a word that was written apart.
const APART: usize = 4;
/// A small word in some languages, and an avenue in others.
const AVENUE: &str = "al";
/// The house numbers of more digits are postal codes and years.
const DIGITS: usize = 3;

/// Words for a kind of street, whole or abbreviated, as words of their own.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "al", "alameda", "allee", "alley", "aleea", "av", "ave", "avda", "avenida", "avenue", "avinguda", "bd", "bld",
    "blvd", "bolshaya", "boul", "boulevard", "bulevar", "bulevardul", "bulvar", "c", "cad", "caddesi", "calea",
    "calle", "camino", "carrer", "ch", "chaussee", "chee", "chemin", "close", "corso", "cours", "court", "ct",
    "dr", "drive", "dreef", "esplanade", "gasse", "gracht", "hof", "impasse", "kaai", "kade", "ku", "laan", "lane",
    "largo", "lgo", "ln", "markt", "natkadu", "nam", "namesti", "odos", "passage", "paseo", "piata", "piazza",
    "piazzale", "pl", "plac", "place", "platz", "plaza", "plein", "pplk", "praca", "pza", "quai", "r", "rd", "road",
    "route", "rte", "rua", "rue", "ruelle", "sokak", "sq", "square", "st", "steenweg", "steeg", "stg", "str", "strada",
    "straat", "strasse", "stradela", "street", "stwg", "szr", "tce", "ter", "terrace", "travessa", "trg", "trv",
    "tv", "u", "ul", "ulica", "ulice", "ulitsa", "utca", "ut", "v", "van", "via", "viale", "vicolo", "vle",
    "voie", "vul", "vulitsya", "way", "weg", "wy", "bulvar", "cami", "carretera", "cres", "crescent", "ctra", "faubourg",
    "fbg", "fg", "gardens", "gdns", "leoforos", "lg", "loc", "localita", "mt", "odos", "os", "osiedle", "plaats",
    "prospekt", "rda", "ronda", "row", "stw", "trav", "alei", "aleja", "aleje", "alejach", "cite", "dit", "leof",
    "leoforou", "lieu", "lieudit", "mount", "odou", "placu", "plateia", "plateias", "pso", "q", "rynek", "squ",
    "ulica", "ulicy", "vulytsia", "vulytsya", "λεωφ", "λεωφοροσ", "λεωφορου", "οδοσ", "οδο", "οδου", "πλατεια",
    "πλατειασ", "бул", "бульвар", "просп", "вул", "вулиця", "вулиці", "вулицею", "пл", "площа", "площі", "площадь",
    "пр", "проспект", "проспекті", "проспекте", "провулок", "ул", "улица", "улице", "улицы", "شارع",
];

/// Endings that name the kind of street within a word, the longest first.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "boulevard", "plaats", "steenweg", "chaussee", "strasse", "gaten", "gasse", "gracht", "straat", "straße", "street",
    "vagen", "vejen", "allee", "gatan", "gade", "gata", "laan", "markt", "plein", "platz", "steeg", "stwg", "stw", "stg", "dreef", "kaai", "kade",
    "damm", "dijk", "lei", "ring", "singel", "str", "utca", "veg", "vej", "weg", "hof", "ufer", "pad", "ln", "pl",
];

/// Titles within the names of streets, which are written whole, abbreviated or left out.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "abbe", "burg", "burgemeester", "capitaine", "cardinal", "conde", "doctor", "dokter", "docteur", "dom", "don",
    "dona", "dottor", "dr", "duc", "frei", "gen", "general", "generaal", "generale", "graaf", "ing", "ir", "kapitein",
    "kard", "kardinaal", "koning", "koningin", "marechal", "mgr", "monseigneur", "padre", "pater", "pere", "pres",
    "president", "presidente", "prins", "prinses", "prof", "professeur", "professor", "saint", "sainte", "san",
    "sankt", "sant", "santa", "santo", "sao", "sint", "st", "sta", "ste", "sto",
];

/// Small words that are part of a street's name in one place and left out in another.
#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &["am", "an", "auf", "bei", "beim", "ier", "ii", "iii", "iv", "na", "op", "sur", "zur", "на"];

/// Words for a house that has a name.
#[rustfmt::skip]
const HOUSES: &[&str] = &[
    "casa", "chateau", "cottage", "domaine", "dworek", "farm", "hall", "house", "hoeve", "huis", "lodge", "maison",
    "manor", "mansion", "mas", "masseria", "mill", "palais", "palazzo", "quinta", "rectory", "res", "residence",
    "residencia", "residenz", "schloss", "villa", "vicarage",
];

/// What announces the number of a house.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "civico", "hausnummer", "huisnummer", "n", "no", "nr", "num", "number", "numer", "numero", "nummer", "αρ",
    "αριθμοσ", "буд", "будинок", "д", "дом",
];

/// Abbreviations within which there is a full stop.
#[rustfmt::skip]
const SHORTENED: &[(&str, &str)] = &[
    ("c.so", "corso "), ("f.lli", "fratelli "), ("l.go", "largo "), ("n.a sr.a", "nossa senhora "),
    ("p.le", "piazzale "), ("p.tta", "piazzetta "), ("p.za", "piazza "), ("p.zza", "piazza "), ("v.le", "viale "),
];

/// What stands before a number that is not the house's.
#[rustfmt::skip]
const ADDITIONS: &[&str] = &[
    "apartment", "app", "appt", "apt", "b", "bat", "bis", "bldg", "bloc", "box", "bte", "bus", "boite", "dept", "esc",
    "escalier", "aufgang", "basement", "bajo", "building", "dcha", "dto", "edificio", "esq", "floor", "gebouw", "ground",
    "haus", "hinterhaus", "izda", "kv", "lok", "piano", "planta", "postfach", "room", "stock", "verd", "vorderhaus", "кв", "etage", "etg", "fl", "flat", "floor", "int", "interno", "lt", "og", "piso", "planta", "porte",
    "postbus", "scala", "stiege", "suite", "top", "tur", "unit", "verdieping", "whg", "wohnung", "zimmer",
];

/// The street and the house number of an address.
#[derive(Debug, Clone)]
pub struct Street {
    /// The words that tell the street from others, as they are written.
    words: Vec<String>,
    /// The whole name in one word, and what tells it from others in one.
    joined: [String; 2],
    /// The names of the house: all words of each tell it.
    houses: Vec<Vec<String>>,
    /// The whole address.
    address: String,
    /// Every number of the address: which of them is the house's is not sure, for floors, doors and
    /// flats are written before and behind it.
    numbers: Vec<String>,
    /// Whether the address says what kind of street it is, as "straat" does.
    has_kind: bool,
    /// Whether the name alone says nothing.
    number_needed: bool,
}

impl Street {
    /// Reads the first lines of an address; nothing where no word tells a street.
    pub fn parse(address: &str) -> Option<Self> {
        let folded = fold(address);
        let is_number = |token: &String| token.starts_with(char::is_numeric);
        let parts = Tokens::of(&folded).tokens;
        let mut numbers: Vec<String> = parts.into_iter().filter(is_number).collect();
        if numbers.len() > 1 {
            // A postal code is the whole town's.
            numbers.retain(|number| number.len() < 5);
        }
        let segments = segments(&folded);
        let named = street_segment(&segments)?;
        let is_kind = |token: &String| KINDS.contains(&token.as_str());
        let is_title = |token: &String| TITLES.contains(&token.as_str());
        let says_little = |token: &String| {
            token.chars().nth(1).is_none() || PREPOSITIONS.contains(&token.as_str())
        };
        let without = |least: &dyn Fn(&String) -> bool| -> Vec<String> {
            named
                .iter()
                .filter(|token| !least(token))
                .cloned()
                .collect()
        };
        let mut words = [
            without(&|token| is_kind(token) || is_title(token) || says_little(token)),
            without(&|token| is_kind(token) || is_title(token)),
            without(&is_kind),
            named.clone(),
        ]
        .into_iter()
        .find(|words| !words.is_empty())?;
        words.dedup();
        // "Am Kornmarkt" says more than "Kornmarkt".
        let prepositions = named
            .iter()
            .filter(|token| PREPOSITIONS.contains(&token.as_str()) && !words.contains(token));
        let letters = words.iter().chain(prepositions);
        let letters: usize = letters.map(|word| core(word).chars().count()).sum();
        let has_kind = named
            .iter()
            .any(|token| is_kind(token) || core(token) != token.as_str());
        let needed = match (numbers.is_empty(), has_kind) {
            (false, _) => TELLING,
            (true, true) => TELLING_ALONE,
            (true, false) => 2 * TELLING,
        };
        Some(Self {
            number_needed: letters < needed,
            has_kind,
            joined: [named.concat(), words.concat()],
            houses: houses(&segments, numbers.is_empty(), has_kind.then_some(&named)),
            address: tokens(&folded).join(" "),
            words,
            numbers,
        })
    }

    /// Takes the name alone for no disclosure.
    pub fn needs_number(&mut self) {
        self.number_needed = true;
    }

    /// Takes the name alone for no disclosure where it is the town's.
    pub fn is_no_secret_in(&mut self, town: &Text) {
        let is_town = |words: &Vec<String>| words.iter().all(|word| town.tokens.contains(word));
        self.number_needed |= !self.has_kind && is_town(&self.words);
        self.houses.retain(|house| !is_town(house));
    }

    /// The numbers of which one is the house's.
    pub fn numbers(&self) -> &[String] {
        &self.numbers
    }

    /// The address as it is written, in folded words.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether both are in the same street.
    pub fn is_street_of(&self, other: &Self) -> bool {
        self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .all(|word| other.words.iter().any(|known| is_like(known, word)))
    }

    /// Whether a text tells it: the house, or the street by its name as a street's.
    pub fn is_in(&self, text: &Text) -> bool {
        if self.number_is_in(text) || self.houses.iter().any(|house| text.has_together(house)) {
            return true;
        }
        if self.number_needed {
            return false;
        }
        match self.has_kind {
            true => self.named_as_street(text),
            // "Kouter" alone is the street where it is all that a field says.
            false => text.tokens.len() == self.words.len() && !self.places(text).is_empty(),
        }
    }

    /// Whether a text has the street and its number near each other.
    pub fn number_is_in(&self, text: &Text) -> bool {
        if self.numbers.is_empty() {
            return self.houses.iter().any(|house| text.has_together(house))
                || !self.number_needed && self.is_named_alone(text);
        }
        self.has_number_of(text)
            && (self
                .places(text)
                .into_iter()
                .any(|place| self.number_is_at(text, place))
                || self
                    .parted(text)
                    .any(|place| self.number_is_by(text, place)))
    }

    /// Whether the number is near a place in a text where the street's whole name stands.
    fn number_is_at(&self, text: &Text, (first, last): (usize, usize)) -> bool {
        let is_house = |token: &String| self.numbers.contains(token);
        let is_street = is_named(text, first, last, 1);
        // A word that is like the name is the street where its kind or its number is beside it.
        if self.has_kind && !is_street {
            // Where the kind should be, something else may be.
            return self.number_is_by(text, (first, last))
                || self.words.len() > 1 && around(text, first, last, 2).iter().any(is_house);
        }
        let is_announced = |at: usize| text.announced[at] && is_house(&text.tokens[at]);
        around(text, first, last, BETWEEN).iter().any(is_house)
            || (is_street || !self.has_kind || !self.number_needed)
                && (first.saturating_sub(ANNOUNCED)..text.tokens.len().min(last + ANNOUNCED))
                    .any(is_announced)
    }

    /// Whether the number is right beside a place in a text, with nothing between that says more.
    fn number_is_by(&self, text: &Text, place: (usize, usize)) -> bool {
        let mut beside = text.numbers_by(place);
        beside.any(|at| {
            self.numbers.contains(&text.tokens[at])
                && (text.announced[at] || !text.is_apart(place, at))
        })
    }

    /// Where one word of a longer name stands: people call a street by its last one.
    fn parted<'t>(&'t self, text: &'t Text) -> impl Iterator<Item = (usize, usize)> + 't {
        let long = |word: &&String| core(word).chars().count() >= TELLING;
        let words = self.words.iter().filter(long);
        let words = words.filter(|_| self.words.len() > 1);
        words.flat_map(|word| {
            let tokens = text.tokens.iter().enumerate();
            let places = tokens.filter(move |(_, token)| core(word) == core(token));
            places.map(|(at, _)| (at, at))
        })
    }

    /// Whether a text names the street, and no house of it.
    pub fn is_named_alone(&self, text: &Text) -> bool {
        let mut places = self.places(text).into_iter();
        places.any(|place| {
            let is_street = !self.has_kind
                || is_named(text, place.0, place.1, 1)
                || text.tokens.len() == self.words.len();
            is_street && !has_house(text, place)
        })
    }

    /// Whether a text has the number as one that is all it says, or that is said to be one.
    pub fn is_numbered_by(&self, text: &Text) -> bool {
        let mut tokens = text.tokens.iter().enumerate();
        tokens.any(|(at, token)| {
            self.numbers.contains(token) && (text.announced[at] || text.tokens.len() <= 2)
        })
    }

    /// Whether a text has its number anywhere.
    pub fn has_number_of(&self, text: &Text) -> bool {
        text.tokens.iter().any(|token| self.numbers.contains(token))
    }

    /// Whether two texts have the street and its number once they are read as one, of which the
    /// first does not name another house.
    pub fn is_in_both(&self, one: &Text, other: &Text, joined: &Text) -> bool {
        let is_parted = || self.places(one).is_empty() && self.places(other).is_empty();
        let in_full = |place: (usize, usize)| {
            (!self.has_kind || is_named(joined, place.0, place.1, 1))
                && self.number_is_at(joined, place)
        };
        (is_parted() || self.is_named_alone(one)) && self.places(joined).into_iter().any(in_full)
    }

    /// Whether a text names the street as one, with the kind of street, and no other house of it.
    fn named_as_street(&self, text: &Text) -> bool {
        let mut places = self.places(text).into_iter();
        places.any(|place| is_named(text, place.0, place.1, 2) && !has_house(text, place))
    }

    /// Where all words of the street stand near each other in a text: from which token to which.
    fn places(&self, text: &Text) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let span = self.words.len() + BETWEEN;
        for first in 0..text.tokens.len() {
            let window = &text.tokens[first..(first + span).min(text.tokens.len())];
            found.extend(
                self.spread(window)
                    .or_else(|| self.split(window))
                    .map(|last| (first, first + last)),
            );
        }
        found
    }

    /// Where the last of the words stands, when a window begins with one and has all others. At most
    /// some of them are abbreviated.
    fn spread(&self, window: &[String]) -> Option<usize> {
        let first = &window[0];
        let begins = |word: &String| {
            is_like(word, first) || is_short_for(first, word) || is_long_for(first, word)
        };
        if !self.words.iter().any(begins)
            || !self.words.iter().any(|word| {
                let is_it = |token: &String| is_like(word, token) || is_long_for(token, word);
                window.iter().any(is_it)
            })
        {
            return None;
        }
        let at = self.words.iter().map(|word| {
            let whole = window.iter().position(|token| is_like(word, token));
            whole.or_else(|| {
                let is_short =
                    |token: &String| is_short_for(token, word) || is_long_for(token, word);
                window.iter().position(is_short)
            })
        });
        at.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Where the name ends, when a window begins with it in fewer or more words than the address.
    fn split(&self, window: &[String]) -> Option<usize> {
        let most = (self.words.len() + SPLIT).min(window.len());
        self.joined.iter().find_map(|whole| {
            let name = core(whole);
            if name.chars().count() < TELLING {
                return None;
            }
            let mut joined = String::new();
            let mut words = window[..most].iter();
            let numbered = words.position(|token| token.starts_with(char::is_numeric));
            window[..numbered.unwrap_or(most)].iter().position(|token| {
                joined.push_str(token);
                core(&joined) == name || is_mistyped(whole, &joined) || are_alike(whole, &joined)
            })
        })
    }
}

/// The words and numbers of a folded text, as streets are looked for among them.
#[derive(Debug, Default)]
pub struct Tokens {
    pub tokens: Vec<String>,
    /// Which of them is said to be the number of a house.
    pub announced: Vec<bool>,
    /// Which of them stands behind a small word that was left out.
    pub behind: Vec<bool>,
}

impl Tokens {
    pub fn of(folded: &str) -> Self {
        let mut text = folded.to_owned();
        if text.contains('.') {
            for (written, meant) in SHORTENED {
                text = text.replace(written, meant);
            }
        }
        let mut found = Self::default();
        let (mut announced, mut behind) = (false, false);
        let mut all = whole_words(super::words_and_numbers(&text))
            .into_iter()
            .peekable();
        while let Some(token) = all.next() {
            let number_next = all
                .peek()
                .is_some_and(|next| next.starts_with(char::is_numeric));
            if number_next && MARKS.contains(&token.as_str()) {
                announced = true;
                continue;
            }
            // A single letter may be an initial.
            let is_small = token.chars().nth(1).is_some() && token != AVENUE;
            if is_small && SMALL.contains(&token.as_str()) {
                behind = true;
                continue;
            }
            found.tokens.push(token);
            found.announced.push(std::mem::take(&mut announced));
            found.behind.push(std::mem::take(&mut behind));
        }
        found
    }
}

/// Puts together what was written "l e t t e r  by letter".
fn whole_words(tokens: Vec<String>) -> Vec<String> {
    let is_single =
        |token: &String| token.chars().nth(1).is_none() && token.starts_with(char::is_alphabetic);
    let mut whole = Vec::with_capacity(tokens.len());
    for run in tokens.chunk_by(|one, other| is_single(one) && is_single(other)) {
        match run.len() {
            0..APART => whole.extend(run.iter().cloned()),
            _ => whole.push(run.concat()),
        }
    }
    whole
}

/// The parts of an address between commas: the words that name something, without numbers and what
/// is behind the number of the house.
fn segments(folded: &str) -> Vec<Vec<String>> {
    let segments = folded.split([',', ';', '\n', '(', ')']).map(|segment| {
        let mut named: Vec<String> = Vec::new();
        let mut tells = false;
        for token in Tokens::of(segment).tokens {
            let is_number = token.starts_with(char::is_numeric);
            if is_number && tells {
                break;
            }
            // "77a", "77 B": one letter behind a number is an addition.
            let is_letter = token.chars().nth(1).is_none() && !KINDS.contains(&token.as_str());
            if is_number || is_letter && named.is_empty() || is_no_name(&token) {
                continue;
            }
            tells |= !KINDS.contains(&token.as_str());
            named.push(token);
        }
        named
    });
    segments.filter(|named| !named.is_empty()).collect()
}

/// The part of an address that names the street: the first one with a kind of street, else the
/// first one with a name.
fn street_segment(segments: &[Vec<String>]) -> Option<Vec<String>> {
    let has_kind = |named: &&Vec<String>| {
        let is_kind =
            |token: &String| KINDS.contains(&token.as_str()) || core(token) != token.as_str();
        named.iter().any(is_kind) && named.iter().any(|token| !KINDS.contains(&token.as_str()))
    };
    let with_kind = segments.iter().find(has_kind);
    with_kind.or(segments.first()).cloned()
}

/// The names that a house has in an address; where it has no number, whatever tells it.
fn houses(
    segments: &[Vec<String>],
    no_number: bool,
    street: Option<&Vec<String>>,
) -> Vec<Vec<String>> {
    let is_house = |words: &&Vec<String>| {
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let is_named = words.iter().any(|word| HOUSES.contains(&word.as_str()));
        letters >= HOUSE && words.len() > 1 && (is_named || no_number)
            || no_number && words.len() == 1 && letters >= HOUSE
    };
    // What stands last may be the town.
    let last = match segments {
        [.., last] if segments.len() > 1 && last.len() == 1 => segments.len() - 1,
        _ => segments.len(),
    };
    let others = segments[..last]
        .iter()
        .filter(|words| Some(*words) != street);
    others.filter(is_house).cloned().collect()
}

fn is_no_name(token: &str) -> bool {
    ADDITIONS.contains(&token) || SMALL.contains(&token)
}

/// The tokens of a place in a text and so many around it.
fn around(text: &Text, first: usize, last: usize, distance: usize) -> &[String] {
    let from = first.saturating_sub(distance);
    let to = (last + distance + 1).min(text.tokens.len());
    &text.tokens[from..to]
}

/// Whether the number of a house is beside a place in a text.
fn has_house(text: &Text, place: (usize, usize)) -> bool {
    let mut beside = text.numbers_by(place);
    beside.any(|at| text.tokens[at].len() <= DIGITS)
}

/// Whether a token says nothing between a street and its number.
pub fn is_filler(token: &str) -> bool {
    let is_letter = token.chars().nth(1).is_none() && token.starts_with(char::is_alphabetic);
    is_letter || KINDS.contains(&token)
}

/// Whether a kind of street, in so many letters at least, stands in or beside a place in a text.
fn is_named(text: &Text, first: usize, last: usize, letters: usize) -> bool {
    let is_kind = |token: &String| {
        KINDS.contains(&token.as_str()) && token.chars().count() >= letters
            || core(token).len() < token.len()
    };
    around(text, first.saturating_sub(1), last, 1)
        .iter()
        .any(is_kind)
}

/// A word without the ending that names the kind of street.
fn core(word: &str) -> &str {
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().nth(2).is_some())
        .unwrap_or(word)
}

/// Whether a token of a text is a street's word, with the kind of street abbreviated or left out,
/// or mistyped by one letter.
fn is_like(word: &str, token: &str) -> bool {
    let (named, given) = (core(word), core(token));
    // "Groenpl." for "Groenplaats": the ending is cut.
    let is_cut = word.starts_with(token) && token.len() > named.len();
    named == given
        || is_cut
        || is_mistyped(named, given)
        || is_mistyped(word, token)
        || are_alike(word, token)
}

/// Whether a token is so much of a word that nothing else is meant: "Oberk." for "Oberkampf".
fn is_long_for(token: &str, word: &str) -> bool {
    let (short, whole) = (token.chars().count(), word.chars().count());
    short >= TELLING && 2 * short >= whole && short + 2 <= whole && word.starts_with(token)
}

/// Whether a token abbreviates a word: "G." for "Giuseppe", "Kard." for "Kardinaal".
fn is_short_for(token: &str, word: &str) -> bool {
    let (short, whole) = (token.chars().count(), word.chars().count());
    short + 2 <= whole
        && short <= 5
        && !token.starts_with(char::is_numeric)
        && word.starts_with(token)
}
