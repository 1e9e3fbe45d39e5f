//! The public routes, a file a resource.

pub mod changes;
mod dataset;
pub mod digest;
mod document;
pub mod feed;
pub mod health;
pub mod human_services;
pub mod locations;
pub mod members;
pub mod network;
pub mod reconciliation;
pub mod suggest;
pub mod vocabularies;
pub mod well_known;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web,
};

use super::{
    openapi::{Public, Routes},
    problem::{Kind, Problem},
    state::State,
};

/// Every public route.
pub const PUBLIC: Public = Public {
    serve: |config| configure(config),
    describe: |config| configure(config),
};

/// As [`PUBLIC`], with the counts, which are for whoever runs the program alone.
pub const PUBLIC_WITH_METRICS: Public = Public {
    serve: |config| configure_with_metrics(config),
    describe: |config| configure_with_metrics(config),
};

fn configure(config: &mut impl Routes) {
    config
        .service(members::list_members)
        .service(members::list_members_as)
        .service(members::search_members)
        // Its addresses would be slugs too.
        .service(members::get_member_as)
        .service(members::get_member)
        .service(locations::list_locations)
        .service(locations::list_locations_as)
        .service(vocabularies::list_services)
        .service(vocabularies::list_countries)
        .service(vocabularies::list_languages)
        .service(suggest::get_suggestions)
        .service(network::get_network)
        .service(dataset::get_dataset)
        .service(digest::get_digest)
        .service(digest::get_digest_as)
        .service(feed::get_feed)
        .service(changes::list_changes)
        .service(changes::follow_changes)
        .service(human_services::get_root)
        .service(human_services::list_organizations)
        .service(human_services::get_organization)
        .service(human_services::list_services)
        .service(human_services::get_service)
        .service(human_services::list_services_at_locations)
        .service(human_services::get_service_at_location)
        .service(human_services::list_taxonomies)
        .service(human_services::get_taxonomy)
        .service(human_services::list_terms)
        .service(human_services::get_term)
        .service(reconciliation::get_reconciliation)
        .service(reconciliation::reconcile)
        .service(reconciliation::suggest_entities)
        .service(reconciliation::suggest_properties)
        .service(reconciliation::suggest_types)
        .service(reconciliation::propose_properties)
        .service(health::get_liveness)
        .service(health::get_readiness)
        .service(document::get_json)
        .service(document::get_yaml)
        .service(document::get_volume)
        .service(well_known::get_api_catalog);
}

fn configure_with_metrics(config: &mut impl Routes) {
    configure(config);
    config.service(health::get_metrics);
}

/// Whatever no route answers: a method that the address does not take, a question about the
/// methods that it takes, or an address that does not exist.
pub async fn fallback(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let path = request.path();
    let Some(methods) = state.document.methods(path) else {
        return Err(state.unknown(path));
    };
    if request.method() == Method::OPTIONS {
        let mut response = HttpResponse::NoContent();
        response.insert_header((header::ALLOW, methods.as_str()));
        if state.document.is_private(path) {
            return Ok(response.finish());
        }
        return Ok(response
            .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, methods))
            .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "*"))
            .insert_header((header::ACCESS_CONTROL_MAX_AGE, "86400"))
            .finish());
    }
    Err(Problem {
        allow: Some(methods.clone()),
        ..Problem::new(
            Kind::MethodNotAllowed,
            format!("This address takes {methods}, not {}.", request.method()),
        )
    })
}
