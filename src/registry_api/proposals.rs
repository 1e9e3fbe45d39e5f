//! `/v1/registry/proposals`: what members propose for their own entries, and deciding it.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    PREFIX,
    call::{Call, Condition, Idempotency, WriteParameters},
    members::own,
    reply::Reply,
    session::Session,
};
use directory::{Key, Position, Value};
use editing::{
    Refusal, members,
    proposals::{
        self, Acceptance, Case, NewProposal, Proposal, ProposalStatus, ProposalView, Rejection,
    },
};
use http::{
    cursor,
    list::{LIMIT, Page, limit},
    parameters::{Query, names},
    problem::Problem,
};
use network::{Invalid, ProposalId};
use registry::{
    AnyConnection,
    profile::moment,
    proposals::{self as stored, Wanted},
};

/// A page of proposals.
#[derive(Serialize, ToSchema)]
pub struct ProposalPage {
    /// The proposals, the latest first.
    data: Vec<Proposal>,
    /// Where the page stands in the list.
    page: Page,
    /// The registry's revision: the number of its last change.
    #[schema(example = 42)]
    revision: i64,
}

/// The parameters of a list of proposals.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // It documents what `Asked::read` reads.
pub struct ProposalParameters {
    /// Only those of which this became.
    status: Option<ProposalStatus>,
    /// How many at a time.
    #[param(minimum = 1, maximum = 200, default = 50, example = 2)]
    limit: Option<u32>,
    /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
    #[param(min_length = 1)]
    cursor: Option<String>,
}

/// Whose proposals to list.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct ProposalMemberParameter {
    /// Only those about this member: its identifier or slug.
    #[param(example = "open-huis-gent")]
    member: Option<String>,
}

/// Proposes a change of an entry.
///
/// The entry as it is now, with the patch laid over it, must be a valid entry. Nothing is changed
/// before somebody accepts it. What only the secretariat may change is refused with
/// `forbidden_field`: the external identifier, the slug, notes, the membership, and whatever is
/// read only. A `member` key proposes for its own member.
#[utoipa::path(
    operation_id = "createProposal",
    tag = "Registry: proposals",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Idempotency,
    ),
    request_body(content = NewProposal, example = json!({
        "patch": {"phone": "+32 9 123 45 67", "summary": {"fr": "Accueil et conseil."}},
        "message": "We have a new number.",
    })),
    responses((status = 201, description = "The proposal", body = ProposalView)),
    security(("key" = ["member", "editor", "admin"])),
)]
#[post("/v1/registry/members/{member}/proposals")]
pub async fn create_proposal(
    call: Call,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let id = own(&wanted.session, change.connection(), &member)?;
        wanted.session.may_see(id)?;
        let case = proposals::file(change, &member, &wanted.document)?;
        let location = format!("{PREFIX}/proposals/{}", case.proposal.head.id);
        Ok(reply(&case)?.created(location))
    })
    .await
}

/// Lists the proposals about a member.
///
/// The latest first. A `member` key lists those about its own member.
#[utoipa::path(
    operation_id = "listMemberProposals",
    tag = "Registry: proposals",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        ProposalParameters,
    ),
    responses((status = 200, description = "A page of proposals", body = ProposalPage)),
    security(("key" = ["member", "editor", "admin"])),
)]
#[get("/v1/registry/members/{member}/proposals")]
pub async fn list_member_proposals(
    session: Session,
    request: HttpRequest,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut query = Query::read(request.query_string(), &names::<ProposalParameters>());
    let asked = Asked::read(&mut query, Some(member.into_inner()));
    query.finish()?;
    session
        .read(move |connection, session| {
            if let Some(member) = &asked.member {
                session.may_see(own(session, connection, member)?)?;
            }
            asked.answer(connection)
        })
        .await
}

