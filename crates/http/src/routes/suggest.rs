//! `/v1/suggest`: what somebody who has begun to type may mean.

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::vocabularies::{CountryCount, LanguageCount, answer_json, size};
use crate::{
    list::QueryText,
    negotiation, parameters,
    parameters::{Limit, Query, Required},
    problem::Problem,
    state::State,
};
use directory::{
    NamedPlace, PublicUrl, Snapshot, Standing,
    suggest::Suggested,
    views::{CountryView, member_url},
};
use network::{Lang, LanguageTag, MemberId, ServiceCode, Slug};

parameters! {
    /// The parameters of the suggestions.
    pub struct SuggestParameters {
        /// What was typed so far, in any language; the last word may be unfinished.
        #[example = "gen"]
        q: Required<QueryText>,
        /// How many of each kind.
        limit: Limit<5, 20>,
        /// The language of labels; wins over `Accept-Language`. What was typed may be in any.
        lang: Option<Lang>,
    }
}

/// What may be meant, the best first in each group.
#[derive(Serialize, ToSchema)]
pub struct SuggestionList {
    /// Members.
    members: Vec<SuggestedMember>,
    /// Cities with a published place.
    cities: Vec<SuggestedCity>,
    /// Other towns of the world, for `near`: those of the network's own countries first, then the
    /// largest. From three letters on.
    towns: Vec<SuggestedTown>,
    /// Countries that have members.
    countries: Vec<CountryCount>,
    /// Services that members give, by their labels and by the words for what they meet.
    services: Vec<SuggestedService>,
    /// Languages that members work in, by their names in any language. From three letters on.
    languages: Vec<LanguageCount>,
    #[serde(flatten)]
    standing: Standing,
}

/// A member that may be meant.
#[derive(Serialize, ToSchema)]
pub struct SuggestedMember {
    /// Its identifier.
    id: MemberId,
    /// Its readable key in addresses.
    slug: Slug,
    /// Its name.
    #[schema(example = "Open Huis Gent")]
    name: String,
    /// The language of the name, BCP 47.
    name_language: Option<LanguageTag>,
    /// What it is called for short.
    acronym: Option<String>,
    /// The country that it works in.
    country: CountryView,
    /// The cities of its published places.
    cities: Vec<String>,
    /// Its address in this API.
    url: String,
}

/// A city that may be meant.
#[derive(Serialize, ToSchema)]
pub struct SuggestedCity {
    /// Its name, as it is called there.
    #[schema(example = "Gent")]
    name: String,
    /// Its region, where it is known.
    region: Option<String>,
    /// Its country.
    country: CountryView,
    /// What the parameter `near` takes for it and for no other city.
    #[schema(example = "Gent, BE")]
    near: String,
    /// How many members have a published place there.
    #[schema(example = 2)]
    count: u64,
}

/// A town in which no member has a published place.
#[derive(Serialize, ToSchema)]
pub struct SuggestedTown {
    /// Its name, mostly as it is called there.
    #[schema(example = "Aalst")]
    name: String,
    /// Its region, where it is known.
    region: Option<String>,
    /// Its country.
    country: CountryView,
    /// What the parameter `near` takes for it and for no other town.
    #[schema(example = "Aalst, BE")]
    near: String,
}

/// A service that may be meant.
#[derive(Serialize, ToSchema)]
pub struct SuggestedService {
    /// Its code.
    code: ServiceCode,
    /// Its label in the language of the answer.
    #[schema(example = "Housing")]
    label: String,
    /// How many members give it, or one below it.
    #[schema(example = 69)]
    count: u64,
}

/// Suggests completions for a search as it is typed.
///
/// Members, cities, countries and services whose names begin so in any of the seven languages, towns
/// and languages by their names in any, services by the words for a need too, and where there are
/// none, those that are spelt nearly so.
#[utoipa::path(
    operation_id = "getSuggestions",
    tag = "Members",
    params(SuggestParameters),
    responses((status = 200, description = "What may be meant", body = SuggestionList, content_type = "application/json")),
)]
#[get("/v1/suggest")]
pub async fn get_suggestions(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (mut query, asked) = Query::begin::<SuggestParameters>(request.query_string());
    query.require("q", "give what was typed so far");
    query.finish()?;
    let Limit(limit) = asked.limit;
    let lang = negotiation::language(&request, asked.lang);
    let text = asked.q.0.map(|QueryText(text)| text).unwrap_or_default();
    answer_json(&request, &state, lang, |snapshot| {
        let suggested = snapshot.suggest(&text, limit);
        let public_url = state.directory.public_url();
        Ok(SuggestionList::new(&suggested, snapshot, public_url, lang))
    })
}

impl SuggestionList {
    fn new(
        suggested: &Suggested<'_>,
        snapshot: &Snapshot,
        public_url: &PublicUrl,
        lang: Lang,
    ) -> Self {
        let indexes = snapshot.members.indexes();
        let country = |code| CountryView::new(code, lang);
        Self {
            members: suggested
                .members
                .iter()
                .filter_map(|number| SuggestedMember::new(*number, snapshot, public_url, lang))
                .collect(),
            cities: suggested
                .cities
                .iter()
                .map(|city| SuggestedCity {
                    name: city.name.to_string(),
                    region: city.region.as_deref().map(str::to_owned),
                    country: country(city.country),
                    near: city.near.to_string(),
                    count: city.members.into(),
                })
                .collect(),
            towns: suggested
                .towns
                .iter()
                .filter_map(|town| {
                    Some(SuggestedTown {
                        name: town.name().to_owned(),
                        region: town.region().map(str::to_owned),
                        country: country(town.country()?),
                        near: snapshot.near(NamedPlace::Town(*town)),
                    })
                })
                .collect(),
            countries: suggested
                .countries
                .iter()
                .map(|code| CountryCount::new(*code, size(indexes.country.get(code)), lang))
                .collect(),
            services: suggested
                .services
                .iter()
                .map(|service| SuggestedService {
                    code: service.code.clone(),
                    label: service.label(lang).to_owned(),
                    count: size(indexes.service.get(&service.code)),
                })
                .collect(),
            languages: suggested
                .languages
                .iter()
                .map(|tag| LanguageCount::new(tag, size(indexes.language.get(tag)), lang))
                .collect(),
            standing: snapshot.standing(),
        }
    }
}

impl SuggestedMember {
    fn new(number: u32, snapshot: &Snapshot, public_url: &PublicUrl, lang: Lang) -> Option<Self> {
        let (published, _) = snapshot.record(snapshot.members.card(number).key)?;
        let member = &published.member;
        let mut cities: Vec<String> = Vec::new();
        for location in &member.locations {
            if !cities.iter().any(|city| city == location.city()) {
                cities.push(location.city().to_owned());
            }
        }
        Some(Self {
            id: member.id,
            slug: member.slug.clone(),
            name: member.name.clone(),
            name_language: member.name_language.clone(),
            acronym: member.acronym.clone(),
            country: CountryView::new(member.country, lang),
            cities,
            url: member_url(member, public_url),
        })
    }
}
