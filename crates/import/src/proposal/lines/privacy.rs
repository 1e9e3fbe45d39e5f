//! What columns that sound like privacy say, as lines, or as what a person decides.

use super::{Decision, Line, OfTable};
use crate::{
    fields::TableName,
    mapping_file::quoted,
    privacy::{About, Effect},
    proposal::{
        rules::{self, Rule, rule},
        seen::{Meaning, Privacy, SeenColumn},
    },
    vocabulary::FieldName,
};

use TableName::{Contacts, Locations, Members, Notes};

impl OfTable<'_> {
    /// What columns of privacy say is said here too, or a person decides it.
    pub(super) fn privacy(&mut self) {
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
}
