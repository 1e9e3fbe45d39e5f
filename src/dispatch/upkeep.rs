//! What the dispatcher does every hour: cleans up, measures, and has those asked whose entries nobody
//! confirmed for long.

use std::time::Duration;

use super::books::books;
use directory::{Directory, YEAR};
use editing::{newsletter, reminding};
use network::Timestamp;
use registry::Registry;

/// Tells how true the directory is.
pub fn measure(directory: &Directory) {
    let snapshot = directory.current();
    let since = Timestamp::now().earlier(YEAR);
    let confirmed = snapshot.confirmed_since(since) as f64;
    let all = f64::from(snapshot.members.len()).max(1.0);
    metrics::gauge!("entries_confirmed_ratio").set(confirmed / all);
}

/// Lets go of what was delivered long ago.
pub async fn sweep(registry: &Registry, retention: Duration) {
    let before = Timestamp::now().earlier(retention);
    let swept = books(registry, move |registry| registry.sweep_deliveries(before)).await;
    match swept {
        Ok(0) => {}
        Ok(events) => tracing::info!(events, "old events of webhooks were cleaned up"),
        Err(error) => tracing::debug!(%error, "old events of webhooks are not cleaned up yet"),
    }
}

/// Lets go of old mails, and asks those whose entries nobody confirmed for long.
pub async fn tend_mail(registry: &Registry, retention: Duration) {
    let before = Timestamp::now().earlier(retention);
    let swept = books(registry, move |registry| registry.sweep_mails(before));
    match swept.await {
        Ok(0) => {}
        Ok(mails) => tracing::info!(mails, "old mails were cleaned up"),
        Err(error) => tracing::debug!(%error, "old mails are not cleaned up yet"),
    }
    let asked = books(registry, |registry| {
        Ok(reminding::remind_members(registry, false))
    });
    match asked.await {
        Ok(Ok(0)) => {}
        Ok(Ok(members)) => tracing::info!(members, "asked whether entries are still right"),
        Ok(Err(refusal)) => tracing::debug!(?refusal, "nobody could be asked yet"),
        Err(error) => tracing::debug!(%error, "nobody could be asked yet"),
    }
    let news = books(registry, |registry| {
        Ok(newsletter::mail_monthly(registry, Timestamp::now()))
    });
    if let Ok(Err(refusal)) = news.await {
        tracing::debug!(?refusal, "the news could not be mailed yet");
    }
}
