//! Mail: who was asked and who answered, what was mailed, addresses to which nothing is, the news, and
//! how each mail looks.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::{Fault, part},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
};
use directory::PublicUrl;
use http::problem::{Kind, Problem};
use network::{MailContent, MailId, MailKind, Timestamp};
use own::letter::{Letters, Written};
use pages::{HTML, address::Address};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/mails").route(web::get().to(show)));
    config.service(web::resource("/mails/digest").route(web::post().to(send_digest)));
    config.service(web::resource("/mails/stops/{id}").route(web::post().to(lift)));
    config.service(web::resource("/mails/preview/{kind}").route(web::get().to(preview)));
    config.service(web::resource("/mails/preview/{kind}/html").route(web::get().to(preview_html)));
}

#[derive(Deserialize)]
struct List<T> {
    data: Vec<T>,
}

/// A mail of the log.
#[derive(Deserialize)]
struct Mail {
    kind: String,
    recipient: String,
    created_at: Timestamp,
    status: String,
    error: Option<String>,
}

/// An address to which nothing is mailed.
#[derive(Deserialize)]
struct Stop {
    id: String,
    address: String,
    cause: String,
    detail: Option<String>,
    since: Timestamp,
}

#[derive(Deserialize)]
struct Reminders {
    data: Vec<Standing>,
    page: Position,
    sends_mail: bool,
}

#[derive(Deserialize)]
struct Position {
    next: Option<String>,
}

/// Which reminders are shown: those that went out, or those that are to go out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Asked,
    Due,
}

impl Which {
    fn code(self) -> &'static str {
        match self {
            Self::Asked => "true",
            Self::Due => "false",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Asked => "console-were-asked",
            Self::Due => "console-to-be-asked",
        }
    }

    async fn find(self, visitor: &Visitor, cursor: &str) -> Result<Reminders, Problem> {
        let whole = Address::of(&PublicUrl::unknown(), "/reminders").with("asked", self.code());
        let question = match cursor {
            "" => whole,
            cursor => whole.with("cursor", cursor),
        };
        let api = visitor.api().await?;
        api.get(&question.to_string()).await?.read()
    }
}

/// How a member stands with its confirmation.
#[derive(Deserialize)]
struct Standing {
    slug: String,
    name: String,
    confirmed_at: Option<Timestamp>,
    can_be_asked: bool,
    asked: Vec<Asked>,
    never_answers: bool,
}

#[derive(Deserialize)]
struct Asked {
    made_at: Timestamp,
    answered_at: Option<Timestamp>,
}

impl Standing {
    fn path(&self) -> String {
        format!("/members/{}/links", part(&self.slug))
    }

    fn answered(&self) -> Option<&Timestamp> {
        self.asked
            .iter()
            .rev()
            .find_map(|asked| asked.answered_at.as_ref())
    }
}

#[derive(Template)]
#[template(path = "mails.html")]
struct Mails {
    frame: Frame,
    reminders: Reminders,
    which: Which,
    mails: Vec<Mail>,
    stops: Vec<Stop>,
    mistakes: Vec<String>,
    /// The month before this one.
    since: String,
    until: String,
}

impl Mails {
    fn kind(&self, kind: &str) -> String {
        let id = format!("console-mail-kind-{}", kind.replace('_', "-"));
        self.frame.texts.say(&id)
    }

    fn status(&self, status: &str) -> String {
        self.frame
            .texts
            .say(&format!("console-mail-status-{status}"))
    }

    fn cause(&self, cause: &str) -> String {
        self.frame.texts.say(&format!("console-mail-stop-{cause}"))
    }

    /// Both kinds of reminders, and where they are shown.
    fn tabs(&self) -> [(Which, Address); 2] {
        [Which::Asked, Which::Due].map(|which| (which, self.reminders_at(which)))
    }

    fn reminders_at(&self, which: Which) -> Address {
        self.frame.at("/mails").with("asked", which.code())
    }

    fn next(&self) -> Option<Address> {
        let cursor = self.reminders.page.next.as_ref()?;
        Some(self.reminders_at(self.which).with("cursor", cursor))
    }

    fn lift(&self, stop: &Stop) -> String {
        format!("/mails/stops/{}", part(&stop.id))
    }

    fn kinds(&self) -> Vec<(String, String)> {
        let kinds = MailKind::ALL.iter();
        kinds
            .map(|kind| (format!("/mails/preview/{kind}"), self.kind(kind.as_str())))
            .collect()
    }
}

/// How many mails of the log are shown.
const SHOWN: usize = 50;

