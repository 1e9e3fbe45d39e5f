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
    member(&mut document["patch"]);
    let changes = document["changes"].as_array_mut();
    for change in changes.into_iter().flatten() {
        let pointer = change["pointer"].as_str().unwrap_or_default().to_owned();
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match steps.as_slice() {
            ["phone"] | ["locations", _, "phone"] => {
                for side in ["before", "after"] {
                    let value = change[side].take();
                    change[side] = listed(value).unwrap_or(Value::Null);
                }
                change["pointer"] = json!(format!("{pointer}s"));
            }
            ["locations", _] => {
                for side in ["before", "after"] {
                    if let Some(place) = change[side].as_object_mut() {
                        has_phones(place);
                    }
                }
            }
            _ => {}
        }
    }
    for pointer in document["accepted"].as_array_mut().into_iter().flatten() {
        let steps = pointer.as_str().unwrap_or_default().split('/').skip(1);
        if matches!(
            steps.collect::<Vec<_>>().as_slice(),
            ["phone"] | ["locations", _, "phone"]
        ) {
            *pointer = json!(format!("{}s", pointer.as_str().unwrap_or_default()));
        }
    }
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
