//! Member records: a member with everything it has, read as a whole here and written as a whole in
//! [`storing`].

pub mod storing;

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    columns::{Column, row},
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    lists::{by_owner, code_list, localized_text, rows_of_members},
    locations, people,
    phones::phones_row,
    service_offers,
};
use network::{
    Country, Date, Email, Identifier, LanguageTag, Link, Listing, Member, MemberId, Membership,
    MembershipStatus, MembershipType, OtherName, Slug, Timestamp, VerifiedBy, WebAddress,
};

diesel::table! {
    members (id) {
        id -> Text,
        external_id -> Nullable<Text>,
        slug -> Text,
        name -> Text,
        name_language -> Nullable<Text>,
        acronym -> Nullable<Text>,
        country -> Text,
        website -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        more_phones -> Nullable<Text>,
        links -> Nullable<Text>,
        identifiers -> Nullable<Text>,
        founded_year -> Nullable<Integer>,
        membership_type -> Text,
        membership_status -> Text,
        joined_on -> Nullable<Text>,
        left_on -> Nullable<Text>,
        listing -> Text,
        verified_at -> Nullable<Text>,
        verified_by -> Nullable<Text>,
        withdrawn_at -> Nullable<Text>,
        merged_into -> Nullable<Text>,
        created_at -> Text,
        updated_at -> Text,
        version -> BigInt,
        revision -> BigInt,
        public_revision -> Nullable<BigInt>,
        public_updated_at -> Nullable<Text>,
    }
}

diesel::table! {
    member_slugs (slug) {
        slug -> Text,
        member_id -> Text,
    }
}

diesel::table! {
    member_names (member_id, position) {
        member_id -> Text,
        position -> Integer,
        language -> Nullable<Text>,
        name -> Text,
    }
}

/// A member as it stands in the books, with what the books themselves know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The member.
    pub member: Member,
    /// When it was first written.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// How often it was written, for `If-Match`.
    pub version: i64,
    /// The network's revision at its last change.
    pub revision: i64,
    /// When and with which public revision the public last saw it change; nothing when the public
    /// never saw it.
    pub published: Option<Published>,
}

/// The last change of a member that the public could see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The network's public revision of that change.
    pub revision: i64,
    /// When it was.
    pub at: Timestamp,
}

row! {
    #[derive(AsChangeset)]
    struct Row in members of Member {
        id: MemberId,
        external_id: Option<String>,
        slug: Slug,
        name: String,
        name_language: Option<LanguageTag>,
        acronym: Option<String>,
        country: Country,
        website: Option<WebAddress>,
        email: Option<Email>,
        links: Vec<Link>,
        identifiers: Vec<Identifier>,
        founded_year: Option<i16>,
        listing: Listing,
        verified_at: Option<Timestamp>,
        verified_by: Option<VerifiedBy>,
        withdrawn_at: Option<Timestamp>,
        merged_into: Option<MemberId>,
    }
    within {
        membership: MembershipRow,
        phones: PhonesRow,
    }
    with {
        created_at: Timestamp,
        updated_at: Timestamp,
        version: i64,
        revision: i64,
        public_revision: Option<i64>,
        public_updated_at: Option<Timestamp>,
    }
    without {
        former_slugs,
        names,
        languages,
        summary,
        locations,
        service_offers,
        contacts,
        notes,
    }
}

row! {
    #[derive(AsChangeset)]
    pub(super) struct MembershipRow in members of Membership {
        kind = membership_type: MembershipType,
        status = membership_status: MembershipStatus,
        joined_on: Option<Date>,
        left_on: Option<Date>,
    }
}

phones_row!(members, "members.phone", AsChangeset);

row! {
    struct NameRow in member_names of OtherName {
        language: Option<LanguageTag>,
        name: String,
    }
    with {
        member_id: MemberId,
        position: i32,
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = member_slugs)]
struct SlugRow {
    slug: String,
    member_id: String,
}

code_list! { languages: member_languages (member_id, language: ::network::LanguageTag) }

localized_text! { summaries: member_summaries (member_id) }

/// How many members are named in one statement.
const BATCH: usize = 500;

/// Above this many changed members it is quicker to read the whole tables.
const MANY: usize = 5_000;

/// Every member in the books.
pub fn load_all(connection: &mut AnyConnection) -> Result<Vec<Record>, Error> {
    load(connection, None)
}

/// The members with these identifiers, as far as they exist.
pub fn load_by_ids(connection: &mut AnyConnection, ids: &[String]) -> Result<Vec<Record>, Error> {
    let mut records = Vec::with_capacity(ids.len());
    for ids in ids.chunks(BATCH) {
        records.extend(load(connection, Some(ids))?);
    }
    Ok(records)
}

/// The same by these identifiers.
pub fn load_map(
    connection: &mut AnyConnection,
    ids: impl IntoIterator<Item = MemberId>,
) -> Result<HashMap<MemberId, Record>, Error> {
    let ids: HashSet<MemberId> = ids.into_iter().collect();
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let records = load_by_ids(connection, &ids)?.into_iter();
    Ok(records.map(|record| (record.member.id, record)).collect())
}

