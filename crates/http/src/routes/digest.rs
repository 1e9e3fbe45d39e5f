//! `/v1/digest`: what changed in the directory within a period, for a newsletter.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use crate::{
    answer::{Answer, write_json},
    formats::newsletter::{MOST, Writer, html, markdown},
    negotiation::{self, Offered, TextFormat},
    parameters,
    parameters::{Query, Required, Value},
    problem::{Kind, Problem},
    state::State,
};
use directory::{
    Count, Snapshot, Standing,
    digest::{Change, Digest, Period, Told},
    views::CountryView,
};
use network::{
    Country, Invalid, Lang, LanguageTag, MemberId, ServiceCode, Slug, Timestamp, parse_beginning,
    parse_end,
};

const PATH: &str = "/v1/digest";

parameters! {
    /// The parameters of the digest.
    pub struct DigestParameters {
        /// The first day of the period, or its first moment (RFC 3339). Days are those of UTC.
        #[example = "2020-01-01"]
        since: Required<Beginning>,
        /// The last day of the period, or the first moment after it (RFC 3339). When it is left out, everything up to now is told.
        until: Option<End>,
        /// The language; wins over `Accept-Language`.
        lang: Option<Lang>,
        /// The format; wins over `Accept`.
        format: Option<TextFormat>,
    }
}

/// The first moment of a period: a time, or the first day.
#[derive(Debug, Clone, Copy)]
pub struct Beginning(pub Timestamp);

/// The first moment behind a period: a time, or the last day.
#[derive(Debug, Clone, Copy)]
pub struct End(pub Timestamp);

impl Value for Beginning {
    fn parse(text: &str) -> Result<Self, Invalid> {
        parse_beginning(text).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        time_or_day()
    }
}

impl Value for End {
    fn parse(text: &str) -> Result<Self, Invalid> {
        parse_end(text).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        time_or_day()
    }
}

fn time_or_day() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(10))
        .into()
}

/// What changed in the directory within a period. The state at its end is compared with the state
/// at its beginning, so what was taken back meanwhile is not told. Members stand by country and
/// name; of each list the first 1,000 are named.
#[derive(Serialize, ToSchema)]
#[schema(as = Digest)]
pub struct DigestView<'a> {
    /// The first moment of the period.
    since: Timestamp,
    /// The first moment after it; null when it goes on.
    until: Option<Timestamp>,
    /// Whether everything is told that happened in the period.
    complete: bool,
    /// From when on everything is told; null when it is told from the beginning of the directory.
    /// History is kept for 400 days.
    complete_since: Option<Timestamp>,
    /// How many members each list has.
    counts: Counts,
    /// The same by country, in the order of the countries' names.
    by_country: Vec<CountryDigest>,
    /// Members that are listed and were not.
    joined: Vec<DigestMember<'a>>,
    /// Members that were listed and are not any more.
    no_longer_listed: Vec<DigestMember<'a>>,
    /// Members that give other services than before.
    services_changed: Vec<DigestChange<'a>>,
    /// Members of whose entry only other things changed.
    otherwise_changed: Vec<DigestChange<'a>>,
    /// How large the network was at the end.
    totals: DigestTotals,
    #[serde(flatten)]
    standing: Standing,
}

/// How many members changed in each way.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
#[schema(as = DigestCounts)]
pub struct Counts {
    /// Members that are listed and were not.
    joined: u64,
    /// Members that were listed and are not any more.
    no_longer_listed: u64,
    /// Members that give other services than before.
    services_changed: u64,
    /// Members of whose entry only other things changed.
    otherwise_changed: u64,
}

/// What changed in a country.
#[derive(Serialize, ToSchema)]
pub struct CountryDigest {
    /// The country.
    country: CountryView,
    #[serde(flatten)]
    #[schema(inline)]
    counts: Counts,
}

/// A member as it was last seen in the period.
#[derive(Serialize, ToSchema)]
pub struct DigestMember<'a> {
    /// Its identifier.
    id: MemberId,
    /// Its readable key in addresses, if it is listed now.
    #[schema(value_type = Option<Slug>)]
    slug: Option<&'a Slug>,
    /// Its name.
    #[schema(example = "Open Huis Gent")]
    name: &'a str,
    /// The language of its name, BCP 47.
    #[schema(value_type = Option<LanguageTag>)]
    name_language: Option<&'a LanguageTag>,
    /// The country it works in.
    country: CountryView,
    /// What it does for people.
    services: Vec<DigestService>,
    /// Its address in this API, if it is listed now.
    #[schema(format = Uri)]
    url: Option<String>,
    /// Its page for people, if it is listed now.
    #[schema(format = Uri)]
    page: Option<String>,
}

