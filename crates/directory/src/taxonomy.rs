//! The taxonomy of services, for looking up labels and codes.

use std::collections::HashMap;

use network::{Invalid, PageLang, ServiceCode, ServiceType, codes::unknown_code};

/// The service types in their order, found by code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taxonomy {
    types: Vec<ServiceType>,
    by_code: HashMap<ServiceCode, usize>,
}

impl Taxonomy {
    /// The taxonomy of these types.
    pub fn new(types: Vec<ServiceType>) -> Self {
        let by_code = types
            .iter()
            .enumerate()
            .flat_map(|(number, service)| {
                let codes = std::iter::once(&service.code).chain(&service.former_codes);
                codes.map(move |code| (code.clone(), number))
            })
            .collect();
        Self { types, by_code }
    }

    /// All types, in their order.
    pub fn types(&self) -> &[ServiceType] {
        &self.types
    }

    /// A code's label in `lang`; the code itself when it is unknown.
    pub fn label<'a>(&'a self, code: &'a ServiceCode, lang: impl Into<PageLang>) -> &'a str {
        self.by_code
            .get(code)
            .map_or(code.as_str(), |number| self.types[*number].label(lang))
    }

    /// The code that stands for this one now; itself when it is unknown.
    pub fn current<'a>(&'a self, code: &'a ServiceCode) -> &'a ServiceCode {
        self.by_code
            .get(code)
            .map_or(code, |number| &self.types[*number].code)
    }

    /// A code's place in the order of the taxonomy; behind all others when it is unknown.
    pub fn place(&self, code: &ServiceCode) -> usize {
        self.by_code
            .get(code)
            .map_or(self.types.len(), |number| *number)
    }

    /// Reads a code that the taxonomy has, or had before it was merged into another one; the error
    /// names the nearest one.
    pub fn parse(&self, given: &str) -> Result<ServiceCode, Invalid> {
        given
            .trim()
            .to_ascii_lowercase()
            .parse::<ServiceCode>()
            .ok()
            .and_then(|code| self.by_code.get(&code))
            .map(|number| self.types[*number].code.clone())
            .ok_or_else(|| {
                let known = self.types.iter().map(|service| service.code.as_str());
                let error = unknown_code("service of this network", given.trim(), known);
                Invalid::new("unknown_service", error.message)
            })
    }
}
