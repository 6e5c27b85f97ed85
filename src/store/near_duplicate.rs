//! Near duplicates: one article as several publishers print it.
//!
//! Agencies send one text to many papers, which change the headline and some sentences. Candidates
//! are found by min-hashing the longer words of each article: the more words two articles share,
//! the more often they share a minimum hash. A common headline also makes a candidate. A candidate
//! is a near duplicate if all of these conditions hold:
//!
//! - No article of its group has the same publisher ([`Publisher`]). A feed does not repeat
//!   articles; what it repeats is its teaser, its call to subscribe or the frame of its live blog.
//! - Either both texts are long and share most of their words, and half of the words of one
//!   headline occur in the other article; or the headlines share most of their words and the texts
//!   share some. A short text alone is not enough, nor is a long text unrelated to its headline.
//! - Words that recur in several articles by either publisher are not counted in this comparison.
//! - Both were published within two weeks, or neither has a date. A daily column keeps its headline
//!   above a new text.

mod publisher;

use super::Error;
use super::vector::{ArticleWords, TermCounts, decode};
use crate::article::Article;
use crate::search::is_pair;
pub(super) use publisher::Publisher;
use rusqlite::{OptionalExtension as _, Transaction};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The number of keys for the text of an article. Each key combines two minimum hashes of its
/// words.
const KEYS: u64 = 8;
/// The minimum number of characters of a long word; shorter words occur in every article.
const LONG: usize = 4;
/// The minimum number of different long words in a text; an article with fewer is compared only by
/// its headline.
const FEWEST: usize = 12;
/// The minimum number of different words in a long text; teasers and calls to subscribe have fewer.
const LONG_TEXT: usize = 80;
/// The minimum share of common words for two long texts to be near duplicates.
const ALIKE: f64 = 0.5;
/// The minimum share of words that two texts with matching headlines must have in common.
const ALIKE_WITH_TITLE: f64 = 0.3;
/// The minimum share of a headline's words that must occur in the other article.
const TITLE_NAMED: f64 = 0.5;
/// The minimum share of words that two headlines must have in common to agree; see also
/// [`FEWEST_IN_TITLE`].
const TITLES_AGREE: f64 = 0.5;
/// The minimum number of common words for two headlines to agree.
const FEWEST_IN_TITLE: usize = 3;
/// A word that this many other articles of a publisher share is not counted, because it belongs to a
/// text that the publisher repeats.
const SHARED_BY: usize = 2;
/// A key that this many articles have is ignored.
const MOST_OF_KEY: usize = 8;
/// The maximum number of candidates that are compared.
const MOST_CANDIDATES: usize = 24;
/// The maximum time between the publication of two near duplicates, in seconds.
const TWO_WEEKS: i64 = 14 * 24 * 3600;

/// The properties of an article that are compared.
pub(super) struct Compared<'a> {
    /// The number of the article, if it is already stored.
    pub(super) number: Option<i64>,
    /// The keys of the article, as [`keys`] returns them.
    pub(super) keys: &'a [i64],
    /// The terms of the article in ascending order.
    pub(super) terms: &'a [(u32, TermCounts)],
    /// The publication time of the article in Unix seconds.
    pub(super) published: Option<i64>,
    pub(super) publisher: Publisher,
}

/// An article that shares a key with the article that is compared.
struct DuplicateCandidate {
    number: i64,
    group: i64,
    published: Option<i64>,
    publisher: Publisher,
    terms: Vec<(u32, TermCounts)>,
}

/// The fortnight number of articles without a date; no article with a date has it.
const UNDATED: i64 = 0x7fff;
/// The maximum absolute number of a fortnight, counted from 1970.
const LAST: i64 = 32_000;
/// The difference between the keys of consecutive fortnights.
const FORTNIGHT: i64 = 1 << 48;

/// Returns the number of the fortnight of publication, as the upper bits of a key.
///
/// In the sorted table of keys, articles that arrive together are therefore close to each other,
/// however large the file is.
fn fortnight(published: Option<i64>) -> i64 {
    let number = published.map(|at| (at / TWO_WEEKS).clamp(-LAST, LAST));
    number.unwrap_or(UNDATED) * FORTNIGHT
}

/// The key in SQL, computed from the columns `published` and `key` of version 3.
pub(super) const KEY_OF_3: &str = "coalesce(max(min(published / 1209600, 32000), -32000), 32767)
    * 281474976710656 + (key & 281474976710655)";

