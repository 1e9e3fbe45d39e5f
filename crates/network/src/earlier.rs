//! Documents that an earlier version wrote (lines of the audit trail, proposals, exports), in
//! today's form.

use serde_json::{Map, Value, json};

use crate::{
    invalid::Invalid,
    phone::{Phone, PhoneNumber},
};

/// A telephone number that an earlier version took, which asked for 3 to 20 digits with signs of any
/// kind between them: two in one text, say, are no number that is dialled, and stay to be read.
pub fn number(text: &str) -> Result<PhoneNumber, Invalid> {
    text.parse().or_else(|invalid| {
        let was_taken = text.len() <= 40
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || " +-./()".contains(c));
        let digits = text.split(|c: char| !c.is_ascii_digit());
        let digits: Vec<&str> = digits.filter(|digits| !digits.is_empty()).collect();
        match was_taken {
            true => digits.join(" ").parse(),
            false => Err(invalid),
        }
    })
}

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
    let people = fields.get_mut("contacts").and_then(Value::as_array_mut);
    for person in people.into_iter().flatten() {
        person.get_mut("phone").map(contact_phone);
    }
}

/// The number of a person, as it can be read today.
fn contact_phone(phone: &mut Value) {
    if let Value::String(text) = phone
        && let Ok(number) = number(text)
    {
        *text = number.to_string();
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
        let steps: Vec<&str> = pointer.split('/').collect();
        let is_place = matches!(steps[..], ["", "locations", _]);
        let is_contact = matches!(steps[..], ["", "contacts", _]);
        let is_contact_phone = matches!(steps[..], ["", "contacts", _, "phone"]);
        if is_phone {
            pointer.push('s');
        }
        for side in ["before", "after"] {
            match change.get_mut(side) {
                Some(value) if is_phone => *value = listed(value.take()).unwrap_or(Value::Null),
                Some(Value::Object(place)) if is_place => has_phones(place),
                Some(phone) if is_contact_phone => contact_phone(phone),
                Some(person) if is_contact => {
                    person.get_mut("phone").map(contact_phone);
                }
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
            Err(_) => match number(&text) {
                Ok(number) => json!([{ "number": number }]),
                Err(_) => json!([{ "number": text }]),
            },
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
            "contacts": [{"name": "B", "phone": "+32 9 2"}, {"phone": "09 234 56 78 / 0470 12 34 56"}],
        });
        member(&mut entry);
        assert_eq!(
            entry,
            json!({
                "name": "A", "phones": [{"number": "+32 9 1"}], "country": "BE",
                "locations": [{"id": "x", "phones": []}],
                "contacts": [{"name": "B", "phone": "+32 9 2"}, {"phone": "09 234 56 78 0470 12 34 56"}],
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
