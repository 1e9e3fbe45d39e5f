//! `/v1/registry/export`: the whole registry as a file.

use actix_web::{HttpRequest, HttpResponse, http::header};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr,
        schema::{Schema, SchemaFormat, Type},
    },
};

use super::{
    operation::{ADMIN, Operation, reference, text},
    parameters::value,
    reply,
    session::Session,
};
use export;
pub use export::ExportFormat;
use http::{formats::stream::FileStream, parameters, parameters::Parameters, problem::Problem};
use import::Quiet;
use network::Invalid;
use registry::{Actor, readings::Reading};

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
    let actor = Actor::Key(session.key.id);
    // The whole file lies ready before the answer begins: a fault is told as one, and the books
    // are let go of before a slow reader has read.
    let (file, length, name) = session
        .with_books(move |registry| {
            let mut file = tempfile::tempfile()?;
            let exported = export::write(registry, format, private, &mut file, &Quiet)?;
            registry.note_reading(actor, &Reading::Export(format.as_str()))?;
            let length = export::rewound(&mut file)?;
            let name = format!(
                "registry-{}-{format}.{}",
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
    Ok(HttpResponse::Ok()
        .content_type(format.media_type())
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(FileStream::new(file, length)))
}

/// The operations: one for each format.
pub fn operations() -> Vec<Operation> {
    vec![
        operation("/export", "exportRegistry", ExportFormat::Ndjson)
            .says(text! {
                /// Exports the whole registry.
                ///
                /// Everything, from one moment, a record a line: hidden places, contacts, notes and the history
                /// too, so it is for admins alone. A registry can be restored from it. The parameter `format`
                /// chooses one of the other formats (`csv`, `xlsx`, `hsds`), as their own addresses do.
            })
            .handled(export_registry),
        operation("/export.csv", "exportRegistryAsCsv", ExportFormat::Csv)
            .says(text! {
                /// Exports the whole registry as CSV.
                ///
                /// A zip of the tables, hidden things too, which can be edited and imported again.
            })
            .handled(async |session: Session, request: HttpRequest| {
                parameters::none(&request)?;
                export_as(session, ExportFormat::Csv, None).await
            }),
        operation("/export.xlsx", "exportRegistryAsXlsx", ExportFormat::Xlsx)
            .says(text! {
                /// Exports the whole registry as a workbook.
                ///
                /// A sheet for each table, hidden things too, which can be edited and imported again.
            })
            .handled(async |session: Session, request: HttpRequest| {
                parameters::none(&request)?;
                export_as(session, ExportFormat::Xlsx, None).await
            }),
        operation("/export.hsds", "exportRegistryAsHsds", ExportFormat::Hsds)
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
    ]
}

fn operation(path: &str, id: &str, format: ExportFormat) -> Operation {
    let file = reference::<ExportFile>();
    Operation::get(path, id, ADMIN)
        .naming::<ExportFile>()
        .answers_as("200", "The file", &[format.media_type()], file)
}
