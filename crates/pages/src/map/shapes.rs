//! The outlines of the countries as drawings.

use std::fmt::Write;

use super::view::{Spot, View};
use network::{
    Country, Point,
    outlines::{Arc, Extent, Line, Outlines, Ring, SIDE, Unwrap},
};

/// How many steps of the drawing a pixel has: a drawing that is shown larger stays fine.
const STEPS: f64 = 2.0;
/// How much more than the view is drawn on each side, as a part of it: what a pan brings in.
const MARGIN: f64 = 0.2;

/// Where a country's mark stands; nothing for one that the map does not know.
pub fn anchor(country: Country) -> Option<Spot> {
    if let Some(outline) = Outlines::of_the_world().of(country) {
        let (x, y) = outline.anchor;
        return Some(Spot { x, y });
    }
    let [west, south, east, north] = country.bounds()?;
    let east = if east < west { east + 360.0 } else { east };
    let longitude = (west + east) / 2.0;
    let longitude = if longitude > 180.0 {
        longitude - 360.0
    } else {
        longitude
    };
    Point::new((south + north) / 2.0, longitude)
        .ok()
        .map(Spot::of)
}

fn key(country: Country) -> [u8; 2] {
    let code = country.as_str().as_bytes();
    [code[0], code[1]]
}

/// The land of a view, as the data of SVG paths, in steps.
#[derive(Debug, Default, PartialEq)]
pub struct Land {
    /// How wide and high the view is, in steps.
    pub size: (f64, f64),
    /// Countries that are not among those named.
    pub other: String,
    /// The countries named.
    pub named: String,
    /// The borders between countries.
    pub borders: String,
    /// Borders that are disputed.
    pub disputed: String,
}

impl Land {
    /// What a view shows; `named` countries are kept apart.
    pub fn of(view: &View, named: impl Fn(Country) -> bool) -> Self {
        let shapes = Outlines::of_the_world();
        let size = view.size();
        let mut land = Self {
            size: (
                f64::from(size.width) * STEPS,
                f64::from(size.height) * STEPS,
            ),
            ..Self::default()
        };
        let frame = Frame::of(view, land.size);
        let named: Vec<[u8; 2]> = Country::all()
            .filter(|country| named(*country))
            .map(key)
            .collect();
        let mut countries: Vec<_> = shapes.countries.iter().collect();
        countries.sort_unstable_by_key(|(code, _)| **code);
        for world in frame.worlds() {
            for (code, outline) in &countries {
                let path = match named.contains(code) {
                    true => &mut land.named,
                    false => &mut land.other,
                };
                for ring in &outline.rings {
                    draw_ring(ring, &frame, world, path);
                }
            }
            for arc in &shapes.arcs {
                let path = match arc.line {
                    Line::Coast => continue,
                    Line::Border => &mut land.borders,
                    Line::Disputed => &mut land.disputed,
                };
                draw_line(arc, &frame, world, path);
            }
        }
        land
    }

    /// The paths with their classes in the style sheet; some may be empty.
    pub fn paths(&self) -> [(&'static str, &str); 4] {
        [
            ("map-other", &self.other),
            ("map-named", &self.named),
            ("map-borders", &self.borders),
            ("map-disputed", &self.disputed),
        ]
    }
}

/// The part of the world that is drawn.
struct Frame {
    level: u8,
    /// What brings a place in the file's units into steps of the drawing.
    factor: f64,
    origin: (f64, f64),
    /// Edges in steps.
    low: (f64, f64),
    high: (f64, f64),
}

impl Frame {
    fn of(view: &View, size: (f64, f64)) -> Self {
        let corner = view.spot(0.0, 0.0);
        let factor = view.scale() * STEPS / SIDE;
        let (width, height) = size;
        Self {
            level: (view.zoom() + 0.5).floor() as u8,
            factor,
            origin: (corner.x * SIDE * factor, corner.y * SIDE * factor),
            low: (-width * MARGIN, -height * MARGIN),
            high: (width * (1.0 + MARGIN), height * (1.0 + MARGIN)),
        }
    }

    /// The copies of the world that reach into it.
    fn worlds(&self) -> impl Iterator<Item = f64> {
        let across = SIDE * self.factor;
        let (low, high) = (self.low.0 + self.origin.0, self.high.0 + self.origin.0);
        // Rings that cross the antimeridian reach into a neighbour.
        let first = (low / across).floor() as i32 - 1;
        let last = (high / across).floor() as i32 + 1;
        (first..=last).map(move |world| f64::from(world) * across)
    }

