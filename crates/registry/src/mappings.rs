//! Mappings that are remembered: which column of a spreadsheet feeds which field, under a name, for
//! the next file with the same columns.

use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    audit::{Entry, Subject},
    change::Change,
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    schema::mappings,
};
use network::{Slug, Timestamp};

/// A mapping that is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RememberedMapping {
    /// What it is called: lower-case letters, digits and single hyphens.
    #[schema(value_type = String, example = "crm-export")]
    pub name: Slug,
    /// The mapping (TOML).
    #[schema(example = "[members]\nexternal_id = \"Contact ID\"\nname = \"Organization Name\"\n")]
    pub mapping: String,
    /// When it was first remembered.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

row! {
    #[derive(AsChangeset)]
    struct Row in mappings of RememberedMapping {
        name: Slug,
        mapping: String,
        created_at: Timestamp,
        updated_at: Timestamp,
    }
}

/// Every mapping, by name.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<RememberedMapping>, Error> {
    mappings::table
        .order(mappings::name)
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// One mapping.
pub fn load_one(
    connection: &mut AnyConnection,
    name: &Slug,
) -> Result<Option<RememberedMapping>, Error> {
    mappings::table
        .find(name.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// How many mappings there are.
pub fn count(connection: &mut AnyConnection) -> Result<i64, Error> {
    Ok(mappings::table.count().get_result(connection)?)
}

impl Change<'_> {
    /// Remembers a mapping, or another one under a name that is there.
    pub fn write_mapping(
        &mut self,
        before: Option<&RememberedMapping>,
        after: &RememberedMapping,
    ) -> Result<(), Error> {
        let row = Row::of(after);
        match before {
            None => insert_rows!(self.connection(), mappings::table, [row]),
            Some(before) => {
                diesel::update(mappings::table.find(before.name.to_string()))
                    .set(row)
                    .execute(self.connection())?;
            }
        }
        let entry = Entry::new(Subject::Mapping, &after.name, before, Some(after))?;
        self.audit([Ok(entry)])
    }

    /// Forgets a mapping.
    pub fn remove_mapping(&mut self, mapping: &RememberedMapping) -> Result<(), Error> {
        diesel::delete(mappings::table.find(mapping.name.to_string()))
            .execute(self.connection())?;
        let entry = Entry::new(Subject::Mapping, &mapping.name, Some(mapping), None)?;
        self.audit([Ok(entry)])
    }
}
