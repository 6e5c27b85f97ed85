//! Opening the file where it is not as it should be: what can be read is read, and the sentence is right.

use super::error::is_for_want_of_room;
use super::{Error, READ};
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::Path;

/// Returns a connection that can read, and whether it can do no more because the disk is full.
///
/// SQLite puts files beside the library to share it. Where the folder does not let it, or the disk is full,
/// nobody can be writing either, and the file can be read by itself.
pub(super) fn readable(
    path: &Path,
    connection: Connection,
) -> rusqlite::Result<(Connection, bool)> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    let Err(error) = version else {
        return Ok((connection, false));
    };
    let is_full = is_for_want_of_room(&error);
    let is_not_shared = matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    );
    let address = url::Url::from_file_path(std::path::absolute(path).unwrap_or_default());
    let (true, Ok(mut address)) = (is_full || is_not_shared, address) else {
        return Err(error);
    };
    address.set_query(Some("immutable=1"));
    let flags = READ.union(OpenFlags::SQLITE_OPEN_URI);
    let alone = Connection::open_with_flags(address.as_str(), flags)?;
    Ok((alone, is_full))
}

/// Makes the file of a library that is not there yet so that nobody else reads it: addresses of feeds can
/// have passwords in them. SQLite gives what it puts beside the file the same permissions.
pub(super) fn make_private(path: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // One that is there stays as it is, and where none can be made SQLite says why.
    drop(options.open(path));
}

/// Returns what is wrong with the library at `path` that could not be opened because of `why`.
pub(super) fn fault(path: &Path, why: rusqlite::Error) -> Error {
    match why.sqlite_error_code() {
        // What has no code of its own is a head or a table of contents that SQLite does not understand.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
            Error::Damaged {
                path: path.to_owned(),
                why,
            }
        }
        // SQLite does not say why the system refused it.
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            match OpenOptions::new().append(true).create(true).open(path) {
                Err(error) => Error::Folder(path.to_owned(), error),
                Ok(_file) => Error::Sqlite(why),
            }
        }
        _ => Error::Sqlite(why),
    }
}

/// Whether the head names a way of writing that no SQLite has: then the file can be read and not written.
pub(super) fn is_written_oddly(path: &Path) -> bool {
    let mut head = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && !matches!(head.last_chunk(), Some([1 | 2, 1 | 2]))
}

/// Whether the file holds tables and none of ours: then nothing is written to it, not even how it is shared.
pub(super) fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    let is_of_others = connection.query_row(
        "SELECT count(*) > 0 AND NOT count(*) FILTER (WHERE type = 'table' AND name = 'article')
         FROM sqlite_schema",
        [],
        |row| row.get(0),
    )?;
    if is_of_others {
        return Ok(true);
    }
    // Another program may make a library at this moment: it has all its tables and its number at once.
    let sql = "SELECT count(*) > 0 FROM sqlite_schema WHERE (SELECT user_version FROM pragma_user_version) = 0";
    connection.query_row(sql, [], |row| row.get(0))
}

/// What is said of a database that another program made.
pub(super) fn not_ours() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_NOTADB), None)
}

/// Returns why a library could not be written: one that was opened only to be read because the disk `is_full`
/// says so.
pub(super) fn unwritten(is_full: bool, error: Error) -> Error {
    let is_read_only = matches!(
        &error,
        Error::Sqlite(why) if why.sqlite_error_code() == Some(ErrorCode::ReadOnly)
    );
    if is_full && is_read_only {
        Error::Full
    } else {
        error
    }
}
