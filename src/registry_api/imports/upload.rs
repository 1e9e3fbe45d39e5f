//! Files that come in: read to temporary files while they arrive, and never held in memory.

use std::{
    cell::Cell,
    fs::File,
    future::Future,
    io::Write,
    pin::{Pin, pin},
    time::{Duration, Instant},
};

use actix_multipart::{Field, Multipart};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, ContentDisposition},
    rt::time::timeout,
};
use futures_util::StreamExt;
use serde_json::{Map, Value, json};
use tokio::sync::OwnedSemaphorePermit;
use utoipa::ToSchema;
use xxhash_rust::xxh3::Xxh3;

use super::{
    finding::{find, path_of},
    views::ImportView,
};
use crate::registry_api::{
    call, mappings,
    reply::{Reply, no_room},
    session::Session,
    state::MOST_UPLOADS,
};
use editing::{Refusal, document};
use http::problem::{FieldError, Kind, Problem};
use import::{
    Missing, SuggestionKind,
    job::{self, Document, ImportOptions, KeptFile},
    mapping::Mapping,
};
use network::{ImportId, Invalid, Timestamp, difference, nearest::nearest, text::is_unseen};
use registry::{idempotency, imports as stored};

/// What is handed over.
#[derive(Debug, ToSchema)]
#[allow(dead_code)]
pub struct ImportUpload {
    /// The files: `members.csv`, `locations.csv` and `services.csv`, as far as they are there; or a
    /// zip of them; or a workbook (XLSX); or NDJSON. The part may come several times.
    #[schema(value_type = Vec<String>, format = Binary, min_items = 1)]
    files: Vec<Vec<u8>>,
    /// Which column feeds which field: a mapping (TOML), or the name of one that is remembered; by
    /// default the columns of the guide to importing.
    #[schema(nullable = false)]
    mapping: Option<String>,
    /// Rows that can be taken are taken, although others are refused.
    #[schema(nullable = false, default = false)]
    skip_refused: Option<bool>,
    /// Rows may make a place or a member more public than it is.
    #[schema(nullable = false, default = false)]
    confirm_publication: Option<bool>,
    /// Points may lie outside the countries of their places.
    #[schema(nullable = false, default = false)]
    confirm_positions: Option<bool>,
    /// Kinds of suggestions, with commas between them, or `all`: what would mend cells beyond doubt
    /// is taken as if it stood there.
    #[schema(nullable = false, example = "country,language")]
    accept_suggestions: Option<String>,
    /// Rows may make members that are probably in the registry already.
    #[schema(nullable = false, default = false)]
    allow_duplicates: Option<bool>,
    /// Rows and columns that a spreadsheet hides are taken all the same.
    #[schema(nullable = false, default = false)]
    include_hidden: Option<bool>,
    /// Columns that sound like privacy and mean nothing here, by their names; a line for each. The
    /// part may come several times.
    #[schema(nullable = false)]
    ignore_columns: Option<String>,
    /// The row that names the columns, where the program does not find it; the first is 1.
    #[schema(nullable = false, minimum = 1)]
    header_row: Option<u64>,
    /// The encoding of CSV files that are not UTF-8, such as `windows-1252`.
    #[schema(nullable = false)]
    encoding: Option<String>,
    /// Members may be added to the sample network.
    #[schema(nullable = false, default = false)]
    into_sample: Option<bool>,
    /// What becomes of members that no row is about. For files that hold the whole membership.
    #[schema(nullable = false, inline)]
    missing: Option<Missing>,
    /// How many of them may be withdrawn, where they are more than a tenth.
    #[schema(nullable = false)]
    confirm_withdrawals: Option<usize>,
}

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
const LONGEST_TEXT: u64 = 1_000_000;
/// The most files.
const MOST_FILES: usize = 20;

/// What was handed over, and by whom.
pub struct Upload {
    /// Who asks.
    pub session: Session,
    idempotent: Option<idempotency::Request>,
    document: Document,
    files: Vec<File>,
    /// A place among the uploads that are taken at a time.
    _place: OwnedSemaphorePermit,
}

impl Upload {
    /// Keeps it, and begins its planning.
    pub fn keep(&mut self) -> Result<Reply, Refusal> {
        let registry = self.session.registry();
        let now = Timestamp::now();
        registry.keep(|connection| {
            stored::forget(connection, job::forgotten_before(now)).map(|_| ())
        })?;
        let idempotent = self.idempotent.as_ref();
        let named = self.document.mapping.as_deref();
        if let Some(name) = named.filter(|text| mappings::is_name(text)) {
            // What is planned stays what it was, whatever becomes of a name.
            match registry.read(|connection| mappings::of_text(connection, name)) {
                Ok(mapping) => self.document.mapping = Some(mapping),
                Err(refusal) => {
                    let earlier = |connection: &mut _| call::earlier(connection, idempotent, now);
                    return match registry.read(earlier)? {
                        Some(answer) => Reply::again(&answer),
                        None => Err(refusal),
                    };
                }
            }
        }
        let (id, key) = (ImportId::new(), self.session.key.id);
        let (files, document) = (&mut self.files, &self.document);
        let limit = self.session.upload_limit();
        let mut again = None;
        let kept = registry.keep(|connection| {
            stored::insert(connection, id, key, now, document)?;
            again = call::earlier(connection, idempotent, now)?;
            if again.is_some() {
                // So that what was written is taken back.
                return Err(Refusal::AnswerGone);
            }
            if job::waiting(connection)?.is_too_much(limit) {
                return Err(too_many(limit));
            }
            job::keep_files(connection, id, files)?;
            let job = find(connection, &id.to_string())?;
            let reply = ImportView::reply(job)?.accepted(path_of(id));
            if let Some(request) = idempotent {
                idempotency::keep(connection, request, None, reply.kept()?, now)?;
            }
            Ok(reply)
        });
        if let Some(answer) = again {
            return Reply::again(&answer);
        }
        let reply = kept?;
        self.session.planner().start(id, 1);
        Ok(reply)
    }
}

