//! `/map`: the map alone, for the script that moves it.

use std::sync::{Arc, LazyLock};

use actix_web::{HttpRequest, HttpResponse, web};

use super::{Look, Size, Subject};
use crate::{HTML, Site, address::Address, directory_page, layout};
use directory::{
    search::Subject as Kind,
    views::{LISTED_MEMBER_FIELDS, MEMBER_FIELDS},
};
use http::{
    State, answer::Answer, list::List, negotiation::Format, parameters::Query, problem::Problem,
};

/// The parameters of the page, and how large the drawing is to be.
static PARAMETERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let page = directory_page::PARAMETERS.iter().cloned();
    page.chain(["size".to_owned()]).collect()
});

/// What is read as the page reads it, so that map and list show the same.
static MEMBERS: List = List {
    path: "/map",
    catalogue: |snapshot| &snapshot.members,
    subject: Kind::Members,
    fields: &MEMBER_FIELDS,
    shown: || *LISTED_MEMBER_FIELDS,
    formats: &[Format::Json],
    columns: &[],
    parameters: &PARAMETERS,
};

/// Shows the map of what was asked for, as a piece of HTML.
pub async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let snapshot = Arc::clone(&state.directory.current());
    let (filter, lang) = MEMBERS.narrowing(&request, &snapshot)?;
    let mut query = Query::read(request.query_string(), &PARAMETERS);
    let look = query.one("map", Look::parse);
    let size = query.one("size", Size::parse);
    query.finish()?;
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang),
        media_type: HTML,
    };
    site.give(&answer, &layout::PLAIN, || {
        Ok(super::render(&Subject {
            snapshot: &snapshot,
            filter: &filter,
            look,
            size: size.unwrap_or(Size::USUAL),
            lang,
            address: Address::new("/", request.query_string()).without(&["size"]),
        }))
    })
}
