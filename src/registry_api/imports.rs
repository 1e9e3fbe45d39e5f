//! `/v1/registry/imports`: spreadsheets that are handed over, planned, read, applied and taken back.

mod events;
mod finding;
mod upload;
mod views;
mod work;

use std::{fs::File, sync::Arc};

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{PartialSchema, ToSchema};
use validator::Validate;

use super::{
    call::Idempotency,
    operation::{Operation, STAFF, reference, text},
    reply::{Reply, no_room},
    session::{Session, blocking},
    views::Confirmation,
};
use editing::Refusal;
use finding::{find, planned};
use http::{
    formats::{Format, schemas::ServerSentEvent, stream::FileStream},
    parameters,
    parameters::{Limit, Values},
    problem::{Kind, Problem},
};
use import::{ItemKind, SuggestionKind, job::ImportOptions, proposal::ColumnReading};
use registry::imports as stored;
use upload::{ImportUpload, Upload};
pub use views::ImportProposal;
use views::{ImportCursor, ImportPage, ImportView, PlanCursor, PlanPage};

/// Uploads a spreadsheet.
pub async fn create_import(mut upload: Upload) -> Result<HttpResponse, Problem> {
    let (session, answer) = blocking(move || {
        let answer = upload.keep();
        (upload.session, answer)
    })
    .await?;
    session.answer(answer)
}

parameters! {
    /// The parameters of the list of imports.
    pub struct ImportParameters {
        /// How many at a time.
        limit: Limit<50, 200>,
        /// Where to go on: `next` of the page before, unchanged.
        cursor: Option<ImportCursor>,
    }
}

parameters! {
    /// The parameters of a plan.
    pub struct PlanParameters {
        /// Only these kinds of items.
        kind: Values<ItemKind>,
        /// How many at a time.
        limit: Limit<50, 1000>,
        /// Where to go on: `next` of the page before, unchanged, with the same kinds.
        cursor: Option<PlanCursor>,
    }
}

/// Downloads the spreadsheet with errors marked.
pub async fn get_import_workbook(
    session: Session,
    request: HttpRequest,
    import: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    let media_type = Format::Xlsx.definition().media_type;
    let mut answer = made(session, import, media_type, work::workbook).await?;
    if answer.status().is_success() {
        answer.headers_mut().insert(
            header::CONTENT_DISPOSITION,
            header::HeaderValue::from_static("attachment; filename=\"problems.xlsx\""),
        );
    }
    Ok(answer)
}

/// Proposes a mapping for an import.
pub async fn get_import_proposal(
    session: Session,
    request: HttpRequest,
    import: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    made(session, import, "application/json", work::proposal).await
}

/// Makes something of an import: writes it to a file for as long as it is wanted, and gives its
/// length.
type Make = fn(&Session, &str, &mut File, &dyn Fn() -> bool) -> Result<u64, Refusal>;

/// Answers with what is made of an import, one at a time.
async fn made(
    session: Session,
    import: web::Path<String>,
    media_type: &'static str,
    make: Make,
) -> Result<HttpResponse, Problem> {
    let place = session.workbook_place().await.ok_or_else(|| {
        Problem::new(
            Kind::Unavailable,
            "Another file is being looked at; try again in a moment.",
        )
    })?;
    // It goes away with this request.
    let reader = Arc::new(());
    let waiting = Arc::downgrade(&reader);
    let (session, made) = blocking(move || {
        let _place = place;
        let mut file = tempfile::tempfile().map_err(|error| no_room(&error))?;
        let is_wanted = || waiting.strong_count() > 0;
        let made = make(&session, &import, &mut file, &is_wanted);
        Ok::<_, Problem>((session, made.map(|length| (file, length))))
    })
    .await??;
    drop(reader);
    let (file, length) = match made {
        Ok(made) => made,
        Err(refusal) => return session.answer(Err(refusal)),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::VARY, "Authorization"))
        .body(FileStream::new(file, length)))
}

/// What is planned again.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanWish {
    #[serde(flatten)]
    #[schema(inline)]
    options: ImportOptions,
    /// Which column feeds which field: a mapping (TOML), or the name of one that is remembered. Null
    /// for the columns of the guide to importing; as it was when it is left out.
    mapping: Option<String>,
    #[serde(flatten)]
    #[schema(inline)]
    readings: ReadingsWish,
}

