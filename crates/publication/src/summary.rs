//! A member in short, as a history of the directory tells of it.

use serde::{Deserialize, Serialize};

use crate::public::PublicMember;
use network::{Country, LanguageTag, ServiceCode, Slug};

/// What the public saw of a member at one time, in short. It outlives the entry until the member is
/// purged, so it holds no more than a sentence such as "… of Gent has joined" needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicSummary {
    /// Its slug at that time.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub name_language: Option<LanguageTag>,
    /// Its country.
    pub country: Country,
    /// The services that it gave, each once.
    pub services: Vec<ServiceCode>,
}

impl PublicSummary {
    /// A member in short.
    pub fn of(member: &PublicMember) -> Self {
        let mut services: Vec<ServiceCode> = Vec::new();
        for offer in &member.service_offers {
            if !services.contains(&offer.service) {
                services.push(offer.service.clone());
            }
        }
        Self {
            slug: member.slug.clone(),
            name: member.name.clone(),
            name_language: member.name_language.clone(),
            country: member.country,
            services,
        }
    }
}
