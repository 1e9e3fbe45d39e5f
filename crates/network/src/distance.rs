//! How far two points are from each other.

use crate::place::Point;

/// Half the equator's diameter, in kilometres (WGS 84, NIMA TR8350.2).
const EQUATORIAL_RADIUS: f64 = 6378.137;
/// The flattening of the ellipsoid (WGS 84).
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The square of its first eccentricity.
const ECCENTRICITY_SQUARED: f64 = FLATTENING * (2.0 - FLATTENING);

/// The least radius that a distance is measured with, in kilometres: that of the equator, where
/// the Gaussian mean is the polar half-axis. No two points are farther from each other on the
/// unit sphere than their distance divided by it.
pub const LEAST_RADIUS: f64 = EQUATORIAL_RADIUS * (1.0 - FLATTENING);

/// A point prepared for measuring from it: where it is on the unit sphere.
///
/// The distance between two spots is that of the haversine formula, on a sphere whose radius is
/// the Gaussian mean radius of curvature √(M·N) of WGS 84 at the middle latitude of the two (H.
/// Moritz, *Geodetic Reference System 1980*; R. H. Rapp, *Geometric Geodesy* I, 3.5). It stays
/// within 0.5 % of the geodesic, where one radius for the whole earth does not (0.56 %), and
/// within 0.5 % of the haversine with the mean radius of 6371 km too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    x: f64,
    y: f64,
    z: f64,
    cos_latitude: f64,
}

impl Spot {
    /// The spot of a point.
    pub fn of(point: Point) -> Self {
        let (z, cos_latitude) = point.latitude().to_radians().sin_cos();
        let (east, ahead) = point.longitude().to_radians().sin_cos();
        Self {
            x: cos_latitude * ahead,
            y: cos_latitude * east,
            z,
            cos_latitude,
        }
    }

    /// The square of the straight line to another spot through the unit sphere: tells most of what
    /// is too far from what is near enough at a tenth of the cost of a distance.
    pub fn chord_squared(&self, other: &Self) -> f64 {
        (self.x - other.x).powi(2) + (self.y - other.y).powi(2) + (self.z - other.z).powi(2)
    }

    /// The distance to another spot, in kilometres.
    pub fn kilometres_to(&self, other: &Self) -> f64 {
        // A quarter of the squared chord is the haversine of the angle; taken from coordinates it
        // needs no trigonometry for each pair, and loses nothing for points close together.
        let angle = 2.0 * (self.chord_squared(other) / 4.0).sqrt().min(1.0).asin();
        let cos_of_sum = self.cos_latitude * other.cos_latitude - self.z * other.z;
        let sin_of_middle_squared = (1.0 - cos_of_sum) / 2.0;
        angle * LEAST_RADIUS / (1.0 - ECCENTRICITY_SQUARED * sin_of_middle_squared)
    }

    /// The distance to another spot in whole millimetres, so that orders by it are exact.
    pub fn millimetres_to(&self, other: &Self) -> u64 {
        // Rounds: a distance is never negative.
        (self.kilometres_to(other) * 1e6 + 0.5) as u64
    }
}

/// A squared chord that no two spots within so many kilometres of each other exceed.
pub fn longest_chord_squared(kilometres: f64) -> f64 {
    let half_angle = (kilometres / LEAST_RADIUS / 2.0).min(std::f64::consts::FRAC_PI_2);
    // A little more, for what rounding takes.
    (2.0 * half_angle.sin()).powi(2) * (1.0 + 1e-9) + 1e-12
}

/// The middle of some points: the direction of their mean in space, so that the antimeridian and
/// the poles are like any other place. To a millionth of a degree; none for no points, nor for
/// points that lie all around the earth.
pub fn middle(points: impl IntoIterator<Item = Point>) -> Option<Point> {
    let (mut x, mut y, mut z) = (0.0, 0.0, 0.0);
    for point in points {
        let spot = Spot::of(point);
        x += spot.x;
        y += spot.y;
        z += spot.z;
    }
    let flat = x.hypot(y);
    if flat.hypot(z) < 1e-9 {
        return None;
    }
    let rounded = |radians: f64| (radians.to_degrees() * 1e6).round() / 1e6;
    Point::new(rounded(z.atan2(flat)), rounded(y.atan2(x))).ok()
}

