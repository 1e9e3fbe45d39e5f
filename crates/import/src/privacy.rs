//! How people say in a spreadsheet that something is not for everybody: what the names of columns
//! sound like, and what the cells of such columns say.
//!
//! Nothing is published by what is found here, and nothing is hidden by it: whoever imports says
//! what a column means. It is only that such a column is never passed over in silence.

mod words;

use serde::Deserialize;

use crate::bounds::short;
use network::{Invalid, fold};

/// A column whose name sounds like privacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivacyColumn {
    /// What it is about.
    pub about: About,
    /// What a *yes* in it does; nothing where the name does not tell.
    pub yes: Option<Effect>,
}

/// What a column that sounds like privacy is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The entry as a whole, or what the row is about.
    Entry,
    /// Where somebody is.
    Place,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// What a *yes* does to what is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It takes it from the public.
    Hides,
    /// It gives it to the public.
    Shows,
}

/// What a cell says that is about privacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Yes, a tick or a one.
    Yes,
    /// No or a nought.
    No,
    /// It is for everybody.
    Public,
    /// The city is for everybody, and no more.
    City,
    /// It is for nobody.
    Hidden,
}

/// Whether a text says that something is not for everybody.
pub fn hides(text: &str) -> bool {
    column(text).is_some_and(|heard| heard.yes == Some(Effect::Hides))
}

/// What a note at a cell says of privacy: it is about its row, whatever is read of the cell.
pub fn noted(note: &str) -> Invalid {
    Invalid::new(
        "unheard_privacy",
        format!(
            "a note at the cell says \"{}\", which sounds like privacy; say it in a column, or take \
             the note out",
            short(note)
        ),
    )
}

/// What the name of a column says of privacy; nothing where it does not sound like that.
pub fn column(name: &str) -> Option<PrivacyColumn> {
    let words = words_of(name);
    let spaced = format!(" {} ", words.join(" "));
    let joined = words.concat();
    let spaced = words::HARMLESS.iter().fold(spaced, |name, harmless| {
        name.replace(&format!(" {harmless} "), " ")
    });
    if spaced.trim().is_empty() || words::HARMLESS_JOINED.iter().any(|word| joined == *word) {
        return None;
    }
    let joined: String = spaced.split(' ').collect();
    let says = |list: &[&str], parts: &[&str]| {
        list.iter()
            .any(|word| spaced.contains(&format!(" {word} ")))
            || parts.iter().any(|part| joined.contains(part))
    };
    let hides =
        says(words::HIDING, words::HIDING_PARTS) || words::HIDING_ALONE.contains(&spaced.trim());
    let shows = says(words::SHOWING, words::SHOWING_PARTS);
    let forbids = says(words::FORBIDDING, words::FORBIDDING_PARTS);
    if !hides && !shows && !forbids {
        return None;
    }
    let negated = says(words::NEGATING, words::NEGATING_PARTS) && !says(words::NO_NEGATION, &[]);
    let yes = match (hides, shows) {
        _ if forbids => Some(Effect::Hides),
        (false, _) if negated => Some(Effect::Hides),
        (false, _) => Some(Effect::Shows),
        (true, false) if !negated => Some(Effect::Hides),
        // "Public or private", and "not confidential": nobody should guess what is published.
        _ => None,
    };
    let about = [
        (About::Phone, words::PHONES),
        (About::Email, words::EMAILS),
        (About::Place, words::PLACES),
    ]
    .into_iter()
    .find(|(_, parts)| parts.iter().any(|part| joined.contains(part)))
    .map_or(About::Entry, |(about, _)| about);
    Some(PrivacyColumn { about, yes })
}

/// What a cell says; nothing where that is not one of the usual words.
pub fn word(cell: &str) -> Option<Word> {
    let cell = cell.trim().trim_end_matches(['.', '!']);
    if let Some((_, word)) = words::SIGNS.iter().find(|(sign, _)| *sign == cell) {
        return Some(*word);
    }
    let cell = words_of(cell).join(" ");
    let known = |list: &[&str]| list.contains(&cell.as_str());
    [
        (Word::Yes, words::YES),
        (Word::No, words::NO),
        (Word::Public, words::PUBLIC),
        (Word::City, words::CITY),
        (Word::Hidden, words::HIDDEN),
    ]
    .into_iter()
    .find(|(_, list)| known(list))
    .map(|(word, _)| word)
}

