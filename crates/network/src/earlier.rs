//! Documents that an earlier version wrote (lines of the audit trail, proposals, exports), in
//! today's form.

use serde_json::{Map, Value, json};

use crate::{
    invalid::Invalid,
    language::LanguageTag,
    member::writes_in,
    phone::{Phone, PhoneNumber},
};

/// What is said of a place by language, and was said in one text.
const OF_PLACE: [&str; 1] = ["label"];
/// What is said of an offer by language, and was said in one text each.
const OF_OFFER: [&str; 3] = ["audience", "eligibility", "access"];

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

/// A member: it and its places had one `phone` and have `phones`; a place had `latitude` and
/// `longitude` where the public saw it, and has a `point`; what is said of places and offers was one
/// text, in the language that the member writes in, and is a text by language.
pub fn member(document: &mut Value) {
    let text = |value: &Value| value.as_str().and_then(|tag| tag.parse().ok());
    let languages = document["languages"].as_array();
    let languages: Vec<LanguageTag> = languages.into_iter().flatten().filter_map(text).collect();
    let own = writes_in(text(&document["name_language"]).as_ref(), &languages);
    part_of_member(document, Some(&own));
}

/// A member of which everything was said that there was, with what there is today: it had no `links`
/// and no `identifiers`.
pub fn whole_member(document: &mut Value) {
    member(document);
    let Value::Object(fields) = document else {
        return;
    };
    let Some(place) = fields.keys().position(|name| name == "phones") else {
        return;
    };
    for (name, behind) in [("links", 1), ("identifiers", 2)] {
        if !fields.contains_key(name) {
            fields.shift_insert(place + behind, name.to_owned(), json!([]));
        }
    }
}

/// As [`member`], for fields of one that writes in a language; whether there are texts left that need
/// to be told theirs.
fn part_of_member(document: &mut Value, own: Option<&LanguageTag>) -> bool {
    let Value::Object(fields) = document else {
        return false;
    };
    has_phones(fields);
    says_who_verified(fields);
    let mut needs_language = false;
    for (list, texts) in [("locations", &OF_PLACE[..]), ("service_offers", &OF_OFFER)] {
        let parts = fields.get_mut(list).and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten().filter_map(Value::as_object_mut) {
            has_phones(part);
            has_point(part);
            needs_language |= by_language(part, texts, own);
        }
    }
    let people = fields.get_mut("contacts").and_then(Value::as_array_mut);
    for person in people.into_iter().flatten() {
        person.get_mut("phone").map(contact_phone);
    }
    needs_language
}

/// On whose side an entry was confirmed was not noted.
fn says_who_verified(fields: &mut Map<String, Value>) {
    let place = fields.keys().position(|name| name == "verified_at");
    if let Some(place) = place
        && !fields.contains_key("verified_by")
    {
        fields.shift_insert(place + 1, "verified_by".to_owned(), Value::Null);
    }
}

/// Texts of a part as texts by language; whether there are some whose language is not known.
fn by_language(part: &mut Map<String, Value>, names: &[&str], own: Option<&LanguageTag>) -> bool {
    let mut needs_language = false;
    for name in names {
        let Some(text) = part.get_mut(*name) else {
            continue;
        };
        match (&*text, own) {
            (Value::Null, _) => *text = json!({}),
            (Value::String(said), Some(own)) => *text = json!({ own.as_str(): said }),
            (Value::String(_), None) => needs_language = true,
            _ => {}
        }
    }
    needs_language
}

