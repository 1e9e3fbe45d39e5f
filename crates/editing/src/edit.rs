//! A change that is asked for: of which record, in which state, and what is sent; and the entity
//! tags that name states.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use validator::Validate;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{document, entry::Flags, merge_patch, refusal::Refusal};
use registry::Record;

/// A change of a record that is asked for.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The record, by what its path says: an identifier, a slug, a code.
    pub key: String,
    /// The state of the record that was read.
    pub expected: Expected,
    /// The body; an empty object when there is none.
    pub document: Value,
    /// Whether the body is a merge patch (RFC 7396), and not the whole record.
    pub is_patch: bool,
}

impl Edit {
    /// Reads the body; fails with all mistakes in it.
    pub fn read<T: DeserializeOwned + Validate>(&self) -> Result<T, Refusal> {
        let mut mistakes = Vec::new();
        let read = document::read_beside(&self.document, &mut mistakes);
        document::tell_unseen(&self.document, None, &mut mistakes);
        Refusal::unless(read, mistakes)
    }

    /// Fails unless the body is empty.
    pub fn has_no_body(&self) -> Result<(), Refusal> {
        document::nothing_more(&self.document).map_err(Refusal::Invalid)
    }

    /// Reads a body that may hold nothing but flags.
    pub fn only_flags(&mut self) -> Result<Flags, Refusal> {
        let flags = Flags::take(&mut self.document).checked()?;
        self.has_no_body()?;
        Ok(flags)
    }

    /// Makes of the JSON of a record what it shall be.
    pub fn apply(self, record: &mut Value) {
        match self.is_patch {
            true => merge_patch::apply(record, &self.document),
            false => *record = self.document,
        }
    }
}

/// The state of a record that a change is about: the tags of `If-Match`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected(pub Option<Vec<String>>);

impl Expected {
    /// Fails unless the record is as expected.
    pub fn check(&self, record: &Record) -> Result<(), Refusal> {
        match self.matches(&tag(record))? {
            true => Ok(()),
            false => Err(Refusal::Stale(Box::new(record.clone()))),
        }
    }

    /// As [`Self::check`], for what is known by its content alone ([`value_tag`]).
    pub fn check_value(&self, value: &impl Serialize) -> Result<(), Refusal> {
        self.check_tagged(value_tag(value)?, || Ok(value))
    }

    /// As [`Self::check`], for what has a tag of its own.
    pub fn check_tagged<T: Serialize>(
        &self,
        tag: String,
        current: impl FnOnce() -> Result<T, Refusal>,
    ) -> Result<(), Refusal> {
        match self.matches(&tag)? {
            true => Ok(()),
            false => Err(Refusal::StaleValue(
                tag,
                Box::new(serde_json::to_value(current()?)?),
            )),
        }
    }

    /// Whether a tag is among those expected; fails when none was named.
    fn matches(&self, tag: &str) -> Result<bool, Refusal> {
        let Some(expected) = &self.0 else {
            return Err(Refusal::Unconditional(
                "Send the header \"If-Match\" with the ETag of the record that you have read, so \
                 that nobody's change is overwritten."
                    .to_owned(),
            ));
        };
        if expected.iter().any(|expected| expected == "*") {
            return Err(Refusal::Unconditional(
                "\"If-Match: *\" does not say what you have read; send the record's ETag."
                    .to_owned(),
            ));
        }
        Ok(expected.iter().any(|expected| expected == tag))
    }
}

/// The entity tag of a record: strong, another one after every change.
pub fn tag(record: &Record) -> String {
    let mut hash = Xxh3::new();
    hash.update(record.member.id.uuid().as_bytes());
    hash.update(&record.revision.to_le_bytes());
    // The time too: after a backup was restored, another change may get the same number.
    hash.update(&record.updated_at.unix_microseconds().to_le_bytes());
    format!("\"{}-{:016x}\"", record.version, hash.digest())
}

/// The entity tag of something that is known by its content alone.
pub fn value_tag(value: &impl Serialize) -> Result<String, Refusal> {
    Ok(format!("\"{:016x}\"", xxh3_64(&serde_json::to_vec(value)?)))
}
