//! The directory at one public revision: everything that public answers are made from.

mod locating;
mod log;

use std::{
    collections::{HashMap, HashSet},
    iter::successors,
    sync::{Arc, OnceLock},
    time::Duration,
};

use hsds::{Mapper, Prepared};
use log::Log;
pub use log::{Moved, Now, Past, Place};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    card::{Card, Key},
    catalogue::Catalogue,
    gazetteer::{Gazetteer, Site},
    looks::Looks,
    meaning::{Meanings, needs::OwnWords},
    offers::Offers,
    public_url::PublicUrl,
    recognition::names::NameIndex,
    rendered::Renderer,
    search::{Labels, Lines, Query, Segments, Texts, lines},
    suggest::{Sources, Suggested, Suggestions},
    taxonomy::Taxonomy,
    views::{Setting, member_iri},
};
use network::{Epoch, LanguageTag, MemberId, NetworkId, PageLang, Slug, Timestamp};
use publication::{Changes, Gone, History, PublicLocation, PublicNetwork, Published};

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
    pub looks: Looks,
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
    segments: Segments,
    /// The words of its services.
    own_words: Arc<OwnWords>,
    /// The cities of those places.
    pub gazetteer: Gazetteer,
    /// Made when it is first asked for.
    offers: OnceLock<Offers>,
    /// Made when it is first asked for.
    names: OnceLock<NameIndex>,
    /// Counted when it is first asked for.
    confirmed: OnceLock<usize>,
    entries: HashMap<MemberId, Arc<Entry>>,
    numbers: HashMap<Uuid, u32>,
    slugs: HashMap<Slug, Uuid>,
    gone: HashMap<MemberId, Gone>,
    gone_slugs: HashSet<Slug>,
    log: Log,
    /// Who came, went and changed.
    pub history: History,
}

/// A member with all that was made from it.
#[derive(Debug)]
struct Entry {
    published: Published,
    member: Arc<Card>,
    locations: Vec<Arc<Card>>,
    hsds: Prepared,
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

    /// The directory after these changes; `previous` is the one that they follow.
    pub fn build(
        previous: Option<&Self>,
        changes: Changes,
        public_url: &PublicUrl,
    ) -> Result<Self, BuildError> {
        let previous = previous.filter(|_| !changes.complete);
        let taxonomy = Taxonomy::new(changes.service_types);
        let setting = Setting {
            taxonomy: &taxonomy,
            public_url,
            reader: None,
        };
        let mut renderer = Renderer::default();
        let mut entries = previous.map_or_else(HashMap::new, |previous| previous.entries.clone());
        let mut gone = previous.map_or_else(HashMap::new, |previous| previous.gone.clone());
        let same_labels = previous.filter(|previous| previous.taxonomy == taxonomy);
        if previous.is_some() && same_labels.is_none() {
            // Labels stand in every member, so all are serialised anew.
            for entry in entries.values_mut() {
                let published = entry.published.clone();
                *entry = Arc::new(Entry::new(published, setting, &mut renderer)?);
            }
        }
        let mut changed = Vec::new();
        for member in changes.gone {
            changed.push(member.id.uuid());
            entries.remove(&member.id);
            gone.insert(member.id, member);
        }
        for published in changes.published {
            let id = published.member.id;
            changed.push(id.uuid());
            gone.remove(&id);
            entries.insert(id, Arc::new(Entry::new(published, setting, &mut renderer)?));
        }
        let mut members: Vec<Uuid> = entries.keys().map(|id| id.uuid()).collect();
        members.sort_unstable();
        let labels = Labels::new(&taxonomy);
        let lines = |id: Uuid| -> Option<Lines> {
            let entry = entries.get(&id.into())?;
            Some(lines(&entry.published, &labels))
        };
        let segments = match same_labels {
            Some(previous) => previous.segments.after(changed, &members, lines)?,
            None => Segments::new(&members, lines)?,
        };
        let log = Log::after(
            previous.map(|previous| &previous.log),
            &changes.history,
            entries.values().map(|entry| &entry.published),
            gone.values(),
        );
        let history = History::after(
            previous.map(|previous| &previous.history),
            changes.history,
            changes.public_updated_at,
        );
        let own_words = match same_labels {
            Some(previous) => Arc::clone(&previous.own_words),
            None => Arc::new(OwnWords::new(&taxonomy)?),
        };
        let snapshot = Self {
            own_words,
            log,
            history,
            network_id: changes.network_id,
            epoch: changes.epoch,
            looks: Looks::of(&changes.network),
            network: changes.network,
            taxonomy,
            revision: changes.public_revision,
            updated_at: changes.public_updated_at,
            entries,
            gone,
            offers: OnceLock::new(),
            names: OnceLock::new(),
            confirmed: OnceLock::new(),
            members: Catalogue::default(),
            locations: Catalogue::default(),
            texts: Texts::default(),
            suggestions: Suggestions::default(),
            segments,
            gazetteer: Gazetteer::default(),
            numbers: HashMap::new(),
            slugs: HashMap::new(),
            gone_slugs: HashSet::new(),
        };
        Ok(snapshot.indexed())
    }

