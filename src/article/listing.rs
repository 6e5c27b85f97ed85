//! What a list shows of an article: enough for a row and for finding it again, and no more.
//!
//! A folder of 100,000 articles is held in memory as listings; a story itself is read when it is
//! opened.

use super::{Article, ArticleId, Block, Timestamp};
use crate::text::cluster;
use std::borrow::Cow;

/// A row of a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Listing {
    /// The article's id.
    pub id: ArticleId,
    /// The words above the headline: the kicker, or the section where there is none.
    pub topic: Option<String>,
    /// The headline.
    pub headline: String,
    /// The publisher's name.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The address of its page.
    pub url: Option<String>,
    /// The path or address that it was read from.
    pub origin: String,
    /// What the person did with it.
    pub marks: Marks,
    /// How many publishers tell this story, where a library knows; 0 elsewhere.
    pub sources: u16,
}

/// Where a page of a list begins that is read piece by piece.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PageStart {
    /// At the top of the list.
    First,
    /// So that it ends with the last row of the list.
    Last,
    /// Below this story.
    After(ArticleId),
    /// So that it ends above this story.
    Before(ArticleId),
    /// So that it has the next unread story below this one.
    NextUnread(ArticleId),
}

/// Some rows of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ListPart {
    /// All of them.
    All,
    /// Those above this story.
    Above(ArticleId),
    /// Those below this story.
    Below(ArticleId),
}

/// What a person did with a story.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// It was opened, or marked as read.
    pub read: bool,
    /// It was set apart.
    pub starred: bool,
}

impl Marks {
    /// Returns the marks as a store keeps them.
    pub fn bits(self) -> i64 {
        i64::from(self.read) | i64::from(self.starred) << 1
    }

    /// Returns the marks that [`Marks::bits`] gave.
    pub fn from_bits(bits: i64) -> Self {
        Self {
            read: bits & 1 != 0,
            starred: bits & 2 != 0,
        }
    }
}

/// A story without a headline is called by its first sentence, or by so many of its words …
const MOST_WORDS: usize = 14;
/// … and of so many bytes at most: some scripts write no space between words.
const MOST_BYTES: usize = 200;
/// With fewer bytes before it, a mark ends a number or an abbreviation rather than a sentence.
const FEWEST_BYTES: usize = 24;

impl Article {
    /// Returns what lists call the story: its headline, or the beginning of its words where it has none,
    /// as short notes do.
    pub fn called(&self) -> Cow<'_, str> {
        if !self.headline.is_empty() {
            return Cow::Borrowed(&self.headline);
        }
        let is_words = |block: &&Block| !matches!(block, Block::Image { .. });
        let mut words = self.blocks.iter().filter(is_words).flat_map(Block::texts);
        let first = self.summary.as_deref().or_else(|| words.next());
        Cow::Owned(first.map(beginning).unwrap_or_default())
    }
}

/// The first sentence of `text`, or as much of it as a headline has.
fn beginning(text: &str) -> String {
    let ends = |(at, c): &(usize, char)| {
        *at >= FEWEST_BYTES && matches!(c, '।' | '?' | '!' | '。' | '？' | '！' | '؟' | '۔')
    };
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
