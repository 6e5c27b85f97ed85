//! Opens files that are damaged, foreign, read-only or on a full disk, and returns the right error
//! for each case.

use super::error::is_for_want_of_room;
use super::{Error, READ};
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::Path;

/// Returns a connection that can read, and whether it is read-only because the disk is full.
///
/// SQLite creates files next to the library in order to share it. If the folder is read-only or the
/// disk is full, no other program can write either, so the file can be read as immutable.
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

/// Creates the file of a new library so that other users cannot read it: feed addresses can contain
/// passwords. SQLite gives its other files the same permissions.
pub(super) fn make_private(path: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // An existing file is kept. If the file cannot be created, SQLite reports the reason later.
    drop(options.open(path));
}

/// Returns the error for a library that could not be opened.
pub(super) fn fault(path: &Path, why: rusqlite::Error) -> Error {
    match why.sqlite_error_code() {
        // SQLite has no code of its own for a file header or schema that it does not understand.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
            Error::Damaged {
                path: path.to_owned(),
                why,
            }
        }
        // SQLite does not report the reason that the operating system gives.
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            match OpenOptions::new().append(true).create(true).open(path) {
                Err(error) => Error::Folder(path.to_owned(), error),
                Ok(_file) => Error::Sqlite(why),
            }
        }
        _ => Error::Sqlite(why),
    }
}

/// Whether the header has write versions that SQLite does not know; it opens such a file read-only.
pub(super) fn is_written_oddly(path: &Path) -> bool {
    let mut head = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && !matches!(head.last_chunk(), Some([1 | 2, 1 | 2]))
}

/// Whether the file has tables but none of ours. Nothing is written to such a file, not even its journal
/// mode.
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
    // If another program is creating a library right now, its tables and its version appear
    // together.
    let sql = "SELECT count(*) > 0 FROM sqlite_schema WHERE (SELECT user_version FROM pragma_user_version) = 0";
    connection.query_row(sql, [], |row| row.get(0))
}

/// Returns the error for the database of another program.
pub(super) fn not_ours() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_NOTADB), None)
}

/// Returns the error to report for a failed write. If the library is read-only because the disk is
/// full (`is_full`), that is the error.
pub(super) fn unwritten(is_full: bool, error: Error) -> Error {
    let is_read_only = |why: &rusqlite::Error| why.sqlite_error_code() == Some(ErrorCode::ReadOnly);
    if is_full && matches!(&error, Error::Sqlite(why) if is_read_only(why)) {
        Error::Full
    } else {
        error
    }
}
