//! The lines of a mapping that is proposed: which column feeds which field, and by which rules.

mod privacy;

use super::{
    rules::{self, Rule, rule},
    seen::{Confidence, Meaning, Seen, SeenColumn},
};
use crate::{
    drafts,
    fields::{Shape, TableName},
    vocabulary::FieldName,
};
use network::ServiceType;

use TableName::{Contacts, Locations, Members, Services};

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
