//! `/v1/registry/staff`: the people of the secretariat, who sign in, and their sessions.

use std::sync::Arc;

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    keys::KeyList,
    operation::{ADMIN, Operation, STAFF, text},
    refused_keys::Refused,
    reply::{self, Reply},
    session::Session,
    state::{PREFIX, RegistryState},
};
use console::Provider;
use editing::{
    Refusal,
    edit::value_tag,
    staff::{self, Invitation, StaffWish},
};
use http::{paths::CONSOLE, problem::Problem};
use network::{Email, StaffPerson, Timestamp};
use registry::{Actor, AnyConnection, Intent, keys, staff as kept};

/// Somebody of the secretariat.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StaffRecord)]
pub struct StaffView {
    #[serde(flatten)]
    #[schema(inline)]
    person: StaffPerson,
    /// Until when a link lets this person in; null where none does.
    link_expires_at: Option<Timestamp>,
    /// When this person last did something, to the minute or so; null when they never did.
    last_seen_at: Option<Timestamp>,
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// The person; null where it is the key of a tool.
    person: Option<StaffPerson>,
}

/// Everybody of the secretariat.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffList {
    /// The people, by name.
    data: Vec<StaffView>,
}

/// Somebody who may sign in, with the link that lets them in.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    #[serde(flatten)]
    #[schema(inline)]
    view: StaffView,
    /// The link, for this person alone. It lets them in once; it is shown now and never again, and is
    /// null in a trial.
    #[schema(example = "https://directory.example.org/staff/sign-in?link=mnd_k3v9x0ab_…")]
    link: Option<String>,
    /// Whether it is mailed to them too.
    mailed: bool,
}

fn view(connection: &mut AnyConnection, person: StaffPerson) -> Result<StaffView, Refusal> {
    let sessions = keys::sessions_of(connection, person.id)?;
    Ok(StaffView {
        link_expires_at: kept::link_of(connection, person.id)?,
        last_seen_at: sessions
            .iter()
            .map(|session| session.last_used_at.unwrap_or(session.created_at))
            .max(),
        person,
    })
}

fn answer(connection: &mut AnyConnection, person: StaffPerson) -> Result<Reply, Refusal> {
    let tag = value_tag(&person)?;
    Ok(Reply::json(&view(connection, person)?)?.tagged(tag))
}

/// The path of the page that a link leads to.
pub fn link_path(secret: &registry::Secret) -> String {
    format!("{CONSOLE}/sign-in?link={}", secret.reveal())
}