#[cfg(test)]
mod tests {
    use geographiclib_rs::{Geodesic, InverseGeodesic};
    use proptest::prelude::*;

    use super::*;

    fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
        let spot = |(latitude, longitude)| Spot::of(Point::new(latitude, longitude).unwrap());
        spot(a).kilometres_to(&spot(b))
    }

    fn geodesic(a: (f64, f64), b: (f64, f64)) -> f64 {
        let metres: f64 = Geodesic::wgs84().inverse(a.0, a.1, b.0, b.1);
        metres / 1000.0
    }

    fn haversine(a: (f64, f64), b: (f64, f64)) -> f64 {
        let [(a_lat, a_lon), (b_lat, b_lon)] = [a, b].map(|(latitude, longitude): (f64, f64)| {
            (latitude.to_radians(), longitude.to_radians())
        });
        let h = ((b_lat - a_lat) / 2.0).sin().powi(2)
            + a_lat.cos() * b_lat.cos() * ((b_lon - a_lon) / 2.0).sin().powi(2);
        2.0 * 6_371.008_8 * h.sqrt().min(1.0).asin()
    }

    fn anywhere() -> impl Strategy<Value = (f64, f64)> {
        let latitude = prop_oneof![
            6 => -90.0..=90.0f64,
            1 => 89.0..=90.0f64,
            1 => -90.0..=-89.0f64,
            1 => -0.1..=0.1f64,
            1 => prop_oneof![Just(90.0), Just(-90.0), Just(0.0)],
        ];
        let longitude = prop_oneof![
            6 => -180.0..=180.0f64,
            1 => 179.9..=180.0f64,
            1 => -180.0..=-179.9f64,
            1 => prop_oneof![Just(180.0), Just(-180.0), Just(0.0)],
        ];
        (latitude, longitude)
    }

    /// Two points anywhere, close together, or nearly opposite.
    fn pairs() -> impl Strategy<Value = ((f64, f64), (f64, f64))> {
        let near = |(latitude, longitude): (f64, f64), (north, east): (f64, f64)| {
            (
                (latitude + north).clamp(-90.0, 90.0),
                (longitude + east + 540.0).rem_euclid(360.0) - 180.0,
            )
        };
        let offset = prop_oneof![
            (-1.0..1.0f64, -1.0..1.0f64),
            (-1e-3..1e-3f64, -1e-3..1e-3f64),
        ];
        prop_oneof![
            (anywhere(), anywhere()),
            (anywhere(), offset.clone()).prop_map(move |(a, by)| (a, near(a, by))),
            (anywhere(), offset).prop_map(move |(a, by)| (a, near((-a.0, a.1 + 180.0), by))),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, ..Default::default() })]

        #[test]
        fn a_distance_is_within_half_a_percent((a, b) in pairs()) {
            let measured = kilometres(a, b);
            for (what, true_one) in [("geodesic", geodesic(a, b)), ("haversine", haversine(a, b))] {
                // A millimetre is the grain of what is listed.
                let allowed = true_one * 0.005 + 1e-6;
                prop_assert!((measured - true_one).abs() <= allowed, "{what}: {measured} {true_one}");
            }
            prop_assert_eq!(measured, kilometres(b, a));
        }
    }

    #[test]
    fn a_point_is_nowhere_but_where_it_is() {
        for point in [(51.05, 3.72), (90.0, 0.0), (-16.5, 180.0)] {
            assert_eq!(kilometres(point, point), 0.0);
        }
        assert!(kilometres((90.0, 0.0), (90.0, 137.0)) < 1e-6);
        assert!(kilometres((-17.0, 180.0), (-17.0, -180.0)) < 1e-6);
    }

    #[test]
    fn the_middle_minds_the_antimeridian() {
        let point = |latitude, longitude| Point::new(latitude, longitude).unwrap();
        let fiji = middle([point(-17.0, 179.8), point(-17.0, -179.6)]).unwrap();
        assert!((fiji.longitude() - -179.9).abs() < 1e-6, "{fiji:?}");
        assert!((fiji.latitude() - -17.0).abs() < 1e-3, "{fiji:?}");
        assert_eq!(middle([point(51.05, 3.72)]), Some(point(51.05, 3.72)));
        assert_eq!(middle([]), None);
        assert_eq!(middle([point(0.0, 0.0), point(0.0, 180.0)]), None);
    }
}
