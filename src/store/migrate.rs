//! Upgrades libraries of earlier versions.

use super::fts::quoted;
use super::packed::unpack;
use super::put::{index_again, put_in};
use super::removal;
use super::resolve;
use super::terms::Terms;
use super::unread::UNDATED;
use super::vector::terms_of;
use super::{Error, INDEX, Prepared, SCHEMA, Store, VERSION, near_duplicate};
use crate::article::Article;
use crate::search::spelling;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};
use std::collections::BTreeSet;

/// Upgrades from version 1, which had the JSON of articles in their rows, and no marks.
pub(super) fn from_1(store: &mut Store) -> Result<(), Error> {
    step(store, 1, |transaction, terms| {
        if has_table(transaction, "story")? {
            // If the tables are those of a later version, the version number is damaged.
            return Err(Error::Corrupt);
        }
        transaction.execute_batch(
            "ALTER TABLE article RENAME TO article_1;
             DROP INDEX article_by_time;
             DROP TABLE word;
             DROP TABLE term;",
        )?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute_batch(INDEX)?;
        transaction.execute_batch(resolve::ALIAS)?;
        let mut old = transaction.prepare("SELECT story FROM article_1 ORDER BY number")?;
        let mut rows = old.query([])?;
        while let Some(row) = rows.next()? {
            let json: String = row.get(0)?;
            let article: Article = serde_json::from_str(&json)?;
            put_in(transaction, terms, article)?;
        }
        terms.write(transaction)?;
        drop(rows);
        drop(old);
        Ok(transaction.execute_batch("DROP TABLE article_1;")?)
    })
}

/// Upgrades from version 2, which separated words only at spaces, and folded fewer spellings.
pub(super) fn from_2(store: &mut Store) -> Result<(), Error> {
    step(store, 2, |transaction, terms| {
        transaction.execute_batch(
            "DROP TABLE word;
             DROP TABLE term;
             DROP TABLE vector;
             DROP TABLE IF EXISTS twin;
             DROP TABLE IF EXISTS near_duplicate;
             DROP TABLE IF EXISTS fact;
             DROP TABLE IF EXISTS author;
             DROP TABLE IF EXISTS undescribed;
             DROP TABLE total;",
        )?;
        transaction.execute_batch(INDEX)?;
        let mut stories = transaction.prepare("SELECT number, body FROM story ORDER BY number")?;
        let mut rows = stories.query([])?;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(1)?;
            // If its text is damaged, an article cannot be found until it is fetched again.
            if let Some(article) = unpack(&body) {
                index_again(transaction, terms, row.get(0)?, &Prepared::new(article)?)?;
            }
        }
        terms.write(transaction)?;
        transaction.execute_batch(ADDED_IN_4)?;
        regroup(transaction)?;
        add_unread(transaction)?;
        add_lists_and_facts(transaction)
    })
}

