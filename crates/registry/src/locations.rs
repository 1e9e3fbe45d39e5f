//! The places of members.

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
    lists::{ByOwner, by_owner, code_list, localized_text, rows_of, rows_of_members},
    own_language,
    phones::phones_row,
};
use network::{
    Country, Email, LanguageTag, Location, LocationId, LocationKind, Member, MemberId, Point,
    Visibility,
};

diesel::table! {
    locations (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        kind -> Text,
        label -> Nullable<Text>,
        address -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        city -> Text,
        region -> Nullable<Text>,
        country -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        phone -> Nullable<Text>,
        more_phones -> Nullable<Text>,
        email -> Nullable<Text>,
        opening_hours -> Nullable<Text>,
        visibility -> Text,
    }
}

row! {
    struct Row in locations of Location {
        id: LocationId,
        kind: LocationKind,
        address: Option<String>,
        postal_code: Option<String>,
        city: String,
        region: Option<String>,
        country: Country,
        email: Option<Email>,
        opening_hours: Option<String>,
        visibility: Visibility,
    }
    within {
        phones: PhonesRow,
    }
    with {
        member_id: MemberId,
        position: i32,
        label: Option<String>,
        latitude: Option<f64>,
        longitude: Option<f64>,
    }
    without {
        label,
        point,
        languages,
        accessibility,
    }
}

phones_row!(locations, "locations.phone");

code_list! { languages: location_languages (location_id, language: ::network::LanguageTag) of locations }

localized_text! { labels: location_labels (location_id) of locations }

localized_text! { accessibility: location_accessibility (location_id) of locations }

/// Writes the places of these members.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let rows = rows_of(
        members,
        |member| &member.locations,
        |place, member, position| {
            let (latitude, longitude) = (
                place.point.map(Point::latitude),
                place.point.map(Point::longitude),
            );
            // For an earlier version, which knows one label.
            let label = place.label.for_anybody(&member.writes_in());
            let label = label.map(str::to_owned);
            Row::of(place, member.id, position, label, latitude, longitude)
        },
    );
    insert_rows!(connection, locations::table, rows);
    let each = || members.iter().flat_map(|member| &member.locations);
    languages::insert(
        connection,
        each().map(|location| (location.id.to_string(), &location.languages[..])),
    )?;
    labels::insert(
        connection,
        each().map(|location| (location.id.to_string(), &location.label)),
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
) -> Result<ByOwner<Location>, Error> {
    let rows: Vec<Row> = rows_of_members!(connection, locations, Row, members);
    let mut labels = labels::load(connection, members)?;
    let written = rows.iter();
    let written = written.map(|row| (&*row.id, &*row.member_id, row.label.as_deref()));
    own_language::add(connection, &mut labels, written)?;
    let mut languages = languages::load(connection, members)?;
    let mut accessibility = accessibility::load(connection, members)?;
    by_owner(rows.into_iter().map(|row| {
        let (id, member) = (row.id.clone(), row.member_id.clone());
        let place = Location {
            label: labels.remove(&id).unwrap_or_default(),
            languages: languages.take(&id),
            accessibility: accessibility.remove(&id).unwrap_or_default(),
            ..location(row)?
        };
        Ok((member, place))
    }))
}

/// The languages in which there are texts of places.
pub fn text_languages(connection: &mut AnyConnection) -> Result<Vec<LanguageTag>, Error> {
    use labels::location_labels;
    let by_language = location_labels::table.select(location_labels::location_id);
    let alone: Vec<String> = locations::table
        .filter(locations::label.is_not_null())
        .filter(locations::id.ne_all(by_language))
        .select(locations::member_id)
        .distinct()
        .load(connection)?;
    let mut languages = accessibility::languages(connection)?;
    languages.extend(labels::languages(connection)?);
    languages.extend(own_language::of_each(connection, &alone)?);
    Ok(languages)
}

/// Every place of which the public may not know everything, with its member.
pub fn load_not_public(connection: &mut AnyConnection) -> Result<Vec<(MemberId, Location)>, Error> {
    let public = Visibility::Public.as_str();
    let rows = locations::table.filter(locations::visibility.ne(public));
    let rows: Vec<Row> = rows.select(Row::as_select()).load(connection)?;
    rows.into_iter().map(with_member).collect()
}

/// The places in a country of which the public may know everything, with their members.
pub fn load_public(
    connection: &mut AnyConnection,
    country: Country,
) -> Result<Vec<(MemberId, Location)>, Error> {
    let public = Visibility::Public.as_str();
    let rows = locations::table
        .filter(locations::visibility.eq(public))
        .filter(locations::country.eq(country.as_str()));
    let rows: Vec<Row> = rows.select(Row::as_select()).load(connection)?;
    rows.into_iter().map(with_member).collect()
}

fn with_member(row: Row) -> Result<(MemberId, Location), Error> {
    let member = stored("locations.member_id", &row.member_id)?;
    Ok((member, location(row)?))
}

/// A place without its languages and texts.
fn location(row: Row) -> Result<Location, Error> {
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
        point,
        ..row.read()?
    })
}
