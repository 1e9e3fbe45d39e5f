//! `import`: takes members, locations and services from CSV files.

use std::{
    fs::File,
    io::{Cursor, ErrorKind, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    str::FromStr,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{
    failure::{Failure, refused},
    hsds_site,
    saying::say,
};
use editing::mappings;
use import::{
    self, FileEncoding, ImportOptions, Missing, NamedFile, Progress, Quiet, Report, Source,
    Sources, SuggestionKind, fields::TableName, mapping::Mapping, proposal,
};
use network::{Invalid, Outward, Slug};
use registry::{Actor, Intent, Registry, mappings as remembered};

#[derive(Debug, Args)]
pub struct Options {
    /// A workbook (.xlsx or .ods) with the sheets members, locations and services, a .zip of CSV files,
    /// NDJSON, or a folder with members.csv, locations.csv and services.csv; as far as they are there.
    /// Records of the Human Services Data Specification: a package, JSON, or the address of an API.
    #[arg(required_unless_present_any = ["members", "locations", "services"])]
    package: Option<PathBuf>,
    /// The file with a row for each member.
    #[arg(long, value_name = "FILE", conflicts_with = "package")]
    members: Option<PathBuf>,
    /// The file with a row for each place.
    #[arg(long, value_name = "FILE", conflicts_with = "package")]
    locations: Option<PathBuf>,
    /// The file with a row for each service that a member gives.
    #[arg(long, value_name = "FILE", conflicts_with = "package")]
    services: Option<PathBuf>,
    /// Which column feeds which field: a file (TOML, see docs/import.md), or the name of a mapping
    /// that is remembered; by default the columns of data/sample-network.
    #[arg(long, value_name = "FILE or NAME")]
    mapping: Option<PathBuf>,
    /// Takes rows and columns that a spreadsheet hides.
    #[arg(long)]
    include_hidden: bool,
    /// Passes over a column that sounds like privacy and means nothing here; may come several times.
    #[arg(long, value_name = "NAME")]
    ignore_column: Vec<String>,
    /// The row that names the columns, where the program does not find it; the first is 1.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    header_row: Option<u64>,
    /// The encoding of CSV files that are not UTF-8, such as windows-1252.
    #[arg(long, value_name = "NAME")]
    encoding: Option<FileEncoding>,
    /// Remembers the mapping under this name once its files are imported.
    #[arg(long, value_name = "NAME", requires = "mapping")]
    save_mapping: Option<Slug>,
    /// Writes a mapping that the columns of the files suggest, and imports nothing. It is written to a
    /// new file, for you to read and change.
    #[arg(long, value_name = "FILE", conflicts_with = "mapping")]
    propose_mapping: Option<PathBuf>,
    /// Says what would happen, and writes no row (a new database gets its tables all the same).
    #[arg(long)]
    dry_run: bool,
    /// Takes the rows that can be taken, although others are refused.
    #[arg(long)]
    skip_refused: bool,
    /// Adds to the sample network, whose members are invented.
    #[arg(long)]
    into_sample: bool,
    /// Lets rows make a place or a member more public than it is in the registry.
    #[arg(long)]
    confirm_publication: bool,
    /// Lets points lie outside the countries of their places.
    #[arg(long)]
    confirm_positions: bool,
    /// Takes what would mend cells beyond doubt as if it stood there: all of it, or these kinds.
    #[arg(
        long,
        value_name = "KIND,…",
        num_args = 0..=1,
        require_equals = true,
        value_delimiter = ',',
        default_missing_value = "all"
    )]
    accept_suggestions: Vec<Accepted>,
    /// Creates members although the registry probably has them already.
    #[arg(long)]
    allow_duplicates: bool,
    /// What becomes of members that no row is about: ignore, report or withdraw. For files that
    /// hold the whole membership.
    #[arg(long, value_name = "WHAT", default_value = "ignore")]
    missing: Missing,
    /// Withdraws so many missing members, where they are more than a tenth.
    #[arg(long, value_name = "NUMBER")]
    confirm_withdrawals: Option<usize>,
}

/// What is accepted of what would mend cells.
#[derive(Debug, Clone, Copy)]
enum Accepted {
    All,
    Kind(SuggestionKind),
}

impl FromStr for Accepted {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            "all" => Ok(Self::All),
            kind => kind.parse().map(Self::Kind),
        }
    }
}

impl Accepted {
    fn kinds(accepted: &[Self]) -> Vec<SuggestionKind> {
        let kinds = accepted.iter().flat_map(|accepted| match accepted {
            Self::All => SuggestionKind::ALL.to_vec(),
            Self::Kind(kind) => vec![*kind],
        });
        kinds.collect()
    }
}

/// How an import ends that took nothing because rows were refused.
const REFUSED: u8 = 3;

