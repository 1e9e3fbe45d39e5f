//! Who is signed in: the cookie that holds a session, and what keeps others from using it.

use std::{future::Future, pin::Pin, rc::Rc, sync::Arc};

use actix_web::{
    Error, FromRequest, HttpRequest, HttpResponse, ResponseError,
    body::BoxBody,
    dev::Payload,
    http::{
        StatusCode,
        header::{self, HeaderName},
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cookie::{Cookie, SameSite, time::Duration};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{api::Api, state::Console};
use directory::PublicUrl;
use http::{
    paths::CONSOLE,
    problem::{Kind, Problem},
};
use network::{Lang, StaffPerson, StaffRole};
use translations::Texts;

const COOKIE: &str = "staff_session";

/// Somebody who is signed in, and their request.
pub struct Visitor {
    console: Rc<Console>,
    request: HttpRequest,
    /// Who it is.
    pub person: StaffPerson,
    /// The text of the session.
    key: String,
}

/// What the API says of a session.
#[derive(Deserialize)]
struct Session {
    person: Option<StaffPerson>,
}

impl Visitor {
    /// The registry API in their name.
    pub async fn api(&self) -> Result<Api<'_>, Problem> {
        Ok(Api {
            within: self.console.within(&self.request).await?,
            key: &self.key,
            lang: self.lang(),
        })
    }

    /// The request.
    pub fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// The directory.
    pub fn directory(&self) -> &directory::Directory {
        &self.console.directory
    }

    /// The same, for what keeps it.
    pub fn shared_directory(&self) -> Arc<directory::Directory> {
        Arc::clone(&self.console.directory)
    }

    /// The language of their console.
    pub fn lang(&self) -> Lang {
        self.person.language
    }

    /// The texts of that language.
    pub fn texts(&self) -> Texts {
        Texts(self.lang().into())
    }

    /// Whether they may do what admins may.
    pub fn is_admin(&self) -> bool {
        self.person.role == StaffRole::Admin
    }

    /// What every form of theirs holds, and no other site can know.
    pub fn token(&self) -> String {
        self.mark("form of ")
    }

    /// The change that an address says was just made, where a screen of theirs has led there: an address
    /// that somebody else made up offers nothing to be taken back.
    pub fn just_made(&self, told: &str) -> Option<i64> {
        let (revision, _) = told.split_once('.')?;
        let revision = revision.parse().ok()?;
        let own = self.told_of(revision);
        bool::from(own.as_bytes().ct_eq(told.as_bytes())).then_some(revision)
    }

    fn told_of(&self, revision: i64) -> String {
        let mark = self.mark(&format!("change {revision} of "));
        format!("{revision}.{mark}")
    }

    /// What this session alone can have written.
    fn mark(&self, what: &str) -> String {
        let digest = Sha256::new()
            .chain_update(what)
            .chain_update(&self.key)
            .finalize();
        URL_SAFE_NO_PAD.encode(&digest[..18])
    }
}

/// Fails for a form that comes from a page of another site, or from a session before this one.
pub fn check_token(visitor: &Visitor, given: &str) -> Result<(), Problem> {
    let own = visitor.token();
    if bool::from(own.as_bytes().ct_eq(given.as_bytes())) {
        return Ok(());
    }
    Err(foreign())
}

fn foreign() -> Problem {
    Problem::new(
        Kind::Forbidden,
        "This form belongs to another session. Go back, load the page anew and try again.",
    )
}

/// Fails for a request that a page of another site has made.
pub fn check_origin(request: &HttpRequest) -> Result<(), Problem> {
    let site = request
        .headers()
        .get(HeaderName::from_static("sec-fetch-site"));
    let is_own = site.is_none_or(|site| site == "same-origin" || site == "none");
    match is_own {
        true => Ok(()),
        false => Err(foreign()),
    }
}

/// What the handlers of the console work with.
pub fn console(request: &HttpRequest) -> Result<Rc<Console>, Problem> {
    let console = request.app_data::<Rc<Console>>();
    console
        .cloned()
        .ok_or_else(|| Problem::internal(&"there is no console"))
}

/// The cookie that holds a session; it goes to the console alone, and never from another site.
pub fn cookie(public_url: &PublicUrl, key: String) -> Cookie<'static> {
    own_cookie(public_url, COOKIE, key, CONSOLE)
}

