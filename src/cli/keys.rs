//! `keys`: makes, lists, rotates and revokes API keys.

use std::{
    collections::HashMap,
    io::{Write, stdout},
    process::ExitCode,
    time::Duration,
};

use clap::{Args, Subcommand};

use super::{
    failure::{Failure, refused},
    saying::{note, say},
};
use editing::keys::{self, Ending, KeyRotation, OVERLAP_DAYS};
use network::{
    ApiKey, Invalid, MemberId, Role, Slug, Timestamp,
    nearest::nearest,
    text::{self, NAME_LENGTH},
};
use registry::{Actor, Intent, NewKey, Registry, Secret, members};

#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    command: Command,
    /// Makes a database file that is not there.
    #[arg(long, global = true)]
    create: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a key and writes it to standard output. It is shown once and cannot be found out again.
    Create(Create),
    /// Lists the keys, the newest first.
    List,
    /// Makes a new key in the place of one, which goes on for a while beside it. The new one is
    /// written to standard output.
    Rotate(Rotate),
    /// Ends a key for good. A running server refuses it from then on.
    Revoke {
        /// The key's prefix (the eight characters after `mnd_`) or its identifier.
        #[arg(value_name = "PREFIX")]
        key: String,
    },
}

#[derive(Debug, Args)]
struct Create {
    /// What its holder may do: partner (reads the public directory), member (reads, and proposes
    /// changes to its own entry), editor (keeps the members), admin (keeps the keys, the taxonomy
    /// and the network too, and purges).
    #[arg(long)]
    role: Role,
    /// What it is for, or who has it.
    #[arg(long, value_name = "TEXT", default_value = "made on the command line", value_parser = label)]
    label: String,
    /// The member that it stands for; a key of the role member needs it, and no other takes it.
    #[arg(long, value_name = "SLUG_OR_ID", required_if_eq("role", "member"))]
    member: Option<String>,
    /// The last day on which it can be used (UTC), such as 2027-01-31, or "never"; as KEY_DAYS says
    /// otherwise.
    #[arg(long, value_name = "DATE")]
    expires: Option<Ending>,
}

#[derive(Debug, Args)]
struct Rotate {
    /// The key's prefix (the eight characters after `mnd_`) or its identifier.
    #[arg(value_name = "PREFIX")]
    key: String,
    /// For how many days the old key goes on beside the new one.
    #[arg(long, value_name = "DAYS", default_value_t = OVERLAP_DAYS, value_parser = clap::value_parser!(u16).range(..=90))]
    overlap_days: u16,
    /// The last day on which the new key can be used (UTC), such as 2027-01-31, or "never"; as
    /// KEY_DAYS says otherwise.
    #[arg(long, value_name = "DATE")]
    expires: Option<Ending>,
}

fn label(given: &str) -> Result<String, Invalid> {
    text::check_visible(given)?;
    text::line(given, NAME_LENGTH)
}

pub fn run(options: Options, lifetime: Duration, registry: &Registry) -> Result<ExitCode, Failure> {
    if let Command::Create(create) = &options.command
        && create.member.is_some()
        && create.role != Role::Member
    {
        note(format_args!(
            "a key of the role {} stands for no member; leave --member out, or write --role member",
            create.role
        ));
        return Ok(ExitCode::from(2));
    }
    if !options.create {
        super::migrate::require(registry)?;
    }
    super::migrate::prepare(registry)?;
    match options.command {
        Command::Create(create) => make(create, lifetime, registry)?,
        Command::Rotate(options) => rotate(&options, lifetime, registry)?,
        Command::List => list(registry)?,
        Command::Revoke { key } => revoke(&key, registry)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn make(create: Create, lifetime: Duration, registry: &Registry) -> Result<(), Failure> {
    let member_id = match &create.member {
        Some(named) => Some(find_member(named, registry)?),
        None => None,
    };
    if let Some(id) = member_id {
        let record = registry.read(|connection| members::load_one(connection, id))?;
        if let Some(record) = record {
            keys::check_owner(&record.member).map_err(|invalid| invalid.message)?;
        }
    }
    let new = NewKey {
        label: create.label,
        role: create.role,
        member_id,
        expires_at: create
            .expires
            .unwrap_or_default()
            .of_key(Timestamp::now(), lifetime),
    };
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        change.create_key(new)
    })?;
    let (key, secret) = written.value;
    show(&key, &secret, registry)
}

/// Writes a key where its maker reads it.
fn show(key: &ApiKey, secret: &Secret, registry: &Registry) -> Result<(), Failure> {
    // A key that reached nobody must not stay.
    if let Err(error) = writeln!(stdout(), "{}", secret.reveal()) {
        registry.write(Actor::CommandLine, Intent::Commit, |change| {
            change.revoke_key(key.id)
        })?;
        return Err(format!("the key could not be shown and was revoked: {error}").into());
    }
    note(format_args!(
        "shown once; keep it safe. Prefix {}, role {}, valid {}.",
        key.prefix,
        key.role,
        until(key)
    ));
    Ok(())
}

