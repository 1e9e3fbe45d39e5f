//! What is done to parts of members, whichever list they are in.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use crate::registry_api::{PREFIX, call::Call, reply::Reply, session::Session};
use editing::{
    Refusal, Saved, members,
    parts::{self, PartList},
};
use http::{parameters::Query, problem::Problem};

/// All parts of a list.
pub async fn list_parts(
    session: Session,
    request: &HttpRequest,
    member: String,
    list: PartList,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| {
            let record = members::find(connection, &member)?;
            let body = json!({ "data": list.of(&record)? });
            Ok(Reply::ok(body).tagged(members::tag(&record)))
        })
        .await
}

/// One part.
pub async fn get_part(
    session: Session,
    request: &HttpRequest,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| {
            let (record, part) = parts::get(connection, &member, list, &id)?;
            Ok(Reply::ok(part).tagged(members::tag(&record)))
        })
        .await
}

/// A part that is added.
pub async fn add_part(call: Call, member: String, list: PartList) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let (saved, part) = parts::add(change, &member, &wanted.expected, list, wanted.document)?;
        let location = format!(
            "{PREFIX}/members/{}/{}/{}",
            saved.record.member.id,
            list.field().replace('_', "-"),
            part["id"].as_str().unwrap_or_default()
        );
        Ok(stored(&saved, Reply::ok(part)).created(location))
    })
    .await
}

/// A part that is written anew.
pub async fn replace_part(
    call: Call,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let which = (list, id.as_str());
        let (saved, part) =
            parts::replace(change, &member, &wanted.expected, which, wanted.document)?;
        Ok(stored(&saved, Reply::ok(part)))
    })
    .await
}

/// A part that is changed.
pub async fn patch_part(
    call: Call,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let which = (list, id.as_str());
        let (saved, part) =
            parts::patch(change, &member, &wanted.expected, which, wanted.document)?;
        Ok(stored(&saved, Reply::ok(part)))
    })
    .await
}

/// A part that is removed.
pub async fn remove_part(
    call: Call,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        members::nothing_more(&wanted.document)?;
        let saved = parts::remove(change, &member, &wanted.expected, list, &id)?;
        Ok::<_, Refusal>(stored(&saved, Reply::empty()))
    })
    .await
}

fn stored(saved: &Saved, reply: Reply) -> Reply {
    let record = &saved.record;
    reply.tagged(members::tag(record)).about(record.member.id)
}
