//! What the network says of itself. All of it is public.

use serde_json::Value;

use super::{Expected, Refusal, document, merge_patch};
use network::NetworkProfile;
use registry::{Change, NetworkState};

/// The tag of the profile as it is.
pub fn tag(state: &NetworkState) -> Result<String, Refusal> {
    super::value_tag(&state.profile)
}

/// Writes the whole profile anew.
pub fn replace(
    change: &mut Change<'_>,
    expected: &Expected,
    document: Value,
) -> Result<NetworkState, Refusal> {
    edit(change, expected, |whole| *whole = document)
}

/// Lays a merge patch over the profile (RFC 7396).
pub fn patch(
    change: &mut Change<'_>,
    expected: &Expected,
    patch: &Value,
) -> Result<NetworkState, Refusal> {
    edit(change, expected, |whole| merge_patch::apply(whole, patch))
}

fn edit(
    change: &mut Change<'_>,
    expected: &Expected,
    edit: impl FnOnce(&mut Value),
) -> Result<NetworkState, Refusal> {
    let before = change.network().clone();
    let mut whole = serde_json::to_value(&before.profile)?;
    let tag = tag(&before)?;
    if !expected.matches(&tag)? {
        return Err(Refusal::StaleValue(tag, Box::new(whole)));
    }
    edit(&mut whole);
    if let Some(fields) = whole.as_object_mut() {
        let sample = Value::Bool(before.profile.sample_data);
        if fields
            .get("sample_data")
            .is_some_and(|sent| *sent != sample)
        {
            return Err(Refusal::mistake(
                "/sample_data",
                "read_only",
                "it cannot be written: it says that the members are invented",
            ));
        }
        fields.insert("sample_data".to_owned(), sample);
    }
    let profile = document::read::<NetworkProfile>(&whole).map_err(Refusal::Invalid)?;
    change.set_profile(profile)?;
    Ok(change.network().clone())
}
