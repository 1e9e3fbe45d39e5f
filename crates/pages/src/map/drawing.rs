//! What is drawn on a map, for its template (`templates/map/drawing.html`).
//!
//! The land is drawn in a coordinate system of its own, which stretches with the page. Marks stand
//! at parts of the whole and are in the page's pixels, so that letters and what a finger has to
//! meet keep their size on a small screen. All looks come from the style sheet, by classes.

use std::cmp::Reverse;

use super::{
    labels::Labels,
    marks::{Cluster, CountryMark},
    picture::{Link, Marks, Picture, Place},
    shapes::anchor,
    view::{Spot, View},
};
use directory::towns::{self, Town};
use network::{Cell, Country};
use translations::{Texts, say};

/// The least side of the square of a coarse place, in pixels.
const LEAST_CELL: f64 = 24.0;
/// The longest ruler, in pixels.
const RULER: f64 = 110.0;

/// The marks of a picture with their names, and the ruler.
#[derive(Debug)]
pub struct Drawing<'a> {
    /// The names of the countries in the view, for who wonders where that is.
    pub country_names: Vec<CountryName>,
    /// Towns, for who wonders where in the country that is.
    pub towns: Vec<TownName>,
    /// The marks, each a link.
    pub marks: Vec<Mark<'a>>,
    /// A distance in the middle of the map, in words and in per cent of its width.
    pub ruler: (String, f64),
}

/// The name of a country, written on its land.
#[derive(Debug)]
pub struct CountryName {
    /// Where its middle is, in per cent of the drawing.
    pub corner: (f64, f64),
    /// The name.
    pub text: &'static str,
}

/// A town, with its name above it.
#[derive(Debug)]
pub struct TownName {
    /// Where it is, in per cent of the drawing.
    pub corner: (f64, f64),
    /// The name.
    pub text: &'static str,
}

/// A mark as it is drawn. Radii are in pixels.
#[derive(Debug)]
pub struct Mark<'a> {
    /// Its class in the style sheet.
    pub class: &'static str,
    /// Where it leads.
    pub link: Link,
    /// What it stands for, in words.
    pub title: String,
    /// Where its middle is, in per cent of the drawing.
    pub corner: (f64, f64),
    /// The radius of the ring around several countries.
    pub ring: Option<f64>,
    /// The square of a coarse place.
    pub cell: Option<Square>,
    /// Whether it is the pin of one exact place.
    pub pin: bool,
    /// The radius of the disc that the number stands on.
    pub disc: Option<f64>,
    /// How many members or places it stands for.
    pub count: u64,
    /// Its name, where there is room for it.
    pub label: Label<'a>,
    /// Where there is not: the codes of its countries, a line each with how far below the middle it
    /// stands, in pixels. The number makes room for them.
    pub codes: Vec<(f64, String)>,
}

/// The square of a place of which only the city may be known, in pixels.
#[derive(Debug)]
pub struct Square {
    /// Its side.
    pub side: f64,
    /// Half of it.
    pub half: f64,
}

impl Square {
    fn new(side: f64) -> Self {
        Self {
            side: tenth(side),
            half: tenth(side / 2.0),
        }
    }

    /// The square of a cell, as wide as it is: on this projection a cell is a little higher.
    pub fn of(cell: Cell, view: &View) -> Self {
        Self::new(cell_side(cell, view))
    }
}

impl<'a> Drawing<'a> {
    /// The drawing of a picture.
    pub fn new(picture: &Picture<'a>) -> Self {
        let view = &picture.view;
        let (kilometres, pixels) = view.ruler(RULER);
        let (country_names, towns, marks) = match &picture.marks {
            Marks::Countries(marks) => (Vec::new(), Vec::new(), country_marks(picture, marks)),
            Marks::Places(clusters) => place_marks(picture, clusters),
        };
        Self {
            country_names,
            towns,
            marks,
            ruler: (
                say!(picture.texts(), "map-kilometres", kilometres = kilometres),
                part(pixels, view.size().width),
            ),
        }
    }
}

/// A part of the drawing in per cent.
fn part(pixels: f64, of: u16) -> f64 {
    (pixels / f64::from(of) * 10_000.0).round() / 100.0 + 0.0
}

/// Where a spot is, in per cent of the drawing.
pub fn corner(view: &View, spot: Spot) -> (f64, f64) {
    let (x, y) = view.pixel(spot);
    let size = view.size();
    (part(x, size.width), part(y, size.height))
}

/// A number to a tenth.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0 + 0.0
}

fn cell_side(cell: Cell, view: &View) -> f64 {
    let (south_west, north_east) = cell.corners();
    let (low, high) = (Spot::of(south_west), Spot::of(north_east));
    ((high.x - low.x) * view.scale()).max(LEAST_CELL)
}

