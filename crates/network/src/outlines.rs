//! The outlines of the countries, from Natural Earth (`data/natural-earth`), on the plane of the map
//! (Web Mercator).

use std::{collections::HashMap, sync::LazyLock};

use crate::country::Country;

/// A side of the square that the world is, in the units of the file.
pub const SIDE: f64 = 131_072.0;

static FILE: &[u8] = include_bytes!("../../../data/natural-earth/shapes.bin");
// The file is compiled in, and a test reads it.
static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| Outlines::read(FILE).unwrap_or_default());

/// The outlines of all countries; neighbours share the line between them.
#[derive(Debug, Default)]
pub struct Outlines {
    /// The lines.
    pub arcs: Vec<Arc>,
    /// The countries by their codes.
    pub countries: HashMap<[u8; 2], Outline>,
}

/// A line: a coast, or a border.
#[derive(Debug)]
pub struct Arc {
    /// What lies on its two sides.
    pub line: Line,
    /// Places in the units of the file, each with the zoom that it is drawn from.
    pub points: Vec<(i32, i32, u8)>,
    /// Its box.
    pub extent: Extent,
    /// The boxes of its pieces ([`Arc::pieces`]).
    boxes: Vec<Extent>,
}

/// A piece of a line.
pub struct Piece<'a> {
    /// Its box.
    pub extent: Extent,
    /// Its places; the first is the last one of the piece before it.
    pub points: &'a [(i32, i32, u8)],
}

/// How many lines a piece has from one place to the next.
const PIECE: usize = 24;

impl Arc {
    fn new(line: Line, points: Vec<(i32, i32, u8)>) -> Self {
        let of = |points: &[(i32, i32, u8)]| Extent::of(points.iter().map(|(x, y, _)| (*x, *y)));
        Self {
            line,
            extent: of(&points),
            boxes: pieces(&points).map(of).collect(),
            points,
        }
    }

    /// It as a whole.
    pub fn whole(&self) -> Piece<'_> {
        Piece {
            extent: self.extent,
            points: &self.points,
        }
    }

    /// Its pieces, of a few places each.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let boxes = self.boxes.iter().copied();
        boxes
            .zip(pieces(&self.points))
            .map(|(extent, points)| Piece { extent, points })
    }
}

fn pieces(points: &[(i32, i32, u8)]) -> impl Iterator<Item = &[(i32, i32, u8)]> {
    let begins = (0..points.len().saturating_sub(1)).step_by(PIECE);
    begins.map(|begin| &points[begin..(begin + PIECE + 1).min(points.len())])
}

/// What lies on the two sides of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A coast, or a line within a country.
    Coast,
    /// A border.
    Border,
    /// A border that those on both sides do not agree on.
    Disputed,
}

#[derive(Debug)]
pub struct Outline {
    /// Where a mark of the country stands: east and south from the corner, in worlds.
    pub anchor: (f64, f64),
    /// Its parts, and the holes in them.
    pub rings: Vec<Ring>,
}

#[derive(Debug)]
pub struct Ring {
    /// The lowest bit says whether an arc is walked backwards.
    pub arcs: Vec<usize>,
    /// Its box.
    pub extent: Extent,
}

impl Ring {
    /// Whether the edge of the world cuts it.
    pub fn is_cut(&self) -> bool {
        self.extent.low.0 < 0 || self.extent.high.0 > SIDE as i32
    }
}

/// A box in the units of the file.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Its north-west corner.
    pub low: (i32, i32),
    /// Its south-east corner.
    pub high: (i32, i32),
}

impl Extent {
    fn of(points: impl Iterator<Item = (i32, i32)>) -> Self {
        let nothing = Self {
            low: (i32::MAX, i32::MAX),
            high: (i32::MIN, i32::MIN),
        };
        points.fold(nothing, |extent, (x, y)| Self {
            low: (extent.low.0.min(x), extent.low.1.min(y)),
            high: (extent.high.0.max(x), extent.high.1.max(y)),
        })
    }
}

