//! How people say in a spreadsheet that something is not for everybody: what the names of columns
//! sound like, and what the cells of such columns say.
//!
//! Nothing is published by what is found here, and nothing is hidden by it: whoever imports says
//! what a column means. It is only that such a column is never passed over in silence.

mod said;
mod words;

pub use said::said;

use serde::Deserialize;

use crate::bounds::short;
use network::{Invalid, fold};
use words::WORDS;

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

/// What a cell says of privacy beside its text, which no field reads.
pub fn unheard(said: &str) -> Invalid {
    Invalid::new(
        "unheard_privacy",
        format!(
            "\"{}\" sounds like privacy, and no field says so; say it in a column that tells who may \
             see it, or take it out of the text",
            short(said)
        ),
    )
}

/// What the name of a column says of privacy; nothing where it does not sound like that.
pub fn column(name: &str) -> Option<PrivacyColumn> {
    let known = &*WORDS;
    let all = words_of(name);
    let mut spaced = format!(" {} ", all.join(" "));
    for harmless in &known.harmless {
        if spaced.contains(harmless.as_str()) {
            spaced = spaced.replace(&format!(" {harmless} "), " ");
        }
    }
    let called = spaced.trim();
    if called.is_empty() || known.harmless_joined.contains(&all.concat()) {
        return None;
    }
    let words: Vec<&str> = called.split(' ').collect();
    let joined = words.concat();
    let has_part = |parts: &[String]| parts.iter().any(|part| joined.contains(part.as_str()));
    let hides = known.hiding.are_in(&words)
        || has_part(&known.hiding_parts)
        || known.hiding_alone.has(called);
    let shows = known.showing.are_in(&words) || has_part(&known.showing_parts);
    let forbids = known.forbidding.are_in(&words) || has_part(&known.forbidding_parts);
    let level = known.levels.are_in(&words) || known.levels_alone.has(called);
    if !hides && !shows && !forbids && !level {
        return None;
    }
    let negates = known.negating.are_in(&words) || has_part(&known.negating_parts);
    let negated = negates && !known.no_negation.are_in(&words);
    let yes = match (hides, shows) {
        _ if forbids => Some(Effect::Hides),
        (false, false) => None,
        (false, _) if negated => Some(Effect::Hides),
        (false, _) => Some(Effect::Shows),
        (true, false) if !negated => Some(Effect::Hides),
        // "Public or private", and "not confidential": nobody should guess what is published.
        _ => None,
    };
    let about = [
        (About::Phone, &known.phones),
        (About::Email, &known.emails),
        (About::Place, &known.places),
    ]
    .into_iter()
    .find(|(_, parts)| has_part(parts))
    .map_or(About::Entry, |(about, _)| about);
    Some(PrivacyColumn { about, yes })
}

/// What a cell says; nothing where that is not one of the usual words.
pub fn word(cell: &str) -> Option<Word> {
    let cell = cell.trim().trim_end_matches(['.', '!']);
    words::sign(cell).or_else(|| words::word(&words_of(cell).join(" ")))
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
                 Nicht zur Veröffentlichung|niet voor publicatie|pas pour publication|Ne pas diffuser|Nicht weitergeben|\
                 Niet delen|no difundir|non divulgare|não divulgar|Do not disclose|Undisclosed|Redacted|Members only|\
                 Nur für Mitglieder|Réservé aux membres|Unsubscribed|Liste rouge|Geen post|Do not allow Mails|Draft",
                None,
                Some(Hides),
            ),
            (
                "public|is public|IsPublic|publish|Published?|show on website|öffentlich|openbaar|público|pubblico|\
                 Veröffentlichen|visible|zichtbaar|listing|toestemming|On website|Diffusion|Publicatie|Auf Homepage|\
                 Autorisation|Permiso|Einverständnis|Opt-in",
                None,
                Some(Shows),
            ),
            (
                "PhysicalAddressIsPrivate|HideLocation|address is private|Adresse geheim",
                Some(Place),
                Some(Hides),
            ),
            ("show on map|Op de kaart", None, Some(Shows)),
            (
                "Do Not Phone|DoNotCall|Do not allow Phone Calls",
                Some(Phone),
                Some(Hides),
            ),
            (
                "Do Not Email|hide e-mail|Email Opt Out|Keine E-Mail|Niet e-mailen",
                Some(Email),
                Some(Hides),
            ),
            (
                "public or private|not confidential|privacy: public?|Sensitivity|Access level|GDPR|DSGVO|Online?",
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
