//! Reads the fields of a row by a mapping, and notes every mistake in it.

mod fitted;
mod looks;

use std::{borrow::Cow, cell::RefCell, collections::HashMap};

pub use self::fitted::Fitted;
use self::{
    fitted::FittedSource,
    looks::{error_shown, in_one_line, is_spoilt},
};
use crate::{
    bounds::{cut, short},
    fields::Shape,
    finding::{Finding, Level, Origin, Suggestion, SuggestionKind},
    given::{self, Given, OwnTexts, Stated, Texts, yes_or_no},
    mapping::YesOrNo,
    mends, rules,
    slips::{self, Slip},
    table::Row,
};
use network::{
    Invalid, LanguageTag, Listing, Visibility,
    text::{check_visible, taken_in},
};

/// How something is read that says who may see it, and the strictest that can be said.
type ReadOrStrictest<T> = (fn(&str) -> Result<T, Invalid>, T);

/// How it is read who may see a place, and the strictest that can be said of it.
pub const VISIBILITY: ReadOrStrictest<Visibility> = (given::visibility, Visibility::Hidden);
/// How it is read whether a member is listed, and the strictest that can be said of it.
pub const LISTING: ReadOrStrictest<Listing> = (given::listing, Listing::Unlisted);

/// Whether a source is taken.
enum Taken {
    Yes,
    /// What it feeds is empty.
    No,
    /// Nobody has decided it: what the registry has stays, and a new record is refused.
    Undecided(usize),
}

/// Refusals of texts that were met before. Naming the nearest known code takes a thousand times as
/// long as reading a right one, and a column that is wrong is mostly wrong in every row.
///
/// It also knows which mends are taken, for they are found with the refusals.
#[derive(Debug, Default)]
pub struct KnownRefusals {
    refused: RefCell<HashMap<(&'static str, String), Refused>>,
    accepted: Vec<SuggestionKind>,
}

impl KnownRefusals {
    /// None so far; mends of these kinds are taken.
    pub fn accepting(accepted: &[SuggestionKind]) -> Self {
        Self {
            accepted: accepted.to_vec(),
            ..Self::default()
        }
    }
}

/// Why a text cannot be taken, and the values that would mend it.
#[derive(Debug, Clone)]
struct Refused {
    invalid: Invalid,
    mend: Option<(SuggestionKind, Vec<String>)>,
}

impl From<Invalid> for Refused {
    fn from(invalid: Invalid) -> Self {
        Self {
            invalid,
            mend: None,
        }
    }
}

/// How many values a field may get from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// One, and it must be there.
    Required,
    /// One or none.
    One,
    /// Any number.
    Many,
}

impl Takes {
    fn fits(self, values: usize) -> bool {
        match self {
            Self::Required => values == 1,
            Self::One => values <= 1,
            Self::Many => true,
        }
    }
}

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
pub struct Findings {
    /// Every mistake and every warning.
    pub findings: Vec<Finding>,
    /// What mended its cells, because it was accepted.
    pub accepted: Vec<Suggestion>,
}

/// How many texts are remembered, and how long they are at most, in bytes.
const MOST_REMEMBERED: usize = 20_000;
const LONGEST_REMEMBERED: usize = 300;

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

/// An item of a list, with the column that it comes from.
struct Item {
    text: String,
    language: Option<String>,
    column: Option<usize>,
    /// What stands between the values of its cell.
    separator: Option<String>,
}

impl Item {
    /// Whether its cell can hold so many values in its place.
    fn holds(&self, values: usize) -> bool {
        values <= 1 || self.separator.is_some()
    }

