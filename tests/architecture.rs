//! How the parts of the program may depend on each other. Cargo refuses a circle of crates; this
//! keeps somebody from adding a dependency that goes round the gate, and files from importing each
//! other in circles that nobody can read one by one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The most files that may import each other in a circle.
const LARGEST_CIRCLE: usize = 4;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The parts of the program that a part names among its dependencies.
fn parts_used(part: &str) -> BTreeSet<String> {
    let crates = root().join("crates");
    let manifest = fs::read_to_string(crates.join(part).join("Cargo.toml")).expect("a manifest");
    let used = manifest
        .lines()
        .filter_map(|line| line.strip_suffix(".workspace = true"))
        .filter(|name| crates.join(name).is_dir());
    used.map(str::to_owned).collect()
}

#[test]
fn what_is_public_knows_no_books() {
    for part in ["directory", "http", "pages", "own", "console"] {
        let used = parts_used(part);
        assert!(used.contains("publication"), "{part} shows nothing");
        for books in ["registry", "editing", "import", "export"] {
            assert!(!used.contains(books), "{part} uses {books}");
        }
    }
}

#[test]
fn the_domain_stands_alone() {
    assert_eq!(parts_used("network"), BTreeSet::new());
    assert_eq!(parts_used("registry"), ["network".to_owned()].into());
}

#[test]
fn no_circle_of_imports_is_large() {
    let mut sources = vec![root().join("src")];
    for entry in fs::read_dir(root().join("crates")).expect("the crates") {
        sources.push(entry.expect("a crate").path().join("src"));
    }
    let mut arrows = 0;
    for source in sources {
        let modules = Modules::read(&source);
        let imports = modules.imports();
        arrows += imports.values().map(BTreeSet::len).sum::<usize>();
        for circle in circles(&imports) {
            assert!(
                circle.len() <= LARGEST_CIRCLE,
                "in {} these import each other in a circle: {circle:#?}",
                source.display()
            );
        }
    }
    assert!(arrows > 200, "only {arrows} imports were found");
}

/// The files of a crate by the path of their module; the crate itself has the empty path.
struct Modules(BTreeMap<Vec<String>, String>);

impl Modules {
    fn read(source: &Path) -> Self {
        let mut found = BTreeMap::new();
        let mut open: Vec<PathBuf> = vec![source.to_owned()];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                let entries = fs::read_dir(&path).expect("a folder");
                open.extend(entries.map(|entry| entry.expect("an entry").path()));
                continue;
            }
            let inside = path.strip_prefix(source).expect("below").with_extension("");
            let module: Vec<String> = inside
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .filter(|part| part != "lib")
                .collect();
            let is_test = module
                .last()
                .is_some_and(|name| name == "tests" || name == "main");
            if path.extension().is_some_and(|end| end == "rs") && !is_test {
                let text = fs::read_to_string(&path).expect("a source");
                found.insert(module, without_comments(without_tests(&text)));
            }
        }
        Self(found)
    }

    /// Which modules each module takes something from.
    fn imports(&self) -> BTreeMap<&[String], BTreeSet<&[String]>> {
        let imports = self.0.iter().map(|(module, source)| {
            let taken = paths(source)
                .filter_map(|path| self.resolve(module, &path))
                .filter(|taken| taken != module)
                .collect();
            (module.as_slice(), taken)
        });
        imports.collect()
    }

    /// The module that a path leads to. A name that this module shows with `pub use` is another
    /// import, of that module itself.
    fn resolve(&self, from: &[String], path: &[String]) -> Option<&[String]> {
        let (first, rest) = path.split_first()?;
        let begin: Vec<String> = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.to_vec(),
            "super" => from.split_last()?.1.to_vec(),
            child => {
                let child = [from, &[child.to_owned()]].concat();
                return self
                    .0
                    .contains_key(&child)
                    .then(|| self.walk(child, rest))?;
            }
        };
        self.walk(begin, rest)
    }

    fn walk(&self, mut module: Vec<String>, mut rest: &[String]) -> Option<&[String]> {
        loop {
            let further = rest.split_first().map(|(name, further)| {
                let child = [module.as_slice(), std::slice::from_ref(name)].concat();
                (name, child, further)
            });
            match further {
                Some((name, _, further)) if name == "super" => {
                    module.pop()?;
                    rest = further;
                }
                Some((_, child, further)) if self.0.contains_key(&child) => {
                    module = child;
                    rest = further;
                }
                _ => return self.0.get_key_value(&module).map(|(known, _)| &**known),
            }
        }
    }
}

/// What stands before the tests of a file.
fn without_tests(source: &str) -> &str {
    let mut parts = source.split("#[cfg(test)]\nmod tests {");
    parts.next().unwrap_or_default()
}

