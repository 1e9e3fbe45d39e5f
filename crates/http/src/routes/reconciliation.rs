//! `/reconcile`: lists of names, matched with the members.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::vocabularies::answer_json;
use crate::{
    answer::{Answer, write_json},
    body,
    entrance::well_encoded,
    negotiation, parameters,
    parameters::{CursorText, Number, Parameters, Query, Required, Text},
    problem::{Kind, Problem},
    reconciliation::{
        LONGEST_BODY, ORGANIZATION,
        answers::{Answered, Entities, Entity, Extended, answered},
        asked, begins,
        manifest::Manifest,
        properties::{PROPERTIES, Proposed},
    },
    state::State,
};
use directory::{Found, PublicUrl, Snapshot, search};
use network::Lang;

parameters! {
    /// What is asked of the service.
    pub struct ReconciliationParameters {
        /// Queries, as a JSON object of the specification: `{"q0": {"query": "Open Huis Gent"}}`.
        queries: Option<Text>,
        /// Which properties of which members are wanted, as a JSON object of the specification.
        extend: Option<Text>,
    }
}

/// A form with the one field or the other.
#[derive(ToSchema)]
#[schema(as = ReconciliationForm)]
#[allow(dead_code, reason = "it describes the form")]
struct Form {
    /// Queries, as a JSON object of the specification: each has `query`, and may have `type`, `limit`
    /// and `properties` (objects with `pid` and `v`).
    #[schema(required = false, nullable = false)]
    queries: Option<String>,
    /// Which properties of which members are wanted: an object with `ids` and `properties`.
    #[schema(required = false, nullable = false)]
    extend: Option<String>,
}

/// What is answered: results by the keys of the queries, or properties.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ReconciliationAnswer)]
pub enum Reconciled {
    /// What the service is.
    Manifest(Box<Manifest>),
    /// Properties of members.
    Extended(Extended),
    /// Who may be meant, by the keys of the queries.
    Answered(std::collections::BTreeMap<String, Answered>),
}

/// What is asked.
enum Wish {
    Manifest,
    Batch(Vec<asked::Question>),
    Extension(asked::Extension),
}

impl Wish {
    fn read(query: &str) -> Result<Self, Problem> {
        let (mut query, asked) = Query::begin::<ReconciliationParameters>(query);
        if asked.queries.is_some() && asked.extend.is_some() {
            query.refuse(
                "extend",
                network::Invalid::new(
                    "conflict",
                    "ask it in a request of its own, without \"queries\"",
                ),
            );
        }
        query.finish()?;
        Ok(match (asked.queries, asked.extend) {
            (Some(Text(queries)), _) => Self::Batch(asked::batch(&queries)?),
            (_, Some(Text(extend))) => Self::Extension(asked::extension(&extend)?),
            (None, None) => Self::Manifest,
        })
    }

    fn answer(&self, snapshot: &Snapshot, public_url: &PublicUrl, lang: Lang) -> Reconciled {
        match self {
            Self::Manifest => {
                let name = &snapshot.network.name;
                Reconciled::Manifest(Box::new(Manifest::new(name, public_url)))
            }
            Self::Batch(batch) => Reconciled::Answered(answered(snapshot, lang, batch)),
            Self::Extension(wanted) => {
                Reconciled::Extended(Extended::new(snapshot, public_url, lang, wanted))
            }
        }
    }
}

/// Says what the service is, or answers queries.
///
/// Without parameters it is the manifest that OpenRefine and its like begin with. Queries may stand
/// in the address where they are few; else send them to the same address with POST.
#[utoipa::path(
    operation_id = "getReconciliation",
    tag = "Reconciliation",
    params(ReconciliationParameters),
    responses((status = 200, description = "The manifest, or what was asked", body = Reconciled, content_type = "application/json")),
)]
#[get("/reconcile")]
pub async fn get_reconciliation(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let wish = Wish::read(request.query_string())?;
    give(&request, &state, wish).await
}

