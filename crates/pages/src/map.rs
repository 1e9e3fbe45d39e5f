//! The map: countries with their counts on the small scale, clusters and places on the large one.
//!
//! It is a pure function of the directory, of what was asked and of the view, drawn here as SVG and
//! sent as a part of a page; no tile comes from anywhere. Every move is a link, so that it works
//! without a script; `assets/map.js` makes the moves quicker, and `assets/map.css` says how it
//! looks. It sees published places alone, at the points that may be shown: a place of which only
//! the city may be known is a hatched square as large as its cell, and never a pin.

mod drawing;
mod labels;
mod marks;
mod picture;
pub mod route;
mod shapes;
mod view;

use askama::Template;

use crate::{address::Address, serving::written};
use drawing::{Drawing, Square, TOWN_NAME, corner};
use http::problem::Problem;
use marks::LEAST_RADIUS;
use network::{Country, PageLang, label_key};
use picture::{Link, Marks, Picture, Place};
pub use picture::{Part, Subject};
use publication::PublicMember;
use shapes::Land;
use translations::{Texts, say};
pub use view::{Look, Size};
use view::{Spot, View};

/// The longest table of places.
const MOST_ROWS: usize = 200;

/// The map of a subject as HTML: the drawing with its buttons, what it shows in words, the legend,
/// and a table of the same content. The place for it is a `<section>` of the page.
pub fn render(subject: &Subject<'_>) -> Result<String, Problem> {
    Ok(render_with_list(subject)?.0)
}

/// The same, with what narrows a list to the members on the map.
pub fn render_with_list(subject: &Subject<'_>) -> Result<(String, Option<Part>), Problem> {
    let picture = Picture::of(subject);
    let part = picture.part();
    let map = Map {
        t: picture.texts(),
        land: Land::of(&picture.view, |country| {
            picture.counts.iter().any(|(known, _)| *known == country)
        }),
        drawing: Drawing::new(&picture),
        table: Table::new(&picture),
        picture,
    };
    Ok((written(&map)?, part))
}

#[derive(Template)]
#[template(path = "map/map.html", escape = "entities")]
struct Map<'a> {
    t: Texts,
    picture: Picture<'a>,
    land: Land,
    drawing: Drawing<'a>,
    table: Table<'a>,
}

/// A button that moves the map.
struct Button {
    /// The text of its label, and its class in the style sheet.
    name: &'static str,
    /// The path of its sign.
    sign: &'static str,
    /// Nothing where there is nothing farther to see; the button keeps its place.
    link: Option<Link>,
}

/// What the map shows, as a table.
enum Table<'a> {
    /// All countries that were found: the page with each alone, its name and its members.
    Countries(Vec<(Link, &'static str, u64)>),
    /// The places in the view.
    Places {
        rows: Vec<Place<'a>>,
        /// The list of all of them, with what is said of it, where there are more.
        more: Option<(Address, String)>,
    },
}

impl Map<'_> {
    fn summary(&self) -> String {
        match &self.picture.marks {
            Marks::Countries(marks) if !marks.is_empty() => {
                let countries: usize = marks.iter().map(|mark| mark.countries.len()).sum();
                let members: u64 = marks.iter().map(|mark| mark.members()).sum();
                say!(
                    self.t,
                    "map-summary-countries",
                    count = members,
                    countries = countries
                )
            }
            Marks::Places(clusters) if !clusters.is_empty() => {
                let places: usize = clusters.iter().map(|cluster| cluster.sites.len()).sum();
                say!(self.t, "map-summary-places", count = places)
            }
            _ => self.t.say("map-summary-nothing"),
        }
    }

    fn buttons(&self) -> [Button; 7] {
        let view = self.picture.view;
        [
            ("map-nearer", "M5 12h14M12 5v14", view.nearer(1.0)),
            ("map-farther", "M5 12h14", view.nearer(-1.0)),
            (
                "map-whole",
                "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
                self.picture.whole,
            ),
            ("map-north", "M6 15l6-6 6 6", view.moved(0.0, -0.4)),
            ("map-west", "M15 6l-6 6 6 6", view.moved(-0.4, 0.0)),
            ("map-east", "M9 6l6 6-6 6", view.moved(0.4, 0.0)),
            ("map-south", "M6 9l6 6 6-6", view.moved(0.0, 0.4)),
        ]
        .map(|(name, sign, to)| Button {
            name,
            sign,
            link: (to != view).then(|| self.picture.subject.link(&to)),
        })
    }

    /// What the drawing cannot show, and where that is seen.
    fn note(&self) -> Option<(String, Option<Link>)> {
        let picture = &self.picture;
        match &picture.marks {
            Marks::Countries(marks) => {
                let all: u64 = picture.counts.iter().map(|(_, count)| count).sum();
                let seen: u64 = marks.iter().map(|mark| mark.members()).sum();
                (all > seen).then(|| {
                    let whole = picture.subject.link(&picture.whole);
                    (say!(self.t, "map-outside", count = all - seen), Some(whole))
                })
            }
            Marks::Places(_) => (picture.placeless > 0).then(|| {
                (
                    say!(self.t, "map-placeless", count = picture.placeless),
                    None,
                )
            }),
        }
    }

    /// The signs on the map, each with the name of its text.
    fn legend(&self) -> Vec<(&'static str, &'static str)> {
        let disc = r#"<circle class="map-disc" cx="13" cy="13" r="10"/><text class="map-number" x="13" y="13">3</text>"#;
        let several = r#"<circle class="map-ring" cx="13" cy="13" r="12"/><circle class="map-disc" cx="13" cy="13" r="8.5"/><text class="map-number" x="13" y="13">9</text>"#;
        let pin = r#"<circle class="map-pin" cx="13" cy="13" r="7"/>"#;
        let cell = r#"<rect class="map-cell" x="2" y="2" width="22" height="22" rx="4"/>"#;
        match &self.picture.marks {
            Marks::Countries(marks) => {
                let mut entries = vec![(disc, "map-legend-country")];
                if marks.iter().any(|mark| mark.countries.len() > 1) {
                    entries.push((several, "map-legend-several"));
                }
                entries
            }
            Marks::Places(_) => vec![
                (pin, "map-legend-exact"),
                (cell, "map-legend-coarse"),
                (disc, "map-legend-cluster"),
            ],
        }
    }
}

