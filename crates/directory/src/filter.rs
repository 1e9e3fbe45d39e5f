//! What a list is narrowed by.

use std::{borrow::Cow, collections::BTreeMap};

use roaring::RoaringBitmap;

use super::{
    catalogue::Catalogue,
    matching::Matching,
    order::Ranked,
    places::{Bounds, Circle},
    ranking::Ranking,
    search::{Hits, Query, Subject, Texts},
};
use network::{Country, LanguageTag, MembershipType, ServiceCode, Timestamp, codes::codes};

codes! {
    /// A property whose values can be counted.
    Facet ("facet") {
        /// The country.
        Country = "country",
        /// The service, with those above it.
        Service = "service",
        /// The working language.
        Language = "language",
        /// The kind of member.
        MembershipType = "membership_type",
        /// The city; the hundred most frequent.
        City = "city",
    }
}

/// Any of the inner values, and that for each of the outer ones.
pub type Choice<T> = Vec<Vec<T>>;

/// What a list is narrowed by; what is empty narrows nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Found by this text.
    pub text: Option<Query>,
    /// The country that a member works in, or that a location is in.
    pub country: Choice<Country>,
    /// A service; one that has children finds them too.
    pub service: Choice<ServiceCode>,
    /// A working language; `fr` finds `fr-BE` too (RFC 4647, basic filtering).
    pub language: Choice<LanguageTag>,
    /// The kind of member.
    pub membership_type: Choice<MembershipType>,
    /// A city with a place that may be known, folded.
    pub city: Choice<String>,
    /// Changed at this time or later.
    pub updated_since: Option<Timestamp>,
    /// With a place that may be known in this circle.
    pub near: Option<Circle>,
    /// With a place that may be known in this box.
    pub bbox: Option<Bounds>,
}

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
    /// Looks with a filter into a catalogue, whose texts are those of `subject`.
    pub fn new(
        filter: &'a Filter,
        catalogue: &'a Catalogue,
        texts: &Texts,
        subject: Subject,
    ) -> Self {
        let mut search = Self::without_text(filter, catalogue);
        if let Some(query) = &filter.text {
            let hits = texts.find(query, subject);
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
        Self {
            filter,
            catalogue,
            within: near.into_iter().chain(boxed).reduce(|a, b| a & b),
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
        let indexes = catalogue.indexes();
        if without != Some(Facet::Country) {
            narrow(&mut found, &self.country, |code| {
                exact(&indexes.country, code)
            });
        }
        if without != Some(Facet::Service) {
            narrow(&mut found, &self.service, |code| {
                exact(&indexes.service, code)
            });
        }
        if without != Some(Facet::Language) {
            narrow(&mut found, &self.language, |range| {
                in_range(&indexes.language, range)
            });
        }
        if without != Some(Facet::MembershipType) {
            narrow(&mut found, &self.membership_type, |kind| {
                exact(&indexes.membership_type, kind)
            });
        }
        if without != Some(Facet::City) {
            narrow(&mut found, &self.city, |city| {
                exact(&indexes.city, city.as_str())
            });
        }
        if let Some(since) = self.updated_since {
            found.narrow(Cow::Owned(catalogue.updated_since(since)));
        }
        found
    }

    /// Whether it narrows by this facet's own property.
    pub fn names(&self, facet: Facet) -> bool {
        match facet {
            Facet::Country => !self.country.is_empty(),
            Facet::Service => !self.service.is_empty(),
            Facet::Language => !self.language.is_empty(),
            Facet::MembershipType => !self.membership_type.is_empty(),
            Facet::City => !self.city.is_empty(),
        }
    }
}

fn narrow<'a, T>(
    found: &mut Matching<'a>,
    choice: &Choice<T>,
    find: impl Fn(&T) -> Cow<'a, RoaringBitmap>,
) {
    for any in choice {
        let union = any
            .iter()
            .map(&find)
            .reduce(|a, b| Cow::Owned(a.as_ref() | b.as_ref()));
        if let Some(union) = union {
            found.narrow(union);
        }
    }
}

fn exact<'a, K, Q>(index: &'a BTreeMap<K, RoaringBitmap>, value: &Q) -> Cow<'a, RoaringBitmap>
where
    K: std::borrow::Borrow<Q> + Ord,
    Q: Ord + ?Sized,
{
    index
        .get(value)
        .map_or_else(|| Cow::Owned(RoaringBitmap::new()), Cow::Borrowed)
}

/// What has a language or a variety of it.
pub fn in_range<'a>(
    index: &'a BTreeMap<LanguageTag, RoaringBitmap>,
    range: &LanguageTag,
) -> Cow<'a, RoaringBitmap> {
    index
        .iter()
        .filter(|(tag, _)| tag.matches(range))
        .map(|(_, bitmap)| Cow::Borrowed(bitmap))
        .reduce(|a, b| Cow::Owned(a.as_ref() | b.as_ref()))
        .unwrap_or_default()
}