    /// Whether nothing of a box is drawn.
    fn misses(&self, extent: &Extent, world: f64) -> bool {
        let low = self.place(world, extent.low.0, extent.low.1);
        let high = self.place(world, extent.high.0, extent.high.1);
        high.0 < self.low.0 || low.0 > self.high.0 || high.1 < self.low.1 || low.1 > self.high.1
    }

    fn place(&self, world: f64, x: i32, y: i32) -> (f64, f64) {
        (
            f64::from(x) * self.factor - self.origin.0 + world,
            f64::from(y) * self.factor - self.origin.1,
        )
    }
}

/// Draws a ring into a frame.
fn draw_ring(ring: &Ring, frame: &Frame, world: f64, path: &mut String) {
    if frame.misses(&ring.extent, world) {
        return;
    }
    let mut points = Vec::new();
    let mut unwrap = Unwrap::default();
    Outlines::of_the_world().walk(&ring.arcs, |(x, y, level)| {
        let x = unwrap.take(x);
        if level <= frame.level {
            points.push(frame.place(world, x, y));
        }
    });
    let (low, high) = extremes(&points);
    // Less than a pixel either way is nothing to see.
    if high.0 - low.0 < STEPS && high.1 - low.1 < STEPS {
        return;
    }
    let inside = low.0 >= frame.low.0
        && high.0 <= frame.high.0
        && low.1 >= frame.low.1
        && high.1 <= frame.high.1;
    if !inside {
        points = clip(points, frame);
    }
    let points = steps(points);
    if points.len() >= 3 {
        write_path(path, &points);
        path.push('z');
    }
}

fn extremes(points: &[(f64, f64)]) -> ((f64, f64), (f64, f64)) {
    let nothing = (
        (f64::INFINITY, f64::INFINITY),
        (f64::NEG_INFINITY, f64::NEG_INFINITY),
    );
    points.iter().fold(nothing, |(low, high), point| {
        (
            (low.0.min(point.0), low.1.min(point.1)),
            (high.0.max(point.0), high.1.max(point.1)),
        )
    })
}

/// What of a ring is within the frame (Sutherland and Hodgman, 1974).
fn clip(mut ring: Vec<(f64, f64)>, frame: &Frame) -> Vec<(f64, f64)> {
    // For each edge: which coordinate it bounds, where, and on which side the inside is.
    let edges = [
        (true, frame.low.0, 1.0),
        (true, frame.high.0, -1.0),
        (false, frame.low.1, 1.0),
        (false, frame.high.1, -1.0),
    ];
    for (across, edge, side) in edges {
        let depth = |point: (f64, f64)| side * (if across { point.0 } else { point.1 } - edge);
        let mut clipped = Vec::with_capacity(ring.len());
        let Some(mut before) = ring.last().copied() else {
            return ring;
        };
        for point in ring {
            let (from, to) = (depth(before), depth(point));
            if (from < 0.0) != (to < 0.0) {
                let part = from / (from - to);
                clipped.push((
                    before.0 + part * (point.0 - before.0),
                    before.1 + part * (point.1 - before.1),
                ));
            }
            if to >= 0.0 {
                clipped.push(point);
            }
            before = point;
        }
        ring = clipped;
    }
    ring
}

/// Draws the pieces of a line that reach into the frame. The edge of the world is no border.
fn draw_line(arc: &Arc, frame: &Frame, world: f64, path: &mut String) {
    if frame.misses(&arc.extent, world) {
        return;
    }
    let mut piece: Vec<(f64, f64)> = Vec::new();
    let mut flush = |piece: &mut Vec<(f64, f64)>| {
        let points = steps(std::mem::take(piece));
        if points.len() >= 2 {
            write_path(path, &points);
        }
    };
    let drawn = arc
        .points
        .iter()
        .filter(|(_, _, level)| *level <= frame.level);
    let mut before: Option<(i32, (f64, f64))> = None;
    for (x, y, _) in drawn {
        let point = frame.place(world, *x, *y);
        if let Some((before_x, before)) = before {
            let edge = (x - before_x).abs() > SIDE as i32 / 2
                || (*x == before_x && (*x == 0 || *x == SIDE as i32));
            let outside = before.0.max(point.0) < frame.low.0
                || before.0.min(point.0) > frame.high.0
                || before.1.max(point.1) < frame.low.1
                || before.1.min(point.1) > frame.high.1;
            if edge || outside {
                flush(&mut piece);
            } else {
                if piece.is_empty() {
                    piece.push(before);
                }
                piece.push(point);
            }
        }
        before = Some((*x, point));
    }
    flush(&mut piece);
}

/// Whole steps, none twice in a row.
fn steps(points: Vec<(f64, f64)>) -> Vec<(i32, i32)> {
    let mut steps: Vec<(i32, i32)> = points
        .into_iter()
        .map(|(x, y)| (x.round() as i32, y.round() as i32))
        .collect();
    steps.dedup();
    steps
}

/// Writes a line in the shortest form of SVG's path data: relative, with no sign too many.
fn write_path(path: &mut String, points: &[(i32, i32)]) {
    let mut before = (0, 0);
    for (place, point) in points.iter().enumerate() {
        let (x, y) = match place {
            0 => *point,
            _ => (point.0 - before.0, point.1 - before.1),
        };
        match place {
            0 => path.push('M'),
            1 => path.push('l'),
            _ if x >= 0 => path.push(' '),
            _ => {}
        }
        let between = if y < 0 { "" } else { " " };
        // Writing into a string does not fail.
        let _ = write!(path, "{x}{between}{y}");
        before = *point;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::map::view::{Look, Size};

    #[test]
    fn every_country_has_a_place_for_its_mark_within_it() {
        for country in Country::all() {
            let spot = anchor(country).unwrap_or_else(|| panic!("{country} has none"));
            let latitude = (std::f64::consts::PI * (1.0 - 2.0 * spot.y))
                .sinh()
                .atan()
                .to_degrees();
            let point = Point::new(latitude, (spot.x - 0.5) * 360.0).unwrap();
            assert!(country.could_contain(point), "{country}: {point:?}");
        }
    }

    fn numbers(path: &str) -> Vec<(i32, i32)> {
        let spaced = path.replace('-', " -");
        let mut points = Vec::new();
        for ring in spaced.split('M').skip(1) {
            let numbers: Vec<i32> = ring
                .split([' ', 'l', 'z'])
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().unwrap())
                .collect();
            let mut at = (0, 0);
            for step in numbers.chunks(2) {
                at = (at.0 + step[0], at.1 + step[1]);
                points.push(at);
            }
        }
        points
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..Default::default() })]

        #[test]
        fn nothing_is_drawn_far_beyond_the_view(
            zoom in 0.0..11.0f64, latitude in -80.0..80.0f64, longitude in -180.0..180.0f64,
        ) {
            let look = Look::parse(&format!("{zoom}/{latitude}/{longitude}")).unwrap();
            let view = View::new(look, Size::USUAL);
            let land = Land::of(&view, |country| country.as_str() < "M");
            let (width, height) = (640.0 * STEPS, 480.0 * STEPS);
            for (x, y) in numbers(&land.other).into_iter().chain(numbers(&land.named)) {
                let (x, y) = (f64::from(x), f64::from(y));
                prop_assert!((-MARGIN * width - 1.0..=(1.0 + MARGIN) * width + 1.0).contains(&x), "{x}");
                prop_assert!((-MARGIN * height - 1.0..=(1.0 + MARGIN) * height + 1.0).contains(&y), "{y}");
            }
            let bytes = land.other.len() + land.named.len() + land.borders.len();
            prop_assert!(bytes < 120_000, "{bytes}");
        }
    }

    #[test]
    fn the_land_goes_on_across_the_antimeridian() {
        let view = View::new(Look::parse("3/66/180").unwrap(), Size::USUAL);
        let land = Land::of(&view, |country| country.as_str() == "RU");
        let (low, high) = (
            numbers(&land.named).iter().map(|(x, _)| *x).min().unwrap(),
            numbers(&land.named).iter().map(|(x, _)| *x).max().unwrap(),
        );
        assert!(
            low < 0 && high > 640,
            "Chukotka is on both sides: {low} {high}"
        );
        assert!(!numbers(&land.other).is_empty());
    }
}
