//! Files that are handed over in a form: looked at for whose form it is, and handed on to the registry
//! API while they come, so that none is held in memory.

use std::{future::Future, pin::Pin};

use actix_http::{BoxedPayloadStream, error::PayloadError};
use actix_multipart::{Field, Multipart};
use actix_web::{Error, FromRequest, HttpRequest, dev::Payload, web::Bytes};
use futures_util::{StreamExt, stream};

use crate::session::{self, Visitor};
use http::problem::{Kind, Problem};

/// The longest token, in bytes.
const LONGEST_TOKEN: usize = 200;

/// A form with files that somebody who is signed in has sent.
pub struct Upload {
    /// Who.
    pub visitor: Visitor,
    parts: Multipart,
}

impl FromRequest for Upload {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let visitor = Visitor::from_request(&request, &mut Payload::None).await?;
            session::check_origin(&request)?;
            let mut parts = Multipart::new(request.headers(), payload);
            // It comes before the files: nothing is read of a form of another site.
            let first = parts.next().await.and_then(Result::ok);
            let token = match first {
                Some(field) if field.name() == Some("token") => text(field).await?,
                _ => String::new(),
            };
            session::check_token(&visitor, &token)?;
            Ok(Self { visitor, parts })
        })
    }
}

async fn text(mut field: Field) -> Result<String, Problem> {
    let bytes = field.bytes(LONGEST_TOKEN).await.map_err(|_| unreadable())?;
    let bytes = bytes.map_err(|_| unreadable())?;
    String::from_utf8(bytes.to_vec()).map_err(|_| unreadable())
}

fn unreadable() -> Problem {
    Problem::new(
        Kind::MalformedBody,
        "The form could not be read to its end.",
    )
}

impl Upload {
    /// The first file of it, and no more of that than so many bytes.
    pub async fn file(mut self, most: usize) -> Result<(Visitor, Vec<u8>), Problem> {
        let mut file = Vec::new();
        if let Some(field) = self.parts.next().await {
            let mut field = field.map_err(|_| unreadable())?;
            while let Some(bytes) = field.next().await {
                let bytes = bytes.map_err(|_| unreadable())?;
                let room = most.saturating_sub(file.len());
                // What comes behind that is read, so that the browser gets to see the answer.
                file.extend(bytes.iter().take(room));
            }
        }
        Ok((self.visitor, file))
    }

    /// Its parts but for the token, and their media type.
    pub fn rest(self) -> (Visitor, String, BoxedPayloadStream) {
        // No file knows it, so none can begin a part of its own.
        let boundary = self.visitor.token();
        let media_type = format!("multipart/form-data; boundary={boundary}");
        let rest = Rest {
            parts: Some(self.parts),
            part: None,
            boundary,
        };
        let rest = stream::unfold(rest, |mut rest| async move {
            let piece = rest.next().await?;
            Some((piece, rest))
        });
        // Whoever reads it may ask once more behind its end.
        (self.visitor, media_type, Box::pin(rest.fuse()))
    }
}

/// Parts that are written again.
struct Rest {
    /// Nothing once their end was written.
    parts: Option<Multipart>,
    part: Option<Field>,
    boundary: String,
}

impl Rest {
    async fn next(&mut self) -> Option<Result<Bytes, PayloadError>> {
        loop {
            if let Some(part) = &mut self.part {
                match part.next().await {
                    Some(bytes) => return Some(bytes.map_err(|_| PayloadError::Incomplete(None))),
                    None => {
                        self.part = None;
                        return Some(Ok(Bytes::from_static(b"\r\n")));
                    }
                }
            }
            match self.parts.as_mut()?.next().await {
                Some(Ok(part)) => {
                    let Some(head) = self.head(&part) else {
                        continue;
                    };
                    self.part = Some(part);
                    return Some(Ok(head.into()));
                }
                Some(Err(_)) => {
                    self.parts = None;
                    return Some(Err(PayloadError::Incomplete(None)));
                }
                None => {
                    self.parts = None;
                    return Some(Ok(format!("--{}--\r\n", self.boundary).into()));
                }
            }
        }
    }

    /// What comes before a part; nothing for a field of files in which none was chosen.
    fn head(&self, part: &Field) -> Option<String> {
        let disposition = part.content_disposition()?;
        (disposition.get_filename() != Some("")).then(|| {
            format!(
                "--{}\r\nContent-Disposition: {disposition}\r\n\r\n",
                self.boundary
            )
        })
    }
}