/// Returns the publication time in Unix seconds.
pub(super) fn seconds(article: &Article) -> Option<i64> {
    article.published.map(|at| at.timestamp())
}

/// Returns the keys of an article published at this Unix time: first that of its headline, then those of its
/// text.
pub(super) fn keys(words: &ArticleWords, published: Option<i64>) -> Vec<i64> {
    let fortnight = fortnight(published);
    let mut keys = hashes(words);
    for key in &mut keys {
        *key = fortnight + (*key & (FORTNIGHT - 1));
    }
    keys
}

fn hashes(words: &ArticleWords) -> Vec<i64> {
    let mut keys = Vec::new();
    let title = words.of_title();
    if title.len() > 2 {
        keys.push(hash(0, &title));
    }
    let is_long = |word: &str| word.chars().nth(LONG - 1).is_some() || is_pair(word);
    let long = words
        .terms()
        .filter(|(word, counts)| counts.is_in_text() && is_long(word));
    let long = long.map(|(word, _)| hash(1, word).cast_unsigned());
    let hashes: Vec<u64> = long.collect();
    if hashes.len() < FEWEST {
        return keys;
    }
    let least = |seed: u64| {
        let mixed = hashes.iter().map(|hash| mix(hash ^ mix(seed)));
        mixed.min().unwrap_or(0)
    };
    keys.extend((1..=KEYS).map(|key| hash(2, &(key, least(2 * key), least(2 * key + 1)))));
    keys
}

/// Returns the group of the near duplicates of `story` among the articles with a number below `before`.
pub(super) fn group_of(
    transaction: &Transaction<'_>,
    story: &Compared<'_>,
    before: i64,
) -> Result<Option<i64>, Error> {
    if story.terms.len() < FEWEST {
        return Ok(None);
    }
    let candidates = candidates(transaction, story, before)?;
    let mut best: Option<(f64, i64)> = None;
    for candidate in &candidates {
        let apart = story.published.zip(candidate.published);
        let apart = apart.map(|(one, other)| (one - other).abs());
        if apart.is_some_and(|apart| apart > TWO_WEEKS)
            || candidate.publisher.is_same(&story.publisher)
        {
            continue;
        }
        let frame = frame(&candidates, story, candidate);
        let Some(alike) = agreement(story.terms, &candidate.terms, &frame) else {
            continue;
        };
        if best.is_none_or(|(most, _)| alike > most)
            && !has_publisher(transaction, candidate.group, story)?
        {
            best = Some((alike, candidate.group));
        }
    }
    Ok(best.map(|(_, group)| group))
}

/// Returns the articles that share a key with `story`.
fn candidates(
    transaction: &Transaction<'_>,
    story: &Compared<'_>,
    before: i64,
) -> Result<Vec<DuplicateCandidate>, Error> {
    let mut numbers: HashSet<i64> = HashSet::new();
    let mut of_key = transaction.prepare_cached(
        "SELECT number FROM near_duplicate WHERE key IN (?1, ?2, ?3) AND number < ?4 LIMIT 8",
    )?;
    for key in story.keys {
        let [earlier, later] = [-FORTNIGHT, FORTNIGHT].map(|step| key.wrapping_add(step));
        let rows = of_key.query_map([*key, earlier, later, before], |row| row.get(0))?;
        let of_key: Vec<i64> = rows.collect::<Result<_, _>>()?;
        // Only common words give a key to many articles.
        if of_key.len() < MOST_OF_KEY {
            numbers.extend(of_key);
        }
        if numbers.len() >= MOST_CANDIDATES {
            break;
        }
    }
    let mut row_of = transaction.prepare_cached(
        "SELECT same, published, source, origin, url, terms
         FROM article JOIN vector USING (number) WHERE number = ?1",
    )?;
    let mut candidates = Vec::new();
    let is_other = |number: &i64| Some(*number) != story.number;
    for number in numbers.into_iter().filter(is_other) {
        let candidate = row_of.query_row([number], |row| {
            Ok(DuplicateCandidate {
                number,
                group: row.get("same")?,
                published: row.get("published")?,
                publisher: Publisher::of_row(row)?,
                terms: decode(row.get_ref("terms")?.as_blob()?).collect(),
            })
        });
        candidates.extend(candidate.optional()?);
    }
    candidates.sort_unstable_by_key(|candidate| candidate.number);
    Ok(candidates)
}

