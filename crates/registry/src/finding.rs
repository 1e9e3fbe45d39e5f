//! Finding records by what the lists of staff are narrowed by, without reading the rest of them.

use std::{collections::HashSet, slice};

use diesel::prelude::*;

use crate::{
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    locations::locations,
    members::{languages::member_languages, member_names, members},
    service_offers::service_offers,
};
use network::{
    Country, Date, LanguageTag, Listing, MemberId, MembershipStatus, MembershipType, ServiceCode,
    Timestamp, Visibility, fold,
};

/// What a list of records is narrowed by: any of several values, where it names no others; nothing
/// narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Criteria {
    /// The country that it works in.
    pub country: Vec<Country>,
    /// A service; one that has children finds them too.
    pub service: Vec<ServiceCode>,
    /// All of these services.
    pub service_all: Vec<ServiceCode>,
    /// A working language; `fr` finds `fr-BE` too.
    pub language: Vec<LanguageTag>,
    /// All of these languages.
    pub language_all: Vec<LanguageTag>,
    /// The kind of member.
    pub membership_type: Vec<MembershipType>,
    /// A city with a place of it, folded; hidden ones too.
    pub city: Vec<String>,
    /// The status.
    pub status: Vec<MembershipStatus>,
    /// Whether it wants to be listed.
    pub listing: Option<Listing>,
    /// Whether it has a hidden place.
    pub has_hidden_location: Option<bool>,
    /// Whether it is withdrawn; nothing for both.
    pub withdrawn: Option<bool>,
    /// Changed at this time or later.
    pub updated_since: Option<Timestamp>,
    /// Not confirmed since this time.
    pub stale_since: Option<Timestamp>,
    /// Words that its names, acronym, slug or external identifier hold, folded.
    pub words: Vec<String>,
}

/// What of a record it is ordered by.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which member.
    pub id: MemberId,
    /// Its name.
    pub name: String,
    /// When the record last changed.
    pub updated_at: Timestamp,
    /// When it joined.
    pub joined_on: Option<Date>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = members)]
struct Row {
    id: String,
    external_id: Option<String>,
    slug: String,
    name: String,
    acronym: Option<String>,
    country: String,
    membership_type: String,
    membership_status: String,
    joined_on: Option<String>,
    updated_at: String,
}

/// The records that fit, in no order.
pub fn find(connection: &mut AnyConnection, criteria: &Criteria) -> Result<Vec<Candidate>, Error> {
    let mut query = members::table.into_boxed();
    if let Some(listing) = criteria.listing {
        query = query.filter(members::listing.eq(listing.as_str()));
    }
    match criteria.withdrawn {
        Some(true) => query = query.filter(members::withdrawn_at.is_not_null()),
        Some(false) => query = query.filter(members::withdrawn_at.is_null()),
        None => {}
    }
    if let Some(since) = criteria.updated_since {
        query = query.filter(members::updated_at.ge(since.to_string()));
    }
    if let Some(since) = criteria.stale_since {
        let never = members::verified_at.is_null();
        query = query.filter(never.or(members::verified_at.lt(since.to_string())));
    }
    let rows = query.select(Row::as_select()).load(connection)?;
    let sets = Sets::load(connection, criteria)?;
    rows.into_iter()
        .filter(|row| sets.hold(row) && fits(criteria, row))
        .map(|row| {
            Ok(Candidate {
                id: stored("members.id", row.id)?,
                name: row.name,
                updated_at: stored("members.updated_at", row.updated_at)?,
                joined_on: stored_option("members.joined_on", row.joined_on)?,
            })
        })
        .collect()
}

fn fits(criteria: &Criteria, row: &Row) -> bool {
    among(&criteria.country, Country::as_str, &row.country)
        && among(
            &criteria.membership_type,
            MembershipType::as_str,
            &row.membership_type,
        )
        && among(
            &criteria.status,
            MembershipStatus::as_str,
            &row.membership_status,
        )
}

