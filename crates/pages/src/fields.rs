//! What a form sends: pairs of names and values, as `application/x-www-form-urlencoded` has them.

use actix_web::{HttpRequest, dev::Payload};

use crate::{address::Address, serving::form};
use directory::PublicUrl;
use http::problem::Problem;

/// What a form sends.
pub struct Fields(Address);

impl Fields {
    /// Reads the form of a request, `longest` bytes at most.
    pub async fn read(
        request: &HttpRequest,
        payload: &mut Payload,
        longest: usize,
    ) -> Result<Self, Problem> {
        let text = form(request, payload, longest).await?;
        Ok(Self::of(&text))
    }

    /// What a form sends, as it is encoded.
    pub fn of(text: &str) -> Self {
        Self(Address::read(&PublicUrl::unknown(), "", text))
    }

    /// A field, without spaces around; empty where it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.sent(name).unwrap_or_default().trim()
    }

    /// A field as it was sent; nothing where it was not.
    pub fn sent(&self, name: &str) -> Option<&str> {
        self.0.get(name)
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
