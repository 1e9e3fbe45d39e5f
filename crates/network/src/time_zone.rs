//! In whose time a place lives: the zones of its country (`data/time-zones`).

use std::{collections::HashMap, sync::LazyLock};

use jiff::tz::TimeZone;

use crate::{country::Country, distance::Spot, place::Point};

static FILE: &str = include_str!("../../../data/time-zones/zone.tab");
static ZONES: LazyLock<HashMap<&'static str, Vec<Zone>>> = LazyLock::new(|| {
    let mut zones: HashMap<_, Vec<Zone>> = HashMap::new();
    for (country, zone) in FILE.lines().filter_map(Zone::read) {
        zones.entry(country).or_default().push(zone);
    }
    zones
});

/// A zone that is this many times farther away than the nearest one is not the place's own.
const FARTHER: f64 = 3.0;

/// A time zone, and where the town is that it is named for.
#[derive(Debug)]
struct Zone {
    name: &'static str,
    spot: Spot,
}

impl Zone {
    /// Reads a line of the file with the country that it is of; nothing of a comment.
    fn read(line: &'static str) -> Option<(&'static str, Self)> {
        let mut columns = line.split('\t');
        let (country, place, name) = (columns.next()?, columns.next()?, columns.next()?);
        let east = place.rfind(['+', '-']).filter(|begin| *begin > 0)?;
        let (latitude, longitude) = place.split_at(east);
        let point = Point::new(degrees(latitude, 2)?, degrees(longitude, 3)?).ok()?;
        let spot = Spot::of(point);
        Some((country, Self { name, spot }))
    }
}

/// Degrees, minutes and mostly no seconds (ISO 6709): `+5050`, `-1243157`.
fn degrees(text: &str, digits: usize) -> Option<f64> {
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<f64>().ok();
    let minutes = part(1 + digits, 3 + digits)?;
    let seconds = part(3 + digits, 5 + digits).unwrap_or(0.0);
    Some(sign * (part(1, 1 + digits)? + minutes / 60.0 + seconds / 3600.0))
}

/// The time zones that a place may be in; several where its country has several and the point does
/// not tell which of them it is.
pub fn time_zones(country: Country, point: Option<Point>) -> Vec<TimeZone> {
    let code = match country.as_str() {
        // The tz database knows no code of its own for Kosovo, whose clocks go with those of Belgrade.
        "XK" => "RS",
        code => code,
    };
    let Some(zones) = ZONES.get(code) else {
        return Vec::new();
    };
    let far = |zone: &Zone| {
        point.map_or(0.0, |point| {
            Spot::of(point).chord_squared(&zone.spot).sqrt()
        })
    };
    let nearest = zones.iter().map(far).fold(f64::INFINITY, f64::min);
    zones
        .iter()
        .filter(|zone| far(zone) <= nearest * FARTHER)
        .filter_map(|zone| TimeZone::get(zone.name).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(country: &str, at: Option<(f64, f64)>) -> Vec<String> {
        let point = at.map(|(latitude, longitude)| Point::new(latitude, longitude).unwrap());
        let zones = time_zones(Country::parse(country).unwrap(), point);
        let name = |zone: &TimeZone| zone.iana_name().unwrap_or_default().to_owned();
        zones.iter().map(name).collect()
    }

    #[test]
    fn a_place_lives_in_the_time_of_its_country() {
        assert_eq!(names("BE", None), ["Europe/Brussels"]);
        assert_eq!(names("ES", Some((28.1, -15.4))), ["Atlantic/Canary"]);
        assert_eq!(names("US", Some((40.7, -74.0))), ["America/New_York"]);
        assert_eq!(
            names("ES", None),
            ["Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"],
            "nobody knows which"
        );
    }

    #[test]
    fn every_country_with_people_has_a_zone_that_is_known() {
        for country in Country::all() {
            let uninhabited = ["BV", "HM"].contains(&country.as_str());
            assert_eq!(
                time_zones(country, None).is_empty(),
                uninhabited,
                "{country}"
            );
        }
        let zones: usize = ZONES.values().map(Vec::len).sum();
        let known: usize = Country::all()
            .map(|country| time_zones(country, None).len())
            .sum();
        assert_eq!(zones + 1, known, "Kosovo's is that of Serbia");
    }
}