/// Upgrades from version 3, which took articles of one feed with a common teaser for near
/// duplicates, and lost the marks of articles whose text was lost.
pub(super) fn from_3(store: &mut Store) -> Result<(), Error> {
    step(store, 3, |transaction, terms| {
        if has_table(transaction, "twin")? {
            let key = near_duplicate::KEY_OF_3;
            transaction.execute_batch(&format!(
                "CREATE TABLE near_duplicate
                     (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
                 INSERT OR IGNORE INTO near_duplicate
                     SELECT {key}, number FROM twin JOIN article USING (number)
                     WHERE number > (SELECT max(number) FROM article) - {RECENT} OR same IN {GROUPED}
                     ORDER BY 1;
                 DROP TABLE twin;"
            ))?;
        }
        transaction.execute_batch(ADDED_IN_4)?;
        add_lists_and_facts(transaction)?;
        respell(transaction, terms)?;
        regroup(transaction)?;
        add_unread(transaction)
    })
}

/// Upgrades from version 4, which had the read mark in the row of each article, and indexed some
/// words in several spellings.
pub(super) fn from_4(store: &mut Store) -> Result<(), Error> {
    step(store, 4, |transaction, terms| {
        add_lists_and_facts(transaction)?;
        respell(transaction, terms)?;
        add_unread(transaction)
    })
}

/// Upgrades from version 5, which knew neither names of saved searches nor the facts of texts.
pub(super) fn from_5(store: &mut Store) -> Result<(), Error> {
    step(store, 5, |transaction, _| add_lists_and_facts(transaction))
}

/// Creates what version 6 added. Articles are described later, because that takes seconds.
fn add_lists_and_facts(transaction: &Transaction<'_>) -> Result<(), Error> {
    if !has_table(transaction, "list_view")? {
        transaction.execute_batch(ADDED_IN_6)?;
    }
    Ok(transaction.execute_batch(FACTS_IN_6)?)
}

/// Indexes again all articles that contain a word with a different spelling in version 5. Indexing
/// a million articles would take minutes, so the others keep their index entries.
fn respell(transaction: &Transaction<'_>, terms: &mut Terms) -> Result<(), Error> {
    let mut numbers = BTreeSet::new();
    let mut all = transaction.prepare("SELECT text FROM term")?;
    let mut rows = all.query([])?;
    let mut having = transaction.prepare("SELECT rowid FROM word WHERE word MATCH ?1")?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        if is_respelt(&text) {
            let found = having.query_map([quoted(&text)], |row| row.get::<_, i64>(0))?;
            for number in found {
                numbers.insert(number?);
            }
        }
    }
    drop(rows);
    let mut body_of = transaction.prepare("SELECT body FROM story WHERE number = ?1")?;
    for number in numbers {
        let body: Option<Vec<u8>> = body_of.query_row([number], |row| row.get(0)).optional()?;
        // If its text is damaged, an article keeps the words in the old spelling.
        if let Some(article) = body.and_then(|body| unpack(&body)) {
            let story = Prepared::new(article)?;
            removal::take_out_index(transaction, terms, number, story.words().len())?;
            index_again(transaction, terms, number, &story)?;
        }
    }
    terms.write(transaction)
}

/// Whether a term of version 4 may have another spelling now. Version 4 dropped the combining marks
/// of Cyrillic letters in decomposed text, but the term does not show that.
fn is_respelt(term: &str) -> bool {
    term.contains(|c| matches!(c, '\u{400}'..='\u{52f}')) || spelling(term) != term
}

/// Makes a read-only library of versions 2 to 5 readable: temporary views show its unread articles
/// and stand for the tables that it lacks. The length of an article is guessed from its stored text.
pub(super) fn read_only(store: &Store) -> Result<(), Error> {
    let connection = &store.connection;
    if !has_table(connection, "unread")? {
        let view = format!("CREATE TEMP VIEW unread AS {}", unread_rows());
        connection.execute_batch(&view)?;
    }
    Ok(connection.execute_batch(
        "CREATE TEMP VIEW fact AS SELECT number, length(body) / 5 AS words, 0 AS content,
             '' AS language FROM story;
         CREATE TEMP VIEW author AS SELECT '' AS name, 0 AS number WHERE 0;
         CREATE TEMP VIEW undescribed AS SELECT 0 AS number WHERE 0;
         CREATE TEMP VIEW list_view AS SELECT '' AS query, NULL AS sort, 0 AS hides_read WHERE 0;
         CREATE TEMP VIEW saved AS SELECT query, NULL AS name, NULL AS position FROM main.saved;",
    )?)
}

/// Returns the SQL query that computes the rows of `unread` from the marks of version 4.
fn unread_rows() -> String {
    format!(
        "SELECT coalesce(published, {UNDATED}) AS published, number, same FROM article WHERE marks & 1 = 0"
    )
}

/// Creates the tables of unread articles, unless the library already has them.
fn add_unread(transaction: &Transaction<'_>) -> Result<(), Error> {
    if !has_table(transaction, "unread")? {
        let columns = "(published INTEGER NOT NULL, number INTEGER NOT NULL, same INTEGER NOT NULL,
            PRIMARY KEY (published DESC, number DESC)) WITHOUT ROWID";
        let rows = unread_rows();
        transaction.execute_batch(&format!(
            "CREATE TABLE unread {columns};
             CREATE TABLE swept {columns};
             INSERT INTO unread {rows} ORDER BY article.published DESC, number DESC;"
        ))?;
    }
    transaction.execute_batch("DROP INDEX IF EXISTS article_by_unread;")?;
    Ok(())
}

