//! By which rules a column is read that feeds a field.

use std::collections::BTreeMap;

use super::{
    looks::{Cells, Looks},
    seen::SeenColumn,
};
use crate::{
    mapping_file::quoted,
    privacy::{self, Word},
    vocabulary::{FieldName, Vocabulary, plain},
};
use network::{Country, ServiceType};

/// A rule of a source, as it is written: `yes = "hidden"`.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name.
    pub key: &'static str,
    /// What it says.
    pub value: RuleValue,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleValue {
    /// A text.
    Text(String),
    /// What values stand for.
    Values(BTreeMap<String, String>),
    /// A column, and what an empty cell of it says.
    Condition(String, Option<String>),
}

/// A rule that is a text.
pub fn rule(key: &'static str, value: &str) -> Rule {
    Rule {
        key,
        value: RuleValue::Text(value.to_owned()),
    }
}

impl Rule {
    /// A rule that names a column which decides.
    pub fn condition(key: &'static str, column: &str, empty: Option<&str>) -> Self {
        Self {
            key,
            value: RuleValue::Condition(column.to_owned(), empty.map(str::to_owned)),
        }
    }

    /// Whether it names a column.
    pub fn names(&self, column: &str) -> bool {
        matches!(&self.value, RuleValue::Condition(named, _) if named == column)
    }
}

/// The rules for a field that a column feeds, and what a person should look at.
pub fn of(
    field: &FieldName,
    column: &SeenColumn,
    services: &[ServiceType],
) -> (Vec<Rule>, Option<String>) {
    let cells = &column.cells;
    match field.field {
        "identifiers" | "links" => (items_of(field.field, column), None),
        "country" | "countries" if !are_codes(cells) => (vec![rule("form", "country")], None),
        "languages" => (vec![rule("form", "language")], None),
        "name_language" => (vec![rule("form", "language")], None),
        "joined_on" | "left_on" | "consented_on" => (vec![rule("form", "day")], None),
        "founded_year" if !cells.mostly(Looks::Year, 100) => (vec![rule("form", "year")], None),
        "membership_status" => statuses(cells),
        "membership_type" => types(cells),
        "kind" => kinds(cells),
        "service" => services_of(cells, services),
        _ => (Vec::new(), None),
    }
}

/// How identifiers and links are read: as what the column's name says that they are.
fn items_of(field: &str, column: &SeenColumn) -> Vec<Rule> {
    let kind = Vocabulary::get().value(field, &column.name);
    let mut rules: Vec<Rule> = kind.map(|kind| rule("kind", kind)).into_iter().collect();
    // Addresses have most of the other signs in them.
    let between = ["|", ";", "\n"].into_iter();
    let is_met = |sign: &&str| {
        column
            .cells
            .distinct
            .keys()
            .any(|text| text.contains(*sign))
    };
    rules.extend(
        between
            .filter(is_met)
            .take(1)
            .map(|sign| rule("split", sign)),
    );
    rules
}

fn are_codes(cells: &Cells) -> bool {
    let mut texts = cells.distinct.keys();
    !cells.distinct.is_empty() && texts.all(|text| Country::parse(text).is_ok())
}

/// A `values` rule, unless every value is what it stands for.
fn values(values: BTreeMap<String, String>) -> Vec<Rule> {
    match values.iter().all(|(from, to)| from == to) {
        true => Vec::new(),
        false => vec![Rule {
            key: "values",
            value: RuleValue::Values(values),
        }],
    }
}

/// What cells say, and those that nobody knows.
fn known(field: &str, cells: &Cells) -> (BTreeMap<String, String>, Vec<String>) {
    let vocabulary = Vocabulary::get();
    let (mut known, mut unknown) = (BTreeMap::new(), Vec::new());
    for text in cells.distinct.keys() {
        match vocabulary.value(field, text) {
            Some(value) => {
                known.insert(text.clone(), value.to_owned());
            }
            None => unknown.push(text.clone()),
        }
    }
    (known, unknown)
}

fn statuses(cells: &Cells) -> (Vec<Rule>, Option<String>) {
    let (mut found, unknown) = known("membership_status", cells);
    let vocabulary = Vocabulary::get();
    let together = vocabulary
        .together
        .get("membership_status")
        .into_iter()
        .flatten();
    let together: Vec<&String> = together.collect();
    if found.keys().any(|word| together.contains(&word)) {
        for word in together {
            if let Some(status) = vocabulary.value("membership_status", word) {
                found
                    .entry(word.clone())
                    .or_insert_with(|| status.to_owned());
            }
        }
    }
    let look = listed(&unknown)
        .map(|words| format!("say what these are, rows with them are refused: {words}"));
    (values(found), look)
}