    fn indexed(mut self) -> Self {
        let entries = self.entries.values();
        self.members = Catalogue::new(entries.clone().map(|entry| entry.member.clone()).collect());
        self.locations = Catalogue::new(
            entries
                .clone()
                .flat_map(|entry| entry.locations.iter().cloned())
                .collect(),
        );
        self.gazetteer = Gazetteer::new(entries.clone().flat_map(|entry| entry.sites()));
        self.numbers = (0..)
            .zip(self.members.cards())
            .map(|(number, card)| (card.key.member, number))
            .collect();
        let places: HashMap<Uuid, u32> = (0..)
            .zip(self.locations.cards())
            .map(|(number, card)| (card.key.location, number))
            .collect();
        self.texts = self.segments.texts(
            |member| self.numbers.get(&member).copied(),
            |member| {
                let entry = self.entries.get(&member.into());
                let cards = entry.map_or(&[][..], |entry| &entry.locations);
                cards
                    .iter()
                    .map(|card| places[&card.key.location])
                    .collect()
            },
        );
        self.suggestions = Suggestions::new(&self.members, &self.gazetteer, &self.taxonomy);
        for entry in entries {
            let id = entry.published.member.id.uuid();
            self.slugs.insert(entry.published.member.slug.clone(), id);
            for slug in &entry.published.former_slugs {
                self.slugs.insert(slug.clone(), id);
            }
        }
        self.gone_slugs = self
            .gone
            .values()
            .flat_map(|gone| gone.slugs.iter().cloned())
            .collect();
        self
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
        if let Ok(id) = Uuid::try_parse(id_or_slug) {
            return match self.numbers.get(&id) {
                Some(number) => Found::Member(self.members.card(*number)),
                None => self.find_gone(id.into()),
            };
        }
        let Ok(slug) = id_or_slug.to_ascii_lowercase().parse::<Slug>() else {
            return Found::Unknown;
        };
        match self.slugs.get(&slug) {
            Some(id) => {
                let number = self.numbers[id];
                let current = &self.entries[&(*id).into()].published.member.slug;
                if current.as_str() == id_or_slug {
                    Found::Member(self.members.card(number))
                } else {
                    Found::Moved(current)
                }
            }
            None if self.gone_slugs.contains(&slug) => Found::Gone,
            None => Found::Unknown,
        }
    }

