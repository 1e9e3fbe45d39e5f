use std::convert::Infallible;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use network::{ContactId, LocationId, OfferId};

const SHELTER: &str = "0190b2f0-0000-7000-8000-000000000001";
const OFFICE: &str = "0190b2f0-0000-7000-8000-000000000002";

/// A member with a hidden shelter, a public office, an offer and a contact, as its JSON.
fn entry() -> Value {
    json!({
        "id": MemberId::new(), "slug": "open-huis", "name": "Open Huis", "country": "BE",
        "languages": ["nl"], "summary": {"nl": "Opvang en advies."},
        "membership": {"type": "ordinary", "status": "member", "joined_on": null, "left_on": null},
        "listing": "listed",
        "locations": [
            {"id": SHELTER, "kind": "shelter", "address": "Geheimstraat 77", "postal_code": "9620",
             "city": "Zottegem", "country": "BE", "point": {"latitude": 50.87, "longitude": 3.81},
             "phones": [{"number": "+32 9 999 99 99"}], "email": "nacht@shelter.example", "visibility": "hidden"},
            {"id": OFFICE, "kind": "office", "address": "Kerkstraat 1", "city": "Gent",
             "country": "BE", "visibility": "public", "label": {}},
        ],
        "service_offers": [{"id": OfferId::new(), "service": "housing",
            "audience": {}, "eligibility": {}, "access": {}}],
        "contacts": [{"id": ContactId::new(), "name": "Anna Vandenbroucke",
            "email": "anna.v@mail.example", "phone": "+32 470 12 34 56", "legal_basis": "contract"}],
    })
}

fn member(entry: &Value) -> Member {
    serde_json::from_value(entry.clone()).unwrap()
}

fn with(pointer: &str, value: Value) -> Value {
    let mut entry = entry();
    let (above, field) = pointer.rsplit_once('/').unwrap();
    entry.pointer_mut(above).unwrap()[field] = value;
    entry
}

fn secrets(members: &[&Member]) -> SecretIndex {
    let places = |member: &Member| member.locations.clone();
    let mut index = SecretIndex::default();
    for member in members {
        for place in places(member) {
            index.add(member.id, &place);
        }
    }
    index
}

/// What a member's entry tells that it did not, with the people of all.
fn found(before: &Member, after: &Member, all: &[&Member]) -> Vec<Exposure> {
    let people = &mut |id| {
        let member = all.iter().find(|member| member.id == id);
        Ok::<_, Infallible>(
            member
                .map(|member| member.contacts.clone())
                .unwrap_or_default(),
        )
    };
    newly_told(Some(before), after, &secrets(all), people).unwrap()
}

/// An entry with the identifiers of another one.
fn with_same_ids(one: &Value, mut other: Value) -> Value {
    other["id"] = one["id"].clone();
    for list in ["service_offers", "contacts"] {
        other[list][0]["id"] = one[list][0]["id"].clone();
    }
    other
}

/// What a change of one field of the entry tells.
fn tells(pointer: &str, value: Value) -> Vec<(String, Disclosed)> {
    let after = with(pointer, value);
    let before = with_same_ids(&after, entry());
    let (before, after) = (member(&before), member(&after));
    let found = found(&before, &after, &[&before]);
    found
        .into_iter()
        .map(|told| (told.pointer, told.tells))
        .collect()
}

use Disclosed::{Address, Email, Name, Phone};

#[test]
fn a_postal_code_that_few_houses_have_tells_the_address() {
    let dutch = |summary: &str, of_office: Value| {
        let mut entry = entry();
        for place in 0..2 {
            entry["locations"][place]["country"] = json!("NL");
        }
        entry["locations"][0]["postal_code"] = json!("1012 AB");
        entry["locations"][1]["postal_code"] = of_office;
        entry["summary"]["nl"] = json!(summary);
        entry
    };
    let told = |before: Value, after: Value| {
        let before = member(&with_same_ids(&after, before));
        let after = member(&after);
        let found = found(&before, &after, &[&before]);
        let told = found.into_iter().map(|told| (told.pointer, told.tells));
        told.collect::<Vec<_>>()
    };
    let plain = || dutch("Opvang.", Value::Null);
    let after = dutch("Kom naar 1012AB, elke avond.", Value::Null);
    assert_eq!(told(plain(), after), [("/summary/nl".to_owned(), Address)]);
    let after = dutch("Opvang.", json!("1012 AB"));
    let pointer = "/locations/1/postal_code".to_owned();
    assert_eq!(told(plain(), after), [(pointer, Address)]);
    // The office stands there for everybody to see.
    let before = dutch("Opvang.", json!("1012 AB"));
    let after = dutch("Kom naar 1012AB, elke avond.", json!("1012 AB"));
    assert_eq!(told(before, after), []);
}

