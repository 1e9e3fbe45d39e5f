//! The properties that a list can be narrowed by and whose values are counted (facets), each
//! declared once: what a card has, how it is indexed, how a filter finds it, how it is labelled.

use std::{borrow::Cow, fmt::Display, str::FromStr, sync::Arc};

use roaring::RoaringBitmap;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    card::Card,
    index::Index,
    matching::Matching,
    moves::Moves,
    offered::{services, sorted},
    openings::Moment,
    places::{Bounds, Circle},
    search::Query,
    taxonomy::Taxonomy,
    views::offers_at,
};
use network::{
    Country, Identifier, LanguageTag, MembershipType, PageLang, ServiceCode, Timestamp,
    codes::codes, fold,
};
use publication::{PublicLocation, PublicMember};

/// A value that things have and that a filter may name.
pub(super) trait Dimension: Clone + Ord + Display + FromStr {
    /// Its name for people.
    fn label(&self, taxonomy: &Taxonomy, lang: PageLang) -> String;

    /// The values to choose from, in the order in which they are counted.
    fn all(index: &Index<Self>, _: &Taxonomy) -> Vec<Self> {
        index.keys().cloned().collect()
    }

    /// What a filter that names it finds.
    fn find<'a>(&self, index: &'a Index<Self>) -> Cow<'a, RoaringBitmap> {
        let found = index.get(self);
        found
            .map(|found| Cow::Borrowed(&**found))
            .unwrap_or_default()
    }
}

impl Dimension for Country {
    fn label(&self, _: &Taxonomy, lang: PageLang) -> String {
        self.name(lang).to_owned()
    }
}

impl Dimension for ServiceCode {
    fn label(&self, taxonomy: &Taxonomy, lang: PageLang) -> String {
        taxonomy.label(self, lang).to_owned()
    }

    fn all(_: &Index<Self>, taxonomy: &Taxonomy) -> Vec<Self> {
        let types = taxonomy.types().iter();
        types.map(|service| service.code.clone()).collect()
    }
}

impl Dimension for LanguageTag {
    fn label(&self, _: &Taxonomy, lang: PageLang) -> String {
        self.name(lang)
    }

    /// What has the language or a variety of it (RFC 4647, basic filtering).
    fn find<'a>(&self, index: &'a Index<Self>) -> Cow<'a, RoaringBitmap> {
        index
            .iter()
            .filter(|(tag, _)| tag.matches(self))
            .map(|(_, bitmap)| Cow::Borrowed(&**bitmap))
            .reduce(|a, b| Cow::Owned(a.as_ref() | b.as_ref()))
            .unwrap_or_default()
    }
}

impl Dimension for MembershipType {
    fn label(&self, _: &Taxonomy, lang: PageLang) -> String {
        MembershipType::label(*self, lang).to_owned()
    }

    fn all(_: &Index<Self>, _: &Taxonomy) -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

/// A city.
impl Dimension for String {
    fn label(&self, _: &Taxonomy, _: PageLang) -> String {
        self.clone()
    }
}

/// A member, or one of its locations.
#[derive(Clone, Copy)]
pub(super) struct Thing<'a> {
    pub(super) member: &'a PublicMember,
    pub(super) location: Option<&'a PublicLocation>,
}

/// How many things have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    /// The value's code, as a filter takes it.
    #[schema(example = "housing")]
    pub value: String,
    /// The value's name in the language of the answer.
    #[schema(example = "Housing")]
    pub label: String,
    /// How many things have it.
    #[schema(example = 69)]
    pub count: u64,
}

