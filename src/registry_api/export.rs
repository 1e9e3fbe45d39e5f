//! `/v1/registry/export` and `/backup`: the whole registry as a file.

use std::fs::File;

use actix_web::{HttpRequest, HttpResponse, http::header};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr,
        schema::{Schema, SchemaFormat, Type},
    },
};

use super::{
    operation::{ADMIN, Operation, STAFF, reference, text},
    parameters::value,
    reply,
    session::Session,
};
pub use export::ExportFormat;
use export::{self, Exported};
use http::{
    formats::stream::FileStream,
    parameters,
    parameters::Parameters,
    problem::{Kind, Problem},
};
use import::Quiet;
use network::{Invalid, Role, Timestamp};
use registry::{
    Actor, Registry,
    backup::{self, Trouble},
    readings::Reading,
};

parameters! {
    /// The parameters of an export.
    pub struct ExportParameters {
        /// How it is written; `ndjson` when nothing is said.
        format: Option<ExportFormat>,
        /// With `hsds` only: what the public does not see is in it too.
        private: Option<Private>,
    }
}

parameters! {
    /// The parameters of an export after the Human Services Data Specification.
    pub struct HsdsParameters {
        /// Whether what the public does not see is in it too.
        private: Option<Private>,
    }
}

value! {
    /// Whether what the public does not see is in the file.
    Private(bool), |text| {
        text.parse().map_err(|_| {
            Invalid::new(
                "invalid_boolean",
                format!("\"{text}\" is neither true nor false; write one of them"),
            )
        })
    },
    ObjectBuilder::new().schema_type(Type::Boolean)
}

/// The registry as a file.
pub struct ExportFile;

impl PartialSchema for ExportFile {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::Custom("binary".to_owned())))
            .description(Some(
                "The registry as a file; the guide to exporting says what is in it.",
            ))
            .into()
    }
}

impl ToSchema for ExportFile {}

/// Exports the whole registry, in the format that the parameter names.
async fn export_registry(session: Session, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asked = ExportParameters::read(&request)?;
    let format = asked.format.unwrap_or(ExportFormat::Ndjson);
    export_as(session, format, asked.private).await
}

async fn export_as(
    session: Session,
    format: ExportFormat,
    private: Option<Private>,
) -> Result<HttpResponse, Problem> {
    let private = private.is_some_and(|Private(private)| private);
    answer(session, format, format.as_str(), move |registry, file| {
        export::write(registry, format, private, file, &Quiet)
    })
    .await
}

/// What is noted of a working spreadsheet, and how its file is called.
const WORKING: &str = "working-sheet";

async fn get_working_sheet(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    answer(session, ExportFormat::Xlsx, WORKING, |registry, file| {
        export::write_working_sheet(registry, file)
    })
    .await
}

/// Answers with a file that `write` makes.
async fn answer(
    session: Session,
    format: ExportFormat,
    what: &'static str,
    write: impl FnOnce(&Registry, &mut File) -> Result<Exported, export::Error> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let actor = Actor::Key(session.key.id);
    // The whole file lies ready before the answer begins: a fault is told as one, and the books
    // are let go of before a slow reader has read.
    let (file, length, name) = session
        .with_books(move |registry| {
            let mut file = tempfile::tempfile()?;
            let exported = write(registry, &mut file)?;
            registry.note_reading(actor, &Reading::Export(what))?;
            let length = export::rewound(&mut file)?;
            let name = format!(
                "registry-{}-{what}.{}",
                exported.revision,
                format.extension()
            );
            Ok((file, length, name))
        })
        .await?
        .map_err(|error: export::Error| match error {
            export::Error::Registry(error) => reply::storage_problem(error),
            error => match error.of_file() {
                Some(error) => reply::no_room(error),
                None => Problem::internal(&error),
            },
        })?;
    Ok(to_keep(&name, format.media_type(), file, length))
}

/// A file that nobody on the way keeps.
fn to_keep(name: &str, media_type: &'static str, file: File, length: u64) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(FileStream::new(file, length))
}

/// What a backup is for whoever takes it.
const BACKUP: &str = "application/octet-stream";

