//! Who asks: the key of a request, and what its role may do.

use std::{collections::HashMap, future::Future, io::Write, pin::Pin, sync::Arc, time::Duration};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{Method, header},
    web,
};

use tokio::sync::OwnedSemaphorePermit;

use super::{
    child::Children,
    planner::Planner,
    refused_keys::Refused,
    reply::{self, Reply},
    state::RegistryState,
    views,
};
use editing::Refusal;
use http::{
    State,
    crowd::{self, Class, Crowd, KeyStanding, Keys, Seat},
    problem::{Kind, Problem},
};
use network::{ApiKey, KeyState, Role, Timestamp};
use registry::{Actor, AnyConnection, Owner, Registry, keys, proposals, readings::Reading};

/// How long somebody waits for a place to have a spreadsheet made.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// A request of somebody who may make it, and the way to the books.
#[derive(Clone)]
pub struct Session {
    pub(super) state: Arc<RegistryState>,
    /// The key that the request came with.
    pub key: ApiKey,
    path: String,
    query: String,
    /// The parts of the path that the operation names.
    keys: HashMap<String, String>,
    /// Held until the last who works for this request is done.
    _seat: Arc<Seat>,
}

impl Session {
    /// A part of the path, by the name that it has in the operation.
    pub fn at(&self, name: &str) -> &str {
        self.keys.get(name).map_or("", String::as_str)
    }

    /// Whether the holder is staff.
    pub fn is_staff(&self) -> bool {
        views::is_staff(self.key.role)
    }

    /// The books, for what is no change of them.
    pub(super) fn registry(&self) -> &Registry {
        &self.state.registry
    }

    /// Has imports planned.
    pub(super) fn planner(&self) -> &Planner {
        &self.state.planner
    }

    /// The most bytes that files may have which are handed over.
    pub(super) fn upload_limit(&self) -> u64 {
        self.state.upload_limit
    }

    /// A place among the uploads that are taken at a time, if one is free.
    pub(super) fn upload_place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.state.uploads).try_acquire_owned().ok()
    }

    /// Begins processes for what files from outside decide the cost of.
    pub(super) fn children(&self) -> &Children {
        &self.state.children
    }

    /// How long an upload may take.
    pub(super) fn upload_time(&self) -> Duration {
        self.state.upload_time
    }

    /// A place among those who have a spreadsheet made, once one is free; nothing when that takes
    /// too long.
    pub(super) async fn workbook_place(&self) -> Option<OwnedSemaphorePermit> {
        let place = Arc::clone(&self.state.workbooks).acquire_owned();
        let place = actix_web::rt::time::timeout(LONGEST_WAIT, place).await;
        place.ok()?.ok()
    }

    /// Whether its key still opens anything. A database that is away takes nobody's key.
    pub(super) async fn is_open(&self) -> bool {
        let (registry, id) = (self.state.registry.clone(), self.key.id);
        let found = blocking(move || {
            let found = registry.read(|connection| keys::load_by_id(connection, id))?;
            let owner = found.as_ref().map(|key| registry.owner_of(key));
            Ok::<_, registry::Error>(found.zip(owner.transpose()?))
        });
        match found.await {
            Ok(Ok(found)) => judge(found).is_ok(),
            _ => true,
        }
    }

    /// How long keys live that are made now, unless their maker says otherwise.
    pub(super) fn key_lifetime(&self) -> Duration {
        self.state.key_lifetime
    }

    /// Answers from the books as they stand at one moment.
    pub async fn read(
        self,
        work: impl FnOnce(&mut AnyConnection, &Self) -> Result<Reply, Refusal> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        self.answer_by(|session| {
            let registry = session.registry();
            registry.read(|connection| work(connection, session))
        })
        .await
    }

    /// As [`Self::read`], of something that is read as a whole: that leaves a line in the trail,
    /// without which there is no answer.
    pub async fn read_whole(
        self,
        work: impl FnOnce(&mut AnyConnection, &Self) -> Result<(Reply, Reading), Refusal>
        + Send
        + 'static,
    ) -> Result<HttpResponse, Problem> {
        self.answer_by(|session| {
            let registry = session.registry();
            let (reply, reading) = registry.read(|connection| work(connection, session))?;
            registry.note_reading(Actor::Key(session.key.id), &reading)?;
            Ok(reply)
        })
        .await
    }

    /// Answers by work on a thread of its own.
    pub async fn answer_by(
        self,
        work: impl FnOnce(&Self) -> Result<Reply, Refusal> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let (session, answer) = blocking(move || {
            let answer = work(&self);
            (self, answer)
        })
        .await?;
        session.answer(answer)
    }

    /// Works with the books as a whole, on a thread of its own.
    pub async fn with_books<T: Send + 'static>(
        self,
        work: impl FnOnce(&Registry) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        blocking(move || work(&self.state.registry)).await
    }

    /// Gives an answer its form, or a refusal the form of an error.
    pub(super) fn answer(&self, answer: Result<Reply, Refusal>) -> Result<HttpResponse, Problem> {
        let begin = self.state.links();
        match answer {
            Ok(reply) => Ok(reply.respond(begin)),
            Err(Refusal::Moved(slug)) => {
                // /v1/registry/members/{slug}…
                let mut parts: Vec<&str> = self.path.split('/').collect();
                if let Some(part) = parts.get_mut(4) {
                    *part = slug.as_str();
                }
                let query = match self.query.as_str() {
                    "" => String::new(),
                    query => format!("?{query}"),
                };
                Ok(HttpResponse::PermanentRedirect()
                    .insert_header((
                        header::LOCATION,
                        begin.url(format_args!("{}{query}", parts.join("/"))),
                    ))
                    .insert_header((header::CACHE_CONTROL, "no-store"))
                    .finish())
            }
            Err(refusal) => Err(reply::problem(refusal, self.key.role)),
        }
    }
}

