//! `/health/live` and `/health/ready`.

use serde_json::json;

use crate::support::{Database, Serve, shared};

#[test]
fn it_lives_and_is_ready() {
    assert_eq!(shared().json("/health/live"), json!({"status": "ok"}));
    let ready = shared().json("/health/ready");
    assert_eq!(ready["status"], "ready");
    assert_eq!(ready["database"], "reachable");
    assert_eq!(ready["revision"], shared().json("/v1/members")["revision"]);
}

/// What is true now may not be kept by a cache on the way.
#[test]
fn it_is_not_kept() {
    let server = Serve::on(Database::new()).internal().start();
    for path in ["/health/live", "/health/ready", "/metrics"] {
        let answer = server.internally("GET", path, &[]);
        let kept = answer.header("cache-control").unwrap_or("no header");
        assert!(
            !kept.contains("max-age=") || kept.contains("max-age=0"),
            "{path}: {kept}"
        );
        assert_eq!(answer.header("etag"), None);
    }
}
