//! What the network says of itself.

use serde::{Deserialize, Serialize};

use utoipa::ToSchema;
use validator::Validate;

use crate::{
    color::AccentColor,
    logo::Logo,
    phone::PhoneNumber,
    reach::{Email, WebAddress},
    text::{LocalizedText, serde_text},
};

/// What a network is called before it says its name. Pages say so in their languages.
pub const UNNAMED: &str = "Member network";

/// The network's own entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NetworkProfile {
    /// Its name.
    #[serde(deserialize_with = "serde_text::name")]
    #[schema(min_length = 1, max_length = 300)]
    pub name: String,
    /// What it is called for short.
    #[serde(default, deserialize_with = "serde_text::optional_name")]
    #[schema(max_length = 300)]
    pub short_name: Option<String>,
    /// What it is, by language.
    #[serde(default)]
    pub description: LocalizedText,
    /// Who answers for the directory and how they are reached, by language, as the law of many
    /// countries asks for it: name, address, representatives, register.
    #[serde(default)]
    pub imprint: LocalizedText,
    /// Its website.
    #[serde(default)]
    pub website: Option<WebAddress>,
    /// The year of its foundation.
    #[serde(default, deserialize_with = "super::time::optional_year")]
    #[schema(minimum = 800, maximum = 9999)]
    pub founded_year: Option<i16>,
    /// The e-mail address of its secretariat.
    #[serde(default)]
    pub email: Option<Email>,
    /// The telephone number of its secretariat.
    #[serde(default)]
    pub phone: Option<PhoneNumber>,
    /// The colour of links and buttons on its pages and in its list on other sites; that of the program
    /// where none is said.
    #[serde(default)]
    pub accent_color: Option<AccentColor>,
    /// Its logo, which stands on its pages.
    #[serde(default)]
    pub logo: Option<Logo>,
    /// Whether all its members are invented, for trying the program.
    #[serde(default)]
    #[schema(required = false, read_only)]
    pub sample_data: bool,
}

impl NetworkProfile {
    /// A network that says nothing but its name.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            short_name: None,
            description: LocalizedText::default(),
            imprint: LocalizedText::default(),
            website: None,
            founded_year: None,
            email: None,
            phone: None,
            accent_color: None,
            logo: None,
            sample_data: false,
        }
    }
}
