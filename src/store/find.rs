//! Questions to the library: best answers first, or newest first.
//!
//! The index says which stories answer; `store::rank` says how well, of at most [`POOL`] of them.
//! FTS5's own ranking reads every match of every word, which for a word that stands nearly
//! everywhere is most of the library; the newest matches and those with the words in their headline
//! hold the best answers of such a question.

use super::rank::{Alternative, Group, Ranking};
use super::{Error, Store, listing};
use crate::article::{Listing, Timestamp};
use crate::search::{Clause, Question, aliases, distance, inflections, skeleton, sound};
use crate::text::cluster::cluster_indices;
use rusqlite::{OptionalExtension as _, params, types::Value};
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

/// An inflected form, or another name, counts for so much of the word as it was asked for …
const INFLECTED: f64 = 0.9;
/// … a word that sounds nearly as what was typed in Latin letters for so much …
const NEARLY: f64 = 0.3;
/// … and one in Devanagari that only sounds like the word for so much.
const MISSPELT: f64 = 0.5;
/// A word that goes on from what is being typed counts for so much.
const UNFINISHED: f64 = 0.5;
/// Sounds of fewer letters belong to too many words.
const LONG_SOUND: usize = 4;
/// A word in Latin letters stands for at most so many words of the library.
const MOST_ALIKE: usize = 12;
/// An unfinished word stands for at most so many, the commonest; where it was ended by a star, only
/// in the ranking: the index knows them all.
const MOST_BEGUN: usize = 64;
/// So many stories are ranked, of each way in which a question can be answered. Of 953 stories and 210
/// questions, nDCG is .782 with 1,200 and with 300, .781 with 100 and .771 with 50; a word that
/// stands nearly everywhere takes half as long as with 1,200.
const POOL: usize = 500;

/// A group of alternatives as the index is asked, and as the ranking counts them.
struct Asked {
    expression: String,
    title_expression: String,
    group: Group,
}

impl Store {
    /// Returns the stories that answer `question`, at most `limit`: those with all that is wanted,
    /// then those with a part of it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn find(&self, question: &Question, order: Order, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut asked = Vec::new();
        for alternatives in &question.wanted {
            asked.push(self.asked(alternatives, order)?);
        }
        if asked.is_empty() {
            return self.by_conditions(question, limit);
        }
        let unwanted = match question.unwanted.as_slice() {
            [] => String::new(),
            clauses => self.asked(clauses, Order::Newest)?.expression,
        };
        let expression = |groups: Vec<&str>, by: &str| {
            let wanted = groups.join(by);
            match unwanted.as_str() {
                "" => wanted,
                unwanted => format!("({wanted}) NOT {unwanted}"),
            }
        };
        let whole: Vec<&str> = asked
            .iter()
            .map(|group| group.expression.as_str())
            .collect();
        let all = expression(whole.clone(), " AND ");
        if order == Order::Newest {
            return self.newest(&all, question, limit);
        }
        let most = POOL.max(limit);
        let mut pool = self.matching(&all, question, most)?;
        if pool.len() >= most {
            let titles = asked.iter().map(|group| group.title_expression.as_str());
            let titles = expression(titles.collect(), " AND ");
            pool.extend(self.matching(&titles, question, most)?);
        }
        let complete = pool.len();
        if complete < limit.max(10) && asked.len() > 1 {
            pool.extend(self.matching(&expression(whole, " OR "), question, most)?);
        }
        let mut seen = HashSet::new();
        pool.retain(|number| seen.insert(*number));
        let groups: Vec<Group> = asked.into_iter().map(|asked| asked.group).collect();
        let ranking = Ranking::new(self, groups)?;
        let mut scored = Vec::new();
        for (index, number) in pool.into_iter().enumerate() {
            // A part of the answer never comes before the whole one.
            let tier = u8::from(index >= complete);
            scored.push((tier, ranking.score(self, number)?, number));
        }
        scored.sort_by(|one, other| {
            (one.0.cmp(&other.0))
                .then(other.1.total_cmp(&one.1))
                .then(one.2.cmp(&other.2))
        });
        if let Order::BestNow(now) = order {
            self.prefer_newer(&mut scored, limit, now)?;
        }
        self.hits(
            scored
                .into_iter()
                .take(limit)
                .map(|(_, score, number)| (number, score)),
        )
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

