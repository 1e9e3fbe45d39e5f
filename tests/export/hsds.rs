//! An HSDS package is what the specification says one is.

use std::collections::{BTreeMap, HashMap, HashSet};

use member_directory::network::spreadsheet::unguarded;
use serde_json::{Value, json};

use super::{
    packed, registry,
    specification::{self, Column},
};
use crate::support::TestServer;

/// A table: its header, and its rows by their columns.
struct Table {
    header: Vec<String>,
    rows: Vec<HashMap<String, String>>,
}

/// The tables of a package, with its description.
struct Package {
    tables: BTreeMap<String, Table>,
    described: Value,
}

impl Package {
    #[track_caller]
    fn read(bytes: &[u8]) -> Self {
        let mut files = packed(bytes);
        let described = files.remove("datapackage.json").expect("a description");
        let tables = files.into_iter().map(|(name, content)| {
            let name = name.strip_suffix(".csv").expect("a CSV file").to_owned();
            (name, Table::read(&content))
        });
        Self {
            tables: tables.collect(),
            described: serde_json::from_slice(&described).expect("JSON"),
        }
    }

    /// The identifiers of a table's rows.
    fn ids(&self, table: &str) -> HashSet<&str> {
        let rows = self.tables.get(table).map_or(&[][..], |table| &table.rows);
        rows.iter().map(|row| row["id"].as_str()).collect()
    }

    /// Fails at the first thing that the specification does not allow.
    #[track_caller]
    fn check(&self) {
        for (name, table) in &self.tables {
            let file = specification::file(name);
            for column in &table.header {
                let column = file.column(column);
                let mut seen = HashSet::new();
                for row in &table.rows {
                    let text = row[column.name].as_str();
                    let what = || format!("{name} {} {text:?}", column.name);
                    self.check_cell(column, text, &what());
                    if column.is_unique && !text.is_empty() {
                        assert!(seen.insert(text), "twice: {}", what());
                    }
                }
            }
            for column in file.columns.iter().filter(|column| column.is_required) {
                let has = table.header.iter().any(|name| name == column.name);
                assert!(has, "{name} lacks {}", column.name);
            }
        }
        for row in &self.tables["attributes"].rows {
            let table = format!("{}s", row["link_entity"]);
            let leads = self.ids(&table).contains(row["link_id"].as_str());
            assert!(leads, "{row:?}");
        }
        for row in &self.tables["locations"].rows {
            for (name, most) in [("latitude", 90.0), ("longitude", 180.0)] {
                let degrees = row[name].parse().unwrap_or(0.0_f64);
                assert!(degrees.abs() <= most, "{row:?}");
            }
        }
        for row in &self.tables["languages"].rows {
            let code = &row["code"];
            let is_code =
                matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
            assert!(is_code, "{row:?}");
        }
        for row in &self.tables["phones"].rows {
            assert!(!row["number"].starts_with('\''), "{row:?}");
        }
    }

    #[track_caller]
    fn check_cell(&self, column: &Column, text: &str, what: &str) {
        if text.is_empty() {
            assert!(!column.is_required, "missing: {what}");
            return;
        }
        let holds = match column.format {
            Some("uuid") => {
                uuid::Uuid::try_parse(text).is_ok_and(|id| id.hyphenated().to_string() == text)
            }
            Some("uri") => {
                let allowed =
                    |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
                text.bytes().all(allowed) && url::Url::parse(text).is_ok()
            }
            Some("email") => {
                use validator::ValidateEmail;
                text.is_ascii() && unguarded(text).validate_email()
            }
            Some("number") => text.parse::<f64>().is_ok_and(f64::is_finite),
            Some(other) => panic!("nothing is known of {other}"),
            None => true,
        };
        assert!(holds, "not {:?}: {what}", column.format);
        if !column.choices.is_empty() {
            assert!(column.choices.iter().any(|choice| choice == text), "{what}");
        }
        if let Some(table) = column.leads_to {
            assert!(self.ids(table).contains(text), "leads nowhere: {what}");
        }
    }