/// Lists proposals.
///
/// Of all members, the latest first.
#[utoipa::path(
    operation_id = "listProposals",
    tag = "Registry: proposals",
    params(ProposalParameters, ProposalMemberParameter),
    responses((status = 200, description = "A page of proposals", body = ProposalPage)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/proposals")]
pub async fn list_proposals(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let known = [
        names::<ProposalParameters>(),
        names::<ProposalMemberParameter>(),
    ];
    let mut query = Query::read(request.query_string(), &known.concat());
    let member = query.one("member", |text| Ok(text.to_owned()));
    let asked = Asked::read(&mut query, member);
    query.finish()?;
    session
        .read(move |connection, _| match asked.answer(connection) {
            Err(Refusal::NotFound(detail) | Refusal::Purged(detail)) => Err(no_member(detail)),
            Err(Refusal::Moved(slug)) => Err(no_member(format!("Its slug is \"{slug}\" now."))),
            other => other,
        })
        .await
}

/// A member in a parameter that is not there is a mistake in the request, not its address.
fn no_member(detail: String) -> Refusal {
    Refusal::InvalidParameter("member", Invalid::new("unknown_member", detail))
}

/// What is asked of a list.
struct Asked {
    member: Option<String>,
    status: Option<ProposalStatus>,
    limit: usize,
    question: u64,
    after: Option<Position>,
}

impl Asked {
    fn read(query: &mut Query<'_>, member: Option<String>) -> Self {
        let status = query.one("status", str::parse::<ProposalStatus>);
        let question = xxh3_64(format!("proposals {member:?} {status:?}").as_bytes());
        Self {
            member,
            status,
            limit: query.one("limit", limit).unwrap_or(LIMIT),
            question,
            after: query.one("cursor", |text| cursor::decode(question, text)),
        }
    }

    fn answer(&self, connection: &mut AnyConnection) -> Result<Reply, Refusal> {
        let member = match &self.member {
            Some(key) => Some(members::find(connection, key)?.member.id),
            None => None,
        };
        let wanted = Wanted {
            member,
            status: self.status.map(ProposalStatus::as_str),
            after: self.after.as_ref().and_then(place),
            // One more tells whether there is a next page.
            limit: self.limit as i64 + 1,
        };
        let mut data: Vec<Proposal> = stored::load(connection, &wanted)?;
        let more = data.len() > self.limit;
        data.truncate(self.limit);
        let next = match data.last().filter(|_| more) {
            Some(last) => Some(cursor::encode(self.question, position(last))?),
            None => None,
        };
        Reply::json(&ProposalPage {
            data,
            page: Page {
                total: stored::count(connection, &wanted)?.unsigned_abs(),
                limit: self.limit,
                next,
            },
            revision: moment(connection)?.revision,
        })
    }
}

fn position(proposal: &Proposal) -> Position {
    Position {
        value: Value::UpdatedAt(proposal.head.filed_at),
        key: Key {
            member: proposal.head.id.uuid(),
            location: Uuid::nil(),
        },
    }
}

fn place(position: &Position) -> Option<(network::Timestamp, ProposalId)> {
    match position.value {
        Value::UpdatedAt(filed_at) => Some((filed_at, position.key.member.into())),
        _ => None,
    }
}

/// Shows a proposal.
///
/// With each field as it was when this was filed, as it would be, and as it is now. A `member` key
/// reads those about its own member.
#[utoipa::path(
    operation_id = "getProposal",
    tag = "Registry: proposals",
    params(("proposal" = ProposalId, Path, description = "The proposal's identifier")),
    responses((status = 200, description = "The proposal", body = ProposalView)),
    security(("key" = ["member", "editor", "admin"])),
)]
#[get("/v1/registry/proposals/{proposal}")]
pub async fn get_proposal(
    session: Session,
    request: HttpRequest,
    proposal: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, session| reply(&visible(connection, session, &proposal)?))
        .await
}

/// Accepts a proposal.
///
/// Wholly, or the fields that are named. They are changed in the entry as it is now, which they
/// must still fit (409, `moved_on` names those that do not).
#[utoipa::path(
    operation_id = "acceptProposal",
    tag = "Registry: proposals",
    params(
        ("proposal" = ProposalId, Path, description = "The proposal's identifier"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = Acceptance, example = json!({"fields": ["/phone"]})),
    responses((status = 200, description = "The proposal as it is now", body = ProposalView)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/proposals/{proposal}/accept")]
pub async fn accept_proposal(
    call: Call,
    proposal: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let id = identifier(&proposal)?;
        reply(&proposals::accept(
            change,
            id,
            &wanted.expected,
            &wanted.document,
        )?)
    })
    .await
}

/// Refuses a proposal.
///
/// The member reads the reason.
#[utoipa::path(
    operation_id = "refuseProposal",
    tag = "Registry: proposals",
    params(
        ("proposal" = ProposalId, Path, description = "The proposal's identifier"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = Rejection, example = json!({"reason": "That number is another organisation's."})),
    responses((status = 200, description = "The proposal as it is now", body = ProposalView)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/proposals/{proposal}/refuse")]
pub async fn refuse_proposal(
    call: Call,
    proposal: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let id = identifier(&proposal)?;
        reply(&proposals::refuse(
            change,
            id,
            &wanted.expected,
            &wanted.document,
        )?)
    })
    .await
}

/// Takes a proposal back.
///
/// Only its member does, while nobody has decided.
#[utoipa::path(
    operation_id = "takeBackProposal",
    tag = "Registry: proposals",
    params(
        ("proposal" = ProposalId, Path, description = "The proposal's identifier"),
        WriteParameters, Idempotency,
    ),
    responses((status = 200, description = "The proposal as it is now", body = ProposalView)),
    security(("key" = ["member"])),
)]
#[post("/v1/registry/proposals/{proposal}/take-back")]
pub async fn take_back_proposal(
    call: Call,
    proposal: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let case = visible(change.connection(), &wanted.session, &proposal)?;
        members::nothing_more(&wanted.document)?;
        reply(&proposals::take_back(change, case)?)
    })
    .await
}

fn identifier(text: &str) -> Result<ProposalId, Refusal> {
    text.parse()
        .map_err(|_| Refusal::NotFound(format!("There is no proposal \"{text}\".")))
}

/// A proposal that the holder of a key may see; a `member` key learns of no other.
fn visible(
    connection: &mut AnyConnection,
    session: &Session,
    proposal: &str,
) -> Result<Case, Refusal> {
    let found = identifier(proposal).and_then(|id| proposals::find(connection, id));
    // One that is not there is refused like another member's.
    let is_hidden = match &found {
        Ok(case) => session.may_see(case.record.member.id).is_err(),
        Err(Refusal::NotFound(_)) => !session.is_staff(),
        Err(_) => false,
    };
    if is_hidden {
        return Err(Refusal::Forbidden(
            "This key reaches the proposals of its own member only.".to_owned(),
        ));
    }
    found
}

fn reply(case: &Case) -> Result<Reply, Refusal> {
    let reply = Reply::json(&case.shown()?)?;
    Ok(reply.tagged(case.tag()).about(case.record.member.id))
}
