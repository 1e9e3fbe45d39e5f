//! Members of the registry that no row is about, and what stands in the way of an import as a
//! whole.

use std::collections::HashSet;

use super::{
    step::{Planned, Step},
    target::{BATCH, PlanTarget},
};
use crate::{
    drafts::MemberDraft,
    options::{ImportOptions, Missing},
    report::{Obstacle, Report},
    rows::ImportRows,
};
use network::{Invalid, MembershipStatus};
use registry::{
    Error,
    members::{self, Keys},
};

/// Withdrawing more than one in so many members needs the confirmation of their number.
const WITHOUT_CONFIRMATION: usize = 10;

/// The members that rows name, be they taken or not.
pub fn named(rows: &ImportRows, keys: &Keys) -> HashSet<String> {
    let mut ids = HashSet::new();
    let mut note = |key: &str| {
        ids.extend(keys.by_slug.get(key).cloned());
        ids.extend(keys.by_external_id.get(key).cloned());
    };
    let members = rows.members.iter().flat_map(MemberDraft::keys);
    members.for_each(|key| note(&key));
    let places = rows.locations.by_member.keys();
    let others = places.chain(rows.services.by_member.keys());
    others.chain(&rows.refused_keys).for_each(|key| note(key));
    ids
}

/// Plans what becomes of the members that are not accounted for. Those that were withdrawn, merged
/// into another one, or have left are no part of the membership, and are not missed.
pub fn plan(
    target: &mut dyn PlanTarget,
    rows: &ImportRows,
    options: &ImportOptions,
    keys: &Keys,
    accounted: &HashSet<String>,
    report: &mut Report,
) -> Result<(), Error> {
    if !rows.has_members {
        return Ok(());
    }
    let mut ids: Vec<String> = keys.by_slug.values().cloned().collect();
    ids.sort_unstable();
    ids.dedup();
    for ids in ids.chunks(BATCH) {
        let mut steps = Vec::new();
        for record in members::load_by_ids(target.connection(), ids)? {
            let member = &record.member;
            if member.withdrawn_at.is_some()
                || member.merged_into.is_some()
                || member.membership.status == MembershipStatus::Former
            {
                continue;
            }
            report.membership += 1;
            if accounted.contains(&member.id.to_string()) {
                continue;
            }
            let step = match options.missing {
                Missing::Withdraw => Step::Withdraw(Box::new(record)),
                _ => Step::Missing(Box::new(record)),
            };
            report.missing.push(step.planned_member());
            steps.push(Planned { row: None, step });
        }
        target.take(steps)?;
    }
    if options.missing == Missing::Withdraw {
        report.withdrawn = report.missing.len();
    }
    Ok(())
}

/// Notes what stands in the way of the import as a whole.
pub fn note_obstacles(rows: &ImportRows, options: &ImportOptions, report: &mut Report) {
    let mut found = Vec::new();
    let mut note = |code: &'static str, message: String| {
        found.push(Obstacle::new(Invalid::new(code, message)));
    };
    let refused = report.refused_rows();
    if refused > 0 && !options.skip_refused {
        note(
            "refused_rows",
            format!(
                "{refused} rows are refused; mend them, or take the others with --skip-refused"
            ),
        );
    }
    if options.missing != Missing::Ignore && !rows.has_members {
        note(
            "no_member_rows",
            "without a file or sheet of members nobody can be missing; add it, or leave out --missing"
                .to_owned(),
        );
    }
    if options.missing == Missing::Withdraw {
        if rows.nameless_rows > 0 && report.withdrawn > 0 {
            note(
                "nameless_rows",
                format!(
                    "{} refused rows have neither a slug nor an external_id that can be read, so a \
                     member that seems to be missing may be theirs; mend them before anything is \
                     withdrawn",
                    rows.nameless_rows
                ),
            );
        }
        let many = report.withdrawn * WITHOUT_CONFIRMATION > report.membership;
        let confirmed = options.confirm_withdrawals;
        if many && confirmed.is_none() || confirmed.is_some_and(|n| n != report.withdrawn) {
            note(
                "withdrawals_unconfirmed",
                format!(
                    "{} of {} members would be withdrawn; if that is meant, confirm the number with \
                     --confirm-withdrawals {}",
                    report.withdrawn, report.membership, report.withdrawn
                ),
            );
        }
    }
    report.obstacles = found;
}