/// The words of a name, without accents and in small letters: `DoNotPublish`, `do_not_publish` and
/// `Do not publish?` are the same.
pub fn words_of(name: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(name.len() + 8);
    let (mut before, mut letters) = (' ', name.chars().peekable());
    while let Some(c) = letters.next() {
        let begins = c.is_uppercase()
            && (before.is_lowercase()
                || (before.is_uppercase()
                    && letters.peek().is_some_and(|next| next.is_lowercase())));
        if begins || (c.is_alphabetic() && before.is_numeric()) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    fold(&spaced)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn privacy_is_heard_under_whatever_name() {
        use {About::*, Effect::*};
        for (names, about, yes) in [
            (
                "confidential|Private|hidden|secret|Do not publish|exclude from website|EXCLUDE_FROM_DIRECTORY|\
                 ExcludeFromWebsite|excludefromwebsite|vertraulich|nicht veröffentlichen|Nicht Veroeffentlichen|geheim|\
                 vertrouwelijk|niet publiceren|niet openbaar|confidentiel|ne pas publier|caché|confidencial|\
                 no publicar|oculto|riservato|non pubblicare|nascosto|não publicar|reservado|privé|do_not_list|\
                 No Bulk Emails (User Opt Out)|Is Deceased|Do Not Trade|DO NOT MAIL|don't publish|internal only|Not for publication|\
                 Nicht zur Veröffentlichung|niet voor publicatie|pas pour publication",
                None,
                Some(Hides),
            ),
            (
                "public|is public|IsPublic|publish|Published?|show on website|öffentlich|openbaar|público|pubblico|\
                 Veröffentlichen|visible|zichtbaar|listing|toestemming|On website",
                None,
                Some(Shows),
            ),
            (
                "PhysicalAddressIsPrivate|HideLocation|address is private|Adresse geheim",
                Some(Place),
                Some(Hides),
            ),
            ("show on map|Op de kaart", None, Some(Shows)),
            ("Do Not Phone|DoNotCall", Some(Phone), Some(Hides)),
            ("Do Not Email|hide e-mail", Some(Email), Some(Hides)),
            (
                "public or private|not confidential|privacy: public?",
                None,
                None,
            ),
        ] {
            for name in names.split('|') {
                let heard = column(name).unwrap_or_else(|| panic!("{name} is passed over"));
                assert_eq!(heard.yes, yes, "{name}");
                assert!(
                    about.is_none_or(|about| about == heard.about),
                    "{name}: {heard:?}"
                );
            }
        }
        for harmless in "name|Display Name|secretary|Secretariaat|public transport|republic|publication year|published_at|\
                         city|kind|opening hours|Postcode|Notes|phone|country|accessibility_en|audience|Sekretariat|\
                         publisher|hideout|notes|nonprofit|Beschermd wonen|date of birth"
            .split('|')
        {
            assert_eq!(column(harmless), None, "{harmless}");
        }
    }

    #[test]
    fn cells_are_read_in_seven_languages_and_what_may_mean_two_things_is_not() {
        for (cells, word_meant) in [
            ("yes|Ja|OUI|sí|Sim|x|X|✓|TRUE|1|vrai", Some(Word::Yes)),
            ("no|Nein|nee|NON|não|FALSE|0", Some(Word::No)),
            (
                "Public|öffentlich|openbaar|público|pubblico",
                Some(Word::Public),
            ),
            ("city|Nur Stadt|ville", Some(Word::City)),
            (
                "hidden|Geheim|niet openbaar|caché|nascosto|private",
                Some(Word::Hidden),
            ),
            ("|-|?|n/a|maybe|2|yes no|✗|see note", None),
        ] {
            for cell in cells.split('|') {
                assert_eq!(word(cell), word_meant, "{cell:?}");
            }
        }
    }
}
