//! A change that a form asks for. Where strangers would see more by it, or a point lies where it hardly
//! can, it is asked about once more, in words, and the answer sends the same form again.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
};
use askama::Template;
use serde_json::Value;

use crate::{
    api::{Answer, Fault, Question},
    form::Form,
    frame::{self, Frame},
};
use http::problem::Problem;
use pages::address::Address;

/// A change that is wanted.
pub struct Wanted<'a> {
    /// The method and the path below the registry's.
    pub method: Method,
    pub path: &'a str,
    /// The body, without the confirmation.
    pub body: Value,
    /// The state of the record that was read.
    pub expected: Option<&'a str>,
    /// The screen of the menu that it belongs to.
    pub screen: &'static str,
    /// The form's own path below the console's.
    pub action: &'a str,
    /// Where one goes who does not want it, below the console's path.
    pub back: &'a str,
}

/// What became of it.
pub enum Outcome {
    Done(Answer),
    /// It is asked about: the screen that does.
    Asked(HttpResponse),
    Refused(Fault),
}

#[derive(Template)]
#[template(path = "ask.html")]
struct Ask {
    frame: Frame,
    question: Question,
    /// What strangers would see, or what is odd.
    words: String,
    action: Address,
    /// What was sent, to be sent again.
    fields: Vec<(String, String)>,
    back: Address,
}

impl Form {
    /// Makes a change, confirmed if the form says so.
    pub async fn change(&self, wanted: Wanted<'_>) -> Result<Outcome, Problem> {
        let mut body = wanted.body;
        for question in [Question::Publication, Question::Position] {
            if self.fields.has(question.field()) {
                body[question.field()] = true.into();
            }
        }
        let api = self.visitor.api().await?;
        let answer = api.change(wanted.method, wanted.path, Some(&body), wanted.expected);
        let fault = match answer.await? {
            Ok(answer) => return Ok(Outcome::Done(answer)),
            Err(fault) => fault,
        };
        let Some((question, words)) = fault.asks() else {
            return Ok(Outcome::Refused(fault));
        };
        let title = self.visitor.texts().say(match question {
            Question::Publication => "console-publish-question",
            Question::Position => "console-position-question",
        });
        let frame = Frame::of(&self.visitor, wanted.screen, title);
        let ask = Ask {
            question,
            words: words.to_owned(),
            action: frame.at(wanted.action),
            fields: self.fields.again(),
            back: frame.at(wanted.back),
            frame,
        };
        Ok(Outcome::Asked(frame::give(StatusCode::OK, &ask)?))
    }
}
