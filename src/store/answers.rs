//! The answers to a question with words, page by page: the best first, behind the last that is ranked all
//! others, from the last that came to the first.

use super::fts::NumberRange;
use super::list::StoredRows;
use super::prepare::PreparedQuery;
use super::rank::{Order, POOL};
use super::{Error, Store};
use crate::article::PageStart;
use crate::search::LibraryQuery;
use rusqlite::types::Value;
use std::collections::HashSet;

/// The stories among which the best answers are looked for.
pub(super) struct CandidatePool {
    /// Their numbers, each once, complete answers first.
    pub(super) numbers: Vec<i64>,
    /// How many of them are complete answers.
    pub(super) complete: usize,
    /// Whether there may be more complete answers than these.
    is_full: bool,
    /// The oldest of the complete answers that came last; with it the others begin.
    oldest: i64,
}

/// The answers behind the ranked ones.
struct UnrankedAnswers<'a> {
    asking: &'a PreparedQuery,
    question: &'a LibraryQuery,
    pool: &'a CandidatePool,
}

impl Store {
    /// Returns a page of the answers to a question with words. A page that begins among the ranked
    /// ones has all of them. Of a question without words, a page of the list by time.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn answers(
        &self,
        question: &LibraryQuery,
        order: Order,
        start: PageStart,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let _snapshot = self.read_snapshot()?;
        let Some(asking) = self.asking(question, order)? else {
            return self.rows_by_time(question, start, most);
        };
        // However long the page is, the order is the same.
        let pool = self.pool(&asking, question, POOL)?;
        let ranked = || -> Result<Vec<i64>, Error> {
            let ranked = self.ranked(asking.groups(), &pool, order, POOL)?;
            Ok(ranked.into_iter().map(|(number, _)| number).collect())
        };
        // Above the first of the others stand the ranked ones.
        let with_ranked = |(newer, is_end): (Vec<i64>, bool)| -> Result<(Vec<i64>, bool), Error> {
            let before = if is_end { ranked()? } else { Vec::new() };
            Ok(([before, newer].concat(), is_end))
        };
        let others = UnrankedAnswers {
            asking: &asking,
            question,
            pool: &pool,
        };
        let (numbers, is_end) = match start {
            PageStart::First => {
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
            PageStart::First => Some(0),
            PageStart::Last => {
                let all = self.count_answers(question, order)?;
                all.map(|all| all.saturating_sub(hits.len()))
            }
            PageStart::After(_) | PageStart::Before(_) | PageStart::NextUnread(_) => None,
        };
        Ok(StoredRows {
            listings: hits.into_iter().map(|hit| hit.listing).collect(),
            is_end,
            above,
            found: None,
        })
    }

    /// Returns how many stories answer `question`; `None` where only reading them all would tell.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count_answers(
        &self,
        question: &LibraryQuery,
        order: Order,
    ) -> Result<Option<usize>, Error> {
        let _snapshot = self.read_snapshot()?;
        let Some(asking) = self.asking(question, order)? else {
            return self.count_by_time(question).map(Some);
        };
        let pool = self.pool(&asking, question, POOL)?;
        if !pool.is_full {
            return Ok(Some(pool.numbers.len()));
        }
        if asking.is_looked_for() {
            return Ok(None);
        }
        let mut values = vec![Value::from(asking.whole_expression())];
        let sql = format!(
            "SELECT count(*) {}",
            self.matching_where(question, &mut values)?
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let count: i64 =
            statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(count).ok())
    }

    /// Returns the stories among which the best answers are looked for.
    pub(super) fn pool(
        &self,
        asking: &PreparedQuery,
        question: &LibraryQuery,
        limit: usize,
    ) -> Result<CandidatePool, Error> {
        let most = POOL.max(limit);
        let newest = NumberRange::newest(most);
        let wanted = asking.wanted();
        let mut numbers = self.complete(&wanted, false, question, newest)?;
        let is_full = numbers.len() >= most;
        let oldest = numbers.iter().min().copied().unwrap_or(0);
        if is_full {
            numbers.extend(self.complete(&wanted, true, question, newest)?);
        }
        let complete = numbers.len();
        let any = wanted.joined(false, " OR ", |group| &group.expression);
        if complete < limit.max(10) && asking.asked.len() > 1 && !any.is_empty() {
            numbers.extend(self.matching(&any, question, newest)?);
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

    /// Reads answers behind the ranked ones that came before story `number`.
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

    /// Reads answers behind the ranked ones that came after story `number`, newest first; none from
    /// among the ranked ones.
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

    /// Reads complete answers of a part of the library that are not ranked, and whether it ends with
    /// them.
    fn others(
        &self,
        others: &UnrankedAnswers<'_>,
        part: NumberRange,
    ) -> Result<(Vec<i64>, bool), Error> {
        let wanted = others.asking.wanted();
        let mut numbers = self.complete(&wanted, false, others.question, part)?;
        let is_end = numbers.len() < part.most;
        numbers.retain(|number| !others.pool.numbers.contains(number));
        Ok((numbers, is_end))
    }
}
