//! Opening hours: what of a text is hours (OpenStreetMap's `opening_hours`), and what is only a
//! member's own words.

use opening_hours_syntax::{
    parse,
    rules::time::{Time, TimeSpan},
};

use crate::invalid::Invalid;

/// So many minutes are a day.
const DAY: u16 = 24 * 60;
/// Who is open for longer than this, in minutes, through a night, mostly wrote it the wrong way round.
const LONG_NIGHT: u16 = 12 * 60;

/// Whether a text is opening hours. One that is not is a member's own words, of which nobody knows
/// when it is open.
pub fn are_hours(text: &str) -> bool {
    parse(text).is_ok()
}

/// What is probably not meant by a text for opening hours; it can be kept all the same.
pub fn doubt(text: &str) -> Option<Invalid> {
    let Ok(hours) = parse(text) else {
        return Some(Invalid::new(
            "unread_opening_hours",
            format!(
                "\"{text}\" is not read as opening hours, and is shown as it is written; hours look \
                 like Mo-Fr 09:00-17:00; Sa off, and words stand in quotes: \"by appointment\""
            ),
        ));
    };
    let spans = hours
        .rules
        .iter()
        .flat_map(|rule| &rule.time_selector.spans);
    spans.filter_map(long_night).next().map(|hours| {
        Invalid::new(
            "long_opening_hours",
            format!(
                "\"{text}\" says that it is open through a night, for {hours} hours; if that is not \
                 meant, write where it opens before where it closes, such as 09:00-18:00"
            ),
        )
    })
}

/// How many hours a span lasts that goes through a night and is so long that it is hardly meant.
fn long_night(span: &TimeSpan) -> Option<u16> {
    let (Time::Fixed(from), Time::Fixed(to)) = (span.range.start, span.range.end) else {
        return None;
    };
    let (from, to) = (from.mins_from_midnight(), to.mins_from_midnight());
    let to = if to <= from { to + DAY } else { to };
    let lasts = to - from;
    (to > DAY && lasts > LONG_NIGHT && lasts < DAY).then_some(lasts / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        doubt(text).map(|invalid| invalid.code.into_owned())
    }

    #[test]
    fn hours_are_told_from_words() {
        for hours in [
            "Mo-Fr 09:00-17:00",
            "Mo-Fr 09:00-12:00, 13:00-17:00",
            "Mo,We 10:00-12:00; Th 14:00-18:00; PH off",
            "May-Oct: Mo-Fr 10:00-20:00; Nov-Apr: Mo-Th 10:00-20:00",
            "Su 22:00-06:00",
            "24/7",
            "Mo-Fr 09:00-17:00 \"by appointment\"",
            "week 1-53/2 Mo 10:00-12:00",
            "Mo[1] 18:00-20:00",
        ] {
            assert!(are_hours(hours), "{hours}");
            assert_eq!(code(hours), None, "{hours}");
        }
        for words in [
            "ma-vr 9u-17u",
            "lun-ven 9h-17h",
            "Monday to Friday, 9 am - 5 pm",
            "by appointment",
            "Closed until further notice",
            "Mo-Fr 25:00-26:00",
            "Mo-Fr 09:00-99:00",
        ] {
            assert!(!are_hours(words), "{words}");
            assert_eq!(
                code(words).as_deref(),
                Some("unread_opening_hours"),
                "{words}"
            );
        }
        assert_eq!(
            code("Mo-Fr 18:00-09:00").as_deref(),
            Some("long_opening_hours")
        );
    }
}
