//! `/v1/network`: the network itself, and how large it is.

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::vocabularies::{LangParameter, answer_in_language};
use crate::{problem::Problem, state::State};
use directory::{Count, Facet, Filter, Search, Standing, facets::count};
use network::{AccentColor, Email, LanguageTag, PhoneNumber, Timestamp, WebAddress};

/// The network.
#[derive(Serialize, ToSchema)]
pub struct NetworkView {
    /// Its name.
    #[schema(example = "Member network")]
    name: String,
    /// What it is called for short.
    short_name: Option<String>,
    /// What it is, in the language of the answer, else in English.
    description: Option<String>,
    /// The language that the description is in, BCP 47.
    description_language: Option<LanguageTag>,
    /// Who answers for the directory, in the language of the answer, else in English.
    imprint: Option<String>,
    /// The language that the imprint is in, BCP 47.
    imprint_language: Option<LanguageTag>,
    /// Its website.
    website: Option<WebAddress>,
    /// The year of its foundation.
    founded_year: Option<i16>,
    /// The e-mail address of its secretariat.
    email: Option<Email>,
    /// The telephone number of its secretariat.
    phone: Option<PhoneNumber>,
    /// The colour of its pages, which can be read on white.
    #[schema(example = "#0f5c5c")]
    accent_color: Option<AccentColor>,
    /// Where its logo is, which is another address once it is another logo.
    #[schema(format = Uri, example = "https://directory.example.org/assets/logo.0f2c4b7a01d3e85f.png")]
    logo: Option<String>,
    /// Whether all members are invented, for trying the program. Do not show them to people who
    /// look for help.
    sample_data: bool,
    /// How large it is.
    totals: Totals,
    /// Members by country, the most first.
    by_country: Vec<Count>,
    /// Members by service, the most first.
    by_service: Vec<Count>,
    /// Data of others that the answers are made with, and their licences.
    sources: [SourceView; 1],
    #[serde(flatten)]
    standing: Standing,
    /// When that was.
    updated_at: Timestamp,
}

/// Data of others.
#[derive(Serialize, ToSchema)]
pub struct SourceView {
    /// Who made them.
    #[schema(example = "GeoNames")]
    name: &'static str,
    /// Where they come from.
    url: &'static str,
    /// What they are used for.
    #[schema(example = "towns and what they are called in other languages")]
    used_for: &'static str,
    /// Their licence, by its SPDX identifier.
    #[schema(example = "CC-BY-4.0")]
    licence: &'static str,
    /// Its text.
    licence_url: &'static str,
}

const GEONAMES: SourceView = SourceView {
    name: "GeoNames",
    url: "https://www.geonames.org/",
    used_for: "towns and what they are called in other languages",
    licence: "CC-BY-4.0",
    licence_url: "https://creativecommons.org/licenses/by/4.0/",
};

/// How large the network is.
#[derive(Serialize, ToSchema)]
pub struct Totals {
    /// Members in the directory.
    #[schema(example = 155)]
    members: u32,
    /// Countries that have members.
    #[schema(example = 30)]
    countries: usize,
    /// Places that may be known.
    #[schema(example = 178)]
    locations: u32,
    /// Members whose entries somebody confirmed within the year before `updated_at`.
    #[schema(example = 120)]
    confirmed_within_a_year: usize,
}

/// Shows the network and its totals.
///
/// What a page says about the network: its name, its description, and how many members, countries
/// and places there are.
#[utoipa::path(
    operation_id = "getNetwork",
    tag = "Network",
    params(LangParameter),
    responses((status = 200, description = "The network", body = NetworkView, content_type = "application/json")),
)]
#[get("/v1/network")]
pub async fn get_network(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    answer_in_language(&request, &state, |snapshot, lang| {
        let network = &snapshot.network;
        let description = network.description.pick(lang, None);
        let imprint = network.imprint.pick(lang, None);
        let logo = snapshot.looks.logo.as_ref();
        let members = &snapshot.members;
        let filter = Filter::default();
        let everything = Search::without_text(&filter, members);
        let by = |facet| count(snapshot, members, &everything, facet, lang.into());
        NetworkView {
            name: network.name.clone(),
            short_name: network.short_name.clone(),
            description: description.map(|(_, text)| text.to_owned()),
            description_language: description.map(|(language, _)| language.clone()),
            imprint: imprint.map(|(_, text)| text.to_owned()),
            imprint_language: imprint.map(|(language, _)| language.clone()),
            website: network.website.clone(),
            founded_year: network.founded_year,
            email: network.email.clone(),
            phone: network.phone.clone(),
            accent_color: network.accent_color.clone(),
            logo: logo.map(|logo| state.directory.public_url().url(&logo.file.path)),
            sample_data: network.sample_data,
            totals: Totals {
                members: members.len(),
                countries: members.indexes().country.len(),
                locations: snapshot.locations.len(),
                confirmed_within_a_year: snapshot.confirmed_within_a_year(),
            },
            by_country: by(Facet::Country),
            by_service: by(Facet::Service),
            sources: [GEONAMES],
            standing: snapshot.standing(),
            updated_at: snapshot.updated_at,
        }
    })
}
