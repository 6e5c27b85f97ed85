//! The library: every story that was imported, in one file, with the index that finds it.
//!
//! SQLite in WAL mode: an import that is killed leaves all that was committed and nothing else. The
//! words are indexed as `search` writes them, one spelling for one word, in a contentless FTS5 table
//! whose tokenizer only splits at blanks; so index and question cannot disagree, and any tool for
//! SQLite opens the file. Beside the index stands a table of all terms with the number of stories
//! that have them and with their sound, which answers questions in Latin letters and tells rare
//! words from common ones.

mod find;
mod related;
mod subscriptions;
mod write;

pub use find::{Hit, Order};
pub use related::Suggestion;
pub use subscriptions::{FullText, Subscription};
pub use write::Written;

use crate::article::{Article, ArticleId, Listing, Timestamp};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why the library cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no library yet.
    #[error("{0}: no library yet; make one with: newsreader import PATH")]
    Missing(PathBuf),
    /// A later version of this program wrote it.
    #[error(
        "{path}: written by a later newsreader (version {version} of the library); update newsreader"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// It is not a library, or is damaged.
    #[error("{path}: not a library of newsreader, or damaged ({why}); nothing was changed")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: rusqlite::Error,
    },
    /// The file or its folder cannot be written.
    #[error("{0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// SQLite could not do it.
    #[error("the library: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored story cannot be read again.
    #[error("a story in the library cannot be read: {0}")]
    Story(#[from] serde_json::Error),
}

/// What the file is written by; a later number is refused.
const VERSION: i64 = 1;

const SCHEMA: &str = "
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id INTEGER NOT NULL UNIQUE,
        headline TEXT NOT NULL,
        topic TEXT, source TEXT, url TEXT, origin TEXT NOT NULL,
        published INTEGER, published_text TEXT,
        story TEXT NOT NULL
    );
    CREATE INDEX article_by_time ON article (published DESC, number);
    CREATE VIRTUAL TABLE word USING fts5 (title, body, content='', contentless_delete=1, tokenize='ascii');
    CREATE TABLE term (text TEXT PRIMARY KEY, sound TEXT, skeleton TEXT, stories INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX term_by_sound ON term (sound) WHERE sound IS NOT NULL;
    CREATE INDEX term_by_skeleton ON term (skeleton) WHERE skeleton IS NOT NULL;
";

/// An open library.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the library at `path`, or makes it.
    ///
    /// # Errors
    /// Where the file cannot be written, is something else, or of a later version.
    pub fn open_or_create(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .map_err(|error| Error::Folder(folder.to_owned(), error))?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::prepared(path, Connection::open_with_flags(path, flags))
    }

    /// Opens a library that is there.
    ///
    /// # Errors
    /// Where there is none, or it cannot be used.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        let writable = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
        let connection = writable.or_else(|_not_ours_to_write| {
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        });
        Self::prepared(path, connection)
    }

    fn prepared(path: &Path, connection: rusqlite::Result<Connection>) -> Result<Self, Error> {
        let damaged = |why| Error::Damaged {
            path: path.to_owned(),
            why,
        };
        let connection = connection.map_err(damaged)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        let version: i64 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(damaged)?;
        if version > VERSION {
            return Err(Error::Newer {
                path: path.to_owned(),
                version,
            });
        }
        let mut store = Self { connection };
        // Neither matters to a library that can only be read.
        let _read_only = store.connection.pragma_update(None, "journal_mode", "WAL");
        let _read_only = store
            .connection
            .pragma_update(None, "synchronous", "NORMAL");
        if version == 0 {
            store.create().map_err(damaged)?;
        }
        let _read_only = store.connection.execute_batch(subscriptions::SUBSCRIPTIONS);
        Ok(store)
    }

    /// Makes the tables; two programs that do so at once get one library.
    fn create(&mut self) -> rusqlite::Result<()> {
        let behavior = rusqlite::TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let version: i64 =
            transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            transaction.execute_batch(SCHEMA)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()
    }

    /// Returns how many stories there are.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn len(&self) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Returns whether there is no story.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }

    /// Returns the story called `id`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        let story: Option<String> = self
            .connection
            .prepare_cached("SELECT story FROM article WHERE id = ?1")?
            .query_row(params![key(id)], |row| row.get(0))
            .optional()?;
        Ok(story
            .map(|story| serde_json::from_str(&story))
            .transpose()?)
    }

    /// Hands each story's listing to `sink`, newest first, until it refuses.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn listings(&self, mut sink: impl FnMut(Listing) -> bool) -> Result<(), Error> {
        let mut statement = self.connection.prepare(
            "SELECT id, headline, topic, source, published_text, url, origin FROM article ORDER BY published DESC, number",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !sink(listing(row)?) {
                break;
            }
        }
        Ok(())
    }

    /// Hands each story to `sink`, in the order in which they came.
    ///
    /// # Errors
    /// Where the file cannot be read, or `sink` fails.
    pub fn articles(
        &self,
        mut sink: impl FnMut(Article) -> std::io::Result<()>,
    ) -> Result<std::io::Result<()>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT story FROM article ORDER BY number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let story: String = row.get(0)?;
            if let Err(error) = sink(serde_json::from_str(&story)?) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }
}

/// Reads a row of `id, headline, topic, source, published_text, url, origin`.
fn listing(row: &rusqlite::Row<'_>) -> rusqlite::Result<Listing> {
    let published: Option<String> = row.get(4)?;
    Ok(Listing {
        id: id_of(row.get(0)?),
        headline: row.get(1)?,
        topic: row.get(2)?,
        source: row.get(3)?,
        published: published.and_then(|text| Timestamp::parse_from_rfc3339(&text).ok()),
        url: row.get(5)?,
        origin: row.get(6)?,
    })
}

/// SQLite's integers have a sign; the bits are the same.
fn key(id: ArticleId) -> i64 {
    id.bits().cast_signed()
}

fn id_of(key: i64) -> ArticleId {
    ArticleId::from_bits(key.cast_unsigned())
}
