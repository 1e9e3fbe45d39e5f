//! The places of members.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    connection::insert_rows,
    error::{stored, stored_option},
    lists::{code_list, localized_text},
    schema::locations,
};
use network::{LanguageTag, Location, Member, Point};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = locations)]
struct Row {
    id: String,
    member_id: String,
    position: i32,
    kind: String,
    label: Option<String>,
    address: Option<String>,
    postal_code: Option<String>,
    city: String,
    region: Option<String>,
    country: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    phone: Option<String>,
    email: Option<String>,
    opening_hours: Option<String>,
    visibility: String,
}

code_list! {
    languages: location_languages (location_id, language: ::network::LanguageTag)
    of |members: &[String]| locations::table
        .filter(locations::member_id.eq_any(members.to_vec()))
        .select(locations::id)
}

localized_text! {
    accessibility: location_accessibility (location_id)
    of |members: &[String]| locations::table
        .filter(locations::member_id.eq_any(members.to_vec()))
        .select(locations::id)
}

/// Writes the places of these members.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let rows: Vec<Row> = members
        .iter()
        .flat_map(|member| {
            (0..)
                .zip(&member.locations)
                .map(|(position, location)| row(member, position, location))
        })
        .collect();
    insert_rows!(connection, locations::table, rows);
    let each = || members.iter().flat_map(|member| &member.locations);
    languages::insert(
        connection,
        each().map(|location| (location.id.to_string(), &location.languages[..])),
    )?;
    accessibility::insert(
        connection,
        each().map(|location| (location.id.to_string(), &location.accessibility)),
    )
}

/// Removes the places of these members.
pub fn delete(connection: &mut AnyConnection, members: &[String]) -> Result<(), Error> {
    diesel::delete(locations::table.filter(locations::member_id.eq_any(members)))
        .execute(connection)?;
    Ok(())
}

/// The places by member, of these members or of all.
pub fn load(
    connection: &mut AnyConnection,
    members: Option<&[String]>,
) -> Result<HashMap<String, Vec<Location>>, Error> {
    let mut query = locations::table.into_boxed();
    if let Some(members) = members {
        query = query.filter(locations::member_id.eq_any(members.to_vec()));
    }
    let rows = query
        .order((locations::member_id, locations::position))
        .select(Row::as_select())
        .load(connection)?;
    let mut languages = languages::load(connection, members)?;
    let mut accessibility = accessibility::load(connection, members)?;
    let mut places: HashMap<String, Vec<Location>> = HashMap::new();
    for row in rows {
        let languages = languages.remove(&row.id).unwrap_or_default();
        let accessibility = accessibility.remove(&row.id).unwrap_or_default();
        places
            .entry(row.member_id.clone())
            .or_default()
            .push(location(row, languages, accessibility)?);
    }
    Ok(places)
}

/// Every place of which the public may not know everything, whosever it is.
pub fn load_not_public(connection: &mut AnyConnection) -> Result<Vec<Location>, Error> {
    let public = network::Visibility::Public.as_str();
    locations::table
        .filter(locations::visibility.ne(public))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(|row| location(row, Vec::new(), Default::default()))
        .collect()
}

fn row(member: &Member, position: i32, location: &Location) -> Row {
    Row {
        id: location.id.to_string(),
        member_id: member.id.to_string(),
        position,
        kind: location.kind.to_string(),
        label: location.label.clone(),
        address: location.address.clone(),
        postal_code: location.postal_code.clone(),
        city: location.city.clone(),
        region: location.region.clone(),
        country: location.country.to_string(),
        latitude: location.point.map(Point::latitude),
        longitude: location.point.map(Point::longitude),
        phone: location.phone.clone().map(String::from),
        email: location.email.clone().map(String::from),
        opening_hours: location.opening_hours.clone(),
        visibility: location.visibility.to_string(),
    }
}

fn location(
    row: Row,
    languages: Vec<LanguageTag>,
    accessibility: network::LocalizedText,
) -> Result<Location, Error> {
    let point = row
        .latitude
        .zip(row.longitude)
        .map(|(latitude, longitude)| {
            Point::new(latitude, longitude).map_err(|reason| Error::Corrupt {
                column: "locations.latitude",
                value: format!("{latitude}, {longitude}"),
                reason: reason.to_string(),
            })
        })
        .transpose()?;
    Ok(Location {
        id: stored("locations.id", row.id)?,
        kind: stored("locations.kind", row.kind)?,
        label: row.label,
        address: row.address,
        postal_code: row.postal_code,
        city: row.city,
        region: row.region,
        country: stored("locations.country", row.country)?,
        point,
        phone: stored_option("locations.phone", row.phone)?,
        email: stored_option("locations.email", row.email)?,
        opening_hours: row.opening_hours,
        languages,
        accessibility,
        visibility: stored("locations.visibility", row.visibility)?,
    })
}
