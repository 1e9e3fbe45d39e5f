//! What items become: the values of a field, or what is told of them, and what would mend them.

use std::{cell::RefCell, collections::HashMap};

use super::{RowReader, items::Item, looks::in_one_line};
use crate::{
    finding::SuggestionKind,
    mends,
    slips::{self, Slip},
};
use network::{Invalid, text::check_visible};

/// Refusals of texts that were met before. Naming the nearest known code takes a thousand times as
/// long as reading a right one, and a column that is wrong is mostly wrong in every row.
///
/// It also knows which mends are taken, for they are found with the refusals.
#[derive(Debug, Default)]
pub struct KnownRefusals {
    refused: RefCell<HashMap<(&'static str, String), Refused>>,
    pub(super) accepted: Vec<SuggestionKind>,
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
pub struct Refused {
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
pub enum Takes {
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

/// How many texts are remembered, and how long they are at most, in bytes.
const MOST_REMEMBERED: usize = 20_000;
const LONGEST_REMEMBERED: usize = 300;

impl RowReader<'_> {
    /// The values of an item: one, or as many as a mend makes of it that is accepted.
    pub(super) fn parse<T>(
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

    pub(super) fn remembered<T>(
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

    pub(super) fn noted<T>(&mut self, item: &Item, value: Result<T, Refused>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(refused) => {
                self.refuse(item.column, item.text.clone(), refused.invalid);
                None
            }
        }
    }
}
