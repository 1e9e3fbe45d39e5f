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
mod table;
mod view;

use std::fmt::{self, Write};

use crate::words::Escaped;
use network::{Cell, Country, Lang, Point};
pub use picture::Subject;
use picture::{Marks, Picture};
use publication::{PublicLocation, PublicMember};
use translations::{Argument, text};
pub use view::{Look, Size};
use view::{Spot, View};

/// What a button does: its class, its text, its sign, and the view that it leads to.
struct Button {
    class: &'static str,
    label: &'static str,
    sign: &'static str,
    view: View,
}

/// The map of a subject as HTML: the drawing with its buttons, what it shows in words, the legend,
/// and a table of the same content. The place for it is a `<section>` of the page.
pub fn render(subject: &Subject<'_>) -> String {
    let mut out = String::with_capacity(64 * 1024);
    // Writing into a string does not fail.
    let _ = write(&mut out, &Picture::of(subject));
    out
}

/// A small map of the places of a member that may be known, or nothing when none has a point.
pub fn of_member(member: &PublicMember, lang: Lang) -> Option<String> {
    let places: Vec<(Point, Option<f64>)> = member
        .locations
        .iter()
        .filter_map(|location| {
            let cell = match location {
                PublicLocation::City(place) => place.cell.map(width),
                PublicLocation::Exact(_) => None,
            };
            Some((location.point()?, cell))
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let mut cities: Vec<&str> = Vec::new();
    let mut countries: Vec<Country> = vec![member.country];
    for location in &member.locations {
        if location.point().is_some() && !cities.contains(&location.city()) {
            cities.push(location.city());
        }
        if !countries.contains(&location.country()) {
            countries.push(location.country());
        }
    }
    let label = text(
        lang,
        "map-small",
        &[
            ("member", Argument::from(&member.name)),
            ("cities", Argument::from(&cities.join(", "))),
        ],
    );
    let spots: Vec<Spot> = places.iter().map(|(point, _)| Spot::of(*point)).collect();
    // Far enough away that the country can be told.
    let view = View::within(&spots, Size::SMALL, 6.0);
    let mut out = String::with_capacity(16 * 1024);
    let _ = drawing::draw_small(&mut out, &view, &places, &countries, &label);
    Some(out)
}

/// How wide a cell is, in degrees.
fn width(cell: Cell) -> f64 {
    let (south_west, north_east) = cell.corners();
    north_east.longitude() - south_west.longitude()
}

fn write(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    write!(
        out,
        r#"<div class="map" data-map data-look="{}" data-failed="{}"><p class="map-summary" role="status">{}</p><div class="map-frame"><div class="map-canvas" role="group" aria-label="{}" aria-describedby="map-keys">"#,
        picture.view.address(),
        Escaped(&text(lang, "map-failed", &[])),
        Escaped(&summary(picture)),
        Escaped(&text(lang, "map-label", &[])),
    )?;
    drawing::draw(out, picture)?;
    write!(
        out,
        r#"</div><p class="map-keys" id="map-keys">{}</p>"#,
        Escaped(&text(lang, "map-keys", &[]))
    )?;
    write_buttons(out, picture)?;
    out.write_str("</div>")?;
    write_notes(out, picture)?;
    write_legend(out, picture)?;
    table::write(out, picture)?;
    write!(
        out,
        r#"<p class="map-source">{}</p></div>"#,
        Escaped(&text(lang, "map-source", &[]))
    )
}

fn summary(picture: &Picture<'_>) -> String {
    let lang = picture.subject.lang;
    let count = |count: u64| ("count", Argument::from(count));
    match &picture.marks {
        Marks::Countries(marks) if !marks.is_empty() => {
            let countries: usize = marks.iter().map(|mark| mark.countries.len()).sum();
            let members = marks.iter().map(|mark| mark.members()).sum();
            let countries = ("countries", Argument::from(countries));
            text(lang, "map-summary-countries", &[count(members), countries])
        }
        Marks::Places(clusters) if !clusters.is_empty() => {
            let places = clusters.iter().map(|cluster| cluster.sites.len() as u64);
            text(lang, "map-summary-places", &[count(places.sum())])
        }
        _ => text(lang, "map-summary-nothing", &[]),
    }
}

fn write_buttons(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    let view = picture.view;
    let buttons = [
        ("nearer", "map-nearer", "M5 12h14M12 5v14", view.nearer(1.0)),
        ("farther", "map-farther", "M5 12h14", view.nearer(-1.0)),
        (
            "whole",
            "map-whole",
            "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
            picture.whole,
        ),
        ("north", "map-north", "M6 15l6-6 6 6", view.moved(0.0, -0.4)),
        ("west", "map-west", "M15 6l-6 6 6 6", view.moved(-0.4, 0.0)),
        ("east", "map-east", "M9 6l6 6-6 6", view.moved(0.4, 0.0)),
        ("south", "map-south", "M6 9l6 6 6-6", view.moved(0.0, 0.4)),
    ]
    .map(|(class, label, sign, view)| Button {
        class,
        label,
        sign,
        view,
    });
    write!(
        out,
        r#"<nav class="map-buttons" aria-label="{}">"#,
        Escaped(&text(lang, "map-controls", &[]))
    )?;
    for button in buttons {
        let label = text(lang, button.label, &[]);
        let look = button.view.address();
        let sign = format!(
            r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>"#,
            button.sign
        );
        // A button keeps its place when there is nothing farther to see.
        match button.view == view {
            true => write!(
                out,
                r#"<a class="map-button map-{}" role="link" aria-disabled="true" aria-label="{}" title="{1}">{sign}</a>"#,
                button.class,
                Escaped(&label),
            )?,
            false => write!(
                out,
                r#"<a class="map-button map-{}" href="{}" data-look="{look}" aria-label="{}" title="{2}">{sign}</a>"#,
                button.class,
                Escaped(&picture.subject.looking(&look)),
                Escaped(&label),
            )?,
        }
    }
    out.write_str("</nav>")
}

/// What the drawing cannot show.
fn write_notes(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    if let Marks::Countries(marks) = &picture.marks {
        let all: u64 = picture.counts.iter().map(|(_, count)| count).sum();
        let seen: u64 = marks.iter().map(|mark| mark.members()).sum();
        if all > seen {
            let look = picture.whole.address();
            write!(
                out,
                r#"<p class="map-note">{} <a href="{}" data-look="{look}">{}</a></p>"#,
                Escaped(&text(
                    lang,
                    "map-outside",
                    &[("count", Argument::from(all - seen))]
                )),
                Escaped(&picture.subject.looking(&look)),
                Escaped(&text(lang, "map-whole", &[])),
            )?;
        }
    } else if picture.placeless > 0 {
        write!(
            out,
            r#"<p class="map-note">{}</p>"#,
            Escaped(&text(
                lang,
                "map-placeless",
                &[("count", Argument::from(picture.placeless))]
            ))
        )?;
    }
    Ok(())
}

fn write_legend(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    let disc = r#"<circle class="map-disc" cx="13" cy="13" r="10"/><text class="map-number" x="13" y="13">3</text>"#;
    let several = r#"<circle class="map-ring" cx="13" cy="13" r="12"/><circle class="map-disc" cx="13" cy="13" r="8.5"/><text class="map-number" x="13" y="13">9</text>"#;
    let pin = r#"<circle class="map-pin" cx="13" cy="13" r="7"/>"#;
    let cell = r#"<rect class="map-cell" x="2" y="2" width="22" height="22" rx="4"/>"#;
    let entries: Vec<(&str, String)> = match &picture.marks {
        Marks::Countries(marks) => {
            let mut entries = vec![(disc, text(lang, "map-legend-country", &[]))];
            if marks.iter().any(|mark| mark.countries.len() > 1) {
                entries.push((several, text(lang, "map-legend-several", &[])));
            }
            entries
        }
        Marks::Places(_) => vec![
            (pin, text(lang, "map-legend-exact", &[])),
            (cell, text(lang, "map-legend-coarse", &[])),
            (disc, text(lang, "map-legend-cluster", &[])),
        ],
    };
    write!(
        out,
        r#"<ul class="map-legend" aria-label="{}">"#,
        Escaped(&text(lang, "map-legend", &[]))
    )?;
    for (sign, words) in entries {
        write!(
            out,
            r#"<li><svg class="map-sign" width="26" height="26" aria-hidden="true">{sign}</svg>{}</li>"#,
            Escaped(&words)
        )?;
    }
    out.write_str("</ul>")
}

#[cfg(test)]
mod tests;
