//! Why the library cannot be used, for programs and for a person.

use crate::article::ArticleId;
use crate::words::{Language, LibraryFault, sentence};
use rusqlite::ffi;
use std::path::PathBuf;

/// Why the library cannot be used. Shown as it is, for tests and whoever reads a log, it is English.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::English))]
pub enum Error {
    /// There is no library yet.
    Missing(PathBuf),
    /// A later version of this program wrote it.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// A folder where the file of the library should be.
    IsFolder(PathBuf),
    /// It is not a library, or is damaged.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: rusqlite::Error,
    },
    /// The file or its folder cannot be written.
    Folder(PathBuf, std::io::Error),
    /// SQLite could not do it.
    Sqlite(rusqlite::Error),
    /// A story cannot be written as JSON.
    Story(serde_json::Error),
    /// The file was damaged when it was last used.
    Corrupt,
    /// It is damaged, and its folder does not let what can be read of it be saved there.
    Unsaved {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// The disk is full, so that the library was opened only to be read.
    Full,
    /// The text of one story is damaged; the others are not.
    Unreadable {
        /// The story.
        id: ArticleId,
        /// Its headline.
        headline: String,
    },
}

// Neither is named as a source: the sentence says it already.
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

/// Whether the memory that programs share beside the library could not be made or grow: on a full disk that
/// is what fails first.
pub(super) fn is_for_want_of_room(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(
        code,
        Some(ffi::SQLITE_IOERR_SHMOPEN | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMMAP)
    )
}

/// Whether a column holds what we never write there: its page belongs elsewhere.
fn is_of_wrong_type(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    )
}

/// What SQLite says, without its numbers and codes where that is known to happen.
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

    /// Returns whether the file is damaged, and not merely in use, full or not ours to write.
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
