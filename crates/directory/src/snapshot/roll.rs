//! Who is listed in a directory, and who was: what leads to a member by its identifier or a slug, and
//! what follows from each by itself. A copy shares what did not change.

use std::{collections::BTreeSet, sync::Arc};

use hsds::{Mapper, Prepared, Terms};
use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::{
    BuildError, Snapshot,
    log::{Log, Place, sorted_after},
};
use crate::{
    card::Card,
    catalogue::Catalogue,
    gazetteer::{Gazetteer, Site},
    in_pieces::in_pieces,
    rendered::Renderer,
    search::Standing,
    views::{Setting, member_iri},
};
use network::{
    MemberId, Slug, Timestamp,
    sharing::{Drawers, Pieces},
};
use publication::{Gone, HistoryLine, Published};

/// Who is listed, and who was.
#[derive(Debug, Clone, Default)]
pub(super) struct Roll {
    pub entries: Drawers<MemberId, Arc<Entry>>,
    pub slugs: Drawers<Slug, MemberId>,
    pub gone: Drawers<MemberId, Arc<Gone>>,
    /// Who of those that are gone had each slug.
    pub gone_slugs: Drawers<Slug, Vec<MemberId>>,
    /// When entries were confirmed, in order.
    pub confirmed: Pieces<Timestamp>,
    pub log: Log,
}

/// A member with all that was made from it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub published: Published,
    pub member: Arc<Card>,
    pub locations: Box<[Arc<Card>]>,
    pub hsds: Prepared,
}

/// The members that are not listed any more as they were, and those that are listed as they are now.
pub(super) struct Turnover {
    pub went: Vec<Arc<Entry>>,
    pub came: Vec<Arc<Entry>>,
}

/// Of so many members one may be placed by itself, before it is quicker to number all.
const SPARSE: usize = 16;

impl Roll {
    /// Takes changes in.
    pub fn take(
        &mut self,
        published: Vec<Published>,
        gone: Vec<Gone>,
        history: &[HistoryLine],
        setting: Setting<'_>,
    ) -> Result<Turnover, BuildError> {
        let (mut went, mut came) = (Vec::new(), Vec::new());
        let (mut were, mut are) = (Vec::new(), Vec::new());
        for gone in gone {
            went.extend(self.entries.remove(&gone.id));
            were.extend(self.forget_gone(gone.id));
            are.push(place_of(&gone));
            for slug in &gone.slugs {
                self.gone_slugs.entry(slug).push(gone.id);
            }
            self.gone.insert(gone.id, Arc::new(gone));
        }
        let entries = |published: Vec<Published>| -> Result<Vec<_>, BuildError> {
            let mut makers = (Renderer::default(), Terms::default());
            let entry = |published| Entry::new(published, setting, &mut makers).map(Arc::new);
            published.into_iter().map(entry).collect()
        };
        for entries in in_pieces(published.into_iter(), entries) {
            for entry in entries? {
                were.extend(self.forget_gone(entry.id()));
                went.extend(self.entries.insert(entry.id(), Arc::clone(&entry)));
                came.push(entry);
            }
        }
        for entry in &went {
            for slug in entry.slugs() {
                if self.slugs.get(slug) == Some(&entry.id()) {
                    self.slugs.remove(slug);
                }
            }
        }
        for entry in &came {
            for slug in entry.slugs() {
                self.slugs.insert(slug.clone(), entry.id());
            }
        }
        were.extend(went.iter().map(|entry| entry.place()));
        are.extend(came.iter().map(|entry| entry.place()));
        self.log = self.log.after(history, were, are);
        let confirmed = |entries: &[Arc<Entry>]| {
            let times = entries
                .iter()
                .map(|entry| entry.published.member.verified_at);
            times.flatten().collect()
        };
        self.confirmed = sorted_after(&self.confirmed, confirmed(&went), confirmed(&came));
        Ok(Turnover { went, came })
    }

    /// Knows no longer of a member that it is gone, and says where it stood in the log.
    fn forget_gone(&mut self, id: MemberId) -> Option<Place> {
        let gone = self.gone.remove(&id)?;
        for slug in &gone.slugs {
            self.gone_slugs.entry(slug).retain(|known| *known != id);
        }
        Some(place_of(&gone))
    }

