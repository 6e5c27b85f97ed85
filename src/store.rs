//! The library: every story that was imported, in one file, with the index that finds it.
//!
//! SQLite in WAL mode: an import that is killed leaves all that was committed and nothing else. The
//! words are indexed as `search` writes them, one spelling for one word, in a contentless FTS5 table
//! whose tokenizer only splits at blanks; so index and question cannot disagree, and any tool for
//! SQLite opens the file. Beside the index stands a table of all terms with the number of stories
//! that have them and with their sound, which answers questions in Latin letters and tells rare
//! words from common ones.

mod answers;
mod batch;
mod condition;
mod cost;
mod error;
mod find;
mod fts;
mod hash;
mod list;
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
mod scan;
mod subscriptions;
mod term_group;
mod terms;
mod unread;
mod variants;
mod vector;

pub use batch::WriteBatch;
pub use error::Error;
pub use find::Hit;
pub use list::StoredRows;
pub use overview::NamedCount;
pub use put::{ImportCounts, Prepared};
pub use rank::Order;
pub use related::{Kin, Suggestion};
pub use repair::Recovered;
pub use subscriptions::{FullText, Subscription};
pub use unread::{MarkedRead, ReadRanges};

use crate::article::ArticleId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, Transaction};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;
use terms::Terms;

/// What the file is written by; a later number is refused.
const VERSION: i64 = 5;

const SCHEMA: &str = include_str!("store/schema.sql");
const INDEX: &str = include_str!("store/index.sql");

/// A connection stays in one thread at a time, so SQLite need not lock it.
const WRITE: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
const READ: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// An open library.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// What writing has at hand of the terms.
    terms: Terms,
    /// The state of the file by SQLite's `data_version` at which that was right.
    seen: i64,
    /// Whether the disk was full when the file was opened: then it can only be read.
    is_full: bool,
    /// By how many stories terms are had, as far as questions asked, while there were so many stories.
    counts: RefCell<(f64, HashMap<u32, u32, hash::WordHash>)>,
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
        opening::make_private(path);
        let flags = WRITE | OpenFlags::SQLITE_OPEN_CREATE;
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
        let writable = Connection::open_with_flags(path, WRITE);
        let connection =
            writable.or_else(|_not_ours_to_write| Connection::open_with_flags(path, READ));
        Self::prepared(path, connection)
    }

    fn prepared(path: &Path, connection: rusqlite::Result<Connection>) -> Result<Self, Error> {
        if path.is_dir() {
            return Err(Error::IsFolder(path.to_owned()));
        }
        let damaged = |why| opening::fault(path, why);
        let opened = connection.and_then(|connection| opening::readable(path, connection));
        let (mut connection, is_full) = opened.map_err(damaged)?;
        connection.busy_handler(Some(look_again))?;
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
        // A plan never hangs on the number asked for; else each question of the table of stories,
        // which has indexes over some of its rows, would be planned anew each time.
        store
            .connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // Neither matters to a library that can only be read.
        let _read_only = store.connection.pragma_update(None, "journal_mode", "WAL");
        let _read_only = store
            .connection
            .pragma_update(None, "synchronous", "NORMAL");
        // Ranking an answer looks at the counts of some hundred stories from everywhere in the file.
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
            // One that can only be read is read by the words and groups that it has.
            2..VERSION => migrate::read_only(&store)?,
            _ => {}
        }
        let _read_only = store.connection.execute_batch(subscriptions::SUBSCRIPTIONS);
        let _has_it = store.connection.execute_batch(subscriptions::TRUSTED);
        Ok(store)
    }

    /// Gives what imports many stories the memory for it.
    pub fn prepare_to_write(&self) {
        self.keep_pages(65_536);
    }

    /// Gives what stores the news, beside all else that a refresh holds, what it needs: a transaction of
    /// some thousand stories changes no more pages than lie in this, and a library is read by its index.
    pub fn prepare_to_refresh(&self) {
        self.keep_pages(8_192);
    }

    /// Waits as long as others need to see that nobody writes: they have their turn between two
    /// transactions of one that has many.
    pub fn leave_to_others(&self) {
        std::thread::sleep(TURN);
    }

    /// Keeps so many kibibytes of pages at hand to write.
    fn keep_pages(&self, kibibytes: i64) {
        // Pages of the index are changed all over: in a small cache each is read and written often,
        // and the same ones by each transaction, so they go into the library proper only now and then.
        let _slower = self
            .connection
            .pragma_update(None, "cache_size", -kibibytes);
        let _slower = self
            .connection
            .pragma_update(None, "wal_autocheckpoint", 8_192);
    }

    /// Writes all that is in the log into the file and closes it: then the file alone is the library.
    fn finish(self) -> Result<(), Error> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let closed = self.connection.close();
        closed.map_err(|(_open, error)| error.into())
    }

    /// Begins a moment in which the library stays as it is, until what is returned goes: an answer is put
    /// together by hundreds of small questions, and for each by itself the file would be locked,
    /// looked at and given free. `None` within a transaction, which is such a moment.
    fn read_snapshot(&self) -> Result<Option<Transaction<'_>>, Error> {
        if !self.connection.is_autocommit() {
            return Ok(None);
        }
        Ok(Some(self.connection.unchecked_transaction()?))
    }

    /// Makes the tables; two programs that do so at once get one library.
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

    /// Returns a number that is another one after each change that came from elsewhere: another program,
    /// or another connection of this one.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn changes_elsewhere(&self) -> Result<i64, Error> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(version)
    }

    /// Returns how many stories there are.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn len(&self) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .query_row("SELECT stories FROM total", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Returns whether there is no story.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }
}

/// How often one that waits to write looks whether the library is free. SQLite's own way is to look ever
/// more seldom: then whoever writes all the time has begun anew before the other looks, and a person's
/// mark waits for seconds.
const LOOK: Duration = Duration::from_millis(4);
/// So often, which takes ten seconds; then somebody has stopped in the middle.
const MOST_LOOKS: i32 = 2_500;
/// How long one that has more to write leaves the library free: longer than between two looks, also where
/// the machine has much to do.
const TURN: Duration = Duration::from_millis(10);

fn look_again(times: i32) -> bool {
    std::thread::sleep(LOOK);
    times < MOST_LOOKS
}

/// SQLite's integers have a sign; the bits are the same.
fn key(id: ArticleId) -> i64 {
    id.bits().cast_signed()
}

fn id_of(key: i64) -> ArticleId {
    ArticleId::from_bits(key.cast_unsigned())
}
