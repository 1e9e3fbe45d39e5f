//! Opening hours for people: the common forms of OpenStreetMap's `opening_hours` in the page's
//! language. What is not one of them stands as it was written: a wrong hour is worse than a code.

use jiff::civil::date;

use network::{PageLang, hours::are_hours};
use translations::{Texts, digits, say, weekday};

/// The days of the week, as they are written there.
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// Some days, and when it is open then.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// The days.
    pub days: String,
    /// The hours.
    pub hours: String,
}

/// The hours in the language of `texts`; nothing where they are of no common form.
pub fn lines(written: &str, texts: Texts) -> Option<Vec<Line>> {
    if !are_hours(written) {
        return None;
    }
    let rules = written.split(';').map(str::trim);
    rules
        .filter(|rule| !rule.is_empty())
        .map(|rule| line(rule, texts))
        .collect()
}

fn line(rule: &str, texts: Texts) -> Option<Line> {
    if rule == "24/7" {
        return Some(Line {
            days: texts.say("every-day"),
            hours: texts.say("day-and-night"),
        });
    }
    let begins_with_hours = rule.starts_with(|c: char| c.is_ascii_digit());
    let (days, hours) = match begins_with_hours {
        true => (None, rule),
        false => {
            let (days, hours) = split(rule)?;
            (Some(days), hours)
        }
    };
    Some(Line {
        days: match days {
            Some(list) => each(list, texts, |part| days_of(part, texts))?,
            None => texts.say("every-day"),
        },
        hours: match hours {
            "off" | "closed" => texts.say("closed"),
            list => each(list, texts, |part| span(part, texts))?,
        },
    })
}

/// The parts of a list with commas, each as `read` gives it; nothing where it cannot read one.
fn each(list: &str, texts: Texts, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    let parts: Option<Vec<String>> = list.split(',').map(|part| read(part.trim())).collect();
    Some(texts.list(&parts?))
}

/// The days and the hours of a rule: `Mo-Fr 09:00-17:00`.
fn split(rule: &str) -> Option<(&str, &str)> {
    let hours = rule
        .find(|c: char| c.is_ascii_digit())
        .or_else(|| rule.rfind(' '))?;
    let (days, hours) = rule.split_at(hours);
    Some((days.trim().trim_end_matches(':'), hours.trim()))
}

fn days_of(part: &str, texts: Texts) -> Option<String> {
    if part == "PH" {
        return Some(texts.say("public-holidays"));
    }
    let Some((from, to)) = part.split_once('-') else {
        return day(part, texts.0);
    };
    let (from, to) = (day(from, texts.0)?, day(to, texts.0)?);
    Some(say!(texts, "from-to-days", from = &from, to = &to))
}

fn day(code: &str, lang: PageLang) -> Option<String> {
    let number = DAYS.iter().position(|known| *known == code)?;
    // The first of January 2024 was a Monday.
    Some(weekday(lang, date(2024, 1, 1 + number as i8)))
}

/// A span of hours: `09:00-17:00`, or `09:00+`.
fn span(part: &str, texts: Texts) -> Option<String> {
    let time = |written: &str| digits(texts.0, written);
    if let Some(from) = part.strip_suffix('+') {
        return is_time(from).then(|| texts.say_with("open-from", "time", &time(from)));
    }
    let (from, to) = part.split_once('-')?;
    let both = is_time(from) && is_time(to);
    both.then(|| say!(texts, "from-to-hours", from = &time(from), to = &time(to)))
}

fn is_time(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once(':') else {
        return false;
    };
    let two = |digits: &str, most: u8| {
        digits.len() == 2 && digits.parse::<u8>().is_ok_and(|number| number <= most)
    };
    two(hours, 26) && two(minutes, 59)
}

#[cfg(test)]
mod tests {
    use super::*;
    use network::Lang;

    fn written(hours: &str, lang: Lang) -> String {
        match lines(hours, Texts::of(lang)) {
            Some(lines) => lines
                .iter()
                .map(|line| format!("{}: {}", line.days, line.hours))
                .collect::<Vec<_>>()
                .join(" | "),
            None => "as written".to_owned(),
        }
    }

    #[test]
    fn the_common_forms_are_read() {
        for (hours, lang, expected) in [
            (
                "Mo-Fr 09:00-17:00",
                Lang::En,
                "Monday to Friday: 09:00–17:00",
            ),
            (
                "Mo,We 09:00-12:00,13:30-17:00; Sa off",
                Lang::Nl,
                "maandag, woensdag: 09:00–12:00, 13:30–17:00 | zaterdag: gesloten",
            ),
            (
                "Tu-Th,Sa 10:00-16:00; PH closed",
                Lang::De,
                "Dienstag bis Donnerstag, Samstag: 10:00–16:00 | an Feiertagen: geschlossen",
            ),
            ("24/7", Lang::Fr, "tous les jours: 24 heures sur 24"),
            ("09:00-17:00", Lang::It, "tutti i giorni: 09:00–17:00"),
            ("Fr 18:00+", Lang::Es, "viernes: desde las 18:00"),
        ] {
            assert_eq!(written(hours, lang), expected, "{hours}");
        }
    }

    #[test]
    fn what_is_of_no_common_form_stands_as_it_was_written() {
        for hours in [
            "by appointment",
            "Mo-Fr 9-17",
            "week 1-20 Mo 09:00-12:00",
            "Mo[1] 09:00-12:00",
            "Jan-Mar Mo-Fr 08:00-12:00",
            "Mo-Fr sunrise-sunset",
            "Mo-Fr 09:00-17:00 || \"on call\"",
            "Xx 09:00-17:00",
            "Mo 09:00-99:00",
            "Mo-Fr 25:00-26:00",
        ] {
            assert_eq!(lines(hours, Texts::of(Lang::En)), None, "{hours}");
        }
    }
}
