//! The taxonomies: the services of the network, and what places are used for.

use uuid::Uuid;

use crate::{KIND, Taxonomy, TaxonomyTerm, derived};
use network::{Lang, LocationKind, ServiceType};

/// A taxonomy, before anybody asks for its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vocabulary {
    /// Its name.
    pub name: &'static str,
    description: &'static str,
}

/// The kinds of services.
pub const SERVICE_TYPES: Vocabulary = Vocabulary {
    name: "service-types",
    description: "The kinds of services of this network",
};

/// What places are used for.
pub const LOCATION_KINDS: Vocabulary = Vocabulary {
    name: "location-kinds",
    description: "What locations are used for",
};

/// The identifier of the term for a kind of service.
pub fn service_term_id(code: &str) -> Uuid {
    SERVICE_TYPES.term_id(code)
}

/// The identifier of the term for a kind of place.
pub fn kind_term_id(kind: LocationKind) -> Uuid {
    LOCATION_KINDS.term_id(kind.as_str())
}

impl Vocabulary {
    /// Both of them.
    pub const ALL: [Self; 2] = [SERVICE_TYPES, LOCATION_KINDS];

    /// Its identifier.
    pub fn id(self) -> Uuid {
        derived(&["taxonomy", self.name])
    }

    /// Its record.
    pub fn record(self) -> Taxonomy {
        Taxonomy {
            id: self.id(),
            name: self.name,
            description: self.description,
        }
    }

    fn term_id(self, code: &str) -> Uuid {
        derived(&["term", self.name, code])
    }
}

impl<'a> TaxonomyTerm<'a> {
    /// The terms of both taxonomies, in the network's own order.
    pub fn all(types: &'a [ServiceType]) -> impl Iterator<Item = Self> {
        (0..).map_while(|number| Self::numbered(types, number))
    }

    /// The one with this number among them.
    pub fn numbered(types: &'a [ServiceType], number: usize) -> Option<Self> {
        let kind = || LocationKind::ALL.get(number - types.len());
        match types.get(number) {
            Some(service) => Some(Self::of_service(service)),
            None => kind().map(|kind| TaxonomyTerm::of_kind(*kind)),
        }
    }

    /// The term for a kind of service.
    pub fn of_service(service: &'a ServiceType) -> Self {
        let label = service.label(Lang::En);
        let parent = service.code.parent();
        Self {
            id: service_term_id(service.code.as_str()),
            code: service.code.as_str().into(),
            name: label.into(),
            description: label.into(),
            taxonomy: SERVICE_TYPES.name,
            taxonomy_id: SERVICE_TYPES.id(),
            parent_id: parent.map(|parent| service_term_id(parent.as_str())),
            taxonomy_detail: None,
        }
    }

    /// The term for a kind of place.
    pub fn of_kind(kind: LocationKind) -> TaxonomyTerm<'static> {
        TaxonomyTerm {
            id: kind_term_id(kind),
            code: format!("{KIND}{kind}").into(),
            name: kind.as_str().into(),
            description: kind.as_str().into(),
            taxonomy: LOCATION_KINDS.name,
            taxonomy_id: LOCATION_KINDS.id(),
            parent_id: None,
            taxonomy_detail: None,
        }
    }

    /// The same with the record of its taxonomy.
    pub fn detailed(self) -> Self {
        let its = |vocabulary: &Vocabulary| vocabulary.name == self.taxonomy;
        let taxonomy = Vocabulary::ALL.into_iter().find(its);
        Self {
            taxonomy_detail: taxonomy.map(Vocabulary::record),
            ..self
        }
    }
}