pub fn run(options: &Options, outward: Outward, registry: &Registry) -> Result<ExitCode, Failure> {
    let text = mapping_text(options, registry)?;
    let mapping = match (&options.mapping, &text) {
        (Some(path), Some(text)) => Mapping::parse(text)
            .map_err(|mistakes| format!("{}:\n{}", path.display(), mistakes.join("\n")))?,
        _ => Mapping::standard().map_err(|mistakes| mistakes.join("\n"))?,
    };
    super::migrate::prepare_or_make(registry)?;
    if let Some(path) = &options.propose_mapping {
        if address(options).is_some() {
            return Err("an API says by itself what is what, and needs no mapping".into());
        }
        return propose(options, path, registry);
    }
    let bar = Bar(ProgressBar::no_length());
    let report = import::import(
        registry,
        sources(options, &mapping, outward)?,
        &mapping,
        &import_options(options),
        &bar,
    )?;
    bar.0.finish_and_clear();
    say(format_args!("{report}{}", ending(&report, options)));
    if !report.obstacles.is_empty() {
        return Ok(ExitCode::from(REFUSED));
    }
    if let (Some(name), Some(text), false) = (&options.save_mapping, text, options.dry_run) {
        registry
            .write(Actor::CommandLine, Intent::Commit, |change| {
                mappings::save(change, name.clone(), text)
            })
            .map_err(|refusal| format!("the mapping is not remembered: {}", refused(refusal)))?;
        say(format_args!("the mapping is remembered: --mapping {name}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// How the import is done.
fn import_options(options: &Options) -> ImportOptions {
    ImportOptions {
        dry_run: options.dry_run,
        skip_refused: options.skip_refused,
        confirm_publication: options.confirm_publication,
        confirm_positions: options.confirm_positions,
        accept_suggestions: Accepted::kinds(&options.accept_suggestions),
        allow_duplicates: options.allow_duplicates,
        missing: options.missing,
        confirm_withdrawals: options.confirm_withdrawals,
        into_sample: options.into_sample,
        include_hidden: options.include_hidden,
        ignore_columns: options.ignore_column.clone(),
        header_row: options.header_row,
        encoding: options.encoding,
        into_empty: false,
    }
}

/// The text of the mapping that is named: a file, or where there is none what is remembered.
fn mapping_text(options: &Options, registry: &Registry) -> Result<Option<String>, Failure> {
    let Some(path) = &options.mapping else {
        return Ok(None);
    };
    let name = path.to_str().and_then(|name| name.parse::<Slug>().ok());
    let Some(name) = name.filter(|_| !path.exists()) else {
        return Ok(Some(read_text(path)?));
    };
    super::migrate::prepare_or_make(registry)?;
    match registry.read(|connection| remembered::load_one(connection, &name))? {
        Some(found) => Ok(Some(found.mapping)),
        None => Err(format!(
            "there is no file {name}, and no mapping is remembered under that name"
        )
        .into()),
    }
}

fn ending(report: &Report, options: &Options) -> String {
    match report.revision {
        Some(revision) => format!("written as revision {revision}"),
        None if options.dry_run => "nothing was written: this was a trial".to_owned(),
        None if report.has_refusals() && !options.skip_refused => {
            "nothing was written: correct the refused rows, or take the others with --skip-refused"
                .to_owned()
        }
        None if !report.obstacles.is_empty() => "nothing was written".to_owned(),
        None => "nothing was written: the registry says all of this already".to_owned(),
    }
}

/// Writes a mapping that is proposed for the files, where no file is yet.
fn propose(options: &Options, path: &Path, registry: &Registry) -> Result<ExitCode, Failure> {
    let known = registry.read(proposal::Known::load)?;
    let proposal = proposal::propose(files(options, None)?, &known, &import_options(options), &[])
        .map_err(|mistakes| mistakes.join("\n"))?;
    let written = File::options().write(true).create_new(true).open(path);
    written
        .and_then(|mut file| file.write_all(proposal.mapping.as_bytes()))
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => format!(
                "{} is there already, and is not written over; name another file, or remove it",
                path.display()
            ),
            _ => format!("{} cannot be written: {error}", path.display()),
        })?;
    for name in &proposal.remembered {
        say(format_args!(
            "a mapping is remembered that fits these columns: --mapping {name}"
        ));
    }
    let mut columns = proposal.tables.iter().flat_map(|table| &table.columns);
    let decide = columns
        .clone()
        .filter(|column| column.decide.is_some())
        .count();
    let taken = columns
        .by_ref()
        .filter(|column| !column.feeds.is_empty())
        .count();
    say(format_args!(
        "proposed a mapping that takes {taken} columns: {}",
        path.display()
    ));
    if decide > 0 {
        say(format_args!(
            "{decide} columns need a decision of yours; look for DECIDE in it"
        ));
    }
    say(format_args!(
        "read it, and then try it with --mapping {} --dry-run",
        path.display()
    ));
    Ok(ExitCode::SUCCESS)
}

fn sources(
    options: &Options,
    mapping: &Mapping,
    outward: Outward,
) -> Result<Sources<'static>, Failure> {
    if let Some(address) = address(options) {
        let documents = hsds_site::read(address, outward)?;
        let opened = import::hsds::tables_of_json(documents);
        return Ok(opened.map_err(|mistakes| mistakes.join("\n"))?);
    }
    if options.package.is_some() {
        let opened = import::package::open(files(options, Some(mapping))?, mapping);
        return Ok(opened.map_err(|mistakes| mistakes.join("\n"))?);
    }
    let tables = named(options).map(|(table, path)| Ok((table, open(path)?)));
    Ok(Sources::of(tables.collect::<Result<Vec<_>, Failure>>()?))
}

/// The address on the web that is named instead of a file.
fn address(options: &Options) -> Option<&str> {
    let named = options.package.as_ref()?.to_str()?;
    hsds_site::is_address(named).then_some(named)
}

/// The files that are given each by the table that it has.
fn named(options: &Options) -> impl Iterator<Item = (TableName, &PathBuf)> {
    let named = [
        (TableName::Members, &options.members),
        (TableName::Locations, &options.locations),
        (TableName::Services, &options.services),
    ];
    let named = named.into_iter();
    named.filter_map(|(table, path)| Some((table, path.as_ref()?)))
}

/// All files, whichever way they are given; of a folder those that the mapping reads.
fn files(options: &Options, mapping: Option<&Mapping>) -> Result<Vec<NamedFile>, Failure> {
    let Some(package) = &options.package else {
        return named(options)
            .map(|(table, path)| {
                let mut file = file(path)?;
                file.name = format!("{table}.csv");
                Ok(file)
            })
            .collect();
    };
    match package.is_dir() {
        true => tables_of(package, mapping)?
            .iter()
            .map(|path| file(path))
            .collect(),
        false => Ok(vec![file(package)?]),
    }
}

/// The CSV files of a folder: those that the mapping reads, unless it reads none or they are parts of
/// a package.
fn tables_of(folder: &Path, mapping: Option<&Mapping>) -> Result<Vec<PathBuf>, Failure> {
    let listed = std::fs::read_dir(folder).map_err(|error| cannot_read(folder, error))?;
    let paths = listed.filter_map(|entry| Some(entry.ok()?.path()));
    let mut all: Vec<PathBuf> = paths
        .filter(|path| {
            let ending = path.extension().unwrap_or_default();
            ending.eq_ignore_ascii_case("csv")
        })
        .collect();
    all.sort();
    let is_package = folder.join("organizations.csv").exists();
    let read = all.iter().filter(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        mapping.is_some_and(|mapping| mapping.table_called(&name).is_some())
    });
    let read: Vec<PathBuf> = read.cloned().collect();
    Ok(match read.is_empty() || is_package {
        true => all,
        false => read,
    })
}

