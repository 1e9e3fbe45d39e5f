//! Where the parts of the API stand.

/// Where the paths of the private part begin.
pub const PRIVATE: &str = "/v1/registry";

/// Where the console of the staff begins.
pub const CONSOLE: &str = "/staff";

/// Where members' own pages begin.
pub const OWN: &str = "/own";

/// Where errors are problem documents whatever a client takes.
const FOR_PROGRAMS: [&str; 14] = [
    "/.well-known",
    "/v1",
    "/hsds",
    "/reconcile",
    "/openapi",
    "/health",
    "/metrics",
    "/docs",
    "/assets",
    "/embed.js",
    "/robots.txt",
    "/sitemap",
    "/favicon.ico",
    "/manifest.webmanifest",
];

/// Where pages stand, beside `/`.
const FOR_PEOPLE: [&str; 10] = [
    "/about",
    "/accessibility",
    "/embed",
    "/guides",
    "/imprint",
    "/map",
    "/match",
    "/members",
    CONSOLE,
    OWN,
];

/// Whether errors at a path are for programs.
pub fn is_for_programs(path: &str) -> bool {
    begins_with_one_of(path, &FOR_PROGRAMS)
}

/// Whether a path, or whatever stands below it, may be one of the program's own.
pub fn may_be_own(path: &str) -> bool {
    begins_with_one_of(path, &FOR_PROGRAMS) || begins_with_one_of(path, &FOR_PEOPLE)
}

fn begins_with_one_of(path: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| {
        let rest = path.strip_prefix(beginning);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    })
}

/// Whether a path is this one or stands below it.
pub fn is_below(path: &str, above: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
