//! Members of whom everything was erased: what is left is that they are gone.

use diesel::prelude::*;

use crate::{
    connection::{AnyConnection, insert_rows},
    error::{Error, stored, stored_option},
    lists::by_owner,
    members::{Published, Record},
    public_changes,
    schema::{purged_members, purged_slugs},
};
use network::{MemberId, Slug, Timestamp};

/// A member that was purged after the public had seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// Its identifier.
    pub id: MemberId,
    /// Every slug that led to it.
    pub slugs: Vec<Slug>,
    /// When the public lost sight of it; nothing where that was before a history was kept.
    pub withdrawn: Option<Published>,
    /// In a mirror, that it was only withdrawn; nothing may name one that was purged.
    pub withdrawal: Option<Withdrawal>,
}

/// What a mirror knows of a member that its origin has withdrawn and may restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Its last slug.
    pub slug: Slug,
    /// The member that it became part of.
    pub merged_into: Option<MemberId>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = purged_members)]
struct Row {
    id: String,
    revision: i64,
    purged_at: String,
    published: bool,
    slug: Option<String>,
    merged_into: Option<String>,
    public_revision: Option<i64>,
    public_updated_at: Option<String>,
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
    let seen = published && record.member.merged_into.is_none();
    let purged = Purged {
        id: record.member.id,
        slugs: record.member.slugs().filter(|_| seen).cloned().collect(),
        withdrawn: None,
        withdrawal: None,
    };
    write(connection, &purged, published, revision, at)
}

/// Notes in a mirror that its origin's public sees a member no more.
pub(super) fn insert_mirrored(
    connection: &mut AnyConnection,
    purged: &Purged,
    revision: i64,
    at: Timestamp,
) -> Result<(), Error> {
    write(connection, purged, true, revision, at)
}

fn write(
    connection: &mut AnyConnection,
    purged: &Purged,
    published: bool,
    revision: i64,
    at: Timestamp,
) -> Result<(), Error> {
    let id = purged.id.to_string();
    let withdrawal = purged.withdrawal.as_ref();
    let row = Row {
        id: id.clone(),
        revision,
        purged_at: at.to_string(),
        published,
        slug: withdrawal.map(|withdrawal| withdrawal.slug.to_string()),
        merged_into: withdrawal
            .and_then(|withdrawal| withdrawal.merged_into)
            .map(|into| into.to_string()),
        public_revision: purged.withdrawn.map(|withdrawn| withdrawn.revision),
        public_updated_at: purged.withdrawn.map(|withdrawn| withdrawn.at.to_string()),
    };
    insert_rows!(connection, purged_members::table, [row]);
    let slugs = purged.slugs.iter().map(|slug| SlugRow {
        slug: slug.to_string(),
        member_id: id.clone(),
    });
    let rows: Vec<SlugRow> = slugs.collect();
    insert_rows!(connection, purged_slugs::table, rows);
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

/// Takes back, in a mirror, that members are gone; returns the slugs that were theirs.
pub(super) fn delete(
    connection: &mut AnyConnection,
    ids: &[String],
) -> Result<Vec<(String, String)>, Error> {
    let slugs = purged_slugs::table
        .filter(purged_slugs::member_id.eq_any(ids))
        .select((purged_slugs::member_id, purged_slugs::slug))
        .load(connection)?;
    diesel::delete(purged_slugs::table.filter(purged_slugs::member_id.eq_any(ids)))
        .execute(connection)?;
    diesel::delete(purged_members::table.filter(purged_members::id.eq_any(ids)))
        .execute(connection)?;
    Ok(slugs)
}

/// Forgets, in a mirror, every member that is gone.
pub(super) fn delete_all(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::delete(purged_slugs::table).execute(connection)?;
    diesel::delete(purged_members::table).execute(connection)?;
    Ok(())
}

/// The members purged after a revision, or ever, that the public had seen.
pub fn load(connection: &mut AnyConnection, since: Option<i64>) -> Result<Vec<Purged>, Error> {
    let rows: Vec<Row> = purged_members::table
        .filter(purged_members::published)
        .filter(purged_members::revision.gt(since.unwrap_or(0)))
        .order(purged_members::id)
        .select(Row::as_select())
        .load(connection)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let stored_slugs: Vec<(String, String)> = purged_slugs::table
        .order((purged_slugs::member_id, purged_slugs::slug))
        .select((purged_slugs::member_id, purged_slugs::slug))
        .load(connection)?;
    let mut slugs = by_owner(stored_slugs.into_iter().map(|(member, slug)| {
        let slug: Slug = stored("purged_slugs.slug", slug)?;
        Ok((member, slug))
    }))?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut withdrawn = public_changes::withdrawals(connection, &ids)?;
    rows.into_iter()
        .map(|row| {
            let told = withdrawn.remove(&row.id);
            let mut slugs = slugs.take(&row.id);
            let withdrawal = stored_option("purged_members.slug", row.slug)?
                .map(|slug: Slug| {
                    slugs.retain(|former| *former != slug);
                    slugs.insert(0, slug.clone());
                    Ok::<_, Error>(Withdrawal {
                        slug,
                        merged_into: stored_option("purged_members.merged_into", row.merged_into)?,
                    })
                })
                .transpose()?;
            Ok(Purged {
                withdrawn: match (row.public_revision, row.public_updated_at) {
                    (Some(revision), Some(at)) => Some(Published {
                        revision,
                        at: stored("purged_members.public_updated_at", at)?,
                    }),
                    _ => told,
                },
                slugs,
                withdrawal,
                id: stored("purged_members.id", row.id)?,
            })
        })
        .collect()
}
