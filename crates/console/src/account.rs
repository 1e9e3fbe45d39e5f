//! Signing in with an account of a provider (OpenID Connect). Whoever comes back from there is let in by
//! the verified address of the account, where somebody of the staff has it; nobody is made by it.

use std::sync::Arc;

use actix_web::{
    Error, HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use askama::Template;
use cookie::{Cookie, SameSite, time::Duration};

use crate::{
    frame::{self, Frame},
    session, sign_in,
    state::{NoAccount, Provider, Returned},
};
use directory::PublicUrl;
use http::{
    State,
    paths::CONSOLE,
    problem::{Kind, Problem},
};
use pages::address::Address;

/// Where an attempt begins, below the console's path.
pub const PATH: &str = "/sign-in/account";
/// Where it ends.
pub const BACK: &str = "/sign-in/account/back";

/// What the browser keeps of an attempt.
const COOKIE: &str = "staff_attempt";
/// How long it keeps it.
const LONGEST: Duration = Duration::minutes(10);

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource(PATH).route(web::get().to(begin)));
    config.service(web::resource(BACK).route(web::get().to(finish)));
}

/// The cookie of an attempt. It must come back from the provider's site; whoever has it can do nothing
/// but end the attempt.
fn cookie(public_url: &PublicUrl, kept: String, age: Duration) -> Cookie<'static> {
    let path = format!("{CONSOLE}{PATH}");
    let mut cookie = session::own_cookie(public_url, COOKIE, kept, &path);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_max_age(age);
    cookie
}

/// How it is told that nobody was let in.
fn refusal(request: &HttpRequest, why: NoAccount) -> Result<HttpResponse, Problem> {
    let (status, text) = match why {
        NoAccount::Away => (StatusCode::SERVICE_UNAVAILABLE, "console-account-away"),
        NoAccount::Unfinished => (StatusCode::FORBIDDEN, "console-account-unfinished"),
        NoAccount::Unverified => (StatusCode::FORBIDDEN, "console-account-unverified"),
    };
    let told = sign_in::texts(request).say(text);
    sign_in::screen(request, "", Some((status, told)))
}

fn provider(door: &dyn crate::Door) -> Result<&dyn Provider, Problem> {
    door.provider()
        .ok_or_else(|| Problem::new(Kind::NotFound, "Nobody signs in with an account here."))
}

async fn begin(request: HttpRequest) -> Result<HttpResponse, Error> {
    let console = session::console(&request)?;
    let begun = match provider(&*console.door)?.begin().await {
        Ok(begun) => begun,
        Err(why) => return Ok(refusal(&request, why)?),
    };
    let mut response = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, begun.address))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish();
    let public_url = console.directory.public_url();
    session::keep(&mut response, &cookie(public_url, begun.kept, LONGEST))?;
    Ok(response)
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedIn {
    frame: Frame,
}

async fn finish(request: HttpRequest) -> Result<HttpResponse, Error> {
    let console = session::console(&request)?;
    let provider = provider(&*console.door)?;
    let public_url = console.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let text = |name: &str| address.get(name).map(str::to_owned);
    let given = Returned {
        state: text("state").unwrap_or_default(),
        code: text("code"),
        issuer: text("iss"),
    };
    if let Some(state) = request.app_data::<web::Data<State>>() {
        let code = given.code.as_deref().unwrap_or_default();
        state.crowd.admit_key(&request, code)?;
    }
    let kept = session::kept(&request, COOKIE).unwrap_or_default();
    let mut response = match provider.finish(&kept, &given).await {
        Err(why) => refusal(&request, why)?,
        Ok(email) => {
            let (door, asked) = (Arc::clone(&console.door), email.clone());
            let key = web::block(move || door.sign_in_with(&asked)).await;
            match key.map_err(|error| Problem::internal(&error))?? {
                Some(key) => signed_in(&request, key)?,
                None => {
                    let texts = sign_in::texts(&request);
                    let told = texts.say_with("console-account-unknown", "email", email.as_str());
                    sign_in::screen(&request, "", Some((StatusCode::FORBIDDEN, told)))?
                }
            }
        }
    };
    let ended = cookie(public_url, String::new(), Duration::ZERO);
    session::keep(&mut response, &ended)?;
    Ok(response)
}

/// A page that goes on by itself: a browser that another site sent here would not bring the cookie of the
/// session along, were it led on at once.
fn signed_in(request: &HttpRequest, key: String) -> Result<HttpResponse, Problem> {
    let console = session::console(request)?;
    let texts = sign_in::texts(request);
    let public_url = console.directory.public_url();
    let network = &console.directory.current().network;
    let title = texts.say("console-signed-in");
    let frame = Frame::new(texts, public_url, network, "sign-in", title);
    let mut response = frame::give(StatusCode::OK, &SignedIn { frame })?;
    session::keep(&mut response, &session::cookie(public_url, key))?;
    Ok(response)
}
