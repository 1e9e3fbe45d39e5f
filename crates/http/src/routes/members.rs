//! `/v1/members`: the members, and one member with all that it offers.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use utoipa::{
    IntoResponses,
    openapi::{RefOr, Response},
};

use crate::{
    answer::Answer,
    formats::{Format, columns::MEMBER_COLUMNS},
    list::{List, ListParameters, MemberDetailField, MemberFieldsParameter, chosen_fields},
    negotiation::{self, Reader},
    parameters,
    parameters::{Parameters, Values},
    problem::{Kind, Problem},
    state::State,
};
use directory::{
    Found,
    search::Subject,
    views::{LISTED_MEMBER_FIELDS, MEMBER_FIELDS, MemberDetailView, Setting},
};
use network::LanguageTag;

/// The list of members.
pub static MEMBERS: List = List {
    path: "/v1/members",
    catalogue: |snapshot| &snapshot.members,
    subject: Subject::Members,
    fields: &MEMBER_FIELDS,
    shown: || *LISTED_MEMBER_FIELDS,
    usual: Format::Json,
    columns: MEMBER_COLUMNS,
    parameters: <(ListParameters, MemberFieldsParameter)>::names,
    chosen: MemberFieldsParameter::chosen,
};

/// What the document says of the answers.
struct MemberLists;

impl IntoResponses for MemberLists {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        MEMBERS.responses()
    }
}

/// Lists members.
///
/// All filters combine. The usual order is by name, as a reader of the answer's language expects.
/// JSON comes in pages; every other format holds everything that the filters find, unless `limit`
/// or `cursor` asks for a page.
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
    MEMBERS.answer(&request, &state, None).await
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
    MEMBERS.answer(&request, &state, Some(format)).await
}

parameters! {
    /// The parameters of a single member.
    pub struct MemberParameters {
        /// The language of labels and texts, BCP 47; wins over `Accept-Language`. Labels are in one of the seven languages, as the header likes them where this names another one; a text is in this language if its member wrote one, else in that of the labels, in the member's own, in English.
        lang: Option<LanguageTag>,
        /// Only these top-level fields.
        fields: Values<MemberDetailField>,
    }
}

/// Shows a member with all its services.
///
/// Old slugs redirect permanently.
#[utoipa::path(
    operation_id = "getMember",
    tag = "Members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        MemberParameters,
    ),
    responses(
        (status = 200, description = "The member", body = MemberDetailView<'static>, content_type = "application/json"),
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
    let asked = MemberParameters::read(&request)?;
    let Reader { lang, own } = negotiation::reader(&request, asked.lang.as_ref());
    let fields = asked.fields.0.iter().map(|MemberDetailField(field)| *field);
    let fields = chosen_fields(fields, MEMBER_FIELDS.len());
    negotiation::only(&request, "application/json")?;
    let snapshot = state.directory.current();
    let card = match snapshot.find(&member) {
        Found::Member(card) => card,
        Found::Moved(slug) => return Ok(moved(&request, &state, slug.as_str())),
        Found::Gone => {
            return Err(Problem::new(
                Kind::Gone,
                "This member is not in the directory any more.",
            ));
        }
        Found::Unknown => {
            return Err(Problem::new(
                Kind::NotFound,
                "There is no member with this identifier or slug.",
            ));
        }
    };
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang),
        media_type: "application/json",
    };
    let setting = Setting {
        taxonomy: &snapshot.taxonomy,
        public_url: state.directory.public_url(),
        reader: own.as_ref(),
    };
    state.answers.give(&answer, |out| {
        let in_own = snapshot.in_own_language(card.key, setting);
        match in_own.map_err(|error| Problem::internal(&error))? {
            Some(own) => own.rendered.write(out, lang, fields),
            None => card.rendered.write(out, lang, fields),
        }
        Ok([])
    })
}

fn moved(request: &HttpRequest, state: &State, slug: &str) -> HttpResponse {
    let query = match request.query_string() {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let url = format!("{}/v1/members/{slug}{query}", state.directory.public_url());
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, url))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .finish()
}
