//! The counts of an article's terms, stored in a few hundred bytes.
//!
//! The index finds the articles that contain a word. Scores and similarity need to know how often a
//! word occurs, and whether it is in the headline or the first sentences. Computing that from the
//! text would mean inflating, folding and splitting it for each candidate, which is a hundred times
//! the work.

use super::Error;
use crate::article::Article;
use crate::search::push_tokens;
use foldhash::fast::RandomState;
use rusqlite::OptionalExtension as _;
use std::collections::HashMap;
use std::ops::Range;

/// The number of words after the headline that form the head of an article, where newspapers put
/// the most important facts.
const HEAD: usize = 60;
/// The maximum count of a term in the headline; more occurrences add no information.
const MOST_IN_TITLE: u8 = 3;
const MOST_IN_HEAD: u8 = 3;
const MOST_IN_REST: u8 = 15;

/// How often a term occurs in the headline, in the head and in the rest of an article.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct TermCounts {
    pub(super) title: u8,
    pub(super) head: u8,
    pub(super) rest: u8,
}

impl TermCounts {
    /// Returns the weighted sum of the counts: `title` and `head` are the weights of an occurrence
    /// in the headline and in the head.
    pub(super) fn weighed(self, title: f64, head: f64) -> f64 {
        f64::from(self.title) * title + f64::from(self.head) * head + f64::from(self.rest)
    }

    /// Returns the sum of the counts.
    pub(super) fn sum(self) -> usize {
        [self.title, self.head, self.rest]
            .map(usize::from)
            .iter()
            .sum()
    }

    /// Whether the term occurs in the text. The sum of both counts may overflow either type.
    pub(super) fn is_in_text(self) -> bool {
        self.head > 0 || self.rest > 0
    }

    fn byte(self) -> u8 {
        self.title.min(MOST_IN_TITLE) << 6
            | self.head.min(MOST_IN_HEAD) << 4
            | self.rest.min(MOST_IN_REST)
    }

    fn of_byte(byte: u8) -> Self {
        Self {
            title: byte >> 6,
            head: byte >> 4 & 3,
            rest: byte & 15,
        }
    }
}

/// The folded words of an article in one string, each followed by a blank, in the form that the
/// index takes.
///
/// The words are passed between threads. If they were separate strings, freeing them would take the
/// writing thread, for which all others wait, as long as storing them.
#[derive(Clone, Debug, Default)]
pub(super) struct ArticleWords {
    all: String,
    /// The byte offset of the text after the headline.
    body: usize,
    /// Each different word once, as the byte range of its first occurrence, with its counts.
    terms: Vec<(Range<usize>, TermCounts)>,
    count: usize,
}

impl ArticleWords {
    pub(super) fn of(article: &Article) -> Self {
        let text = article.plain_text();
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        let mut all = String::with_capacity(text.len() + text.len() / 8);
        let mut in_title = 0;
        for part in article.kicker.iter().chain([&article.headline]) {
            in_title += push_tokens(part, &mut all);
        }
        let body = all.len();
        let count = in_title + push_tokens(rest, &mut all);
        let terms = counted(&all, in_title);
        Self {
            all,
            body,
            terms,
            count,
        }
    }

    pub(super) fn title(&self) -> &str {
        self.all.get(..self.body).unwrap_or_default()
    }

    pub(super) fn body(&self) -> &str {
        self.all.get(self.body..).unwrap_or_default()
    }

    /// Returns the words of the headline in order.
    pub(super) fn of_title(&self) -> Vec<&str> {
        self.title().split_terminator(' ').collect()
    }

    /// Returns each different term once with its counts, in the order of first occurrence.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, TermCounts)> {
        let term = |place: &Range<usize>| self.all.get(place.clone()).unwrap_or_default();
        let terms = self.terms.iter();
        terms.map(move |(place, counts)| (term(place), *counts))
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }
}

