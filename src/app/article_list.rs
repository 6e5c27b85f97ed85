//! A list of articles: its order, filter, marks, selection, and the screen row of the selected
//! article.
//!
//! New articles and filters change neither the selected article nor, if enough articles are above
//! it, its row on the screen. The scroll position is therefore not the index of the topmost article
//! but the screen row of the selected one; the rows above and below are laid out from there. That
//! also makes a list of 100,000 rows as cheap to draw as a screenful.

mod arrivals;
mod known;
mod marks;
pub mod paging;
mod rows;

pub use rows::{ListRow, rows};

use super::row_template::RowTemplate;
use crate::app::library::ListView;
use crate::article::{ArticleId, Listing};
use crate::search::{Folded, LibraryQuery, Query, SortOrder};
use paging::{Extent, Paging, Side};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// An article in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEntry {
    /// What the list shows of the article.
    pub listing: Listing,
    /// The words that a filter is matched against.
    pub folded: Folded,
}

/// A list of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleList {
    /// All articles, in the order of their arrival.
    entries: Vec<ListEntry>,
    /// The index of each article in `entries`.
    indices: HashMap<ArticleId, usize>,
    /// The indices of all entries, from the top of the list to its bottom.
    order: Vec<usize>,
    /// The indices from `order` whose articles pass the filter.
    shown: Vec<usize>,
    query: Query,
    /// The query whose words are highlighted in the rows: the filter, or a search of the library.
    highlighted: Query,
    read: HashSet<ArticleId>,
    starred: HashSet<ArticleId>,
    /// The index of each article by a hash of its canonical address, and by a hash of its title.
    known: HashMap<u64, usize>,
    /// The selected article, as an index into `shown`; always valid unless `shown` is empty.
    selected: usize,
    /// The article from which rows are laid out, if the user scrolled away from the selected one.
    away: Option<usize>,
    /// Whether the first row stays selected when articles arrive above it.
    keeps_top: bool,
    /// The screen row, within the pane, of the first line of the article from which rows are laid out.
    row: usize,
    /// The list's rows that are not in memory.
    pub paging: Paging,
    /// How the user looks at the list.
    pub view: ListView,
    /// What stands where in a row.
    pub template: Arc<RowTemplate>,
}

impl ArticleList {
    /// Returns the number of articles in memory, shown or not.
    pub fn held(&self) -> usize {
        self.order.len()
    }

    /// Returns the first and the last article in memory, shown or not.
    pub fn ends(&self) -> Option<(ArticleId, ArticleId)> {
        let id = |index: &usize| self.entries.get(*index).map(|entry| entry.listing.id);
        self.order
            .first()
            .and_then(id)
            .zip(self.order.last().and_then(id))
    }

    /// Returns the position of an article among the articles shown.
    pub fn position_of(&self, id: ArticleId) -> Option<usize> {
        let index = self.indices.get(&id)?;
        self.shown.iter().position(|shown| shown == index)
    }

    /// Shows only articles that match. The selected article stays selected if it matches, else the
    /// nearest match after it is selected.
    pub fn filter(&mut self, query: Query) {
        let selected = self.shown.get(self.selected).copied();
        let narrower = query.narrows(&self.query);
        let candidates = if narrower {
            std::mem::take(&mut self.shown)
        } else {
            self.order.clone()
        };
        let mut position = 0;
        self.shown.clear();
        for index in candidates {
            if Some(index) == selected {
                position = self.shown.len();
            }
            let entry = self.entries.get(index);
            if entry.is_some_and(|entry| query.matches(&entry.folded)) {
                self.shown.push(index);
            }
        }
        self.highlighted = query.clone();
        self.query = query;
        self.away = None;
        self.selected = position.min(self.shown.len().saturating_sub(1));
    }

    /// Selects an article, if it is shown.
    pub fn select_id(&mut self, id: ArticleId) {
        if let Some(position) = self.position_of(id) {
            self.keeps_top = false;
            self.away = None;
            self.selected = position;
        }
    }

    /// Selects the article at `position` among the articles shown, or the last one.
    pub fn select(&mut self, position: usize) {
        self.keeps_top = false;
        self.away = None;
        self.selected = position.min(self.shown.len().saturating_sub(1));
    }

    /// Returns the position of the selected article among the articles shown.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Returns the position of the article from which rows are laid out: the selected one, unless
    /// the user scrolled away from it.
    pub fn anchor(&self) -> usize {
        self.away.unwrap_or(self.selected)
    }

