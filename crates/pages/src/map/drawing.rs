//! The drawing of a map in SVG.
//!
//! The land is drawn in a coordinate system of its own, which stretches with the page. Marks stand
//! at parts of the whole and are in the page's pixels, so that letters and what a finger has to
//! meet keep their size on a small screen. All looks come from the style sheet, by classes.

use std::fmt::{self, Write};

use super::{
    labels::Labels,
    marks::{Cluster, CountryMark, LEAST_RADIUS},
    picture::{Marks, Picture, Place, Target},
    shapes::{Land, STEPS},
    view::{Spot, View},
};
use crate::{address::Address, words::Escaped};
use directory::Bounds;
use network::{Country, Lang, Point};
use translations::{Argument, text};

/// The least side of the square of a coarse place, in pixels.
const LEAST_CELL: f64 = 24.0;
/// The longest ruler, in pixels.
const RULER: f64 = 110.0;

/// Writes the picture with its marks as links.
pub fn draw(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    let size = picture.view.size();
    write!(
        out,
        r#"<svg class="map-drawing" role="group" aria-label="{}" data-size="{}x{}">"#,
        Escaped(&text(lang, "map-label", &[])),
        size.width,
        size.height,
    )?;
    draw_land(out, &picture.view, "map-hatch", |country| {
        picture.counts.iter().any(|(known, _)| *known == country)
    })?;
    match &picture.marks {
        Marks::Countries(marks) => draw_countries(out, picture, marks)?,
        Marks::Places(clusters) => draw_clusters(out, picture, clusters)?,
    }
    draw_ruler(out, &picture.view, lang)?;
    out.write_str("</svg>")
}

/// Writes the sea, the land and the borders; `named` countries stand out.
pub fn draw_land(
    out: &mut String,
    view: &View,
    hatch: &str,
    named: impl Fn(Country) -> bool,
) -> fmt::Result {
    let size = view.size();
    let land = Land::of(view, named);
    write!(
        out,
        r#"<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="map-hatch-ground" width="6" height="6"/><rect class="map-hatch-line" width="2" height="6"/></pattern></defs><svg class="map-land" viewBox="0 0 {} {}" aria-hidden="true"><g class="map-shapes">"#,
        f64::from(size.width) * STEPS,
        f64::from(size.height) * STEPS,
    )?;
    let paths = [
        ("map-other", &land.other),
        ("map-named", &land.named),
        ("map-borders", &land.borders),
        ("map-disputed", &land.disputed),
    ];
    for (class, path) in paths {
        if !path.is_empty() {
            write!(out, r#"<path class="{class}" d="{path}"/>"#)?;
        }
    }
    out.write_str("</g></svg>")
}

/// A part of the drawing in per cent.
fn part(pixels: f64, of: u16) -> f64 {
    (pixels / f64::from(of) * 10_000.0).round() / 100.0 + 0.0
}

/// A number to a tenth.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0 + 0.0
}