/// New articles are near duplicates only of articles from the same weeks, so only the keys of the
/// latest articles are kept. Rewriting the keys of a million articles would take a minute and a
/// half.
const RECENT: i64 = 20_000;

/// The SQL query for groups of near duplicates with several articles.
const GROUPED: &str = "(SELECT same FROM article GROUP BY same HAVING count(*) > 1)";

/// The tables and indexes that version 4 added.
const ADDED_IN_4: &str = "
    CREATE TABLE IF NOT EXISTS orphaned (
        id INTEGER PRIMARY KEY,
        marks INTEGER NOT NULL,
        place INTEGER NOT NULL,
        opened INTEGER
    );
    CREATE INDEX IF NOT EXISTS article_by_star ON article (published DESC, number DESC) WHERE marks & 2 = 2;
    DROP INDEX IF EXISTS article_by_marks;";

/// The tables, columns and indexes that version 6 added, except those of facts.
const ADDED_IN_6: &str = "
    ALTER TABLE saved ADD COLUMN name TEXT;
    ALTER TABLE saved ADD COLUMN position INTEGER;
    CREATE TABLE list_view (query TEXT PRIMARY KEY, sort TEXT, hides_read INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX article_by_source ON article (source COLLATE NOCASE, published DESC, number DESC);";

/// The tables of facts, which version 6 added.
const FACTS_IN_6: &str = "
    CREATE TABLE IF NOT EXISTS fact (
        number INTEGER PRIMARY KEY,
        words INTEGER NOT NULL,
        content INTEGER NOT NULL,
        language TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS fact_by_words ON fact (words DESC, number DESC);
    CREATE TABLE IF NOT EXISTS author
        (name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS undescribed (number INTEGER PRIMARY KEY) WITHOUT ROWID;
    INSERT OR IGNORE INTO undescribed
        SELECT number FROM article WHERE number NOT IN (SELECT number FROM fact);";

/// Makes the read mark the same for all near duplicates, as version 4 does.
const READ_TOGETHER: &str = "UPDATE article SET marks = marks | 1 WHERE marks & 1 = 0
    AND same IN (SELECT same FROM article WHERE marks & 1 = 1)";

/// Forms the groups of near duplicates again, as if their articles were imported one after the
/// other.
///
/// The rule of version 4 is stricter than that of version 3, so articles that had no near
/// duplicates get none.
fn regroup(transaction: &Transaction<'_>) -> Result<(), Error> {
    let sql = format!("SELECT number FROM article WHERE same IN {GROUPED} ORDER BY number");
    let mut grouped = transaction.prepare(&sql)?;
    let numbers: Vec<i64> = grouped
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut set = transaction.prepare("UPDATE article SET same = ?2 WHERE number = ?1")?;
    for number in &numbers {
        set.execute([number, number])?;
    }
    let mut body = transaction.prepare("SELECT body FROM story WHERE number = ?1")?;
    for number in numbers {
        let packed: Vec<u8> = body.query_row([number], |row| row.get(0))?;
        let Some(article) = unpack(&packed) else {
            continue;
        };
        let story = Prepared::new(article)?;
        let terms = terms_of(transaction, number)?;
        let compared = story.compared(Some(number), &terms);
        if let Some(group) = near_duplicate::group_of(transaction, &compared, number)? {
            set.execute([number, group])?;
        }
    }
    transaction.execute(READ_TOGETHER, [])?;
    Ok(())
}

fn has_table(connection: &Connection, name: &str) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    Ok(connection.prepare_cached(sql)?.exists([name])?)
}

/// Upgrades a library of version `from` in one transaction. If the program is killed, the file is
/// either the old library or the new one.
fn step(
    store: &mut Store,
    from: i64,
    change: impl FnOnce(&Transaction<'_>, &mut Terms) -> Result<(), Error>,
) -> Result<(), Error> {
    let Store {
        connection, terms, ..
    } = store;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != from {
        // Another program has already upgraded the library.
        return Ok(());
    }
    change(&transaction, terms)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    terms.forget();
    Ok(())
}