/// How columns are read.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReadingsWish {
    /// How columns are read that the program would read otherwise; then the mapping is the one that it
    /// proposes with these, in place of any other. An empty list takes all as it is proposed.
    #[serde(default)]
    #[validate(nested, length(max = 20_000))]
    readings: Option<Vec<ColumnReading>>,
}

/// What is applied.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The revision of the plan that was read.
    #[schema(example = 42, minimum = 0)]
    pub revision: i64,
    /// How many members may be withdrawn, where the plan asks for that.
    #[serde(default)]
    pub confirm_withdrawals: Option<usize>,
    /// Kinds of the plan's suggestions that are taken, and cells of these kinds mended by them. What
    /// the plan says of its other rows stays as it is; since nothing was read of what becomes of
    /// these, the registry must be as it was when the plan was made.
    #[serde(default)]
    pub accept_suggestions: Vec<SuggestionKind>,
    /// Must be true to publish points outside the countries of their places, which the plan
    /// refuses; the registry must be as it was, likewise.
    #[serde(default)]
    pub confirm_positions: bool,
}

const NOT_TAKEN: &str = "The same request was made already, and its answer is not kept; or too \
                         much waits to be applied";
const NO_FILES: &str = "Its files say by themselves what is what, or are not kept any more";
const NO_PLAN: &str = "There is no plan: it is not made yet, or not kept any more";

