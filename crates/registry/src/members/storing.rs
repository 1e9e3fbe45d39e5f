//! How member records are written.

use diesel::{
    pg::{Pg, PgQueryBuilder},
    prelude::*,
    query_builder::{AstPass, QueryBuilder, QueryFragment},
};

use super::{
    BATCH, NameRow, Record, Row, SlugRow, languages, member_names, member_slugs, members, summaries,
};
use crate::{
    accepted_exposures,
    connection::{AnyConnection, insert_rows},
    distinct_members,
    error::Error,
    lists::rows_of,
    locations, lookups, people, service_offers,
};
use network::Member;

/// A record that is written in place of the one that is in the books.
#[derive(Debug, Clone, Copy)]
pub struct Rewritten<'a> {
    /// The record as it shall be.
    pub record: &'a Record,
    /// The member as it is in the books; nothing where not all of it is there any more.
    pub before: Option<&'a Member>,
}

impl Rewritten<'_> {
    /// Whether this is not for certain as it was.
    fn differs(&self, is_same: impl FnOnce(&Member, &Member) -> bool) -> bool {
        let now = &self.record.member;
        self.before.is_none_or(|before| !is_same(before, now))
    }
}

/// Writes members that are not in the books yet.
pub fn insert(connection: &mut AnyConnection, records: &[Record]) -> Result<(), Error> {
    for records in records.chunks(BATCH) {
        let rows: Vec<Row> = records.iter().map(row).collect();
        insert_rows!(connection, members::table, rows);
        let records: Vec<&Record> = records.iter().collect();
        insert_slugs(connection, &records)?;
        insert_parts(connection, &records)?;
        insert_lookups(connection, &records)?;
    }
    Ok(())
}

/// Writes members again that are in the books already. What a member has in other tables is left
/// alone where it is as it was.
pub fn update(connection: &mut AnyConnection, all: &[Rewritten<'_>]) -> Result<(), Error> {
    for some in all.chunks(BATCH) {
        let records: Vec<&Record> = some.iter().map(|one| one.record).collect();
        let differing = |is_same: fn(&Member, &Member) -> bool| -> Vec<&Record> {
            let differing = some.iter().filter(|one| one.differs(is_same));
            differing.map(|one| one.record).collect()
        };
        let of_parts = differing(Row::has_same_parts);
        let of_slugs = differing(|before, now| {
            before.slugs().eq(now.slugs()) && before.merged_into == now.merged_into
        });
        lookups::delete(connection, &ids(&records))?;
        if !of_parts.is_empty() {
            delete_parts(connection, &ids(&of_parts))?;
        }
        if !of_slugs.is_empty() {
            delete_slugs(connection, &ids(&of_slugs))?;
        }
        let renamed = differing(|before, now| before.external_id == now.external_id);
        if renamed.len() > 1 {
            // So that one can take over another's.
            diesel::update(members::table.filter(members::id.eq_any(ids(&renamed))))
                .set(members::external_id.eq(None::<String>))
                .execute(connection)?;
        }
        update_rows(connection, &records)?;
        insert_slugs(connection, &of_slugs)?;
        insert_parts(connection, &of_parts)?;
        insert_lookups(connection, &records)?;
    }
    Ok(())
}

/// Writes the rows of members again, on PostgreSQL in one statement, for each that is asked there
/// costs a way to the server and back.
fn update_rows(connection: &mut AnyConnection, records: &[&Record]) -> Result<(), Error> {
    let mut rows = records.iter().copied().map(row);
    match connection {
        AnyConnection::Postgres(connection) => {
            diesel::insert_into(members::table)
                .values(rows.collect::<Vec<_>>())
                .on_conflict(members::id)
                .do_update()
                .set(AsGiven)
                .execute(connection)?;
            Ok(())
        }
        AnyConnection::Sqlite(connection) => rows.try_for_each(|row| {
            diesel::update(members::table.find(row.id.clone()))
                .set(row)
                .execute(connection)?;
            Ok(())
        }),
    }
}

/// That all columns take the values of the row that was to be inserted.
struct AsGiven;

impl AsChangeset for AsGiven {
    type Target = members::table;
    type Changeset = Self;

    fn as_changeset(self) -> Self {
        self
    }
}

impl QueryFragment<Pg> for AsGiven {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let mut columns = PgQueryBuilder::default();
        <Row as Selectable<Pg>>::construct_selection().to_sql(&mut columns, &Pg)?;
        for (place, column) in columns.finish().split(", ").enumerate() {
            let (_, name) = column.rsplit_once('.').unwrap_or_default();
            let comma = if place > 0 { ", " } else { "" };
            out.push_sql(&format!("{comma}{name} = excluded.{name}"));
        }
        Ok(())
    }
}

