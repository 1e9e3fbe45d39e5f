//! What a form sends: pairs of names and values, as `application/x-www-form-urlencoded` has them.

use std::{future::Future, pin::Pin};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload};

use crate::session::{self, Visitor};
use http::problem::Problem;
use pages::address::Address;

/// The longest form, in bytes.
const LONGEST: usize = 300_000;

/// What a form sends.
pub struct Fields(Address);

impl Fields {
    /// Reads the form of a request that a page of this program has made.
    pub async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Self, Problem> {
        session::check_origin(request)?;
        let text = pages::form(request, payload, LONGEST).await?;
        let nowhere = directory::PublicUrl::unknown();
        Ok(Self(Address::read(&nowhere, "", &text)))
    }

    /// A field, without spaces around; empty where it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_default().trim()
    }

    /// Whether a box was ticked.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// What was sent, to be sent again, but for what each form has of its own.
    pub fn again(&self) -> Vec<(String, String)> {
        let pairs = self.0.pairs().iter();
        pairs.filter(|(name, _)| name != "token").cloned().collect()
    }

    /// What stands behind `prefix` in the names of fields that have this value.
    pub fn named(&self, prefix: &str, value: &str) -> Vec<&str> {
        let pairs = self.0.pairs().iter();
        let having = pairs.filter(|(_, given)| given == value);
        having
            .filter_map(|(name, _)| name.strip_prefix(prefix))
            .collect()
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let pairs = self.0.pairs().iter();
        let named = pairs.filter(|(known, _)| known == name);
        named.map(|(_, value)| value.trim()).collect()
    }
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
            let fields = Fields::read(&request, &mut payload).await?;
            session::check_token(&visitor, fields.get("token"))?;
            Ok(Self { visitor, fields })
        })
    }
}
