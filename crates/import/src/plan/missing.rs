//! Members of the registry that no row is about, and what stands in the way of an import as a
//! whole.

use super::{BATCH, Books, Ids, Planned, PlannedMember, Sheets, Step};
use crate::{
    Options,
    report::{Obstacle, Report},
};
use network::{Invalid, MembershipStatus, codes::codes};
use registry::{
    Error,
    members::{self, Keys},
};

#[allow(clippy::derivable_impls)] // the enum comes from a macro, which cannot mark a variant
impl Default for Missing {
    fn default() -> Self {
        Self::Ignore
    }
}

codes! {
    /// What becomes of members that no row is about.
    Missing ("treatment of missing members") {
        /// They are left alone.
        Ignore = "ignore",
        /// They are left alone, and named.
        Report = "report",
        /// They are withdrawn, which can be taken back.
        Withdraw = "withdraw",
    }
}

/// Withdrawing more than one in so many members needs the confirmation of their number.
const WITHOUT_CONFIRMATION: usize = 10;

/// The members that rows name, be they taken or not.
pub fn named(sheets: &Sheets, keys: &Keys) -> Ids {
    let mut ids = Ids::new();
    let mut note = |key: &str| {
        ids.extend(keys.by_slug.get(key).cloned());
        ids.extend(keys.by_external_id.get(key).cloned());
    };
    for draft in &sheets.members {
        draft.slug.iter().for_each(|slug| note(slug.as_str()));
        draft.external_id.iter().for_each(|id| note(id));
    }
    sheets.refused_keys.iter().for_each(|key| note(key));
    sheets.locations.keys().for_each(|key| note(key));
    sheets.services.keys().for_each(|key| note(key));
    ids
}

/// Plans what becomes of the members that are not accounted for. Those that were withdrawn, merged
/// into another one, or have left are no part of the membership, and are not missed.
pub fn plan(
    books: &mut dyn Books,
    sheets: &Sheets,
    options: &Options,
    keys: &Keys,
    accounted: &Ids,
    report: &mut Report,
) -> Result<(), Error> {
    if !sheets.has_members {
        return Ok(());
    }
    let mut ids: Vec<String> = keys.by_slug.values().cloned().collect();
    ids.sort_unstable();
    ids.dedup();
    for ids in ids.chunks(BATCH) {
        let mut steps = Vec::new();
        for record in members::load_by_ids(books.connection(), ids)? {
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
            report.missing.push(PlannedMember::of(&step));
            steps.push(Planned { row: None, step });
        }
        books.take(steps)?;
    }
    if options.missing == Missing::Withdraw {
        report.withdrawn = report.missing.len();
    }
    Ok(())
}

/// Notes what stands in the way of the import as a whole.
pub fn note_obstacles(sheets: &Sheets, options: &Options, report: &mut Report) {
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
    if options.missing != Missing::Ignore && !sheets.has_members {
        note(
            "no_member_rows",
            "without a file or sheet of members nobody can be missing; add it, or leave out --missing"
                .to_owned(),
        );
    }
    if options.missing == Missing::Withdraw {
        if sheets.nameless_rows > 0 && report.withdrawn > 0 {
            note(
                "nameless_rows",
                format!(
                    "{} refused rows have neither a slug nor an external_id that can be read, so a \
                     member that seems to be missing may be theirs; mend them before anything is \
                     withdrawn",
                    sheets.nameless_rows
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