fn without_comments(source: &str) -> String {
    let lines = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every path that a source names, in `use` or where it is used; a group is told apart.
fn paths(source: &str) -> impl Iterator<Item = Vec<String>> {
    let mut rest = String::new();
    let mut found = Vec::new();
    let mut in_use = false;
    for statement in source.split_inclusive(';') {
        let begun = statement.find("use ").filter(|at| {
            let before = statement[..*at].trim_end();
            before.is_empty() || before.ends_with(['}', ']', ')']) || before.ends_with("pub")
        });
        match begun {
            Some(at) => {
                in_use = true;
                rest.push_str(&statement[..at]);
                expand(&statement[at + 4..], &mut Vec::new(), &mut found);
            }
            None => rest.push_str(statement),
        }
    }
    assert!(
        in_use || !source.contains("\nuse "),
        "no import was understood"
    );
    found.extend(inline(&rest));
    found.into_iter()
}

/// Tells the paths of a group apart: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(text: &str, begun: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let text = text.trim().trim_end_matches(';').trim();
    match text.split_once('{') {
        Some((head, group)) if !head.contains(',') => {
            let depth = begun.len();
            begun.extend(segments(head));
            let group = group.trim_end().strip_suffix('}').unwrap_or(group);
            let mut level = 0;
            let mut from = 0;
            for (at, sign) in group.char_indices().chain([(group.len(), ',')]) {
                match sign {
                    '{' => level += 1,
                    '}' => level -= 1,
                    ',' if level == 0 => {
                        if !group[from..at].trim().is_empty() {
                            expand(&group[from..at], begun, found);
                        }
                        from = at + 1;
                    }
                    _ => {}
                }
            }
            begun.truncate(depth);
        }
        _ => {
            let (path, _) = text.split_once(" as ").unwrap_or((text, ""));
            let last = segments(path).filter(|name| name != "self");
            found.push(begun.iter().cloned().chain(last).collect());
        }
    }
}

fn segments(text: &str) -> impl Iterator<Item = String> {
    let names = text
        .split("::")
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Paths of two names and more outside of imports.
fn inline(source: &str) -> Vec<Vec<String>> {
    let is_path = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == ':';
    let words = source.split(|sign: char| !is_path(sign));
    let paths = words.filter(|word| word.contains("::"));
    paths
        .map(|word| segments(word).collect::<Vec<_>>())
        .filter(|path| path.len() > 1)
        .collect()
}

/// The groups of modules each of which leads to each other (strongly connected components).
fn circles<'a>(imports: &BTreeMap<&'a [String], BTreeSet<&'a [String]>>) -> Vec<Vec<String>> {
    let reach = |from: &'a [String]| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            for next in imports.get(at).into_iter().flatten() {
                if seen.insert(*next) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<_, _> = imports
        .keys()
        .map(|module| (*module, reach(module)))
        .collect();
    let mut told = BTreeSet::new();
    let mut circles = Vec::new();
    for (module, reaches) in &reached {
        let circle: Vec<_> = reaches
            .iter()
            .filter(|other| {
                reached
                    .get(*other)
                    .is_some_and(|back| back.contains(module))
            })
            .collect();
        if circle.len() > 1 && told.insert(circle.clone()) {
            circles.push(circle.iter().map(|module| module.join("::")).collect());
        }
    }
    circles
}

#[test]
fn a_circle_is_seen() {
    let name = |text: &str| segments(text).collect::<Vec<_>>();
    let modules = Modules(
        [
            (name(""), "pub mod a;\npub use a::Thing;\n"),
            (
                name("a"),
                "mod inner;\npub use inner::Thing;\nuse crate::b::work;\n",
            ),
            (name("a::inner"), "pub struct Thing;\n"),
            (name("b"), "use super::Thing;\nfn f() -> Thing {}\n"),
        ]
        .map(|(module, source)| (module, source.to_owned()))
        .into(),
    );
    assert_eq!(
        modules.resolve(&name("b"), &name("crate::Thing")),
        Some(&name("")[..])
    );
    assert_eq!(circles(&modules.imports()), [["", "a", "b"]]);
}

/// The path of `PUBLIC_URL` stands before whatever a page leads to, so templates and scripts write no
/// path of the program by themselves: they are given an `Address`.
#[test]
fn nothing_links_to_a_path_by_itself() {
    let mut open = [
        "crates/pages/src",
        "crates/console/src",
        "crates/http/src",
        "src",
    ]
    .map(|folder| root().join(folder))
    .to_vec();
    let mut looked_at = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            open.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str());
        let forbidden: &[&str] = match ending {
            Some("html") => &["href=\"/", "src=\"/", "action=\"/", "url(/"],
            Some("css") => &["url(/", "url(\"/"],
            Some("js") => &[
                "fetch('/",
                "fetch(`/",
                "'/v1",
                "`/v1",
                "href = '/",
                "src = '/",
            ],
            Some("rs") => &["href=\\\"/", "src=\\\"/", "action=\\\"/", "LOCATION, \"/"],
            _ => continue,
        };
        looked_at += 1;
        let text = fs::read_to_string(&path).expect("a source");
        let code = without_tests(&text);
        let is_test = path.ends_with("tests.rs");
        for link in forbidden {
            assert!(
                is_test || !code.contains(link),
                "{} has {link}",
                path.display()
            );
        }
    }
    assert!(looked_at > 150, "{looked_at}");
}
