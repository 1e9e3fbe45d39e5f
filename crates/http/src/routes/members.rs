//! `/v1/members`: the members, and one member with all that it offers.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use utoipa::{
    IntoResponses, PartialSchema, ToSchema,
    openapi::{RefOr, Response, Schema, path::Parameter},
};

use super::fallback;
use crate::{
    answer::{Answer, write_json},
    body,
    entrance::LONGEST_URL,
    formats::{
        Format,
        columns::MEMBER_COLUMNS,
        json::MemberPage,
        jsonld::{self, LinkedMember},
        member_form::MemberForm,
    },
    list::{List, ListParameters, MemberDetailField, MemberFieldsParameter, chosen_fields},
    negotiation::{self, Offered, Reader},
    parameters,
    parameters::{Parameters, Query, Values, body_schema},
    problem::{Kind, Problem},
    state::State,
};
use directory::{
    Found, Key, Snapshot,
    search::Subject,
    views::{LISTED_MEMBER_FIELDS, MEMBER_FIELDS, MemberDetailView, Setting},
};
use network::{Lang, LanguageTag};

/// The list of members.
pub static MEMBERS: List = List {
    path: "/v1/members",
    catalogue: |snapshot| &snapshot.members,
    subject: Subject::Members,
    fields: &MEMBER_FIELDS,
    shown: || *LISTED_MEMBER_FIELDS,
    usual: Format::Json,
    columns: MEMBER_COLUMNS,
    parameters: MemberListParameters::names,
    chosen: MemberFieldsParameter::chosen,
};

type MemberListParameters = (ListParameters, MemberFieldsParameter);

/// What the document says of the answers.
struct MemberLists;

impl IntoResponses for MemberLists {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        MEMBERS.responses()
    }
}

/// Lists members.
///
/// All filters combine. JSON comes in pages; every other format holds all that the filters find,
/// unless `limit` or `cursor` asks for a page.
#[utoipa::path(
    operation_id = "listMembers",
    tag = "Members",
    params(ListParameters, MemberFieldsParameter),
    responses(MemberLists)
)]
#[get("/v1/members")]
pub async fn list_members(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    MEMBERS.answer(&request, &state, None)
}

