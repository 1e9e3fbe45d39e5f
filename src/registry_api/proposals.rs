//! `/v1/registry/proposals`: what members propose for their own entries, and deciding it.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, STAFF_AND_MEMBER, text},
    paging::Paging,
    reply::Reply,
    state::PREFIX,
    views::Warning,
};
use editing::{
    Refusal, members,
    proposals::{
        self, Acceptance, Case, NewProposal, Proposal, ProposalStatus, ProposalView, Rejection,
        Standing,
    },
};
use http::{
    list::Page,
    parameters,
    parameters::{CursorText, Limit, Query, Text},
};
use network::{Invalid, ProposalId, Role, Slug};
use registry::{
    AnyConnection,
    profile::moment,
    proposals::{self as stored, ProposalFilter},
};

/// A proposal that was accepted.
#[derive(Serialize, ToSchema)]
pub struct AcceptedProposal {
    #[serde(flatten)]
    #[schema(inline)]
    proposal: ProposalView,
    /// What should be looked at again in the entry; left out when there is nothing.
    #[schema(required = false, read_only)]
    warnings: Vec<Warning>,
}

/// The member that a proposal is about.
#[derive(Serialize, ToSchema)]
pub struct ProposalMember {
    /// The key in its address.
    slug: Slug,
    /// Its name.
    name: String,
}

/// A proposal as lists have it: held against the record as it is now.
#[derive(Serialize, ToSchema)]
#[schema(as = Proposal)]
pub struct ListedProposal {
    #[serde(flatten)]
    #[schema(inline)]
    proposal: Proposal,
    /// How each of its changes stands now, in their order.
    standing: Vec<Standing>,
    /// The member that it is about.
    member: ProposalMember,
    /// The `ETag` of the proposal, by which it is decided.
    etag: String,
}

/// A page of proposals.
#[derive(Serialize, ToSchema)]
pub struct ProposalPage {
    /// The proposals, the latest first.
    data: Vec<ListedProposal>,
    /// Where the page stands in the list.
    page: Page,
    /// The registry's revision: the number of its last change.
    #[schema(example = 42)]
    revision: i64,
}

parameters! {
    /// The parameters of a list of proposals.
    pub struct ProposalParameters {
        /// Filter by status.
        status: Option<ProposalStatus>,
        /// How many at a time.
        #[example = 2]
        limit: Limit<50, 200>,
        /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
        cursor: Option<CursorText>,
    }
}

parameters! {
    /// Whose proposals to list.
    pub struct ProposalMemberParameter {
        /// Only those about this member: its identifier or slug.
        #[example = "open-huis-gent"]
        member: Option<Text>,
    }
}

/// A member in a parameter that is not there is a mistake in the request, not its address.
fn no_member(detail: String) -> Refusal {
    Refusal::InvalidParameter("member", Invalid::new("unknown_member", detail))
}

/// What is asked of a list.
struct Asked {
    member: Option<String>,
    status: Option<ProposalStatus>,
    paging: Paging<ProposalId>,
}

impl Asked {
    fn new(query: &mut Query<'_>, member: Option<String>, asked: ProposalParameters) -> Self {
        let status = asked.status;
        let question = format!("proposals {member:?} {status:?}");
        Self {
            paging: Paging::new(query, question, asked.limit.0, asked.cursor),
            member,
            status,
        }
    }

    fn answer(self, connection: &mut AnyConnection) -> Result<Reply, Refusal> {
        let member = match &self.member {
            Some(key) => Some(members::find(connection, key)?.member.id),
            None => None,
        };
        let wanted = ProposalFilter {
            member,
            status: self.status.map(ProposalStatus::as_str),
            limit: self.paging.sought(),
            after: self.paging.after,
        };
        let mut data: Vec<Proposal> = stored::load(connection, &wanted)?;
        let total = stored::count(connection, &wanted)?;
        let page = self.paging.page(&mut data, total, |proposal| {
            (proposal.head.filed_at, proposal.head.id)
        })?;
        let cases = proposals::with_records(connection, data)?.into_iter();
        let listed = cases.map(|case| {
            Ok(ListedProposal {
                standing: case.standings()?,
                etag: case.tag(),
                member: ProposalMember {
                    slug: case.record.member.slug,
                    name: case.record.member.name,
                },
                proposal: case.proposal,
            })
        });
        Reply::json(&ProposalPage {
            data: listed.collect::<Result<_, Refusal>>()?,
            page,
            revision: moment(connection)?.revision,
        })
    }
}