#[test]
fn a_secret_is_found_in_every_text_of_the_public_entry() {
    for (pointer, value, tells_what) in [
        ("/summary/nl", "Kom naar Geheimstraat 77.", Address),
        // Indonesian, and Urim.
        ("/summary/id", "Datang ke Geheimstraat 77.", Address),
        ("/summary/uri", "Geheimstraat 77.", Address),
        (
            "/summary/nl",
            "Bel 09 999 99 99 als de deur dicht is",
            Phone,
        ),
        ("/name", "Open Huis Geheimstraat 77", Address),
        ("/acronym", "Geheimstr. 77", Address),
        ("/email", "nacht@shelter.example", Email),
        ("/email", "anna.v@mail.example", Email),
        ("/phones", "+32 9 999 99 99", Phone),
        ("/phones", "0470/12.34.56", Phone),
        ("/website", "https://geheimstraat77.example/", Address),
        (
            "/website",
            "https://maps.example/?q=50.8701,3.8102",
            Disclosed::Point,
        ),
        ("/service_offers/0/description", "", Name),
        (
            "/service_offers/0/audience/nl",
            "wie bij Anna Vandenbroucke langsgaat",
            Name,
        ),
        (
            "/service_offers/0/access/fr",
            "bel aan in de Geheimstraat",
            Address,
        ),
        (
            "/service_offers/0/eligibility/nl",
            "mail nacht (at) shelter.example",
            Email,
        ),
        ("/locations/1/label/fr", "77 Geheimstraat", Address),
        (
            "/locations/1/opening_hours",
            "ma 9-17, Geheimstraat 77 bus 2",
            Address,
        ),
        ("/locations/1/city", "Geheimstraat", Address),
        ("/locations/1/region", "Geheimsraat 77", Address),
        ("/locations/1/address", "Geheimstr. 77", Address),
        ("/locations/1/phones", "003299999999", Phone),
        ("/phones", "09 999 99 99 (Mo-Fr 9-17h)", Phone),
        ("/locations/1/email", "anna.v@mail.example", Email),
    ] {
        let (pointer, value) = match pointer {
            "/service_offers/0/description" => (
                "/service_offers/0/description",
                json!({"nl": "Vraag naar Vandenbroucke Anna"}),
            ),
            pointer if pointer.ends_with("phones") => (pointer, json!([{ "number": value }])),
            pointer => (pointer, json!(value)),
        };
        let told = tells(pointer, value.clone());
        assert!(
            told.iter()
                .any(|(at, what)| at.starts_with(pointer) && *what == tells_what),
            "{pointer} {value}: {told:?}"
        );
    }
}

#[test]
fn a_point_nearby_and_the_same_house_in_a_misspelt_city_are_told() {
    let told = tells(
        "/locations/1/point",
        json!({"latitude": 50.870_001, "longitude": 3.81}),
    );
    assert_eq!(told, [("/locations/1/point".to_owned(), Disclosed::Point)]);
    let mut after = with("/locations/1/address", json!("Geheimstraat 77"));
    after["locations"][1]["city"] = json!("Sottegem");
    let (before, after) = (member(&entry()), member(&after));
    let after = Member {
        id: before.id,
        ..after
    };
    let told = found(&before, &after, &[&before]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].pointer, "/locations/1/address");
    assert_eq!(
        told[0].sentence,
        "\"address\" of the office in Sottegem tells the address of its hidden shelter in Zottegem"
    );
}

#[test]
fn ordinary_changes_ask_nothing() {
    for (pointer, value) in [
        (
            "/summary/nl",
            "Elke dag open van 9 tot 17 uur, in Zottegem en Gent.",
        ),
        ("/summary/nl", "Sinds 1977 in de Kerkstraat 1."),
        ("/email", "info@openhuis.example"),
        ("/name", "Anna's huis"),
        ("/locations/1/city", "Zottegem"),
        ("/locations/1/address", "Kerkstraat 77"),
        ("/locations/1/address", "Geheimstraat 12"),
        ("/locations/1/opening_hours", "Mo-Fr 09:00-17:00"),
    ] {
        assert_eq!(tells(pointer, json!(value)), [], "{pointer} {value}");
    }
    assert_eq!(tells("/phones", json!([{"number": "+32 9 999 99 98"}])), []);
}