fn among<T: Copy>(any: &[T], code: impl Fn(T) -> &'static str, value: &str) -> bool {
    any.is_empty() || any.iter().any(|one| code(*one) == value)
}

/// Members with what other tables tell of them.
struct Sets {
    /// Whoever is listed must be in every one of these.
    within: Vec<HashSet<String>>,
    /// And in none of these.
    without: Vec<HashSet<String>>,
    words: Vec<String>,
    names: Vec<(String, String)>,
}

impl Sets {
    fn load(connection: &mut AnyConnection, criteria: &Criteria) -> Result<Self, Error> {
        let mut sets = Self {
            within: Vec::new(),
            without: Vec::new(),
            words: criteria.words.clone(),
            names: Vec::new(),
        };
        if !criteria.service.is_empty() || !criteria.service_all.is_empty() {
            let offers: Vec<(String, String)> = service_offers::table
                .select((service_offers::member_id, service_offers::service))
                .load(connection)?;
            let is_of = |wanted: &ServiceCode, service: &str| {
                let below = service.strip_prefix(wanted.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            sets.narrow(&criteria.service, &offers, is_of);
            for service in &criteria.service_all {
                sets.narrow(slice::from_ref(service), &offers, is_of);
            }
        }
        if !criteria.language.is_empty() || !criteria.language_all.is_empty() {
            let rows: Vec<(String, String)> = member_languages::table
                .select((member_languages::member_id, member_languages::language))
                .load(connection)?;
            let is_of = |range: &LanguageTag, tag: &str| {
                LanguageTag::parse(tag).is_ok_and(|tag| tag.matches(range))
            };
            sets.narrow(&criteria.language, &rows, is_of);
            for language in &criteria.language_all {
                sets.narrow(slice::from_ref(language), &rows, is_of);
            }
        }
        if !criteria.city.is_empty() {
            let rows: Vec<(String, String)> = locations::table
                .select((locations::member_id, locations::city))
                .load(connection)?;
            sets.narrow(&criteria.city, &rows, |wanted, city| fold(city) == *wanted);
        }
        if let Some(wanted) = criteria.has_hidden_location {
            let hidden: Vec<String> = locations::table
                .filter(locations::visibility.eq(Visibility::Hidden.as_str()))
                .select(locations::member_id)
                .load(connection)?;
            let hidden = hidden.into_iter().collect();
            match wanted {
                true => sets.within.push(hidden),
                false => sets.without.push(hidden),
            }
        }
        if !criteria.words.is_empty() {
            sets.names = member_names::table
                .order(member_names::member_id)
                .select((member_names::member_id, member_names::name))
                .load(connection)?;
            // As Rust orders them, whatever the database's collation is.
            sets.names.sort();
        }
        Ok(sets)
    }

    /// Leaves the members with any of some values, if there are any.
    fn narrow<T>(&mut self, any: &[T], rows: &[(String, String)], fits: impl Fn(&T, &str) -> bool) {
        if any.is_empty() {
            return;
        }
        let members = rows
            .iter()
            .filter(|(_, value)| any.iter().any(|wanted| fits(wanted, value)))
            .map(|(member, _)| member.clone());
        self.within.push(members.collect());
    }

    fn hold(&self, row: &Row) -> bool {
        self.within.iter().all(|set| set.contains(&row.id))
            && !self.without.iter().any(|set| set.contains(&row.id))
            && self.hold_words(row)
    }

    fn hold_words(&self, row: &Row) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let first = self.names.partition_point(|(member, _)| *member < row.id);
        let others = self.names[first..]
            .iter()
            .take_while(|(member, _)| *member == row.id)
            .map(|(_, name)| name.as_str());
        let own = [
            Some(&row.name),
            Some(&row.slug),
            row.acronym.as_ref(),
            row.external_id.as_ref(),
        ];
        let text: Vec<&str> = own
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain(others)
            .collect();
        let text = fold(&text.join("\n"));
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}
