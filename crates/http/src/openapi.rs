//! The OpenAPI document: made from the routes, completed with what all answers share.

mod schemas;

use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use actix_router::ResourceDef;
use actix_web::{App, http::Method, web};
use utoipa::{
    OpenApi,
    openapi::{
        Content, Header, HeaderBuilder, Object, ObjectBuilder, PathItem, Ref, RefOr, Response,
        ResponseBuilder, Schema, path::Operation, schema::Type,
    },
};
use utoipa_actix_web::{AppExt, service_config::ServiceConfig};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    formats::Format,
    list::{
        near::NearPlace,
        parameters::{
            CityName, LocationField, MemberDetailField, MemberField, QueryText, ServiceFilter,
        },
    },
    negotiation::TextFormat,
    problem::ProblemBody,
};
use directory::{
    Facet, Sort,
    search::{Highlight, Subject},
};
use network::{Lang, Role};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Member Network Directory",
        description = "The member organisations of a civil-society network: who they are, what they do for people, and where.\n\nReading needs no key; with one of the role `partner` one may ask ten times as often (429). Answers are cached by their `ETag`; ask again with `If-None-Match` and an unchanged answer costs nothing. Every error is a problem document (RFC 9457) that names what would be right.\n\nWhat stands under `/v1/registry` keeps the records themselves, private things included. It needs a key: press *Authorize* and enter one.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Members", description = "The member organisations."),
        (name = "Locations", description = "Their places, for maps."),
        (name = "Vocabularies", description = "The values that filters take."),
        (name = "Network", description = "The network itself."),
        (name = "Following", description = "What moved, for whoever keeps a copy."),
        (name = "News", description = "What changed in the directory, for people."),
        (name = "Document", description = "This document."),
        (name = "Operation", description = "For whoever runs the program."),
    ),
    servers((url = "/", description = "This server")),
    // What only parameters name is not found by itself.
    components(schemas(
        ProblemBody,
        Lang,
        Facet,
        Sort,
        Format,
        TextFormat,
        CityName,
        QueryText,
        Highlight,
        NearPlace,
        ServiceFilter,
        MemberField,
        MemberDetailField,
        LocationField,
    )),
)]
struct Base;

/// What the sample network answers to operations, asked with the examples of their parameters: the
/// files in `openapi/examples`. `tests/examples.rs` asks again and compares.
const EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Where the paths of the private part begin.
pub const PRIVATE: &str = "/v1/registry";

/// A part of the API beside the public one, with its share of the document. All its paths begin
/// with [`PRIVATE`].
#[derive(Clone, Copy)]
pub struct Part {
    /// Registers its routes.
    pub configure: fn(&mut web::ServiceConfig),
    /// Its tags, its paths, its schemas, its security scheme, its webhooks.
    pub document: fn() -> utoipa::openapi::OpenApi,
    /// Adds to an operation, at a path, what all operations of the part have.
    pub complete: fn(&str, &mut Operation),
}

impl Part {
    /// No part: there is nothing but the public one.
    pub const NONE: Self = Self {
        configure: |_| (),
        document: Default::default,
        complete: |_, _| (),
    };
}

/// Describes the `public` routes and those of the private part.
fn collect(public: fn(&mut ServiceConfig), part: Part) -> utoipa::openapi::OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(public)
        .split_for_parts();
    let mut private = (part.document)();
    document.webhooks = private.webhooks.take();
    document.merge(private);
    complete(&mut document, part);
    document
}

/// The document as it is published, and what the program reads from it.
pub struct Document {
    public: fn(&mut ServiceConfig),
    part: Part,
    texts: OnceLock<Texts>,
    routes: Vec<(ResourceDef, String)>,
    plain_paths: Vec<String>,
    roles: HashMap<(String, String), Vec<Role>>,
    has_part: bool,
}

/// The document as it is given out. To write it takes longer than all else of a start.
struct Texts {
    json: String,
    yaml: String,
}

