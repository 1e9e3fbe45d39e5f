//! `/v1/registry/audit`: who changed what, and when.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, reference, text},
    paging::last_of_page,
    parameters::{Revision, value},
    reply::Reply,
    session::Session,
};
use editing::{Refusal, members};
use http::{
    parameters,
    parameters::{CursorText, Limit, Text, TimeOrDay, Values},
};
use network::{
    FieldChange, Invalid, KeyId, MemberId, StaffId, Timestamp, codes::codes, difference,
    nearest::nearest,
};
use registry::{
    Actor, AnyConnection,
    audit::{Action, Subject},
    keys,
    keys::KeyName,
    members as records,
    readings::Reading,
    trail::{self, TrailFilter, TrailLine},
};

codes! {
    /// In which order the audit trail is read.
    AuditSort ("order") {
        /// From the first change on.
        Revision = "revision",
        /// From the last change back.
        RevisionDescending = "-revision",
    }
}

parameters! {
    /// The parameters of the audit trail. All are optional and combine.
    pub struct AuditParameters {
        /// Only what is about this member (identifier or slug), whatever the kind of record; what was merged into it included.
        #[example = "open-huis-gent"]
        member: Option<Text>,
        /// Only what was done with this key (identifier or prefix), or on the `command_line`.
        #[example = "command_line"]
        key: Option<Text>,
        /// Only what this person of the secretariat did (identifier), whichever session it was.
        staff: Option<Person>,
        /// Only these actions.
        action: Values<Action>,
        /// Only these kinds of records.
        subject: Values<Subject>,
        /// Only the change with this number.
        revision: Option<Revision>,
        /// Only what was done at this time (RFC 3339) or day, or later.
        since: Option<TimeOrDay>,
        /// Only what was done before this time (RFC 3339) or day.
        until: Option<TimeOrDay>,
        /// The order; the latest first when nothing is said.
        sort: Option<AuditSort>,
        /// How many at a time.
        #[example = 2]
        limit: Limit<50, 200>,
        /// Where to go on: `next` of the page before, unchanged, with the same filters.
        cursor: Option<TrailCursor>,
    }
}

value! {
    /// Where a page goes on: the revision and the position of the last line.
    TrailCursor((i64, i32)), |text| {
        URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| {
                Invalid::new(
                    "invalid_cursor",
                    "it is not a cursor of this list; take it from \"next\" unchanged",
                )
            })
    },
    CursorText::schema()
}

value! {
    /// Somebody of the secretariat.
    Person(StaffId), |text| {
        text.parse().map_err(|_| {
            Invalid::new(
                "invalid_identifier",
                format!("\"{text}\" is no identifier of a person; take it from \"staff_id\""),
            )
        })
    },
    reference::<StaffId>()
}

/// One line of the audit trail.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// The number of the change that it belongs to.
    #[schema(example = 42)]
    revision: i64,
    /// Its place within the change, which may be about several records.
    position: i32,
    /// When the change was made.
    recorded_at: Timestamp,
    /// The key that made it; null for the command line.
    key: Option<AuditKey>,
    /// What was done.
    action: Action,
    /// What kind of record it was done to.
    subject: Subject,
    /// Which record.
    subject_id: String,
    /// The member that it is about, whatever the kind of record.
    member_id: Option<MemberId>,
    /// What belongs to the action: a reason, the revision that was taken back.
    #[schema(value_type = Option<Object>)]
    details: Option<Value>,
    /// What changed, field by field; empty where a record was made or removed.
    changes: Vec<FieldChange>,
    /// The whole record before; null where it was made.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// The whole record after; null where it was removed.
    #[schema(value_type = Option<Object>)]
    after: Option<Value>,
    /// When personal data were erased from this line; null when none were.
    erased_at: Option<Timestamp>,
    /// When this line let go of how the record stood (`AUDIT_RETENTION_DAYS`): `before`, `after` and
    /// `changes` are empty since. Null while it has them.
    emptied_at: Option<Timestamp>,
}

/// The key that made a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditKey {
    /// Its identifier.
    id: KeyId,
    /// Its name; null when it was purged with its member.
    #[serde(flatten)]
    #[schema(inline)]
    name: Option<KeyName>,
}

/// A page of the audit trail.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditPage {
    /// The lines.
    data: Vec<AuditEntry>,
    /// The `cursor` of the next page; null on the last one.
    next: Option<String>,
}

