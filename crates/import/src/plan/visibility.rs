//! How public an import may make a place.
//!
//! **No row makes a place more public than it was** unless that was confirmed. Where a file does
//! not say what may be seen, a place that is not surely the same one gets the strictest visibility
//! of those that it may be, and an address that is hidden somewhere is hidden everywhere.

use crate::{drafts::LocationDraft, given::Stated};
use network::{
    Country, Invalid, Location, LocationKind, Visibility,
    disclosure::{SecretHolder, SecretIndex, Text, Town, Whereabouts},
    fold,
};

/// How public a row's place may become.
pub struct Limits<'a> {
    /// What is secret of all members.
    pub secrets: &'a SecretIndex,
    /// Where a place is whose row names no country.
    pub country: Country,
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
        if paired.is_none() && row.visibility == Stated::Open {
            return Err(Invalid::new(
                "required",
                "the visibility of a new place is empty; write public, city or hidden",
            ));
        }
        let Some(stated) = row.visibility.value() else {
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

    /// The strictest visibility of the places that have this row's address, however it is written,
    /// or a point nearby, whatever else the row says of it and whosever they are.
    fn secret<'a>(&self, row: &'a LocationDraft) -> Option<Visibility> {
        let text = |field: &'a Option<Option<String>>| field.as_ref().and_then(Option::as_deref);
        let fields = &row.fields;
        let country = fields.country.unwrap_or(self.country);
        let told = self.secrets.told_by_place(&Whereabouts {
            address: text(&fields.address).map(Text::new),
            town: Town::new(country, fields.city.as_deref(), text(&fields.postal_code)),
            point: row.point.flatten(),
        });
        let visibilities = told
            .into_iter()
            .filter_map(|(hidden, _)| match hidden.holder {
                SecretHolder::Location { visibility, .. } => Some(visibility),
                SecretHolder::Contact { .. } => None,
            });
        visibilities.min()
    }
}

fn strictest(visibilities: [Option<Visibility>; 2]) -> Option<Visibility> {
    visibilities.into_iter().flatten().min()
}

/// Whether a place may be in the row's city.
pub fn city_fits(place: &Location, row: &LocationDraft) -> bool {
    row.fields
        .city
        .as_ref()
        .is_none_or(|city| fold(city) == fold(&place.city))
}