fn types(cells: &Cells) -> (Vec<Rule>, Option<String>) {
    let (found, unknown) = known("membership_type", cells);
    let mut rules = values(found);
    if rules.is_empty() {
        rules.push(Rule {
            key: "values",
            value: RuleValue::Values(BTreeMap::from([(
                "ordinary".to_owned(),
                "ordinary".to_owned(),
            )])),
        });
    }
    // A new member is an ordinary one where nothing is said.
    rules.push(rule("others", "skip"));
    let look = listed(&unknown).map(|words| {
        format!("these say nothing of it, so such members are ordinary ones: {words}")
    });
    (rules, look)
}

/// Kinds of places. What sounds like a shelter is one, for a shelter is hidden.
fn kinds(cells: &Cells) -> (Vec<Rule>, Option<String>) {
    let vocabulary = Vocabulary::get();
    let (mut found, unknown) = known("kind", cells);
    let are_few = !cells.many && unknown.len() <= MOST_LISTED;
    for text in unknown.iter().filter(|_| are_few) {
        let name = plain(text);
        let mut words = name.split(' ');
        let is_shelter = words.any(|word| vocabulary.value("kind", word) == Some("shelter"));
        let kind = if is_shelter { "shelter" } else { "other" };
        found.insert(text.clone(), kind.to_owned());
    }
    let look = listed(&unknown).map(|words| match are_few {
        true => format!("these kinds are not known, look what they become: {words}"),
        false => format!("say what kinds these are, rows with them are refused: {words}"),
    });
    (values(found), look)
}

fn services_of(cells: &Cells, services: &[ServiceType]) -> (Vec<Rule>, Option<String>) {
    let vocabulary = Vocabulary::get();
    let separator = separator(cells);
    let (mut found, mut unknown) = (BTreeMap::new(), Vec::new());
    for text in cells.distinct.keys() {
        let items = match separator {
            Some(separator) => text.split(separator).collect(),
            None => vec![text.as_str()],
        };
        for item in items
            .into_iter()
            .map(str::trim)
            .filter(|item| !item.is_empty())
        {
            match vocabulary.service(services, item) {
                Some(code) => {
                    found.insert(item.to_owned(), code);
                }
                None if !unknown.iter().any(|known| known == item) => unknown.push(item.to_owned()),
                None => {}
            }
        }
    }
    let mut rules = Vec::new();
    rules.extend(separator.map(|separator| rule("split", separator)));
    rules.extend(values(found));
    if !unknown.is_empty() && rules.iter().any(|rule| rule.key == "values") {
        rules.push(rule("others", "skip"));
    }
    let look = listed(&unknown)
        .map(|words| format!("these are not services of the network and are passed over: {words}"));
    (rules, look)
}

/// What stands between the items of a list: the separator that most cells have.
fn separator(cells: &Cells) -> Option<&'static str> {
    let counted = ["|", ";", "\n", ",", "/"].map(|separator| {
        let with = cells
            .distinct
            .keys()
            .filter(|text| text.contains(separator));
        (with.count(), separator)
    });
    // Between equals the first.
    let best = counted.into_iter().rev().max_by_key(|(count, _)| *count);
    best.filter(|(count, _)| *count > 0)
        .map(|(_, separator)| separator)
}

/// The most words of a list: a mapping is handed on, and many different texts are no list.
const MOST_LISTED: usize = 20;

/// Words of a list, where they are few.
fn listed(words: &[String]) -> Option<String> {
    match words.len() {
        0 => None,
        1..=MOST_LISTED => {
            let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            Some(words.join(", "))
        }
        many => Some(format!("{many} different texts")),
    }
}

/// How a column of yes and no, or of words, is read that says what may be known.
pub fn answers(field: &str, cells: &Cells, yes: &str, no: &str) -> Vec<Rule> {
    let mut words = BTreeMap::new();
    for text in cells.distinct.keys() {
        let meant = match (privacy::word(text), field) {
            (Some(Word::Yes), _) => yes,
            (Some(Word::No), _) => no,
            (Some(Word::Public), "listing") | (Some(Word::City), "listing") => "listed",
            (Some(Word::Hidden), "listing") => "unlisted",
            (Some(Word::Public), _) => "public",
            (Some(Word::City), _) => "city",
            (Some(Word::Hidden), _) => "hidden",
            // It is refused where it stands.
            (None, _) => continue,
        };
        words.insert(text.clone(), meant.to_owned());
    }
    let is_answer =
        |text: &String| matches!(privacy::word(text), Some(Word::Yes | Word::No) | None);
    match words.keys().all(is_answer) {
        true => vec![rule("yes", yes), rule("no", no)],
        false => vec![Rule {
            key: "values",
            value: RuleValue::Values(words),
        }],
    }
}
