//! What names say an organisation is by law.

use network::fold;
use strsim::osa_distance;

/// Kinds of legal forms, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forms(u8);

impl Forms {
    const FOUNDATION: u8 = 1;
    const ASSOCIATION: u8 = 2;
    const COMPANY: u8 = 4;

    /// Those that a name has in it.
    pub fn of(name: &str) -> Self {
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

/// Legal forms that say nothing at the end of a name, beside those that say nothing anywhere.
#[rustfmt::skip]
pub const LAST: [&str; 43] = [
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
pub fn with_forms_mended(name: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::{super::compare::Name, *};

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
    fn legal_forms_fit() {
        let fit = |one, other| Forms::of(one).fit(Forms::of(other));
        assert!(fit("Huis vzw", "Huis") && fit("Huis e.V.", "Verein Huis"));
        assert!(fit("Stichting Huis", "Huis Foundation"));
        assert!(!fit("Moriya Foundation", "Moriya Corporation"));
    }
}
