//! The marks of a map: countries on the small scale, clusters and places on the large one.
//!
//! What stands together depends on the zoom and on the things alone, so nothing jumps while one
//! pans. Everything has exactly one mark.

use super::view::Spot;
use network::Country;

/// No mark is smaller: 24 pixels across are what a finger needs (WCAG 2.2, 2.5.8).
pub const LEAST_RADIUS: f64 = 12.0;
const MOST_RADIUS: f64 = 34.0;
/// How far a country's mark may be moved aside, in pixels.
const MOST_MOVED: f64 = 22.0;
/// Places in one square of so many pixels stand together.
const SQUARE: f64 = 32.0;

/// Countries that stand under one mark; mostly one.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryMark {
    /// Where it stands.
    pub spot: Spot,
    /// In pixels.
    pub radius: f64,
    /// The countries with their members, most members first.
    pub countries: Vec<(Country, u64)>,
}

impl CountryMark {
    /// How many members there are.
    pub fn members(&self) -> u64 {
        self.countries.iter().map(|(_, count)| count).sum()
    }
}

/// Marks for the counts of countries; `scale` is how many pixels wide the world is.
pub fn of_countries(counts: &[(Country, Spot, u64)], scale: f64) -> Vec<CountryMark> {
    let most = counts.iter().map(|(_, _, count)| *count).max().unwrap_or(0);
    // Areas are in proportion, as far as a finger and the map allow.
    let radius = |count: u64| {
        let share = count as f64 / most.max(12) as f64;
        (MOST_RADIUS * share.sqrt()).clamp(LEAST_RADIUS, MOST_RADIUS)
    };
    let mut counts = counts.to_vec();
    counts.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    let mut groups: Vec<Group<(Country, u64)>> = counts
        .into_iter()
        .map(|(country, spot, count)| Group {
            x: spot.x * scale,
            y: spot.y * scale,
            radius: radius(count),
            weight: count as f64,
            things: vec![(country, count)],
        })
        .collect();
    let enlarge = |group: &mut Group<(Country, u64)>| {
        group.radius = radius(group.things.iter().map(|(_, count)| count).sum());
    };
    // What hides more than half of a neighbour takes it in; then all make room for each other.
    join(&mut groups, scale, 0.55, enlarge);
    let mut placed = make_room(&groups, scale);
    // What still overlaps had no room.
    while let Some(crowd) = crowded(&placed, scale) {
        merge(&mut groups, crowd.0, crowd.1, scale);
        enlarge(&mut groups[crowd.0]);
        placed = make_room(&groups, scale);
    }
    let mut marks: Vec<CountryMark> = groups
        .into_iter()
        .zip(placed)
        .map(|(group, (x, y, radius))| {
            let mut countries = group.things;
            countries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            CountryMark {
                spot: Spot {
                    x: x / scale,
                    y: y / scale,
                },
                radius,
                countries,
            }
        })
        .collect();
    marks.sort_by_key(|mark| mark.countries[0].0);
    marks
}

/// A place that is to be marked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site {
    /// Its number among the locations.
    pub number: u32,
    /// Where it is, or the centre of its cell.
    pub spot: Spot,
}

/// Places that stand under one mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Where it stands.
    pub spot: Spot,
    /// In pixels.
    pub radius: f64,
    /// The places; mostly one when one is near enough.
    pub sites: Vec<Site>,
}

/// Marks for places; `scale` is how many pixels wide the world is.
pub fn of_places(sites: &[Site], scale: f64) -> Vec<Cluster> {
    let square = |spot: Spot| {
        let index = |place: f64| (place * scale / SQUARE).floor() as i64;
        (index(spot.y), index(spot.x))
    };
    let mut sites = sites.to_vec();
    sites.sort_by_key(|site| (square(site.spot), site.number));
    let mut groups: Vec<Group<Site>> = sites
        .chunk_by(|a, b| square(a.spot) == square(b.spot))
        .map(|together| {
            let count = together.len() as f64;
            let mean = |of: fn(&Spot) -> f64| {
                together.iter().map(|site| of(&site.spot)).sum::<f64>() * scale / count
            };
            Group {
                x: mean(|spot| spot.x),
                y: mean(|spot| spot.y),
                radius: cluster_radius(together.len()),
                weight: count,
                things: together.to_vec(),
            }
        })
        .collect();
    join(&mut groups, scale, 0.95, |group| {
        group.radius = cluster_radius(group.things.len());
    });
    groups
        .into_iter()
        .map(|mut group| {
            group.things.sort_by_key(|site| site.number);
            Cluster {
                spot: Spot {
                    x: group.x / scale,
                    y: group.y / scale,
                },
                radius: group.radius,
                sites: group.things,
            }
        })
        .collect()
}

