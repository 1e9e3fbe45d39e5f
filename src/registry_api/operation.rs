//! An operation of the registry API: its method and path, what the OpenAPI document says of it,
//! and what it does. What is said of it is in [`described`], how it does its work in [`working`].
//!
//! What follows from the method and the path is said here once: the parameters of the path, the
//! conditions of a change, the form of a patch. `document.rs` adds the answers that all have.

mod described;
mod working;

use actix_web::{
    FromRequest, Handler, Resource, Responder,
    dev::{AppService, HttpServiceFactory},
    guard,
    http::Method,
};
use utoipa::{
    ToSchema,
    openapi::{
        HttpMethod, OpenApi, Paths, Ref, RefOr, Schema, path, security::SecurityRequirement,
    },
};

use super::state::PREFIX;
use network::Role;

/// Roles that may ask for an operation.
pub const ADMIN: &[Role] = &[Role::Admin];
/// As [`ADMIN`]: the staff of the secretariat.
pub const STAFF: &[Role] = &[Role::Editor, Role::Admin];
/// As [`STAFF`], and a member for its own entry: a [`Session`](super::session::Session) goes no further.
pub const STAFF_AND_MEMBER: &[Role] = &[Role::Member, Role::Editor, Role::Admin];

/// The text of an operation in the document, written as a doc comment: the summary, an empty line,
/// and the description.
macro_rules! text {
    ($(#[doc = $line:literal])+) => { concat!($($line, "\n"),+) };
}
pub(super) use text;

/// Writes the schema of a type that an operation names, and those below it.
type Describe = fn(&mut Vec<(String, RefOr<Schema>)>);

/// An operation while it is described; [`Self::read`], [`Self::write`] and the like end that.
pub struct Operation {
    method: Method,
    path: String,
    document: path::Operation,
    schemas: Vec<Describe>,
    conditional: bool,
    /// Whether a change asks who of the members it may mean.
    compares: bool,
    attach: Option<Box<dyn FnOnce(Resource) -> Resource>>,
}

impl Operation {
    /// Reads what stands at a path below [`PREFIX`].
    pub fn get(path: &str, id: &str, roles: &[Role]) -> Self {
        Self::new(Method::GET, path, id, roles)
    }

    /// Does something that no other method says.
    pub fn post(path: &str, id: &str, roles: &[Role]) -> Self {
        Self::new(Method::POST, path, id, roles)
    }

    /// Writes something anew; needs `If-Match`.
    pub fn put(path: &str, id: &str, roles: &[Role]) -> Self {
        Self::new(Method::PUT, path, id, roles).conditional()
    }

    /// Changes fields of something by a merge patch (RFC 7396); needs `If-Match`.
    pub fn patch(path: &str, id: &str, roles: &[Role]) -> Self {
        Self::new(Method::PATCH, path, id, roles).conditional()
    }

    /// Removes something; needs `If-Match`, unless it is [`Self::unconditional`].
    pub fn delete(path: &str, id: &str, roles: &[Role]) -> Self {
        Self::new(Method::DELETE, path, id, roles).conditional()
    }

    fn new(method: Method, path: &str, id: &str, roles: &[Role]) -> Self {
        let mut document = path::Operation::new();
        document.operation_id = Some(id.to_owned());
        let roles = roles.iter().map(|role| role.as_str());
        document.security = Some(vec![SecurityRequirement::new("key", roles)]);
        let operation = Self {
            method,
            path: format!("{PREFIX}{path}"),
            document,
            schemas: Vec::new(),
            conditional: false,
            compares: false,
            attach: None,
        };
        let keys = path.split(['{', '}']).skip(1).step_by(2);
        keys.fold(operation, Self::path_key)
    }

    /// Answers by a handler of its own.
    pub fn handled<H, A>(mut self, handler: H) -> Self
    where
        H: Handler<A>,
        A: FromRequest + 'static,
        H::Output: Responder + 'static,
    {
        self.attach = Some(Box::new(move |resource| resource.to(handler)));
        self
    }
}

/// The place in the document where a type is described.
pub fn reference<T: ToSchema>() -> RefOr<Schema> {
    Ref::from_schema_name(T::name()).into()
}

impl HttpServiceFactory for Operation {
    fn register(self, config: &mut AppService) {
        let resource = Resource::new(self.path).guard(guard::Method(self.method));
        if let Some(attach) = self.attach {
            attach(resource).register(config);
        }
    }
}

impl Operation {
    /// Adds it to the document. Of what is there already, such as a schema that many operations
    /// name, the first stays.
    pub fn describe(self, document: &mut OpenApi) {
        let method = match self.method {
            Method::POST => HttpMethod::Post,
            Method::PUT => HttpMethod::Put,
            Method::PATCH => HttpMethod::Patch,
            Method::DELETE => HttpMethod::Delete,
            _ => HttpMethod::Get,
        };
        let mut paths = Paths::new();
        paths.add_path_operation(&self.path, vec![method], self.document);
        document.paths.merge(paths);
        let known = &mut document.components.get_or_insert_default().schemas;
        for describe in self.schemas {
            let mut schemas = Vec::new();
            describe(&mut schemas);
            for (name, schema) in schemas {
                known.entry(name).or_insert(schema);
            }
        }
    }
}
