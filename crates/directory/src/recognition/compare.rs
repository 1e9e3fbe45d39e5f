//! How like two names are.

use std::cmp::Ordering;

use network::{fold, telling_words};

use super::{
    forms::{Forms, LAST, with_forms_mended},
    slips::is_spelt_by_letters,
};

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
        let folded = fold(name);
        let is_common =
            words.len() <= MOST_COMMON && folded.split(' ').any(|word| COMMON.contains(&word));
        Self {
            folded,
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

    /// Whether it is one short word, which is mostly an abbreviation that several may have.
    pub fn is_abbreviation(&self) -> bool {
        self.words.len() == 1 && self.letters() < ABBREVIATION && is_spelt_by_letters(&self.text)
    }
}

/// A word with fewer letters is mostly an abbreviation where it stands alone.
const ABBREVIATION: usize = 6;
