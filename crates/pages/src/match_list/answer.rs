//! What came out of a list.

use actix_web::{HttpResponse, http::header};

use super::{rows::Rows, upload};
use crate::words::Foreign;
use directory::{PublicUrl, Snapshot, recognition::Recognised};
use http::{
    formats::{columns::Cell, table::Table},
    problem::Problem,
};
use network::{LanguageTag, PageLang};

/// A name of the list, and who may be meant.
pub struct Line {
    /// The name, as it stands in the list.
    pub name: String,
    /// The member that is meant, or those that may be.
    pub found: Vec<Found>,
    is_match: bool,
}

/// A member.
pub struct Found {
    /// Its identifier.
    pub id: String,
    /// Its readable key.
    pub slug: String,
    /// Its name.
    name: String,
    name_language: Option<LanguageTag>,
    /// Where it is.
    pub place: String,
    /// The code of its country.
    country: &'static str,
    /// The path of its page.
    pub path: String,
    /// The whole address of its page.
    url: String,
    /// By what it is known elsewhere.
    identifiers: Vec<String>,
    /// How likely it is meant, from 0 to 100.
    score: f64,
}

/// How many members are named that may be meant.
const MOST_FOUND: usize = 3;
/// From which score on a member may be meant.
const LIKELY: f64 = 50.0;

impl Line {
    /// Whether it is a member, for certain.
    pub fn is_match(&self) -> bool {
        self.is_match
    }

    /// The code of the text that says what came out.
    pub fn outcome(&self) -> &'static str {
        match (self.is_match, self.found.is_empty()) {
            (true, _) => "match-yes",
            (false, false) => "match-maybe",
            (false, true) => "match-no",
        }
    }
}

impl Found {
    fn new(
        snapshot: &Snapshot,
        public_url: &PublicUrl,
        lang: PageLang,
        found: &Recognised,
    ) -> Option<Self> {
        let (published, _) = snapshot.record(snapshot.members.card(found.number).key)?;
        let member = &published.member;
        let city = member.locations.first().map(|place| place.city());
        let country = member.country.name(lang);
        Some(Self {
            id: member.id.to_string(),
            slug: member.slug.to_string(),
            name: member.name.clone(),
            name_language: member.name_language.clone(),
            place: city.map_or_else(|| country.to_owned(), |city| format!("{city}, {country}")),
            country: member.country.as_str(),
            path: format!("/members/{}", member.slug),
            url: public_url.url(format_args!("/members/{}", member.slug)),
            identifiers: member.identifiers.iter().map(ToString::to_string).collect(),
            score: found.score,
        })
    }

    /// Its name, in its own language.
    pub fn name(&self) -> Foreign<'_> {
        Foreign::new(&self.name, self.name_language.as_ref())
    }
}

/// What came out of each row.
pub fn lines(
    snapshot: &Snapshot,
    public_url: &PublicUrl,
    lang: PageLang,
    rows: &Rows,
) -> Vec<Line> {
    let line = |wanted: directory::recognition::Wanted| {
        let recognised = snapshot.recognise(&wanted, MOST_FOUND);
        let is_match = recognised.first().is_some_and(|first| first.is_match);
        let shown = recognised.iter().filter(|one| match is_match {
            true => one.is_match,
            false => one.score >= LIKELY,
        });
        Line {
            found: shown
                .filter_map(|found| Found::new(snapshot, public_url, lang, found))
                .collect(),
            name: wanted.name,
            is_match,
        }
    };
    rows.wanted().map(line).collect()
}

/// The columns of the files, with their widths.
const COLUMNS: [(&str, u8); 9] = [
    ("name", 40),
    ("result", 12),
    ("score", 8),
    ("id", 38),
    ("slug", 30),
    ("member", 40),
    ("country", 8),
    ("url", 50),
    ("identifiers", 40),
];

/// What came out, as a file: a row for each name, with the likeliest member.
pub fn file(lines: &[Line], wanted: upload::Wanted) -> Result<HttpResponse, Problem> {
    let row = |line: &Line| -> Vec<Cell<'static>> {
        let text = |text: &str| Cell::text(text.to_owned());
        let result = match (line.is_match, line.found.is_empty()) {
            (true, _) => "member",
            (false, false) => "perhaps",
            (false, true) => "none",
        };
        let mut row = vec![text(&line.name), text(result)];
        match line.found.first() {
            Some(found) => row.extend([
                Cell::Number(found.score),
                text(&found.id),
                text(&found.slug),
                text(&found.name),
                text(found.country),
                text(&found.url),
                Cell::list(found.identifiers.iter()),
            ]),
            None => row.resize_with(COLUMNS.len(), || Cell::Empty),
        }
        row
    };
    let table = Table {
        header: &COLUMNS,
        rows: lines.iter().map(row).collect(),
    };
    let (body, media_type, name) = match wanted {
        upload::Wanted::Xlsx => (
            table
                .workbook()
                .map_err(|error| Problem::internal(&error))?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "matched.xlsx",
        ),
        _ => (
            table.csv(),
            "text/csv; charset=utf-8; header=present",
            "matched.csv",
        ),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body))
}
