//! What a row gives for the fields of a record, and how it is applied to them.

use std::collections::BTreeMap;

use crate::privacy::{self, Word};
use network::{
    Date, Email, Invalid, LanguageTag, Link, Listing, LocalizedText, Visibility, WebAddress,
    parse_past_date, text,
};

/// What a row gives for a field: nothing when its file does not feed the field at all.
pub type Given<T> = Option<T>;

/// A text by language: for each language that is fed, the text or nothing.
pub type Texts = BTreeMap<LanguageTag, Option<String>>;

/// A text by language, and what is given for it in the language that its member writes in, whichever
/// that is. What is given for that language by name goes before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnTexts {
    /// What is given without a language.
    pub own: Given<Option<String>>,
    /// What is given with one.
    pub by_language: Texts,
}

impl OwnTexts {
    /// Applies what is given to a field of a member that writes in this language.
    pub fn apply(&self, field: &mut LocalizedText, language: &LanguageTag) {
        match &self.own {
            None => {}
            Some(Some(text)) => {
                field.0.insert(language.clone(), text.clone());
            }
            Some(None) => {
                field.0.remove(language);
            }
        }
        for (named, given) in &self.by_language {
            match given {
                Some(given) => {
                    field.0.insert(named.clone(), given.clone());
                }
                // What stands in the one column is not taken away by an empty cell beside it.
                None if named == language && matches!(self.own, Some(Some(_))) => {}
                None => {
                    field.0.remove(named);
                }
            }
        }
    }

    /// Whether a field says what is given already.
    pub fn is_said_by(&self, field: &LocalizedText, language: &LanguageTag) -> bool {
        let mut after = field.clone();
        self.apply(&mut after, language);
        after == *field
    }
}

/// What a row says of who may see something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated<T> {
    /// Nothing feeds the field.
    Unsaid,
    /// Something feeds it, and the row leaves it open: of what is known already it changes nothing,
    /// and what is new cannot be taken.
    Open,
    /// It says this.
    Says(T),
}

impl<T: Copy> Stated<T> {
    /// What it says, if it says anything.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Says(value) => Some(value),
            _ => None,
        }
    }
}

/// What can be applied to a field of a record.
pub trait Apply {
    /// The type of the field.
    type Field;

    /// Sets the field to what was given; leaves it as it is where nothing was.
    fn apply(&self, field: &mut Self::Field);
}

impl<T: Clone> Apply for Given<T> {
    type Field = T;

    fn apply(&self, field: &mut T) {
        if let Some(value) = self {
            field.clone_from(value);
        }
    }
}

impl<T: Copy> Apply for Stated<T> {
    type Field = T;

    fn apply(&self, field: &mut T) {
        if let Self::Says(value) = self {
            *field = *value;
        }
    }
}

impl Apply for Texts {
    type Field = LocalizedText;

    fn apply(&self, field: &mut LocalizedText) {
        for (language, given) in self {
            match given {
                Some(given) => field.0.insert(language.clone(), given.clone()),
                None => field.0.remove(language),
            };
        }
    }
}

/// Reads a name.
pub fn name(given: &str) -> Result<String, Invalid> {
    text::line(given, text::NAME_LENGTH)
}

/// Reads a text of one line.
pub fn line(given: &str) -> Result<String, Invalid> {
    text::line(given, text::LINE_LENGTH)
}

/// Reads a web address that browsers open as it stands.
pub fn website(given: &str) -> Result<WebAddress, Invalid> {
    let address: WebAddress = given.parse()?;
    let scheme = address.as_str().split_inclusive("//").next();
    let opens = |scheme: &str| {
        scheme.eq_ignore_ascii_case("https://") || scheme.eq_ignore_ascii_case("http://")
    };
    match scheme.is_some_and(opens) {
        true => Ok(address),
        false => Err(Invalid::new(
            "invalid_url",
            format!("\"{address}\" is not a web address; it begins with https:// or http://"),
        )),
    }
}

/// Reads a link of which browsers open the address as it stands.
pub fn link(given: &str) -> Result<Link, Invalid> {
    let link: Link = given.parse()?;
    Ok(Link {
        url: website(link.url.as_str())?,
        ..link
    })
}

/// Reads an e-mail address that others can write to.
pub fn email(given: &str) -> Result<Email, Invalid> {
    let address: Email = given.parse()?;
    let domain = address.as_str().rsplit('@').next().unwrap_or_default();
    match domain.contains('.') {
        true => Ok(address),
        false => Err(Invalid::new(
            "invalid_email",
            format!(
                "\"{address}\" is not an e-mail address, for \"{domain}\" is not a whole domain; one looks \
                 like info@example.org"
            ),
        )),
    }
}

/// Reads a day on which something happened; a program's midnight behind it says no more.
pub fn past_date(given: &str) -> Result<Date, Invalid> {
    let day = match given.get(10..) {
        Some(" 00:00:00" | "T00:00:00" | "T00:00:00Z" | "T00:00:00.000Z") => &given[..10],
        _ => given,
    };
    parse_past_date(day)
}

/// Reads a word for yes or no, in any of the seven languages, or a mark.
pub fn yes_or_no(text: &str) -> Result<bool, Invalid> {
    match privacy::word(text) {
        Some(Word::Yes) => Ok(true),
        Some(Word::No) => Ok(false),
        _ => Err(Invalid::new(
            "invalid_boolean",
            format!(
                "\"{text}\" is neither yes nor no; write true or false, or translate it in the mapping"
            ),
        )),
    }
}

/// Reads who may see a place: its code, or a word for it in the seven languages.
pub fn visibility(text: &str) -> Result<Visibility, Invalid> {
    if let Ok(visibility) = text.parse() {
        return Ok(visibility);
    }
    match privacy::word(text) {
        Some(Word::Public) => Ok(Visibility::Public),
        Some(Word::City) => Ok(Visibility::City),
        Some(Word::Hidden) => Ok(Visibility::Hidden),
        word => Err(unclear(text, word, "public, city or hidden", "hidden")),
    }
}

/// Reads whether a member is listed: its code, or a word for it in the seven languages.
pub fn listing(text: &str) -> Result<Listing, Invalid> {
    if let Ok(listing) = text.parse() {
        return Ok(listing);
    }
    match privacy::word(text) {
        Some(Word::Public) => Ok(Listing::Listed),
        Some(Word::Hidden) => Ok(Listing::Unlisted),
        word => Err(unclear(text, word, "listed or unlisted", "unlisted")),
    }
}

fn unclear(text: &str, word: Option<Word>, right: &str, strictest: &str) -> Invalid {
    let remedy = match word {
        Some(Word::Yes | Word::No) => format!(
            "write {right}, or say in the mapping what it stands for, such as values = {{ yes = \
             \"{strictest}\" }}"
        ),
        _ => format!("write {right}"),
    };
    Invalid::new(
        "unclear_privacy",
        format!("\"{text}\" does not say clearly who may see it; {remedy}"),
    )
}
