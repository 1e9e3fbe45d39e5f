//! The audit trail lets go of how records stood, once that is too old.

use diesel::prelude::*;
use serde_json::Value;

use crate::{
    Registry,
    audit::{Row, Subject},
    connection::AnyConnection,
    error::Error,
    members::members,
    profile,
    schema::audit_entries,
};
use network::Timestamp;

/// How many lines are emptied in one transaction.
const PAGE: i64 = 500;

/// What must be known for ever of a member that the public saw go: by it, the public's addresses
/// lead where they led then. No person stands in it.
const LASTING: [&str; 9] = [
    "id",
    "slug",
    "former_slugs",
    "name",
    "country",
    "membership",
    "listing",
    "withdrawn_at",
    "merged_into",
];

impl Registry {
    /// Lets lines that were written before a time go of how their records stood, and of the reasons
    /// that were given. Who did what and when stays. Returns how many lines were emptied.
    pub fn empty_trail(&self, before: Timestamp) -> Result<usize, Error> {
        let mut emptied = 0;
        loop {
            let page = self.keep(|connection| empty_page(connection, before))?;
            emptied += page;
            if page < PAGE as usize {
                return Ok(emptied);
            }
        }
    }
}

fn empty_page(connection: &mut AnyConnection, before: Timestamp) -> Result<usize, Error> {
    profile::lock(connection)?;
    let rows: Vec<Row> = audit_entries::table
        .filter(audit_entries::recorded_at.lt(before.to_string()))
        .filter(audit_entries::emptied_at.is_null())
        .filter(audit_entries::subject.ne(Subject::Registry.as_str()))
        .order((audit_entries::revision, audit_entries::position))
        .limit(PAGE)
        .select(Row::as_select())
        .load(connection)?;
    let times: Vec<String> = rows.iter().map(|row| row.recorded_at.clone()).collect();
    let seen_then: Vec<Option<String>> = members::table
        .filter(members::public_updated_at.eq_any(&times))
        .select(members::public_updated_at)
        .distinct()
        .load(connection)?;
    let now = Timestamp::now().to_string();
    let emptied = rows.len();
    for row in rows {
        let lasts = seen_then.contains(&Some(row.recorded_at.clone()));
        let place = (row.revision, row.position);
        let mut line = row.read()?;
        let lasts = lasts && line.subject == Subject::Member;
        for record in [&mut line.before, &mut line.after] {
            match record {
                Some(Value::Object(fields)) if lasts => {
                    fields.retain(|name, _| LASTING.contains(&name.as_str()));
                }
                record => *record = None,
            }
        }
        if let Some(Value::Object(details)) = &mut line.details {
            details.shift_remove("reason");
        }
        let text = |record: Option<Value>| record.map(|record| record.to_string());
        diesel::update(audit_entries::table.find(place))
            .set((
                audit_entries::before.eq(text(line.before)),
                audit_entries::after.eq(text(line.after)),
                audit_entries::details.eq(text(line.details)),
                audit_entries::emptied_at.eq(Some(&now)),
            ))
            .execute(connection)?;
    }
    Ok(emptied)
}
