//! The columns of files: what each is read as, and who will know it. Privacy comes first.

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{planned_anew, settled, view::Import};
use crate::{
    api::part,
    form::Form,
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::Problem;
use network::Lang;
use pages::address::Address;
use translations::{Texts, own_name};

/// A proposal, as far as the screen needs it.
#[derive(Deserialize)]
struct Proposal {
    remembered: Vec<String>,
    tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    file: String,
    sheet: Option<String>,
    table: Option<String>,
    columns: Vec<Column>,
}

#[derive(Deserialize)]
struct Column {
    name: String,
    samples: Vec<String>,
    reading: Option<String>,
    seen_by: Option<String>,
    confidence: Option<String>,
    decide: Option<String>,
}

/// The columns whose content one audience will know.
struct Group {
    /// The text of its heading.
    heading: &'static str,
    columns: Vec<Choice>,
}

/// A column, and what it can be read as.
struct Choice {
    /// The name of its field in the form.
    field: String,
    name: String,
    place: String,
    samples: String,
    is_guess: bool,
    /// What a person must decide.
    decide: Option<String>,
    reading: String,
}

/// What a column can be read as: under a heading, the codes with their labels.
type Offered = Vec<(String, Vec<(String, String)>)>;

#[derive(Template)]
#[template(path = "import_columns.html")]
struct Columns {
    frame: Frame,
    import: Import,
    groups: Vec<Group>,
    offered: Offered,
    remembered: Vec<String>,
    /// Tables that nobody knows, and that are not read.
    strange: String,
    /// Why it could not be planned.
    faults: Vec<String>,
    encodings: [&'static str; 6],
}

impl Columns {
    fn at(&self, path: &str) -> Address {
        self.frame.at(&format!("{}{path}", self.import.path()))
    }
}

/// The encodings in which spreadsheets are mostly saved that are not in UTF-8.
const ENCODINGS: [&str; 6] = [
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1254",
    "windows-1256",
    "macintosh",
];

pub async fn show(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let import = settled(&visitor, &path).await?;
    let api = visitor.api().await?;
    let path = format!("/imports/{}/proposal", part(&import.id));
    let (proposal, refused) = match api
        .change(actix_web::http::Method::GET, &path, None, None)
        .await?
    {
        Ok(answer) => (Some(answer.read::<Proposal>()?), None),
        Err(fault) => (None, Some(fault.told())),
    };
    // What stands in the way of columns that nobody has looked at yet is their names.
    let faults = match &proposal {
        Some(_) if !import.has_mapping => Vec::new(),
        _ if import.faults.is_empty() => refused.unwrap_or_default(),
        _ => import.faults.clone(),
    };
    let texts = visitor.texts();
    let tables = proposal
        .as_ref()
        .map_or(&[][..], |proposal| &proposal.tables);
    let strange = tables.iter().filter(|table| table.table.is_none());
    let strange: Vec<String> = strange.map(Table::called).collect();
    let screen = Columns {
        frame: Frame::of(&visitor, "import", import.title()),
        groups: groups(tables),
        offered: offered(texts, tables),
        strange: strange.join(", "),
        remembered: proposal.map_or_else(Vec::new, |proposal| proposal.remembered),
        faults,
        encodings: ENCODINGS,
        import,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}

impl Table {
    fn called(&self) -> String {
        self.sheet.clone().unwrap_or_else(|| self.file.clone())
    }
}

/// The columns by who will know them: what decides that first, then what everybody will know.
fn groups(tables: &[Table]) -> Vec<Group> {
    let mut groups = [
        "console-import-decides",
        "console-import-public",
        "console-import-private",
        "console-import-unread",
    ]
    .map(|heading| Group {
        heading,
        columns: Vec::new(),
    });
    for (number, table) in tables.iter().enumerate() {
        if table.table.is_none() {
            continue;
        }
        for (place, column) in table.columns.iter().enumerate() {
            let group = match column.seen_by.as_deref() {
                _ if column.decide.is_some() => 0,
                Some("decides") => 0,
                Some("public") => 1,
                Some(_) => 2,
                None => 3,
            };
            groups[group].columns.push(Choice {
                field: format!("c{number}.{place}"),
                name: column.name.clone(),
                place: match tables.len() {
                    1 => String::new(),
                    _ => table.called(),
                },
                samples: column.samples.join(" · "),
                is_guess: column.confidence.as_deref() == Some("guess"),
                decide: column.decide.clone(),
                reading: column.reading.clone().unwrap_or_default(),
            });
        }
    }
    let groups = groups.into_iter();
    groups.filter(|group| !group.columns.is_empty()).collect()
}

/// The fields that are offered, by their tables; others are read where the program finds them.
const FIELDS: [(&str, &[&str]); 5] = [
    (
        "members",
        &[
            "name",
            "acronym",
            "country",
            "website",
            "email",
            "phones",
            "links",
            "identifiers",
            "summary",
            "languages",
            "founded_year",
            "external_id",
            "slug",
            "membership_type",
            "membership_status",
            "joined_on",
            "left_on",
            "listing",
        ],
    ),
    (
        "locations",
        &[
            "kind",
            "address",
            "postal_code",
            "city",
            "region",
            "country",
            "phones",
            "email",
            "opening_hours",
            "latitude",
            "longitude",
            "visibility",
        ],
    ),
    ("services", &["service", "description"]),
    ("contacts", &["name", "role", "email", "phone"]),
    ("notes", &["text"]),
];

fn offered(texts: Texts, tables: &[Table]) -> Offered {
    let general = ["nothing", "private_if_yes", "public_if_yes"].map(|reading| {
        let text = format!("console-reading-{}", reading.replace('_', "-"));
        (reading.to_owned(), texts.say(&text))
    });
    let mut offered: Offered = vec![(String::new(), general.into())];
    for (table, fields) in FIELDS {
        let heading = texts.say(&format!("console-import-of-{table}"));
        let mut readings = Vec::new();
        for field in fields {
            let label = texts.say(&format!("console-column-{}", field.replace('_', "-")));
            // Away from its heading, the name of a person would be that of the member.
            let label = match table {
                "contacts" | "notes" => format!("{heading} · {label}"),
                _ => label,
            };
            match *field {
                "summary" | "description" => {
                    for lang in Lang::ALL {
                        let reading = format!("{table}.{field}.{}", lang.code());
                        readings.push((reading, format!("{label} ({})", own_name(lang))));
                    }
                }
                _ => readings.push((format!("{table}.{field}"), label)),
            }
        }
        offered.push((heading, readings));
    }
    // What the program found and nobody chooses stands by its own name.
    let known: Vec<&String> = offered
        .iter()
        .flat_map(|(_, readings)| readings.iter().map(|(reading, _)| reading))
        .collect();
    let columns = tables.iter().flat_map(|table| &table.columns);
    let mut others: Vec<String> = columns
        .filter_map(|column| column.reading.clone())
        .filter(|reading| !known.contains(&reading))
        .collect();
    others.sort_unstable();
    others.dedup();
    if !others.is_empty() {
        let others = others.into_iter().map(|reading| (reading.clone(), reading));
        offered.push((texts.say("console-import-of-others"), others.collect()));
    }
    offered
}

/// Takes what a form says of the columns, and plans.
pub async fn choose(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = path.into_inner();
    let fields = &form.fields;
    let mut body = Map::new();
    if fields.has("remembered") {
        body.insert("mapping".to_owned(), fields.get("remembered").into());
    } else if !fields.has("look_again") {
        // The names of the columns may be others once the file is read otherwise.
        body.insert("readings".to_owned(), readings(&form, &id).await?);
    }
    body.insert(
        "include_hidden".to_owned(),
        fields.has("include_hidden").into(),
    );
    body.insert(
        "header_row".to_owned(),
        match fields.get("header_row") {
            "" => Value::Null,
            text => text
                .parse::<u64>()
                .map_or_else(|_| text.into(), Value::from),
        },
    );
    body.insert(
        "encoding".to_owned(),
        match fields.get("encoding") {
            "" => Value::Null,
            text => text.into(),
        },
    );
    Ok(planned_anew(&form, &id, body.into()).await?)
}

/// What a form says of each column, under the names of the proposal that it was made of.
async fn readings(form: &Form, id: &str) -> Result<Value, Problem> {
    let api = form.visitor.api().await?;
    let proposal = api.get(&format!("/imports/{}/proposal", part(id))).await?;
    let proposal: Proposal = proposal.read()?;
    let mut readings = Vec::new();
    for (number, table) in proposal.tables.iter().enumerate() {
        for (place, column) in table.columns.iter().enumerate() {
            let reading = form.fields.get(&format!("c{number}.{place}"));
            if reading.is_empty() {
                continue;
            }
            readings.push(json!({
                "file": table.file,
                "sheet": table.sheet,
                "column": column.name,
                "reading": reading,
            }));
        }
    }
    Ok(readings.into())
}
