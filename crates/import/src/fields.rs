//! What the tables have room for: one declaration for the two ways. A mapping may name these
//! fields, and no others, to be read; and an export writes each of them, under the column that the
//! standard mapping reads it from.

use super::mapping::Mapping;

/// How a field stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One value in one cell.
    One,
    /// One day in one cell.
    Day,
    /// Several values in one cell.
    List,
    /// Names, each with its language, in one cell.
    Names,
    /// A text by language: a column for each.
    Texts,
}

/// A field of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// What mappings call it.
    pub name: &'static str,
    /// How it stands in a table.
    pub shape: Shape,
    /// Where it stands in the record's JSON (RFC 6901); nothing for the key of a part's member.
    pub pointer: &'static str,
}

/// A table: a row for each record of a kind.
#[derive(Debug)]
pub struct TableFields {
    /// What the file and the sheet are called, and the section of a mapping.
    pub name: &'static str,
    /// Where in a member the records are; nothing for the tables that are none of a member's.
    pub within: Option<&'static str>,
    /// Its fields, in the order of the columns.
    pub fields: &'static [Field],
}

const fn field(name: &'static str, shape: Shape, pointer: &'static str) -> Field {
    Field {
        name,
        shape,
        pointer,
    }
}

use Shape::{Day, List, Names, One, Texts};

/// The members.
pub static MEMBERS: TableFields = TableFields {
    name: "members",
    within: Some(""),
    fields: &[
        field("id", One, "/id"),
        field("external_id", One, "/external_id"),
        field("slug", One, "/slug"),
        field("former_slugs", List, "/former_slugs"),
        field("name", One, "/name"),
        field("name_language", One, "/name_language"),
        field("names", Names, "/names"),
        field("acronym", One, "/acronym"),
        field("country", One, "/country"),
        field("website", One, "/website"),
        field("email", One, "/email"),
        field("phone", One, "/phone"),
        field("founded_year", One, "/founded_year"),
        field("languages", List, "/languages"),
        field("summary", Texts, "/summary"),
        field("membership_type", One, "/membership/type"),
        field("membership_status", One, "/membership/status"),
        field("joined_on", Day, "/membership/joined_on"),
        field("left_on", Day, "/membership/left_on"),
        field("listing", One, "/listing"),
        field("verified_at", One, "/verified_at"),
        field("withdrawn_at", One, "/withdrawn_at"),
        field("merged_into", One, "/merged_into"),
    ],
};

/// The places.
pub static LOCATIONS: TableFields = TableFields {
    name: "locations",
    within: Some("/locations"),
    fields: &[
        field("id", One, "/id"),
        field("member", One, ""),
        field("kind", One, "/kind"),
        field("label", One, "/label"),
        field("address", One, "/address"),
        field("postal_code", One, "/postal_code"),
        field("city", One, "/city"),
        field("region", One, "/region"),
        field("country", One, "/country"),
        field("latitude", One, "/point/latitude"),
        field("longitude", One, "/point/longitude"),
        field("phone", One, "/phone"),
        field("email", One, "/email"),
        field("opening_hours", One, "/opening_hours"),
        field("languages", List, "/languages"),
        field("accessibility", Texts, "/accessibility"),
        field("visibility", One, "/visibility"),
    ],
};

/// What members do for people.
pub static SERVICES: TableFields = TableFields {
    name: "services",
    within: Some("/service_offers"),
    fields: &[
        field("id", One, "/id"),
        field("member", One, ""),
        field("service", One, "/service"),
        field("location", One, "/location_id"),
        field("description", Texts, "/description"),
        field("audience", One, "/audience"),
        field("eligibility", One, "/eligibility"),
        field("access", One, "/access"),
        field("languages", List, "/languages"),
        field("free_of_charge", One, "/free_of_charge"),
        field("delivery", List, "/delivery"),
        field("countries", List, "/countries"),
    ],
};

/// People at members.
pub static CONTACTS: TableFields = TableFields {
    name: "contacts",
    within: Some("/contacts"),
    fields: &[
        field("id", One, "/id"),
        field("member", One, ""),
        field("name", One, "/name"),
        field("role", One, "/role"),
        field("email", One, "/email"),
        field("phone", One, "/phone"),
        field("legal_basis", One, "/legal_basis"),
        field("consented_on", Day, "/consented_on"),
    ],
};

/// What staff noted about members.
pub static NOTES: TableFields = TableFields {
    name: "notes",
    within: Some("/notes"),
    fields: &[
        field("id", One, "/id"),
        field("member", One, ""),
        field("text", One, "/text"),
        field("recorded_at", One, "/recorded_at"),
    ],
};

/// The taxonomy.
pub static SERVICE_TYPES: TableFields = TableFields {
    name: "service_types",
    within: None,
    fields: &[
        field("code", One, "/code"),
        field("labels", Texts, "/labels"),
        field("former_codes", List, "/former_codes"),
    ],
};

/// The network's profile.
pub static NETWORK: TableFields = TableFields {
    name: "network",
    within: None,
    fields: &[
        field("name", One, "/name"),
        field("short_name", One, "/short_name"),
        field("description", Texts, "/description"),
        field("website", One, "/website"),
        field("founded_year", One, "/founded_year"),
        field("sample_data", One, "/sample_data"),
    ],
};

/// Every table, in the order of a workbook's sheets.
pub static TABLES: [&TableFields; 7] = [
    &MEMBERS,
    &LOCATIONS,
    &SERVICES,
    &CONTACTS,
    &NOTES,
    &SERVICE_TYPES,
    &NETWORK,
];

/// The column that a field is written to.
#[derive(Debug, Clone)]
pub struct Column {
    /// The field.
    pub field: &'static Field,
    /// The column's name; of a text by language, what stands before the language.
    pub name: String,
    /// What stands between the values of a list, and what lets it stand within one.
    pub separator: Option<(String, Option<String>)>,
}

impl TableFields {
    /// The columns of an export: those that the standard mapping reads.
    pub fn columns(&'static self, standard: &Mapping) -> Vec<Column> {
        let section = standard.section(self.name);
        self.fields
            .iter()
            .filter_map(|field| {
                let source = section?
                    .fields
                    .get(field.name)?
                    .sources()
                    .into_iter()
                    .next()?;
                let separator = source.split.map(|split| (split, source.escape));
                Some(Column {
                    field,
                    name: source.column?.trim_end_matches('*').to_owned(),
                    separator,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_column_of_its_own() {
        let standard = Mapping::standard().unwrap();
        for table in TABLES {
            let columns = table.columns(&standard);
            assert_eq!(columns.len(), table.fields.len(), "{}", table.name);
            for (place, column) in columns.iter().enumerate() {
                let twice = columns[..place]
                    .iter()
                    .any(|other| other.name == column.name);
                assert!(!twice, "{} {}", table.name, column.name);
                let listed = matches!(column.field.shape, Shape::List | Shape::Names);
                assert_eq!(listed, column.separator.is_some(), "{}", column.name);
            }
        }
    }
}
