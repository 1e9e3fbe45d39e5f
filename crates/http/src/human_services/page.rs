//! Pages, as the specification has them.

use roaring::RoaringBitmap;
use serde::Serialize;
use utoipa::ToSchema;

use super::records::Records;
use crate::formats::definition::Written;
use hsds::{Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm};

/// Declares what a page of a list is, and what every page says of itself.
macro_rules! pages {
    ($( $(#[doc = $about:literal])+ $page:ident of $thing:ty, )+) => { $(
        $(#[doc = $about])+
        #[derive(Serialize, ToSchema)]
        pub struct $page {
            #[serde(flatten)]
            envelope: Envelope,
            /// What is on it.
            contents: Vec<$thing>,
        }
    )+ };
}

pages! {
    /// A page of organisations.
    HsdsOrganizationPage of Organization<'static>,
    /// A page of services.
    HsdsServicePage of Service<'static>,
    /// A page of services at their locations.
    HsdsServiceAtLocationPage of ServiceAtLocation<'static>,
    /// A page of taxonomies.
    HsdsTaxonomyPage of Taxonomy,
    /// A page of terms.
    HsdsTermPage of TaxonomyTerm<'static>,
}

/// Where a page stands in its list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HsdsEnvelope)]
pub struct Envelope {
    /// How many things there are on all pages.
    total_items: usize,
    /// How many pages there are.
    total_pages: usize,
    /// Which one this is, from 1.
    page_number: usize,
    /// How many things are on it.
    size: usize,
    /// Whether it is the first one.
    first_page: bool,
    /// Whether it is the last one, or lies behind it.
    last_page: bool,
    /// Whether nothing is on it.
    empty: bool,
}

impl Envelope {
    /// A page of what was found, and what is on it; with no size, everything is.
    pub(super) fn of(found: &RoaringBitmap, page: usize, size: Option<usize>) -> (Self, Vec<u32>) {
        let total_items = found.len() as usize;
        let size = size.unwrap_or(total_items).max(1);
        let total_pages = total_items.div_ceil(size);
        let begin = (page - 1).saturating_mul(size).min(total_items);
        let first = found.select(begin as u32);
        let rest = first.map(|first| found.range(first..));
        let found: Vec<u32> = rest.into_iter().flatten().take(size).collect();
        let envelope = Self {
            total_items,
            total_pages,
            page_number: page,
            size: found.len(),
            first_page: page == 1,
            last_page: page >= total_pages,
            empty: found.is_empty(),
        };
        (envelope, found)
    }

    /// Writes the page.
    pub(super) fn write(&self, out: &mut Vec<u8>, records: &Records) -> Written {
        serde_json::to_writer(&mut *out, self)?;
        out.pop();
        out.extend_from_slice(b",\"contents\":[");
        for (place, number) in records.numbers.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            records.write(out, *number)?;
        }
        out.extend_from_slice(b"]}");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(found: u32, page: usize, size: Option<usize>) -> (Envelope, Vec<u32>) {
        Envelope::of(&(0..found).collect(), page, size)
    }

    #[test]
    fn pages_hold_everything_once() {
        for (found, size) in [(0, 3), (1, 3), (3, 3), (7, 3), (7, 1), (7, 500)] {
            let (first, _) = page(found, 1, Some(size));
            let mut all = Vec::new();
            for number in 1..=first.total_pages {
                let (envelope, on_it) = page(found, number, Some(size));
                assert_eq!(envelope.total_items, found as usize);
                assert_eq!(envelope.size, on_it.len());
                assert_eq!(envelope.first_page, number == 1);
                assert_eq!(envelope.last_page, number == first.total_pages);
                assert!(!envelope.empty);
                all.extend(on_it);
            }
            assert_eq!(all, (0..found).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn a_page_behind_the_last_is_empty() {
        for (found, number) in [(0, 1), (3, 2), (3, usize::MAX)] {
            let (envelope, on_it) = page(found, number, Some(3));
            assert!(envelope.empty && envelope.last_page && on_it.is_empty());
        }
        let (whole, on_it) = page(7, 1, None);
        assert_eq!((whole.total_pages, on_it.len()), (1, 7));
    }
}
