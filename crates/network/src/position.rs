//! Whether a point can be where a place is said to be.

use std::{collections::HashSet, f64::consts::PI, sync::LazyLock};

use crate::{
    country::Country,
    distance,
    invalid::Invalid,
    lang::Lang,
    outlines::{Extent, Line, Outline, Outlines, Piece, Ring, SIDE, Unwrap},
    place::{Location, Point, Visibility},
};

/// How far beyond its border a point still lies in a country, in metres: borders are drawn with a
/// broad pen, and some places stand on piers.
const BEYOND: f64 = 10_000.0;
/// The equator, in metres (WGS 84).
const EQUATOR: f64 = 40_075_016.7;
/// Beyond this latitude the map ends.
const EDGE: f64 = 85.0;

/// Islands with people on them that are too small for the map: the country, latitude, longitude.
const ISLANDS: [(&str, f64, f64); 32] = [
    ("AU", -9.93, 144.06),
    ("CK", -10.88, -165.85),
    ("CK", -9.0, -158.05),
    ("DE", 54.18, 7.89),
    ("DK", 55.32, 15.19),
    ("FI", 59.78, 21.37),
    ("FR", 47.34, -2.88),
    ("GB", 49.91, -6.31),
    ("GR", 36.15, 29.59),
    ("GR", 37.46, 26.97),
    ("GR", 39.84, 19.4),
    ("HR", 42.39, 16.26),
    ("IE", 55.26, -8.22),
    ("IN", 8.28, 73.05),
    ("IN", 10.57, 72.64),
    ("IT", 35.86, 12.87),
    ("IT", 38.54, 14.35),
    ("IT", 40.79, 13.43),
    ("IT", 42.25, 11.1),
    ("JP", 32.46, 139.77),
    ("NI", 12.18, -83.04),
    ("NO", 59.3, 4.88),
    ("NO", 61.77, 4.53),
    ("NO", 66.5, 12.1),
    ("NO", 67.52, 12.1),
    ("PG", -4.58, 159.4),
    ("SB", -12.3, 168.83),
    ("SB", -11.61, 169.85),
    ("SC", -10.1, 51.17),
    ("TN", 37.53, 8.94),
    ("US", 52.94, -172.0),
    ("VE", 11.94, -66.67),
];

/// A point that does not lie in the country of its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Misplaced {
    point: Point,
    country: Country,
    /// The point with latitude and longitude exchanged, where that lies in the country.
    pub swapped: Option<Point>,
}

impl Misplaced {
    /// What is wrong with a place that the public sees with a point elsewhere; nothing for one that
    /// is hidden or has none. What nobody sees misleads nobody.
    pub fn published(place: &Location) -> Option<Self> {
        match place.visibility {
            Visibility::Hidden => None,
            Visibility::City | Visibility::Public => Self::find(place.country, place.point?),
        }
    }

    /// What is wrong with a point in a country; nothing when it lies there.
    pub fn find(country: Country, point: Point) -> Option<Self> {
        if country.holds(point) {
            return None;
        }
        let swapped = Point::new(point.longitude(), point.latitude()).ok();
        Some(Self {
            point,
            country,
            swapped: swapped.filter(|swapped| country.holds(*swapped)),
        })
    }

    /// What is wrong, and what to do: to mend it, or to confirm it by `confirmation`.
    pub fn told(&self, confirmation: &str) -> Invalid {
        let name = |country: Country| country.name(Lang::En);
        let elsewhere = match country_at(self.point) {
            Some(other) => format!(", in {}", name(other)),
            None => String::new(),
        };
        let mend = match self.swapped {
            Some(point) => format!(
                "exchange latitude and longitude, for {} lies there",
                shown(point)
            ),
            None => "correct the point or the country".to_owned(),
        };
        Invalid::new(
            "outside_country",
            format!(
                "{} lies outside {}{elsewhere}; {mend}, or confirm that it is meant with \
                 {confirmation}",
                shown(self.point),
                name(self.country)
            ),
        )
    }
}

fn shown(point: Point) -> String {
    format!("{}, {}", point.latitude(), point.longitude())
}

impl Country {
    /// Whether a point lies in this country, or within ten kilometres of it; or in one that disputes
    /// a border with it.
    pub fn holds(self, point: Point) -> bool {
        let world = Outlines::of_the_world();
        // What the map does not know is known by its box.
        let Some(outline) = world.of(self) else {
            return self.could_contain(point);
        };
        let spot = Spot::of(point);
        spot.is_in(world, outline, spot.reach) || self.has_island_at(point) || {
            let other = country_at(point);
            other.is_some_and(|other| DISPUTES.contains(&pair(self, other)))
        }
    }
}

