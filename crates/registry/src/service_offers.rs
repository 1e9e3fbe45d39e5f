//! What members do for people.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    lists::{by_owner, code_list, localized_text, rows_of, rows_of_members},
};
use network::{Delivery, LocationId, Member, MemberId, OfferId, ServiceCode, ServiceOffer};

diesel::table! {
    service_offers (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        service -> Text,
        location_id -> Nullable<Text>,
        audience -> Nullable<Text>,
        eligibility -> Nullable<Text>,
        access -> Nullable<Text>,
        free_of_charge -> Nullable<Bool>,
        in_person -> Bool,
        by_phone -> Bool,
        online -> Bool,
    }
}

row! {
    struct Row in service_offers of ServiceOffer {
        id: OfferId,
        service: ServiceCode,
        location = location_id: Option<LocationId>,
        audience: Option<String>,
        eligibility: Option<String>,
        access: Option<String>,
        free_of_charge: Option<bool>,
    }
    with {
        member_id: MemberId,
        position: i32,
        in_person: bool,
        by_phone: bool,
        online: bool,
    }
    without {
        description,
        languages,
        delivery,
        countries,
    }
}

localized_text! { descriptions: service_offer_descriptions (offer_id) of service_offers }

code_list! { languages: service_offer_languages (offer_id, language: ::network::LanguageTag) of service_offers }

code_list! { countries: service_offer_countries (offer_id, country: ::network::Country) of service_offers }

/// Writes the offers of these members; their places must be there already.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let rows = rows_of(
        members,
        |member| &member.service_offers,
        |offer, member, position| {
            let [in_person, by_phone, online] =
                [Delivery::InPerson, Delivery::Phone, Delivery::Online]
                    .map(|way| offer.delivery.contains(&way));
            Row::of(offer, member, position, in_person, by_phone, online)
        },
    );
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
    let rows: Vec<Row> = rows_of_members!(connection, service_offers, Row, members);
    let mut descriptions = descriptions::load(connection, members)?;
    let mut languages = languages::load(connection, members)?;
    let mut countries = countries::load(connection, members)?;
    by_owner(rows.into_iter().map(|row| {
        let (id, member) = (row.id.clone(), row.member_id.clone());
        let delivery = [
            (row.in_person, Delivery::InPerson),
            (row.by_phone, Delivery::Phone),
            (row.online, Delivery::Online),
        ];
        let delivery = delivery.into_iter().filter(|(given, _)| *given);
        let offer = ServiceOffer {
            description: descriptions.remove(&id).unwrap_or_default(),
            languages: languages.remove(&id).unwrap_or_default(),
            delivery: delivery.map(|(_, way)| way).collect(),
            countries: countries.remove(&id).unwrap_or_default(),
            ..row.read()?
        };
        Ok((member, offer))
    }))
}
