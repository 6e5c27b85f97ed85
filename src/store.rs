//! The library: all imported articles in one file, with the index that finds them.
//!
//! SQLite runs in WAL mode: if an import is killed, the library has exactly what was committed.
//! Words are indexed in the spelling to which `search` folds them. The index is a contentless FTS5
//! table whose tokenizer only splits at blanks, so index and query cannot disagree, and any SQLite
//! tool can open the file. A second table lists all terms with their sounds and document
//! frequencies: it answers queries in Latin letters and distinguishes rare words from common ones.

mod accounts;
mod answers;
mod batch;
mod condition;
mod cost;
mod error;
mod facts;
mod find;
mod fts;
mod list;
mod list_view;
mod load;
mod marks;
mod migrate;
mod near_duplicate;
mod offered;
mod opening;
mod orphaned;
mod overview;
mod packed;
mod prepare;
mod put;
mod query_group;
mod rank;
mod related;
mod removal;
mod repair;
mod resolve;
mod saved;
mod scan;
mod subscriptions;
mod term_group;
mod terms;
mod trash;
mod unread;
mod variants;
mod vector;

pub use accounts::{
    Account, AccountCounts, AccountId, AccountItem, Reconciled, ServedChange, ServedMark,
    ServedMarks, WaitingMarks, reconcile,
};
pub use batch::WriteBatch;
pub use error::Error;
pub use find::Hit;
pub use list::StoredRows;
pub use list_view::StoredView;
pub use overview::{NamedCount, Names};
pub use put::{ImportCounts, Prepared};
pub use rank::Order;
pub use related::{Kin, Suggestion};
pub use repair::Recovered;
pub use saved::SavedSearch;
pub use subscriptions::{FullText, ServedBy, Subscription};
pub use unread::{MarkedRead, ReadRanges};

use crate::article::ArticleId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, Transaction};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;
use terms::Terms;

/// The version of the file format that this program writes. It refuses files with a later version.
const VERSION: i64 = 6;

const SCHEMA: &str = include_str!("store/schema.sql");
const INDEX: &str = include_str!("store/index.sql");

/// The number of prepared statements that are kept. Storing a story takes more than the sixteen of the default, and
/// then parsing SQL took a quarter of the time.
const STATEMENTS: usize = 128;

/// No mutex: a connection is used by only one thread at a time, so SQLite need not lock it.
const WRITE: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
const READ: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// An open library.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// A cache of the terms that recent writes used.
    terms: Terms,
    /// SQLite's `data_version` at which `terms` was valid.
    seen: i64,
    /// Whether the disk was full when the file was opened; the library is read-only then.
    is_full: bool,
    /// The number of articles, and the document frequencies by term; these are cached until the
    /// number changes.
    counts: RefCell<(f64, HashMap<u32, u32, foldhash::fast::RandomState>)>,
}

