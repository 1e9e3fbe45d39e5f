//! Which of the mappings that are remembered fit the columns of files.

use std::cmp::Reverse;

use super::seen::Seen;
use crate::{
    drafts::TABLES,
    fields::TableName,
    mapping::{Mapping, Section},
    table::{clean, is_same},
};
use registry::mappings::RememberedMapping;

/// The names of those whose every column is there, that with the most columns first.
pub fn fitting(mappings: &[RememberedMapping], tables: &[Seen]) -> Vec<String> {
    let mut fitting: Vec<(usize, String)> = mappings
        .iter()
        .filter_map(|remembered| {
            let mapping = Mapping::parse(&remembered.mapping).ok()?;
            Some((columns_met(&mapping, tables)?, remembered.name.to_string()))
        })
        .collect();
    fitting.sort_by_key(|(columns, name)| (Reverse(*columns), name.clone()));
    fitting.into_iter().map(|(_, name)| name).collect()
}

/// How many columns of the files a mapping names; nothing unless all that it names are there.
fn columns_met(mapping: &Mapping, tables: &[Seen]) -> Option<usize> {
    let mut met = 0;
    for table in TABLES {
        let mut section = mapping.section(table.name).clone();
        // Of our own columns a file has those that it has.
        let Section {
            fields, standard, ..
        } = &mut section;
        fields.retain(|field, _| !standard.contains(field));
        if fields.is_empty() {
            continue;
        }
        let rows_of = match section.from {
            Some(_) => TableName::Members,
            None => table.name,
        };
        let seen = rows(mapping, rows_of, tables)?;
        let is_there = |named: &String| {
            let mut columns = seen.columns.iter();
            columns.any(|column| is_same(&column.name, &clean(named)))
        };
        let named = section.columns();
        if !named.iter().all(is_there) {
            return None;
        }
        met += named.len();
    }
    (met > 0).then_some(met)
}

/// The table that has the rows of a section.
fn rows<'s>(mapping: &Mapping, rows_of: TableName, tables: &'s [Seen]) -> Option<&'s Seen> {
    let mut all = tables.iter();
    let named = all.find(|seen| mapping.table_called(&seen.called()) == Some(rows_of));
    named.or(match (tables, rows_of) {
        ([only], TableName::Members) => Some(only),
        _ => None,
    })
}
