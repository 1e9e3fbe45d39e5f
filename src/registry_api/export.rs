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
        #[example = "ndjson"]
        format: Option<ExportFormat>,
        /// With `hsds` only: what the public does not see is in it too.
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
                "The registry as a file; docs/export.md says what is in it.",
            ))
            .into()
    }
}

impl ToSchema for ExportFile {}

/// Exports the whole registry.
pub async fn export_registry(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let asked = ExportParameters::read(&request)?;
    let format = asked.format.unwrap_or(ExportFormat::Ndjson);
    let private = asked.private.is_some_and(|Private(private)| private);
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

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/export", "exportRegistry", ADMIN)
            .says(text! {
                /// Exports the whole registry.
                ///
                /// Everything, from one moment, as a file: hidden places, contacts and notes too, so it is for
                /// admins alone. `ndjson` has the history too, and a registry can be restored from it; `csv` is a
                /// zip of the tables and `xlsx` a workbook of them, which can be edited and imported again; `hsds`
                /// is a tabular package after the Human Services Data Specification for interchange, with no more
                /// than the public sees unless `private` says otherwise.
            })
            .documents::<ExportParameters>()
            .naming::<ExportFormat>()
            .naming::<ExportFile>()
            .answers_as(
                "200",
                "The file",
                &[
                    "application/x-ndjson",
                    "application/zip",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ],
                reference::<ExportFile>(),
            )
            .handled(export_registry),
    ]
}
