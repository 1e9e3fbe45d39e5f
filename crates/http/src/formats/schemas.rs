//! How the OpenAPI document describes the formats that are no plain JSON.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

use super::columns::{Column, LOCATION_COLUMNS, MEMBER_COLUMNS};

/// Members as CSV.
pub struct MemberTable;
/// Places as CSV.
pub struct LocationTable;
/// XLSX.
pub struct Spreadsheet;
/// NDJSON.
pub struct Lines;

/// A server-sent event (WHATWG HTML, "Server-sent events").
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct ServerSentEvent {
    /// What to go on from after a cut, as `Last-Event-ID`.
    #[schema(required = false, nullable = false)]
    id: Option<String>,
    /// What happened.
    event: String,
    /// More of it, as JSON.
    data: String,
}

impl PartialSchema for MemberTable {
    fn schema() -> RefOr<Schema> {
        table(MEMBER_COLUMNS)
    }
}

impl PartialSchema for LocationTable {
    fn schema() -> RefOr<Schema> {
        table(LOCATION_COLUMNS)
    }
}

impl PartialSchema for Spreadsheet {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::Custom("binary".to_owned())))
            .description(Some("A workbook with one sheet, of the columns of the CSV. Texts are texts and never formulas; dates are dates, in UTC."))
            .into()
    }
}

impl PartialSchema for Lines {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A JSON object a line, each the same as an element of `data` of the JSON.",
            ))
            .into()
    }
}

impl ToSchema for MemberTable {}
impl ToSchema for LocationTable {}
impl ToSchema for Spreadsheet {}
impl ToSchema for Lines {}

fn table(columns: &[Column]) -> RefOr<Schema> {
    let mut words = "RFC 4180 in UTF-8 with a byte order mark; the first line names the columns. `fields` chooses the columns of its fields. Several values in a cell are parted by ` | `. A text that begins like a formula (with `=`, `+`, `-`, `@`) has an apostrophe before it.\n\n| column | field | meaning |\n|---|---|---|\n".to_owned();
    for column in columns {
        let meaning = column.meaning.replace('|', "\\|");
        words.push_str(&format!(
            "| `{}` | `{}` | {meaning} |\n",
            column.name, column.field
        ));
    }
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(words))
        .into()
}

/// Things in the words of schema.org, as JSON-LD 1.1.
#[derive(serde::Serialize, ToSchema)]
pub struct LinkedData {
    /// What defines the words: `https://schema.org`.
    #[serde(rename = "@context")]
    #[schema(example = "https://schema.org")]
    context: String,
    /// Members as `NGO`, or places as `Place`. Of a page, the next one is in the header `Link`.
    #[serde(rename = "@graph")]
    graph: Vec<serde_json::Map<String, serde_json::Value>>,
}