fn ids(records: &[&Record]) -> Vec<String> {
    let records = records.iter();
    records.map(|record| record.member.id.to_string()).collect()
}

/// Removes members with all that hangs on them.
pub fn delete(connection: &mut AnyConnection, ids: &[String]) -> Result<(), Error> {
    empty(connection, ids)?;
    accepted_exposures::delete(connection, ids)?;
    distinct_members::delete(connection, ids)?;
    diesel::delete(members::table.filter(members::id.eq_any(ids))).execute(connection)?;
    Ok(())
}

/// Removes what members have in other tables.
pub(crate) fn empty(connection: &mut AnyConnection, ids: &[String]) -> Result<(), Error> {
    lookups::delete(connection, ids)?;
    delete_parts(connection, ids)?;
    delete_slugs(connection, ids)
}

fn row(record: &Record) -> Row {
    Row::of(
        &record.member,
        record.created_at,
        record.updated_at,
        record.version,
        record.revision,
        record.published.map(|published| published.revision),
        record.published.map(|published| published.at),
    )
}

/// Writes the slugs that lead to these members. One that was merged into another has none: they
/// are among the other's.
fn insert_slugs(connection: &mut AnyConnection, records: &[&Record]) -> Result<(), Error> {
    let rows: Vec<SlugRow> = records
        .iter()
        .filter(|record| record.member.merged_into.is_none())
        .flat_map(|record| {
            record.member.slugs().map(|slug| SlugRow {
                slug: slug.to_string(),
                member_id: record.member.id.to_string(),
            })
        })
        .collect();
    insert_rows!(connection, member_slugs::table, rows);
    Ok(())
}

fn delete_slugs(connection: &mut AnyConnection, ids: &[String]) -> Result<(), Error> {
    diesel::delete(member_slugs::table.filter(member_slugs::member_id.eq_any(ids)))
        .execute(connection)?;
    Ok(())
}

fn insert_lookups(connection: &mut AnyConnection, records: &[&Record]) -> Result<(), Error> {
    let records = records.iter();
    let versions = records.map(|record| (&record.member, record.version));
    lookups::insert(connection, versions)
}

fn insert_parts(connection: &mut AnyConnection, records: &[&Record]) -> Result<(), Error> {
    let all: Vec<&Member> = records.iter().map(|record| &record.member).collect();
    let names = rows_of(
        &all,
        |member| &member.names,
        |name, member, position| NameRow::of(name, member.id, position),
    );
    insert_rows!(connection, member_names::table, names);
    languages::insert(
        connection,
        all.iter()
            .map(|member| (member.id.to_string(), &member.languages[..])),
    )?;
    summaries::insert(
        connection,
        all.iter()
            .map(|member| (member.id.to_string(), &member.summary)),
    )?;
    locations::insert(connection, &all)?;
    service_offers::insert(connection, &all)?;
    people::insert(connection, &all)
}

fn delete_parts(connection: &mut AnyConnection, ids: &[String]) -> Result<(), Error> {
    use {languages::member_languages, summaries::member_summaries};
    // Offers first: they point at locations.
    service_offers::delete(connection, ids)?;
    locations::delete(connection, ids)?;
    people::delete(connection, ids)?;
    diesel::delete(member_names::table.filter(member_names::member_id.eq_any(ids)))
        .execute(connection)?;
    diesel::delete(member_languages::table.filter(member_languages::member_id.eq_any(ids)))
        .execute(connection)?;
    diesel::delete(member_summaries::table.filter(member_summaries::member_id.eq_any(ids)))
        .execute(connection)?;
    Ok(())
}
