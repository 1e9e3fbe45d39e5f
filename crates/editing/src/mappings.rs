//! Mappings that are remembered: made, written anew, removed. What is in one is checked by who hands
//! it over, for it is read by imports alone.

use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::{document::Mistake, edit::Edit, refusal::Refusal};
use network::{Invalid, Slug};
use registry::{
    AnyConnection, Change,
    mappings::{self, RememberedMapping},
};

/// How many mappings there can be.
const MOST: i64 = 100;

/// A mapping that is to be remembered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewMapping {
    /// What it is called: lower-case letters, digits and single hyphens.
    #[schema(value_type = String, example = "crm-export")]
    pub name: Slug,
    /// The mapping (TOML).
    #[schema(example = "[members]\nexternal_id = \"Contact ID\"\nname = \"Organization Name\"\n")]
    pub mapping: String,
}

/// Another mapping under the same name.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MappingWrite {
    /// The mapping (TOML).
    #[schema(example = "[members]\nexternal_id = \"Contact ID\"\nname = \"Organization Name\"\n")]
    pub mapping: String,
}

/// Says what is wrong with a mapping.
pub type Check = fn(&str) -> Result<(), Vec<String>>;

/// One mapping.
pub fn find(connection: &mut AnyConnection, name: &str) -> Result<RememberedMapping, Refusal> {
    let unknown = || Refusal::NotFound(format!("No mapping is remembered as \"{name}\"."));
    let parsed: Slug = name.parse().map_err(|_| unknown())?;
    mappings::load_one(connection, &parsed)?.ok_or_else(unknown)
}

/// Remembers a mapping under a name that none has.
pub fn create(
    change: &mut Change<'_>,
    edit: &Edit,
    check: Check,
) -> Result<RememberedMapping, Refusal> {
    let NewMapping { name, mapping } = edit.read()?;
    checked(&mapping, check)?;
    if mappings::load_one(change.connection(), &name)?.is_some() {
        let told =
            "another mapping has this name; choose another one, or write that one anew (PUT)";
        return Err(Refusal::mistake("/name", "taken", told));
    }
    write(change, None, name, mapping)
}

/// Writes a mapping anew.
pub fn replace(
    change: &mut Change<'_>,
    edit: &Edit,
    check: Check,
) -> Result<RememberedMapping, Refusal> {
    let before = expected(change, edit)?;
    let MappingWrite { mapping } = edit.read()?;
    checked(&mapping, check)?;
    let name = before.name.clone();
    write(change, Some(before), name, mapping)
}

/// Remembers a mapping under a name, whether or not there is one.
pub fn save(
    change: &mut Change<'_>,
    name: Slug,
    mapping: String,
) -> Result<RememberedMapping, Refusal> {
    let before = mappings::load_one(change.connection(), &name)?;
    write(change, before, name, mapping)
}

fn write(
    change: &mut Change<'_>,
    before: Option<RememberedMapping>,
    name: Slug,
    mapping: String,
) -> Result<RememberedMapping, Refusal> {
    if mapping.trim().is_empty() {
        let told = "it is empty; write which column feeds which field";
        return Err(Refusal::mistake("/mapping", "required", told));
    }
    if let Some(before) = before.as_ref().filter(|before| before.mapping == mapping) {
        return Ok(before.clone());
    }
    if before.is_none() && mappings::count(change.connection())? >= MOST {
        return Err(Refusal::wrong_state(format!(
            "{MOST} mappings are remembered, which is the most. Remove one that is not needed."
        )));
    }
    let after = RememberedMapping {
        name,
        mapping,
        created_at: before
            .as_ref()
            .map_or(change.at(), |before| before.created_at),
        updated_at: change.at(),
    };
    change.write_mapping(before.as_ref(), &after)?;
    Ok(after)
}

/// Removes a mapping.
pub fn remove(change: &mut Change<'_>, edit: &Edit) -> Result<(), Refusal> {
    let mapping = expected(change, edit)?;
    Ok(change.remove_mapping(&mapping)?)
}

fn expected(change: &mut Change<'_>, edit: &Edit) -> Result<RememberedMapping, Refusal> {
    let mapping = find(change.connection(), &edit.key)?;
    edit.expected.check_value(&mapping)?;
    Ok(mapping)
}

fn checked(mapping: &str, check: Check) -> Result<(), Refusal> {
    check(mapping).map_err(|mistakes| Refusal::Invalid(told(mistakes)))
}

/// Mistakes in a mapping, at the field that holds it.
pub fn told(mistakes: Vec<String>) -> Vec<Mistake> {
    let told = mistakes.into_iter();
    told.map(|told| Mistake::of("/mapping", Invalid::new("invalid_mapping", told)))
        .collect()
}
