//! What becomes of what all members share: the taxonomy and the network's profile.

use std::collections::HashSet;

use super::{
    fingerprint::Fingerprint,
    item::{ItemKind, PlanItem},
};
use crate::{
    given::Apply,
    report::{Outcome, Report},
    rows::SharedRows,
};
use network::{NetworkProfile, ServiceCode, ServiceType, difference};
use registry::{
    Change, Error,
    audit::{Action, Subject},
};

/// What becomes of the taxonomy and the profile, and counts it. Types that are not named stay;
/// those that are there keep their place and former codes. Whether the network is a sample's is
/// said of `empty` books only.
pub fn steps(
    rows: &SharedRows,
    known: &[ServiceType],
    profile: &NetworkProfile,
    empty: bool,
    report: &mut Report,
) -> Vec<SharedStep> {
    let mut steps = type_steps(rows, known);
    if let Some(draft) = &rows.network {
        let mut after = profile.clone();
        draft.fields.apply(&mut after);
        if empty {
            draft.sample_data.apply(&mut after.sample_data);
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

fn type_steps(rows: &SharedRows, known: &[ServiceType]) -> Vec<SharedStep> {
    let mut codes: HashSet<ServiceCode> = known
        .iter()
        .flat_map(|service| service.former_codes.iter().chain([&service.code]))
        .cloned()
        .collect();
    let mut steps = Vec::with_capacity(rows.service_types.len());
    for draft in &rows.service_types {
        let before = known.iter().find(|known| known.code == draft.code);
        if before.is_none() && !codes.insert(draft.code.clone()) {
            continue;
        }
        let mut after = before.cloned().unwrap_or_else(|| ServiceType {
            code: draft.code.clone(),
            labels: Default::default(),
            search_words: Default::default(),
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
        match self {
            Self::Type { before: None, .. } => report.service_types.add(&Outcome::Created),
            Self::Type { .. } => report.service_types.add(&Outcome::of(!self.is_same())),
            Self::Network { .. } => report.network.add(&Outcome::of(!self.is_same())),
        }
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
