//! What an ID token says (OpenID Connect Core 1.0, 2 and 3.1.3.7).

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use network::{Email, Timestamp};

/// By how much the clock of the provider may differ.
const LEEWAY: Duration = Duration::from_secs(60);

/// What an ID token says.
#[derive(Debug, Deserialize)]
pub struct Claims {
    #[serde(rename = "iss")]
    issuer: String,
    /// Who it is, there.
    #[serde(rename = "sub")]
    pub subject: String,
    #[serde(rename = "aud")]
    audience: Audience,
    #[serde(rename = "azp")]
    authorized: Option<String>,
    /// In seconds since 1970.
    #[serde(rename = "exp")]
    end: f64,
    nonce: Option<String>,
    /// Their e-mail address, where the token has it.
    #[serde(flatten)]
    pub address: Address,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// An e-mail address, as a provider tells it.
#[derive(Debug, Deserialize)]
pub struct Address {
    /// The address.
    pub email: Option<String>,
    email_verified: Option<Verified>,
}

/// Some providers write the switch as a text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Verified {
    Switch(bool),
    Text(String),
}

impl Address {
    /// The address, where the provider says that it is the person's own.
    pub fn verified(&self) -> Option<Email> {
        let is_verified = match &self.email_verified {
            Some(Verified::Switch(is)) => *is,
            Some(Verified::Text(text)) => text == "true",
            None => false,
        };
        self.email.as_ref().filter(|_| is_verified)?.parse().ok()
    }
}

impl Claims {
    /// Reads an ID token, whose signature TLS stands for.
    ///
    /// # Errors
    ///
    /// Fails where it is none.
    pub fn read(token: &str) -> Result<Self, &'static str> {
        let parts: Vec<&str> = token.split('.').collect();
        let [_, claims, _] = parts[..] else {
            return Err("it is no signed token");
        };
        let claims = URL_SAFE_NO_PAD.decode(claims);
        let claims = claims.map_err(|_| "its claims are not written in base64url")?;
        serde_json::from_slice(&claims).map_err(|_| "its claims are not those of an ID token")
    }

    /// Whether it is meant for this program and this very attempt to sign in.
    ///
    /// # Errors
    ///
    /// Fails with what is wrong.
    pub fn check(
        &self,
        issuer: &str,
        client_id: &str,
        nonce: &str,
        now: Timestamp,
    ) -> Result<(), &'static str> {
        let authorized = self.authorized.as_deref();
        let is_ours = match &self.audience {
            Audience::One(audience) => audience == client_id,
            // Where it is meant for others too, it must say who asked for it.
            Audience::Several(audiences) => {
                audiences.iter().any(|audience| audience == client_id)
                    && (audiences.len() == 1 || authorized.is_some())
            }
        };
        let now = now.earlier(LEEWAY).unix_seconds() as f64;
        if self.issuer != issuer {
            Err("another provider made it")
        } else if !is_ours || authorized.is_some_and(|party| party != client_id) {
            Err("it is meant for another program")
        } else if self.end <= now || !self.end.is_finite() {
            Err("its time is over")
        } else if self.nonce.as_deref() != Some(nonce) {
            Err("it belongs to another attempt to sign in")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn token(claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.c2ln", part(&json!({ "alg": "RS256" })), part(claims))
    }

    /// What is told of a good token with these fields instead of its own; null for none.
    fn told(instead: Value) -> Result<(), &'static str> {
        let now: Timestamp = "2026-11-29T12:00:00Z".parse().unwrap();
        let mut claims = json!({
            "iss": "https://login.example.org",
            "sub": "17",
            "aud": "directory",
            "exp": now.unix_seconds() + 60,
            "nonce": "n",
        });
        claims
            .as_object_mut()
            .unwrap()
            .extend(instead.as_object().unwrap().clone());
        claims
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !value.is_null());
        Claims::read(&token(&claims))?.check("https://login.example.org", "directory", "n", now)
    }

    #[test]
    fn a_token_for_this_attempt_is_taken() {
        assert_eq!(told(json!({})), Ok(()));
        assert_eq!(told(json!({ "aud": ["directory"] })), Ok(()));
        assert_eq!(
            told(json!({ "aud": ["directory", "wiki"], "azp": "directory" })),
            Ok(())
        );
    }

    #[test]
    fn every_other_token_is_refused() {
        for other in [
            json!({ "iss": "https://login.example.com" }),
            json!({ "aud": "wiki" }),
            json!({ "aud": [] }),
            json!({ "aud": ["directory", "wiki"] }),
            json!({ "aud": ["directory", "wiki"], "azp": "wiki" }),
            json!({ "azp": "wiki" }),
            json!({ "exp": 1_000_000_000 }),
            json!({ "exp": null }),
            json!({ "nonce": "m" }),
            json!({ "nonce": null }),
            json!({ "sub": null }),
        ] {
            assert!(told(other.clone()).is_err(), "{other}");
        }
        for text in ["", "a.b", "a.!.c", "a.e30.c", "a.b.c.d"] {
            assert!(Claims::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_counts_where_the_provider_has_verified_it() {
        let verified = |address: Value| {
            let address: Address = serde_json::from_value(address).unwrap();
            address.verified().map(|email| email.to_string())
        };
        let ann = Some("ann@example.org".to_owned());
        assert_eq!(
            verified(json!({ "email": "ann@example.org", "email_verified": true })),
            ann
        );
        assert_eq!(
            verified(json!({ "email": "ann@example.org", "email_verified": "true" })),
            ann
        );
        for not in [
            json!({ "email": "ann@example.org" }),
            json!({ "email": "ann@example.org", "email_verified": false }),
            json!({ "email": "ann@example.org", "email_verified": "false" }),
            json!({ "email": "ann", "email_verified": true }),
            json!({ "email_verified": true }),
        ] {
            assert_eq!(verified(not.clone()), None, "{not}");
        }
    }
}
