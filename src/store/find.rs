//! Questions to the library: best answers first, or newest first.
//!
//! The index says which stories answer; `store::rank` says how well, of at most [`POOL`] of them.
//! FTS5's own ranking reads every match of every word, which for a word that stands nearly
//! everywhere is most of the library; the newest matches and those with the words in their headline
//! hold the best answers of such a question.

use super::list::{LISTING, Rows, listing};
use super::rank::{Group, Ranking};
use super::{Error, Store};
use crate::article::{Listing, PageStart, Timestamp};
use crate::search::{Clause, Question};
use rusqlite::types::Value;
use std::collections::HashSet;

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
const POOL: usize = 300;

/// A group of alternatives as the index is asked, and as the ranking counts them.
struct Asked {
    expression: String,
    title_expression: String,
    group: Group,
}

/// A question as the index is asked.
struct Asking {
    /// What stories match that have all that is wanted.
    all: String,
    /// The same in their headlines.
    titles: String,
    /// What stories match that have a part of it, where it has parts.
    any: Option<String>,
    groups: Vec<Group>,
}

/// The stories among which the best answers are looked for.
struct Pool {
    /// Their numbers, each once, complete answers first.
    numbers: Vec<i64>,
    /// How many of them are complete answers.
    complete: usize,
    /// Whether there may be more complete answers than these.
    is_full: bool,
    /// The oldest of the complete answers that came last; with it the others begin.
    oldest: Option<i64>,
}

impl Pool {
    fn oldest(&self) -> i64 {
        self.oldest.unwrap_or(0)
    }
}

/// The answers behind the ranked ones.
struct Others<'a> {
    matching: &'a str,
    question: &'a Question,
    pool: &'a Pool,
}

