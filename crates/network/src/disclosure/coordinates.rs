//! Points in texts: degrees with decimals, minutes and seconds, Plus Codes and geohashes.

use std::borrow::Cow;

use crate::{Point, digits::plain_digits};

/// The letters of a Plus Code (Open Location Code), by their value.
const PLUS_CODE: &str = "23456789cfghjmpqrvwx";
/// The letters of a geohash, by their value.
const GEOHASH: &str = "0123456789bcdefghjkmnpqrstuvwxyz";
/// So many letters of a geohash tell a house.
pub(super) const GEOHASH_LETTERS: std::ops::RangeInclusive<usize> = 7..=12;
/// So many letters stand before the plus of a whole Plus Code.
const BEFORE_PLUS: usize = 8;
/// So many other numbers may stand between the two of a point.
const BETWEEN: usize = 1;
/// So many decimals of a degree tell a house.
const DECIMALS: usize = 3;

/// Words for the sign before decimals.
const DECIMAL_SIGNS: &[&str] = &[
    " point ",
    " punt ",
    " Punkt ",
    " punto ",
    " ponto ",
    " komma ",
    " Komma ",
    " comma ",
    " virgule ",
    " coma ",
    " virgola ",
    " vírgula ",
];
/// Words for the sign in a Plus Code.
const PLUS: &[&str] = &[
    " plus ", " PLUS ", " Plus ", " mas ", " más ", " più ", " mais ",
];

/// Every point that a text may mean. Of two numbers both orders, and where a letter alone tells
/// north from south, both.
pub fn points_in(text: &str) -> Vec<Point> {
    let text = in_plain_signs(text);
    let mut points = Vec::new();
    for text in readings(&text) {
        let numbers = numbers_in(&text);
        for (at, one) in numbers.iter().enumerate() {
            let others = numbers.iter().skip(at + 1).take(1 + BETWEEN);
            // "51.04, 3.7270": a nought at the end is left out.
            let exact = others.filter(|other| one.decimals.max(other.decimals) >= DECIMALS);
            exact.for_each(|other| add(one.value, other.value, &mut points));
        }
        let angles = [angles_in(&text), plain_angles_in(&text)].concat();
        for pair in angles.windows(2) {
            add(pair[0], pair[1], &mut points);
        }
    }
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    points.extend(words.filter_map(geohash));
    points
}

/// A text, and the same with full stops for what may stand before decimals or between two numbers:
/// "51,0440 3,7270", "51 point 0440".
fn readings(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let dotted = text.contains(',').then(|| text.replace(',', "."));
    let mut said = text.replace(['\u{b7}', '\u{2219}', '\u{22c5}'], ".");
    for word in DECIMAL_SIGNS {
        if said.contains(word) {
            said = dotted_between_figures(&said, word);
        }
    }
    let said = (said != text).then_some(said);
    let others = dotted.into_iter().chain(said).map(Cow::Owned);
    std::iter::once(Cow::Borrowed(text)).chain(others)
}

/// Adds the points that two numbers make, in both orders.
fn add(one: f64, other: f64, points: &mut Vec<Point>) {
    // "33.8688 S" has no sign.
    for (north, east) in [(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
        points.extend(Point::new(north * one, east * other));
        points.extend(Point::new(north * other, east * one));
    }
}

/// A text with the figures, signs and full stops of this script.
fn in_plain_signs(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{66b}' | '\u{ff0e}' => '.',
        '\u{60c}' | '\u{66c}' | '\u{ff0c}' => ',',
        '\u{2212}' | '\u{2013}' => '-',
        c => c,
    };
    plain_digits(text).chars().map(plain).collect()
}

/// A text with a full stop for a word where that stands between figures: "51 point 0440".
fn dotted_between_figures(text: &str, word: &str) -> String {
    let is_figure = |c: char| c.is_ascii_digit();
    let mut with = String::with_capacity(text.len());
    let mut parts = text.split(word).peekable();
    while let Some(part) = parts.next() {
        with += part;
        let Some(next) = parts.peek() else { break };
        let is_said = with.ends_with(is_figure) && next.starts_with(is_figure);
        with += if is_said { "." } else { word };
    }
    with
}

/// A number with decimals.
struct Decimal {
    value: f64,
    decimals: usize,
}

fn numbers_in(text: &str) -> Vec<Decimal> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let numbers = text.split(|c: char| !is_part(c));
    let numbers = numbers.map(|number| number.trim_end_matches(['.', '-']));
    let decimal = |number: &str| {
        let (_, decimals) = number.split_once('.')?;
        Some(Decimal {
            value: number.parse().ok()?,
            decimals: decimals.len(),
        })
    };
    numbers.filter_map(decimal).collect()
}

