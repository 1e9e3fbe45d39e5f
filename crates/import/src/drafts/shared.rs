//! What rows say about what all members share: the taxonomy and the network's profile.

use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    given::{Apply, Given, Texts, name, yes_or_no},
    reading::RowReader,
};
use network::{
    AccentColor, Email, Invalid, Lang, Logo, NetworkProfile, PhoneNumber, ServiceCode, ServiceType,
    WebAddress, parse_year, read_words, text,
};

table! {
    NETWORK_COLUMNS = Network, None;
    /// What a row says about the network.
    NetworkFields of NetworkProfile {
        name "/name" One: Given<String> = required(name) => name;
        short_name "/short_name" One: Given<Option<String>> = one(name) => short_name;
        description "/description" Texts: Texts = texts(text::paragraphs) => description;
        imprint "/imprint" Texts: Texts = texts(text::paragraphs) => imprint;
        website "/website" WebLink: Given<Option<WebAddress>> = one(str::parse) => website;
        founded_year "/founded_year" Number: Given<Option<i16>> = one(parse_year) => founded_year;
        email "/email" One: Given<Option<Email>> = one(str::parse) => email;
        phone "/phone" One: Given<Option<PhoneNumber>> = one(str::parse) => phone;
        logo "/logo" Picture: Given<Option<Logo>> = one(str::parse) => logo;
        accent_color "/accent_color" One: Given<Option<AccentColor>> = one(str::parse) => accent_color;
        sample_data "/sample_data" One;
    }
}

/// What a row says about the network.
#[derive(Debug)]
pub struct NetworkDraft {
    pub fields: NetworkFields,
    /// Whether its members are invented, which is said of an empty registry only.
    pub sample_data: Given<bool>,
}

impl NetworkDraft {
    /// Reads a row.
    pub fn read(row: &mut RowReader<'_>) -> Self {
        Self {
            fields: NetworkFields::read(row),
            sample_data: row.kept("sample_data", yes_or_no),
        }
    }
}

table! {
    SERVICE_TYPE_COLUMNS = ServiceTypes, None;
    code "/code" One;
    labels "/labels" Texts;
    search_words "/search_words" Words;
    former_codes "/former_codes" List;
}

/// The words of a cell, which stand between vertical bars.
fn words_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SEPARATOR)
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// What stands between words in a cell; no word has one.
const SEPARATOR: char = '|';

fn search_words(cell: &str) -> Result<String, Invalid> {
    Ok(read_words(words_of(cell))?.join("|"))
}

/// What a row says about a service type.
#[derive(Debug)]
pub struct ServiceTypeDraft {
    pub code: ServiceCode,
    labels: Texts,
    search_words: Texts,
    pub former_codes: Vec<ServiceCode>,
}

impl ServiceTypeDraft {
    /// Reads a row; nothing when it has no code.
    pub fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let code = row.required("code", str::parse)?;
        let labels = row.texts("labels", name);
        for language in labels.keys() {
            if Lang::parse(language.as_str()).is_err() {
                row.refuse_field(
                    "labels",
                    Invalid::new(
                        "unknown_lang",
                        format!(
                            "labels are had in {}; \"{language}\" is none of them",
                            Lang::ALL.map(Lang::code).join(", ")
                        ),
                    ),
                );
            }
        }
        Some(Self {
            code,
            labels,
            search_words: row.texts("search_words", search_words),
            former_codes: row.list("former_codes", str::parse).unwrap_or_default(),
        })
    }

    /// Applies the labels and the words to a service type.
    pub fn apply(&self, service: &mut ServiceType) {
        for (language, label) in &self.labels {
            let Ok(lang) = Lang::parse(language.as_str()) else {
                continue;
            };
            match label {
                Some(label) => service.labels.insert(lang, label.clone()),
                None => service.labels.remove(&lang),
            };
        }
        for (language, words) in &self.search_words {
            let words = words.as_deref().unwrap_or_default();
            // They were read before.
            if let Ok(words) = read_words(words_of(words)) {
                service.search_words.set(language.clone(), words);
            }
        }
    }
}
