//! Records, written one after the other.

use std::sync::Arc;

use actix_web::web::Bytes;
use quick_cache::{Weighter, sync::Cache};
use serde::Serialize;

use super::{asked::HsdsFormat, subject::Subject};
use crate::formats::{definition, stream::Pieces};
use directory::{PublicUrl, Snapshot, views::member_iri};
use hsds::{
    Mapper, Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm, Vocabulary,
    tables::{cells, write_line},
};
use network::{LocationId, Member, Timestamp, spreadsheet::BYTE_ORDER_MARK};
use publication::Published;
use uuid::Uuid;

/// How much of a thing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// What it is, and when it changed.
    Minimal,
    /// What stands in its own fields.
    Plain,
    /// All that it has.
    Full,
    /// Of an organisation, all that its services have too.
    WithServices,
}

impl Depth {
    /// Whether all that it has is wanted.
    pub fn of(full: bool) -> Self {
        match full {
            true => Self::Full,
            false => Self::Plain,
        }
    }

    /// The same of an organisation, where all that its services have may be wanted.
    pub fn of_organization(full: bool, full_service: bool) -> Self {
        match full_service {
            true => Self::WithServices,
            false => Self::of(full),
        }
    }
}

/// A record.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Record<'a> {
    Organization(Organization<'a>),
    Service(Service<'a>),
    AtLocation(ServiceAtLocation<'a>),
    Taxonomy(Taxonomy),
    Term(TaxonomyTerm<'a>),
    Minimal {
        id: Uuid,
        last_modified: Timestamp,
        // What the description of the parameter calls it.
        modified_date: Timestamp,
    },
}

/// The columns of CSV where no more than that is wanted.
const MINIMAL: [&str; 2] = ["id", "last_modified"];

/// Records of pages as they were written, as many as there is room for: a page is mostly copied
/// together from them, as those of `/v1` are. Whole lists pass them by, so that one does not push
/// out what pages need.
pub struct KeptRecords(Cache<Key, Bytes, ByteLength>);

/// How much room there is, in bytes.
const ROOM: u64 = 16_000_000;
/// About how long a record is.
const USUAL_LENGTH: u64 = 1_000;

impl Default for KeptRecords {
    fn default() -> Self {
        Self(Cache::with_weighter(
            (ROOM / USUAL_LENGTH) as usize,
            ROOM,
            ByteLength,
        ))
    }
}

/// What a written record depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    subject: Subject,
    depth: Depth,
    member: Uuid,
    changed: i64,
    place: usize,
    location: Option<LocationId>,
    called: u64,
}

#[derive(Clone)]
struct ByteLength;

impl Weighter<Key, Bytes> for ByteLength {
    fn weight(&self, _: &Key, record: &Bytes) -> u64 {
        (record.len() + size_of::<Key>()) as u64
    }
}

/// Things of a list, in their order.
pub(super) struct Records {
    pub snapshot: Arc<Snapshot>,
    pub public_url: PublicUrl,
    pub subject: Subject,
    pub depth: Depth,
    /// Their numbers, each as its list counts.
    pub numbers: Vec<u32>,
}

impl Records {
    /// Writes the thing with this number as JSON.
    pub fn write(&self, out: &mut Vec<u8>, number: u32) -> definition::Written {
        self.with(number, |record| serde_json::to_writer(out, record))
            .unwrap_or(Ok(()))
    }

    /// The same, taken from what is kept where it was written before.
    pub fn write_kept(
        &self,
        out: &mut Vec<u8>,
        number: u32,
        kept: &KeptRecords,
    ) -> definition::Written {
        let Some(key) = self.key(number) else {
            return self.write(out, number);
        };
        let piece = kept.0.get_or_insert_with(&key, || {
            let mut piece = Vec::new();
            self.write(&mut piece, number)?;
            Ok::<_, serde_json::Error>(Bytes::from(piece))
        })?;
        out.extend_from_slice(&piece);
        Ok(())
    }

    /// Nothing where there is less to copy than to look for.
    fn key(&self, number: u32) -> Option<Key> {
        if self.depth == Depth::Minimal {
            return None;
        }
        let offers = self.snapshot.offers();
        let offer = |number: u32| offers.all().get(number as usize);
        let (member, place, location) = match self.subject {
            Subject::Organizations => (number, 0, None),
            Subject::Services => {
                let offer = offer(number)?;
                (offer.member, offer.place, None)
            }
            Subject::ServicesAtLocations => {
                let at = offers.at_places().get(number as usize)?;
                let offer = offer(at.offer)?;
                (offer.member, offer.place, Some(at.location))
            }
            Subject::Taxonomies | Subject::Terms => return None,
        };
        let card = self.snapshot.members.card(member);
        Some(Key {
            subject: self.subject,
            depth: self.depth,
            member: card.key.member,
            changed: card.updated_at.unix_microseconds(),
            place,
            location,
            called: offers.called,
        })
    }

    fn write_line(&self, out: &mut Vec<u8>, number: u32) -> definition::Written {
        let table = self.subject.table();
        let record = self.with(number, |record| serde_json::to_value(record));
        match record.transpose()? {
            None => {}
            Some(record) if self.depth == Depth::Minimal => {
                let texts = MINIMAL.map(|field| record[field].as_str().unwrap_or_default());
                out.extend_from_slice(texts.join(",").as_bytes());
                out.extend_from_slice(b"\r\n");
            }
            Some(record) => write_line(out, table, &cells(table, &record, None)),
        }
        Ok(())
    }

    /// Makes the record of a thing. A number of this directory has one.
    fn with<R>(&self, number: u32, then: impl FnOnce(&Record<'_>) -> R) -> Option<R> {
        let snapshot = &self.snapshot;
        let types = snapshot.taxonomy.types();
        let record = match self.subject {
            Subject::Organizations => {
                let card = snapshot.members.card(number);
                let (published, _) = snapshot.record(card.key)?;
                let member = Member::from(published.member.clone());
                let mapper = self.mapper(published, &member);
                return Some(then(&Record::Organization(self.organization(&mapper))));
            }
            Subject::Services | Subject::ServicesAtLocations => {
                return self.with_service(number, then);
            }
            Subject::Taxonomies => Record::Taxonomy(Vocabulary::ALL.get(number as usize)?.record()),
            Subject::Terms => {
                let term = TaxonomyTerm::all(types).nth(number as usize)?;
                Record::Term(term.detailed())
            }
        };
        Some(then(&record))
    }

    fn mapper<'a>(&'a self, published: &Published, member: &'a Member) -> Mapper<'a> {
        Mapper {
            member,
            types: self.snapshot.taxonomy.types(),
            uri: Some(member_iri(member.id, &self.public_url)),
            last_modified: Some(published.updated_at),
            everywhere: true,
        }
    }

    fn organization<'a>(&self, mapper: &Mapper<'a>) -> Organization<'a> {
        let offers = mapper.member.service_offers.iter();
        let services = match self.depth {
            Depth::Minimal | Depth::Plain => return mapper.organization(),
            Depth::Full => offers.map(|offer| mapper.service(offer)).collect(),
            Depth::WithServices => offers.map(|offer| mapper.full_service(offer)).collect(),
        };
        Organization {
            services,
            ..mapper.full_organization()
        }
    }

    fn with_service<R>(&self, number: u32, then: impl FnOnce(&Record<'_>) -> R) -> Option<R> {
        let at = match self.subject {
            Subject::ServicesAtLocations => {
                Some(self.snapshot.offers().at_places().get(number as usize)?)
            }
            _ => None,
        };
        let number = at.map_or(number, |at| at.offer);
        let (published, offer) = self.snapshot.offer(number)?;
        if self.depth == Depth::Minimal {
            return Some(then(&Record::Minimal {
                id: offer.id.uuid(),
                last_modified: published.updated_at,
                modified_date: published.updated_at,
            }));
        }
        let id = offer.id;
        let member = Member::from(published.member.clone());
        let mapper = self.mapper(published, &member);
        let offer = member.service_offers.iter().find(|offer| offer.id == id)?;
        let full = self.depth == Depth::Full;
        let record = match at {
            None => Record::Service(mapper.service_of_organization(offer, full)),
            Some(at) => {
                let place = member
                    .locations
                    .iter()
                    .find(|place| place.id == at.location)?;
                Record::AtLocation(mapper.service_at_location(offer, place, full))
            }
        };
        Some(then(&record))
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

    fn begin(&self, out: &mut Vec<u8>) {
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

    fn write(&self, out: &mut Vec<u8>, place: usize) -> definition::Written {
        let number = self.records.numbers[place];
        if self.format == HsdsFormat::Csv {
            return self.records.write_line(out, number);
        }
        self.records.write(out, number)?;
        out.push(b'\n');
        Ok(())
    }

    fn end(&self, _: &mut Vec<u8>) -> definition::Written {
        Ok(())
    }
}
