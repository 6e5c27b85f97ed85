//! Errors of the library, for programs and for the user.

use crate::article::ArticleId;
use crate::words::{Language, LibraryFault, sentence};
use rusqlite::ffi;
use std::path::PathBuf;

/// The reason why the library cannot be used. `Display` writes English, for tests and logs.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::English))]
pub enum Error {
    /// The library does not exist yet.
    Missing(PathBuf),
    /// A later version of this program wrote the file.
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of the file.
        version: i64,
    },
    /// The path is a folder.
    IsFolder(PathBuf),
    /// The file is damaged or not a library.
    Damaged {
        /// The file.
        path: PathBuf,
        /// The error that SQLite reported.
        why: rusqlite::Error,
    },
    /// The file or its folder cannot be written.
    Folder(PathBuf, std::io::Error),
    /// SQLite failed.
    Sqlite(rusqlite::Error),
    /// An article cannot be serialized as JSON.
    Story(serde_json::Error),
    /// Damage was found while the file was in use.
    Corrupt,
    /// The file is damaged, and its folder does not allow the recovered library to be written.
    Unsaved {
        /// The file.
        path: PathBuf,
        /// The underlying I/O error.
        why: std::io::Error,
    },
    /// The disk is full, so the library was opened read-only.
    Full,
    /// The text of one article is damaged; the others are intact.
    Unreadable {
        /// The article.
        id: ArticleId,
        /// The headline of the article.
        headline: String,
    },
}

// Neither error is returned by `source`, because the sentence already contains it.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Story(error)
    }
}

/// Whether SQLite could not create or enlarge its shared-memory file, which is what fails first on
/// a full disk.
pub(super) fn is_for_want_of_room(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(
        code,
        Some(ffi::SQLITE_IOERR_SHMOPEN | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMMAP)
    )
}

/// Whether a column has a type that we never write, so that its page must be damaged or belong to
/// another table.
fn is_of_wrong_type(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    )
}

/// Translates an error of SQLite; for the known cases its codes are omitted.
fn of_sqlite(error: &rusqlite::Error) -> LibraryFault {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly) => LibraryFault::ReadOnly,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LibraryFault::Busy,
        Some(ErrorCode::DiskFull) => LibraryFault::Full,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => LibraryFault::Corrupt,
        _ if is_for_want_of_room(error) => LibraryFault::Full,
        _ if is_of_wrong_type(error) => LibraryFault::Corrupt,
        _ => LibraryFault::Other(error.to_string()),
    }
}

impl Error {
    /// Returns the error as a sentence without a full stop.
    pub fn say(&self, language: Language) -> String {
        let fault = match self {
            Self::Missing(path) => LibraryFault::NotMade(path.display().to_string()),
            Self::Newer { path, version } => LibraryFault::Newer {
                path: path.display().to_string(),
                version: *version,
            },
            Self::IsFolder(path) => LibraryFault::IsFolder(path.display().to_string()),
            Self::Damaged { path, why } => LibraryFault::Damaged {
                path: path.display().to_string(),
                why: why.to_string(),
            },
            Self::Folder(place, why) => LibraryFault::Folder {
                place: place.display().to_string(),
                why: sentence(why, language),
            },
            Self::Sqlite(error) => of_sqlite(error),
            Self::Story(error) => LibraryFault::Story(error.to_string()),
            Self::Corrupt => LibraryFault::Corrupt,
            Self::Full => LibraryFault::Full,
            Self::Unsaved { path, why } => LibraryFault::Unsaved {
                path: path.display().to_string(),
                why: sentence(why, language),
            },
            Self::Unreadable { id, headline } => LibraryFault::Unreadable {
                id: id.to_string(),
                headline: headline.clone(),
            },
        };
        fault.say(language)
    }

    /// Returns whether the file is damaged. It is not if it is only busy, read-only or on a full
    /// disk.
    pub fn is_damage(&self) -> bool {
        let by = |error: &rusqlite::Error| {
            matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
            ) || is_of_wrong_type(error)
        };
        match self {
            Self::Corrupt | Self::Damaged { .. } => true,
            Self::Sqlite(error) => by(error),
            Self::Missing(_)
            | Self::Newer { .. }
            | Self::IsFolder(_)
            | Self::Folder(..)
            | Self::Full
            | Self::Unsaved { .. }
            | Self::Unreadable { .. }
            | Self::Story(_) => false,
        }
    }
}
