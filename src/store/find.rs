//! Searches the library: best results first, or newest first.
//!
//! The index finds the matches, and `store::rank` scores at most [`POOL`] of them. FTS5's own
//! ranking reads every match of every word, which for a very common word is most of the library.
//! The newest matches and the matches in headlines contain the best results for such a query.

use super::answers::CandidatePool;
use super::fts::NumberRange;
use super::list::{LISTING, listing};
use super::rank::{Order, POOL, Ranking};
use super::term_group::TermGroup;
use super::{Error, Store};
use crate::article::{Listing, Timestamp};
use crate::search::LibraryQuery;

/// An article that matches a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub listing: Listing,
    /// The score; higher is better.
    pub score: f64,
}

impl Store {
    /// Returns at most `limit` articles that match `query`: first complete matches, then partial
    /// ones. A query that is not ranked gives a list in its order.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn find(
        &self,
        query: &LibraryQuery,
        order: Order,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let _snapshot = self.read_snapshot()?;
        if !query.is_ranked() {
            return self.in_order(query, limit);
        }
        let Some(prepared) = self.prepare_query(query, order)? else {
            return Ok(Vec::new());
        };
        if order == Order::Newest {
            let most = POOL.max(limit);
            let newest =
                self.complete(&prepared.wanted(), false, query, NumberRange::newest(most))?;
            return self.newest(newest, limit);
        }
        let pool = self.pool(&prepared, query, limit)?;
        let ranked = self.ranked(prepared.groups(), &pool, order, limit)?;
        self.hits(ranked.into_iter().take(limit))
    }

    /// Ranks the articles of a pool. The order beyond `limit` is only approximate.
    pub(super) fn ranked(
        &self,
        groups: Vec<TermGroup>,
        pool: &CandidatePool,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(i64, f64)>, Error> {
        let ranking = Ranking::new(self, groups)?;
        let mut scored = Vec::new();
        for (index, number) in pool.numbers.iter().enumerate() {
            // A partial match never comes before a complete one.
            let tier = u8::from(index >= pool.complete);
            scored.push((tier, ranking.score(self, *number)?, *number));
        }
        scored.sort_by(|one, other| {
            (one.0.cmp(&other.0))
                .then(other.1.total_cmp(&one.1))
                .then(one.2.cmp(&other.2))
        });
        if let Order::BestNow(now) = order {
            self.prefer_newer(&mut scored, limit, now)?;
        }
        let scored = scored.into_iter();
        Ok(scored.map(|(_, score, number)| (number, score)).collect())
    }

    /// Returns the newest matches. If there are very many matches, only those with the highest
    /// numbers are considered.
    fn newest(&self, pool: Vec<i64>, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut hits = self.hits(pool.into_iter().map(|number| (number, 0.0)))?;
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.listing.published));
        hits.truncate(limit);
        Ok(hits)
    }

    /// Answers a query that consists only of conditions, such as `is:starred`, `source:` and
    /// `since:`, or that names an order.
    fn in_order(&self, query: &LibraryQuery, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::new();
        if query.is_empty() {
            return Ok(hits);
        }
        self.listings(query, limit, |listing| {
            hits.push(Hit {
                listing,
                score: 0.0,
            });
            true
        })?;
        Ok(hits)
    }

    /// Moves newer articles before older ones that score only slightly higher. The advantage of
    /// being new halves every month.
    fn prefer_newer(
        &self,
        scored: &mut [(u8, f64, i64)],
        limit: usize,
        now: Timestamp,
    ) -> Result<(), Error> {
        const ADVANCE: f64 = 0.15;
        const MONTH: f64 = 30.0 * 24.0 * 3600.0;
        let mut statement = self
            .connection
            .prepare_cached("SELECT published FROM article WHERE number = ?1")?;
        // An article whose score is lower than that of the last visible one by more than the
        // advantage cannot move up.
        let first = match scored.get(limit.saturating_sub(1)) {
            Some(&(tier, last, _)) => scored.partition_point(|(other, score, _)| {
                *other < tier || (*other == tier && score * (1.0 + ADVANCE) >= last)
            }),
            None => scored.len(),
        };
        let Some(head) = scored.get_mut(..first) else {
            return Ok(());
        };
        for (_, score, number) in head.iter_mut() {
            let published: Option<i64> = statement.query_row([*number], |row| row.get(0))?;
            let Some(published) = published else { continue };
            let seconds = (now.timestamp() - published).clamp(0, i64::from(u32::MAX));
            let age = f64::from(u32::try_from(seconds).unwrap_or(u32::MAX));
            *score *= 1.0 + ADVANCE * (-age / MONTH).exp2();
        }
        head.sort_by(|one, other| {
            one.0
                .cmp(&other.0)
                .then(other.1.total_cmp(&one.1))
                .then(one.2.cmp(&other.2))
        });
        Ok(())
    }

    /// Reads the listings of articles.
    pub(super) fn hits(
        &self,
        numbers: impl Iterator<Item = (i64, f64)>,
    ) -> Result<Vec<Hit>, Error> {
        let sql = format!("SELECT {LISTING} FROM article WHERE number = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut hits = Vec::new();
        for (number, score) in numbers {
            let listing = statement.query_row([number], listing)?;
            hits.push(Hit { listing, score });
        }
        Ok(hits)
    }
}
