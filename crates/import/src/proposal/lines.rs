//! The lines of a mapping that is proposed: which column feeds which field, and by which rules.

use super::{
    rules::{self, Rule, rule},
    seen::{Confidence, Meaning, Privacy, Seen, SeenColumn},
};
use crate::{
    drafts,
    fields::{Shape, TableName},
    mapping_file::quoted,
    privacy::{About, Effect},
    vocabulary::FieldName,
};
use network::ServiceType;

use TableName::{Contacts, Locations, Members, Notes, Services};

/// The most columns that are proposed for one field.
const MOST_SOURCES: usize = 30;

/// A line: a source of a field.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it feeds.
    pub field: FieldName,
    /// The column; nothing where every row has the same value.
    pub column: Option<String>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why.
    pub why: String,
    /// What a person should look at.
    pub look: Option<String>,
    /// Whether it is no more than an offer: it stands there as a comment.
    pub is_offer: bool,
}

/// What a person must decide about a column before the files can be imported.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The column; nothing where it is about the table as a whole.
    pub column: Option<String>,
    /// What is to be decided.
    pub question: String,
    /// Lines that would be answers.
    pub answers: Vec<String>,
}

/// All that is proposed for a table.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// What is to be decided.
    pub decisions: Vec<Decision>,
    /// Columns that are passed over by name, with why.
    pub ignored: Vec<(String, String)>,
}

/// What is told of a column.
#[derive(Default)]
pub struct Told {
    pub feeds: Vec<String>,
    pub confidence: Option<Confidence>,
    pub why: Option<String>,
    pub decide: Option<String>,
}

impl Lines {
    /// What is told of a column.
    pub fn of_column(&self, column: &str) -> Told {
        let mut told = Told::default();
        for line in self.taken() {
            let decides = line.rules.iter().any(|rule| rule.names(column));
            if line.column.as_deref() == Some(column) || decides {
                told.feeds
                    .push(format!("{}.{}", line.field.table, line.field.field));
                if !decides {
                    told.confidence = Some(line.confidence);
                }
            }
        }
        told.feeds.dedup();
        let mut decisions = self.decisions.iter();
        let decision = decisions.find(|one| one.column.as_deref() == Some(column));
        told.decide = decision.map(|decision| decision.question.clone());
        let mut ignored = self.ignored.iter();
        told.why = ignored
            .find(|(name, _)| name == column)
            .map(|(_, why)| why.clone());
        told
    }

    /// The lines that are more than offers.
    fn taken(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.is_offer)
    }
}

/// The lines for a table.
pub fn of(seen: &Seen, services: &[ServiceType]) -> Lines {
    let mut lines = Lines::default();
    if let Some(table) = seen.table {
        let mut of_table = OfTable {
            table,
            seen,
            lines: &mut lines,
        };
        of_table.fields(services);
        of_table.privacy();
        of_table.needed();
    }
    lines
}

/// The lines of one table, while they are made.
struct OfTable<'a> {
    table: TableName,
    seen: &'a Seen,
    lines: &'a mut Lines,
}

