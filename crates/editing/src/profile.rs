//! What the network says of itself. All of it is public.

use serde_json::Value;

use crate::{document, edit::Edit, exposure, refusal::Refusal};
use network::NetworkProfile;
use registry::{Change, NetworkState};

/// Changes the profile by a document: the whole of it, or a merge patch.
pub fn update(change: &mut Change<'_>, mut edit: Edit) -> Result<NetworkState, Refusal> {
    let before = &change.network().profile;
    edit.expected.check_value(before)?;
    let sample = Value::Bool(before.sample_data);
    let known = serde_json::to_value(before)?;
    let mut whole = known.clone();
    let confirmed = exposure::take_confirmation(&mut edit.document)?;
    edit.apply(&mut whole);
    if let Some(fields) = whole.as_object_mut() {
        let sent = fields.insert("sample_data".to_owned(), sample.clone());
        if sent.is_some_and(|sent| sent != sample) {
            return Err(Refusal::mistake(
                "/sample_data",
                "read_only",
                "it cannot be written: it says that the members are invented",
            ));
        }
    }
    let mut mistakes = Vec::new();
    let profile = document::read_beside::<NetworkProfile>(&whole, &mut mistakes);
    document::tell_unseen(&whole, Some(&known), &mut mistakes);
    let profile = Refusal::unless(profile, mistakes)?;
    // In a picture there is nothing to read.
    let texts = NetworkProfile {
        logo: None,
        ..profile.clone()
    };
    exposure::check_document(change, &known, &serde_json::to_value(&texts)?, confirmed)?;
    change.set_profile(profile)?;
    Ok(change.network().clone())
}
