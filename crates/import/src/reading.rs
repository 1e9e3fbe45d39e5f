//! Reads the fields of a row by a mapping, and notes every mistake in it.

mod fitted;
mod items;
mod looks;
mod values;

use self::values::{Refused, Takes};
pub use self::{fitted::Fitted, values::KnownRefusals};
use crate::{
    finding::{Finding, Level, Origin, Suggestion},
    given::{self, Given, OwnTexts, Stated, Texts},
    table::Row,
};
use network::{Invalid, LanguageTag, Listing, Visibility, text::check_visible};

/// How something is read that says who may see it, and the strictest that can be said.
type ReadOrStrictest<T> = (fn(&str) -> Result<T, Invalid>, T);

/// How it is read who may see a place, and the strictest that can be said of it.
pub const VISIBILITY: ReadOrStrictest<Visibility> = (given::visibility, Visibility::Hidden);
/// How it is read whether a member is listed, and the strictest that can be said of it.
pub const LISTING: ReadOrStrictest<Listing> = (given::listing, Listing::Unlisted);

/// Where a field of a row stands, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// The number of the column; the first is 0.
    pub number: usize,
    /// What the column is called.
    pub name: String,
    /// What stands there.
    pub text: String,
}

/// What was found in a row.
#[derive(Default)]
pub struct Findings {
    /// Every mistake and every warning.
    pub findings: Vec<Finding>,
    /// What mended its cells, because it was accepted.
    pub accepted: Vec<Suggestion>,
}

/// Reads one row.
pub struct RowReader<'a> {
    fitted: &'a Fitted,
    table: (&'a Origin, &'a [String]),
    row: &'a Row,
    known: &'a KnownRefusals,
    findings: Vec<Finding>,
    accepted: Vec<Suggestion>,
    /// What nobody has decided, though a new record needs it.
    undecided: Option<Undecided>,
}

/// What a row leaves open that must be decided for a new record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    column: usize,
    invalid: Invalid,
}

impl Undecided {
    /// Why a new record is refused.
    pub fn invalid(&self) -> Invalid {
        self.invalid.clone()
    }
}

impl<'a> RowReader<'a> {
    /// Begins to read a row of a file.
    pub fn new(
        fitted: &'a Fitted,
        table: (&'a Origin, &'a [String]),
        row: &'a Row,
        known: &'a KnownRefusals,
    ) -> Self {
        let mut reader = Self {
            fitted,
            table,
            row,
            known,
            findings: Vec::new(),
            accepted: Vec::new(),
            undecided: None,
        };
        let (_, columns) = table;
        if let Some(excess) = row.excess(columns.len()) {
            reader.refuse(None, String::new(), Invalid::new("too_many_cells", excess));
        }
        reader
    }

    /// A field with one value, which may be missing.
    pub fn one<T>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<Option<T>> {
        let items = self.items(field)?;
        let item = items.into_iter().next();
        Some(item.and_then(|item| self.parse(field, &item, &parse, Takes::One).pop()))
    }

    /// A field with one value, which a row can set and never clear.
    pub fn kept<T>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<T> {
        self.one(field, parse).flatten()
    }

    /// A field that says who may see something. What feeds it must agree, and where one of several
    /// columns says nothing, the others count only if they say the strictest.
    pub fn stated<T: Copy + PartialEq>(
        &mut self,
        field: &'static str,
        (read, strictest): ReadOrStrictest<T>,
    ) -> Stated<T> {
        let (row, fitted) = (self.row, self.fitted);
        let Some(sources) = fitted.sources(field) else {
            return Stated::Unsaid;
        };
        let told = self.mistakes();
        let (mut said, mut is_open, mut is_fed) = (None, false, false);
        let mut is_answered = false;
        for source in sources {
            if !source.is_said(row) {
                // A row that ends before the column leaves it open.
                (is_fed, is_open) = (is_fed || !row.is_record(), is_open || !row.is_record());
                continue;
            }
            is_fed = true;
            let items = self.taken_items(source).unwrap_or_default();
            is_open |= items.is_empty();
            let rules = &source.source;
            let answers = rules.yes.is_some() || rules.no.is_some();
            for item in items {
                let read = self.parse(field, &item, &read, Takes::Required).pop();
                let Some(value) = read else {
                    continue;
                };
                // Each of several questions can be answered otherwise: the strictest counts.
                if answers && said == Some(strictest) {
                    continue;
                }
                let is_other = said.is_some_and(|said| said != value);
                if is_other && !(answers && (value == strictest || is_answered)) {
                    let invalid = Invalid::new(
                        "contradiction",
                        format!(
                            "another column says otherwise of the {field}; make them agree, or \
                             read one of them"
                        ),
                    );
                    self.refuse(item.column, item.text.clone(), invalid);
                }
                said = Some(value);
            }
            is_answered = answers;
        }
        match said {
            _ if !is_fed || self.mistakes() > told => Stated::Unsaid,
            Some(value) if !is_open || value == strictest => Stated::Says(value),
            _ => Stated::Open,
        }
    }