async fn get_backup(session: Session, request: HttpRequest) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    let actor = Actor::Key(session.key.id);
    let made = session.with_books(move |registry| {
        let failed = |error| Trouble::Storage(registry::Error::File(error));
        let folder = tempfile::tempdir().map_err(failed)?;
        let path = folder.path().join("books");
        backup::back_up(registry.url(), &path)?;
        registry.note_reading(actor, &Reading::Export("backup"))?;
        // The folder is gone when this ends, and the file once it was read.
        let mut file = File::open(&path).map_err(failed)?;
        let length = export::rewound(&mut file).map_err(failed)?;
        Ok((file, length))
    });
    let (file, length) = made.await?.map_err(|trouble: Trouble| match trouble {
        Trouble::Storage(error) => reply::storage_problem(error),
        Trouble::File { error, .. } => reply::no_room(&error),
        trouble => {
            tracing::error!(error = %trouble, "no backup can be made");
            Problem::new(
                Kind::Unavailable,
                "The server cannot make a backup of its database. Where that is PostgreSQL, it \
                 needs the program pg_dump, of the database's version or a later one; the \
                 server's log says what is wrong. A full export (/v1/registry/export) needs nothing else.",
            )
        }
    })?;
    let name = format!("directory-{}.backup", Timestamp::now().date());
    Ok(to_keep(&name, BACKUP, file, length))
}

/// The operations: one for each format, the working spreadsheet, and the backup.
pub fn operations() -> Vec<Operation> {
    vec![
        operation("/export", "exportRegistry", ExportFormat::Ndjson, ADMIN)
            .says(text! {
                /// Exports the whole registry.
                ///
                /// Everything, from one moment, a record a line: hidden places, contacts, notes and the history
                /// too, so it is for admins alone. A registry can be restored from it. The parameter `format`
                /// chooses one of the other formats (`csv`, `xlsx`, `hsds`), as their own addresses do.
            })
            .handled(export_registry),
        operation(
            "/export.csv",
            "exportRegistryAsCsv",
            ExportFormat::Csv,
            ADMIN,
        )
        .says(text! {
            /// Exports the whole registry as CSV.
            ///
            /// A zip of the tables, hidden things too, which can be edited and imported again.
        })
        .handled(async |session: Session, request: HttpRequest| {
            parameters::none(&request)?;
            export_as(session, ExportFormat::Csv, None).await
        }),
        operation(
            "/export.xlsx",
            "exportRegistryAsXlsx",
            ExportFormat::Xlsx,
            ADMIN,
        )
        .says(text! {
            /// Exports the whole registry as a workbook.
            ///
            /// A sheet for each table, hidden things too, which can be edited and imported again.
        })
        .handled(async |session: Session, request: HttpRequest| {
            parameters::none(&request)?;
            export_as(session, ExportFormat::Xlsx, None).await
        }),
        operation(
            "/export.hsds",
            "exportRegistryAsHsds",
            ExportFormat::Hsds,
            ADMIN,
        )
        .says(text! {
            /// Exports the whole registry for other systems.
            ///
            /// A tabular package after the Human Services Data Specification: a zip of CSV files with no more
            /// than the public sees, unless `private` says otherwise.
        })
        .documents::<HsdsParameters>()
        .handled(async |session: Session, request: HttpRequest| {
            let asked = HsdsParameters::read(&request)?;
            export_as(session, ExportFormat::Hsds, asked.private).await
        }),
        operation(
            "/working-sheet.xlsx",
            "getWorkingSheet",
            ExportFormat::Xlsx,
            STAFF,
        )
        .says(text! {
            /// Downloads the working spreadsheet.
            ///
            /// A workbook with the members, their places and their services, hidden places too, to be edited
            /// and imported again. People, notes, keys and history are not in it, so that editors may have it.
        })
        .handled(get_working_sheet),
        Operation::get("/backup", "getBackup", ADMIN)
            .says(text! {
                /// Downloads a backup.
                ///
                /// All of the books in one file, for `member-directory restore`. It holds every secret address, and
                /// who fetched one stands in the audit trail. Where the database is PostgreSQL, the server needs
                /// `pg_dump`.
            })
            .answers_as("200", "The file", &[BACKUP], reference::<ExportFile>())
            .handled(get_backup),
    ]
}

fn operation(path: &str, id: &str, format: ExportFormat, roles: &[Role]) -> Operation {
    let file = reference::<ExportFile>();
    Operation::get(path, id, roles)
        .naming::<ExportFile>()
        .answers_as("200", "The file", &[format.media_type()], file)
}