fn country_marks<'a>(picture: &Picture<'a>, marks: &[CountryMark]) -> Vec<Mark<'a>> {
    let texts = picture.texts();
    let named = marks.iter().map(|mark| Named {
        spot: mark.spot,
        radius: mark.radius,
        weight: mark.members(),
        name: match mark.countries[..] {
            [(country, _)] => Some(country.name(texts.0)),
            _ => None,
        },
    });
    let (_, labels) = place_names(&picture.view, &named.collect::<Vec<_>>());
    let draw = |(mark, label): (&CountryMark, Label<'a>)| {
        let members = mark.members();
        let (link, title) = match mark.countries[..] {
            [(country, _)] => (
                picture.subject.in_country(country),
                say!(
                    texts,
                    "map-country",
                    country = country.name(texts.0),
                    count = members
                ),
            ),
            _ => {
                let names = mark
                    .countries
                    .iter()
                    .map(|(country, _)| country.name(texts.0));
                let names: Vec<&str> = names.collect();
                (
                    picture.subject.link(&group_view(picture, mark)),
                    say!(
                        texts,
                        "map-countries",
                        countries = names.len(),
                        count = members,
                        names = &texts.list(&names),
                    ),
                )
            }
        };
        Mark {
            class: "map-count",
            link,
            title,
            corner: corner(&picture.view, mark.spot),
            ring: (mark.countries.len() > 1).then(|| tenth(mark.radius + 3.5)),
            cell: None,
            pin: false,
            disc: Some(tenth(mark.radius)),
            count: members,
            codes: match label {
                Some(_) => Vec::new(),
                None => codes(mark),
            },
            label,
        }
    };
    marks.iter().zip(labels).map(draw).collect()
}

/// What a code of a country takes beside another one, and a line of them, in pixels.
const CODE: f64 = 16.0;
const CODE_LINE: f64 = 9.0;

/// The codes of a mark's countries, as many in a line as its disc has room for.
fn codes(mark: &CountryMark) -> Vec<(f64, String)> {
    let room = (mark.radius * 1.8 / CODE).floor().max(1.0) as usize;
    let lines = mark.countries.chunks(room).map(|countries| {
        let codes: Vec<&str> = countries.iter().map(|(code, _)| code.as_str()).collect();
        codes.join(" ")
    });
    let below = |line: u8| 5.5 + f64::from(line) * CODE_LINE;
    (0..).map(below).zip(lines).collect()
}

/// The view in which the countries of a mark stand apart.
fn group_view(picture: &Picture<'_>, mark: &CountryMark) -> View {
    let countries = mark.countries.iter();
    let spots: Vec<Spot> = countries
        .filter_map(|(country, _)| anchor(*country))
        .collect();
    let view = View::of(&spots, picture.view.size());
    match view.zoom() > picture.view.zoom() {
        true => view,
        false => View::within(&spots[..1], picture.view.size(), picture.view.zoom() + 1.0),
    }
}

/// A cluster with its places, and the side of its square when they are all one coarse cell.
type PlaceMark<'c, 'a> = (&'c Cluster, Vec<Place<'a>>, Option<f64>);

/// The marks of clusters, and the names of countries and of towns that have room beside them.
fn place_marks<'a>(
    picture: &Picture<'a>,
    clusters: &[Cluster],
) -> (Vec<CountryName>, Vec<TownName>, Vec<Mark<'a>>) {
    let view = &picture.view;
    let mut clusters: Vec<PlaceMark<'_, 'a>> = clusters
        .iter()
        .map(|cluster| {
            let numbers = cluster.sites.iter().map(|site| site.number);
            let places: Vec<Place<'a>> =
                numbers.filter_map(|number| picture.place(number)).collect();
            let side = common_cell(&places).map(|cell| cell_side(cell, view));
            (cluster, places, side)
        })
        .collect();
    // Squares lie below what is exact.
    clusters.sort_by_key(|(_, _, side)| side.is_none());
    let named = clusters.iter().map(|(cluster, places, side)| Named {
        spot: cluster.spot,
        radius: side.map_or(cluster.radius, |side| side / 2.0),
        weight: cluster.sites.len() as u64,
        name: common_city(places),
    });
    let (mut room, labels) = place_names(view, &named.collect::<Vec<_>>());
    let country_names = country_names(picture, &mut room);
    let written: Vec<&str> = labels.iter().flatten().map(|(name, _)| *name).collect();
    let towns = town_names(view, &written, &mut room);
    let draw = |((cluster, places, side), label): (&PlaceMark<'_, 'a>, Label<'a>)| {
        let coarse = places.iter().filter(|place| place.cell().is_some()).count();
        let count = places.len();
        Mark {
            class: match coarse {
                0 if count == 1 => "map-exact",
                coarse if coarse == count => "map-coarse",
                _ => "map-cluster",
            },
            link: picture.target(cluster),
            title: cluster_title(places, coarse, picture.texts()),
            corner: corner(view, cluster.spot),
            ring: None,
            cell: side.map(Square::new),
            pin: side.is_none() && count == 1,
            disc: (count != 1).then(|| match side {
                Some(_) => 10.0,
                None => tenth(cluster.radius),
            }),
            count: count as u64,
            label,
            codes: Vec::new(),
        }
    };
    let marks = clusters.iter().zip(labels).map(draw).collect();
    (country_names, towns, marks)
}

