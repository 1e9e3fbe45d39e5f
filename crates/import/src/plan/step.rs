//! What an import does to one member.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    finding::{LikeMember, Origin},
    report::PlannedMember,
};
use network::{Member, MemberId};
use registry::members::Record;

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowPlace {
    /// The file.
    #[schema(example = "members.csv")]
    pub file: String,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<String>,
    /// The row, counted as a spreadsheet counts it: the header is 1.
    #[schema(example = 2)]
    pub row: u64,
}

impl RowPlace {
    /// A row of a file.
    pub fn new(origin: &Origin, row: u64) -> Self {
        Self {
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            row,
        }
    }
}

/// What an import does to one member.
#[derive(Debug)]
pub enum Step {
    /// It is made.
    Create {
        /// The member.
        member: Box<Member>,
        /// The members that it may be.
        resembles: Vec<LikeMember>,
    },
    /// It is changed.
    Change {
        /// As it is.
        before: Box<Record>,
        /// As it shall be.
        after: Box<Member>,
    },
    /// The files say what the registry has.
    Same(Box<Record>),
    /// No row is about it, and it is left alone.
    Missing(Box<Record>),
    /// No row is about it, and it is withdrawn.
    Withdraw(Box<Record>),
}

/// A step, with the member's own row where it has one.
#[derive(Debug)]
pub struct Planned {
    /// The row.
    pub row: Option<RowPlace>,
    /// The step.
    pub step: Step,
}

impl Step {
    /// The member as it will be.
    pub fn member(&self) -> &Member {
        match self {
            Self::Create { member, .. } => member,
            Self::Change { after, .. } => after,
            Self::Same(record) | Self::Missing(record) | Self::Withdraw(record) => &record.member,
        }
    }

    /// The member as it will be, as JSON; null where nothing is done.
    pub fn after(&self) -> Result<Value, serde_json::Error> {
        match self {
            Self::Same(_) | Self::Missing(_) => Ok(Value::Null),
            step => serde_json::to_value(step.member()),
        }
    }

    /// Its identifier, when the registry has it.
    pub fn known_id(&self) -> Option<MemberId> {
        match self {
            Self::Create { .. } => None,
            step => Some(step.member().id),
        }
    }

    /// The member as a plan names it.
    pub fn planned_member(&self) -> PlannedMember {
        let member = self.member();
        PlannedMember {
            id: self.known_id(),
            slug: member.slug.clone(),
            name: member.name.clone(),
        }
    }
}