/// Work that waits for the database or a file, on a thread where that holds up no other request.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    web::block(work).await.map_err(|error| {
        // Libraries that write temporary files may panic where there is no room for them.
        match room() {
            Ok(()) => Problem::internal(&error),
            Err(error) => reply::no_room(&error),
        }
    })
}

/// Fails where temporary files cannot be written.
fn room() -> std::io::Result<()> {
    let mut file = tempfile::tempfile()?;
    file.write_all(&[0; 256 * 1024])?;
    file.sync_data()
}

impl FromRequest for Session {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { open(&request).await })
    }
}

async fn open(request: &HttpRequest) -> Result<Session, Problem> {
    let state = request
        .app_data::<web::Data<RegistryState>>()
        .ok_or_else(|| Problem::new(Kind::Unavailable, "This server has no registry."))?;
    let state = Arc::clone(state);
    let crowd = request.app_data::<web::Data<State>>().map_or_else(
        || Arc::new(Crowd::of_friends()),
        |state| Arc::clone(&state.crowd),
    );
    let text = bearer(request)?;
    crowd
        .admit_key(request, &text)
        .inspect_err(|_| state.refused_keys.note(&text, Refused::TooMany))?;
    let (registry, given) = (state.registry.clone(), text.clone());
    let found = blocking(move || find(&registry, &given)).await?;
    let (key, owner) = match judge(found.map_err(reply::storage_problem)?) {
        Ok(good) => good,
        Err(refused) => {
            state.refused_keys.note(&text, refused);
            return Err(unauthorized(refused.told(), true));
        }
    };
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let seat = crowd.admit_holder(&text, standing(&key), writes)?;
    allow(request, key.role)?;
    note_use(&state, &key);
    let names = request.match_info().iter().map(|(name, _)| name.to_owned());
    let values = web::Path::<Vec<String>>::extract(request).await;
    let values = values.map(web::Path::into_inner).unwrap_or_default();
    let keys: HashMap<String, String> = names.zip(values).collect();
    if let Some(owner) = owner {
        stay_within(&state, request, &keys, owner).await?;
    }
    Ok(Session {
        keys,
        state,
        key,
        path: request.path().to_owned(),
        query: request.query_string().to_owned(),
        _seat: Arc::new(seat),
    })
}

/// A key with the member that it stands for, if it stands for one.
type Found = Option<(ApiKey, Option<Owner>)>;

fn find(registry: &Registry, text: &str) -> Result<Found, registry::Error> {
    let found = registry.key_by_text(text)?;
    let owner = found.as_ref().map(|key| registry.owner_of(key));
    Ok(found.zip(owner.transpose()?))
}

/// How often the holder of a key may ask.
fn standing(key: &ApiKey) -> KeyStanding {
    KeyStanding {
        id: key.id.uuid(),
        class: match key.role {
            Role::Member => Class::Public,
            Role::Partner | Role::Editor | Role::Admin => Class::Partner,
        },
    }
}

/// Tells what keys are worth at the public address, where they open nothing.
pub fn keys(registry: Registry) -> Keys {
    Arc::new(move |text| {
        let (key, _) = judge(find(&registry, text).ok()?).ok()?;
        if let Some(now) = use_to_note(&key) {
            let _ = registry.touch_key(key.id, now);
        }
        Some(standing(&key))
    })
}

