//! `/v1/locations`: the places that may be known, as a map wants them.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, get, web};
use utoipa::{
    IntoResponses,
    openapi::{RefOr, Response},
};

use crate::{
    formats::{Format, columns::LOCATION_COLUMNS},
    list::{List, ListParameters, LocationFieldsParameter},
    parameters::Parameters,
    problem::Problem,
    state::State,
};
use directory::{search::Subject, views::LOCATION_FIELDS};

static LOCATIONS: List = List {
    path: "/v1/locations",
    catalogue: |snapshot| &snapshot.locations,
    subject: Subject::Locations,
    fields: &LOCATION_FIELDS,
    shown: || LOCATION_FIELDS.len(),
    usual: Format::GeoJson,
    columns: LOCATION_COLUMNS,
    parameters: <(ListParameters, LocationFieldsParameter)>::names,
    chosen: LocationFieldsParameter::chosen,
};

/// What the document says of the answers.
struct LocationLists;

impl IntoResponses for LocationLists {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        LOCATIONS.responses()
    }
}

/// Lists the places of members.
///
/// As GeoJSON, for maps, unless another format is asked for. The filters are those of the members; `country`, `service` and `city` are the place's own. Of a
/// place with `"precision": "city"` only the city may be known: its point is the centre of the
/// cell of 0.1 degrees that holds it. Places that may not be known at all are never here. JSON comes
/// in pages; every other format holds everything that the filters find, unless `limit` or `cursor`
/// asks for a page.
#[utoipa::path(
    operation_id = "listLocations",
    tag = "Locations",
    params(ListParameters, LocationFieldsParameter),
    responses(LocationLists)
)]
#[get("/v1/locations")]
pub async fn list_locations(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    LOCATIONS.answer(&request, &state, None)
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
        LocationLists,
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
    LOCATIONS.answer(&request, &state, Some(format))
}