fn draw_countries(out: &mut String, picture: &Picture<'_>, marks: &[CountryMark]) -> fmt::Result {
    let lang = picture.subject.lang;
    let view = &picture.view;
    let placed: Vec<(f64, f64, f64)> = marks
        .iter()
        .map(|mark| round_place(view, mark.spot, mark.radius))
        .collect();
    let mut labels = labels(view, &placed);
    let names: Vec<Option<&str>> = marks
        .iter()
        .map(|mark| match mark.countries[..] {
            [(country, _)] => Some(country.name(lang)),
            _ => None,
        })
        .collect();
    let offsets = place_labels(&mut labels, &placed, &names, |place| marks[place].members());
    for (place, mark) in marks.iter().enumerate() {
        let members = mark.members();
        let (href, look, title) = match mark.countries[..] {
            [(country, _)] => {
                let title = text(
                    lang,
                    "map-country",
                    &[
                        ("country", Argument::from(country.name(lang))),
                        ("count", Argument::from(members)),
                    ],
                );
                (picture.subject.in_country(country), None, title)
            }
            _ => {
                let nearer = group_view(picture, mark);
                let names: Vec<&str> = mark
                    .countries
                    .iter()
                    .map(|(country, _)| country.name(lang))
                    .collect();
                let title = text(
                    lang,
                    "map-countries",
                    &[
                        ("countries", Argument::from(names.len())),
                        ("count", Argument::from(members)),
                        ("names", Argument::from(&names.join(", "))),
                    ],
                );
                let look = nearer.address();
                let href = picture.subject.looking(&look);
                (href, Some(look), title)
            }
        };
        open_link(out, "map-mark map-count", &href, look.as_deref(), &title)?;
        open_mark(out, view, mark.spot)?;
        if mark.countries.len() > 1 {
            write!(
                out,
                r#"<circle class="map-ring" r="{}"/>"#,
                tenth(mark.radius + 3.5)
            )?;
        }
        write!(
            out,
            r#"<circle class="map-disc" r="{}"/><text class="map-number">{members}</text>"#,
            tenth(mark.radius)
        )?;
        draw_label(out, names[place], offsets[place])?;
        out.write_str("</svg></a>")?;
    }
    Ok(())
}

/// The view in which the countries of a mark stand apart.
fn group_view(picture: &Picture<'_>, mark: &CountryMark) -> View {
    let spots: Vec<Spot> = mark
        .countries
        .iter()
        .filter_map(|(country, _)| super::shapes::anchor(*country))
        .collect();
    let view = View::of(&spots, picture.view.size());
    match view.zoom() > picture.view.zoom() {
        true => view,
        false => View::within(&spots[..1], picture.view.size(), picture.view.zoom() + 1.0),
    }
}