    /// The cities after a turnover.
    pub fn gazetteer(
        &self,
        previous: Option<&Snapshot>,
        turnover: &Turnover,
        locations: &Catalogue,
    ) -> Arc<Gazetteer> {
        let mut touched: BTreeSet<String> = BTreeSet::new();
        let mut compare = |entry: &'_ Arc<Entry>, other: Option<&Arc<Entry>>| {
            let is_same = other.is_some_and(|other| other.sites().eq(entry.sites()));
            if !is_same {
                for site in entry.sites() {
                    if !touched.contains(site.folded) {
                        touched.insert(site.folded.to_owned());
                    }
                }
            }
        };
        for entry in &turnover.went {
            compare(entry, self.entries.get(&entry.id()));
        }
        for entry in &turnover.came {
            let before = previous.and_then(|previous| previous.roll.entries.get(&entry.id()));
            compare(entry, before);
        }
        let sites = |name: &str| -> Vec<Site<'_>> {
            let there = locations.indexes().city.get(name);
            let cards = there.into_iter().flat_map(|there| there.iter());
            let sites = cards.filter_map(|number| {
                let key = locations.card(number).key;
                let mut sites = self.entries.get(&MemberId::from(key.member))?.sites();
                sites.find(|site| site.key == key)
            });
            sites.collect()
        };
        let touched: BTreeSet<&str> = touched.iter().map(String::as_str).collect();
        match previous {
            Some(previous) if touched.is_empty() => Arc::clone(&previous.gazetteer),
            Some(previous) => Arc::new(previous.gazetteer.after(&touched, sites)),
            None => Arc::new(Gazetteer::default().after(&touched, sites)),
        }
    }

    /// Where some members stand in the lists.
    pub fn placing(
        &self,
        ids: &[Uuid],
        members: &Catalogue,
        locations: &Catalogue,
    ) -> Vec<Option<Standing>> {
        let numbered = |catalogue: &Catalogue| -> FxHashMap<_, u32> {
            let cards = catalogue.cards().map(|card| card.key);
            match ids.len() * SPARSE < catalogue.len() as usize {
                true => FxHashMap::default(),
                false => cards.zip(0..).collect(),
            }
        };
        let (in_members, in_locations) = (numbered(members), numbered(locations));
        let standing = |id: &Uuid| {
            let entry = self.entries.get(&MemberId::from(*id))?;
            let number = |numbers: &FxHashMap<_, u32>, catalogue: &Catalogue, card: &Card| {
                let known = numbers.get(&card.key).copied();
                known.or_else(|| catalogue.number_of(card))
            };
            let places = entry.locations.iter();
            let places = places.filter_map(|card| number(&in_locations, locations, card));
            Some((
                number(&in_members, members, &entry.member)?,
                places.collect(),
            ))
        };
        ids.iter().map(standing).collect()
    }
}

fn place_of(gone: &Gone) -> Place {
    Place {
        revision: gone.revision,
        member: gone.id.uuid(),
    }
}

impl Entry {
    fn new(
        published: Published,
        setting: Setting<'_>,
        (renderer, terms): &mut (Renderer, Terms),
    ) -> Result<Self, BuildError> {
        let (member, locations) = Card::of(&published, setting, renderer)?;
        let mapper = Mapper {
            member: &published.member.clone().into(),
            types: setting.taxonomy.types(),
            uri: Some(member_iri(published.member.id, setting.public_url)),
            last_modified: Some(published.updated_at),
            everywhere: true,
        };
        let hsds = Prepared::new(&mapper, terms)?;
        Ok(Self {
            hsds,
            published,
            member: Arc::new(member),
            locations,
        })
    }

    pub fn id(&self) -> MemberId {
        self.published.member.id
    }

    /// Every slug that leads to it.
    fn slugs(&self) -> impl Iterator<Item = &Slug> {
        let slug = std::iter::once(&self.published.member.slug);
        slug.chain(&self.published.former_slugs)
    }

    fn place(&self) -> Place {
        Place {
            revision: self.published.revision,
            member: self.id().uuid(),
        }
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
