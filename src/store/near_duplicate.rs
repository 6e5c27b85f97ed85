//! Near duplicates: one story as several publishers print it.
//!
//! Agencies send one text to many papers, which change the headline and some sentences. Candidates are
//! found by min-hashing: of each story's longer words, the least by each of a few hash functions; two
//! stories share such a least word as often as they share words. A headline in common also makes a
//! candidate. A candidate is a near duplicate where all of this holds:
//!
//! - No story of its group is by the same publisher ([`Publisher`]): a feed never repeats itself, it
//!   repeats its teaser, its call to subscribe or the frame of its live blog.
//! - Either both texts are long and share most of their words, and half of the words of one headline stand
//!   in the other story; or the headlines share most of their words and the texts a part. A short text
//!   alone decides nothing, nor does a long one that says nothing of its headline.
//! - Words that stand in several stories of one of the two publishers with these keys are not counted.
//! - Both were published within two weeks, or neither says when. A daily column keeps its headline over a
//!   new text.

mod publisher;

use super::Error;
use super::vector::{ArticleWords, TermCounts, decode};
use crate::article::Article;
use crate::search::is_pair;
pub(super) use publisher::Publisher;
use rusqlite::{OptionalExtension as _, Transaction};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Two least words together make a key; a story has so many keys.
const KEYS: u64 = 8;
/// Shorter words stand in every story.
const LONG: usize = 4;
/// A story with fewer words is too short to be compared with others.
const FEWEST: usize = 12;
/// A text of so many different words is long: a teaser or a call to subscribe has fewer.
const LONG_TEXT: usize = 80;
/// Two long texts are the same from this share of their words in common.
const ALIKE: f64 = 0.5;
/// Under headlines that agree this share is enough.
const ALIKE_WITH_TITLE: f64 = 0.3;
/// From this share of its words in the other story a headline names what both are about.
const TITLE_NAMED: f64 = 0.5;
/// Two headlines agree from this share of their words in common …
const TITLES_AGREE: f64 = 0.5;
/// … which are at least so many.
const FEWEST_IN_TITLE: usize = 3;
/// A word that so many other stories of a publisher share is part of the frame, not of the story.
const SHARED_BY: usize = 2;
/// A key that so many stories have tells nothing.
const MOST_OF_KEY: usize = 8;
/// No more candidates than these are compared.
const MOST_CANDIDATES: usize = 24;
/// Seconds between the two at most.
const TWO_WEEKS: i64 = 14 * 24 * 3600;

/// What is compared of a story.
pub(super) struct Compared<'a> {
    /// Its number, where it has one already.
    pub(super) number: Option<i64>,
    /// What [`keys`] returns of it.
    pub(super) keys: &'a [i64],
    /// Its terms, ascending.
    pub(super) terms: &'a [(u32, TermCounts)],
    /// When it was published, in seconds of Unix time.
    pub(super) published: Option<i64>,
    pub(super) publisher: Publisher,
}

/// A story that shares a key with the one that is compared.
struct DuplicateCandidate {
    number: i64,
    group: i64,
    published: Option<i64>,
    publisher: Publisher,
    terms: Vec<(u32, TermCounts)>,
}

/// The fortnight of a story without a date, which no other has.
const UNDATED: i64 = 0x7fff;
/// No fortnight is farther from 1970 than this.
const LAST: i64 = 32_000;
/// A fortnight later in a key.
const FORTNIGHT: i64 = 1 << 48;

/// Returns the fortnight in which a story was published, as the upper bits of its keys.
///
/// The keys of stories that come together then lie together in the file, however large it is.
fn fortnight(published: Option<i64>) -> i64 {
    let number = published.map(|at| (at / TWO_WEEKS).clamp(-LAST, LAST));
    number.unwrap_or(UNDATED) * FORTNIGHT
}

/// The same in SQL, of the columns `published` and, as version 3 had it, `key`.
pub(super) const KEY_OF_3: &str = "coalesce(max(min(published / 1209600, 32000), -32000), 32767)
    * 281474976710656 + (key & 281474976710655)";

/// Returns when an article was published, in seconds of Unix time.
pub(super) fn seconds(article: &Article) -> Option<i64> {
    article.published.map(|at| at.timestamp())
}

/// The keys of a story that was published at this second of Unix time: of its headline first, then of its
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

/// Returns the group of the near duplicates of `story` among those with a number below `before`.
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

/// Returns the stories that share a key with `story`.
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
        // What so many stories share are common words.
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

/// Returns the terms that stand in several other stories of the publisher of one of the two.
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

/// Whether a story of the group, other than `story` itself, is by its publisher.
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

/// Returns how far two texts agree, where they agree far enough; terms of the `frame` are not counted.
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

/// Whether the headline of the first story names what the other one is about.
fn is_named(one: &[(u32, TermCounts)], other: &[(u32, TermCounts)]) -> bool {
    let title = one.iter().filter(|(_, counts)| counts.title > 0);
    let (mut all, mut found) = (0_u32, 0_u32);
    for (id, _) in title {
        all += 1;
        found += u32::from(other.binary_search_by_key(id, |(id, _)| *id).is_ok());
    }
    all > 0 && f64::from(found) >= TITLE_NAMED * f64::from(all)
}

/// How many of the terms of two stories are common.
struct CommonTerms {
    common: usize,
    all: usize,
    /// How many the story with fewer of them has.
    fewer: usize,
}

impl CommonTerms {
    /// Compares those of the terms that are `counted`.
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

    /// The share of the common terms of those that either has.
    fn share(&self) -> f64 {
        let of = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        of(self.common) / of(self.all.max(1))
    }
}

/// Keys are kept in the file, so they must not change; `DefaultHasher::new` has fixed keys, and a
/// library whose keys were made by another hash loses nothing but near duplicates across that change.
fn hash(kind: u8, what: &(impl std::hash::Hash + ?Sized)) -> i64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    what.hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// Spreads the bits, as the finaliser of `SplitMix64` does.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}