fn country_names(picture: &Picture<'_>, labels: &mut Labels) -> Vec<CountryName> {
    let view = &picture.view;
    let name = |country: Country| {
        let spot = anchor(country).filter(|spot| view.shows(*spot))?;
        let text = country.name(picture.subject.lang);
        let (x, y) = view.pixel(spot);
        let corner = corner(view, spot);
        labels
            .stand(text, x, y)
            .then_some(CountryName { corner, text })
    };
    Country::all().filter_map(name).collect()
}

/// From this zoom on towns have their names.
const TOWNS: f64 = 6.0;
/// How many towns are tried, and how many are written at most.
const TRIED: usize = 150;
const WRITTEN: usize = 40;
/// How far above its place the middle of a town's name stands, in pixels.
pub const TOWN_NAME: f64 = 9.0;

/// The most populous towns that there is room for; those that a mark names already are not named
/// again.
fn town_names(view: &View, written: &[&str], labels: &mut Labels) -> Vec<TownName> {
    if view.zoom() < TOWNS {
        return Vec::new();
    }
    let name = |town: Town| {
        let spot = Spot::of(town.point()?);
        let (x, y) = view.pixel(spot);
        let text = town.name();
        let is_new = !written.contains(&text);
        (is_new && labels.stand(text, x, y - TOWN_NAME)).then(|| TownName {
            corner: corner(view, spot),
            text,
        })
    };
    let towns = towns::in_box(&view.bounds(), TRIED).into_iter();
    towns.filter_map(name).take(WRITTEN).collect()
}

/// The coarse cell that all places are in.
fn common_cell(places: &[Place<'_>]) -> Option<Cell> {
    let cell = places.first()?.cell()?;
    places
        .iter()
        .all(|place| place.cell() == Some(cell))
        .then_some(cell)
}

/// The city that all places are in.
fn common_city<'a>(places: &[Place<'a>]) -> Option<&'a str> {
    let first = places.first()?.location.city();
    let same = places.iter().all(|place| place.location.city() == first);
    same.then_some(first)
}

fn cluster_title(places: &[Place<'_>], coarse: usize, texts: Texts) -> String {
    if let [place] = places {
        let id = match coarse {
            0 => "map-exact-place",
            _ => "map-coarse-place",
        };
        return say!(
            texts,
            id,
            member = &place.member.name,
            city = place.location.city()
        );
    }
    match common_city(places) {
        Some(city) => say!(texts, "map-places-in", count = places.len(), city = city),
        None => say!(texts, "map-places", count = places.len()),
    }
}

/// A mark that may have its name beside it.
struct Named<'a> {
    spot: Spot,
    /// In pixels.
    radius: f64,
    /// Of two marks with one name, the weightier one has it.
    weight: u64,
    name: Option<&'a str>,
}

/// A name beside a mark, and how far below the mark's middle it stands, in pixels.
type Label<'a> = Option<(&'a str, f64)>;

/// Finds room for the names of marks, the weightiest first and each name once. Gives the room that
/// is left too.
fn place_names<'a>(view: &View, marks: &[Named<'a>]) -> (Labels, Vec<Label<'a>>) {
    let disc = |mark: &Named<'_>| {
        let (x, y) = view.pixel(mark.spot);
        (x, y, mark.radius)
    };
    let size = view.size();
    let size = (f64::from(size.width), f64::from(size.height));
    let mut labels = Labels::new(size, marks.iter().map(disc));
    // The ruler.
    labels.keep_free(RULER + 20.0, 28.0);
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|place| Reverse(marks[*place].weight));
    let mut placed: Vec<Label<'a>> = vec![None; marks.len()];
    for place in order {
        let mark = &marks[place];
        let known = |name: &&str| placed.iter().flatten().any(|(known, _)| known == name);
        if let Some(name) = mark.name.filter(|name| !known(name)) {
            placed[place] = labels
                .place(name, disc(mark))
                .map(|offset| (name, tenth(offset)));
        }
    }
    (labels, placed)
}
