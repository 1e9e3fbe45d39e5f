//! What data/sample-network says, read by the tests themselves: what the API answers is compared
//! with it.

use std::{collections::BTreeMap, sync::LazyLock};

/// A row by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// The files of the sample network.
pub struct Sample {
    pub members: Vec<Row>,
    pub locations: Vec<Row>,
    pub services: Vec<Row>,
}

/// The sample network.
pub static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample {
    members: read("members"),
    locations: read("locations"),
    services: read("services"),
});

fn read(name: &str) -> Vec<Row> {
    let path = format!(
        "{}/data/sample-network/{name}.csv",
        env!("CARGO_MANIFEST_DIR")
    );
    csv::Reader::from_path(path)
        .expect("the sample is there")
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("the sample is CSV")
}

impl Sample {
    /// The slugs of the members that fit, in alphabetical order.
    pub fn slugs(&self, fits: impl Fn(&Row) -> bool) -> Vec<String> {
        let mut slugs: Vec<String> = self
            .members
            .iter()
            .filter(|member| fits(member))
            .map(|member| member["slug"].clone())
            .collect();
        slugs.sort();
        slugs
    }

    /// The places that the public may know of.
    pub fn published_locations(&self) -> impl Iterator<Item = &Row> {
        self.locations
            .iter()
            .filter(|location| location["visibility"] != "hidden")
    }

    /// Whether a member offers a service.
    pub fn offers(&self, member: &Row, service: &str) -> bool {
        self.services
            .iter()
            .any(|offer| offer["member"] == member["slug"] && offer["service"] == service)
    }

    /// Whether a member has a published place in a city.
    pub fn is_in(&self, member: &Row, city: &str) -> bool {
        self.published_locations()
            .any(|location| location["member"] == member["slug"] && location["city"] == city)
    }
}

/// Whether a cell that holds a list separated by `|` has an item.
pub fn has(cell: &str, item: &str) -> bool {
    cell.split('|').any(|known| known == item)
}
