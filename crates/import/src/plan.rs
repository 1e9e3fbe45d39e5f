//! Matches what the files say with what the registry has, and makes the difference known, step by
//! step, to whoever writes it or only notes it.

mod applying;
mod fingerprint;
mod identities;
mod item;
mod missing;
mod writing;

use std::collections::{HashMap, HashSet};

pub use applying::{refusal, refuse_parts};
pub use fingerprint::Fingerprint;
pub use item::{ItemKind, PlanItem, PlannedMember, RowPlace};
pub use missing::Missing;
pub use writing::{Noted, Noting, Writing};

use super::{
    Options,
    commons::{Commons, SharedStep},
    drafts::{LocationDraft, MemberDraft, MemberKey, OfferDraft},
    duplicates,
    extras::Extras,
    matching::{Subject, gather},
    report::{LikeMember, Origin, Report},
    visibility::Secrets,
};
use network::{Member, MemberId, NetworkProfile};
use registry::{
    AnyConnection, Error, locations,
    members::{self, Record},
    service_types,
};

/// All that the files say, by member. It holds what a change needs of each row and no more.
#[derive(Debug, Default)]
pub struct Sheets {
    /// Where the members' rows stand.
    pub members_from: Origin,
    /// Where the locations' rows stand.
    pub locations_from: Origin,
    /// Where the services' rows stand.
    pub services_from: Origin,
    /// Whether there were rows for members at all.
    pub has_members: bool,
    /// The members' rows.
    pub members: Vec<MemberDraft>,
    /// The locations' rows, by the key that names the member.
    pub locations: HashMap<MemberKey, Vec<LocationDraft>>,
    /// The services' rows, by the key that names the member.
    pub services: HashMap<MemberKey, Vec<OfferDraft>>,
    /// The slugs and external identifiers of members' rows that could not be read.
    pub refused_keys: Vec<String>,
    /// What the tables of people and notes say.
    pub extras: Extras,
    /// What is said of what all members share.
    pub commons: Commons,
    /// Identifiers of parts that the registry has, whosever they are.
    pub taken: HashSet<uuid::Uuid>,
    /// Members' rows that could not be read, and do not say whose they are.
    pub nameless_rows: usize,
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

/// The books that a plan is made against.
pub trait Books {
    /// For reading.
    fn connection(&mut self) -> &mut AnyConnection;
    /// The network's profile, as it is.
    fn profile(&mut self) -> Result<NetworkProfile, Error>;
    /// Takes what becomes of what all members share.
    fn take_shared(&mut self, steps: Vec<SharedStep>) -> Result<(), Error>;
    /// Takes the next steps.
    fn take(&mut self, steps: Vec<Planned>) -> Result<(), Error>;
}

/// How many members are read and written together.
const BATCH: usize = 1_000;

/// Makes the plan, and counts what became of each row. `progress` is told how many members are
/// done.
pub fn run(
    books: &mut dyn Books,
    mut sheets: Sheets,
    options: &Options,
    report: &mut Report,
    progress: &dyn Fn(usize),
) -> Result<(), Error> {
    let keys = members::keys(books.connection())?;
    let known = service_types::load(books.connection())?;
    let shared = sheets
        .commons
        .steps(&known, &books.profile()?, keys.ids.is_empty(), report);
    books.take_shared(shared)?;
    let mut slugs: HashSet<String> = keys.by_slug.keys().cloned().collect();
    identities::settle(books.connection(), &keys, &mut sheets, report)?;
    slugs.extend(
        sheets
            .members
            .iter()
            // The slug of one that was merged leads to another, which has it as a former one.
            .filter(|draft| draft.merged_into.is_none())
            .filter_map(|draft| Some(draft.slug.as_ref()?.to_string())),
    );
    let mut accounted = missing::named(&sheets, &keys);
    let mut subjects = gather(&mut sheets, &keys, report);
    accounted.extend(subjects.iter().filter_map(|subject| subject.id.clone()));
    if !keys.by_slug.is_empty() {
        subjects = duplicates::find(
            books.connection(),
            subjects,
            &sheets,
            options.allow_duplicates,
            report,
        )?;
    }
    accounted.extend(duplicates::named(report));
    let secrets = Secrets::new(locations::load_not_public(books.connection())?);
    let mut done = 0;
    while !subjects.is_empty() {
        let batch: Vec<Subject> = subjects.drain(..subjects.len().min(BATCH)).collect();
        done += batch.len();
        let steps = plan_batch(books, batch, &sheets, options, &secrets, &mut slugs, report)?;
        books.take(steps)?;
        progress(done);
    }
    if options.missing != Missing::Ignore {
        missing::plan(books, &sheets, options, &keys, &accounted, report)?;
    }
    missing::note_obstacles(&sheets, options, report);
    Ok(())
}

fn plan_batch(
    books: &mut dyn Books,
    batch: Vec<Subject>,
    sheets: &Sheets,
    options: &Options,
    secrets: &Secrets,
    slugs: &mut HashSet<String>,
    report: &mut Report,
) -> Result<Vec<Planned>, Error> {
    let ids: Vec<String> = batch
        .iter()
        .filter_map(|subject| subject.id.clone())
        .collect();
    let mut records: HashMap<String, Record> = members::load_by_ids(books.connection(), &ids)?
        .into_iter()
        .map(|record| (record.member.id.to_string(), record))
        .collect();
    let mut steps = Vec::with_capacity(batch.len());
    for subject in batch {
        let record = subject.id.as_ref().and_then(|id| records.remove(id));
        if let Some(invalid) = applying::refuse_member(&subject, record.as_ref(), options) {
            report.members.refused += 1;
            let line = subject.draft.as_ref().map_or(0, |draft| draft.line);
            report
                .refusals
                .push(refusal(&sheets.members_from, line, invalid));
            refuse_parts(sheets, report, &subject.locations, &subject.offers);
            continue;
        }
        let row = subject
            .draft
            .as_ref()
            .map(|draft| RowPlace::new(&sheets.members_from, draft.line));
        steps.extend(
            applying::step(subject, record, sheets, options, secrets, slugs, report)
                .map(|step| Planned { row, step }),
        );
    }
    Ok(steps)
}

/// The identifiers of members, as the registry writes them.
type Ids = HashSet<String>;

/// Which member a step is about.
impl Step {
    /// The member as it will be.
    pub fn member(&self) -> &Member {
        match self {
            Self::Create { member, .. } => member,
            Self::Change { after, .. } => after,
            Self::Same(record) | Self::Missing(record) | Self::Withdraw(record) => &record.member,
        }
    }

    /// Its identifier, when the registry has it.
    pub fn known_id(&self) -> Option<MemberId> {
        match self {
            Self::Create { .. } => None,
            step => Some(step.member().id),
        }
    }
}