    fn suggestion(&self, kind: SuggestionKind, field: &str, values: &[String]) -> Suggestion {
        Suggestion {
            kind,
            field: field.to_owned(),
            from: cut(&self.text),
            to: values.join(self.separator.as_deref().unwrap_or("|")),
        }
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
        for source in sources.iter().filter(|source| source.is_said(row)) {
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

    fn items(&mut self, field: &str) -> Given<Vec<Item>> {
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
    fn taken_items(&mut self, source: &FittedSource) -> Option<Vec<Item>> {
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

    fn items_of(&mut self, source: &FittedSource) -> Vec<Item> {
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

    /// The values of an item: one, or as many as a mend makes of it that is accepted.
    fn parse<T>(
        &mut self,
        field: &'static str,
        item: &Item,
        parse: &impl Fn(&str) -> Result<T, Invalid>,
        takes: Takes,
    ) -> Vec<T> {
        match self.remembered(field, &item.text, parse) {
            Ok(value) => match slips::slip(field, &item.text) {
                None => vec![value],
                Some(slip) => self.read_slip(field, item, value, slip, (parse, takes)),
            },
            Err(refused) => {
                let line = in_one_line(&item.text);
                match line.and_then(|line| self.remembered(field, &line, parse).ok()) {
                    Some(value) => {
                        let invalid = Invalid::new(
                            "line_break",
                            "the text has a line break; it was taken as a space",
                        );
                        self.warn(item.column, item.text.clone(), invalid);
                        vec![value]
                    }
                    None => self.read_refused(field, item, refused, (parse, takes)),
                }
            }
        }
    }

    /// What becomes of a text that cannot be taken: it is refused, or mended.
    fn read_refused<T>(
        &mut self,
        field: &'static str,
        item: &Item,
        Refused { invalid, mend }: Refused,
        (parse, takes): (&impl Fn(&str) -> Result<T, Invalid>, Takes),
    ) -> Vec<T> {
        let fits = |values: &[String]| takes.fits(values.len()) && item.holds(values.len());
        let Some((kind, values)) = mend.filter(|(_, values)| fits(values)) else {
            self.refuse(item.column, item.text.clone(), invalid);
            return Vec::new();
        };
        let suggestion = item.suggestion(kind, field, &values);
        if self.known.accepted.contains(&kind) {
            self.accepted.push(suggestion);
            return values.iter().filter_map(|text| parse(text).ok()).collect();
        }
        let refusal = self.finding(item.column, item.text.clone(), invalid);
        self.findings.push(refusal.with(Some(suggestion)));
        Vec::new()
    }

    /// What becomes of a value that is probably not meant: it is told, or mended.
    fn read_slip<T>(
        &mut self,
        field: &'static str,
        item: &Item,
        value: T,
        slip: Slip,
        (parse, takes): (&impl Fn(&str) -> Result<T, Invalid>, Takes),
    ) -> Vec<T> {
        let mended = slip.mended.and_then(|(kind, text)| {
            let values: Vec<T> = match text.as_str() {
                "" => Vec::new(),
                text => vec![parse(text).ok()?],
            };
            let texts = [text].into_iter().filter(|text| !text.is_empty());
            let suggestion = item.suggestion(kind, field, &texts.collect::<Vec<_>>());
            takes.fits(values.len()).then_some((suggestion, values))
        });
        if let Some((suggestion, values)) = mended {
            if self.known.accepted.contains(&suggestion.kind) {
                self.accepted.push(suggestion);
                return values;
            }
            let warning = self.finding(item.column, item.text.clone(), slip.invalid);
            self.findings
                .push(warning.as_warning().with(Some(suggestion)));
        } else {
            self.warn(item.column, item.text.clone(), slip.invalid);
        }
        vec![value]
    }

    fn remembered<T>(
        &self,
        field: &'static str,
        text: &str,
        parse: &impl Fn(&str) -> Result<T, Invalid>,
    ) -> Result<T, Refused> {
        let mut refused = self.known.refused.borrow_mut();
        if !refused.is_empty()
            && let Some(known) = refused.get(&(field, text.to_owned()))
        {
            return Err(known.clone());
        }
        let read = check_visible(text).and_then(|()| parse(text));
        read.map_err(|invalid| {
            // What is offered must itself be right.
            let mend = mends::mend(field, text)
                .filter(|(_, values)| values.iter().all(|value| parse(value).is_ok()));
            let told = Refused { invalid, mend };
            if refused.len() < MOST_REMEMBERED && text.len() <= LONGEST_REMEMBERED {
                refused.insert((field, text.to_owned()), told.clone());
            }
            told
        })
    }

    fn noted<T>(&mut self, item: &Item, value: Result<T, Refused>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(refused) => {
                self.refuse(item.column, item.text.clone(), refused.invalid);
                None
            }
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
