//! The documents as `openapi` wrote them, which every server gives out as its own. To make one from
//! routes and types takes 40 MB for a moment, which the system mostly does not get back.

use serde_json::Value;

use super::volumes::{Publisher, Volume};

/// A volume as it was written, as this publisher gives it out; without `/metrics` where that is not
/// served.
pub(super) fn volume(volume: Volume, publisher: &Publisher, has_metrics: bool) -> Value {
    let text = match volume {
        Volume::Directory => include_str!("../../../../openapi/openapi.json"),
        Volume::Registry => include_str!("../../../../openapi/registry.json"),
        Volume::Webhooks => include_str!("../../../../openapi/webhooks.json"),
    };
    // A test holds the first to what would be made, `make check` all of them.
    let mut document: Value = serde_json::from_str(text).unwrap_or_default();
    volume.sign(&mut document, publisher);
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        paths.retain(|path, _| has_metrics || path != "/metrics");
    }
    document
}
