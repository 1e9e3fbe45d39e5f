//! An operation of the registry API: its method and path, what the OpenAPI document says of it,
//! and what it does.
//!
//! What follows from the method and the path is said here once: the parameters of the path, the
//! conditions of a change, the form of a patch. `document.rs` adds the answers that all have.

use actix_web::{
    FromRequest, Handler, HttpRequest, Resource, Responder,
    dev::{AppService, HttpServiceFactory},
    guard,
    http::Method,
};
use serde_json::Value;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        Content, HttpMethod, KnownFormat, ObjectBuilder, OpenApi, Paths, Ref, RefOr, Required,
        Response, Schema, SchemaFormat,
        path::{self, Parameter, ParameterBuilder, ParameterIn},
        request_body::RequestBody,
        schema::Type,
        security::SecurityRequirement,
    },
};

use super::{
    call::{Call, Condition, Idempotency, WriteParameters, WriteRequest},
    reply::Reply,
    session::Session,
    state::PREFIX,
};
use editing::{Edit, Refusal, Saved};
use http::{
    negotiation,
    openapi::completion::text_header,
    parameters::{self, Parameters, Query},
    problem::ProblemBody,
};
use network::{
    ContactId, ImportId, Lang, LinkId, MailId, ProposalId, ReportId, Role, StaffId,
    WebhookDeliveryId, WebhookId,
};
use registry::{AnyConnection, Change, readings::Reading};

