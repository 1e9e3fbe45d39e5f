//! Logs and metrics.
//!
//! Neither ever holds what people asked for: no query, no path with a name in it, no address of
//! theirs.

use std::{io::IsTerminal, time::Duration};

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Config, LogFormat};
use network::vital;

/// How many lines wait for whoever reads the log; those beyond are lost.
const LINES: usize = 8_192;

/// Begins to log to standard error: for people on a terminal, as JSON elsewhere. A line that cannot
/// be written is lost, and nothing else. What waits is written when the guard is dropped.
pub fn start_logging(config: &Config) -> WorkerGuard {
    let format = config
        .log_format
        .unwrap_or(if std::io::stderr().is_terminal() {
            LogFormat::Pretty
        } else {
            LogFormat::Json
        });
    let filter = EnvFilter::new(&config.log_filter);
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(LINES)
        .lossy(true)
        .thread_name("log")
        .finish(std::io::stderr());
    let builder = fmt()
        .with_env_filter(filter)
        // It would tell of what cannot be written where it cannot be written, and panic.
        .log_internal_errors(false)
        .with_writer(writer);
    // Setting it twice happens only in tests, where the first one stays.
    let _ = match format {
        LogFormat::Pretty => builder.with_target(false).try_init(),
        LogFormat::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .try_init(),
    };
    guard
}

/// The bounds of the request durations' histogram, in seconds.
const DURATIONS: &[f64] = &[
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

/// Begins to count, and returns what the counts are read from.
pub fn start_metrics() -> Result<PrometheusHandle, Box<dyn std::error::Error>> {
    let builder = PrometheusBuilder::new().set_buckets_for_metric(
        Matcher::Full("http_request_duration_seconds".to_owned()),
        DURATIONS,
    )?;
    let handle = builder.install_recorder()?;
    // What was measured is kept as it is until it is put into its histogram. Whoever is never
    // asked for the counts would keep all of it.
    let upkeep = handle.clone();
    vital::spawn("metrics", move || {
        loop {
            std::thread::sleep(Duration::from_secs(5));
            upkeep.run_upkeep();
        }
    })?;
    metrics::describe_counter!(
        "http_requests_total",
        "Requests answered, by method, route and status; of the registry, those that failed alone."
    );
    metrics::describe_histogram!(
        "http_request_duration_seconds",
        metrics::Unit::Seconds,
        "Time to answer, by method and route; of the registry, where it failed."
    );
    metrics::describe_counter!(
        "registry_keys_refused_total",
        "Keys that opened nothing, by reason: malformed, unknown, expired, revoked, ended, too_many."
    );
    metrics::describe_counter!(
        "requests_held_back_total",
        "Requests that were too many (429), by class: public, partner, writes, files, wrong-keys."
    );
    metrics::describe_counter!(
        "connections_ended_total",
        "Connections that were ended, by reason: idle, slow (an answer was not read), room (for others)."
    );
    metrics::describe_counter!(
        "connections_refused_total",
        "Connections refused, because all places were taken by others that did something."
    );
    metrics::describe_gauge!(
        "seats_taken",
        "What is held at the public address now, by kind: connections, streams, waiting, large, calls."
    );
    metrics::describe_gauge!("directory_members", "Members in the public directory.");
    metrics::describe_gauge!(
        "database_reachable",
        "1 while the database answers, 0 while it does not."
    );
    metrics::describe_gauge!(
        "database_writable",
        "1 while the database takes what is written, 0 while its disk is full or it is read-only."
    );
    metrics::describe_gauge!(
        "database_damaged",
        "1 once pages of the database were found damaged."
    );
    metrics::describe_gauge!(
        "database_ahead_of_clock",
        "1 while the last change is later than this machine's clock."
    );
    metrics::describe_gauge!(
        "mirror_held",
        "1 while a mirror holds still until somebody says that what its origin shows is meant."
    );
    metrics::describe_gauge!(
        "directory_revision",
        "The number of the last public change."
    );
    Ok(handle)
}