fn draw_clusters(out: &mut String, picture: &Picture<'_>, clusters: &[Cluster]) -> fmt::Result {
    let lang = picture.subject.lang;
    let view = &picture.view;
    let mut kinds: Vec<(&Cluster, Vec<Place<'_>>, Option<f64>)> = clusters
        .iter()
        .map(|cluster| {
            let sites = cluster.sites.iter();
            let places: Vec<Place<'_>> = sites
                .filter_map(|site| picture.place(site.number))
                .collect();
            let square = cell_side(view, cluster, &places);
            (cluster, places, square)
        })
        .collect();
    // Squares lie below what is exact.
    kinds.sort_by_key(|(_, _, square)| square.is_none());
    let placed: Vec<(f64, f64, f64)> = kinds
        .iter()
        .map(|(cluster, _, square)| {
            let radius = square.map_or(cluster.radius, |side| side / 2.0);
            round_place(view, cluster.spot, radius)
        })
        .collect();
    let mut labels = labels(view, &placed);
    let names: Vec<Option<&str>> = kinds.iter().map(|(_, places, _)| city(places)).collect();
    let offsets = place_labels(&mut labels, &placed, &names, |place| {
        kinds[place].0.sites.len() as u64
    });
    draw_country_names(out, picture, &mut labels)?;
    for (place, (cluster, places, square)) in kinds.iter().enumerate() {
        let coarse = places.iter().filter(|place| place.cell().is_some()).count();
        let (href, look) = match picture.target(cluster) {
            Target::Member(member) => (member_path(member.slug.as_str(), picture), None),
            Target::View(view) => {
                let look = view.address();
                let href = picture.subject.looking(&look);
                (href, Some(look))
            }
            Target::Members(bounds) => (list_path(&bounds, picture), None),
        };
        let title = cluster_title(places, coarse, lang);
        let kind = match (coarse, places.len()) {
            (0, 1) => "map-exact",
            (coarse, count) if coarse == count => "map-coarse",
            _ => "map-cluster",
        };
        let class = format!("map-mark {kind}");
        open_link(out, &class, &href, look.as_deref(), &title)?;
        open_mark(out, view, cluster.spot)?;
        match (square, places.len()) {
            (Some(side), count) => {
                let (side, half) = (tenth(*side), tenth(side / 2.0));
                write!(
                    out,
                    r#"<rect class="map-cell" x="-{half}" y="-{half}" width="{side}" height="{side}" rx="4"/>"#
                )?;
                if count > 1 {
                    write!(
                        out,
                        r#"<circle class="map-disc" r="10"/><text class="map-number">{count}</text>"#
                    )?;
                }
            }
            (None, 1) => write!(
                out,
                r#"<circle class="map-reach" r="{LEAST_RADIUS}"/><circle class="map-pin" r="7"/>"#
            )?,
            (None, count) => write!(
                out,
                r#"<circle class="map-disc" r="{}"/><text class="map-number">{count}</text>"#,
                tenth(cluster.radius)
            )?,
        }
        draw_label(out, names[place], offsets[place])?;
        out.write_str("</svg></a>")?;
    }
    Ok(())
}

/// Names the countries in the view, for who wonders where that is.
fn draw_country_names(out: &mut String, picture: &Picture<'_>, labels: &mut Labels) -> fmt::Result {
    let view = &picture.view;
    for country in Country::all() {
        let Some(spot) = super::shapes::anchor(country).filter(|spot| view.shows(*spot)) else {
            continue;
        };
        let name = country.name(picture.subject.lang);
        let (x, y) = view.pixel(spot);
        if labels.stand(name, x, y) {
            open_mark(out, view, spot)?;
            write!(
                out,
                r#"<text class="map-country-name" aria-hidden="true">{}</text></svg>"#,
                Escaped(name)
            )?;
        }
    }
    Ok(())
}

/// The side of the square that a cluster is drawn as, when all its places are one coarse cell.
fn cell_side(view: &View, cluster: &Cluster, places: &[Place<'_>]) -> Option<f64> {
    let cell = places.first()?.cell()?;
    let same = places.iter().all(|place| place.cell() == Some(cell));
    let (south_west, north_east) = cell.corners();
    let (low, high) = (Spot::of(south_west), Spot::of(north_east));
    // As wide as it is: on this projection a cell is a little higher.
    let side = ((high.x - low.x) * view.scale()).max(LEAST_CELL);
    (same && !cluster.sites.is_empty()).then_some(side)
}

/// The city that all places are in.
fn city<'a>(places: &[Place<'a>]) -> Option<&'a str> {
    let first = places.first()?.location.city();
    let same = places.iter().all(|place| place.location.city() == first);
    same.then_some(first)
}

fn cluster_title(places: &[Place<'_>], coarse: usize, lang: Lang) -> String {
    let city = city(places);
    if let [place] = places {
        let id = match coarse {
            0 => "map-exact-place",
            _ => "map-coarse-place",
        };
        return text(
            lang,
            id,
            &[
                ("member", Argument::from(&place.member.name)),
                ("city", Argument::from(place.location.city())),
            ],
        );
    }
    let count = ("count", Argument::from(places.len()));
    match city {
        Some(city) => text(
            lang,
            "map-places-in",
            &[count, ("city", Argument::from(city))],
        ),
        None => text(lang, "map-places", &[count]),
    }
}

/// The page of a member, in the language that was chosen.
pub fn member_path(slug: &str, picture: &Picture<'_>) -> String {
    let page = Address::new(&format!("/members/{slug}"), "");
    match picture.subject.address.get("lang") {
        Some(lang) => page.with("lang", lang).to_string(),
        None => page.to_string(),
    }
}

/// The list of the members in a box.
pub fn list_path(bounds: &Bounds, picture: &Picture<'_>) -> String {
    let Bounds {
        west,
        south,
        east,
        north,
    } = *bounds;
    let digits = |degrees: f64| (degrees * 1e4).round() / 1e4 + 0.0;
    let text = format!(
        "{},{},{},{}",
        digits(west),
        digits(south),
        digits(east),
        digits(north)
    );
    let address = picture.subject.address.without(&["cursor", "map", "view"]);
    address.with("bbox", &text).to_string()
}

fn round_place(view: &View, spot: Spot, radius: f64) -> (f64, f64, f64) {
    let (x, y) = view.pixel(spot);
    (x, y, radius)
}

fn labels(view: &View, placed: &[(f64, f64, f64)]) -> Labels {
    let size = view.size();
    let mut labels = Labels::new(
        (f64::from(size.width), f64::from(size.height)),
        placed.iter().copied(),
    );
    // The buttons, and the ruler.
    labels.keep_free(true, false, 52.0, 150.0);
    labels.keep_free(false, true, RULER + 20.0, 28.0);
    labels
}

/// Where each name is written, the weightiest marks first; each name once.
fn place_labels(
    labels: &mut Labels,
    placed: &[(f64, f64, f64)],
    names: &[Option<&str>],
    weight: impl Fn(usize) -> u64,
) -> Vec<Option<f64>> {
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(weight(*place)));
    let mut offsets = vec![None; placed.len()];
    let mut written: Vec<&str> = Vec::new();
    for place in order {
        if let Some(name) = names[place].filter(|name| !written.contains(name)) {
            offsets[place] = labels.place(name, placed[place]);
            if offsets[place].is_some() {
                written.push(name);
            }
        }
    }
    offsets
}