    /// Returns the selected article.
    pub fn selected_entry(&self) -> Option<&ListEntry> {
        self.entry(self.selected)
    }

    /// Returns the article at `position` among the articles shown.
    pub fn entry(&self, position: usize) -> Option<&ListEntry> {
        self.shown
            .get(position)
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns an article, shown or not.
    pub fn find(&self, id: ArticleId) -> Option<&ListEntry> {
        self.indices
            .get(&id)
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns all articles, shown or not, in the order of their arrival.
    pub fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// Returns the number of articles shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Returns whether no article is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Returns the filter.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns the query whose words are highlighted in the rows.
    pub fn highlighted(&self) -> &Query {
        &self.highlighted
    }

    /// Highlights the words of a query in the rows.
    pub fn highlight(&mut self, query: Query) {
        self.highlighted = query;
    }

    /// Returns the id of the selected article.
    pub fn selected_id(&self) -> Option<ArticleId> {
        self.selected_entry().map(|entry| entry.listing.id)
    }

    /// Returns whether only the library can mark all rows of `extent` in this list, the results of
    /// `query`.
    ///
    /// For a query with words, the library knows which articles match but not their order.
    pub fn is_marked_by_library(&self, extent: Extent, query: &str) -> bool {
        let is_by_time = || !self.is_ranked(query);
        let goes_on = match extent {
            Extent::All => self.paging.lacks(Side::Both),
            Extent::Above => self.paging.lacks(Side::Above) && is_by_time(),
            Extent::Below => self.paging.lacks(Side::Below) && is_by_time(),
        };
        goes_on && self.query().is_empty()
    }

    /// Returns whether the rows of this list, the results of `query`, come in the order of their scores.
    pub fn is_ranked(&self, query: &str) -> bool {
        let mut query = LibraryQuery::new(query);
        query.sort = self.view.sort.or(query.sort);
        query.is_ranked()
    }

    /// Returns whether new articles belong at the top of this list, the results of `query`.
    pub fn has_newest_first(&self, query: &str) -> bool {
        let sort = self.view.sort.or_else(|| LibraryQuery::new(query).sort);
        matches!(sort, None | Some(SortOrder::Newest | SortOrder::Best))
    }

    /// Returns the screen row of the article from which rows are laid out.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Moves the article from which rows are laid out to a screen row.
    pub fn set_row(&mut self, row: usize) {
        self.row = row;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{id, list, listing};
    use crate::article::Marks;

    #[test]
    fn the_selected_article_stays_selected_when_others_arrive_above() {
        let mut list = list(3);
        list.select(1);
        list.arrive_on_top(vec![listing(10), listing(11)]);
        assert_eq!((list.selected(), list.selected_id()), (3, Some(id(1))));
    }

    #[test]
    fn the_first_row_of_an_untouched_list_stays_the_first() {
        let mut list = list(0);
        list.arrive_on_top(vec![listing(1)]);
        list.arrive_on_top(vec![listing(2)]);
        assert_eq!(list.selected_id(), Some(id(2)));
        list.select(1);
        list.arrive_on_top(vec![listing(3)]);
        assert_eq!(list.selected_id(), Some(id(1)));
    }

    #[test]
    fn an_article_arrives_once_and_keeps_its_marks() {
        let mut list = list(2);
        let read = Marks {
            read: true,
            starred: false,
        };
        list.set_mark(id(0), read);
        list.arrive(vec![listing(0), listing(5)]);
        assert_eq!((list.len(), list.marks(id(0))), (3, read));
    }

    #[test]
    fn a_filter_keeps_the_selected_article_or_takes_the_next_one() {
        let mut list = list(12);
        list.select(10);
        list.filter(Query::new("number1"));
        assert_eq!(list.selected_id(), Some(id(10)));
        list.filter(Query::new("number1x"));
        assert!(list.is_empty());
        list.filter(Query::default());
        assert_eq!(list.len(), 12);
    }

    #[test]
    fn the_next_source_is_another_publisher_with_something_unread() {
        let mut list = list(6);
        assert_eq!(list.next_source(true), Some(1));
        let read = Marks {
            read: true,
            starred: false,
        };
        list.set_mark(id(1), read);
        assert_eq!(list.next_source(true), Some(2));
        assert_eq!(list.next_source(false), None);
    }
}
