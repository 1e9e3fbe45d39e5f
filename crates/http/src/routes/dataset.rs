//! `/v1/dataset`: the directory as a data set that portals harvest (DCAT 3).

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde_json::{Value, json};

use crate::{
    answer::{Answer, write_json},
    formats::Format,
    human_services::subject::ROOT as HUMAN_SERVICES,
    negotiation::{self, Offered, essence},
    parameters,
    problem::Problem,
    state::State,
};
use directory::{PublicUrl, Snapshot};
use network::Lang;

/// The media types that it may be asked by; the first is the one that it has.
const MEDIA_TYPES: [&str; 2] = ["application/ld+json", "application/json"];

/// Describes the directory as a data set.
///
/// For data portals, as DCAT 3 in JSON-LD: who publishes it, under which licence, in which
/// languages, how often it changes, and in which forms it can be had.
#[utoipa::path(
    operation_id = "getDataset",
    tag = "Network",
    responses((status = 200, description = "The data set", body = Object, content_type = "application/ld+json")),
)]
#[get("/v1/dataset")]
pub async fn get_dataset(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    let media_type = negotiation::choose(&request, &MEDIA_TYPES)?;
    let snapshot = state.directory.current();
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: None,
        media_type,
        passing: None,
    };
    state.answers.give(&answer, |out| {
        let public_url = state.directory.public_url();
        let licence = state.publishing.licence.as_deref();
        write_json(out, &described(&snapshot, public_url, licence))
    })
}

fn described(snapshot: &Snapshot, public_url: &PublicUrl, licence: Option<&str>) -> Value {
    let network = &snapshot.network;
    let website = network.website.as_ref();
    let website = website.map_or_else(|| public_url.url("/"), |website| website.uri());
    let licence = licence.map(at);
    let said = network.description.0.iter();
    let said =
        said.map(|(language, text)| json!({ "@language": language.as_str(), "@value": text }));
    let languages = Lang::ALL
        .iter()
        .map(|lang| at(format!("{AUTHORITY}/language/{}", code(*lang))));
    let wholes = Format::ALL
        .iter()
        .filter(|format| format.definition().is_whole);
    let distributions = wholes.map(|format| {
        let address = public_url.url(format_args!("/v1/members.{format}"));
        let media_type = essence(format.media_type());
        without_null(json!({
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": format.title(),
            "dcat:accessURL": at(&address),
            "dcat:downloadURL": at(&address),
            "dcat:mediaType": at(format!("{MEDIA_TYPE}/{media_type}")),
            "dct:license": licence,
        }))
    });
    let services = [
        ("Member Network Directory API", "/v1", None),
        (
            "Human Services Data API",
            HUMAN_SERVICES,
            Some(at("https://docs.openreferral.org/en/3.0/")),
        ),
    ];
    let services = services.map(|(title, path, conforms_to)| {
        let address = public_url.url(path);
        without_null(json!({
            "@id": address,
            "@type": "dcat:DataService",
            "dct:title": title,
            "dcat:endpointURL": at(&address),
            "dcat:endpointDescription": at(public_url.url("/openapi.json")),
            "dcat:servesDataset": at(public_url.url("/v1/dataset")),
            "dct:conformsTo": conforms_to,
            "dct:license": licence,
        }))
    });
    let distributions: Vec<Value> = distributions.collect();
    let [api, human_services] = services;
    without_null(json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "service": { "@reverse": "dcat:servesDataset" },
        },
        "@id": public_url.url("/v1/dataset"),
        "@type": "dcat:Dataset",
        "dct:identifier": snapshot.network_id.to_string(),
        "dct:title": network.name,
        "dct:description": said.collect::<Vec<_>>(),
        "dct:publisher": {
            "@id": website,
            "@type": "foaf:Organization",
            "foaf:name": network.name,
            "foaf:homepage": at(&website),
        },
        "dct:license": licence,
        "dct:language": languages.collect::<Vec<_>>(),
        "dct:modified": { "@type": "xsd:dateTime", "@value": snapshot.updated_at },
        // A change is public as soon as it is made.
        "dct:accrualPeriodicity": at(format!("{AUTHORITY}/frequency/UPDATE_CONT")),
        "dcat:landingPage": at(public_url.url("/")),
        "dcat:distribution": distributions,
        "service": [api, human_services],
    }))
}

/// Where the lists of the European Union are, which portals in Europe expect.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// Where media types are registered.
const MEDIA_TYPE: &str = "https://www.iana.org/assignments/media-types";

/// The language's code in those lists (ISO 639-3).
const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "ENG",
        Lang::De => "DEU",
        Lang::Nl => "NLD",
        Lang::Fr => "FRA",
        Lang::Es => "SPA",
        Lang::It => "ITA",
        Lang::Pt => "POR",
    }
}

/// Something by its address.
fn at(address: impl AsRef<str>) -> Value {
    json!({ "@id": address.as_ref() })
}

/// The node without what nobody knows.
fn without_null(mut node: Value) -> Value {
    if let Some(properties) = node.as_object_mut() {
        properties.retain(|_, value| !value.is_null() && value != &json!([]));
    }
    node
}
