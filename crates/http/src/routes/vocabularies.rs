//! `/v1/services`, `/v1/countries`, `/v1/languages`: the values that filters take, each with the
//! number of members that have it.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    answer::{Answer, write_json},
    negotiation, parameters,
    parameters::Parameters,
    problem::Problem,
    state::State,
};
use directory::{Snapshot, Standing, views::CountryView};
use network::{Collation, Country, Lang, LanguageTag, ServiceCode};

parameters! {
    /// The parameter of whatever has labels.
    pub struct LangParameter {
        /// The language of labels; wins over `Accept-Language`.
        #[example = "fr"]
        lang: Option<Lang>,
    }
}

/// Answers with a small body that depends on the language only.
pub fn answer_in_language<T: Serialize>(
    request: &HttpRequest,
    state: &State,
    body: impl FnOnce(&Snapshot, Lang) -> T,
) -> Result<HttpResponse, Problem> {
    let asked = LangParameter::read(request)?;
    let lang = negotiation::language(request, asked.lang);
    answer_json(request, state, lang, |snapshot| Ok(body(snapshot, lang)))
}

/// Answers with a small body in `lang`, made from the directory as it stands.
pub fn answer_json<T: Serialize>(
    request: &HttpRequest,
    state: &State,
    lang: Lang,
    body: impl FnOnce(&Snapshot) -> Result<T, Problem>,
) -> Result<HttpResponse, Problem> {
    negotiation::only(request, "application/json")?;
    let snapshot = state.directory.current();
    let answer = Answer {
        request,
        snapshot: &snapshot,
        lang: Some(lang.into()),
        media_type: "application/json",
        passing: None,
    };
    state
        .answers
        .give(&answer, |out| write_json(out, &body(&snapshot)?))
}

/// A service with the number of members that give it.
#[derive(Serialize, ToSchema)]
pub struct ServiceCount {
    /// Its code.
    code: ServiceCode,
    /// Its label in the language of the answer.
    #[schema(example = "Housing")]
    label: String,
    /// The code of the service above it.
    parent: Option<ServiceCode>,
    /// How many members give it, or one below it.
    #[schema(example = 69)]
    count: u64,
}

/// The services.
#[derive(Serialize, ToSchema)]
pub struct ServiceList {
    /// The services, in the network's own order.
    data: Vec<ServiceCount>,
    #[serde(flatten)]
    standing: Standing,
}

/// Lists the services of the network's taxonomy.
///
/// For a search form: each code with its label in the answer's language, its parent, and how many
/// members give it.
#[utoipa::path(
    operation_id = "listServices",
    tag = "Vocabularies",
    params(LangParameter),
    responses((status = 200, description = "The services", body = ServiceList, content_type = "application/json")),
)]
#[get("/v1/services")]
pub async fn list_services(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    answer_in_language(&request, &state, |snapshot, lang| ServiceList {
        data: snapshot
            .taxonomy
            .types()
            .iter()
            .map(|service| ServiceCount {
                code: service.code.clone(),
                label: service.label(lang).to_owned(),
                parent: service.code.parent(),
                count: size(snapshot.members.indexes().service.get(&service.code)),
            })
            .collect(),
        standing: snapshot.standing(),
    })
}

/// A country with the number of members in it.
#[derive(Serialize, ToSchema)]
pub struct CountryCount {
    #[serde(flatten)]
    #[schema(inline)]
    country: CountryView,
    /// How many members work in it.
    #[schema(example = 14)]
    count: u64,
}

impl CountryCount {
    /// A country of so many members, named in `lang`.
    pub fn new(code: Country, count: u64, lang: Lang) -> Self {
        Self {
            country: CountryView::new(code, lang),
            count,
        }
    }
}

/// The countries.
#[derive(Serialize, ToSchema)]
pub struct CountryList {
    /// The countries that have members, by name.
    data: Vec<CountryCount>,
    #[serde(flatten)]
    standing: Standing,
}

/// Lists the countries that have members.
///
/// For a search form: each country with its name in the answer's language and how many members
/// work there.
#[utoipa::path(
    operation_id = "listCountries",
    tag = "Vocabularies",
    params(LangParameter),
    responses((status = 200, description = "The countries", body = CountryList, content_type = "application/json")),
)]
#[get("/v1/countries")]
pub async fn list_countries(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    answer_in_language(&request, &state, |snapshot, lang| {
        let mut data: Vec<CountryCount> = snapshot
            .members
            .indexes()
            .country
            .iter()
            .map(|(code, members)| CountryCount::new(*code, members.len(), lang))
            .collect();
        let collation = Collation::of(lang);
        data.sort_by_cached_key(|entry| collation.sort_key(entry.country.name.get()));
        CountryList {
            data,
            standing: snapshot.standing(),
        }
    })
}

/// A language with the number of members that work in it.
#[derive(Serialize, ToSchema)]
pub struct LanguageCount {
    /// BCP 47.
    code: LanguageTag,
    /// Its name in the language of the answer (CLDR).
    #[schema(example = "Dutch")]
    name: String,
    /// How many members work in it.
    #[schema(example = 21)]
    count: u64,
}

impl LanguageCount {
    /// A language with its name in `lang`.
    pub fn new(code: &LanguageTag, count: u64, lang: Lang) -> Self {
        Self {
            code: code.clone(),
            name: code.name(lang),
            count,
        }
    }
}

/// The languages.
#[derive(Serialize, ToSchema)]
pub struct LanguageList {
    /// The languages that members work in, by name.
    data: Vec<LanguageCount>,
    #[serde(flatten)]
    standing: Standing,
}

/// Lists the languages that members work in.
///
/// For a search form: each language with its name in the answer's language and how many members
/// work in it.
#[utoipa::path(
    operation_id = "listLanguages",
    tag = "Vocabularies",
    params(LangParameter),
    responses((status = 200, description = "The languages", body = LanguageList, content_type = "application/json")),
)]
#[get("/v1/languages")]
pub async fn list_languages(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    answer_in_language(&request, &state, |snapshot, lang| {
        let mut data: Vec<LanguageCount> = snapshot
            .members
            .indexes()
            .language
            .iter()
            .map(|(code, members)| LanguageCount::new(code, members.len(), lang))
            .collect();
        let collation = Collation::of(lang);
        data.sort_by_cached_key(|entry| collation.sort_key(&entry.name));
        LanguageList {
            data,
            standing: snapshot.standing(),
        }
    })
}

/// How many members there are in a part of an index.
pub fn size(members: Option<&Arc<roaring::RoaringBitmap>>) -> u64 {
    members.map_or(0, |members| members.len())
}
