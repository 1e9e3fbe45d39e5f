//! `/v1/registry/duplicates`: members that are probably in the registry twice.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, text},
    parameters::Switch,
    reply::Reply,
    views::RecordView,
};
use editing::duplicates::{self, Distinction, DuplicateSuspects};
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
        /// Those of which somebody said that they are two, instead of those that are asked about.
        distinct: Option<Switch>,
    }
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/duplicates", "listDuplicates", STAFF)
            .says(text! {
                /// Lists members that are probably in the registry twice.
                ///
                /// By the same website, or nearly the same name in the same country. POST …/merge makes two one,
                /// and POST …/distinct says that they are two.
            })
            .answers::<DuplicateList>("The pairs, the likeliest first")
            .read_with(|connection, session, asked: DuplicateParameters| {
                let found = session
                    .state
                    .counted
                    .duplicates(connection, session.state.registry.likeness())?;
                let pairs = match asked.distinct {
                    Some(Switch(true)) => &found.distinct,
                    _ => &found.open,
                };
                let data = duplicates::shown(connection, pairs, asked.limit.0)?;
                Reply::json(&DuplicateList {
                    data,
                    total: pairs.len(),
                })
            }),
        Operation::post("/members/{member}/distinct", "tellMembersApart", STAFF)
            .says(text! {
                /// Says that two members are not one.
                ///
                /// They are not listed as probable duplicates any more, however alike they are. With
                /// `"distinct": false` they are again.
            })
            .at("Identifier or slug of one of the two", "open-huis-gent")
            .conditional()
            .takes::<Distinction>(json!({"from": "noodopvang-de-haven-gent"}))
            .answers::<RecordView<'static>>("The record, as it is now")
            .write_member(duplicates::tell_apart),
    ]
}
