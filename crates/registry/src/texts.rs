//! Every text of the books beside the records themselves, table by table, for whoever looks for a
//! person in all of them.
//!
//! Records of members, the network's profile and the service types are read and written by their
//! own ways, as changes. What stands here is rewritten in place, without a line in the trail.

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    schema::{
        api_keys, audit_entries, idempotent_requests, imports, mail_stops, mails, mappings,
        membership_events, proposals, public_changes, purged_members, purged_slugs, reports, staff,
        webhook_attempts, webhooks,
    },
};

/// How many rows are read together.
const PAGE: i64 = 500;

/// A row of a table with its texts.
#[derive(Debug)]
pub struct Texts {
    /// The table.
    pub table: Table,
    /// By what the row is found, the parts with a slash between them.
    pub key: String,
    /// The member that it is about.
    pub member: Option<String>,
    /// Its texts by the names of their columns, as they are or as they shall be.
    pub columns: Vec<(&'static str, Option<String>)>,
}

impl Texts {
    /// The text of a column.
    pub fn get(&self, column: &str) -> Option<&str> {
        let found = self.columns.iter().find(|(name, _)| *name == column);
        found.and_then(|(_, text)| text.as_deref())
    }

    /// Gives a column another text.
    pub fn set(&mut self, column: &str, text: Option<String>) {
        if let Some((_, place)) = self.columns.iter_mut().find(|(name, _)| *name == column) {
            *place = text;
        }
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it is.
    Stays,
    /// It gets the texts that it has now.
    Changes,
    /// It is removed.
    Goes,
}

macro_rules! tables {
    ($(
        $(#[$doc:meta])+
        $variant:ident = $table:ident by ($($key:ident: $key_type:ty),+)
            $(of $member:ident: $member_type:ty)?
            { $($required:ident,)* } { $($optional:ident,)* }
    )+) => {
        /// A table with texts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $( $(#[$doc])+ $variant, )+ }

        impl Table {
            /// What it is called in the database.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => stringify!($table), )+ }
            }
        }

        /// The columns that are read here, with their tables.
        pub const COLUMNS: &[(&str, &str)] = &[
            $(
                $( (stringify!($table), stringify!($key)), )+
                $( (stringify!($table), stringify!($required)), )*
                $( (stringify!($table), stringify!($optional)), )*
            )+
        ];

        /// Hands over every row with texts, and does with it what is answered.
        pub fn each<E: From<Error>>(
            connection: &mut AnyConnection,
            mut take: impl FnMut(&mut Texts) -> Result<Fate, E>,
        ) -> Result<(), E> {
            $( {
                #[derive(Queryable, Selectable)]
                #[diesel(table_name = $table)]
                struct Row {
                    $( $key: $key_type, )+
                    $( $member: $member_type, )?
                    $( $required: String, )*
                    $( $optional: Option<String>, )*
                }
                let mut offset = 0;
                loop {
                    let rows: Vec<Row> = $table::table
                        .order(($($table::$key,)+))
                        .select(Row::as_select())
                        .limit(PAGE)
                        .offset(offset)
                        .load(connection)
                        .map_err(Error::from)?;
                    let last = rows.len() < PAGE as usize;
                    for row in rows {
                        let mut texts = Texts {
                            table: Table::$variant,
                            key: [$( row.$key.to_string(), )+].join("/"),
                            member: None $( .or(row.$member.clone().into()) )?,
                            columns: vec![
                                $( (stringify!($required), Some(row.$required)), )*
                                $( (stringify!($optional), row.$optional), )*
                            ],
                        };
                        let found = $table::table $( .filter($table::$key.eq(row.$key)) )+;
                        offset += 1;
                        match take(&mut texts)? {
                            Fate::Stays => {}
                            Fate::Goes => {
                                offset -= 1;
                                diesel::delete(found).execute(connection).map_err(Error::from)?;
                            }
                            Fate::Changes => {
                                let mut texts = texts.columns.into_iter().map(|(_, text)| text);
                                diesel::update(found)
                                    .set((
                                        $( $table::$required.eq(texts.next().flatten().unwrap_or_default()), )*
                                        $( $table::$optional.eq(texts.next().flatten()), )*
                                    ))
                                    .execute(connection)
                                    .map_err(Error::from)?;
                            }
                        }
                    }
                    if last {
                        break;
                    }
                }
            } )+
            Ok(())
        }
    };
}

tables! {
    /// The audit trail.
    AuditEntries = audit_entries by (revision: i64, position: i32) of member_id: Option<String>
        { subject, subject_id, } { details, before, after, erased_at, }
    /// What members proposed.
    Proposals = proposals by (id: String) of member_id: String { document, } {}
    /// The steps of memberships.
    MembershipEvents = membership_events by (id: String) of member_id: String {} { reason, }
    /// The people of the secretariat.
    Staff = staff by (id: String) { name, email, } {}
    /// Keys.
    ApiKeys = api_keys by (id: String) of member_id: Option<String> { label, } {}
    /// Webhooks.
    Webhooks = webhooks by (id: String) { url, status, } { description, status_reason, }
    /// Tries to deliver to webhooks.
    WebhookAttempts = webhook_attempts by (delivery_id: String, number: i32) {} { error, excerpt, }
    /// What the public saw.
    PublicChanges = public_changes by (public_revision: i64, position: i32) of member_id: Option<String>
        {} { before, after, }
    /// Mails.
    Mails = mails by (id: String) of member_id: Option<String> { recipient, } { content, error, }
    /// Addresses to which nothing is mailed.
    MailStops = mail_stops by (id: String) { address, } { detail, }
    /// What people wrote about entries.
    Reports = reports by (id: String) of member_id: String {} { text, name, email, }
    /// Imports.
    Imports = imports by (id: String) { document, } { progress, }
    /// Mappings that are remembered.
    Mappings = mappings by (name: String) { mapping, } {}
    /// Answers that are kept.
    KeptAnswers = idempotent_requests by (key_id: String, idempotency_key: String) of member_id: Option<String>
        {} { answer, }
    /// Members that were purged.
    PurgedMembers = purged_members by (id: String) {} { slug, }
    /// Slugs of members that were purged: one that goes, goes for all whom it led to.
    PurgedSlugs = purged_slugs by (slug: String) { member_id, } {}
}
