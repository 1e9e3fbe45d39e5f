//! Where the parts of the API stand.

/// Where the paths of the private part begin.
pub const PRIVATE: &str = "/v1/registry";

/// Whether a path is this one or stands below it.
pub fn is_below(path: &str, above: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
