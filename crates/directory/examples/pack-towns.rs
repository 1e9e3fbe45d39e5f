//! Packs the towns of GeoNames into the file that the program holds: `data/towns/README.md`.
//!
//! `cargo run --release -p directory --example pack-towns -- towns.tsv divisions.tsv towns.bin`

use std::{
    collections::{BTreeMap, HashMap},
    env,
    error::Error,
    fs,
};

use directory::{
    packed,
    towns::{DEGREE, LAST, NO_DIVISION, RECORD, SEVERAL, key},
};
use network::Country;

/// Letters that are written as two where a keyboard has them not.
const SPELT_OUT: [(&str, &str); 8] = [
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("å", "aa"),
    ("ø", "oe"),
    ("Ö", "Oe"),
    ("Ü", "Ue"),
    ("Å", "Aa"),
];

#[derive(Default)]
struct Packed {
    records: Vec<u8>,
    names: Vec<u8>,
    divisions: String,
    towns: BTreeMap<String, Vec<u32>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [towns, divisions, packed] = arguments.as_slice() else {
        return Err("give towns.tsv, divisions.tsv and the file to write".into());
    };
    let mut file = Packed::default();
    let numbers = file.divisions(&fs::read_to_string(divisions)?);
    for line in fs::read_to_string(towns)?.lines().skip(1) {
        file.town(line, &numbers)?;
    }
    fs::write(packed, file.bytes()?)?;
    Ok(())
}

impl Packed {
    /// Takes in the divisions; gives their numbers by country and code.
    fn divisions(&mut self, lines: &str) -> HashMap<(String, String), u16> {
        let mut numbers = HashMap::new();
        for (number, line) in (0..).zip(lines.lines().skip(1)) {
            let fields: Vec<&str> = line.split('\t').collect();
            let names = fields[3].replace('|', "\t");
            let line = format!("{}\t{}\t{names}", fields[1], fields[2]);
            self.divisions += &format!("{}\n", line.trim_end());
            numbers.insert((fields[0].to_owned(), fields[1].to_owned()), number);
        }
        numbers
    }

    fn town(
        &mut self,
        line: &str,
        divisions: &HashMap<(String, String), u16>,
    ) -> Result<(), Box<dyn Error>> {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, code) = (fields[1], fields[2]);
        if Country::parse(code).is_err() {
            return Ok(());
        }
        let number = (self.records.len() / RECORD) as u32;
        for degrees in [fields[4], fields[5]] {
            let degrees: f64 = degrees.parse()?;
            let whole = (degrees * DEGREE).round() as i32;
            self.records.extend(whole.to_le_bytes());
        }
        let population: u32 = fields[6].parse()?;
        let division = divisions.get(&(code.to_owned(), fields[3].to_owned()));
        self.records.extend(population.to_le_bytes());
        self.records.extend((self.names.len() as u32).to_le_bytes());
        self.records.push(u8::try_from(name.len())?);
        self.records
            .extend(division.copied().unwrap_or(NO_DIVISION).to_le_bytes());
        self.records.extend(code.as_bytes());
        self.names.extend(name.as_bytes());
        for name in [name].into_iter().chain(fields[7].split('|')) {
            self.called(name, number);
            let spelt = SPELT_OUT
                .iter()
                .fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
            if spelt != name {
                self.called(&spelt, number);
            }
        }
        Ok(())
    }

    fn called(&mut self, name: &str, number: u32) {
        let key = key(name);
        let towns = self.towns.entry(key).or_default();
        if towns.last() != Some(&number) {
            towns.push(number);
        }
    }

    fn bytes(mut self) -> Result<Vec<u8>, Box<dyn Error>> {
        self.towns.remove("");
        let mut lists: Vec<u8> = Vec::new();
        let mut dictionary = fst::MapBuilder::memory();
        for (name, towns) in &self.towns {
            let value = match towns.as_slice() {
                [town] => u64::from(*town),
                [first @ .., last] => {
                    let place = (lists.len() / 4) as u64;
                    for town in first {
                        lists.extend(town.to_le_bytes());
                    }
                    lists.extend((last | LAST).to_le_bytes());
                    SEVERAL | place
                }
                [] => continue,
            };
            dictionary.insert(name, value)?;
        }
        let dictionary = dictionary.into_inner()?;
        Ok(packed::file(&[
            &self.records,
            &self.names,
            self.divisions.as_bytes(),
            &lists,
            &dictionary,
        ]))
    }
}
