//! A form that somebody who is signed in has sent.

use std::{future::Future, pin::Pin};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload};

use crate::session::{self, Visitor};
use http::problem::Problem;
pub use pages::Fields;

/// The longest form, in bytes.
const LONGEST: usize = 300_000;

/// Reads the form of a request that a page of this program has made.
pub async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Fields, Problem> {
    session::check_origin(request)?;
    Fields::read(request, payload, LONGEST).await
}

/// A form that somebody who is signed in has sent.
pub struct Form {
    /// Who.
    pub visitor: Visitor,
    /// What.
    pub fields: Fields,
}

impl FromRequest for Form {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let visitor = Visitor::from_request(&request, &mut Payload::None).await?;
            let fields = read(&request, &mut payload).await?;
            session::check_token(&visitor, fields.get("token"))?;
            Ok(Self { visitor, fields })
        })
    }
}
