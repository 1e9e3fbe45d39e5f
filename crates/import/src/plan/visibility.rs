//! How public an import may make a place.
//!
//! **No row makes a place more public than it was** unless that was confirmed. Where a file does
//! not say what may be seen, a place that is not surely the same one gets the strictest visibility
//! of those that it may be, and an address that is hidden somewhere is hidden everywhere.

use std::collections::HashMap;

use crate::drafts::LocationDraft;
use network::{Invalid, Location, LocationKind, Point, Visibility, fold};

/// How public a row's place may become.
pub struct Limits<'a> {
    /// The member's places.
    pub existing: &'a [Location],
    /// What is secret of all members.
    pub secrets: &'a Secrets,
    /// The strictest visibility among the places that no row is surely about.
    pub strictest_unsure: Option<Visibility>,
}

impl Limits<'_> {
    /// The visibility that a row's place gets; `sure` says whether the row names the place that it
    /// is paired with. Fails when the row would make something more public that may not be.
    pub fn visibility(
        &self,
        row: &LocationDraft,
        paired: Option<&Location>,
        sure: bool,
        may_publish: bool,
    ) -> Result<Visibility, Invalid> {
        let kind = row.fields.kind.unwrap_or(LocationKind::Other);
        let usual = match paired {
            Some(place) => place.visibility,
            None if row.hidden_when_new => Visibility::Hidden,
            None => Visibility::default_for(kind),
        };
        let secret = self.secret(row);
        let Some(stated) = row.visibility else {
            let limit = strictest([self.strictest_unsure, secret]);
            return Ok(limit
                .filter(|_| !sure)
                .map_or(usual, |limit| limit.min(usual)));
        };
        // A new place may be as public as the file says, unless the registry keeps its address.
        let secret = secret.filter(|_| !sure);
        let was = strictest([paired.map(|place| place.visibility), secret]);
        match was {
            Some(was) if stated > was && !may_publish => Err(Invalid::new(
                "confirmation_required",
                format!(
                    "this place is \"{was}\" in the registry and would become \"{stated}\"; \
                     confirm that with --confirm-publication, or write \"{was}\""
                ),
            )),
            _ => Ok(stated),
        }
    }

    /// The strictest visibility of the places that have this row's address or point, whatever
    /// else the row says of it and whosever they are.
    fn secret(&self, row: &LocationDraft) -> Option<Visibility> {
        let own = self
            .existing
            .iter()
            .filter(|place| names_place_of(row, place));
        let own = own.map(|place| place.visibility).min();
        strictest([own, self.secrets.visibility(row)])
    }
}

fn strictest(visibilities: [Option<Visibility>; 2]) -> Option<Visibility> {
    visibilities.into_iter().flatten().min()
}

/// The addresses and points, of all members, of which the public may not know everything.
#[derive(Debug, Default)]
pub struct Secrets {
    /// By folded address: the places.
    addresses: HashMap<String, Vec<Location>>,
    /// The places that have a point.
    points: Vec<(Point, Visibility)>,
}

impl Secrets {
    /// The secrets of these places.
    pub fn new(places: Vec<Location>) -> Self {
        let mut secrets = Self::default();
        for place in places {
            secrets
                .points
                .extend(place.point.map(|point| (point, place.visibility)));
            if let Some(address) = &place.address {
                secrets
                    .addresses
                    .entry(fold(address))
                    .or_default()
                    .push(place);
            }
        }
        secrets
    }

    fn visibility(&self, row: &LocationDraft) -> Option<Visibility> {
        let address = row
            .fields
            .address
            .as_ref()
            .and_then(Option::as_deref)
            .map(fold);
        let same_address = address
            .and_then(|address| self.addresses.get(&address))
            .into_iter()
            .flatten()
            .filter(|place| city_fits(place, row))
            .map(|place| place.visibility);
        let point = row.point.flatten();
        let same_point = self
            .points
            .iter()
            .filter(|(known, _)| Some(*known) == point)
            .map(|(_, visibility)| *visibility);
        same_address.chain(same_point).min()
    }
}

/// Whether a row has a place's address in the same city, or its point.
fn names_place_of(row: &LocationDraft, place: &Location) -> bool {
    let address = row
        .fields
        .address
        .as_ref()
        .and_then(Option::as_deref)
        .map(fold);
    let same_address =
        address.is_some() && place.address.as_deref().map(fold) == address && city_fits(place, row);
    let point = row.point.flatten();
    same_address || point.is_some() && place.point == point
}

/// Whether a place may be in the row's city.
pub fn city_fits(place: &Location, row: &LocationDraft) -> bool {
    row.fields
        .city
        .as_ref()
        .is_none_or(|city| fold(city) == fold(&place.city))
}
