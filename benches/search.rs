//! How many searches a core answers in a second: by text (`q`), by place (`near`) and while
//! somebody types (`/v1/suggest`), over real organisations.
//!
//! The application is called in this process, on one thread and without a socket or a log, so that
//! no client's cost is in the figures; time is the thread's own time on the processor, because the
//! machine may be shared. Two references are measured in turn with each case, round by round:
//! the program's own plain page of 50, and `SQLite`'s FTS5 (words, as `benches/quality.py` asks it)
//! over the same names in this process, which answers with numbers only.
//!
//! The organisations are those of the file that `REAL_ORGANISATIONS` names. More than it has are
//! made by repeating them: each copy has a word of its own in its name and stands in another one's
//! city. `BENCH_SIZES=17436` runs one size only, `BENCH_CASES=near` the cases whose names contain
//! that.

#[allow(dead_code)] // Its synthetic networks are not needed here.
mod network;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{
    http::StatusCode,
    test::{self, TestRequest},
    web,
};
use diesel::{
    Connection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    sql_query,
    sql_types::{BigInt, Text},
};
use member_directory::{
    directory::{Directory, PublicUrl},
    http,
    import::{self, Quiet, Source, Sources, fields::TableName, mapping::Mapping},
    network::fold,
    publication::Feed,
    registry::Registry,
};
use network::{Spread, books, spread};

/// How many organisations to measure with: the file's own, and many.
const SIZES: [usize; 2] = [17_436, 155_000];
const ROUNDS: usize = 5;
/// How long one thing is measured in one round.
const TURN: Duration = Duration::from_millis(400);
/// How many different requests a case has.
const REQUESTS: usize = 1_000;
const PAGE: &str = "/v1/members";

#[actix_web::main]
async fn main() {
    let Some(file) = real_organisations() else {
        println!("The real organisations are not at REAL_ORGANISATIONS: search is not measured.");
        return;
    };
    let originals = read(&file);
    println!(
        "Search, {ROUNDS} rounds of {} ms: median (least to most). A second: answers in a second of one core's time.\n",
        TURN.as_millis()
    );
    println!(
        "| organisations | case | a second | ms each | slowest of 100, ms | to a plain page | to FTS5 |"
    );
    println!("|---|---|---|---|---|---|---|");
    for size in sizes() {
        measure(&organisations(&originals, size)).await;
    }
}

fn sizes() -> Vec<usize> {
    match std::env::var("BENCH_SIZES") {
        Ok(_) => network::sizes(),
        Err(_) => SIZES.to_vec(),
    }
}

// The organisations.

fn real_organisations() -> Option<PathBuf> {
    let path = std::env::var_os("REAL_ORGANISATIONS").map_or_else(
        || {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../shared/data/real-organisations/organisations.csv")
        },
        PathBuf::from,
    );
    path.exists().then_some(path)
}

/// The rows of the file, by the names of its columns.
struct Table {
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn column(&self, name: &str) -> usize {
        let found = self.header.iter().position(|column| column == name);
        found.unwrap_or_else(|| panic!("the file has no column {name}"))
    }

    fn cells(&self, name: &str) -> Vec<&str> {
        let column = self.column(name);
        self.rows.iter().map(|row| &row[column]).collect()
    }
}

fn read(file: &Path) -> Table {
    let mut reader = csv::Reader::from_path(file).expect("the file is there");
    let header = reader.headers().expect("it has a header").clone();
    let rows = reader
        .records()
        .collect::<Result<_, _>>()
        .expect("it is readable");
    Table { header, rows }
}

/// So many organisations. The first copy is the file itself.
fn organisations(originals: &Table, size: usize) -> Table {
    let many = originals.rows.len();
    let rows = (0..size)
        .map(|number| match number / many {
            0 => originals.rows[number].clone(),
            copy => altered(originals, number % many, copy),
        })
        .collect();
    Table {
        header: originals.header.clone(),
        rows,
    }
}

/// A copy of an organisation: a word of its own behind its name, its own key, another's place.
fn altered(originals: &Table, number: usize, copy: usize) -> csv::StringRecord {
    let many = originals.rows.len();
    let elsewhere = &originals.rows[(number + copy * 4_999) % many];
    let word = synthetic_word(number + copy * many);
    let row = originals.rows[number].iter().zip(elsewhere);
    originals
        .header
        .iter()
        .zip(row)
        .map(|(column, (own, other))| match column {
            "id" => format!("{own}-{copy}"),
            "name" => format!("{own} {word}"),
            "website" => String::new(),
            "country" | "region" | "city" | "latitude" | "longitude" => other.to_owned(),
            _ => own.to_owned(),
        })
        .collect()
}

/// A word that can be spoken, another one for each number.
fn synthetic_word(number: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu",
        "wa", "ze", "bo", "da", "fe", "gi", "ho", "ju", "ka", "le", "mi", "no", "pu", "ra", "se",
        "ti", "vo",
    ];
    let syllable = |place: u32| SYLLABLES[(number >> (5 * place)) % SYLLABLES.len()];
    (0..4).map(syllable).collect()
}

