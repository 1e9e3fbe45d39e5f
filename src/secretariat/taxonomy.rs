//! The taxonomy of services: added to, relabelled, merged; the four core codes stay.

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

use super::{Conflict, Expected, Refusal, document, merge_patch, value_tag};
use crate::{
    network::{Invalid, Lang, Member, ServiceCode, ServiceType, nearest::nearest},
    registry::{AnyConnection, Change, Rewrite, audit::Action, members, service_types},
};

/// Into which service type another one goes.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ServiceTypeMerge {
    /// The code that stays.
    #[schema(example = "healthcare")]
    pub into: ServiceCode,
}

/// The tag of a service type as it is.
pub fn tag(service: &ServiceType) -> Result<String, Refusal> {
    value_tag(service)
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

fn check(service: &ServiceType, expected: &Expected) -> Result<(), Refusal> {
    let tag = tag(service)?;
    match expected.matches(&tag)? {
        true => Ok(()),
        false => Err(Refusal::StaleValue(
            tag,
            Box::new(serde_json::to_value(service)?),
        )),
    }
}

/// Adds a service type.
pub fn create(change: &mut Change<'_>, document: &Value) -> Result<ServiceType, Refusal> {
    let service = read(document)?;
    if !service.former_codes.is_empty() {
        return Err(Refusal::mistake(
            "/former_codes",
            "read_only",
            "it follows from merges",
        ));
    }
    let types = service_types::load(change.connection())?;
    let taken = types
        .iter()
        .any(|known| known.code == service.code || known.former_codes.contains(&service.code));
    if taken {
        let message = "the code is in use, or was before it was merged; choose another one";
        return Err(Refusal::mistake("/code", "taken", message));
    }
    if let Some(parent) = service.code.parent()
        && !types.iter().any(|known| known.code == parent)
    {
        let message = format!("there is no \"{parent}\" above it; add that one first");
        return Err(Refusal::mistake("/code", "unknown_parent", message));
    }
    change.create_service_types(std::slice::from_ref(&service))?;
    Ok(service)
}

fn read(document: &Value) -> Result<ServiceType, Refusal> {
    let service: ServiceType = document::read(document).map_err(Refusal::Invalid)?;
    if service.labels.contains_key(&Lang::En) {
        return Ok(service);
    }
    Err(Refusal::Invalid(vec![document::Mistake {
        pointer: "/labels/en".to_owned(),
        invalid: Invalid::new(
            "required",
            "the English label is missing; it stands in for all others",
        ),
    }]))
}

/// Writes a service type anew.
pub fn replace(
    change: &mut Change<'_>,
    code: &str,
    expected: &Expected,
    document: Value,
) -> Result<ServiceType, Refusal> {
    edit(change, code, expected, |whole| *whole = document)
}

/// Lays a merge patch over a service type (RFC 7396).
pub fn patch(
    change: &mut Change<'_>,
    code: &str,
    expected: &Expected,
    patch: &Value,
) -> Result<ServiceType, Refusal> {
    edit(change, code, expected, |whole| {
        merge_patch::apply(whole, patch)
    })
}

fn edit(
    change: &mut Change<'_>,
    code: &str,
    expected: &Expected,
    edit: impl FnOnce(&mut Value),
) -> Result<ServiceType, Refusal> {
    let (before, _) = find(change.connection(), code)?;
    check(&before, expected)?;
    let mut whole = serde_json::to_value(&before)?;
    let known = whole.clone();
    edit(&mut whole);
    if let Some(fields) = whole.as_object_mut() {
        for field in ["code", "former_codes"] {
            let is = known[field].clone();
            let sent = fields.insert(field.to_owned(), is.clone());
            if sent.is_some_and(|sent| sent != is) {
                let way = "it cannot be written; add another type and merge this one into it";
                return Err(Refusal::mistake(format!("/{field}"), "read_only", way));
            }
        }
    }
    let after = read(&whole)?;
    if after != before {
        change.rewrite_service_type(&before, &after, Action::Update, None)?;
    }
    Ok(after)
}

/// Removes a service type that nobody offers.
pub fn remove(change: &mut Change<'_>, code: &str, expected: &Expected) -> Result<(), Refusal> {
    let (service, types) = find(change.connection(), code)?;
    check(&service, expected)?;
    refuse_needed(&service, &types)?;
    let offered = service_types::members_offering(change.connection(), &service.code)?.len();
    if offered > 0 {
        return Err(Refusal::conflict(
            Conflict::WrongState,
            format!("{offered} members offer \"{code}\"; merge it into another one instead."),
        ));
    }
    Ok(change.remove_service_type(&service, Action::Purge, None)?)
}

/// The core codes cannot go, nor one that has others below it.
fn refuse_needed(service: &ServiceType, types: &[ServiceType]) -> Result<(), Refusal> {
    let code = &service.code;
    if service.is_core() {
        return Err(Refusal::conflict(
            Conflict::WrongState,
            format!("\"{code}\" is one of the four codes that every network has; it stays."),
        ));
    }
    let children: Vec<&str> = types
        .iter()
        .filter(|other| other.code.parent().as_ref() == Some(code))
        .map(|child| child.code.as_str())
        .collect();
    if children.is_empty() {
        return Ok(());
    }
    Err(Refusal::conflict(
        Conflict::WrongState,
        format!(
            "\"{code}\" has others below it: {}; begin with those.",
            children.join(", ")
        ),
    ))
}

/// Merges a service type into another one: its offers become the other's, and its code still
/// stands for the other as a filter.
pub fn merge(
    change: &mut Change<'_>,
    code: &str,
    expected: &Expected,
    document: &Value,
) -> Result<ServiceType, Refusal> {
    let ServiceTypeMerge { into } = document::read(document).map_err(Refusal::Invalid)?;
    let (service, types) = find(change.connection(), code)?;
    check(&service, expected)?;
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
            format!("\"{into}\" is no other service of this network; {remedy}"),
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
    for record in members::load_by_ids(change.connection(), &offering)? {
        let mut after: Member = record.member.clone();
        for offer in &mut after.service_offers {
            if offer.service == *from {
                offer.service = into.clone();
            }
        }
        change.rewrite_members(vec![Rewrite {
            details: Some(details.clone()),
            ..Rewrite::new(Action::Merge, record, after)
        }])?;
    }
    Ok(())
}
