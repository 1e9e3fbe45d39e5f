//! The taxonomy of services: added to, relabelled, merged; the four core codes stay.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    document::{self, Mistake},
    edit::Edit,
    exposure,
    refusal::Refusal,
};
use network::{Lang, Member, ServiceCode, ServiceType, codes::unknown_code, nearest::nearest};
use registry::{AnyConnection, Change, Rewrite, audit::Action, members, service_types};

/// How many members are rewritten at a time.
const BATCH: usize = 500;

/// Into which service type another one goes.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ServiceTypeMerge {
    /// The code that stays.
    #[schema(example = "healthcare")]
    pub into: ServiceCode,
}

/// One service type, and all of them.
pub fn find(
    connection: &mut AnyConnection,
    code: &str,
) -> Result<(ServiceType, Vec<ServiceType>), Refusal> {
    let types = service_types::load(connection)?;
    let found = types.iter().find(|service| service.code.as_str() == code);
    match found.cloned() {
        Some(service) => Ok((service, types)),
        None => {
            let near = nearest(code, types.iter().map(|service| service.code.as_str()));
            let remedy = near.map_or(String::new(), |near| format!(" Did you mean \"{near}\"?"));
            Err(Refusal::NotFound(format!(
                "There is no service type \"{code}\".{remedy}"
            )))
        }
    }
}

/// Adds a service type.
pub fn create(change: &mut Change<'_>, edit: Edit) -> Result<ServiceType, Refusal> {
    let types = service_types::load(change.connection())?;
    let mut document = edit.document;
    let confirmed = exposure::take_confirmation(&mut document)?;
    let mut mistakes = Vec::new();
    mistakes.extend(wrong_code(&document, &types));
    mistakes.extend(keep(&mut document, "former_codes", &json!([])));
    let service = read(document, None, mistakes)?;
    exposure::check_document(change, &Value::Null, &texts(&service), confirmed)?;
    change.create_service_types(std::slice::from_ref(&service))?;
    Ok(service)
}

/// Why a code cannot be added, if it is one.
fn wrong_code(document: &Value, types: &[ServiceType]) -> Option<Mistake> {
    let code: ServiceCode = document.get("code")?.as_str()?.parse().ok()?;
    let taken = types
        .iter()
        .any(|known| known.code == code || known.former_codes.contains(&code));
    if taken {
        let message = "the code is in use, or was before it was merged; choose another one";
        return Some(Mistake::new("/code", "taken", message));
    }
    let parent = code.parent()?;
    if types.iter().any(|known| known.code == parent) {
        return None;
    }
    let message = format!("there is no \"{parent}\" above it; add that one first");
    Some(Mistake::new("/code", "unknown_parent", message))
}

/// What the public may read of a service type.
fn texts(service: &ServiceType) -> Value {
    json!({ "labels": service.labels, "search_words": service.search_words })
}

/// Sets a field that cannot be written to what it is; a mistake when something else was sent.
fn keep(document: &mut Value, field: &str, is: &Value) -> Option<Mistake> {
    let sent = document
        .as_object_mut()?
        .insert(field.to_owned(), is.clone())?;
    let way = "it cannot be written; add another type and merge this one into it";
    (sent != *is).then(|| Mistake::new(format!("/{field}"), "read_only", way))
}

/// Reads a service type; fails with what is wrong with it besides the mistakes known already.
fn read(
    mut document: Value,
    before: Option<&Value>,
    mut mistakes: Vec<Mistake>,
) -> Result<ServiceType, Refusal> {
    let mut in_english = false;
    if let Some(Value::Object(labels)) = document.get_mut("labels") {
        in_english = labels.contains_key(Lang::En.code());
        mistakes.extend(take_unknown_langs(labels));
    }
    let service = document::read_beside::<ServiceType>(&document, &mut mistakes);
    document::tell_unseen(&document, before, &mut mistakes);
    let told = mistakes
        .iter()
        .any(|told| told.pointer == "/labels" || told.pointer.is_empty());
    if !in_english && !told {
        let message = "the English label is missing; it stands in for all others";
        mistakes.push(Mistake::new("/labels/en", "required", message));
    }
    Refusal::unless(service, mistakes)
}

/// Takes out the labels in languages that the directory does not speak. A variant of one that it
/// does (`nl-BE`) is such a one too: its label would take the place of another one.
fn take_unknown_langs(labels: &mut Map<String, Value>) -> Vec<Mistake> {
    let known = Lang::ALL.map(Lang::code);
    let strangers: Vec<String> = labels
        .keys()
        .filter(|lang| !known.contains(&lang.as_str()))
        .cloned()
        .collect();
    strangers
        .into_iter()
        .map(|lang| {
            labels.shift_remove(&lang);
            let what = "language in which the directory is published";
            let told = unknown_code(what, &lang, known.into_iter());
            let pointer = document::pointer(&["labels".to_owned(), lang]);
            Mistake::new(pointer, "unknown_lang", told.message)
        })
        .collect()
}