    /// A field with one value that is put together from all of its columns, a line each.
    pub fn lines<T>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<Option<T>> {
        let mut items = self.items(field)?.into_iter();
        let Some(mut whole) = items.next() else {
            return Some(None);
        };
        for item in items {
            whole.text = format!("{}\n{}", whole.text, item.text);
        }
        Some(self.parse(field, &whole, &parse, Takes::One).pop())
    }

    /// A field with one value, which must be there when the field is fed at all.
    pub fn required<T>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<T> {
        let told = self.mistakes();
        let items = self.items(field)?;
        match items.into_iter().next() {
            Some(item) => self.parse(field, &item, &parse, Takes::Required).pop(),
            // A cell that cannot be read at all was refused for that.
            None if self.mistakes() > told => None,
            None => {
                let column = self.first_column(field);
                self.refuse(column, String::new(), missing(field));
                None
            }
        }
    }

    /// A field with a list of values, each of them once.
    pub fn list<T: PartialEq>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<Vec<T>> {
        self.lists(field, |text| parse(text).map(|value| [value]))
    }

    /// A field with a list of values, of which one text may have several; each of them once.
    pub fn lists<T: PartialEq, L: IntoIterator<Item = T>>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<L, Invalid>,
    ) -> Given<Vec<T>> {
        let mut values: Vec<T> = Vec::new();
        for item in self.items(field)? {
            let found = self.parse(field, &item, &parse, Takes::Many);
            for value in found.into_iter().flatten() {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        Some(values)
    }

    /// A field with a set of values, in the order of their kind.
    pub fn set<T: Ord>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<Vec<T>> {
        let mut values = self.list(field, parse)?;
        values.sort();
        Some(values)
    }

    /// A field with a list of names, each with its language.
    pub fn names<T: PartialEq>(
        &mut self,
        field: &'static str,
        make: impl Fn(Option<LanguageTag>, &str) -> Result<T, Invalid>,
    ) -> Given<Vec<T>> {
        let mut names: Vec<T> = Vec::new();
        for item in self.items(field)? {
            let language = match item.language.as_deref().filter(|text| !text.is_empty()) {
                None => None,
                Some(text) => {
                    let tag = self.remembered("language", text, &LanguageTag::parse);
                    match self.noted(&item, tag) {
                        Some(tag) => Some(tag),
                        None => continue,
                    }
                }
            };
            let name = check_visible(&item.text).and_then(|()| make(language, &item.text));
            let name = name.map_err(Refused::from);
            if let Some(name) = self.noted(&item, name)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        Some(names)
    }

    /// A text by language: for each language that is fed, the text or nothing.
    pub fn texts(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<String, Invalid>,
    ) -> Texts {
        self.own_texts(field, parse).by_language
    }

    /// A text by language, of which what stands in no language by name is in that of the member.
    pub fn own_texts(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<String, Invalid>,
    ) -> OwnTexts {
        let fitted = self.fitted;
        let mut texts = OwnTexts::default();
        for source in fitted.sources(field).into_iter().flatten() {
            if !source.is_said(self.row) {
                continue;
            }
            let Some(items) = self.taken_items(source) else {
                continue;
            };
            let item = items.into_iter().next();
            let text = item.and_then(|item| self.parse(field, &item, &parse, Takes::One).pop());
            match &source.language {
                Some(language) => {
                    texts.by_language.insert(language.clone(), text);
                }
                // Of several columns the first one that says something.
                None if matches!(texts.own, Some(Some(_))) => {}
                None => texts.own = Some(text),
            }
        }
        texts
    }

    /// Notes that the row cannot be taken because of a field.
    pub fn refuse_field(&mut self, field: &'static str, invalid: Invalid) {
        let column = self.first_column(field);
        self.refuse(column, String::new(), invalid);
    }

    /// The cell that a field is read from, and what stands in it.
    pub fn cell(&mut self, field: &str) -> Option<CellPlace> {
        let item = self.items(field)?.into_iter().next();
        let number = self.first_column(field)?;
        let (name, pointer) = (self.table.1.get(number), self.row.pointer(number));
        Some(CellPlace {
            number,
            name: pointer.or(name.cloned())?,
            text: item.map(|item| item.text).unwrap_or_default(),
        })
    }

    /// Whether a mend is taken; what it mends is noted.
    pub fn accepts(&mut self, mends: &[Suggestion]) -> bool {
        let accepted = mends
            .iter()
            .all(|mend| self.known.accepted.contains(&mend.kind));
        if accepted {
            self.accepted.extend(mends.iter().cloned());
        }
        accepted
    }

    /// Notes that the row cannot be taken because of a field, and what would mend it.
    pub fn refuse_mendable(&mut self, field: &'static str, invalid: Invalid, mend: Suggestion) {
        let column = self.first_column(field);
        let refusal = self.finding(column, mend.from.clone(), invalid);
        self.findings.push(refusal.with(Some(mend)));
    }

    /// How many mistakes were found so far.
    pub fn mistakes(&self) -> usize {
        let levels = self.findings.iter().map(|finding| finding.level);
        levels.filter(|level| *level == Level::Refusal).count()
    }

    /// What the row leaves open that must be decided for a new record. Where nobody asks, it is a
    /// mistake.
    pub fn undecided(&mut self) -> Option<Undecided> {
        self.undecided.take()
    }

    /// Whether nothing stands in the cells that feed these fields.
    pub fn is_blank(&mut self, fields: &[&str]) -> bool {
        let told = self.findings.len();
        let undecided = self.undecided.clone();
        let blank = fields
            .iter()
            .all(|field| self.items(field).is_none_or(|items| items.is_empty()));
        let readable = self.findings.len() == told;
        self.findings.truncate(told);
        self.undecided = undecided;
        blank && readable
    }

    /// Ends the reading.
    pub fn finish(mut self) -> Findings {
        if let Some(Undecided { column, invalid }) = self.undecided.take() {
            self.refuse(Some(column), String::new(), invalid);
        }
        Findings {
            findings: self.findings,
            accepted: self.accepted,
        }
    }

    fn first_column(&self, field: &str) -> Option<usize> {
        self.fitted.sources(field)?.first()?.column
    }

    fn refuse(&mut self, column: Option<usize>, value: String, invalid: Invalid) {
        let refusal = self.finding(column, value, invalid);
        self.findings.push(refusal);
    }

    /// Notes that what stands in a cell is probably not meant.
    fn warn(&mut self, column: Option<usize>, value: String, slip: Invalid) {
        let warning = self.finding(column, value, slip).as_warning();
        self.findings.push(warning);
    }

    fn finding(&self, column: Option<usize>, value: String, invalid: Invalid) -> Finding {
        let (origin, columns) = self.table;
        let pointer = column.and_then(|number| self.row.pointer(number));
        let column = column.and_then(|number| {
            let name = pointer
                .as_deref()
                .or(columns.get(number).map(String::as_str));
            Some((number, name?))
        });
        Finding::of_row(origin, self.row.line, invalid).at_cell(column, value)
    }
}

/// A field that must be there and is not.
pub fn missing(field: &str) -> Invalid {
    Invalid::new(
        "required",
        format!("the {field} is missing; it must be there"),
    )
}
