//! `/v1/registry/duplicates`: members that are probably in the registry twice.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
};
use editing::duplicates::{self, DuplicateSuspects};
use http::{parameters, parameters::Limit};

/// Pairs of members that are probably one.
#[derive(Serialize, ToSchema)]
pub struct DuplicateList {
    /// The pairs, the likeliest first.
    data: Vec<DuplicateSuspects>,
    /// How many there are in all.
    #[schema(example = 3)]
    total: usize,
}

parameters! {
    /// How many pairs to show.
    pub struct DuplicateParameters {
        /// How many at most.
        #[example = 2]
        limit: Limit<50, 200>,
    }
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/duplicates", "listDuplicates", STAFF)
            .says(text! {
                /// Lists members that are probably in the registry twice.
                ///
                /// By the same website, or nearly the same name in the same country. POST …/merge makes two one.
            })
            .answers::<DuplicateList>("The pairs, the likeliest first")
            .read_with(|connection, _, asked: DuplicateParameters| {
                let (data, total) = duplicates::suspects(connection, asked.limit.0)?;
                Reply::json(&DuplicateList { data, total })
            }),
    ]
}
