//! The library: every story that was imported, in one file, with the index that finds it.
//!
//! SQLite in WAL mode: an import that is killed leaves all that was committed and nothing else. The
//! words are indexed as `search` writes them, one spelling for one word, in a contentless FTS5 table
//! whose tokenizer only splits at blanks; so index and question cannot disagree, and any tool for
//! SQLite opens the file. Beside the index stands a table of all terms with the number of stories
//! that have them and with their sound, which answers questions in Latin letters and tells rare
//! words from common ones.

mod batch;
mod condition;
mod error;
mod find;
mod hash;
mod list;
mod marks;
mod migrate;
mod offered;
mod overview;
mod packed;
mod rank;
mod related;
mod repair;
mod subscriptions;
mod terms;
mod twin;
mod variants;
mod vector;
mod write;

pub use batch::Batch;
pub use error::Error;
pub use find::{Hit, Order};
pub use overview::Shelf;
pub use related::{Kin, Suggestion};
pub use repair::Recovered;
pub use subscriptions::{FullText, Subscription};
pub use write::{Prepared, Written};

use crate::article::{Article, ArticleId};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension as _, Transaction, params};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;
use terms::Terms;

/// What the file is written by; a later number is refused.
const VERSION: i64 = 3;

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
        let flags = WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection = Connection::open_with_flags(path, flags);
        Self::prepared(
            path,
            connection.and_then(|connection| readable(path, connection)),
        )
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
        Self::prepared(
            path,
            connection.and_then(|connection| readable(path, connection)),
        )
    }

    fn prepared(path: &Path, connection: rusqlite::Result<Connection>) -> Result<Self, Error> {
        let damaged = |why| Error::Damaged {
            path: path.to_owned(),
            why,
        };
        if path.is_dir() {
            return Err(Error::IsFolder(path.to_owned()));
        }
        let mut connection = connection.map_err(damaged)?;
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
        let mut store = Self {
            connection,
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
        // The table of contents is read only when it is first needed.
        store
            .connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
            .map_err(damaged)?;
        match version {
            0 => store.create().map_err(damaged)?,
            1 => migrate::from_1(&mut store)?,
            // One that can only be read is read by the words that it has.
            2 if !store.connection.is_readonly(MAIN_DB)? => migrate::from_2(&mut store)?,
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

    /// Begins a moment in which the library stays as it is, until what is returned goes: an answer is put
    /// together by hundreds of small questions, and for each by itself the file would be locked,
    /// looked at and given free. `None` within a transaction, which is such a moment.
    fn still(&self) -> Result<Option<Transaction<'_>>, Error> {
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

    /// Returns the id of the one story whose id begins with `digits`, as many as `list` prints or fewer;
    /// nothing where there is none or more than one.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn known_as(&self, digits: &str) -> Result<Option<ArticleId>, Error> {
        let with = |filler: &str| {
            let all = format!(
                "{digits}{}",
                filler.repeat(16_usize.saturating_sub(digits.len()))
            );
            let bits = u64::from_str_radix(&all, 16).ok()?;
            Some(key(ArticleId::from_bits(bits)))
        };
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Some((first, last)) = with("0").zip(with("f")).filter(|_| is_hexadecimal) else {
            return Ok(None);
        };
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE id BETWEEN ?1 AND ?2 LIMIT 2")?;
        let ids = statement.query_map([first, last], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        Ok(match ids.as_slice() {
            [one] => Some(id_of(*one)),
            _ => None,
        })
    }

    /// Returns the story called `id`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        article_of(&self.connection, id)
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
            .prepare("SELECT body FROM story ORDER BY number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(0)?;
            if let Err(error) = sink(packed::unpack(&body)?) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
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

/// Returns the story called `id`.
fn article_of(connection: &Connection, id: ArticleId) -> Result<Option<Article>, Error> {
    let body: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body FROM article JOIN story USING (number) WHERE id = ?1")?
        .query_row(params![key(id)], |row| row.get(0))
        .optional()?;
    body.map(|body| packed::unpack(&body)).transpose()
}

/// Returns a connection that can read, also where the folder does not let SQLite put the files beside
/// the library that it needs to share it: then nobody can be writing it either.
fn readable(path: &Path, connection: Connection) -> rusqlite::Result<Connection> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    match version {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)
            ) =>
        {
            let address = url::Url::from_file_path(std::path::absolute(path).unwrap_or_default());
            let Ok(mut address) = address else {
                return Err(error);
            };
            address.set_query(Some("immutable=1"));
            let flags = READ.union(OpenFlags::SQLITE_OPEN_URI);
            Connection::open_with_flags(address.as_str(), flags)
        }
        _ => Ok(connection),
    }
}

/// SQLite's integers have a sign; the bits are the same.
fn key(id: ArticleId) -> i64 {
    id.bits().cast_signed()
}

fn id_of(key: i64) -> ArticleId {
    ArticleId::from_bits(key.cast_unsigned())
}
