//! Where things are: an index of the points that may be shown.
//!
//! It knows published points alone. A place that is shown by its city is where the centre of its
//! cell is, so no circle and no box tells more of it than its entry does.

use std::{cmp::Ordering, sync::Arc};

use roaring::RoaringBitmap;

use super::{card::Card, moves::Moves, ranking::Ranking};
use network::{LEAST_RADIUS, Point, Spot, longest_chord_squared};

/// A circle on the earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Its centre.
    pub centre: Point,
    /// Its radius in kilometres.
    pub radius: f64,
}

/// A box as in GeoJSON (RFC 7946, section 5), in degrees; where `west` is more than `east` it
/// crosses the antimeridian. `south` is never more than `north`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

/// What of the plane of longitudes and latitudes is looked at.
#[derive(Debug, Clone, Copy)]
struct Window {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// A point of a thing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pin {
    band: u16,
    number: u32,
    longitude: f64,
    latitude: f64,
    spot: Spot,
}

/// The points of a catalogue's things.
#[derive(Debug, Default, PartialEq)]
pub struct PointIndex {
    /// By bands of latitude, and within a band from west to east: a point more is one place more,
    /// and what is near is in a few runs.
    pins: Arc<Vec<Pin>>,
}

/// How many bands a degree has.
const BANDS: f64 = 4.0;
/// A circle with more than this many kilometres to its edge holds so much that looking at every
/// point is quicker than walking the bands and bringing what they have into order (measured with
/// 17,436 and 155,000 points over Europe).
const WIDE: f64 = 250.0;

/// The band of a latitude.
fn band(latitude: f64) -> u16 {
    ((latitude + 90.0) * BANDS) as u16
}

impl Pin {
    fn new(number: u32, point: Point) -> Self {
        Self {
            band: band(point.latitude()),
            number,
            longitude: point.longitude(),
            latitude: point.latitude(),
            spot: Spot::of(point),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        let by_band = self.band.cmp(&other.band);
        by_band
            .then(self.longitude.total_cmp(&other.longitude))
            .then(self.latitude.total_cmp(&other.latitude))
            .then(self.number.cmp(&other.number))
    }
}

impl PointIndex {
    /// The index after some things went, given with their old numbers, and others came.
    pub fn after(
        &self,
        gone: &[(u32, &Arc<Card>)],
        come: &[(u32, &Arc<Card>)],
        moves: &Moves,
    ) -> Self {
        let points = |things: &[(u32, &Arc<Card>)]| -> Vec<(u32, Point)> {
            let points = |(number, card): &(u32, &Arc<Card>)| {
                let number = *number;
                card.points
                    .clone()
                    .into_iter()
                    .map(move |point| (number, point))
            };
            things.iter().flat_map(points).collect()
        };
        let come = points(come);
        if moves.are_none() && points(gone) == come {
            return Self {
                pins: Arc::clone(&self.pins),
            };
        }
        self.with(come, moves)
    }

    /// The index with further points, of things with their new numbers.
    fn with(&self, points: impl IntoIterator<Item = (u32, Point)>, moves: &Moves) -> Self {
        let stay = self.pins.iter().filter_map(|pin| {
            let number = moves.of(pin.number)?;
            Some(Pin { number, ..*pin })
        });
        let come = points
            .into_iter()
            .map(|(number, point)| Pin::new(number, point));
        let mut pins: Vec<Pin> = stay.chain(come).collect();
        // What stays is one run, so this walks over it once.
        pins.sort_by(Pin::order);
        Self {
            pins: Arc::new(pins),
        }
    }

    /// The points in a window, its edges included.
    fn within(&self, window: Window) -> impl Iterator<Item = &Pin> {
        let Window {
            west,
            south,
            east,
            north,
        } = window;
        let run = move |band: u16| {
            let before = |pin: &Pin| (pin.band, pin.longitude) < (band, west);
            let begin = self.pins.partition_point(before);
            let run = self.pins[begin..].iter();
            run.take_while(move |pin| pin.band == band && pin.longitude <= east)
        };
        let bands = band(south)..=band(north);
        bands
            .flat_map(run)
            .filter(move |pin| (south..=north).contains(&pin.latitude))
    }