/// The two numbers of a place as its point.
fn has_point(place: &mut Map<String, Value>) {
    let (latitude, longitude) = (place.get("latitude"), place.get("longitude"));
    let (Some(latitude), Some(longitude)) = (latitude, longitude) else {
        return;
    };
    let point = match latitude.is_null() || longitude.is_null() {
        true => Value::Null,
        false => json!({ "latitude": latitude, "longitude": longitude }),
    };
    let at = place.keys().position(|name| name == "latitude");
    place.shift_remove("latitude");
    place.shift_remove("longitude");
    if !place.contains_key("point") {
        place.shift_insert(at.unwrap_or_default(), "point".to_owned(), point);
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

/// A proposal: the fields that it would change, and the patch that it was sent as. `own` is asked for
/// the language that its member writes in, where that must be known.
pub fn proposal<E>(
    document: &mut Value,
    own: impl FnOnce() -> Result<LanguageTag, E>,
) -> Result<(), E> {
    if proposal_of(document, None) {
        proposal_of(document, Some(&own()?));
    }
    Ok(())
}

/// As [`proposal`]; whether there are texts left that need to be told their language.
fn proposal_of(document: &mut Value, own: Option<&LanguageTag>) -> bool {
    let patch = document.get_mut("patch");
    let mut needs_language = patch.is_some_and(|patch| part_of_member(patch, own));
    let changes = document.get_mut("changes").and_then(Value::as_array_mut);
    for change in changes
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        let is_one_text = ["before", "after"]
            .iter()
            .any(|side| change.get(*side).is_some_and(Value::is_string));
        let Some(Value::String(pointer)) = change.get_mut("pointer") else {
            continue;
        };
        let is_phone = leads_to_phone(pointer);
        let steps: Vec<&str> = pointer.split('/').collect();
        let texts = match steps[..] {
            ["", "locations", _] => &OF_PLACE[..],
            ["", "service_offers", _] => &OF_OFFER,
            _ => &[],
        };
        let is_text = match steps[..] {
            ["", "locations", _, field] => OF_PLACE.contains(&field),
            ["", "service_offers", _, field] => OF_OFFER.contains(&field),
            _ => false,
        };
        let is_contact = matches!(steps[..], ["", "contacts", _]);
        let is_contact_phone = matches!(steps[..], ["", "contacts", _, "phone"]);
        if is_phone {
            pointer.push('s');
        }
        if is_text && is_one_text {
            // Today it leads to the text of one language, and each of those is a text or nothing.
            match own {
                Some(own) => pointer.push_str(&format!("/{own}")),
                None => needs_language = true,
            }
        }
        for side in ["before", "after"] {
            match change.get_mut(side) {
                Some(value) if is_phone => *value = listed(value.take()).unwrap_or(Value::Null),
                Some(Value::Object(part)) if !texts.is_empty() => {
                    has_phones(part);
                    needs_language |= by_language(part, texts, own);
                }
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
    needs_language
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
    fn a_text_gets_the_language_that_its_member_writes_in() {
        for (languages, own) in [
            (json!({"name_language": "nl", "languages": ["fr"]}), "nl"),
            (
                json!({"name_language": null, "languages": ["ar", "fr"]}),
                "ar",
            ),
            (json!({}), "en"),
        ] {
            let mut entry = languages;
            entry["locations"] = json!([
                {"label": "Desk", "latitude": 51.5, "longitude": 3.5},
                {"label": null, "latitude": null, "longitude": null},
            ]);
            entry["service_offers"] =
                json!([{"audience": "women", "eligibility": null, "access": "ring"}]);
            member(&mut entry);
            let places = json!([
                {"label": {own: "Desk"}, "point": {"latitude": 51.5, "longitude": 3.5}},
                {"label": {}, "point": null},
            ]);
            assert_eq!(entry["locations"], places);
            let offers =
                json!([{"audience": {own: "women"}, "eligibility": {}, "access": {own: "ring"}}]);
            assert_eq!(entry["service_offers"], offers);
            let again = entry.clone();
            member(&mut entry);
            assert_eq!(entry, again);
        }
    }

    #[test]
    fn a_proposal_names_the_list_and_the_language() {
        let mut document = json!({
            "patch": {"phone": "+32 9 123"},
            "changes": [
                {"pointer": "/phone", "before": null, "after": "+32 9 123"},
                {"pointer": "/contacts/x/phone", "before": null, "after": "1234"},
                {"pointer": "/locations/x", "before": null,
                 "after": {"id": "x", "phone": "1234", "label": "Balie"}},
                {"pointer": "/service_offers/y/audience", "before": null, "after": "vrouwen"},
            ],
            "accepted": ["/phone"],
        });
        proposal(&mut document, || "nl".parse::<LanguageTag>()).unwrap();
        assert_eq!(
            document,
            json!({
                "patch": {"phones": [{"number": "+32 9 123"}]},
                "changes": [
                    {"pointer": "/phones", "before": null, "after": [{"number": "+32 9 123"}]},
                    {"pointer": "/contacts/x/phone", "before": null, "after": "1234"},
                    {"pointer": "/locations/x", "before": null,
                     "after": {"id": "x", "phones": [{"number": "1234"}], "label": {"nl": "Balie"}}},
                    {"pointer": "/service_offers/y/audience/nl", "before": null, "after": "vrouwen"},
                ],
                "accepted": ["/phones"],
            })
        );
    }
}
