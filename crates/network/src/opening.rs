//! Whether a place is open at a moment, by its opening hours.

use chrono::NaiveDate;
use jiff::tz::TimeZone;
use opening_hours::{Context, OpeningHours, RuleKind, localization::Country as Calendar};

use crate::{country::Country, place::Point, time::Timestamp, time_zone::time_zones};

/// The opening hours of a place, with the holidays of its country and in its own time.
#[derive(Debug)]
pub struct Opening {
    hours: OpeningHours,
    /// In whose time they may be written.
    zones: Vec<TimeZone>,
}

impl Opening {
    /// Reads the hours of a place; nothing where nobody can say from them when it is open.
    pub fn read(hours: &str, country: Country, point: Option<Point>) -> Option<Self> {
        let zones = time_zones(country, point);
        let hours = hours.parse::<OpeningHours>().ok()?;
        let context = match country.as_str().parse::<Calendar>() {
            Ok(calendar) => Context::default().with_holidays(calendar.holidays()),
            Err(_) => Context::default(),
        };
        (!zones.is_empty()).then(|| Self {
            hours: hours.with_context(context),
            zones,
        })
    }

    /// Whether it is open for certain, in each of the times that it may live in. With words beside the
    /// hours ("by appointment") it is not.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.zones.iter().all(|zone| {
            let local = at.in_zone(zone);
            let day = NaiveDate::from_ymd_opt(
                local.year().into(),
                local.month().unsigned_abs().into(),
                local.day().unsigned_abs().into(),
            );
            let time = day.and_then(|day| {
                let (hour, minute) = (local.hour().unsigned_abs(), local.minute().unsigned_abs());
                day.and_hms_opt(hour.into(), minute.into(), 0)
            });
            time.is_some_and(|time| {
                let (kind, words) = self.hours.state(time);
                kind == RuleKind::Open && words.is_empty()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_open(hours: &str, country: &str, point: Option<Point>, at: &str) -> bool {
        let country = Country::parse(country).unwrap();
        let opening = Opening::read(hours, country, point).unwrap();
        opening.is_open(at.parse().unwrap())
    }

    #[test]
    fn hours_are_those_of_the_place() {
        // The 25th of November 2026 is a Wednesday.
        for (hours, country, at, expected) in [
            ("Mo-Fr 09:00-17:00", "BE", "2026-11-25T08:00:00Z", true),
            ("Mo-Fr 09:00-17:00", "BE", "2026-11-25T07:59:59Z", false),
            ("Mo-Fr 09:00-17:00", "GB", "2026-11-25T08:00:00Z", false),
            ("Mo-Fr 09:00-17:00", "BE", "2026-07-01T07:00:00Z", true),
            ("Mo-Fr 09:00-17:00", "BE", "2026-11-25T16:00:00Z", false),
            ("Mo-Fr 09:00-17:00", "BE", "2026-11-28T10:00:00Z", false),
            ("Tu 22:00-06:00", "BE", "2026-11-25T04:00:00Z", true),
            ("24/7", "BE", "2026-11-25T04:00:00Z", true),
            (
                "Mo-Su 09:00-17:00; PH off",
                "BE",
                "2026-07-21T10:00:00Z",
                false,
            ),
            (
                "Mo-Su 09:00-17:00; PH off",
                "NL",
                "2026-07-21T10:00:00Z",
                true,
            ),
            (
                "Mo-Fr 09:00-17:00 \"by appointment\"",
                "BE",
                "2026-11-25T10:00:00Z",
                false,
            ),
            ("\"by appointment\"", "BE", "2026-11-25T10:00:00Z", false),
        ] {
            assert_eq!(
                is_open(hours, country, None, at),
                expected,
                "{hours} {country} {at}"
            );
        }
        let belgium = Country::parse("BE").unwrap();
        assert!(Opening::read("ma-vr 9u-17u", belgium, None).is_none());
    }

    #[test]
    fn where_nobody_knows_the_zone_it_is_open_only_when_it_is_in_all() {
        let hours = "Mo-Fr 09:00-17:00";
        assert!(!is_open(hours, "ES", None, "2026-11-25T08:30:00Z"));
        assert!(is_open(hours, "ES", None, "2026-11-25T09:30:00Z"));
        let madrid = Point::new(40.42, -3.7).ok();
        assert!(is_open(hours, "ES", madrid, "2026-11-25T08:30:00Z"));
    }
}
