//! `/v1/registry/imports`: spreadsheets that are handed over, planned, read, applied and taken back.

mod background;
mod events;
mod upload;
mod views;
mod work;

pub use background::{Background, Planner};
pub use events::*;
pub use import::ItemKind;

use actix_web::{HttpRequest, HttpResponse, delete, get, http::header, post, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::{
    PREFIX,
    call::{Call, Idempotency, WriteParameters},
    reply::Reply,
    session::Session,
};
use editing::{Conflict, Refusal, document};
use http::{
    formats::stream::FileStream,
    list::{LIMIT, limit},
    negotiation::Format,
    parameters::{Query, names, whole_number},
    problem::Problem,
};
use import::job::{ImportJob, ImportOptions};
use network::{ImportId, Invalid};
use registry::{AnyConnection, imports as stored};
use upload::{ImportUpload, Upload};
use views::{ImportPage, ImportView, PlanPage};

/// Hands over a spreadsheet.
///
/// As multipart/form-data: the files of a CSV set or a zip of them, a workbook (XLSX) with the
/// sheets members, locations and services, NDJSON with a record a line, or an HSDS package. Nothing is written to the registry: the import is
/// planned in the background, and the plan can be read, mended, and applied or not. The columns are
/// those of the guide to importing, or what a `mapping` says.
#[utoipa::path(
    operation_id = "createImport",
    tag = "Registry: imports",
    params(Idempotency),
    request_body(content = ImportUpload, content_type = "multipart/form-data"),
    responses(
        (status = 202, description = "The import, whose planning has begun", body = ImportView,
            headers(("Location" = String, description = "Where it is found"))),
        (status = 409, description = "The same request was made already, and its answer is not kept; or too much waits to be applied", content_type = "application/problem+json", body = http::problem::ProblemBody),
    ),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/imports")]
pub async fn create_import(mut upload: Upload) -> Result<HttpResponse, Problem> {
    let (session, answer) = web::block(move || {
        let answer = upload.keep();
        (upload.session, answer)
    })
    .await
    .map_err(|error| Problem::internal(&error))?;
    session.answer(answer)
}

/// The parameters of the list of imports.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct ImportParameters {
    /// How many at a time.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// Where to go on: `next` of the page before, unchanged.
    #[param(min_length = 1)]
    cursor: Option<String>,
}

/// Lists imports.
///
/// The latest first.
#[utoipa::path(
    operation_id = "listImports",
    tag = "Registry: imports",
    params(ImportParameters),
    responses((status = 200, description = "A page of imports", body = ImportPage)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/imports")]
pub async fn list_imports(session: Session, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let mut query = Query::read(request.query_string(), &names::<ImportParameters>());
    let limit = query.one("limit", limit).unwrap_or(LIMIT);
    let after = query.one("cursor", views::read_cursor);
    query.finish()?;
    session
        .read(move |connection, _| {
            let more = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
            let found = stored::load(connection, after, more)?;
            Reply::json(&ImportPage::new(found, limit))
        })
        .await
}

/// Shows an import.
///
/// While it is planned, `progress` says how far that is. The planning of an import whose server was
/// ended is `interrupted`, and can be begun again.
#[utoipa::path(
    operation_id = "getImport",
    tag = "Registry: imports",
    params(("import" = ImportId, Path, description = "The import's identifier")),
    responses((status = 200, description = "The import", body = ImportView)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/imports/{import}")]
pub async fn get_import(
    session: Session,
    request: HttpRequest,
    import: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| ImportView::reply(find(connection, &import)?))
        .await
}

/// The parameters of a plan.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct PlanParameters {
    /// Only these kinds of items. A comma means *or*.
    #[param(style = Form, explode = false, min_items = 1)]
    kind: Option<Vec<ItemKind>>,
    /// How many at a time.
    #[param(minimum = 1, maximum = 1000, default = 50)]
    limit: Option<u32>,
    /// Where to go on: `next` of the page before, unchanged, with the same kinds.
    #[param(min_length = 1)]
    cursor: Option<String>,
}