/// Takes a point of a ring in turn, and moves those beyond the antimeridian into the next world.
#[derive(Default)]
pub struct Unwrap {
    before: Option<i32>,
    turn: i32,
}

impl Unwrap {
    /// Where a point is east of the first one's world.
    pub fn take(&mut self, x: i32) -> i32 {
        let jump = self.before.map_or(0, |before| x - before);
        if jump.abs() > SIDE as i32 / 2 {
            self.turn -= jump.signum() * SIDE as i32;
        }
        self.before = Some(x);
        x + self.turn
    }
}

impl Outlines {
    /// The outlines of the world.
    pub fn of_the_world() -> &'static Self {
        &OUTLINES
    }

    /// The outline of a country; nothing for one that the map does not know.
    pub fn of(&self, country: Country) -> Option<&Outline> {
        let code = country.as_str().as_bytes();
        self.countries.get(&[code[0], code[1]])
    }

    fn read(file: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(file.strip_prefix(b"SHAPES1\n")?);
        let mut outlines = Self::default();
        for _ in 0..bytes.number()? {
            let head = bytes.number()?;
            let line = match head % 4 {
                0 => Line::Coast,
                1 => Line::Border,
                _ => Line::Disputed,
            };
            let (mut x, mut y) = (0, 0);
            let points = (0..head / 4)
                .map(|_| {
                    let across = bytes.number()?;
                    x += signed(across / 16);
                    y += signed(bytes.number()?);
                    Some((x, y, (across % 16) as u8))
                })
                .collect::<Option<_>>()?;
            outlines.arcs.push(Arc::new(line, points));
        }
        for _ in 0..bytes.number()? {
            let code = [bytes.byte()?, bytes.byte()?];
            let anchor = (
                f64::from(bytes.number()?) / SIDE,
                f64::from(bytes.number()?) / SIDE,
            );
            let rings = (0..bytes.number()?)
                .map(|_| {
                    (0..bytes.number()?)
                        .map(|_| Some(bytes.number()? as usize))
                        .collect::<Option<Vec<_>>>()
                })
                .collect::<Option<Vec<_>>>()?;
            let known = rings
                .iter()
                .flatten()
                .all(|arc| arc / 2 < outlines.arcs.len());
            known.then_some(())?;
            let rings = rings.into_iter().map(|arcs| outlines.ring(arcs)).collect();
            outlines.countries.insert(code, Outline { anchor, rings });
        }
        bytes.0.is_empty().then_some(outlines)
    }

    fn ring(&self, arcs: Vec<usize>) -> Ring {
        let mut unwrap = Unwrap::default();
        let mut points = Vec::new();
        self.walk(&arcs, |(x, y, _)| points.push((unwrap.take(x), y)));
        Ring {
            extent: Extent::of(points.into_iter()),
            arcs,
        }
    }

    /// Takes all points of a ring, in their order.
    pub fn walk(&self, arcs: &[usize], mut take: impl FnMut((i32, i32, u8))) {
        for reference in arcs {
            let points = self.arcs[reference / 2].points.iter().copied();
            match reference % 2 {
                0 => points.for_each(&mut take),
                _ => points.rev().for_each(&mut take),
            }
        }
    }
}

/// Numbers in as few bytes as they need, seven bits in each (LEB128).
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}

/// Even numbers are positive, odd ones negative.
fn signed(number: u32) -> i32 {
    let half = (number / 2) as i32;
    match number % 2 {
        0 => half,
        _ => -half - 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_are_all_there() {
        let outlines = Outlines::read(FILE).unwrap();
        assert_eq!(outlines.countries.len(), 249);
        assert!(Outlines::read(&FILE[..FILE.len() - 1]).is_none());
        assert!(Outlines::read(b"SHAPES1\n\xff\xff\xff\xff\xff\xff").is_none());
        let disputed = outlines
            .arcs
            .iter()
            .filter(|arc| arc.line == Line::Disputed);
        assert!(disputed.count() > 3);
    }
}
