//! The tables of what all members share: the taxonomy and the network's profile.

use std::collections::HashSet;

use super::{
    drafts::{Texts, lay, yes_or_no},
    plan::{Fingerprint, ItemKind, PlanItem},
    reading::{Fed, RowReader, overlay},
    report::Report,
};
use network::{
    Invalid, Lang, NetworkProfile, ServiceCode, ServiceType, WebAddress, difference, parse_year,
    text,
};
use registry::{
    Change, Error,
    audit::{Action, Subject},
};

/// What the files say of what all members share.
#[derive(Debug, Default)]
pub struct Commons {
    /// The codes of the registry.
    pub known_types: Vec<ServiceCode>,
    service_types: Vec<ServiceTypeDraft>,
    network: Option<NetworkDraft>,
}

impl Commons {
    /// The codes that rows may name.
    pub fn codes(&self) -> Vec<ServiceCode> {
        let new = self.service_types.iter().map(|draft| &draft.code);
        self.known_types.iter().chain(new).cloned().collect()
    }

    /// Reads a row for a service type.
    pub fn read_service_type(&mut self, row: &mut RowReader<'_>) {
        let Some(draft) = ServiceTypeDraft::read(row) else {
            return;
        };
        let parent = draft.code.parent();
        if parent.is_some_and(|parent| !self.knows(&parent)) {
            row.refuse_field(
                "code",
                Invalid::new(
                    "unknown_parent",
                    "the type above it is not there; put its row before this one",
                ),
            );
        } else if row.mistakes() == 0 {
            self.service_types.push(draft);
        }
    }

    /// Reads a row for the network.
    pub fn read_network(&mut self, row: &mut RowReader<'_>) {
        if self.network.is_some() {
            row.refuse_field(
                "name",
                Invalid::new("repeated", "there is one network; remove the other rows"),
            );
        } else {
            self.network = Some(NetworkDraft::read(row));
        }
    }

    fn knows(&self, code: &ServiceCode) -> bool {
        self.known_types.contains(code)
            || self.service_types.iter().any(|draft| draft.code == *code)
    }

    /// What becomes of the taxonomy and the profile, and counts it. Types that are not named stay;
    /// those that are there keep their place and former codes. Whether the network is a sample's is
    /// said of `empty` books only.
    pub fn steps(
        &self,
        known: &[ServiceType],
        profile: &NetworkProfile,
        empty: bool,
        report: &mut Report,
    ) -> Vec<SharedStep> {
        let mut steps = self.type_steps(known);
        if let Some(draft) = &self.network {
            let mut after = profile.clone();
            draft.apply(&mut after);
            if empty {
                lay(&mut after.sample_data, &draft.sample_data.flatten());
            }
            steps.push(SharedStep::Network {
                before: Box::new(profile.clone()),
                after: Box::new(after),
            });
        }
        for step in &steps {
            step.count(report);
        }
        steps.retain(|step| !step.is_same());
        steps
    }

    fn type_steps(&self, known: &[ServiceType]) -> Vec<SharedStep> {
        let mut codes: HashSet<ServiceCode> = known
            .iter()
            .flat_map(|service| service.former_codes.iter().chain([&service.code]))
            .cloned()
            .collect();
        let mut steps = Vec::with_capacity(self.service_types.len());
        for draft in &self.service_types {
            let before = known.iter().find(|known| known.code == draft.code);
            if before.is_none() && !codes.insert(draft.code.clone()) {
                continue;
            }
            let mut after = before.cloned().unwrap_or_else(|| ServiceType {
                code: draft.code.clone(),
                labels: Default::default(),
                former_codes: Vec::new(),
            });
            draft.apply(&mut after);
            let new = draft.former_codes.iter();
            let new = new.filter(|code| codes.insert((*code).clone())).cloned();
            after.former_codes.extend(new);
            after.former_codes.sort();
            steps.push(SharedStep::Type {
                before: before.cloned(),
                after,
            });
        }
        steps
    }
}

/// What becomes of a record that all members share.
#[derive(Debug)]
pub enum SharedStep {
    /// Of a service type, which is new where there is none before.
    Type {
        /// As it is.
        before: Option<ServiceType>,
        /// As it shall be.
        after: ServiceType,
    },
    /// Of the network's profile.
    Network {
        /// As it is.
        before: Box<NetworkProfile>,
        /// As it shall be.
        after: Box<NetworkProfile>,
    },
}

