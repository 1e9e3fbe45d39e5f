//! The files of `../shared/cases`, each a kind of fault that people report: whatever is suggested for
//! them is taken, and what is public afterwards is looked at. `SHARED_CASES` names the folder where it
//! stands elsewhere; without it nothing is looked at.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use member_directory::{
    import::{
        self, ImportOptions, NamedFile, Quiet, Report, SuggestionKind, mapping::Mapping, package,
    },
    publication::{public_digest, publish},
    registry::{Registry, members},
};
use serde_json::Value;

fn cases() -> Option<PathBuf> {
    let folder = std::env::var_os("SHARED_CASES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases"),
        PathBuf::from,
    );
    folder.is_dir().then_some(folder)
}

/// What of a folder is imported together: tables that are called so, and every other file alone.
fn imports(folder: &Path) -> Vec<Vec<(String, Vec<u8>)>> {
    let (mut tables, mut alone) = (Vec::new(), Vec::new());
    let entries = fs::read_dir(folder).expect("a folder");
    for entry in entries.map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().into_string().expect("a name");
        let content = fs::read(entry.path()).expect("a file");
        match name.as_str() {
            "members.csv" | "locations.csv" => tables.push((name, content)),
            other if other.ends_with(".csv") => {
                alone.push(vec![("members.csv".to_owned(), content)]);
            }
            _ => alone.push(vec![(name, content)]),
        }
    }
    alone.extend((!tables.is_empty()).then_some(tables));
    alone
}

struct Books {
    registry: Registry,
    _folder: tempfile::TempDir,
}

impl Books {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("books.db").display());
        let registry = Registry::new(url.parse().expect("an address"), public_digest);
        registry.migrate().expect("tables");
        Self {
            registry,
            _folder: folder,
        }
    }

    /// What is told; nothing of files that are refused as a whole.
    fn import(&self, files: &[(String, Vec<u8>)], options: &ImportOptions) -> Option<Report> {
        let mapping = Mapping::standard().expect("a mapping");
        let files = files.iter().cloned();
        let files = files.map(|(name, content)| NamedFile::of_bytes(name, content));
        let sources = package::open(files.collect(), &mapping).ok()?;
        import::import(&self.registry, sources, &mapping, options, &Quiet).ok()
    }

    /// What is public, by slug.
    fn public(&self) -> BTreeMap<String, Value> {
        let records = self.registry.read(members::load_all).expect("members");
        let public = records.iter().filter_map(|record| publish(&record.member));
        let public = public.map(|member| serde_json::to_value(member).expect("JSON"));
        let slug = |member: &Value| member["slug"].as_str().unwrap_or_default().to_owned();
        public.map(|member| (slug(&member), member)).collect()
    }
}

/// Whether a public value is one that a browser, a telephone or a reader can do something with.
fn is_right(field: &str, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return true;
    };
    let is_host = |host: &str| host.split('.').filter(|part| !part.is_empty()).count() > 1;
    let seen = !text.contains(['\u{200b}', '\u{feff}', '\u{202e}']);
    seen && match field {
        "website" => {
            let text = text.to_lowercase();
            let rest = text
                .strip_prefix("https://")
                .or(text.strip_prefix("http://"));
            let host = rest.and_then(|rest| rest.split('/').next());
            host.is_some_and(is_host) && !text.contains([' ', '\u{a0}', ',', '<'])
        }
        "email" => {
            let parts: Vec<&str> = text.split('@').collect();
            matches!(parts[..], [name, host] if !name.is_empty() && is_host(host))
                && !text.contains([' ', '\u{a0}', ',', ';', '<', '('])
        }
        "uri" => text.strip_prefix("tel:+").is_some_and(|dialled| {
            let (digits, extension) = dialled.split_once(";ext=").unwrap_or((dialled, "1"));
            let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            (6..=15).contains(&digits.len()) && is_digits(digits) && is_digits(extension)
        }),
        "number" => text.contains(char::is_numeric),
        _ => true,
    }
}

