//! What is done with imports.

use std::{
    fs::File,
    io::{self, Seek, SeekFrom},
    time::Duration,
};

use serde_json::{Value, json};

use super::{
    Application, ReadingsWish,
    finding::{find, kept, path_of, planned},
    views::ImportView,
};
use crate::registry_api::{
    call::WriteRequest,
    child::{Ending, Task, Work},
    mappings,
    reply::Reply,
    session::Session,
};
use editing::{Conflict, Refusal, document, members, reverting};
use import::{
    self, Applied, Obstacle, PlannedMember, Quiet,
    job::{self, ImportJob, ImportOptions},
};
use network::{MemberId, Role, Timestamp};
use registry::{Change, Registry, imports as stored};

/// How many members an answer names.
const MOST_NAMED: usize = 50;

/// Begins to plan an import again, with what is said of its options changed.
pub fn plan_again(wanted: &WriteRequest) -> Result<Reply, Refusal> {
    let (registry, edit) = (wanted.session.registry(), &wanted.edit);
    let (text, said) = (edit.key.as_str(), &edit.document);
    let mut job = registry.read(|connection| find(connection, text))?;
    let busy = job.stage == stored::Stage::Planning && !job::is_interrupted(&job);
    if busy || job.document.applied.is_some() || job.stage == stored::Stage::Forgotten {
        // Says why, in the words in which a plan is missed.
        planned(&job)?;
    }
    let Some(mut said) = said.as_object().cloned() else {
        let told = "it is not an object; send the options";
        return Err(Refusal::mistake("", "invalid_type", told));
    };
    if let Some(mapping) = said.shift_remove("mapping") {
        job.document.mapping = mapping_of(registry, &mapping)?;
        job.document.readings = None;
    }
    if let Some(readings) = said.shift_remove("readings") {
        let wish = json!({ "readings": readings });
        let wish = document::read::<ReadingsWish>(&wish).map_err(Refusal::Invalid)?;
        if let Some(readings) = wish.readings {
            // What is proposed for these is the mapping.
            job.document.mapping = None;
            job.document.readings = Some(readings);
        }
    }
    let mut options = serde_json::to_value(&job.document.options)?;
    if let Some(options) = options.as_object_mut() {
        options.extend(said);
    }
    job.document.options = document::read::<ImportOptions>(&options).map_err(Refusal::Invalid)?;
    job.document.plan = None;
    job.document.faults = Vec::new();
    if !wanted.is_meant {
        return ImportView::reply(job);
    }
    let (id, attempt, now) = (job.id, job.attempt, Timestamp::now());
    let begun = registry
        .keep(|connection| stored::plan_again(connection, id, attempt, now, &job.document))?;
    if !begun {
        return Err(Refusal::wrong_state(
            "Somebody else has just begun to plan it, applied it or forgotten it; look at it again.",
        ));
    }
    wanted.session.planner().start(id, attempt + 1);
    let job = registry.read(|connection| find(connection, text))?;
    Ok(ImportView::reply(job)?.accepted(path_of(id)))
}

/// The mapping that is asked for: none, one that is written out, or one that is remembered.
fn mapping_of(registry: &Registry, said: &Value) -> Result<Option<String>, Refusal> {
    match said {
        Value::Null => Ok(None),
        Value::String(text) => registry
            .read(|connection| mappings::of_text(connection, text))
            .map(Some),
        _ => Err(Refusal::mistake(
            "/mapping",
            "invalid_type",
            "it is a text: a mapping (TOML), or the name of one that is remembered",
        )),
    }
}

/// Writes what the columns of an import suggest as a mapping to `out`, as JSON, for as long as
/// somebody waits for it; gives its length in bytes.
pub fn proposal(
    session: &Session,
    text: &str,
    out: &mut File,
    is_wanted: &dyn Fn() -> bool,
) -> Result<u64, Refusal> {
    let job = session.registry().read(|connection| {
        let job = find(connection, text)?;
        kept(&job)?;
        Ok::<_, Refusal>(job)
    })?;
    let work = Work {
        import: job.id,
        task: Task::Propose,
    };
    let time = session.children().limits().time;
    let ended = run(session, work, out, time, is_wanted)?;
    let told = ("No mapping can be proposed", "divide the files");
    length_of(ended, out, told)
}

