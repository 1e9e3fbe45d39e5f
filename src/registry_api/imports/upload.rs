//! Files that come in: read to temporary files while they arrive, and never held in memory.

mod parts;

use std::{
    fs::File,
    future::Future,
    pin::{Pin, pin},
    time::{Duration, Instant},
};

use actix_multipart::Multipart;
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, rt::time::timeout};
use futures_util::StreamExt;
use tokio::sync::OwnedSemaphorePermit;
use utoipa::ToSchema;

use super::{
    finding::{find, path_of},
    views::ImportView,
};
use crate::registry_api::{call, mappings, reply::Reply, session::Session, state::MOST_UPLOADS};
use editing::Refusal;
use http::problem::{Kind, Problem};
use import::{
    Missing,
    job::{self, Document},
};
use network::{ImportId, Timestamp};
use parts::{LONGEST_TEXT, Moved, Reading, too_large, unreadable};
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

fn busy() -> Problem {
    Problem::new(
        Kind::Unavailable,
        format!("{MOST_UPLOADS} uploads are being taken already; try again in a moment."),
    )
}