fn find(connection: &mut AnyConnection, proposal: &str) -> Result<Case, Refusal> {
    proposals::find(connection, proposals::identifier(proposal)?)
}

fn reply(case: &Case) -> Result<Reply, Refusal> {
    let reply = Reply::json(&case.shown()?)?.of(&case.record);
    Ok(reply.tagged(case.tag()))
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/members/{member}/proposals",
            "createProposal",
            STAFF_AND_MEMBER,
        )
        .says(text! {
            /// Proposes a change of an entry.
            ///
            /// The entry as it is now, with the patch laid over it, must be a valid entry. Nothing is changed
            /// before somebody accepts it. What only the secretariat may change is refused with
            /// `forbidden_field`: the external identifier, the slug, notes, the membership, and whatever is
            /// read only. A `member` key proposes for its own member.
        })
        .takes::<NewProposal>(json!({
            "patch": {"phones": [{"number": "+32 9 123 45 67"}], "summary": {"fr": "Accueil et conseil."}},
            "message": "We have a new number.",
        }))
        .makes::<ProposalView>("The proposal")
        .write(|change, wanted| {
            let case = proposals::file(change, &wanted.edit)?;
            let location = format!("{PREFIX}/proposals/{}", case.proposal.head.id);
            Ok(reply(&case)?.created(location))
        }),
        Operation::get(
            "/members/{member}/proposals",
            "listMemberProposals",
            STAFF_AND_MEMBER,
        )
        .says(text! {
            /// Lists the proposals about a member.
            ///
            /// The latest first. A `member` key lists those about its own member.
        })
        .answers::<ProposalPage>("A page of proposals")
        .read_checked(
            |query, _, session, asked| {
                Asked::new(query, Some(session.at("member").to_owned()), asked)
            },
            |connection, _, asked| asked.answer(connection),
        ),
        Operation::get("/proposals", "listProposals", STAFF)
            .says(text! {
                /// Lists proposals.
                ///
                /// Of all members, the latest first.
            })
            .answers::<ProposalPage>("A page of proposals")
            .read_checked(
                |query, _, _, (asked, whose): (_, ProposalMemberParameter)| {
                    Asked::new(query, whose.member.map(|Text(member)| member), asked)
                },
                |connection, _, asked| match asked.answer(connection) {
                    Err(Refusal::NotFound(detail) | Refusal::Purged(detail)) => {
                        Err(no_member(detail))
                    }
                    Err(Refusal::Moved(slug)) => {
                        Err(no_member(format!("Its slug is \"{slug}\" now.")))
                    }
                    other => other,
                },
            ),
        Operation::get("/proposals/{proposal}", "getProposal", STAFF_AND_MEMBER)
            .says(text! {
                /// Shows a proposal.
                ///
                /// With each field as it was when this was filed, as it would be, and as it is now. A `member` key
                /// reads those about its own member.
            })
            .answers::<ProposalView>("The proposal")
            .read(|connection, session| reply(&find(connection, session.at("proposal"))?)),
        Operation::post("/proposals/{proposal}/accept", "acceptProposal", STAFF)
            .says(text! {
                /// Accepts a proposal.
                ///
                /// Wholly, or the fields that are named. They are changed in the entry as it is now, which they
                /// must still fit (409, `moved_on` names those that do not).
            })
            .conditional()
            .takes::<Acceptance>(json!({"fields": ["/phones"]}))
            .answers::<AcceptedProposal>("The proposal as it is now")
            .write(|change, wanted| {
                let (case, warnings) = proposals::accept(change, wanted.edit)?;
                reply(&case)?.warning(&warnings)
            }),
        Operation::post("/proposals/{proposal}/refuse", "refuseProposal", STAFF)
            .says(text! {
                /// Refuses a proposal.
                ///
                /// The member reads the reason.
            })
            .conditional()
            .takes::<Rejection>(json!({"reason": "That number is another organisation's."}))
            .answers::<ProposalView>("The proposal as it is now")
            .write(|change, wanted| reply(&proposals::refuse(change, wanted.edit)?)),
        Operation::post(
            "/proposals/{proposal}/take-back",
            "takeBackProposal",
            &[Role::Member],
        )
        .says(text! {
            /// Withdraws a proposal.
            ///
            /// Only its member does, while nobody has decided.
        })
        .answers::<ProposalView>("The proposal as it is now")
        .write(|change, wanted| {
            let case = find(change.connection(), &wanted.edit.key)?;
            wanted.edit.has_no_body()?;
            reply(&proposals::take_back(change, case)?)
        }),
    ]
}