/// Changes a service type by a document: the whole of it, or a merge patch.
pub fn update(change: &mut Change<'_>, mut edit: Edit) -> Result<ServiceType, Refusal> {
    let (before, _) = expected(change, &edit)?;
    let confirmed = exposure::take_confirmation(&mut edit.document)?;
    let known = serde_json::to_value(&before)?;
    let mut whole = known.clone();
    edit.apply(&mut whole);
    let mistakes = ["code", "former_codes"]
        .into_iter()
        .filter_map(|field| keep(&mut whole, field, &known[field]))
        .collect();
    let after = read(whole, Some(&known), mistakes)?;
    if after != before {
        exposure::check_document(change, &texts(&before), &texts(&after), confirmed)?;
        change.rewrite_service_type(&before, &after, Action::Update, None)?;
    }
    Ok(after)
}

/// The service type that an edit is about, and all of them; fails unless it is as expected.
fn expected(
    change: &mut Change<'_>,
    edit: &Edit,
) -> Result<(ServiceType, Vec<ServiceType>), Refusal> {
    let (service, types) = find(change.connection(), &edit.key)?;
    edit.expected.check_value(&service)?;
    Ok((service, types))
}

/// Removes a service type that nobody offers.
pub fn remove(change: &mut Change<'_>, edit: Edit) -> Result<(), Refusal> {
    let (service, types) = expected(change, &edit)?;
    refuse_needed(&service, &types)?;
    let offered = service_types::members_offering(change.connection(), &service.code)?.len();
    if offered > 0 {
        return Err(Refusal::wrong_state(format!(
            "{offered} members offer \"{}\"; merge it into another one instead.",
            service.code
        )));
    }
    Ok(change.remove_service_type(&service, Action::Purge, None)?)
}

/// The core codes cannot go, nor one that has others below it.
fn refuse_needed(service: &ServiceType, types: &[ServiceType]) -> Result<(), Refusal> {
    let code = &service.code;
    if service.is_core() {
        return Err(Refusal::wrong_state(format!(
            "\"{code}\" is one of the four codes that every network has; it stays."
        )));
    }
    let children: Vec<&str> = types
        .iter()
        .filter(|other| other.code.parent().as_ref() == Some(code))
        .map(|child| child.code.as_str())
        .collect();
    if children.is_empty() {
        return Ok(());
    }
    Err(Refusal::wrong_state(format!(
        "\"{code}\" has others below it: {}; begin with those.",
        children.join(", ")
    )))
}

/// Merges a service type into another one: its offers become the other's, and its code still
/// stands for the other as a filter.
pub fn merge(change: &mut Change<'_>, edit: Edit) -> Result<ServiceType, Refusal> {
    let ServiceTypeMerge { into } = edit.read()?;
    let (service, types) = expected(change, &edit)?;
    refuse_needed(&service, &types)?;
    let target = types
        .iter()
        .find(|known| known.code == into && into != service.code);
    let Some(target) = target else {
        let others = types.iter().filter(|known| known.code != service.code);
        let near = nearest(into.as_str(), others.map(|known| known.code.as_str()));
        let remedy = near.map_or("name another one".to_owned(), |near| {
            format!("did you mean \"{near}\"?")
        });
        return Err(Refusal::mistake(
            "/into",
            "unknown_service",
            format!("\"{into}\" is not another service of this network; {remedy}"),
        ));
    };
    move_offers(change, &service.code, &target.code)?;
    change.remove_service_type(&service, Action::Merge, Some(&target.code))?;
    let mut after = target.clone();
    after.former_codes.push(service.code.clone());
    after
        .former_codes
        .extend(service.former_codes.iter().cloned());
    after.former_codes.sort();
    let details = json!({ "absorbed": service.code });
    change.rewrite_service_type(target, &after, Action::Merge, Some(details))?;
    Ok(after)
}

fn move_offers(
    change: &mut Change<'_>,
    from: &ServiceCode,
    into: &ServiceCode,
) -> Result<(), Refusal> {
    let offering = service_types::members_offering(change.connection(), from)?;
    let details = json!({ "service_type": from, "into": into });
    for members in offering.chunks(BATCH) {
        let records = members::load_by_ids(change.connection(), members)?;
        let rewrites = records.into_iter().map(|record| {
            let mut after: Member = record.member.clone();
            for offer in &mut after.service_offers {
                if offer.service == *from {
                    offer.service = into.clone();
                }
            }
            Rewrite {
                details: Some(details.clone()),
                ..Rewrite::new(Action::Merge, record, after)
            }
        });
        change.rewrite_members(rewrites.collect())?;
    }
    Ok(())
}
