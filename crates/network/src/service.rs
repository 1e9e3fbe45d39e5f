//! What members do for people: the taxonomy of services, and the offers made under it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    checked_text::checked_text,
    codes::codes,
    country::Country,
    ids::{LocationId, OfferId},
    invalid::{Invalid, all_different},
    label::label,
    lang::Lang,
    language::LanguageTag,
    page_lang::PageLang,
    search_words::SearchWords,
    text::{LocalizedText, serde_text},
};

checked_text!(
    /// A service type's code: words of lower-case letters, digits and hyphens; a child's code begins
    /// with its parent's and a slash (`healthcare/dental`).
    #[schema(value_type = String, pattern = "^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length = 100, example = "housing", format = "service-code")]
    ServiceCode,
    check_code
);

impl ServiceCode {
    /// The code of the type above this one, if it has one.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.into()))
    }

    /// Whether it says more of the service with another code: `healthcare/dental` does of `healthcare`.
    pub fn is_below(&self, code: &str) -> bool {
        let rest = self.as_str().strip_prefix(code);
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// This code and all those above it, the nearest first.
    pub fn lineage(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }
}

fn check_code(text: &str) -> Result<&str, Invalid> {
    let text = text.trim();
    let right = text.len() <= 100
        && text.split('/').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        });
    if right {
        Ok(text)
    } else {
        Err(Invalid::new(
            "invalid_service_code",
            format!(
                "\"{text}\" is not a service code: lower-case letters, digits and hyphens, \
                 with a slash before a child, such as healthcare/dental"
            ),
        ))
    }
}

/// A kind of service, as the network's taxonomy knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ServiceType {
    /// Its code, which also tells its parent.
    pub code: ServiceCode,
    /// Its name in the seven languages; English, then the code stand in for one that is missing.
    #[serde(default, deserialize_with = "labels")]
    #[schema(value_type = BTreeMap<String, String>, example = json!({"en": "Dental care", "nl": "Tandzorg"}))]
    pub labels: BTreeMap<Lang, String>,
    /// What people call it who look for it, by language: `["room", "a place to live"]`. Those of a
    /// language replace the words that the program has for it in that language.
    #[serde(default, skip_serializing_if = "SearchWords::is_empty")]
    pub search_words: SearchWords,
    /// Codes that were merged into this one: as filters they still stand for it.
    #[serde(default)]
    #[schema(read_only)]
    pub former_codes: Vec<ServiceCode>,
}

fn labels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<Lang, String>, D::Error> {
    #[derive(Deserialize)]
    struct Label(#[serde(deserialize_with = "serde_text::name")] String);
    let labels = BTreeMap::<Lang, Label>::deserialize(deserializer)?;
    Ok(labels
        .into_iter()
        .map(|(lang, Label(label))| (lang, label))
        .collect())
}

impl ServiceType {
    /// Its name in `lang`, else in English, else its code. In a language of pages alone it has one
    /// if it is core, and the network has not given it another one.
    pub fn label(&self, lang: impl Into<PageLang>) -> &str {
        let lang: PageLang = lang.into();
        let english = self.labels.get(&Lang::En);
        let known = match Lang::try_from(lang) {
            Ok(lang) => self.labels.get(&lang).map(String::as_str),
            Err(_) => self
                .core_code()
                .filter(|code| {
                    english.is_some_and(|english| english == label(code, Lang::En.into()))
                })
                .map(|code| label(code, lang)),
        };
        known
            .or(english.map(String::as_str))
            .unwrap_or(self.code.as_str())
    }

    /// Whether it is one of the four that every network has.
    pub fn is_core(&self) -> bool {
        self.core_code().is_some()
    }

    fn core_code(&self) -> Option<&'static str> {
        CORE.into_iter().find(|code| *code == self.code.as_str())
    }

    /// The four types that every network has.
    pub fn core() -> Vec<Self> {
        let named = |code| {
            let label = |lang: Lang| (lang, label(code, lang.into()).to_owned());
            Lang::ALL.into_iter().map(label).collect()
        };
        CORE.iter()
            .map(|code| Self {
                code: ServiceCode((*code).into()),
                labels: named(code),
                search_words: SearchWords::default(),
                former_codes: Vec::new(),
            })
            .collect()
    }
}

/// The codes of the services that every network has.
const CORE: [&str; 4] = ["housing", "healthcare", "labour", "education"];

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = ServiceOfferEntry)]
pub struct ServiceOffer {
    /// Its identifier; made when it is left out.
    #[schema(required = false)]
    pub id: OfferId,
    /// Its kind, a code of the taxonomy.
    pub service: ServiceCode,
    /// Where it is given, when it is given at one of the member's locations.
    #[serde(default, rename = "location_id", alias = "location")]
    pub location: Option<LocationId>,
    /// What it is, by language.
    #[serde(default)]
    pub description: LocalizedText,
    /// For whom it is, by language, 500 characters each at most: "women".
    #[serde(default, deserialize_with = "serde_text::line_by_language")]
    pub audience: LocalizedText,
    /// Who may use it, by language, 500 characters each at most: "without a residence permit".
    #[serde(default, deserialize_with = "serde_text::line_by_language")]
    pub eligibility: LocalizedText,
    /// How to reach it, by language, 500 characters each at most: "call before you come".
    #[serde(default, deserialize_with = "serde_text::line_by_language")]
    pub access: LocalizedText,
    /// Languages in which it is given, BCP 47.
    #[serde(default)]
    #[validate(
        length(max = 100, message = "100 are the most"),
        custom(function = "all_different")
    )]
    pub languages: Vec<LanguageTag>,
    /// Whether it costs nothing; nothing when unknown.
    #[serde(default)]
    pub free_of_charge: Option<bool>,
    /// How it reaches people: a set, kept in the order of the codes.
    #[serde(default, deserialize_with = "in_order")]
    pub delivery: Vec<Delivery>,
    /// For what is given at a distance: the countries it serves.
    #[serde(default)]
    #[validate(
        length(max = 300, message = "300 are the most"),
        custom(function = "all_different")
    )]
    pub countries: Vec<Country>,
}

impl ServiceOffer {
    /// An offer of which nothing is known but the service.
    pub fn new(service: ServiceCode) -> Self {
        Self {
            id: OfferId::new(),
            service,
            location: None,
            description: LocalizedText::default(),
            audience: LocalizedText::default(),
            eligibility: LocalizedText::default(),
            access: LocalizedText::default(),
            languages: Vec::new(),
            free_of_charge: None,
            delivery: Vec::new(),
            countries: Vec::new(),
        }
    }
}

fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Delivery>, D::Error> {
    let mut ways = Vec::deserialize(deserializer)?;
    ways.sort_unstable();
    ways.dedup();
    Ok(ways)
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

    #[test]
    fn a_core_type_has_a_label_in_every_language_of_pages_as_long_as_it_is_called_as_usual() {
        let uk = PageLang::of_range("uk").unwrap();
        let mut housing = ServiceType::core().remove(0);
        assert_eq!(housing.label(uk), "Житло");
        housing
            .labels
            .insert(Lang::En, "Shelter for a night".to_owned());
        assert_eq!(housing.label(uk), "Shelter for a night");
        let own = ServiceType {
            code: "healthcare/dental".parse().unwrap(),
            ..housing
        };
        assert_eq!(own.label(uk), "Shelter for a night");
    }
}