fn until(key: &ApiKey) -> String {
    match key.expires_at {
        Some(last) => format!("until {last}"),
        None => "without an end".to_owned(),
    }
}

fn rotate(options: &Rotate, lifetime: Duration, registry: &Registry) -> Result<(), Failure> {
    let key = find(&options.key, registry)?;
    let wish = KeyRotation {
        overlap_days: options.overlap_days,
        expires_at: options.expires.unwrap_or_default(),
    };
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        keys::rotate(change, &key.prefix, &wish, lifetime)
    });
    let rotated = written.map_err(refused)?.value;
    show(&rotated.new, &rotated.secret, registry)?;
    note(format_args!(
        "The old key, {}, is valid {}.",
        rotated.old.prefix,
        until(&rotated.old)
    ));
    Ok(())
}

fn find_member(named: &str, registry: &Registry) -> Result<MemberId, Failure> {
    let members = registry.member_slugs()?;
    let id: Option<MemberId> = named.parse().ok();
    let found = members
        .iter()
        .find(|(member, slug)| slug.as_str() == named || Some(*member) == id);
    if let Some((id, _)) = found {
        return Ok(*id);
    }
    let remedy = match nearest(named, members.iter().map(|(_, slug)| slug.as_str())) {
        Some(slug) => format!("did you mean {slug}?"),
        None => "write a slug as in /v1/members/SLUG, or an identifier".to_owned(),
    };
    Err(format!("no member is called \"{named}\"; {remedy}").into())
}

fn list(registry: &Registry) -> Result<(), Failure> {
    let keys = registry.keys()?;
    if keys.is_empty() {
        note("there are no keys; make one with: member-directory keys create --role ROLE");
        return Ok(());
    }
    let slugs: HashMap<MemberId, Slug> = registry.member_slugs()?.into_iter().collect();
    let now = Timestamp::now();
    let heads = [
        "prefix",
        "role",
        "label",
        "member",
        "created",
        "expires",
        "last used",
        "state",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(keys.into_iter().map(|key| cells(key, &slugs, now)));
    write!(stdout(), "{}", table(&rows))?;
    Ok(())
}

fn cells(key: ApiKey, slugs: &HashMap<MemberId, Slug>, now: Timestamp) -> [String; 8] {
    let day = |time: Option<Timestamp>| {
        time.map_or_else(|| "-".to_owned(), |time| time.date().to_string())
    };
    let state = key.state(now).to_string();
    let member = key.member_id.map_or_else(
        || "-".to_owned(),
        |id| {
            slugs
                .get(&id)
                .map_or_else(|| id.to_string(), Slug::to_string)
        },
    );
    [
        key.prefix,
        key.role.to_string(),
        key.label,
        member,
        key.created_at.date().to_string(),
        day(key.expires_at),
        day(key.last_used_at),
        state,
    ]
}

/// The rows as text, each column as wide as its widest cell.
fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let widths: [usize; COLUMNS] = std::array::from_fn(|column| {
        let lengths = rows.iter().map(|row| row[column].chars().count());
        lengths.max().unwrap_or(0)
    });
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text += cells.join("  ").trim_end();
        text.push('\n');
    }
    text
}

fn revoke(named: &str, registry: &Registry) -> Result<(), Failure> {
    let key = find(named, registry)?;
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        change.revoke_key(key.id)
    })?;
    let ApiKey {
        prefix,
        label,
        role,
        ..
    } = key;
    match written.revision {
        Some(_) => say(format_args!(
            "the key {prefix} ({role}, {label}) is revoked"
        )),
        None => say(format_args!(
            "the key {prefix} ({role}, {label}) was revoked before"
        )),
    }
    Ok(())
}

/// The key with a prefix or identifier.
fn find(named: &str, registry: &Registry) -> Result<ApiKey, Failure> {
    // A whole key is taken too, and not repeated: whoever revokes one has it at hand.
    let prefix = named.strip_prefix("mnd_").map_or(named, |rest| {
        rest.split_once('_').map_or(rest, |(prefix, _)| prefix)
    });
    let keys = registry.keys()?;
    let found = keys
        .iter()
        .find(|key| key.prefix == prefix || key.id.to_string() == prefix);
    let Some(key) = found else {
        let remedy = match nearest(prefix, keys.iter().map(|key| key.prefix.as_str())) {
            Some(near) => format!("did you mean {near}?"),
            None => "see: member-directory keys list".to_owned(),
        };
        return Err(format!("no key has the prefix or identifier \"{prefix}\"; {remedy}").into());
    };
    Ok(key.clone())
}