    /// Returns what else a word stands for, each with how much it counts: its inflected forms, its
    /// other names, words that sound so, the two words that it is made of.
    fn variants(
        &self,
        word: &str,
        latin: Option<&str>,
        order: Order,
    ) -> Result<Vec<(String, f64)>, Error> {
        let mut variants: Vec<(String, f64)> = Vec::new();
        for form in inflections(word) {
            if self.term(&form)?.is_some() {
                variants.push((form, INFLECTED));
            }
        }
        variants.extend(aliases(word).iter().map(|name| (name.clone(), INFLECTED)));
        if let Some(sound) = latin {
            variants.extend(self.alike(sound)?);
        } else if let Some(sound) = sound(word).filter(|sound| sound.len() >= LONG_SOUND) {
            let alike = self.alike(&sound)?.into_iter();
            let is_unknown = self.term(word)?.is_none();
            let near = alike.filter(|_| is_unknown);
            variants.extend(near.map(|(text, weight)| (text, weight * MISSPELT)));
        }
        if !word.is_ascii() && order != Order::Newest {
            let halves = self.halves(word)?.into_iter();
            variants.extend(halves.map(|words| (words, 1.0)));
        }
        variants.retain(|(text, _)| text != word);
        Ok(variants)
    }

    fn alternative(&self, text: &str, weight: f64) -> Result<Option<Alternative>, Error> {
        let term = self.term(text)?;
        Ok(term.map(|(id, stories)| Alternative {
            id,
            stories,
            weight,
        }))
    }

    /// Returns the number of a term and of the stories that have it.
    pub(super) fn term(&self, text: &str) -> Result<Option<(u32, u32)>, Error> {
        let found = self
            .connection
            .prepare_cached("SELECT id, stories FROM term WHERE text = ?1 AND stories > 0")?
            .query_row([text], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found)
    }

