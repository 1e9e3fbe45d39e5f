//! Whole registries that come in: the NDJSON that an export wrote, into books that are empty. All of
//! it comes back, history included.

use std::io::{BufRead, BufReader, Read};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{bounds::LONGEST_LINE, error::Error, progress::Progress};
use network::{Epoch, Invalid, Member, NetworkId, NetworkProfile, ServiceType, Timestamp, earlier};
use registry::{
    Error as RegistryError, NetworkState, Published, Record, Registry,
    archive::{History, KnownKey, Part},
};

/// The versions of the form that are read: until the second, a member and a place had one `phone`.
const VERSIONS: std::ops::RangeInclusive<u64> = 1..=2;
/// The longest first line that is looked at to tell an export by, in bytes.
pub const LONGEST_HEADER: usize = 64 * 1024;

/// Whether NDJSON is a whole export, by its first line; nothing of it is consumed.
pub fn begins_export(content: &mut impl BufRead) -> std::io::Result<bool> {
    let head = content.fill_buf()?;
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(serde_json::from_slice::<Value>(line).is_ok_and(|header| is_header(&header)))
}

/// Whether a record is the first of an export.
pub fn is_header(record: &Value) -> bool {
    record["kind"] == "export" && record["format"] == "member-directory"
}

/// What became of a restoration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many members there are.
    pub members: usize,
    /// How many places they have.
    pub locations: usize,
    /// How many services they give.
    pub services: usize,
    /// The revision that the books have again.
    pub revision: i64,
}

/// Why what was written is taken back.
enum Undone {
    Unusable(String),
    Trial,
    Failed(RegistryError),
}

impl From<RegistryError> for Undone {
    fn from(error: RegistryError) -> Self {
        Self::Failed(error)
    }
}

impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Restores books from the NDJSON of an export, called `name`. Nothing is done, and nothing
/// returned, when they are not empty; on a trial, all is taken back.
pub fn restore(
    registry: &Registry,
    name: &str,
    content: impl Read,
    trial: bool,
    progress: &dyn Progress,
) -> Result<Option<Restored>, Error> {
    let mut lines = Lines::new(name, content);
    let header = match lines.next().map_err(unusable)? {
        Some((_, header)) => header,
        None => return Err(unusable(format!("{name} is empty"))),
    };
    let exported_at = check_header(name, &header).map_err(unusable)?;
    let mut told = Restored::default();
    let restored = registry.restore(exported_at, |restoring| {
        while let Some((number, entry)) = lines.next().map_err(Undone::Unusable)? {
            let part = part(entry)
                .map_err(|mistake| Undone::Unusable(format!("{name}, line {number}: {mistake}")))?;
            match &part {
                Part::Network(state) => told.revision = state.revision,
                _ if told.revision == 0 => {
                    return Err(Undone::Unusable(format!(
                        "{name} has no network before its records; it is not a whole export"
                    )));
                }
                Part::Member(record) => {
                    told.members += 1;
                    told.locations += record.member.locations.len();
                    told.services += record.member.service_offers.len();
                }
                _ => {}
            }
            restoring.take(part)?;
            progress.done(lines.read);
        }
        match trial {
            true => Err(Undone::Trial),
            false => Ok(()),
        }
    });
    match restored {
        Ok(written) => Ok(written.then_some(told)),
        Err(Undone::Trial) => Ok(Some(told)),
        Err(Undone::Unusable(mistake)) => Err(unusable(mistake)),
        Err(Undone::Failed(error)) => Err(error.into()),
    }
}

fn unusable(mistake: String) -> Error {
    Error::Unusable(vec![mistake])
}

/// The lines of an NDJSON file that have something on them, each an object, with their number.
pub struct Lines<R> {
    name: String,
    content: BufReader<R>,
    line: Vec<u8>,
    number: u64,
    /// How many bytes were read.
    pub read: u64,
}

impl<R: Read> Lines<R> {
    /// The lines of a file called `name`.
    pub fn new(name: &str, content: R) -> Self {
        Self {
            name: name.to_owned(),
            content: BufReader::with_capacity(64 * 1024, content),
            line: Vec::new(),
            number: 0,
            read: 0,
        }
    }

