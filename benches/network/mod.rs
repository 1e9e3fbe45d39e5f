//! Networks of any size, made from the sample network: its members over and over, each copy with a
//! number of its own in its name. So a synthetic directory has the sample's countries, languages
//! and services in the same shares, and pages of the same weight.

use std::{io::Cursor, ops::Range, path::Path};

use member_directory::{
    import::{self, Quiet, Source, Sources, fields::TableName, mapping::Mapping},
    publication::public_digest,
    registry::Registry,
};

/// How many members the sample network has.
pub const SAMPLE: usize = 155;

/// A number of members that the benchmarks are run with, and what to call it.
pub const SIZES: [usize; 3] = [SAMPLE, 17_436, 155_000];

/// The sizes to run, or those that the environment names: `BENCH_SIZES=155,17436`.
pub fn sizes() -> Vec<usize> {
    match std::env::var("BENCH_SIZES") {
        Ok(sizes) => sizes
            .split(',')
            .map(|size| size.trim().parse().expect("BENCH_SIZES holds numbers"))
            .collect(),
        Err(_) => SIZES.to_vec(),
    }
}

/// The books in a folder; they need not be there yet.
pub fn books(folder: &Path) -> Registry {
    let url = format!("sqlite://{}", folder.join("directory.db").display());
    Registry::new(url.parse().expect("the path is an address"), public_digest)
}

/// Fills empty books with so many members.
pub fn fill(registry: &Registry, size: usize) {
    registry.migrate().expect("the tables are made");
    for begin in (0..size).step_by(AT_ONCE) {
        let members = begin..size.min(begin + AT_ONCE);
        let files = ["members.csv", "locations.csv", "services.csv"];
        import(registry, files.map(|name| table(name, &members)));
    }
}

/// How many members are imported at once: a table may have no more than 250,000 rows.
const AT_ONCE: usize = 50_000;

#[allow(dead_code)] // Every benchmark is a program of its own.
/// Changes one member of filled books: what a secretariat's single edit is.
pub fn change_one(registry: &Registry, edit: usize) {
    let members = table("members.csv", &(0..SAMPLE));
    let mut reader = csv::Reader::from_reader(members.as_slice());
    let header = reader.headers().expect("the sample has a header").clone();
    let mut row = reader
        .records()
        .next()
        .expect("the sample has members")
        .expect("the sample is readable");
    row = header
        .iter()
        .zip(&row)
        .map(|(column, cell)| match column {
            "summary_en" => format!("Edit {edit}. {cell}"),
            _ => cell.to_owned(),
        })
        .collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("memory can be written");
    writer.write_record(&row).expect("memory can be written");
    let members = writer.into_inner().expect("memory can be written");
    import(registry, [members, Vec::new(), Vec::new()]);
}

fn import(registry: &Registry, files: [Vec<u8>; 3]) {
    let names = [
        TableName::Members,
        TableName::Locations,
        TableName::Services,
    ];
    let tables = names.into_iter().zip(&files);
    let tables = tables.filter(|(_, file)| !file.is_empty());
    let sources = Sources::of(tables.map(|(name, file)| {
        (
            name,
            Source::csv("synthetic", None, Cursor::new(file.as_slice())),
        )
    }));
    let mapping = Mapping::standard().expect("the standard mapping is right");
    let report = import::import(
        registry,
        sources,
        &mapping,
        &import::ImportOptions {
            // A copy shows a place that its original keeps back.
            confirm_publication: true,
            ..import::ImportOptions::default()
        },
        &Quiet,
    )
    .expect("the books can be written");
    assert!(!report.has_refusals(), "{report}");
}

/// One of the sample's files, for members of such numbers. The first copy is the sample itself.
fn table(name: &str, members: &Range<usize>) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/sample-network")
        .join(name);
    let mut reader = csv::Reader::from_path(path).expect("the sample is there");
    let header = reader.headers().expect("the sample has a header").clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .expect("the sample is readable");
    let member_of = header
        .iter()
        .position(|column| matches!(column, "member" | "slug"))
        .expect("every file names the member");
    let places: std::collections::HashMap<String, usize> = sample_slugs()
        .into_iter()
        .enumerate()
        .map(|(place, slug)| (slug, place))
        .collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("memory can be written");
    for copy in members.start / SAMPLE..members.end.div_ceil(SAMPLE) {
        for row in &rows {
            if !members.contains(&(copy * SAMPLE + places[&row[member_of]])) {
                continue;
            }
            let cells = header.iter().zip(row).map(|(column, cell)| match column {
                _ if copy == 0 => cell.to_owned(),
                "member" | "slug" => format!("{cell}-{copy}"),
                "name" => format!("{cell} {copy}"),
                _ => cell.to_owned(),
            });
            writer.write_record(cells).expect("memory can be written");
        }
    }
    writer.into_inner().expect("memory can be written")
}

fn sample_slugs() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample-network/members.csv");
    let mut reader = csv::Reader::from_path(path).expect("the sample is there");
    reader
        .records()
        .map(|row| row.expect("the sample is readable")[0].to_owned())
        .collect()
}

/// The middle of some measurements, with the least and the greatest.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// The least.
    pub least: f64,
    /// The middle.
    pub median: f64,
    /// The greatest.
    pub most: f64,
}

/// Sums measurements up.
pub fn spread(values: impl IntoIterator<Item = f64>) -> Spread {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    Spread {
        least: values[0],
        median: values[values.len() / 2],
        most: values[values.len() - 1],
    }
}