/// Answers queries, or fetches properties of members.
///
/// By the Reconciliation Service API 0.2. A form holds `queries` or `extend`, each a JSON object. 100
/// queries, or identifiers, are the most at a time. Nothing keeps the answer.
#[utoipa::path(
    operation_id = "reconcile",
    tag = "Reconciliation",
    request_body(
        content = Form,
        content_type = "application/x-www-form-urlencoded",
        example = json!({ "queries": "{\"q0\": {\"query\": \"Open Huis Gent\", \"limit\": 3}}" }),
    ),
    responses(
        (status = 200, description = "What was asked", body = Reconciled, content_type = "application/json"),
        (status = 413, description = "There are too many queries, or the body is longer than 256 KiB", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 415, description = "The body is not a form", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The form has mistakes; `errors` names every one", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/reconcile")]
pub async fn reconcile(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    body::require_type(&request, &["application/x-www-form-urlencoded"])?;
    let body = body::read(&request, &mut payload.into_inner(), LONGEST_BODY).await?;
    let form = std::str::from_utf8(&body).ok();
    let form = form
        .filter(|form| well_encoded(form))
        .ok_or_else(|| Problem::new(Kind::MalformedBody, "The form is not well encoded UTF-8."))?;
    let wish = Wish::read(form).map_err(Problem::of_body)?;
    if matches!(wish, Wish::Manifest) {
        return Err(Problem::new(
            Kind::InvalidBody,
            "The form is empty. Send \"queries\" or \"extend\"; a GET without parameters gives the manifest.",
        ));
    }
    give(&request, &state, wish).await
}

/// Answers beside the other requests of its thread, for a batch may take a while.
async fn give(
    request: &HttpRequest,
    state: &web::Data<State>,
    wish: Wish,
) -> Result<HttpResponse, Problem> {
    negotiation::only(request, "application/json")?;
    let lang = negotiation::language::<Lang>(request, None);
    let snapshot = Arc::clone(&state.directory.current());
    let _seat = state.crowd.seat_large(request)?;
    let (found, directory) = (Arc::clone(&snapshot), Arc::clone(&state.directory));
    let answered = web::block(move || wish.answer(&found, directory.public_url(), lang)).await;
    let answered = answered.map_err(|error| Problem::internal(&error))?;
    let answer = Answer {
        request,
        snapshot: &snapshot,
        lang: Some(lang.into()),
        media_type: "application/json",
        passing: None,
    };
    state
        .answers
        .give(&answer, |out| write_json(out, &answered))
}

parameters! {
    /// What was typed.
    pub struct SuggestionParameters {
        /// What was typed so far.
        #[example = "open"]
        prefix: Required<Text>,
        /// How many to pass over.
        cursor: Option<CursorText>,
    }
}

/// How many are suggested at a time.
const SUGGESTED: usize = 10;
/// How far somebody can go on.
const MOST_PASSED_OVER: usize = 190;

/// What was typed, and how many are to be passed over. Clients add parameters of their own, which
/// say nothing.
fn typed(request: &HttpRequest) -> Result<(String, usize), Problem> {
    let kept = known_alone::<SuggestionParameters>(request.query_string());
    let (mut query, asked) = Query::begin::<SuggestionParameters>(&kept);
    query.require("prefix", "give what was typed so far");
    let skip = match asked.cursor {
        None => 0,
        Some(CursorText(text)) => {
            let number = text.parse().map_err(|_| {
                network::Invalid::new("out_of_range", "it is how many to pass over: 0, 10, 20")
            });
            query.check("cursor", number).unwrap_or(0)
        }
    };
    query.finish()?;
    let Text(prefix) = asked.prefix.0.unwrap_or(Text(String::new()));
    Ok((prefix, skip))
}

