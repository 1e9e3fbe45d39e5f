//! The books as a whole: what of them is history, read row by row, and whole books written into
//! empty ones.
//!
//! What is kept here beside the records: membership events, the audit trail, proposals, what was
//! purged, the history of what the public saw, and the names of keys. A key's hash is not: a copy
//! of the books opens nothing.

use std::collections::HashSet;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    Registry,
    audit::Action,
    connection::{AnyConnection, insert_rows},
    error::Error,
    locations,
    members::{self, Record, storing},
    profile::{self, NetworkState},
    schema::{
        api_keys, audit_entries, membership_events, proposals, public_changes, purged_members,
        purged_slugs,
    },
    service_offers, service_types,
};
use network::{LanguageTag, ServiceType, Timestamp};

/// The revision of books that nobody wrote into.
const UNTOUCHED: i64 = 1;
/// How many rows are read together.
const PAGE: i64 = 1_000;

/// Tables of history, each with the name that its rows have in an archive.
macro_rules! histories {
    ($( $(#[$doc:meta])+ $row:ident = $kind:literal: $table:ident by ($($key:ident),+) {
        $( $(#[$attribute:meta])* $field:ident: $type:ty, )+
    } )+) => {
        $(
            $(#[$doc])+
            #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, Serialize, Deserialize)]
            #[diesel(table_name = $table, treat_none_as_default_value = false)]
            #[serde(deny_unknown_fields)]
            #[allow(missing_docs)] // the columns of the tables
            pub struct $row { $( $(#[$attribute])* pub $field: $type, )+ }
        )+

        /// A row of history.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum History {
            $( $(#[$doc])+ #[serde(rename = $kind)] $row($row), )+
        }

        impl History {
            /// The kinds of rows.
            pub const KINDS: &'static [&'static str] = &[ $( $kind, )+ ];
        }

        /// Hands over all history, in an order in which it can be written again.
        pub fn read_history<E: From<Error>>(
            connection: &mut AnyConnection,
            mut take: impl FnMut(History) -> Result<(), E>,
        ) -> Result<(), E> {
            $(
                for page in 0.. {
                    let rows: Vec<$row> = $table::table
                        .order(($($table::$key,)+))
                        .select($row::as_select())
                        .limit(PAGE)
                        .offset(page * PAGE)
                        .load(connection)
                        .map_err(Error::from)?;
                    let last = rows.len() < PAGE as usize;
                    for row in rows.into_iter().map(History::$row) {
                        if !row.is_reading() {
                            take(row)?;
                        }
                    }
                    if last {
                        break;
                    }
                }
            )+
            Ok(())
        }

        fn write_history(connection: &mut AnyConnection, history: Vec<History>) -> Result<(), Error> {
            $(
                let rows: Vec<$row> = history
                    .iter()
                    .filter_map(|row| match row {
                        History::$row(row) => Some(row.clone()),
                        _ => None,
                    })
                    .collect();
                insert_rows!(connection, $table::table, rows);
            )+
            Ok(())
        }
    };
}

histories! {
    /// A step of a membership.
    MembershipStep = "membership_event": membership_events by (revision, id) {
        id: String,
        member_id: String,
        from_status: Option<String>,
        to_status: String,
        occurred_on: String,
        reason: Option<String>,
        recorded_at: String,
        revision: i64,
    }
    /// A line of the audit trail.
    AuditLine = "audit_entry": audit_entries by (revision, position) {
        revision: i64,
        position: i32,
        recorded_at: String,
        key_id: Option<String>,
        action: String,
        subject: String,
        subject_id: String,
        member_id: Option<String>,
        details: Option<String>,
        before: Option<String>,
        after: Option<String>,
        erased_at: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        emptied_at: Option<String>,
    }
    /// What a member proposed.
    FiledProposal = "proposal": proposals by (filed_at, id) {
        id: String,
        member_id: String,
        status: String,
        filed_at: String,
        document: String,
    }
    /// A member of whom everything was erased.
    PurgedMember = "purged_member": purged_members by (revision, id) {
        id: String,
        revision: i64,
        purged_at: String,
        published: bool,
    }
    /// A slug that led to such a member.
    PurgedSlug = "purged_slug": purged_slugs by (slug, member_id) {
        slug: String,
        member_id: String,
    }
    /// What moved in the eyes of the public.
    PublicChange = "public_change": public_changes by (public_revision, position) {
        public_revision: i64,
        position: i32,
        recorded_at: String,
        member_id: Option<String>,
        #[serde(rename = "change")]
        #[diesel(column_name = kind)]
        moved: String,
        before: Option<String>,
        after: Option<String>,
    }
}

impl History {
    /// Whether it tells of a reading. Readings are no part of the books: the same books make the same
    /// archive, however often they were read.
    fn is_reading(&self) -> bool {
        matches!(self, Self::AuditLine(line) if line.action == Action::Read.as_str())
    }
}

/// A key as an archive names it: whose deeds the trail tells of, and nothing that opens anything.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, Serialize, Deserialize)]
#[diesel(table_name = api_keys, treat_none_as_default_value = false)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the columns of the table
pub struct KnownKey {
    pub id: String,
    pub label: String,
    pub role: String,
    pub member_id: Option<String>,
    pub prefix: String,
    pub created_at: String,
    pub expires_at: Option<String>,
    pub last_used_at: Option<String>,
    pub revoked_at: Option<String>,
}

/// The keys, in the order in which they were made.
pub fn keys(connection: &mut AnyConnection) -> Result<Vec<KnownKey>, Error> {
    Ok(api_keys::table
        .order(api_keys::id)
        .select(KnownKey::as_select())
        .load(connection)?)
}

/// The languages in which there are texts of each kind of record; one may be named several times.
#[derive(Debug, Default, Clone)]
pub struct TextLanguages {
    /// Of members.
    pub members: Vec<LanguageTag>,
    /// Of places.
    pub locations: Vec<LanguageTag>,
    /// Of services.
    pub services: Vec<LanguageTag>,
}

/// The languages in which there are texts.
pub fn text_languages(connection: &mut AnyConnection) -> Result<TextLanguages, Error> {
    Ok(TextLanguages {
        members: members::summaries::languages(connection)?,
        locations: locations::text_languages(connection)?,
        services: service_offers::text_languages(connection)?,
    })
}

/// A part of an archive.
#[derive(Debug)]
pub enum Part {
    /// The network.
    Network(Box<NetworkState>),
    /// A service type.
    ServiceType(ServiceType),
    /// A member with everything it has.
    Member(Box<Record>),
    /// A key.
    Key(KnownKey),
    /// A row of history.
    History(History),
}

/// Whole books that are being written into empty ones.
pub struct Restoring<'c> {
    connection: &'c mut AnyConnection,
    /// When keys that still opened something ended to do so.
    revoked_at: Timestamp,
    network: Option<Box<NetworkState>>,
    service_types: Vec<ServiceType>,
    members: Vec<Record>,
    merged: Vec<Record>,
    keys: Vec<KnownKey>,
    history: Vec<History>,
}

impl Registry {
    /// Whether nobody wrote into the books: a whole export can be restored into them.
    pub fn is_untouched(&self) -> Result<bool, Error> {
        self.read(|connection| are_empty(connection, UNTOUCHED))
    }

    /// Writes whole books into empty ones: those that nobody wrote into since their tables were
    /// made. `work` hands over the parts; it is all written, or nothing. False, and nothing is
    /// written, when the books are not empty.
    pub fn restore<E: From<Error> + From<diesel::result::Error>>(
        &self,
        revoked_at: Timestamp,
        work: impl FnOnce(&mut Restoring<'_>) -> Result<(), E>,
    ) -> Result<bool, E> {
        self.transaction(true, |connection| {
            // Takes the lock of all writers; the number is overwritten below.
            profile::increment_revision(connection)?;
            if !are_empty(connection, UNTOUCHED + 1)? {
                diesel::update(profile::network::table)
                    .set(profile::network::revision.eq(profile::network::revision - 1))
                    .execute(connection)
                    .map_err(Error::from)?;
                return Ok(false);
            }
            diesel::delete(audit_entries::table)
                .execute(connection)
                .map_err(Error::from)?;
            super::public_changes::delete_all(connection)?;
            service_types::delete_all(connection)?;
            let mut restoring = Restoring {
                connection,
                revoked_at,
                network: None,
                service_types: Vec::new(),
                members: Vec::new(),
                merged: Vec::new(),
                keys: Vec::new(),
                history: Vec::new(),
            };
            work(&mut restoring)?;
            restoring.end()?;
            Ok(true)
        })
    }
}

/// Whether nobody wrote into the books up to a revision: there is nothing but what every network
/// has.
fn are_empty(connection: &mut AnyConnection, revision: i64) -> Result<bool, Error> {
    Ok(profile::load(connection)?.revision <= revision && members::count(connection)? == 0)
}

impl Restoring<'_> {
    /// Takes a part. Parts may come in any order, but members before what is about them.
    pub fn take(&mut self, part: Part) -> Result<(), Error> {
        match part {
            Part::Network(state) => self.network = Some(state),
            Part::ServiceType(service) => self.service_types.push(service),
            Part::Member(record) if record.member.merged_into.is_some() => {
                self.merged.push(*record);
            }
            Part::Member(record) => {
                self.members.push(*record);
                if self.members.len() as i64 >= PAGE {
                    self.write_members()?;
                }
            }
            Part::Key(key) => self.keys.push(key),
            Part::History(row) => {
                self.history.push(row);
                if self.history.len() as i64 >= PAGE {
                    self.write_history()?;
                }
            }
        }
        Ok(())
    }

    fn write_members(&mut self) -> Result<(), Error> {
        let types = std::mem::take(&mut self.service_types);
        service_types::insert(self.connection, &types)?;
        let records = std::mem::take(&mut self.members);
        storing::insert(self.connection, &records)
    }

    /// Those that were merged stand behind those that they were merged into.
    fn write_merged(&mut self) -> Result<(), Error> {
        let mut left = std::mem::take(&mut self.merged);
        while !left.is_empty() {
            let waiting: HashSet<_> = left.iter().map(|record| record.member.id).collect();
            let (later, now): (Vec<Record>, Vec<Record>) = left.into_iter().partition(|record| {
                record
                    .member
                    .merged_into
                    .is_some_and(|into| waiting.contains(&into))
            });
            if now.is_empty() {
                // In a circle: the database says what is wrong with it.
                return storing::insert(self.connection, &later);
            }
            storing::insert(self.connection, &now)?;
            left = later;
        }
        Ok(())
    }

    fn write_history(&mut self) -> Result<(), Error> {
        self.write_members()?;
        self.write_merged()?;
        write_history(self.connection, std::mem::take(&mut self.history))
    }

    fn end(mut self) -> Result<(), Error> {
        self.write_history()?;
        for key in std::mem::take(&mut self.keys) {
            // No text has this for its hash, so the key opens nothing.
            let hash = format!("none:{}", key.id);
            let revoked_at = key.revoked_at.or(Some(self.revoked_at.to_string()));
            let key = KnownKey { revoked_at, ..key };
            let row = (key, api_keys::hash.eq(hash));
            insert_rows!(self.connection, api_keys::table, [row]);
        }
        if let Some(state) = &self.network {
            profile::rename(self.connection, state.id)?;
            profile::update(self.connection, state)?;
        }
        Ok(())
    }
}