/// The operations on imports.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/imports", "createImport", STAFF)
            .says(text! {
                /// Uploads a spreadsheet.
                ///
                /// As multipart/form-data: the files of a CSV set or a zip of them, a workbook (XLSX) with the
                /// sheets members, locations and services, NDJSON with a record a line, or an HSDS package. Nothing is written to the registry: the import is
                /// planned in the background, and the plan can be read, mended, and applied or not. The columns are
                /// those of the guide to importing, or what a `mapping` says.
            })
            .naming::<ImportUpload>()
            .body("multipart/form-data", reference::<ImportUpload>(), None)
            .documents::<Idempotency>()
            .begins::<ImportView>("The import, whose planning has begun")
            .located()
            .conflicts(NOT_TAKEN)
            .handled(create_import),
        Operation::get("/imports", "listImports", STAFF)
            .says(text! {
                /// Lists imports.
                ///
                /// The latest first.
            })
            .answers::<ImportPage>("A page of imports")
            .read_with(|connection, _, asked: ImportParameters| {
                let Limit(limit) = asked.limit;
                let after = asked.cursor.map(|ImportCursor(last)| last);
                let more = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
                let found = stored::load(connection, after, more)?;
                Reply::json(&ImportPage::new(found, limit))
            }),
        Operation::get("/imports/{import_id}", "getImport", STAFF)
            .says(text! {
                /// Shows an import.
                ///
                /// While it is planned, `progress` says how far that is. The planning of an import whose server was
                /// ended is `interrupted`, and can be begun again.
            })
            .answers::<ImportView>("The import")
            .read(|connection, session| {
                ImportView::reply(find(connection, session.at("import_id"))?)
            }),
        Operation::get("/imports/{import_id}/plan", "getImportPlan", STAFF)
            .says(text! {
                /// Shows the plan of an import.
                ///
                /// What it would do, page by page: rows that cannot be taken first, each with where it stands, why,
                /// and what would be right; then warnings, of what is taken and probably not meant; then members that are made, changed field by field, withdrawn, missing,
                /// and those that stay as they are.
            })
            .naming::<ItemKind>()
            .answers::<PlanPage>("A page of the plan")
            .conflicts(NO_PLAN)
            .read_with(|connection, session, asked: PlanParameters| {
                let job = find(connection, session.at("import_id"))?;
                let summary = planned(&job)?.clone();
                let kinds: Vec<&str> = asked.kind.0.iter().map(|kind| kind.as_str()).collect();
                let Limit(limit) = asked.limit;
                let after = asked.cursor.map(|PlanCursor(position)| position);
                let more = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
                let items = stored::load_items(connection, job.id, &kinds, after, more)?;
                Reply::value(&PlanPage::new(job.id, summary, items, limit)?)
            }),
        Operation::get("/imports/{import_id}/plan.xlsx", "getImportWorkbook", STAFF)
            .says(text! {
                /// Downloads the spreadsheet with errors marked.
                ///
                /// A workbook: the one that was handed over, or one made of the CSV files. Every cell that
                /// something is wrong with is filled, red where it is refused and yellow where it is a warning, and a
                /// note at it says what is wrong and what would be right; the first sheet lists them all, with links
                /// to the cells, and the second what would mend them, by value. Mend it there, and hand it over again.
            })
            .answers_as(
                "200",
                "The workbook",
                &[Format::Xlsx.definition().media_type],
                String::schema(),
            )
            .conflicts(NO_PLAN)
            .handled(get_import_workbook),
        Operation::get("/imports/{import_id}/proposal", "getImportProposal", STAFF)
            .says(text! {
                /// Proposes a mapping for the columns of an import.
                ///
                /// What the tables and columns of its files are, with some of what stands in them, which fields they
                /// may feed and how sure that is, and a mapping (TOML) that says so. Also when the import could not
                /// be planned, because its columns are called otherwise: POST …/plan takes the mapping, as it is or
                /// changed. Mappings that are remembered and fit these columns are named.
            })
            .answers::<ImportProposal>("What is proposed")
            .conflicts(NO_FILES)
            .handled(get_import_proposal),
        Operation::get("/imports/{import_id}/events", "followImport", STAFF)
            .says(text! {
                /// Streams the progress of an import.
                ///
                /// An event `progress` whenever it went on, and an event `end` when it does not go on by itself any
                /// more: planned, failed or interrupted. The data of both is the import. Then the answer ends; a
                /// client that asks again gets `end` at once.
            })
            .naming::<ServerSentEvent>()
            .answers_as(
                "200",
                "Events",
                &["text/event-stream"],
                reference::<ServerSentEvent>(),
            )
            .handled(events::follow_import),
        Operation::post("/imports/{import_id}/plan", "planImport", STAFF)
            .says(text! {
                /// Plans an import again.
                ///
                /// With other options or another mapping, or because the registry moved on, or because the planning
                /// was interrupted. Options that are left out are as they were, and so is the mapping.
            })
            .takes::<PlanWish>(json!({"skip_refused": true}))
            .begins::<ImportView>("The import, whose planning has begun")
            .conflicts("It is being planned, or was applied or forgotten")
            .keep(work::plan_again),
        Operation::post("/imports/{import_id}/apply", "applyImport", STAFF)
            .says(text! {
                /// Applies an import.
                ///
                /// As one change. The plan is made once more, and must be the one that was read: if the registry
                /// moved on in a way that touches it, nothing is done (409, naming the members). Changes elsewhere
                /// do not matter. With `accept_suggestions` or `confirm_positions`, rows are taken that the plan
                /// refused, and any change meanwhile matters. The files and the plan are not kept any longer after that; the audit trail has
                /// what was done.
            })
            .takes::<Application>(json!({"revision": 42}))
            .answers::<ImportView>("The import, applied")
            .write(|change, wanted| {
                let asked: Application = wanted.edit.read()?;
                work::apply(change, &wanted, asked)
            }),
        Operation::post("/imports/{import_id}/undo", "undoImport", STAFF)
            .says(text! {
                /// Undoes an applied import.
                ///
                /// As a new change: every field that it changed becomes what it was before, members that it made or
                /// withdrew are withdrawn or brought back. Where one of them was changed again since, nothing is
                /// done (409, naming what moved on).
            })
            .takes::<Confirmation>(json!({"confirm_publication": true}))
            .answers::<ImportView>("The import, taken back")
            .write(|change, mut wanted| {
                let flags = wanted.edit.only_flags()?;
                work::undo(change, &wanted, flags.confirm_publication)
            }),
        Operation::delete("/imports/{import_id}", "deleteImport", STAFF)
            .says(text! {
                /// Deletes an import that was not applied.
                ///
                /// Its files, its plan and itself are gone. That of an applied one stays: it can be taken back.
            })
            .unconditional()
            .removes()
            .conflicts("It was applied")
            .keep(|wanted| {
                wanted.edit.has_no_body()?;
                work::delete(wanted)
            }),
    ]
}