impl Store {
    /// Opens the library at `path`, or creates it if it does not exist.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written, is not a library, or has a later version.
    pub fn open_or_create(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .map_err(|error| Error::Folder(folder.to_owned(), error))?;
        }
        opening::make_private(path);
        let flags = WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::set_up(path, Connection::open_with_flags(path, flags))
    }

    /// Opens an existing library.
    ///
    /// # Errors
    /// Returns an error if the library does not exist or cannot be used.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        let writable = Connection::open_with_flags(path, WRITE);
        let connection =
            writable.or_else(|_not_ours_to_write| Connection::open_with_flags(path, READ));
        Self::set_up(path, connection)
    }

    fn set_up(path: &Path, connection: rusqlite::Result<Connection>) -> Result<Self, Error> {
        if path.is_dir() {
            return Err(Error::IsFolder(path.to_owned()));
        }
        let damaged = |why| opening::fault(path, why);
        let opened = connection.and_then(|connection| opening::readable(path, connection));
        let (mut connection, is_full) = opened.map_err(damaged)?;
        connection.busy_handler(Some(look_again))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let version: i64 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(damaged)?;
        if version > VERSION {
            return Err(Error::Newer {
                path: path.to_owned(),
                version,
            });
        }
        if opening::is_foreign(&connection).map_err(damaged)? {
            return Err(damaged(opening::not_ours()));
        }
        let mut store = Self {
            connection,
            is_full,
            terms: Terms::default(),
            seen: 0,
            counts: RefCell::default(),
        };
        // Query plans must not depend on parameter values: `article` has partial indexes, and
        // SQLite would plan each query of it again for other values.
        store
            .connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // A read-only library works without either of these settings.
        let _read_only = store.connection.pragma_update(None, "journal_mode", "WAL");
        let _read_only = store
            .connection
            .pragma_update(None, "synchronous", "NORMAL");
        // Ranking reads the term counts of hundreds of articles from all over the file.
        let _smaller_is_slower = store.connection.pragma_update(None, "cache_size", -16_384);
        let is_readonly = store.connection.is_readonly(MAIN_DB)?;
        if is_readonly && opening::is_written_oddly(path) {
            return Err(damaged(opening::not_ours()));
        }
        match version {
            0 => store.create().map_err(damaged)?,
            1 => migrate::from_1(&mut store)?,
            2 if !is_readonly => migrate::from_2(&mut store)?,
            3 if !is_readonly => migrate::from_3(&mut store)?,
            4 if !is_readonly => migrate::from_4(&mut store)?,
            5 if !is_readonly => migrate::from_5(&mut store)?,
            // A read-only library keeps the words and the groups of near duplicates that its
            // version wrote, and nothing else is known of its texts.
            2..VERSION => migrate::read_only(&store)?,
            _ => {}
        }
        let _read_only = store.connection.execute_batch(subscriptions::SUBSCRIPTIONS);
        let _read_only = store.connection.execute_batch(accounts::ACCOUNTS);
        let _read_only = store.connection.execute_batch(resolve::ALIAS);
        let _read_only = store.connection.execute_batch(trash::TRASH);
        let _has_it = store.connection.execute_batch(subscriptions::TRUSTED);
        Ok(store)
    }

    /// Sets the cache sizes for importing many articles.
    pub fn prepare_to_write(&self) {
        self.keep_pages(65_536);
    }

    /// Sets the cache sizes for a refresh, which shares memory with other work. A transaction of a
    /// few thousand articles changes only as many pages as fit into the cache.
    pub fn prepare_to_refresh(&self) {
        self.keep_pages(8_192);
    }

    /// Sleeps between two of our transactions, long enough for other writers to get their turn.
    pub fn leave_to_others(&self) {
        std::thread::sleep(TURN);
    }

    /// Sets the size of the page cache in kibibytes, and makes checkpoints rarer.
    fn keep_pages(&self, kibibytes: i64) {
        // Writes touch index pages everywhere. A small cache would read and write each page many
        // times, and frequent checkpoints would copy the same pages repeatedly.
        let _slower = self
            .connection
            .pragma_update(None, "cache_size", -kibibytes);
        let _slower = self
            .connection
            .pragma_update(None, "wal_autocheckpoint", 8_192);
    }

    /// Moves the log into the file and closes it, so that the file alone is the library.
    fn finish(self) -> Result<(), Error> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let closed = self.connection.close();
        closed.map_err(|(_open, error)| error.into())
    }

    /// Starts a read transaction that lasts until the returned value is dropped. Answering a query
    /// takes hundreds of small SQL queries, and without a transaction SQLite would lock and check
    /// the file for each. Returns `None` if a transaction is already open.
    fn read_snapshot(&self) -> Result<Option<Transaction<'_>>, Error> {
        if !self.connection.is_autocommit() {
            return Ok(None);
        }
        Ok(Some(self.connection.unchecked_transaction()?))
    }

    /// Creates the tables. If two programs do so at once, the result is one library.
    fn create(&mut self) -> rusqlite::Result<()> {
        let behavior = rusqlite::TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let version: i64 =
            transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            transaction.execute_batch(SCHEMA)?;
            transaction.execute_batch(INDEX)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()
    }

    /// Returns a number that changes whenever another program or connection writes to the library.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn changes_elsewhere(&self) -> Result<i64, Error> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(version)
    }

    /// Returns the number of articles.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn len(&self) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .query_row("SELECT stories FROM total", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Returns whether the library has no articles.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }
}

/// The interval at which a waiting writer retries. SQLite's own handler waits longer each time, so
/// a busy writer would always win, and storing a mark could take seconds.
const LOOK: Duration = Duration::from_millis(4);
/// The maximum number of retries, which take ten seconds in all; by then the other writer is stuck.
const MOST_LOOKS: i32 = 2_500;
/// The pause between two transactions of a long write. It is longer than `LOOK`, so a waiting
/// writer gets its turn even on a busy machine.
const TURN: Duration = Duration::from_millis(10);

fn look_again(times: i32) -> bool {
    std::thread::sleep(LOOK);
    times < MOST_LOOKS
}

/// Returns the id as SQLite stores it: with the same bits, but signed.
fn key(id: ArticleId) -> i64 {
    id.bits().cast_signed()
}

fn id_of(key: i64) -> ArticleId {
    ArticleId::from_bits(key.cast_unsigned())
}
