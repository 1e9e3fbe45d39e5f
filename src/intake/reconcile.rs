//! Finds which of a member's places and offers a row is about.
//!
//! Spreadsheets have no key for a place, and an address is often just what changed. So rows are
//! paired with what the registry has from the surest sign to the weakest. Whatever the registry
//! has and the file has not is left alone: an import never removes anything.
//!
//! One rule stands above the pairing: **no row makes a place more public than it was** unless
//! that was confirmed, and where a file does not say what may be seen, a place that is not surely
//! the same one gets the strictest visibility of those that it may be.

use std::collections::VecDeque;

use super::drafts::{LocationDraft, OfferDraft};
use crate::network::{Country, Location, ServiceOffer, Visibility, fold};

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It made something new.
    Created,
    /// It changed something.
    Changed,
    /// It says what is there already.
    Same,
    /// It cannot be taken.
    Refused(String),
}

/// A member's things after the rows were laid over them.
#[derive(Debug)]
pub struct Reconciled<T> {
    /// The things.
    pub things: Vec<T>,
    /// What became of each row.
    pub outcomes: Vec<Outcome>,
    /// How many things no row was about.
    pub left_alone: usize,
}

/// Lays rows over a member's places.
pub fn locations(
    existing: &[Location],
    rows: &[LocationDraft],
    country: Country,
    may_publish: bool,
) -> Reconciled<Location> {
    let exactly = pair(existing, rows, |place, row| {
        kind_fits(place, row) && city_fits(place, row) && address_fits(place, row)
    });
    let mut pairs = exactly.clone();
    pair_more(&mut pairs, existing, rows, |place, row| {
        kind_fits(place, row) && city_fits(place, row)
    });
    pair_more(&mut pairs, existing, rows, kind_fits);
    let unsure = (0..existing.len()).filter(|place| !exactly.contains(&Some(*place)));
    let strictest = unsure.map(|place| existing[place].visibility).min();

    let mut things = existing.to_vec();
    let mut outcomes = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let sure = exactly[number].is_some();
        outcomes.push(match pairs[number] {
            Some(place) => {
                let was = existing[place].visibility;
                let visibility = match row.visibility {
                    Some(visibility) => visibility,
                    None if sure => was,
                    None => strictest.map_or(was, |strictest| strictest.min(was)),
                };
                if visibility > was && !may_publish {
                    outcomes.push(Outcome::Refused(format!(
                        "this place is \"{was}\" in the registry and would become \"{visibility}\"; \
                         confirm that with --confirm-publication, or write \"{was}\""
                    )));
                    continue;
                }
                row.apply(&mut things[place]);
                things[place].visibility = visibility;
                told(existing[place] != things[place])
            }
            None => {
                let kind = row.kind.unwrap_or(crate::network::LocationKind::Office);
                let visibility = row.visibility.unwrap_or_else(|| {
                    let usual = Visibility::default_for(kind);
                    strictest.map_or(usual, |strictest| strictest.min(usual))
                });
                match row.create(country, visibility) {
                    Some(place) => {
                        things.push(place);
                        Outcome::Created
                    }
                    None => Outcome::Refused("the city is missing; it must be there".to_owned()),
                }
            }
        });
    }
    Reconciled {
        left_alone: existing.len() - pairs.iter().flatten().count(),
        things,
        outcomes,
    }
}

/// Lays rows over a member's offers.
pub fn offers(existing: &[ServiceOffer], rows: &[OfferDraft]) -> Reconciled<ServiceOffer> {
    let service_fits = |offer: &ServiceOffer, row: &OfferDraft| offer.service == row.service;
    let mut pairs = pair(existing, rows, |offer, row| {
        service_fits(offer, row)
            && row
                .audience
                .as_ref()
                .is_none_or(|fed| *fed == offer.audience)
    });
    pair_more(&mut pairs, existing, rows, service_fits);
    let mut things = existing.to_vec();
    let outcomes = rows
        .iter()
        .zip(&pairs)
        .map(|(row, pair)| match pair {
            Some(number) => {
                row.apply(&mut things[*number]);
                told(existing[*number] != things[*number])
            }
            None => {
                things.push(row.create());
                Outcome::Created
            }
        })
        .collect();
    Reconciled {
        left_alone: existing.len() - pairs.iter().flatten().count(),
        things,
        outcomes,
    }
}

fn told(changed: bool) -> Outcome {
    if changed {
        Outcome::Changed
    } else {
        Outcome::Same
    }
}

fn kind_fits(place: &Location, row: &LocationDraft) -> bool {
    row.kind.is_none_or(|kind| kind == place.kind)
}

fn city_fits(place: &Location, row: &LocationDraft) -> bool {
    row.city
        .as_ref()
        .is_none_or(|city| fold(city) == fold(&place.city))
}

fn address_fits(place: &Location, row: &LocationDraft) -> bool {
    row.address
        .as_ref()
        .is_none_or(|address| *address == place.address)
        && row
            .postal_code
            .as_ref()
            .is_none_or(|code| *code == place.postal_code)
}

/// For each row the first thing that it fits and that no row before it took.
fn pair<T, R>(existing: &[T], rows: &[R], fits: impl Fn(&T, &R) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; rows.len()];
    pair_more(&mut pairs, existing, rows, fits);
    pairs
}

fn pair_more<T, R>(
    pairs: &mut [Option<usize>],
    existing: &[T],
    rows: &[R],
    fits: impl Fn(&T, &R) -> bool,
) {
    let mut free: VecDeque<usize> = (0..existing.len())
        .filter(|number| !pairs.contains(&Some(*number)))
        .collect();
    for (pair, row) in pairs
        .iter_mut()
        .zip(rows)
        .filter(|(pair, _)| pair.is_none())
    {
        if let Some(place) = free.iter().position(|number| fits(&existing[*number], row)) {
            *pair = free.remove(place);
        }
    }
}
