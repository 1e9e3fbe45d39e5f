//! What stands in the cells that feed a field, by the rules of their sources.

use std::borrow::Cow;

use super::{
    RowReader, Undecided,
    fitted::FittedSource,
    looks::{error_shown, is_spoilt},
};
use crate::{
    bounds::{cut, short},
    fields::Shape,
    finding::{Suggestion, SuggestionKind},
    given::{Given, yes_or_no},
    mapping::YesOrNo,
    privacy, rules,
};
use network::{Invalid, text::taken_in};

/// Whether a source is taken.
enum Taken {
    Yes,
    /// What it feeds is empty.
    No,
    /// Nobody has decided it: what the registry has stays, and a new record is refused.
    Undecided(usize),
}

/// An item of a list, with the column that it comes from.
pub struct Item {
    pub text: String,
    pub language: Option<String>,
    pub column: Option<usize>,
    /// What stands between the values of its cell.
    separator: Option<String>,
}

impl Item {
    /// Whether its cell can hold so many values in its place.
    pub fn holds(&self, values: usize) -> bool {
        values <= 1 || self.separator.is_some()
    }

    pub fn suggestion(&self, kind: SuggestionKind, field: &str, values: &[String]) -> Suggestion {
        Suggestion {
            kind,
            field: field.to_owned(),
            from: cut(&self.text),
            to: values.join(self.separator.as_deref().unwrap_or("|")),
        }
    }
}

impl<'a> RowReader<'a> {
    pub(super) fn items(&mut self, field: &str) -> Given<Vec<Item>> {
        let (sources, row) = (self.fitted.sources(field)?, self.row);
        let (mut items, mut is_said) = (Vec::new(), false);
        for source in sources.iter().filter(|source| source.is_said(row)) {
            if let Some(of_source) = self.taken_items(source) {
                is_said = true;
                items.extend(of_source);
            }
        }
        is_said.then_some(items)
    }

    /// The items of a source that is taken; nothing where what the registry has stays.
    pub(super) fn taken_items(&mut self, source: &FittedSource) -> Option<Vec<Item>> {
        let items = self.items_of(source);
        match self.is_taken(source) {
            Taken::Yes => Some(items),
            Taken::No => Some(Vec::new()),
            Taken::Undecided(_) if items.is_empty() => Some(items),
            Taken::Undecided(column) => {
                let field = source.column.and_then(|column| self.table.1.get(column));
                let field = format!("\"{}\"", field.map_or("", String::as_str));
                self.leave_open(column, &field);
                None
            }
        }
    }

    fn is_taken(&mut self, source: &FittedSource) -> Taken {
        let mut undecided = None;
        for condition in &source.conditions {
            let column = condition.column;
            let Some(cell) = self.cell_as(column, Shape::One, false) else {
                return Taken::No;
            };
            let said = match (cell.trim(), condition.empty) {
                ("", None) => {
                    undecided = Some(column);
                    continue;
                }
                ("", Some(empty)) => Ok(empty),
                (text, _) => yes_or_no(text).map(|yes| match yes {
                    true => YesOrNo::Yes,
                    false => YesOrNo::No,
                }),
            };
            match said {
                Ok(said) if said == condition.keeps => return Taken::No,
                Ok(_) => {}
                Err(invalid) => {
                    let shown = cell.into_owned();
                    self.refuse(Some(column), shown, invalid);
                    return Taken::No;
                }
            }
        }
        undecided.map_or(Taken::Yes, Taken::Undecided)
    }

    fn leave_open(&mut self, column: usize, field: &str) {
        let named = self.table.1.get(column).map_or("", String::as_str);
        let invalid = Invalid::new(
            "undecided",
            format!(
                "the cell in the column \"{}\" is empty, so nobody has decided whether {} may be \
                 published; write it there, or say in the mapping what an empty cell stands for",
                short(named),
                short(field)
            ),
        );
        self.undecided.get_or_insert(Undecided { column, invalid });
    }

    /// The text of a cell; nothing, with a mistake noted, where it has none that could be taken.
    fn cell_as(&mut self, column: usize, shape: Shape, is_digits: bool) -> Option<Cow<'a, str>> {
        let row = self.row;
        let (shown, message) = match row.cell_as(column, shape) {
            Ok(text) if is_digits && !row.is_record() && is_spoilt(&text) => {
                let message = format!(
                    "\"{text}\" was saved as a number and has lost digits; give the column the \
                     format Text, and write it anew"
                );
                (text.into_owned(), message)
            }
            Ok(text) => {
                if row.is_csv()
                    && let Some(message) = error_shown(&text)
                {
                    // A text may be this; an export of the registry must come in again.
                    let invalid = Invalid::new("error_shown", message);
                    self.warn(Some(column), text.clone().into_owned(), invalid);
                }
                return Some(text);
            }
            Err(unreadable) => (unreadable.shown, unreadable.message),
        };
        let invalid = Invalid::new("unreadable_cell", message);
        self.refuse(Some(column), shown, invalid);
        None
    }

    pub(super) fn items_of(&mut self, source: &FittedSource) -> Vec<Item> {
        let rules = &source.source;
        let cell = match source.column {
            None => Cow::Borrowed(rules.value.as_deref().unwrap_or_default()),
            Some(column) => match self.cell_as(column, source.shape, source.is_digits) {
                Some(text) => text,
                None => return Vec::new(),
            },
        };
        let cell = taken_in(&cell);
        if let (Some(column), Shape::WebLink | Shape::MailLink) = (source.column, source.shape) {
            self.compare_link(column, &cell);
        }
        if let (Some(_), Some(field)) = (source.column, source.public_field)
            && let Some(said) = privacy::said(field, &cell)
        {
            self.refuse(source.column, cell.into_owned(), privacy::unheard(&said));
            return Vec::new();
        }
        let parts = rules::parts(&cell, rules, source.is_privacy).unwrap_or_else(|invalid| {
            self.refuse(source.column, cell.into_owned(), invalid);
            Vec::new()
        });
        parts
            .into_iter()
            .map(|part| Item {
                text: part.text,
                language: part.language,
                column: source.column,
                separator: rules.split.clone(),
            })
            .collect()
    }

    /// Warns of a link that leads elsewhere than the address that its cell shows.
    fn compare_link(&mut self, column: usize, taken: &str) {
        let row = self.row;
        let shown = row.cell(column).unwrap_or_default();
        let bare = |text: &str| {
            let text = text.trim_end_matches('/').to_lowercase();
            let text = text.rsplit("://").next().unwrap_or_default().to_owned();
            text.trim_start_matches("www.").to_owned()
        };
        let is_address = shown.contains(['.', '@']) && !shown.contains(char::is_whitespace);
        if is_address && bare(&shown) != bare(taken) {
            let invalid = Invalid::new(
                "link_elsewhere",
                format!(
                    "the cell shows \"{}\", and its link leads to {}, which was taken; mend the one \
                     that is wrong",
                    short(&shown),
                    short(taken)
                ),
            );
            self.warn(Some(column), shown.into_owned(), invalid);
        }
    }
}
