//! Two people changed the same: both versions side by side, with a choice for each field.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use serde_json::Value;

use crate::{
    api::Fault,
    form::{Fields, Form},
    frame::{self, Frame},
    member_form::{self, CHOICE, Kind},
};
use http::problem::Problem;
use pages::address::Address;
use translations::Texts;

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
    let differing = differing(
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

/// A field whose value in a form is another one than the record's.
struct Differing {
    /// Its name in the form.
    name: String,
    /// What it is called.
    label: String,
    /// What the form says.
    mine: String,
    /// What the record says.
    theirs: String,
    /// Whether it was changed in the form, and in the record, since both were the same; in both
    /// where that is not known.
    changed: (bool, bool),
}

/// The fields of a form that differ from the record as it is now; `base` is the record as it stood
/// when the form was made.
fn differing(
    texts: Texts,
    fields: &[(&str, Kind)],
    now: &Value,
    base: Option<&Value>,
    given: &Fields,
) -> Vec<Differing> {
    let same = |one: &str, other: &str| member_form::plainly(one) == member_form::plainly(other);
    let mine = member_form::inputs(texts, fields, now, Some((given, &Fault::default())));
    let theirs = member_form::inputs(texts, fields, now, None);
    let base = base.map(|base| member_form::inputs(texts, fields, base, None));
    let known = |name: &str| {
        let mut inputs = base.iter().flatten();
        inputs.find(|input| input.name == name)
    };
    let both = mine.into_iter().zip(theirs);
    both.filter(|(mine, theirs)| !same(&mine.value, &theirs.value))
        .map(|(mine, theirs)| Differing {
            changed: known(&mine.name).map_or((true, true), |base| {
                (
                    !same(&mine.value, &base.value),
                    !same(&theirs.value, &base.value),
                )
            }),
            mine: mine.shown(),
            theirs: theirs.shown(),
            name: mine.name,
            label: mine.label,
        })
        .collect()
}
