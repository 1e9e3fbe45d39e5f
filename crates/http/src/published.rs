//! The documents of the API as they are given out: made at the first question, because to write them
//! takes longer than all else of a start.

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpRequest, HttpResponse};

use super::{
    fixed::Fixed,
    openapi::{Document, Publisher, Volume},
};

/// The documents that were made.
#[derive(Default)]
pub struct Published(Mutex<Option<Arc<Made>>>);

/// Each document as JSON and as YAML.
struct Made {
    publisher: Publisher,
    volumes: Vec<(Volume, [Fixed; 2])>,
}

impl Published {
    /// Gives a document out, as JSON or as YAML.
    pub fn give(
        &self,
        document: &Document,
        publisher: Publisher,
        (volume, is_yaml): (Volume, bool),
        request: &HttpRequest,
    ) -> Option<HttpResponse> {
        let made = self.made(document, publisher);
        let (_, forms) = made.volumes.iter().find(|(made, _)| *made == volume)?;
        Some(forms[usize::from(is_yaml)].give(request))
    }

    fn made(&self, document: &Document, publisher: Publisher) -> Arc<Made> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*known
            && made.publisher == publisher
        {
            return Arc::clone(made);
        }
        let fixed = |media_type, text: String| {
            Fixed::new(media_type, "public, max-age=300", text.into_bytes())
        };
        let texts = document.texts(&publisher).into_iter();
        let volumes = texts.map(|(volume, [json, yaml])| {
            let forms = [
                fixed("application/json", json),
                fixed("application/yaml", yaml),
            ];
            (volume, forms)
        });
        let made = Arc::new(Made {
            volumes: volumes.collect(),
            publisher,
        });
        *known = Some(Arc::clone(&made));
        made
    }
}
