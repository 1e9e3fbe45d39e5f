//! What of a package has no place in the directory: files, columns of those that are read, and what is
//! said of a record when it is met again.

use super::package::{File, Package, Record, tell};
use crate::source::Told;

/// The files that are read, or that say nothing of their own.
const READ: [&str; 20] = [
    "accessibility",
    "addresses",
    "attributes",
    "contacts",
    "languages",
    "locations",
    "organization_identifiers",
    "organizations",
    "phones",
    "regular_schedules",
    "schedules",
    "service_areas",
    "service_at_location",
    "services",
    "taxonomies",
    "taxonomy",
    "taxonomy_terms",
    // They say of other records when they were changed.
    "metadata",
    "meta_table_description",
    "services_at_location",
];

/// The columns of the files in which most is said, as far as they are read or say nothing of their own.
const COLUMNS: [(&str, &[&str]); 3] = [
    (
        "organizations",
        &[
            "alternate_name",
            "date_incorporated",
            "description",
            "email",
            "id",
            "link_id",
            "name",
            "uri",
            "website",
            "year_incorporated",
        ],
    ),
    (
        "locations",
        &[
            "accessibility",
            "admin_emails",
            // What is not taken of it is told of each place.
            "description",
            "id",
            "languages",
            "latitude",
            "link_id",
            "location_type",
            "longitude",
            "name",
            "organization_id",
            "service_at_location_id",
            "virtual",
        ],
    ),
    (
        "services",
        &[
            "application_process",
            "assured_date",
            "audience",
            "description",
            "eligibility",
            "eligibility_description",
            "fees",
            "fees_description",
            "id",
            "languages",
            "last_modified",
            "link_id",
            "location_id",
            "name",
            "organization_id",
            "service_areas",
            "status",
            "taxonomy_ids",
        ],
    ),
];

/// Tells, once for each file and each column, what is left out because there is no place for it.
pub fn tell_unread(package: &Package, told: &mut Vec<Told>) {
    let mut files: Vec<(&String, &File)> = package.files.iter().collect();
    files.sort_unstable_by_key(|(stem, _)| *stem);
    for (stem, file) in files {
        let records = &file.records[..];
        let Some(first) = records.first() else {
            continue;
        };
        if !READ.contains(&stem.as_str()) {
            let what = format!("the directory has no place for {stem}, so they are left out");
            tell(told, package, stem, first, &what, REMEDY);
        }
        let known = COLUMNS.iter().find(|(file, _)| file == stem);
        for (column, first) in known.map_or_else(Vec::new, |(_, known)| unread(records, known)) {
            let what = format!("the directory has no place for \"{column}\", so it is left out");
            tell(told, package, stem, first, &what, REMEDY);
        }
        for (column, place) in &file.disputed {
            let record = &records[*place];
            let id = record.get("id");
            let what = format!(
                "\"{column}\" of {id} stands there more than once and not alike, so what comes first is taken"
            );
            tell(
                told,
                package,
                stem,
                record,
                &what,
                "give each record one identifier of its own, and say one thing of it",
            );
        }
    }
}

const REMEDY: &str = "say in the summary of the organization what people need to know of it";

/// The columns in which anything stands and that nothing reads, each with the first such record.
fn unread<'p>(records: &'p [Record], known: &[&str]) -> Vec<(&'p str, &'p Record)> {
    let mut found: Vec<(&str, &Record)> = Vec::new();
    for record in records {
        let columns = record
            .fields
            .iter()
            .filter(|(_, text)| !text.trim().is_empty());
        let mut columns: Vec<&str> = columns.map(|(column, _)| column.as_str()).collect();
        columns.sort_unstable();
        for column in columns {
            if !known.contains(&column) && !found.iter().any(|(other, _)| *other == column) {
                found.push((column, record));
            }
        }
    }
    found
}