/// Lists members in the format that the address ends in.
///
/// The same as `/v1/members` with the parameter `format`, for links and for programs that take an
/// address only.
#[utoipa::path(
    operation_id = "listMembersAs",
    tag = "Members",
    params(
        ("format" = Format, Path, description = "The format", example = "csv"),
        ListParameters,
        MemberFieldsParameter,
    ),
    responses(
        MemberLists,
        (status = 404, description = "There is no such format", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/members.{format}")]
pub async fn list_members_as(
    request: HttpRequest,
    state: web::Data<State>,
    format: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let format = MEMBERS.extension(&format)?;
    MEMBERS.answer(&request, &state, Some(format))
}

/// The list's parameters as fields of a body. It has one format, so that none is chosen.
fn searched() -> Vec<Parameter> {
    let mut parameters = MemberListParameters::document();
    parameters.retain(|parameter| parameter.name != "format");
    parameters
}

/// What is looked for, as a body.
struct MemberQuery;

impl PartialSchema for MemberQuery {
    fn schema() -> RefOr<Schema> {
        body_schema(searched())
            .description(Some(
                "What is looked for: the parameters of `GET /v1/members`. All are optional and combine; a list is an array, or a text with commas between its values.",
            ))
            .into()
    }
}

impl ToSchema for MemberQuery {}

/// Searches members with a query in the body.
///
/// The same as `GET /v1/members`, for what is to stand in no address, log of a proxy or history of a
/// browser: where somebody is, and what they need. The answer is a page; the next one is asked for
/// with the same body and `page.next` as its `cursor`. Nothing keeps the answer.
#[utoipa::path(
    operation_id = "searchMembers",
    tag = "Members",
    request_body(
        content = MemberQuery,
        content_type = "application/json",
        example = json!({ "near": "51.05,3.72", "radius": 10, "service": ["housing"], "limit": 2 }),
    ),
    responses(
        (status = 200, description = "A page of the members that were found", body = MemberPage, content_type = "application/json"),
        (status = 413, description = "The body is longer than 8192 bytes", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The body has mistakes, or the place that it names is unknown or ambiguous; `errors` names every one", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/members/search")]
pub async fn search_members(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    body::require_type(&request, &["application/json"])?;
    let body = body::read(&request, &mut payload.into_inner(), LONGEST_URL).await?;
    let query = Query::of_body(&body, &searched())?;
    MEMBERS.search(&request, &state, query)
}

parameters! {
    /// The parameters of a single member.
    pub struct MemberParameters {
        /// The language of labels and texts, BCP 47; wins over `Accept-Language`. Labels are in one of the seven languages, as the header likes them where this names another one; a text is in this language if its member wrote one, else in that of the labels, in the member's own, in English.
        lang: Option<LanguageTag>,
        /// Only these top-level fields.
        fields: Values<MemberDetailField>,
        /// The format; wins over `Accept`.
        format: Option<MemberForm>,
    }
}

/// Shows a member with all its services.
///
/// Old slugs redirect permanently. As JSON-LD it is one node in the words of schema.org. Whoever
/// would rather have HTML, as browsers do, is led to the member's page; `format=json` is for
/// looking at the JSON there.
#[utoipa::path(
    operation_id = "getMember",
    tag = "Members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        MemberParameters,
    ),
    responses(
        (status = 200, description = "The member", content(
            (MemberDetailView<'static> = "application/json"),
            (LinkedMember = "application/ld+json"),
        )),
        (status = 303, description = "`Accept` asks for a page: see `Location`"),
        (status = 308, description = "The member has another slug now: see `Location`"),
        (status = 404, description = "There is no such member", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "The member was published once and is not any more", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/members/{member}")]
pub async fn get_member(
    request: HttpRequest,
    state: web::Data<State>,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    show(request, state, &member, None).await
}

/// Shows a member in the form that the address ends in.
///
/// The same as `/v1/members/{member}` with the parameter `format`, for links and for programs that
/// take an address only.
#[utoipa::path(
    operation_id = "getMemberAs",
    tag = "Members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        ("format" = MemberForm, Path, description = "The format", example = "jsonld"),
        MemberParameters,
    ),
    responses(
        (status = 200, description = "The member", content(
            (MemberDetailView<'static> = "application/json"),
            (LinkedMember = "application/ld+json"),
        )),
        (status = 308, description = "The member has another slug now: see `Location`"),
        (status = 404, description = "There is no such member, or no such format", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "The member was published once and is not any more", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/members/{member}.{format}")]
pub async fn get_member_as(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (member, format) = path.into_inner();
    let form = format.parse::<MemberForm>().map_err(|_| {
        let remedy = negotiation::remedy(MemberForm::ALL, &format!("/v1/members/{member}"));
        Problem::new(
            Kind::NotFound,
            format!("There is no format \"{format}\". {remedy}"),
        )
    })?;
    show(request, state, &member, Some(form)).await
}

async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    member: &str,
    extension: Option<MemberForm>,
) -> Result<HttpResponse, Problem> {
    let (mut query, asked) = Query::begin::<MemberParameters>(request.query_string());
    let named = negotiation::named_format(&mut query, asked.format, extension);
    query.finish()?;
    let Reader { lang, own } = negotiation::reader::<Lang>(&request, asked.lang.as_ref());
    let fields = asked.fields.0.iter().map(|MemberDetailField(field)| *field);
    let fields = chosen_fields(fields, MEMBER_FIELDS.len());
    let form = MemberForm::asked(&request, named)?;
    let snapshot = state.directory.current();
    let card = match snapshot.find(member) {
        Found::Member(card) => card,
        Found::Moved(slug) => {
            let end = extension.map_or(String::new(), |form| format!(".{form}"));
            return Ok(moved(&request, &state, &format!("{slug}{end}")));
        }
        Found::Gone => {
            return Err(Problem::new(
                Kind::Gone,
                "This member is not in the directory any more.",
            ));
        }
        // An address of its own, which takes no GET.
        Found::Unknown if member == "search" => return fallback(request, state).await,
        Found::Unknown => {
            return Err(Problem::new(
                Kind::NotFound,
                "There is no member with this identifier or slug.",
            ));
        }
    };
    let Some(form) = form else {
        return Ok(to_page(&state, &snapshot, card.key));
    };
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang),
        media_type: form.media_type(),
        passing: None,
    };
    if form == MemberForm::JsonLd {
        let context = jsonld::Context {
            snapshot: &snapshot,
            public_url: state.directory.public_url(),
            lang: lang.published(),
            reader: own.as_ref(),
        };
        let wants = |field: &str| {
            let number = MEMBER_FIELDS.iter().position(|name| name == field);
            number.is_some_and(|number| fields.has(number))
        };
        return state.answers.give(&answer, |out| {
            let (published, _) = snapshot
                .record(card.key)
                .ok_or_else(|| Problem::internal(&"a member that was found has no record"))?;
            write_json(out, &jsonld::document(published, &context, &wants))
        });
    }
    let setting = Setting {
        taxonomy: &snapshot.taxonomy,
        public_url: state.directory.public_url(),
        reader: own.as_ref(),
    };
    state.answers.give(&answer, |out| {
        let in_own = snapshot.in_own_language(card.key, setting);
        match in_own.map_err(|error| Problem::internal(&error))? {
            Some(own) => own.rendered.write(out, lang.published(), fields),
            None => card.rendered.write(out, lang.published(), fields),
        }
        Ok([])
    })
}

/// Leads to the page of a member (RFC 9110, 15.4.4): what was asked for is an organisation, and the
/// page is about it.
fn to_page(state: &State, snapshot: &Snapshot, key: Key) -> HttpResponse {
    let published = snapshot.published_member(key.member.into());
    let slug = published.map_or("", |published| published.member.slug.as_str());
    let public_url = state.directory.public_url();
    HttpResponse::SeeOther()
        .insert_header((
            header::LOCATION,
            public_url.url(format_args!("/members/{slug}")),
        ))
        .insert_header((header::VARY, "Accept"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .finish()
}

fn moved(request: &HttpRequest, state: &State, end: &str) -> HttpResponse {
    let query = match request.query_string() {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let public_url = state.directory.public_url();
    let url = public_url.url(format_args!("/v1/members/{end}{query}"));
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, url))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .finish()
}
