//! What somebody writes to the secretariat, read: anybody may have written anything.

use crate::{document::Mistake, refusal::Refusal};
use network::{
    Email, Invalid, ReportDraft,
    text::{NAME_LENGTH, line, paragraphs},
};

/// What somebody wrote, as it is kept.
#[derive(Debug)]
pub(super) struct Note {
    pub text: Option<String>,
    pub name: Option<String>,
    pub email: Option<Email>,
}

/// Reads what was written, of at most so many characters; all that is wrong is told at once.
pub(super) fn read(draft: &ReportDraft, most: usize) -> Result<Note, Refusal> {
    let mut mistakes = Vec::new();
    let note = Note {
        text: filled("/text", &draft.text, &mut mistakes, |text| {
            let text = paragraphs(text)?;
            match text.chars().count() > most {
                true => Err(Invalid::new(
                    "too_long",
                    format!("{most} characters are the most"),
                )),
                false => Ok(text),
            }
        }),
        name: filled("/name", &draft.name, &mut mistakes, |name| {
            line(name, NAME_LENGTH)
        }),
        email: filled("/email", &draft.email, &mut mistakes, str::parse),
    };
    if mistakes.is_empty() && note.text.is_none() && note.name.is_none() && note.email.is_none() {
        mistakes.push(Mistake::new("/text", "required", "write what is wrong"));
    }
    match mistakes.is_empty() {
        true => Ok(note),
        false => Err(Refusal::Invalid(mistakes)),
    }
}

/// A field, read, where something stands in it.
fn filled<T>(
    pointer: &str,
    given: &str,
    mistakes: &mut Vec<Mistake>,
    read: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Option<T> {
    if given.trim().is_empty() {
        return None;
    }
    let pointer = pointer.to_owned();
    read(given)
        .map_err(|invalid| mistakes.push(Mistake { pointer, invalid }))
        .ok()
}
