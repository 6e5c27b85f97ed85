//! Reads a damaged library by walking over all of its pages.
//!
//! SQLite's own recovery extension works in the same way, but is not compiled in. A row is recognized by its
//! column types, so it is found without the table's root, the schema and the file header. Rows that a root
//! leads to take precedence, since other pages may be remains of earlier versions.

use super::pages::{PageLayout, Pages};
use super::record::{Cell, PageKind, below, kind, rows};
use super::table::Table;
use super::unread::UnreadArticles;
use crate::article::{Article, ArticleId, Marks};
use crate::store::accounts::{Account, account_of_values};
use crate::store::orphaned::UserState;
use crate::store::packed::unpack;
use crate::store::saved::SavedSearch;
use crate::store::subscriptions::{Subscription, of_values};
use crate::store::{id_of, key};
use rusqlite::types::Value;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

/// How certain it is that a row belongs to its table; the most certain variant comes first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Rank {
    /// The row's page can be reached from the root of its table.
    Reached,
    /// No other page refers to the row's page.
    Loose,
    /// The row's page can be reached from the root of another table.
    Strayed,
}

/// The location of an article's row.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct StoryLocation {
    rank: Rank,
    number: i64,
    page: u32,
    index: u16,
}

/// The marks found for an article.
#[derive(Clone, Copy, Debug)]
struct FoundState {
    rank: Rank,
    state: UserState,
    /// The publication date and number of the article, by which its read mark is looked up in
    /// `unread`; `None` if the marks were not found in the article's own row, in which case they
    /// include the read mark.
    key: Option<(Option<i64>, i64)>,
}

/// The contents of a damaged library; the articles are read one by one.
#[derive(Debug)]
pub(super) struct Salvage {
    pages: Pages,
    stories: Vec<StoryLocation>,
    states: HashMap<ArticleId, FoundState>,
    unread: UnreadArticles,
    subscriptions: Vec<(Rank, i64, Subscription)>,
    accounts: Vec<(Rank, i64, Account)>,
    /// Articles that the user removed.
    pub(super) hidden: HashSet<i64>,
    /// The saved searches.
    pub(super) searches: Vec<SavedSearch>,
}

