//! Two people changed the same: both versions side by side, with a choice for each field.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use serde_json::Value;

use crate::{
    form::Form,
    frame::{self, Frame},
    member_form::{self, CHOICE, Differing, Kind},
};
use http::problem::Problem;
use pages::address::Address;

/// What was to be saved, and what the record is by now.
pub struct Meeting<'a> {
    /// The screen of the menu that it belongs to.
    pub screen: &'static str,
    /// The fields of the form.
    pub fields: &'a [(&'a str, Kind)],
    /// What they are of, as it is now, and as it stood when the form was made, where that is known.
    pub now: &'a Value,
    pub base: Option<&'a Value>,
    /// The record's state now.
    pub etag: &'a str,
    pub revision: &'a Value,
    /// The form's path, and that of where one goes who saves nothing, below the console's.
    pub action: &'a str,
    pub back: &'a str,
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict {
    frame: Frame,
    differing: Vec<Differing>,
    action: Address,
    back: Address,
    /// What was sent, to be sent again.
    fields: Vec<(String, String)>,
    etag: String,
    revision: String,
}

impl Conflict {
    /// Where a field's choice stands.
    fn choice(&self, field: &Differing) -> String {
        format!("{CHOICE}{}", field.name)
    }

    /// Whether a version is chosen before anybody says so: where only one of the two changed it.
    fn is_chosen(&self, field: &Differing, whose: &str) -> bool {
        match field.changed {
            (true, false) => whose == "mine",
            (false, true) => whose == "theirs",
            _ => false,
        }
    }
}

/// Asks which version of each field is to be kept; nothing where there is nothing to choose.
pub fn ask(form: &Form, meeting: &Meeting<'_>) -> Result<Option<HttpResponse>, Problem> {
    let texts = form.visitor.texts();
    let differing = member_form::differing(
        texts,
        meeting.fields,
        meeting.now,
        meeting.base,
        &form.fields,
    );
    if differing.is_empty() {
        return Ok(None);
    }
    let frame = Frame::of(
        &form.visitor,
        meeting.screen,
        texts.say("console-two-versions"),
    );
    let mut fields = form.fields.again();
    fields.retain(|(name, _)| name != "etag" && name != "revision" && !name.starts_with(CHOICE));
    let screen = Conflict {
        differing,
        action: frame.at(meeting.action),
        back: frame.at(meeting.back),
        fields,
        etag: meeting.etag.to_owned(),
        revision: meeting.revision.to_string(),
        frame,
    };
    frame::give(StatusCode::PRECONDITION_FAILED, &screen).map(Some)
}