/// Returns the terms that also occur in several other articles by either of the two publishers.
fn frame(
    candidates: &[DuplicateCandidate],
    story: &Compared<'_>,
    other: &DuplicateCandidate,
) -> HashSet<u32> {
    let mut frame = HashSet::new();
    for publisher in [&story.publisher, &other.publisher] {
        let mut known: HashMap<u32, usize> = HashMap::new();
        let siblings = candidates.iter().filter(|candidate| {
            candidate.number != other.number && candidate.publisher.is_same(publisher)
        });
        for (id, _) in siblings.flat_map(|sibling| &sibling.terms) {
            *known.entry(*id).or_default() += 1;
        }
        let shared = known
            .into_iter()
            .filter(|(_, stories)| *stories >= SHARED_BY);
        frame.extend(shared.map(|(id, _)| id));
    }
    frame
}

/// Whether the group has another article by the publisher of `story`.
fn has_publisher(
    transaction: &Transaction<'_>,
    group: i64,
    story: &Compared<'_>,
) -> Result<bool, Error> {
    let mut members = transaction
        .prepare_cached("SELECT source, origin, url, number FROM article WHERE same = ?1")?;
    let mut rows = members.query([group])?;
    while let Some(row) = rows.next()? {
        let is_itself = story.number == Some(row.get("number")?);
        if !is_itself && Publisher::of_row(row)?.is_same(&story.publisher) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the similarity of two texts, not counting the terms of the `frame`, or `None` if they are too
/// different.
fn agreement(
    one: &[(u32, TermCounts)],
    other: &[(u32, TermCounts)],
    frame: &HashSet<u32>,
) -> Option<f64> {
    let titles = CommonTerms::of(one, other, |_, counts| counts.title > 0);
    let texts = CommonTerms::of(one, other, |id, counts| {
        counts.is_in_text() && !frame.contains(&id)
    });
    let titles_agree = titles.common >= FEWEST_IN_TITLE && titles.share() >= TITLES_AGREE;
    let are_long = texts.fewer >= LONG_TEXT;
    let alike = texts.share();
    let agree = (titles_agree && alike >= ALIKE_WITH_TITLE)
        || (are_long && alike >= ALIKE && (is_named(one, other) || is_named(other, one)));
    agree.then_some(alike)
}

/// Whether the words of the first article's headline occur in the second article.
fn is_named(one: &[(u32, TermCounts)], other: &[(u32, TermCounts)]) -> bool {
    let title = one.iter().filter(|(_, counts)| counts.title > 0);
    let (mut all, mut found) = (0_u32, 0_u32);
    for (id, _) in title {
        all += 1;
        found += u32::from(other.binary_search_by_key(id, |(id, _)| *id).is_ok());
    }
    all > 0 && f64::from(found) >= TITLE_NAMED * f64::from(all)
}

/// The numbers of terms in two articles.
struct CommonTerms {
    common: usize,
    all: usize,
    /// The number of terms of the article with fewer terms.
    fewer: usize,
}

impl CommonTerms {
    /// Compares two articles by the terms for which `counted` returns `true`.
    fn of(
        one: &[(u32, TermCounts)],
        other: &[(u32, TermCounts)],
        counted: impl Fn(u32, TermCounts) -> bool,
    ) -> Self {
        let of = |terms: &[(u32, TermCounts)]| -> HashSet<u32> {
            let terms = terms.iter().filter(|(id, counts)| counted(*id, *counts));
            terms.map(|(id, _)| *id).collect()
        };
        let (one, other) = (of(one), of(other));
        let common = one.intersection(&other).count();
        Self {
            common,
            all: one.len() + other.len() - common,
            fewer: one.len().min(other.len()),
        }
    }

    /// Returns the number of common terms divided by the number of all terms.
    fn share(&self) -> f64 {
        let of = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        of(self.common) / of(self.all.max(1))
    }
}

/// Returns a hash that is stored in the file and must not change. `DefaultHasher::new` has fixed
/// keys. If its algorithm changes, near duplicates are missed only between articles stored before
/// and after that change.
fn hash(kind: u8, what: &(impl std::hash::Hash + ?Sized)) -> i64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    what.hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// Mixes the bits like the last step of `SplitMix64`.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}
