//! `/map`: the map alone, for whoever puts it elsewhere.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{Look, Size, Subject};
use crate::{
    address::Address,
    layout,
    serving::{Asked, Site},
    state::PARAMETERS,
};
use directory::{
    search::Subject as Kind,
    views::{LISTED_MEMBER_FIELDS, MEMBER_FIELDS},
};
use http::{
    formats::Format,
    list::{List, MemberFieldsParameter},
    parameters::Query,
    problem::Problem,
};
use network::Timestamp;

/// What is read as the page reads it, so that map and list show the same.
static MEMBERS: List = List {
    path: "/map",
    catalogue: |snapshot| &snapshot.members,
    subject: Kind::Members,
    fields: &MEMBER_FIELDS,
    shown: || *LISTED_MEMBER_FIELDS,
    usual: Format::Json,
    columns: &[],
    parameters: || PARAMETERS.clone(),
    chosen: MemberFieldsParameter::chosen,
};

/// Shows the map of what was asked for, as a piece of HTML.
pub async fn show(
    request: HttpRequest,
    site: web::Data<Site>,
    asked: Asked,
) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let now = Timestamp::now();
    let (filter, lang) = MEMBERS.narrowing(&asked.query, &request, &snapshot, now)?;
    let mut query = Query::new(&asked.query, PARAMETERS.clone());
    let look = query.one("map", Look::parse);
    let size = query.one("size", Size::parse);
    query.finish()?;
    let public_url = site.directory.public_url();
    let address = Address::read(public_url, "/", &asked.query).without(&["size"]);
    site.give_at(now, &request, &snapshot, lang, &layout::PLAIN, || {
        super::render(&Subject {
            snapshot: &snapshot,
            filter: &filter,
            look,
            size: size.unwrap_or(Size::USUAL),
            lang,
            address: asked.linked(&address),
            is_framed: false,
        })
    })
}
