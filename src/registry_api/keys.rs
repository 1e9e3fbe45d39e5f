//! `/v1/registry/keys`: who may ask the registry what.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    operation::{ADMIN, Operation, text},
    reply::Reply,
    state::PREFIX,
};
use editing::keys::{self, KeyRotation, KeyWish};
use network::{ApiKey, KeyState, Role, Timestamp};
use registry::{Secret, keys as kept};

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeyRecord)]
pub struct KeyView {
    #[serde(flatten)]
    #[schema(inline)]
    key: ApiKey,
    /// Whether it opens anything now.
    state: KeyState,
}

impl KeyView {
    pub(super) fn new(key: ApiKey) -> Self {
        Self {
            state: key.state(Timestamp::now()),
            key,
        }
    }
}

/// Every key.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyList {
    /// The keys, the newest first.
    data: Vec<KeyView>,
}

impl KeyList {
    pub(super) fn of(keys: Vec<ApiKey>) -> Self {
        Self {
            data: keys.into_iter().map(KeyView::new).collect(),
        }
    }
}

/// A key that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewKeyView {
    #[serde(flatten)]
    #[schema(inline)]
    view: KeyView,
    /// The key itself. It is shown now and never again; null in a trial.
    #[schema(example = "mnd_k3v9x0ab_…")]
    key: Option<String>,
}

/// A key that was just made in the place of another one.
#[derive(Debug, Serialize, ToSchema)]
pub struct RotatedKeyView {
    #[serde(flatten)]
    #[schema(inline)]
    new: NewKeyView,
    /// The key that it takes the place of, with its end.
    previous: KeyView,
}

fn new_key(key: ApiKey, secret: &Secret, is_meant: bool) -> NewKeyView {
    NewKeyView {
        view: KeyView::new(key),
        key: is_meant.then(|| secret.reveal().to_owned()),
    }
}

fn path_of(key: &ApiKey) -> String {
    format!("{PREFIX}/keys/{}", key.id)
}

const EVERYBODY: &[Role] = &[Role::Partner, Role::Member, Role::Editor, Role::Admin];

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/key", "getOwnKey", EVERYBODY)
            .says(text! {
                /// Shows the key of the request.
                ///
                /// Its role, its member and when it expires: to see whether a key works, and how far it reaches.
            })
            .answers::<KeyView>("The key that the request came with")
            .read(|_, session| Reply::json(&KeyView::new(session.key.clone()))),
        Operation::delete("/key", "endOwnKey", EVERYBODY)
            .says(text! {
                /// Revokes the key of the request.
                ///
                /// For a key that leaked, by whoever has it, and for whoever signs out.
            })
            .unconditional()
            .answers::<KeyView>("The key as it is now")
            .write(|change, wanted| {
                wanted.edit.has_no_body()?;
                let key = wanted.session.key;
                let ended = change.revoke_key(key.id)?;
                Reply::json(&KeyView::new(ended.unwrap_or(key)))
            }),
        Operation::get("/keys", "listKeys", ADMIN)
            .says(text! {
                /// Lists the keys.
                ///
                /// Who may ask, until when, and when each key was last used. The keys themselves are not kept, and
                /// so cannot be shown.
            })
            .answers::<KeyList>("The keys, without their secrets")
            .read(|connection, _| Reply::json(&KeyList::of(kept::load(connection)?))),
        Operation::post("/keys", "createKey", ADMIN)
            .says(text! {
                /// Creates a key.
                ///
                /// The answer shows it once: only a hash of it is kept. So a request that is sent again with the
                /// same `Idempotency-Key` is refused, and the key is made anew under another one. A key ends after
                /// a year (the setting `KEY_DAYS`) unless it says otherwise, and one of the role `member` ends with
                /// the membership.
            })
            .takes::<KeyWish>(json!({"label": "Membership form", "role": "editor"}))
            .makes::<NewKeyView>("The key that was made")
            .write(|change, wanted| {
                let usual = wanted.session.key_lifetime();
                let (key, secret) = keys::create(change, &wanted.edit, usual)?;
                let location = path_of(&key);
                let view = new_key(key, &secret, wanted.is_meant);
                Ok(Reply::json(&view)?.created(location).secret())
            }),
        Operation::get("/keys/{key}", "getKey", ADMIN)
            .says(text! {
                /// Shows a key.
                ///
                /// Its role, its expiry and its last use. The key itself is not kept, and so cannot be shown.
            })
            .answers::<KeyView>("The key, without its secret")
            .read(|connection, session| {
                let key = keys::find_key(connection, session.at("key"))?;
                Reply::json(&KeyView::new(key))
            }),
        Operation::post("/keys/{key}/rotate", "rotateKey", ADMIN)
            .says(text! {
                /// Rotates a key.
                ///
                /// The new one has the same label, role and member, and its text is shown once. The old one goes on
                /// for a week, or as many days as `overlap_days` says, so that whoever uses it has time to change
                /// over.
            })
            .takes::<KeyRotation>(json!({"overlap_days": 7}))
            .makes::<RotatedKeyView>("The key that was made, and the one that ends")
            .write(|change, wanted| {
                let (edit, usual) = (wanted.edit, wanted.session.key_lifetime());
                let rotated = keys::rotate(change, &edit.key, &edit.read()?, usual)?;
                let location = path_of(&rotated.new);
                let view = RotatedKeyView {
                    new: new_key(rotated.new, &rotated.secret, wanted.is_meant),
                    previous: KeyView::new(rotated.old),
                };
                Ok(Reply::json(&view)?.created(location).secret())
            }),
        Operation::delete("/keys/{key}", "revokeKey", ADMIN)
            .says(text! {
                /// Revokes a key.
                ///
                /// It opens nothing from then on. This needs no `If-Match`: to end a key must never have to wait.
            })
            .unconditional()
            .answers::<KeyView>("The key as it is now")
            .write(|change, wanted| {
                Reply::json(&KeyView::new(keys::revoke(change, &wanted.edit.key)?))
            }),
    ]
}
