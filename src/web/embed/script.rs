//! `/embed.js`: the element `<member-directory>`, one module without dependencies.
//!
//! The address never changes and what it serves only ever learns more, so that a line that was
//! pasted once works for ever.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse};

use super::words;
use crate::http::fixed::Fixed;

/// The parts of the module, in their order.
pub(super) const SOURCE: [&str; 4] = [
    include_str!("assets/requests.js"),
    include_str!("assets/words.js"),
    include_str!("assets/members.js"),
    include_str!("assets/element.js"),
];

/// The style of the list.
pub(super) const STYLE: &str = include_str!("assets/list.css");

/// An hour without asking: a mended fault reaches every page within it, and a page that is open
/// when the directory is away goes on for a week.
const CACHE_CONTROL: &str =
    "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800";

static SCRIPT: LazyLock<Fixed> = LazyLock::new(|| {
    let texts = words::table();
    let style = serde_json::Value::from(STYLE);
    let script = format!(
        "const TEXTS = {texts};\nconst STYLE = {style};\n{}",
        SOURCE.concat()
    );
    Fixed::new(
        "text/javascript; charset=utf-8",
        CACHE_CONTROL,
        script.into_bytes(),
    )
});

pub(super) async fn get(request: HttpRequest) -> HttpResponse {
    SCRIPT.give(&request)
}
