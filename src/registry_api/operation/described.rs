//! What the OpenAPI document says of an operation beside its method and path.

use serde_json::Value;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        Content, KnownFormat, ObjectBuilder, RefOr, Required, Response, Schema, SchemaFormat,
        path::{Parameter, ParameterBuilder, ParameterIn},
        request_body::RequestBody,
        schema::Type,
    },
};

use super::{Operation, reference};
use http::{openapi::completion::text_header, problem::ProblemBody};
use network::{
    ContactId, ImportId, LinkId, MailId, ProposalId, ReportId, StaffId, WebhookDeliveryId,
    WebhookId,
};

impl Operation {
    /// Documents a part of the path.
    pub(super) fn path_key(self, name: &str) -> Self {
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

    pub(super) fn parameters(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
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
}