/// The next members in the order of their identifiers, `limit` at most: those that were merged
/// into others, or those that were not.
pub fn load_page(
    connection: &mut AnyConnection,
    merged: bool,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<Record>, Error> {
    let mut query = members::table.select(members::id).into_boxed();
    query = match merged {
        true => query.filter(members::merged_into.is_not_null()),
        false => query.filter(members::merged_into.is_null()),
    };
    if let Some(after) = after {
        query = query.filter(members::id.gt(after.to_string()));
    }
    let ids: Vec<String> = query.order(members::id).limit(limit).load(connection)?;
    load_by_ids(connection, &ids)
}

/// The members that were written after `revision`.
pub fn load_changed_since(
    connection: &mut AnyConnection,
    revision: i64,
) -> Result<Vec<Record>, Error> {
    let ids: Vec<String> = members::table
        .filter(members::revision.gt(revision))
        .select(members::id)
        .load(connection)?;
    if ids.len() > MANY {
        let mut records = load_all(connection)?;
        records.retain(|record| record.revision > revision);
        return Ok(records);
    }
    load_by_ids(connection, &ids)
}

/// How many members there are, of whatever status.
pub fn count(connection: &mut AnyConnection) -> Result<i64, Error> {
    Ok(members::table.count().get_result(connection)?)
}

/// By what a row of somebody's table can be recognised as a member.
#[derive(Debug, Default)]
pub struct Keys {
    /// Every slug that leads to a member, former ones included.
    pub by_slug: HashMap<String, String>,
    /// Every external identifier.
    pub by_external_id: HashMap<String, String>,
    /// Every member's identifier.
    pub ids: HashSet<String>,
    /// The members that are known elsewhere by an identifier, with their external identifiers.
    pub by_identifier: HashMap<Identifier, Vec<(String, Option<String>)>>,
}

/// The keys of all members, each with the member's identifier.
pub fn keys(connection: &mut AnyConnection) -> Result<Keys, Error> {
    let slugs: Vec<(String, String)> = member_slugs::table
        .select((member_slugs::slug, member_slugs::member_id))
        .load(connection)?;
    let external: Vec<(Option<String>, String)> = members::table
        .select((members::external_id, members::id))
        .load(connection)?;
    let known: Vec<(Option<String>, String, Option<String>)> = members::table
        .filter(members::identifiers.is_not_null())
        .filter(members::merged_into.is_null())
        .order(members::id)
        .select((members::identifiers, members::id, members::external_id))
        .load(connection)?;
    let mut by_identifier: HashMap<_, Vec<_>> = HashMap::new();
    for (identifiers, id, external_id) in known {
        for identifier in Vec::restore("members.identifiers", identifiers)? {
            let known = by_identifier.entry(identifier).or_default();
            known.push((id.clone(), external_id.clone()));
        }
    }
    Ok(Keys {
        by_identifier,
        ids: external.iter().map(|(_, id)| id.clone()).collect(),
        by_slug: slugs.into_iter().collect(),
        by_external_id: external
            .into_iter()
            .filter_map(|(external, id)| Some((external?, id)))
            .collect(),
    })
}

/// Which of these identifiers something in the books has (a member, one that was purged, or a part
/// of a member), with the member.
pub fn known_ids(
    connection: &mut AnyConnection,
    ids: &[String],
) -> Result<HashMap<Uuid, String>, Error> {
    use crate::{
        locations::locations,
        people::{contacts, notes},
        schema::purged_members,
        service_offers::service_offers,
    };
    let mut known = HashMap::new();
    macro_rules! look_in {
        ($($table:ident by $member:ident),+) => { $(
            for ids in ids.chunks(BATCH) {
                let found: Vec<(String, String)> = $table::table
                    .filter($table::id.eq_any(ids))
                    .select(($table::id, $table::$member))
                    .load(connection)?;
                known.extend(
                    found
                        .into_iter()
                        .filter_map(|(id, member)| Some((Uuid::try_parse(&id).ok()?, member))),
                );
            }
        )+ };
    }
    look_in!(
        members by id, purged_members by id, locations by member_id, service_offers by member_id,
        contacts by member_id, notes by member_id
    );
    Ok(known)
}

/// The member that a slug leads to.
pub fn id_by_slug(connection: &mut AnyConnection, slug: &Slug) -> Result<Option<MemberId>, Error> {
    let id: Option<String> = member_slugs::table
        .find(slug.as_str())
        .select(member_slugs::member_id)
        .first(connection)
        .optional()?;
    stored_option("member_slugs.member_id", id)
}

/// The members that have these slugs, by slug: where one leads, or else whose own it is. That of a
/// merged member leads elsewhere, and is its own all the same.
pub fn owners_of_slugs<'a>(
    connection: &mut AnyConnection,
    slugs: impl IntoIterator<Item = &'a Slug>,
) -> Result<HashMap<String, MemberId>, Error> {
    let slugs: Vec<&str> = slugs.into_iter().map(Slug::as_str).collect();
    let mut owners = HashMap::new();
    for slugs in slugs.chunks(BATCH) {
        let own: Vec<(String, String)> = members::table
            .filter(members::slug.eq_any(slugs))
            .select((members::slug, members::id))
            .load(connection)?;
        let leading: Vec<(String, String)> = member_slugs::table
            .filter(member_slugs::slug.eq_any(slugs))
            .select((member_slugs::slug, member_slugs::member_id))
            .load(connection)?;
        for (slug, id) in own.into_iter().chain(leading) {
            owners.insert(slug, stored("members.id", id)?);
        }
    }
    Ok(owners)
}

