//! What members propose for their own entries: kept whole, as JSON, with the columns by which they
//! are found.

use std::collections::HashSet;

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    audit::{Action, Entry, Subject},
    change::Change,
    columns::lies_behind,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
    own_language,
    schema::proposals,
};
use network::{MemberId, ProposalId, Timestamp, earlier};

/// What of a proposal it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Which proposal.
    pub id: ProposalId,
    /// Whose entry it is about.
    pub member: MemberId,
    /// What became of it.
    pub status: &'static str,
    /// When it was filed.
    pub filed_at: Timestamp,
}

/// Which proposals are wanted; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct ProposalFilter {
    /// About this member.
    pub member: Option<MemberId>,
    /// With this status.
    pub status: Option<&'static str>,
    /// After this place, the latest first.
    pub after: Option<(Timestamp, ProposalId)>,
    /// So many at most.
    pub limit: i64,
}

#[derive(Insertable)]
#[diesel(table_name = proposals)]
struct Row {
    id: String,
    member_id: String,
    status: String,
    filed_at: String,
    document: String,
}

/// One proposal.
pub fn load_one<T: DeserializeOwned>(
    connection: &mut AnyConnection,
    id: ProposalId,
) -> Result<Option<T>, Error> {
    let document: Option<String> = proposals::table
        .find(id.to_string())
        .select(proposals::document)
        .first(connection)
        .optional()?;
    document
        .map(|document| read(connection, &document))
        .transpose()
}

/// A proposal in today's form, whatever version wrote it.
fn read<T: DeserializeOwned>(connection: &mut AnyConnection, document: &str) -> Result<T, Error> {
    let mut document = serde_json::from_str(document)?;
    in_todays_form(connection, &mut document)?;
    Ok(serde_json::from_value(document)?)
}

/// Brings a proposal into today's form.
pub(super) fn in_todays_form(
    connection: &mut AnyConnection,
    document: &mut Value,
) -> Result<(), Error> {
    let member = document["member_id"].as_str().map(str::to_owned);
    earlier::proposal(document, || match member {
        Some(member) => own_language::of(connection, stored("proposals.member_id", member)?),
        None => Ok(network::writes_in(None, &[])),
    })
}

/// The identifiers of all proposals about a member.
pub fn ids_of(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<HashSet<ProposalId>, Error> {
    let ids: Vec<String> = proposals::table
        .filter(proposals::member_id.eq(member.to_string()))
        .select(proposals::id)
        .load(connection)?;
    ids.into_iter()
        .map(|id| stored("proposals.id", id))
        .collect()
}

/// The proposals that are wanted, the latest first.
pub fn load<T: DeserializeOwned>(
    connection: &mut AnyConnection,
    wanted: &ProposalFilter,
) -> Result<Vec<T>, Error> {
    let mut query = narrowed(wanted);
    if let Some(after) = wanted.after {
        query = query.filter(lies_behind!(proposals::filed_at, proposals::id, after));
    }
    let documents: Vec<String> = query
        .order((proposals::filed_at.desc(), proposals::id.desc()))
        .limit(wanted.limit)
        .select(proposals::document)
        .load(connection)?;
    documents
        .iter()
        .map(|document| read(connection, document))
        .collect()
}

/// How many proposals are wanted, wherever a page of them begins or ends.
pub fn count(connection: &mut AnyConnection, wanted: &ProposalFilter) -> Result<i64, Error> {
    Ok(narrowed(wanted).count().get_result(connection)?)
}

/// What was filed for a member since a time, whatever became of it: when each was filed, and how long
/// it is, in characters.
pub fn filed_since(
    connection: &mut AnyConnection,
    member: MemberId,
    since: Timestamp,
) -> Result<Vec<(Timestamp, u64)>, Error> {
    let found: Vec<(String, i32)> = proposals::table
        .filter(proposals::member_id.eq(member.to_string()))
        .filter(proposals::filed_at.gt(since.to_string()))
        .select((proposals::filed_at, length(proposals::document)))
        .load(connection)?;
    found
        .into_iter()
        .map(|(at, length)| {
            let length = u64::try_from(length).unwrap_or_default();
            Ok((stored("proposals.filed_at", at)?, length))
        })
        .collect()
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// How many characters a text has.
    fn length(text: diesel::sql_types::Text) -> diesel::sql_types::Integer;
}

type Query = proposals::BoxedQuery<'static, <AnyConnection as diesel::Connection>::Backend>;

fn narrowed(wanted: &ProposalFilter) -> Query {
    let mut query = proposals::table.into_boxed();
    if let Some(member) = wanted.member {
        query = query.filter(proposals::member_id.eq(member.to_string()));
    }
    if let Some(status) = wanted.status {
        query = query.filter(proposals::status.eq(status));
    }
    query
}

impl Change<'_> {
    /// Writes a new proposal.
    pub fn create_proposal<T: Serialize>(&mut self, key: &Key, proposal: &T) -> Result<(), Error> {
        let row = Row {
            id: key.id.to_string(),
            member_id: key.member.to_string(),
            status: key.status.to_owned(),
            filed_at: key.filed_at.to_string(),
            document: serde_json::to_string(proposal)?,
        };
        insert_rows!(self.connection(), proposals::table, [row]);
        let entry = Entry::new(Subject::Proposal, key.id, None, Some(proposal))?;
        self.audit([Ok(entry
            .with_action(Action::Propose)
            .about(Some(key.member)))])
    }

    /// Writes what became of a proposal.
    pub fn rewrite_proposal<T: Serialize>(
        &mut self,
        key: &Key,
        action: Action,
        before: &T,
        after: &T,
    ) -> Result<(), Error> {
        diesel::update(proposals::table.find(key.id.to_string()))
            .set((
                proposals::status.eq(key.status),
                proposals::document.eq(serde_json::to_string(after)?),
            ))
            .execute(self.connection())?;
        let entry = Entry::new(Subject::Proposal, key.id, Some(before), Some(after))?;
        self.audit([Ok(entry.with_action(action).about(Some(key.member)))])
    }

    /// Brings a proposal back to what it was before a decision that is taken back.
    pub fn restore_proposal(
        &mut self,
        id: &str,
        before: &Value,
        decided: &Value,
    ) -> Result<(), Error> {
        let status = before["status"].as_str().unwrap_or("open");
        let updated = diesel::update(proposals::table.find(id))
            .set((
                proposals::status.eq(status),
                proposals::document.eq(before.to_string()),
            ))
            .execute(self.connection())?;
        if updated == 0 {
            return Ok(());
        }
        let entry = Entry::new(Subject::Proposal, id, Some(decided), Some(before))?;
        let member = before["member_id"].as_str().and_then(|id| id.parse().ok());
        self.audit([Ok(entry.with_action(Action::Revert).about(member))])
    }

    /// Rewrites every proposal about a member without a line in the trail: `erase` takes personal
    /// data out of one, and says whether it did.
    pub fn erase_in_proposals(
        &mut self,
        member: MemberId,
        mut erase: impl FnMut(&mut Value) -> bool,
    ) -> Result<(), Error> {
        let documents: Vec<(String, String)> = proposals::table
            .filter(proposals::member_id.eq(member.to_string()))
            .select((proposals::id, proposals::document))
            .load(self.connection())?;
        for (id, document) in documents {
            let mut document: Value = serde_json::from_str(&document)?;
            if erase(&mut document) {
                diesel::update(proposals::table.find(id))
                    .set(proposals::document.eq(document.to_string()))
                    .execute(self.connection())?;
            }
        }
        Ok(())
    }
}
