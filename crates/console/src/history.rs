//! Who did what, and when.

use actix_web::{Error, HttpResponse, http::Method, web};
use askama::Template;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    api::{Fault, part},
    frame::{self, Frame},
    session::Visitor,
    words::{Changed, FieldChange, Words},
};
use directory::PublicUrl;
use http::{paths::CONSOLE, problem::Problem};
use network::{Timestamp, parse_end};
use pages::address::Address;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/history").route(web::get().to(show)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Line>,
    next: Option<String>,
}

/// A line of the audit trail.
#[derive(Deserialize)]
pub struct Line {
    revision: i64,
    recorded_at: Timestamp,
    key: Option<Who>,
    action: String,
    subject: String,
    subject_id: String,
    details: Option<Value>,
    changes: Vec<FieldChange>,
    before: Option<Value>,
    after: Option<Value>,
}

/// Who did something, by the key that they did it with.
#[derive(Deserialize)]
struct Who {
    id: String,
    label: Option<String>,
    staff_id: Option<String>,
}

impl Line {
    /// What it was done to, by its name where it has one.
    fn name(&self, words: &Words) -> String {
        let record = self.after.as_ref().or(self.before.as_ref());
        let said = |name: &str| record.and_then(|record| record[name].as_str());
        match self.subject.as_str() {
            "registry" => words.reading(&self.subject_id, self.details.as_ref()),
            "service_type" => words.service(said("code").unwrap_or(&self.subject_id)),
            _ => ["name", "label", "description", "url"]
                .iter()
                .find_map(|name| said(name))
                .unwrap_or_default()
                .to_owned(),
        }
    }

    /// The member that it is about, by what its address ends in.
    fn slug(&self) -> Option<&str> {
        let record = self.after.as_ref().or(self.before.as_ref())?;
        let slug = record["slug"].as_str()?;
        (self.subject == "member" && self.action != "purge").then_some(slug)
    }

    /// Whether it can be taken back.
    fn can_be_undone(&self) -> bool {
        matches!(self.subject.as_str(), "member" | "network" | "service_type")
            && !matches!(self.action.as_str(), "purge" | "erase" | "read")
    }

    fn told(&self, words: &Words) -> Deed {
        let changes = self.changes.iter();
        Deed {
            action: format!("console-action-{}", self.action.replace('_', "-")),
            subject: format!("console-subject-{}", self.subject.replace('_', "-")),
            name: self.name(words),
            member: self.slug().map(str::to_owned),
            reason: self
                .details
                .as_ref()
                .and_then(|details| details["reason"].as_str())
                .map(str::to_owned),
            changes: changes
                .filter_map(|change| change.told(&self.subject, words))
                .collect(),
        }
    }
}

/// A change of the books: what somebody did at once.
pub struct Act {
    pub revision: i64,
    pub at: Timestamp,
    /// Who did it; nothing for the command line.
    pub who: Option<String>,
    /// What narrows the history to their deeds: a parameter and its value.
    by: (&'static str, String),
    pub can_be_undone: bool,
    /// Whether all of it is listed, so that nobody takes back more than they see.
    is_whole: bool,
    pub deeds: Vec<Deed>,
}

impl Act {
    /// When it was, to the minute; the day is said beside.
    pub fn minute(&self) -> String {
        frame::minute(&self.at)
    }
}

/// What was done to one record.
pub struct Deed {
    /// The names of the texts that say what was done, and to what kind of record.
    pub action: String,
    pub subject: String,
    /// What the record is called.
    pub name: String,
    /// The end of the member's address, where it is one.
    pub member: Option<String>,
    pub reason: Option<String>,
    pub changes: Vec<Changed>,
}

impl Deed {
    /// Where the member is, below the console's path.
    pub fn path(&self) -> Option<String> {
        let slug = self.member.as_ref()?;
        Some(format!("/members/{}", part(slug)))
    }
}

/// The lines put together by the change that they belong to; to have read something is none of it.
fn acts(lines: &[Line], words: &Words) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for line in lines {
        let is_reading = line.action == "read";
        match acts.last_mut() {
            Some(act)
                if act.revision == line.revision && !is_reading && act.at == line.recorded_at =>
            {
                act.can_be_undone |= line.can_be_undone();
                act.deeds.push(line.told(words));
            }
            _ => acts.push(Act {
                revision: line.revision,
                at: line.recorded_at,
                who: line
                    .key
                    .as_ref()
                    .map(|key| key.label.clone().unwrap_or_default()),
                by: match &line.key {
                    None => ("key", "command_line".to_owned()),
                    Some(Who {
                        staff_id: Some(id), ..
                    }) => ("staff", id.clone()),
                    Some(key) => ("key", key.id.clone()),
                },
                can_be_undone: line.can_be_undone(),
                is_whole: true,
                deeds: vec![line.told(words)],
            }),
        }
    }
    acts
}

/// What may have been done, but for reading: the first choices of the filter, each with its text.
const ACTIONS: [&str; 22] = [
    "create",
    "update",
    "withdraw",
    "restore",
    "purge",
    "hide",
    "move",
    "verify",
    "merge",
    "tell_apart",
    "revert",
    "erase",
    "propose",
    "accept",
    "refuse",
    "take_back",
    "revoke",
    "rotate",
    "pause",
    "resume",
    "test",
    "replay",
];

const SUBJECTS: [&str; 9] = [
    "member",
    "proposal",
    "network",
    "service_type",
    "staff",
    "api_key",
    "webhook",
    "mapping",
    "registry",
];

