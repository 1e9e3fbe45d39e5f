//! The registry API's share of the OpenAPI document: its tags, its key, its webhooks, and what all
//! of its operations have.

use actix_web::web::ServiceConfig;
use http::openapi::{
    Part,
    completion::{add_problem, takes, text_header},
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        RefOr, ResponseBuilder, path,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{
    audit, duplicates, export, exposures, imports, keys, mails, mappings, members, memberships,
    network, operation::Operation, parts, personal_data, personal_links, preview, proposals,
    reports, reverting, staff, statistics, taxonomy, today, upkeep, webhook_messages, webhooks,
};

use crate::webhooks::message::{ImportNews, MemberNews, ProposalNews, TestNews};

/// The registry API, for [`http`].
pub const PART: Part = Part {
    configure,
    document,
    complete: complete_operation,
};

#[derive(OpenApi)]
#[openapi(
    tags(
        (name = "Registry: members", description = "The records of members, for the secretariat's tools. Needs a key."),
        (name = "Registry: memberships", description = "The steps of memberships. Needs a key."),
        (name = "Registry: parts of members", description = "Places, offers, people and notes of members, one at a time. Needs a key."),
        (name = "Registry: proposals", description = "What members propose for their own entries, and deciding it. Needs a key."),
        (name = "Registry: own entries", description = "Personal links, by which members confirm and correct their entries without an account, and what people report. Needs a key."),
        (name = "Registry: mail", description = "What was mailed to whom, and the news for the staff. Needs a key."),
        (name = "Registry: insight", description = "What the public sees, what the network counts, what is probably there twice. Needs a key."),
        (name = "Registry: audit", description = "Who changed what, and taking it back. Needs a key."),
        (name = "Registry: personal data", description = "What is kept about people, and erasing it. Needs a key."),
        (name = "Registry: export", description = "The whole registry as a file. Needs a key."),
        (name = "Registry: imports", description = "Spreadsheets that are handed over, planned, read, applied and taken back, and the mappings that are remembered for them. Needs a key."),
        (name = "Registry: keys", description = "Who may ask the registry what. Needs a key."),
        (name = "Registry: staff", description = "The people who sign in to the console, and their sessions. Needs a key."),
        (name = "Registry: taxonomy", description = "The kinds of services. Needs a key."),
        (name = "Registry: webhooks", description = "Who is told of what happens, and how that went. Needs a key."),
        (name = "Registry: network", description = "What the network says of itself. Needs a key."),
    ),
    modifiers(&KeyScheme),
    // What only messages name is not found by itself.
    components(schemas(
        MemberNews,
        ProposalNews,
        ImportNews,
        TestNews,
    )),
)]
struct Base;

/// Every operation of the registry API, under the tag that it has in the document.
fn operations() -> impl Iterator<Item = Operation> {
    [
        ("members", members::operations()),
        ("memberships", memberships::operations()),
        ("audit", audit::operations()),
        ("audit", reverting::operations()),
        ("members", upkeep::operations()),
        ("personal data", personal_data::operations()),
        ("proposals", proposals::operations()),
        ("own entries", personal_links::operations()),
        ("own entries", reports::operations()),
        ("mail", mails::operations()),
        ("parts of members", parts::operations()),
        ("insight", preview::operations()),
        ("insight", today::operations()),
        ("insight", statistics::operations()),
        ("insight", duplicates::operations()),
        ("insight", exposures::operations()),
        ("export", export::operations()),
        ("imports", imports::operations()),
        ("imports", mappings::operations()),
        ("keys", keys::operations()),
        ("staff", staff::operations()),
        ("taxonomy", taxonomy::operations()),
        ("network", network::operations()),
        ("webhooks", webhooks::operations()),
    ]
    .into_iter()
    .flat_map(|(tag, operations)| {
        let tag = format!("Registry: {tag}");
        operations
            .into_iter()
            .map(move |operation| operation.tagged(&tag))
    })
}

fn configure(config: &mut ServiceConfig) {
    for operation in operations() {
        config.service(operation);
    }
}

fn document() -> utoipa::openapi::OpenApi {
    let mut document = Base::openapi();
    for operation in operations() {
        operation.describe(&mut document);
    }
    document.webhooks = Some(webhook_messages::messages());
    document
}

/// Tells how keys are sent.
struct KeyScheme;

impl Modify for KeyScheme {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An API key, in the header `Authorization: Bearer KEY`. Each operation names the roles that may ask for it. An admin makes keys; the first one comes from `member-directory keys create --role admin`."))
            .build();
        components.add_security_scheme("key", SecurityScheme::Http(scheme));
    }
}

/// Adds what every operation of the registry API has.
fn complete_operation(path: &str, operation: &mut path::Operation) {
    let writes = takes(operation, "dry_run");
    let conditional = takes(operation, "If-Match");
    let has_body = operation.request_body.is_some();
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut() {
        let RefOr::T(response) = response else {
            continue;
        };
        if status.starts_with('2') && (conditional || path.contains('{')) {
            let tag = text_header("The state of the record, for `If-Match`");
            response.headers.insert("ETag".to_owned(), tag.into());
        }
        if status == "201" {
            let place = text_header("Where it is found");
            response.headers.insert("Location".to_owned(), place.into());
        }
    }
    if writes && !responses.contains_key("200") {
        // A trial makes and begins nothing, so it is not answered with 201 or 202.
        let made = responses.get("201").or_else(|| responses.get("202"));
        if let Some(RefOr::T(created)) = made {
            let mut trial = created.clone();
            trial.description = "With `dry_run`: what the answer would be".to_owned();
            trial.headers.remove("Location");
            responses.insert("200".to_owned(), trial.into());
        }
    }
    add_problem(responses, "401", "Missing or invalid key");
    add_problem(responses, "403", "This key's role does not allow this");
    add_problem(
        responses,
        "503",
        "The database is unavailable, or too many calls are under way; `Retry-After` says when to try again",
    );
    if path.contains('{') {
        add_problem(responses, "404", "There is no such record");
        add_problem(
            responses,
            "410",
            "The member was purged, or what was asked for is not kept any more",
        );
        let moved =
            ResponseBuilder::new().description("The member has another slug now: see `Location`");
        if path.contains("/members/{member}") {
            responses.insert("308".to_owned(), moved.build().into());
        }
    }
    if writes {
        add_problem(
            responses,
            "409",
            "The state of the record does not allow it; `detail` says what stands in the way",
        );
    }
    if writes || has_body {
        add_problem(responses, "408", "The body did not arrive in time");
        add_problem(responses, "413", "The body is too large");
        add_problem(responses, "415", "The body is of another media type");
        add_problem(
            responses,
            "422",
            "The body has mistakes; `errors` names every one",
        );
    }
    if conditional {
        add_problem(
            responses,
            "412",
            "The record has changed since it was read; `current` holds it as it is now",
        );
        add_problem(responses, "428", "`If-Match` is missing");
    }
}
