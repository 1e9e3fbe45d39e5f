//! Webhooks: what happened is sent to whom it concerns, as the Standard Webhooks specification has
//! it.
//!
//! The books hold an outbox ([`registry::outbox`]); the dispatcher in every serving process
//! ([`crate::dispatch`]), by which mail goes out too, has a [`courier`] send what is due. What is sent
//! is made at that moment from what the public sees then ([`message`], which knows no books); it is
//! signed ([`signature`]) and goes nowhere but where the settings allow (`crate::outward`).

mod client;
pub mod courier;
pub mod message;
mod signature;

use std::time::Duration;

use network::Outward;

/// How messages are delivered.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What may be called.
    pub outward: Outward,
    /// How long an answer is waited for.
    pub timeout: Duration,
    /// The pauses before each further try; when they are used up, the delivery has failed.
    pub pauses: Vec<Duration>,
    /// How long deliveries are kept.
    pub retention: Duration,
    /// How often what is due is looked for, besides whenever this process wrote something.
    pub interval: Duration,
}