fn too_many(limit: u64) -> Refusal {
    Refusal::wrong_state(format!(
        "Too much waits to be applied: {} imports may, with files of {} MB together. Apply \
             those that are meant, and forget the others (DELETE).",
        job::MOST_WAITING,
        limit * job::UPLOADS_WAITING / 1_000_000
    ))
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            // Nothing is read of a request that nobody may make.
            let session = Session::from_request(&request, &mut payload).await?;
            http::parameters::none(&request)?;
            let limit = session.upload_limit();
            refuse_other_media(&request)?;
            let place = session.upload_place().ok_or_else(busy)?;
            let declared = request
                .headers()
                .get(header::CONTENT_LENGTH)
                .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
            if declared.is_some_and(|length| length > limit + LONGEST_TEXT) {
                return Err(too_large(limit));
            }
            let parts = Multipart::new(request.headers(), payload);
            let moved = Moved::default();
            let reading = read(parts, limit, &moved);
            let reading = watched(reading, &session, &moved).await?;
            reading.finish(&request, session, place)
        })
    }
}

/// Reads all parts.
async fn read(mut parts: Multipart, limit: u64, moved: &Moved) -> Result<Reading, Problem> {
    let mut reading = Reading::new(limit);
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| unreadable())?;
        reading.take(part, moved).await?;
    }
    Ok(reading)
}

/// When something last came.
struct Moved(Cell<Instant>);

impl Default for Moved {
    fn default() -> Self {
        Self(Cell::new(Instant::now()))
    }
}

/// How often is looked whether an upload may go on.
const LOOK: Duration = Duration::from_secs(1);

/// Ends an upload that takes too long, or whose key was revoked meanwhile.
async fn watched(
    reading: impl Future<Output = Result<Reading, Problem>>,
    session: &Session,
    Moved(moved): &Moved,
) -> Result<Reading, Problem> {
    let (begun, longest) = (Instant::now(), session.upload_time());
    let mut reading = pin!(reading);
    loop {
        if let Ok(read) = timeout(LOOK.min(longest / 4), reading.as_mut()).await {
            return read;
        }
        if begun.elapsed() > longest || moved.get().elapsed() > longest / 4 {
            return Err(Problem::new(
                Kind::Timeout,
                format!(
                    "The files did not come within {} seconds, or nothing came for a quarter of \
                     that; send them again, or raise the setting UPLOAD_TIMEOUT_S.",
                    longest.as_secs()
                ),
            ));
        }
        if !session.is_open().await {
            return Err(Problem::new(
                Kind::Unauthorized,
                "The key was revoked or has expired while the files came.",
            ));
        }
    }
}

fn refuse_other_media(request: &HttpRequest) -> Result<(), Problem> {
    let given = request.headers().get(header::CONTENT_TYPE);
    let given = given
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = given.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("multipart/form-data") {
        return Ok(());
    }
    Err(Problem::new(
        Kind::UnsupportedMediaType,
        "Send the files as multipart/form-data, each as a part \"files\" with its file name.",
    ))
}

fn too_large(limit: u64) -> Problem {
    Problem::new(
        Kind::BodyTooLarge,
        format!(
            "The files may have {} MB at most; divide them, or raise the setting IMPORT_UPLOAD_MB.",
            limit / 1_000_000
        ),
    )
}

fn busy() -> Problem {
    Problem::new(
        Kind::Unavailable,
        format!("{MOST_UPLOADS} uploads are being taken already; try again in a moment."),
    )
}

fn unreadable() -> Problem {
    Problem::new(
        Kind::BadRequest,
        "The body could not be read to its end as multipart/form-data.",
    )
}

/// The parts that were read so far.
struct Reading {
    left: u64,
    limit: u64,
    digest: Xxh3,
    files: Vec<(KeptFile, File)>,
    mapping: Option<String>,
    options: Map<String, Value>,
    mistakes: Vec<FieldError>,
}

impl Reading {
    fn new(limit: u64) -> Self {
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

    async fn take(&mut self, mut part: Field, moved: &Moved) -> Result<(), Problem> {
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

    fn finish(
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
