//! How like two names are.

use std::cmp::Ordering;

use strsim::osa_distance;

use network::{fold, telling_words};

/// A name in the form in which names are compared.
#[derive(Debug, Clone)]
pub struct Name {
    /// The whole name, folded.
    pub folded: String,
    /// The words that tell something, in their order.
    pub words: Vec<String>,
    /// The same without spaces.
    pub text: String,
    /// What stood behind it in brackets, folded.
    pub aside: Option<String>,
    /// What it says it is by law.
    pub forms: Forms,
    /// Whether others may be called so as well: every state has such a one.
    pub is_common: bool,
}

/// Kinds of legal forms, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forms(u8);

impl Forms {
    const FOUNDATION: u8 = 1;
    const ASSOCIATION: u8 = 2;
    const COMPANY: u8 = 4;

    fn of(name: &str) -> Self {
        let folded = fold(name).replace('.', "");
        // One word alone is a name: OHG may be the Open Huis Gent.
        if !folded.contains(' ') {
            return Self::default();
        }
        let words = folded.split(|c: char| !c.is_alphanumeric());
        Self(words.fold(0, |forms, word| {
            forms
                | match word {
                    _ if FOUNDATIONS.contains(&word) => Self::FOUNDATION,
                    _ if ASSOCIATIONS.contains(&word) => Self::ASSOCIATION,
                    _ if COMPANIES.contains(&word) || LAST.contains(&word) => Self::COMPANY,
                    _ => 0,
                }
        }))
    }

    /// Those of both.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether they may be those of one organisation: that of a foundation is no company.
    pub const fn fit(self, other: Self) -> bool {
        self.0 == 0 || other.0 == 0 || self.0 & other.0 != 0
    }
}

/// How like a name is to one of a member's.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Closeness {
    /// Nothing of the one is in the other.
    #[default]
    None,
    /// They share so much, from 0 to 1, and differ in what tells something.
    Alike(f64),
    /// Probably the same, but another organisation may be called so as well: what is known beside the
    /// name must say that it is this one.
    Doubtful { share: f64, is_main: bool },
    /// The same but for so many of the letters, from 0 to 1; `is_main` for what the member is
    /// mainly called.
    Misspelt { share: f64, is_main: bool },
    /// The same words, but for those that tell nothing.
    SameWords { is_main: bool },
    /// The same name.
    Same { is_main: bool },
}

impl Closeness {
    /// Whether the names are one.
    pub fn is_same(self) -> bool {
        !matches!(self, Self::None | Self::Alike(_) | Self::Doubtful { .. })
    }

    /// Whether they are probably one.
    pub fn is_probable(self) -> bool {
        self.is_same() || matches!(self, Self::Doubtful { .. })
    }

    /// How like they are, from 0 to 1.
    pub fn likeness(self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Alike(share) => 0.8 * share,
            Self::Doubtful { share, .. } => 0.95 - share,
            Self::Misspelt { share, .. } => 1.0 - share,
            Self::SameWords { .. } => 0.98,
            Self::Same { .. } => 1.0,
        }
    }

    /// Whether it is what the member is mainly called, by which of two that are as likely that one
    /// comes first.
    pub fn is_main(self) -> bool {
        matches!(
            self,
            Self::Same { is_main: true }
                | Self::Doubtful { is_main: true, .. }
                | Self::SameWords { is_main: true }
                | Self::Misspelt { is_main: true, .. }
        )
    }
}

impl PartialOrd for Closeness {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let key = |one: &Self| (one.likeness(), one.is_main());
        key(self).partial_cmp(&key(other))
    }
}

/// Words that are written in more ways than one, as one of them; folded.
const VARIANTS: [(&str, &str); 3] = [
    ("intl", "international"),
    ("natl", "national"),
    ("univ", "university"),
];

/// What every state has, and calls alike.
#[rustfmt::skip]
const COMMON: [&str; 9] = [
    "ministere", "ministerie", "ministerio", "ministerium", "ministero", "ministerstvo", "ministry", "министерство",
    "міністерство",
];

/// With more words, a name says which one it is.
const MOST_COMMON: usize = 3;