#[test]
fn what_stood_there_before_is_not_asked_about_again() {
    let before = with("/summary/nl", json!("Kom naar Geheimstraat 77."));
    let mut after = before.clone();
    after["phones"] = json!([{"number": "+32 9 123 45 67"}]);
    let (before, after) = (member(&before), member(&after));
    assert_eq!(found(&before, &after, &[&before]), []);
    let all = told(&after, &secrets(&[&after]), &mut |_| {
        Ok::<_, Infallible>(Vec::new())
    })
    .unwrap();
    assert_eq!(all.len(), 1);
    let said = &all[0].sentence;
    assert_eq!(
        said,
        "\"summary\" (nl) tells the address of its hidden shelter in Zottegem"
    );
}

#[test]
fn what_a_place_told_before_another_part_of_it_moved_is_not_asked_about_again() {
    let near = json!({"latitude": 50.8704, "longitude": 3.8103});
    let (before, mut after) = (with("/locations/1/point", near.clone()), entry());
    after = with_same_ids(&before, after);
    after["locations"][1]["point"] = near;
    after["locations"][1]["address"] = json!("Kerkstraat 3");
    let (before, moved) = (member(&before), member(&after));
    assert_eq!(found(&before, &moved, &[&before]), []);
    after["locations"][1]["address"] = json!("Geheimstr. 77");
    let told = found(&before, &member(&after), &[&before]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].tells, Address);
}

#[test]
fn another_members_secret_is_told_by_an_address_a_point_or_a_number() {
    let shelter = member(&entry());
    let mut other = entry();
    other["id"] = json!(MemberId::new());
    other["locations"] = json!([{"id": LocationId::new(), "kind": "office", "city": "Zottegem",
        "address": "Bergstraat 3", "country": "BE", "visibility": "public", "label": {}}]);
    other["contacts"] = json!([]);
    let before = member(&other);
    for (pointer, value) in [
        ("/locations/0/address", json!("77, Geheimstr.")),
        (
            "/locations/0/point",
            json!({"latitude": 50.8704, "longitude": 3.8103}),
        ),
        (
            "/phones",
            json!([{"number": "112"}, {"number": "09 999 99 99"}]),
        ),
        ("/email", json!("Nacht@Shelter.example")),
        ("/locations/0/city", json!("Geheimstraat 77")),
        ("/locations/0/region", json!("77, Geheimstr.")),
        ("/locations/0/region", json!("naast Geheimstraat 75")),
        (
            "/locations/0/region",
            json!("naast nummer vijfenzeventig, Geheimstraat"),
        ),
        (
            "/locations/0/region",
            json!("Geheimstraat - zevenenzeventig"),
        ),
        ("/locations/0/label/nl", json!("Nachthuis, Geheimstraat 77")),
        ("/summary/nl", json!("Bel 09 999 99 99")),
        ("/summary/nl", json!("nacht+x@shelter.example")),
        ("/summary/nl", json!("nacht [at] shelter punt example")),
        (
            "/summary/nl",
            json!("Bel nul negen negen negen negen negen negen negen negen"),
        ),
        (
            "/website",
            json!("https://kaart.example/@50.8704,3.8103,17z"),
        ),
    ] {
        let mut after = other.clone();
        let (above, field) = pointer.rsplit_once('/').unwrap();
        after.pointer_mut(above).unwrap()[field] = value.clone();
        let told = found(&before, &member(&after), &[&before, &shelter]);
        assert_eq!(told.len(), 1, "{pointer} {value}: {told:?}");
        assert_eq!(told[0].secret_of, shelter.id);
    }
    let mut after = other.clone();
    after["locations"][0]["city"] = json!("Brugge");
    after["locations"][0]["label"] = json!({"nl": "Geheimstraat 77"});
    assert_eq!(found(&before, &member(&after), &[&before, &shelter]), []);
    // Its people and its other secrets are looked for once they share the house.
    let mut after = other.clone();
    after["summary"]["nl"] = json!("Vraag naar Anna Vandenbroucke");
    assert_eq!(found(&before, &member(&after), &[&before, &shelter]), []);
    let mut before = other.clone();
    before["locations"][0]["address"] = json!("Geheimstraat 77");
    after["locations"] = before["locations"].clone();
    let told = found(
        &member(&before),
        &member(&after),
        &[&member(&before), &shelter],
    );
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].tells, Name);
}

