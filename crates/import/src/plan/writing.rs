//! What is done with the steps of a plan: they are noted, or written.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    fingerprint::Fingerprint,
    item::PlanItem,
    shared::{self, SharedStep},
    step::{Planned, Step},
    target::PlanTarget,
};
use crate::{finding::Finding, report::PlannedMember};
use network::{ImportId, Member, NetworkProfile};
use registry::{AnyConnection, Change, Error, Rewrite, audit::Action, profile};

/// An item of a plan, with what its member becomes.
pub struct Noted {
    /// The item.
    pub item: PlanItem,
    /// What the member becomes; nothing when nothing is done.
    pub fingerprint: Option<Fingerprint>,
}

/// What a plan notes, before it is put into words.
pub enum ToNote {
    /// What becomes of a record that all members share.
    Shared(SharedStep),
    /// What becomes of a member.
    Member(Planned),
    /// What is told of a row.
    Told(Finding),
}

impl ToNote {
    /// The item.
    pub fn noted(self) -> Result<Noted, serde_json::Error> {
        let (item, fingerprint) = match self {
            Self::Shared(step) => (step.item()?, Some(step.fingerprint()?)),
            Self::Member(planned) => {
                let after = planned.step.after()?;
                let fingerprint = Fingerprint::of(&planned.step, &after)?;
                (PlanItem::of_member(planned, after)?, fingerprint)
            }
            Self::Told(finding) => (PlanItem::told(finding), None),
        };
        Ok(Noted { item, fingerprint })
    }
}

/// Notes the steps of a plan, and writes nothing.
pub struct Noting<'c> {
    /// The registry.
    pub connection: &'c mut AnyConnection,
    /// Is told what is to be noted.
    pub note: &'c mut dyn FnMut(ToNote),
}

impl PlanTarget for Noting<'_> {
    fn connection(&mut self) -> &mut AnyConnection {
        self.connection
    }

    fn profile(&mut self) -> Result<NetworkProfile, Error> {
        Ok(profile::load(self.connection)?.profile)
    }

    fn take_shared(&mut self, steps: Vec<SharedStep>) -> Result<(), Error> {
        steps
            .into_iter()
            .map(ToNote::Shared)
            .for_each(&mut self.note);
        Ok(())
    }

    fn take(&mut self, steps: Vec<Planned>) -> Result<(), Error> {
        steps
            .into_iter()
            .map(ToNote::Member)
            .for_each(&mut self.note);
        Ok(())
    }
}

/// Writes the steps of a plan.
pub struct Writing<'c, 'd> {
    change: &'c mut Change<'d>,
    details: Option<Value>,
    promised: Option<HashMap<String, String>>,
    moved_on: Vec<PlannedMember>,
    shared_moved_on: Vec<String>,
}

impl<'c, 'd> Writing<'c, 'd> {
    /// Writes whatever is planned.
    pub fn new(change: &'c mut Change<'d>) -> Self {
        Self {
            change,
            details: None,
            promised: None,
            moved_on: Vec::new(),
            shared_moved_on: Vec::new(),
        }
    }

    /// Writes an import, and notes which members would become anything else than was promised, where
    /// anything was.
    pub fn promised(
        change: &'c mut Change<'d>,
        import: ImportId,
        promised: Option<HashMap<String, String>>,
    ) -> Self {
        Self {
            details: Some(json!({ "import": import })),
            promised,
            ..Self::new(change)
        }
    }

    /// The members that would become anything else, and the keys of those that are not changed any
    /// more, or are no members.
    pub fn broken_promises(self) -> (Vec<PlannedMember>, Vec<String>) {
        let left = self.promised.unwrap_or_default().into_keys();
        (self.moved_on, left.chain(self.shared_moved_on).collect())
    }

    fn keep_promise(&mut self, step: &Step) -> Result<(), Error> {
        let Some(promised) = &mut self.promised else {
            return Ok(());
        };
        if let Some(print) = Fingerprint::of(step, &step.after()?)?
            && promised.remove(&print.member) != Some(print.digest)
        {
            self.moved_on.push(step.planned_member());
        }
        Ok(())
    }
}

impl PlanTarget for Writing<'_, '_> {
    fn connection(&mut self) -> &mut AnyConnection {
        self.change.connection()
    }

    fn profile(&mut self) -> Result<NetworkProfile, Error> {
        Ok(self.change.network().profile.clone())
    }

    fn take_shared(&mut self, steps: Vec<SharedStep>) -> Result<(), Error> {
        if let Some(promised) = &mut self.promised {
            for step in &steps {
                let print = step.fingerprint()?;
                if promised.remove(&print.member) != Some(print.digest) {
                    self.shared_moved_on.push(print.member);
                }
            }
        }
        match self.shared_moved_on.is_empty() {
            true => shared::write(self.change, steps),
            false => Ok(()),
        }
    }

    fn take(&mut self, steps: Vec<Planned>) -> Result<(), Error> {
        let (mut created, mut rewrites) = (Vec::new(), Vec::new());
        for Planned { step, .. } in steps {
            self.keep_promise(&step)?;
            let rewrite = match step {
                Step::Create { member, .. } => {
                    created.push(*member);
                    continue;
                }
                Step::Change { before, after } => Rewrite::new(Action::Update, *before, *after),
                Step::Withdraw(before) => {
                    let after = Member {
                        withdrawn_at: Some(self.change.at()),
                        ..before.member.clone()
                    };
                    Rewrite::new(Action::Withdraw, *before, after)
                }
                Step::Same(_) | Step::Missing(_) => continue,
            };
            rewrites.push(Rewrite {
                details: self.details.clone(),
                ..rewrite
            });
        }
        if !self.moved_on.is_empty() || !self.shared_moved_on.is_empty() {
            // Nothing of it will stay.
            return Ok(());
        }
        self.change.create_members(created)?;
        self.change.rewrite_members(rewrites)?;
        Ok(())
    }
}