/// Legal forms that say nothing at the end of a name, beside those that say nothing anywhere.
#[rustfmt::skip]
const LAST: [&str; 43] = [
    "ab", "as", "asa", "bhd", "co", "company", "corp", "corporation", "cvba", "dd", "doo", "gk",
    "jsc", "kft", "kgaa", "kk", "lda", "llp", "lp", "ltda", "ojsc", "ohg", "oy", "oyj", "pjsc",
    "pte", "pty", "pvt", "sa", "sas", "sdn", "se", "sl", "slu", "spa", "spzoo", "sprl", "sro",
    "zrt", "ао", "зао", "ооо", "пао",
];

#[rustfmt::skip]
const FOUNDATIONS: [&str; 18] = [
    "alapitvany", "fondation", "fondazione", "foundation", "fundacao", "fundacio", "fundacion", "fundacja",
    "fundatia", "nadace", "nadacia", "saatio", "stichting", "stiftelse", "stiftelsen", "stiftung", "vakfi", "zaklada",
];

#[rustfmt::skip]
const ASSOCIATIONS: [&str; 24] = [
    "aisbl", "asbl", "asociacion", "asociatia", "associacao", "associacio", "association", "associazione",
    "dernegi", "egyesulet", "ev", "forening", "foreningen", "ivzw", "ry", "sdruzeni", "spolek", "stowarzyszenie",
    "udruga", "udruzenje", "verein", "vereniging", "vzw", "yhdistys",
];

#[rustfmt::skip]
const COMPANIES: [&str; 14] = [
    "ag", "aps", "bv", "gmbh", "inc", "incorporated", "kg", "limited", "llc", "ltd", "nv", "plc", "sarl", "srl",
];

/// A name in which legal forms that were mistyped are as they should be: a slip there is no other word.
fn with_forms_mended(name: &str) -> String {
    let folded = fold(name);
    let mut mended = String::with_capacity(folded.len());
    for word in folded.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        match form_meant(bare) {
            Some(form) => {
                mended.push_str(form);
                mended.push_str(&word[bare.len()..]);
            }
            None => mended.push_str(word),
        }
    }
    mended
}

/// The long legal form that a word is with one slip.
fn form_meant(word: &str) -> Option<&'static str> {
    let length = word.chars().count();
    if length + 1 < LONG_FORM {
        return None;
    }
    let forms = FOUNDATIONS.into_iter().chain(ASSOCIATIONS).chain(COMPANIES);
    let mut forms = forms.chain(LAST).filter(|form| form.len() >= LONG_FORM);
    let is_one = FOUNDATIONS.contains(&word) || ASSOCIATIONS.contains(&word);
    forms.find(|form| !is_one && osa_distance(form, word) == 1)
}

/// The shortest legal form in which a slip is mended.
const LONG_FORM: usize = 7;

impl Name {
    /// Reads a name that somebody wrote, be its legal form mistyped.
    pub fn written(name: &str) -> Self {
        Self {
            folded: fold(name),
            ..Self::new(&with_forms_mended(name))
        }
    }

    /// Reads a name.
    pub fn new(name: &str) -> Self {
        let mut words = telling_words(name);
        while words.len() > 1
            && words
                .last()
                .is_some_and(|last| LAST.contains(&last.as_str()))
        {
            words.pop();
        }
        for word in &mut words {
            if let Some((_, usual)) = VARIANTS.iter().find(|(variant, _)| variant == word) {
                *word = (*usual).to_owned();
            }
        }
        let is_common =
            words.len() <= MOST_COMMON && fold(name).split(' ').any(|word| COMMON.contains(&word));
        Self {
            folded: fold(name),
            text: words.concat(),
            words,
            aside: None,
            forms: Forms::of(name),
            is_common,
        }
    }

    /// Reads a name behind which something stood in brackets.
    pub fn with_aside(name: &str, aside: &str) -> Self {
        Self {
            aside: Some(aside.to_owned()),
            ..Self::written(name)
        }
    }

    /// Whether what comes first in it may be what comes last: a comma stands between them.
    pub fn may_be_turned(&self) -> bool {
        self.folded.contains([',', ':', ';'])
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.text.chars().count()
    }

