//! One thing changed at many members: one change of the books, taken back as one. Each member is held
//! to the rules that hold for it alone; whom they keep from it is named.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use validator::Validate;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    document::Mistake,
    edit::{Edit, tag},
    entry::{self, Flags},
    members::{self, check_rewrites, load, refuse_merged},
    memberships::{self, MembershipStep},
    refusal::{Conflict, Refusal},
};
use network::{
    Invalid, Member, MemberId, MembershipMove, ServiceType, Slug, VerifiedBy, codes::codes,
    text::serde_text,
};
use registry::{AnyConnection, Change, Record, Rewrite, audit::Action, service_types};

/// How many members are changed at a time, at most.
const MOST: usize = 2_000;

codes! {
    /// What is changed at many members.
    BulkKind ("kind of change") {
        /// The entry is confirmed as true today; takes no value.
        Verify = "verify",
        /// The membership takes the move that `value` names.
        Move = "move",
        /// The language `value` is added, BCP 47.
        AddLanguage = "add_language",
        /// The language `value` is taken out.
        RemoveLanguage = "remove_language",
        /// An offer of the service `value` is added, a code of the taxonomy.
        AddService = "add_service",
        /// Every offer of the service `value` is taken out.
        RemoveService = "remove_service",
        /// The country becomes `value`, ISO 3166-1 alpha-2.
        Country = "country",
    }
}

/// What is to be changed, and at whom. Either `members` or `matching` says at whom.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BulkChange {
    /// Identifiers or slugs, 2,000 at most.
    #[serde(default)]
    #[validate(length(max = 2000, message = "2,000 are the most"))]
    #[schema(max_items = 2000)]
    pub members: Vec<String>,
    /// All that a list would find: the filters of `GET /members`, lists as arrays. `{}` is all
    /// members.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub matching: Option<Map<String, Value>>,
    /// What is changed.
    pub kind: BulkKind,
    /// The move, language, service or country that it is about.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub value: Option<String>,
    /// With a move: why.
    #[serde(default, deserialize_with = "serde_text::optional_paragraphs")]
    #[schema(max_length = 10000)]
    pub reason: Option<String>,
    /// Whether the others are changed where some are refused.
    #[serde(default)]
    pub skip_refused: bool,
    /// Must be true when the public sees more by it than before.
    #[serde(default)]
    pub confirm_publication: bool,
}

/// A member that a change does not fit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RefusedMember {
    /// Which member.
    pub id: MemberId,
    /// The key in its address.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Why not.
    pub message: String,
}

/// What became of a change at many members.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BulkOutcome {
    /// How many members were changed.
    pub changed: usize,
    /// How many were so already.
    pub unchanged: usize,
    /// Those that were refused, and left as they are.
    pub refused: Vec<RefusedMember>,
    /// The number of the change, by which all of it is taken back; null when nothing was changed.
    pub revision: Option<i64>,
}

/// Changes one thing at many members; `find` says whom a filter finds. Gives also the tag of the state
/// of all of them before.
pub fn carry_out(
    change: &mut Change<'_>,
    edit: &Edit,
    is_meant: bool,
    find: impl FnOnce(&mut AnyConnection, &Map<String, Value>) -> Result<Vec<MemberId>, Refusal>,
) -> Result<(BulkOutcome, String), Refusal> {
    let wanted: BulkChange = edit.read()?;
    let ids = match (&wanted.members[..], &wanted.matching) {
        ([], Some(matching)) => find(change.connection(), matching)?,
        ([_, ..], None) => named(change.connection(), &wanted.members)?,
        _ => {
            let message = "say either in \"members\" or in \"matching\" which members are changed";
            return Err(Refusal::mistake("/members", "required", message));
        }
    };
    if ids.len() > MOST {
        let message = format!(
            "these are {} members, and {MOST} are changed at a time; narrow the filter",
            ids.len()
        );
        return Err(Refusal::mistake("/matching", "out_of_range", message));
    }
    let records = records(change.connection(), &ids)?;
    let tag = tag_of(&records);
    if is_meant {
        edit.expected
            .check_tagged(tag.clone(), || Ok(Value::Null))?;
    }
    let outcome = change_all(change, &wanted, records)?;
    Ok((outcome, tag))
}

/// The members with these identifiers or slugs; each once.
fn named(connection: &mut AnyConnection, keys: &[String]) -> Result<Vec<MemberId>, Refusal> {
    let mut mistakes = Vec::new();
    let mut ids = Vec::with_capacity(keys.len());
    for (place, key) in keys.iter().enumerate() {
        match members::identify(connection, key) {
            Ok(id) if ids.contains(&id) => {}
            Ok(id) => ids.push(id),
            Err(Refusal::NotFound(detail)) => {
                let invalid = Invalid::new("unknown_member", detail);
                mistakes.push(Mistake::of(format!("/members/{place}"), invalid));
            }
            Err(other) => return Err(other),
        }
    }
    Refusal::unless(Some(ids), mistakes)
}

fn records(connection: &mut AnyConnection, ids: &[MemberId]) -> Result<Vec<Record>, Refusal> {
    let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let mut records = registry::members::load_by_ids(connection, &texts)?;
    // Whoever is named and is not there has been purged, or never was.
    if let Some(gone) = ids
        .iter()
        .find(|id| !records.iter().any(|record| record.member.id == **id))
    {
        load(connection, *gone)?;
    }
    records.sort_by_key(|record| record.member.id);
    Ok(records)
}

/// The state of all of them: another one after every change of any.
fn tag_of(records: &[Record]) -> String {
    let mut hash = Xxh3::new();
    for record in records {
        hash.update(tag(record).as_bytes());
    }
    format!("\"{:016x}\"", hash.digest())
}

