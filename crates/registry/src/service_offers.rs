//! What members do for people.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    connection::insert_rows,
    error::{stored, stored_option},
    lists::{code_list, localized_text},
    schema::service_offers,
};
use network::{Country, Delivery, LanguageTag, LocalizedText, Member, ServiceOffer};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = service_offers)]
struct Row {
    id: String,
    member_id: String,
    position: i32,
    service: String,
    location_id: Option<String>,
    audience: Option<String>,
    eligibility: Option<String>,
    access: Option<String>,
    free_of_charge: Option<bool>,
    in_person: bool,
    by_phone: bool,
    online: bool,
}

localized_text! {
    descriptions: service_offer_descriptions (offer_id)
    of |members: &[String]| service_offers::table
        .filter(service_offers::member_id.eq_any(members.to_vec()))
        .select(service_offers::id)
}

code_list! {
    languages: service_offer_languages (offer_id, language: ::network::LanguageTag)
    of |members: &[String]| service_offers::table
        .filter(service_offers::member_id.eq_any(members.to_vec()))
        .select(service_offers::id)
}

code_list! {
    countries: service_offer_countries (offer_id, country: ::network::Country)
    of |members: &[String]| service_offers::table
        .filter(service_offers::member_id.eq_any(members.to_vec()))
        .select(service_offers::id)
}

/// Writes the offers of these members; their places must be there already.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let rows: Vec<Row> = members
        .iter()
        .flat_map(|member| {
            (0..)
                .zip(&member.service_offers)
                .map(|(position, offer)| row(member, position, offer))
        })
        .collect();
    insert_rows!(connection, service_offers::table, rows);
    let each = || members.iter().flat_map(|member| &member.service_offers);
    descriptions::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.description)),
    )?;
    languages::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.languages[..])),
    )?;
    countries::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.countries[..])),
    )
}

/// Removes the offers of these members.
pub fn delete(connection: &mut AnyConnection, members: &[String]) -> Result<(), Error> {
    diesel::delete(service_offers::table.filter(service_offers::member_id.eq_any(members)))
        .execute(connection)?;
    Ok(())
}

/// The offers by member, of these members or of all.
pub fn load(
    connection: &mut AnyConnection,
    members: Option<&[String]>,
) -> Result<HashMap<String, Vec<ServiceOffer>>, Error> {
    let mut query = service_offers::table.into_boxed();
    if let Some(members) = members {
        query = query.filter(service_offers::member_id.eq_any(members.to_vec()));
    }
    let rows = query
        .order((service_offers::member_id, service_offers::position))
        .select(Row::as_select())
        .load(connection)?;
    let mut descriptions = descriptions::load(connection, members)?;
    let mut languages = languages::load(connection, members)?;
    let mut countries = countries::load(connection, members)?;
    let mut offers: HashMap<String, Vec<ServiceOffer>> = HashMap::new();
    for row in rows {
        let description = descriptions.remove(&row.id).unwrap_or_default();
        let languages = languages.remove(&row.id).unwrap_or_default();
        let countries = countries.remove(&row.id).unwrap_or_default();
        offers.entry(row.member_id.clone()).or_default().push(offer(
            row,
            description,
            languages,
            countries,
        )?);
    }
    Ok(offers)
}

fn row(member: &Member, position: i32, offer: &ServiceOffer) -> Row {
    let delivered = |way| offer.delivery.contains(&way);
    Row {
        id: offer.id.to_string(),
        member_id: member.id.to_string(),
        position,
        service: offer.service.to_string(),
        location_id: offer.location.map(|location| location.to_string()),
        audience: offer.audience.clone(),
        eligibility: offer.eligibility.clone(),
        access: offer.access.clone(),
        free_of_charge: offer.free_of_charge,
        in_person: delivered(Delivery::InPerson),
        by_phone: delivered(Delivery::Phone),
        online: delivered(Delivery::Online),
    }
}

fn offer(
    row: Row,
    description: LocalizedText,
    languages: Vec<LanguageTag>,
    countries: Vec<Country>,
) -> Result<ServiceOffer, Error> {
    let delivery = [
        (row.in_person, Delivery::InPerson),
        (row.by_phone, Delivery::Phone),
        (row.online, Delivery::Online),
    ];
    Ok(ServiceOffer {
        id: stored("service_offers.id", row.id)?,
        service: stored("service_offers.service", row.service)?,
        location: stored_option("service_offers.location_id", row.location_id)?,
        description,
        audience: row.audience,
        eligibility: row.eligibility,
        access: row.access,
        languages,
        free_of_charge: row.free_of_charge,
        delivery: delivery
            .into_iter()
            .filter_map(|(given, way)| given.then_some(way))
            .collect(),
        countries,
    })
}
