//! The plan of an import: what would become of whom, what stands in the way, and doing it.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    again as shown_again, planned_anew,
    view::{Import, Mend, Obstacle, Plan},
};
use crate::{
    api::{Api, Fault, part},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
    words::{FieldChange, Words},
};
use http::problem::Problem;
use network::Slug;
use pages::address::Address;

/// How many problems stand on the plan itself, and how many rows on a page of rows.
const SHOWN: usize = 20;
const ROWS: usize = 50;
/// How many readings of a kind are named.
const READINGS: usize = 12;

#[derive(Deserialize)]
struct Page {
    data: Vec<Item>,
    next: Option<String>,
}

/// One thing that an import would do, or cannot do.
#[derive(Deserialize)]
pub struct Item {
    kind: String,
    member: Option<Named>,
    subject_id: Option<String>,
    row: Option<RowPlace>,
    #[serde(default)]
    changes: Vec<FieldChange>,
    entry: Option<Value>,
    refusal: Option<Finding>,
    warning: Option<Finding>,
}

#[derive(Deserialize)]
struct Named {
    id: Option<String>,
    slug: String,
    name: String,
}

#[derive(Deserialize)]
struct RowPlace {
    sheet: Option<String>,
    row: u64,
}

/// What is told of a row.
#[derive(Deserialize)]
pub struct Finding {
    sheet: Option<String>,
    file: String,
    row: u64,
    pub column: Option<String>,
    value: String,
    code: String,
    pub reason: String,
    pub remedy: String,
    suggestion: Option<Value>,
    #[serde(default)]
    candidates: Vec<Candidate>,
}

#[derive(Deserialize)]
struct Candidate {
    slug: String,
}

impl Item {
    /// What is wrong with its row, or odd.
    pub fn finding(&self) -> Option<&Finding> {
        self.refusal.as_ref().or(self.warning.as_ref())
    }

    /// What it is about.
    pub fn name(&self) -> &str {
        let member = self.member.as_ref().map(|member| member.name.as_str());
        member.or(self.subject_id.as_deref()).unwrap_or_default()
    }

    /// The member's path below the console's; nothing for one that is not made yet.
    pub fn path(&self) -> Option<String> {
        let member = self.member.as_ref().filter(|member| member.id.is_some())?;
        Some(format!("/members/{}", part(&member.slug)))
    }

    /// Where its row stands.
    pub fn place(&self) -> String {
        self.row.as_ref().map_or_else(String::new, |place| {
            placed(place.sheet.as_deref().unwrap_or_default(), place.row)
        })
    }

    /// A new entry, line by line.
    pub fn entry(&self, words: &Words) -> Vec<(String, String)> {
        let fields = self.entry.as_ref().and_then(Value::as_object);
        let fields = fields.into_iter().flatten();
        let fields = fields.filter(|(name, _)| !matches!(name.as_str(), "name" | "slug"));
        fields
            .map(|(name, value)| {
                let pointer = format!("/{name}");
                (words.field(&pointer), words.value(&pointer, value))
            })
            .collect()
    }
}

fn placed(sheet: &str, row: u64) -> String {
    match sheet {
        "" => row.to_string(),
        sheet => format!("{sheet} · {row}"),
    }
}

impl Finding {
    /// Where it stands.
    pub fn place(&self) -> String {
        placed(self.sheet.as_deref().unwrap_or(&self.file), self.row)
    }

    /// The members that the row may mean, with their paths.
    pub fn candidates(&self) -> Vec<(String, String)> {
        let candidates = self.candidates.iter();
        candidates
            .map(|one| (one.slug.clone(), format!("/members/{}", part(&one.slug))))
            .collect()
    }
}

