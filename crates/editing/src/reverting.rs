//! Taking a change back: field by field, as a new change, and only where nothing has been changed
//! since.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    document,
    edit::Edit,
    members::{Saved, check_keys_among, check_rewrites, expected, load},
    refusal::{Conflict, Refusal},
};
use network::{FieldChange, Member, MemberId, NetworkProfile, ServiceType, difference};
use registry::{
    AnyConnection, Change, Record, Rewrite,
    audit::{Action, Subject},
    members, service_types,
    trail::{self, TrailFilter, TrailLine},
};

/// Takes a whole change back. Returns the records of members that were written.
pub fn revert_change(
    change: &mut Change<'_>,
    revision: i64,
    confirmed: bool,
) -> Result<Vec<Saved>, Refusal> {
    let lines = lines(change.connection(), revision)?;
    revert(change, revision, lines, confirmed)
}

/// Takes back what a change did to one member; a merge is taken back as a whole, for half of it
/// would leave things at two members.
pub fn revert_member(
    change: &mut Change<'_>,
    edit: &Edit,
    revision: i64,
    confirmed: bool,
) -> Result<Saved, Refusal> {
    let record = expected(change.connection(), edit)?;
    let id = record.member.id;
    let mut lines = lines(change.connection(), revision)?;
    let own = |line: &TrailLine| line.subject == Subject::Member && line.member_id == Some(id);
    match lines.iter().find(|line| own(line)) {
        None => {
            return Err(Refusal::mistake(
                "/revision",
                "unknown_revision",
                format!("revision {revision} did not change this member"),
            ));
        }
        Some(line) if line.action == Action::Merge => {}
        Some(_) => lines.retain(own),
    }
    revert(change, revision, lines, confirmed)?
        .into_iter()
        .find(|saved| saved.record.member.id == id)
        .map_or_else(|| Ok(Saved::new(record)), Ok)
}

fn lines(connection: &mut AnyConnection, revision: i64) -> Result<Vec<TrailLine>, Refusal> {
    let wanted = TrailFilter {
        revision: Some(revision),
        without_new: true,
        ..Default::default()
    };
    let lines = trail::read(connection, &wanted)?;
    if lines.is_empty() {
        return Err(Refusal::NotFound(format!(
            "There is no revision {revision}."
        )));
    }
    Ok(lines)
}

fn revert(
    change: &mut Change<'_>,
    revision: i64,
    mut lines: Vec<TrailLine>,
    confirmed: bool,
) -> Result<Vec<Saved>, Refusal> {
    let details = json!({ "reverts": revision });
    // Keys that ended with a membership stay revoked when it comes back.
    if lines.iter().any(|line| line.subject == Subject::Member) {
        lines.retain(|line| line.subject != Subject::ApiKey);
    }
    let of_members = lines.iter().filter(|line| line.subject == Subject::Member);
    let ids = of_members.filter_map(|line| line.subject_id.parse().ok());
    let mut records = members::load_map(change.connection(), ids)?;
    let mut rewrites = Vec::new();
    let mut removed = Vec::new();
    for line in lines {
        refuse_final(&line)?;
        match line.subject {
            Subject::Member => rewrites.push(Rewrite {
                details: Some(details.clone()),
                ..member_before(change, &mut records, &line)?
            }),
            Subject::Network => profile_before(change, &line, details.clone())?,
            Subject::ServiceType => {
                removed.extend(service_type_before(change, &line, details.clone())?);
            }
            Subject::Proposal => reopen(change, &line)?,
            Subject::Staff
            | Subject::ApiKey
            | Subject::Webhook
            | Subject::Mapping
            | Subject::Registry => {}
        }
    }
    let mut warnings = check_rewrites(change, &rewrites, confirmed)?;
    check_keys_among(change.connection(), &rewrites)?;
    let records = change.rewrite_members(rewrites)?;
    for service in removed {
        remove_type(change, &service)?;
    }
    let told = |record| Saved::new(record).warning(std::mem::take(&mut warnings));
    Ok(records.into_iter().map(told).collect())
}

/// Fails for what has no way back.
fn refuse_final(line: &TrailLine) -> Result<(), Refusal> {
    let why = match (line.subject, line.action) {
        _ if line.emptied_at.is_some() => {
            "What this change did is not kept any more: the trail lets go of how records stood after \
             AUDIT_RETENTION_DAYS."
        }
        (_, Action::Erase) => "Personal data that were erased are gone for good.",
        (Subject::Member, Action::Purge) => "A purged member is gone for good.",
        (Subject::Webhook, _) => "A webhook is changed or removed by itself, at its own address.",
        (Subject::Staff, _) => "The staff is changed at its own address, /v1/registry/staff.",
        (Subject::Mapping, _) => "A mapping is changed or removed by itself, at its own address.",
        (Subject::ApiKey, _) => "A key is not brought back; make a new one, or revoke it.",
        (Subject::Proposal, Action::Propose) => {
            "A proposal is taken back by its member, or refused."
        }
        _ => return Ok(()),
    };
    Err(Refusal::wrong_state(why))
}

