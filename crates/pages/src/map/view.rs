//! What of the world a map shows: Web Mercator, as on every map that zooms.
//!
//! A place on the map is in *worlds*: x from 0 (180° west) to 1 (180° east), y from 0 (north) to 1
//! (south). At zoom z the world is 256 · 2^z pixels wide.

use std::f64::consts::PI;

use directory::Bounds;
use network::{Invalid, Point};

/// The farthest north and south that Mercator shows.
const EDGE: f64 = 85.05;
/// The nearest that one may look: a cell of a coarse place is 146 pixels wide then, and nothing
/// but places would be left to see nearer by.
pub const NEAREST: f64 = 11.0;
/// The farthest, at which the smallest drawing has the whole world.
const FARTHEST: f64 = -0.5;
/// From this zoom on places are shown, and countries before.
pub const PLACES: f64 = 5.0;
/// The nearest that a map begins with.
const NEAREST_BEGIN: f64 = 9.0;

/// A place on the map, in worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// From west (0) to east (1).
    pub x: f64,
    /// From north (0) to south (1).
    pub y: f64,
}

impl Spot {
    /// Where a point of the earth is.
    pub fn of(point: Point) -> Self {
        let sine = point.latitude().clamp(-EDGE, EDGE).to_radians().sin();
        Self {
            x: point.longitude() / 360.0 + 0.5,
            y: 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI),
        }
    }

    /// Its longitude, from -180 to 180, and its latitude.
    fn degrees(self) -> (f64, f64) {
        let latitude = (PI * (1.0 - 2.0 * self.y)).sinh().atan().to_degrees();
        ((self.x.rem_euclid(1.0) - 0.5) * 360.0, latitude)
    }
}

/// How large a drawing is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
}

impl Size {
    /// What is drawn for who does not say.
    pub const USUAL: Self = Self {
        width: 640,
        height: 480,
    };
    /// A small map, which tells where something is and no more.
    pub const SMALL: Self = Self {
        width: 320,
        height: 240,
    };

    /// Reads a size such as `640x480`; each side from 200 to 1600 pixels.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let side = |text: &str| {
            let side: u16 = text.parse().ok()?;
            (200..=1600).contains(&side).then_some(side)
        };
        text.split_once('x')
            .and_then(|(width, height)| {
                Some(Self {
                    width: side(width)?,
                    height: side(height)?,
                })
            })
            .ok_or_else(|| {
                Invalid::new(
                    "invalid_size",
                    format!(
                        "\"{text}\" is not a map size; write its width and height, each from 200 to 1600 pixels: size=640x480"
                    ),
                )
            })
    }
}

/// What was asked to be seen: `zoom/latitude/longitude`, the form that maps have in addresses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    zoom: f64,
    centre: Spot,
}

impl Look {
    /// Reads a look such as `5.25/51.05/3.72`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let wrong = || {
            Invalid::new(
                "invalid_map",
                format!(
                    "\"{text}\" is not a view of the map; write zoom ({FARTHEST} to {NEAREST}), latitude and longitude: map=6/51.05/3.72"
                ),
            )
        };
        let numbers: Vec<f64> = text
            .split('/')
            .map(|part| {
                let plain = part
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
                part.parse().ok().filter(|_| plain)
            })
            .collect::<Option<_>>()
            .ok_or_else(wrong)?;
        let [zoom, latitude, longitude] = numbers[..] else {
            return Err(wrong());
        };
        let point = Point::new(latitude, longitude).map_err(|_| wrong())?;
        if !(FARTHEST..=NEAREST).contains(&zoom) {
            return Err(wrong());
        }
        Ok(Self {
            zoom,
            centre: Spot::of(point),
        })
    }
}

/// What of the world is drawn, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// In quarter steps.
    zoom: f64,
    centre: Spot,
    size: Size,
}

impl View {
    /// A view of what was asked for, as near to it as the size allows.
    pub fn new(look: Look, size: Size) -> Self {
        Self::at(look.zoom, look.centre, size)
    }

    /// The view that shows these places, with room around them; the whole world without any.
    pub fn of(spots: &[Spot], size: Size) -> Self {
        Self::within(spots, size, NEAREST_BEGIN)
    }

