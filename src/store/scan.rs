//! Finds words with very many matches, such as `स*`, by reading articles one by one.
//!
//! The index merges the entries of all words with a prefix before returning the first one. For a
//! single letter in a million articles, that takes seconds. But the more articles match, the sooner
//! enough matches are found among the newest ones, so the stored terms of the newest articles are
//! read one by one.

use super::fts::NumberRange;
use super::term_group::TermGroup;
use super::vector::decode;
use super::{Error, Store};
use crate::search::LibraryQuery;
use rusqlite::params;
use rusqlite::types::Value;

/// If a prefix has n index entries and the library N articles, reading articles is faster than
/// merging index entries when n² / N exceeds this measured value.
const MANY: f64 = 4_300.0;
/// The maximum number of articles that are read to find matches in headlines, which only supplement
/// matches in whole articles.
pub(super) const MOST_FOR_TITLES: usize = 1_500;

/// A set of terms; an article passes if it contains one of them.
pub(super) struct TermFilter {
    /// One bit for each term number; it is set if the set contains the term.
    bits: Vec<u64>,
    /// Whether the user wants the term to be in the headline.
    in_title: bool,
    /// Whether the filter is used instead of the index when whole articles are searched.
    pub(super) serves_texts: bool,
    pub(super) serves_titles: bool,
}

/// The conditions of a scan.
pub(super) struct ArticleScan<'a> {
    /// The FTS5 expression that matches the articles to read; may be empty, for all articles.
    pub(super) expression: &'a str,
    /// The FTS5 expression that matches unwanted articles, if it is not part of `expression`.
    pub(super) unwanted: &'a str,
    /// The filters that an article must pass, all of them.
    pub(super) filters: &'a [&'a TermFilter],
    /// Whether an article must pass the filters in its headline.
    pub(super) in_titles: bool,
}

impl TermFilter {
    /// Returns a filter that passes the terms of a group.
    pub(super) fn of(group: &TermGroup, serves_texts: bool, serves_titles: bool) -> Self {
        let mut filter = Self {
            bits: Vec::new(),
            in_title: group.in_title,
            serves_texts,
            serves_titles,
        };
        for term in &group.terms {
            filter.add(term.id);
        }
        filter
    }

    fn has(&self, id: u32) -> bool {
        let word = self.bits.get(id as usize / 64).copied().unwrap_or(0);
        word >> (id % 64) & 1 == 1
    }

    fn add(&mut self, id: u32) {
        let at = id as usize / 64;
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(at) {
            *word |= 1 << (id % 64);
        }
    }

    /// Whether an article with these encoded terms passes.
    fn passes(&self, terms: &[u8], in_titles: bool) -> bool {
        let anywhere = !self.in_title && !in_titles;
        decode(terms).any(|(id, counts)| self.has(id) && (anywhere || counts.title > 0))
    }
}

impl Store {
    /// Returns a filter for the terms that begin with `text`, if reading articles is faster than
    /// the index.
    pub(super) fn common_beginning(
        &self,
        text: &str,
        in_title: bool,
    ) -> Result<Option<TermFilter>, Error> {
        let mut filter = TermFilter {
            bits: Vec::new(),
            in_title,
            serves_texts: true,
            serves_titles: true,
        };
        let mut entries = 0.0;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, stories FROM term WHERE text >= ?1 AND text < ?1 || char(1114111)",
        )?;
        let mut rows = statement.query(params![text])?;
        while let Some(row) = rows.next()? {
            filter.add(row.get(0)?);
            entries += f64::from(row.get::<_, u32>(1)?);
        }
        let is_common = entries * entries > MANY * self.size()?;
        Ok(is_common.then_some(filter))
    }

    /// Returns the numbers of the articles in a range that pass and fulfil the query's other
    /// conditions.
    pub(super) fn passing(
        &self,
        looked_for: &ArticleScan<'_>,
        query: &LibraryQuery,
        part: NumberRange,
    ) -> Result<Vec<i64>, Error> {
        let ArticleScan {
            expression,
            unwanted,
            filters,
            in_titles,
        } = looked_for;
        let mut values = vec![Value::from((*expression).to_owned())];
        let mut conditions = self.conditions(query, &mut values)?;
        // The rows of `article` are scattered over the file, so they are read only if a condition
        // needs them.
        let article = if conditions.is_empty() {
            ""
        } else {
            "JOIN article USING (number)"
        };
        let (stories, number) = if expression.is_empty() {
            (format!("vector {article} WHERE ?1 = ''"), "vector.number")
        } else {
            let joined = format!(
                "word JOIN vector ON vector.number = word.rowid {article} WHERE word MATCH ?1"
            );
            (joined, "word.rowid")
        };
        if !unwanted.is_empty() {
            values.push(Value::from((*unwanted).to_owned()));
            let at = values.len();
            let not = "NOT IN (SELECT rowid FROM word WHERE word MATCH";
            conditions = format!("{conditions} AND {number} {not} ?{at})");
        }
        let clauses = part.endless().clauses(number, &mut values);
        let sql = format!("SELECT {number}, terms FROM {stories} {conditions} {clauses}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let (mut numbers, mut seen) = (Vec::new(), 0);
        while numbers.len() < part.most && !(*in_titles && seen == MOST_FOR_TITLES) {
            let Some(row) = rows.next()? else { break };
            seen += 1;
            let terms = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            if filters
                .iter()
                .all(|filter| filter.passes(terms, *in_titles))
            {
                numbers.push(row.get(0)?);
            }
        }
        Ok(numbers)
    }
}
