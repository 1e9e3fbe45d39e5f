//! Answers that do not depend on the directory: scripts and styles, the same for everybody until
//! another version of the program is started.

use std::sync::OnceLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web::Bytes};
use xxhash_rust::xxh3::xxh3_128;

use super::{
    answer::has_tag,
    compression::compress,
    negotiation::{self, Encoding},
};

/// An answer that is made once; each of its compressed forms when it is first asked for.
pub struct Fixed {
    media_type: &'static str,
    cache_control: &'static str,
    digest: u128,
    plain: Bytes,
    gzip: OnceLock<Option<Bytes>>,
    brotli: OnceLock<Option<Bytes>>,
}

impl Fixed {
    /// An answer with this body.
    pub fn new(media_type: &'static str, cache_control: &'static str, body: Vec<u8>) -> Self {
        Self {
            media_type,
            cache_control,
            digest: xxh3_128(&body),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            plain: body.into(),
        }
    }

    fn compressed<'a>(
        &self,
        kept: &'a OnceLock<Option<Bytes>>,
        encoding: Encoding,
    ) -> Option<&'a Bytes> {
        // Memory that is written to does not fail; if it did, the body would go as it is.
        kept.get_or_init(|| compress(encoding, self.plain.to_vec()).ok())
            .as_ref()
    }

    /// Answers a request.
    pub fn give(&self, request: &HttpRequest) -> HttpResponse {
        let (encoding, body) = match negotiation::encoding(request) {
            Encoding::Gzip => (Encoding::Gzip, self.compressed(&self.gzip, Encoding::Gzip)),
            Encoding::Brotli => (
                Encoding::Brotli,
                self.compressed(&self.brotli, Encoding::Brotli),
            ),
            Encoding::Identity => (Encoding::Identity, None),
        };
        let (encoding, body) = match body {
            Some(body) => (encoding, body),
            None => (Encoding::Identity, &self.plain),
        };
        let etag = format!("\"{:032x}-{}\"", self.digest, encoding as u8);
        let known = has_tag(request, &etag);
        let mut response = match known {
            Some(true) => HttpResponse::NotModified(),
            _ => HttpResponse::Ok(),
        };
        response
            .insert_header((header::ETAG, etag))
            .insert_header((header::CACHE_CONTROL, self.cache_control))
            .insert_header((header::VARY, "Accept-Encoding"));
        if known == Some(true) {
            return response.finish();
        }
        if let Some(name) = encoding.name() {
            response.insert_header((header::CONTENT_ENCODING, name));
        }
        response.content_type(self.media_type).body(body.clone())
    }
}