/// Numbers with three decimals or more, as maps give them.
pub fn degrees_in(text: &str) -> Vec<f64> {
    let text = in_plain_signs(text);
    let numbers = readings(&text).flat_map(|text| numbers_in(&text));
    let exact = numbers.filter(|number| number.decimals >= DECIMALS);
    exact.map(|number| number.value).collect()
}

/// Degrees with minutes and perhaps seconds: "51°02'38.4\"N", "51 02 38 N", "51° 2.640'".
fn angles_in(text: &str) -> Vec<f64> {
    let mut angles = Vec::new();
    // The numbers since the last degree sign or letter, and whether it was a sign.
    let mut open: Vec<f64> = Vec::new();
    let mut signed = false;
    let close = |open: &mut Vec<f64>, enough: usize, angles: &mut Vec<f64>| {
        if (enough..=3).contains(&open.len()) && open[1..].iter().all(|part| *part < 60.0) {
            let parts = open.iter().zip([1.0, 60.0, 3600.0]);
            angles.push(parts.map(|(part, of)| part / of).sum());
        }
        open.clear();
    };
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[at..];
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches('.').parse::<f64>();
        rest = &rest[end..];
        let next = rest
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(rest.len());
        let sign = rest[..next].trim().to_lowercase();
        let Ok(number) = number else {
            open.clear();
            continue;
        };
        let is_degree = ["°", "º", "˚", "deg", "grad", "&deg"]
            .iter()
            .any(|degree| sign.starts_with(degree));
        if is_degree {
            close(&mut open, 2, &mut angles);
            signed = true;
        }
        open.push(number);
        let is_side = |word: &str| matches!(word, "n" | "s" | "e" | "w" | "o" | "l");
        let mut words = sign.split(|c: char| !c.is_alphabetic());
        if words.any(is_side) || rest.is_empty() || next == rest.len() {
            close(&mut open, if signed { 2 } else { 3 }, &mut angles);
            signed = false;
        } else if open.len() > 3 {
            open.remove(0);
        }
    }
    angles
}

/// Degrees, minutes and seconds without their signs: "51:02:38", "51 02 38 / 3 43 37", and as
/// navigators write them in one, "510238N 0034337E". Each stands beside the other of its point.
fn plain_angles_in(text: &str) -> Vec<f64> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut angles = Vec::new();
    let numbers: Vec<Option<f64>> = words.iter().map(|word| word.parse().ok()).collect();
    let angle = |parts: &[Option<f64>], whole: bool| -> Option<f64> {
        let mut sum = 0.0;
        for (part, of) in parts.iter().zip([1.0, 60.0, 3600.0]) {
            let part = (*part).filter(|part| of < 2.0 && part.fract() == 0.0 || *part < 60.0)?;
            sum += part / of;
        }
        // Minutes alone have decimals.
        (whole || parts.last()?.is_some_and(|part| part.fract() > 0.0)).then_some(sum)
    };
    for length in [3, 2] {
        for pair in numbers.windows(2 * length) {
            let (one, other) = pair.split_at(length);
            if let (Some(one), Some(other)) = (angle(one, length == 3), angle(other, length == 3)) {
                angles.extend([one, other]);
            }
        }
    }
    let in_one = words.iter().map(|word| {
        let whole = word.find('.').unwrap_or(word.len());
        // The last two digits are seconds, or minutes where those have decimals.
        let parts = match whole {
            4 | 5 if whole < word.len() => vec![&word[..whole - 2], &word[whole - 2..]],
            6 | 7 => vec![
                &word[..whole - 4],
                &word[whole - 4..whole - 2],
                &word[whole - 2..],
            ],
            _ => return None,
        };
        let parts: Vec<Option<f64>> = parts.iter().map(|part| part.parse().ok()).collect();
        angle(&parts, true)
    });
    let in_one: Vec<Option<f64>> = in_one.collect();
    for pair in in_one.windows(2) {
        if let [Some(one), Some(other)] = pair {
            angles.extend([*one, *other]);
        }
    }
    angles
}

fn value(letters: &str, letter: char) -> Option<f64> {
    let at = letters.find(letter.to_ascii_lowercase())?;
    u8::try_from(at).ok().map(f64::from)
}

/// The middle of a geohash.
fn geohash(word: &str) -> Option<Point> {
    let mixed = word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| c.is_ascii_alphabetic());
    if !mixed || !GEOHASH_LETTERS.contains(&word.len()) {
        return None;
    }
    let (mut north, mut east) = ((-90.0, 90.0), (-180.0, 180.0));
    let mut is_east = true;
    for letter in word.chars() {
        let at = GEOHASH.find(letter.to_ascii_lowercase())?;
        for bit in (0..5).rev() {
            let side: &mut (f64, f64) = if is_east { &mut east } else { &mut north };
            let middle = f64::midpoint(side.0, side.1);
            match at >> bit & 1 {
                1 => side.0 = middle,
                _ => side.1 = middle,
            }
            is_east = !is_east;
        }
    }
    Point::new(
        f64::midpoint(north.0, north.1),
        f64::midpoint(east.0, east.1),
    )
    .ok()
}

