//! Signing in with an account that the network has already (OpenID Connect Core 1.0): the
//! authorization code flow with PKCE (RFC 7636).
//!
//! The ID token comes from the provider itself, over TLS, which stands for its signature (Core,
//! 3.1.3.7, point 6): all the cryptography that this needs is that of TLS.

mod claims;

use std::{
    fmt,
    str::FromStr,
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use console::{Begun, NoAccount, Provider, Returned};
use futures_util::future::BoxFuture;
use reqwest::{
    Client, RequestBuilder, StatusCode, Url,
    header::{ACCEPT, CONTENT_TYPE},
};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use url::form_urlencoded::{Serializer, byte_serialize};

use crate::outward::{self, is_here, read};
use claims::{Address, Claims};
use network::{Email, Outward, Timestamp};

/// How long an answer of the provider is waited for.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long what the provider says of itself is believed.
const KEPT: Duration = Duration::from_secs(3_600);
/// How long it is left alone after it gave no answer.
const REST: Duration = Duration::from_secs(5);

/// The address of a provider: over TLS, or on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer(Url);

impl FromStr for Issuer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).ok().filter(may_be_asked);
        let url = url.filter(|url| url.query().is_none() && url.fragment().is_none());
        url.map(Self).ok_or_else(|| {
            format!(
                "\"{text}\" is not the address of a provider, such as https://login.example.org"
            )
        })
    }
}

impl Issuer {
    /// The name that it must give itself: no more than a slash at its end may be different.
    fn is_called(&self, name: &str) -> bool {
        name.trim_end_matches('/') == self.0.as_str().trim_end_matches('/')
    }
}

/// Whether what comes from there can be believed.
fn may_be_asked(url: &Url) -> bool {
    let has_nobody = url.username().is_empty() && url.password().is_none();
    has_nobody && (url.scheme() == "https" || url.scheme() == "http" && is_here(url))
}

/// What proves to the provider who asks.
#[derive(Clone)]
pub struct ClientSecret(pub String);

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret")
    }
}

/// How the program is known to a provider.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The provider.
    pub issuer: Issuer,
    /// What the program is called there.
    pub client_id: String,
    /// Its secret there; nothing for a public client, which PKCE alone protects.
    pub client_secret: Option<ClientSecret>,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: Endpoint,
    token_endpoint: Endpoint,
    userinfo_endpoint: Option<Endpoint>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// An address of it, from which what comes can be believed.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Endpoint(Url);

impl TryFrom<String> for Endpoint {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let url = Url::parse(&text).ok().filter(may_be_asked);
        url.map(Self).ok_or("it is no address over TLS")
    }
}

type Known = Option<(Instant, Option<Arc<Metadata>>)>;

/// A provider of accounts.
pub struct OpenId {
    settings: Settings,
    /// Where whoever signed in there comes back to.
    back: String,
    client: Client,
    known: Mutex<Known>,
}

impl OpenId {
    /// A provider, from which people come back to the address `back`.
    ///
    /// # Errors
    ///
    /// Fails where the system has no TLS.
    pub fn new(settings: Settings, back: String) -> reqwest::Result<Self> {
        // Whoever runs the program has named it: it may be anywhere.
        let anywhere = Outward {
            allow_http: true,
            allow_private: true,
        };
        Ok(Self {
            settings,
            back,
            client: outward::client(anywhere, TIMEOUT)?,
            known: Mutex::new(None),
        })
    }

    async fn metadata(&self) -> Result<Arc<Metadata>, NoAccount> {
        let mut known = self.known.lock().await;
        if let Some((at, metadata)) = &*known {
            let believed = if metadata.is_some() { KEPT } else { REST };
            if at.elapsed() < believed {
                return metadata.clone().ok_or(NoAccount::Away);
            }
        }
        let found = self.discover().await.map(Arc::new);
        *known = Some((Instant::now(), found.as_ref().ok().cloned()));
        found
    }

    async fn discover(&self) -> Result<Metadata, NoAccount> {
        let issuer = self.settings.issuer.0.as_str().trim_end_matches('/');
        let url = format!("{issuer}/.well-known/openid-configuration");
        let (_, metadata): (_, Metadata) = asked(self.client.get(url)).await?;
        if !self.settings.issuer.is_called(&metadata.issuer) {
            tracing::warn!("OIDC_ISSUER leads to a provider of another name");
            return Err(NoAccount::Away);
        }
        Ok(metadata)
    }

    async fn start(&self) -> Result<Begun, NoAccount> {
        let metadata = self.metadata().await?;
        let [state, nonce, verifier] = [random()?, random()?, random()?];
        let mut address = metadata.authorization_endpoint.0.clone();
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", &self.back)
            .append_pair("scope", "openid email")
            .append_pair("state", &state)
            .append_pair("nonce", &nonce)
            .append_pair("code_challenge", &challenge(&verifier))
            .append_pair("code_challenge_method", "S256");
        Ok(Begun {
            address: address.into(),
            kept: [state, nonce, verifier].join("."),
        })
    }

