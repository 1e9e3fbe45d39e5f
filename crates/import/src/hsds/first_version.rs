//! What packages after the first version of the specification say otherwise (Ohana writes such
//! ones): languages, services' places and types within the record itself, hours by weekday, people
//! with their e-mail addresses.

use std::collections::HashMap;

use super::package::{Package, Record, tell};
use crate::{bounds::short, given::yes_or_no, rules, source::Told, vocabulary::known_service};
use network::{Country, dialling};

/// Services of these states are given no more.
const ENDED: [&str; 2] = ["defunct", "inactive"];

/// What stands at a telephone on which nobody speaks.
const SILENT: [&str; 4] = ["fax", "tty", "textphone", "pager"];

/// Columns that only the first version has.
const OWN_COLUMNS: [(&str, &str); 5] = [
    ("organizations", "date_incorporated"),
    ("locations", "admin_emails"),
    ("locations", "virtual"),
    ("phones", "number_type"),
    ("services", "location_id"),
];

/// Whether a package is of the first version.
pub fn is_one(package: &Package) -> bool {
    OWN_COLUMNS
        .iter()
        .any(|(file, column)| package.has_column(file, column))
}

/// Whether a line is of a telephone by which an organisation, or a place, is called.
pub fn is_telephone(phone: &&&Record) -> bool {
    let kind = match phone.get("number_type") {
        "" => phone.get("type"),
        kind => kind,
    };
    !SILENT.contains(&kind.to_ascii_lowercase().as_str()) && phone.get("contact_id").is_empty()
}

/// A telephone number with its country and its extension.
pub fn number(phone: &Record) -> String {
    let (number, prefix) = (phone.get("number"), phone.get("country_prefix"));
    let number = match prefix.trim_start_matches('+') {
        "" => number.to_owned(),
        _ if number.starts_with('+') => number.to_owned(),
        prefix => format!("+{prefix} {number}"),
    };
    match phone.get("extension") {
        "" => number,
        _ if dialling::extension(&number).is_some() => number,
        extension => format!("{number} ext. {extension}"),
    }
}

/// Whether a place is none that can be visited.
pub fn is_virtual(place: &Record) -> bool {
    yes_or_no(place.get("virtual")).unwrap_or(false)
}

/// Whether a service is given no more.
pub fn has_ended(service: &Record) -> bool {
    ENDED.contains(&service.get("status").to_ascii_lowercase().as_str())
}

/// What people call languages of which CLDR has another name.
const CALLED: [(&str, &str); 3] = [("Mandarin", "zh"), ("Tagalog", "fil"), ("Taiwanese", "nan")];

/// The codes of languages that are listed by name, and the names that are none's.
pub fn languages(listed: &str) -> (String, Vec<&str>) {
    let items = listed.split(rules::ANY_SEPARATOR).map(str::trim);
    let (mut tags, mut unknown) = (Vec::new(), Vec::new());
    for item in items.filter(|item| !item.is_empty()) {
        let mut called = CALLED.iter();
        let called = called.find(|(name, _)| name.eq_ignore_ascii_case(item));
        match called.map_or_else(|| rules::language(item), |(_, tag)| tag.parse().ok()) {
            Some(language) => tags.push(language.to_string()),
            None => unknown.push(item),
        }
    }
    (tags.join("|"), unknown)
}

/// Tells which languages of a line are none that are known.
pub fn tell_languages(told: &mut Vec<Told>, package: &Package, file: &str, record: &Record) {
    let (_, unknown) = languages(record.get("languages"));
    if let Some(first) = unknown.first() {
        let what = format!(
            "\"{}\" is not the name of a language, so it is left out",
            short(first)
        );
        tell(told, package, file, record, &what, "write its BCP 47 tag");
    }
}

/// The year of a day, however it is written: `January 01, 1970` too.
pub fn year(day: &str) -> &str {
    let is_year = |text: &&str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let last = day.rsplit([' ', ',']).next().filter(is_year);
    let behind_month = last.filter(|_| day.contains(char::is_alphabetic));
    rules::year(day).or(behind_month).unwrap_or(day)
}

/// The countries among the areas that a service is for.
pub fn countries(areas: &str) -> String {
    let areas = areas.split([',', ';', '|']).map(str::trim);
    let countries = areas.filter_map(Country::called);
    let codes: Vec<&str> = countries.map(Country::as_str).collect();
    codes.join("|")
}

/// A country by its code or its name.
pub fn country(text: &str) -> String {
    Country::called(text).map_or_else(|| text.to_owned(), |country| country.to_string())
}

/// Whether something is free, where its price says so.
pub fn is_free(fees: &str) -> bool {
    const FREE: [&str; 8] = [
        "free",
        "none",
        "no fee",
        "no fees",
        "no cost",
        "no charge",
        "free of charge",
        "$0",
    ];
    FREE.contains(&fees.trim_end_matches('.').to_ascii_lowercase().as_str())
}

/// What the terms of the taxonomy are called, by their identifiers.
pub fn taxonomy(package: &Package) -> HashMap<&str, &str> {
    let mut names = HashMap::new();
    for term in package.of("taxonomy") {
        for id in ["taxonomy_id", "id"] {
            names.entry(term.get(id)).or_insert(term.get("name"));
        }
    }
    names
}