/// What was done to a member, the latest first.
pub async fn of_member(visitor: &Visitor, member: &str) -> Result<Vec<Act>, Problem> {
    let path = format!(
        "/audit?limit=20&member={}&action={}",
        part(member),
        ACTIONS.join(",")
    );
    let page: Page = visitor.api().await?.get(&path).await?.read()?;
    Ok(acts(&page.data, &Words::of(visitor)))
}

/// Something that narrows the list, with the address without it.
struct Chip {
    label: String,
    without: Address,
}

#[derive(Template)]
#[template(path = "history.html")]
struct History {
    frame: Frame,
    acts: Vec<Act>,
    next: Option<Address>,
    address: Address,
    chips: Vec<Chip>,
    /// Where undoing leads back to, where it is about one member alone.
    back: String,
    /// What of the filters the fields of the form do not say.
    kept: Vec<(&'static str, String)>,
    mistakes: Vec<String>,
}

impl History {
    fn given(&self, name: &str) -> &str {
        self.address.get(name).unwrap_or_default()
    }

    fn action(&self, action: &str) -> String {
        format!("console-action-{}", action.replace('_', "-"))
    }

    fn subject(&self, subject: &str) -> String {
        format!("console-subject-{}", subject.replace('_', "-"))
    }

    /// The deeds of whoever did something.
    fn by(&self, act: &Act) -> Address {
        let narrowed = self
            .address
            .without(&["cursor", "key", "staff", "done", "revision"]);
        narrowed.with(act.by.0, &act.by.1)
    }

    /// All of a change.
    fn whole(&self, act: &Act) -> Address {
        self.frame
            .at("/history")
            .with(CHANGE, &act.revision.to_string())
    }

    /// How many deeds of a change stand in sight.
    fn first<'a>(&self, act: &'a Act) -> (&'a [Deed], &'a [Deed]) {
        act.deeds.split_at(act.deeds.len().min(SHOWN))
    }
}

/// The parameter that names one change; `revision` says on every screen what was just done.
const CHANGE: &str = "change";

/// How many deeds of a change stand in sight: an import may have thousands.
const SHOWN: usize = 3;

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let query = visitor.request().query_string().to_owned();
    Ok(screen(&visitor, &query, None).await?)
}

/// The history that a query asks for, and why something was not taken back.
pub async fn screen(
    visitor: &Visitor,
    query: &str,
    refused: Option<Fault>,
) -> Result<HttpResponse, Problem> {
    let public_url = visitor.directory().public_url();
    let given = Address::read(public_url, &format!("{CONSOLE}/history"), query);
    let address = given.keeping(|_, value| !value.trim().is_empty());
    let mut question = Address::of(&PublicUrl::unknown(), "/audit").with("limit", "50");
    for name in ["member", "staff", "key", "subject", "since", "cursor"] {
        if let Some(value) = address.get(name) {
            question = question.with(name, value);
        }
    }
    if let Some(change) = address.get(CHANGE) {
        question = question.with("revision", change);
    }
    // The day that is said is meant with all of it.
    if let Some(until) = address.get("until") {
        let end = parse_end(until).map_or_else(|_| until.to_owned(), |end| end.to_string());
        question = question.with("until", &end);
    }
    let all = ACTIONS.join(",");
    let question = question.with("action", address.get("action").unwrap_or(&all));
    let api = visitor.api().await?;
    let answer = api
        .change(Method::GET, &question.to_string(), None, None)
        .await?;
    // An address may be anybody's; what is wrong with it is told, and nothing is listed.
    let refused = refused.map_or_else(Vec::new, Fault::told);
    let (page, mistakes) = match answer {
        Ok(answer) => (answer.read::<Page>()?, refused),
        Err(fault) => (
            Page {
                data: Vec::new(),
                next: None,
            },
            fault.told(),
        ),
    };
    let texts = visitor.texts();
    let frame = Frame::of(visitor, "history", texts.say("console-history"));
    let mut acts = acts(&page.data, &Words::of(visitor));
    let member = address.get("member");
    if address.get(CHANGE).is_none() && member.is_none() {
        let is_part = ["subject", "action"]
            .iter()
            .any(|name| address.get(name).is_some());
        let last = acts.len().saturating_sub(1);
        for (place, act) in acts.iter_mut().enumerate() {
            let begins_before = place == 0 && address.get("cursor").is_some();
            let goes_on = place == last && page.next.is_some();
            act.is_whole = !is_part && !begins_before && !goes_on;
        }
    }
    let back = member.map_or_else(String::new, |member| format!("/members/{}", part(member)));
    let narrowed = address.without(&["cursor", "done", "revision"]);
    let mut chips = Vec::new();
    let mut kept = Vec::new();
    for name in ["member", "staff", "key"] {
        let Some(value) = address.get(name) else {
            continue;
        };
        let known = acts.first().map(|act| match name {
            "member" => act.deeds.iter().map(|deed| deed.name.clone()).next(),
            _ => act
                .who
                .clone()
                .or_else(|| Some(texts.say("console-command-line"))),
        });
        chips.push(Chip {
            label: known.flatten().unwrap_or_else(|| value.to_owned()),
            without: narrowed.without(&[name]),
        });
        kept.push((name, value.to_owned()));
    }
    let screen = History {
        next: page.next.map(|cursor| narrowed.with("cursor", &cursor)),
        frame,
        acts,
        back,
        address,
        chips,
        kept,
        mistakes,
    };
    frame::give(frame::status(&screen.mistakes), &screen)
}
