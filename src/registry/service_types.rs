//! The taxonomy of services.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    connection::insert_rows,
    error::stored,
    schema::{service_type_labels, service_types},
};
use crate::network::{Lang, ServiceType};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = service_types)]
struct Row {
    code: String,
    parent: Option<String>,
    position: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = service_type_labels)]
struct LabelRow {
    code: String,
    language: String,
    label: String,
}

/// All service types, in their order.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<ServiceType>, Error> {
    let mut labels: HashMap<String, Vec<(Lang, String)>> = HashMap::new();
    for row in service_type_labels::table
        .select(LabelRow::as_select())
        .load(connection)?
    {
        labels.entry(row.code).or_default().push((
            stored("service_type_labels.language", row.language)?,
            row.label,
        ));
    }
    service_types::table
        .order((service_types::position, service_types::code))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(|row| {
            Ok(ServiceType {
                labels: labels
                    .remove(&row.code)
                    .unwrap_or_default()
                    .into_iter()
                    .collect(),
                code: stored("service_types.code", row.code)?,
            })
        })
        .collect()
}

/// Writes service types that are not there yet, after those that are; parents before children.
pub fn insert(connection: &mut AnyConnection, types: &[ServiceType]) -> Result<(), Error> {
    let present: i64 = service_types::table.count().get_result(connection)?;
    let first = i32::try_from(present).unwrap_or(i32::MAX);
    let rows: Vec<Row> = types
        .iter()
        .zip(first..)
        .map(|(service, position)| Row {
            code: service.code.to_string(),
            parent: service.code.parent().map(String::from),
            position,
        })
        .collect();
    insert_rows!(connection, service_types::table, rows);
    let labels: Vec<LabelRow> = types
        .iter()
        .flat_map(|service| {
            service.labels.iter().map(|(lang, label)| LabelRow {
                code: service.code.to_string(),
                language: lang.to_string(),
                label: label.clone(),
            })
        })
        .collect();
    insert_rows!(connection, service_type_labels::table, labels);
    Ok(())
}
