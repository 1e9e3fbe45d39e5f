//! What people write about an entry without an account: kept for the secretariat to read, and no
//! change of anything.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{
    codes::codes,
    ids::{LinkId, LocationId, MemberId, ReportId},
    reach::Email,
    time::Timestamp,
};

codes! {
    /// What somebody writes about an entry.
    ReportKind ("kind of report") {
        /// A visitor says that something is wrong. Nobody knows who that is.
        Mistake = "mistake",
        /// The holder of a personal link asks for something that the form has no field for.
        Wish = "wish",
        /// The holder of a personal link names a colleague who should have it.
        Handover = "handover",
        /// The holder of a personal link does not want something to be public.
        Objection = "objection",
    }
}

codes! {
    /// What became of a report.
    ReportStatus ("status of a report") {
        /// Nobody dealt with it yet.
        Open = "open",
        /// It was dealt with.
        Done = "done",
        /// It was of no use.
        Discarded = "discarded",
    }
}

/// What somebody wrote about an entry.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Report {
    /// Its identifier.
    pub id: ReportId,
    /// The member that it is about.
    pub member_id: MemberId,
    /// What it is.
    pub kind: ReportKind,
    /// What became of it.
    pub status: ReportStatus,
    /// When it was written.
    pub filed_at: Timestamp,
    /// The personal link that it came by; null for a visitor's.
    pub link_id: Option<LinkId>,
    /// What was written. Anybody may have written anything.
    pub text: Option<String>,
    /// The colleague who is named, or whoever writes.
    pub name: Option<String>,
    /// Their e-mail address.
    pub email: Option<Email>,
    /// When it was dealt with.
    pub decided_at: Option<Timestamp>,
    /// What whoever wrote reads; null for what was written before that was kept.
    pub language: Option<crate::Lang>,
}

/// A personal link: it shows one member what strangers see of it, and lets its holder confirm or
/// propose, and nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PersonalLink {
    /// Its identifier.
    pub id: LinkId,
    /// The member that it is bound to.
    pub member_id: MemberId,
    /// The contact it was made for; null for whoever staff gave it to.
    pub contact_id: Option<crate::ContactId>,
    /// The language in which its holder wrote last, and that of the member before.
    pub language: crate::Lang,
    /// Which reminder it went out with, from 1; null for one that staff made.
    pub round: Option<i32>,
    /// When it was made.
    pub made_at: Timestamp,
    /// The last moment at which it opens anything.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When its holder last confirmed, proposed or wrote something.
    pub answered_at: Option<Timestamp>,
}

/// What of a member's entry the holder of a personal link wants otherwise.
#[derive(Debug, Clone, Default)]
pub struct EntryWish {
    /// Fields of the member, with their new values: a merge patch.
    pub fields: Map<String, Value>,
    /// Fields of places that strangers see exactly.
    pub places: HashMap<LocationId, Map<String, Value>>,
    /// A word to the secretariat.
    pub message: Option<String>,
}

/// What somebody writes about an entry, as they write it; empty where they say nothing.
#[derive(Debug, Clone, Default)]
pub struct ReportDraft {
    /// What is written.
    pub text: String,
    /// A name: of the colleague, or of whoever writes.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}