/// The numbers of stories that were ranked, best first.
fn numbers_of(ranked: Vec<(i64, f64)>) -> impl Iterator<Item = i64> {
    ranked.into_iter().map(|(number, _)| number)
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
            return self.newest(&asking.all, question, limit);
        }
        let pool = self.pool(&asking, question, limit)?;
        let ranked = self.ranked(asking, &pool, order, limit)?;
        self.hits(ranked.into_iter().take(limit))
    }

    /// Returns a page of the answers to a question with words: the best first, behind the last that
    /// is ranked all others from the last that came to the first. A page that begins among the
    /// ranked ones has all of them.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn answers(
        &self,
        question: &Question,
        order: Order,
        start: PageStart,
        most: usize,
    ) -> Result<Rows, Error> {
        let _still = self.still()?;
        let Some(asking) = self.asking(question, order)? else {
            return self.rows_by_time(question, start, most);
        };
        let all = asking.all.clone();
        let pool = self.pool(&asking, question, most)?;
        let others = Others {
            matching: &all,
            question,
            pool: &pool,
        };
        let (numbers, is_end) = match start {
            PageStart::First => {
                let ranked = self.ranked(asking, &pool, order, most)?;
                let is_end = !pool.is_full && ranked.len() <= most;
                (numbers_of(ranked).take(most).collect(), is_end)
            }
            PageStart::After(id) | PageStart::NextUnread(id) => {
                let after = self.number_of(id)?;
                match after.filter(|number| !pool.numbers.contains(number)) {
                    Some(number) => self.older_answers(&others, number, most)?,
                    None => {
                        let ranked = self.ranked(asking, &pool, order, most)?;
                        let (rest, is_end) = self.older_answers(&others, pool.oldest(), most)?;
                        (numbers_of(ranked).chain(rest).collect(), is_end)
                    }
                }
            }
            PageStart::Last | PageStart::Before(_) => {
                let before = match start {
                    PageStart::Before(id) => self.number_of(id)?,
                    _ => Some(0),
                };
                let (numbers, is_end) = self.newer_answers(&others, before, most)?;
                if is_end {
                    let ranked = self.ranked(asking, &pool, order, most)?;
                    (numbers_of(ranked).chain(numbers).collect(), is_end)
                } else {
                    (numbers, is_end)
                }
            }
        };
        let listings = self.hits(numbers.into_iter().map(|number| (number, 0.0)))?;
        let count = listings.len();
        Ok(Rows {
            listings: listings.into_iter().map(|hit| hit.listing).collect(),
            is_end,
            above: match start {
                PageStart::First => Some(0),
                PageStart::Last => Some(self.count_answers(question, order)?.saturating_sub(count)),
                PageStart::After(_) | PageStart::Before(_) | PageStart::NextUnread(_) => None,
            },
            found: None,
        })
    }

    /// Returns how many stories answer `question`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count_answers(&self, question: &Question, order: Order) -> Result<usize, Error> {
        let _still = self.still()?;
        let Some(asking) = self.asking(question, order)? else {
            return self.count_by_time(question);
        };
        let pool = self.pool(&asking, question, POOL)?;
        if !pool.is_full {
            return Ok(pool.numbers.len());
        }
        let mut values = vec![Value::from(asking.all)];
        let sql = format!(
            "SELECT count(*) {}",
            self.matching_where(question, &mut values)?
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let count: i64 =
            statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Puts a question with words as the index is asked; `None` for one without.
    fn asking(&self, question: &Question, order: Order) -> Result<Option<Asking>, Error> {
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
        let expression = |part: fn(&Asked) -> &str, by: &str| {
            let parts: Vec<&str> = asked.iter().map(part).collect();
            without(&parts.join(by), &unwanted)
        };
        Ok(Some(Asking {
            all: expression(|asked| &asked.expression, " AND "),
            titles: expression(|asked| &asked.title_expression, " AND "),
            any: (asked.len() > 1).then(|| expression(|asked| &asked.expression, " OR ")),
            groups: asked.into_iter().map(|asked| asked.group).collect(),
        }))
    }

    /// Returns the stories among which the best answers are looked for.
    fn pool(&self, asking: &Asking, question: &Question, limit: usize) -> Result<Pool, Error> {
        let most = POOL.max(limit);
        let mut numbers = self.matching(&asking.all, question, most)?;
        let is_full = numbers.len() >= most;
        let newest = numbers.len();
        if is_full {
            numbers.extend(self.matching(&asking.titles, question, most)?);
        }
        let complete = numbers.len();
        if let Some(any) = asking.any.as_ref().filter(|_| complete < limit.max(10)) {
            numbers.extend(self.matching(any, question, most)?);
        }
        let oldest = numbers.get(..newest).and_then(|newest| newest.iter().min());
        let oldest = oldest.copied();
        let mut seen = HashSet::new();
        numbers.retain(|number| seen.insert(*number));
        Ok(Pool {
            numbers,
            complete,
            is_full,
            oldest,
        })
    }

    /// Ranks the stories of a pool; of those behind `limit` the order is not refined.
    fn ranked(
        &self,
        asking: Asking,
        pool: &Pool,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(i64, f64)>, Error> {
        let ranking = Ranking::new(self, asking.groups)?;
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

    /// Reads answers behind the ranked ones that came before story `number`.
    fn older_answers(
        &self,
        others: &Others<'_>,
        number: i64,
        most: usize,
    ) -> Result<(Vec<i64>, bool), Error> {
        if !others.pool.is_full {
            return Ok((Vec::new(), true));
        }
        let number = number.min(others.pool.oldest());
        let part = format!("AND word.rowid < {number}");
        let mut numbers = self.matching_part(others, &part, "DESC", most)?;
        let is_end = numbers.len() < most;
        numbers.retain(|number| !others.pool.numbers.contains(number));
        Ok((numbers, is_end))
    }

    /// Reads answers behind the ranked ones that came after story `number`; none from among the
    /// ranked ones.
    fn newer_answers(
        &self,
        others: &Others<'_>,
        number: Option<i64>,
        most: usize,
    ) -> Result<(Vec<i64>, bool), Error> {
        let Some(number) = number.filter(|_| others.pool.is_full) else {
            return Ok((Vec::new(), true));
        };
        let oldest = others.pool.oldest();
        let part = format!("AND word.rowid > {number} AND word.rowid < {oldest}");
        let mut numbers = self.matching_part(others, &part, "ASC", most)?;
        let is_end = numbers.len() < most;
        numbers.retain(|number| !others.pool.numbers.contains(number));
        numbers.reverse();
        Ok((numbers, is_end))
    }

    fn matching_part(
        &self,
        others: &Others<'_>,
        part: &str,
        order: &str,
        most: usize,
    ) -> Result<Vec<i64>, Error> {
        let mut values = vec![Value::from(others.matching.to_owned())];
        let from = self.matching_where(others.question, &mut values)?;
        let sql =
            format!("SELECT word.rowid {from} {part} ORDER BY word.rowid {order} LIMIT {most}");
        let mut statement = self.connection.prepare(&sql)?;
        let numbers = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
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

    /// The expression that all complete answers to a question match; `None` for one without words.
    pub(super) fn expression_of(&self, question: &Question) -> Result<Option<String>, Error> {
        let asking = self.asking(question, Order::Best)?;
        Ok(asking.map(|asking| asking.all))
    }

    /// Asks for any of `clauses`.
    fn asked(&self, clauses: &[Clause], order: Order) -> Result<Asked, Error> {
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
                        // Behind a letter or two stand thousands of words, which the index would
                        // join before it gives the first story; until there are more letters the
                        // commonest are meant.
                        if begun.len() < MOST_BEGUN {
                            terms.push((format!("{}*", quoted(word)), clause.in_title));
                        } else {
                            let begun = begun.iter();
                            let begun = begun.map(|(text, _)| (quoted(text), clause.in_title));
                            terms.extend(begun);
                        }
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
        let joined = |always: bool| {
            let terms = terms.iter().map(|(term, in_title)| {
                let column = if *in_title || always { "title : " } else { "" };
                format!("{column}{term}")
            });
            format!("({})", terms.collect::<Vec<_>>().join(" OR "))
        };
        Ok(Asked {
            expression: joined(false),
            title_expression: joined(true),
            group,
        })
    }

    /// Returns the numbers of the stories that match an expression of FTS5 and the question's other
    /// conditions: at most `most`, those that came last.
    pub(super) fn matching(
        &self,
        expression: &str,
        question: &Question,
        most: usize,
    ) -> Result<Vec<i64>, Error> {
        let mut values = vec![Value::from(expression.to_owned())];
        let from = self.matching_where(question, &mut values)?;
        values.push(Value::from(i64::try_from(most).unwrap_or(i64::MAX)));
        let limit = values.len();
        let sql = format!("SELECT word.rowid {from} ORDER BY word.rowid DESC LIMIT ?{limit}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let numbers = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// The newest of the stories that match; of very many, the newest of those that came last.
    fn newest(
        &self,
        expression: &str,
        question: &Question,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let pool = self.matching(expression, question, POOL.max(limit))?;
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
            "AND number NOT IN (SELECT rowid FROM word WHERE word MATCH ?{}) ",
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

/// What is wanted, but for what is not.
fn without(wanted: &str, unwanted: &str) -> String {
    match unwanted {
        "" => wanted.to_owned(),
        unwanted => format!("({wanted}) NOT {unwanted}"),
    }
}

/// Returns a string of FTS5: nothing within means anything but its letters.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}
