//! The directory at one public revision: everything that public answers are made from.

mod locating;
mod log;
mod roll;

use std::{
    collections::BTreeSet,
    iter::successors,
    sync::{Arc, OnceLock},
    time::Duration,
};

use hsds::Prepared;
pub use log::{Moved, Now, Past, Place};
pub(crate) use roll::Entry;
use roll::{Roll, Turnover};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    card::{Card, Key},
    catalogue::Catalogue,
    gazetteer::Gazetteer,
    looks::Looks,
    meaning::{Meanings, needs::OwnWords},
    moves::Moves,
    offers::Offers,
    public_url::PublicUrl,
    recognition::names::NameIndex,
    rendered::Renderer,
    search::{Labels, Lines, Query, Texts, lines},
    suggest::{Sources, Suggested, Suggestions},
    taxonomy::Taxonomy,
    views::Setting,
};
use network::{Epoch, LanguageTag, MemberId, NetworkId, PageLang, Slug, Timestamp};
use publication::{Changes, History, PublicLocation, PublicNetwork, Published};

/// An immutable directory. A newer one shares with it whatever did not change.
#[derive(Debug)]
pub struct Snapshot {
    /// Which network this is.
    pub network_id: NetworkId,
    /// The epoch of its books.
    pub epoch: Epoch,
    /// The network itself.
    pub network: PublicNetwork,
    /// The colours and the logo of its pages.
    pub looks: Arc<Looks>,
    /// The services and their labels.
    pub taxonomy: Taxonomy,
    /// The number of the last public change.
    pub revision: u64,
    /// When that was.
    pub updated_at: Timestamp,
    /// The members.
    pub members: Catalogue,
    /// The places that may be known.
    pub locations: Catalogue,
    /// What finds them by text.
    pub texts: Texts,
    suggestions: Suggestions,
    /// The words of its services.
    own_words: Arc<OwnWords>,
    /// The cities of those places.
    pub gazetteer: Arc<Gazetteer>,
    /// Made when it is first asked for.
    offers: OnceLock<Offers>,
    /// Made when it is first asked for.
    names: OnceLock<NameIndex>,
    roll: Roll,
    /// Who came, went and changed.
    pub history: History,
}