async fn items(
    api: Api<'_>,
    id: &str,
    kinds: &str,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page, Problem> {
    let cursor = cursor.map_or_else(String::new, |cursor| format!("&cursor={}", part(cursor)));
    let kinds = match kinds {
        "" => String::new(),
        kinds => format!("&kind={}", part(kinds)),
    };
    let path = format!("/imports/{}/plan?limit={limit}{kinds}{cursor}", part(id));
    api.get(&path).await?.read()
}

/// Readings of one kind that are to be confirmed, or are.
pub struct Readings {
    pub kind: String,
    pub mends: Vec<Mend>,
    /// How many more there are.
    pub others: usize,
}

/// Something that must be said before rows are taken.
pub struct Asked {
    /// The option that says it.
    pub option: &'static str,
    pub is_on: bool,
    /// What is asked about, row by row.
    pub rows: Vec<Finding>,
}

impl Asked {
    pub fn text(&self) -> String {
        format!("console-import-{}", self.option.replace('_', "-"))
    }

    pub fn lead(&self) -> String {
        format!("console-import-{}-lead", self.option.replace('_', "-"))
    }
}

/// The plan as the screen shows it.
pub struct Read {
    pub revision: i64,
    /// How many things of each kind.
    pub counts: Vec<(&'static str, usize)>,
    pub readings: Vec<Readings>,
    pub asked: Vec<Asked>,
    /// What is wrong with rows and asked about nowhere.
    pub problems: Vec<Finding>,
    pub others: usize,
    pub unread: String,
    pub obstacles: Vec<Obstacle>,
    pub moves: usize,
}

impl Read {
    pub async fn of(visitor: &Visitor, import: &Import) -> Result<Self, Problem> {
        let api = visitor.api().await?;
        let plan = import.plan.as_ref();
        let plan = plan.ok_or_else(|| Problem::internal(&"a plan is not there"))?;
        let wrong = plan.items.refused + plan.items.duplicate;
        let found = match wrong {
            0 => Vec::new(),
            _ => {
                let page = items(api, &import.id, "refused,duplicate", 200, None);
                page.await?.data
            }
        };
        let shown = found.len();
        let (asked, problems) = asked(import, found);
        // What stands elsewhere on the screen is told too.
        let told = shown - problems.len().saturating_sub(SHOWN);
        let unread = plan.unread_columns.iter().map(|unread| &*unread.column);
        Ok(Self {
            revision: plan.revision,
            counts: plan.items.listed(),
            readings: readings(plan),
            others: wrong.saturating_sub(told),
            problems: problems.into_iter().take(SHOWN).collect(),
            asked,
            unread: unread.collect::<Vec<_>>().join(", "),
            moves: plan.items.moves(),
            obstacles: plan
                .obstacles
                .iter()
                .filter(|obstacle| !SAID.contains(&obstacle.code.as_str()))
                .cloned()
                .collect(),
        })
    }

    /// Whether something is to be said before it is planned again.
    pub fn asks(&self) -> bool {
        !self.readings.is_empty() || !self.asked.is_empty()
    }

    pub fn can_be_applied(&self, import: &Import) -> bool {
        let plan = import.plan.as_ref();
        self.moves > 0 && plan.is_some_and(|plan| plan.obstacles.is_empty())
    }
}

/// Obstacles about which the screen asks in its own words.
const SAID: [&str; 1] = ["refused_rows"];

/// Every reading by its kind, those that were taken before first.
fn readings(plan: &Plan) -> Vec<Readings> {
    let mut readings: Vec<Readings> = Vec::new();
    for mend in plan.accepted.iter().chain(&plan.suggestions) {
        let known = readings.iter_mut().find(|known| known.kind == mend.kind);
        match known {
            Some(known) if known.mends.len() == READINGS => known.others += 1,
            Some(known) => known.mends.push(mend.clone()),
            None => readings.push(Readings {
                kind: mend.kind.clone(),
                mends: vec![mend.clone()],
                others: 0,
            }),
        }
    }
    readings
}

/// What must be said, with the rows that it is about, and the problems that are left.
fn asked(import: &Import, found: Vec<Item>) -> (Vec<Asked>, Vec<Finding>) {
    let options = &import.options;
    let mut asked = [
        ("confirm_publication", options.confirm_publication),
        ("confirm_positions", options.confirm_positions),
        ("allow_duplicates", options.allow_duplicates),
        ("skip_refused", options.skip_refused),
    ]
    .map(|(option, is_on)| Asked {
        option,
        is_on,
        rows: Vec::new(),
    });
    let mut problems = Vec::new();
    for item in found {
        let is_duplicate = item.kind == "duplicate";
        let Some(finding) = item.refusal else {
            continue;
        };
        match finding.code.as_str() {
            "confirmation_required" => asked[0].rows.push(finding),
            "outside_country" => asked[1].rows.push(finding),
            _ if is_duplicate => asked[2].rows.push(finding),
            // It stands among the readings.
            _ if finding.suggestion.is_some() => {}
            _ => problems.push(finding),
        }
    }
    let plan = import.plan.as_ref();
    let stands = |code: &str| {
        let mut obstacles = plan.into_iter().flat_map(|plan| &plan.obstacles);
        obstacles.any(|obstacle| obstacle.code == code)
    };
    let is_said = |one: &Asked| match one.option {
        "skip_refused" => one.is_on || stands("refused_rows"),
        _ => one.is_on || !one.rows.is_empty(),
    };
    (asked.into_iter().filter(is_said).collect(), problems)
}

/// Plans again with what a form says.
pub async fn again(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let mut body = Map::new();
    body.insert(
        "accept_suggestions".to_owned(),
        json!(form.fields.all("accept")),
    );
    for option in form.fields.all("asked") {
        body.insert(option.to_owned(), form.fields.has(option).into());
    }
    Ok(planned_anew(&form, &path, body.into()).await?)
}

/// Applies the plan that was read.
pub async fn apply(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = part(&path);
    let api = form.visitor.api().await?;
    let name = form.fields.get("mapping");
    // Once it is applied, its files are not kept any more.
    let mapping = match name {
        "" => None,
        _ => Some(mapping(api, &id).await?),
    };
    let revision = form.fields.get("revision").parse::<i64>();
    let body = json!({ "revision": revision.unwrap_or_default() });
    let at = format!("/imports/{id}/apply");
    if let Err(fault) = api.change(Method::POST, &at, Some(&body), None).await? {
        return Ok(shown_again(&form.visitor, &path, fault).await?);
    }
    if let Some(mapping) = mapping {
        remember(api, name, mapping).await?;
    }
    Ok(form.visitor.leads(&format!("/import/{id}?done=imported")))
}

/// The mapping by which the columns of an import are read.
async fn mapping(api: Api<'_>, id: &str) -> Result<Value, Problem> {
    let proposal = api.get(&format!("/imports/{id}/proposal")).await?;
    Ok(proposal.body["mapping"].clone())
}

/// Remembers a mapping, in place of an earlier one of that name.
async fn remember(api: Api<'_>, name: &str, mapping: Value) -> Result<(), Problem> {
    let name: String =
        Slug::from_name(name).map_or_else(|| name.to_owned(), |slug| slug.to_string());
    let path = format!("/mappings/{}", part(&name));
    let known = api.change(Method::GET, &path, None, None).await?;
    let kept = match known {
        Ok(known) => {
            let body = json!({ "mapping": mapping });
            api.change(Method::PUT, &path, Some(&body), Some(&known.etag))
                .await?
        }
        Err(_) => {
            let body = json!({ "name": name, "mapping": mapping });
            api.change(Method::POST, "/mappings", Some(&body), None)
                .await?
        }
    };
    kept.map(|_| ()).map_err(Fault::problem)
}

#[derive(Template)]
#[template(path = "import_rows.html")]
struct Rows {
    frame: Frame,
    words: Words,
    back: Address,
    heading: String,
    items: Vec<Item>,
    next: Option<Address>,
}

/// The rows of a plan, page by page.
pub async fn rows(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = path.into_inner();
    let at = format!("/import/{}", part(&id));
    let query = visitor.request().query_string();
    let asked = Address::read(visitor.directory().public_url(), "/import", query);
    let kind = KINDS.iter().find(|kind| asked.get("kind") == Some(**kind));
    let kind = kind.copied().unwrap_or(KINDS[0]);
    let api = visitor.api().await?;
    let page = items(api, &id, kind, ROWS, asked.get("cursor")).await?;
    let import: Import = api.get(&format!("/imports/{}", part(&id))).await?.read()?;
    let frame = Frame::of(&visitor, "import", import.title());
    let next = page.next.map(|next| {
        let rows = frame.at(&format!("{at}/rows"));
        rows.with("kind", kind).with("cursor", &next)
    });
    let screen = Rows {
        words: Words::of(&visitor),
        back: frame.at(&at),
        heading: frame.texts.say(&super::kind_text(kind)),
        frame,
        items: page.data,
        next,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}

/// The kinds of things in a plan.
const KINDS: [&str; 8] = [
    "refused",
    "duplicate",
    "warning",
    "created",
    "changed",
    "withdrawn",
    "missing",
    "same",
];