/// Makes of a table of properties the types that have a field for each of them. A row says the
/// parameter's name, the type of its values, what a card keeps of a thing and how, what the OpenAPI
/// document says of its counts, and the parameter for things that have several of its values, where
/// a thing can.
macro_rules! dimensions {
    ($(
        $(#[doc = $doc:tt])+
        $variant:ident = $code:tt as $field:ident: $value:ty {
            card: $kept:ty = $of:expr,
            counts: $counts:tt,
            $(all: $all:ident,)?
        }
    )+) => {
        codes! {
            /// A property whose values can be counted.
            Facet ("facet") {
                $( $(#[doc = $doc])+ $variant = $code, )+
            }
        }

        impl Facet {
            /// The parameters that narrow by it: any of its values, and all of them where a thing
            /// can have several.
            pub fn parameters(self) -> &'static [&'static str] {
                match self { $( Self::$variant => &[$code $(, stringify!($all))?], )+ }
            }

            /// The name of a value that is written as in an address; none when it is no such value.
            pub fn label(self, value: &str, taxonomy: &Taxonomy, lang: PageLang) -> Option<String> {
                match self {
                    $( Self::$variant => {
                        let value = value.parse::<$value>().ok()?;
                        Some(Dimension::label(&value, taxonomy, lang))
                    } )+
                }
            }
        }

        /// What a thing is found by. For a filter, a thing has a value when it is in its list.
        #[derive(Debug)]
        pub struct Traits {
            $( $(#[doc = $doc])+ pub $field: $kept, )+
        }

        impl Traits {
            pub(super) fn of(thing: Thing<'_>) -> Self {
                $( let $field: fn(Thing<'_>) -> $kept = $of; )+
                Self { $( $field: $field(thing), )+ }
            }
        }

        /// An index for each property that a filter may name.
        #[derive(Debug, Default, PartialEq)]
        pub struct Indexes {
            $( $(#[doc = $doc])+ pub $field: Arc<Index<$value>>, )+
        }

        impl Indexes {
            /// The indexes after some things went, given with their old numbers, and others came.
            pub(super) fn after(
                &self,
                gone: &[(u32, &Arc<Card>)],
                come: &[(u32, &Arc<Card>)],
                moves: &Moves,
            ) -> Self {
                $( let $field = {
                    let gone = gone.iter().map(|(number, card)| (*number, &card.traits.$field[..]));
                    let come = come.iter().map(|(number, card)| (*number, &card.traits.$field[..]));
                    self.$field.after(gone.collect(), come.collect(), moves)
                }; )+
                Self { $( $field, )+ }
            }
        }

        /// What a list is narrowed by; what is empty narrows nothing. A cursor holds a hash of its
        /// `Debug` text.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Filter {
            /// Found by this text.
            pub text: Option<Query>,
            /// The language of who typed it, where it is not one of the seven.
            pub reader: Option<LanguageTag>,
            $(
                /// With any of these.
                $(#[doc = $doc])+
                pub $field: Vec<$value>,
                $(
                    /// With all of these.
                    pub $all: Vec<$value>,
                )?
            )+
            /// Known elsewhere by any of these.
            pub identifier: Vec<Identifier>,
            /// Changed at this time or later.
            pub updated_since: Option<Timestamp>,
            /// With a place that is open at this moment.
            pub open_at: Option<Moment>,
            /// With a place that may be known in this circle.
            pub near: Option<Circle>,
            /// With a place that may be known in this box.
            pub bbox: Option<Bounds>,
        }

        impl Filter {
            /// Whether it narrows by this facet's own property.
            pub fn names(&self, facet: Facet) -> bool {
                match facet { $( Facet::$variant => !self.$field.is_empty(), )+ }
            }

            /// Narrows no longer by what this parameter of a facet says.
            pub fn clear(&mut self, parameter: &str) {
                $(
                    if parameter == $code { self.$field.clear(); }
                    $( if parameter == stringify!($all) { self.$all.clear(); } )?
                )+
            }

            /// Leaves those of `found` that have what it names of this facet's own property.
            pub(super) fn narrow_by<'a>(
                &self,
                facet: Facet,
                found: &mut Matching<'a>,
                indexes: &'a Indexes,
            ) {
                match facet {
                    $( Facet::$variant => narrow(found, &self.$field, &indexes.$field), )+
                }
            }

            /// Leaves those of `found` that have all that it names of properties a thing has more of.
            pub(super) fn narrow_by_all<'a>(
                &self,
                found: &mut Matching<'a>,
                indexes: &'a Indexes,
            ) {
                $( $( for value in &self.$all {
                    found.narrow(value.find(&indexes.$field));
                } )? )+
            }

            /// How many of `found` have each value. A value that none has is left out, unless the
            /// filter names it: who chose it must see it to take it back.
            pub(super) fn count(
                &self,
                facet: Facet,
                found: &Matching<'_>,
                indexes: &Indexes,
                taxonomy: &Taxonomy,
                lang: PageLang,
            ) -> Vec<Count> {
                match facet {
                    $( Facet::$variant => {
                        count(found, &self.$field, &indexes.$field, taxonomy, lang)
                    } )+
                }
            }
        }

        /// The counts that were asked for.
        #[derive(Debug, Clone, Default, Serialize, ToSchema)]
        pub struct Facets {
            $(
                #[doc = $counts]
                #[serde(skip_serializing_if = "Option::is_none")]
                #[schema(nullable = false)]
                pub $field: Option<Vec<Count>>,
            )+
        }

        impl Facets {
            /// Counts what was asked for.
            pub(super) fn of(asked: &[Facet], count: impl Fn(Facet) -> Vec<Count>) -> Self {
                let counts = |facet| asked.contains(&facet).then(|| count(facet));
                Self { $( $field: counts(Facet::$variant), )+ }
            }

            /// The counts of a property; empty where they were not asked for.
            pub fn get(&self, facet: Facet) -> &[Count] {
                let counts = match facet { $( Facet::$variant => &self.$field, )+ };
                counts.as_deref().unwrap_or_default()
            }
        }
    };
}

dimensions! {
    /// The country that a member works in, or that a location is in.
    Country = "country" as country: Country {
        card: [Country; 1] = |thing| [thing.location.map_or(thing.member.country, PublicLocation::country)],
        counts: "By country.",
    }
    /// A service, with those above it in the taxonomy.
    Service = "service" as service: ServiceCode {
        card: Box<[ServiceCode]> = services_of,
        counts: "By service, the counts of those above in the taxonomy included.",
        all: service_all,
    }
    /// A working language of the member; a filter by `fr` finds `fr-BE` too.
    Language = "language" as language: LanguageTag {
        card: Box<[LanguageTag]> = |thing| thing.member.languages.clone().into(),
        counts: "By working language.",
        all: language_all,
    }
    /// The kind of member.
    MembershipType = "membership_type" as membership_type: MembershipType {
        card: [MembershipType; 1] = |thing| [thing.member.membership_type],
        counts: "By kind of member.",
    }
    /// A city with a place that may be known, folded.
    City = "city" as city: String {
        card: Box<[String]> = cities,
        counts: "By city, the hundred most frequent; the value is the name, as the filter takes it.",
    }
}

fn services_of(thing: Thing<'_>) -> Box<[ServiceCode]> {
    match thing.location {
        Some(location) => services(offers_at(thing.member, location)),
        None => services(thing.member.service_offers.iter()),
    }
}

fn cities(thing: Thing<'_>) -> Box<[String]> {
    let places = match thing.location {
        Some(location) => std::slice::from_ref(location),
        None => &thing.member.locations,
    };
    sorted(places.iter().map(|place| fold(place.city())))
}

fn narrow<'a, T: Dimension>(found: &mut Matching<'a>, any: &[T], index: &'a Index<T>) {
    let union = any
        .iter()
        .map(|value| value.find(index))
        .reduce(|a, b| Cow::Owned(a.as_ref() | b.as_ref()));
    if let Some(union) = union {
        found.narrow(union);
    }
}

fn count<T: Dimension>(
    found: &Matching<'_>,
    any: &[T],
    index: &Index<T>,
    taxonomy: &Taxonomy,
    lang: PageLang,
) -> Vec<Count> {
    let mut values = T::all(index, taxonomy);
    let chosen = sorted(any.iter());
    for value in &chosen {
        if !values.contains(value) {
            values.push((*value).clone());
        }
    }
    let counted = values
        .into_iter()
        .map(|value| (found.count_in(&value.find(index)), value));
    counted
        .filter(|(count, value)| *count > 0 || chosen.contains(&value))
        .map(|(count, value)| Count {
            label: value.label(taxonomy, lang),
            value: value.to_string(),
            count,
        })
        .collect()
}
