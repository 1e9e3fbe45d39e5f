//! What every operation has without saying so: headers, and the errors that any request can meet.

use std::collections::BTreeMap;

use serde_json::json;
use utoipa::openapi::{
    Content, Header, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response, ResponseBuilder,
    path::Operation, schema::Type,
};

use super::schemas;
use crate::{
    formats::Format,
    problem::{Description, KINDS, Kind},
};
use directory::search::Subject;

const PROBLEM: &str = "application/problem+json";

/// What the sample network answers to operations, asked with the examples of their parameters: the
/// files in `openapi/examples`. `tests/examples.rs` asks again and compares.
const EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Adds what every operation has without saying so: headers, and the errors that any request can
/// meet; `own` adds what the operations of a part have.
pub(super) fn complete(
    document: &mut utoipa::openapi::OpenApi,
    own: impl Fn(&str, &mut Operation),
) {
    if let Some(components) = &mut document.components {
        for format in Format::ALL {
            for subject in [Subject::Members, Subject::Locations] {
                let described = (format.definition().schema)(subject);
                components.schemas.extend(described.schemas);
            }
        }
        schemas::mend(components);
        for name in ["Member", "MemberLocation"] {
            schemas::add_answers(components, name);
        }
    }
    for (path, item) in &mut document.paths.paths {
        let operations = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in operations.into_iter().flatten() {
            own(path, operation);
            complete_operation(operation);
        }
    }
}

/// Whether an operation takes a parameter of this name.
pub fn takes(operation: &Operation, name: &str) -> bool {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    parameters
        .iter()
        .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == name))
}

fn complete_operation(operation: &mut Operation) {
    let tagged = |name: &str| {
        operation
            .tags
            .as_ref()
            .is_some_and(|tags| tags.iter().any(|tag| tag == name))
    };
    let is_operation = tagged("Operation");
    let directory = !is_operation && !tagged("Document") && operation.security.is_none();
    let has_lang = takes(operation, "lang");
    let has_cursor = takes(operation, "cursor");
    let has_near = takes(operation, "near");
    let responses = &mut operation.responses.responses;
    let id = operation.operation_id.as_deref().unwrap_or_default();
    if let Some((_, example)) = EXAMPLES.iter().find(|(operation, _)| *operation == id)
        && let Some(RefOr::T(ok)) = responses.get_mut("200")
        && let Some((_, RefOr::T(content))) = ok.content.iter_mut().next()
    {
        content.example = serde_json::from_str(example).ok();
    }
    // What was asked in a body is kept by nobody.
    let is_kept = operation.request_body.is_none();
    if directory
        && !is_kept
        && let Some(RefOr::T(ok)) = responses.get_mut("200")
    {
        add_header(ok, "Cache-Control", "`no-store`: nothing keeps the answer");
        add_header(ok, "Content-Language", LANGUAGE);
    }
    if directory && is_kept {
        if let Some(RefOr::T(ok)) = responses.get_mut("200") {
            add_headers(ok, has_lang, has_cursor);
        }
        responses.insert(
            "304".to_owned(),
            ResponseBuilder::new()
                .description("The client has this answer already (`If-None-Match`)")
                .header("ETag", text_header("The answer's version"))
                .build()
                .into(),
        );
    }
    if directory {
        add_problem(responses, "406", "None of the formats is acceptable");
    }
    add_problem(
        responses,
        "400",
        "Parameters or the address are wrong; `errors` names every one",
    );
    add_problem(responses, "414", "The address is longer than 8192 bytes");
    if has_near {
        add_problem(
            responses,
            "422",
            "The name in `near` is unknown or ambiguous; `errors` has the candidates",
        );
    }
    if !is_operation {
        add_problem(
            responses,
            "429",
            "Too many requests; `Retry-After` says when to go on, `RateLimit-Policy` what is allowed",
        );
        add_limits(responses);
    }
    add_problem(responses, "500", "The server failed");
    for (status, response) in responses.iter_mut() {
        if let RefOr::T(response) = response {
            add_example(status, response);
            let id = "The request's id: the client's own, or a new one";
            add_header(response, "X-Request-Id", id);
            add_header(
                response,
                "API-Version",
                "The version of the API that answers",
            );
        }
    }
}