/// Shows the plan of an import.
///
/// What it would do, page by page: rows that cannot be taken first, each with where it stands, why,
/// and what would be right; then members that are made, changed field by field, withdrawn, missing,
/// and those that stay as they are.
#[utoipa::path(
    operation_id = "getImportPlan",
    tag = "Registry: imports",
    params(("import" = ImportId, Path, description = "The import's identifier"), PlanParameters),
    responses(
        (status = 200, description = "A page of the plan", body = PlanPage),
        (status = 409, description = "There is no plan: it is not made yet, or not kept any more", content_type = "application/problem+json", body = http::problem::ProblemBody),
    ),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/imports/{import}/plan")]
pub async fn get_import_plan(
    session: Session,
    request: HttpRequest,
    import: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut query = Query::read(request.query_string(), &names::<PlanParameters>());
    let kinds = query
        .list("kind", str::parse::<ItemKind>)
        .unwrap_or_default();
    let limit = query
        .one("limit", |text| whole_number(text, 1_000))
        .unwrap_or(LIMIT);
    let after = query.one("cursor", |text| {
        text.parse::<i64>().ok().filter(|place| *place >= 0).ok_or_else(|| {
            Invalid::new(
                "invalid_cursor",
                "it is no cursor of this version; take it from \"next\" unchanged, or leave it out to start again",
            )
        })
    });
    query.finish()?;
    session
        .read(move |connection, _| {
            let job = find(connection, &import)?;
            let summary = planned(&job)?.clone();
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
            let more = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
            let items = stored::load_items(connection, job.id, &kinds, after, more)?;
            views::tagged(&PlanPage::new(job.id, summary, items, limit)?)
        })
        .await
}

/// Gives the spreadsheet back, with its problems marked.
///
/// A workbook: the one that was handed over, or one made of the CSV files. Every cell that
/// something is wrong with is filled, and a note at it says what is wrong and what would be right;
/// the first sheet lists them all, with links to the cells. Mend it there, and hand it over again.
#[utoipa::path(
    operation_id = "getImportWorkbook",
    tag = "Registry: imports",
    params(("import" = ImportId, Path, description = "The import's identifier")),
    responses(
        (status = 200, description = "The workbook", content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = String),
        (status = 409, description = "There is no plan: it is not made yet, or not kept any more", content_type = "application/problem+json", body = http::problem::ProblemBody),
    ),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/imports/{import}/plan.xlsx")]
pub async fn get_import_workbook(
    session: Session,
    request: HttpRequest,
    import: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    let (session, made) = web::block(move || {
        let made = work::workbook(&session, &import);
        (session, made)
    })
    .await
    .map_err(|error| Problem::internal(&error))?;
    let (file, length) = match made {
        Ok(made) => made,
        Err(refusal) => return session.answer(Err(refusal)),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, Format::Xlsx.media_type()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::VARY, "Authorization"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"problems.xlsx\"",
        ))
        .body(FileStream::new(file, length)))
}

/// Plans an import again.
///
/// With other options, or because the registry moved on, or because the planning was interrupted.
/// Options that are left out are as they were.
#[utoipa::path(
    operation_id = "planImport",
    tag = "Registry: imports",
    params(
        ("import" = ImportId, Path, description = "The import's identifier"),
        WriteParameters,
    ),
    request_body(content = ImportOptions, example = json!({"skip_refused": true})),
    responses(
        (status = 202, description = "The import, whose planning has begun", body = ImportView),
        (status = 409, description = "It is being planned, or was applied or forgotten", content_type = "application/problem+json", body = http::problem::ProblemBody),
    ),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/imports/{import}/plan")]
pub async fn plan_import(call: Call, import: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.keep(move |wanted| work::plan_again(wanted, &import))
        .await
}

/// What is applied.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The revision of the plan that was read.
    #[schema(example = 42, minimum = 0)]
    revision: i64,
    /// How many members may be withdrawn, where the plan asks for that.
    #[serde(default)]
    confirm_withdrawals: Option<usize>,
}