/// The same cookie, which ends at once.
pub fn no_cookie(public_url: &PublicUrl) -> Cookie<'static> {
    let mut cookie = cookie(public_url, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// A cookie for the console's paths from one on, which no script reads.
pub fn own_cookie(
    public_url: &PublicUrl,
    name: &'static str,
    value: String,
    path: &str,
) -> Cookie<'static> {
    Cookie::build((name, value))
        .path(public_url.path(path))
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(public_url.as_str().starts_with("https:"))
        .build()
}

/// Has the browser keep a cookie.
pub fn keep(response: &mut HttpResponse, cookie: &Cookie<'_>) -> Result<(), Problem> {
    let cookie = header::HeaderValue::try_from(cookie.to_string());
    let cookie = cookie.map_err(|error| Problem::internal(&error))?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(())
}

impl Visitor {
    /// Leads to a path of the console, after a form.
    pub fn leads(&self, path: &str) -> HttpResponse {
        see_other(self.directory().public_url(), &format!("{CONSOLE}{path}"))
    }

    /// Leads to a screen that says what was done: each has a text, `console-done-…`.
    pub fn done(&self, path: &str, what: &str) -> HttpResponse {
        self.undoable(path, what, None)
    }

    /// The same where the screen offers to take the change back.
    pub fn undoable(&self, path: &str, what: &str, revision: Option<i64>) -> HttpResponse {
        let joint = if path.contains('?') { '&' } else { '?' };
        let told = revision.map(|revision| format!("&revision={}", self.told_of(revision)));
        let undo = told.unwrap_or_default();
        self.leads(&format!("{path}{joint}done={what}{undo}"))
    }
}

/// A redirect to a path of the program, after a form.
pub fn see_other(public_url: &PublicUrl, path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, public_url.path(path)))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// The text of the session that a request comes with.
fn key_of(request: &HttpRequest) -> Option<String> {
    kept(request, COOKIE)
}

/// What a request's cookie of this name holds.
pub fn kept(request: &HttpRequest, name: &str) -> Option<String> {
    let given = request.headers().get(header::COOKIE)?.to_str().ok()?;
    let mut cookies = Cookie::split_parse(given).filter_map(Result::ok);
    let cookie = cookies.find(|cookie| cookie.name() == name)?;
    Some(cookie.value().to_owned()).filter(|value| !value.is_empty())
}

/// Nobody is signed in: the way leads to where one can.
#[derive(Debug)]
struct SignedOut(PublicUrl);

impl std::fmt::Display for SignedOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nobody is signed in")
    }
}

impl ResponseError for SignedOut {
    fn status_code(&self) -> StatusCode {
        StatusCode::SEE_OTHER
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        see_other(&self.0, &format!("{CONSOLE}/sign-in"))
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let console = console(&request)?;
            let signed_out = || SignedOut(console.directory.public_url().clone());
            let key = key_of(&request).ok_or_else(signed_out)?;
            let within = console.within(&request).await?;
            let api = Api {
                within,
                key: &key,
                lang: Lang::En,
            };
            let session = match api.get("/session").await {
                Ok(answer) => answer.read::<Session>()?,
                // Its time is over, or it is the key of whoever is no staff.
                Err(problem) => match problem.kind {
                    Kind::Unauthorized | Kind::Forbidden => return Err(signed_out().into()),
                    _ => return Err(problem.into()),
                },
            };
            let person = session.person.ok_or_else(signed_out)?;
            Ok(Self {
                console,
                request,
                person,
                key,
            })
        })
    }
}