/// How a member is to be written for a change of it to be taken back.
fn member_before(
    change: &mut Change<'_>,
    records: &mut HashMap<MemberId, Record>,
    line: &TrailLine,
) -> Result<Rewrite, Refusal> {
    let id: MemberId = line.subject_id.parse().map_err(|_| no_member(line))?;
    let record = match records.remove(&id) {
        Some(record) => record,
        // It says what became of it, or a second line tells of it.
        None => load(change.connection(), id)?,
    };
    let Some(before) = &line.before else {
        return withdrawn(change, record);
    };
    let mut whole = serde_json::to_value(&record.member)?;
    take_back(&mut whole, before, line.after.as_ref(), line)?;
    let after = document::read::<Member>(&whole).map_err(Refusal::Invalid)?;
    Ok(Rewrite::new(Action::Revert, record, after))
}

/// A member that should not have been made is withdrawn; nothing about it is lost by that.
fn withdrawn(change: &mut Change<'_>, record: Record) -> Result<Rewrite, Refusal> {
    let after = Member {
        withdrawn_at: record.member.withdrawn_at.or(Some(change.at())),
        ..record.member.clone()
    };
    Ok(Rewrite::new(Action::Revert, record, after))
}

fn no_member(line: &TrailLine) -> Refusal {
    Refusal::NotFound(format!("There is no member {}.", line.subject_id))
}

/// Changes a document as it is now so that the fields that a line changed are as they were before;
/// fails where one of them was changed again.
fn take_back(
    now: &mut Value,
    before: &Value,
    after: Option<&Value>,
    line: &TrailLine,
) -> Result<(), Refusal> {
    let changes = difference::between(before, after.unwrap_or(&Value::Null));
    let back: Vec<FieldChange> = difference::reversed(changes);
    difference::apply(now, &back).map_err(|moved_on| {
        Refusal::conflict(
            Conflict::MovedOn,
            format!(
                "Revision {} cannot be taken back as it is: since then, other changes were made to \
                 {}. Take those back first, or change the record by hand.",
                line.revision,
                moved_on.join(", ")
            ),
        )
        .with_help("moved_on", json!(moved_on))
    })?;
    keep_order(now, before);
    Ok(())
}

/// Puts the parts that come back where they stood; new ones stay behind them.
fn keep_order(now: &mut Value, before: &Value) {
    for (name, list) in now.as_object_mut().into_iter().flatten() {
        let (Some(list), Some(before)) = (list.as_array_mut(), before[name].as_array()) else {
            continue;
        };
        if list.iter().all(|part| part["id"].is_string()) {
            let place = |part: &Value| before.iter().position(|known| known["id"] == part["id"]);
            list.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
        }
    }
}

fn profile_before(
    change: &mut Change<'_>,
    line: &TrailLine,
    details: Value,
) -> Result<(), Refusal> {
    let Some(before) = &line.before else {
        return Ok(());
    };
    let mut now = serde_json::to_value(&change.network().profile)?;
    take_back(&mut now, before, line.after.as_ref(), line)?;
    let profile = document::read::<NetworkProfile>(&now).map_err(Refusal::Invalid)?;
    Ok(change.rewrite_profile(profile, Action::Revert, Some(details))?)
}

/// Brings a service type to what it was; one that was new is given back, to be removed once no
/// member names it any more.
fn service_type_before(
    change: &mut Change<'_>,
    line: &TrailLine,
    details: Value,
) -> Result<Option<ServiceType>, Refusal> {
    let types = service_types::load(change.connection())?;
    let now = types
        .into_iter()
        .find(|service| service.code.as_str() == line.subject_id);
    match (&line.before, now) {
        (Some(before), None) => {
            let service: ServiceType = serde_json::from_value(before.clone())?;
            change.create_service_types(&[service])?;
            Ok(None)
        }
        (Some(before), Some(now)) => {
            let mut value = serde_json::to_value(&now)?;
            take_back(&mut value, before, line.after.as_ref(), line)?;
            let after = document::read::<ServiceType>(&value).map_err(Refusal::Invalid)?;
            change.rewrite_service_type(&now, &after, Action::Revert, Some(details))?;
            Ok(None)
        }
        (None, now) => Ok(now),
    }
}

fn remove_type(change: &mut Change<'_>, service: &ServiceType) -> Result<(), Refusal> {
    let offered = service_types::members_offering(change.connection(), &service.code)?;
    let types = service_types::load(change.connection())?;
    let has_children = types
        .iter()
        .any(|other| other.code.parent().as_ref() == Some(&service.code));
    if service.is_core() || has_children || !offered.is_empty() {
        return Err(Refusal::conflict(
            Conflict::MovedOn,
            format!(
                "The service type \"{}\" is in use since; merge it into another one instead.",
                service.code
            ),
        ));
    }
    Ok(change.remove_service_type(service, Action::Revert, None)?)
}

/// A decision about a proposal that is taken back leaves it as it was.
fn reopen(change: &mut Change<'_>, line: &TrailLine) -> Result<(), Refusal> {
    let (Some(before), Some(after)) = (&line.before, &line.after) else {
        return Ok(());
    };
    Ok(change.restore_proposal(&line.subject_id, before, after)?)
}
