//! Where things are: an index of the points that may be shown.
//!
//! It knows published points alone. A place that is shown by its city is where the centre of its
//! cell is, so no circle and no box tells more of it than its entry does.

use roaring::RoaringBitmap;
use rstar::{AABB, RTree, primitives::GeomWithData};

use super::ranking::Ranking;
use crate::network::{LEAST_RADIUS, Point, Spot};

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

type Leaf = GeomWithData<[f64; 2], u32>;
type Window = AABB<[f64; 2]>;

/// The points of a catalogue's things.
#[derive(Debug, Default)]
pub struct PointIndex {
    /// Every point with its thing's number, by number.
    spots: Vec<(u32, Spot)>,
    /// The same by longitude and latitude; a leaf holds the place in `spots`.
    tree: RTree<Leaf>,
}

/// A circle with more than this many kilometres to its edge holds so much that looking at every
/// point is quicker than walking the tree.
const WIDE: f64 = 3000.0;

impl PointIndex {
    /// An index of points, each with its thing's number; the numbers in rising order.
    pub fn new(points: impl IntoIterator<Item = (u32, Point)>) -> Self {
        let mut spots = Vec::new();
        let mut leaves = Vec::new();
        for (number, point) in points {
            let at = [point.longitude(), point.latitude()];
            leaves.push(Leaf::new(at, spots.len() as u32));
            spots.push((number, Spot::of(point)));
        }
        Self {
            spots,
            tree: RTree::bulk_load(leaves),
        }
    }

    /// The things with a point in a box, its edges included.
    pub fn in_box(&self, bounds: &Bounds) -> RoaringBitmap {
        bounds
            .windows()
            .iter()
            .flat_map(|window| self.tree.locate_in_envelope(*window))
            .map(|leaf| self.spots[leaf.data as usize].0)
            .collect()
    }

    /// The things with a point in a circle, its edge included: ranked by the distance of the
    /// nearest of their points, in millimetres.
    pub fn in_circle(&self, circle: &Circle) -> Ranking {
        let centre = Spot::of(circle.centre);
        let farthest = (circle.radius * 1e6).round() as u64;
        let measure = |(number, spot): &(u32, Spot)| {
            let distance = centre.millimetres_to(spot);
            (distance <= farthest).then_some((*number, distance))
        };
        if circle.radius > WIDE {
            return Ranking::new(self.spots.iter().filter_map(measure).collect());
        }
        let found = circle
            .windows()
            .iter()
            .flat_map(|window| self.tree.locate_in_envelope(*window))
            .filter_map(|leaf| measure(&self.spots[leaf.data as usize]))
            .collect();
        Ranking::new(found)
    }
}

fn window(west: f64, south: f64, east: f64, north: f64) -> Window {
    AABB::from_corners([west, south], [east, north])
}

impl Bounds {
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
