use network::{
    Contact, Location, Member, Membership, NetworkProfile, Note, ServiceOffer, ServiceType,
};
use pages::Fields;
use utoipa::PartialSchema;

use super::*;

/// The fields of a record that the API takes.
fn taken<T: PartialSchema>() -> Vec<String> {
    let schema = serde_json::to_value(T::schema()).unwrap();
    let properties = schema["properties"].as_object().unwrap().iter();
    let taken = properties.filter(|(_, field)| field["readOnly"] != true);
    taken.map(|(name, _)| name.clone()).collect()
}

/// What the API takes and no form of fields has.
const ELSEWHERE: [(&str, &str, &str); 16] = [
    ("member", "membership", "its fields are fields of the form"),
    ("member", "locations", "each has a form of its own"),
    ("member", "service_offers", "each has a form of its own"),
    ("member", "contacts", "each has a form of its own"),
    ("member", "notes", "each has a form of its own"),
    (
        "membership",
        "status",
        "it moves by a step, which has a form of its own",
    ),
    ("place", "id", "an identifier stays for ever"),
    ("offer", "id", "an identifier stays for ever"),
    ("person", "id", "an identifier stays for ever"),
    ("note", "id", "an identifier stays for ever"),
    ("note", "recorded_at", "it is the moment of writing"),
    ("network", "accent_color", "the screen of colours and logo"),
    ("network", "logo", "the screen of colours and logo"),
    (
        "network",
        "sample_data",
        "the command line says what a sample is",
    ),
    (
        "service",
        "code",
        "the screen of services makes and moves codes",
    ),
    (
        "service",
        "former_codes",
        "it follows from the changes of the code",
    ),
];

#[test]
fn every_field_that_the_api_takes_has_a_field_of_a_form() {
    let mut elsewhere = ELSEWHERE.to_vec();
    for (part, taken, form) in [
        ("member", taken::<Member>(), &MEMBER[..]),
        ("membership", taken::<Membership>(), &MEMBER),
        ("place", taken::<Location>(), &PLACE),
        ("offer", taken::<ServiceOffer>(), &OFFER),
        ("person", taken::<Contact>(), &PERSON),
        ("note", taken::<Note>(), &NOTE),
        ("network", taken::<NetworkProfile>(), &NETWORK),
        ("service", taken::<ServiceType>(), &SERVICE),
    ] {
        for name in taken {
            let within = format!("{part}.{name}");
            let is_in_form = form
                .iter()
                .any(|(field, _)| *field == name || *field == within);
            let before = elsewhere.len();
            elsewhere.retain(|(of, field, _)| (*of, *field) != (part, name.as_str()));
            assert_ne!(is_in_form, elsewhere.len() < before, "{part}: {name}");
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