fn cluster_radius(count: usize) -> f64 {
    match count {
        1 => LEAST_RADIUS,
        count => (11.0 + 2.5 * (count as f64).sqrt()).min(MOST_RADIUS),
    }
}

/// Things under one mark, in pixels.
#[derive(Debug, Clone)]
struct Group<T> {
    x: f64,
    y: f64,
    radius: f64,
    weight: f64,
    things: Vec<T>,
}

/// From one place to another on a world so wide: the short way round.
fn across(from: f64, to: f64, scale: f64) -> f64 {
    (to - from + scale / 2.0).rem_euclid(scale) - scale / 2.0
}

fn distance(a: (f64, f64), b: (f64, f64), scale: f64) -> f64 {
    across(a.0, b.0, scale).hypot(b.1 - a.1)
}

/// Joins the groups that are nearer to each other than a part of what they need, nearest first.
fn join<T>(groups: &mut Vec<Group<T>>, scale: f64, part: f64, enlarge: impl Fn(&mut Group<T>)) {
    loop {
        let mut pairs = near_pairs(groups, scale, part);
        if pairs.is_empty() {
            return;
        }
        pairs.sort_by(|a, b| {
            a.0.total_cmp(&b.0)
                .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
        });
        // In one round each joins at most once; what they need changes with it.
        let mut joined = vec![false; groups.len()];
        let mut gone = Vec::new();
        for (_, a, b) in pairs {
            if joined[a] || joined[b] {
                continue;
            }
            (joined[a], joined[b]) = (true, true);
            merge_into(groups, a, b, scale);
            enlarge(&mut groups[a]);
            gone.push(b);
        }
        gone.sort_unstable();
        for place in gone.into_iter().rev() {
            groups.remove(place);
        }
    }
}

/// Pairs of groups that are too near to each other, with their distance.
fn near_pairs<T>(groups: &[Group<T>], scale: f64, part: f64) -> Vec<(f64, usize, usize)> {
    let mut by_height: Vec<usize> = (0..groups.len()).collect();
    by_height.sort_by(|a, b| groups[*a].y.total_cmp(&groups[*b].y));
    let mut pairs = Vec::new();
    for (place, a) in by_height.iter().enumerate() {
        for b in &by_height[place + 1..] {
            let (low, high) = (*a.min(b), *a.max(b));
            let (first, second) = (&groups[low], &groups[high]);
            if (first.y - second.y).abs() > 2.0 * MOST_RADIUS {
                break;
            }
            let far = distance((first.x, first.y), (second.x, second.y), scale);
            if far < part * (first.radius + second.radius) {
                pairs.push((far, low, high));
            }
        }
    }
    pairs
}

fn merge_into<T>(groups: &mut [Group<T>], a: usize, b: usize, scale: f64) {
    let taken = std::mem::take(&mut groups[b].things);
    let (x, y, weight) = (groups[b].x, groups[b].y, groups[b].weight);
    let group = &mut groups[a];
    let share = weight / (group.weight + weight);
    group.x = (group.x + share * across(group.x, x, scale)).rem_euclid(scale);
    group.y += share * (y - group.y);
    group.weight += weight;
    group.things.extend(taken);
}

fn merge<T>(groups: &mut Vec<Group<T>>, a: usize, b: usize, scale: f64) {
    merge_into(groups, a, b, scale);
    groups.remove(b);
}