/// The key that was found, with the member that it stands for; or why it opens nothing.
fn judge(found: Found) -> Result<(ApiKey, Option<Owner>), Refused> {
    let (key, owner) = found.ok_or(Refused::Unknown)?;
    match key.state(Timestamp::now()) {
        KeyState::Active if owner.as_ref().is_some_and(|owner| owner.has_ended) => {
            Err(Refused::Ended)
        }
        KeyState::Active => Ok((key, owner)),
        KeyState::Expired => Err(Refused::Expired),
        KeyState::Revoked => Err(Refused::Revoked),
    }
}

/// Holds a `member` key to its own member, before anything else is looked up or read: it looks at
/// nothing but what that member has, so that what exists elsewhere and what does not take the same
/// work and get the same answer. A part of a path that is not known here is closed to it.
async fn stay_within(
    state: &Arc<RegistryState>,
    request: &HttpRequest,
    keys: &HashMap<String, String>,
    owner: Owner,
) -> Result<(), Problem> {
    for (name, _) in request.match_info().iter() {
        let asked = keys.get(name).map_or("", String::as_str);
        let is_own = match name {
            "member" => owner.is_called(asked),
            "proposal" => {
                let (registry, member) = (state.registry.clone(), owner.id);
                let own = blocking(move || {
                    registry.read(|connection| proposals::ids_of(connection, member))
                });
                let own = own.await?.map_err(reply::storage_problem)?;
                asked.parse().is_ok_and(|id| own.contains(&id))
            }
            _ => false,
        };
        if !is_own {
            return Err(Problem::new(
                Kind::Forbidden,
                "This key reaches its own member only.",
            ));
        }
    }
    Ok(())
}

/// Notes that a key was used, once a minute at most. Nobody waits for it, and a key is good although
/// its use cannot be noted.
fn note_use(state: &Arc<RegistryState>, key: &ApiKey) {
    let Some(now) = use_to_note(key) else {
        return;
    };
    let (registry, id) = (state.registry.clone(), key.id);
    drop(actix_web::rt::task::spawn_blocking(move || {
        if let Err(error) = registry.touch_key(id, now) {
            tracing::debug!(%error, "the use of a key could not be noted");
        }
    }));
}

/// The time that is to be noted as that of a key's last use, if it is to be noted.
fn use_to_note(key: &ApiKey) -> Option<Timestamp> {
    let now = Timestamp::now();
    let minute_ago = now.earlier(Duration::from_secs(60));
    let is_noted = key.last_used_at.is_some_and(|used| used > minute_ago);
    (!is_noted).then_some(now)
}

/// The key in the header.
fn bearer(request: &HttpRequest) -> Result<String, Problem> {
    let key = crowd::bearer(request.headers());
    key.map(str::to_owned).ok_or_else(|| {
        unauthorized(
            "Send an API key in the header \"Authorization: Bearer KEY\".",
            false,
        )
    })
}

fn unauthorized(detail: &str, given: bool) -> Problem {
    let challenge = match given {
        false => "Bearer realm=\"registry\"".to_owned(),
        true => format!(
            "Bearer realm=\"registry\", error=\"invalid_token\", error_description=\"{detail}\""
        ),
    };
    Problem {
        headers: vec![(header::WWW_AUTHENTICATE, challenge)],
        ..Problem::new(Kind::Unauthorized, detail)
    }
}

/// Holds a role to what the document says of the operation. One that names no role is closed.
fn allow(request: &HttpRequest, role: Role) -> Result<(), Problem> {
    let state = request.app_data::<web::Data<State>>();
    let pattern = request.match_pattern().unwrap_or_default();
    let roles = state.map_or(&[][..], |state| {
        state.document.roles(request.method(), &pattern)
    });
    if roles.contains(&role) {
        return Ok(());
    }
    let names: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    let challenge = format!(
        "Bearer realm=\"registry\", error=\"insufficient_scope\", scope=\"{}\"",
        names.join(" ")
    );
    Err(Problem {
        headers: vec![(header::WWW_AUTHENTICATE, challenge)],
        ..Problem::new(
            Kind::Forbidden,
            format!(
                "This needs the role {}; the key's role is \"{role}\".",
                names
                    .iter()
                    .map(|name| format!("\"{name}\""))
                    .collect::<Vec<_>>()
                    .join(" or ")
            ),
        )
    })
}