impl SharedStep {
    fn is_same(&self) -> bool {
        match self {
            Self::Type { before, after } => before.as_ref() == Some(after),
            Self::Network { before, after } => before == after,
        }
    }

    fn count(&self, report: &mut Report) {
        let (counts, is_new) = match self {
            Self::Type { before, .. } => (&mut report.service_types, before.is_none()),
            Self::Network { .. } => (&mut report.network, false),
        };
        *match (is_new, self.is_same()) {
            (true, _) => &mut counts.created,
            (_, true) => &mut counts.same,
            _ => &mut counts.changed,
        } += 1;
    }

    /// What is planned, as an item of a plan.
    pub fn item(&self) -> Result<PlanItem, serde_json::Error> {
        let (subject, subject_id, before, after) = match self {
            Self::Type { before, after } => {
                let before = before.as_ref().map(serde_json::to_value).transpose()?;
                let code = Some(after.code.to_string());
                (
                    Subject::ServiceType,
                    code,
                    before,
                    serde_json::to_value(after)?,
                )
            }
            Self::Network { before, after } => {
                let before = Some(serde_json::to_value(before)?);
                (Subject::Network, None, before, serde_json::to_value(after)?)
            }
        };
        let kind = match before {
            None => ItemKind::Created,
            Some(_) => ItemKind::Changed,
        };
        Ok(PlanItem {
            subject: Some(subject),
            subject_id,
            changes: before.map_or_else(Vec::new, |before| difference::between(&before, &after)),
            entry: (kind == ItemKind::Created).then_some(after),
            ..PlanItem::new(kind)
        })
    }

    /// Tells what becomes of the record from anything else that could.
    pub fn fingerprint(&self) -> Result<Fingerprint, serde_json::Error> {
        Ok(match self {
            Self::Type { after, .. } => {
                Fingerprint::of_value(format!("service_type {}", after.code), after)?
            }
            Self::Network { after, .. } => Fingerprint::of_value("network".to_owned(), after)?,
        })
    }
}

/// Writes the steps.
pub fn write(change: &mut Change<'_>, steps: Vec<SharedStep>) -> Result<(), Error> {
    let mut new = Vec::new();
    for step in steps {
        match step {
            SharedStep::Type {
                before: None,
                after,
            } => new.push(after),
            SharedStep::Type {
                before: Some(before),
                after,
            } => change.rewrite_service_type(&before, &after, Action::Update, None)?,
            SharedStep::Network { after, .. } => change.set_profile(*after)?,
        }
    }
    change.create_service_types(&new)
}

/// What a row says about a service type.
#[derive(Debug)]
struct ServiceTypeDraft {
    code: ServiceCode,
    labels: Texts,
    former_codes: Vec<ServiceCode>,
}

impl ServiceTypeDraft {
    /// Reads a row; nothing when it has no code.
    fn read(row: &mut RowReader<'_>) -> Option<Self> {
        let code = row.required("code", str::parse)?;
        let labels = row.texts("labels", |given| text::line(given, text::NAME_LENGTH));
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

    fn apply(&self, service: &mut ServiceType) {
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

/// What a row says about the network.
#[derive(Debug)]
struct NetworkDraft {
    name: Fed<String>,
    short_name: Fed<Option<String>>,
    description: Texts,
    website: Fed<Option<WebAddress>>,
    founded_year: Fed<Option<i16>>,
    sample_data: Fed<Option<bool>>,
}

impl NetworkDraft {
    /// Reads a row.
    fn read(row: &mut RowReader<'_>) -> Self {
        let name = |given: &str| text::line(given, text::NAME_LENGTH);
        Self {
            name: row.required("name", name),
            short_name: row.one("short_name", name),
            description: row.texts("description", text::paragraphs),
            website: row.one("website", str::parse),
            founded_year: row.one("founded_year", parse_year),
            sample_data: row.one("sample_data", yes_or_no),
        }
    }

    fn apply(&self, profile: &mut NetworkProfile) {
        lay(&mut profile.name, &self.name);
        lay(&mut profile.short_name, &self.short_name);
        overlay(&mut profile.description, &self.description);
        lay(&mut profile.website, &self.website);
        lay(&mut profile.founded_year, &self.founded_year);
    }
}
