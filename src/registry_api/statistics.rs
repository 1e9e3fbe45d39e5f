//! `/v1/registry/statistics`: the network in numbers.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
};
use http::{negotiation, parameters};
use network::{Country, Date, Lang, MembershipStatus, MembershipType};
use registry::{
    profile,
    statistics::{self, Traits},
};

/// The network in numbers. Withdrawn entries are counted apart.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statistics {
    /// How many organisations there are, of whatever status.
    #[schema(example = 86)]
    total: usize,
    /// How many entries are withdrawn; they are counted nowhere else.
    #[schema(example = 2)]
    withdrawn_entries: i64,
    /// By status: all there are, also those that nobody has.
    by_status: Vec<StatusCount>,
    /// By kind of member, whatever the status: all there are.
    by_type: Vec<TypeCount>,
    /// By country, whatever the status: those that have any.
    by_country: Vec<CountryCount>,
    /// By the year in which they joined: those that are members, suspended or not, and those that
    /// were.
    by_year_joined: Vec<YearCount>,
    /// By the year in which they left: those that were members.
    by_year_left: Vec<YearCount>,
    /// The registry's revision: the number of its last change.
    #[schema(example = 42)]
    revision: i64,
}

/// How many have a status.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatusCount {
    /// The status.
    value: MembershipStatus,
    /// How many have it.
    count: usize,
}

/// How many are of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct TypeCount {
    /// The kind of member.
    value: MembershipType,
    /// Its name in the language of the answer.
    label: &'static str,
    /// How many are of it.
    count: usize,
}

/// How many work in a country.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RegistryCountryCount)]
pub struct CountryCount {
    /// ISO 3166-1 alpha-2.
    value: Country,
    /// Its name in the language of the answer (CLDR).
    label: &'static str,
    /// How many work there.
    count: usize,
}

/// How many it was in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct YearCount {
    /// The year; null when it is unknown.
    value: Option<i16>,
    /// How many it was.
    count: usize,
}

parameters! {
    /// The language of the labels.
    pub struct StatisticsParameters {
        /// The language of labels; wins over `Accept-Language`.
        lang: Option<Lang>,
    }
}

fn count(members: &[Traits], withdrawn_entries: i64, revision: i64, lang: Lang) -> Statistics {
    use MembershipStatus::{Former, Member, Suspended};
    let statuses = tally(members, |member| member.status);
    let kinds = tally(members, |member| member.kind);
    Statistics {
        total: members.len(),
        withdrawn_entries,
        by_status: MembershipStatus::ALL
            .iter()
            .map(|status| StatusCount {
                value: *status,
                count: statuses.get(status).copied().unwrap_or(0),
            })
            .collect(),
        by_type: MembershipType::ALL
            .iter()
            .map(|kind| TypeCount {
                value: *kind,
                label: kind.label(lang),
                count: kinds.get(kind).copied().unwrap_or(0),
            })
            .collect(),
        by_country: tally(members, |member| member.country)
            .into_iter()
            .map(|(value, count)| CountryCount {
                value,
                label: value.name(lang),
                count,
            })
            .collect(),
        by_year_joined: years(members, &[Member, Suspended, Former], |member| {
            member.joined_on
        }),
        by_year_left: years(members, &[Former], |member| member.left_on),
        revision,
    }
}

fn tally<'a, K: Ord>(
    members: impl IntoIterator<Item = &'a Traits>,
    key: impl Fn(&Traits) -> K,
) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for member in members {
        *counts.entry(key(member)).or_default() += 1;
    }
    counts
}

/// The years in order, the unknown one last.
fn years(
    members: &[Traits],
    statuses: &[MembershipStatus],
    day: impl Fn(&Traits) -> Option<Date>,
) -> Vec<YearCount> {
    let among = members
        .iter()
        .filter(|member| statuses.contains(&member.status));
    let counts = tally(among, |member| day(member).map(|day| day.year()));
    let (unknown, known): (Vec<_>, Vec<_>) =
        counts.into_iter().partition(|(year, _)| year.is_none());
    known
        .into_iter()
        .chain(unknown)
        .map(|(value, count)| YearCount { value, count })
        .collect()
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/statistics", "getStatistics", STAFF)
            .says(text! {
                /// Counts the members.
                ///
                /// By status, kind and country, and by the years in which they joined and left.
            })
            .answers::<Statistics>("The network in numbers")
            .read_checked(
                |_, request, _, asked: StatisticsParameters| {
                    negotiation::language(request, asked.lang)
                },
                |connection, _, lang| {
                    let members = statistics::load(connection)?;
                    let withdrawn_entries = statistics::count_withdrawn(connection)?;
                    let revision = profile::moment(connection)?.revision;
                    Reply::json(&count(&members, withdrawn_entries, revision, lang))
                },
            ),
    ]
}