    /// Fails unless the description names what is there, as it is.
    #[track_caller]
    fn check_description(&self) {
        assert_eq!(self.described["profile"], "tabular-data-package");
        let resources = self.described["resources"].as_array().expect("resources");
        let names: HashSet<&str> = resources
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, self.tables.keys().map(String::as_str).collect());
        for resource in resources {
            let name = resource["name"].as_str().unwrap();
            let (file, table) = (specification::file(name), &self.tables[name]);
            assert_eq!(resource["path"], format!("{name}.csv"));
            assert_eq!(resource["encoding"], "utf-8");
            assert_eq!(resource["schema"]["primaryKey"], "id");
            let fields = resource["schema"]["fields"].as_array().expect("fields");
            let header: Vec<&str> = fields
                .iter()
                .map(|field| field["name"].as_str().unwrap())
                .collect();
            assert_eq!(header, table.header, "{name}");
            for field in fields {
                let column = file.column(field["name"].as_str().unwrap());
                let what = format!("{name} {field}");
                let (kind, format) = match column.format {
                    Some("number") => ("number", "default"),
                    format => ("string", format.unwrap_or("default")),
                };
                assert_eq!(
                    (&field["type"], &field["format"]),
                    (&json!(kind), &json!(format)),
                    "{what}"
                );
                let constraint =
                    |name: &str| field["constraints"].get(name).cloned().unwrap_or_default();
                assert_eq!(constraint("required") == true, column.is_required, "{what}");
                assert_eq!(constraint("unique") == true, column.is_unique, "{what}");
                let choices = constraint("enum");
                assert_eq!(
                    choices.as_array().map_or(0, Vec::len),
                    column.choices.len(),
                    "{what}"
                );
            }
            let empty = Vec::new();
            let references: BTreeMap<&str, &str> = resource["schema"]["foreignKeys"]
                .as_array()
                .unwrap_or(&empty)
                .iter()
                .map(|key| {
                    assert_eq!(key["reference"]["fields"], "id");
                    let table = key["reference"]["resource"].as_str().unwrap();
                    (
                        key["fields"].as_str().unwrap(),
                        if table.is_empty() { name } else { table },
                    )
                })
                .collect();
            let leading = table.header.iter().filter_map(|column| {
                let column = file.column(column);
                Some((column.name, column.leads_to?))
            });
            assert_eq!(references, leading.collect(), "{name}");
        }
    }
}

impl Table {
    #[track_caller]
    fn read(content: &[u8]) -> Self {
        let content = content
            .strip_prefix("\u{feff}".as_bytes())
            .expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(content);
        let header: Vec<String> = reader
            .headers()
            .expect("a header")
            .iter()
            .map(str::to_owned)
            .collect();
        let rows = reader.records().map(|record| {
            let record = record.expect("a row");
            header
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_owned))
                .collect()
        });
        Self {
            rows: rows.collect(),
            header: header.clone(),
        }
    }
}

/// The package as the command line and the API give it, which are the same.
#[track_caller]
fn package(server: &TestServer, private: bool) -> Package {
    let mut arguments = vec!["export", "--format", "hsds", "--output", "package.zip"];
    if private {
        arguments.push("--private");
    }
    server.database.run(&arguments).well();
    let bytes = std::fs::read(server.database.folder().join("package.zip")).expect("a file");
    let answer = server
        .clerk("admin")
        .get(&format!("/export?format=hsds&private={private}"));
    assert_eq!(answer.status, 200);
    assert!(answer.body == bytes, "the API gives another one");
    Package::read(&bytes)
}

#[test]
fn the_sample_network_is_a_package_by_the_specification() {
    let server = TestServer::sample();
    let public = package(&server, false);
    public.check();
    public.check_description();
    let total = server.json("/v1/members?limit=1")["page"]["total"].clone();
    assert_eq!(public.tables["organizations"].rows.len(), total);
    let private = package(&server, true);
    private.check();
    private.check_description();
    assert_eq!(
        private.tables["organizations"].rows.len(),
        server.database.count("members")
    );
}

/// Members with every field, texts in many languages, places that are hidden.
#[test]
fn whatever_is_in_the_registry_makes_a_package_by_the_specification() {
    let server = registry::odd();
    let private = package(&server, true);
    // Otherwise nothing was tried.
    for (name, table) in &private.tables {
        for column in &table.header {
            // There is no region beside the state.
            if (name.as_str(), column.as_str()) != ("addresses", "region") {
                assert!(
                    table.rows.iter().any(|row| !row[column].is_empty()),
                    "no row of {name} has {column}"
                );
            }
        }
    }
    let public = package(&server, false);
    for package in [&private, &public] {
        package.check();
        package.check_description();
    }
    let members = |package: &Package| package.tables["organizations"].rows.len();
    assert!(members(&public) > 0 && members(&public) < members(&private));
    // What stands in for what is not known is never taken for it.
    assert!(
        private.tables["addresses"]
            .rows
            .iter()
            .any(|row| row["address_1"] == "-")
    );
    let database = registry::with_types();
    let bytes =
        std::fs::read(server.database.folder().join("package.zip")).expect("the public one");
    std::fs::write(database.folder().join("package.zip"), bytes).expect("a file");
    database
        .run(&[
            "import",
            "package.zip",
            "--allow-duplicates",
            "--confirm-positions",
        ])
        .well();
    for field in ["address", "region", "postal_code"] {
        let rows = database.value(&format!(
            "SELECT count(*) AS value FROM locations WHERE {field} = '-'"
        ));
        assert_eq!(rows, "0", "{field}");
    }
    let languages = database.values("SELECT language AS value FROM location_languages");
    assert!(
        languages.iter().any(|tag| tag == "sr-Latn"),
        "{languages:?}"
    );
}