impl Salvage {
    /// Reads the library at `path` with its log at `wal`, using the page layout that yields the
    /// most rows.
    pub(super) fn of(path: &Path, wal: &Path) -> io::Result<Self> {
        let mut best: Option<Self> = None;
        for layout in Pages::layouts(path)? {
            let other = Self::parted(path, wal, layout)?;
            if best.as_ref().is_none_or(|best| best.rows() < other.rows()) {
                best = Some(other);
            }
        }
        best.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn parted(path: &Path, wal: &Path, layout: PageLayout) -> io::Result<Self> {
        let pages = Pages::open(path, wal, layout)?;
        let contents = contents(&pages);
        let owners = owners(&pages, &contents);
        let root = contents.iter().find(|(name, _)| name == "unread");
        let mut salvage = Self {
            unread: UnreadArticles::of(&pages, root.map(|(_, root)| *root)),
            pages,
            stories: Vec::new(),
            states: HashMap::new(),
            subscriptions: Vec::new(),
            accounts: Vec::new(),
            hidden: HashSet::new(),
            searches: Vec::new(),
        };
        for number in 1..=salvage.pages.count() {
            let Some(page) = salvage.pages.read(number) else {
                continue;
            };
            if kind(&page, number) == Some(PageKind::Leaf) {
                let owner = owners.get(number as usize).copied().flatten();
                salvage.take_page(&page, number, owner);
            }
        }
        salvage.stories.sort_unstable();
        Ok(salvage)
    }

    fn rows(&self) -> usize {
        self.stories.len() + self.states.len() + self.subscriptions.len()
    }

    fn take_page(&mut self, page: &[u8], number: u32, owner: Option<Table>) {
        let cells: Vec<Cell<'_>> = rows(page, number, self.pages.usable()).collect();
        for (index, cell) in cells.iter().enumerate() {
            let Some(table) = cell.types().and_then(|types| Table::by_types(&types)) else {
                continue;
            };
            let rank = match owner {
                Some(owner) if owner == table => Rank::Reached,
                None => Rank::Loose,
                Some(_) => Rank::Strayed,
            };
            if table == Table::Story {
                self.stories.push(StoryLocation {
                    rank,
                    number: cell.number,
                    page: number,
                    index: u16::try_from(index).unwrap_or(u16::MAX),
                });
            } else if let Some(values) = cell.values(&self.pages) {
                self.take_row(table, rank, cell.number, &values);
            }
        }
    }

    fn take_row(&mut self, table: Table, rank: Rank, number: i64, values: &[Value]) {
        match table {
            Table::Article => {
                let published = match values.get(8) {
                    Some(Value::Integer(published)) => Some(*published),
                    _ => None,
                };
                self.keep(rank, state(values, 1, 11), Some((published, number)));
            }
            Table::Orphaned => {
                let state = state(values, 0, 1).map(|state| UserState {
                    id: id_of(number),
                    ..state
                });
                self.keep(rank, state, None);
            }
            Table::Subscription => {
                let found = of_values(values.get(1..).unwrap_or_default());
                let found = found.map(|subscription| (rank, number, subscription));
                self.subscriptions.extend(found);
            }
            Table::Account => {
                let found = account_of_values(values.get(1..).unwrap_or_default());
                let found = found.map(|account| (rank, number, account));
                self.accounts.extend(found);
            }
            // A single column is weak evidence, so the page must not belong to another table.
            Table::Hidden if rank != Rank::Strayed => {
                self.hidden.insert(number);
            }
            Table::Saved if rank != Rank::Strayed => {
                self.searches.extend(saved_search(values));
            }
            Table::Hidden | Table::Saved | Table::Story | Table::Other => {}
        }
    }

    /// Keeps marks, unless more certain ones are known.
    fn keep(&mut self, rank: Rank, state: Option<UserState>, key: Option<(Option<i64>, i64)>) {
        let Some(state) = state else { return };
        let found = FoundState { rank, state, key };
        let known = self.states.entry(state.id).or_insert(found);
        if rank < known.rank {
            *known = found;
        }
    }

    /// Returns all marks, and the number of articles whose read mark is lost.
    pub(super) fn states(&self) -> (Vec<UserState>, usize) {
        let (mut states, mut unsure) = (Vec::new(), 0);
        for FoundState { state, key, .. } in self.states.values() {
            let mut state = *state;
            if let Some((published, number)) = key {
                let read = self.unread.state(*published, *number, state.marks.read);
                state.marks.read = read.is_read;
                unsure += usize::from(read.is_unsure);
            }
            if !state.is_empty() {
                states.push(state);
            }
        }
        states.sort_unstable_by_key(|state| key(state.id));
        (states, unsure)
    }

    /// Returns the feeds in the order in which they were added, without repetition.
    pub(super) fn subscriptions(&mut self) -> Vec<Subscription> {
        self.subscriptions
            .sort_by_key(|(rank, number, _)| (*rank, *number));
        let mut seen = HashSet::new();
        let found = std::mem::take(&mut self.subscriptions).into_iter();
        let found = found.map(|(_, _, subscription)| subscription);
        found
            .filter(|one| seen.insert(one.address.clone()))
            .collect()
    }

    /// Returns the accounts in the order in which they were added, without repetition. What their servers know of
    /// stories is not recovered: the next sync finds it out again, and loses no mark by that.
    pub(super) fn accounts(&mut self) -> Vec<Account> {
        self.accounts
            .sort_by_key(|(rank, number, _)| (*rank, *number));
        let mut seen = HashSet::new();
        let found = std::mem::take(&mut self.accounts).into_iter();
        let found = found.map(|(_, _, account)| account);
        found.filter(|one| seen.insert(one.name.clone())).collect()
    }

    /// Passes each readable article to `sink`, in the order of import.
    pub(super) fn stories<E>(
        &self,
        mut sink: impl FnMut(Article) -> Result<(), E>,
    ) -> Result<(), E> {
        let (mut numbers, mut ids) = (HashMap::new(), HashSet::new());
        for place in &self.stories {
            // Of two rows with one number, the row with the more certain rank is newer. If both
            // have the same rank, one of the numbers is wrong, so both articles are kept.
            if numbers
                .get(&place.number)
                .is_some_and(|rank| *rank < place.rank)
            {
                continue;
            }
            let Some(article) = self.story(place) else {
                continue;
            };
            let is_left_over =
                place.rank != Rank::Reached && self.hidden.contains(&key(article.id));
            numbers.entry(place.number).or_insert(place.rank);
            if !is_left_over && ids.insert(article.id) {
                sink(article)?;
            }
        }
        Ok(())
    }

    /// Whether at least one article can be read.
    pub(super) fn has_story(&self) -> bool {
        self.stories.iter().any(|place| self.story(place).is_some())
    }

    fn story(&self, place: &StoryLocation) -> Option<Article> {
        let page = self.pages.read(place.page)?;
        let cell = rows(&page, place.page, self.pages.usable()).nth(place.index.into())?;
        let values = cell.values(&self.pages)?;
        match values.get(1) {
            Some(Value::Blob(body)) => unpack(body),
            _ => None,
        }
    }
}

/// Reads a saved search. Earlier versions stored only the query.
fn saved_search(values: &[Value]) -> Option<SavedSearch> {
    let Some(Value::Text(query)) = values.first() else {
        return None;
    };
    Some(SavedSearch {
        query: query.clone(),
        name: match values.get(1) {
            Some(Value::Text(name)) => Some(name.clone()),
            _ => None,
        },
        position: match values.get(2) {
            Some(Value::Integer(position)) => Some(*position),
            _ => None,
        },
    })
}

/// Reads the id of an article from column `id`. The columns from `first` on contain the marks, the
/// byte offset and the time.
fn state(values: &[Value], id: usize, first: usize) -> Option<UserState> {
    let number = |at: usize| match values.get(at) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    };
    Some(UserState {
        id: id_of(number(id).unwrap_or(0)),
        marks: Marks::from_bits(number(first)?),
        place: number(first + 1)?.max(0),
        opened: number(first + 2),
    })
}

