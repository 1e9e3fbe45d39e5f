//! The personal links of a member: made to be copied or mailed, and revoked.

use actix_web::{Error, HttpResponse, http::Method, web};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::{Fault, part},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::Problem;
use network::Timestamp;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/members/{member}/links")
            .route(web::get().to(show))
            .route(web::post().to(make)),
    );
    config.service(
        web::resource("/members/{member}/links/{link}/revoke").route(web::post().to(revoke)),
    );
}

#[derive(Deserialize)]
struct Member {
    name: String,
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    id: String,
    name: String,
    email: Option<String>,
    legal_basis: String,
}

impl Contact {
    fn may_be_mailed(&self) -> bool {
        self.email.is_some() && self.legal_basis == "consent"
    }
}

#[derive(Deserialize)]
struct Links {
    data: Vec<Link>,
}

#[derive(Deserialize)]
struct Link {
    id: String,
    contact_id: Option<String>,
    made_at: Timestamp,
    expires_at: Timestamp,
    revoked_at: Option<Timestamp>,
    answered_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Made {
    url: Option<String>,
    mailed: bool,
}

#[derive(Template)]
#[template(path = "links.html")]
struct LinksScreen {
    frame: Frame,
    member: String,
    contacts: Vec<Contact>,
    links: Vec<Link>,
    made: Option<Made>,
    mistakes: Vec<String>,
}

impl LinksScreen {
    fn path(&self) -> String {
        format!("/members/{}/links", part(&self.member))
    }

    fn back(&self) -> String {
        format!("/members/{}", part(&self.member))
    }

    fn revoke(&self, link: &Link) -> String {
        format!("{}/{}/revoke", self.path(), part(&link.id))
    }

    fn is_open(&self, link: &Link) -> bool {
        link.revoked_at.is_none() && link.expires_at > Timestamp::now()
    }

    fn whose(&self, link: &Link) -> String {
        let mut contacts = self.contacts.iter();
        let contact = contacts.find(|contact| Some(&contact.id) == link.contact_id.as_ref());
        contact.map_or_else(String::new, |contact| contact.name.clone())
    }
}

async fn screen(
    visitor: &Visitor,
    member: &str,
    made: Option<Made>,
    fault: Option<Fault>,
) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let path = format!("/members/{}", part(member));
    let Member { name, contacts } = api.get(&path).await?.read()?;
    let links: Links = api.get(&format!("{path}/links")).await?.read()?;
    let title = visitor
        .texts()
        .say_with("console-links-of", "member", name.as_str());
    let mistakes = fault.map_or_else(Vec::new, Fault::told);
    frame::give(
        frame::status(&mistakes),
        &LinksScreen {
            frame: Frame::of(visitor, "members", title),
            member: member.to_owned(),
            contacts,
            links: links.data,
            made,
            mistakes,
        },
    )
}

async fn show(visitor: Visitor, member: web::Path<String>) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, &member, None, None).await?)
}

async fn make(form: Form, member: web::Path<String>) -> Result<HttpResponse, Error> {
    let (visitor, fields) = (&form.visitor, &form.fields);
    let body = match fields.get("contact") {
        "" => json!({}),
        contact => json!({ "contact_id": contact, "mail": fields.has("mail") }),
    };
    let path = format!("/members/{}/links", part(&member));
    let api = visitor.api().await?;
    let made = api.change(Method::POST, &path, Some(&body), None).await?;
    Ok(match made {
        Ok(answer) => screen(visitor, &member, Some(answer.read()?), None).await?,
        Err(fault) => screen(visitor, &member, None, Some(fault)).await?,
    })
}

async fn revoke(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let (member, link) = path.into_inner();
    let path = format!("/members/{}/links/{}", part(&member), part(&link));
    let api = visitor.api().await?;
    let done = api.change(Method::DELETE, &path, None, None).await?;
    done.map_err(|fault| fault.problem())?;
    let path = format!("/members/{}/links", part(&member));
    Ok(visitor.done(&path, "removed"))
}
