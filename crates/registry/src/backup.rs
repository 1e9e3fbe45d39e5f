//! Backups of the books, and putting one back.
//!
//! Of SQLite a backup is a whole database file of its own; of Postgres it is what `pg_dump` makes,
//! because nothing else reads all that a later version may have.

use std::{
    ffi::OsStr,
    fs::{self, File, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use diesel::{
    Connection as _, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection, sql_query, sql_types,
};

use crate::{
    AnyConnection, DatabaseUrl, Error, migrations, profile,
    sqlite_file::{self, BACKUP, beside, new_private_file},
};
use network::Timestamp;

/// Why there is no backup, or none was put back. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The file is none that can be put back.
    #[error("{} is not a backup that can be put back: {why}", .file.display())]
    NoBackup {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Somebody uses the books.
    #[error("the books are in use: {0}; stop every node and every other program on them first")]
    InUse(String),
    /// A tool is missing or fails.
    #[error("{0}")]
    Tool(String),
    /// A file cannot be read or written.
    #[error("{} cannot be used: {error}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Error),
}

impl Trouble {
    fn file(file: &Path, error: io::Error) -> Self {
        let file = file.to_owned();
        Self::File { file, error }
    }

    fn no_backup(file: &Path, why: impl Into<String>) -> Self {
        Self::NoBackup {
            file: file.to_owned(),
            why: why.into(),
        }
    }
}

impl From<diesel::result::Error> for Trouble {
    fn from(error: diesel::result::Error) -> Self {
        Self::Storage(error.into())
    }
}

impl From<diesel::ConnectionError> for Trouble {
    fn from(error: diesel::ConnectionError) -> Self {
        Self::Storage(error.into())
    }
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = sql_types::Text)]
    said: String,
}

/// Writes all of the books into one file that only its owner can read; one that is there is replaced
/// once the new one is whole.
pub fn back_up(url: &DatabaseUrl, file: &Path) -> Result<(), Trouble> {
    let part = beside(file, ".part");
    let made = make(url, &part).and_then(|()| {
        let failed = |error| Trouble::file(file, error);
        sync(&part).map_err(failed)?;
        fs::rename(&part, file).map_err(failed)?;
        sync_folder(file).map_err(failed)
    });
    if made.is_err() {
        let _ = fs::remove_file(&part);
    }
    made
}

fn make(url: &DatabaseUrl, part: &Path) -> Result<(), Trouble> {
    let _ = fs::remove_file(part);
    new_private_file(part).map_err(|error| Trouble::file(part, error))?;
    match url.connect()? {
        AnyConnection::Sqlite(mut connection) => {
            sql_query("VACUUM INTO ?")
                .bind::<sql_types::Text, _>(text(part)?)
                .execute(&mut connection)?;
            let mut copy = open(part)?;
            copy.batch_execute(&format!("PRAGMA user_version = {BACKUP}"))?;
            check(&mut copy, part)
        }
        AnyConnection::Postgres(_) => {
            let mut dump = tool("pg_dump", url)?;
            dump.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]);
            run(dump.arg(part))
        }
    }
}

/// Puts a backup in the place of the books, which begin another epoch. Of SQLite, gives where the file
/// is kept that was there.
pub fn restore(url: &DatabaseUrl, file: &Path) -> Result<Option<PathBuf>, Trouble> {
    match url {
        DatabaseUrl::Sqlite(path) => restore_file(path, file),
        DatabaseUrl::Postgres(_) => restore_dump(url, file).map(|()| None),
    }
}

fn restore_file(path: &Path, file: &Path) -> Result<Option<PathBuf>, Trouble> {
    let failed = |error| Trouble::file(path, error);
    if !sqlite_file::is_missing(path) && sqlite_file::is_open(path).map_err(failed)? {
        return Err(Trouble::InUse(format!(
            "a program has {} open",
            path.display()
        )));
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let part = beside(path, ".part");
    let made = copy(file, &part).and_then(|()| sync(&part).map_err(failed));
    if let Err(trouble) = made {
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&part, ending));
        }
        return Err(trouble);
    }
    let kept = keep(path).map_err(failed)?;
    fs::rename(&part, path).map_err(failed)?;
    sync_folder(path).map_err(failed)?;
    Ok(kept)
}

/// Makes a copy of a backup as books that begin another epoch.
fn copy(file: &Path, part: &Path) -> Result<(), Trouble> {
    let no = |why: String| Trouble::no_backup(file, why);
    if sqlite_file::is_missing(file) {
        return Err(no("it is not there, or empty".to_owned()));
    }
    let strange = sqlite_file::strange_log(file).map_err(|error| no(error.to_string()))?;
    if let Some(strange) = strange {
        return Err(no(format!(
            "the -wal beside it is of another file: {strange}"
        )));
    }
    let mut backup = open(file).map_err(|error| no(error.to_string()))?;
    check(&mut backup, file)?;
    let _ = fs::remove_file(part);
    new_private_file(part).map_err(|error| Trouble::file(part, error))?;
    sql_query("VACUUM INTO ?")
        .bind::<sql_types::Text, _>(text(part)?)
        .execute(&mut backup)?;
    let mut books = AnyConnection::Sqlite(open(part)?);
    migrations::run(&mut books)?;
    profile::begin_epoch(&mut books, None)?;
    if let AnyConnection::Sqlite(books) = &mut books {
        books.batch_execute("PRAGMA user_version = 0")?;
    }
    Ok(())
}

