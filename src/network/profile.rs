//! What the network says of itself.

use serde::{Deserialize, Serialize};

use super::{LocalizedText, WebAddress};

/// The network's own entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkProfile {
    /// Its name.
    pub name: String,
    /// What it is called for short.
    pub short_name: Option<String>,
    /// What it is, by language.
    pub description: LocalizedText,
    /// Its website.
    pub website: Option<WebAddress>,
    /// The year of its foundation.
    pub founded_year: Option<i16>,
    /// Whether all its members are invented, for trying the program.
    pub sample_data: bool,
}