    /// A member that was merged into another one is found there, if that one is public.
    fn find_gone(&self, id: MemberId) -> Found<'_> {
        let merged_into = |id: &MemberId| self.gone.get(id).and_then(|gone| self.merged_into(gone));
        // Whoever is there twice is in a circle.
        let mut survivors = successors(merged_into(&id), merged_into).take(self.gone.len());
        match survivors.find_map(|into| self.entries.get(&into)) {
            Some(entry) => Found::Moved(&entry.published.member.slug),
            None if self.gone.contains_key(&id) => Found::Gone,
            None => Found::Unknown,
        }
    }

    /// The number of a member that is listed.
    pub fn number(&self, id: MemberId) -> Option<u32> {
        self.numbers.get(&id.uuid()).copied()
    }

    /// What a card was made from: the member, and the location where the card is one's.
    pub fn record(&self, key: Key) -> Option<(&Published, Option<&PublicLocation>)> {
        let published = &self.entries.get(&key.member.into())?.published;
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
    ) -> Result<Option<Card>, serde_json::Error> {
        let Some(reader) = setting.reader else {
            return Ok(None);
        };
        let record = self.record(key);
        let Some((published, location)) =
            record.filter(|(published, _)| published.member.has_text_in(reader))
        else {
            return Ok(None);
        };
        let mut renderer = Renderer::default();
        match location {
            None => Card::of_member(published, setting, &mut renderer),
            Some(place) => Card::of_location(published, place, setting, &mut renderer),
        }
        .map(Some)
    }

    /// The records of a member by the Human Services Data Specification, by the member's number.
    pub fn hsds(&self, member: u32) -> &Prepared {
        &self.entries[&self.members.card(member).key.member.into()].hsds
    }

    /// The services of all members.
    pub fn offers(&self) -> &Offers {
        self.offers.get_or_init(|| Offers::new(self))
    }

    /// The names of all members.
    pub(crate) fn name_index(&self) -> &NameIndex {
        let members = || {
            let cards = self.members.cards().iter();
            cards.filter_map(|card| self.published_member(card.key.member.into()))
        };
        self.names
            .get_or_init(|| NameIndex::new(members().map(|published| &published.member)))
    }

    /// A member that is listed.
    pub fn published_member(&self, id: MemberId) -> Option<&Published> {
        self.entries.get(&id).map(|entry| &entry.published)
    }

    /// How many members have entries that somebody confirmed within the year before the last change.
    pub fn confirmed_within_a_year(&self) -> usize {
        let count = || self.confirmed_since(self.updated_at.earlier(YEAR));
        *self.confirmed.get_or_init(count)
    }

    /// How many members have entries that somebody confirmed since a time.
    pub fn confirmed_since(&self, since: Timestamp) -> usize {
        let confirmed = self.published().filter_map(|one| one.member.verified_at);
        confirmed.filter(|confirmed| *confirmed >= since).count()
    }

    /// The members with all that the public may know of them, in no order.
    pub fn published(&self) -> impl Iterator<Item = &Published> {
        self.entries.values().map(|entry| &entry.published)
    }
}

impl Entry {
    fn new(
        published: Published,
        setting: Setting<'_>,
        renderer: &mut Renderer,
    ) -> Result<Self, BuildError> {
        let member = Arc::new(Card::of_member(&published, setting, renderer)?);
        let locations = published
            .member
            .locations
            .iter()
            .map(|location| {
                Card::of_location(&published, location, setting, renderer).map(Arc::new)
            })
            .collect::<Result<_, _>>()?;
        let hsds = Prepared::new(&Mapper {
            member: &published.member.clone().into(),
            types: setting.taxonomy.types(),
            uri: Some(member_iri(published.member.id, setting.public_url)),
            last_modified: Some(published.updated_at),
            everywhere: true,
        })?;
        Ok(Self {
            hsds,
            published,
            member,
            locations,
        })
    }

    /// Its places as the gazetteer takes them; a location's card has its city folded already.
    fn sites(&self) -> impl Iterator<Item = Site<'_>> {
        let places = self.published.member.locations.iter();
        places.zip(&self.locations).filter_map(|(place, card)| {
            Some(Site {
                key: card.key,
                city: place.city(),
                folded: card.traits.city.first()?,
                region: place.region(),
                country: place.country(),
                point: place.point(),
            })
        })
    }
}