/// Shows what an error looks like: otherwise a reader is shown every field that any error can have.
fn add_example(status: &str, response: &mut Response) {
    let Some(RefOr::T(content)) = response.content.get_mut(PROBLEM) else {
        return;
    };
    let fits = |kind: &&Description| kind.status.to_string() == status;
    let found = match status {
        "503" => KINDS.iter().rfind(fits),
        "422" if response.description.contains("`near`") => {
            KINDS.iter().find(|kind| kind.kind == Kind::UnclearPlace)
        }
        _ => KINDS.iter().find(fits),
    };
    let Some(kind) = found else {
        return;
    };
    let said = response.description.split(';').next().unwrap_or_default();
    let mut example = json!({
        "type": format!("https://directory.example.org/docs/problems/{}", kind.name),
        "title": kind.title,
        "status": kind.status,
        "detail": format!("{}.", said.replace('`', "\"")),
        "instance": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11",
    });
    if kind.kind == Kind::InvalidParameters {
        let message = "there is no such parameter here";
        example["detail"] = format!("The parameter \"colour\" cannot be used: {message}.").into();
        example["errors"] =
            json!([{ "parameter": "colour", "code": "unknown_parameter", "message": message }]);
    }
    content.example = Some(example);
}

/// Says what an answer tells of the limits that were met.
fn add_limits(responses: &mut BTreeMap<String, RefOr<Response>>) {
    let Some(RefOr::T(response)) = responses.get_mut("429") else {
        return;
    };
    for (name, meaning) in [
        ("Retry-After", "After how many seconds to go on"),
        (
            "RateLimit-Policy",
            "How many requests (`q`) within how many seconds (`w`): `\"public\";q=600;w=20`",
        ),
        (
            "RateLimit",
            "How many are left (`r`), and in how many seconds there are more (`t`): `\"public\";r=0;t=1`",
        ),
    ] {
        let header = text_header(meaning).into();
        response.headers.insert(name.to_owned(), header);
    }
}

fn add_headers(ok: &mut Response, has_lang: bool, has_cursor: bool) {
    let mut add = |name: &str, meaning: &str| add_header(ok, name, meaning);
    add(
        "ETag",
        "The answer's version: strong, of the directory's revision and this representation",
    );
    add(
        "Last-Modified",
        "When the directory last changed; left out in the second of the change",
    );
    add("Cache-Control", "How long the answer may be used");
    add("Vary", "The request headers that the answer depends on");
    if has_lang {
        add("Content-Language", LANGUAGE);
    }
    if has_cursor {
        add(
            "Link",
            "The next page, `rel=\"next\"`; left out on the last one (RFC 8288)",
        );
        add(
            "Content-Disposition",
            "The name to save it under, of csv, ndjson and xlsx",
        );
    }
}

/// What `Content-Language` tells.
const LANGUAGE: &str = "The language of labels and texts";

fn add_header(ok: &mut Response, name: &str, meaning: &str) {
    ok.headers
        .insert(name.to_owned(), text_header(meaning).into());
}

/// A header with a text.
pub fn text_header(meaning: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some(meaning))
        .build()
}

/// Adds an error to an operation's answers, unless it says the status itself.
pub fn add_problem(
    responses: &mut BTreeMap<String, RefOr<Response>>,
    status: &str,
    description: &str,
) {
    responses.entry(status.to_owned()).or_insert_with(|| {
        ResponseBuilder::new()
            .description(description)
            .content(
                PROBLEM,
                Content::new(Some(Ref::from_schema_name("Problem"))),
            )
            .build()
            .into()
    });
}
