//! Reads the fields of a row by a mapping, and notes every mistake in it.

use std::{borrow::Cow, cell::RefCell, collections::HashMap};

use crate::{
    bounds::{listed, short},
    finding::{Finding, Level, Origin},
    given::{Given, Texts},
    mapping::{CellSource, EVERY_LANGUAGE, FieldSource, Form, MissingColumns, Others, Section},
    slips,
    table::{Row, Table},
};
use network::{Invalid, Lang, LanguageTag, spreadsheet, text::check_visible};

/// A section of a mapping, fitted to the columns of a file.
#[derive(Debug)]
pub struct Fitted {
    fields: HashMap<String, Vec<FittedSource>>,
    /// Columns that the mapping names and the file does not have.
    absent: Vec<String>,
}

#[derive(Debug)]
struct FittedSource {
    /// The column, unless the value is fixed.
    column: Option<usize>,
    source: CellSource,
    /// For a text by language: the language.
    language: Option<LanguageTag>,
}

impl FittedSource {
    /// Whether a row says anything of it, be it that there is nothing.
    fn is_said(&self, row: &Row) -> bool {
        self.column.is_none_or(|column| row.says(column))
    }
}

impl Fitted {
    /// Fits a section to a file; fails with every column that is missing.
    pub fn new(
        section: &Section,
        table: &Table<'_>,
        missing: MissingColumns,
    ) -> Result<Self, Vec<String>> {
        let mut mistakes = Vec::new();
        let (mut fields, mut absent) = (HashMap::new(), Vec::new());
        for (name, field) in &section.fields {
            let sources = sources_of(field, table, &mut absent, &mut mistakes);
            let fitted: Vec<FittedSource> = sources
                .into_iter()
                .filter_map(|(language, source)| {
                    let column = match &source.column {
                        None => None,
                        Some(column) => {
                            match table.column(column) {
                                Some(place) => Some(place),
                                None => {
                                    if missing == MissingColumns::Refuse {
                                        mistakes.push(format!(
                                            "{} has no column \"{}\", which the mapping reads {name} from; it has {}",
                                            table.name,
                                            short(column),
                                            listed(&table.columns)
                                        ));
                                    }
                                    absent.push(column.clone());
                                    return None;
                                }
                            }
                        }
                    };
                    Some(FittedSource { column, source, language })
                })
                .collect();
            if !fitted.is_empty() {
                fields.insert(name.clone(), fitted);
            }
        }
        if mistakes.is_empty() {
            Ok(Self { fields, absent })
        } else {
            Err(mistakes)
        }
    }

    /// Whether anything feeds a field.
    pub fn feeds(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// Columns that the mapping names and the file does not have.
    pub fn absent(&self) -> &[String] {
        &self.absent
    }

    /// The columns that are read.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.fields
            .values()
            .flatten()
            .filter_map(|source| source.column)
    }
}

fn sources_of(
    field: &FieldSource,
    table: &Table<'_>,
    absent: &mut Vec<String>,
    mistakes: &mut Vec<String>,
) -> Vec<(Option<LanguageTag>, CellSource)> {
    let FieldSource::Languages(languages) = field else {
        let sources = field.sources().into_iter();
        return sources.map(|source| (None, source)).collect();
    };
    let mut sources = Vec::new();
    for (language, source) in languages {
        let source = source.source();
        if language == EVERY_LANGUAGE {
            sources.extend(of_every_language(&source, table, absent));
            continue;
        }
        match language.parse::<LanguageTag>() {
            Ok(tag) => sources.push((Some(tag), source)),
            Err(invalid) => mistakes.push(invalid.message),
        }
    }
    sources
}

/// A source for each column that is called like the pattern, with a language for the star.
fn of_every_language(
    pattern: &CellSource,
    table: &Table<'_>,
    absent: &mut Vec<String>,
) -> Vec<(Option<LanguageTag>, CellSource)> {
    let column = pattern.column.as_deref().unwrap_or_default();
    let beginning = column.trim_end_matches('*');
    let usual = Lang::ALL.map(|lang| format!("{beginning}{lang}"));
    absent.extend(
        usual
            .into_iter()
            .filter(|column| table.column(column).is_none()),
    );
    table
        .columns
        .iter()
        .filter_map(|column| {
            let (begins, language) = column.split_at_checked(beginning.len())?;
            let language = begins
                .eq_ignore_ascii_case(beginning)
                .then(|| language.parse::<LanguageTag>().ok())??;
            let source = CellSource {
                column: Some(column.clone()),
                ..pattern.clone()
            };
            Some((Some(language), source))
        })
        .collect()
}

