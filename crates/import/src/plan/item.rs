//! A plan as data: what an import would do, an item for each member and each refused row.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::step::{Planned, RowPlace, Step};
use crate::{
    finding::{Finding, Level, LikeMember},
    report::PlannedMember,
};
use network::{FieldChange, codes::codes, difference};
use registry::audit::Subject;

codes! {
    /// What an item of a plan says.
    ItemKind ("kind of item") {
        /// A row cannot be taken.
        Refused = "refused",
        /// A row would make a member that the registry probably has already, and is refused.
        Duplicate = "duplicate",
        /// A row is taken, and something in it is probably not meant.
        Warning = "warning",
        /// A member, or a service type, is made.
        Created = "created",
        /// A member, a service type or the network's profile is changed.
        Changed = "changed",
        /// No row is about a member, and it is withdrawn.
        Withdrawn = "withdrawn",
        /// No row is about a member, and it is left alone.
        Missing = "missing",
        /// The files say of a member what the registry has.
        Same = "same",
    }
}

/// One thing that an import would do, or cannot do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanItem {
    /// What it says.
    pub kind: ItemKind,
    /// The member; absent for a row that cannot be taken, and for what is no member's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub member: Option<PlannedMember>,
    /// What it is about, where that is no member: a service type, or the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub subject: Option<Subject>,
    /// The code of the service type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "housing")]
    pub subject_id: Option<String>,
    /// The member's own row, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub row: Option<RowPlace>,
    /// For what is changed: field by field, the old and the new value. A part that is new
    /// stands under an identifier that is not its last one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// For what is made: the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>, nullable = false)]
    pub entry: Option<Value>,
    /// For a member that is made because duplicates are allowed: the members of the registry that
    /// it resembles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resembles: Vec<LikeMember>,
    /// For a row that cannot be taken: where, why, and what would be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub refusal: Option<Finding>,
    /// For a warning: where it stands, what is probably not meant, and what would be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub warning: Option<Finding>,
}

impl PlanItem {
    /// An item that says nothing but its kind.
    pub fn new(kind: ItemKind) -> Self {
        Self {
            kind,
            member: None,
            subject: None,
            subject_id: None,
            row: None,
            changes: Vec::new(),
            entry: None,
            resembles: Vec::new(),
            refusal: None,
            warning: None,
        }
    }

    /// What is planned for a member, of which it makes `after`.
    pub fn of_member(planned: Planned, after: Value) -> Result<Self, serde_json::Error> {
        let mut item = Self {
            member: Some(planned.step.planned_member()),
            row: planned.row,
            ..Self::new(ItemKind::Same)
        };
        match planned.step {
            Step::Create { resembles, .. } => {
                item.kind = ItemKind::Created;
                item.entry = Some(entry(after));
                item.resembles = resembles;
            }
            Step::Change { before, .. } => {
                item.kind = ItemKind::Changed;
                item.changes = difference::between(&serde_json::to_value(&before.member)?, &after);
            }
            Step::Same(_) => {}
            Step::Missing(_) => item.kind = ItemKind::Missing,
            Step::Withdraw(_) => item.kind = ItemKind::Withdrawn,
        }
        Ok(item)
    }

    /// What is told of a row.
    pub fn told(finding: Finding) -> Self {
        match finding.level {
            Level::Warning => Self {
                warning: Some(finding),
                ..Self::new(ItemKind::Warning)
            },
            Level::Refusal => Self {
                kind: match finding.candidates.is_empty() {
                    true => ItemKind::Refused,
                    false => ItemKind::Duplicate,
                },
                refusal: Some(finding),
                ..Self::new(ItemKind::Refused)
            },
        }
    }

    /// What it tells of a row, if that is what it is for.
    pub fn finding(self) -> Option<Finding> {
        self.refusal.or(self.warning.map(Finding::as_warning))
    }
}

/// A new member without what is empty and without identifiers, which it does not have yet.
fn entry(mut member: Value) -> Value {
    bare(&mut member);
    member
}

fn bare(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.shift_remove("id");
            for field in fields.values_mut() {
                bare(field);
            }
            fields.retain(|_, field| match field {
                Value::Null => false,
                Value::Array(items) => !items.is_empty(),
                Value::Object(fields) => !fields.is_empty(),
                _ => true,
            });
        }
        Value::Array(items) => items.iter_mut().for_each(bare),
        _ => {}
    }
}
