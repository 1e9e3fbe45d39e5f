//! What a SQLite file and the log beside it say of themselves, read as bytes, before SQLite opens
//! them: it would lay a log over whatever file it finds, and destroy a backup that was put back
//! beside the log of the file before it.
//!
//! The formats are those of <https://www.sqlite.org/fileformat.html>.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use diesel::{
    Connection as _, QueryResult, QueryableByName, RunQueryDsl, SqliteConnection, sql_query,
    sql_types,
};
use nix::{
    fcntl::{FcntlArg, fcntl},
    libc,
};

/// The `user_version` of a file that this program made as a backup, and that nobody served yet.
pub const BACKUP: i32 = 0x4d4e_4442;

/// Where SQLite locks, for readers: one of these bytes each.
const SHARED_FIRST: i64 = 0x4000_0002;
const SHARED_SIZE: i64 = 510;

/// Whether there is no database file, or an empty one.
pub fn is_missing(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |file| file.len() == 0)
}

/// A file beside a database file: its log (`-wal`), the index of that (`-shm`).
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Whether some process has the database open.
pub fn is_open(path: &Path) -> io::Result<bool> {
    let file = File::open(path)?;
    let mut lock = libc::flock {
        l_type: libc::F_WRLCK as i16,
        l_whence: libc::SEEK_SET as i16,
        l_start: SHARED_FIRST,
        l_len: SHARED_SIZE,
        l_pid: 0,
    };
    fcntl(&file, FcntlArg::F_GETLK(&mut lock))?;
    Ok(i32::from(lock.l_type) != libc::F_UNLCK)
}

/// Whether the file is a backup of this program that was put into place.
pub fn is_backup(path: &Path) -> io::Result<bool> {
    let mut header = [0; 100];
    let mut file = File::open(path)?;
    match file.read_exact(&mut header) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| header[60..64] == BACKUP.to_be_bytes()),
    }
}

/// Why the log beside a file is none of it, in words; nothing where it is, or there is none.
pub fn strange_log(path: &Path) -> io::Result<Option<String>> {
    let log = beside(path, "-wal");
    let Some(log) = Log::open(&log)? else {
        return Ok(None);
    };
    if is_backup(path)? {
        return Ok(Some("the file is a backup that was put back".to_owned()));
    }
    let Some(books) = Books::of(path) else {
        // Nothing was checkpointed yet, or it is no database of ours: SQLite says so.
        return Ok(None);
    };
    let pages = log.images(books.page);
    let Some(first) = pages.first() else {
        return Ok(None);
    };
    let Some(first) = revision_in(first, books.column) else {
        return Ok(Some(
            "the log has something else where the file has its books".to_owned(),
        ));
    };
    // Each change writes the revision, so a log goes on where its file ends, or before that.
    Ok((first > books.revision + 1).then(|| {
        format!(
            "the log goes on from revision {}, and the file is at {}",
            first - 1,
            books.revision
        )
    }))
}

#[derive(QueryableByName)]
struct Check {
    #[diesel(sql_type = sql_types::Text)]
    quick_check: String,
}

/// What is damaged in a file, all of which is read.
pub fn damage(connection: &mut SqliteConnection) -> QueryResult<Option<String>> {
    let checked = sql_query("PRAGMA quick_check(1)").load::<Check>(connection);
    match checked {
        Ok(rows) => {
            let mut said = rows.into_iter().map(|row| row.quick_check);
            Ok(said.find(|said| said != "ok"))
        }
        Err(diesel::result::Error::DatabaseError(_, info))
            if info.message().contains("malformed") =>
        {
            Ok(Some(info.message().to_owned()))
        }
        Err(error) => Err(error),
    }
}

/// Where the books of a file count their revision, without its log.
struct Books {
    revision: i64,
    page: u32,
    column: usize,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = sql_types::BigInt)]
    value: i64,
}

