//! Finds out which articles are unread in a damaged library.
//!
//! The table of unread articles is a tree ordered by date, so an unreadable page hides a known
//! interval of dates. Only for articles in that interval the read mark is lost; they become unread.

use super::pages::Pages;
use super::record::{index_cells, index_kind};
use crate::store::unread::UNDATED;
use rusqlite::types::Value;
use std::collections::HashSet;

/// The key of a row: the date and the number of an article.
type UnreadKey = (i64, i64);

/// The evidence for the read mark of an article.
#[derive(Debug)]
enum Evidence {
    /// The readable rows of the table of unread articles.
    Table,
    /// The marks in the article's row, in libraries up to version 4.
    Marks,
    /// Rows that look like those of the table of unread articles but cannot be reached from any
    /// root. Some may remain from earlier versions of the table.
    LooseRows,
}

/// The readable rows of the table of unread articles.
#[derive(Debug)]
pub(super) struct UnreadArticles {
    evidence: Evidence,
    numbers: HashSet<i64>,
    /// Intervals of keys whose rows are lost, each from its newer to its older end.
    lost: Vec<(UnreadKey, UnreadKey)>,
}

/// The read mark of an article.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct ReadState {
    pub(super) is_read: bool,
    /// Whether the mark is lost.
    pub(super) is_unsure: bool,
}

const NEWEST: UnreadKey = (i64::MAX, i64::MAX);
const OLDEST: UnreadKey = (i64::MIN, i64::MIN);
/// The greatest depth of a tree.
const DEEPEST: usize = 20;

impl UnreadArticles {
    /// Reads the table at its `root` page, if the schema names one.
    pub(super) fn of(pages: &Pages, root: Option<u32>) -> Self {
        let mut found = Self {
            evidence: Evidence::Table,
            numbers: HashSet::new(),
            lost: Vec::new(),
        };
        if let Some(root) = root {
            found.read_tree(pages, root, (NEWEST, OLDEST), DEEPEST);
        } else if matches!(version(pages), Some(1..=4)) {
            found.evidence = Evidence::Marks;
        } else {
            found.read_loose(pages);
            found.evidence = Evidence::LooseRows;
        }
        found
    }

    /// Returns the read mark of the article with this date and number. `mark` is the lowest bit of
    /// the marks in the article's row.
    pub(super) fn state(&self, published: Option<i64>, number: i64, mark: bool) -> ReadState {
        let key = (published.unwrap_or(UNDATED), number);
        let is_listed = self.numbers.contains(&number);
        match self.evidence {
            Evidence::Marks => ReadState {
                is_read: mark,
                is_unsure: false,
            },
            Evidence::LooseRows => ReadState {
                is_read: if self.numbers.is_empty() {
                    mark
                } else {
                    !is_listed
                },
                is_unsure: true,
            },
            Evidence::Table => {
                let mut lost = self.lost.iter();
                let is_lost = lost.any(|(newer, older)| key <= *newer && key >= *older);
                ReadState {
                    is_read: !is_listed && !is_lost,
                    is_unsure: !is_listed && is_lost,
                }
            }
        }
    }

    /// Reads the subtree at page `number`, whose keys are in the interval `stretch`.
    fn read_tree(
        &mut self,
        pages: &Pages,
        number: u32,
        stretch: (UnreadKey, UnreadKey),
        depth: usize,
    ) {
        let (mut newer, older) = stretch;
        let page = pages.read(number).filter(|_| depth > 0);
        let Some((page, kind)) = page.and_then(|page| {
            let kind = index_kind(&page, number)?;
            Some((page, kind))
        }) else {
            self.lost.push(stretch);
            return;
        };
        for cell in index_cells(&page, number, pages.usable(), kind) {
            let key = cell.as_ref().and_then(|cell| row_key(&cell.values));
            let Some((cell, key)) = cell.zip(key.filter(|key| *key <= newer && *key >= older))
            else {
                // The rows that follow in this page are not reliable either.
                self.lost.push((newer, older));
                return;
            };
            if let Some(child) = cell.child {
                self.read_tree(pages, child, (newer, key), depth - 1);
            }
            self.numbers.insert(key.1);
            newer = key;
        }
        if let Some(last) = kind.last_child(&page, number) {
            self.read_tree(pages, last, (newer, older), depth - 1);
        }
    }

    /// Collects all rows that look like those of the table of unread articles.
    fn read_loose(&mut self, pages: &Pages) {
        for number in 1..=pages.count() {
            let Some(page) = pages.read(number) else {
                continue;
            };
            let Some(kind) = index_kind(&page, number) else {
                continue;
            };
            let cells = index_cells(&page, number, pages.usable(), kind).flatten();
            let keys = cells.filter_map(|cell| row_key(&cell.values));
            self.numbers.extend(keys.map(|(_, number)| number));
        }
    }
}

/// Returns the key of a row, if its columns are those of the table of unread articles.
fn row_key(values: &[Value]) -> Option<UnreadKey> {
    match values {
        [
            Value::Integer(published),
            Value::Integer(number),
            Value::Integer(_),
        ] => Some((*published, *number)),
        // Before version 5 an index had the same columns, with null for a missing date.
        [Value::Null, Value::Integer(number), Value::Integer(_)] => Some((UNDATED, *number)),
        _ => None,
    }
}

/// Returns the version of the library from the file header.
fn version(pages: &Pages) -> Option<u32> {
    let page = pages.read(1)?;
    let version = page.get(60..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*version))
}