/// A Plus Code, whole or without its first letters, which are a region's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlusCode {
    before: String,
    after: String,
}

/// Every Plus Code of a text.
pub fn plus_codes_in(text: &str) -> Vec<PlusCode> {
    let is_part = |c: char| c == '+' || PLUS_CODE.contains(c.to_ascii_lowercase());
    let text = text.replace(" +", "+").replace("+ ", "+");
    let said = PLUS.iter().filter(|word| text.contains(**word));
    let said = said.map(|word| Cow::Owned(text.replace(word, "+")));
    let texts: Vec<Cow<'_, str>> = std::iter::once(Cow::Borrowed(&*text)).chain(said).collect();
    let codes = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !is_part(c)));
    codes
        .filter_map(|code| {
            let (before, after) = code.split_once('+')?;
            let is_code = (4..=BEFORE_PLUS).contains(&before.len())
                && before.len() % 2 == 0
                && (2..=7).contains(&after.len())
                && !after.contains('+');
            is_code.then(|| PlusCode {
                before: before.to_ascii_lowercase(),
                after: after.to_ascii_lowercase(),
            })
        })
        .collect()
}

impl PlusCode {
    /// The middle of it, when what it leaves out is as for a point nearby.
    pub fn near(&self, point: Point) -> Option<Point> {
        let region = region(point);
        let known = region.len().checked_sub(self.before.len())?;
        let letters = region[..known].to_owned() + &self.before + &self.after;
        let mut step = 20.0;
        let (mut north, mut east) = (-90.0, -180.0);
        let letters: Vec<char> = letters.chars().take(10).collect();
        for two in letters.chunks_exact(2) {
            north += step * value(PLUS_CODE, two[0])?;
            east += step * value(PLUS_CODE, two[1])?;
            step /= 20.0;
        }
        // What is left of the last step is the side of the square.
        Point::new(north + step * 10.0, east + step * 10.0).ok()
    }
}

/// The letters before the plus of the Plus Code of a point.
fn region(point: Point) -> String {
    let (mut north, mut east) = (point.latitude() + 90.0, point.longitude() + 180.0);
    let mut step = 20.0;
    let mut code = String::new();
    for _ in 0..BEFORE_PLUS / 2 {
        for side in [&mut north, &mut east] {
            let at = (*side / step).floor().clamp(0.0, 19.0);
            *side -= at * step;
            code.extend(PLUS_CODE.chars().nth(at as usize));
        }
        step /= 20.0;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Spot;

    #[test]
    fn a_point_is_read_however_it_is_written() {
        let house = Point::new(51.0440, 3.7270).unwrap();
        let near = |point: &Point| Spot::of(house).millimetres_to(&Spot::of(*point)) < 150_000;
        for text in [
            "51.0440, 3.7270",
            "51,0440 3,7270",
            "x=51.0440;z=17.123;y=3.7270",
            "51.04401.. 3.72701",
            "51°02'38.4\"N 3°43'37.2\"E",
            "51°02′38″N 3°43′37″O",
            "N 51° 02' 38\", E 003° 43' 37\"",
            "51° 2.640' N 3° 43.620' E",
            "51 02 38.4 N 3 43 37.2 E",
            "51°02'38,4\" 3°43'37,2\"",
            "geohash u14dku3bv",
            "POINT(3.7270 51.0440)",
            "51:02:38.4 3:43:37.2",
            "51 02 38 / 3 43 37",
            "510238N 0034337E",
            "5102.640N 00343.620E",
            "51.0440 S, 3.7270 W and not N",
            "\u{665}\u{661}\u{66b}\u{660}\u{664}\u{664}\u{660}\u{60c} \u{663}\u{66b}\u{667}\u{662}\u{667}\u{660}",
            "\u{2212}3.7270, 51.0440",
        ] {
            let found = points_in(text);
            assert!(found.iter().any(near), "{text}: {found:?}");
        }
        for text in [
            "9F352PVG+JR",
            "2PVG+JR Gent",
            "9f35 2pvg+jr",
            "plus 9F352PVG+JRG",
            "9F35 2PVG + JR",
        ] {
            let told = plus_codes_in(text)
                .iter()
                .filter_map(|code| code.near(house))
                .any(|point| near(&point));
            assert!(told, "{text}: {:?}", plus_codes_in(text));
        }
        for text in [
            "Open 9-17, 12-14",
            "In 2024: 51 of 3 727",
            "CO2+H2O",
            "51° and 3°",
        ] {
            assert!(!points_in(text).iter().any(near), "{text}");
        }
    }
}
