//! Hiding at once: a member or a place whose address got out, or must not, is taken from the public
//! without a question.
//!
//! No state of the record is asked for, because nobody's change can be lost by it, and it can be said
//! again. Webhooks are told of it before anything else.

use crate::{
    exposure,
    members::{Saved, find, refuse_merged, write},
    refusal::Refusal,
};
use network::{LocationId, Member, Visibility};
use registry::{Change, Rewrite, audit::Action};

/// Hides a member with all its places, or one place of it, and whatever the public can tell of that.
/// The warnings name the public texts that tell a hidden address all the same.
pub fn hide(change: &mut Change<'_>, key: &str, place: Option<&str>) -> Result<Saved, Refusal> {
    let record = find(change.connection(), key)?;
    refuse_merged(&record.member)?;
    let mut after = record.member.clone();
    match place {
        Some(place) => hide_place(&mut after, place)?,
        None => {
            after.withdrawn_at = after.withdrawn_at.or(Some(change.at()));
            for place in &mut after.locations {
                place.visibility = Visibility::Hidden;
            }
        }
    }
    let told = exposure::still_told(change, &after)?;
    if after == record.member {
        return Ok(Saved::new(record).warning(told));
    }
    change.tell_first();
    let hidden = write(change, Rewrite::new(Action::Hide, record, after))?;
    Ok(hidden.warning(told))
}

fn hide_place(member: &mut Member, id: &str) -> Result<(), Refusal> {
    let id: Option<LocationId> = id.parse().ok();
    let mut places = member.locations.iter_mut();
    match places.find(|place| Some(place.id) == id) {
        Some(place) => {
            place.visibility = Visibility::Hidden;
            Ok(())
        }
        None => Err(Refusal::NotFound(
            "This member has no such location; GET …/locations lists them.".to_owned(),
        )),
    }
}