/// Refusals of texts that were met before. Naming the nearest known code takes a thousand times as
/// long as reading a right one, and a column that is wrong is mostly wrong in every row.
#[derive(Debug, Default)]
pub struct KnownRefusals(RefCell<HashMap<(&'static str, String), Invalid>>);

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
}

/// An item of a list, with the column that it comes from.
struct Item {
    text: String,
    language: Option<String>,
    column: Option<usize>,
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
        Some(item.and_then(|item| self.parse(field, &item, &parse)))
    }

    /// A field with one value, which a row can set and never clear.
    pub fn kept<T>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Given<T> {
        self.one(field, parse).flatten()
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
            Some(item) => self.parse(field, &item, &parse),
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
        let mut values: Vec<T> = Vec::new();
        for item in self.items(field)? {
            if let Some(value) = self.parse(field, &item, &parse)
                && !values.contains(&value)
            {
                values.push(value);
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
                    let tag = self.remembered("language", text, LanguageTag::parse);
                    match self.noted(&item, tag) {
                        Some(tag) => Some(tag),
                        None => continue,
                    }
                }
            };
            let name = check_visible(&item.text).and_then(|()| make(language, &item.text));
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
        let fitted = self.fitted;
        let mut texts = Texts::new();
        for source in fitted.fields.get(field).into_iter().flatten() {
            let Some(language) = &source.language else {
                continue;
            };
            if !source.is_said(self.row) {
                continue;
            }
            let item = self.items_of(source).into_iter().next();
            let text = item.and_then(|item| self.parse(field, &item, &parse));
            texts.insert(language.clone(), text);
        }
        texts
    }

    /// Notes that the row cannot be taken because of a field.
    pub fn refuse_field(&mut self, field: &'static str, invalid: Invalid) {
        let column = self.first_column(field);
        self.refuse(column, String::new(), invalid);
    }

    /// How many mistakes were found so far.
    pub fn mistakes(&self) -> usize {
        let levels = self.findings.iter().map(|finding| finding.level);
        levels.filter(|level| *level == Level::Refusal).count()
    }

    /// Whether nothing stands in the cells that feed these fields.
    pub fn is_blank(&mut self, fields: &[&str]) -> bool {
        let told = self.findings.len();
        let blank = fields
            .iter()
            .all(|field| self.items(field).is_none_or(|items| items.is_empty()));
        let readable = self.findings.len() == told;
        self.findings.truncate(told);
        blank && readable
    }

    /// Ends the reading, with every mistake in the row and every warning.
    pub fn finish(self) -> Vec<Finding> {
        self.findings
    }

    fn items(&mut self, field: &str) -> Given<Vec<Item>> {
        let (sources, row) = (self.fitted.fields.get(field)?, self.row);
        let mut said = sources
            .iter()
            .filter(|source| source.is_said(row))
            .peekable();
        said.peek()?;
        Some(said.flat_map(|source| self.items_of(source)).collect())
    }

    fn items_of(&mut self, source: &FittedSource) -> Vec<Item> {
        let rules = &source.source;
        let row = self.row;
        let cell = match source.column {
            None => Cow::Borrowed(rules.value.as_deref().unwrap_or_default()),
            Some(column) => match row.cell(column) {
                Ok(text) => text,
                Err(unreadable) => {
                    let invalid = Invalid::new("unreadable_cell", unreadable.message);
                    self.refuse(Some(column), unreadable.shown, invalid);
                    return Vec::new();
                }
            },
        };
        parts_of(&cell, rules)
            .iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .skip(rules.skip)
            .take(rules.take.unwrap_or(usize::MAX))
            .filter_map(|part| translate(part, rules))
            .map(|part| {
                let (language, text) = match rules.form {
                    Form::Plain => (rules.language.clone(), part),
                    Form::LanguageAndName => match part.split_once(':') {
                        Some((language, name)) => (Some(language.to_owned()), name),
                        None => (None, part),
                    },
                };
                Item {
                    text: text.to_owned(),
                    language,
                    column: source.column,
                }
            })
            .collect()
    }

    fn parse<T>(
        &mut self,
        field: &'static str,
        item: &Item,
        parse: &impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let value = self.remembered(field, &item.text, parse);
        let value = self.noted(item, value)?;
        if let Some(slip) = slips::slip(field, &item.text) {
            self.warn(item.column, item.text.clone(), slip);
        }
        Some(value)
    }

    fn remembered<T>(
        &self,
        field: &'static str,
        text: &str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Result<T, Invalid> {
        let mut refused = self.known.0.borrow_mut();
        if !refused.is_empty()
            && let Some(invalid) = refused.get(&(field, text.to_owned()))
        {
            return Err(invalid.clone());
        }
        let read = check_visible(text).and_then(|()| parse(text));
        read.inspect_err(|invalid| {
            if refused.len() < MOST_REMEMBERED && text.len() <= LONGEST_REMEMBERED {
                refused.insert((field, text.to_owned()), invalid.clone());
            }
        })
    }

    fn noted<T>(&mut self, item: &Item, value: Result<T, Invalid>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.refuse(item.column, item.text.clone(), invalid);
                None
            }
        }
    }

    fn first_column(&self, field: &str) -> Option<usize> {
        self.fitted.fields.get(field)?.first()?.column
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

/// The items of a cell.
fn parts_of<'t>(cell: &'t str, rules: &CellSource) -> Vec<Cow<'t, str>> {
    let separator = rules.split.as_deref().filter(|text| !text.is_empty());
    let escape = rules.escape.as_deref().filter(|text| !text.is_empty());
    match (separator, escape) {
        (None, _) => vec![Cow::Borrowed(cell)],
        (Some(separator), Some(escape)) if cell.contains(escape) => {
            spreadsheet::split(cell, separator, escape)
                .into_iter()
                .map(Cow::Owned)
                .collect()
        }
        (Some(separator), _) => cell.split(separator).map(Cow::Borrowed).collect(),
    }
}

fn translate<'t>(text: &'t str, rules: &'t CellSource) -> Option<&'t str> {
    if rules.values.is_empty() {
        return Some(text);
    }
    match (rules.values.get(text), rules.others) {
        (Some(value), _) => Some(value),
        (None, Others::Keep) => Some(text),
        (None, Others::Skip) => None,
    }
}
