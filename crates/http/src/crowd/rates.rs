//! How often somebody may ask (GCRA, by `governor`).
//!
//! The state is a table of a fixed size: whoever asks has the place that the number falls on. Two
//! may share one; among tens of thousands of places that is rare, and tomorrow it is two others.

use std::{
    num::NonZeroU32,
    str::FromStr,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use actix_web::http::header::{self, HeaderName};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, MonotonicClock},
    nanos::Nanos,
    state::StateStore,
};

use super::Client;
use crate::problem::{Kind, Problem};

/// So many requests within so much time, all at once if need be; or any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(Option<(NonZeroU32, Duration)>);

impl Rate {
    /// The same, for whoever may ask more often.
    fn times(self, factor: u32) -> Self {
        let more = |(requests, window): (NonZeroU32, Duration)| {
            let factor = NonZeroU32::new(factor).unwrap_or(NonZeroU32::MIN);
            (requests.saturating_mul(factor), window)
        };
        Self(self.0.map(more))
    }
}

/// `600/20s`, `1200/1m`, or `off`.
impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(Self(None));
        }
        let read = || {
            let (requests, window) = text.split_once('/')?;
            let (number, unit) = window.split_at_checked(window.len().checked_sub(1)?)?;
            let seconds = match unit {
                "s" => 1,
                "m" => 60,
                "h" => 3_600,
                _ => return None,
            };
            let window = number.parse::<u64>().ok()?.checked_mul(seconds)?;
            let requests = requests.parse::<NonZeroU32>().ok()?;
            let fits = (1..=86_400).contains(&window) && requests.get() <= 1_000_000;
            fits.then_some((requests, Duration::from_secs(window)))
        };
        match read() {
            Some(rate) => Ok(Self(Some(rate))),
            None => Err(format!(
                "\"{text}\" is not a rate such as 600/20s (requests, and s, m or h), nor off"
            )),
        }
    }
}

/// The rates that are set.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Requests of somebody without a key.
    pub public: Rate,
    /// Changes by the holder of a key.
    pub writes: Rate,
    /// Whole files.
    pub files: Rate,
    /// Keys that are not known.
    pub wrong_keys: Rate,
    /// Mistakes that visitors report.
    pub reports: Rate,
}

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// What anybody may ask.
    Public,
    /// The same for those who have a key that lets them ask more often.
    Partner,
    /// Changes.
    Writes,
    /// Whole files.
    Files,
    /// Keys that are not known.
    WrongKeys,
    /// Mistakes that visitors report.
    Reports,
}

/// How much more often a partner may ask than anybody.
const PARTNER: u32 = 10;

/// How many places a table has: half a megabyte of them.
const PLACES: usize = 1 << 16;

struct Table(Box<[AtomicU64]>);

impl Table {
    fn new() -> Self {
        Self((0..PLACES).map(|_| AtomicU64::new(0)).collect())
    }
}

impl StateStore for Table {
    type Key = Client;

    fn measure_and_replace<T, F, E>(&self, client: &Client, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let place = &self.0[client.0 as usize % PLACES];
        let mut before = place.load(Ordering::Relaxed);
        loop {
            let known = (before != 0).then(|| Nanos::from(before));
            let (outcome, after) = decide(known)?;
            let (order, again) = (Ordering::Relaxed, Ordering::Relaxed);
            match place.compare_exchange_weak(before, after.into(), order, again) {
                Ok(_) => return Ok(outcome),
                Err(now) => before = now,
            }
        }
    }
}

/// Holds somebody to one rate.
struct Limiter {
    name: &'static str,
    requests: u32,
    window: Duration,
    inner: RateLimiter<Client, Table, MonotonicClock>,
}