fn change_all(
    change: &mut Change<'_>,
    wanted: &BulkChange,
    records: Vec<Record>,
) -> Result<BulkOutcome, Refusal> {
    let taxonomy = service_types::load(change.connection())?;
    let mut outcome = BulkOutcome {
        changed: 0,
        unchanged: 0,
        refused: Vec::new(),
        revision: None,
    };
    let mut rewrites = Vec::new();
    for record in records {
        let Member { id, slug, name, .. } = record.member.clone();
        match rewrite(change, wanted, record, &taxonomy) {
            Ok(Some(rewrite)) => rewrites.push(rewrite),
            Ok(None) => outcome.unchanged += 1,
            Err(refusal) => outcome.refused.push(RefusedMember {
                message: told(refusal)?,
                id,
                slug,
                name,
            }),
        }
    }
    if !outcome.refused.is_empty() && !wanted.skip_refused {
        let detail = format!(
            "Nothing was changed: {} of the members cannot take this change. Send \"skip_refused\": true \
             to change the others.",
            outcome.refused.len()
        );
        return Err(Refusal::conflict(Conflict::WrongState, detail)
            .with_help("refused", json!(outcome.refused)));
    }
    outcome.changed = rewrites.len();
    if !rewrites.is_empty() {
        check_rewrites(change, &rewrites, wanted.confirm_publication)?;
        change.rewrite_members(rewrites)?;
        outcome.revision = Some(change.revision());
    }
    Ok(outcome)
}

/// Why a member is refused, in words; what is no fault of the member's fails as a whole.
fn told(refusal: Refusal) -> Result<String, Refusal> {
    match refusal {
        // The same would be wrong at every member.
        Refusal::Invalid(mistakes) if mistakes.iter().any(|one| one.pointer == "/value") => {
            Err(Refusal::Invalid(mistakes))
        }
        Refusal::Invalid(mistakes) => {
            let told = mistakes
                .iter()
                .map(|one| format!("{}: {}", one.pointer, one.invalid.message));
            Ok(told.collect::<Vec<_>>().join("; "))
        }
        Refusal::Conflict { detail, .. } => Ok(detail),
        other => Err(other),
    }
}

/// What is written of one member; nothing where it is so already.
fn rewrite(
    change: &Change<'_>,
    wanted: &BulkChange,
    record: Record,
    taxonomy: &[ServiceType],
) -> Result<Option<Rewrite>, Refusal> {
    refuse_merged(&record.member)?;
    let value = || match &wanted.value {
        Some(value) => Ok(value.as_str()),
        None => {
            let message = format!("\"{}\" needs to know which one", wanted.kind);
            Err(Refusal::mistake("/value", "required", message))
        }
    };
    match wanted.kind {
        BulkKind::Verify => {
            let after = Member {
                verified_at: Some(change.at()),
                verified_by: Some(VerifiedBy::Secretariat),
                ..record.member.clone()
            };
            return Ok(Some(Rewrite::new(Action::Verify, record, after)));
        }
        BulkKind::Move => {
            let step = MembershipStep {
                r#move: read_move(value()?)?,
                occurred_on: None,
                reason: wanted.reason.clone(),
                confirm_publication: wanted.confirm_publication,
            };
            if record.member.membership.status == step.r#move.to() {
                return Ok(None);
            }
            return memberships::rewrite(record, step, change.at()).map(Some);
        }
        _ => {}
    }
    let mut whole = serde_json::to_value(&record.member)?;
    write(&mut whole, wanted.kind, value()?);
    let flags = Flags {
        confirm_publication: wanted.confirm_publication,
        ..Default::default()
    };
    let after = entry::changed_member(&record.member, whole, taxonomy, change.at(), &flags);
    let after = after.map_err(|refusal| at_value(refusal, wanted.kind))?;
    Ok((after != record.member).then(|| Rewrite::new(Action::Update, record, after)))
}

/// Changes the JSON of a member.
fn write(whole: &mut Value, kind: BulkKind, value: &str) {
    let list = match kind {
        BulkKind::AddLanguage | BulkKind::RemoveLanguage => "languages",
        BulkKind::AddService | BulkKind::RemoveService => "service_offers",
        _ => {
            whole["country"] = value.into();
            return;
        }
    };
    let is_it = |one: &Value| one.as_str() == Some(value) || one["service"] == value;
    let Some(list) = whole[list].as_array_mut() else {
        return;
    };
    match kind {
        BulkKind::RemoveLanguage | BulkKind::RemoveService => list.retain(|one| !is_it(one)),
        _ if list.iter().any(is_it) => {}
        BulkKind::AddService => list.push(json!({ "service": value })),
        _ => list.push(value.into()),
    }
}

fn read_move(value: &str) -> Result<MembershipMove, Refusal> {
    value
        .parse()
        .map_err(|invalid| Refusal::Invalid(vec![Mistake::of("/value", invalid)]))
}

/// What is wrong with the value itself is told at the value, not at where it would stand.
fn at_value(refusal: Refusal, kind: BulkKind) -> Refusal {
    let Refusal::Invalid(mistakes) = refusal else {
        return refusal;
    };
    let told = mistakes.into_iter().map(|mistake| {
        let at = mistake.pointer.as_str();
        let is_value = match kind {
            BulkKind::AddLanguage => at.starts_with("/languages/"),
            BulkKind::AddService => at.starts_with("/service_offers/") && at.ends_with("/service"),
            BulkKind::Country => at == "/country",
            _ => false,
        };
        match is_value {
            true => Mistake::of("/value", mistake.invalid),
            false => mistake,
        }
    });
    Refusal::Invalid(told.collect())
}
