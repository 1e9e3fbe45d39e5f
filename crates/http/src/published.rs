//! The documents of the API as they are given out, each put right for this server at the first
//! question.

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpRequest, HttpResponse};

use super::{
    fixed::Fixed,
    openapi::{self, Document, Publisher, Volume},
};

/// The documents that were asked for, each as JSON or as YAML.
#[derive(Default)]
pub struct Published(Mutex<Vec<(Form, Arc<Fixed>)>>);

/// What is asked for: a document, whether as YAML, and who publishes it.
type Form = (Volume, bool, Publisher);

impl Published {
    /// Gives a document out, as JSON or as YAML.
    pub fn give(&self, document: &Document, form: Form, request: &HttpRequest) -> HttpResponse {
        self.made(document, form).give(request)
    }

    fn made(&self, document: &Document, form: Form) -> Arc<Fixed> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, made)) = known.iter().find(|(made, _)| *made == form) {
            return Arc::clone(made);
        }
        let (volume, is_yaml, publisher) = &form;
        let media_type = match is_yaml {
            true => "application/yaml",
            false => "application/json",
        };
        let text = openapi::text(&document.written(*volume, publisher), *is_yaml);
        let fixed = Fixed::new(media_type, "public, max-age=300", text.into_bytes());
        let made = Arc::new(fixed);
        // What an earlier profile of the network said is not asked for again.
        known.retain(|((_, _, publisher), _)| *publisher == form.2);
        known.push((form, Arc::clone(&made)));
        made
    }
}