    /// How many slips it may have.
    fn most_slips(&self) -> usize {
        (self.letters() / LETTERS_PER_SLIP).clamp(1, MOST_SLIPS)
    }

    /// Whether it is one short word, which is mostly an abbreviation that several may have.
    pub fn is_abbreviation(&self) -> bool {
        self.words.len() == 1 && self.letters() < ABBREVIATION && is_spelt_by_letters(&self.text)
    }
}

/// A word with fewer letters is mostly an abbreviation where it stands alone.
const ABBREVIATION: usize = 6;

/// How many slips there are in a name, of which these words are not in the other one as they are; nothing
/// where one of them is another word than any of `theirs`, given with their places. `is_word` tells what
/// is a word of its own, and `matched` is told which word is which.
pub fn slips(
    asked: &Name,
    mine: &[&str],
    mut theirs: Vec<(usize, &str)>,
    is_word: impl Fn(&str) -> bool,
    mut matched: impl FnMut(usize, usize),
) -> Option<Slips> {
    let most = asked.most_slips();
    // A short word alone with another letter is another name: Oceana and Ocean.
    let is_short = asked.words.len() == 1 && asked.letters() < TWO_SLIPS;
    if mine.len() != theirs.len() || mine.len() > most || is_short {
        return None;
    }
    let (mut slips, mut is_sure) = (0, true);
    for (number, word) in mine.iter().enumerate() {
        let nearest = theirs.iter().enumerate().filter_map(|(place, (_, their))| {
            slips_of_word(word, their, &is_word).map(|slips| (slips, place))
        });
        let (count, place) = nearest.min()?;
        slips += count;
        is_sure &= !is_word(word);
        let (their, _) = theirs.swap_remove(place);
        matched(number, their);
    }
    (slips <= most).then_some(Slips {
        count: slips,
        is_sure,
    })
}

/// The slips in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slips {
    /// How many there are.
    pub count: usize,
    /// Whether they can be nothing but slips: no word was another one's before.
    pub is_sure: bool,
}

/// Whether places are in their order; begun anywhere, where a name may be `turned`: "Gent, Open Huis" is
/// Open Huis Gent, but Washington University is not the University of Washington.
pub fn in_order(places: &[usize], turned: bool) -> bool {
    let next = places.iter().cycle().skip(1);
    let falls = places.iter().zip(next).filter(|(one, next)| next < one);
    match turned {
        true => falls.count() <= 1,
        false => places.is_sorted(),
    }
}

/// Of so many letters of a name one may be mistyped …
const LETTERS_PER_SLIP: usize = 10;
/// … and never more.
const MOST_SLIPS: usize = 3;

/// The shortest word that may have a letter too many or too few, or two of them swapped.
const SLIP: usize = 4;
/// The shortest word that may have one letter instead of another, or another beginning.
const WRONG_LETTER: usize = 6;
/// The shortest word that may have two slips.
const TWO_SLIPS: usize = 9;
/// The shortest word that has endings by which languages differ: institut and instituto.
const ENDING: usize = 7;

