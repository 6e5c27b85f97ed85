//! Lists of the library that are longer than what is in memory.
//!
//! A list holds some rows of such a list, one after the other, and knows how many stand above and
//! below them. More are read a page at a time when the user comes near to either end. `G`, `g` and
//! `n` jump: the page they lead to takes the place of the rows that were here. What only all rows can
//! answer, such as a filter, waits until they have been read.

mod need;

pub(super) use need::waits;

use super::command::Command;
use super::list_pane::ListPane;
use super::{Effect, Model};
use crate::article::{ArticleId, Listing, PageStart};

/// So many rows before the end of those that are here the next page is asked for.
const MARGIN: usize = 300;

/// How many rows stand below those that are here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Below {
    /// So many.
    Counted(usize),
    /// Some, which nobody has counted yet.
    Uncounted,
}

/// How far a list goes beyond the rows that are here.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// Rows above the first one that is here.
    above: usize,
    /// Rows below the last one.
    below: Below,
    /// The page that was asked for and has not come.
    asked: Option<PageStart>,
    /// Whether the rows are being counted.
    is_counting: bool,
    /// The page that is to take the place of the rows that are here.
    jump: Option<PageStart>,
    /// What is to be done when more rows are here, and where those stand.
    waiting: Option<(Command, Side)>,
}

/// The side of a list on which rows are wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Side {
    Above,
    Below,
    Both,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// The query whose answers the list has; empty for all stories.
    pub query: String,
    /// Where it begins, as it was asked for.
    pub start: PageStart,
    /// The stories, from top to bottom.
    pub listings: Vec<Listing>,
    /// Whether the list ends with them, in the direction in which they were read.
    pub is_end: bool,
    /// How many rows stand above them, where a page was jumped to.
    pub above: usize,
    /// The story that was looked for, where one was.
    pub found: Option<ArticleId>,
}

/// How many rows a list has beyond those that are here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListCount {
    /// The query whose answers the list has; empty for all stories.
    pub query: String,
    /// Rows below the last one that is here.
    pub below: usize,
    /// How many stories the library has and how many of them are unread, with the list of all.
    pub totals: Option<Totals>,
}

/// How many stories there are.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Totals {
    /// All of them, near duplicates counted once.
    pub stories: usize,
    /// Those that are unread.
    pub unread: usize,
}

/// What is to be done now that a page is here.
pub(super) enum Arrived {
    /// Nothing.
    Done,
    /// The command that waited for it.
    Retry(Command),
    /// The story at this place is what was looked for.
    Found(usize),
}

impl Default for Paging {
    /// A list of which all rows are here.
    fn default() -> Self {
        Self {
            above: 0,
            below: Below::Counted(0),
            asked: None,
            is_counting: false,
            jump: None,
            waiting: None,
        }
    }
}

impl Paging {
    /// Returns the state of a list of which more rows may be in the library.
    pub(super) fn open() -> Self {
        Self {
            below: Below::Uncounted,
            ..Self::default()
        }
    }

    /// Returns the same, where the rows are counted already by whoever reads the list.
    pub(super) fn counting() -> Self {
        Self {
            is_counting: true,
            ..Self::open()
        }
    }

    /// Returns how many rows stand above those that are here.
    pub fn above(&self) -> usize {
        self.above
    }

    /// Returns how many rows stand below those that are here.
    pub fn below(&self) -> Below {
        self.below
    }

    fn has_below(&self) -> bool {
        self.below != Below::Counted(0)
    }

    /// Returns whether rows of that side of the list are not here.
    pub(super) fn has(&self, above: bool, below: bool) -> bool {
        (above && self.above > 0) || (below && self.has_below())
    }

    /// Gives up what waits for other rows: the user does something else.
    pub(super) fn give_up(&mut self) {
        self.waiting = None;
        self.jump = None;
    }

    /// Takes note of stories that came above those that are here.
    pub(super) fn add_above(&mut self, count: usize) {
        self.above += count;
    }

    /// Lets the rows be counted anew.
    pub(super) fn recount(&mut self) {
        self.is_counting = false;
        self.below = match self.below {
            Below::Counted(0) => Below::Counted(0),
            Below::Counted(_) | Below::Uncounted => Below::Uncounted,
        };
    }

    /// Ends the reading of a list that cannot be read further: what is here is all there is to see.
    pub(super) fn end(&mut self) {
        *self = Self {
            above: self.above,
            ..Self::default()
        };
    }
}

impl Model {
    /// Returns the query whose answers the list on the screen has; empty for all stories.
    pub(super) fn list_query(&self) -> String {
        let found = self.found.as_ref();
        found.map_or_else(String::new, |found| found.question.clone())
    }

    /// Returns how many rows the list on the screen has, those that the filter leaves where there is
    /// one, and whether there may be more.
    pub fn list_rows(&self) -> (usize, bool) {
        let (list, paging) = (&self.list, &self.list.paging);
        if !list.query().is_empty() {
            return (list.len(), paging.has(true, true));
        }
        let here = paging.above + list.len();
        match paging.below {
            Below::Counted(below) => (here + below, false),
            // Of all stories the number is known, or nothing was counted yet that could be missed.
            Below::Uncounted if self.found.is_none() => (here.max(self.count()), false),
            Below::Uncounted => (here, true),
        }
    }

    /// Returns the place of the selected row in the whole list, from 1.
    pub fn selected_row(&self) -> usize {
        let above = if self.list.query().is_empty() {
            self.list.paging.above
        } else {
            0
        };
        above + self.list.selected() + 1
    }

    fn list_of(&mut self, query: &str) -> Option<&mut ListPane> {
        if query.is_empty() {
            return Some(self.all_mut());
        }
        let found = self.found.as_ref()?;
        (found.question == query).then_some(&mut self.list)
    }
}