/// What a directory knows under an identifier or a slug.
#[derive(Debug)]
pub enum Found<'a> {
    /// The member.
    Member(&'a Card),
    /// The member has this slug now.
    Moved(&'a Slug),
    /// It was public once.
    Gone,
    /// It was never public.
    Unknown,
}

/// What goes wrong while a snapshot is made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A record cannot be serialised.
    #[error("a record cannot be serialised: {0}")]
    Serialise(#[from] serde_json::Error),
    /// Texts cannot be indexed.
    #[error("texts cannot be indexed: {0}")]
    Index(#[from] fst::Error),
}

/// A year, as confirmations are counted.
pub const YEAR: Duration = Duration::from_secs(365 * 86_400);

/// Which state of the books an answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Standing {
    /// The number of the directory's last public change.
    #[schema(example = 42)]
    pub revision: u64,
    /// The epoch of the books. Within one, revisions only grow; after a restore another one begins.
    pub epoch: Epoch,
}

impl Snapshot {
    /// Which state of the books it shows.
    pub fn standing(&self) -> Standing {
        Standing {
            revision: self.revision,
            epoch: self.epoch,
        }
    }

    /// The directory after these changes; `previous` is the one that they follow. What it costs
    /// follows from what changed: everything else is shared with that one, or copied as numbers.
    pub fn build(
        previous: Option<&Self>,
        mut changes: Changes,
        public_url: &PublicUrl,
    ) -> Result<Self, BuildError> {
        let previous = previous.filter(|_| !changes.complete);
        let taxonomy = Taxonomy::new(std::mem::take(&mut changes.service_types));
        let same_labels = previous.filter(|previous| previous.taxonomy == taxonomy);
        if let Some(previous) = previous.filter(|_| same_labels.is_none()) {
            // Labels stand in every member, so all are made anew.
            let changed = changes
                .published
                .iter()
                .map(|published| published.member.id);
            let changed = changed.chain(changes.gone.iter().map(|gone| gone.id));
            let changed: BTreeSet<MemberId> = changed.collect();
            let others = previous.published();
            let others = others.filter(|published| !changed.contains(&published.member.id));
            changes.published.extend(others.cloned());
        }
        let mut roll = previous.map_or_else(Roll::default, |previous| previous.roll.clone());
        let setting = Setting {
            taxonomy: &taxonomy,
            public_url,
            reader: None,
        };
        let turnover = roll.take(changes.published, changes.gone, &changes.history, setting)?;
        let Turnover { went, came } = &turnover;
        let cards = |entries: &[Arc<Entry>]| -> Vec<Arc<Card>> {
            let cards = entries.iter().map(|entry| Arc::clone(&entry.member));
            cards.collect()
        };
        let places = |entries: &[Arc<Entry>]| -> Vec<Arc<Card>> {
            let cards = entries.iter().flat_map(|entry| entry.locations.iter());
            cards.cloned().collect()
        };
        let empty = Catalogue::default();
        let before = previous.map_or(&empty, |previous| &previous.members);
        let (members, moved_members) = before.after(&cards(went), cards(came));
        let before = previous.map_or(&empty, |previous| &previous.locations);
        let (locations, moved_locations) = before.after(&places(went), places(came));
        let gazetteer = roll.gazetteer(previous, &turnover, &locations);
        let labels = Labels::new(&taxonomy);
        let lines = |id: Uuid| -> Option<Lines> {
            let entry = roll.entries.get(&MemberId::from(id))?;
            Some(lines(&entry.published, &labels))
        };
        let nothing = Texts::default();
        let texts = previous
            .map_or(&nothing, |previous| &previous.texts)
            .after(
                [&moved_members, &moved_locations],
                came.iter().map(|entry| entry.id().uuid()).collect(),
                lines,
                |ids| roll.placing(ids, &members, &locations),
            )?;
        let suggestions = Suggestions::after(
            previous.map(|it| (&it.suggestions, &*it.gazetteer, &it.taxonomy)),
            &members,
            &gazetteer,
            &taxonomy,
        );
        // Who never asks for them needs none.
        let offers = OnceLock::new();
        if let Some(before) = previous.and_then(|previous| previous.offers.get()) {
            let came = came.iter();
            let came = came.filter_map(|entry| Some((members.number_of(&entry.member)?, entry)));
            let mut came: Vec<(u32, &Arc<Entry>)> = came.collect();
            came.sort_unstable_by_key(|(number, _)| *number);
            offers.get_or_init(|| before.after(&moved_members, went, &came, &taxonomy));
        }
        let own_words = match same_labels {
            Some(previous) => Arc::clone(&previous.own_words),
            None => Arc::new(OwnWords::new(&taxonomy)?),
        };
        let same_network = previous.filter(|previous| previous.network == changes.network);
        Ok(Self {
            history: History::after(
                previous.map(|previous| &previous.history),
                changes.history,
                changes.public_updated_at,
            ),
            network_id: changes.network_id,
            epoch: changes.epoch,
            looks: match same_network {
                Some(previous) => Arc::clone(&previous.looks),
                None => Arc::new(Looks::of(&changes.network)),
            },
            network: changes.network,
            taxonomy,
            revision: changes.public_revision,
            updated_at: changes.public_updated_at,
            offers,
            names: OnceLock::new(),
            own_words,
            members,
            locations,
            texts,
            suggestions,
            gazetteer,
            roll,
        })
    }

    /// What words of queries mean, for a reader whose language is `reader`.
    pub fn meanings<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        lang: PageLang,
        reader: Option<&LanguageTag>,
    ) -> Meanings<'a> {
        Meanings {
            taxonomy: &self.taxonomy,
            own: &self.own_words,
            gazetteer: &self.gazetteer,
            members: &self.members,
            catalogue,
            lang,
            reader: reader.cloned().unwrap_or_else(|| lang.into()),
        }
    }

    /// What somebody who has begun to type may mean, `most` of each kind. Fails only when memory
    /// does not hold what was written into it.
    pub fn suggest(&self, query: &Query, most: usize) -> Suggested<'_> {
        let sources = Sources {
            members: &self.members,
            gazetteer: &self.gazetteer,
            taxonomy: &self.taxonomy,
            words: &self.own_words,
            texts: &self.texts,
        };
        self.suggestions.suggest(query, sources, most)
    }

    /// What is known under an identifier or a slug; one with capitals leads to the right one.
    pub fn find(&self, id_or_slug: &str) -> Found<'_> {
        let Roll {
            entries,
            slugs,
            gone_slugs,
            ..
        } = &self.roll;
        if let Ok(id) = Uuid::try_parse(id_or_slug).map(MemberId::from) {
            return match entries.get(&id) {
                Some(entry) => Found::Member(&entry.member),
                None => self.find_gone(id),
            };
        }
        let Ok(slug) = id_or_slug.to_ascii_lowercase().parse::<Slug>() else {
            return Found::Unknown;
        };
        match slugs.get(&slug).and_then(|id| entries.get(id)) {
            Some(entry) => {
                let current = &entry.published.member.slug;
                match current.as_str() == id_or_slug {
                    true => Found::Member(&entry.member),
                    false => Found::Moved(current),
                }
            }
            None if gone_slugs.get(&slug).is_some_and(|had| !had.is_empty()) => Found::Gone,
            None => Found::Unknown,
        }
    }

    /// A member that was merged into another one is found there, if that one is public.
    fn find_gone(&self, id: MemberId) -> Found<'_> {
        let merged_into = |id: &MemberId| {
            self.roll
                .gone
                .get(id)
                .and_then(|gone| self.merged_into(gone))
        };
        // Whoever is there twice is in a circle.
        let mut survivors = successors(merged_into(&id), merged_into).take(self.roll.gone.len());
        match survivors.find_map(|into| self.roll.entries.get(&into)) {
            Some(entry) => Found::Moved(&entry.published.member.slug),
            None if self.roll.gone.contains_key(&id) => Found::Gone,
            None => Found::Unknown,
        }
    }

    /// The number of a member that is listed.
    pub fn number(&self, id: MemberId) -> Option<u32> {
        self.members.number_of(&self.roll.entries.get(&id)?.member)
    }

    /// What a card was made from: the member, and the location where the card is one's.
    pub fn record(&self, key: Key) -> Option<(&Published, Option<&PublicLocation>)> {
        let published = &self.roll.entries.get(&key.member.into())?.published;
        let mut locations = published.member.locations.iter();
        let location = locations.find(|location| location.id().uuid() == key.location);
        Some((published, location))
    }

    /// A card with the texts that the member wrote in the reader's own language; nothing where it
    /// wrote none.
    pub fn in_own_language(
        &self,
        key: Key,
        setting: Setting<'_>,
    ) -> Result<Option<Arc<Card>>, serde_json::Error> {
        let Some(reader) = setting.reader else {
            return Ok(None);
        };
        let record = self.record(key);
        let Some((published, location)) =
            record.filter(|(published, _)| published.member.has_text_in(reader))
        else {
            return Ok(None);
        };
        let (member, places) = Card::of(published, setting, &mut Renderer::default())?;
        Ok(match location {
            None => Some(Arc::new(member)),
            Some(_) => places.into_iter().find(|place| place.key == key),
        })
    }

    /// The records of a member by the Human Services Data Specification, by the member's number.
    pub fn hsds(&self, member: u32) -> &Prepared {
        &self.roll.entries[&self.members.card(member).key.member.into()].hsds
    }

    /// The services of all members.
    pub fn offers(&self) -> &Offers {
        self.offers.get_or_init(|| {
            let cards = self.members.cards();
            let entries = cards.map(|card| &self.roll.entries[&card.key.member.into()]);
            let entries: Vec<(u32, &Arc<Entry>)> = (0..).zip(entries).collect();
            let nothing = Moves::new(Vec::new(), &[]);
            Offers::default().after(&nothing, &[], &entries, &self.taxonomy)
        })
    }

    /// The names of all members.
    pub(crate) fn name_index(&self) -> &NameIndex {
        let members = || {
            let cards = self.members.cards();
            cards.filter_map(|card| self.published_member(card.key.member.into()))
        };
        self.names
            .get_or_init(|| NameIndex::new(members().map(|published| &published.member)))
    }

    /// A member that is listed.
    pub fn published_member(&self, id: MemberId) -> Option<&Published> {
        self.roll.entries.get(&id).map(|entry| &entry.published)
    }

    /// How many members have entries that somebody confirmed within the year before the last change.
    pub fn confirmed_within_a_year(&self) -> usize {
        self.confirmed_since(self.updated_at.earlier(YEAR))
    }

    /// How many members have entries that somebody confirmed since a time.
    pub fn confirmed_since(&self, since: Timestamp) -> usize {
        let confirmed = &self.roll.confirmed;
        confirmed.len() - confirmed.partition_point(|at| *at < since)
    }

    /// The members with all that the public may know of them, in no order.
    pub fn published(&self) -> impl Iterator<Item = &Published> {
        self.roll.entries.values().map(|entry| &entry.published)
    }
}

#[cfg(test)]
mod tests;
