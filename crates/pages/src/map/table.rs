//! What a map shows, as a table.

use std::fmt::{self, Write};

use super::{
    drawing::{list_path, member_path},
    picture::{Marks, Picture, Place},
};
use crate::words::{Escaped, Foreign};
use network::{Collation, Country};
use translations::{Argument, text};

/// The longest table of places.
const MOST: usize = 200;

/// Writes the table, folded: all countries that were found, or the places in the view.
pub fn write(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    let heading = text(lang, "map-table", &[]);
    write!(
        out,
        r#"<details class="map-table"><summary>{}</summary>"#,
        Escaped(&heading)
    )?;
    match &picture.marks {
        Marks::Countries(_) => write_countries(out, picture)?,
        Marks::Places(clusters) => {
            let sites = clusters.iter().flat_map(|cluster| &cluster.sites);
            let mut numbers: Vec<u32> = sites.map(|site| site.number).collect();
            numbers.sort_unstable();
            write_places(out, picture, &numbers)?;
        }
    }
    out.write_str("</details>")
}

fn head(out: &mut String, picture: &Picture<'_>, columns: &[&str]) -> fmt::Result {
    out.write_str("<table><thead><tr>")?;
    for column in columns {
        write!(
            out,
            r#"<th scope="col">{}</th>"#,
            Escaped(&text(picture.subject.lang, column, &[]))
        )?;
    }
    out.write_str("</tr></thead><tbody>")
}

fn write_countries(out: &mut String, picture: &Picture<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    let mut rows: Vec<(Box<[u8]>, Country, u64)> = picture
        .counts
        .iter()
        .map(|(country, count)| {
            let key = Collation::of(lang).sort_key(country.name(lang));
            (key, *country, *count)
        })
        .collect();
    rows.sort();
    head(out, picture, &["map-table-country", "map-table-members"])?;
    for (_, country, count) in rows {
        write!(
            out,
            r#"<tr><th scope="row"><a href="{}">{}</a></th><td>{count}</td></tr>"#,
            Escaped(&picture.subject.in_country(country)),
            Escaped(country.name(lang)),
        )?;
    }
    out.write_str("</tbody></table>")
}

fn write_places(out: &mut String, picture: &Picture<'_>, numbers: &[u32]) -> fmt::Result {
    let lang = picture.subject.lang;
    head(
        out,
        picture,
        &[
            "map-table-member",
            "map-table-city",
            "map-table-country",
            "map-table-shown",
        ],
    )?;
    let shown = numbers.iter().take(MOST);
    for place in shown.filter_map(|number| picture.place(*number)) {
        write_place(out, picture, &place)?;
    }
    out.write_str("</tbody></table>")?;
    if numbers.len() > MOST {
        write!(
            out,
            r#"<p><a href="{}">{}</a></p>"#,
            Escaped(&list_path(&picture.view.bounds(), picture)),
            Escaped(&text(
                lang,
                "map-more",
                &[
                    ("shown", Argument::from(MOST)),
                    ("count", Argument::from(numbers.len())),
                ]
            )),
        )?;
    }
    Ok(())
}

fn write_place(out: &mut String, picture: &Picture<'_>, place: &Place<'_>) -> fmt::Result {
    let lang = picture.subject.lang;
    let member = place.member;
    let shown = match place.cell() {
        Some(_) => text(lang, "map-shown-coarse", &[]),
        None => text(lang, "map-shown-exact", &[]),
    };
    write!(
        out,
        r#"<tr><th scope="row"><a href="{}" {}>{}</a></th><td dir="auto">{}</td><td>{}</td><td>{}</td></tr>"#,
        Escaped(&member_path(member.slug.as_str(), picture)),
        Foreign::new(&member.name, member.name_language.as_ref()).attributes(),
        Escaped(&member.name),
        Escaped(place.location.city()),
        Escaped(place.location.country().name(lang)),
        Escaped(&shown),
    )
}
