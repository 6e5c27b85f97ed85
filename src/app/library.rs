//! Values that the library worker reports: results, pages of lists, counts, names of lists.

use super::query_terms::LIMIT;
use crate::article::{ArticleId, Listing, Marks, PageStart};
use crate::search::SortOrder;
use crate::text::clean_text::CleanText;
use crate::words::{MarkChange, Phrase, SortName};

/// The number of a query to the library; it distinguishes results of the last query from late
/// results of an earlier one.
pub type Generation = u64;

/// The number of a change of many marks, by which it can be undone.
pub type ChangeId = u64;

/// How the user looks at a list.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct ListView {
    /// The order that the user chose, if it is not the usual one of the list.
    pub sort: Option<SortOrder>,
    /// Whether articles that were read are hidden.
    pub hides_read: bool,
}

/// Returns an order in words.
#[must_use]
pub fn name_of(order: SortOrder) -> SortName {
    match order {
        SortOrder::Newest => SortName::Newest,
        SortOrder::Oldest => SortName::Oldest,
        SortOrder::Best => SortName::Best,
        SortOrder::Source => SortName::Source,
        SortOrder::Length => SortName::Length,
    }
}

/// The first results of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The query.
    pub question: String,
    /// How the results are looked at.
    pub view: ListView,
    /// The articles, best first or newest first.
    pub listings: Vec<Listing>,
    /// Whether these are all results.
    pub is_whole: bool,
    /// Whether no story has all words of the query, and these have some.
    pub is_partial: bool,
}

/// A list in the dialog of lists.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamedList {
    /// The name that is shown.
    pub name: Phrase,
    /// The query whose results are the list; empty for all articles.
    pub question: String,
    /// Whether it is a saved search, which the user can remove.
    pub is_saved: bool,
    /// The number of unread articles in the list, if the library has counted them.
    pub unread: Option<usize>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// The query whose results are the list; empty for all articles.
    pub query: String,
    /// How the list is looked at.
    pub view: ListView,
    /// The start of the page, as it was requested.
    pub start: PageStart,
    /// The articles, from top to bottom.
    pub listings: Vec<Listing>,
    /// Whether the list ends with this page, in the direction of reading.
    pub is_end: bool,
    /// The number of rows above the page, if the user jumped to the page and the number is known.
    pub above: Option<usize>,
    /// The article that the jump was meant to find, if it found one.
    pub found: Option<ArticleId>,
}

/// The number of rows of a list beyond those in memory.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListCount {
    /// The query whose results are the list; empty for all articles.
    pub query: String,
    /// How the list is looked at.
    pub view: ListView,
    /// The last row in memory when the count was requested.
    pub last: Option<ArticleId>,
    /// The number of rows below that row; `None` if only reading them all could count them.
    pub below: Option<usize>,
    /// The number of read articles that are hidden, if the list hides them and they were counted.
    pub hidden: Option<usize>,
    /// The totals of the library, counted with the list of all articles.
    pub totals: Option<Totals>,
}

/// The numbers of articles in the library.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Totals {
    /// The number of all articles; near duplicates count as one.
    pub articles: usize,
    /// The number of unread articles.
    pub unread: usize,
}

/// Returns marks after a change.
pub fn changed(mut marks: Marks, change: MarkChange) -> Marks {
    match change {
        MarkChange::Read => marks.read = true,
        MarkChange::Unread => marks.read = false,
        MarkChange::Star => marks.starred = true,
        MarkChange::Unstar => marks.starred = false,
    }
    marks
}

/// A field of queries whose values are names in the library.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the names of the fields say it")]
pub enum ValueField {
    Source,
    Section,
    Folder,
    Feed,
    Account,
    Author,
    Tag,
}

impl ValueField {
    /// Returns the field with this name before the colon.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "source" => Some(Self::Source),
            "section" => Some(Self::Section),
            "folder" => Some(Self::Folder),
            "feed" => Some(Self::Feed),
            "account" => Some(Self::Account),
            "author" => Some(Self::Author),
            "tag" => Some(Self::Tag),
            _ => None,
        }
    }
}

/// The query of the list on the screen, and its name if it has one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ListTitle {
    /// The query.
    pub question: String,
    /// The name.
    pub name: Option<Phrase>,
}

/// The stories that a command is about to remove.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Removal {
    /// The stories.
    pub ids: Vec<ArticleId>,
    /// The number of starred stories that stay, although the search found them.
    pub kept: usize,
    /// The headlines of the first ones, at most [`HEADLINES_ASKED`], if the user may be asked.
    pub headlines: Vec<CleanText>,
    /// Whether words found them, which other spellings match too.
    pub is_by_words: bool,
}

/// The number of headlines in the question whether to remove stories.
pub const HEADLINES_ASKED: usize = 3;

/// What the user is asked about before it is done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Confirmation {
    /// Opening the pages with these addresses, in this order.
    OpenPages(Vec<String>),
    /// Removing these stories.
    Remove(Removal),
}

/// What a range selects: the stories that a query finds, newest first, up to a limit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoryRange {
    /// The query; empty for all stories.
    pub query: String,
    /// How many stories to take at most.
    pub limit: Option<usize>,
}

impl StoryRange {
    /// Parses a query in which `limit:5` may stand anywhere.
    pub fn parse(text: &str) -> Self {
        let limit_of = |piece: &str| piece.strip_prefix(LIMIT.text)?.parse().ok();
        let limit = text.split_whitespace().filter_map(limit_of).next_back();
        let rest = text
            .split_whitespace()
            .filter(|piece| limit_of(piece).is_none());
        Self {
            query: rest.collect::<Vec<_>>().join(" "),
            limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_may_stand_anywhere_and_is_no_part_of_the_query() {
        let range = StoryRange::parse("is:unread limit:5 \"रेल बजट\"");
        assert_eq!(range.query, "is:unread \"रेल बजट\"");
        assert_eq!(range.limit, Some(5));
        let range = StoryRange::parse("limit:many is:unread");
        assert_eq!(
            (range.query.as_str(), range.limit),
            ("limit:many is:unread", None)
        );
    }
}
