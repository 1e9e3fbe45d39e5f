//! The people of the secretariat: invited, changed, removed; never without an admin.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{document::Mistake, edit::Edit, refusal::Refusal};
use network::{
    Email, KeyState, Lang, MailContent, NewMail, StaffId, StaffPerson, StaffRole, Timestamp,
    text::serde_text,
};
use registry::{
    AnyConnection, Change, Error, Secret, keys,
    staff::{self, SignedIn},
};

/// How many people there can be.
const MOST: usize = 500;

/// What is said of somebody of the secretariat.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct StaffWish {
    /// The name, as the audit trail says it.
    #[serde(deserialize_with = "serde_text::name")]
    #[schema(min_length = 1, max_length = 300, example = "Ann Peeters")]
    pub name: String,
    /// The e-mail address. No two who may sign in have the same one.
    pub email: Email,
    /// What this person may do.
    pub role: StaffRole,
    /// The language of the console; English when nothing is said.
    #[serde(default)]
    #[schema(nullable = false)]
    pub language: Option<Lang>,
}

/// Somebody who may sign in, with the link that lets them in once.
pub struct Invitation {
    /// Who.
    pub person: StaffPerson,
    /// The text of the link, which nobody can find out again.
    pub secret: Secret,
    /// Until when the link opens anything.
    pub until: Timestamp,
    /// Whether it is mailed to them.
    pub is_mailed: bool,
}

/// One person who may sign in.
pub fn find(connection: &mut AnyConnection, key: &str) -> Result<StaffPerson, Refusal> {
    let unknown = || Refusal::NotFound(format!("Nobody of the staff is \"{key}\"."));
    let id: StaffId = key.parse().map_err(|_| unknown())?;
    let found = staff::load_one(connection, id)?.filter(|person| person.removed_at.is_none());
    found.ok_or_else(unknown)
}

/// Invites somebody.
pub fn invite(change: &mut Change<'_>, edit: &Edit) -> Result<Invitation, Refusal> {
    add(change, edit.read()?)
}

fn add(change: &mut Change<'_>, wish: StaffWish) -> Result<Invitation, Refusal> {
    let others = staff::load(change.connection())?;
    if others.len() >= MOST {
        return Err(Refusal::wrong_state(format!(
            "{MOST} people may sign in, which is the most. Remove somebody who left."
        )));
    }
    let person = StaffPerson {
        id: StaffId::new(),
        name: wish.name,
        email: wish.email,
        role: wish.role,
        language: wish.language.unwrap_or(Lang::En),
        created_at: change.at(),
        removed_at: None,
    };
    is_free(&others, &person)?;
    change.write_staff(None, &person)?;
    link(change, person)
}

/// Invites somebody, or makes another link for whoever has the address already.
pub fn let_in(change: &mut Change<'_>, wish: StaffWish) -> Result<Invitation, Refusal> {
    let known = staff::load(change.connection())?.into_iter();
    let mut known = known.filter(|person| is_same(&person.email, &wish.email));
    match known.next() {
        Some(person) => link(change, person),
        None => add(change, wish),
    }
}

/// Lets in whoever of the staff has an address, which an account that they signed in with elsewhere has
/// too; nothing where nobody has it.
pub fn sign_in_with(change: &mut Change<'_>, email: &Email) -> Result<Option<SignedIn>, Error> {
    let known = staff::load(change.connection())?.into_iter();
    let mut known = known.filter(|person| is_same(&person.email, email));
    let found = known.next();
    let signed_in = found.map(|person| change.sign_in_as(person, "openid_connect"));
    signed_in.transpose()
}

/// Makes another link for somebody; one that was made before opens nothing any more.
pub fn renew_link(change: &mut Change<'_>, key: &str) -> Result<Invitation, Refusal> {
    let person = find(change.connection(), key)?;
    link(change, person)
}

fn link(change: &mut Change<'_>, person: StaffPerson) -> Result<Invitation, Refusal> {
    let (secret, until) = change.make_sign_in_link(&person)?;
    let is_mailed = change.mail(NewMail {
        recipient: person.email.clone(),
        language: person.language,
        member: None,
        content: MailContent::SignIn {
            name: person.name.clone(),
            link: secret.reveal().to_owned(),
            until,
        },
    })?;
    Ok(Invitation {
        person,
        secret,
        until,
        is_mailed: is_mailed.is_some(),
    })
}