/// Moves marks apart as far as they may go: where each stands, and its radius.
fn make_room<T>(groups: &[Group<T>], scale: f64) -> Vec<(f64, f64, f64)> {
    let mut placed: Vec<(f64, f64, f64)> = groups
        .iter()
        .map(|group| (group.x, group.y, group.radius))
        .collect();
    for _ in 0..40 {
        let mut moved = false;
        for a in 0..placed.len() {
            for b in a + 1..placed.len() {
                let (first, second) = (placed[a], placed[b]);
                let needed = first.2 + second.2 + 1.0;
                if (second.1 - first.1).abs() >= needed {
                    continue;
                }
                let far = distance((first.0, first.1), (second.0, second.1), scale);
                if far >= needed {
                    continue;
                }
                moved = true;
                let (dx, dy) = match far > 0.01 {
                    true => (
                        across(first.0, second.0, scale) / far,
                        (second.1 - first.1) / far,
                    ),
                    false => (1.0, 0.0),
                };
                // The larger one stays rather where it is.
                let push = needed - far;
                let share = second.2 / (first.2 + second.2);
                placed[a].0 -= dx * push * share;
                placed[a].1 -= dy * push * share;
                placed[b].0 += dx * push * (1.0 - share);
                placed[b].1 += dy * push * (1.0 - share);
            }
        }
        for (place, group) in placed.iter_mut().zip(groups) {
            let far = distance((group.x, group.y), (place.0, place.1), scale);
            if far > MOST_MOVED {
                let back = MOST_MOVED / far;
                place.0 = group.x + across(group.x, place.0, scale) * back;
                place.1 = group.y + (place.1 - group.y) * back;
            }
        }
        if !moved {
            break;
        }
    }
    placed
}

/// The pair of marks that overlap the most, if any does by more than its edge.
fn crowded(placed: &[(f64, f64, f64)], scale: f64) -> Option<(usize, usize)> {
    let mut worst: Option<(f64, usize, usize)> = None;
    for (a, first) in placed.iter().enumerate() {
        for (b, second) in placed.iter().enumerate().skip(a + 1) {
            let far = distance((first.0, first.1), (second.0, second.1), scale);
            let overlap = first.2 + second.2 - far;
            if overlap > 2.5 && worst.is_none_or(|(known, ..)| overlap > known) {
                worst = Some((overlap, a, b));
            }
        }
    }
    worst.map(|(_, a, b)| (a, b))
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use network::Point;

    fn spot(latitude: f64, longitude: f64) -> Spot {
        Spot::of(Point::new(latitude, longitude).unwrap())
    }

    fn spots() -> impl Strategy<Value = Spot> {
        prop_oneof![
            (-80.0..80.0f64, -180.0..=180.0f64).prop_map(|(a, b)| spot(a, b)),
            (50.0..51.0f64, 3.0..5.0f64).prop_map(|(a, b)| spot(a, b)),
            Just(spot(51.05, 3.75)),
        ]
    }

    fn scales() -> impl Strategy<Value = f64> {
        (0.0..11.0f64).prop_map(|zoom| 256.0 * zoom.exp2())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, ..Default::default() })]

        #[test]
        fn every_place_has_one_mark(spots in vec(spots(), 0..80), scale in scales()) {
            let sites: Vec<Site> = (0..).zip(spots).map(|(number, spot)| Site { number, spot }).collect();
            let clusters = of_places(&sites, scale);
            let mut marked: Vec<Site> = clusters.iter().flat_map(|cluster| cluster.sites.clone()).collect();
            marked.sort_by_key(|site| site.number);
            prop_assert_eq!(&marked, &sites);
            // Whatever order they come in.
            let turned: Vec<Site> = sites.into_iter().rev().collect();
            prop_assert_eq!(of_places(&turned, scale), clusters);
        }

        #[test]
        fn no_two_marks_of_places_hide_each_other(spots in vec(spots(), 0..80), scale in scales()) {
            let sites: Vec<Site> = (0..).zip(spots).map(|(number, spot)| Site { number, spot }).collect();
            let clusters = of_places(&sites, scale);
            for (place, a) in clusters.iter().enumerate() {
                for b in &clusters[place + 1..] {
                    let pixels = |spot: Spot| (spot.x * scale, spot.y * scale);
                    let far = distance(pixels(a.spot), pixels(b.spot), scale);
                    prop_assert!(far > 0.9 * (a.radius + b.radius), "{far} {a:?} {b:?}");
                }
            }
        }

        #[test]
        fn countries_keep_their_counts(counts in vec((spots(), 1..200u64), 0..60), scale in scales()) {
            let counts: Vec<_> = Country::all().zip(counts).map(|(country, (spot, count))| (country, spot, count)).collect();
            let marks = of_countries(&counts, scale);
            let mut told: Vec<(Country, u64)> = marks.iter().flat_map(|mark| mark.countries.clone()).collect();
            told.sort();
            let mut given: Vec<(Country, u64)> = counts.iter().map(|(country, _, count)| (*country, *count)).collect();
            given.sort();
            prop_assert_eq!(told, given);
            let turned: Vec<_> = counts.into_iter().rev().collect();
            prop_assert_eq!(of_countries(&turned, scale), marks);
        }
    }
}