impl Books {
    fn of(path: &Path) -> Option<Self> {
        let encoded: String = path
            .to_str()?
            .chars()
            .map(|sign| match sign {
                '?' | '#' | '%' => format!("%{:02x}", u32::from(sign)),
                sign => sign.to_string(),
            })
            .collect();
        // Immutable: SQLite looks at no log, and leaves nothing behind.
        let url = format!("file:{encoded}?immutable=1");
        let mut connection = SqliteConnection::establish(&url).ok()?;
        let mut number = |query: &str| -> Option<i64> {
            let row: Number = sql_query(query).get_result(&mut connection).ok()?;
            Some(row.value)
        };
        // A mirror's revisions leap, and where there is no member there is nothing to destroy.
        let counts =
            "SELECT count(*) AS value FROM members WHERE NOT EXISTS (SELECT 1 FROM mirror)";
        if number(counts)? == 0 {
            return None;
        }
        Some(Self {
            revision: number("SELECT revision AS value FROM network")?,
            page: number("SELECT rootpage AS value FROM sqlite_schema WHERE name = 'network'")?
                .try_into()
                .ok()?,
            column: number(
                "SELECT cid AS value FROM pragma_table_info('network') WHERE name = 'revision'",
            )?
            .try_into()
            .ok()?,
        })
    }
}

/// A log of SQLite with something in it.
struct Log {
    file: BufReader<File>,
    page_size: usize,
    salts: [u8; 8],
}

impl Log {
    fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => BufReader::new(file?),
        };
        let mut header = [0; 32];
        if file.read_exact(&mut header).is_err() {
            return Ok(None);
        }
        let [magic, page_size] = [&header[0..4], &header[8..12]].map(number);
        let is_log = magic & !1 == 0x377f_0682 && page_size.is_power_of_two();
        let mut salts = [0; 8];
        salts.copy_from_slice(&header[16..24]);
        Ok(is_log.then_some(Self {
            file,
            page_size: page_size as usize,
            salts,
        }))
    }

    /// What the log has for a page, in order, as far as it was committed.
    fn images(mut self, page: u32) -> Vec<Vec<u8>> {
        let mut committed = Vec::new();
        let mut pending = Vec::new();
        let mut frame = vec![0; 24 + self.page_size];
        while self.file.read_exact(&mut frame).is_ok() {
            // Frames of an earlier round stand behind those of this one.
            if frame[8..16] != self.salts {
                break;
            }
            if number(&frame[0..4]) == page {
                pending.push(frame[24..].to_vec());
            }
            if number(&frame[4..8]) != 0 {
                committed.append(&mut pending);
            }
        }
        committed
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The number in a column of the only row of a table's only page.
fn revision_in(page: &[u8], column: usize) -> Option<i64> {
    // A leaf of a table, with one cell.
    if *page.first()? != 13 || page.get(3..5)? != [0, 1] {
        return None;
    }
    let cell = number(page.get(8..10)?) as usize;
    let mut reader = Varints(page.get(cell..)?);
    let (_length, _rowid) = (reader.next()?, reader.next()?);
    let record = reader.0;
    let header = usize::try_from(reader.next()?).ok()?;
    let begun = record.len() - reader.0.len();
    let mut kinds = Varints(record.get(begun..header)?);
    let mut at = header;
    for _ in 0..column {
        at += size_of_kind(kinds.next()?)?;
    }
    let kind = kinds.next()?;
    if !(1..=6).contains(&kind) {
        return match kind {
            8 => Some(0),
            9 => Some(1),
            _ => None,
        };
    }
    let bytes = record.get(at..at + size_of_kind(kind)?)?;
    let sign = if bytes[0] & 0x80 == 0 { 0 } else { -1 };
    let join = |number: i64, byte: &u8| number << 8 | i64::from(*byte);
    Some(bytes.iter().fold(sign, join))
}

/// How many bytes a value of a serial type takes.
fn size_of_kind(kind: u64) -> Option<usize> {
    Some(match kind {
        0 | 8 | 9 => 0,
        1..=4 => kind as usize,
        5 => 6,
        6 | 7 => 8,
        kind if kind >= 12 => usize::try_from((kind - 12) / 2).ok()?,
        _ => return None,
    })
}

/// Reads SQLite's numbers of one to nine bytes.
struct Varints<'a>(&'a [u8]);

impl Varints<'_> {
    fn next(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in 0..9 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            if place == 8 {
                return Some(number << 8 | u64::from(*byte));
            }
            number = number << 7 | u64::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// Makes an empty file that nobody but its owner can read; fails where there is one, or no folder.
pub(crate) fn new_private_file(path: &Path) -> io::Result<()> {
    let mut file = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.write(true).create_new(true).open(path)?;
    Ok(())
}

/// Makes an empty database file, and the folders above it, that nobody but its owner can read: it
/// will hold addresses that must not be known. What exists already is left as it is.
pub(crate) fn make_private_file(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut folders = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        folders.recursive(true).create(folder)?;
    }
    match new_private_file(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}