/// The members with these external identifiers, by identifier.
pub fn owners_of_external_ids<'a>(
    connection: &mut AnyConnection,
    external_ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, MemberId>, Error> {
    let external_ids: Vec<&str> = external_ids.into_iter().collect();
    let mut owners = HashMap::new();
    for external_ids in external_ids.chunks(BATCH) {
        let found: Vec<(Option<String>, String)> = members::table
            .filter(members::external_id.eq_any(external_ids))
            .select((members::external_id, members::id))
            .load(connection)?;
        for (external_id, id) in found {
            owners.extend(external_id.zip(Some(stored("members.id", id)?)));
        }
    }
    Ok(owners)
}

/// The members that were merged into this one.
pub fn ids_merged_into(
    connection: &mut AnyConnection,
    id: MemberId,
) -> Result<Vec<MemberId>, Error> {
    let ids: Vec<String> = members::table
        .filter(members::merged_into.eq(id.to_string()))
        .select(members::id)
        .load(connection)?;
    let ids = ids.into_iter().map(|id| stored("members.id", id));
    ids.collect()
}

/// One member.
pub fn load_one(connection: &mut AnyConnection, id: MemberId) -> Result<Option<Record>, Error> {
    Ok(load_by_ids(connection, &[id.to_string()])?.pop())
}

fn load(connection: &mut AnyConnection, ids: Option<&[String]>) -> Result<Vec<Record>, Error> {
    let mut query = members::table.into_boxed();
    let mut slugs = member_slugs::table.into_boxed();
    if let Some(ids) = ids {
        query = query.filter(members::id.eq_any(ids));
        slugs = slugs.filter(member_slugs::member_id.eq_any(ids));
    }
    let rows = query
        .order(members::id)
        .select(Row::as_select())
        .load(connection)?;
    let slugs: Vec<SlugRow> = slugs
        .order((member_slugs::member_id, member_slugs::slug))
        .select(SlugRow::as_select())
        .load(connection)?;
    let mut slugs = by_owner(
        slugs
            .into_iter()
            .map(|row| Ok((row.member_id, stored("member_slugs.slug", row.slug)?))),
    )?;
    let names: Vec<NameRow> = rows_of_members!(connection, member_names, NameRow, ids);
    let mut names = by_owner(
        names
            .into_iter()
            .map(|row| Ok((row.member_id.clone(), row.read()?))),
    )?;
    let mut languages = languages::load(connection, ids)?;
    let mut summaries = summaries::load(connection, ids)?;
    let mut places = locations::load(connection, ids)?;
    let mut offers = service_offers::load(connection, ids)?;
    let mut contacts = people::load_contacts(connection, ids)?;
    let mut notes = people::load_notes(connection, ids)?;
    rows.into_iter()
        .map(|row| {
            let id = row.id.clone();
            let mut record = record(row)?;
            let member = &mut record.member;
            if member.verified_at.is_none() {
                // An earlier version took the time away alone.
                member.verified_by = None;
            }
            member.names = names.take(&id);
            member.languages = languages.take(&id);
            member.summary = summaries.remove(&id).unwrap_or_default();
            member.locations = places.take(&id);
            member.service_offers = offers.take(&id);
            member.contacts = contacts.take(&id);
            member.notes = notes.take(&id);
            member.former_slugs = slugs.take(&id);
            member.former_slugs.retain(|slug| *slug != member.slug);
            // Hardly anybody had another.
            member.former_slugs.shrink_to_fit();
            Ok(record)
        })
        .collect()
}

/// The record without what hangs on it in other tables.
fn record(row: Row) -> Result<Record, Error> {
    let public_updated_at = stored_option("members.public_updated_at", &row.public_updated_at)?;
    Ok(Record {
        created_at: stored("members.created_at", &row.created_at)?,
        updated_at: stored("members.updated_at", &row.updated_at)?,
        version: row.version,
        revision: row.revision,
        published: row
            .public_revision
            .zip(public_updated_at)
            .map(|(revision, at)| Published { revision, at }),
        member: row.read()?,
    })
}
