//! What keys are worth where they open nothing: how often their holders may ask.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{
    http::header::{self, HeaderMap},
    web,
};
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_128_with_seed;

use super::Class;

/// What a good key is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyStanding {
    /// Which key it is.
    pub id: Uuid,
    /// How often its holder may ask.
    pub class: Class,
}

/// Tells what a key is worth, if it is good. It may wait for the books.
pub type Keys = Arc<dyn Fn(&str) -> Option<KeyStanding> + Send + Sync>;

/// For how long it is remembered what a key is worth.
const REMEMBERED: Duration = Duration::from_secs(60);
/// How many keys are remembered.
const MOST_KNOWN: usize = 4_096;
/// How many are looked up at a time.
const MOST_LOOKUPS: usize = 4;
/// How long an answer waits for the books to say what a key is worth.
const PATIENCE: Duration = Duration::from_millis(250);

/// The key in the header (RFC 6750, 2.1).
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = text.split_once(' ')?;
    let key = key.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !key.is_empty()).then_some(key)
}

/// The keys that were seen lately, good ones and others. Of a key there is a number alone.
pub struct KnownKeys {
    keys: Option<Keys>,
    known: Cache<u128, (Instant, Option<KeyStanding>)>,
    lookups: Arc<Semaphore>,
    secret: u64,
}

impl KnownKeys {
    /// Knows none yet; `keys` tells what one is worth.
    pub fn new(keys: Option<Keys>) -> Self {
        Self {
            keys,
            known: Cache::new(MOST_KNOWN),
            lookups: Arc::new(Semaphore::new(MOST_LOOKUPS)),
            secret: getrandom::u64().unwrap_or_default(),
        }
    }

    /// What a key is worth, or that it is worth nothing, where that is known.
    pub fn known(&self, key: &str) -> Option<Option<KeyStanding>> {
        let (at, standing) = self.known.get(&self.number(key))?;
        (at.elapsed() < REMEMBERED).then_some(standing)
    }

    /// Remembers what a key is worth.
    pub fn remember(&self, key: &str, standing: Option<KeyStanding>) {
        self.known
            .insert(self.number(key), (Instant::now(), standing));
    }

    /// Asks what a key is worth. It is worth nothing while the books do not answer.
    pub async fn look_up(&self, key: &str) -> Option<KeyStanding> {
        let keys = Arc::clone(self.keys.as_ref()?);
        let one_of_few = Arc::clone(&self.lookups).try_acquire_owned().ok()?;
        let text = key.to_owned();
        let asked = web::block(move || {
            let _held_to_the_end = one_of_few;
            keys(&text)
        });
        let answered = tokio::time::timeout(PATIENCE, asked).await;
        let standing = answered.ok()?.ok()?;
        self.remember(key, standing);
        standing
    }

    fn number(&self, key: &str) -> u128 {
        xxh3_128_with_seed(key.as_bytes(), self.secret)
    }
}