impl Country {
    fn has_island_at(self, point: Point) -> bool {
        let islands = ISLANDS.iter().filter(|(code, _, _)| *code == self.as_str());
        islands.into_iter().any(|(_, latitude, longitude)| {
            Point::new(*latitude, *longitude).is_ok_and(|island| {
                distance::Spot::of(island).kilometres_to(&distance::Spot::of(point)) * 1_000.0
                    <= BEYOND
            })
        })
    }
}

/// The country that a point lies in.
pub fn country_at(point: Point) -> Option<Country> {
    let (world, spot) = (Outlines::of_the_world(), Spot::of(point));
    Country::all().find(|country| {
        let outline = world.of(*country);
        outline.is_some_and(|outline| spot.is_in(world, outline, 0.0))
    })
}

fn pair(one: Country, other: Country) -> (Country, Country) {
    (one.min(other), one.max(other))
}

/// The countries that do not agree on a border: who lies on which side of it is not for us to say.
static DISPUTES: LazyLock<HashSet<(Country, Country)>> = LazyLock::new(|| {
    let world = Outlines::of_the_world();
    let disputed = |arc: &usize| world.arcs[arc / 2].line == Line::Disputed;
    let sides: Vec<(Country, HashSet<usize>)> = Country::all()
        .filter_map(|country| {
            let arcs = world.of(country)?.rings.iter().flat_map(|ring| &ring.arcs);
            let arcs: HashSet<usize> = arcs
                .filter(|arc| disputed(arc))
                .map(|arc| arc / 2)
                .collect();
            (!arcs.is_empty()).then_some((country, arcs))
        })
        .collect();
    let mut pairs = HashSet::new();
    for (place, (one, arcs)) in sides.iter().enumerate() {
        for (other, others) in &sides[place + 1..] {
            if !arcs.is_disjoint(others) {
                pairs.insert(pair(*one, *other));
            }
        }
    }
    pairs
});

/// A point on the plane of the map, in the units of the outlines.
struct Spot {
    x: f64,
    y: f64,
    /// How many units ten kilometres are there: the map has the same scale in all directions.
    reach: f64,
}

impl Spot {
    fn of(point: Point) -> Self {
        let latitude = point.latitude().clamp(-EDGE, EDGE).to_radians();
        let sine = latitude.sin();
        Self {
            x: (point.longitude() / 360.0 + 0.5) * SIDE,
            y: (0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI)) * SIDE,
            reach: BEYOND * SIDE / (EQUATOR * latitude.cos()),
        }
    }

    /// Whether it lies within an outline or no farther than `reach` from it.
    fn is_in(&self, world: &Outlines, outline: &Outline, reach: f64) -> bool {
        // Rings that cross the antimeridian reach into the next world.
        [-SIDE, 0.0, SIDE].into_iter().any(|turn| {
            let mut inside = false;
            for ring in &outline.rings {
                match self.look(world, ring, turn, reach, ring.is_cut()) {
                    Some(Look::Near) => return true,
                    Some(Look::Within) => inside = !inside,
                    None => {}
                }
            }
            inside
        })
    }

    /// How it lies to a ring; nothing when it is far from it. All lines have to be walked, one after
    /// the other, where the ring is cut.
    fn look(
        &self,
        world: &Outlines,
        ring: &Ring,
        turn: f64,
        reach: f64,
        all: bool,
    ) -> Option<Look> {
        let (x, y) = (self.x + turn, self.y);
        let [low, high] =
            [ring.extent.low, ring.extent.high].map(|(x, y)| (f64::from(x), f64::from(y)));
        let misses =
            x < low.0 - reach || x > high.0 + reach || y < low.1 - reach || y > high.1 + reach;
        if misses {
            return None;
        }
        let (mut within, mut near) = (false, false);
        let mut meet = |from: (f64, f64), to: (f64, f64)| {
            // A line to the east crosses an edge of what it begins in once more than not.
            within ^= (from.1 > y) != (to.1 > y)
                && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0);
            near |= reach > 0.0 && distance_squared((x, y), from, to) <= reach * reach;
        };
        if all {
            let mut unwrap = Unwrap::default();
            let mut before: Option<(f64, f64)> = None;
            world.walk(&ring.arcs, |(to_x, to_y, _)| {
                let to = (f64::from(unwrap.take(to_x)), f64::from(to_y));
                if let Some(from) = before.replace(to) {
                    meet(from, to);
                }
            });
        } else {
            let mut crossed = false;
            for reference in &ring.arcs {
                let arc = &world.arcs[reference / 2];
                if let Some(crosses) = far(&arc.whole(), (x, y), reach) {
                    crossed ^= crosses;
                    continue;
                }
                for piece in arc.pieces() {
                    if let Some(crosses) = far(&piece, (x, y), reach) {
                        crossed ^= crosses;
                        continue;
                    }
                    for pair in piece.points.windows(2) {
                        let [from, to] = [pair[0], pair[1]].map(|(x, y, _)| (x.into(), y.into()));
                        meet(from, to);
                    }
                }
            }
            within ^= crossed;
        }
        match (near, within) {
            (true, _) => Some(Look::Near),
            (false, true) => Some(Look::Within),
            (false, false) => None,
        }
    }
}

