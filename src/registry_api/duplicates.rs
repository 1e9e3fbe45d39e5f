//! `/v1/registry/duplicates`: members that are probably in the registry twice.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    operation::{Operation, STAFF, text},
    reply::Reply,
};
use editing::duplicates::{self, DuplicateSuspects};
use http::list::{LIMIT, limit};

/// Pairs of members that are probably one.
#[derive(Serialize, ToSchema)]
pub struct DuplicateList {
    /// The pairs, the likeliest first.
    data: Vec<DuplicateSuspects>,
    /// How many there are in all.
    #[schema(example = 3)]
    total: usize,
}

/// How many pairs to show.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct DuplicateParameters {
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 2)]
    limit: Option<u32>,
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
            .asks::<DuplicateParameters>()
            .answers::<DuplicateList>("The pairs, the likeliest first")
            .read_with(
                |query, _, _| query.one("limit", limit).unwrap_or(LIMIT),
                |connection, _, most| {
                    let (data, total) = duplicates::suspects(connection, most)?;
                    Reply::json(&DuplicateList { data, total })
                },
            ),
    ]
}