/// Moves the books and what belongs to them aside.
fn keep(path: &Path) -> io::Result<Option<PathBuf>> {
    let day = Timestamp::now().to_string().replace([':', '.'], "-");
    let kept = beside(path, &format!(".replaced-{day}"));
    let is_there = path.exists();
    for ending in ["-shm", "-wal", ""] {
        let from = beside(path, ending);
        if from.exists() {
            fs::rename(from, beside(&kept, ending))?;
        }
    }
    Ok(is_there.then_some(kept))
}

/// Whether a file is whole, and has books that this program knows.
fn check(connection: &mut SqliteConnection, file: &Path) -> Result<(), Trouble> {
    let no = |why: String| Trouble::no_backup(file, why);
    let damage = sqlite_file::damage(connection).map_err(|error| no(error.to_string()))?;
    if let Some(damage) = damage {
        return Err(no(format!("it is damaged ({damage})")));
    }
    let books: Result<Said, _> = sql_query("SELECT id AS said FROM network").get_result(connection);
    books.map_err(|_| no("it has no books of a directory".to_owned()))?;
    migrations::check_sqlite(connection).map_err(|error| no(error.to_string()))
}

fn restore_dump(url: &DatabaseUrl, file: &Path) -> Result<(), Trouble> {
    let mut list = Command::new("pg_restore");
    list.arg("--list").arg(file).stdout(Stdio::null());
    run(&mut list).map_err(|trouble| match trouble {
        Trouble::Tool(why) => Trouble::no_backup(file, why),
        trouble => trouble,
    })?;
    let AnyConnection::Postgres(mut connection) = url.connect()? else {
        return Ok(());
    };
    let others: Vec<Said> = sql_query(
        "SELECT pid::text AS said FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid() \
         AND backend_type = 'client backend'",
    )
    .load(&mut connection)?;
    if !others.is_empty() {
        let number = others.len();
        return Err(Trouble::InUse(format!("{number} connections are open")));
    }
    // All that is there steps aside, and back where the backup cannot be read.
    let schema: Said =
        sql_query("SELECT quote_ident(current_schema()) AS said").get_result(&mut connection)?;
    let (schema, aside) = (schema.said, "before_restore");
    connection.batch_execute(&format!(
        "BEGIN; ALTER SCHEMA {schema} RENAME TO {aside}; CREATE SCHEMA {schema}; COMMIT"
    ))?;
    let restored = tool("pg_restore", url).and_then(|mut restore| {
        restore.args(["--no-owner", "--no-privileges", "--exit-on-error"]);
        run(restore.arg("--single-transaction").arg(file))?;
        let mut books = url.connect()?;
        migrations::run(&mut books)?;
        Ok(profile::begin_epoch(&mut books, None)?)
    });
    let (gone, stays) = match &restored {
        Ok(()) => (aside, None),
        Err(_) => (schema.as_str(), Some(aside)),
    };
    end(&mut connection, gone, stays, &schema)?;
    restored
}

/// Lets go of one of two schemas, and gives the other its name back.
fn end(
    connection: &mut PgConnection,
    gone: &str,
    stays: Option<&str>,
    name: &str,
) -> Result<(), Trouble> {
    let back = stays.map_or_else(String::new, |stays| {
        format!("ALTER SCHEMA {stays} RENAME TO {name};")
    });
    connection.batch_execute(&format!("BEGIN; DROP SCHEMA {gone} CASCADE; {back} COMMIT"))?;
    Ok(())
}

/// One of PostgreSQL's programs on this database; the password is no argument, which others can read.
fn tool(name: &str, url: &DatabaseUrl) -> Result<Command, Trouble> {
    let (address, password) = url.without_password().ok_or_else(|| {
        Trouble::Tool("the address of the database cannot be given to a program".to_owned())
    })?;
    let mut command = Command::new(name);
    command.arg("--dbname").arg(address);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    Ok(command)
}

fn run(command: &mut Command) -> Result<(), Trouble> {
    let name = command.get_program().to_string_lossy().into_owned();
    let ended = command.stdin(Stdio::null()).output().map_err(|error| {
        Trouble::Tool(match error.kind() {
            io::ErrorKind::NotFound => format!(
                "{name} is not installed; it comes with PostgreSQL's client (Debian: postgresql-client)"
            ),
            _ => format!("{name} cannot be run: {error}"),
        })
    })?;
    match ended.status.success() {
        true => Ok(()),
        false => {
            let said = String::from_utf8_lossy(&ended.stderr);
            Err(Trouble::Tool(format!("{name} failed: {}", said.trim())))
        }
    }
}

fn open(file: &Path) -> Result<SqliteConnection, Trouble> {
    let mut connection = SqliteConnection::establish(text(file)?)?;
    // A copy is one file, without a log.
    connection.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;")?;
    Ok(connection)
}

fn text(path: &Path) -> Result<&str, Trouble> {
    path.to_str().ok_or_else(|| {
        let unknown = io::Error::new(io::ErrorKind::InvalidInput, "its name is not UTF-8");
        Trouble::file(path, unknown)
    })
}

fn sync(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    File::open(path)?.sync_all()
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| folder.as_os_str() != OsStr::new(""));
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
