//! Which services are offered.

use network::ServiceCode;
use publication::PublicOffer;

/// The services of some offers, with those above them in the taxonomy, each once.
pub fn services<'a>(offers: impl Iterator<Item = &'a PublicOffer>) -> Box<[ServiceCode]> {
    sorted(offers.flat_map(|offer| offer.service.lineage()))
}

/// Each value once, in their order.
pub fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Box<[T]> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.into()
}
