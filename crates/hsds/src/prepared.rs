//! The records of a member as they are sent. They are written once, when the member changes, and
//! put together for each answer: a place stands in its organisation and at each of its services,
//! and an organisation in each of its services.

use std::{collections::HashSet, mem::take, sync::Arc};

use serde::Serialize;
use uuid::Uuid;

use crate::{Mapper, Service, mapping::id_at};

/// How much of a thing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    fn is_full(self) -> bool {
        matches!(self, Self::Full | Self::WithServices)
    }
}

/// The records of a member.
#[derive(Debug)]
pub struct Prepared {
    text: Box<[u8]>,
    organization: Stages,
    places: Box<[Piece]>,
    services: Box<[PreparedService]>,
}

/// A service with the places where it is given.
#[derive(Debug)]
struct PreparedService {
    piece: Piece,
    at: Box<[AtPlace]>,
}

/// A record that ends with an attribute, if it has one.
#[derive(Debug)]
struct Piece {
    stages: Stages,
    /// What the attribute says, which it says of very many.
    term: Option<Arc<[u8]>>,
}

/// What attributes say, each once for all members.
#[derive(Debug, Default)]
pub struct Terms {
    known: HashSet<Arc<[u8]>>,
    /// Where records are written before it is known how long they are.
    text: Vec<u8>,
}

/// Where a term begins in an attribute. JSON has quotes within a string escaped.
const TERM: &[u8] = b",\"link_type\":";

impl Terms {
    /// Takes the term from the end of a record that was just written.
    fn take(&mut self, text: &mut Vec<u8>, mut stages: Stages) -> Piece {
        let record = &text[stages[0] as usize..];
        let place = record.windows(TERM.len()).rposition(|piece| piece == TERM);
        let term = place.map(|place| {
            let end = stages[0] as usize + place;
            let term = match self.known.get(&text[end..]) {
                Some(known) => Arc::clone(known),
                None => {
                    let term: Arc<[u8]> = text[end..].into();
                    self.known.insert(Arc::clone(&term));
                    term
                }
            };
            text.truncate(end);
            stages = stages.map(|stage| stage.min(end as u32));
            term
        });
        Piece { stages, term }
    }
}

/// A service at a place where it is given.
#[derive(Debug)]
pub struct AtPlace {
    /// Its identifier.
    pub id: Uuid,
    /// The place, by its number among those of the member.
    pub place: u32,
}

/// Where a record begins in the text, and where its own fields end, those before the records that
/// are put into it, and all of it but the last brace.
type Stages = [u32; 4];

/// Writes a record, in place of what begins there, and says where it ends.
fn write<T: Serialize>(text: &mut Vec<u8>, begin: u32, record: &T) -> serde_json::Result<u32> {
    text.truncate(begin as usize);
    serde_json::to_writer(&mut *text, record)?;
    text.pop();
    Ok(text.len() as u32)
}

impl Prepared {
    /// Those that a mapper makes.
    pub fn new(mapper: &Mapper<'_>, terms: &mut Terms) -> serde_json::Result<Self> {
        let member = mapper.member;
        let mut text = take(&mut terms.text);
        let mut full = mapper.organization_without_places();
        let identifiers = take(&mut full.organization_identifiers);
        let (contacts, phones) = (take(&mut full.contacts), take(&mut full.phones));
        let own = write(&mut text, 0, &full)?;
        (full.contacts, full.phones) = (contacts, phones);
        let before = write(&mut text, 0, &full)?;
        full.organization_identifiers = identifiers;
        let organization = [0, own, before, write(&mut text, 0, &full)?];
        let places = member.locations.iter().map(|place| {
            let begin = text.len() as u32;
            let own = write(&mut text, begin, &mapper.location(place))?;
            let end = write(&mut text, begin, &mapper.full_location(place))?;
            Ok(terms.take(&mut text, [begin, own, end, end]))
        });
        let places = places.collect::<serde_json::Result<_>>()?;
        let services = member.service_offers.iter().map(|offer| {
            let full = mapper.service_without_places(offer);
            let before = Service {
                languages: Vec::new(),
                attributes: Vec::new(),
                ..full.clone()
            };
            let at = (0..).zip(&member.locations);
            let at = at.filter(|(_, place)| mapper.is_given_at(offer, place));
            let begin = text.len() as u32;
            let own = write(&mut text, begin, &mapper.service(offer))?;
            let before = write(&mut text, begin, &before)?;
            let end = write(&mut text, begin, &full)?;
            Ok(PreparedService {
                piece: terms.take(&mut text, [begin, own, before, end]),
                at: at
                    .map(|(number, place)| AtPlace {
                        id: id_at(offer, place),
                        place: number,
                    })
                    .collect(),
            })
        });
        let services = services.collect::<serde_json::Result<_>>()?;
        let kept = text.as_slice().into();
        terms.text = text;
        Ok(Self {
            text: kept,
            organization,
            places,
            services,
        })
    }