    /// The next object; fails with what is wrong with the line.
    pub fn next(&mut self) -> Result<Option<(u64, Value)>, String> {
        loop {
            self.line.clear();
            self.number += 1;
            let length = (&mut self.content)
                .take(LONGEST_LINE + 1)
                .read_until(b'\n', &mut self.line)
                .map_err(|error| format!("{} cannot be read: {error}", self.name))?;
            if length == 0 {
                return Ok(None);
            }
            self.read += length as u64;
            if length as u64 > LONGEST_LINE {
                return Err(format!(
                    "{}, line {}: it has more than {} MB; write one record a line",
                    self.name,
                    self.number,
                    LONGEST_LINE / (1024 * 1024)
                ));
            }
            let text = self.line.trim_ascii();
            let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
            if text.is_empty() {
                continue;
            }
            let entry: Value = serde_json::from_slice(text).map_err(|error| {
                format!(
                    "{}, line {}: it is not JSON: {error}",
                    self.name, self.number
                )
            })?;
            if !entry.is_object() {
                return Err(format!(
                    "{}, line {}: it is not an object; write {{\"kind\": \"member\", …}}",
                    self.name, self.number
                ));
            }
            return Ok(Some((self.number, entry)));
        }
    }
}

/// When the export was made; fails unless it is one that can be read.
pub fn check_header(name: &str, header: &Value) -> Result<Timestamp, String> {
    if !is_header(header) {
        return Err(format!(
            "{name} is not an export of a registry: its first line does not say so"
        ));
    }
    let version = header["version"].as_u64();
    if !version.is_some_and(|version| VERSIONS.contains(&version)) {
        return Err(format!(
            "{name} was written by another version of the program (its form is {}, this one reads {} to {})",
            header["version"],
            VERSIONS.start(),
            VERSIONS.end()
        ));
    }
    typed(header["exported_at"].clone())
}

fn part(mut entry: Value) -> Result<Part, String> {
    let kind = entry["kind"].as_str().unwrap_or_default().to_owned();
    if History::KINDS.contains(&kind.as_str()) {
        return typed(entry).map(Part::History);
    }
    take(&mut entry, "kind");
    match kind.as_str() {
        "network" => Ok(Part::Network(Box::new(NetworkState {
            id: typed::<NetworkId>(take(&mut entry, "id"))?,
            // What was exported is an earlier state than somebody may know.
            epoch: Epoch::new(),
            revision: typed(take(&mut entry, "revision"))?,
            public_revision: typed(take(&mut entry, "public_revision"))?,
            public_updated_at: typed(take(&mut entry, "public_updated_at"))?,
            updated_at: typed(take(&mut entry, "updated_at"))?,
            profile: typed::<NetworkProfile>(entry)?,
        }))),
        "service_type" => typed::<ServiceType>(entry).map(Part::ServiceType),
        "member" => Ok(Part::Member(Box::new(Record {
            created_at: typed(take(&mut entry, "created_at"))?,
            updated_at: typed(take(&mut entry, "updated_at"))?,
            version: typed(take(&mut entry, "version"))?,
            revision: typed(take(&mut entry, "revision"))?,
            published: typed::<Option<PublishedAt>>(take(&mut entry, "published"))?
                .map(|PublishedAt { revision, at }| Published { revision, at }),
            member: {
                earlier::member(&mut entry);
                typed::<Member>(entry)?
            },
        }))),
        "api_key" => typed::<KnownKey>(entry).map(Part::Key),
        "" => Err("it does not say what it is; write its \"kind\"".to_owned()),
        kind => Err(format!("there is no kind \"{kind}\"")),
    }
}

#[derive(Deserialize)]
struct PublishedAt {
    revision: i64,
    at: Timestamp,
}

fn take(entry: &mut Value, field: &str) -> Value {
    let fields = entry.as_object_mut();
    fields
        .and_then(|fields| fields.shift_remove(field))
        .unwrap_or_default()
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_json::from_value(value).map_err(|error| {
        let told = error.to_string();
        Invalid::from_alternate(&told).map_or(told, |invalid| invalid.message)
    })
}