/// Applies an import.
///
/// As one change. The plan is made once more, and must be the one that was read: if the registry
/// moved on in a way that touches it, nothing is done (409, naming the members). Changes elsewhere
/// do not matter. The files and the plan are not kept any longer after that; the audit trail has
/// what was done.
#[utoipa::path(
    operation_id = "applyImport",
    tag = "Registry: imports",
    params(
        ("import" = ImportId, Path, description = "The import's identifier"),
        WriteParameters, Idempotency,
    ),
    request_body(content = Application, example = json!({"revision": 42})),
    responses((status = 200, description = "The import, applied", body = ImportView)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/imports/{import}/apply")]
pub async fn apply_import(call: Call, import: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let asked: Application = document::read(&wanted.document).map_err(Refusal::Invalid)?;
        let role = wanted.session.key.role;
        work::apply(
            change,
            &import,
            role,
            asked.revision,
            asked.confirm_withdrawals,
        )
    })
    .await
}

/// Takes an applied import back.
///
/// As a new change: every field that it changed becomes what it was before, members that it made or
/// withdrew are withdrawn or brought back. Where one of them was changed again since, nothing is
/// done (409, naming what moved on).
#[utoipa::path(
    operation_id = "undoImport",
    tag = "Registry: imports",
    params(
        ("import" = ImportId, Path, description = "The import's identifier"),
        WriteParameters, Idempotency,
    ),
    request_body(content = super::views::Confirmation, example = json!({"confirm_publication": true})),
    responses((status = 200, description = "The import, taken back", body = ImportView)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/imports/{import}/undo")]
pub async fn undo_import(call: Call, import: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, mut wanted| {
        let flags = editing::members::only_flags(&mut wanted.document)?;
        let role = wanted.session.key.role;
        work::undo(change, &import, role, flags.confirm_publication)
    })
    .await
}

/// Forgets an import that was not applied.
///
/// Its files, its plan and itself are gone. That of an applied one stays: it can be taken back.
#[utoipa::path(
    operation_id = "deleteImport",
    tag = "Registry: imports",
    params(
        ("import" = ImportId, Path, description = "The import's identifier"),
        WriteParameters,
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = 409, description = "It was applied", content_type = "application/problem+json", body = http::problem::ProblemBody),
    ),
    security(("key" = ["editor", "admin"])),
)]
#[delete("/v1/registry/imports/{import}")]
pub async fn delete_import(call: Call, import: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.keep(move |wanted| {
        editing::members::nothing_more(&wanted.document)?;
        work::delete(wanted, &import)
    })
    .await
}

/// The import under an identifier.
fn find(connection: &mut AnyConnection, text: &str) -> Result<ImportJob, Refusal> {
    let unknown = || Refusal::NotFound(format!("There is no import \"{text}\"."));
    let id = text.parse::<ImportId>().map_err(|_| unknown())?;
    stored::load_one(connection, id)?.ok_or_else(unknown)
}

/// The plan of an import in numbers; fails with why there is none.
fn planned(job: &ImportJob) -> Result<&import::job::PlanSummary, Refusal> {
    let why = match (job.stage, &job.document.plan) {
        (stored::Stage::Planned, Some(summary)) => return Ok(summary),
        (stored::Stage::Planning, _) => "It is being planned; ask again in a moment.".to_owned(),
        (stored::Stage::Failed, _) => {
            format!("It cannot be planned: {}", job.document.faults.join("; "))
        }
        (stored::Stage::Applied | stored::Stage::Undone, _) => {
            "It was applied. What it did stands in the audit trail, under its revision.".to_owned()
        }
        _ => "Its files and its plan are not kept any more; hand the files over again.".to_owned(),
    };
    Err(Refusal::conflict(Conflict::WrongState, why))
}

/// Where an import is found.
fn path_of(id: ImportId) -> String {
    format!("{PREFIX}/imports/{id}")
}