async fn screen(visitor: &Visitor, fault: Option<Fault>) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let request = visitor.request();
    let public_url = visitor.directory().public_url();
    let asked = Address::read(public_url, request.path(), request.query_string());
    let cursor = asked.get("cursor").unwrap_or_default();
    let (which, reminders) = match asked.get("asked") {
        Some("true") => (Which::Asked, Which::Asked.find(visitor, cursor).await?),
        Some("false") => (Which::Due, Which::Due.find(visitor, cursor).await?),
        // Those about whom there is something to tell come first.
        _ => match Which::Asked.find(visitor, "").await? {
            none if none.data.is_empty() => (Which::Due, Which::Due.find(visitor, "").await?),
            some => (Which::Asked, some),
        },
    };
    let mails: List<Mail> = api.get(&format!("/mails?limit={SHOWN}")).await?.read()?;
    let stops: List<Stop> = api.get("/mail-stops").await?.read()?;
    let until = Timestamp::now().date().first_of_month();
    let since = until.yesterday().map_or(until, |day| day.first_of_month());
    let mistakes = fault.map_or_else(Vec::new, Fault::told);
    let title = visitor.texts().say("console-mails");
    frame::give(
        frame::status(&mistakes),
        &Mails {
            frame: Frame::of(visitor, "mails", title),
            reminders,
            which,
            mails: mails.data,
            stops: stops.data,
            mistakes,
            since: since.to_string(),
            until: until.to_string(),
        },
    )
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None).await?)
}

async fn send_digest(form: Form) -> Result<HttpResponse, Error> {
    let (visitor, fields) = (&form.visitor, &form.fields);
    let body = json!({ "since": fields.get("since"), "until": fields.get("until") });
    let api = visitor.api().await?;
    let sent = api
        .change(Method::POST, "/digest/mail", Some(&body), None)
        .await?;
    Ok(match sent {
        Ok(_) => visitor.done("/mails", "sent"),
        Err(fault) => screen(visitor, Some(fault)).await?,
    })
}

async fn lift(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let path = format!("/mail-stops/{}", part(&path.into_inner()));
    let api = visitor.api().await?;
    let lifted = api.change(Method::DELETE, &path, None, None).await?;
    lifted.map_err(|fault| fault.problem())?;
    Ok(visitor.done("/mails", "changed"))
}

#[derive(Template)]
#[template(path = "mail_preview.html")]
struct Preview {
    frame: Frame,
    html: String,
    written: Written,
}

/// A mail of a kind, with words that only show how it looks.
fn example(visitor: &Visitor, kind: &str) -> Result<Written, Problem> {
    let kind: MailKind = kind
        .parse()
        .map_err(|_| Problem::new(Kind::NotFound, "There is no such kind of mail."))?;
    let now = Timestamp::now();
    let member = visitor.texts().say("console-mail-example");
    // It opens nothing.
    let link = "mnd_example".to_owned();
    let until = now.later(std::time::Duration::from_secs(30 * 86_400));
    let day = now.date();
    let content = match kind {
        MailKind::SignIn => MailContent::SignIn {
            name: visitor.person.name.clone(),
            link,
            until,
        },
        MailKind::PersonalLink => MailContent::PersonalLink {
            member,
            link,
            until,
        },
        MailKind::Reminder => MailContent::Reminder {
            member,
            link,
            until,
            last: Some(now.earlier(std::time::Duration::from_secs(365 * 86_400))),
            round: 2,
        },
        MailKind::Confirmed => MailContent::Confirmed { member },
        MailKind::Proposed => MailContent::Proposed { member },
        MailKind::Decided => MailContent::Decided {
            member,
            status: "accepted".to_owned(),
            reason: None,
        },
        MailKind::MorePublic => MailContent::MorePublic {
            member,
            link,
            until,
        },
        MailKind::Digest => MailContent::Digest {
            since: day.first_of_month(),
            until: day.tomorrow().unwrap_or(day),
        },
    };
    let directory = visitor.shared_directory();
    let snapshot = directory.current();
    let about = snapshot.published().next().map(|first| first.member.id);
    Ok(Letters::new(directory).write(MailId::new(), about, visitor.lang(), &content))
}

async fn preview(visitor: Visitor, kind: web::Path<String>) -> Result<HttpResponse, Error> {
    let written = example(&visitor, &kind)?;
    let title = visitor.texts().say("console-mail-preview");
    let page = Preview {
        frame: Frame::of(&visitor, "mails", title),
        html: format!("/mails/preview/{}/html", part(&kind)),
        written,
    };
    Ok(frame::give(StatusCode::OK, &page)?)
}

/// The HTML of a mail alone. Its styles stand in its elements, as mail programs want them, and it can
/// load nothing.
async fn preview_html(visitor: Visitor, kind: web::Path<String>) -> Result<HttpResponse, Error> {
    let written = example(&visitor, &kind)?;
    const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
                          form-action 'none'; frame-ancestors 'none'";
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, HTML))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(written.html))
}