#[test]
fn a_secret_in_two_fields_is_told() {
    let (before, mut after) = (entry(), entry());
    for (one, other, what) in [
        (("label", "Geheim"), ("opening_hours", "straat 77"), Address),
        (
            ("label", "Bel 09 999"),
            ("opening_hours", "99 99, na 18 uur"),
            Phone,
        ),
        (("label", "Anna"), ("region", "Vandenbroucke"), Name),
    ] {
        after["id"] = before["id"].clone();
        after["contacts"] = before["contacts"].clone();
        after["service_offers"] = before["service_offers"].clone();
        let mut now = after.clone();
        for (field, text) in [one, other] {
            now["locations"][1][field] = match field {
                "label" => json!({ "nl": text }),
                _ => json!(text),
            };
        }
        let (before, after) = (member(&before), member(&now));
        let told = found(&before, &after, &[&before]);
        assert_eq!(told.len(), 1, "{one:?} {other:?}: {told:?}");
        assert_eq!(told[0].tells, what);
        // Each alone says nothing.
        now["locations"][1][one.0] = json!({});
        assert_eq!(found(&before, &member(&now), &[&before]), []);
    }
}

#[test]
fn a_match_is_another_one_once_the_text_or_the_secret_changes() {
    let of = |entry: &Value| {
        let member = member(entry);
        let people = &mut |_| Ok::<_, Infallible>(Vec::new());
        let told = told(&member, &secrets(&[&member]), people).unwrap();
        told.into_iter().map(|told| told.id).collect::<Vec<_>>()
    };
    let first = with("/summary/nl", json!("Kom naar Geheimstraat 77."));
    let same = of(&first);
    assert_eq!(same.len(), 1);
    assert_eq!(of(&first), same);
    let mut other = first.clone();
    other["founded_year"] = json!(1999);
    assert_eq!(of(&other), same);
    let mut other = first.clone();
    other["summary"]["nl"] = json!("Kom naar Geheimstraat 77!");
    assert_ne!(of(&other), same);
    let mut other = first;
    other["locations"][0]["address"] = json!("Geheimestraat 77");
    assert_ne!(of(&other), same);
}

/// Ways of writing the address of a house, and where to write it.
fn a_slip() -> impl Strategy<Value = (String, u32, &'static str, Value)> {
    let names = prop::sample::select(vec![
        "Geheim",
        "Molen",
        "Keizer",
        "Lindenhof",
        "Stationsberg",
        "Groenendaal",
        "Waterlelie",
    ]);
    let ways = prop::sample::select(vec![
        "{n}straat {h}",
        "{n}str. {h}",
        "{n}str {h}",
        "{h} {n}straat",
        "{h}, {n}str.",
        "{n}straat {h} bus 2",
        "{n}straat {h}A",
        "{n}straat nr. {h}",
        "{N}STRAAT {h}",
        "{n} straat {h}",
        "{n}-straat {h}",
        "{n}straat, {h}",
        "nr {h} in de {n}straat",
        "{n}straat{h}",
        "{h}/3 {n}straat",
        "{n}sstraat {h}",
    ]);
    let places = prop::sample::select(vec![
        "/summary/nl",
        "/service_offers/0/description/nl",
        "/service_offers/0/audience/nl",
        "/service_offers/0/access/fr",
        "/locations/1/label/nl",
        "/locations/1/city",
        "/locations/1/address",
        "/locations/1/opening_hours",
        "/locations/1/accessibility/nl",
        "/name",
        "/locations/1/region",
    ]);
    (names, 2..400_u32, ways, places, 0..6_usize, any::<bool>()).prop_map(
        |(name, number, way, place, slip, around)| {
            let mut letters: Vec<char> = name.chars().collect();
            match slip {
                0 => {
                    letters.remove(2);
                }
                1 => letters.insert(2, 'q'),
                2 => letters.swap(1, 2),
                3 => letters[3] = 'x',
                _ => {}
            }
            let written: String = letters.into_iter().collect();
            let text = way
                .replace("{n}", &written)
                .replace("{N}", &written.to_uppercase())
                .replace("{h}", &number.to_string());
            let text = match around {
                true => format!("Kom naar {text} (bel aan)"),
                false => text,
            };
            (format!("{name}straat {number}"), number, place, json!(text))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_way_of_writing_a_hidden_address_is_published_in_silence(
        (address, _, place, text) in a_slip(),
    ) {
        let mut before = entry();
        before["locations"][0]["address"] = json!(address);
        before["service_offers"][0]["description"] = json!({});
        before["locations"][1]["accessibility"] = json!({});
        let mut after = before.clone();
        let (above, field) = place.rsplit_once('/').unwrap();
        after.pointer_mut(above).unwrap()[field] = text.clone();
        let (before, after) = (member(&before), member(&after));
        let told = found(&before, &after, &[&before]);
        prop_assert!(
            told.iter().any(|told| told.tells == Address),
            "{address}: {place} {text}"
        );
    }
}
