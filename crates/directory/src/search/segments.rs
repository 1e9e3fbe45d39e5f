//! Which segment a member stands on while members come, change and go.
//!
//! Whoever changed is indexed anew, together with those on the last segments as long as these are
//! not many more. So a change costs what changed, a member is indexed again a few times while very
//! many change, and there are few segments, each much larger than the next. What is found does not
//! depend on which segment a member stands on.

use std::sync::Arc;

use uuid::Uuid;

use super::{Texts, entry::Lines, placed::Placed, segment::IndexSegment};
use crate::{in_pieces::in_pieces, moves::Moves};

/// So many members are always indexed together; in tests fewer, so that there are several segments.
const FEW: usize = if cfg!(test) { 2 } else { 32 };
/// A segment is left alone when it has so many times as many members as what is indexed anew.
const LARGER: usize = 8;

/// The number of a member in the list of members, and those of its places in the list of locations.
pub type Standing = (u32, Box<[u32]>);

impl Texts {
    /// The texts after some members came or changed, and others went. `lines` gives what each is
    /// found by, `stand` where they stand in the lists now.
    pub fn after(
        &self,
        [members, locations]: [&Moves; 2],
        mut come: Vec<Uuid>,
        lines: impl Fn(Uuid) -> Option<Lines> + Sync,
        stand: impl FnOnce(&[Uuid]) -> Vec<Option<Standing>>,
    ) -> Result<Self, fst::Error> {
        let before = self.segments.iter();
        let mut segments: Vec<Placed> = before
            .map(|placed| placed.after(members, locations))
            .filter(|placed| placed.living > 0)
            .collect();
        if come.is_empty() {
            return Ok(Self { segments });
        }
        let joins = |last: &Placed, come: usize| {
            let is_small = last.living < LARGER * come || last.living + come <= FEW;
            is_small || last.living * 2 < last.members.len()
        };
        while let Some(last) = segments.pop_if(|last| joins(last, come.len())) {
            come.extend(last.there());
        }
        come.sort_unstable();
        segments.extend(shelve(&come, &lines)?.map(|segment| Placed::new(segment, stand)));
        Ok(Self { segments })
    }
}

impl Placed {
    fn new(segment: IndexSegment, stand: impl FnOnce(&[Uuid]) -> Vec<Option<Standing>>) -> Self {
        let (mut members, mut begins, mut locations) = (Vec::new(), vec![0], Vec::new());
        for standing in stand(segment.members()) {
            let (number, places) = standing.unzip();
            members.push(number);
            locations.extend(places.into_iter().flatten());
            begins.push(locations.len() as u32);
        }
        Self {
            living: members.iter().flatten().count(),
            segment: Arc::new(segment),
            members,
            begins: begins.into(),
            locations,
        }
    }

    /// The same segment where its members stand after others came and some went.
    fn after(&self, members: &Moves, locations: &Moves) -> Self {
        let places = self.locations.iter();
        let members = self.members.iter().map(|number| members.of((*number)?));
        let members: Vec<Option<u32>> = members.collect();
        Self {
            segment: Arc::clone(&self.segment),
            living: members.iter().flatten().count(),
            members,
            begins: Arc::clone(&self.begins),
            // Nobody asks for the places of who is not there.
            locations: places
                .map(|place| locations.of(*place).unwrap_or(0))
                .collect(),
        }
    }

    /// The members that are there.
    fn there(&self) -> impl Iterator<Item = Uuid> {
        let members = self.segment.members().iter().zip(&self.members);
        members.filter_map(|(id, number)| number.map(|_| *id))
    }
}

/// Indexes members.
fn shelve(
    members: &[Uuid],
    lines: &(impl Fn(Uuid) -> Option<Lines> + Sync),
) -> Result<Option<IndexSegment>, fst::Error> {
    let read = |members: Vec<Uuid>| -> Vec<(Uuid, Lines)> {
        let line = |member| Some((member, lines(member)?));
        members.into_iter().filter_map(line).collect()
    };
    let entries = in_pieces(members.iter().copied(), read);
    let mut entries = entries.flatten().peekable();
    match entries.peek() {
        None => Ok(None),
        Some(_) => IndexSegment::new(entries).map(Some),
    }
}
