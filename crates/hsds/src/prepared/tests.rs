use network::{Member, ServiceType};
use serde_json::json;

use super::*;
use crate::{Organization, ServiceAtLocation};

const ONE: &str = "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11";
const TWO: &str = "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a12";

/// Two places, a service at one of them, one at both, and one that is not of the taxonomy.
fn member() -> Member {
    let offer = |id: &str, service: &str, location: Option<&str>| {
        json!({
            "id": id, "service": service, "location": location,
            "description": {"en": "A \"bed\"\n"}, "languages": ["nl", "fr-BE"],
            "free_of_charge": true, "countries": ["BE"],
        })
    };
    let place = |id: &str, label: &str| {
        json!({
            "id": id, "kind": "office", "label": {"en": label}, "city": "Gent", "country": "BE",
            "point": {"latitude": 51.05, "longitude": 3.72}, "phones": [{"number": "+32 9 123 45 67"}],
            "opening_hours": "Mo-Fr 09:00-17:00", "languages": ["nl"], "visibility": "public",
        })
    };
    serde_json::from_value(json!({
        "id": ONE, "slug": "open-huis", "name": "Open Huis", "country": "BE",
        "phones": [{"number": "+32 9 123 45 68"}], "identifiers": [{"scheme": "wikidata", "value": "Q42"}],
        "membership": {"type": "ordinary", "status": "member"}, "listing": "listed",
        "locations": [place(ONE, "Front"), place(TWO, "Back")],
        "service_offers": [
            offer(ONE, "housing", Some(TWO)),
            offer(TWO, "healthcare", None),
            offer("0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a13", "unheard-of", None),
        ],
    }))
    .unwrap()
}

#[track_caller]
fn assert_is<T: Serialize>(record: &T, write: impl FnOnce(&mut Vec<u8>)) {
    let mut out = Vec::new();
    write(&mut out);
    let expected = serde_json::to_string(record).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn records_are_put_together_as_they_would_be_written() {
    for member in [
        member(),
        Member {
            locations: Vec::new(),
            ..member()
        },
        Member {
            service_offers: Vec::new(),
            ..member()
        },
    ] {
        let types = ServiceType::core();
        let mapper = Mapper {
            member: &member,
            types: &types,
            uri: Some("https://a.example/1".to_owned()),
            last_modified: None,
            everywhere: true,
        };
        let prepared = Prepared::new(&mapper, &mut Terms::default()).unwrap();
        let organization = |depth: Depth| {
            let offers = member.service_offers.iter();
            match depth {
                Depth::Plain | Depth::Minimal => mapper.organization(),
                Depth::Full => Organization {
                    services: offers.map(|offer| mapper.service(offer)).collect(),
                    ..mapper.full_organization()
                },
                Depth::WithServices => Organization {
                    services: offers.map(|offer| mapper.full_service(offer)).collect(),
                    ..mapper.full_organization()
                },
            }
        };
        for depth in [Depth::Plain, Depth::Full, Depth::WithServices] {
            assert_is(&organization(depth), |out| {
                prepared.write_organization(out, depth);
            });
        }
        for (number, offer) in member.service_offers.iter().enumerate() {
            for depth in [Depth::Plain, Depth::Full] {
                let (service, by) = match depth {
                    Depth::Full => (mapper.full_service(offer), mapper.full_organization()),
                    _ => (mapper.service(offer), mapper.organization()),
                };
                let service = Service {
                    organization: Some(Box::new(by)),
                    ..service
                };
                assert_is(&service, |out| prepared.write_service(out, number, depth));
                for (at, AtPlace { id, place }) in prepared.places_of(number).iter().enumerate() {
                    let place = &member.locations[*place as usize];
                    let at_place = ServiceAtLocation {
                        id: *id,
                        location: match depth {
                            Depth::Full => mapper.full_location(place),
                            _ => mapper.location(place),
                        },
                        service: Some(Box::new(Service {
                            service_at_locations: Vec::new(),
                            ..service.clone()
                        })),
                    };
                    assert_is(&at_place, |out| {
                        prepared.write_at_place(out, number, at, depth);
                    });
                }
            }
        }
    }
}