/// Imports organisations into empty books.
fn fill(registry: &Registry, table: &Table) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.header).expect("it is memory");
    for row in &table.rows {
        writer.write_record(row).expect("it is memory");
    }
    let members = writer.into_inner().expect("it is memory");
    let mapping =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/real-organisations.toml");
    let mapping = std::fs::read_to_string(mapping).expect("the mapping is there");
    let mapping = Mapping::parse(&mapping).expect("the mapping is right");
    let members = Source::csv(
        "organisations",
        None,
        std::io::Cursor::new(members.as_slice()),
    );
    let sources = Sources::of([(TableName::Members, members)]);
    let options = import::ImportOptions {
        skip_refused: true,
        allow_duplicates: true,
        ..import::ImportOptions::default()
    };
    registry.migrate().expect("the tables are made");
    import::import(registry, sources, &mapping, &options, &Quiet)
        .expect("the books can be written");
}

// What is asked.

/// Numbers by chance, the same in every run (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % end
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

/// The kinds of queries that `benches/quality.py` makes of names, in turn.
fn queries(table: &Table) -> Vec<String> {
    let (names, cities) = (table.cells("name"), table.cells("city"));
    let mut chance = Chance(1);
    (0..REQUESTS)
        .map(|kind| {
            let number = chance.below(names.len());
            let name = names[number];
            match kind % 5 {
                0 => name.to_owned(),
                1 => mistaken(name, &mut chance),
                2 => beginning(name, (name.chars().count() * 2).div_ceil(3).max(4)),
                3 => name.split(' ').rev().collect::<Vec<_>>().join(" "),
                _ => format!("{name} {}", cities[number]),
            }
        })
        .collect()
}

fn beginning(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}

/// A name with a letter wrong, missing, added or swapped in its longest word.
fn mistaken(name: &str, chance: &mut Chance) -> String {
    let longest = name.split(' ').max_by_key(|word| word.chars().count());
    let longest = longest.unwrap_or(name);
    let mut letters: Vec<char> = longest.chars().collect();
    if letters.len() < 4 {
        return name.to_owned();
    }
    let place = chance.below(letters.len() - 1);
    let letter = char::from(b'a' + chance.below(26) as u8);
    match chance.below(4) {
        0 => letters[place] = letter,
        1 => drop(letters.remove(place)),
        2 => letters.insert(place, letter),
        _ => letters.swap(place, place + 1),
    }
    name.replacen(longest, &letters.into_iter().collect::<String>(), 1)
}

/// Circles of 50 km around cities that are published.
fn circles(table: &Table) -> Vec<String> {
    let (latitudes, longitudes) = (table.cells("latitude"), table.cells("longitude"));
    let mut chance = Chance(2);
    (0..REQUESTS)
        .map(|_| chance.below(latitudes.len()))
        .filter(|number| !latitudes[*number].is_empty())
        .map(|number| {
            format!(
                "{PAGE}?near={},{}&radius=50",
                latitudes[number], longitudes[number]
            )
        })
        .collect()
}

/// The first 1 to 12 letters of names, cities and countries.
fn prefixes(table: &Table) -> Vec<String> {
    let sources = [table.cells("name"), table.cells("city"), COUNTRIES.to_vec()];
    let mut chance = Chance(3);
    (0..REQUESTS)
        .map(|number| {
            let text = chance.one_of(&sources[number % sources.len()]);
            beginning(text, 1 + chance.below(12)).trim().to_owned()
        })
        .filter(|prefix| !prefix.is_empty())
        .collect()
}

/// Names of countries as people begin to write them, in some languages.
const COUNTRIES: [&str; 16] = [
    "Germany",
    "Deutschland",
    "Allemagne",
    "France",
    "Frankreich",
    "España",
    "Spain",
    "Italia",
    "Netherlands",
    "Pays-Bas",
    "Belgique",
    "Österreich",
    "United Kingdom",
    "United States",
    "Portugal",
    "Griechenland",
];

fn with_text(path: &str, texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .map(|text| {
            let query: String = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("q", text)
                .finish();
            format!("{path}?{query}")
        })
        .collect()
}

// The reference: FTS5.

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    #[allow(dead_code)] // It is read, which is what is measured.
    rowid: i64,
}

struct Fts5(SqliteConnection);

impl Fts5 {
    fn of(table: &Table) -> Self {
        let mut books = SqliteConnection::establish(":memory:").expect("memory can be had");
        books
            .batch_execute("CREATE VIRTUAL TABLE t USING fts5(name, others, acronyms, city)")
            .expect("SQLite has FTS5");
        let columns = ["name", "other_names", "acronyms", "city"].map(|name| table.column(name));
        books
            .transaction(|books| {
                for row in &table.rows {
                    let [name, others, acronyms, city] = columns.map(|column| fold(&row[column]));
                    sql_query("INSERT INTO t VALUES (?, ?, ?, ?)")
                        .bind::<Text, _>(name)
                        .bind::<Text, _>(others)
                        .bind::<Text, _>(acronyms)
                        .bind::<Text, _>(city)
                        .execute(books)?;
                }
                diesel::QueryResult::Ok(())
            })
            .expect("rows can be put in");
        Self(books)
    }

