//! Members that are probably in the registry twice: side by side, to be made one or told apart.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::{Api, Fault, part},
    ask::{Outcome, Wanted},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
    words::Words,
};
use http::problem::Problem;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/duplicates").route(web::get().to(show)));
    config.service(web::resource("/duplicates/merge").route(web::post().to(merge)));
    config.service(web::resource("/duplicates/apart").route(web::post().to(apart)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Suspects>,
    total: usize,
}

#[derive(Deserialize)]
struct Suspects {
    members: Vec<Named>,
    reasons: Vec<String>,
}

#[derive(Deserialize)]
struct Named {
    slug: String,
    name: String,
}

/// A member of a pair.
struct Side {
    slug: String,
    name: String,
    /// The state in which it was read.
    etag: String,
    record: Value,
}

impl Side {
    fn path(&self) -> String {
        format!("/members/{}", part(&self.slug))
    }
}

/// A field of both.
struct Field {
    label: &'static str,
    /// The field's name, where somebody must choose whose value stays.
    choice: Option<&'static str>,
    values: [String; 2],
}

impl Field {
    fn differs(&self) -> bool {
        self.values[0] != self.values[1]
    }
}

/// Two members that are probably one.
struct Pair {
    sides: [Side; 2],
    /// The texts that say why.
    reasons: Vec<String>,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct Duplicates {
    frame: Frame,
    pairs: Vec<Pair>,
    total: usize,
    distinct: Vec<Suspects>,
    mistakes: Vec<String>,
}

/// How many pairs are shown at a time, and how many of those that were told apart.
const SHOWN: usize = 10;
const DISTINCT: usize = 50;

/// The fields that are compared, with their labels. Where the API can be told whose value stays, the
/// two may not both stay.
const FIELDS: [(&str, &str, bool); 11] = [
    ("name", "console-column-name", true),
    ("acronym", "console-column-acronym", true),
    ("country", "console-column-country", true),
    ("website", "console-column-website", true),
    ("email", "console-column-email", true),
    ("founded_year", "console-column-founded-year", true),
    ("summary", "console-column-summary", true),
    ("phones", "console-column-phones", false),
    ("links", "console-column-links", false),
    ("identifiers", "console-column-identifiers", false),
    ("languages", "console-column-languages", false),
];

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None).await?)
}

async fn screen(visitor: &Visitor, refused: Option<Fault>) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let path = format!("/duplicates?limit={SHOWN}");
    let page: Page = api.get(&path).await?.read()?;
    let path = format!("/duplicates?distinct=true&limit={DISTINCT}");
    let distinct: Page = api.get(&path).await?.read()?;
    let words = Words::of(visitor);
    let mut pairs = Vec::with_capacity(page.data.len());
    for suspects in page.data {
        if let [one, other] = &suspects.members[..] {
            let sides = [side(api, one).await?, side(api, other).await?];
            pairs.push(pair(&words, sides, &suspects.reasons));
        }
    }
    let status = refused
        .as_ref()
        .map(|fault| StatusCode::from_u16(fault.status));
    let duplicates = Duplicates {
        frame: Frame::of(
            visitor,
            "duplicates",
            visitor.texts().say("console-duplicates"),
        ),
        pairs,
        total: page.total,
        distinct: distinct.data,
        mistakes: refused.map_or_else(Vec::new, Fault::told),
    };
    let status = status.and_then(Result::ok).unwrap_or(StatusCode::OK);
    frame::give(status, &duplicates)
}

async fn side(api: Api<'_>, named: &Named) -> Result<Side, Problem> {
    let answer = api.get(&format!("/members/{}", part(&named.slug))).await?;
    Ok(Side {
        slug: named.slug.clone(),
        name: named.name.clone(),
        etag: answer.etag,
        record: answer.body,
    })
}

fn pair(words: &Words, sides: [Side; 2], reasons: &[String]) -> Pair {
    let mut fields: Vec<Field> = FIELDS
        .iter()
        .map(|(name, label, may_be_chosen)| {
            let values = [0, 1].map(|side| value(words, &sides[side].record, name));
            let both = values.iter().all(|value| !value.is_empty());
            Field {
                label,
                choice: (*may_be_chosen && both && values[0] != values[1]).then_some(*name),
                values,
            }
        })
        .collect();
    fields.push(Field {
        label: "console-places",
        choice: None,
        values: [0, 1].map(|side| places(&sides[side].record)),
    });
    fields.retain(|field| field.values.iter().any(|value| !value.is_empty()));
    let reasons = reasons.iter().map(|reason| reason.replace('_', "-"));
    Pair {
        sides,
        reasons: reasons
            .map(|reason| format!("console-duplicate-{reason}"))
            .collect(),
        fields,
    }
}

fn value(words: &Words, record: &Value, name: &str) -> String {
    match &record[name] {
        Value::Null => String::new(),
        value => words.value(&format!("/{name}"), value),
    }
}

fn places(record: &Value) -> String {
    let places = record["locations"].as_array().into_iter().flatten();
    let cities = places.filter_map(|place| place["city"].as_str());
    cities.collect::<Vec<_>>().join(", ")
}

/// Makes two members one, as the form says.
async fn merge(form: Form) -> Result<HttpResponse, Error> {
    let fields = &form.fields;
    let slugs = fields.all("slug");
    let etags = fields.all("etag");
    let kept = usize::from(fields.get("keep") == "1");
    let (Some(keep), Some(etag), Some(absorb)) =
        (slugs.get(kept), etags.get(kept), slugs.get(1 - kept))
    else {
        return Ok(screen(&form.visitor, None).await?);
    };
    let kept = kept.to_string();
    let taken = FIELDS.iter().map(|(name, ..)| *name).filter(|name| {
        let chosen = fields.get(name);
        !chosen.is_empty() && chosen != kept
    });
    let wanted = Wanted {
        method: Method::POST,
        path: &format!("/members/{}/merge", part(keep)),
        body: json!({ "absorb": absorb, "take": taken.collect::<Vec<_>>() }),
        expected: Some(etag),
        screen: "duplicates",
        action: "/duplicates/merge",
        back: "/duplicates",
    };
    match form.change(wanted).await? {
        Outcome::Done(answer) => Ok(leads(&form, "merged", &answer.body)),
        Outcome::Asked(question) => Ok(question),
        Outcome::Refused(fault) => Ok(screen(&form.visitor, Some(fault)).await?),
    }
}

fn leads(form: &Form, done: &str, record: &Value) -> HttpResponse {
    let revision = record["revision"].as_i64().filter(|_| done == "merged");
    form.visitor.undoable("/duplicates", done, revision)
}

/// Notes that two members are two, or that they are asked about again.
async fn apart(form: Form) -> Result<HttpResponse, Error> {
    let slugs = form.fields.all("slug");
    let [one, other] = slugs[..] else {
        return Ok(screen(&form.visitor, None).await?);
    };
    let is_again = form.fields.has("again");
    let api = form.visitor.api().await?;
    let path = format!("/members/{}", part(one));
    let etag = api.get(&path).await?.etag;
    let body = json!({ "from": other, "distinct": !is_again });
    let path = format!("{path}/distinct");
    match api
        .change(Method::POST, &path, Some(&body), Some(&etag))
        .await?
    {
        Ok(answer) => {
            let done = if is_again { "undone" } else { "apart" };
            Ok(leads(&form, done, &answer.body))
        }
        Err(fault) => Ok(screen(&form.visitor, Some(fault)).await?),
    }
}