impl<'a> Table<'a> {
    fn new(picture: &Picture<'a>) -> Self {
        let texts = picture.texts();
        match &picture.marks {
            Marks::Countries(_) => {
                let mut counts = picture.counts.clone();
                counts.sort_by_cached_key(|(country, _)| {
                    (label_key(texts.0, country.name(texts.0)), *country)
                });
                let row = |(country, count): (Country, u64)| {
                    let link = picture.subject.in_country(country);
                    (link, country.name(texts.0), count)
                };
                Self::Countries(counts.into_iter().map(row).collect())
            }
            Marks::Places(clusters) => {
                let sites = clusters.iter().flat_map(|cluster| &cluster.sites);
                let mut numbers: Vec<u32> = sites.map(|site| site.number).collect();
                numbers.sort_unstable();
                let shown = numbers.iter().take(MOST_ROWS);
                Self::Places {
                    rows: shown.filter_map(|number| picture.place(*number)).collect(),
                    more: (numbers.len() > MOST_ROWS).then(|| {
                        let href = picture.subject.within(&picture.view.bounds());
                        let all = numbers.len();
                        (
                            href,
                            say!(texts, "map-more", shown = MOST_ROWS, count = all),
                        )
                    }),
                }
            }
        }
    }
}

#[derive(Template)]
#[template(path = "map/small.html", escape = "entities")]
struct SmallMap {
    label: String,
    land: Land,
    /// Where each place is, in per cent of the drawing, and the square of a coarse one.
    points: Vec<((f64, f64), Option<Square>)>,
}

/// A small map of the places of a member that may be known, with nothing to press; nothing when
/// none has a point.
pub fn of_member(member: &PublicMember, lang: PageLang) -> Option<String> {
    let mut cities: Vec<&str> = Vec::new();
    let mut countries: Vec<Country> = vec![member.country];
    let mut spots: Vec<Spot> = Vec::new();
    let mut cells = Vec::new();
    for location in &member.locations {
        if let Some(point) = location.point() {
            spots.push(Spot::of(point));
            cells.push(Place { member, location }.cell());
            if !cities.contains(&location.city()) {
                cities.push(location.city());
            }
        }
        if !countries.contains(&location.country()) {
            countries.push(location.country());
        }
    }
    if spots.is_empty() {
        return None;
    }
    // Far enough away that the country can be told.
    let view = View::within(&spots, Size::SMALL, 6.0);
    let squares = cells
        .into_iter()
        .map(|cell| cell.map(|cell| Square::of(cell, &view)));
    let map = SmallMap {
        label: say!(
            Texts(lang),
            "map-small",
            member = &member.name,
            cities = &Texts(lang).list(&cities)
        ),
        land: Land::of(&view, |country| countries.contains(&country)),
        points: spots
            .iter()
            .map(|spot| corner(&view, *spot))
            .zip(squares)
            .collect(),
    };
    map.render().ok()
}

#[cfg(test)]
mod tests;
