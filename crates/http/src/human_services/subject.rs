//! Which lists there are.

use hsds::tables::Table;

/// Where it begins.
pub const ROOT: &str = "/hsds/v3";

/// What a list has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Organizations,
    Services,
    ServicesAtLocations,
    Taxonomies,
    Terms,
}

impl Subject {
    /// What its list is called in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organizations => "organizations",
            Self::Services => "services",
            Self::ServicesAtLocations => "service_at_locations",
            Self::Taxonomies => "taxonomies",
            Self::Terms => "taxonomy_terms",
        }
    }

    /// The table of a package that has the same rows.
    pub const fn table(self) -> Table {
        match self {
            Self::Organizations => Table::Organizations,
            Self::Services => Table::Services,
            Self::ServicesAtLocations => Table::ServicesAtLocations,
            Self::Taxonomies => Table::Taxonomies,
            Self::Terms => Table::Terms,
        }
    }
}