impl OfTable<'_> {
    fn add(&mut self, line: Line) {
        self.lines.lines.push(line);
    }

    fn add_value(&mut self, table: TableName, field: &str, value: &str, why: &str, look: &str) {
        let Some(field) = FieldName::of(table, field, None) else {
            return;
        };
        self.add(Line {
            field,
            column: None,
            rules: vec![rule("value", value)],
            confidence: Confidence::Guess,
            why: why.to_owned(),
            look: (!look.is_empty()).then(|| look.to_owned()),
            is_offer: false,
        });
    }

    fn of(&self, table: TableName, field: &str) -> Option<&Line> {
        let mut lines = self.lines.taken();
        lines.find(|line| line.field.table == table && line.field.field == field)
    }

    fn feeds(&self, table: TableName) -> bool {
        self.lines.taken().any(|line| line.field.table == table)
    }

    /// The surest column of each field, and every column of a field that takes several.
    fn fields(&mut self, services: &[ServiceType]) {
        let mut columns: Vec<&SeenColumn> = self.seen.columns.iter().collect();
        // What a person said, then the surest, and of those the first of the sheet.
        columns.sort_by_key(|column| (!column.is_decided, column.found.confidence));
        for column in columns {
            match &column.found.meaning {
                Meaning::Field(field) => self.field(field, column, services),
                Meaning::Service(code) => self.service(code, column),
                _ => {}
            }
        }
    }

    fn field(&mut self, field: &FieldName, column: &SeenColumn, services: &[ServiceType]) {
        let is_taken = self.lines.taken().any(|line| line.field == *field);
        let of_field = self.lines.lines.iter().filter(|line| line.field == *field);
        if of_field.count() >= MOST_SOURCES {
            return;
        }
        let (rules, look) = rules::of(field, column, services);
        let is_offer = is_taken && !takes_several(field);
        self.add(Line {
            field: field.clone(),
            column: Some(column.name.clone()),
            rules,
            confidence: column.found.confidence,
            why: match is_offer {
                false => column.found.why.clone(),
                true => format!("{}, but another column is too", column.found.why),
            },
            look,
            is_offer,
        });
    }

    fn service(&mut self, code: &str, column: &SeenColumn) {
        let Some(field) = FieldName::of(Services, "service", None) else {
            return;
        };
        self.add(Line {
            field,
            column: Some(column.name.clone()),
            rules: vec![rule("yes", code)],
            confidence: column.found.confidence,
            why: column.found.why.clone(),
            look: None,
            is_offer: false,
        });
    }

    /// What columns of privacy say is said here too, or a person decides it.
    fn privacy(&mut self) {
        for column in &self.seen.columns {
            if column.found.meaning == Meaning::Harmless {
                let why = "it keeps nothing from the public, as you said".to_owned();
                self.lines.ignored.push((column.name.clone(), why));
            }
        }
        let columns = self.seen.columns.iter();
        let said: Vec<(&SeenColumn, &Privacy)> = columns
            .filter_map(|column| match &column.found.meaning {
                Meaning::Privacy(privacy) => Some((column, privacy)),
                _ => None,
            })
            .collect();
        let of_place = said
            .iter()
            .any(|(_, privacy)| privacy.about == About::Place);
        for (column, privacy) in said {
            let Some(yes) = privacy.yes else {
                self.ask_what_yes_means(column, privacy);
                continue;
            };
            match privacy.about {
                About::Phone => self.condition(column, yes, &["phone", "phones"], "telephone"),
                About::Email => self.condition(column, yes, &["email"], "e-mail address"),
                About::Place => self.visibility(column, privacy, yes),
                About::Entry => {
                    self.listing(column, yes);
                    // Of a place's own row, it is as good as a column about places.
                    let is_of_place = column.is_decided && self.table == Locations;
                    if is_of_place || (!of_place && !privacy.of_a_system) {
                        self.visibility(column, privacy, yes);
                    }
                    self.ask_about_rows(column);
                }
            }
        }
    }

    fn ask_what_yes_means(&mut self, column: &SeenColumn, privacy: &Privacy) {
        let name = quoted(&column.name);
        let (field, hides, shows) = match (privacy.about, self.table) {
            (About::Phone, _) => {
                return self.ask(
                    column,
                    "its name does not tell what a yes means for the telephone",
                    vec![format!("phones = {{ column = …, unless = {name} }}")],
                );
            }
            (About::Email, _) => {
                return self.ask(
                    column,
                    "its name does not tell what a yes means for the e-mail address",
                    vec![format!("email = {{ column = …, unless = {name} }}")],
                );
            }
            (About::Entry, Members) => (
                "listing",
                "yes = \"unlisted\", no = \"listed\"",
                "yes = \"listed\", no = \"unlisted\"",
            ),
            _ => (
                "visibility",
                "yes = \"hidden\", no = \"public\"",
                "yes = \"public\", no = \"hidden\"",
            ),
        };
        let answers = vec![
            format!("{field} = {{ column = {name}, {hides} }}"),
            format!("{field} = {{ column = {name}, {shows} }}"),
        ];
        self.ask(
            column,
            "it sounds like privacy, and its name does not tell what a yes means",
            answers,
        );
    }

    /// Where no field of a table that is public says what a column says of its rows, a person decides.
    fn ask_about_rows(&mut self, column: &SeenColumn) {
        let is_source = |line: &Line| line.column.as_ref() == Some(&column.name);
        if self.lines.taken().any(is_source) || matches!(self.table, Contacts | Notes) {
            return;
        }
        self.ask(
            column,
            "it sounds like privacy, and no field of this table says that; take out the rows that \
             it keeps from the public",
            vec![format!(
                "if it keeps nothing from the public, write ignore = [{}]",
                quoted(&column.name)
            )],
        );
    }

    fn ask(&mut self, column: &SeenColumn, question: &str, answers: Vec<String>) {
        self.lines.decisions.push(Decision {
            column: Some(column.name.clone()),
            question: question.to_owned(),
            answers,
        });
    }

    /// A yes in the column keeps fields from being published, or is needed for it.
    fn condition(&mut self, column: &SeenColumn, yes: Effect, fields: &[&str], what: &str) {
        let mut is_fed = false;
        let key = match yes {
            Effect::Hides => "unless",
            Effect::Shows => "only_if",
        };
        // Where a yes is needed, what says nothing is none.
        let empty = match (yes, column.cells.empty) {
            (Effect::Shows, 1..) => Some("no"),
            (Effect::Hides, 1..) if column.is_decided => Some("no"),
            _ => None,
        };
        for line in &mut self.lines.lines {
            let is_public = matches!(line.field.table, Members | Locations);
            if is_public && fields.contains(&line.field.field) {
                line.rules.push(Rule::condition(key, &column.name, empty));
                is_fed |= !line.is_offer;
            }
        }
        if !is_fed {
            let why = format!("no {what} is taken, so it keeps nothing back");
            let name = column.name.clone();
            self.lines.ignored.push((name, why));
        } else if yes == Effect::Hides && column.cells.empty > 0 && !column.is_decided {
            self.ask_about_empty(column, "unless = { column = …, empty = \"no\" }");
        }
    }

    fn ask_about_empty(&mut self, column: &SeenColumn, answer: &str) {
        let question = format!(
            "{} of its cells are empty, and an empty one says nothing: such a row is refused where \
             it would make something new",
            column.cells.empty
        );
        let answer = format!("if an empty cell means no, write {answer}");
        self.ask(column, &question, vec![answer]);
    }

    fn listing(&mut self, column: &SeenColumn, yes: Effect) {
        if self.table != Members {
            return;
        }
        let [yes_is, no_is] = match yes {
            Effect::Hides => ["unlisted", "listed"],
            Effect::Shows => ["listed", "unlisted"],
        };
        self.answer(column, yes, (Members, "listing"), [yes_is, no_is], None);
    }

    fn visibility(&mut self, column: &SeenColumn, privacy: &Privacy, yes: Effect) {
        if !self.feeds(Locations) {
            if privacy.about == About::Place {
                let why = "no place is taken, so it keeps nothing back".to_owned();
                self.lines.ignored.push((column.name.clone(), why));
            }
            return;
        }
        let hidden = privacy.place.as_deref().unwrap_or("hidden");
        let answers = match yes {
            Effect::Hides => [hidden, "public"],
            Effect::Shows => ["public", hidden],
        };
        let has_people = self.seen.has_people();
        let answers = match has_people {
            // A person's street is nobody's business.
            true => answers.map(|answer| if answer == "public" { "city" } else { answer }),
            false => answers,
        };
        let has_kinds = self.of(Locations, "kind").is_some();
        let look = (privacy.of_a_system && has_kinds).then(|| {
            "a no makes a place public with its address, a shelter too; write no = \"city\" if \
             there are any"
                .to_owned()
        });
        self.answer(column, yes, (Locations, "visibility"), answers, look);
    }

    /// A field that a column of yes and no, or of words, decides.
    fn answer(
        &mut self,
        column: &SeenColumn,
        yes: Effect,
        (table, field): (TableName, &str),
        [yes_is, no_is]: [&str; 2],
        look: Option<String>,
    ) {
        let Some(name) = FieldName::of(table, field, None) else {
            return;
        };
        let mut rules = rules::answers(field, &column.cells, yes_is, no_is);
        if column.cells.empty > 0 {
            match yes {
                Effect::Shows => rules.push(rule("empty", no_is)),
                Effect::Hides if column.is_decided => rules.push(rule("empty", no_is)),
                Effect::Hides => self.ask_about_empty(column, &format!("empty = \"{no_is}\"")),
            }
        }
        self.add(Line {
            field: name,
            column: Some(column.name.clone()),
            rules,
            confidence: column.found.confidence,
            why: column.found.why.clone(),
            look,
            is_offer: false,
        });
    }

    /// What the fields that are fed need besides.
    fn needed(&mut self) {
        if self.table == Members {
            self.key_of_members();
            if self.of(Members, "country").is_none() {
                self.lines.decisions.push(Decision {
                    column: None,
                    question: "no column has the country, which a new member needs".to_owned(),
                    answers: vec!["country = { value = \"BE\" }".to_owned()],
                });
            }
        }
        if self.feeds(Locations) {
            if self.of(Locations, "kind").is_none() {
                self.add_value(
                    Locations,
                    "kind",
                    "other",
                    "no column says what kind of place it is",
                    "write \"office\" if all are offices",
                );
            }
            if self.of(Locations, "visibility").is_none() {
                self.add_value(
                    Locations,
                    "visibility",
                    "city",
                    "no column says what may be seen, so the public sees the city and no street",
                    "write \"public\" if everybody may know the addresses",
                );
            }
        }
        if self.feeds(Contacts) {
            self.name_of_contact();
            if self.of(Contacts, "legal_basis").is_none() {
                self.add_value(
                    Contacts,
                    "legal_basis",
                    "legitimate_interest",
                    "no column says by what right people are kept",
                    "or \"contract\", \"legal_obligation\"; \"consent\" needs consented_on too",
                );
            }
        }
        if self.table == Members && self.feeds(Services) && self.of(Services, "service").is_none() {
            // What is said of a service that is not named is said of nothing.
            for line in &mut self.lines.lines {
                line.is_offer |= line.field.table == Services;
            }
        }
    }

    fn key_of_members(&mut self) {
        if self.of(Members, "external_id").is_some() || self.of(Members, "slug").is_some() {
            return;
        }
        let name = self
            .of(Members, "name")
            .and_then(|line| line.column.clone());
        if let (Some(column), Some(field)) = (name, FieldName::of(Members, "external_id", None)) {
            self.add(Line {
                field,
                column: Some(column),
                rules: Vec::new(),
                confidence: Confidence::Guess,
                why: "no column has a key, so the name recognises a row the next time".to_owned(),
                look: None,
                is_offer: false,
            });
        }
    }

    /// A person is called something: where there is no name, by the address.
    fn name_of_contact(&mut self) {
        let is_named = self.of(Contacts, "name").is_some();
        let reached = ["email", "phone"].map(|field| {
            self.of(Contacts, field)
                .and_then(|line| line.column.clone())
        });
        let column = reached.into_iter().flatten().next();
        if let (Some(column), Some(field)) = (column, FieldName::of(Contacts, "name", None)) {
            self.add(Line {
                field,
                column: Some(column),
                rules: Vec::new(),
                confidence: Confidence::Guess,
                why: match is_named {
                    true => "where the name is empty".to_owned(),
                    false => "no column has the person's name".to_owned(),
                },
                look: None,
                is_offer: false,
            });
        }
    }
}

/// Whether several columns can feed a field.
fn takes_several(field: &FieldName) -> bool {
    let shape = drafts::table(field.table)
        .field(field.field)
        .map(|known| known.shape);
    matches!(
        shape,
        Some(Shape::List | Shape::Names | Shape::Links | Shape::Identifiers)
    ) || (field.table == Locations && field.field == "address")
        || (field.table == Services && field.field == "service")
}
