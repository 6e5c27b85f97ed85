//! Questions to the library: best answers first, or newest first.
//!
//! The index says which stories answer; `store::rank` says how well, of at most [`POOL`] of them.
//! FTS5's own ranking reads every match of every word, which for a word that stands nearly
//! everywhere is most of the library; the newest matches and those with the words in their headline
//! hold the best answers of such a question.

use super::answers::{Asking, Pool};
use super::list::{LISTING, listing};
use super::prefix::Filter;
use super::rank::{Group, Ranking};
use super::wanted::Part;
use super::{Error, Store};
use crate::article::{Listing, Timestamp};
use crate::search::{Clause, Question};
use rusqlite::types::Value;

/// A story that answers a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The story.
    pub listing: Listing,
    /// How well it answers; more is better.
    pub score: f64,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// The best answer, whenever it was written.
    Best,
    /// The best answer, a newer story a little before an older one that answers as well.
    BestNow(Timestamp),
    /// The newest story.
    Newest,
}

/// A word that goes on from what is being typed counts for so much.
const UNFINISHED: f64 = 0.5;
/// An unfinished word stands for at most so many, the commonest; where it was ended by a star, only
/// in the ranking: the index knows them all.
const MOST_BEGUN: usize = 64;
/// So many stories are ranked, of each way in which a question can be answered. Of 953 stories and 210
/// questions, nDCG is .782 with 1,200 and with 300, .781 with 100 and .771 with 50; a word that
/// stands nearly everywhere takes half as long as with 1,200.
pub(super) const POOL: usize = 300;

/// A group of alternatives as the index is asked, and as the ranking counts them.
pub(super) struct AskedGroup {
    pub(super) expression: String,
    pub(super) title_expression: String,
    pub(super) group: Group,
    /// Whether it is one word that is still being typed.
    pub(super) is_typed: bool,
    /// In place of the expressions, where reading articles is quicker.
    pub(super) filter: Option<Filter>,
}

impl AskedGroup {
    /// Returns what takes the place of the index, in headlines or in whole articles.
    pub(super) fn filter(&self, in_titles: bool) -> Option<&Filter> {
        let filter = self.filter.as_ref();
        filter.filter(|filter| {
            if in_titles {
                filter.serves_titles
            } else {
                filter.serves_texts
            }
        })
    }
}

