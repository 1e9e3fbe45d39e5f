//! One thing in a list: what it is found by, ordered by, and shown as.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    dimensions::{Thing, Traits},
    rendered::{Rendered, Renderer},
    views::{MemberDetailView, MemberLocationView, Setting},
};
use network::{Collation, Date, Identifier, Opening, Point, Timestamp};
use publication::{PublicLocation, Published};

/// A member or a location in a list.
#[derive(Debug)]
pub struct Card {
    /// What tells it from all others; later in an order when two things are equal.
    pub key: Key,
    /// The member's name, by which it is ordered.
    pub name: Box<str>,
    /// The name's place in each collation.
    sort_keys: [Box<[u8]>; Collation::ALL.len()],
    /// When the public last saw it change.
    pub updated_at: Timestamp,
    /// When the member joined.
    pub joined_on: Option<Date>,
    /// What it is found by.
    pub traits: Traits,
    /// Its JSON.
    pub rendered: Rendered,
    /// Its GeoJSON geometry (RFC 7946).
    pub geometry: Box<[u8]>,
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

impl Card {
    /// A member's card.
    pub fn of_member(
        published: &Published,
        setting: Setting<'_>,
        renderer: &mut Renderer,
    ) -> Result<Self, serde_json::Error> {
        let member = &published.member;
        let points: Vec<Point> = member
            .locations
            .iter()
            .filter_map(PublicLocation::point)
            .collect();
        Ok(Self {
            geometry: geometry(&points).into(),
            points: points.into(),
            openings: openings(&member.locations),
            ..Self::new(
                published,
                Uuid::nil(),
                Traits::of(Thing {
                    member,
                    location: None,
                }),
                renderer.render(|lang| MemberDetailView::new(published, setting, lang))?,
            )
        })
    }

    /// A location's card.
    pub fn of_location(
        published: &Published,
        location: &PublicLocation,
        setting: Setting<'_>,
        renderer: &mut Renderer,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            geometry: geometry(location.point().as_slice()).into(),
            points: location.point().into_iter().collect(),
            openings: openings(std::slice::from_ref(location)),
            ..Self::new(
                published,
                location.id().uuid(),
                Traits::of(Thing {
                    member: &published.member,
                    location: Some(location),
                }),
                renderer
                    .render(|lang| MemberLocationView::new(published, location, setting, lang))?,
            )
        })
    }

    fn new(published: &Published, location: Uuid, traits: Traits, rendered: Rendered) -> Self {
        let member = &published.member;
        Self {
            key: Key {
                member: member.id.uuid(),
                location,
            },
            name: member.name.as_str().into(),
            sort_keys: Collation::ALL.map(|collation| collation.sort_key(&member.name)),
            updated_at: published.updated_at,
            joined_on: member.joined_on,
            traits,
            rendered,
            geometry: Box::default(),
            points: Box::default(),
            identifiers: member.identifiers.as_slice().into(),
            openings: Box::default(),
        }
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
fn geometry(points: &[Point]) -> Vec<u8> {
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
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geometry_is_that_of_rfc_7946() {
        let gent = Point::new(51.05, 3.72).unwrap();
        let text = |points: &[Point]| String::from_utf8(geometry(points)).unwrap();
        assert_eq!(text(&[]), "null");
        assert_eq!(
            text(&[gent]),
            r#"{"type":"Point","coordinates":[3.72,51.05]}"#
        );
        assert_eq!(
            text(&[gent, gent]),
            r#"{"type":"MultiPoint","coordinates":[[3.72,51.05],[3.72,51.05]]}"#
        );
    }
}
