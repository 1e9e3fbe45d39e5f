//! NDJSON (<https://github.com/ndjson/ndjson-spec>): an object a line, the same as in `data` of
//! the JSON.

use super::Selection;

/// Writes a thing's line.
pub fn write_line(out: &mut Vec<u8>, selection: &Selection, number: u32) -> serde_json::Result<()> {
    // serde_json writes no line breaks.
    selection.write_record(out, number)?;
    out.push(b'\n');
    Ok(())
}
