//! The parts of an upload, read one after the other.

use std::{cell::Cell, fs::File, io::Write, time::Instant};

use actix_multipart::Field;
use actix_web::{HttpRequest, http::header::ContentDisposition};
use futures_util::StreamExt;
use serde_json::{Map, Value, json};
use tokio::sync::OwnedSemaphorePermit;
use xxhash_rust::xxh3::Xxh3;

use super::Upload;
use crate::registry_api::{call, mappings, reply::no_room, session::Session};
use editing::document;
use http::problem::{FieldError, Kind, Problem};
use import::{
    SuggestionKind,
    job::{Document, ImportOptions, KeptFile},
    mapping::Mapping,
};
use network::{Invalid, difference, nearest::nearest, text::is_unseen};

/// What the parts are called.
const FIELDS: [&str; 14] = [
    "files",
    "mapping",
    "skip_refused",
    "confirm_publication",
    "confirm_positions",
    "accept_suggestions",
    "allow_duplicates",
    "include_hidden",
    "ignore_columns",
    "header_row",
    "encoding",
    "into_sample",
    "missing",
    "confirm_withdrawals",
];

/// The longest text beside the files, in bytes.
pub(super) const LONGEST_TEXT: u64 = 1_000_000;
/// The most files.
const MOST_FILES: usize = 20;

/// When something last came.
pub(super) struct Moved(pub(super) Cell<Instant>);

impl Default for Moved {
    fn default() -> Self {
        Self(Cell::new(Instant::now()))
    }
}

/// The parts that were read so far.
pub(super) struct Reading {
    left: u64,
    limit: u64,
    digest: Xxh3,
    files: Vec<(KeptFile, File)>,
    mapping: Option<String>,
    options: Map<String, Value>,
    mistakes: Vec<FieldError>,
}

