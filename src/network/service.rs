//! What members do for people: the taxonomy of services, and the offers made under it.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    Country, Invalid, Lang, LanguageTag, LocalizedText, LocationId, OfferId, codes::codes,
};

/// A service type's code: words of lower-case letters, digits and hyphens; a child's code begins
/// with its parent's and a slash (`healthcare/dental`).
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length = 100, example = "housing", format = "service-code")]
pub struct ServiceCode(Box<str>);

impl ServiceCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of the type above this one, if it has one.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.into()))
    }

    /// This code and all those above it, the nearest first.
    pub fn lineage(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }
}

impl FromStr for ServiceCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let right = text.len() <= 100
            && text.split('/').all(|word| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            });
        if right {
            Ok(Self(text.into()))
        } else {
            Err(Invalid::new(
                "invalid_service_code",
                format!(
                    "\"{text}\" is no service code: lower-case letters, digits and hyphens, \
                     with a slash before a child, such as healthcare/dental"
                ),
            ))
        }
    }
}

impl TryFrom<String> for ServiceCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ServiceCode> for String {
    fn from(code: ServiceCode) -> Self {
        code.0.into()
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A kind of service, as the network's taxonomy knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceType {
    /// Its code, which also tells its parent.
    pub code: ServiceCode,
    /// Its name in the seven languages.
    pub labels: BTreeMap<Lang, String>,
}

impl ServiceType {
    /// Its name in `lang`, else in English, else its code.
    pub fn label(&self, lang: Lang) -> &str {
        self.labels
            .get(&lang)
            .or_else(|| self.labels.get(&Lang::En))
            .map_or(self.code.as_str(), String::as_str)
    }

    /// The four types that every network has.
    pub fn core() -> Vec<Self> {
        CORE.iter()
            .map(|(code, labels)| Self {
                code: ServiceCode((*code).into()),
                labels: Lang::ALL
                    .iter()
                    .copied()
                    .zip(labels.iter().map(|label| (*label).to_owned()))
                    .collect(),
            })
            .collect()
    }
}

/// The core codes with their labels, in the order of [`Lang::ALL`].
const CORE: [(&str, [&str; 7]); 4] = [
    (
        "housing",
        [
            "Housing",
            "Wohnen",
            "Huisvesting",
            "Logement",
            "Vivienda",
            "Alloggio",
            "Habitação",
        ],
    ),
    (
        "healthcare",
        [
            "Healthcare",
            "Gesundheit",
            "Gezondheidszorg",
            "Santé",
            "Salud",
            "Assistenza sanitaria",
            "Saúde",
        ],
    ),
    (
        "labour",
        [
            "Labour rights",
            "Arbeitsrechte",
            "Arbeidsrechten",
            "Droits du travail",
            "Derechos laborales",
            "Diritti del lavoro",
            "Direitos laborais",
        ],
    ),
    (
        "education",
        [
            "Education",
            "Bildung",
            "Onderwijs",
            "Éducation",
            "Educación",
            "Istruzione",
            "Educação",
        ],
    ),
];

codes! {
    /// How a service reaches people.
    Delivery ("way of delivery") {
        /// People come, or are visited.
        InPerson = "in_person",
        /// By telephone.
        Phone = "phone",
        /// By internet.
        Online = "online",
    }
}

/// A service that a member gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceOffer {
    /// Its identifier.
    pub id: OfferId,
    /// Its kind.
    pub service: ServiceCode,
    /// Where it is given, when it is given at one of the member's locations.
    pub location: Option<LocationId>,
    /// What it is, by language.
    pub description: LocalizedText,
    /// For whom it is: "women".
    pub audience: Option<String>,
    /// Who may use it: "without a residence permit".
    pub eligibility: Option<String>,
    /// How to reach it: "call before you come".
    pub access: Option<String>,
    /// Languages in which it is given, BCP 47.
    pub languages: Vec<LanguageTag>,
    /// Whether it costs nothing; nothing when unknown.
    pub free_of_charge: Option<bool>,
    /// How it reaches people.
    pub delivery: Vec<Delivery>,
    /// For what is given at a distance: the countries it serves.
    pub countries: Vec<Country>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_knows_its_lineage() {
        let code: ServiceCode = "healthcare/dental/children".parse().unwrap();
        let lineage: Vec<_> = code.lineage().map(String::from).collect();
        assert_eq!(
            lineage,
            [
                "healthcare/dental/children",
                "healthcare/dental",
                "healthcare"
            ]
        );
        assert_eq!("housing".parse::<ServiceCode>().unwrap().parent(), None);
    }

    #[test]
    fn other_writings_are_refused() {
        for bad in ["", "/a", "a/", "a//b", "Housing", "a b"] {
            assert!(bad.parse::<ServiceCode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_core_types_have_labels_in_the_seven_languages() {
        for service in ServiceType::core() {
            assert_eq!(service.labels.len(), Lang::ALL.len(), "{}", service.code);
        }
        assert_eq!(ServiceType::core()[2].label(Lang::Nl), "Arbeidsrechten");
    }
}
