//! Taking changes back: a whole one, or what it did to one member.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    operation::{Operation, STAFF, text},
    parameters::Revision,
    reply::Reply,
    views::{self, Confirmation, RecordView},
};
use editing::{Refusal, reverting};
use http::parameters::Value as _;

/// What a change wrote when it was taken back.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reverted {
    /// The records of members that were written.
    data: Vec<RecordView<'static>>,
}

/// Which change of a member is to be taken back.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Revert {
    /// The number of the change.
    #[schema(example = 42, minimum = 1)]
    revision: i64,
    /// Must be true when the public sees more by it than before.
    #[serde(default)]
    confirm_publication: bool,
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/audit/{revision}/revert", "revertChange", STAFF)
            .says(text! {
                /// Reverts a change, as a new one.
                ///
                /// Every field that it changed becomes what it was before, in every record. Where one of them was
                /// changed again since, nothing is done (409, naming them). A member that was made is withdrawn by
                /// it; what was erased or purged does not come back.
            })
            .optional_body::<Confirmation>(json!({"confirm_publication": true}))
            .answers::<Reverted>("The records of members as they are now")
            .write(|change, mut wanted| {
                let flags = wanted.edit.only_flags()?;
                let Revision(number) = Revision::parse(wanted.session.at("revision"))
                    .map_err(|invalid| Refusal::NotFound(invalid.message))?;
                let saved = reverting::revert_change(change, number, flags.confirm_publication)?;
                let data = saved
                    .iter()
                    .map(|saved| {
                        views::record(&saved.record, &saved.warnings, wanted.session.key.role)
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                Reply::json(&json!({ "data": data }))
            }),
        Operation::post("/members/{member}/revert", "revertMember", STAFF)
            .says(text! {
                /// Reverts what a change did to a member, as a new change.
                ///
                /// As for a whole change; other records that the same change touched stay as they are. A merge is
                /// taken back as a whole.
            })
            .conditional()
            .takes::<Revert>(json!({"revision": 42}))
            .answers::<RecordView<'static>>("The record as it is now")
            .write(|change, wanted| {
                let asked: Revert = wanted.edit.read()?;
                let (revision, confirmed) = (asked.revision, asked.confirm_publication);
                let saved = reverting::revert_member(change, &wanted.edit, revision, confirmed)?;
                Reply::saved(&saved, wanted.session.key.role)
            }),
    ]
}
