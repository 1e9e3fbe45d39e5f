//! Long storms: changes, cuts, kills and restarts in any order, for as long as one wants. They are
//! no part of the other tests; `make torture` runs them, on both kinds of database.
//!
//! `TORTURE_MINUTES` says how long each lasts (1 by default). Each prints its seed; with
//! `TORTURE_SEED` the same steps are taken again, though not at the same moments.

mod bytes;
mod imports;
mod mirror;
mod webhooks;

use std::time::{Duration, Instant};

use crate::support::TestServer;

/// A storm: chance, and when it is over.
struct Storm {
    name: &'static str,
    seed: u64,
    state: u64,
    end: Instant,
    steps: usize,
    kills: usize,
}

impl Storm {
    fn begin(name: &'static str) -> Self {
        let number = |variable: &str| {
            let text = std::env::var(variable).ok()?;
            Some(
                text.parse::<f64>()
                    .unwrap_or_else(|_| panic!("{variable} is a number")),
            )
        };
        let minutes = number("TORTURE_MINUTES").unwrap_or(1.0);
        let seed = match number("TORTURE_SEED") {
            Some(seed) => seed as u64,
            None => {
                u64::from(std::process::id()) * 1_000
                    + Instant::now().elapsed().subsec_nanos() as u64 % 1_000
            }
        };
        println!("{name}: {minutes} minutes; TORTURE_SEED={seed} takes the same steps again");
        Self {
            name,
            seed,
            state: seed,
            end: Instant::now() + Duration::from_secs_f64(minutes * 60.0),
            steps: 0,
            kills: 0,
        }
    }

    /// Whether there is another step.
    fn goes_on(&mut self) -> bool {
        self.steps += 1;
        Instant::now() < self.end
    }

    /// Any number below `most` (SplitMix64).
    fn below(&mut self, most: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }

    /// Kills a server at once, as a power cut does, and waits for its end.
    fn kill(&mut self, server: &mut TestServer) {
        server.signal("KILL");
        server.wait();
        self.kills += 1;
    }

    /// Ends a server, mostly without a word.
    fn end(&mut self, server: &mut TestServer) {
        match self.below(3) {
            0 => {
                server.signal("TERM");
                server.wait();
            }
            _ => self.kill(server),
        }
    }

    /// Waits for any time below so many milliseconds.
    fn pause(&mut self, most: usize) {
        std::thread::sleep(Duration::from_millis(self.below(most) as u64));
    }
}

impl Drop for Storm {
    fn drop(&mut self) {
        let how = match std::thread::panicking() {
            true => "FAILED in",
            false => "stood",
        };
        println!(
            "{}: {how} {} steps with {} kills; seed {}",
            self.name, self.steps, self.kills, self.seed
        );
    }
}
