//! Matches what the files say with what the registry has, and makes the difference known, step by
//! step, to whoever writes it or only notes it.

mod applying;
mod duplicates;
mod exposing;
mod fingerprint;
mod hiding;
mod identities;
mod item;
mod matching;
mod missing;
mod positions;
mod reconcile;
mod shared;
mod step;
mod target;
mod visibility;
mod writing;

use std::{
    collections::{HashMap, HashSet},
    panic, thread,
};

pub use fingerprint::Fingerprint;
pub use item::{ItemKind, PlanItem};
pub use step::RowPlace;
pub use writing::{Noted, Noting, ToNote, Writing};

use crate::{
    options::{ImportOptions, Missing},
    progress::Progress,
    report::Report,
    rows::{ImportRows, member_refused},
};
use hiding::NewlyHidden;
use matching::{Subject, gather};
use network::disclosure::SecretIndex;
use positions::Cities;
use registry::{
    Error, locations,
    members::{self, Record},
    service_types,
};
use step::Planned;
use target::BATCH;
pub use target::PlanTarget;

/// Makes the plan, and counts what became of each row. `progress` is told how many members are
/// done.
pub fn run(
    target: &mut dyn PlanTarget,
    mut rows: ImportRows,
    options: &ImportOptions,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<(), Error> {
    progress.begin("matching members", Some(rows.members.len() as u64));
    let keys = members::keys(target.connection())?;
    let known = service_types::load(target.connection())?;
    let is_empty = keys.ids.is_empty();
    let shared = shared::steps(&rows.shared, &known, &target.profile()?, is_empty, report);
    target.take_shared(shared)?;
    identities::settle(target.connection(), &keys, &mut rows, report)?;
    let given_slugs = rows
        .members
        .iter()
        // The slug of one that was merged leads to another, which has it as a former one.
        .filter(|draft| draft.merged_into.is_none())
        .filter_map(|draft| Some(draft.slug.as_ref()?.to_string()));
    let slugs = keys.by_slug.keys().cloned().chain(given_slugs).collect();
    let mut accounted = missing::named(&rows, &keys);
    let mut subjects = gather(&mut rows, &keys, report);
    accounted.extend(subjects.iter().filter_map(|subject| subject.id.clone()));
    if !keys.by_slug.is_empty() {
        subjects = duplicates::find(
            target.connection(),
            subjects,
            &rows,
            options.allow_duplicates,
            report,
        )?;
    }
    accounted.extend(duplicates::named(report));
    // Nothing of the plan depends on it, and it takes as long as a quarter of the rest.
    let new = duplicates::NewMembers::of(&subjects);
    let twice = thread::spawn(|| new.twice());
    let cities = cities(&subjects);
    let hidden = locations::load_not_public(target.connection())?;
    let mut sofar = SoFar {
        slugs,
        numbered: HashMap::new(),
        ids: keys.ids.clone(),
        secrets: SecretIndex::new(hidden.iter().map(|(member, place)| (*member, place))),
        cities,
        hidden: NewlyHidden::default(),
    };
    let mut done = 0;
    while !subjects.is_empty() {
        let batch: Vec<Subject> = subjects.drain(..subjects.len().min(BATCH)).collect();
        done += batch.len();
        let steps = plan_batch(target, batch, &rows, options, &mut sofar, report)?;
        target.take(steps)?;
        progress.done(done as u64);
    }
    let twice = twice
        .join()
        .unwrap_or_else(|panic| panic::resume_unwind(panic));
    for (line, told) in twice {
        report.warn(&rows.members_from, line, told);
    }
    sofar
        .hidden
        .warn(target.connection(), &rows.locations.from, report)?;
    if options.missing != Missing::Ignore {
        missing::plan(target, &rows, options, &keys, &accounted, report)?;
    }
    missing::note_obstacles(&rows, options, report);
    Ok(())
}

/// What the registry has, and what the rows that are planned already add to it.
struct SoFar {
    slugs: HashSet<String>,
    /// The last number that was put behind a slug.
    numbered: HashMap<String, u32>,
    ids: HashSet<String>,
    secrets: SecretIndex,
    cities: Cities,
    hidden: NewlyHidden,
}

/// Where the cities of the files are.
fn cities(subjects: &[Subject]) -> Cities {
    let mut cities = Cities::default();
    for subject in subjects {
        let country = subject.draft.as_ref().and_then(|draft| draft.country);
        for row in &subject.parts.locations {
            cities.note(row, country);
        }
    }
    cities.settle();
    cities
}

fn plan_batch(
    target: &mut dyn PlanTarget,
    batch: Vec<Subject>,
    rows: &ImportRows,
    options: &ImportOptions,
    sofar: &mut SoFar,
    report: &mut Report,
) -> Result<Vec<Planned>, Error> {
    let ids: Vec<String> = batch
        .iter()
        .filter_map(|subject| subject.id.clone())
        .collect();
    let mut records: HashMap<String, Record> = members::load_by_ids(target.connection(), &ids)?
        .into_iter()
        .map(|record| (record.member.id.to_string(), record))
        .collect();
    let mut steps = Vec::with_capacity(batch.len());
    for mut subject in batch {
        let record = subject.id.as_ref().and_then(|id| records.remove(id));
        let refused = applying::refuse_member(&subject, record.as_ref(), options)
            .or_else(|| applying::refuse_merger(&subject, &sofar.ids))
            .or_else(|| applying::refuse_crowd(&subject));
        if let Some(invalid) = refused {
            match &subject.draft {
                Some(draft) => {
                    rows.refuse_member(draft.line, invalid, report);
                    rows.refuse_parts(&subject.parts, &member_refused(), report);
                }
                None => rows.refuse_parts(&subject.parts, &invalid, report),
            }
            continue;
        }
        let row = subject
            .draft
            .as_ref()
            .map(|draft| RowPlace::new(&rows.members_from, draft.line));
        let mut own = Report::default();
        let country = subject.draft.as_ref().and_then(|draft| draft.country);
        let country = country.or(record.as_ref().map(|record| record.member.country));
        positions::exchange(&mut subject.parts.locations, country, options, &mut own);
        for row in &subject.parts.locations {
            sofar
                .cities
                .warn(row, country, &rows.locations.from, &mut own);
        }
        let Some(step) = applying::step(&subject, record, rows, options, sofar, &mut own) else {
            report.absorb(own);
            continue;
        };
        if let Some(invalid) =
            exposing::refuse(target.connection(), &step, &sofar.secrets, options)?
        {
            match &subject.draft {
                Some(draft) => {
                    rows.refuse_member(draft.line, invalid, report);
                    rows.refuse_parts(&subject.parts, &member_refused(), report);
                }
                None => rows.refuse_parts(&subject.parts, &invalid, report),
            }
            continue;
        }
        report.absorb(own);
        let member = step.member();
        for place in &member.locations {
            sofar.secrets.add(member.id, place);
        }
        sofar.hidden.show(member);
        sofar.ids.insert(member.id.to_string());
        steps.push(Planned { row, step });
    }
    Ok(steps)
}