/// Roles that may ask for an operation.
pub const ADMIN: &[Role] = &[Role::Admin];
/// As [`ADMIN`]: the staff of the secretariat.
pub const STAFF: &[Role] = &[Role::Editor, Role::Admin];
/// As [`STAFF`], and a member for its own entry: a [`Session`] goes no further.
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

    /// Documents a part of the path.
    fn path_key(self, name: &str) -> Self {
        match name {
            "webhook" => self.path_id::<WebhookId>(name, "The webhook's identifier"),
            "delivery" => self.path_id::<WebhookDeliveryId>(name, "The delivery's identifier"),
            "proposal" => self.path_id::<ProposalId>(name, "The proposal's identifier"),
            "import_id" => self.path_id::<ImportId>(name, "The import's identifier"),
            "staff" => self.path_id::<StaffId>(name, "The person's identifier"),
            "session" => self.path_text::<String>(name, "The session's identifier or prefix", None),
            "link" => self.path_id::<LinkId>(name, "The link's identifier"),
            "report" => self.path_id::<ReportId>(name, "The report's identifier"),
            "stop" => self.path_id::<MailId>(name, "The stop's identifier"),
            "contact" => self.path_id::<ContactId>(name, "The contact's identifier"),
            "id" => {
                let uuid = ObjectBuilder::new()
                    .schema_type(Type::String)
                    .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
                self.path_parameter(name, uuid.into(), "Its identifier", None)
            }
            "exposure" => self.path_text::<String>(name, "The match's `id`", None),
            "mapping" => self.path_text::<String>(name, "The mapping's name", None),
            "key" => self.path_text::<String>(name, "The key's identifier or prefix", None),
            "revision" => self.path_text::<i64>(name, "The number of the change", Some(42.into())),
            "code" => {
                let description = "The code; a slash in it is written %2F";
                self.path_text::<String>(name, description, Some("housing".into()))
            }
            _ => {
                let description = "The member's identifier or slug";
                self.path_text::<String>(name, description, Some("open-huis-gent".into()))
            }
        }
    }

    fn path_id<T: ToSchema>(self, name: &str, description: &str) -> Self {
        self.naming::<T>()
            .path_parameter(name, reference::<T>(), description, None)
    }

    fn path_text<T: PartialSchema>(
        self,
        name: &str,
        description: &str,
        example: Option<Value>,
    ) -> Self {
        self.path_parameter(name, T::schema(), description, example)
    }

    fn path_parameter(
        self,
        name: &str,
        schema: RefOr<Schema>,
        description: &str,
        example: Option<Value>,
    ) -> Self {
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(description))
            .schema(Some(schema))
            .example(example);
        self.parameters([parameter.build()])
    }

    /// Says otherwise what the part of the path is, or what is an example of it.
    pub fn at(mut self, description: &str, example: &str) -> Self {
        let last = self.document.parameters.as_mut().and_then(Vec::pop);
        match last {
            Some(RefOr::T(parameter)) => {
                let parameter = ParameterBuilder::from(parameter)
                    .description(Some(description))
                    .example(Some(example.into()));
                self.parameters([parameter.build()])
            }
            _ => self,
        }
    }

    /// The text of the document: a summary, or one with a description ([`text!`]).
    pub fn says(mut self, text: &str) -> Self {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let text = lines.join("\n");
        let (summary, description) = text.split_once("\n\n").unwrap_or((&text, ""));
        self.document.summary = Some(summary.trim().to_owned());
        let description = Some(description.trim().to_owned());
        self.document.description = description.filter(|text| !text.is_empty());
        self
    }

    /// Puts the operation under a tag of the document.
    pub fn tagged(mut self, tag: &str) -> Self {
        self.document.tags = Some(vec![tag.to_owned()]);
        self
    }

    /// Documents headers or parameters that are read elsewhere.
    pub fn documents<P: IntoParams>(self) -> Self {
        self.parameters(P::into_params(|| None))
    }

    fn parameters(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        let known = self.document.parameters.get_or_insert_default();
        known.extend(parameters.into_iter().map(RefOr::T));
        self
    }

    /// Documents a type that nothing but a reference names.
    pub fn naming<T: ToSchema>(mut self) -> Self {
        self.schemas.push(|schemas| {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        });
        self
    }

    /// Needs `If-Match`.
    pub fn conditional(mut self) -> Self {
        self.conditional = true;
        self
    }

    /// Needs no `If-Match`.
    pub fn unconditional(mut self) -> Self {
        self.conditional = false;
        self
    }

    /// Asks within its change which members something may mean.
    pub fn comparing(mut self) -> Self {
        self.compares = true;
        self
    }

    /// Takes a body, such as the example. That of a PATCH is a merge patch of the type: the document
    /// makes its schema, and names it JSON, which every client can send;
    /// `application/merge-patch+json` is taken too.
    pub fn takes<T: ToSchema>(self, example: Value) -> Self {
        self.naming::<T>()
            .body("application/json", reference::<T>(), Some(example))
    }

    /// Takes a body, such as the example, or none.
    pub fn optional_body<T: ToSchema>(self, example: Value) -> Self {
        self.takes::<T>(example).or_none()
    }

    /// Can do without the body that it takes.
    pub fn or_none(mut self) -> Self {
        if let Some(RefOr::T(body)) = &mut self.document.request_body {
            body.required = Some(Required::False);
        }
        self
    }

    /// Takes a body of a media type.
    pub fn body(
        mut self,
        media_type: &str,
        schema: impl Into<RefOr<Schema>>,
        example: Option<Value>,
    ) -> Self {
        let mut content = Content::new(Some(schema));
        content.example = example;
        let mut body = match self.document.request_body.take() {
            Some(RefOr::T(body)) => body,
            _ => RequestBody::new(),
        };
        body.required = Some(Required::True);
        body.content.insert(media_type.to_owned(), content.into());
        self.document.request_body = Some(body.into());
        self
    }

    /// Answers 200 with a body.
    pub fn answers<T: ToSchema>(self, description: &str) -> Self {
        self.answers_with::<T>("200", description)
    }

    /// Answers 201: something was made.
    pub fn makes<T: ToSchema>(self, description: &str) -> Self {
        self.answers_with::<T>("201", description)
    }

    /// Answers 202: something has begun.
    pub fn begins<T: ToSchema>(self, description: &str) -> Self {
        self.answers_with::<T>("202", description)
    }

    /// Says where the thing that has begun is found.
    pub fn located(mut self) -> Self {
        if let Some(RefOr::T(response)) = self.document.responses.responses.get_mut("202") {
            let place = text_header("Where it is found");
            response.headers.insert("Location".to_owned(), place.into());
        }
        self
    }

    /// Answers 204: it is gone.
    pub fn removes(self) -> Self {
        self.response("204", Response::new("Deleted"))
    }

    fn answers_with<T: ToSchema>(self, status: &str, description: &str) -> Self {
        self.naming::<T>()
            .answers_as(status, description, &["application/json"], reference::<T>())
    }

    /// Answers with a body of one of these media types.
    pub fn answers_as(
        self,
        status: &str,
        description: &str,
        media_types: &[&str],
        schema: RefOr<Schema>,
    ) -> Self {
        let mut response = Response::new(description);
        for media_type in media_types {
            let content = Content::new(Some(schema.clone()));
            response
                .content
                .insert((*media_type).to_owned(), content.into());
        }
        self.response(status, response)
    }

    /// Says for this operation what a conflict is.
    pub fn conflicts(self, description: &str) -> Self {
        let media_type = "application/problem+json";
        self.answers_as(
            "409",
            description,
            &[media_type],
            reference::<ProblemBody>(),
        )
    }

    fn response(mut self, status: &str, response: Response) -> Self {
        let responses = &mut self.document.responses.responses;
        responses.insert(status.to_owned(), response.into());
        self
    }

    /// Reads from the registry, without query parameters.
    pub fn read<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Session) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.handled(move |session: Session, request: HttpRequest| async move {
            parameters::none(&request)?;
            session.read(work).await
        })
    }

    /// Reads from the registry what the query parameters ask for.
    pub fn read_with<P, F>(self, work: F) -> Self
    where
        P: Parameters + Send + 'static,
        F: Fn(&mut AnyConnection, &Session, P) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.read_checked(|_, _, _, asked| asked, work)
    }

    /// As [`Self::read_with`], of something that is read as a whole: that leaves a line in the trail,
    /// without which there is no answer.
    pub fn read_whole<P, F>(self, work: F) -> Self
    where
        P: Parameters + Send + 'static,
        F: Fn(&mut AnyConnection, &Session, P) -> Result<(Reply, Reading), Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.parameters(P::document()).handled(
            move |session: Session, request: HttpRequest| async move {
                let asked = P::read(&request)?;
                session
                    .read_whole(move |connection, session| work(connection, session, asked))
                    .await
            },
        )
    }

    /// As [`Self::read_whole`], without query parameters.
    pub fn read_whole_path<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Session) -> Result<(Reply, Reading), Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.handled(move |session: Session, request: HttpRequest| async move {
            parameters::none(&request)?;
            session.read_whole(work).await
        })
    }

    /// As [`Self::read_whole`], of what a body asks for. It takes `dry_run`, as all that has a body, and
    /// leaves its line all the same: what was read was read.
    pub fn read_asked<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Edit) -> Result<(Reply, Reading), Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.documents::<WriteParameters>()
            .handled(move |call: Call| call.read_whole(work))
    }

    /// Reads from the registry what a body asks for, in the language of the reader. It takes `dry_run`,
    /// as all that has a body: nothing is changed either way.
    pub fn read_body<F>(self, work: F) -> Self
    where
        F: Fn(&mut AnyConnection, &Session, Edit, Lang) -> Result<Reply, Refusal>
            + Copy
            + Send
            + 'static,
    {
        self.documents::<WriteParameters>()
            .handled(move |call: Call, request: HttpRequest| {
                let lang = negotiation::language(&request, None);
                call.read(move |connection, session, edit| work(connection, session, edit, lang))
            })
    }

    /// As [`Self::read_with`]; `check` first makes of the parameters what depends on more than one
    /// of them or on the rest of the request, and notes mistakes in the query.
    pub fn read_checked<P, Q, C, F>(self, check: C, work: F) -> Self
    where
        P: Parameters,
        Q: Send + 'static,
        C: Fn(&mut Query<'_>, &HttpRequest, &Session, P) -> Q + Copy + 'static,
        F: Fn(&mut AnyConnection, &Session, Q) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.parameters(P::document()).handled(
            move |session: Session, request: HttpRequest| async move {
                let (mut query, asked) = Query::begin::<P>(request.query_string());
                let asked = check(&mut query, &request, &session, asked);
                query.finish()?;
                session
                    .read(move |connection, session| work(connection, session, asked))
                    .await
            },
        )
    }

    /// Changes the registry: takes `dry_run`, and `If-Match` where it is [`Self::conditional`]. A
    /// POST is safe to send again.
    pub fn write<F>(self, work: F) -> Self
    where
        F: Fn(&mut Change<'_>, WriteRequest) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        let (conditional, idempotent) = (self.conditional, self.method == Method::POST);
        let compares = self.compares;
        let mut operation = self.documents::<WriteParameters>();
        if conditional {
            operation = operation.documents::<Condition>();
        }
        if idempotent {
            operation = operation.documents::<Idempotency>();
        }
        operation.handled(move |call: Call| call.write(compares, work))
    }

    /// Changes a member; answers with its record.
    pub fn write_member<F>(self, work: F) -> Self
    where
        F: Fn(&mut Change<'_>, Edit) -> Result<Saved, Refusal> + Copy + Send + 'static,
    {
        self.write(move |change, wanted| {
            Reply::saved(&work(change, wanted.edit)?, wanted.session.key.role)
        })
    }

    /// Changes what is no part of the records: takes `dry_run`. The work looks itself whether it is
    /// meant.
    pub fn keep<F>(self, work: F) -> Self
    where
        F: Fn(&WriteRequest) -> Result<Reply, Refusal> + Copy + Send + 'static,
    {
        self.documents::<WriteParameters>()
            .handled(move |call: Call| call.keep(work))
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
