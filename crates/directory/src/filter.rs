//! What a list is narrowed by.

use std::borrow::Cow;

use roaring::RoaringBitmap;

use super::{
    catalogue::Catalogue,
    dimensions::{Facet, Filter},
    matching::Matching,
    order::Ranked,
    ranking::Ranking,
    search::{Hits, Subject, Understood},
    snapshot::Snapshot,
};
use network::PageLang;

/// A filter on a catalogue, with all that has to be computed for a request computed once: a list
/// and each of its facets need it.
#[derive(Debug)]
pub struct Search<'a> {
    filter: &'a Filter,
    catalogue: &'a Catalogue,
    /// What the circle, the box and the like leave.
    within: Option<RoaringBitmap>,
    distances: Option<Ranking>,
    hits: Option<Hits>,
    relevance: Option<Ranking>,
}

impl<'a> Search<'a> {
    /// Looks with a filter into a list of a directory; `lang` is the language of the answer.
    pub fn new(
        filter: &'a Filter,
        snapshot: &'a Snapshot,
        subject: Subject,
        lang: PageLang,
    ) -> Self {
        let catalogue = match subject {
            Subject::Members => &snapshot.members,
            Subject::Locations => &snapshot.locations,
        };
        let mut search = Self::without_text(filter, catalogue);
        if let Some(query) = &filter.text {
            let meanings = snapshot.meanings(catalogue, lang, filter.reader.as_ref());
            let hits = snapshot.texts.find(query, subject, &meanings);
            let relevance = hits.ranking();
            let found = relevance.numbers();
            search.within = Some(match search.within {
                Some(within) => within & found,
                None => found.clone(),
            });
            search.relevance = Some(relevance);
            search.hits = Some(hits);
        }
        search
    }

    /// Looks with a filter into a catalogue, whatever its text.
    pub fn without_text(filter: &'a Filter, catalogue: &'a Catalogue) -> Self {
        let points = catalogue.points();
        let distances = filter.near.map(|circle| points.in_circle(&circle));
        let near = distances.as_ref().map(Ranking::numbers).cloned();
        let boxed = filter.bbox.map(|bounds| points.in_box(&bounds));
        let open = filter.open_at.map(|moment| catalogue.open_at(moment.at));
        let open = open.map(|open| open.numbers.clone());
        Self {
            filter,
            catalogue,
            within: near
                .into_iter()
                .chain(boxed)
                .chain(open)
                .reduce(|a, b| a & b),
            distances,
            hits: None,
            relevance: None,
        }
    }

    /// The ranking for an order; none when nothing was asked that makes one.
    pub fn ranking(&self, ranked: Ranked) -> Option<&Ranking> {
        match ranked {
            Ranked::Distance => self.distances.as_ref(),
            Ranked::Relevance => self.relevance.as_ref(),
        }
    }

    /// The filter.
    pub fn filter(&self) -> &'a Filter {
        self.filter
    }

    /// What the text found.
    pub fn hits(&self) -> Option<&Hits> {
        self.hits.as_ref()
    }

    /// What the text was understood as; empty where it was taken by its letters.
    pub fn understood(&self) -> &[Understood] {
        self.hits.as_ref().map_or(&[], |hits| &hits.understood)
    }

    /// What it finds. A facet's own filter is left out when `without` names it, as the counts of a
    /// filter panel need.
    pub fn find(&self, without: Option<Facet>) -> Matching<'_> {
        let found = match &self.within {
            Some(within) => Matching::Some(Cow::Borrowed(within)),
            None => Matching::All(self.catalogue.len()),
        };
        self.filter.narrow(found, self.catalogue, without)
    }
}

impl Filter {
    /// Narrows by the indexes of a catalogue.
    fn narrow<'a>(
        &self,
        mut found: Matching<'a>,
        catalogue: &'a Catalogue,
        without: Option<Facet>,
    ) -> Matching<'a> {
        for facet in Facet::ALL {
            if without != Some(*facet) {
                self.narrow_by(*facet, &mut found, catalogue.indexes());
            }
        }
        self.narrow_by_all(&mut found, catalogue.indexes());
        if !self.identifier.is_empty() {
            found.narrow(Cow::Owned(catalogue.identified(&self.identifier)));
        }
        if let Some(since) = self.updated_since {
            found.narrow(Cow::Owned(catalogue.updated_since(since)));
        }
        found
    }
}
