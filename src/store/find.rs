//! Questions to the library: best answers first, or newest first.

use super::{Error, Store, listing};
use crate::article::Listing;
use crate::search::{Clause, Question, distance, skeleton};
use crate::text::cluster::cluster_indices;
use rusqlite::{params, types::Value};

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
    /// The best answer.
    Best,
    /// The newest story.
    Newest,
}

/// A word in the headline counts so many times one in the text.
const TITLE_WEIGHT: f64 = 3.0;
/// A word in Latin letters stands for at most so many words of the library.
const MOST_ALIKE: usize = 12;

impl Store {
    /// Returns the stories that answer `question`, at most `limit`: those with all that is wanted,
    /// then those with a part of it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn find(&self, question: &Question, order: Order, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut groups = Vec::new();
        for alternatives in &question.wanted {
            groups.push(self.any_of(alternatives)?);
        }
        if groups.is_empty() {
            return Ok(Vec::new());
        }
        let unwanted = self.any_of(&question.unwanted)?;
        let without = |wanted: String| {
            if unwanted.is_empty() {
                wanted
            } else {
                format!("({wanted}) NOT {unwanted}")
            }
        };
        let mut hits = self.matching(&without(groups.join(" AND ")), question, order, limit)?;
        if hits.len() < limit && groups.len() > 1 {
            for hit in self.matching(&without(groups.join(" OR ")), question, order, limit)? {
                if hits.len() < limit
                    && !hits.iter().any(|known| known.listing.id == hit.listing.id)
                {
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }

    /// Returns the expression of FTS5 for any of `clauses`; empty for none.
    fn any_of(&self, clauses: &[Clause]) -> Result<String, Error> {
        let mut terms = Vec::new();
        for clause in clauses {
            let column = if clause.in_title { "title : " } else { "" };
            let star = if clause.is_prefix { "*" } else { "" };
            terms.push(format!("{column}{}{star}", quoted(&clause.words.join(" "))));
            if let [word] = clause.words.as_slice()
                && !word.is_ascii()
            {
                let halves = self.halves(word)?;
                terms.extend(
                    halves
                        .iter()
                        .map(|words| format!("{column}{}", quoted(words))),
                );
            }
            if let Some(sound) = &clause.sound {
                let alike = self.alike(sound)?;
                terms.extend(alike.iter().map(|term| format!("{column}{}", quoted(term))));
            }
        }
        Ok(match terms.len() {
            0 => String::new(),
            _ => format!("({})", terms.join(" OR ")),
        })
    }

    /// Returns the library's words that sound like this, or nearly so, the likest first; where none
    /// does, those that begin so.
    fn alike(&self, sound: &str) -> Result<Vec<String>, Error> {
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
            return Ok(found.into_iter().map(|(_, text)| text).collect());
        }
        let mut begun = self.connection.prepare_cached(
            "SELECT text FROM term WHERE sound >= ?1 AND sound < ?1 || char(1114111) AND stories > 0
             ORDER BY length(sound), stories DESC LIMIT ?2",
        )?;
        let found = begun
            .query_map(
                params![sound, i64::try_from(MOST_ALIKE).unwrap_or(0)],
                |row| row.get(0),
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

    /// Returns the stories that match an expression of FTS5 and the question's other conditions.
    pub(super) fn matching(
        &self,
        expression: &str,
        question: &Question,
        order: Order,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let (rank, by) = match order {
            Order::Best => (
                format!("-bm25(word, {TITLE_WEIGHT:.1}, 1.0)"),
                "score DESC, number",
            ),
            Order::Newest => ("0.0".to_owned(), "published DESC, number"),
        };
        let mut conditions = String::new();
        let mut values = vec![
            Value::from(expression.to_owned()),
            Value::from(i64::try_from(limit).unwrap_or(i64::MAX)),
        ];
        let fields = [
            (&question.source, "AND source LIKE '%' || ? || '%'"),
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
        let sql = format!(
            "SELECT id, headline, topic, source, published_text, url, origin, {rank} AS score
             FROM word JOIN article ON article.number = word.rowid
             WHERE word MATCH ?1 {conditions} ORDER BY {by} LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let hits = statement.query_map(rusqlite::params_from_iter(values), |row| {
            Ok(Hit {
                listing: listing(row)?,
                score: row.get(7)?,
            })
        })?;
        Ok(hits.collect::<Result<_, _>>()?)
    }
}

/// Returns a string of FTS5: nothing within means anything but its letters.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}
