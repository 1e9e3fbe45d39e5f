//! What is done to members as wholes: merging and purging.

use serde_json::json;

use super::{
    operation::{ADMIN, Operation, STAFF, text},
    reply::Reply,
    views::RecordView,
};
use editing::{
    erasure,
    merging::{self, Merge},
};

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/members/{member}/merge", "mergeMembers", STAFF)
            .says(text! {
                /// Merges another member into this one.
                ///
                /// The other one's places, offers, contacts and notes move here, what this one does not say of
                /// itself is taken from it, and its slugs lead here for ever. Its own record stays, with its
                /// history, as withdrawn. A wrong merge is taken back with POST …/revert.
            })
            .at(
                "Identifier or slug of the member that stays",
                "open-huis-gent",
            )
            .conditional()
            .takes::<Merge>(json!({"absorb": "noodopvang-de-haven-gent"}))
            .answers::<RecordView<'static>>("The record that stays, as it is now")
            .write_member(merging::merge),
        Operation::post("/members/{member}/purge", "purgeMember", ADMIN)
            .says(text! {
                /// Deletes a member permanently.
                ///
                /// Its record, the personal data in it, its proposals and its keys are erased, in the audit trail
                /// too; what is left is that there was one, and when it was purged. There is no way back: to take
                /// an entry out of sight, withdraw it.
            })
            .conditional()
            .removes()
            .write(|change, wanted| {
                erasure::purge(change, &wanted.edit)?;
                Ok(Reply::empty().erasing())
            }),
    ]
}
