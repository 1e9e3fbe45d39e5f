//! NDJSON: a record a line, each with its `kind`. It has everything but what opens something, so
//! that a registry can be restored from it, on either kind of database.

use std::io::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::{books::Books, error::Error};
use registry::archive;

/// The version of the form, for whoever reads it.
pub const VERSION: u32 = 2;

/// Writes every record.
pub fn write(books: &mut Books<'_>, out: &mut impl Write) -> Result<(), Error> {
    let network = &books.network;
    line(
        out,
        &json!({
            "kind": "export",
            "format": "member-directory",
            "version": VERSION,
            "exported_at": books.exported_at,
            "revision": network.revision,
        }),
    )?;
    let mut entry = with_kind("network", &network.profile)?;
    entry["id"] = json!(network.id);
    entry["revision"] = json!(network.revision);
    entry["public_revision"] = json!(network.public_revision);
    entry["public_updated_at"] = json!(network.public_updated_at);
    entry["updated_at"] = json!(network.updated_at);
    line(out, &entry)?;
    for service in &books.service_types {
        line(out, &with_kind("service_type", service)?)?;
    }
    books.each_member(|record| {
        let mut entry = with_kind("member", &record.member)?;
        entry["created_at"] = json!(record.created_at);
        entry["updated_at"] = json!(record.updated_at);
        entry["version"] = json!(record.version);
        entry["revision"] = json!(record.revision);
        entry["published"] = match record.published {
            Some(published) => json!({ "revision": published.revision, "at": published.at }),
            None => Value::Null,
        };
        line(out, &entry)
    })?;
    for key in archive::keys(books.connection)? {
        line(out, &with_kind("api_key", &key)?)?;
    }
    archive::read_history(books.connection, |row| line(out, &row))
}

fn with_kind(kind: &str, record: &impl Serialize) -> Result<Value, Error> {
    let mut entry = json!({ "kind": kind });
    if let (Value::Object(entry), Value::Object(fields)) =
        (&mut entry, serde_json::to_value(record)?)
    {
        entry.extend(fields);
    }
    Ok(entry)
}

fn line(out: &mut impl Write, record: &impl Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")?;
    Ok(())
}
