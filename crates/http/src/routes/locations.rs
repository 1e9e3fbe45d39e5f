//! `/v1/locations`: the places that may be known, as a map wants them.

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    formats::{
        columns::LOCATION_COLUMNS,
        schemas::{Lines, LinkedData, LocationTable, Spreadsheet},
    },
    list::{List, ListParameters, LocationFieldsParameter, Page},
    negotiation::Format,
    parameters::Parameters,
    problem::Problem,
    state::State,
};
use directory::{
    Facets,
    search::Subject,
    views::{LOCATION_FIELDS, MemberLocationView},
};

/// Places as GeoJSON (RFC 7946): all that the filters find, or a page of them.
#[derive(Serialize, ToSchema)]
pub struct LocationFeatureCollection {
    /// Always `FeatureCollection`.
    #[schema(example = "FeatureCollection", pattern = "^FeatureCollection$")]
    r#type: String,
    /// The places.
    features: Vec<LocationFeature>,
    /// Where the page stands in the list.
    page: Page,
    /// The counts that were asked for with `facets`.
    #[schema(nullable = false)]
    facets: Option<Facets>,
    /// The number of the directory's last public change.
    #[schema(example = 42)]
    revision: u64,
}

/// A place as a GeoJSON feature.
#[derive(Serialize, ToSchema)]
pub struct LocationFeature {
    /// Always `Feature`.
    #[schema(example = "Feature", pattern = "^Feature$")]
    r#type: String,
    /// The location's identifier.
    id: uuid::Uuid,
    /// A Point, or null when nobody knows where exactly the place is.
    #[schema(value_type = Option<Object>)]
    geometry: Value,
    /// The place.
    properties: MemberLocationView<'static>,
}

/// A page of locations.
#[derive(Serialize, ToSchema)]
pub struct LocationPage {
    /// The places; with `fields`, only the fields that were asked for.
    data: Vec<MemberLocationView<'static>>,
    /// Where the page stands in the list.
    page: Page,
    /// The counts that were asked for with `facets`.
    #[schema(nullable = false)]
    facets: Option<Facets>,
    /// The number of the directory's last public change.
    #[schema(example = 42)]
    revision: u64,
}

static LOCATIONS: List = List {
    path: "/v1/locations",
    catalogue: |snapshot| &snapshot.locations,
    subject: Subject::Locations,
    fields: &LOCATION_FIELDS,
    shown: || LOCATION_FIELDS.len(),
    formats: &[
        Format::GeoJson,
        Format::Json,
        Format::Csv,
        Format::Ndjson,
        Format::Xlsx,
        Format::JsonLd,
    ],
    columns: LOCATION_COLUMNS,
    parameters: <(ListParameters, LocationFieldsParameter)>::names,
    chosen: LocationFieldsParameter::chosen,
};

/// Lists the places of members, as GeoJSON unless JSON is asked for.
///
/// The filters are those of the members; `country`, `service` and `city` are the place's own. Of a
/// place with `"precision": "city"` only the city may be known: its point is the centre of the
/// cell of 0.1 degrees that holds it. Places that may not be known at all are never here. JSON comes
/// in pages; every other format holds everything that the filters find, unless `limit` or `cursor`
/// asks for a page.
#[utoipa::path(
    operation_id = "listLocations",
    tag = "Locations",
    params(ListParameters, LocationFieldsParameter),
    responses(
        (status = 200, description = "Places: a page of them as JSON; all that the filters find, or a page, in the other formats", content(
            (LocationFeatureCollection = "application/geo+json"),
            (LocationPage = "application/json"),
            (LocationTable = "text/csv"),
            (Lines = "application/x-ndjson"),
            (Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (LinkedData = "application/ld+json"),
        )),
    ),
)]
#[get("/v1/locations")]
pub async fn list_locations(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    LOCATIONS.answer(&request, &state, None).await
}

/// Lists places in the format that the address ends in.
///
/// The same as `/v1/locations` with the parameter `format`, for links and for programs that take an
/// address only.
#[utoipa::path(
    operation_id = "listLocationsAs",
    tag = "Locations",
    params(
        ("format" = Format, Path, description = "The format", example = "csv"),
        ListParameters,
        LocationFieldsParameter,
    ),
    responses(
        (status = 200, description = "Places: a page of them as JSON; all that the filters find, or a page, in the other formats", content(
            (LocationFeatureCollection = "application/geo+json"),
            (LocationPage = "application/json"),
            (LocationTable = "text/csv"),
            (Lines = "application/x-ndjson"),
            (Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (LinkedData = "application/ld+json"),
        )),
        (status = 404, description = "There is no such format", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/locations.{format}")]
pub async fn list_locations_as(
    request: HttpRequest,
    state: web::Data<State>,
    format: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let format = LOCATIONS.extension(&format)?;
    LOCATIONS.answer(&request, &state, Some(format)).await
}
