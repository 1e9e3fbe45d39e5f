//! Taking back what was done, from the history or from a member.

use actix_web::{Error, HttpResponse, http::Method, web};
use serde_json::json;

use crate::{
    api::part,
    ask::{Outcome, Wanted},
    form::Form,
    history, member,
};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/history/{revision}/undo").route(web::post().to(undo)));
}

async fn undo(form: Form, path: web::Path<i64>) -> Result<HttpResponse, Error> {
    let revision = path.into_inner();
    let action = format!("/history/{revision}/undo");
    let back = form.fields.get("back");
    let slug = back.strip_prefix("/members/");
    let back = slug.map_or("/history", |_| back);
    let undone = match slug.map(part) {
        // At a member, what the same change did to others stays.
        Some(member) => {
            let record = format!("/members/{member}");
            let etag = form.visitor.api().await?.get(&record).await?.etag;
            let wanted = Wanted {
                method: Method::POST,
                path: &format!("{record}/revert"),
                body: json!({ "revision": revision }),
                expected: Some(&etag),
                screen: "members",
                action: &action,
                back,
            };
            form.change(wanted).await?
        }
        None => {
            let wanted = Wanted {
                method: Method::POST,
                path: &format!("/audit/{revision}/revert"),
                body: json!({}),
                expected: None,
                screen: "history",
                action: &action,
                back,
            };
            form.change(wanted).await?
        }
    };
    match undone {
        Outcome::Done(_) => Ok(form.visitor.done(back, "undone")),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(match slug {
            Some(slug) => member::again(&form, slug, member::NO_FORM, fault).await?,
            None => history::screen(&form.visitor, "", Some(fault)).await?,
        }),
    }
}
