//! The guides for developers: the Markdown of the folder `docs`, which pages show under `/guides/`
//! and documents and the Swagger UI lead to.

/// A guide.
#[derive(Debug)]
pub struct Guide {
    /// Its name in addresses and files: `api-guide`.
    pub name: &'static str,
    /// What it says, in English.
    pub markdown: &'static str,
}

macro_rules! guides {
    ($($name:literal),*) => {
        [$(Guide { name: $name, markdown: include_str!(concat!("../../../../docs/", $name, ".md")) }),*]
    };
}

/// Every guide, in the order in which one needs them. What is for whoever runs the program is none.
pub static GUIDES: [Guide; 10] = guides![
    "api-guide",
    "hsds",
    "reconciliation",
    "embed",
    "webhooks",
    "api-conventions",
    "changelog",
    "registry-guide",
    "import",
    "export"
];

/// Where the API guide is: what one reads first.
pub const FIRST: &str = "/guides/api-guide";

/// Where the API of the Human Services Data Specification is explained.
pub const HSDS: &str = "/guides/hsds";

/// Where the matching of lists is explained.
pub const RECONCILIATION: &str = "/guides/reconciliation";

/// Where the changes of the API are told.
pub const CHANGELOG: &str = "/guides/changelog";

/// Where the registry is explained.
pub const REGISTRY: &str = "/guides/registry-guide";

/// Where webhooks are explained.
pub const WEBHOOKS: &str = "/guides/webhooks";

impl Guide {
    /// Its path, which begins at the program's own root.
    pub fn path(&self) -> String {
        format!("/guides/{}", self.name)
    }

    /// The text of its first heading.
    pub fn title(&self) -> &'static str {
        let first = self.markdown.lines().next().unwrap_or_default();
        first.trim_start_matches(['#', ' '])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_are_named_are_there() {
        for path in [FIRST, HSDS, CHANGELOG, REGISTRY, WEBHOOKS] {
            assert!(GUIDES.iter().any(|guide| guide.path() == path), "{path}");
        }
        assert_eq!(GUIDES[0].title(), "API guide");
    }
}