fn invited(
    connection: &mut AnyConnection,
    session: &Session,
    invitation: Invitation,
    is_meant: bool,
) -> Result<Reply, Refusal> {
    let link = session.state.links().url(link_path(&invitation.secret));
    let location = format!("{PREFIX}/staff/{}", invitation.person.id);
    let view = InvitationView {
        view: view(connection, invitation.person)?,
        link: is_meant.then_some(link),
        mailed: invitation.is_mailed,
    };
    Ok(Reply::json(&view)?.created(location).secret())
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/session", "getSession", STAFF)
            .says(text! {
                /// Shows who is signed in.
                ///
                /// The person whose session it is that the request came with.
            })
            .answers::<SessionView>("The person; null where it is the key of a tool")
            .read(|connection, session| {
                let id = session.key.staff_id;
                let person = id.map(|id| kept::load_one(connection, id)).transpose()?;
                Reply::json(&SessionView {
                    person: person.flatten(),
                })
            }),
        Operation::get("/staff", "listStaff", ADMIN)
            .says(text! {
                /// Lists the staff.
                ///
                /// The people of the secretariat who may sign in to the console, with their roles.
            })
            .answers::<StaffList>("The people")
            .read(|connection, _| {
                let people = kept::load(connection)?.into_iter();
                let data = people.map(|person| view(connection, person));
                Reply::json(&StaffList {
                    data: data.collect::<Result<_, _>>()?,
                })
            }),
        Operation::post("/staff", "inviteStaff", ADMIN)
            .says(text! {
                /// Invites somebody.
                ///
                /// The answer shows a link once, for this person alone: whoever opens it within two days, and
                /// says there that they want to sign in, is signed in. A request that is sent again with the same
                /// `Idempotency-Key` is refused, for the link is not kept.
            })
            .takes::<StaffWish>(json!({
                "name": "Ann Peeters", "email": "ann@secretariat.example.org", "role": "editor",
            }))
            .makes::<InvitationView>("The person, and the link")
            .write(|change, wanted| {
                let invitation = staff::invite(change, &wanted.edit)?;
                let connection = change.connection();
                invited(connection, &wanted.session, invitation, wanted.is_meant)
            }),
        Operation::get("/staff/{staff}", "getStaff", ADMIN)
            .says(text! {
                /// Shows somebody of the staff.
                ///
                /// Their role, whether a link waits for them, and when they were last seen.
            })
            .answers::<StaffView>("The person")
            .read(|connection, session| {
                let person = staff::find(connection, session.at("staff"))?;
                answer(connection, person)
            }),
        Operation::patch("/staff/{staff}", "patchStaff", ADMIN)
            .says(text! {
                /// Changes somebody of the staff.
                ///
                /// The body is a JSON Merge Patch (RFC 7396) of name, e-mail address, role and language. With another
                /// role their sessions end, and they sign in anew. The last admin stays one.
            })
            .takes::<StaffWish>(json!({"role": "admin"}))
            .answers::<StaffView>("The person as they are now")
            .write(|change, wanted| {
                let person = staff::update(change, &wanted.edit)?;
                answer(change.connection(), person)
            }),
        Operation::delete("/staff/{staff}", "removeStaff", ADMIN)
            .says(text! {
                /// Removes somebody from the staff.
                ///
                /// Their sessions and their link open nothing from then on, and the audit trail goes on naming
                /// them. This needs no `If-Match`: to shut somebody out must never have to wait. The last admin
                /// cannot be removed.
            })
            .unconditional()
            .removes()
            .write(|change, wanted| {
                staff::remove(change, &wanted.edit)?;
                Ok(Reply::empty())
            }),
        Operation::post("/staff/{staff}/link", "makeSignInLink", ADMIN)
            .says(text! {
                /// Makes a link to sign in.
                ///
                /// For somebody whose link ran out, or who has no session any more. A link that was made before opens
                /// nothing from then on.
            })
            .makes::<InvitationView>("The person, and the link")
            .write(|change, wanted| {
                wanted.edit.has_no_body()?;
                let invitation = staff::renew_link(change, &wanted.edit.key)?;
                let connection = change.connection();
                invited(connection, &wanted.session, invitation, wanted.is_meant)
            }),
        Operation::get("/staff/{staff}/sessions", "listSessions", ADMIN)
            .says(text! {
                /// Lists somebody's sessions.
                ///
                /// A session ends after twelve hours, or when it was not used for two.
            })
            .answers::<KeyList>("The sessions, the newest first")
            .read(|connection, session| {
                let person = staff::find(connection, session.at("staff"))?;
                let sessions = keys::sessions_of(connection, person.id)?;
                Reply::json(&KeyList::of(sessions))
            }),
        Operation::delete("/staff/{staff}/sessions", "endSessions", ADMIN)
            .says(text! {
                /// Ends all of somebody's sessions.
                ///
                /// As when a device was lost. They may sign in again by a new link.
            })
            .unconditional()
            .removes()
            .write(|change, wanted| {
                wanted.edit.has_no_body()?;
                staff::end_sessions(change, &wanted.edit.key)?;
                Ok(Reply::empty())
            }),
        Operation::delete("/staff/{staff}/sessions/{session}", "endSession", ADMIN)
            .says(text! {
                /// Ends a session.
                ///
                /// It opens nothing from then on.
            })
            .unconditional()
            .removes()
            .write(|change, wanted| {
                wanted.edit.has_no_body()?;
                let session = wanted.session.at("session");
                staff::end_session(change, &wanted.edit.key, session)?;
                Ok(Reply::empty())
            }),
    ]
}

/// Where people get in.
pub struct Door {
    state: Arc<RegistryState>,
}

impl Door {
    /// The way into these books.
    pub fn new(state: Arc<RegistryState>) -> Self {
        Self { state }
    }
}

impl console::Door for Door {
    fn sign_in(&self, link: &str) -> Result<Option<String>, Problem> {
        let signed_in = self
            .state
            .registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                change.sign_in(link)
            });
        let signed_in = signed_in.map_err(reply::storage_problem)?.value;
        Ok(signed_in.map(|signed_in| signed_in.secret.reveal().to_owned()))
    }

    fn refused(&self, link: &str) {
        self.state.refused_keys.note(link, Refused::Unknown);
    }

    fn provider(&self) -> Option<&dyn Provider> {
        let provider = self.state.provider.as_ref();
        provider.map(|provider| provider as &dyn Provider)
    }

    fn sign_in_with(&self, email: &Email) -> Result<Option<String>, Problem> {
        let signed_in = self
            .state
            .registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                staff::sign_in_with(change, email)
            });
        let signed_in = signed_in.map_err(reply::storage_problem)?.value;
        Ok(signed_in.map(|signed_in| signed_in.secret.reveal().to_owned()))
    }
}
