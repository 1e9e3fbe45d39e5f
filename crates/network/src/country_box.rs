//! The box on the map that holds each country: enough to notice a point that lies elsewhere.

use std::sync::LazyLock;

use crate::{country::Country, place::Point};

/// West, south, east, north, in WGS 84 degrees; across the antimeridian, west is above east.
type Bounds = [f64; 4];

impl Country {
    /// Whether a point may lie in this country: whether it is in the country's box. Boxes overlap,
    /// so this finds a slip (two numbers exchanged, a sign lost), and proves nothing.
    pub fn could_contain(self, point: Point) -> bool {
        let Some([west, south, east, north]) = self.bounds() else {
            return true;
        };
        let (latitude, longitude) = (point.latitude(), point.longitude());
        let between = if west <= east {
            west <= longitude && longitude <= east
        } else {
            west <= longitude || longitude <= east
        };
        between && south <= latitude && latitude <= north
    }

    /// Its box: west, south, east, north in degrees; across the antimeridian, west is above east.
    pub fn bounds(self) -> Option<[f64; 4]> {
        let place = BOXES.binary_search_by_key(&self.as_str(), |(code, _)| *code);
        place.ok().map(|place| BOXES[place].1)
    }
}

/// The boxes by code, one a line: code, west, south, east, north. Each is a few tenths of a degree
/// wider than the country, so that no border is in question. A territory with a code of its own is
/// not in the box of another country, unless it happens to lie there or is disputed; uninhabited
/// rocks far out are in none.
static BOXES: LazyLock<Vec<(&str, Bounds)>> = LazyLock::new(|| {
    let lines = include_str!("country_box/boxes.txt").lines();
    lines.filter_map(read).collect()
});

fn read(line: &str) -> Option<(&str, Bounds)> {
    let (code, numbers) = line.split_once(' ')?;
    let numbers = numbers.split(' ').map(str::parse);
    let bounds: Vec<f64> = numbers.collect::<Result<_, _>>().ok()?;
    Some((code, bounds.try_into().ok()?))
}

#[cfg(test)]
mod tests;
