use serde_json::{Value, json};

use super::{
    values::{read, written},
    *,
};
use pages::Fields;

/// The document of the registry API.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/registry.json");

/// What the API takes and no form of fields has.
const ELSEWHERE: [(&str, &str, &str); 22] = [
    (
        "MemberPatch",
        "membership",
        "its fields are fields of the form",
    ),
    ("MemberPatch", "locations", "each has a form of its own"),
    (
        "MemberPatch",
        "service_offers",
        "each has a form of its own",
    ),
    ("MemberPatch", "contacts", "each has a form of its own"),
    ("MemberPatch", "notes", "each has a form of its own"),
    ("MemberPatch", "confirm_publication", "it is asked about"),
    ("MemberPatch", "confirm_positions", "it is asked about"),
    (
        "MemberPatch",
        "allow_duplicate",
        "the form of a new member asks",
    ),
    (
        "MembershipPatch",
        "status",
        "it moves by a step, which has a form of its own",
    ),
    ("LocationPatch", "id", "it stays for ever"),
    ("LocationPatch", "confirm_publication", "it is asked about"),
    ("LocationPatch", "confirm_positions", "it is asked about"),
    ("ServiceOfferPatch", "id", "it stays for ever"),
    ("ContactPatch", "id", "it stays for ever"),
    ("NotePatch", "id", "it stays for ever"),
    (
        "NetworkProfilePatch",
        "accent_color",
        "colours and logo have a screen",
    ),
    (
        "NetworkProfilePatch",
        "logo",
        "colours and logo have a screen",
    ),
    (
        "NetworkProfilePatch",
        "confirm_publication",
        "it is asked about",
    ),
    (
        "ServiceTypePatch",
        "code",
        "a new service says it, and merging changes it",
    ),
    (
        "ServiceTypePatch",
        "confirm_publication",
        "it is asked about",
    ),
    ("StaffPatch", "", "the team has a screen"),
    ("WebhookPatch", "", "webhooks have a screen"),
];

#[test]
fn every_field_that_the_api_takes_has_a_field_of_a_form() {
    let document = std::fs::read_to_string(DOCUMENT).unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut elsewhere = ELSEWHERE.to_vec();
    // What changes a record is a merge patch; those of parts of it have no properties of their own.
    let patches = schemas.iter().filter(|(name, schema)| {
        name.ends_with("Patch") && schema["properties"].is_object() && *name != "PointPatch"
    });
    for (patch, schema) in patches {
        let form: &[(&str, Kind)] = match patch.as_str() {
            "MemberPatch" | "MembershipPatch" => &MEMBER,
            "LocationPatch" => &PLACE,
            "ServiceOfferPatch" => &OFFER,
            "ContactPatch" => &PERSON,
            "NotePatch" => &NOTE,
            "NetworkProfilePatch" => &NETWORK,
            "ServiceTypePatch" => &SERVICE,
            _ => {
                let whole = (patch.as_str(), "");
                let before = elsewhere.len();
                elsewhere.retain(|(of, field, _)| (*of, *field) != whole);
                assert!(elsewhere.len() < before, "{patch} has no form");
                continue;
            }
        };
        for name in schema["properties"].as_object().unwrap().keys() {
            let of_form = match patch.as_str() {
                "MembershipPatch" => format!("membership.{name}"),
                _ => name.clone(),
            };
            let is_in_form = form.iter().any(|(field, _)| *field == of_form);
            let before = elsewhere.len();
            elsewhere.retain(|(of, field, _)| (*of, *field) != (patch.as_str(), name.as_str()));
            assert_ne!(is_in_form, elsewhere.len() < before, "{patch}: {name}");
        }
    }
    assert_eq!(elsewhere, [], "it is no field that the API takes");
}

fn asked(form: &[(&str, Kind)], record: &Value, typed: &str) -> Value {
    patch(form, record, &Fields::of(typed))
}

#[test]
fn names_are_written_behind_their_languages() {
    let names = json!([
        { "language": "fr", "name": "Maison Ouverte" },
        { "language": null, "name": "Casa: abrigo" },
        { "language": null, "name": "OH" },
    ]);
    let lines = written(Kind::Names, &names);
    assert_eq!(lines, "fr:Maison Ouverte\n:Casa: abrigo\nOH");
    assert_eq!(read(Kind::Names, &lines), names);
    // What stands before a colon is not always a language.
    let read = read(Kind::Names, "Refuge: the house");
    assert_eq!(
        read,
        json!([{ "language": null, "name": "Refuge: the house" }])
    );
}

#[test]
fn a_field_within_another_is_asked_for_within_it() {
    let form = [
        ("membership.type", Kind::Membership),
        ("membership.left_on", Kind::Day),
    ];
    let record = json!({ "membership": { "type": "ordinary", "left_on": "2024-01-01" } });
    let same = "membership.type=ordinary&membership.left_on=2024-01-01";
    assert_eq!(asked(&form, &record, same), json!({}));
    let other = "membership.type=affiliate&membership.left_on=";
    let patch = json!({ "membership": { "type": "affiliate", "left_on": null } });
    assert_eq!(asked(&form, &record, other), patch);
}

#[test]
fn several_ways_of_delivery_are_chosen() {
    let form = [("delivery", Kind::Delivery)];
    let record = json!({ "delivery": ["in_person", "phone"] });
    assert_eq!(
        asked(&form, &record, "delivery=in_person&delivery=phone"),
        json!({})
    );
    assert_eq!(asked(&form, &record, ""), json!({ "delivery": [] }));
    let patch = json!({ "delivery": ["phone", "online"] });
    assert_eq!(
        asked(&form, &record, "delivery=phone&delivery=online"),
        patch
    );
}

#[test]
fn what_a_patch_does_not_speak_of_stays() {
    let mut record = json!({ "label": { "en": "Desk", "nl": "Balie" }, "city": "Gent" });
    patched(
        &mut record,
        &json!({ "label": { "en": null, "fr": "Accueil" }, "city": "Gand" }),
    );
    let label = json!({ "nl": "Balie", "fr": "Accueil" });
    assert_eq!(record, json!({ "label": label, "city": "Gand" }));
}
