//! What is told of a file that is refused as a whole because it may keep something from the public.

use crate::{
    bounds::{listed, short},
    fields::TableName,
    mapping_file,
    privacy::{self, About, Effect, PrivacyColumn, Word},
    table::Table,
};
use network::Invalid;

/// A column that sounds like privacy, and that nothing reads; `fed` are the sections of the mapping
/// that the rows of the table feed.
pub fn unheard(table: &str, column: &str, heard: PrivacyColumn, fed: &[TableName]) -> String {
    let quoted = mapping_file::quoted(column);
    let ignoring =
        format!("pass it over with --ignore-column {quoted} (in a mapping: ignore = [{quoted}])");
    let told = format!(
        "{table} has a column \"{}\", which sounds like privacy, and nothing reads it",
        short(column)
    );
    let has = |table| fed.contains(&table);
    let is_of_place =
        has(TableName::Locations) && (heard.about == About::Place || !has(TableName::Members));
    let (section, field, shows, hides) = match is_of_place {
        true => ("locations", "visibility", "public", "hidden"),
        false if has(TableName::Members) => ("members", "listing", "listed", "unlisted"),
        false => {
            return format!(
                "{told}; take out the rows that it keeps from the public, and {ignoring}"
            );
        }
    };
    let values = match heard.yes {
        Some(Effect::Hides) => format!("{{ yes = \"{hides}\", no = \"{shows}\" }}"),
        Some(Effect::Shows) => format!("{{ yes = \"{shows}\", no = \"{hides}\" }}"),
        None => format!("{{ yes = \"…\", no = \"{hides}\" }}"),
    };
    format!(
        "{told}; say in a mapping what its cells mean, such as\n\n    standard_columns = true\n    \
         [{section}]\n    {field} = {{ column = {quoted}, values = {values} }}\n\nor, if it keeps \
         nothing from the public, {ignoring}"
    )
}

/// What a text says of privacy that stands in a column without a name, from which nothing is read.
pub fn nameless(text: &str) -> Option<Invalid> {
    if text.is_empty() {
        return None;
    }
    let hides = privacy::word(text) == Some(Word::Hidden) || privacy::hides(text);
    hides.then(|| {
        Invalid::new(
            "unheard_privacy",
            format!(
                "\"{}\" sounds like privacy, and stands in a column without a name; say it in a \
                 column that is read, or take it out",
                short(text)
            ),
        )
    })
}

/// A sheet that sounds like privacy, and that nothing reads.
pub fn unheard_sheet(file: &str, sheet: &str) -> String {
    let quoted = mapping_file::quoted(sheet);
    format!(
        "{file} has a sheet \"{}\", which sounds like privacy, and nothing reads it; if it names what \
         is not for the public, say that in a column of the sheet that is read, and pass it over with \
         --ignore-column {quoted} (in a mapping: ignore = [{quoted}])",
        short(sheet)
    )
}

/// What a sheet says of privacy as a whole: by its name, or on each page when it is printed.
pub fn whole_sheet(table: &Table<'_>) -> Vec<String> {
    let named = table.sheet.iter().filter(|sheet| privacy::hides(sheet));
    let named = named.map(|_| {
        format!(
            "{} has a name that sounds like privacy; call the sheet otherwise if all of it may be \
             imported",
            table.name
        )
    });
    let on_pages = table.on_pages.iter().filter(|said| privacy::hides(said));
    let on_pages = on_pages.map(|said| {
        format!(
            "{} has \"{}\" at the head or the foot of its pages, which sounds like privacy; take it \
             out if all of it may be imported",
            table.name,
            short(said.trim())
        )
    });
    named.chain(on_pages).collect()
}

/// Rows and columns that a spreadsheet hides, as far as `is_read` says that something is read of them.
pub fn hidden(table: &Table<'_>, is_read: impl Fn(usize) -> bool) -> Option<String> {
    let columns = table.hidden_columns.iter();
    let columns: Vec<&String> = columns
        .filter(|column| is_read(**column))
        .filter_map(|column| table.columns.get(*column))
        .collect();
    let mut told = Vec::new();
    if !table.hidden_rows.is_empty() {
        let rows = table.hidden_rows.iter().map(u64::to_string);
        told.push(format!("the rows {}", listed(rows)));
    }
    if !columns.is_empty() {
        let named = columns
            .iter()
            .map(|column| format!("\"{}\"", short(column)));
        told.push(format!("the columns {}", listed(named)));
    }
    (!told.is_empty()).then(|| {
        format!(
            "{} hides {}; what is hidden is not imported: show it or take it out, or say \
             --include-hidden if all of it is meant",
            table.name,
            told.join(" and ")
        )
    })
}