fn page(
    connection: &mut AnyConnection,
    _: &Session,
    asked: AuditParameters,
) -> Result<(Reply, Reading), Refusal> {
    let Limit(limit) = asked.limit;
    let mut wanted = TrailFilter {
        actions: asked.action.0,
        subjects: asked.subject.0,
        revision: asked.revision.map(|Revision(revision)| revision),
        since: asked.since.map(|TimeOrDay(time)| time),
        until: asked.until.map(|TimeOrDay(time)| time),
        after: asked.cursor.map(|TrailCursor(place)| place),
        latest_first: asked.sort != Some(AuditSort::Revision),
        limit: i64::try_from(limit + 1).ok(),
        ..Default::default()
    };
    let known = keys::names(connection)?;
    if let Some(Text(member)) = asked.member {
        let id = match members::find(connection, &member) {
            Ok(record) => record.member.id,
            // The trail knows of those that were purged.
            Err(Refusal::Purged(_)) => members::identify(connection, &member)?,
            Err(Refusal::Moved(slug)) => members::identify(connection, slug.as_str())?,
            Err(Refusal::NotFound(detail)) => {
                let told = Invalid::new("unknown_member", detail.trim_end_matches('.').to_owned());
                return Err(Refusal::InvalidParameter("member", told));
            }
            Err(refusal) => return Err(refusal),
        };
        wanted.members = records::ids_merged_into(connection, id)?;
        wanted.members.push(id);
    }
    if let Some(Person(staff)) = asked.staff {
        let of_staff = known.values().filter(|name| name.staff_id == Some(staff));
        wanted.keys = Some(of_staff.map(|name| name.id).collect());
    }
    wanted.actor = asked.key.map(|Text(key)| actor(&key, &known)).transpose()?;
    let mut lines = trail::read(connection, &wanted)?;
    let next = match last_of_page(&mut lines, limit) {
        Some(last) => {
            let place = serde_json::to_vec(&(last.revision, last.position))?;
            Some(URL_SAFE_NO_PAD.encode(place))
        }
        None => None,
    };
    let page = Reply::json(&AuditPage {
        data: lines.into_iter().map(|line| entry(line, &known)).collect(),
        next,
    })?;
    // Whoever looks at members reads no whole, and is not noted anew for each of them.
    let goes_on = wanted.after.is_some() || !wanted.members.is_empty();
    Ok((page, Reading::Trail { goes_on }))
}

fn actor(text: &str, known: &HashMap<KeyId, KeyName>) -> Result<Actor, Refusal> {
    if text == "command_line" {
        return Ok(Actor::CommandLine);
    }
    if let Ok(id) = text.parse::<KeyId>() {
        return Ok(Actor::Key(id));
    }
    if let Some(name) = known.values().find(|name| name.prefix == text) {
        return Ok(Actor::Key(name.id));
    }
    let near = nearest(text, known.values().map(|name| name.prefix.as_str()));
    let remedy = match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "it is a key's identifier or prefix, or command_line".to_owned(),
    };
    Err(Refusal::InvalidParameter(
        "key",
        Invalid::new(
            "unknown_key",
            format!("there is no key \"{text}\"; {remedy}"),
        ),
    ))
}

fn entry(mut line: TrailLine, known: &HashMap<KeyId, KeyName>) -> AuditEntry {
    if line.emptied_at.is_some() {
        // What the public side needs of it is no record.
        (line.before, line.after) = (None, None);
    }
    let changes = match (&line.before, &line.after) {
        (Some(before), Some(after)) => difference::between(before, after),
        _ => Vec::new(),
    };
    AuditEntry {
        revision: line.revision,
        position: line.position,
        recorded_at: line.recorded_at,
        key: match line.actor {
            Actor::CommandLine => None,
            Actor::Key(id) => Some(AuditKey {
                id,
                name: known.get(&id).cloned(),
            }),
        },
        action: line.action,
        subject: line.subject,
        subject_id: line.subject_id,
        member_id: line.member_id,
        details: line.details,
        changes,
        before: line.before,
        after: line.after,
        erased_at: line.erased_at,
        emptied_at: line.emptied_at,
    }
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/audit", "listAuditEntries", STAFF)
            .says(text! {
                /// Reads the audit trail.
                ///
                /// One line for every record that a change touched, written together with the change. To read
                /// the whole of something (the trail, an export, what is kept about a person) leaves a line
                /// too, with the action `read`; it stands behind the change before it and counts no revision.
                /// Pages that follow by `cursor` belong to one reading.
            })
            .naming::<AuditSort>()
            .answers::<AuditPage>("A page of lines")
            .read_whole(page),
    ]
}