impl Limiter {
    fn new(name: &'static str, rate: Rate) -> Option<Self> {
        let (requests, window) = rate.0?;
        let one = (window / requests.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(one)?.allow_burst(requests);
        Some(Self {
            name,
            requests: requests.get(),
            window,
            inner: RateLimiter::new(quota, Table::new(), MonotonicClock),
        })
    }

    /// How long to wait, if it is too much.
    fn check(&self, client: Client) -> Result<(), Duration> {
        let checked = self.inner.check_key(&client);
        checked.map_err(|until| until.wait_time_from(self.inner.clock().now()))
    }

    fn problem(&self, wait: Duration, words: &str) -> Problem {
        metrics::counter!("requests_held_back_total", "class" => self.name).increment(1);
        let Self { name, requests, .. } = self;
        let window = self.window.as_secs();
        // Half-seconds are no header's; whoever comes too early is only sent away again.
        let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
        Problem {
            headers: vec![
                (header::RETRY_AFTER, seconds.to_string()),
                (POLICY, format!("\"{name}\";q={requests};w={window}")),
                (LIMIT, format!("\"{name}\";r=0;t={seconds}")),
            ],
            ..Problem::new(
                Kind::TooManyRequests,
                format!(
                    "{words}: {requests} within {window} seconds are the most. Try again in {seconds} s."
                ),
            )
        }
    }
}

/// The headers of draft-ietf-httpapi-ratelimit-headers-10.
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Holds everybody to the rates.
pub struct Limiters {
    public: Option<Limiter>,
    partner: Option<Limiter>,
    writes: Option<Limiter>,
    files: Option<Limiter>,
    wrong_keys: Option<Limiter>,
    reports: Option<Limiter>,
}

impl Limiters {
    /// Holds everybody to these.
    pub fn new(rates: &Rates) -> Self {
        Self {
            public: Limiter::new("public", rates.public),
            partner: Limiter::new("partner", rates.public.times(PARTNER)),
            writes: Limiter::new("writes", rates.writes),
            files: Limiter::new("files", rates.files),
            wrong_keys: Limiter::new("wrong-keys", rates.wrong_keys),
            reports: Limiter::new("reports", rates.reports),
        }
    }

    /// Counts one more; fails where that is too many.
    pub fn check(&self, class: Class, client: Client) -> Result<(), Problem> {
        let (limiter, words) = match class {
            Class::Public => (
                &self.public,
                "Too many requests came from you (a key of the role \"partner\" may ask ten times as often)",
            ),
            Class::Partner => (&self.partner, "Too many requests came with this key"),
            Class::Writes => (&self.writes, "Too many changes came with this key"),
            Class::Files => (&self.files, "You asked for too many whole files"),
            Class::WrongKeys => (
                &self.wrong_keys,
                "Too many keys came from you that are unknown",
            ),
            Class::Reports => (&self.reports, "You reported too many mistakes"),
        };
        match limiter {
            Some(limiter) => limiter
                .check(client)
                .map_err(|wait| limiter.problem(wait, words)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str) -> Rate {
        text.parse().unwrap()
    }

    #[test]
    fn a_rate_is_read_as_it_is_written() {
        let twenty = Some((NonZeroU32::new(600).unwrap(), Duration::from_secs(20)));
        assert_eq!(rate("600/20s"), Rate(twenty));
        assert_eq!(rate("600/1m").0.unwrap().1, Duration::from_secs(60));
        assert_eq!(rate("off"), Rate(None));
        for wrong in [
            "", "600", "0/1s", "600/0s", "600/20", "6/1d", "-1/1s", "/", "1/s", "1/é",
        ] {
            assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_who_asks_too_much_is_held_back_and_another_is_not() {
        let limiter = Limiter::new("public", rate("5/1h")).unwrap();
        let (greedy, modest) = (Client(7), Client(8));
        for _ in 0..5 {
            assert_eq!(limiter.check(greedy), Ok(()));
        }
        let wait = limiter.check(greedy).unwrap_err();
        assert!(wait > Duration::from_secs(600), "{wait:?}");
        assert_eq!(limiter.check(modest), Ok(()));
    }

    /// However many come, the table is as large as it was, and those who ask little get in.
    #[test]
    fn a_crowd_takes_no_more_room() {
        let table = Table::new();
        assert_eq!(table.0.len(), PLACES);
        let limiter = Limiter::new("public", rate("100/1h")).unwrap();
        let refused = (0..1_000_000_u64)
            .filter(|number| {
                let client = xxhash_rust::xxh3::xxh3_64(&number.to_le_bytes());
                limiter.check(Client(client)).is_err()
            })
            .count();
        assert_eq!(refused, 0);
    }

    #[test]
    fn it_says_when_to_come_again() {
        let limiter = Limiter::new("files", rate("30/1m")).unwrap();
        let problem = limiter.problem(Duration::from_millis(1_200), "Too many");
        assert_eq!(problem.kind, Kind::TooManyRequests);
        let headers: Vec<_> = problem
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            headers,
            [
                ("retry-after", "2"),
                ("ratelimit-policy", "\"files\";q=30;w=60"),
                ("ratelimit", "\"files\";r=0;t=2"),
            ]
        );
    }
}