/// Writes the spreadsheet of a planned import with its problems marked to `out`, for as long as
/// somebody waits for it; gives its length in bytes.
pub fn workbook(
    session: &Session,
    text: &str,
    out: &mut File,
    is_wanted: &dyn Fn() -> bool,
) -> Result<u64, Refusal> {
    let job = session.registry().read(|connection| {
        let job = find(connection, text)?;
        planned(&job)?;
        Ok::<_, Refusal>(job)
    })?;
    let longest = session.children().limits().time;
    // One that cannot be given back as it was, for what its formats take, is made of its rows.
    let mut ended = Ending::Cancelled;
    for (anew, time) in [(false, longest / 4), (true, longest)] {
        let work = Work {
            import: job.id,
            task: Task::Mark { anew },
        };
        ended = run(session, work, out, time, is_wanted)?;
        if !ended.is_failure() {
            break;
        }
    }
    let told = (
        "The spreadsheet cannot be given back with its problems marked",
        "read the plan instead (GET …/plan)",
    );
    length_of(ended, out, told)
}

/// Has work done by a process of its own that writes to `out`.
fn run(
    session: &Session,
    work: Work,
    out: &mut File,
    time: Duration,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Ending, Refusal> {
    out.set_len(0)
        .and_then(|()| out.rewind())
        .map_err(no_file)?;
    let file = out.try_clone().map_err(no_file)?;
    let children = session.children();
    let ended = children
        .run(work, file.into(), time, is_wanted)
        .map_err(no_file)?;
    if ended.is_failure() {
        tracing::warn!(?ended, ?work, "work on a file failed");
    }
    Ok(ended)
}

/// How many bytes a process wrote to `out`, which is read from its beginning; where it wrote none
/// that are of use, what cannot be done, why, and what can be done instead.
fn length_of(ended: Ending, out: &mut File, (what, instead): (&str, &str)) -> Result<u64, Refusal> {
    let why = match ended {
        Ending::Done => {
            let length = out.seek(SeekFrom::End(0)).map_err(no_file)?;
            out.rewind().map_err(no_file)?;
            return Ok(length);
        }
        Ending::Refused(why) => why,
        Ending::Memory | Ending::Time => {
            format!("it takes more memory or time than it may; {instead}")
        }
        Ending::Failed(_) => {
            format!("the program failed at it, and the server's log says where; {instead}")
        }
        Ending::Cancelled => "nobody waits for it any more".to_owned(),
    };
    Err(Refusal::wrong_state(format!("{what}: {why}.")))
}

fn no_file(error: io::Error) -> Refusal {
    Refusal::Storage(registry::Error::File(error))
}

/// Adds to the options of a plan what applying it asks for; tells whether that is more, so that rows
/// are taken which the plan refuses.
fn add_asked(options: &mut ImportOptions, asked: &Application) -> bool {
    let planned = options.clone();
    options.confirm_positions |= asked.confirm_positions;
    for kind in &asked.accept_suggestions {
        if !options.accept_suggestions.contains(kind) {
            options.accept_suggestions.push(*kind);
        }
    }
    *options != planned
}

/// Applies a planned import.
pub fn apply(
    change: &mut Change<'_>,
    wanted: &WriteRequest,
    asked: Application,
) -> Result<Reply, Refusal> {
    let mut job = find(change.connection(), &wanted.edit.key)?;
    let summary = planned(&job)?.clone();
    let (role, revision) = (wanted.session.key.role, asked.revision);
    admins_only(summary.is_an_admins(), role)?;
    if summary.revision != revision {
        return Err(Refusal::conflict(
            Conflict::MovedOn,
            format!(
                "Its plan is of revision {}, and not of {revision}; read it, and send that number.",
                summary.revision
            ),
        ));
    }
    let asks_more = add_asked(&mut job.document.options, &asked);
    if asks_more && change.revision() != summary.revision + 1 {
        return Err(Refusal::conflict(
            Conflict::MovedOn,
            "The registry moved on since this was planned, so nobody can have read what becomes of \
             rows that the plan refuses. Plan it again with the same \"accept_suggestions\" and \
             \"confirm_positions\", and read the plan.",
        ));
    }
    if !asks_more && summary.items.moves() == 0 && summary.obstacles.is_empty() {
        return Err(Refusal::wrong_state(
            "The registry says all of this already; there is nothing to apply.",
        ));
    }
    let (applied, job) =
        job::apply(change, job, asked.confirm_withdrawals, !asks_more, &Quiet).map_err(told)?;
    match applied {
        Applied::Written(report) => {
            admins_only(report.is_an_admins(), role)?;
            ImportView::reply(job)
        }
        Applied::Obstructed(obstacles) => Err(obstructed(&obstacles)),
        Applied::MovedOn(members, keys) => Err(moved_on(change, &members, keys)?),
    }
}

/// The taxonomy and the profile are an admin's, whichever way they are changed.
fn admins_only(is_an_admins: bool, role: Role) -> Result<(), Refusal> {
    match role {
        Role::Admin => Ok(()),
        _ if !is_an_admins => Ok(()),
        _ => Err(Refusal::Forbidden(
            "The files change service types or the network's profile, which is an admin's to do; \
             let an admin go on, or leave those out of the files."
                .to_owned(),
        )),
    }
}

fn told(error: import::Error) -> Refusal {
    match error {
        import::Error::Registry(error) => Refusal::Storage(error),
        error => Refusal::wrong_state(error.to_string()),
    }
}

fn obstructed(obstacles: &[Obstacle]) -> Refusal {
    let reasons: Vec<String> = obstacles
        .iter()
        .map(|obstacle| format!("{}; {}", obstacle.reason, obstacle.remedy))
        .collect();
    let detail = format!("It cannot be applied as it stands: {}.", reasons.join(". "));
    Refusal::wrong_state(detail).with_help("obstacles", json!(obstacles))
}

/// Names the members that would become anything else than the plan says.
fn moved_on(
    change: &mut Change<'_>,
    others: &[PlannedMember],
    keys: Vec<String>,
) -> Result<Refusal, Refusal> {
    let mut slugs: Vec<String> = others.iter().map(|one| one.slug.to_string()).collect();
    for key in keys {
        let named = match key.parse::<MemberId>() {
            Ok(id) => members::load(change.connection(), id).map(|record| record.member.slug),
            Err(_) => key.parse().map_err(|_| Refusal::NotFound(String::new())),
        };
        slugs.push(named.map_or(key, |slug| slug.to_string()));
        if slugs.len() > MOST_NAMED {
            break;
        }
    }
    slugs.sort_unstable();
    slugs.dedup();
    let many = slugs.len() > MOST_NAMED;
    slugs.truncate(MOST_NAMED);
    let ending = if many { " and others" } else { "" };
    Ok(Refusal::conflict(
        Conflict::MovedOn,
        format!(
            "The registry moved on since this was planned, and something else than the plan says \
             would become of {}{ending}. Plan it again, and read the plan.",
            slugs.join(", ")
        ),
    )
    .with_help("moved_on", json!(slugs)))
}

/// Undoes an applied import.
pub fn undo(
    change: &mut Change<'_>,
    wanted: &WriteRequest,
    confirmed: bool,
) -> Result<Reply, Refusal> {
    let job = find(change.connection(), &wanted.edit.key)?;
    let applied = applied(&job)?;
    if let Some(summary) = &job.document.plan {
        admins_only(summary.is_an_admins(), wanted.session.key.role)?;
    }
    reverting::revert_change(change, applied, confirmed)?;
    let job = job::note_undone(change, job)?;
    ImportView::reply(job)
}

fn applied(job: &ImportJob) -> Result<i64, Refusal> {
    match (job.stage, job.document.applied) {
        (stored::Stage::Applied, Some(made)) => Ok(made.revision),
        (stored::Stage::Undone, _) => Err(Refusal::wrong_state("It was taken back already.")),
        _ => Err(Refusal::wrong_state(
            "It was not applied; there is nothing to take back.",
        )),
    }
}

/// Deletes an import that was not applied.
pub fn delete(wanted: &WriteRequest) -> Result<Reply, Refusal> {
    let registry = wanted.session.registry();
    let job = registry.read(|connection| find(connection, &wanted.edit.key))?;
    let deleted = match wanted.is_meant {
        true => registry.keep(|connection| stored::delete(connection, job.id))?,
        false => job.document.applied.is_none(),
    };
    if !deleted {
        return Err(Refusal::wrong_state(
            "It was applied, and stays so that it can be taken back; its files are not kept.",
        ));
    }
    if wanted.is_meant {
        wanted.session.planner().forget(Some(job.id));
        scrub(registry);
    }
    Ok(Reply::empty())
}

fn scrub(registry: &Registry) {
    if let Err(error) = registry.scrub() {
        tracing::warn!(%error, "the database still holds copies of a forgotten import, until it cleans up by itself");
    }
}