fn draw_label(out: &mut String, name: Option<&str>, offset: Option<f64>) -> fmt::Result {
    match (name, offset) {
        (Some(name), Some(offset)) => write!(
            out,
            r#"<text class="map-name" y="{}">{}</text>"#,
            tenth(offset),
            Escaped(name)
        ),
        _ => Ok(()),
    }
}

fn open_link(
    out: &mut String,
    class: &str,
    href: &str,
    look: Option<&str>,
    title: &str,
) -> fmt::Result {
    write!(out, r#"<a class="{class}" href="{}""#, Escaped(href))?;
    if let Some(look) = look {
        write!(out, r#" data-look="{look}""#)?;
    }
    write!(out, "><title>{}</title>", Escaped(title))
}

fn open_mark(out: &mut String, view: &View, spot: Spot) -> fmt::Result {
    let (x, y) = view.pixel(spot);
    let size = view.size();
    write!(
        out,
        r#"<svg x="{}%" y="{}%" overflow="visible">"#,
        part(x, size.width),
        part(y, size.height)
    )
}

/// A distance in the middle of the map. It is drawn in parts of the whole, as the land is.
fn draw_ruler(out: &mut String, view: &View, lang: Lang) -> fmt::Result {
    let (kilometres, pixels) = view.ruler(RULER);
    let long = part(pixels, view.size().width);
    let label = text(
        lang,
        "map-kilometres",
        &[("kilometres", Argument::from(kilometres))],
    );
    write!(
        out,
        r#"<svg class="map-ruler" x="2%" y="96.5%" overflow="visible" aria-hidden="true"><line x2="{long}%"/><text x="{}%" y="-5">{}</text></svg>"#,
        long / 2.0,
        Escaped(&label)
    )
}

/// Writes a small map of some points, with nothing to press. Says what it shows by `label`.
pub fn draw_small(
    out: &mut String,
    view: &View,
    points: &[(Point, Option<f64>)],
    named: &[Country],
    label: &str,
) -> fmt::Result {
    write!(
        out,
        r#"<svg class="map-drawing map-small" role="img" aria-label="{}">"#,
        Escaped(label)
    )?;
    draw_land(out, view, "map-hatch", |country| named.contains(&country))?;
    for (point, cell) in points {
        open_mark(out, view, Spot::of(*point))?;
        match cell {
            Some(degrees) => {
                let side = tenth((degrees / 360.0 * view.scale()).max(LEAST_CELL));
                let half = tenth(side / 2.0);
                write!(
                    out,
                    r#"<rect class="map-cell" x="-{half}" y="-{half}" width="{side}" height="{side}" rx="4"/>"#
                )?;
            }
            None => out.write_str(r#"<circle class="map-pin" r="7"/>"#)?,
        }
        out.write_str("</svg>")?;
    }
    out.write_str("</svg>")
}