/// Whether a line to the east crosses a piece of an arc an odd number of times, as its box and its
/// ends tell for a spot that is far from it; nothing for one that is not.
fn far(piece: &Piece<'_>, (x, y): (f64, f64), reach: f64) -> Option<bool> {
    let Extent { low, high } = piece.extent;
    let [low, high] = [low, high].map(|(x, y)| (f64::from(x), f64::from(y)));
    if y < low.1 - reach || y > high.1 + reach || x > high.0 + reach {
        return Some(false);
    }
    let ends = piece.points.first().zip(piece.points.last());
    let ends = ends.filter(|_| x < low.0 - reach);
    ends.map(|((_, first, _), (_, last, _))| (f64::from(*first) > y) != (f64::from(*last) > y))
}

/// How a spot lies to a ring.
#[derive(Debug, PartialEq)]
enum Look {
    /// Close to its line.
    Near,
    /// Within it; in a hole, that is without.
    Within,
}

fn distance_squared(spot: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (along, across) = (
        (to.0 - from.0, to.1 - from.1),
        (spot.0 - from.0, spot.1 - from.1),
    );
    let length = along.0 * along.0 + along.1 * along.1;
    let part = match length > 0.0 {
        true => ((across.0 * along.0 + across.1 * along.1) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    (across.0 - part * along.0).powi(2) + (across.1 - part * along.1).powi(2)
}

#[cfg(test)]
mod tests {
    use proptest::strategy::{Strategy, ValueTree};

    use super::*;

    fn holds(code: &str, latitude: f64, longitude: f64) -> bool {
        let country: Country = code.parse().unwrap();
        country.holds(Point::new(latitude, longitude).unwrap())
    }

    #[test]
    fn a_point_lies_in_its_country_and_in_no_other() {
        for (code, latitude, longitude) in [
            ("BE", 51.0543, 3.7174),
            // Baarle-Hertog, and the pier of Blankenberge.
            ("BE", 51.4427, 4.9297),
            ("BE", 51.3195, 3.1325),
            ("NL", 53.18, 4.85),
            ("FJ", -16.85, -179.97),
            ("FJ", -18.14, 178.44),
            ("RU", 64.42, -173.23),
            ("US", 21.31, -157.86),
            ("UA", 44.95, 34.1),
            ("XK", 42.66, 21.17),
            ("RS", 42.66, 21.17),
            ("MA", 27.15, -13.2),
            ("LS", -29.31, 27.48),
            ("VA", 41.9, 12.45),
            ("AQ", -77.85, 166.67),
        ] {
            assert!(
                holds(code, latitude, longitude),
                "{code} {latitude} {longitude}"
            );
        }
        for (code, latitude, longitude) in [
            ("BE", 3.7174, 51.0543),
            ("BE", 48.85, 2.35),
            ("BE", 0.0, 0.0),
            ("BE", -51.05, 3.72),
            ("ZA", -29.5, 28.5),
            ("FR", 52.52, 13.4),
            ("GB", 53.35, -6.26),
        ] {
            assert!(
                !holds(code, latitude, longitude),
                "{code} {latitude} {longitude}"
            );
        }
    }

    #[test]
    fn what_is_far_is_told_by_its_box() {
        let world = Outlines::of_the_world();
        let mut points = proptest::test_runner::TestRunner::deterministic();
        let anywhere = (-84.0..84.0f64, -180.0..180.0f64);
        for _ in 0..300 {
            let tree = anywhere.new_tree(&mut points).unwrap();
            let (latitude, longitude) = tree.current();
            let spot = Spot::of(Point::new(latitude, longitude).unwrap());
            let rings = world.countries.values().flat_map(|outline| &outline.rings);
            for ring in rings.filter(|ring| !ring.is_cut()) {
                for reach in [0.0, spot.reach] {
                    let look = |all| spot.look(world, ring, 0.0, reach, all);
                    assert_eq!(look(false), look(true), "{latitude} {longitude}");
                }
            }
        }
    }

    #[test]
    fn people_live_on_small_islands_too() {
        let mut lost = Vec::new();
        for (code, latitude, longitude) in [
            ("DE", 54.18, 7.89),
            ("IT", 35.5, 12.6),
            ("IT", 35.86, 12.87),
            ("FR", 48.46, -5.09),
            ("GB", 59.53, -1.63),
            ("GB", 49.91, -6.31),
            ("GR", 36.15, 29.59),
            ("GR", 34.84, 24.08),
            ("DK", 56.7, 11.51),
            ("NO", 59.3, 4.88),
            ("IS", 66.54, -18.0),
            ("PT", 39.7, -31.1),
            ("PT", 32.65, -16.91),
            ("ES", 27.74, -18.0),
            ("CL", -27.12, -109.35),
            ("CL", -33.64, -78.83),
            ("EC", -0.74, -90.31),
            ("BR", -3.85, -32.42),
            ("CO", 12.58, -81.7),
            ("AU", -31.55, 159.08),
            ("NZ", -43.95, -176.55),
            ("MV", 4.175, 73.51),
            ("KI", 1.45, 173.0),
            ("KI", 1.87, -157.43),
            ("MH", 7.09, 171.38),
            ("TV", -8.52, 179.2),
            ("TK", -9.2, -171.85),
            ("FM", 6.92, 158.16),
            ("SC", -4.62, 55.45),
            ("IO", -7.31, 72.42),
            ("GB", 60.13, -2.07),
            ("GB", 57.81, -8.57),
            ("FR", 47.34, -2.88),
            ("FR", 48.04, -4.85),
            ("IT", 40.79, 13.43),
            ("IT", 38.54, 14.35),
            ("IT", 38.71, 13.19),
            ("IT", 43.05, 9.83),
            ("IT", 42.25, 11.1),
            ("HR", 42.77, 16.9),
            ("HR", 42.39, 16.26),
            ("GR", 39.84, 19.4),
            ("GR", 35.86, 23.3),
            ("GR", 37.46, 26.97),
            ("GR", 38.54, 25.57),
            ("GR", 39.52, 25.0),
            ("GR", 37.1, 25.8),
            ("SE", 58.37, 19.2),
            ("DK", 55.32, 15.19),
            ("FI", 59.78, 21.37),
            ("NO", 66.5, 12.1),
            ("NO", 67.52, 12.1),
            ("NO", 61.77, 4.53),
            ("IE", 55.26, -8.22),
            ("MT", 35.9, 14.51),
            ("EE", 57.8, 23.24),
            ("TN", 37.53, 8.94),
            ("JP", 25.83, 131.23),
            ("JP", 27.09, 142.19),
            ("JP", 24.46, 122.99),
            ("JP", 32.46, 139.77),
            ("KR", 37.5, 130.9),
            ("KR", 34.68, 125.4),
            ("KR", 37.95, 124.67),
            ("PH", 20.45, 121.97),
            ("MU", -19.71, 63.43),
            ("MU", -10.43, 56.6),
            ("SC", -9.4, 46.35),
            ("SC", -10.1, 51.17),
            ("VE", 11.94, -66.67),
            ("AU", -9.93, 144.06),
            ("PG", -4.58, 159.4),
            ("SB", -12.3, 168.83),
            ("SB", -11.61, 169.85),
            ("FJ", -12.5, 177.07),
            ("TO", -15.6, -175.63),
            ("CK", -10.88, -165.85),
            ("CK", -9.0, -158.05),
            ("PF", -17.54, -149.57),
            ("PF", -18.1, -140.9),
            ("GM", 13.45, -16.58),
            ("YE", 12.65, 54.02),
            ("IN", 11.67, 92.74),
            ("IN", 10.57, 72.64),
            ("IN", 8.28, 73.05),
            ("ST", 1.64, 7.42),
            ("GQ", -1.43, 5.63),
            ("US", 52.94, -172.0),
            ("US", 57.12, -170.28),
            ("GL", 70.48, -21.96),
            ("CU", 21.55, -82.8),
            ("HN", 16.33, -86.53),
            ("NI", 12.18, -83.04),
            ("MX", 18.73, -110.96),
            ("CR", 5.53, -87.06),
        ] {
            if !holds(code, latitude, longitude) {
                lost.push((code, latitude, longitude));
            }
        }
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn what_is_told_names_the_mend() {
        let belgium: Country = "BE".parse().unwrap();
        let swapped = Point::new(3.7174, 51.0543).unwrap();
        let found = Misplaced::find(belgium, swapped).unwrap();
        let told = found.told("--confirm-positions");
        assert_eq!(told.code, "outside_country");
        assert_eq!(
            told.message,
            "3.7174, 51.0543 lies outside Belgium; exchange latitude and longitude, for 51.0543, \
             3.7174 lies there, or confirm that it is meant with --confirm-positions"
        );
        let paris = Point::new(48.85, 2.35).unwrap();
        let told = Misplaced::find(belgium, paris).unwrap().told("x");
        assert!(
            told.message
                .contains("lies outside Belgium, in France; correct")
        );
    }
}
