//! By what organizations of a package are known elsewhere.

use std::collections::HashMap;

use super::package::{Package, Record, tell};
use crate::source::Told;
use network::{Identifier, spreadsheet};

const FILE: &str = "organization_identifiers";

/// What a package of ours says as an identifier, and is a field of its own.
const OWN: [&str; 3] = ["slug", "external_id", "country"];

/// The cell of each organization, as the standard mapping reads it. What is no identifier here is
/// told, and left out.
pub fn identifiers<'p>(package: &'p Package, told: &mut Vec<Told>) -> HashMap<&'p str, String> {
    let mut found: HashMap<&str, Vec<String>> = HashMap::new();
    for record in package.of(FILE) {
        if OWN.contains(&record.get("identifier_type")) {
            continue;
        }
        match read(record) {
            Ok(identifier) => found
                .entry(record.get("organization_id"))
                .or_default()
                .push(identifier.to_string()),
            Err((reason, remedy)) => tell(
                told,
                package,
                FILE,
                record,
                &format!("{reason}, so it is left out"),
                &remedy,
            ),
        }
    }
    let cells = found.into_iter().map(|(organization, identifiers)| {
        let identifiers = identifiers.iter().map(String::as_str);
        let cell = spreadsheet::joined(identifiers, "|", Some("\\"));
        (organization, cell)
    });
    cells.collect()
}

/// By its scheme, or where it has none that is known here, by its type.
fn read(record: &Record) -> Result<Identifier, (String, String)> {
    let identifier = record.get("identifier");
    let named = ["identifier_scheme", "identifier_type"]
        .into_iter()
        .map(|field| record.get(field))
        .filter(|scheme| !scheme.is_empty());
    let mut refused = None;
    for scheme in named {
        match scheme.parse() {
            Ok(scheme) => {
                let read = Identifier::new(scheme, identifier);
                return read.map_err(|invalid| invalid.reason_and_remedy());
            }
            Err(invalid) => refused = Some(invalid),
        }
    }
    match (identifier.parse(), refused) {
        (Ok(identifier), _) => Ok(identifier),
        (Err(invalid), None) => Err(invalid.reason_and_remedy()),
        (Err(_), Some(invalid)) => Err(invalid.reason_and_remedy()),
    }
}