    /// The same, no nearer than a zoom.
    pub fn within(spots: &[Spot], size: Size, nearest: f64) -> Self {
        let Some((west, width)) = extent(spots.iter().map(|spot| spot.x).collect()) else {
            let side = f64::from(size.width.max(size.height));
            return Self::at((side / 256.0).log2(), Spot { x: 0.5, y: 0.42 }, size);
        };
        let north = spots.iter().map(|spot| spot.y).fold(1.0, f64::min);
        let south = spots.iter().map(|spot| spot.y).fold(0.0, f64::max);
        // A margin for marks on the edge, and above it for their labels.
        let room = |side: u16| (f64::from(side) - 96.0).max(f64::from(side) / 2.0) / 256.0;
        let zoom = (room(size.width) / width)
            .min(room(size.height) / (south - north))
            .log2()
            .min(nearest);
        let zoom = (zoom * 4.0).floor() / 4.0;
        let centre = Spot {
            x: west + width / 2.0,
            y: (north + south) / 2.0,
        };
        Self::at(zoom, centre, size)
    }

    fn at(zoom: f64, centre: Spot, size: Size) -> Self {
        // The world just fills the shorter side. Beside it stand others, with no marks on them.
        let side = f64::from(size.width.min(size.height));
        let farthest = ((side / 256.0).log2() * 4.0).floor() / 4.0;
        let zoom = ((zoom * 4.0).round() / 4.0).clamp(farthest.max(FARTHEST), NEAREST);
        let half = f64::from(size.height) / 2.0 / (256.0 * zoom.exp2());
        Self {
            zoom,
            centre: Spot {
                x: centre.x.rem_euclid(1.0),
                y: match half < 0.5 {
                    true => centre.y.clamp(half, 1.0 - half),
                    false => 0.5,
                },
            },
            size,
        }
    }

    /// How near it is.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// How large the drawing is.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Whether it shows places, and not countries.
    pub fn shows_places(&self) -> bool {
        self.zoom >= PLACES
    }

    /// How many pixels wide the world is.
    pub fn scale(&self) -> f64 {
        256.0 * self.zoom.exp2()
    }

    /// Where a spot is drawn, in pixels from the upper left corner; in the world whose middle is
    /// nearest to that of the view.
    pub fn pixel(&self, spot: Spot) -> (f64, f64) {
        let across = (spot.x - self.centre.x + 0.5).rem_euclid(1.0) - 0.5;
        let (width, height) = self.sides();
        (
            across * self.scale() + width / 2.0,
            (spot.y - self.centre.y) * self.scale() + height / 2.0,
        )
    }

    /// Whether a spot is seen.
    pub fn shows(&self, spot: Spot) -> bool {
        let (x, y) = self.pixel(spot);
        let (width, height) = self.sides();
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
    }

    /// The spot at a pixel; x may leave the world.
    pub fn spot(&self, x: f64, y: f64) -> Spot {
        let (width, height) = self.sides();
        Spot {
            x: self.centre.x + (x - width / 2.0) / self.scale(),
            y: self.centre.y + (y - height / 2.0) / self.scale(),
        }
    }

    fn sides(&self) -> (f64, f64) {
        (f64::from(self.size.width), f64::from(self.size.height))
    }

    /// The box that is seen.
    pub fn bounds(&self) -> Bounds {
        let (width, height) = self.sides();
        let (west, north) = self.spot(0.0, 0.0).degrees();
        let (east, south) = self.spot(width, height).degrees();
        if width >= self.scale() {
            return Bounds {
                west: -180.0,
                south,
                east: 180.0,
                north,
            };
        }
        Bounds {
            west,
            south,
            east,
            north,
        }
    }

    /// The view so many steps nearer.
    pub fn nearer(&self, steps: f64) -> Self {
        Self::at(self.zoom + steps, self.centre, self.size)
    }

    /// The view moved by parts of its width and height.
    pub fn moved(&self, across: f64, down: f64) -> Self {
        let (width, height) = self.sides();
        let centre = self.spot(width * (0.5 + across), height * (0.5 + down));
        Self::at(self.zoom, centre, self.size)
    }

    /// The view in an address: `zoom/latitude/longitude`, to less than half a pixel.
    pub fn address(&self) -> String {
        let (longitude, latitude) = self.centre.degrees();
        let digits = (self.zoom * 0.302).round() as usize + 1;
        // The sum takes the sign off a zero.
        let round = |degrees: f64| {
            let unit = 10f64.powi(digits as i32);
            (degrees * unit).round() / unit + 0.0
        };
        format!("{}/{}/{}", self.zoom, round(latitude), round(longitude))
    }

    /// A round distance that is at most so many pixels long in the middle of the view: kilometres
    /// and pixels.
    pub fn ruler(&self, most: f64) -> (f64, f64) {
        let (_, latitude) = self.centre.degrees();
        let kilometres = 40_075.017 * latitude.to_radians().cos() / self.scale();
        let longest = kilometres * most;
        let power = 10f64.powf(longest.log10().floor());
        let step = [5.0, 2.0, 1.0]
            .into_iter()
            .find(|step| step * power <= longest)
            .unwrap_or(1.0);
        (step * power, step * power / kilometres)
    }
}