impl Store {
    /// Returns the stories that answer `question`, at most `limit`: those with all that is wanted,
    /// then those with a part of it. Where no word is asked for, the list by time.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn find(&self, question: &Question, order: Order, limit: usize) -> Result<Vec<Hit>, Error> {
        let _still = self.still()?;
        let Some(asking) = self.asking(question, order)? else {
            return self.by_conditions(question, limit);
        };
        if order == Order::Newest {
            let most = POOL.max(limit);
            let newest = self.complete(&asking.wanted(), false, question, Part::newest(most))?;
            return self.newest(newest, limit);
        }
        let pool = self.pool(&asking, question, limit)?;
        let ranked = self.ranked(asking.groups(), &pool, order, limit)?;
        self.hits(ranked.into_iter().take(limit))
    }

    /// Puts a question with words as the index is asked; `None` for one without.
    pub(super) fn asking(
        &self,
        question: &Question,
        order: Order,
    ) -> Result<Option<Asking>, Error> {
        if question.wanted.is_empty() {
            return Ok(None);
        }
        let mut asked = Vec::new();
        for alternatives in &question.wanted {
            asked.push(self.asked(alternatives, order)?);
        }
        let unwanted = match question.unwanted.as_slice() {
            [] => String::new(),
            clauses => self.asked(clauses, Order::Newest)?.expression,
        };
        self.choose_ways(&mut asked)?;
        Ok(Some(Asking { asked, unwanted }))
    }

    /// Ranks the stories of a pool; of those behind `limit` the order is not refined.
    pub(super) fn ranked(
        &self,
        groups: Vec<Group>,
        pool: &Pool,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(i64, f64)>, Error> {
        let ranking = Ranking::new(self, groups)?;
        let mut scored = Vec::new();
        for (index, number) in pool.numbers.iter().enumerate() {
            // A part of the answer never comes before the whole one.
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

    /// The expression that all complete answers to a question match; `None` for one without words.
    pub(super) fn expression_of(&self, question: &Question) -> Result<Option<String>, Error> {
        let asking = self.asking(question, Order::Best)?;
        Ok(asking.map(|asking| asking.whole_expression()))
    }

    /// The tables and conditions by which the index is asked; the expression is the first value.
    pub(super) fn matching_where(
        &self,
        question: &Question,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let conditions = self.conditions(question, values)?;
        let join = if conditions.is_empty() {
            ""
        } else {
            "JOIN article ON article.number = word.rowid"
        };
        Ok(format!("FROM word {join} WHERE word MATCH ?1 {conditions}"))
    }

    /// Asks for any of `clauses`.
    fn asked(&self, clauses: &[Clause], order: Order) -> Result<AskedGroup, Error> {
        let mut terms: Vec<(String, bool)> = Vec::new();
        let mut group = Group::default();
        for clause in clauses {
            let star = if clause.is_prefix { "*" } else { "" };
            let words = format!("{}{star}", quoted(&clause.words.join(" ")));
            terms.push((words, clause.in_title));
            group.in_title |= clause.in_title;
            group.is_open |= clause.is_open;
            let also = match clause.words.as_slice() {
                [word] if clause.is_prefix => {
                    let begun = self.begun(word, MOST_BEGUN)?.into_iter();
                    group.terms.extend(begun.map(|(_, begun)| begun));
                    Vec::new()
                }
                [word] => {
                    group.terms.extend(self.alternative(word, 1.0)?);
                    if clause.is_open {
                        let begun = self.begun(word, MOST_BEGUN)?;
                        // Of a beginning the index would join all entries before it gives the first
                        // story, so it is asked for the terms one by one. Behind a letter or two
                        // stand thousands; until there are more letters the commonest are meant.
                        let each = begun.iter();
                        terms.extend(each.map(|(text, _)| (quoted(text), clause.in_title)));
                        for (_, mut longer) in begun {
                            longer.weight = UNFINISHED;
                            group.terms.push(longer);
                        }
                    }
                    self.variants(word, clause.sound.as_deref(), order)?
                }
                words => {
                    group.phrase = words.to_vec();
                    for word in words {
                        group.terms.extend(self.alternative(word, 1.0)?);
                    }
                    Vec::new()
                }
            };
            for (text, weight) in also {
                terms.push((quoted(&text), clause.in_title));
                group.terms.extend(self.alternative(&text, weight)?);
            }
        }
        let filter = self.filter_of(clauses)?;
        let is_typed = matches!(clauses, [clause] if clause.is_open);
        let joined = |always: bool| {
            let terms = terms.iter().map(|(term, in_title)| {
                let column = if *in_title || always { "title : " } else { "" };
                format!("{column}{term}")
            });
            format!("({})", terms.collect::<Vec<_>>().join(" OR "))
        };
        Ok(AskedGroup {
            expression: joined(false),
            title_expression: joined(true),
            group,
            is_typed,
            filter,
        })
    }

    /// Returns the numbers of the stories that match an expression of FTS5 and the question's other
    /// conditions, of this part of the library.
    pub(super) fn matching(
        &self,
        expression: &str,
        question: &Question,
        part: Part,
    ) -> Result<Vec<i64>, Error> {
        let mut values = vec![Value::from(expression.to_owned())];
        let from = self.matching_where(question, &mut values)?;
        let part = part.clauses("word.rowid", &mut values);
        let sql = format!("SELECT word.rowid {from} {part}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let numbers = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// The newest of the stories that match; of very many, the newest of those that came last.
    fn newest(&self, pool: Vec<i64>, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut hits = self.hits(pool.into_iter().map(|number| (number, 0.0)))?;
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.listing.published));
        hits.truncate(limit);
        Ok(hits)
    }

    /// Where no word is asked for, the conditions alone: `is:starred`, `source:`, `since:`.
    fn by_conditions(&self, question: &Question, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::new();
        if question.is_empty() {
            return Ok(hits);
        }
        self.listings(question, limit, |listing| {
            hits.push(Hit {
                listing,
                score: 0.0,
            });
            true
        })?;
        Ok(hits)
    }

    /// The condition, with `AND` before it, that keeps out what is not wanted.
    pub(super) fn without_unwanted(
        &self,
        question: &Question,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        if question.unwanted.is_empty() {
            return Ok(String::new());
        }
        let unwanted = self.asked(&question.unwanted, Order::Newest)?.expression;
        values.push(Value::from(unwanted));
        Ok(format!(
            "AND article.number NOT IN (SELECT rowid FROM word WHERE word MATCH ?{}) ",
            values.len()
        ))
    }

    /// Moves a newer story before an older one that answers hardly better: a month halves what a
    /// story of today has in advance.
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
        // What is behind the last one that is shown by more than the advance stays behind.
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

    /// Reads the listings of stories.
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

/// Returns a string of FTS5: nothing within means anything but its letters.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}