/// A member that changed.
#[derive(Serialize, ToSchema)]
pub struct DigestChange<'a> {
    #[serde(flatten)]
    #[schema(inline)]
    member: DigestMember<'a>,
    /// Its name at the beginning, if it has another one now.
    previous_name: Option<&'a str>,
    /// Services that it gives and did not give.
    gained: Vec<DigestService>,
    /// Services that it gave and does not give any more.
    lost: Vec<DigestService>,
}

/// A service with its label.
#[derive(Serialize, ToSchema)]
pub struct DigestService {
    /// Its code.
    code: ServiceCode,
    /// Its label in the language of the answer.
    #[schema(example = "Housing")]
    label: String,
}

/// How large the network was.
#[derive(Serialize, ToSchema)]
pub struct DigestTotals {
    /// Members in the directory.
    #[schema(example = 155)]
    members: u64,
    /// Countries that have members.
    #[schema(example = 30)]
    countries: u64,
    /// Members by service, in the network's own order.
    by_service: Vec<Count>,
}

/// Lists what changed in the directory within a period.
///
/// Who is new, who is no longer listed, who gives other services, and how large the network is; as
/// Markdown or HTML it is ready for a newsletter. It is not told why somebody is no longer listed.
#[utoipa::path(
    operation_id = "getDigest",
    tag = "News",
    params(DigestParameters),
    responses((status = 200, description = "What changed", content(
        (DigestView<'static> = "application/json"),
        (String = "text/markdown"),
        (String = "text/html"),
    ))),
)]
#[get("/v1/digest")]
pub async fn get_digest(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    give(&request, &state, None)
}

