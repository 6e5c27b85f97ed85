//! Beginnings of words that stand in very many stories: `स*`.
//!
//! The index joins the stories of all words that begin so before it gives the first one; among a million
//! stories that takes seconds for a single letter. But the more stories match, the sooner one is met among
//! the newest: so these are looked at one after the other, by the terms that are stored of each, until
//! there are enough. Which of both is quicker is known from how many stories have each word.

use super::fts::NumberRange;
use super::term_group::TermGroup;
use super::vector::decode;
use super::{Error, Store};
use crate::search::LibraryQuery;
use rusqlite::params;
use rusqlite::types::Value;

/// From so many entries in the index on, for one story in the library, squared: to join an entry takes half a
/// microsecond, to look at a story five, and three hundred are wanted.
const MANY: f64 = 4_300.0;
/// For headlines alone at most so many stories are looked at: they only add to those that are found.
pub(super) const MOST_FOR_TITLES: usize = 1_500;

/// A set of terms of which a story must have one.
pub(super) struct TermFilter {
    /// A bit for each number of a term.
    bits: Vec<u64>,
    /// Whether the user wants the term in the headline.
    in_title: bool,
    /// Whether it takes the place of the index where whole articles are looked for, and where headlines are.
    pub(super) serves_texts: bool,
    pub(super) serves_titles: bool,
}

/// What stories are looked for.
pub(super) struct ArticleScan<'a> {
    /// What the index answers; may be empty.
    pub(super) expression: &'a str,
    /// What must not be in them, where it is not part of the expression.
    pub(super) unwanted: &'a str,
    /// A term of each must be in them …
    pub(super) filters: &'a [&'a TermFilter],
    /// … and in their headline.
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

    /// Whether a story with these terms has one that is meant.
    fn passes(&self, terms: &[u8], in_titles: bool) -> bool {
        let anywhere = !self.in_title && !in_titles;
        decode(terms).any(|(id, counts)| self.has(id) && (anywhere || counts.title > 0))
    }
}

impl Store {
    /// Returns the terms that begin with `text`, where so many stories have them that the index would be
    /// slower than looking at stories.
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

    /// Returns the numbers of the stories of a part of the library that are looked for and meet the question's
    /// other conditions.
    pub(super) fn passing(
        &self,
        looked_for: &ArticleScan<'_>,
        question: &LibraryQuery,
        part: NumberRange,
    ) -> Result<Vec<i64>, Error> {
        let ArticleScan {
            expression,
            unwanted,
            filters,
            in_titles,
        } = looked_for;
        let mut values = vec![Value::from((*expression).to_owned())];
        let mut conditions = self.conditions(question, &mut values)?;
        // A row of the table of stories lies anywhere in the file: it is read only where it is asked for.
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