/// The library cannot read a page of a list; a remark says why.
pub(super) fn failed(model: &mut Model, query: &str) {
    if let Some(list) = model.list_of(query) {
        list.paging.end();
    }
}

/// All of the input is read: where nobody counted more rows there are no more.
pub(super) fn input_ended(model: &mut Model) {
    let paging = &mut model.all_mut().paging;
    if paging.is_counting && paging.below == Below::Uncounted {
        paging.end();
    }
}

/// Takes the counts of a list in.
pub(super) fn counted(model: &mut Model, count: &ListCount) {
    if let Some(list) = model.list_of(&count.query) {
        list.paging.below = Below::Counted(count.below);
        list.paging.is_counting = false;
    }
    if count.totals.is_some() {
        model.totals = count.totals;
    }
}

/// Takes a page in, if it is still wanted.
pub(super) fn arrived(model: &mut Model, page: ListPage) -> Arrived {
    let is_shown = page.query == model.list_query();
    let Some(list) = model.list_of(&page.query) else {
        return Arrived::Done;
    };
    if list
        .paging
        .asked
        .take_if(|asked| *asked == page.start)
        .is_none()
    {
        return Arrived::Done;
    }
    let arrived = match page.start {
        PageStart::After(_) => arrived_below(list, page),
        PageStart::Before(_) => arrived_above(list, page),
        PageStart::First | PageStart::Last | PageStart::NextUnread(_) => jumped(list, page),
    };
    if is_shown {
        let column = model.list_column();
        model.list.settle(column, &model.ruler);
    }
    arrived
}

fn arrived_below(list: &mut ListPane, page: ListPage) -> Arrived {
    let before = list.held();
    list.arrive(page.listings);
    let new = list.held() - before;
    list.paging.below = match list.paging.below {
        _ if page.is_end => Below::Counted(0),
        Below::Counted(rows) if rows > new => Below::Counted(rows - new),
        Below::Counted(_) | Below::Uncounted => Below::Uncounted,
    };
    retry(list)
}

fn arrived_above(list: &mut ListPane, page: ListPage) -> Arrived {
    let before = list.held();
    list.arrive_before(page.listings);
    let new = list.held() - before;
    let above = list.paging.above;
    list.paging.above = if page.is_end {
        0
    } else {
        above.saturating_sub(new).max(1)
    };
    retry(list)
}

/// Tries again what waited; it asks for the next page where this one did not answer it.
fn retry(list: &mut ListPane) -> Arrived {
    match list.paging.waiting.take() {
        Some((command, _)) => Arrived::Retry(command),
        None => Arrived::Done,
    }
}

/// Puts a page in the place of the rows that are here.
fn jumped(list: &mut ListPane, page: ListPage) -> Arrived {
    let is_wanted = list.paging.jump.take() == Some(page.start);
    let command = list.paging.waiting.take().map(|(command, _)| command);
    if !is_wanted {
        return Arrived::Done;
    }
    if page.listings.is_empty() {
        // There is none: the command says so now that nothing is left to look through.
        list.paging.below = Below::Counted(0);
        return command.map_or(Arrived::Done, Arrived::Retry);
    }
    list.replace(page.listings);
    list.paging = Paging {
        above: page.above,
        below: if page.is_end || page.start == PageStart::Last {
            Below::Counted(0)
        } else {
            Below::Uncounted
        },
        ..Paging::default()
    };
    if let Some(place) = page.found.and_then(|id| list.place_of(id)) {
        return Arrived::Found(place);
    }
    command.map_or(Arrived::Done, Arrived::Retry)
}

/// Returns what asks for rows and counts that are wanted by now.
pub(super) fn due(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !model.options.library {
        return effects;
    }
    let is_typing = model.search.is_some();
    let query = model.list_query();
    let start = wanted(&model.list).filter(|_| model.list.paging.asked.is_none());
    if let Some(start) = start {
        model.list.paging.asked = Some(start);
        effects.push(Effect::LoadRows {
            query: query.clone(),
            start,
        });
    }
    let paging = &mut model.list.paging;
    if paging.below == Below::Uncounted && !paging.is_counting && !is_typing {
        paging.is_counting = true;
        effects.push(Effect::CountRows {
            query,
            last: model.list.ends().map(|(_, last)| last),
            held: model.list.held(),
        });
    }
    effects
}

/// Returns what counts all stories anew.
pub(super) fn count_all(model: &mut Model) -> Effect {
    let all = model.all_mut();
    all.paging.is_counting = true;
    Effect::CountRows {
        query: String::new(),
        last: all.ends().map(|(_, last)| last),
        held: all.held(),
    }
}

/// The page that is wanted next, if one is.
fn wanted(list: &ListPane) -> Option<PageStart> {
    let paging = &list.paging;
    if paging.jump.is_some() {
        return paging.jump;
    }
    let Some((top, bottom)) = list.ends() else {
        return paging.has_below().then_some(PageStart::First);
    };
    let (selected, anchor) = (list.selected(), list.anchor());
    let margin = MARGIN.min(list.len() / 2);
    let is_filtered = !list.query().is_empty();
    let waits_for = |side| {
        let waiting = paging.waiting.map(|(_, side)| side);
        is_filtered || waiting == Some(side) || waiting == Some(Side::Both)
    };
    let is_near_end = selected.max(anchor) + margin >= list.len();
    let is_near_top = selected.min(anchor) < margin;
    if paging.has_below() && (is_near_end || waits_for(Side::Below)) {
        return Some(PageStart::After(bottom));
    }
    if paging.above > 0 && (is_near_top || waits_for(Side::Above)) {
        return Some(PageStart::Before(top));
    }
    None
}