impl Document {
    /// Makes the document from the routes, the `public` ones and those of the private part.
    pub fn new(public: fn(&mut ServiceConfig), part: Part) -> Self {
        let document = collect(public, part);
        let routes = document
            .paths
            .paths
            .iter()
            .map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item)))
            .collect();
        let plain_paths = document
            .paths
            .paths
            .keys()
            .filter(|path| !path.contains('{'))
            .cloned()
            .collect();
        Self {
            public,
            part,
            texts: OnceLock::new(),
            routes,
            plain_paths,
            has_part: document
                .paths
                .paths
                .keys()
                .any(|path| is_below(path, PRIVATE)),
            roles: roles(&document),
        }
    }

    /// Registers the public routes that it describes.
    pub fn public(&self) -> fn(&mut ServiceConfig) {
        self.public
    }

    /// The private part.
    pub fn part(&self) -> &Part {
        &self.part
    }

    /// Whether a path is one of the private part, which no page of another site has to do with.
    pub fn is_private(&self, path: &str) -> bool {
        self.has_part && is_below(path, PRIVATE)
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let document = collect(self.public, self.part);
            // A document made from types is always serialisable; the tests read both forms.
            let mut json = document.to_pretty_json().unwrap_or_default();
            json.push('\n');
            let yaml = document.to_yaml().unwrap_or_default();
            Texts { json, yaml }
        })
    }

    /// The document as JSON.
    pub fn json(&self) -> &str {
        &self.texts().json
    }

    /// The document as YAML.
    pub fn yaml(&self) -> &str {
        &self.texts().yaml
    }

    /// A number that another version of the document does not have.
    pub fn digest(&self) -> u64 {
        xxh3_64(self.json().as_bytes())
    }

    /// The methods that a path takes, as the header `Allow` lists them; nothing for a path that
    /// does not exist.
    pub fn methods(&self, path: &str) -> Option<String> {
        self.routes
            .iter()
            .find(|(route, _)| route.is_match(path))
            .map(|(_, methods)| methods.clone())
    }

    /// The roles that may ask for an operation, by method and path pattern; none where no key is
    /// needed.
    pub fn roles(&self, method: &Method, pattern: &str) -> &[Role] {
        self.roles
            .get(&(method.as_str().to_owned(), pattern.to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    /// The paths without parameters.
    pub fn plain_paths(&self) -> impl Iterator<Item = &str> {
        self.plain_paths.iter().map(String::as_str)
    }
}

/// Whether a path is this one or stands below it.
pub fn is_below(path: &str, above: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The roles that the document names for each operation (OpenAPI 3.1, Security Requirement Object).
fn roles(document: &utoipa::openapi::OpenApi) -> HashMap<(String, String), Vec<Role>> {
    let mut all = HashMap::new();
    for (path, item) in &document.paths.paths {
        for (method, operation) in methods_of(item) {
            let security = serde_json::to_value(&operation.security).unwrap_or_default();
            let named = security[0]["key"].as_array();
            let named = named.into_iter().flatten();
            let roles = named.filter_map(|role| role.as_str()?.parse().ok());
            all.insert((method.to_owned(), path.clone()), roles.collect());
        }
    }
    all
}

/// The operations of a path, by their methods.
fn methods_of(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

fn methods(item: &PathItem) -> String {
    let mut methods: Vec<&str> = methods_of(item).map(|(method, _)| method).collect();
    if item.get.is_some() {
        methods.insert(1, "HEAD");
    }
    methods.push("OPTIONS");
    methods.join(", ")
}

/// Adds what every operation has without saying so: headers, and the errors that any request can
/// meet.
fn complete(document: &mut utoipa::openapi::OpenApi, part: Part) {
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
        for name in ["Member", "MemberDetail", "MemberLocation"] {
            if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(name) {
                let note = "Every field is there unless `fields` leaves it out.";
                require_nothing(object, note);
            }
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
            if path.starts_with(PRIVATE) {
                (part.complete)(path, operation);
            }
            complete_operation(operation);
        }
    }
}

/// The parameter `fields` can leave any top-level field out.
fn require_nothing(object: &mut Object, note: &str) {
    object.required.clear();
    let said = object.description.take().unwrap_or_default();
    object.description = Some(format!("{said} {note}").trim().to_owned());
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
    if directory {
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
    for response in responses.values_mut() {
        if let RefOr::T(response) = response {
            response.headers.insert(
                "X-Request-Id".to_owned(),
                text_header("The request's id: the client's own, or a new one").into(),
            );
        }
    }
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
    let mut add = |name: &str, meaning: &str| {
        ok.headers
            .insert(name.to_owned(), text_header(meaning).into());
    };
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
        add("Content-Language", "The language of labels and texts");
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
                "application/problem+json",
                Content::new(Some(Ref::from_schema_name("Problem"))),
            )
            .build()
            .into()
    });
}