    /// The things with a point in a box, its edges included.
    pub fn in_box(&self, bounds: &Bounds) -> RoaringBitmap {
        let windows = bounds.windows().into_iter();
        let found = windows.flat_map(|window| self.within(window));
        found.map(|pin| pin.number).collect()
    }

    /// The things with a point in a circle, its edge included: ranked by the distance of the
    /// nearest of their points, in millimetres.
    pub fn in_circle(&self, circle: &Circle) -> Ranking {
        let centre = Spot::of(circle.centre);
        let farthest = (circle.radius * 1e6).round() as u64;
        let longest = longest_chord_squared(circle.radius);
        let measure = |Pin { number, spot, .. }: &Pin| {
            if centre.chord_squared(spot) > longest {
                return None;
            }
            let distance = centre.millimetres_to(spot);
            (distance <= farthest).then_some((*number, distance))
        };
        if circle.radius > WIDE {
            return in_order(self.pins.iter().filter_map(measure));
        }
        let windows = circle.windows().into_iter();
        let found = windows.flat_map(|window| self.within(window));
        Ranking::new(found.filter_map(measure).collect())
    }
}

/// A ranking of very many things: to put each where its number says is quicker than to sort them.
fn in_order(found: impl Iterator<Item = (u32, u64)>) -> Ranking {
    let mut nearest: Vec<u64> = Vec::new();
    for (number, distance) in found {
        let place = number as usize;
        if nearest.len() <= place {
            nearest.resize(place + 1, u64::MAX);
        }
        nearest[place] = nearest[place].min(distance);
    }
    let ranks = (0..).zip(nearest);
    Ranking::new(ranks.filter(|(_, distance)| *distance < u64::MAX).collect())
}

fn window(west: f64, south: f64, east: f64, north: f64) -> Window {
    Window {
        west,
        south,
        east,
        north,
    }
}

impl Bounds {
    /// Whether a point lies in it, its edges included.
    pub fn holds(&self, point: Point) -> bool {
        let (latitude, longitude) = (point.latitude(), point.longitude());
        let (after_west, before_east) = (longitude >= self.west, longitude <= self.east);
        let across = match self.west <= self.east {
            true => after_west && before_east,
            false => after_west || before_east,
        };
        across && (self.south..=self.north).contains(&latitude)
    }

    /// What of the plane of longitudes and latitudes it covers.
    fn windows(&self) -> Vec<Window> {
        let Self {
            west,
            south,
            east,
            north,
        } = *self;
        let mut windows = if west <= east {
            vec![window(west, south, east, north)]
        } else {
            vec![
                window(west, south, 180.0, north),
                window(-180.0, south, east, north),
            ]
        };
        // One meridian has two names, and a pole is on every meridian.
        if east == 180.0 {
            windows.push(window(-180.0, south, -180.0, north));
        }
        if west == -180.0 {
            windows.push(window(180.0, south, 180.0, north));
        }
        for pole in [-90.0, 90.0] {
            if south == pole || north == pole {
                windows.push(window(-180.0, pole, 180.0, pole));
            }
        }
        windows
    }
}

impl Circle {
    /// Boxes that hold the whole circle.
    fn windows(&self) -> Vec<Window> {
        let (latitude, longitude) = (self.centre.latitude(), self.centre.longitude());
        // A little more, so that no rounding loses a point on the edge.
        let angle = self.radius / LEAST_RADIUS * (1.0 + 1e-9) + 1e-9;
        let (south, north) = (latitude - angle.to_degrees(), latitude + angle.to_degrees());
        if south <= -90.0 || north >= 90.0 {
            // It holds a pole, and so every meridian.
            return vec![window(-180.0, south, 180.0, north)];
        }
        // The meridians that touch it (J. Matuschek, Finding Points Within a Distance of a
        // Latitude/Longitude Using Bounding Coordinates, 3.3).
        let reach = (angle.sin() / latitude.to_radians().cos())
            .min(1.0)
            .asin()
            .to_degrees();
        let (west, east) = (longitude - reach, longitude + reach);
        let mut windows = vec![window(west, south, east, north)];
        if west <= -180.0 {
            windows.push(window(west + 360.0, south, 180.0, north));
        }
        if east >= 180.0 {
            windows.push(window(-180.0, south, east - 360.0, north));
        }
        windows
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).unwrap()
    }

