//! Imports as the registry API tells of them.

use serde::Deserialize;

use crate::api::part;
use network::{Slug, Timestamp};

/// An import.
#[derive(Deserialize)]
pub struct Import {
    pub id: String,
    status: String,
    pub created_at: Timestamp,
    files: Vec<File>,
    pub has_mapping: bool,
    /// What was said of its columns, where that made its mapping.
    pub readings: Option<Vec<serde_json::Value>>,
    pub options: Options,
    pub progress: Option<Progress>,
    pub plan: Option<Plan>,
    pub faults: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    name: String,
}

/// How it is done.
#[derive(Deserialize)]
pub struct Options {
    pub skip_refused: bool,
    pub confirm_publication: bool,
    pub allow_duplicates: bool,
    pub confirm_positions: bool,
    pub include_hidden: bool,
    pub header_row: Option<u64>,
    pub encoding: Option<String>,
}

/// How far its planning is.
#[derive(Deserialize)]
pub struct Progress {
    pub done: u64,
    pub of: Option<u64>,
}

/// A plan in numbers.
#[derive(Deserialize)]
pub struct Plan {
    pub revision: i64,
    pub items: Items,
    pub unread_columns: Vec<Unread>,
    pub obstacles: Vec<Obstacle>,
    pub suggestions: Vec<Mend>,
    pub accepted: Vec<Mend>,
}

/// How many items of each kind.
#[derive(Deserialize)]
pub struct Items {
    pub refused: usize,
    pub duplicate: usize,
    pub warning: usize,
    pub created: usize,
    pub changed: usize,
    pub withdrawn: usize,
    pub missing: usize,
    pub same: usize,
}

/// A column that nothing is read from.
#[derive(Deserialize)]
pub struct Unread {
    pub column: String,
}

/// What stands in the way of all of it.
#[derive(Clone, Deserialize)]
pub struct Obstacle {
    pub code: String,
    pub reason: String,
    pub remedy: String,
}

/// What would mend cells, and how many.
#[derive(Clone, Deserialize)]
pub struct Mend {
    pub kind: String,
    pub from: String,
    pub to: String,
    pub cells: usize,
}

impl Import {
    /// Whether this is how it stands.
    pub fn is(&self, status: &str) -> bool {
        self.status == status
    }

    /// Its path below the console's.
    pub fn path(&self) -> String {
        format!("/import/{}", part(&self.id))
    }

    /// What it is called: its files.
    pub fn title(&self) -> String {
        let names = self.files.iter().map(|file| file.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    /// The text that says how it stands.
    pub fn status_text(&self) -> String {
        format!("console-import-{}", self.status)
    }

    /// A name for how its columns are read: that of its first file, as names of mappings are written.
    pub fn mapping_name(&self) -> String {
        let name = self.files.first().map_or("", |file| file.name.as_str());
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Slug::from_name(stem).map_or_else(|| "import".to_owned(), |slug| slug.to_string())
    }
}

impl Items {
    /// Each kind that there is any of, the most urgent first.
    pub fn listed(&self) -> Vec<(&'static str, usize)> {
        let all = [
            ("refused", self.refused),
            ("duplicate", self.duplicate),
            ("warning", self.warning),
            ("created", self.created),
            ("changed", self.changed),
            ("withdrawn", self.withdrawn),
            ("missing", self.missing),
            ("same", self.same),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// How many members become something else.
    pub fn moves(&self) -> usize {
        self.created + self.changed + self.withdrawn
    }
}