    /// All the words, the last as a beginning; if nobody has all, any of them.
    fn ask(&mut self, text: &str) {
        let mut words: Vec<String> = fold(text)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\""))
            .collect();
        let Some(last) = words.last_mut() else {
            return;
        };
        last.push('*');
        if self.find(&words.join(" AND ")).is_empty() {
            self.find(&words.join(" OR "));
        }
    }

    fn find(&mut self, expression: &str) -> Vec<Found> {
        sql_query("SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 10, 5, 5, 2) LIMIT 50")
            .bind::<Text, _>(expression)
            .load(&mut self.0)
            .expect("FTS5 understands it")
    }
}

// Measuring.

/// What a turn came to.
struct Turn {
    /// Answers in a second of the processor's time.
    rate: f64,
    /// The slowest of a hundred, in milliseconds of the clock.
    slowest: f64,
}

/// What the thread has used of the processor; the clock, where the system does not say.
fn used(begun: Instant) -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or_else(
            || begun.elapsed().as_secs_f64(),
            |nanoseconds| nanoseconds / 1e9,
        )
}

/// Does something again and again for a turn.
async fn turn(mut act: impl AsyncFnMut(usize)) -> Turn {
    let begun = Instant::now();
    let before = used(begun);
    let mut times = Vec::new();
    while begun.elapsed() < TURN {
        let asked = Instant::now();
        act(times.len()).await;
        times.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    let rate = times.len() as f64 / (used(begun) - before);
    times.sort_by(f64::total_cmp);
    Turn {
        rate,
        slowest: times[times.len() * 99 / 100],
    }
}

struct Case {
    name: &'static str,
    paths: Vec<String>,
    /// The same queries for FTS5, where it can answer them.
    texts: Vec<String>,
}

fn cases(table: &Table) -> Vec<Case> {
    let (queries, prefixes) = (queries(table), prefixes(table));
    vec![
        Case {
            name: "q",
            paths: with_text(PAGE, &queries),
            texts: queries,
        },
        Case {
            name: "near, 50 km",
            paths: circles(table),
            texts: Vec::new(),
        },
        Case {
            name: "suggest",
            paths: with_text("/v1/suggest", &prefixes),
            texts: prefixes,
        },
    ]
}

async fn measure(table: &Table) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let registry = books(folder.path());
    fill(&registry, table);
    let everything = Feed::new(registry)
        .changes_since(None)
        .expect("the books can be read")
        .expect("they say something");
    let directory =
        Directory::new(everything, PublicUrl::new("http://localhost")).expect("it is built");
    // No answer is kept, so that each is looked for and written.
    let state = member_directory::state(Arc::new(directory), 0, None, None);
    let app = test::init_service(http::app(
        web::Data::new(state),
        member_directory::registry_api::data(None),
    ))
    .await;
    // One request; its status.
    let ask = async |path: &str| {
        let answer = test::call_service(&app, TestRequest::get().uri(path).to_request()).await;
        let status = answer.status();
        test::read_body(answer).await;
        status
    };
    let mut fts5 = Fts5::of(table);
    let only = std::env::var("BENCH_CASES").unwrap_or_default();
    for case in cases(table) {
        if !case.name.contains(&only) {
            continue;
        }
        let size = table.rows.len();
        let mut refused = 0;
        for path in &case.paths {
            refused += usize::from(ask(path).await != StatusCode::OK);
        }
        if refused * 10 > case.paths.len() {
            println!(
                "| {size} | {} | {refused} of {} refused | | | | |",
                case.name,
                case.paths.len()
            );
            continue;
        }
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let page = turn(async |_| _ = ask(PAGE).await).await;
            let search =
                turn(async |number| _ = ask(&case.paths[number % case.paths.len()]).await).await;
            let reference = match case.texts.is_empty() {
                true => None,
                false => Some(
                    turn(async |number| fts5.ask(&case.texts[number % case.texts.len()])).await,
                ),
            };
            rounds.push((search, page, reference));
        }
        let ratio = |of: Spread| format!("{:.2} ({:.2}–{:.2})", of.median, of.least, of.most);
        let to_fts5 = match case.texts.is_empty() {
            true => "–".to_owned(),
            false => ratio(spread(rounds.iter().filter_map(
                |(search, _, reference)| Some(search.rate / reference.as_ref()?.rate),
            ))),
        };
        let rate = spread(rounds.iter().map(|(search, ..)| search.rate));
        println!(
            "| {size} | {} | {:.0} ({:.0}–{:.0}) | {:.3} | {:.2} | {} | {to_fts5} |",
            case.name,
            rate.median,
            rate.least,
            rate.most,
            1e3 / rate.median,
            spread(rounds.iter().map(|(search, ..)| search.slowest)).median,
            ratio(spread(
                rounds
                    .iter()
                    .map(|(search, page, _)| search.rate / page.rate)
            )),
        );
    }
}
