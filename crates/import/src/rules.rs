//! What the text of a cell becomes by the rules of its source: divided into items, translated, and
//! taken in the form that it is said to have.

use std::borrow::Cow;

use crate::{
    given::yes_or_no,
    mapping::{CellSource, Form, Others},
    privacy,
};
use network::{Country, Invalid, LanguageTag, spreadsheet};

/// An item of a cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The language that it says it is in.
    pub language: Option<String>,
    /// Its text.
    pub text: String,
}

/// The items of a cell; fails where one has to say yes or no and does neither.
pub fn parts(cell: &str, rules: &CellSource, is_privacy: bool) -> Result<Vec<Part>, Invalid> {
    let empty = rules.empty.as_ref().or_else(|| rules.values.get(""));
    if let Some(meant) = empty.filter(|_| cell.trim().is_empty()) {
        // It is no word of the file, so no rule but this one is about it.
        return Ok(vec![Part {
            language: rules.language.clone(),
            text: meant.clone(),
        }]);
    }
    let divided = divide(cell, rules);
    let items = divided
        .iter()
        .map(|item| item.trim())
        .filter(|item| !item.is_empty())
        .skip(rules.skip)
        .take(rules.take.unwrap_or(usize::MAX));
    let mut parts = Vec::new();
    for item in items {
        if let Some(text) = translate(item, rules, is_privacy)? {
            parts.push(formed(text, rules));
        }
    }
    Ok(parts)
}

fn divide<'t>(cell: &'t str, rules: &CellSource) -> Vec<Cow<'t, str>> {
    let separator = rules.split.as_deref().filter(|text| !text.is_empty());
    let escape = rules.escape.as_deref().filter(|text| !text.is_empty());
    match (separator, escape) {
        (None, _) if rules.form == Form::Language => {
            cell.split(ANY_SEPARATOR).map(Cow::Borrowed).collect()
        }
        (None, _) => vec![Cow::Borrowed(cell)],
        (Some(separator), Some(escape)) if cell.contains(escape) => {
            spreadsheet::split(cell, separator, escape)
                .into_iter()
                .map(Cow::Owned)
                .collect()
        }
        (Some(separator), _) => cell.split(separator).map(Cow::Borrowed).collect(),
    }
}

/// What stands between the names of languages, whatever it is: no name has any of these.
pub const ANY_SEPARATOR: [char; 7] = [',', ';', '/', '|', '\n', '&', '+'];

fn translate<'t>(
    text: &'t str,
    rules: &'t CellSource,
    is_privacy: bool,
) -> Result<Option<&'t str>, Invalid> {
    if rules.yes.is_some() || rules.no.is_some() {
        let stands_for = match yes_or_no(text)? {
            true => &rules.yes,
            false => &rules.no,
        };
        return Ok(stands_for.as_deref());
    }
    if rules.values.is_empty() {
        return Ok(Some(text));
    }
    let found = rules.values.get(text).or_else(|| {
        let lower = text.to_lowercase();
        // "Ja", "x" and "TRUE" are the yes of a mapping.
        let word = is_privacy.then(|| privacy::word(text)).flatten();
        let mut values = rules.values.iter();
        let is_same = |known: &String| {
            known.to_lowercase() == lower || (word.is_some() && privacy::word(known) == word)
        };
        values.find_map(|(known, value)| is_same(known).then_some(value))
    });
    Ok(match (found, rules.others) {
        (Some(value), _) => Some(value),
        (None, Others::Keep) => Some(text),
        (None, Others::Skip) => None,
    })
}

/// What is not of the form stays as it is: whoever reads the field says what would be right.
fn formed(text: &str, rules: &CellSource) -> Part {
    let (language, text) = match rules.form {
        Form::Plain => match &rules.kind {
            Some(kind) => (None, format!("{kind}:{text}")),
            None => (rules.language.clone(), text.to_owned()),
        },
        Form::LanguageAndName => match text.split_once(':') {
            Some((language, name)) => (Some(language.to_owned()), name.to_owned()),
            None => (None, text.to_owned()),
        },
        Form::Day => (None, day(text).unwrap_or(text).to_owned()),
        Form::Year => (None, year(text).unwrap_or(text).to_owned()),
        Form::Country => (
            None,
            Country::called(text).map_or_else(|| text.to_owned(), |country| country.to_string()),
        ),
        Form::Language => (
            None,
            language(text).map_or_else(|| text.to_owned(), |tag| tag.to_string()),
        ),
    };
    Part { language, text }
}

/// The day of a time: `2012-09-01` of `2012-09-01 00:00:00`.
fn day(text: &str) -> Option<&str> {
    let (day, rest) = text.split_at_checked("2012-09-01".len())?;
    let is_time =
        rest.starts_with([' ', 'T']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    is_time.then_some(day)
}

/// The year of a day, however that is written: the one group of four digits in it, among others of
/// two at most.
pub fn year(text: &str) -> Option<&str> {
    let day = day(text).unwrap_or(text);
    let mut groups: Vec<&str> = day.split(['-', '/', '.', ' ']).collect();
    let is_number = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = groups.len() == 3
        && groups
            .iter()
            .all(|group| is_number(group) && group.len() <= 4);
    groups.retain(|group| group.len() == 4);
    match groups[..] {
        [year] if is_day => Some(year),
        _ => None,
    }
}

/// A language by its name or as other systems write it: `nl_BE`, `Dutch (Belgium)`.
pub fn language(text: &str) -> Option<LanguageTag> {
    let name = text.split('(').next().unwrap_or(text);
    LanguageTag::called(name).or_else(|| LanguageTag::parse(&text.replace('_', "-")).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_taken_from_any_way_to_write_a_day() {
        for (text, taken) in [
            ("1998-03-01", Some("1998")),
            ("1998-03-01 00:00:00", Some("1998")),
            ("1998-03-01T00:00:00Z", Some("1998")),
            ("1.3.1998", Some("1998")),
            ("03/01/1998", Some("1998")),
            ("1998", None),
            ("1998-1999-01", None),
            ("around 1998", None),
            ("01/03/98", None),
        ] {
            assert_eq!(year(text), taken, "{text}");
        }
        assert_eq!(day("2012-09-01 00:00:00"), Some("2012-09-01"));
        assert_eq!(day("2012-09-01"), None);
    }

    #[test]
    fn countries_and_languages_are_known_by_their_names() {
        let of_country = CellSource {
            form: Form::Country,
            ..CellSource::default()
        };
        for name in ["België", "Belgien", "belgique", "BELGIUM", "Bélgica"] {
            let read = parts(name, &of_country, false).unwrap();
            assert_eq!(read[0].text, "BE", "{name}");
        }
        let rules = CellSource {
            form: Form::Language,
            ..CellSource::default()
        };
        let read = parts("Nederlands, français / Deutsch;en", &rules, false).unwrap();
        let read: Vec<&str> = read.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(read, ["nl", "fr", "de", "en"]);
    }
}
