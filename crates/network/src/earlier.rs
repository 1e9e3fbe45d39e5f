//! Documents that an earlier version wrote (lines of the audit trail, proposals, exports), in
//! today's form.

use serde_json::{Map, Value, json};

use crate::phone::Phone;

/// A member, or part of one: it and its places had one `phone` and have `phones`.
pub fn member(document: &mut Value) {
    let Value::Object(fields) = document else {
        return;
    };
    has_phones(fields);
    let places = fields.get_mut("locations").and_then(Value::as_array_mut);
    for place in places
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        has_phones(place);
    }
}

/// A proposal: the fields that it would change, and the patch that it was sent as.
pub fn proposal(document: &mut Value) {
    document.get_mut("patch").map(member);
    let changes = document.get_mut("changes").and_then(Value::as_array_mut);
    for change in changes
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        let Some(Value::String(pointer)) = change.get_mut("pointer") else {
            continue;
        };
        let is_phone = leads_to_phone(pointer);
        let is_place = matches!(
            pointer.split('/').collect::<Vec<_>>()[..],
            ["", "locations", _]
        );
        if is_phone {
            pointer.push('s');
        }
        for side in ["before", "after"] {
            match change.get_mut(side) {
                Some(value) if is_phone => *value = listed(value.take()).unwrap_or(Value::Null),
                Some(Value::Object(place)) if is_place => has_phones(place),
                _ => {}
            }
        }
    }
    let accepted = document.get_mut("accepted").and_then(Value::as_array_mut);
    for pointer in accepted.into_iter().flatten() {
        if let Value::String(pointer) = pointer
            && leads_to_phone(pointer)
        {
            pointer.push('s');
        }
    }
}

/// Whether a pointer leads to the one number of a member or of a place.
fn leads_to_phone(pointer: &str) -> bool {
    let steps: Vec<&str> = pointer.split('/').collect();
    matches!(steps[..], ["", "phone"] | ["", "locations", _, "phone"])
}

fn has_phones(fields: &mut Map<String, Value>) {
    let Some(phone) = fields.get_mut("phone") else {
        return;
    };
    let phones = listed(phone.take()).unwrap_or_else(|| json!([]));
    let place = fields.keys().position(|name| name == "phone");
    fields.shift_remove("phone");
    if !fields.contains_key("phones") {
        fields.shift_insert(place.unwrap_or_default(), "phones".to_owned(), phones);
    }
}

/// A number as the list of one; nothing where there was none. A number that is not one any more stays
/// as it is, for whoever reads it to see.
fn listed(phone: Value) -> Option<Value> {
    match phone {
        Value::Null => None,
        Value::String(text) => Some(match Phone::all_in(&text) {
            Ok(phones) => json!(phones),
            Err(_) => json!([{ "number": text }]),
        }),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_number_is_a_list() {
        let mut entry = json!({
            "name": "A", "phone": "+32 9 1", "country": "BE",
            "locations": [{"id": "x", "phone": null}],
            "contacts": [{"name": "B", "phone": "+32 9 2"}],
        });
        member(&mut entry);
        assert_eq!(
            entry,
            json!({
                "name": "A", "phones": [{"number": "+32 9 1"}], "country": "BE",
                "locations": [{"id": "x", "phones": []}],
                "contacts": [{"name": "B", "phone": "+32 9 2"}],
            })
        );
        let again = entry.clone();
        member(&mut entry);
        assert_eq!(entry, again);
    }

    #[test]
    fn a_proposal_names_the_list() {
        let mut document = json!({
            "patch": {"phone": "+32 9 123"},
            "changes": [
                {"pointer": "/phone", "before": null, "after": "+32 9 123"},
                {"pointer": "/contacts/x/phone", "before": null, "after": "1234"},
                {"pointer": "/locations/x", "before": null, "after": {"id": "x", "phone": "1234"}},
            ],
            "accepted": ["/phone"],
        });
        proposal(&mut document);
        assert_eq!(
            document,
            json!({
                "patch": {"phones": [{"number": "+32 9 123"}]},
                "changes": [
                    {"pointer": "/phones", "before": null, "after": [{"number": "+32 9 123"}]},
                    {"pointer": "/contacts/x/phone", "before": null, "after": "1234"},
                    {"pointer": "/locations/x", "before": null,
                     "after": {"id": "x", "phones": [{"number": "1234"}]}},
                ],
                "accepted": ["/phones"],
            })
        );
    }
}
