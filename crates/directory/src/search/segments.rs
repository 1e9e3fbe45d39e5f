//! Which segment a member stands on while members come, change and go.

use std::{collections::HashSet, sync::Arc};

use uuid::Uuid;

use super::{Texts, entry::Lines, segment::IndexSegment};

/// The segments of a directory: one that most members stand on, and a small one for those that
/// changed since it was filled. So a change costs what changed, and not all that is there.
///
/// What is found does not depend on which segment a member stands on.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    filled: Option<Arc<IndexSegment>>,
    recent: Option<Arc<IndexSegment>>,
    /// The members that changed or went since the first segment was filled.
    moved: HashSet<Uuid>,
}

/// So many members may have moved before all are shelved anew, or an eighth of them.
const FEW: usize = 64;

impl Segments {
    /// Shelves members; `lines` gives what each is found by.
    pub fn new(
        members: &[Uuid],
        lines: impl Fn(Uuid) -> Option<Lines> + Sync,
    ) -> Result<Self, fst::Error> {
        Ok(Self {
            filled: shelve(members, &lines)?,
            recent: None,
            moved: HashSet::new(),
        })
    }

    /// The segments after some members came, changed or went; `members` are those that are there
    /// now, and `lines` gives nothing for one that is not.
    pub fn after(
        &self,
        changed: impl IntoIterator<Item = Uuid>,
        members: &[Uuid],
        lines: impl Fn(Uuid) -> Option<Lines> + Sync,
    ) -> Result<Self, fst::Error> {
        let mut moved = self.moved.clone();
        moved.extend(changed);
        if moved.len() > FEW.max(members.len() / 8) {
            return Self::new(members, lines);
        }
        let mut recent: Vec<Uuid> = moved.iter().copied().collect();
        recent.sort_unstable();
        Ok(Self {
            filled: self.filled.clone(),
            recent: shelve(&recent, &lines)?,
            moved,
        })
    }

    /// What can be found on them: `number` tells which number a member has in the list of members,
    /// and `locations` those that its places have in the list of locations.
    pub fn texts(
        &self,
        number: impl Fn(Uuid) -> Option<u32>,
        locations: impl Fn(Uuid) -> Box<[u32]>,
    ) -> Texts {
        let mut texts = Texts::default();
        if let Some(segment) = &self.filled {
            let stands = |member| number(member).filter(|_| !self.moved.contains(&member));
            texts.place(segment, stands, &locations);
        }
        if let Some(segment) = &self.recent {
            texts.place(segment, &number, &locations);
        }
        texts
    }
}

/// Reads the members' texts on every processor there is, then indexes them.
fn shelve(
    members: &[Uuid],
    lines: &(impl Fn(Uuid) -> Option<Lines> + Sync),
) -> Result<Option<Arc<IndexSegment>>, fst::Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let read = |members: &[Uuid]| -> Vec<(Uuid, Lines)> {
        let line = |member: &Uuid| Some((*member, lines(*member)?));
        members.iter().filter_map(line).collect()
    };
    let share = members.len().div_ceil(threads).max(FEW);
    let entries: Vec<(Uuid, Lines)> = std::thread::scope(|scope| {
        let readers: Vec<_> = members
            .chunks(share)
            .map(|members| scope.spawn(move || read(members)))
            .collect();
        readers
            .into_iter()
            .flat_map(|reader| {
                reader
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    if entries.is_empty() {
        return Ok(None);
    }
    IndexSegment::new(entries.into_iter()).map(|segment| Some(Arc::new(segment)))
}
