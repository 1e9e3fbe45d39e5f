//! What members do for people.

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    lists::{ByOwner, by_owner, code_list, localized_text, rows_of, rows_of_members},
    own_language,
};
use network::{
    Delivery, LanguageTag, LocationId, Member, MemberId, OfferId, ServiceCode, ServiceOffer,
};

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
        free_of_charge: Option<bool>,
    }
    within {
        delivery: DeliveryRow,
    }
    with {
        member_id: MemberId,
        position: i32,
        audience: Option<String>,
        eligibility: Option<String>,
        access: Option<String>,
    }
    without {
        description,
        audience,
        eligibility,
        access,
        languages,
        countries,
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = service_offers)]
struct DeliveryRow {
    in_person: bool,
    by_phone: bool,
    online: bool,
}

impl DeliveryRow {
    fn of(ways: &[Delivery]) -> Self {
        Self {
            in_person: ways.contains(&Delivery::InPerson),
            by_phone: ways.contains(&Delivery::Phone),
            online: ways.contains(&Delivery::Online),
        }
    }

    fn read(self) -> Result<Vec<Delivery>, Error> {
        let ways = [
            (self.in_person, Delivery::InPerson),
            (self.by_phone, Delivery::Phone),
            (self.online, Delivery::Online),
        ];
        let given = ways.into_iter().filter(|(is_given, _)| *is_given);
        Ok(given.map(|(_, way)| way).collect())
    }
}

localized_text! { descriptions: service_offer_descriptions (offer_id) of service_offers }

localized_text! { audiences: service_offer_audiences (offer_id) of service_offers }

localized_text! { eligibilities: service_offer_eligibilities (offer_id) of service_offers }

localized_text! { accesses: service_offer_accesses (offer_id) of service_offers }

code_list! { languages: service_offer_languages (offer_id, language: ::network::LanguageTag) of service_offers }

code_list! { countries: service_offer_countries (offer_id, country: ::network::Country) of service_offers }

/// Writes the offers of these members; their places must be there already.
pub fn insert(connection: &mut AnyConnection, members: &[&Member]) -> Result<(), Error> {
    let rows = rows_of(
        members,
        |member| &member.service_offers,
        |offer, member, position| {
            // For an earlier version, which knows one of each.
            let own = member.writes_in();
            let [audience, eligibility, access] =
                [&offer.audience, &offer.eligibility, &offer.access]
                    .map(|text| text.for_anybody(&own).map(str::to_owned));
            Row::of(offer, member.id, position, audience, eligibility, access)
        },
    );
    insert_rows!(connection, service_offers::table, rows);
    let each = || members.iter().flat_map(|member| &member.service_offers);
    descriptions::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.description)),
    )?;
    audiences::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.audience)),
    )?;
    eligibilities::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.eligibility)),
    )?;
    accesses::insert(
        connection,
        each().map(|offer| (offer.id.to_string(), &offer.access)),
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
) -> Result<ByOwner<ServiceOffer>, Error> {
    let rows: Vec<Row> = rows_of_members!(connection, service_offers, Row, members);
    let mut descriptions = descriptions::load(connection, members)?;
    let mut audiences = audiences::load(connection, members)?;
    let mut eligibilities = eligibilities::load(connection, members)?;
    let mut accesses = accesses::load(connection, members)?;
    for (texts, column) in [
        (
            &mut audiences,
            (|row| row.audience.as_deref()) as fn(&Row) -> Option<&str>,
        ),
        (&mut eligibilities, |row| row.eligibility.as_deref()),
        (&mut accesses, |row| row.access.as_deref()),
    ] {
        let written = rows.iter();
        let written = written.map(|row| (&*row.id, &*row.member_id, column(row)));
        own_language::add(connection, texts, written)?;
    }
    let mut languages = languages::load(connection, members)?;
    let mut countries = countries::load(connection, members)?;
    by_owner(rows.into_iter().map(|row| {
        let (id, member) = (row.id.clone(), row.member_id.clone());
        let offer = ServiceOffer {
            description: descriptions.remove(&id).unwrap_or_default(),
            audience: audiences.remove(&id).unwrap_or_default(),
            eligibility: eligibilities.remove(&id).unwrap_or_default(),
            access: accesses.remove(&id).unwrap_or_default(),
            languages: languages.take(&id),
            countries: countries.take(&id),
            ..row.read()?
        };
        Ok((member, offer))
    }))
}

/// The languages in which there are texts of offers.
pub fn text_languages(connection: &mut AnyConnection) -> Result<Vec<LanguageTag>, Error> {
    let mut languages = descriptions::languages(connection)?;
    let mut alone: Vec<String> = Vec::new();
    macro_rules! texts {
        ($($module:ident: $table:ident of $column:ident),+) => { $(
            let by_language = $module::$table::table.select($module::$table::offer_id);
            let members = service_offers::table
                .filter(service_offers::$column.is_not_null())
                .filter(service_offers::id.ne_all(by_language))
                .select(service_offers::member_id)
                .distinct();
            alone.extend(members.load::<String>(connection)?);
            languages.extend($module::languages(connection)?);
        )+ };
    }
    texts!(
        audiences: service_offer_audiences of audience,
        eligibilities: service_offer_eligibilities of eligibility,
        accesses: service_offer_accesses of access
    );
    languages.extend(own_language::of_each(connection, &alone)?);
    Ok(languages)
}