/// Returns the first occurrence and the counts of each different word in `all`. The first
/// `in_title` words are the headline.
fn counted(all: &str, in_title: usize) -> Vec<(Range<usize>, TermCounts)> {
    let mut terms: Vec<(Range<usize>, TermCounts)> = Vec::new();
    let mut places: HashMap<&str, usize, RandomState> =
        HashMap::with_capacity_and_hasher(all.len() / 16, RandomState::default());
    let mut start = 0;
    for (index, word) in all.split_terminator(' ').enumerate() {
        let place = *places.entry(word).or_insert_with(|| {
            terms.push((start..start + word.len(), TermCounts::default()));
            terms.len() - 1
        });
        start += word.len() + 1;
        let Some((_, counts)) = terms.get_mut(place) else {
            continue;
        };
        let part = match index.checked_sub(in_title) {
            None => &mut counts.title,
            Some(after) if after < HEAD => &mut counts.head,
            Some(_) => &mut counts.rest,
        };
        *part = part.saturating_add(1);
    }
    terms
}

/// Encodes `terms`, which must be ascending. Each is stored as the difference to the number before
/// it, in groups of seven bits, and a byte of counts.
pub(super) fn encode(terms: &[(u32, TermCounts)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(terms.len() * 3);
    let mut before = 0;
    for (id, counts) in terms {
        let mut step = id.wrapping_sub(before);
        while step >= 0x80 {
            bytes.push(step as u8 | 0x80);
            step >>= 7;
        }
        bytes.push(step as u8);
        bytes.push(counts.byte());
        before = *id;
    }
    bytes
}

/// Decodes terms in ascending order; a truncated term is dropped.
pub(super) fn decode(bytes: &[u8]) -> impl Iterator<Item = (u32, TermCounts)> + '_ {
    let mut bytes = bytes.iter().copied();
    let mut id: u32 = 0;
    std::iter::from_fn(move || {
        let mut step: u32 = 0;
        for shift in (0..32).step_by(7) {
            let byte = bytes.next()?;
            step |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        id = id.wrapping_add(step);
        Some((id, TermCounts::of_byte(bytes.next()?)))
    })
}

/// Returns the terms of an article in ascending order.
pub(super) fn terms_of(
    connection: &rusqlite::Connection,
    number: i64,
) -> Result<Vec<(u32, TermCounts)>, Error> {
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached("SELECT terms FROM vector WHERE number = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(bytes
        .map(|bytes| decode(&bytes).collect())
        .unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Prepared;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn encoding_round_trips(ids in proptest::collection::btree_set(1_u32.., 0..60), byte: u8) {
            let counts = TermCounts::of_byte(byte);
            let terms: Vec<(u32, TermCounts)> = ids.into_iter().map(|id| (id, counts)).collect();
            prop_assert_eq!(decode(&encode(&terms)).collect::<Vec<_>>(), terms);
        }

        #[test]
        fn decoding_never_panics(bytes: Vec<u8>) {
            prop_assert!(decode(&bytes).count() <= bytes.len());
        }
    }

    /// The sum of the counts in the head and the rest can overflow either type.
    #[test]
    fn counts_do_not_overflow() {
        let article = Article {
            headline: "नदी".to_owned(),
            summary: Some("मानसून ".repeat(1_000)),
            ..Article::default()
        };
        let words = ArticleWords::of(&article);
        let counts = words.terms().find(|(word, _)| *word == "मानसून").unwrap().1;
        assert_eq!(counts.rest, u8::MAX);
        assert!(counts.head > 0 && counts.is_in_text());
        assert!(Prepared::new(article).is_ok());
    }

    #[test]
    fn words_are_counted_by_part() {
        let article = Article {
            headline: "बाढ़ से राहत".to_owned(),
            summary: Some("बाढ़ का पानी उतरा".to_owned()),
            ..Article::default()
        };
        let words = ArticleWords::of(&article);
        let flood = TermCounts {
            title: 1,
            head: 1,
            rest: 0,
        };
        assert_eq!(words.terms().next(), Some(("बाढ", flood)));
        assert_eq!((words.terms().count(), words.len()), (6, 7));
        assert_eq!(words.of_title(), ["बाढ", "से", "राहत"]);
        assert_eq!(words.title(), "बाढ से राहत ");
        assert!(words.body().starts_with("बाढ का"));
    }
}