/// A query with what an operation takes and nothing else.
fn known_alone<P: Parameters>(query: &str) -> String {
    let known = P::names();
    let pairs = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        known.contains(&name)
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// Suggests members by what was typed.
///
/// By names as they begin; an identifier or a slug finds its member.
#[utoipa::path(
    operation_id = "suggestEntities",
    tag = "Reconciliation",
    params(SuggestionParameters),
    responses((status = 200, description = "Members that may be meant", body = Entities, content_type = "application/json")),
)]
#[get("/reconcile/suggest/entity")]
pub async fn suggest_entities(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (prefix, skip) = typed(&request)?;
    let lang = negotiation::language::<Lang>(&request, None);
    answer_json(&request, &state, lang, |snapshot| {
        let numbers = match snapshot.find(prefix.trim()) {
            Found::Member(card) => snapshot
                .number(card.key.member.into())
                .into_iter()
                .collect(),
            _ => match search::Query::parse(&prefix) {
                Ok(query) if skip <= MOST_PASSED_OVER => {
                    snapshot.texts.suggest(&query, skip + SUGGESTED)
                }
                // Whoever goes on must come to an end.
                _ => Vec::new(),
            },
        };
        let shown = numbers.into_iter().skip(skip).take(SUGGESTED);
        Ok(Entities {
            result: shown
                .filter_map(|number| Entity::new(snapshot, lang, number))
                .collect(),
        })
    })
}

/// Properties.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationProperties)]
struct Properties {
    /// The properties.
    result: Vec<Proposed>,
}

/// Suggests properties by what was typed.
///
/// By their names and identifiers.
#[utoipa::path(
    operation_id = "suggestProperties",
    tag = "Reconciliation",
    params(SuggestionParameters),
    responses((status = 200, description = "Properties that may be meant", body = Properties, content_type = "application/json")),
)]
#[get("/reconcile/suggest/property")]
pub async fn suggest_properties(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (prefix, skip) = typed(&request)?;
    let lang = negotiation::language::<Lang>(&request, None);
    answer_json(&request, &state, lang, |_| {
        let meant = PROPERTIES
            .iter()
            .filter(|property| begins(&prefix, [property.id, property.name]));
        Ok(Properties {
            result: meant
                .skip(skip)
                .map(|property| property.proposed())
                .collect(),
        })
    })
}

/// Types.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationTypes)]
struct Types {
    /// The types.
    result: Vec<crate::reconciliation::EntityType>,
}

/// Suggests types by what was typed.
///
/// There is one: what every member is.
#[utoipa::path(
    operation_id = "suggestTypes",
    tag = "Reconciliation",
    params(SuggestionParameters),
    responses((status = 200, description = "Types that may be meant", body = Types, content_type = "application/json")),
)]
#[get("/reconcile/suggest/type")]
pub async fn suggest_types(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (prefix, skip) = typed(&request)?;
    let lang = negotiation::language::<Lang>(&request, None);
    answer_json(&request, &state, lang, |_| {
        let meant = [ORGANIZATION].into_iter().filter(|one| one.begins(&prefix));
        Ok(Types {
            result: meant.skip(skip).collect(),
        })
    })
}

parameters! {
    /// Which properties are proposed.
    pub struct ProposalParameters {
        /// The type that they are wanted of; there is one.
        #[example = "Organization"]
        r#type: Option<Text>,
        /// How many at most.
        limit: Option<Number<1000>>,
    }
}

/// Properties of a type.
#[derive(Serialize, ToSchema)]
#[schema(as = ReconciliationProposal)]
struct Proposal {
    /// The properties.
    properties: Vec<Proposed>,
    /// The type that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    r#type: Option<String>,
    /// How many were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    limit: Option<usize>,
}

/// Proposes properties of members to fetch.
///
/// Whatever can be asked for with `extend`.
#[utoipa::path(
    operation_id = "proposeProperties",
    tag = "Reconciliation",
    params(ProposalParameters),
    responses((status = 200, description = "The properties", body = Proposal, content_type = "application/json")),
)]
#[get("/reconcile/properties")]
pub async fn propose_properties(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let kept = known_alone::<ProposalParameters>(request.query_string());
    let (query, asked) = Query::begin::<ProposalParameters>(&kept);
    query.finish()?;
    let limit = asked.limit.map(|Number(limit)| limit);
    let lang = negotiation::language::<Lang>(&request, None);
    answer_json(&request, &state, lang, |_| {
        let most = limit.unwrap_or(PROPERTIES.len());
        Ok(Proposal {
            properties: PROPERTIES
                .iter()
                .take(most)
                .map(|property| property.proposed())
                .collect(),
            r#type: asked.r#type.map(|Text(id)| id),
            limit,
        })
    })
}
