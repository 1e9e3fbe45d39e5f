//! Moments that only this network can have written: each with a code made from it and from the
//! network's own secret (HMAC-SHA256).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Writes moments, and reads those that it wrote.
pub struct Seal(Hmac<Sha256>);

impl Seal {
    /// A seal of a secret; nothing where it can be made of none.
    pub fn new(key: &str) -> Option<Self> {
        Hmac::new_from_slice(key.as_bytes()).ok().map(Self)
    }

    fn mac(&self, about: &str, moment: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(format!("{about}\n{moment}").as_bytes());
        mac
    }

    /// A moment, in seconds since 1970, under seal: it is good for `about` alone.
    pub fn write(&self, about: &str, moment: i64) -> String {
        let moment = moment.to_string();
        let code = self.mac(about, &moment).finalize().into_bytes();
        format!("{moment}.{}", URL_SAFE_NO_PAD.encode(code))
    }

    /// The moment, where it was written for `about` by this seal.
    pub fn read(&self, about: &str, sealed: &str) -> Option<i64> {
        let (moment, code) = sealed.split_once('.')?;
        let code = URL_SAFE_NO_PAD.decode(code).ok()?;
        self.mac(about, moment).verify_slice(&code).ok()?;
        moment.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_by_whoever_wrote_it_and_for_what_it_was_written() {
        let seal = Seal::new("a secret").unwrap();
        let sealed = seal.write("one", 1_000);
        assert_eq!(seal.read("one", &sealed), Some(1_000));
        assert_eq!(seal.read("another", &sealed), None);
        assert_eq!(Seal::new("other").unwrap().read("one", &sealed), None);
        let (_, code) = sealed.split_once('.').unwrap();
        for made_up in [&format!("999.{code}"), "1000", "1000.", ""] {
            assert_eq!(seal.read("one", made_up), None, "{made_up}");
        }
    }
}