fn file(path: &Path) -> Result<NamedFile, Failure> {
    Ok(NamedFile::at(path).map_err(|error| cannot_read(path, error))?)
}

fn open(path: &PathBuf) -> Result<Source<'static>, Failure> {
    let file = File::open(path).map_err(|error| cannot_read(path, error))?;
    let length = file.metadata().ok().map(|metadata| metadata.len());
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(Source::csv(name.to_string_lossy(), length, file))
}

fn cannot_read(path: &Path, error: std::io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

fn read_text(path: &PathBuf) -> Result<String, Failure> {
    let mut text = String::new();
    File::open(path)
        .and_then(|mut file| file.read_to_string(&mut text))
        .map_err(|error| cannot_read(path, error))?;
    Ok(text)
}

/// A bar on a terminal; nothing elsewhere, which indicatif sees to by itself.
pub struct Bar(pub ProgressBar);

impl Progress for Bar {
    fn begin(&self, step: &str, parts: Option<u64>) {
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}%")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        self.0.set_style(style);
        self.0.set_message(step.to_owned());
        self.0.set_length(parts.unwrap_or(0));
        self.0.set_position(0);
    }

    fn done(&self, parts: u64) {
        self.0.set_position(parts);
    }
}

/// The files of the sample network.
const SAMPLE: [(TableName, &str); 4] = [
    (TableName::Network, include_str!("sample-network.csv")),
    (
        TableName::Members,
        include_str!("../../data/sample-network/members.csv"),
    ),
    (
        TableName::Locations,
        include_str!("../../data/sample-network/locations.csv"),
    ),
    (
        TableName::Services,
        include_str!("../../data/sample-network/services.csv"),
    ),
];

/// Fills an empty database with the sample network. A database that has members is left alone,
/// which is an error unless they are the sample's.
pub fn fill_with_sample(registry: &Registry) -> Result<(), Failure> {
    let members = registry.count_members()?;
    if members > 0 {
        if registry.profile()?.sample_data {
            return Ok(());
        }
        return Err(import::Error::NotEmpty(members).into());
    }
    let sources = Sources::of(SAMPLE.map(|(table, text)| {
        let source = Source::csv(format!("{table}.csv"), None, Cursor::new(text));
        (table, source)
    }));
    let mapping = Mapping::standard().map_err(|mistakes| mistakes.join("\n"))?;
    let options = ImportOptions {
        into_empty: true,
        ..Default::default()
    };
    let report = import::import(registry, sources, &mapping, &options, &Quiet)?;
    tracing::info!(
        members = report.members.created,
        locations = report.locations.created,
        services = report.services.created,
        "filled with the sample network"
    );
    Ok(())
}
