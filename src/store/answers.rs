//! The results of a query with words, page by page: first the best results by score, then all
//! others, newest first.

use super::fts::NumberRange;
use super::list::StoredRows;
use super::prepare::PreparedQuery;
use super::rank::{Order, POOL};
use super::{Error, Store};
use crate::article::PageStart;
use crate::search::LibraryQuery;
use rusqlite::types::Value;
use std::collections::HashSet;

/// The articles from which the best results are chosen.
pub(super) struct CandidatePool {
    /// The numbers of the articles, without repetition; complete results come first.
    pub(super) numbers: Vec<i64>,
    /// The number of complete results at the beginning of `numbers`.
    pub(super) complete: usize,
    /// Whether the library may have more complete results than the pool.
    is_full: bool,
    /// The lowest number among the newest complete results; unranked results have lower numbers.
    oldest: i64,
}

/// The results that come after the ranked ones.
struct UnrankedAnswers<'a> {
    prepared: &'a PreparedQuery,
    query: &'a LibraryQuery,
    pool: &'a CandidatePool,
}

impl Store {
    /// Returns a page of the results of a query. A page that begins among the ranked results
    /// contains all of them. A query that is not ranked gives a page of a list in its order.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn answers(
        &self,
        query: &LibraryQuery,
        order: Order,
        start: PageStart,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let _snapshot = self.read_snapshot()?;
        if !query.is_ranked() {
            return self.rows_in_order(query, start, most);
        }
        let Some(prepared) = self.prepare_query(query, order)? else {
            return Ok(StoredRows::default());
        };
        // The order must not depend on the length of the page.
        let pool = self.pool(&prepared, query, POOL)?;
        let ranked = || -> Result<Vec<i64>, Error> {
            let ranked = self.ranked(prepared.groups(), &pool, order, POOL)?;
            Ok(ranked.into_iter().map(|(number, _)| number).collect())
        };
        // The ranked results are above the first unranked result.
        let with_ranked = |(newer, is_end): (Vec<i64>, bool)| -> Result<(Vec<i64>, bool), Error> {
            let before = if is_end { ranked()? } else { Vec::new() };
            Ok(([before, newer].concat(), is_end))
        };
        let others = UnrankedAnswers {
            prepared: &prepared,
            query,
            pool: &pool,
        };
        let (numbers, is_end) = match start {
            PageStart::First | PageStart::Around(_) => {
                let mut numbers = ranked()?;
                let is_end = !pool.is_full && numbers.len() <= most;
                numbers.truncate(most);
                (numbers, is_end)
            }
            PageStart::After(id) | PageStart::NextUnread(id) => {
                let after = self.number_of(id)?;
                match after.filter(|number| !pool.numbers.contains(number)) {
                    Some(number) => self.older_answers(&others, number, most)?,
                    None => {
                        let (rest, is_end) = self.older_answers(&others, pool.oldest, most)?;
                        ([ranked()?, rest].concat(), is_end)
                    }
                }
            }
            PageStart::Last => with_ranked(self.newer_answers(&others, Some(0), most)?)?,
            PageStart::Before(id) => {
                let number = self.number_of(id)?;
                with_ranked(self.newer_answers(&others, number, most)?)?
            }
        };
        let hits = self.hits(numbers.into_iter().map(|number| (number, 0.0)))?;
        let above = match start {
            PageStart::First | PageStart::Around(_) => Some(0),
            PageStart::Last => {
                let all = self.count_answers(query, order)?;
                all.map(|all| all.saturating_sub(hits.len()))
            }
            PageStart::After(_) | PageStart::Before(_) | PageStart::NextUnread(_) => None,
        };
        Ok(StoredRows {
            is_partial: pool.complete == 0 && !hits.is_empty(),
            listings: hits.into_iter().map(|hit| hit.listing).collect(),
            is_end,
            above,
            found: None,
        })
    }

    /// Returns how many articles match `query`, or `None` if counting them requires reading all of
    /// them.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn count_answers(
        &self,
        query: &LibraryQuery,
        order: Order,
    ) -> Result<Option<usize>, Error> {
        let _snapshot = self.read_snapshot()?;
        if !query.is_ranked() {
            return self.count_in_order(query).map(Some);
        }
        let Some(prepared) = self.prepare_query(query, order)? else {
            return Ok(Some(0));
        };
        let pool = self.pool(&prepared, query, POOL)?;
        if !pool.is_full {
            return Ok(Some(pool.numbers.len()));
        }
        if prepared.is_looked_for() {
            return Ok(None);
        }
        let mut values = vec![Value::from(prepared.whole_expression())];
        let sql = format!(
            "SELECT count(*) {}",
            self.matching_where(query, &mut values)?
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let count: i64 =
            statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(count).ok())
    }

    /// Returns the articles from which the best results are chosen.
    pub(super) fn pool(
        &self,
        prepared: &PreparedQuery,
        query: &LibraryQuery,
        limit: usize,
    ) -> Result<CandidatePool, Error> {
        let most = POOL.max(limit);
        let newest = NumberRange::newest(most);
        let wanted = prepared.wanted();
        let mut numbers = self.complete(&wanted, false, query, newest)?;
        let is_full = numbers.len() >= most;
        let oldest = numbers.iter().min().copied().unwrap_or(0);
        if is_full {
            numbers.extend(self.complete(&wanted, true, query, newest)?);
        }
        let complete = numbers.len();
        let any = wanted.joined(false, " OR ", |group| &group.expression);
        if complete < limit.max(10) && prepared.asked.len() > 1 && !any.is_empty() {
            numbers.extend(self.matching(&any, query, newest)?);
        }
        let mut seen = HashSet::new();
        numbers.retain(|number| seen.insert(*number));
        Ok(CandidatePool {
            numbers,
            complete,
            is_full,
            oldest,
        })
    }

    /// Reads unranked results with a lower number than `number`.
    fn older_answers(
        &self,
        others: &UnrankedAnswers<'_>,
        number: i64,
        most: usize,
    ) -> Result<(Vec<i64>, bool), Error> {
        if !others.pool.is_full {
            return Ok((Vec::new(), true));
        }
        let part = NumberRange::before(number.min(others.pool.oldest), most);
        self.others(others, part)
    }

    /// Reads unranked results with a higher number than `number`, newest first.
    fn newer_answers(
        &self,
        others: &UnrankedAnswers<'_>,
        number: Option<i64>,
        most: usize,
    ) -> Result<(Vec<i64>, bool), Error> {
        let Some(number) = number.filter(|_| others.pool.is_full) else {
            return Ok((Vec::new(), true));
        };
        let part = NumberRange::between(number, others.pool.oldest, most);
        let (mut numbers, is_end) = self.others(others, part)?;
        numbers.reverse();
        Ok((numbers, is_end))
    }

    /// Reads complete results in a range of numbers, without the ranked ones. Also returns whether
    /// the range contains no further results.
    fn others(
        &self,
        others: &UnrankedAnswers<'_>,
        part: NumberRange,
    ) -> Result<(Vec<i64>, bool), Error> {
        let wanted = others.prepared.wanted();
        let mut numbers = self.complete(&wanted, false, others.query, part)?;
        let is_end = numbers.len() < part.most;
        numbers.retain(|number| !others.pool.numbers.contains(number));
        Ok((numbers, is_end))
    }
}