    fn of(points: impl Iterator<Item = (u32, Point)>) -> PointIndex {
        PointIndex::default().with(points, &Moves::new(Vec::new(), &[]))
    }

    /// Points anywhere, and many at the poles, the antimeridian and on edges.
    fn points() -> impl Strategy<Value = Point> {
        let latitude = prop_oneof![
            4 => -90.0..=90.0f64,
            1 => 89.0..=90.0f64,
            1 => prop_oneof![Just(-90.0), Just(90.0), Just(0.0), Just(10.0)],
        ];
        let longitude = prop_oneof![
            4 => -180.0..=180.0f64,
            1 => 179.0..=180.0f64,
            1 => -180.0..=-179.0f64,
            1 => prop_oneof![Just(-180.0), Just(180.0), Just(0.0), Just(10.0)],
        ];
        (latitude, longitude).prop_map(|(latitude, longitude)| point(latitude, longitude))
    }

    fn radii() -> impl Strategy<Value = f64> {
        prop_oneof![
            0.001..1.0f64,
            1.0..100.0f64,
            100.0..3000.0f64,
            3000.0..=20_000.0f64
        ]
    }

    /// Whether a point is in a box, told without windows.
    fn is_in(bounds: &Bounds, point: Point) -> bool {
        let (latitude, longitude) = (point.latitude(), point.longitude());
        let across = |longitude: f64| {
            if bounds.west <= bounds.east {
                (bounds.west..=bounds.east).contains(&longitude)
            } else {
                longitude >= bounds.west || longitude <= bounds.east
            }
        };
        let anywhere = latitude.abs() == 90.0;
        let opposite = longitude.abs() == 180.0 && across(-longitude);
        (bounds.south..=bounds.north).contains(&latitude)
            && (anywhere || across(longitude) || opposite)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..Default::default() })]

        #[test]
        fn a_circle_holds_what_is_near_enough(
            points in vec((0..20u32, points()), 0..60),
            centre in points(),
            radius in radii(),
        ) {
            let mut points = points;
            points.sort_by_key(|(number, _)| *number);
            let found = of(points.iter().copied()).in_circle(&Circle { centre, radius });
            let spot = Spot::of(centre);
            for number in 0..20 {
                let of_it = points.iter().filter(|(known, _)| *known == number);
                let nearest = of_it.map(|(_, point)| spot.millimetres_to(&Spot::of(*point))).min();
                let expected = nearest.filter(|distance| *distance <= (radius * 1e6).round() as u64);
                prop_assert_eq!(found.rank(number), expected);
            }
        }

        #[test]
        fn a_box_holds_what_is_between_its_edges(
            points in vec(points(), 0..60), a in points(), b in points(),
        ) {
            let bounds = Bounds {
                west: a.longitude(),
                south: a.latitude().min(b.latitude()),
                east: b.longitude(),
                north: a.latitude().max(b.latitude()),
            };
            let found = of((0..).zip(points.iter().copied())).in_box(&bounds);
            for (number, point) in (0..).zip(&points) {
                prop_assert_eq!(found.contains(number), is_in(&bounds, *point), "{:?}", point);
            }
        }
    }
}