/// The shortest arc that holds places on a circle of length 1: its western end and its length.
fn extent(mut places: Vec<f64>) -> Option<(f64, f64)> {
    places.sort_by(f64::total_cmp);
    let (first, last) = (*places.first()?, *places.last()?);
    let mut west = first;
    let mut widest = first + 1.0 - last;
    for pair in places.windows(2) {
        if pair[1] - pair[0] > widest {
            widest = pair[1] - pair[0];
            west = pair[1];
        }
    }
    Some((west, 1.0 - widest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spots() -> impl Strategy<Value = Vec<Spot>> {
        let spot = (-84.0..84.0f64, -180.0..180.0f64)
            .prop_map(|(latitude, longitude)| Spot::of(Point::new(latitude, longitude).unwrap()));
        proptest::collection::vec(spot, 1..8)
    }

    fn sizes() -> impl Strategy<Value = Size> {
        (200..1600u16, 200..1600u16).prop_map(|(width, height)| Size { width, height })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..Default::default() })]

        #[test]
        fn the_view_of_places_shows_them_all(spots in spots(), size in sizes()) {
            let view = View::of(&spots, size);
            for spot in spots {
                let (x, y) = view.pixel(spot);
                // The farthest view is as wide as the world, so a margin cannot always be kept.
                prop_assert!((0.0..=f64::from(size.width)).contains(&x), "{x} {view:?}");
                prop_assert!((0.0..=f64::from(size.height)).contains(&y), "{y} {view:?}");
            }
        }

        #[test]
        fn an_address_gives_the_view_back(spots in spots(), size in sizes(), zoom in 0.0..11.0f64) {
            let view = View::at(zoom, spots[0], size);
            let again = View::new(Look::parse(&view.address()).unwrap(), size);
            prop_assert_eq!(view.zoom(), again.zoom());
            let (x, y) = again.pixel(view.centre);
            prop_assert!((x - f64::from(size.width) / 2.0).abs() < 1.0);
            prop_assert!((y - f64::from(size.height) / 2.0).abs() < 1.0);
        }

        #[test]
        fn what_is_seen_is_within_the_bounds(spots in spots(), size in sizes(), zoom in 0.0..11.0f64) {
            let view = View::at(zoom, spots[0], size);
            let Bounds { west, south, east, north } = view.bounds();
            prop_assert!((-180.0..=180.0).contains(&west) && (-180.0..=180.0).contains(&east));
            prop_assert!((-90.0..=90.0).contains(&south) && south < north && north <= 90.0);
            let (longitude, latitude) = view.centre.degrees();
            prop_assert!((south..=north).contains(&latitude));
            let across = match west <= east {
                true => (west..=east).contains(&longitude),
                false => longitude >= west || longitude <= east,
            };
            prop_assert!(across);
        }
    }

    #[test]
    fn a_view_across_the_antimeridian_takes_the_short_way() {
        let fiji = Spot::of(Point::new(-17.7, 178.0).unwrap());
        let samoa = Spot::of(Point::new(-13.8, -172.0).unwrap());
        let view = View::of(&[fiji, samoa], Size::USUAL);
        assert!(view.zoom() > 4.0, "{view:?}");
        assert!(view.pixel(fiji).0 < view.pixel(samoa).0);
        let Bounds { west, east, .. } = view.bounds();
        assert!(west > 0.0 && east < 0.0);
    }

    #[test]
    fn a_look_is_read_strictly() {
        for wrong in [
            "", "5", "5/51", "5/51/3/1", "12/51/3", "5/91/3", "5/51/181", "a/b/c", "5/1e1/3",
            "-1/0/0", "5/NaN/3",
        ] {
            assert_eq!(
                Look::parse(wrong).unwrap_err().code,
                "invalid_map",
                "{wrong}"
            );
        }
        for wrong in ["", "640", "640x", "100x480", "640x1601", "640X480"] {
            assert_eq!(
                Size::parse(wrong).unwrap_err().code,
                "invalid_size",
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_ruler_has_a_round_length() {
        let look = Look::parse("6/51/4").unwrap();
        let (kilometres, pixels) = View::new(look, Size::USUAL).ruler(120.0);
        assert_eq!(kilometres, 100.0);
        assert!((60.0..120.0).contains(&pixels), "{pixels}");
    }
}
