//! Records, written one after the other.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::{asked::HsdsFormat, subject::Subject};
use crate::formats::{definition, stream::Pieces};
use directory::Snapshot;
use hsds::{
    Depth, TaxonomyTerm, Vocabulary,
    tables::{cells, write_line},
};
use network::{Timestamp, spreadsheet::BYTE_ORDER_MARK};
use uuid::Uuid;

/// A service of which no more than this is wanted.
#[derive(Serialize)]
struct Minimal {
    id: Uuid,
    last_modified: Timestamp,
    // What the description of the parameter calls it.
    modified_date: Timestamp,
}

/// Its columns in CSV.
const MINIMAL: [&str; 2] = ["id", "last_modified"];

/// Things of a list, in their order.
pub(super) struct Records {
    pub snapshot: Arc<Snapshot>,
    pub subject: Subject,
    pub depth: Depth,
    /// Their numbers, each as its list counts.
    pub numbers: Vec<u32>,
}

impl Records {
    /// Writes the thing with this number as JSON.
    pub fn write(&self, out: &mut Vec<u8>, number: u32) -> definition::Written {
        let Self {
            snapshot, depth, ..
        } = self;
        let place = number as usize;
        match self.subject {
            Subject::Organizations => snapshot.hsds(number).write_organization(out, *depth),
            Subject::Services if *depth == Depth::Minimal => {
                let found = snapshot.offer(number);
                let minimal = found.map(|(published, offer)| Minimal {
                    id: offer.id.uuid(),
                    last_modified: published.updated_at,
                    modified_date: published.updated_at,
                });
                serde_json::to_writer(out, &minimal)?;
            }
            Subject::Services => {
                let offer = &snapshot.offers().all()[place];
                let hsds = snapshot.hsds(offer.member);
                hsds.write_service(out, offer.place, *depth);
            }
            Subject::ServicesAtLocations => {
                let at = &snapshot.offers().at_places()[place];
                let offer = &snapshot.offers().all()[at.offer as usize];
                let hsds = snapshot.hsds(offer.member);
                hsds.write_at_place(out, offer.place, place - offer.at.start, *depth);
            }
            Subject::Taxonomies => serde_json::to_writer(out, &Vocabulary::ALL[place].record())?,
            Subject::Terms => {
                let term = TaxonomyTerm::numbered(snapshot.taxonomy.types(), place);
                serde_json::to_writer(out, &term.map(TaxonomyTerm::detailed))?;
            }
        }
        Ok(())
    }

    fn write_line(&self, out: &mut Vec<u8>, number: u32) -> definition::Written {
        let table = self.subject.table();
        let mut record = Vec::new();
        self.write(&mut record, number)?;
        let record: Value = serde_json::from_slice(&record)?;
        if self.depth == Depth::Minimal {
            let texts = MINIMAL.map(|field| record[field].as_str().unwrap_or_default());
            out.extend_from_slice(texts.join(",").as_bytes());
            out.extend_from_slice(b"\r\n");
        } else {
            write_line(out, table, &cells(table, &record, None));
        }
        Ok(())
    }
}

/// Records that are written while they are sent.
pub(super) struct Written {
    pub records: Records,
    pub format: HsdsFormat,
}

impl Pieces for Written {
    fn count(&self) -> usize {
        self.records.numbers.len()
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        if self.format == HsdsFormat::Csv {
            out.extend_from_slice(BYTE_ORDER_MARK);
            let columns = self.records.subject.table().columns().iter();
            let names: Vec<&str> = match self.records.depth {
                Depth::Minimal => MINIMAL.to_vec(),
                _ => columns.map(|column| column.name).collect(),
            };
            out.extend_from_slice(names.join(",").as_bytes());
            out.extend_from_slice(b"\r\n");
        }
    }

    fn write(&mut self, out: &mut Vec<u8>, place: usize) -> definition::Written {
        let number = self.records.numbers[place];
        if self.format == HsdsFormat::Csv {
            return self.records.write_line(out, number);
        }
        self.records.write(out, number)?;
        out.push(b'\n');
        Ok(())
    }

    fn end(&mut self, _: &mut Vec<u8>) -> definition::Written {
        Ok(())
    }
}