/// Tells what changed in the directory, in the format that the address ends in.
///
/// The same as `/v1/digest` with the parameter `format`: `.json`, `.md` or `.html`.
#[utoipa::path(
    operation_id = "getDigestAs",
    tag = "News",
    params(
        ("format" = String, Path, description = "The format: `json`, `md` or `html`", example = "md"),
        DigestParameters,
    ),
    responses(
        (status = 200, description = "What changed", content(
            (DigestView<'static> = "application/json"),
            (String = "text/markdown"),
            (String = "text/html"),
        )),
        (status = 404, description = "There is no such format", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/digest.{format}")]
pub async fn get_digest_as(
    request: HttpRequest,
    state: web::Data<State>,
    format: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let format = match format.as_str() {
        "md" => Some(TextFormat::Markdown),
        name => name.parse().ok(),
    };
    let format = format.ok_or_else(|| {
        Problem::new(
            Kind::NotFound,
            format!(
                "There is no such format. {}",
                negotiation::remedy(TextFormat::ALL, PATH)
            ),
        )
    })?;
    give(&request, &state, Some(format))
}

/// The period between two moments; a mistake is kept in the query, which fails with it.
pub fn period(query: &mut Query<'_>, since: Option<Timestamp>, until: Option<End>) -> Period {
    let until = until.map(|End(until)| until);
    if since.is_some_and(|since| until.is_some_and(|until| until <= since)) {
        query.refuse(
            "until",
            Invalid::new(
                "before_since",
                "it is before \"since\"; a period ends after it begins",
            ),
        );
    }
    Period {
        // Without a beginning the query fails.
        since: since.unwrap_or(Timestamp::now()),
        until,
    }
}

fn give(
    request: &HttpRequest,
    state: &State,
    extension: Option<TextFormat>,
) -> Result<HttpResponse, Problem> {
    let (mut query, asked) = Query::begin::<DigestParameters>(request.query_string());
    query.require("since", "give the first day of the period");
    let since = asked.since.0.map(|Beginning(since)| since);
    let period = period(&mut query, since, asked.until);
    let lang = negotiation::language(request, asked.lang);
    let named = negotiation::named_format(&mut query, asked.format, extension);
    query.finish()?;
    let format = negotiation::format(request, named, TextFormat::ALL, PATH)?;
    let snapshot = state.directory.current();
    let answer = Answer {
        request,
        snapshot: &snapshot,
        lang: Some(lang.into()),
        media_type: format.media_type(),
        passing: None,
    };
    state.answers.give(&answer, |out| {
        let writer = Writer {
            snapshot: &snapshot,
            lang,
            public_url: state.directory.public_url(),
        };
        let digest = Digest::new(&snapshot, period, lang);
        match format {
            TextFormat::Json => {
                return write_json(out, &DigestView::new(writer, &digest, period));
            }
            TextFormat::Markdown => {
                let text = markdown::write(&writer.digest(&digest, period));
                out.extend_from_slice(text.as_bytes());
            }
            TextFormat::Html => {
                let blocks = writer.digest(&digest, period);
                let page = html::document(&blocks, &writer.title(), lang);
                out.extend_from_slice(page.as_bytes());
            }
        }
        Ok([])
    })
}

impl<'a> DigestView<'a> {
    fn new(writer: Writer<'_>, digest: &'a Digest, period: Period) -> Self {
        let Writer { snapshot, lang, .. } = writer;
        let members = |told: &'a [Told]| {
            let told = told.iter().take(MOST);
            told.map(|told| DigestMember::new(writer, told)).collect()
        };
        let changes = |changes: &'a [Change]| {
            let changes = changes.iter().take(MOST).map(|change| DigestChange {
                member: DigestMember::new(writer, &change.told),
                previous_name: change.previous_name.as_deref(),
                gained: services(snapshot, &change.gained, lang),
                lost: services(snapshot, &change.lost, lang),
            });
            changes.collect()
        };
        let totals = &digest.totals;
        Self {
            since: period.since,
            until: period.until,
            complete: digest.incomplete_before.is_none(),
            complete_since: snapshot.history.complete_since(),
            counts: Counts {
                joined: digest.joined.len() as u64,
                no_longer_listed: digest.no_longer_listed.len() as u64,
                services_changed: digest.services_changed.len() as u64,
                otherwise_changed: digest.otherwise_changed.len() as u64,
            },
            by_country: by_country(digest, lang),
            joined: members(&digest.joined),
            no_longer_listed: members(&digest.no_longer_listed),
            services_changed: changes(&digest.services_changed),
            otherwise_changed: changes(&digest.otherwise_changed),
            totals: DigestTotals {
                members: totals.members,
                countries: totals.countries,
                by_service: totals
                    .by_service
                    .iter()
                    .map(|(service, count)| Count {
                        value: service.to_string(),
                        label: snapshot.taxonomy.label(service, lang).to_owned(),
                        count: *count,
                    })
                    .collect(),
            },
            standing: snapshot.standing(),
        }
    }
}

impl<'a> DigestMember<'a> {
    fn new(writer: Writer<'_>, told: &'a Told) -> Self {
        let Writer {
            snapshot,
            lang,
            public_url,
        } = writer;
        let seen = &told.seen;
        Self {
            id: told.id,
            slug: told.slug.as_ref(),
            name: &seen.name,
            name_language: seen.name_language.as_ref(),
            country: CountryView::new(seen.country, lang),
            services: services(snapshot, &told.services(&snapshot.taxonomy), lang),
            url: told
                .slug
                .as_ref()
                .map(|slug| public_url.url(format_args!("/v1/members/{slug}"))),
            page: writer.page(told),
        }
    }
}

fn services(snapshot: &Snapshot, codes: &[ServiceCode], lang: Lang) -> Vec<DigestService> {
    codes
        .iter()
        .map(|code| DigestService {
            code: code.clone(),
            label: snapshot.taxonomy.label(code, lang).to_owned(),
        })
        .collect()
}

/// Counts by country; the lists stand in the order of the countries already.
fn by_country(digest: &Digest, lang: Lang) -> Vec<CountryDigest> {
    let mut counts: HashMap<Country, Counts> = HashMap::new();
    let mut add = |told: &Told, count: fn(&mut Counts) -> &mut u64| {
        *count(counts.entry(told.seen.country).or_default()) += 1;
    };
    for told in &digest.joined {
        add(told, |counts| &mut counts.joined);
    }
    for told in &digest.no_longer_listed {
        add(told, |counts| &mut counts.no_longer_listed);
    }
    for change in &digest.services_changed {
        add(&change.told, |counts| &mut counts.services_changed);
    }
    for change in &digest.otherwise_changed {
        add(&change.told, |counts| &mut counts.otherwise_changed);
    }
    let mut countries: Vec<CountryDigest> = counts
        .into_iter()
        .map(|(country, counts)| CountryDigest {
            country: CountryView::new(country, lang),
            counts,
        })
        .collect();
    let collation = network::Collation::of(lang);
    countries.sort_by_cached_key(|told| collation.sort_key(told.country.name.get()));
    countries
}