/// Returns the tables in the readable part of the schema, with their root pages.
fn contents(pages: &Pages) -> Vec<(String, u32)> {
    let mut tables = Vec::new();
    let mut owners = vec![None; pages.count() as usize + 1];
    for number in walk(pages, 1, Table::Other, &mut owners) {
        let Some(page) = pages.read(number) else {
            continue;
        };
        for cell in rows(&page, number, pages.usable()) {
            let values = cell.values(pages).unwrap_or_default();
            if let [
                Value::Text(kind),
                Value::Text(name),
                _,
                Value::Integer(root),
                ..,
            ] = values.as_slice()
                && kind == "table"
                && let Ok(root) = u32::try_from(*root)
            {
                tables.push((name.clone(), root));
            }
        }
    }
    tables
}

/// Returns for each page the table from whose root it can be reached.
fn owners(pages: &Pages, contents: &[(String, u32)]) -> Vec<Option<Table>> {
    let mut owners = vec![None; pages.count() as usize + 1];
    walk(pages, 1, Table::Other, &mut owners);
    let roots = contents
        .iter()
        .map(|(name, root)| (*root, Table::named(name)));
    let mut roots: Vec<(u32, Table)> = roots.collect();
    // Our tables are walked first, so that a damaged page of another table cannot claim pages of
    // ours.
    roots.sort_by_key(|(_, table)| *table == Table::Other);
    for (root, table) in roots {
        walk(pages, root, table, &mut owners);
    }
    owners
}

/// Assigns to `table` all pages below `root` that have no table yet; returns the leaf pages.
fn walk(pages: &Pages, root: u32, table: Table, owners: &mut [Option<Table>]) -> Vec<u32> {
    let (mut left, mut leaves) = (vec![root], Vec::new());
    while let Some(number) = left.pop() {
        let Some(owner) = owners
            .get_mut(number as usize)
            .filter(|owner| owner.is_none())
        else {
            continue;
        };
        let Some(page) = pages.read(number) else {
            continue;
        };
        let found = kind(&page, number);
        if found.is_some() {
            *owner = Some(table);
        }
        match found {
            Some(PageKind::Leaf) => leaves.push(number),
            Some(PageKind::Interior) => left.extend(below(&page, number)),
            None => {}
        }
    }
    leaves
}