/// The services that a line's terms of the taxonomy are, or where it has none its name, each once.
pub fn services(taxonomy: &HashMap<&str, &str>, service: &Record) -> Vec<String> {
    let ids = service.get("taxonomy_ids").split([',', ';', '|']);
    let ids = ids.map(str::trim).filter(|id| !id.is_empty());
    let mut names: Vec<&str> = ids.filter_map(|id| taxonomy.get(id).copied()).collect();
    if names.is_empty() {
        names.push(service.get("name"));
    }
    let mut codes: Vec<String> = names
        .iter()
        .filter_map(|name| known_service(name))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The days of the week, as they begin in English, and as opening hours are written.
const DAYS: [(&str, &str); 7] = [
    ("mon", "Mo"),
    ("tue", "Tu"),
    ("wed", "We"),
    ("thu", "Th"),
    ("fri", "Fr"),
    ("sat", "Sa"),
    ("sun", "Su"),
];

/// The opening hours of which there is a line for each weekday; fails where a line says none.
pub fn hours(schedules: &[&Record]) -> Result<String, ()> {
    let mut open: [Vec<(String, String)>; 7] = Default::default();
    for schedule in schedules {
        let day = weekday(schedule.get("weekday")).ok_or(())?;
        let opens = time(schedule.get("opens_at")).ok_or(())?;
        let closes = time(schedule.get("closes_at")).ok_or(())?;
        open[day].push((opens, closes));
    }
    for day in &mut open {
        day.sort();
        day.dedup();
    }
    let mut rules = Vec::new();
    let mut first = 0;
    while first < open.len() {
        let same = open[first..]
            .iter()
            .take_while(|day| **day == open[first])
            .count();
        if !open[first].is_empty() {
            let last = first + same - 1;
            let days = match same {
                1 => DAYS[first].1.to_owned(),
                _ => format!("{}-{}", DAYS[first].1, DAYS[last].1),
            };
            let spans = open[first]
                .iter()
                .map(|(opens, closes)| format!("{opens}-{closes}"));
            rules.push(format!("{days} {}", spans.collect::<Vec<_>>().join(",")));
        }
        first += same;
    }
    Ok(rules.join("; "))
}

fn weekday(text: &str) -> Option<usize> {
    let text = text.to_ascii_lowercase();
    let by_name = DAYS.iter().position(|(name, _)| text.starts_with(name));
    by_name.or_else(|| {
        let number: usize = text.parse().ok()?;
        // The first is Monday.
        number.checked_sub(1).filter(|day| *day < DAYS.len())
    })
}

/// A time of day: `9:30`, `09:30:00`, `9.30 am`, `2000-01-01 09:30:00`.
fn time(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase();
    let text = text
        .rsplit_once(['t', ' '])
        .filter(|(day, _)| day.len() == 10)
        .map_or(&*text, |(_, time)| time);
    let (digits, half) = match text.trim_end_matches(['m', '.']).strip_suffix(['a', 'p']) {
        Some(digits) => (digits.trim_end(), Some(text.contains('p'))),
        None => (text, None),
    };
    let mut parts = digits.split([':', '.', 'z', '+']);
    let hour: u32 = parts.next()?.trim().parse().ok()?;
    let minute: u32 = match parts.next() {
        None | Some("") => 0,
        Some(minute) => minute.parse().ok()?,
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(false) => hour % 12,
        Some(true) => hour % 12 + 12,
    };
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(weekday: &str, opens: &str, closes: &str) -> Record {
        let fields = [
            ("weekday", weekday),
            ("opens_at", opens),
            ("closes_at", closes),
        ];
        Record {
            number: 2,
            fields: fields
                .map(|(field, text)| (field.to_owned(), text.to_owned()))
                .into(),
        }
    }

    #[test]
    fn an_extension_is_said_once() {
        for (written, extension, number_is) in [
            ("650-372-6212", "12", "650-372-6212 ext. 12"),
            ("650-372-6212 ext. 12", "12", "650-372-6212 ext. 12"),
            ("650-372-6212 x12", "12", "650-372-6212 x12"),
            ("650-372-6212", "", "650-372-6212"),
        ] {
            let fields = [("number", written), ("extension", extension)];
            let phone = Record {
                number: 2,
                fields: fields
                    .map(|(field, text)| (field.to_owned(), text.to_owned()))
                    .into(),
            };
            assert_eq!(number(&phone), number_is);
        }
    }

    #[test]
    fn hours_by_weekday_become_one_text() {
        let lines = [
            schedule("Monday", "9:30am", "5pm"),
            schedule("Tue", "09:30:00", "17:00:00"),
            schedule("3", "2000-01-01 09:30:00", "2000-01-01 17:00:00"),
            schedule("Saturday", "14:00", "16:00"),
            schedule("Saturday", "10:00", "12:00 pm"),
        ];
        let lines: Vec<&Record> = lines.iter().collect();
        assert_eq!(
            hours(&lines).as_deref(),
            Ok("Mo-We 09:30-17:00; Sa 10:00-12:00,14:00-16:00")
        );
        assert!(hours(&[&schedule("Someday", "9:00", "10:00")]).is_err());
        assert!(hours(&[&schedule("Monday", "morning", "10:00")]).is_err());
    }
}