/// How often one word must be mistyped to be the other one; nothing where it is another word.
fn slips_of_word(asked: &str, known: &str, is_word: impl Fn(&str) -> bool) -> Option<usize> {
    let (length, other) = (asked.chars().count(), known.chars().count());
    let shorter = length.min(other);
    if shorter + 1 < SLIP || length.max(other) < SLIP || length.abs_diff(other) > 2 {
        return None;
    }
    if !is_spelt_by_letters(asked) || !is_spelt_by_letters(known) {
        return None;
    }
    let slips = osa_distance(asked, known);
    let allowed = match shorter {
        TWO_SLIPS.. => 2,
        _ => 1,
    };
    if slips > allowed {
        return None;
    }
    let same_beginning = asked.chars().next() == known.chars().next();
    let letter_for_letter = length == other && !is_swap(asked, known);
    // Two letters before a word make another one of it: organic and inorganic.
    if slips == 2 && !same_beginning {
        return None;
    }
    if shorter < WRONG_LETTER && (letter_for_letter || !same_beginning) {
        return None;
    }
    if is_word(asked) {
        // A word of its own is no slip, unless it is written otherwise elsewhere (centre), or is the same
        // word of another language.
        if SPELT_OTHERWISE.contains(&(asked, known)) || SPELT_OTHERWISE.contains(&(known, asked)) {
            return Some(1);
        }
        let begins_alike = asked
            .chars()
            .zip(known.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let ending = shorter >= ENDING && slips == 1 && begins_alike + 1 >= shorter;
        return ending.then_some(slips);
    }
    Some(slips)
}

/// Words that are spelt otherwise in another country.
const SPELT_OTHERWISE: [(&str, &str); 3] = [
    ("center", "centre"),
    ("organization", "organisation"),
    ("theater", "theatre"),
];

/// Whether the same letters stand in both, so that no letter stands for another.
fn is_swap(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// A number has no slip, nor has a word in a script whose signs are syllables or words.
pub fn is_spelt_by_letters(word: &str) -> bool {
    let letter = |c: char| !c.is_numeric() && !matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..);
    word.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips_of(asked: &str, known: &str) -> Option<usize> {
        let (asked, known) = (Name::new(asked), Name::new(known));
        let without = |words: &[String], others: &[String]| -> Vec<String> {
            let left = words.iter().filter(|word| !others.contains(word));
            left.cloned().collect()
        };
        let mine = without(&asked.words, &known.words);
        let theirs = without(&known.words, &asked.words);
        let texts = |words: &'static [String]| words.iter().map(String::as_str).collect::<Vec<_>>();
        let (mine, theirs) = (mine.leak(), theirs.leak());
        let theirs = texts(theirs).into_iter().enumerate().collect();
        let is_word = |word: &str| ["homburg", "urology", "institut"].contains(&word);
        slips(&asked, &texts(mine), theirs, is_word, |_, _| {}).map(|slips| slips.count)
    }

    #[test]
    fn slips_are_forgiven_and_other_words_are_not() {
        for (asked, known, slips) in [
            ("Open Huis Gent", "Gent Open Huis vzw", 0),
            ("Centre for Refugees Ltd", "Center for Refugees", 1),
            ("Gezondheit voor Iedereen", "Gezondheid voor Iedereen", 1),
            ("Ezondheid voor Iedereen", "Gezondheid voor Iedereen", 1),
            (
                "Gezodnheid voor Iederen Vlaanderen",
                "Gezondheid voor Iedereen Vlaanderen",
                2,
            ),
            ("Institut Colombia Salud", "Instituto Colombia Salud", 1),
        ] {
            assert_eq!(slips_of(asked, known), Some(slips), "{asked} / {known}");
        }
        for (asked, known) in [
            ("Caritas Gent", "Caritas Genk"),
            ("Klinikum Homburg", "Klinikum Hamburg"),
            ("Institute of Urology", "Institute of Neurology"),
            ("Hospital 12", "Hospital 13"),
            ("Open Huis", "Open Hart"),
            ("Open Huis Gent", "Open Huis"),
            ("北京大学第一人民医院", "北京大学第二人民医院"),
        ] {
            assert_eq!(slips_of(asked, known), None, "{asked} / {known}");
        }
    }

    #[test]
    fn legal_forms_are_mended() {
        for (name, words) in [
            ("Hope Foundatiot", "hope"),
            ("Schader-Stifutng", "schader"),
            ("ondation du Souffle", "souffle"),
            ("Naha Medical Associatton", "naha medical"),
        ] {
            assert_eq!(Name::written(name).words.join(" "), words, "{name}");
        }
    }

    #[test]
    fn names_may_be_turned_and_legal_forms_fit() {
        assert!(in_order(&[0, 1, 2], false) && in_order(&[2, 0, 1], true));
        assert!(!in_order(&[1, 0], false) && !in_order(&[3, 1, 2, 0], true));
        let fit = |one, other| Forms::of(one).fit(Forms::of(other));
        assert!(fit("Huis vzw", "Huis") && fit("Huis e.V.", "Verein Huis"));
        assert!(fit("Stichting Huis", "Huis Foundation"));
        assert!(!fit("Moriya Foundation", "Moriya Corporation"));
    }
}
