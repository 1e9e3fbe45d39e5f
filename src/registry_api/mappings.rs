//! `/v1/registry/mappings`: which column of a spreadsheet feeds which field, remembered under a name.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
    state::PREFIX,
};
use editing::{
    Refusal,
    mappings::{self, MappingWrite, NewMapping},
};
use import::mapping::Mapping;
use network::Slug;
use registry::{
    AnyConnection,
    mappings::{self as remembered, RememberedMapping},
};

/// Every mapping that is remembered.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingList {
    /// The mappings, by name.
    data: Vec<RememberedMapping>,
}

const EXAMPLE: &str = "[members]\nexternal_id = \"Contact ID\"\nname = \"Organization Name\"\n\
                       country = { column = \"Country\", form = \"country\" }\n";

/// Whether a text is the name of a mapping: no mapping is a single word.
pub fn is_name(text: &str) -> bool {
    text.trim().parse::<Slug>().is_ok()
}

/// The mapping that a text is, or that is remembered under it; fails with all mistakes in it.
pub fn of_text(connection: &mut AnyConnection, text: &str) -> Result<String, Refusal> {
    match text.trim().parse::<Slug>() {
        Ok(name) => match remembered::load_one(connection, &name)? {
            Some(found) => Ok(found.mapping),
            None => Err(Refusal::mistake(
                "/mapping",
                "unknown_mapping",
                format!("no mapping is remembered as \"{name}\"; GET {PREFIX}/mappings lists them"),
            )),
        },
        Err(_) => {
            check(text).map_err(|mistakes| Refusal::Invalid(mappings::told(mistakes)))?;
            Ok(text.to_owned())
        }
    }
}

fn check(text: &str) -> Result<(), Vec<String>> {
    Mapping::parse(text).map(|_| ())
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/mappings", "listMappings", STAFF)
            .says(text! {
                /// Lists saved mappings.
                ///
                /// Which columns of which spreadsheets feed which fields, under the names they were kept by.
            })
            .answers::<MappingList>("The mappings")
            .read(|connection, _| {
                let data = remembered::load(connection)?;
                Reply::json(&MappingList { data })
            }),
        Operation::post("/mappings", "createMapping", STAFF)
            .says(text! {
                /// Saves a mapping under a name.
                ///
                /// An import takes that name as its `mapping`. When files with the same columns come again,
                /// GET …/imports/{import_id}/proposal names it.
            })
            .takes::<NewMapping>(json!({"name": "crm-export", "mapping": EXAMPLE}))
            .makes::<RememberedMapping>("The mapping, as it is remembered")
            .write(|change, wanted| {
                let made = mappings::create(change, &wanted.edit, check)?;
                let location = format!("{PREFIX}/mappings/{}", made.name);
                Ok(Reply::value(&made)?.created(location))
            }),
        Operation::get("/mappings/{mapping}", "getMapping", STAFF)
            .says(text! {
                /// Shows a saved mapping.
                ///
                /// To read it, to change it, or to hand it to the command line (`import --mapping`).
            })
            .answers::<RememberedMapping>("The mapping")
            .read(|connection, session| {
                Reply::value(&mappings::find(connection, session.at("mapping"))?)
            }),
        Operation::put("/mappings/{mapping}", "replaceMapping", STAFF)
            .says(text! {
                /// Replaces a saved mapping.
                ///
                /// An import that was handed over with it before keeps what it said then.
            })
            .takes::<MappingWrite>(json!({"mapping": EXAMPLE}))
            .answers::<RememberedMapping>("The mapping as it is now")
            .write(|change, wanted| Reply::value(&mappings::replace(change, &wanted.edit, check)?)),
        Operation::delete("/mappings/{mapping}", "removeMapping", STAFF)
            .says(text! {
                /// Deletes a saved mapping.
                ///
                /// Imports that were planned with it stay as they are.
            })
            .removes()
            .write(|change, wanted| {
                mappings::remove(change, &wanted.edit)?;
                Ok(Reply::empty())
            }),
    ]
}