    async fn end(&self, kept: &str, given: &Returned) -> Result<Email, NoAccount> {
        let kept: Vec<&str> = kept.split('.').collect();
        let [state, nonce, verifier] = kept[..] else {
            return Err(NoAccount::Unfinished);
        };
        let is_other = |issuer: &str| !self.settings.issuer.is_called(issuer);
        let code = given.code.as_deref().unwrap_or_default();
        // RFC 9207: who sends somebody back says who they are.
        if given.state != state || code.is_empty() || given.issuer.as_deref().is_some_and(is_other)
        {
            return Err(NoAccount::Unfinished);
        }
        let metadata = self.metadata().await?;
        let tokens = self.exchange(&metadata, code, verifier).await?;
        let claims = Claims::read(&tokens.id_token);
        let issuer = metadata.issuer.as_str();
        let claims = claims.and_then(|claims| {
            claims.check(issuer, &self.settings.client_id, nonce, Timestamp::now())?;
            Ok(claims)
        });
        let claims = claims.map_err(|why| {
            tracing::warn!(why, "an ID token was refused");
            NoAccount::Unfinished
        })?;
        let elsewhere = metadata.userinfo_endpoint.as_ref();
        let address = match elsewhere.filter(|_| claims.address.email.is_none()) {
            Some(Endpoint(url)) => self.userinfo(url, &tokens, &claims.subject).await?,
            None => claims.address,
        };
        address.verified().ok_or(NoAccount::Unverified)
    }

    async fn exchange(
        &self,
        metadata: &Metadata,
        code: &str,
        verifier: &str,
    ) -> Result<Tokens, NoAccount> {
        let (status, answer) = asked(self.token_request(metadata, code, verifier)).await?;
        match answer {
            TokenAnswer::Tokens(tokens) if status == StatusCode::OK => Ok(tokens),
            TokenAnswer::Refused { error } if is_code(&error) => {
                tracing::warn!(error, "the provider of accounts gave no ID token");
                Err(NoAccount::Unfinished)
            }
            _ => Err(NoAccount::Unfinished),
        }
    }

    /// Asks for the tokens that a code stands for (RFC 6749, 4.1.3), as this program.
    fn token_request(&self, metadata: &Metadata, code: &str, verifier: &str) -> RequestBuilder {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", &self.back)
            .append_pair("code_verifier", verifier);
        let mut request = self.client.post(metadata.token_endpoint.0.clone());
        let methods = metadata.token_endpoint_auth_methods_supported.as_ref();
        let takes =
            |method: &str| methods.is_some_and(|known| known.iter().any(|one| one == method));
        let id = &self.settings.client_id;
        match &self.settings.client_secret {
            None => {
                form.append_pair("client_id", id);
            }
            Some(ClientSecret(secret))
                if takes("client_secret_post") && !takes("client_secret_basic") =>
            {
                form.append_pair("client_id", id)
                    .append_pair("client_secret", secret);
            }
            Some(ClientSecret(secret)) => {
                // RFC 6749, 2.3.1.
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                request = request.basic_auth(encoded(id), Some(encoded(secret)));
            }
        }
        request
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.finish())
    }

    async fn userinfo(
        &self,
        url: &Url,
        tokens: &Tokens,
        subject: &str,
    ) -> Result<Address, NoAccount> {
        #[derive(Deserialize)]
        struct Info {
            sub: String,
            #[serde(flatten)]
            address: Address,
        }
        let request = self.client.get(url.clone());
        let (_, info): (_, Info) = asked(request.bearer_auth(&tokens.access_token)).await?;
        // Core, 5.3.2: another one's would be believed of this one.
        match info.sub == subject {
            true => Ok(info.address),
            false => Err(NoAccount::Unfinished),
        }
    }
}

impl Provider for OpenId {
    fn begin(&self) -> BoxFuture<'_, Result<Begun, NoAccount>> {
        Box::pin(self.start())
    }

    fn finish<'a>(
        &'a self,
        kept: &'a str,
        given: &'a Returned,
    ) -> BoxFuture<'a, Result<Email, NoAccount>> {
        Box::pin(self.end(kept, given))
    }
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TokenAnswer {
    Tokens(Tokens),
    Refused { error: String },
}

/// Whether it is one of the codes of RFC 6749: nothing else goes into the log.
fn is_code(error: &str) -> bool {
    let is_plain = error
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_plain && error.len() <= 40
}

/// What the provider answers.
async fn asked<T: DeserializeOwned>(request: RequestBuilder) -> Result<(StatusCode, T), NoAccount> {
    let away = |why: &dyn fmt::Display| {
        tracing::warn!(%why, "the provider of accounts gave no answer that can be read");
        NoAccount::Away
    };
    let answer = request.header(ACCEPT, "application/json").send().await;
    let answer = answer.map_err(|error| away(&error.without_url()))?;
    let status = answer.status();
    let answer = serde_json::from_slice(&read(answer).await);
    // What stands in it is no matter of the log.
    answer
        .map(|answer| (status, answer))
        .map_err(|_| away(&status))
}

fn random() -> Result<String, NoAccount> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| NoAccount::Away)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What of the verifier goes with the browser (RFC 7636, 4.2).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(
            challenge(verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn a_provider_is_asked_over_tls_or_on_this_machine() {
        let read = |text: &str| text.parse::<Issuer>().is_ok();
        for good in [
            "https://login.example.org",
            "https://a.example/realms/b/",
            "http://127.0.0.1:8",
            "http://localhost:8/x",
        ] {
            assert!(read(good), "{good}");
        }
        for bad in [
            "",
            "login.example.org",
            "http://login.example.org",
            "https://a:b@login.example.org",
            "ftp://localhost",
            "https://a.example/?b=c",
        ] {
            assert!(!read(bad), "{bad}");
        }
        let issuer: Issuer = "https://login.example.org/".parse().unwrap();
        assert!(issuer.is_called("https://login.example.org"));
        assert!(!issuer.is_called("https://login.example.org/realms"));
    }
}
