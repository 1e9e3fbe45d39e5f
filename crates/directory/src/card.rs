//! One thing in a list: what it is found by, ordered by, and shown as.

use std::{
    cmp::Ordering,
    sync::{Arc, LazyLock},
};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    dimensions::{Thing, Traits},
    rendered::{Part, Rendered, Renderer, Text},
    told::Telling,
    views::{MEMBER_FIELDS, MemberDetailView, ServiceView, Setting, offers_at, services},
};
use network::{Collation, Date, Identifier, Opening, Point, Timestamp};
use publication::{PublicLocation, Published};

/// A member or a location in a list.
#[derive(Debug)]
pub struct Card {
    /// What tells it from all others; later in an order when two things are equal.
    pub key: Key,
    /// The member's name, by which it is ordered.
    pub name: Arc<str>,
    /// The name's place in each collation.
    sort_keys: [Arc<[u8]>; Collation::ALL.len()],
    /// When the public last saw it change.
    pub updated_at: Timestamp,
    /// When the member joined.
    pub joined_on: Option<Date>,
    /// What it is found by.
    pub traits: Traits,
    /// Its JSON.
    pub rendered: Rendered,
    /// The points of its places, as they may be shown.
    pub points: Box<[Point]>,
    /// By what its member is known elsewhere.
    pub identifiers: Box<[Identifier]>,
    /// When its places are open.
    pub openings: Box<[Opening]>,
}

/// A member's identifier, and a location's where the thing is a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The member.
    #[serde(rename = "m")]
    pub member: Uuid,
    /// The location; the nil UUID for a member.
    #[serde(rename = "l", default, skip_serializing_if = "Uuid::is_nil")]
    pub location: Uuid,
}

/// The card of a member, and those of its places.
pub type WithPlaces = (Card, Box<[Arc<Card>]>);

/// The number of a member's field with its places.
static LOCATIONS: LazyLock<Option<usize>> =
    LazyLock::new(|| MEMBER_FIELDS.iter().position(|field| field == "locations"));

impl Card {
    /// The cards of a member and of its places.
    pub fn of(
        published: &Published,
        setting: Setting<'_>,
        renderer: &mut Renderer,
    ) -> Result<WithPlaces, serde_json::Error> {
        let member = &published.member;
        let view = MemberDetailView::new(published, setting, Telling::InEach);
        let (text, parts) = renderer.render(&view, *LOCATIONS)?;
        let text = Arc::new(text);
        let points = member.locations.iter().filter_map(PublicLocation::point);
        let points: Box<[Point]> = points.collect();
        let card = Self {
            key: Key {
                member: member.id.uuid(),
                location: Uuid::nil(),
            },
            name: member.name.as_str().into(),
            sort_keys: sort_keys(&member.name),
            updated_at: published.updated_at,
            joined_on: member.joined_on,
            traits: Traits::of(Thing {
                member,
                location: None,
            }),
            rendered: Rendered::Member(Arc::clone(&text)),
            points,
            identifiers: member.identifiers.as_slice().into(),
            openings: openings(&member.locations),
        };
        let places = member.locations.iter().zip(parts);
        let places = places.map(|(place, part)| {
            card.of_location(published, (place, part, &text), setting, renderer)
                .map(Arc::new)
        });
        let places = places.collect::<Result<_, _>>()?;
        Ok((card, places))
    }

    /// The card of a place, which is called as its member.
    fn of_location(
        &self,
        published: &Published,
        (location, part, of): (&PublicLocation, Part, &Arc<Text>),
        setting: Setting<'_>,
        renderer: &mut Renderer,
    ) -> Result<Self, serde_json::Error> {
        let member = &published.member;
        let mut offers = member.service_offers.iter();
        let is_all_given_here =
            offers.all(|offer| offer.location.is_none_or(|at| at == location.id()));
        let services = match is_all_given_here {
            true => None,
            false => {
                let offers = offers_at(member, location);
                let services = services(offers, setting.taxonomy, Telling::InEach);
                let (text, _) = renderer.render(&Services { services }, None)?;
                Some(Box::new(text))
            }
        };
        Ok(Self {
            key: Key {
                location: location.id().uuid(),
                ..self.key
            },
            name: Arc::clone(&self.name),
            sort_keys: self.sort_keys.clone(),
            updated_at: self.updated_at,
            joined_on: self.joined_on,
            traits: Traits::of(Thing {
                member,
                location: Some(location),
            }),
            rendered: Rendered::Place {
                of: Arc::clone(of),
                part,
                services,
            },
            points: location.point().into_iter().collect(),
            identifiers: self.identifiers.clone(),
            openings: openings(std::slice::from_ref(location)),
        })
    }

    /// Its GeoJSON geometry (RFC 7946): its points.
    pub fn geometry(&self) -> String {
        geometry(&self.points)
    }

    /// Whether a place of it is open for certain.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.openings.iter().any(|opening| opening.is_open(at))
    }

    /// The name's place in a collation.
    pub fn sort_key(&self, collation: Collation) -> &[u8] {
        &self.sort_keys[collation.index()]
    }

    /// Orders by name, then by key.
    pub fn compare_names(&self, other: &Self, collation: Collation) -> Ordering {
        self.sort_key(collation)
            .cmp(other.sort_key(collation))
            .then_with(|| self.key.cmp(&other.key))
    }
}

/// A name's place in each collation; most have the same in all.
fn sort_keys(name: &str) -> [Arc<[u8]>; Collation::ALL.len()] {
    let root: Arc<[u8]> = Collation::Root.sort_key(name).into();
    Collation::ALL.map(|collation| match collation.tells_apart(name) {
        true => collation.sort_key(name).into(),
        false => Arc::clone(&root),
    })
}

