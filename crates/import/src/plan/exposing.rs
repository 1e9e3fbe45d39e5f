//! Keeps a row from telling the public what is secret: a hidden address in a summary, the telephone
//! number of a person as the member's own.

use super::step::Step;
use crate::options::ImportOptions;
use network::{Invalid, MemberId, disclosure::SecretIndex};
use publication::exposure::newly_told;
use registry::{AnyConnection, Error, people};

/// Why a step may not be taken unless it is confirmed.
pub fn refuse(
    connection: &mut AnyConnection,
    step: &Step,
    secrets: &SecretIndex,
    options: &ImportOptions,
) -> Result<Option<Invalid>, Error> {
    let before = match step {
        Step::Create { .. } => None,
        Step::Change { before, .. } => Some(&before.member),
        Step::Same(_) | Step::Missing(_) | Step::Withdraw(_) => return Ok(None),
    };
    if options.confirm_publication {
        return Ok(None);
    }
    let people = &mut |member: MemberId| {
        let found = people::load_contacts(connection, Some(&[member.to_string()]))?;
        Ok::<_, Error>(found.into_values().flatten().collect())
    };
    let told = newly_told(before, step.member(), secrets, people)?;
    if told.is_empty() {
        return Ok(None);
    }
    let sentences: Vec<String> = told.into_iter().map(|exposure| exposure.sentence).collect();
    Ok(Some(Invalid::new(
        "confirmation_required",
        format!(
            "{}; confirm that with --confirm-publication, or take it out",
            sentences.join(", and ")
        ),
    )))
}
