//! The conditions of a query that are not words, as `field:value`.

use super::moment::{Moment, latin_digits};
use crate::article::Timestamp;

/// A condition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Condition {
    /// The article is unread, or it is read.
    Unread(bool),
    /// The article is starred.
    Starred,
    /// The publisher's name contains one of these texts.
    Source(Vec<String>),
    /// The article came from one of these feeds, given by address or name.
    Feed(Vec<String>),
    /// The article's feed is in one of these folders.
    Folder(Vec<String>),
    /// One of these accounts brought the article.
    Account(Vec<String>),
    /// The section's name contains one of these texts.
    Section(Vec<String>),
    /// One of the publisher's keywords contains one of these texts.
    Tag(Vec<String>),
    /// An author's name contains one of these names, in any spelling.
    Author(Vec<String>),
    /// The language is one of these, as the first part of a BCP 47 tag in lower case.
    Language(Vec<String>),
    /// The article was published at this time or later.
    Since(Moment),
    /// The article was published before this time.
    Before(Moment),
    /// The article has one of these.
    Has(Vec<Content>),
    /// The text has a number of words in this range.
    Words(WordRange),
}

/// What an article can have besides text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Content {
    /// A picture.
    Picture,
    /// Sound.
    Audio,
    /// A film.
    Video,
    /// A table of data.
    Table,
    /// Code, or other text in which each character matters.
    Code,
}

/// The order in which results come.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SortOrder {
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// The best results first.
    Best,
    /// By publisher, the newest first within each.
    Source,
    /// The longest first.
    Length,
}

/// A range of numbers of words, both ends included.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WordRange {
    /// The least number.
    pub least: u32,
    /// The greatest number.
    pub most: u32,
}

/// A `field:value` term.
pub(super) enum Field {
    Condition(Condition),
    Sort(SortOrder),
    /// A field of ours with a value that is not understood.
    Wrong,
    /// A field of ours without a value.
    Empty,
}

impl Content {
    /// Each kind of content with its names.
    const NAMES: [(Self, [&str; 2]); 5] = [
        (Self::Picture, ["picture", "चित्र"]),
        (Self::Audio, ["audio", "ऑडियो"]),
        (Self::Video, ["video", "वीडियो"]),
        (Self::Table, ["table", "तालिका"]),
        (Self::Code, ["code", "कोड"]),
    ];

    fn named(name: &str) -> Option<Self> {
        let row = Self::NAMES.iter().find(|(_, names)| names.contains(&name));
        row.map(|(content, _)| *content)
    }
}

impl SortOrder {
    /// All orders, as the key goes through them.
    pub const ALL: [Self; 5] = [
        Self::Newest,
        Self::Oldest,
        Self::Best,
        Self::Source,
        Self::Length,
    ];

    /// Returns the name after `sort:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Best => "best",
            Self::Source => "source",
            Self::Length => "length",
        }
    }

    /// Returns the order with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        // The title of such a list says so.
        let name = if name == "longest" { "length" } else { name };
        Self::ALL.into_iter().find(|order| order.name() == name)
    }
}

impl WordRange {
    /// Parses `>1500`, `<300`, `>=1500`, `<=300`, `300-900` or `300..900`.
    fn parse(value: &str) -> Option<Self> {
        let value = latin_digits(value);
        let number = |text: &str| text.parse::<u32>().ok();
        let (least, most) = if let Some(rest) = value.strip_prefix(">=") {
            (number(rest)?, u32::MAX)
        } else if let Some(rest) = value.strip_prefix('>') {
            (number(rest)?.saturating_add(1), u32::MAX)
        } else if let Some(rest) = value.strip_prefix("<=") {
            (0, number(rest)?)
        } else if let Some(rest) = value.strip_prefix('<') {
            (0, number(rest)?.checked_sub(1)?)
        } else {
            let (least, most) = value.split_once("..").or_else(|| value.split_once('-'))?;
            (number(least)?, number(most)?)
        };
        (least <= most).then_some(Self { least, most })
    }
}

impl Condition {
    /// Returns whether the condition needs what the library knows of the texts of articles.
    pub(super) fn needs_facts(&self) -> bool {
        match self {
            Self::Author(_) | Self::Language(_) | Self::Has(_) | Self::Words(_) => true,
            Self::Unread(_)
            | Self::Starred
            | Self::Source(_)
            | Self::Feed(_)
            | Self::Folder(_)
            | Self::Account(_)
            | Self::Section(_)
            | Self::Tag(_)
            | Self::Since(_)
            | Self::Before(_) => false,
        }
    }
}

