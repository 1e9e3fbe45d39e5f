//! Finding imports and their plans.

use crate::registry_api::state::PREFIX;
use editing::Refusal;
use import::job::ImportJob;
use network::ImportId;
use registry::{AnyConnection, imports as stored};

/// The import under an identifier.
pub fn find(connection: &mut AnyConnection, text: &str) -> Result<ImportJob, Refusal> {
    let unknown = || Refusal::NotFound(format!("There is no import \"{text}\"."));
    let id = text.parse::<ImportId>().map_err(|_| unknown())?;
    stored::load_one(connection, id)?.ok_or_else(unknown)
}

/// Fails unless the files of an import are kept.
pub fn kept(job: &ImportJob) -> Result<(), Refusal> {
    use stored::Stage;
    match job.stage {
        Stage::Planning | Stage::Planned | Stage::Failed => Ok(()),
        Stage::Applied | Stage::Undone | Stage::Forgotten => Err(Refusal::wrong_state(
            "Its files are not kept any more; hand them over again.",
        )),
    }
}

/// The plan of an import in numbers; fails with why there is none.
pub fn planned(job: &ImportJob) -> Result<&import::job::PlanSummary, Refusal> {
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
    Err(Refusal::wrong_state(why))
}

/// Where an import is found.
pub fn path_of(id: ImportId) -> String {
    format!("{PREFIX}/imports/{id}")
}
