//! What follows when a message or a mail could not be delivered.

use std::time::Duration;

use network::Timestamp;
use registry::dispatch::Settlement;

/// After so many failures in a row a webhook is left alone for a while, whatever waits for it.
const FAILURES_BEFORE_REST: u32 = 3;
/// How long it is left alone at most, unless it asks for longer itself.
const LONGEST_REST: Duration = Duration::from_secs(600);
/// The longest pause that a webhook can ask for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(86_400);
/// How much longer than planned a pause may be, in parts of it, so that not all come back at once.
const JITTER: f64 = 0.1;

/// A failed try.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    /// How often this delivery was tried before.
    pub attempts: u32,
    /// How many tries at this webhook failed in a row before this one.
    pub failures: u32,
    /// How long the webhook asks to be left alone.
    pub retry_after: Option<Duration>,
}

/// What becomes of a delivery after a failed try. `chance` is from 0 to 1.
pub fn after(failure: Failure, pauses: &[Duration], now: Timestamp, chance: f64) -> Settlement {
    let Some(pause) = pauses.get(failure.attempts as usize) else {
        return Settlement::Failed;
    };
    let pause = pause.mul_f64(1.0 + JITTER * chance.clamp(0.0, 1.0));
    let asked = failure
        .retry_after
        .map(|asked| asked.min(LONGEST_RETRY_AFTER));
    let tired = (failure.failures + 1).checked_sub(FAILURES_BEFORE_REST);
    let rest = tired.map(|times| {
        let last = pauses.len().saturating_sub(1);
        pauses[(times as usize).min(last)].min(LONGEST_REST)
    });
    Settlement::Retry {
        at: now.later(pause.max(asked.unwrap_or_default())),
        rests_until: rest.max(asked).map(|rest| now.later(rest)),
    }
}

/// Whether a webhook has been dead since the first try of a delivery that has failed for good.
pub fn is_dead(failure: Failure) -> bool {
    failure.failures >= failure.attempts
}

/// Any number from 0 to 1.
pub fn chance() -> f64 {
    let mut bytes = [0; 4];
    // Without random bytes all pauses are as planned.
    let _ = getrandom::fill(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSES: [Duration; 4] = [
        Duration::from_secs(5),
        Duration::from_secs(30),
        Duration::from_secs(3_600),
        Duration::from_secs(7_200),
    ];

    fn seconds(settlement: &Settlement, now: Timestamp) -> (i64, Option<i64>) {
        let since = |at: Timestamp| at.unix_seconds() - now.unix_seconds();
        match settlement {
            Settlement::Retry { at, rests_until } => (since(*at), rests_until.map(since)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn pauses_grow_and_end() {
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let failed = |attempts, failures| Failure {
            attempts,
            failures,
            retry_after: None,
        };
        let after = |failure, chance| after(failure, &PAUSES, now, chance);
        assert_eq!(seconds(&after(failed(0, 0), 0.0), now), (5, None));
        assert_eq!(seconds(&after(failed(1, 1), 0.0), now), (30, None));
        assert_eq!(seconds(&after(failed(2, 2), 1.0), now), (3_960, Some(5)));
        assert_eq!(seconds(&after(failed(3, 9), 0.0), now), (7_200, Some(600)));
        assert_eq!(after(failed(4, 4), 0.0), Settlement::Failed);
        assert!(is_dead(failed(4, 4)));
        assert!(!is_dead(failed(4, 2)), "something was delivered meanwhile");
    }

    #[test]
    fn a_webhook_can_ask_for_more_time_but_not_for_ever() {
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let asked = |seconds| Failure {
            attempts: 0,
            failures: 0,
            retry_after: Some(Duration::from_secs(seconds)),
        };
        let after = |failure| after(failure, &PAUSES, now, 0.0);
        assert_eq!(seconds(&after(asked(120)), now), (120, Some(120)));
        assert_eq!(seconds(&after(asked(1)), now), (5, Some(1)));
        assert_eq!(
            seconds(&after(asked(u64::MAX)), now),
            (86_400, Some(86_400))
        );
    }
}
