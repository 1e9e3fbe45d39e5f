//! Points in time and dates.

use std::{
    fmt,
    str::FromStr,
    time::{Duration, SystemTime},
};

use jiff::Unit;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type};

use crate::{invalid::Invalid, mend};

/// A calendar date without a time (ISO 8601, `2012-09-01`).
pub type Date = jiff::civil::Date;

/// A point in time, UTC, to the microsecond; always written with six decimals
/// (RFC 3339, `2026-11-24T09:30:00.000000Z`), so that text order is time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The present moment.
    pub fn now() -> Self {
        Self::rounded(jiff::Timestamp::now())
    }

    /// When the day begins that comes so many days later, in UTC; the last that there is, if that is
    /// too far.
    pub fn day_after(self, days: i64) -> Self {
        let day = self.unix_seconds().div_euclid(86_400).saturating_add(days);
        let begin = jiff::Timestamp::from_second(day.saturating_mul(86_400));
        Self(begin.unwrap_or(jiff::Timestamp::MAX))
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn unix_seconds(self) -> i64 {
        self.0.as_microsecond().div_euclid(1_000_000)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn unix_microseconds(self) -> i64 {
        self.0.as_microsecond()
    }

    /// The day in UTC.
    pub fn date(self) -> Date {
        self.0.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
    }

    /// What clocks show in a time zone.
    pub fn in_zone(self, zone: &jiff::tz::TimeZone) -> jiff::civil::DateTime {
        zone.to_datetime(self.0)
    }

    /// The time to the second as the standard library has it; every time here is after 1970.
    pub fn system_time(self) -> SystemTime {
        let since = Duration::from_secs(self.unix_seconds().unsigned_abs());
        SystemTime::UNIX_EPOCH + since
    }

    /// The next point in time that can be told from this one.
    pub fn next(self) -> Self {
        let tick = Duration::from_micros(1);
        Self(self.0.checked_add(tick).unwrap_or(self.0))
    }

    /// The moment this much earlier; the same where there is none.
    pub fn earlier(self, by: Duration) -> Self {
        Self(self.0.checked_sub(by).unwrap_or(self.0))
    }

    /// The moment this much later; the same where there is none.
    pub fn later(self, by: Duration) -> Self {
        Self::rounded(self.0.checked_add(by).unwrap_or(self.0))
    }

    /// The first moment of a day in UTC; nothing at the end of all times.
    pub fn start_of(day: Date) -> Option<Self> {
        let midnight = day.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?;
        Some(Self::rounded(midnight.timestamp()))
    }

    fn rounded(time: jiff::Timestamp) -> Self {
        // Rounding fails only at the far end of year 9999.
        Self(time.round(Unit::Microsecond).unwrap_or(time))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.0)
    }
}

impl FromStr for Timestamp {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::rounded).map_err(|_| {
            Invalid::new(
                "invalid_time",
                format!(
                    "\"{text}\" is not an RFC 3339 time; write it as 2026-11-24T09:30:00Z \
                     (a + in an address is written %2B)"
                ),
            )
        })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Timestamp {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

impl utoipa::ToSchema for Timestamp {}

/// Reads a date as ISO 8601 writes it, `2012-09-01`.
pub fn parse_date(text: &str) -> Result<Date, Invalid> {
    let well_formed = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    well_formed
        .then(|| text.parse().ok())
        .flatten()
        .ok_or_else(|| {
            let what = match mend::both_ways(text) {
                Some((one, other)) => format!(
                    "\"{text}\" may be {one} or {other}; write the one that is meant in this form"
                ),
                None => {
                    format!("\"{text}\" is not a date; write year-month-day, such as 2012-09-01")
                }
            };
            Invalid::new("invalid_date", what)
        })
}

/// Fails for a day that is still to come, where something is said to have happened.
pub fn check_past(day: Date, now: Timestamp) -> Result<(), Invalid> {
    // Somewhere it is tomorrow already.
    match day > now.date().saturating_add(jiff::Span::new().days(1)) {
        false => Ok(()),
        true => Err(to_come(day)),
    }
}

/// Reads a day on which something happened.
pub fn parse_past_date(text: &str) -> Result<Date, Invalid> {
    let day = parse_date(text)?;
    check_past(day, Timestamp::now()).map(|()| day)
}

/// Reads a time at which something happened.
pub fn parse_past_time(text: &str) -> Result<Timestamp, Invalid> {
    let time: Timestamp = text.parse()?;
    // Clocks differ a little.
    match time > Timestamp::now().later(Duration::from_secs(300)) {
        false => Ok(time),
        true => Err(to_come(text)),
    }
}

fn to_come(when: impl fmt::Display) -> Invalid {
    Invalid::new(
        "in_the_future",
        format!("{when} is still to come; write it when it has come"),
    )
}

/// Reads the beginning of a period: a time, or a day, which begins at midnight in UTC.
pub fn parse_beginning(text: &str) -> Result<Timestamp, Invalid> {
    match parse_date(text) {
        Ok(day) => Timestamp::start_of(day).ok_or_else(|| no_moment(text)),
        Err(_) => text.parse().map_err(|_| no_moment(text)),
    }
}

/// Reads the end of a period, which is the first moment behind it: a time, or the last day.
pub fn parse_end(text: &str) -> Result<Timestamp, Invalid> {
    match parse_date(text) {
        Ok(day) => day
            .tomorrow()
            .ok()
            .and_then(Timestamp::start_of)
            .ok_or_else(|| no_moment(text)),
        Err(_) => text.parse().map_err(|_| no_moment(text)),
    }
}

fn no_moment(text: &str) -> Invalid {
    Invalid::new(
        "invalid_time",
        format!(
            "\"{text}\" is neither a date nor an RFC 3339 time; write it as 2026-11-01 or as \
             2026-11-01T09:30:00Z (a + in an address is written %2B)"
        ),
    )
}

/// Reads a date from a document, where it may be absent.
pub fn optional_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    super::text::serde_text::optional(deserializer, parse_date)
}

