//! Taking pages of changes into the books of a mirror.

use std::collections::HashSet;

use validator::Validate as _;

use network::{
    Listing, Location, Member, MemberId, Membership, MembershipStatus, NetworkProfile,
    ServiceOffer, Visibility,
};
use publication::{
    ChangesPage, CityPlace, ExactPlace, ListedMember, MemberChange, PublicLocation, PublicMember,
    PublicNetwork, PublicOffer,
};
use registry::{
    Error, Registry,
    mirror::{Copied, Copying, Now, Origin},
    purged::Withdrawal,
};

/// What became of pages.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// All of them are in the books.
    Whole {
        /// How many listed members they had.
        listed: usize,
        /// How many that are not listed any more.
        gone: usize,
    },
    /// They are of another network than the mirror is. Nothing was changed.
    AnotherNetwork,
    /// They cannot be, for this reason. Nothing was changed.
    Not(String),
}

/// Why pages are not taken.
enum Refused {
    Storage(Error),
    AnotherNetwork,
    Not(String),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Storage(error.into())
    }
}

/// Takes the pages that were kept, and the last one, into the books: all of them or nothing.
pub fn take(registry: &Registry, last: ChangesPage) -> Result<Taken, Error> {
    let taken = registry.copy(|copying| take_all(copying, last));
    match taken {
        Ok((listed, gone)) => Ok(Taken::Whole { listed, gone }),
        Err(Refused::AnotherNetwork) => Ok(Taken::AnotherNetwork),
        Err(Refused::Not(why)) => Ok(Taken::Not(why)),
        Err(Refused::Storage(error)) => Err(error),
    }
}

fn take_all(copying: &mut Copying<'_>, last: ChangesPage) -> Result<(usize, usize), Refused> {
    if !copying.is_of(last.network_id) {
        return Err(Refused::AnotherNetwork);
    }
    let kept = copying.pages()?;
    let mut changed: HashSet<MemberId> = last.data.iter().map(|change| change.id).collect();
    let (mut network, mut service_types) = (None, None);
    for position in &kept {
        let page = read(copying, *position)?;
        changed.extend(page.data.iter().map(|change| change.id));
        network = page.network.or(network);
        service_types = page.service_types.or(service_types);
    }
    let network = last.network.or(network);
    let service_types = last.service_types.or(service_types);
    copying.make_room(&changed)?;
    if let Some(types) = &service_types {
        copying.write_service_types(types)?;
    }
    // The latest first: a member that is on two pages is as the later one tells.
    let mut written = HashSet::new();
    let (mut listed, mut gone) = (0, 0);
    let mut write = |copying: &mut Copying<'_>, data: Vec<MemberChange>| {
        let mut copied = Vec::with_capacity(data.len());
        for change in data {
            if written.insert(change.id) {
                match change.member {
                    Some(_) => listed += 1,
                    None => gone += 1,
                }
                copied.push(entry(change)?);
            }
        }
        copying.write(copied).map_err(Refused::from)
    };
    write(copying, last.data)?;
    for position in kept.iter().rev() {
        let page = read(copying, *position)?;
        write(copying, page.data)?;
    }
    if let Some(types) = &service_types {
        copying.drop_other_service_types(types)?;
    }
    copying.end(Origin {
        network_id: last.network_id,
        profile: network.map(profile),
        service_types,
        revision: last.revision,
        updated_at: last.updated_at,
        next: last.next,
    })?;
    Ok((listed, gone))
}

fn read(copying: &mut Copying<'_>, position: i32) -> Result<ChangesPage, Refused> {
    let body = copying.page(position)?;
    serde_json::from_str(&body).map_err(|error| Refused::Not(error.to_string()))
}

/// A member's change as the books take it.
fn entry(change: MemberChange) -> Result<Copied, Refused> {
    let id = change.id;
    let wrong = |what: &str| Refused::Not(format!("{id}: {what}"));
    let (at, now) = match change.member {
        Some(listed) => {
            let at = listed.updated_at;
            let member = member(*listed);
            if member.id != id {
                return Err(wrong("the change is of one member, its entry of another"));
            }
            member
                .validate()
                .map_err(|mistakes| wrong(&mistakes.to_string()))?;
            (Some(at), Now::Listed(Box::new(member)))
        }
        None => {
            let merged_into = change.merged_into;
            let withdrawal = change.slug.map(|slug| Withdrawal { slug, merged_into });
            let former_slugs = change.former_slugs;
            (
                change.at,
                Now::Withdrawn {
                    withdrawal,
                    former_slugs,
                },
            )
        }
    };
    Ok(Copied {
        id,
        revision: change.revision,
        at,
        now,
    })
}

/// The entry of which the gate shows exactly this.
fn member(listed: ListedMember) -> Member {
    let ListedMember {
        member: public,
        former_slugs,
        ..
    } = listed;
    let PublicMember {
        id,
        slug,
        name,
        name_language,
        names,
        acronym,
        country,
        website,
        email,
        phone,
        founded_year,
        languages,
        summary,
        membership_type,
        joined_on,
        verified_at,
        service_offers,
        locations,
    } = public;
    Member {
        id,
        external_id: None,
        slug,
        former_slugs,
        name,
        name_language,
        names,
        acronym,
        country,
        website,
        email,
        phone,
        founded_year,
        languages,
        summary,
        membership: Membership {
            kind: membership_type,
            status: MembershipStatus::Member,
            joined_on,
            left_on: None,
        },
        listing: Listing::Listed,
        verified_at,
        withdrawn_at: None,
        merged_into: None,
        locations: locations.into_iter().map(location).collect(),
        service_offers: service_offers.into_iter().map(offer).collect(),
        contacts: Vec::new(),
        notes: Vec::new(),
    }
}

fn location(place: PublicLocation) -> Location {
    match place {
        PublicLocation::Exact(place) => {
            let ExactPlace {
                id,
                kind,
                label,
                address,
                postal_code,
                city,
                region,
                country,
                point,
                phone,
                email,
                opening_hours,
                languages,
                accessibility,
            } = *place;
            Location {
                id,
                kind,
                label,
                address,
                postal_code,
                city,
                region,
                country,
                point,
                phone,
                email,
                opening_hours,
                languages,
                accessibility,
                visibility: Visibility::Public,
            }
        }
        PublicLocation::City(place) => {
            let CityPlace {
                id,
                kind,
                city,
                region,
                country,
                cell,
            } = place;
            Location {
                id,
                kind,
                label: None,
                address: None,
                postal_code: None,
                city,
                region,
                country,
                // The centre lies in its own cell.
                point: cell.map(|cell| cell.centre()),
                phone: None,
                email: None,
                opening_hours: None,
                languages: Vec::new(),
                accessibility: Default::default(),
                visibility: Visibility::City,
            }
        }
    }
}

fn offer(offer: PublicOffer) -> ServiceOffer {
    let PublicOffer {
        id,
        service,
        location,
        description,
        audience,
        eligibility,
        access,
        languages,
        free_of_charge,
        delivery,
        countries,
    } = offer;
    ServiceOffer {
        id,
        service,
        location,
        description,
        audience,
        eligibility,
        access,
        languages,
        free_of_charge,
        delivery,
        countries,
    }
}

fn profile(network: PublicNetwork) -> NetworkProfile {
    let PublicNetwork {
        name,
        short_name,
        description,
        website,
        founded_year,
        sample_data,
    } = network;
    NetworkProfile {
        name,
        short_name,
        description,
        website,
        founded_year,
        sample_data,
    }
}