fn wrong(field: &str, value: &Value, tell: &mut impl FnMut(String)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                wrong(name, value, tell);
            }
        }
        Value::Array(items) => {
            for item in items {
                wrong(field, item, tell);
            }
        }
        value if !is_right(field, value) => tell(format!("{field} {value} is public")),
        _ => {}
    }
}

#[test]
fn what_is_suggested_is_taken_and_what_becomes_public_is_right() {
    let Some(folder) = cases() else {
        println!("The cases are not at SHARED_CASES: nothing is looked at.");
        return;
    };
    let skipping = ImportOptions {
        skip_refused: true,
        ..ImportOptions::default()
    };
    let taking = ImportOptions {
        accept_suggestions: SuggestionKind::ALL.to_vec(),
        ..skipping.clone()
    };
    let mut public = BTreeMap::new();
    let (mut kinds, mut faults) = (Vec::new(), Vec::new());
    let folders = fs::read_dir(folder).expect("a folder");
    for case in folders.map(|case| case.expect("an entry").path()) {
        if !case.is_dir() {
            continue;
        }
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        for files in imports(&case) {
            let Some(before) = Books::new().import(&files, &skipping) else {
                continue;
            };
            let books = Books::new();
            let taken = books.import(&files, &taking).expect("it was read before");
            let accepted = taken.accepted.listed();
            let mut tell = |told: String| faults.push(format!("{name}: {told}"));
            for mend in before.suggested.listed() {
                if !accepted.contains(&mend) {
                    tell(format!("{mend:?} is not taken"));
                }
                kinds.push(mend.suggestion.kind);
            }
            for mend in taken.suggested.listed() {
                tell(format!("{mend:?} is offered again"));
            }
            if taken.members.refused > before.members.refused {
                tell(format!("{:?}", taken.refusals));
            }
            let shown = books.public();
            for (slug, one) in &shown {
                wrong(slug, one, &mut tell);
            }
            let again = books.import(&files, &taking).expect("it was read before");
            if again.members.created + again.members.changed > 0 {
                tell(format!("again: {:?}", again.members));
            }
            let shown = shown
                .into_iter()
                .map(|(slug, one)| ((name.to_string(), slug), one));
            public.extend(shown);
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() > 4, "hardly anything is suggested: {kinds:?}");
    for (case, slug, pointer, value) in [
        ("10-country-names", "m1", "/country", "BE"),
        ("10-country-names", "m7", "/country", "GB"),
        ("10-country-names", "m13", "/country", "NL"),
        (
            "11-url-forms",
            "m0",
            "/website",
            "https://www.huis-een.example",
        ),
        ("11-url-forms", "m15", "/website", "https://huis-15.example"),
        ("12-phone-forms", "m5", "/phones/1/uri", "tel:+32470123456"),
        ("13-email-forms", "m3", "/email", "ann@huis.example"),
        ("13-email-forms", "m8", "/email", "info@huis.example"),
        (
            "19-coordinates",
            "a",
            "/locations/0/point/latitude",
            "51.0543",
        ),
        (
            "19-coordinates",
            "c",
            "/locations/0/point/latitude",
            "51.0543",
        ),
        ("20-dates", "m8", "/joined_on", "2012-09-01"),
        ("21-language-names", "m8", "/languages/2", "en"),
    ] {
        let member = public.get(&(case.to_owned(), slug.to_owned()));
        let shown = member.and_then(|member| member.pointer(pointer));
        let shown = shown.unwrap_or(&Value::Null);
        let shown = shown
            .as_str()
            .map_or_else(|| shown.to_string(), str::to_owned);
        if shown != value {
            faults.push(format!(
                "{case} {slug} {pointer}: {shown}, not {value}: {member:?}"
            ));
        }
    }
    // Where the day or the country may be another one, nothing is public of it.
    for (case, slug) in [("10-country-names", "m6"), ("20-dates", "m2")] {
        if public.contains_key(&(case.to_owned(), slug.to_owned())) {
            faults.push(format!("{case} {slug} is public"));
        }
    }
    for private in ["23-hidden-rows", "24-privacy-columns"] {
        if public.keys().any(|(case, _)| case == private) {
            faults.push(format!("{private} is public"));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