/// The services that are given at a place, as its record has them.
#[derive(Serialize)]
struct Services<'a> {
    services: Vec<ServiceView<'a>>,
}

/// The hours of places that can be read. Of a place that is shown by its city they are not public.
fn openings(places: &[PublicLocation]) -> Box<[Opening]> {
    let exact = places.iter().filter_map(|place| match place {
        PublicLocation::Exact(exact) => Some((place, exact.opening_hours.as_deref()?)),
        PublicLocation::City(_) => None,
    });
    exact
        .filter_map(|(place, hours)| Opening::read(hours, place.country(), place.point()))
        .collect()
}

/// No point gives `null`, one gives a Point, several give a MultiPoint (RFC 7946, 3.1 and 3.2).
fn geometry(points: &[Point]) -> String {
    let position = |point: &Point| format!("[{},{}]", point.longitude(), point.latitude());
    match points {
        [] => "null".to_owned(),
        [point] => format!(r#"{{"type":"Point","coordinates":{}}}"#, position(point)),
        points => {
            let positions: Vec<String> = points.iter().map(position).collect();
            format!(
                r#"{{"type":"MultiPoint","coordinates":[{}]}}"#,
                positions.join(",")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use network::{Lang, Member, ServiceType, Slug};
    use publication::publish;
    use serde_json::{Value, json};

    use super::*;
    use crate::{
        Fields, Taxonomy,
        public_url::PublicUrl,
        views::{LOCATION_FIELDS, MemberLocationView},
    };

    /// Two places, and an offer at one of them beside one at both.
    fn published() -> Published {
        let id = |end: u8| format!("0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a{end}");
        let place = |end, label: Value| {
            json!({
                "id": id(end), "kind": "office", "label": label, "city": "Gent", "country": "BE",
                "point": {"latitude": 51.05, "longitude": 3.72}, "visibility": "public",
                "phones": [{"number": "+32 9 123 45 67"}, {"number": "112"}],
                "accessibility": {"nl": "een \"helling\"\n", "fr": "une rampe"},
            })
        };
        let offer = |end, service, place: Option<u8>| {
            json!({
                "id": id(end), "service": service, "location": place.map(id),
                "description": {"nl": "Bed", "en": "Bed", "pt": "Cama"}, "languages": ["nl"],
            })
        };
        let member: Member = serde_json::from_value(json!({
            "id": id(10), "slug": "open-huis", "name": "Open \"Huis\"", "name_language": "nl", "country": "BE",
            "membership": {"type": "ordinary", "status": "member"}, "listing": "listed",
            "summary": {"nl": "Zorgt", "fr": "Soigne"},
            "locations": [place(20, json!({"en": "Front", "nl": "Voor"})), place(21, json!({}))],
            "service_offers": [offer(30, "housing", Some(20)), offer(31, "healthcare", None)],
        }))
        .unwrap();
        Published {
            member: publish(&member).unwrap(),
            former_slugs: Vec::<Slug>::new(),
            updated_at: Timestamp::now(),
            revision: 1,
        }
    }

    #[test]
    fn cards_say_what_would_be_serialised_for_the_request() {
        let published = published();
        let taxonomy = Taxonomy::new(ServiceType::core());
        let setting = Setting {
            taxonomy: &taxonomy,
            public_url: &PublicUrl::new("https://directory.example.org"),
            reader: None,
        };
        let (member, places) = Card::of(&published, setting, &mut Renderer::default()).unwrap();
        let check = |card: &Card, lang: Lang, expected: Value, names: &[String]| {
            let written = |fields| {
                let mut out = Vec::new();
                card.rendered.write(&mut out, lang, fields);
                assert!(out.len() <= card.rendered.length(lang, fields) + 64);
                String::from_utf8(out).unwrap()
            };
            assert_eq!(
                written(Fields::First(names.len() as u8)),
                expected.to_string()
            );
            for (number, name) in names.iter().enumerate() {
                let alone = json!({ name: expected[name] }).to_string();
                assert_eq!(written(Fields::Only(1 << number)), alone);
            }
            let most = names.len() - 2;
            let mut begun = expected.clone();
            begun
                .as_object_mut()
                .unwrap()
                .retain(|name, _| names[..most].contains(name));
            assert_eq!(written(Fields::First(most as u8)), begun.to_string());
            assert_eq!(written(Fields::Only((1 << most) - 1)), begun.to_string());
        };
        for lang in Lang::ALL {
            let view = MemberDetailView::new(&published, setting, lang);
            check(
                &member,
                lang,
                serde_json::to_value(&view).unwrap(),
                &MEMBER_FIELDS,
            );
            for (place, location) in places.iter().zip(&published.member.locations) {
                let view = MemberLocationView::new(&published, location, setting, lang);
                check(
                    place,
                    lang,
                    serde_json::to_value(&view).unwrap(),
                    &LOCATION_FIELDS,
                );
            }
        }
    }

    #[test]
    fn a_geometry_is_that_of_rfc_7946() {
        let gent = Point::new(51.05, 3.72).unwrap();
        assert_eq!(geometry(&[]), "null");
        assert_eq!(
            geometry(&[gent]),
            r#"{"type":"Point","coordinates":[3.72,51.05]}"#
        );
        assert_eq!(
            geometry(&[gent, gent]),
            r#"{"type":"MultiPoint","coordinates":[[3.72,51.05],[3.72,51.05]]}"#
        );
    }
}