/// Reads a date from a document.
pub fn required_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    super::text::serde_text::required(deserializer, parse_date)
}

/// Reads a year of foundation from a document, where it may be absent.
pub fn optional_year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i16>, D::Error> {
    Option::<i64>::deserialize(deserializer)?
        .map(|year| parse_year(&year.to_string()))
        .transpose()
        .map_err(serde::de::Error::custom)
}

/// Reads a year of foundation: 800 to next year.
pub fn parse_year(text: &str) -> Result<i16, Invalid> {
    let latest = Timestamp::now().date().year() + 1;
    text.parse()
        .ok()
        .filter(|year| (800..=latest).contains(year))
        .ok_or_else(|| {
            Invalid::new(
                "invalid_year",
                format!("\"{text}\" is not a year between 800 and {latest}, such as 1998"),
            )
        })
}

/// Reads how long `Retry-After` (RFC 9110, 10.2.3) asks to wait from now on: seconds, or a date.
/// Nothing when it says neither, or a date that is past.
pub fn parse_retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            date.duration_since(now).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_with_six_decimals_and_read_back() {
        let time: Timestamp = "2026-11-24T09:30:00+01:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-11-24T08:30:00.000000Z");
        assert_eq!(time.to_string().parse::<Timestamp>().unwrap(), time);
        assert_eq!(time.to_string().len(), 27);
    }

    #[test]
    fn a_period_has_its_last_day() {
        for (text, beginning, end) in [
            (
                "2026-11-30",
                "2026-11-30T00:00:00.000000Z",
                "2026-12-01T00:00:00.000000Z",
            ),
            (
                "2026-11-30T12:00:00+01:00",
                "2026-11-30T11:00:00.000000Z",
                "2026-11-30T11:00:00.000000Z",
            ),
        ] {
            assert_eq!(parse_beginning(text).unwrap().to_string(), beginning);
            assert_eq!(parse_end(text).unwrap().to_string(), end);
        }
        for text in ["", "yesterday", "2026-02-30", "2026-11", "9999-12-31T"] {
            assert_eq!(parse_beginning(text).unwrap_err().code, "invalid_time");
            assert_eq!(parse_end(text).unwrap_err().code, "invalid_time");
        }
    }

    #[test]
    fn who_is_asked_to_wait_is_told_seconds_or_a_date() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        for (text, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 09:49:37 GMT", Some(3600)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Sun Nov  6 08:49:38 1994", Some(1)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(parse_retry_after(text, now), expected, "{text}");
        }
    }

    #[test]
    fn what_happened_is_not_to_come() {
        for text in ["2999-01-01", "9000-12-31"] {
            assert_eq!(parse_past_date(text).unwrap_err().code, "in_the_future");
            let time = format!("{text}T00:00:00Z");
            assert_eq!(parse_past_time(&time).unwrap_err().code, "in_the_future");
        }
        assert!(parse_past_date("2012-09-01").is_ok());
        assert!(parse_past_time(&Timestamp::now().to_string()).is_ok());
        let soon = Timestamp::now().later(Duration::from_secs(86_400));
        assert!(parse_past_time(&soon.to_string()).is_err());
    }

    #[test]
    fn impossible_dates_and_years_are_refused() {
        for text in [
            "2023-02-29",
            "2023-13-01",
            "01-02-2023",
            "2023-2-1",
            "20230201",
        ] {
            assert_eq!(parse_date(text).unwrap_err().code, "invalid_date", "{text}");
        }
        for text in ["99", "12345", "nineteen", "-5"] {
            assert_eq!(parse_year(text).unwrap_err().code, "invalid_year", "{text}");
        }
        assert_eq!(parse_year("970"), Ok(970));
    }
}
