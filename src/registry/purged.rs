//! Members of whom everything was erased: what is left is that they are gone.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    AnyConnection, Error, Record,
    connection::insert_rows,
    error::stored,
    members::Published,
    public_changes,
    schema::{purged_members, purged_slugs},
};
use crate::network::{MemberId, Slug, Timestamp};

/// A member that was purged after the public had seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// Its identifier.
    pub id: MemberId,
    /// Every slug that led to it.
    pub slugs: Vec<Slug>,
    /// When the public lost sight of it; nothing where that was before a history was kept.
    pub withdrawn: Option<Published>,
}

#[derive(Insertable)]
#[diesel(table_name = purged_members)]
struct Row {
    id: String,
    revision: i64,
    purged_at: String,
    published: bool,
}

#[derive(Insertable)]
#[diesel(table_name = purged_slugs)]
struct SlugRow {
    slug: String,
    member_id: String,
}

/// Notes that a member is purged; its slugs are kept only if the public saw them.
pub fn insert(
    connection: &mut AnyConnection,
    record: &Record,
    revision: i64,
    at: Timestamp,
) -> Result<(), Error> {
    let published = record.published.is_some();
    let id = record.member.id.to_string();
    let row = Row {
        id: id.clone(),
        revision,
        purged_at: at.to_string(),
        published,
    };
    insert_rows!(connection, purged_members::table, [row]);
    if published && record.member.merged_into.is_none() {
        let slugs: Vec<String> = record.member.slugs().map(ToString::to_string).collect();
        diesel::delete(purged_slugs::table.filter(purged_slugs::slug.eq_any(&slugs)))
            .execute(connection)?;
        let rows: Vec<SlugRow> = slugs
            .into_iter()
            .map(|slug| SlugRow {
                slug,
                member_id: id.clone(),
            })
            .collect();
        insert_rows!(connection, purged_slugs::table, rows);
    }
    Ok(())
}

/// Whether a member was purged.
pub fn is_purged(connection: &mut AnyConnection, id: MemberId) -> Result<bool, Error> {
    let rows: i64 = purged_members::table
        .filter(purged_members::id.eq(id.to_string()))
        .count()
        .get_result(connection)?;
    Ok(rows > 0)
}

/// The members purged after a revision, or ever, that the public had seen.
pub fn load(connection: &mut AnyConnection, since: Option<i64>) -> Result<Vec<Purged>, Error> {
    let ids: Vec<String> = purged_members::table
        .filter(purged_members::published)
        .filter(purged_members::revision.gt(since.unwrap_or(0)))
        .order(purged_members::id)
        .select(purged_members::id)
        .load(connection)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut slugs: HashMap<String, Vec<Slug>> = HashMap::new();
    let rows: Vec<(String, String)> = purged_slugs::table
        .order(purged_slugs::slug)
        .select((purged_slugs::member_id, purged_slugs::slug))
        .load(connection)?;
    for (member, slug) in rows {
        let slug = stored("purged_slugs.slug", slug)?;
        slugs.entry(member).or_default().push(slug);
    }
    let mut withdrawn = public_changes::withdrawals(connection, &ids)?;
    ids.into_iter()
        .map(|id| {
            Ok(Purged {
                withdrawn: withdrawn.remove(&id),
                slugs: slugs.remove(&id).unwrap_or_default(),
                id: stored("purged_members.id", id)?,
            })
        })
        .collect()
}
