//! What rows say about what all members share: the taxonomy and the network's profile.

use crate::{
    fields::{Field, Shape, TableFields, TableName, table},
    given::{Apply, Given, Texts, name, yes_or_no},
    reading::RowReader,
};
use network::{
    Invalid, Lang, NetworkProfile, ServiceCode, ServiceType, WebAddress, parse_year, text,
};

table! {
    NETWORK_COLUMNS = Network, None;
    /// What a row says about the network.
    NetworkFields of NetworkProfile {
        name "/name" One: Given<String> = required(name) => name;
        short_name "/short_name" One: Given<Option<String>> = one(name) => short_name;
        description "/description" Texts: Texts = texts(text::paragraphs) => description;
        website "/website" WebLink: Given<Option<WebAddress>> = one(str::parse) => website;
        founded_year "/founded_year" Number: Given<Option<i16>> = one(parse_year) => founded_year;
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
    former_codes "/former_codes" List;
}

/// What a row says about a service type.
#[derive(Debug)]
pub struct ServiceTypeDraft {
    pub code: ServiceCode,
    labels: Texts,
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
            former_codes: row.list("former_codes", str::parse).unwrap_or_default(),
        })
    }

    /// Applies the labels to a service type.
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
    }
}
