//! What a database still holds of what should be gone: in every column of every table, and in the
//! bytes of its files.

use std::{
    io::{Cursor, Read},
    path::Path,
};

use super::Database;

/// The places where one of these texts is, in whatever case. What stands in a sentence that was kept
/// does not count.
pub fn of<'n>(
    database: &Database,
    needles: impl Iterator<Item = &'n &'n str>,
    kept: &[&str],
) -> Vec<String> {
    let needles: Vec<&str> = needles.copied().collect();
    let mut found = Vec::new();
    let mut look = |place: &str, bytes: &[u8]| {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for sentence in kept {
            text = text.replace(sentence, "");
        }
        let text = text.to_lowercase();
        for needle in &needles {
            if text.contains(&needle.to_lowercase())
                || text.contains(&escaped(needle).to_lowercase())
            {
                found.push(format!("{needle} in {place}"));
            }
        }
    };
    let columns = match database.is_postgres() {
        true => {
            "SELECT table_name || '.' || column_name AS value FROM information_schema.columns \
             WHERE table_schema = 'public'"
        }
        false => {
            "SELECT m.name || '.' || c.name AS value FROM sqlite_master AS m, pragma_table_info(m.name) AS c \
             WHERE m.type = 'table'"
        }
    };
    for place in database.values(columns) {
        let (table, column) = place.split_once('.').expect("a table and a column");
        let rows = database.values(&format!("SELECT \"{column}\" AS value FROM \"{table}\""));
        look(&place, rows.join("\n").as_bytes());
    }
    // A sentence that was kept may stand on two pages of a file.
    if !kept.is_empty() {
        return found;
    }
    if database.is_postgres() {
        database.execute("CHECKPOINT").expect("a checkpoint");
        let folder = database.value(
            "SELECT current_setting('data_directory') || '/base/' || oid AS value FROM pg_database \
             WHERE datname = current_database()",
        );
        look_into(Path::new(&folder), &mut look);
    } else {
        let file = database.file();
        look_into(file.parent().expect("a folder"), &mut look);
    }
    found
}

fn look_into(folder: &Path, look: &mut dyn FnMut(&str, &[u8])) {
    for file in std::fs::read_dir(folder).expect("a folder that can be read") {
        let path = file.expect("a file").path();
        if path.is_file() {
            look(
                &path.display().to_string(),
                &std::fs::read(&path).expect("a file"),
            );
        }
    }
}

/// A text as JSON may have it: other letters than ASCII's as numbers.
fn escaped(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        })
        .collect()
}

/// What a file says: the texts of all its parts, where it is an archive.
pub fn unpacked(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let mut texts = String::new();
    for place in 0..archive.len() {
        let mut content = Vec::new();
        let mut file = archive.by_index(place).expect("a part");
        file.read_to_end(&mut content).expect("its content");
        texts += &String::from_utf8_lossy(&content);
    }
    texts
}
