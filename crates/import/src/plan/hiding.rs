//! Warns of what an import hides and others show, and of what it hides although no row says so.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{drafts::LocationDraft, finding::Origin, given::Stated, report::Report};
use network::{
    Country, Invalid, Location, LocationId, Member, MemberId, Visibility,
    disclosure::{SecretHolder, SecretIndex},
};
use publication::is_public;
use registry::{AnyConnection, Error, locations, members};

/// Warns of a place that is less visible than it was, or than such a place is, because its address
/// is kept secret somewhere else.
pub fn warn_hidden(
    before: Option<&Location>,
    place: &Location,
    row: &LocationDraft,
    origin: &Origin,
    report: &mut Report,
) {
    if matches!(row.visibility, Stated::Says(_)) || row.hidden_when_new {
        return;
    }
    let usual = before.map_or(Visibility::default_for(place.kind), |place| {
        place.visibility
    });
    if place.visibility < usual {
        let told = format!(
            "this {} becomes \"{}\", because its address is kept so elsewhere; write what it shall \
             be in the column visibility",
            place.kind, place.visibility
        );
        report.warn(origin, row.line, Invalid::new("becomes_hidden", told));
    }
}

/// Places that an import hides, and those that it shows.
#[derive(Default)]
pub struct NewlyHidden {
    hidden: Vec<(MemberId, Location, u64)>,
    /// What the public sees of the members of the files.
    shown: Vec<(MemberId, String, Location)>,
    /// The members of the files.
    members: HashSet<MemberId>,
}

impl NewlyHidden {
    /// Notes a place that a row made or changed, where it was not hidden so before.
    pub fn note(
        &mut self,
        member: MemberId,
        before: Option<&Location>,
        place: &Location,
        line: u64,
    ) {
        let was = before.is_some_and(|before| {
            before.visibility == Visibility::Hidden
                && before.address == place.address
                && before.point == place.point
        });
        if place.visibility == Visibility::Hidden && !was {
            self.hidden.push((member, place.clone(), line));
        }
    }

    /// Notes what the public will see of a member.
    pub fn show(&mut self, member: &Member) {
        self.members.insert(member.id);
        if !is_public(member) {
            return;
        }
        let public = member
            .locations
            .iter()
            .filter(|place| place.visibility == Visibility::Public && has_whereabouts(place));
        self.shown
            .extend(public.map(|place| (member.id, member.name.clone(), place.clone())));
    }

    /// Warns of rows that hide where the public can read already, at other members, that somebody
    /// is.
    pub fn warn(
        self,
        connection: &mut AnyConnection,
        origin: &Origin,
        report: &mut Report,
    ) -> Result<(), Error> {
        if self.hidden.is_empty() {
            return Ok(());
        }
        let lines: HashMap<LocationId, (u64, &Location)> = self
            .hidden
            .iter()
            .map(|(_, place, line)| (place.id, (*line, place)))
            .collect();
        let places = self.hidden.iter();
        let index = SecretIndex::new(places.map(|(member, place, _)| (*member, place)));
        let told_by = |member: MemberId, place: &Location| -> Vec<(u64, &Location)> {
            let told = index.told_by_place(&place.into()).into_iter();
            told.filter(|(secret, _)| secret.member != member)
                .filter_map(|(secret, _)| match &secret.holder {
                    SecretHolder::Location { id, .. } => lines.get(id).copied(),
                    SecretHolder::Contact { .. } => None,
                })
                .collect()
        };
        let mut told = BTreeSet::new();
        let mut tell = |line: u64, hidden: &Location, shown: &Location, name: &str| {
            let message = format!(
                "where this {} is can be read already: as the {} in {} of \"{name}\"; hide that one \
                 too, or leave it if both are right",
                hidden.kind, shown.kind, shown.city
            );
            told.insert((line, message));
        };
        for (member, name, place) in &self.shown {
            for (line, hidden) in told_by(*member, place) {
                tell(line, hidden, place, name);
            }
        }
        let countries: BTreeSet<Country> = lines.values().map(|(_, place)| place.country).collect();
        for country in countries {
            for (member, place) in locations::load_public(connection, country)? {
                if self.members.contains(&member) || !has_whereabouts(&place) {
                    continue;
                }
                for (line, hidden) in told_by(member, &place) {
                    let record = members::load_one(connection, member)?;
                    if let Some(record) = record.filter(|one| is_public(&one.member)) {
                        tell(line, hidden, &place, &record.member.name);
                    }
                }
            }
        }
        for (line, message) in told {
            report.warn(origin, line, Invalid::new("public_elsewhere", message));
        }
        Ok(())
    }
}

fn has_whereabouts(place: &Location) -> bool {
    place.address.is_some() || place.point.is_some()
}
