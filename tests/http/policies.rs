//! What every page may do, and who may keep what for how long.

use crate::support::shared;

/// Every kind of page there is.
const PAGES: [&str; 20] = [
    "/",
    "/?view=map",
    "/map",
    "/members/open-huis-gent",
    "/members/nobody",
    "/nowhere",
    "/embed",
    "/embed/frame",
    "/about",
    "/accessibility",
    "/news",
    "/match",
    "/reconcile/preview/open-huis-gent",
    "/guides/api-guide",
    "/docs/",
    "/docs/index.html",
    "/docs/problems/",
    "/docs/problems/not-found",
    "/v1/digest.html?since=2026-01-01",
    "/v1/digest?since=2026-01-01",
];

#[test]
fn every_page_says_what_it_may_do_and_who_may_frame_it() {
    let mut seen = 0;
    for path in PAGES {
        for method in ["GET", "HEAD"] {
            let answer = shared().request(method, path, &[("Accept", "text/html")]);
            let media_type = answer.header("content-type").unwrap_or_default();
            if !media_type.starts_with("text/html") {
                continue;
            }
            seen += 1;
            let policy = answer
                .header("content-security-policy")
                .unwrap_or_else(|| panic!("{method} {path} has no policy"));
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            // These alone are made to stand in the pages of others.
            let may_be_framed = ["/embed/frame", "/reconcile/preview/open-huis-gent"];
            let framed = policy.contains("frame-ancestors 'none'");
            assert!(framed || may_be_framed.contains(&path), "{path}: {policy}");
            assert!(policy.contains("frame-ancestors"), "{path}: {policy}");
        }
    }
    assert!(seen >= 16, "{seen}");
}

/// What names members is gone from every cache an hour after it was hidden, whatever happens.
#[test]
fn nothing_that_names_members_is_kept_for_long() {
    for path in [
        "/v1/members",
        "/v1/members.csv",
        "/v1/members/open-huis-gent",
        "/v1/locations",
        "/v1/locations.geojson",
        "/v1/suggest?q=open",
        "/v1/feed.atom",
        "/v1/changes",
        "/v1/digest?since=2026-01-01",
        "/v1/network",
        "/",
        "/members/open-huis-gent",
        "/embed/frame",
        "/map",
    ] {
        let answer = shared().get(path);
        let kept = answer.header("cache-control").unwrap_or_default();
        for part in kept.split(',') {
            if let Some((_, seconds)) = part.split_once('=') {
                let seconds: u64 = seconds.trim().parse().unwrap();
                assert!(seconds <= 3600, "{path}: {kept}");
            }
        }
    }
}