impl Field {
    /// Parses a `field:value` term; returns `None` if `piece` is not one.
    pub(super) fn parse(piece: &str, now: Option<&Timestamp>) -> Option<Self> {
        let (field, value) = piece.split_once(':')?;
        // Quotation marks and commas are around values.
        let is_empty = value.trim_matches(['"', ',', ' ']).is_empty();
        let without = if is_empty { Self::Empty } else { Self::Wrong };
        let named = |condition: fn(Vec<String>) -> Condition| match values(value) {
            names if names.is_empty() => None,
            names => Some(condition(names)),
        };
        let condition = match field {
            "source" => named(Condition::Source),
            "feed" => (!is_empty).then(|| Condition::Feed(vec![unquoted(value)])),
            "folder" => named(Condition::Folder),
            "account" => named(Condition::Account),
            "section" => named(Condition::Section),
            "tag" => named(Condition::Tag),
            "author" => named(Condition::Author),
            "lang" => languages(value).map(Condition::Language),
            "is" => match value {
                "unread" => Some(Condition::Unread(true)),
                "read" => Some(Condition::Unread(false)),
                "starred" => Some(Condition::Starred),
                _ => None,
            },
            "since" => Moment::day(value, now)
                .or_else(|| Moment::ago(value, now))
                .map(Condition::Since),
            "before" => Moment::day(value, now)
                .or_else(|| Moment::ago(value, now))
                .map(Condition::Before),
            "older" => Moment::ago(value, now).map(Condition::Before),
            "newer" => Moment::ago(value, now).map(Condition::Since),
            "has" => {
                let values = values(value);
                let contents = values.iter().map(|name| Content::named(name));
                let contents: Option<Vec<Content>> = contents.collect();
                contents
                    .filter(|contents| !contents.is_empty())
                    .map(Condition::Has)
            }
            "words" => WordRange::parse(value).map(Condition::Words),
            "title" if is_empty => None,
            "sort" => return Some(SortOrder::named(value).map_or(without, Self::Sort)),
            _ => return None,
        };
        Some(condition.map_or(without, Self::Condition))
    }
}

fn unquoted(value: &str) -> String {
    value.trim_matches('"').to_owned()
}

/// The maximum number of values of a field; SQLite bounds the depth of what they become.
const MOST_VALUES: usize = 100;

/// Splits a value at commas outside of quotation marks; returns nothing if it has too many parts.
fn values(value: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut is_quoted = false;
    for c in value.chars() {
        match (c, values.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            (',', _) if !is_quoted => values.push(String::new()),
            (c, Some(last)) => last.push(c),
            (_, None) => {}
        }
    }
    if values.len() > MOST_VALUES {
        return Vec::new();
    }
    let trimmed = values.into_iter().map(|value| value.trim().to_owned());
    trimmed.filter(|value| !value.is_empty()).collect()
}

/// Returns the languages of `hi,ur`, or `None` if one is not the first part of a language tag.
fn languages(value: &str) -> Option<Vec<String>> {
    let is_tag =
        |tag: &str| matches!(tag.len(), 2..=3) && tag.bytes().all(|b| b.is_ascii_alphabetic());
    let tags = values(value).into_iter();
    let tags = tags.map(|tag| is_tag(&tag).then(|| tag.to_ascii_lowercase()));
    let tags: Option<Vec<String>> = tags.collect();
    tags.filter(|tags| !tags.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_words_are_parsed_as_they_are_written() {
        for (typed, expected) in [
            (">1500", Some((1_501, u32::MAX))),
            (">=१५००", Some((1_500, u32::MAX))),
            ("<300", Some((0, 299))),
            ("<=300", Some((0, 300))),
            ("300-900", Some((300, 900))),
            ("300..900", Some((300, 900))),
            ("<0", None),
            ("900-300", None),
            ("many", None),
            ("1500", None),
            (">99999999999", None),
        ] {
            let range = WordRange::parse(typed).map(|range| (range.least, range.most));
            assert_eq!(range, expected, "{typed}");
        }
    }

    #[test]
    fn commas_separate_values_unless_they_are_quoted() {
        assert_eq!(values("bbc,dw"), ["bbc", "dw"]);
        assert_eq!(values("\"रेल, बजट\",खेल,"), ["रेल, बजट", "खेल"]);
        assert_eq!(values(",,\"\""), Vec::<String>::new());
    }
}