impl Reading {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            left: limit,
            limit,
            digest: Xxh3::new(),
            files: Vec::new(),
            mapping: None,
            options: Map::new(),
            mistakes: Vec::new(),
        }
    }

    pub(super) async fn take(&mut self, mut part: Field, moved: &Moved) -> Result<(), Problem> {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.content_disposition().and_then(file_name);
        self.digest.update(name.as_bytes());
        self.digest.update(b"\n");
        match name.as_str() {
            "files" | "file" | "files[]" => {
                let file_name = file_name.unwrap_or_else(|| "members.csv".to_owned());
                self.digest.update(file_name.as_bytes());
                self.take_file(file_name, &mut part, moved).await
            }
            "mapping" => {
                let text = self.text(&mut part, moved).await?;
                self.mapping = text.filter(|text| !text.trim().is_empty());
                Ok(())
            }
            field if FIELDS.contains(&field) => {
                let text = self.text(&mut part, moved).await?.unwrap_or_default();
                self.option(field, text.trim());
                Ok(())
            }
            other => {
                let message = match nearest(other, FIELDS) {
                    Some(near) => format!("there is no such part; did you mean \"{near}\"?"),
                    None => format!("there is no such part; there are {}", FIELDS.join(", ")),
                };
                self.mistake(other, Invalid::new("unknown_field", message));
                while let Some(bytes) = part.next().await {
                    self.count(bytes.map_err(|_| unreadable())?.len(), moved)?;
                }
                Ok(())
            }
        }
    }

    async fn take_file(
        &mut self,
        name: String,
        part: &mut Field,
        moved: &Moved,
    ) -> Result<(), Problem> {
        let failed = |error: std::io::Error| no_room(&error);
        let mut file = tempfile::tempfile().map_err(failed)?;
        let mut length = 0;
        while let Some(bytes) = part.next().await {
            let bytes = bytes.map_err(|_| unreadable())?;
            self.count(bytes.len(), moved)?;
            self.digest.update(&bytes);
            length += bytes.len() as u64;
            file.write_all(&bytes).map_err(failed)?;
        }
        if self.files.len() == MOST_FILES {
            let message = format!("{MOST_FILES} files are the most; pack them in a zip");
            self.mistake("files", Invalid::new("too_many", message));
        } else if length > 0 || !name.is_empty() {
            self.files.push((
                KeptFile {
                    name,
                    bytes: length,
                },
                file,
            ));
        }
        Ok(())
    }

    /// A part that is a text; nothing, with a mistake noted, when it is none.
    async fn text(&mut self, part: &mut Field, moved: &Moved) -> Result<Option<String>, Problem> {
        let mut text = Vec::new();
        while let Some(bytes) = part.next().await {
            let bytes = bytes.map_err(|_| unreadable())?;
            self.count(bytes.len(), moved)?;
            if (text.len() + bytes.len()) as u64 > LONGEST_TEXT {
                return Err(too_large(self.limit));
            }
            text.extend_from_slice(&bytes);
        }
        self.digest.update(&text);
        let name = part.name().unwrap_or_default().to_owned();
        match String::from_utf8(text) {
            Ok(text) => Ok(Some(text)),
            Err(_) => {
                let invalid = Invalid::new("not_utf8", "it is not UTF-8; save it as UTF-8");
                self.mistake(&name, invalid);
                Ok(None)
            }
        }
    }

    fn option(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if name == "ignore_columns" {
            let named = text.lines().map(|line| json!(line.trim()));
            let known = self.options.entry(name).or_insert_with(|| json!([]));
            if let Value::Array(columns) = known {
                columns.extend(named);
            }
            return;
        }
        let value = match (name, text) {
            ("missing" | "encoding", text) => json!(text),
            ("accept_suggestions", "all" | "true" | "1" | "on") => json!(SuggestionKind::ALL),
            ("accept_suggestions", text) => {
                let kinds = text.split(',').map(str::trim);
                json!(kinds.filter(|kind| !kind.is_empty()).collect::<Vec<_>>())
            }
            ("confirm_withdrawals" | "header_row", text) => match text.parse::<u64>() {
                Ok(number) => json!(number),
                Err(_) => json!(text),
            },
            (_, "true" | "1" | "on") => json!(true),
            (_, "false" | "0" | "off") => json!(false),
            (_, text) => json!(text),
        };
        self.options.insert(name.to_owned(), value);
    }

    fn count(&mut self, bytes: usize, Moved(moved): &Moved) -> Result<(), Problem> {
        moved.set(Instant::now());
        self.left = self
            .left
            .checked_sub(bytes as u64)
            .ok_or_else(|| too_large(self.limit))?;
        Ok(())
    }

    fn mistake(&mut self, part: &str, invalid: Invalid) {
        let pointer = difference::below("", part);
        self.mistakes.push(FieldError::pointer(pointer, invalid));
    }

    pub(super) fn finish(
        mut self,
        request: &HttpRequest,
        session: Session,
        place: OwnedSemaphorePermit,
    ) -> Result<Upload, Problem> {
        if self.files.is_empty() {
            let invalid = Invalid::new(
                "required",
                "there is no file; send each as a part \"files\" with its file name",
            );
            self.mistake("files", invalid);
        }
        let mistaken = self
            .mapping
            .as_deref()
            .filter(|text| !mappings::is_name(text));
        let mistaken = mistaken.and_then(|text| Mapping::parse(text).err());
        for mistake in mistaken.into_iter().flatten() {
            self.mistake("mapping", Invalid::new("invalid_mapping", mistake));
        }
        let options = match document::read::<ImportOptions>(&Value::Object(self.options)) {
            Ok(options) => options,
            Err(mistakes) => {
                self.mistakes.extend(
                    mistakes
                        .into_iter()
                        .map(|mistake| FieldError::pointer(mistake.pointer, mistake.invalid)),
                );
                ImportOptions::default()
            }
        };
        if !self.mistakes.is_empty() {
            return Err(Problem::invalid_body(self.mistakes));
        }
        let fingerprint = format!("{:032x}", self.digest.digest128());
        let (job, files) = self.files.into_iter().unzip();
        Ok(Upload {
            idempotent: call::idempotent(request, &session, fingerprint)?,
            session,
            document: Document {
                files: job,
                mapping: self.mapping,
                readings: None,
                options,
                plan: None,
                faults: Vec::new(),
                applied: None,
                undone: None,
            },
            files,
            _place: place,
        })
    }
}

/// The name of a file without its folders.
fn file_name(disposition: &ContentDisposition) -> Option<String> {
    let name = disposition.get_filename()?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let name: String = name
        .chars()
        .filter(|c| !c.is_control() && !is_unseen(*c))
        .take(200)
        .collect();
    (!name.is_empty()).then_some(name)
}

pub(super) fn too_large(limit: u64) -> Problem {
    Problem::new(
        Kind::BodyTooLarge,
        format!(
            "The files may have {} MB at most; divide them, or raise the setting IMPORT_UPLOAD_MB.",
            limit / 1_000_000
        ),
    )
}

pub(super) fn unreadable() -> Problem {
    Problem::new(
        Kind::BadRequest,
        "The body could not be read to its end as multipart/form-data.",
    )
}
