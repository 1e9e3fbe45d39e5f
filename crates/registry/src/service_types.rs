//! The taxonomy of services.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
    service_offers::service_offers,
};
use network::{Lang, SearchWords, ServiceCode, ServiceType};

diesel::table! {
    service_types (code) {
        code -> Text,
        parent -> Nullable<Text>,
        position -> Integer,
    }
}

diesel::table! {
    service_type_labels (code, language) {
        code -> Text,
        language -> Text,
        label -> Text,
    }
}

diesel::table! {
    service_type_search_words (code, language, position) {
        code -> Text,
        language -> Text,
        position -> Integer,
        word -> Text,
    }
}

diesel::table! {
    service_type_former_codes (former_code) {
        former_code -> Text,
        code -> Text,
    }
}

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

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = service_type_search_words)]
struct SearchWordRow {
    code: String,
    language: String,
    position: i32,
    word: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = service_type_former_codes)]
struct FormerCodeRow {
    former_code: String,
    code: String,
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
    let mut search_words: HashMap<String, SearchWords> = HashMap::new();
    for row in service_type_search_words::table
        .order(service_type_search_words::position)
        .select(SearchWordRow::as_select())
        .load(connection)?
    {
        let language = stored("service_type_search_words.language", row.language)?;
        let words = search_words.entry(row.code).or_default();
        words.0.entry(language).or_default().push(row.word);
    }
    let mut former: HashMap<String, Vec<ServiceCode>> = HashMap::new();
    for row in service_type_former_codes::table
        .order(service_type_former_codes::former_code)
        .select(FormerCodeRow::as_select())
        .load(connection)?
    {
        former.entry(row.code).or_default().push(stored(
            "service_type_former_codes.former_code",
            row.former_code,
        )?);
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
                search_words: search_words.remove(&row.code).unwrap_or_default(),
                former_codes: former.remove(&row.code).unwrap_or_default(),
                code: stored("service_types.code", row.code)?,
            })
        })
        .collect()
}

/// Writes service types that are not there yet, after those that are; parents before children.
pub fn insert(connection: &mut AnyConnection, types: &[ServiceType]) -> Result<(), Error> {
    // Not their number: where one was removed, that is the place of another one.
    let last: Option<i32> = service_types::table
        .select(diesel::dsl::max(service_types::position))
        .first(connection)?;
    let first = last.map_or(0, |last| last.saturating_add(1));
    let rows = rows(types, first);
    insert_rows!(connection, service_types::table, rows);
    insert_parts(connection, types)
}

/// Writes again the labels and former codes of a service type that is there.
pub fn update(connection: &mut AnyConnection, service: &ServiceType) -> Result<(), Error> {
    delete_parts(connection, &service.code)?;
    insert_parts(connection, std::slice::from_ref(service))
}

/// Removes a service type that nothing names.
pub fn delete(connection: &mut AnyConnection, code: &ServiceCode) -> Result<(), Error> {
    delete_parts(connection, code)?;
    diesel::delete(service_types::table.find(code.as_str())).execute(connection)?;
    Ok(())
}

/// Removes all service types, which nothing names.
pub(super) fn delete_all(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::delete(service_type_labels::table).execute(connection)?;
    diesel::delete(service_type_search_words::table).execute(connection)?;
    diesel::delete(service_type_former_codes::table).execute(connection)?;
    diesel::delete(service_types::table).execute(connection)?;
    Ok(())
}

/// The members that offer exactly this service.
pub fn members_offering(
    connection: &mut AnyConnection,
    code: &ServiceCode,
) -> Result<Vec<String>, Error> {
    Ok(service_offers::table
        .filter(service_offers::service.eq(code.as_str()))
        .select(service_offers::member_id)
        .distinct()
        .load(connection)?)
}

/// Writes all service types in their order, whether they are there or not; others stay.
pub(super) fn write_all(
    connection: &mut AnyConnection,
    types: &[ServiceType],
) -> Result<(), Error> {
    diesel::delete(service_type_labels::table).execute(connection)?;
    diesel::delete(service_type_search_words::table).execute(connection)?;
    diesel::delete(service_type_former_codes::table).execute(connection)?;
    let known: Vec<String> = service_types::table
        .select(service_types::code)
        .load(connection)?;
    let mut rows = rows(types, 0);
    for row in &rows {
        diesel::update(service_types::table.find(&row.code))
            .set(service_types::position.eq(row.position))
            .execute(connection)?;
    }
    rows.retain(|row| !known.contains(&row.code));
    // Parents before children.
    rows.sort_by_key(|row| row.code.len());
    for row in rows {
        insert_rows!(connection, service_types::table, [row]);
    }
    insert_parts(connection, types)
}

/// Removes all service types but these; nothing may name them any more.
pub(super) fn delete_others(
    connection: &mut AnyConnection,
    types: &[ServiceType],
) -> Result<(), Error> {
    let mut codes: Vec<String> = service_types::table
        .select(service_types::code)
        .load(connection)?;
    codes.retain(|code| !types.iter().any(|service| service.code.as_str() == code));
    // Children before parents.
    codes.sort_by_key(|code| std::cmp::Reverse(code.len()));
    for code in codes {
        diesel::delete(service_types::table.find(code)).execute(connection)?;
    }
    Ok(())
}

fn rows(types: &[ServiceType], first: i32) -> Vec<Row> {
    let row = |(service, position): (&ServiceType, i32)| Row {
        code: service.code.to_string(),
        parent: service.code.parent().map(String::from),
        position,
    };
    types.iter().zip(first..).map(row).collect()
}

fn insert_parts(connection: &mut AnyConnection, types: &[ServiceType]) -> Result<(), Error> {
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
    let words: Vec<SearchWordRow> = types.iter().flat_map(search_word_rows).collect();
    insert_rows!(connection, service_type_search_words::table, words);
    let former: Vec<FormerCodeRow> = types
        .iter()
        .flat_map(|service| {
            service.former_codes.iter().map(|former| FormerCodeRow {
                former_code: former.to_string(),
                code: service.code.to_string(),
            })
        })
        .collect();
    insert_rows!(connection, service_type_former_codes::table, former);
    Ok(())
}

fn search_word_rows(service: &ServiceType) -> impl Iterator<Item = SearchWordRow> {
    service.search_words.0.iter().flat_map(|(language, words)| {
        (0..).zip(words).map(|(position, word)| SearchWordRow {
            code: service.code.to_string(),
            language: language.to_string(),
            position,
            word: word.clone(),
        })
    })
}

fn delete_parts(connection: &mut AnyConnection, code: &ServiceCode) -> Result<(), Error> {
    diesel::delete(service_type_labels::table.filter(service_type_labels::code.eq(code.as_str())))
        .execute(connection)?;
    diesel::delete(
        service_type_search_words::table.filter(service_type_search_words::code.eq(code.as_str())),
    )
    .execute(connection)?;
    diesel::delete(
        service_type_former_codes::table.filter(service_type_former_codes::code.eq(code.as_str())),
    )
    .execute(connection)?;
    Ok(())
}
