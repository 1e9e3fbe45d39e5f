//! What a list is narrowed by.

use std::{borrow::Cow, collections::BTreeMap};

use roaring::RoaringBitmap;

use super::catalogue::Catalogue;
use crate::network::{Country, LanguageTag, MembershipType, ServiceCode, Timestamp, codes::codes};

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
}

/// The things that a filter finds, by number.
#[derive(Debug, Clone, PartialEq)]
pub enum Matching<'a> {
    /// All of so many.
    All(u32),
    /// These.
    Some(Cow<'a, RoaringBitmap>),
}

impl Matching<'_> {
    /// How many there are.
    pub fn len(&self) -> u64 {
        match self {
            Self::All(count) => u64::from(*count),
            Self::Some(bitmap) => bitmap.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a thing is among them.
    pub fn contains(&self, number: u32) -> bool {
        match self {
            Self::All(count) => number < *count,
            Self::Some(bitmap) => bitmap.contains(number),
        }
    }

    /// How many of them are in `other`.
    pub fn count_in(&self, other: &RoaringBitmap) -> u64 {
        match self {
            Self::All(_) => other.len(),
            Self::Some(bitmap) => bitmap.intersection_len(other),
        }
    }
}

impl<'a> Matching<'a> {
    fn narrow(&mut self, by: Cow<'a, RoaringBitmap>) {
        match self {
            Self::All(_) => *self = Self::Some(by),
            Self::Some(bitmap) => *bitmap.to_mut() &= by.as_ref(),
        }
    }
}

impl Filter {
    /// What it finds in a catalogue. A facet's own filter is left out when `without` names it, as
    /// the counts of a filter panel need.
    pub fn find<'a>(&self, catalogue: &'a Catalogue, without: Option<Facet>) -> Matching<'a> {
        let mut found = Matching::All(catalogue.len());
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
