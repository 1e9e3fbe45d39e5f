//! A page of changes, made from the directory.

use super::token::Token;
use directory::{Moved, Now, Place, Snapshot};
use publication::{ChangesEnd, ChangesPage, ListedMember, MemberChange};

/// What moved after a place.
pub fn page(snapshot: &Snapshot, place: Place, limit: usize) -> ChangesPage {
    let (moved, more) = snapshot.moved_after(place, limit);
    let next = match moved.last() {
        Some(last) if more => Token::of(snapshot, last.place),
        _ => Token::of(snapshot, Place::after(snapshot.revision)),
    };
    let network = snapshot.network_moved_after(place);
    ChangesPage {
        data: moved.iter().map(|moved| change(snapshot, moved)).collect(),
        network: network.then(|| snapshot.network.clone()),
        service_types: network.then(|| snapshot.taxonomy.types().to_vec()),
        page: ChangesEnd { limit, more },
        next: next.to_string(),
        network_id: snapshot.network_id,
        epoch: Some(snapshot.epoch),
        revision: snapshot.revision,
        updated_at: snapshot.updated_at,
    }
}

/// What became of one member.
pub fn change(snapshot: &Snapshot, moved: &Moved<'_>) -> MemberChange {
    let change = MemberChange {
        revision: moved.place.revision,
        at: moved.at,
        kind: moved.kind,
        id: moved.place.member.into(),
        slug: None,
        former_slugs: Vec::new(),
        merged_into: None,
        member: None,
    };
    match moved.now {
        Now::Listed(published) => MemberChange {
            slug: Some(published.member.slug.clone()),
            member: Some(Box::new(ListedMember {
                member: published.member.clone(),
                former_slugs: published.former_slugs.clone(),
                updated_at: published.updated_at,
            })),
            ..change
        },
        Now::Gone(gone) if gone.purged => change,
        Now::Gone(gone) => MemberChange {
            slug: gone.slugs.first().cloned(),
            former_slugs: gone.slugs.iter().skip(1).cloned().collect(),
            merged_into: snapshot.merged_into(gone),
            ..change
        },
    }
}
