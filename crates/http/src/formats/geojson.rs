//! GeoJSON (RFC 7946): a thing of a list as a Feature.

use super::Selection;

/// Writes a thing's feature.
pub fn write_feature(
    out: &mut Vec<u8>,
    selection: &Selection,
    number: u32,
) -> serde_json::Result<()> {
    let card = selection.card(number);
    let id = match card.key.location {
        location if location.is_nil() => card.key.member,
        location => location,
    };
    out.extend_from_slice(b"{\"type\":\"Feature\",\"id\":\"");
    out.extend_from_slice(id.hyphenated().encode_lower(&mut [0; 36]).as_bytes());
    out.extend_from_slice(b"\",\"geometry\":");
    out.extend_from_slice(&card.geometry);
    out.extend_from_slice(b",\"properties\":");
    selection.write_record(out, number)?;
    out.push(b'}');
    Ok(())
}
