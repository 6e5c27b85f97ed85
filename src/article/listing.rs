//! What a list holds of an article: the contents of its row and the means to find the article
//! again.
//!
//! A folder of 100,000 articles is held in memory as listings; an article is read only when it is
//! opened.

use super::{Article, ArticleId, Block, Timestamp};
use crate::text::cluster;
use std::borrow::Cow;

/// A row of a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Listing {
    /// The article's id.
    pub id: ArticleId,
    /// The words above the headline: the kicker, or the section if there is none.
    pub topic: Option<String>,
    /// The headline.
    pub headline: String,
    /// The publisher's name.
    pub source: Option<String>,
    /// The publication time.
    pub published: Option<Timestamp>,
    /// The address of the article's page.
    pub url: Option<String>,
    /// The path or address from which the article was read.
    pub origin: String,
    /// The user's marks.
    pub marks: Marks,
    /// The number of publishers that have this article, if a library knows it; otherwise 0.
    pub sources: u16,
}

/// The position at which a page of a list starts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PageStart {
    /// At the top of the list.
    First,
    /// At the end of the list: the page ends with the last row.
    Last,
    /// Directly below this article.
    After(ArticleId),
    /// Above this article: the page ends with the row before it.
    Before(ArticleId),
    /// Around this article, which has a row even if the list would not have it.
    Around(ArticleId),
    /// Around the next unread article below this article.
    NextUnread(ArticleId),
}

/// Some or all rows of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ListPart {
    /// All rows.
    All,
    /// The rows above this article.
    Above(ArticleId),
    /// The rows below this article.
    Below(ArticleId),
}

/// The user's marks on an article.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// Whether the article was opened or marked as read.
    pub read: bool,
    /// Whether the article is starred.
    pub starred: bool,
}

impl Marks {
    /// Returns the marks as a bit set, for storage.
    pub fn bits(self) -> i64 {
        i64::from(self.read) | i64::from(self.starred) << 1
    }

    /// Returns the marks with these bits; see [`Marks::bits`].
    pub fn from_bits(bits: i64) -> Self {
        Self {
            read: bits & 1 != 0,
            starred: bits & 2 != 0,
        }
    }
}

/// The maximum number of words in a title that is made from an article's text.
const MOST_WORDS: usize = 14;
/// The maximum length in bytes of a title that is made from an article's text, since some scripts
/// write no space between words.
const MOST_BYTES: usize = 200;
/// A full stop within this many bytes from the start ends a number or an abbreviation rather than a
/// sentence.
const FEWEST_BYTES: usize = 24;

impl Article {
    /// Returns the title for lists: the headline or, if the article has none, as with short notes,
    /// the beginning of its text.
    pub fn called(&self) -> Cow<'_, str> {
        if !self.headline.is_empty() {
            return Cow::Borrowed(&self.headline);
        }
        let is_words = |block: &&Block| block.has_words();
        let mut words = self.blocks.iter().filter(is_words).flat_map(Block::texts);
        let first = self.summary.as_deref().or_else(|| words.next());
        Cow::Owned(first.map(beginning).unwrap_or_default())
    }
}

/// Returns the first sentence of the first line of `text`, or the beginning of it if that sentence is too long for a
/// headline.
fn beginning(text: &str) -> String {
    let ends = |(at, c): &(usize, char)| {
        *at >= FEWEST_BYTES && matches!(c, '।' | '?' | '!' | '。' | '？' | '！' | '؟' | '۔')
    };
    let text = text.split('\n').next().unwrap_or_default();
    let sentence = text.char_indices().find(ends);
    let sentence = sentence.map_or(text.len(), |(at, c)| at + c.len_utf8());
    let words = text.match_indices(' ').nth(MOST_WORDS - 1);
    let words = words.map_or(text.len(), |(at, _)| at);
    let bytes = cluster::boundary_before(text, MOST_BYTES);
    let end = sentence.min(words).min(bytes);
    let more = if end < sentence { "…" } else { "" };
    format!("{}{more}", text.get(..end).unwrap_or_default().trim_end())
}

impl From<&Article> for Listing {
    fn from(article: &Article) -> Self {
        Self {
            id: article.id,
            topic: article.kicker.clone().or_else(|| article.section.clone()),
            headline: article.called().into_owned(),
            source: article.source.as_ref().map(|source| source.name.clone()),
            published: article.published,
            url: article.url.clone(),
            origin: article.origin.clone(),
            marks: Marks::default(),
            sources: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_without_a_headline_is_called_by_its_first_words() {
        let many = "एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह";
        for (text, expected) in [
            (
                "नदी का पानी रात में उतरा। सुबह तक बाढ़ नहीं थी।",
                "नदी का पानी रात में उतरा।".to_owned(),
            ),
            (
                many,
                "एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह…".to_owned(),
            ),
            (
                "长江发源于青藏高原，在上海附近流入东海。它很长。",
                "长江发源于青藏高原，在上海附近流入东海。".to_owned(),
            ),
            ("पहली पंक्ति\nदूसरी पंक्ति", "पहली पंक्ति".to_owned()),
            (&"क्ष".repeat(100), format!("{}…", "क्ष".repeat(22))),
        ] {
            let article = Article {
                summary: Some(text.to_owned()),
                ..Article::default()
            };
            assert_eq!(Listing::from(&article).headline, expected);
        }
    }
}
