//! The OpenAPI document: made from the routes, completed with what all answers share.

pub mod completion;
mod components;
mod formats;
mod objects;
mod patches;
mod presence;
mod promise;
mod schemas;
pub mod volumes;
mod wording;
mod written;

use std::{collections::HashMap, sync::OnceLock};

use actix_router::ResourceDef;
use actix_web::{App, dev::HttpServiceFactory, http::Method, web};
use serde_json::Value;
use utoipa::{
    OpenApi,
    openapi::{PathItem, path::Operation},
};
use utoipa_actix_web::{AppExt, OpenApiFactory, service_config::ServiceConfig};

use super::{
    formats::{Format, member_form::MemberForm},
    human_services::asked::HsdsFormat,
    list::{
        near::NearPlace,
        parameters::{
            CityName, IdentifierText, LocationField, MemberDetailField, MemberField, QueryText,
            ServiceFilter,
        },
    },
    negotiation::TextFormat,
    paths::{PRIVATE, is_below},
    problem::ProblemBody,
};
use directory::{Facet, Sort, search::Highlight};
use network::{Lang, Role};
pub use promise::Promise;
pub use volumes::{Publisher, Volume};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Member Network Directory",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Members", description = "The member organisations."),
        (name = "Locations", description = "Their places, for maps."),
        (name = "Vocabularies", description = "The values that filters take."),
        (name = "Network", description = "The network itself."),
        (name = "HSDS", description = "The same by the Human Services Data Specification 3, for referral systems."),
        (name = "Reconciliation", description = "Which members the names of a list mean, for OpenRefine and its like."),
        (name = "Following", description = "What moved, for whoever keeps a copy."),
        (name = "News", description = "What changed in the directory, for people."),
        (name = "Document", description = "This document."),
        (name = "Operation", description = "For whoever runs the program."),
    ),
    // What only parameters name is not found by itself.
    components(schemas(
        ProblemBody,
        Lang,
        Facet,
        Sort,
        Format,
        HsdsFormat,
        TextFormat,
        CityName,
        IdentifierText,
        QueryText,
        Highlight,
        NearPlace,
        ServiceFilter,
        MemberField,
        MemberForm,
        MemberDetailField,
        LocationField,
    )),
)]
struct Base;

/// Where routes are registered: an application, or the description of one.
pub trait Routes {
    /// Registers a route.
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, route: F) -> &mut Self;
}

impl Routes for web::ServiceConfig {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, route: F) -> &mut Self {
        self.service(route)
    }
}

impl Routes for ServiceConfig<'_> {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, route: F) -> &mut Self {
        self.service(route)
    }
}

/// The public routes, as they are served and as they are described: each worker serves them, and
/// describing them takes a megabyte.
#[derive(Clone, Copy)]
pub struct Public {
    /// Registers them in an application.
    pub serve: fn(&mut web::ServiceConfig),
    /// Registers them in a description.
    pub describe: fn(&mut ServiceConfig),
}

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

/// Describes the `public` routes and those of the private part.
fn described(public: Public, part: Option<Part>) -> utoipa::openapi::OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(public.describe)
        .split_for_parts();
    if let Some(part) = part {
        let mut private = (part.document)();
        document.webhooks = private.webhooks.take();
        document.merge(private);
    }
    document
}

/// The same with what all operations have: headers, errors, examples.
fn collect(public: Public, part: Option<Part>) -> utoipa::openapi::OpenApi {
    let mut document = described(public, part);
    completion::complete(&mut document, |path, operation| {
        if let Some(part) = part
            && is_below(path, PRIVATE)
        {
            (part.complete)(path, operation);
        }
    });
    document
}

/// The document as it is published, and what the program reads from it.
pub struct Document {
    public: Public,
    part: Option<Part>,
    /// Describing the routes takes a quarter of the start of a small network.
    outline: OnceLock<Outline>,
}

/// What the program reads from the document.
struct Outline {
    /// The paths, each with the methods that it takes.
    routes: Vec<(ResourceDef, String)>,
    plain_paths: Vec<String>,
    roles: HashMap<(String, String), Vec<Role>>,
}

impl Document {
    /// Makes the document from the routes, the `public` ones and those of the private part.
    pub const fn new(public: Public, part: Option<Part>) -> Self {
        Self {
            public,
            part,
            outline: OnceLock::new(),
        }
    }

    fn outline(&self) -> &Outline {
        // A map of headers for each answer takes 15 MB, and is not needed here.
        let make = || Outline::of(&described(self.public, self.part));
        self.outline.get_or_init(make)
    }

    /// The public routes that it describes.
    pub fn public(&self) -> &Public {
        &self.public
    }

    /// What registers the routes of the private part, if there is one.
    pub fn private(&self) -> fn(&mut web::ServiceConfig) {
        self.part.map_or(|_| (), |part| part.configure)
    }

    /// Whether a path is one of the private part, which no page of another site has to do with.
    pub fn is_private(&self, path: &str) -> bool {
        self.part.is_some() && is_below(path, PRIVATE)
    }

    /// The volumes that there are: the registry's only where it is.
    pub fn volumes(&self) -> &'static [Volume] {
        match self.part {
            Some(_) => &Volume::ALL,
            None => &[Volume::Directory],
        }
    }

    /// A volume, made from the routes, as this publisher gives it out.
    pub fn made(&self, volume: Volume, publisher: &Publisher) -> Value {
        let whole = collect(self.public, self.part);
        // A document made from types is always serialisable; the tests read both forms.
        let whole = serde_json::to_value(whole).unwrap_or_default();
        volume.of(&whole, publisher)
    }

    /// The same as it was written last, which takes little time and memory.
    pub fn written(&self, volume: Volume, publisher: &Publisher) -> Value {
        written::volume(volume, publisher, self.methods("/metrics").is_some())
    }

    /// The methods that a path takes, as the header `Allow` lists them; nothing for a path that
    /// does not exist.
    pub fn methods(&self, path: &str) -> Option<String> {
        let mut routes = self.outline().routes.iter();
        routes
            .find(|(route, _)| route.is_match(path))
            .map(|(_, methods)| methods.clone())
    }

    /// The roles that may ask for an operation, by method and path pattern; none where no key is
    /// needed.
    pub fn roles(&self, method: &Method, pattern: &str) -> &[Role] {
        let roles = &self.outline().roles;
        roles
            .get(&(method.as_str().to_owned(), pattern.to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    /// The paths without parameters.
    pub fn plain_paths(&self) -> impl Iterator<Item = &str> {
        self.outline().plain_paths.iter().map(String::as_str)
    }
}

impl Outline {
    fn of(document: &utoipa::openapi::OpenApi) -> Self {
        let paths = &document.paths.paths;
        let plain_paths = paths.keys().filter(|path| !path.contains('{'));
        Self {
            routes: paths
                .iter()
                .map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item)))
                .collect(),
            plain_paths: plain_paths.cloned().collect(),
            roles: roles(document),
        }
    }
}

/// A document as text, in JSON or in YAML.
pub fn text(document: &Value, is_yaml: bool) -> String {
    match is_yaml {
        true => yaml_serde::to_string(document).unwrap_or_default(),
        false => format!("{document:#}\n"),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes;

    #[test]
    fn what_is_given_out_is_what_would_be_made() {
        let anybody = Publisher::anybody();
        for public in [routes::PUBLIC, routes::PUBLIC_WITH_METRICS] {
            let document = Document::new(public, None);
            let given = document.written(Volume::Directory, &anybody);
            let made = document.made(Volume::Directory, &anybody);
            assert!(given == made, "`make openapi` writes it anew");
        }
    }
}