/// Changes what is said of somebody. Another role begins with the next sign-in.
pub fn update(change: &mut Change<'_>, edit: &Edit) -> Result<StaffPerson, Refusal> {
    let before = expected(change, edit)?;
    let mut document = json!({
        "name": before.name,
        "email": before.email,
        "role": before.role,
        "language": before.language,
    });
    edit.clone().apply(&mut document);
    let wish: StaffWish = Edit {
        document,
        ..edit.clone()
    }
    .read()?;
    let after = StaffPerson {
        name: wish.name,
        email: wish.email,
        role: wish.role,
        language: wish.language.unwrap_or(before.language),
        ..before.clone()
    };
    if after == before {
        return Ok(before);
    }
    let others = staff::load(change.connection())?;
    is_free(&others, &after)?;
    if before.role != after.role {
        leaves_an_admin(&others, &before, Some("/role"))?;
        change.end_sessions_of(before.id, "role_changed")?;
    }
    if !is_same(&before.email, &after.email) {
        // It was sent to the address before.
        change.forget_sign_in_link(before.id)?;
    }
    change.write_staff(Some(&before), &after)?;
    Ok(after)
}

/// Removes somebody: no link and no session of theirs opens anything from then on.
pub fn remove(change: &mut Change<'_>, edit: &Edit) -> Result<(), Refusal> {
    edit.has_no_body()?;
    let before = find(change.connection(), &edit.key)?;
    let others = staff::load(change.connection())?;
    leaves_an_admin(&others, &before, None)?;
    let after = StaffPerson {
        removed_at: Some(change.at()),
        ..before.clone()
    };
    change.forget_sign_in_link(before.id)?;
    change.end_sessions_of(before.id, "removed")?;
    change.write_staff(Some(&before), &after)?;
    Ok(())
}

/// Ends all sessions of somebody.
pub fn end_sessions(change: &mut Change<'_>, key: &str) -> Result<(), Refusal> {
    let person = find(change.connection(), key)?;
    change.end_sessions_of(person.id, "ended")?;
    Ok(())
}

/// Ends one session of somebody.
pub fn end_session(change: &mut Change<'_>, key: &str, session: &str) -> Result<(), Refusal> {
    let person = find(change.connection(), key)?;
    let sessions = keys::sessions_of(change.connection(), person.id)?;
    let found = sessions
        .iter()
        .find(|known| known.id.to_string() == session || known.prefix == session);
    let Some(found) = found else {
        return Err(Refusal::NotFound(format!(
            "{} has no session \"{session}\".",
            person.name
        )));
    };
    if found.state(change.at()) == KeyState::Active {
        change.revoke_key(found.id)?;
    }
    Ok(())
}

fn expected(change: &mut Change<'_>, edit: &Edit) -> Result<StaffPerson, Refusal> {
    let before = find(change.connection(), &edit.key)?;
    edit.expected.check_value(&before)?;
    Ok(before)
}

fn is_same(one: &Email, other: &Email) -> bool {
    one.to_string().eq_ignore_ascii_case(&other.to_string())
}

fn is_free(others: &[StaffPerson], person: &StaffPerson) -> Result<(), Refusal> {
    let taken = others
        .iter()
        .find(|other| other.id != person.id && is_same(&other.email, &person.email));
    match taken {
        None => Ok(()),
        Some(other) => Err(Refusal::Invalid(vec![Mistake::new(
            "/email",
            "taken",
            format!(
                "{} has this address; make a new link for them instead, or write another address",
                other.name
            ),
        )])),
    }
}

/// Fails where nobody else is an admin.
fn leaves_an_admin(
    others: &[StaffPerson],
    person: &StaffPerson,
    pointer: Option<&str>,
) -> Result<(), Refusal> {
    let is_last = person.role == StaffRole::Admin
        && !others
            .iter()
            .any(|other| other.id != person.id && other.role == StaffRole::Admin);
    match (is_last, pointer) {
        (false, _) => Ok(()),
        (true, Some(pointer)) => Err(Refusal::mistake(
            pointer,
            "last_admin",
            "nobody else is an admin; make somebody else one first",
        )),
        (true, None) => Err(Refusal::wrong_state(
            "Nobody else is an admin; make somebody else one first.",
        )),
    }
}
