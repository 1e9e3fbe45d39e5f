//! Taking pages of changes into the books of a mirror.

use std::collections::HashSet;

use serde::{Serialize, de::DeserializeOwned};
use validator::Validate;

use super::client::read_page;
use network::{Hold, Member, MemberId, NetworkProfile, ServiceType};
use publication::{ChangesPage, MemberChange, PublicNetwork};
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
    /// They are not what the origin was. Nothing was changed: somebody has to say that it is meant.
    Hold(Hold),
    /// They cannot be, for this reason. Nothing was changed.
    Not(String),
}

/// Why pages are not taken.
enum Refused {
    Storage(Error),
    Hold(Hold),
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
        Err(Refused::Hold(hold)) => Ok(Taken::Hold(hold)),
        Err(Refused::Not(why)) => Ok(Taken::Not(why)),
        Err(Refused::Storage(error)) => Err(error),
    }
}

fn take_all(copying: &mut Copying<'_>, last: ChangesPage) -> Result<(usize, usize), Refused> {
    let kept = copying.pages()?;
    let mut changed: HashSet<MemberId> = last.data.iter().map(|change| change.id).collect();
    let mut members: HashSet<MemberId> = listed_in(&last).collect();
    let (mut network, mut service_types) = (None, None);
    for position in &kept {
        let page = read(copying, *position)?;
        changed.extend(page.data.iter().map(|change| change.id));
        members.extend(listed_in(&page));
        network = page.network.or(network);
        service_types = page.service_types.or(service_types);
    }
    let network = last.network.or(network);
    let service_types = last.service_types.or(service_types);
    if let Some(hold) = copying.hold(last.network_id, last.epoch, members.len())? {
        return Err(Refused::Hold(hold));
    }
    check(network.as_ref(), service_types.as_deref())?;
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
        epoch: last.epoch,
        profile: network.map(Into::into),
        service_types,
        revision: last.revision,
        updated_at: last.updated_at,
        next: last.next,
    })?;
    Ok((listed, gone))
}

/// Refuses a network or a taxonomy that no directory of this program would take.
fn check(
    network: Option<&PublicNetwork>,
    service_types: Option<&[ServiceType]>,
) -> Result<(), Refused> {
    if let Some(network) = network {
        checked(NetworkProfile::from(network.clone()), "the network")?;
    }
    for service in service_types.unwrap_or_default() {
        checked(service.clone(), service.code.as_str())?;
    }
    Ok(())
}

/// A record, read as strictly as from whoever edits one.
fn checked<T: Serialize + DeserializeOwned + Validate>(
    record: T,
    what: &str,
) -> Result<T, Refused> {
    let wrong = |why: &dyn std::fmt::Display| Refused::Not(format!("{what}: {why}"));
    let record: T = serde_json::to_value(record)
        .and_then(serde_json::from_value)
        .map_err(|error| wrong(&error))?;
    record.validate().map_err(|mistakes| wrong(&mistakes))?;
    Ok(record)
}

fn listed_in(page: &ChangesPage) -> impl Iterator<Item = MemberId> {
    let listed = page.data.iter().filter(|change| change.member.is_some());
    listed.map(|change| change.id)
}

/// The members that a page withdraws, for a mirror that takes nothing else of it.
pub fn withdrawn(page: ChangesPage) -> Vec<Copied> {
    let gone = page.data.into_iter().filter(|one| one.member.is_none());
    gone.filter_map(|change| entry(change).ok()).collect()
}

fn read(copying: &mut Copying<'_>, position: i32) -> Result<ChangesPage, Refused> {
    let body = copying.page(position)?;
    read_page(&body).map_err(|error| Refused::Not(error.to_string()))
}

/// A member's change as the books take it.
fn entry(change: MemberChange) -> Result<Copied, Refused> {
    let id = change.id;
    let wrong = |what: &str| Refused::Not(format!("{id}: {what}"));
    let (at, now) = match change.member {
        Some(listed) => {
            let at = listed.updated_at;
            let member = Member {
                former_slugs: listed.former_slugs,
                ..Member::from(listed.member)
            };
            if member.id != id {
                return Err(wrong("the change is of one member, its entry of another"));
            }
            let member = checked(member, &id.to_string())?;
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