    /// Returns terms that begin so, the commonest first.
    fn begun(&self, text: &str, most: usize) -> Result<Vec<(String, Alternative)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, stories, text FROM term
             WHERE text >= ?1 AND text < ?1 || char(1114111) AND stories > 0
             ORDER BY stories DESC LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![text, most], |row| {
            let begun = Alternative {
                id: row.get(0)?,
                stories: row.get(1)?,
                weight: 1.0,
            };
            Ok((row.get(2)?, begun))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the library's words that sound like this, or nearly so, the likest first, each with
    /// how much it counts; where none does, those that begin so.
    fn alike(&self, sound: &str) -> Result<Vec<(String, f64)>, Error> {
        let mut near = self.connection.prepare_cached(
            "SELECT text, sound FROM term WHERE (sound = ?1 OR skeleton = ?2) AND stories > 0
             ORDER BY stories DESC",
        )?;
        let rows = near.query_map(params![sound, skeleton(sound)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let mut found: Vec<(usize, String)> = Vec::new();
        for row in rows {
            let (text, other): (String, String) = row?;
            found.push((distance(sound, &other), text));
        }
        found.sort_by_key(|(distance, _)| *distance);
        // Two keys of few letters are near each other without being alike.
        let least = found.first().map_or(0, |(distance, _)| *distance);
        let most = if sound.len() < 4 {
            0
        } else {
            least.clamp(1, 2)
        };
        let farthest = if sound.len() > 5 { 3 } else { 2 };
        found
            .retain(|(distance, _)| *distance <= most || (*distance == least && least <= farthest));
        found.truncate(MOST_ALIKE);
        if !found.is_empty() {
            // What sounds just so is meant before what sounds nearly so.
            let weight = |distance: usize| if distance == least { 1.0 } else { NEARLY };
            let found = found.into_iter();
            return Ok(found
                .map(|(distance, text)| (text, weight(distance)))
                .collect());
        }
        let mut begun = self.connection.prepare_cached(
            "SELECT text FROM term WHERE sound >= ?1 AND sound < ?1 || char(1114111) AND stories > 0
             ORDER BY length(sound), stories DESC LIMIT ?2",
        )?;
        let found = begun
            .query_map(
                params![sound, i64::try_from(MOST_ALIKE).unwrap_or(0)],
                |row| Ok((row.get(0)?, 1.0)),
            )?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Returns the two words of which `word` is made, where the library has both: शीतलहर is written
    /// शीत लहर as well.
    fn halves(&self, word: &str) -> Result<Vec<String>, Error> {
        let mut known = self
            .connection
            .prepare_cached("SELECT 1 FROM term WHERE text = ?1 AND stories > 1")?;
        let mut halves = Vec::new();
        for (at, _) in cluster_indices(word).skip(1) {
            let (one, other) = word.split_at(at);
            let is_long = |half: &str| half.chars().count() >= 3;
            if is_long(one) && is_long(other) && known.exists([one])? && known.exists([other])? {
                halves.push(format!("{one} {other}"));
            }
        }
        Ok(halves)
    }

    /// Returns the numbers of the stories that match an expression of FTS5 and the question's other
    /// conditions: at most `most`, those that came last.
    pub(super) fn matching(
        &self,
        expression: &str,
        question: &Question,
        most: usize,
    ) -> Result<Vec<i64>, Error> {
        let mut values = vec![
            Value::from(expression.to_owned()),
            Value::from(i64::try_from(most).unwrap_or(i64::MAX)),
        ];
        let conditions = conditions(question, &mut values);
        let join = if conditions.is_empty() {
            ""
        } else {
            "JOIN article ON article.number = word.rowid"
        };
        let sql = format!(
            "SELECT word.rowid FROM word {join} WHERE word MATCH ?1 {conditions}
             ORDER BY word.rowid DESC LIMIT ?2"
        );
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
        let mut values = vec![Value::from(i64::try_from(limit).unwrap_or(i64::MAX))];
        let conditions = conditions(question, &mut values);
        let unwanted = match question.unwanted.as_slice() {
            [] => String::new(),
            clauses => {
                values.push(Value::from(self.asked(clauses, Order::Newest)?.expression));
                format!(
                    "AND number NOT IN (SELECT rowid FROM word WHERE word MATCH ?{})",
                    values.len()
                )
            }
        };
        if conditions.is_empty() && unwanted.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {} FROM article WHERE 1 {conditions} {unwanted}
             ORDER BY published DESC, number DESC LIMIT ?1",
            super::LISTING
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let hits = statement.query_map(rusqlite::params_from_iter(values), |row| {
            Ok(Hit {
                listing: listing(row)?,
                score: 0.0,
            })
        })?;
        Ok(hits.collect::<Result<_, _>>()?)
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
        let first = scored.len().min(limit * 3);
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
        let sql = format!("SELECT {} FROM article WHERE number = ?1", super::LISTING);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut hits = Vec::new();
        for (number, score) in numbers {
            let listing = statement.query_row([number], listing)?;
            hits.push(Hit { listing, score });
        }
        Ok(hits)
    }
}

/// The question's conditions in SQL, each with `AND` before it; their values go to `values`.
fn conditions(question: &Question, values: &mut Vec<Value>) -> String {
    let mut conditions = String::new();
    let fields = [
        (&question.source, "AND source LIKE '%' || ? || '%'"),
        (&question.section, "AND section LIKE '%' || ? || '%'"),
        (
            &question.tag,
            "AND number IN (SELECT number FROM tag WHERE name LIKE '%' || ? || '%')",
        ),
        (&question.since, "AND published_text >= ?"),
        (&question.before, "AND published_text < ?"),
    ];
    for (value, condition) in fields {
        if let Some(value) = value {
            values.push(Value::from(value.clone()));
            conditions.push_str(&condition.replace('?', &format!("?{}", values.len())));
            conditions.push(' ');
        }
    }
    if let Some(is_unread) = question.unread {
        conditions.push_str(if is_unread {
            "AND marks & 1 = 0 "
        } else {
            "AND marks & 1 = 1 "
        });
    }
    if question.starred {
        conditions.push_str("AND marks & 2 = 2 ");
    }
    conditions
}

/// Returns a string of FTS5: nothing within means anything but its letters.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}
