//! The messages of webhooks, as the document tells of them (OpenAPI 3.1, *Webhooks*).

use serde_json::{Value, json};
use utoipa::{
    ToSchema,
    openapi::{
        Content, KnownFormat, ObjectBuilder, PathItem, Paths, PathsBuilder, Ref, Required,
        ResponseBuilder, SchemaFormat,
        path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        schema::Type,
    },
};

use crate::webhooks::message::{ImportNews, MemberNews, ProposalNews, TestNews};
use network::WebhookEventKind;

/// What is said of an event's messages: their name, a summary, a description.
fn words(kind: WebhookEventKind) -> [&'static str; 3] {
    match kind {
        WebhookEventKind::MemberPublished => [
            "memberPublished",
            "A member was published",
            "The member is told as the public sees it when the message is sent. Somebody who was published and withdrawn since is told of as withdrawn.",
        ],
        WebhookEventKind::MemberChanged => [
            "memberChanged",
            "A published member changed",
            "The member is told as the public sees it when the message is sent, so that nothing is sent late that was hidden since.",
        ],
        WebhookEventKind::MemberWithdrawn => [
            "memberWithdrawn",
            "A member is no longer published",
            "Remove what you keep of it.",
        ],
        WebhookEventKind::ProposalFiled => [
            "proposalFiled",
            "A change to an entry was proposed",
            "What is proposed is read with a key, at `/v1/registry/proposals/{proposal}`.",
        ],
        WebhookEventKind::ImportApplied => [
            "importApplied",
            "An import was applied",
            "What it did is read with a key.",
        ],
        WebhookEventKind::Test => [
            "webhookTest",
            "A test message",
            "Nothing happened: an admin tries whether messages arrive.",
        ],
    }
}

/// The name of the schema of what an event's messages are about, and an example.
fn data(kind: WebhookEventKind) -> (String, Value) {
    let id = "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11";
    match kind {
        WebhookEventKind::MemberPublished
        | WebhookEventKind::MemberChanged
        | WebhookEventKind::MemberWithdrawn => {
            let shown: Value = match kind {
                WebhookEventKind::MemberWithdrawn => Value::Null,
                _ => serde_json::from_str(include_str!("../../openapi/examples/getMember.json"))
                    .unwrap_or_default(),
            };
            let id = shown.get("id").cloned().unwrap_or(json!(id));
            (
                MemberNews::name().into_owned(),
                json!({"revision": 42, "epoch": id, "id": id, "slug": "open-huis-gent", "member": shown}),
            )
        }
        WebhookEventKind::ProposalFiled => (
            ProposalNews::name().into_owned(),
            json!({"id": id, "member_id": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a12"}),
        ),
        WebhookEventKind::ImportApplied => (ImportNews::name().into_owned(), json!({ "id": id })),
        WebhookEventKind::Test => (TestNews::name().into_owned(), json!({ "webhook_id": id })),
    }
}

/// The messages, by their type.
pub fn messages() -> Paths {
    let paths = WebhookEventKind::ALL.iter();
    paths
        .fold(PathsBuilder::new(), |paths, kind| {
            paths.path(kind.as_str(), message(*kind))
        })
        .build()
}

fn message(kind: WebhookEventKind) -> PathItem {
    let [name, summary, description] = words(kind);
    let (schema, example) = data(kind);
    let time = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
        .description(Some("When that happened."));
    let body = ObjectBuilder::new()
        .property(
            "type",
            ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some([kind.as_str()])),
        )
        .property("timestamp", time)
        .property("data", Ref::from_schema_name(schema))
        .required("type")
        .required("timestamp")
        .required("data");
    let mut content = Content::new(Some(body));
    content.example = Some(json!({
        "type": kind,
        "timestamp": "2026-11-24T09:30:00.000000Z",
        "data": example,
    }));
    let operation = OperationBuilder::new()
        .tag("Registry: webhooks")
        .operation_id(Some(name))
        .summary(Some(summary))
        .description(Some(description))
        .parameter(header(
            "webhook-id",
            "Names the event: the same each time that its message is sent. Who has seen it already ignores it.",
        ))
        .parameter(header(
            "webhook-timestamp",
            "When this was sent, in seconds since 1970-01-01. Refuse what is older than five minutes.",
        ))
        .parameter(header(
            "webhook-signature",
            "One or two signatures with a space between, each `v1,` and the base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`. One that fits is enough.",
        ))
        .request_body(Some(
            RequestBodyBuilder::new()
                .content("application/json", content)
                .required(Some(Required::True))
                .build(),
        ))
        .response(
            "2XX",
            ResponseBuilder::new().description("It was taken. Any other answer, or none, has it sent again later"),
        )
        .response(
            "410",
            ResponseBuilder::new().description("There is nobody any more: the webhook is disabled"),
        );
    PathItem::new(HttpMethod::Post, operation)
}

fn header(name: &str, description: &str) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
}