    /// Where a service is given, by its number among those of the member.
    pub fn places_of(&self, service: usize) -> &[AtPlace] {
        &self.services[service].at
    }

    /// Writes the organisation.
    pub fn write_organization(&self, out: &mut Vec<u8>, depth: Depth) {
        self.organization(out, depth);
        if depth.is_full() {
            let of_each = match depth {
                Depth::WithServices => Depth::Full,
                _ => Depth::Plain,
            };
            list(out, "services", &self.services, |out, service| {
                self.service(out, &service.piece, &service.at, false, of_each);
            });
        }
        out.push(b'}');
    }

    /// Writes a service with its organisation.
    pub fn write_service(&self, out: &mut Vec<u8>, service: usize, depth: Depth) {
        let PreparedService { piece, at } = &self.services[service];
        self.service(out, piece, at, true, depth);
    }

    /// Writes a service at one of its places.
    pub fn write_at_place(&self, out: &mut Vec<u8>, service: usize, place: usize, depth: Depth) {
        let PreparedService { piece, at } = &self.services[service];
        self.at_place(out, &at[place], depth);
        out.extend_from_slice(b",\"service\":");
        // Its places would lead back here.
        self.service(out, piece, &[], true, depth);
        out.push(b'}');
    }

    /// The organisation without its services; the last brace is missing.
    fn organization(&self, out: &mut Vec<u8>, depth: Depth) {
        let [begin, own, before, end] = self.organization;
        self.copy(out, begin, own);
        if depth.is_full() {
            self.copy(out, own, before);
            list(out, "locations", &self.places, |out, place| {
                self.place(out, place, depth)
            });
            self.copy(out, before, end);
        }
    }

    fn service(
        &self,
        out: &mut Vec<u8>,
        piece: &Piece,
        at: &[AtPlace],
        has_organization: bool,
        depth: Depth,
    ) {
        let [begin, own, before, end] = piece.stages;
        self.copy(out, begin, own);
        if has_organization {
            out.extend_from_slice(b",\"organization\":");
            self.organization(out, depth);
            out.push(b'}');
        }
        if depth.is_full() {
            self.copy(out, own, before);
            list(out, "service_at_locations", at, |out, at| {
                self.at_place(out, at, depth);
                out.push(b'}');
            });
            self.copy(out, before, end);
            out.extend_from_slice(piece.term.as_deref().unwrap_or_default());
        }
        out.push(b'}');
    }

    /// A service at a place, without the service and the last brace.
    fn at_place(&self, out: &mut Vec<u8>, at: &AtPlace, depth: Depth) {
        let mut id = Uuid::encode_buffer();
        out.extend_from_slice(b"{\"id\":\"");
        out.extend_from_slice(at.id.as_hyphenated().encode_lower(&mut id).as_bytes());
        out.extend_from_slice(b"\",\"location\":");
        self.place(out, &self.places[at.place as usize], depth);
    }

    fn place(&self, out: &mut Vec<u8>, piece: &Piece, depth: Depth) {
        let [begin, own, _, end] = piece.stages;
        self.copy(out, begin, if depth.is_full() { end } else { own });
        if depth.is_full() {
            out.extend_from_slice(piece.term.as_deref().unwrap_or_default());
        }
        out.push(b'}');
    }

    fn copy(&self, out: &mut Vec<u8>, begin: u32, end: u32) {
        out.extend_from_slice(&self.text[begin as usize..end as usize]);
    }
}

/// A field with records; none where there are none.
fn list<T>(out: &mut Vec<u8>, name: &str, records: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    for (place, record) in records.iter().enumerate() {
        match place {
            0 => {
                out.extend_from_slice(b",\"");
                out.extend_from_slice(name.as_bytes());
                out.extend_from_slice(b"\":[");
            }
            _ => out.push(b','),
        }
        write(out, record);
    }
    if !records.is_empty() {
        out.push(b']');
    }
}

#[cfg(test)]
mod tests;
