//! Keys that opened nothing: counted, and told in the log by their prefixes, however many come.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use registry::keys::prefix_of;

/// For how long what was told once is counted only.
const WINDOW: Duration = Duration::from_secs(60);
/// How many prefixes have a line of their own within that time.
const MOST_TOLD: usize = 20;

/// Why a key opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There is none with this text.
    Unknown,
    /// Its time is over.
    Expired,
    /// Somebody ended it.
    Revoked,
    /// The membership of its member is over.
    Ended,
    /// So many unknown ones came from there that nobody looked.
    TooMany,
}

impl Refused {
    /// What its sender is told.
    pub fn told(self) -> &'static str {
        match self {
            Self::Unknown => "This key is none of this registry's.",
            Self::Expired => "This key has expired.",
            Self::Revoked => "This key was revoked.",
            Self::Ended => "This key ended with the membership.",
            Self::TooMany => "Too many keys came from you that are not known.",
        }
    }

    /// How it is counted.
    fn label(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Ended => "ended",
            Self::TooMany => "too_many",
        }
    }
}

/// Keeps count of keys that opened nothing.
#[derive(Clone, Default)]
pub struct RefusedKeys(Arc<Mutex<Window>>);

/// What came since the log was last told everything.
#[derive(Default)]
struct Window {
    /// How often each prefix came beyond the time that had its line.
    again: BTreeMap<String, u64>,
    /// How many more came, of prefixes that had no line.
    others: u64,
}

impl Window {
    /// Whether this one has a line of its own.
    fn take(&mut self, prefix: &str) -> bool {
        if let Some(again) = self.again.get_mut(prefix) {
            *again += 1;
            return false;
        }
        let told = self.again.len() < MOST_TOLD;
        match told {
            true => drop(self.again.insert(prefix.to_owned(), 0)),
            false => self.others += 1,
        }
        told
    }

    /// What was counted only, in words; nothing when there was no more than what was told.
    fn summary(self) -> Option<String> {
        let again = self.again.into_iter().filter(|(_, times)| *times > 0);
        let mut parts: Vec<String> = again
            .map(|(prefix, times)| format!("{prefix} {times}"))
            .collect();
        if self.others > 0 {
            parts.push(format!("others {}", self.others));
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl RefusedKeys {
    /// Notes that a text opened nothing. Nothing of it but the prefix of a key is kept or told.
    pub fn note(&self, text: &str, refused: Refused) {
        let prefix = prefix_of(text);
        let reason = match prefix {
            None => "malformed",
            Some(_) => refused.label(),
        };
        metrics::counter!("registry_keys_refused_total", "reason" => reason).increment(1);
        let prefix = prefix.map_or("no key".to_owned(), |prefix| format!("mnd_{prefix}"));
        let (begins, has_line) = {
            let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            (window.again.is_empty(), window.take(&prefix))
        };
        if has_line {
            tracing::warn!(prefix, reason, "a key was refused");
        }
        if begins {
            let window = Arc::clone(&self.0);
            actix_web::rt::spawn(async move {
                actix_web::rt::time::sleep(WINDOW).await;
                let ended =
                    std::mem::take(&mut *window.lock().unwrap_or_else(PoisonError::into_inner));
                if let Some(again) = ended.summary() {
                    tracing::warn!(again, "keys were refused again within a minute");
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_has_few_lines_and_loses_no_count() {
        let mut window = Window::default();
        let told = (0..1_000)
            .filter(|number| window.take(&format!("mnd_{:08}", number % 50)))
            .count();
        assert_eq!(told, MOST_TOLD);
        let summary = window.summary().unwrap();
        assert!(
            summary.starts_with("mnd_00000000 19, mnd_00000001 19"),
            "{summary}"
        );
        assert!(summary.ends_with("others 600"), "{summary}");
        assert_eq!(Window::default().summary(), None);
    }

    #[test]
    fn only_what_has_the_form_of_a_key_has_a_prefix() {
        assert_eq!(prefix_of("mnd_k3v9x0ab_secret"), Some("k3v9x0ab"));
        for text in [
            "",
            "hunter2",
            "mnd_",
            "mnd_k3v9x0ab",
            "mnd_k3v9x0absecret",
            "mnd_K3V9X0AB_secret",
            "mnd_pass word_x",
            "mnd_ééééé_x",
        ] {
            assert_eq!(prefix_of(text), None, "{text}");
        }
    }
}
