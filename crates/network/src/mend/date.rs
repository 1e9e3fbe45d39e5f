//! Days and years in other forms than ISO 8601's.

use crate::{collation::fold, time::Date};

/// The months by the beginnings of their names in the languages of the pages, folded: enough to
/// tell each from all others.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene"],
    &["feb", "fev", "fevr"],
    &["mar", "mrt", "maa", "mars", "marz", "maerz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "dic"],
];

/// The day that a text surely is, as ISO 8601 writes it.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let date = iso_like(text)
        .or_else(|| with_month_in_letters(text))
        .or_else(|| with_day_beyond_twelve(text))?;
    Some(date.to_string())
}

/// What a text of three numbers may be: a day and a month that may be either way round.
pub fn both_ways(text: &str) -> Option<(Date, Date)> {
    let [first, second, year] = three(text)?;
    let one = Date::new(
        year.parse().ok()?,
        second.parse().ok()?,
        first.parse().ok()?,
    )
    .ok()?;
    let other = Date::new(
        year.parse().ok()?,
        first.parse().ok()?,
        second.parse().ok()?,
    )
    .ok()?;
    (year.len() == 4 && one != other).then_some((one.min(other), one.max(other)))
}

/// Year, month and day in this order; a time behind them, where it is midnight or of no zone.
fn iso_like(text: &str) -> Option<Date> {
    let (day, time) = match text.find(['T', ' ']) {
        Some(place) => (&text[..place], text[place + 1..].trim()),
        None => (text, ""),
    };
    let zone = time.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let midnight = time
        .chars()
        .take_while(|c| !"Z+-".contains(*c))
        .all(|c| "0:.".contains(c));
    let is_time = time.is_empty() || time.contains(':');
    if !is_time || !(zone.is_empty() || (zone == "Z" && midnight)) {
        return None;
    }
    if day.len() == 8 && day.chars().all(|c| c.is_ascii_digit()) {
        return on(&day[..4], &day[4..6], &day[6..]);
    }
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => on(year, month, day),
        _ => None,
    }
}

fn on(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn with_month_in_letters(text: &str) -> Option<Date> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !["de", "of", "the", "del", "le", "di", "do"].contains(word)
        })
        .collect();
    let [first, second, third] = words[..] else {
        return None;
    };
    let day = |text: &str| -> Option<i8> {
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        ["", "st", "nd", "rd", "th", "e", "er", "re"]
            .contains(&&text[end..])
            .then(|| text[..end].parse().ok())
            .flatten()
    };
    let (day, month, year) = match (month(first), month(second)) {
        (None, Some(month)) if first.len() == 4 => (day(third)?, month, first),
        (None, Some(month)) => (day(first)?, month, third),
        (Some(month), None) => (day(second)?, month, third),
        _ => return None,
    };
    (year.len() == 4)
        .then(|| Date::new(year.parse().ok()?, month, day).ok())
        .flatten()
}

fn month(word: &str) -> Option<i8> {
    if word.len() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    let place = MONTHS.iter().position(begins)?;
    i8::try_from(place + 1).ok()
}

fn with_day_beyond_twelve(text: &str) -> Option<Date> {
    let [first, second, year] = three(text)?;
    let (one, other): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    if year.len() != 4 || (one <= 12) == (other <= 12) {
        // The same number twice is the same day either way.
        return (year.len() == 4 && one == other)
            .then(|| on(year, second, first))
            .flatten();
    }
    match one > 12 {
        true => on(year, second, first),
        false => on(year, first, second),
    }
}

/// The three numbers of a day, the year last.
fn three(text: &str) -> Option<[&str; 3]> {
    let text = text.trim();
    let separator = text
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| "./- ".contains(*c))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let parts: [&str; 3] = parts.try_into().ok()?;
    (parts.iter().all(digits) && parts[0].len() <= 2 && parts[1].len() <= 2).then_some(parts)
}

/// What stands before a year and says no more than that something began.
const SINCE: [&str; 18] = [
    "since",
    "sinds",
    "seit",
    "depuis",
    "desde",
    "dal",
    "est",
    "est.",
    "founded",
    "opgericht",
    "gegrundet",
    "fonde",
    "fondee",
    "fundado",
    "fundada",
    "fondato",
    "fondata",
    "anno",
];

/// The year that a text surely is.
pub fn year(text: &str) -> Option<String> {
    let text = text.trim();
    let folded = fold(text);
    let bare = folded
        .split_whitespace()
        .filter(|word| !["in", "en"].contains(word))
        .collect::<Vec<_>>();
    let text = match bare[..] {
        [since, year] if SINCE.contains(&since) => year,
        _ => text,
    };
    let text = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.chars().all(|c| c == '0') => {
            whole
        }
        _ => text,
    };
    if text.len() == 4 && text.chars().all(|c| c.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    date(text).map(|date| date[..4].to_owned())
}
