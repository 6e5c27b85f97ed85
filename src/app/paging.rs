//! Reads lists of the library that are too long to be in memory as a whole.
//!
//! Memory holds some consecutive rows of a list, and the number of rows above and below them. The
//! next page is requested when the user comes near either end. `G`, `g` and `n` jump: the page that
//! they lead to replaces the rows in memory. A command that needs all rows, such as `A` under a
//! filter, waits until they have been read.

use super::action::Action;
use super::areas::Pane;
use super::article_list::ArticleList;
use super::article_list::paging::{Below, Extent, Paging, Side};
use super::command::{Command, HitCommand, ListCommand, MarksCommand, Motion};
use super::context::Context;
use super::effect::Effect;
use super::library::{ListCount, ListPage};
use crate::article::PageStart;
use crate::words::Phrase;

/// The next page is requested when the selected row is this close to either end of the rows in
/// memory.
const MARGIN: usize = 300;

/// What to do after a page arrived.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PageOutcome {
    /// No command waited for the page.
    Nothing,
    /// Run the waiting command again.
    Retry(Command),
    /// The article that the jump was meant to find is at this position.
    Found(usize),
}

/// Makes `command` wait if it needs rows that are not in memory, and tells the user; returns `None`
/// if the command can run now. `list` shows the results of `query`; `is_finding` says whether `n`
/// belongs to a search in the open article.
pub(super) fn wait(
    list: &mut ArticleList,
    command: Command,
    query: &str,
    (context, is_finding): (&Context, bool),
) -> Option<Vec<Action>> {
    let is_in_list = context.focus == Pane::List;
    let (side, jump) = need(list, command, query, (is_in_list, is_finding))?;
    if !list.paging.lacks(side) {
        return None;
    }
    list.paging.waiting = Some((command, side));
    list.paging.jump = jump;
    Some(vec![Action::Say(Phrase::LoadingRows)])
}

/// The side on which a command needs rows, and the page that has them if a jump can load it.
type Need = (Side, Option<PageStart>);

fn need(
    list: &ArticleList,
    command: Command,
    query: &str,
    (is_in_list, is_finding): (bool, bool),
) -> Option<Need> {
    match command {
        Command::Move(motion) if is_in_list => need_of_motion(list, motion),
        Command::List(ListCommand::NextUnread) => need_of_next_unread(list, query),
        Command::List(command) => need_of_neighbour(list, command),
        Command::Marks(command) => need_of_marks(list, command, query),
        Command::Hit(HitCommand::NextHitOrUnread) if !is_finding => {
            need_of_next_unread(list, query)
        }
        Command::Move(_)
        | Command::Find(_)
        | Command::Hit(_)
        | Command::Pane(_)
        | Command::Article(_)
        | Command::History(_)
        | Command::Lists(_)
        | Command::Refresh(_)
        | Command::Feeds(_)
        | Command::Show(_)
        | Command::Settings(_)
        | Command::Terminal(_)
        | Command::Digit(_)
        | Command::Close
        | Command::Quit => None,
    }
}

fn need_of_motion(list: &ArticleList, motion: Motion) -> Option<Need> {
    let jump = |start| Some(start).filter(|_| list.query().is_empty());
    match motion {
        Motion::Bottom => Some((Side::Below, jump(PageStart::Last))),
        Motion::Top => Some((Side::Above, jump(PageStart::First))),
        Motion::Down | Motion::PageDown | Motion::HalfPageDown => {
            is_last_selected(list).then_some((Side::Below, None))
        }
        Motion::Up | Motion::PageUp | Motion::HalfPageUp => {
            (list.selected() == 0).then_some((Side::Above, None))
        }
    }
}

fn is_last_selected(list: &ArticleList) -> bool {
    list.selected() + 1 >= list.len()
}

fn need_of_neighbour(list: &ArticleList, command: ListCommand) -> Option<Need> {
    let (is_missing, side) = match command {
        ListCommand::NextArticle => (is_last_selected(list), Side::Below),
        ListCommand::PreviousArticle => (list.selected() == 0, Side::Above),
        ListCommand::NextUnread => (list.next_unread(true).is_none(), Side::Below),
        ListCommand::PreviousUnread => (list.next_unread(false).is_none(), Side::Above),
        ListCommand::NextSource => (list.next_source(true).is_none(), Side::Below),
        ListCommand::PreviousSource => (list.next_source(false).is_none(), Side::Above),
    };
    is_missing.then_some((side, None))
}

/// The library marks rows that are not in memory, if it can determine them.
fn need_of_marks(list: &ArticleList, command: MarksCommand, query: &str) -> Option<Need> {
    let (extent, side) = match command {
        MarksCommand::AllRead => (Extent::All, Side::Both),
        MarksCommand::ReadAbove => (Extent::Above, Side::Above),
        MarksCommand::ReadBelow => (Extent::Below, Side::Below),
        MarksCommand::ToggleRead
        | MarksCommand::Read
        | MarksCommand::Unread
        | MarksCommand::Star
        | MarksCommand::Unstar
        | MarksCommand::Remove
        | MarksCommand::Undo => return None,
    };
    let is_here = !list.is_marked_by_library(extent, query);
    is_here.then_some((side, None))
}

fn need_of_next_unread(list: &ArticleList, query: &str) -> Option<Need> {
    if list.next_unread(true).is_some() {
        return None;
    }
    let can_jump = !list.is_ranked(query) && list.query().is_empty();
    let next = list.ends().filter(|_| can_jump);
    let jump = next.map(|(_, last)| PageStart::NextUnread(last));
    Some((Side::Below, jump))
}

/// Updates a list with the number of its rows. What was counted below another row than the last one
/// is of no use any more, and the list counts again.
pub(super) fn counted(list: &mut ArticleList, count: &ListCount) {
    if count.view != list.view {
        return;
    }
    // A list that cannot be counted is not counted again.
    list.paging.is_counting = count.below.is_none();
    // A story that was read while it is shown stays in sight until the list is read again.
    let in_sight = if list.view.hides_read {
        list.read_in_memory()
    } else {
        0
    };
    list.paging.hidden = count.hidden.map(|hidden| hidden.saturating_sub(in_sight));
    let is_below_the_last = count.last == list.ends().map(|(_, last)| last);
    if let Some(below) = count.below.filter(|_| is_below_the_last) {
        list.paging.below = Below::Counted(below);
    }
}

/// Ends a list whose input is read completely, if the library does not count it: there are no more
/// rows.
pub(super) fn input_ended(list: &mut ArticleList) {
    if list.paging.is_counting && list.paging.below == Below::Uncounted {
        list.paging.end();
    }
}

/// Adds a page, unless another one was requested since.
pub(super) fn arrived(list: &mut ArticleList, page: ListPage) -> PageOutcome {
    let requested = &mut list.paging.requested;
    if page.view != list.view || requested.take_if(|start| *start == page.start).is_none() {
        return PageOutcome::Nothing;
    }
    match page.start {
        PageStart::After(_) => arrived_below(list, page),
        PageStart::Before(_) => arrived_above(list, page),
        PageStart::First | PageStart::Last | PageStart::Around(_) | PageStart::NextUnread(_) => {
            jumped(list, page)
        }
    }
}

fn arrived_below(list: &mut ArticleList, page: ListPage) -> PageOutcome {
    let before = list.held();
    list.arrive(page.listings);
    let new = list.held() - before;
    list.paging.below = match list.paging.below {
        Below::Counted(_) | Below::Uncounted if page.is_end => Below::Counted(0),
        Below::Counted(rows) if rows > new => Below::Counted(rows - new),
        Below::Counted(_) | Below::Uncounted => Below::Uncounted,
    };
    retry(list)
}

fn arrived_above(list: &mut ArticleList, page: ListPage) -> PageOutcome {
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

/// Runs the waiting command again; it requests the next page if the last one was not enough.
fn retry(list: &mut ArticleList) -> PageOutcome {
    match list.paging.waiting.take() {
        Some((command, _)) => PageOutcome::Retry(command),
        None => PageOutcome::Nothing,
    }
}

/// Replaces the rows in memory by a page.
fn jumped(list: &mut ArticleList, page: ListPage) -> PageOutcome {
    let is_reloaded = list.paging.reload.take() == Some(page.start);
    let is_wanted = list.paging.jump.take() == Some(page.start) || is_reloaded;
    let command = list.paging.waiting.take().map(|(command, _)| command);
    if !is_wanted {
        return PageOutcome::Nothing;
    }
    let retry = command.map_or(PageOutcome::Nothing, PageOutcome::Retry);
    if page.listings.is_empty() && is_reloaded {
        list.replace(Vec::new());
    }
    if page.listings.is_empty() {
        // No rows are left to read, so the waiting command reports that it found nothing.
        list.paging.below = Below::Counted(0);
        return retry;
    }
    let hidden = list.paging.hidden;
    list.replace(page.listings);
    let is_end = page.is_end || page.start == PageStart::Last;
    list.paging = Paging {
        // At least one row, until the page with the first row arrives.
        above: page.above.unwrap_or(1),
        below: if is_end {
            Below::Counted(0)
        } else {
            Below::Uncounted
        },
        hidden,
        ..Paging::default()
    };
    if is_reloaded {
        list.select(page.found.and_then(|id| list.position_of(id)).unwrap_or(0));
        return retry;
    }
    match page.found.and_then(|id| list.position_of(id)) {
        Some(position) => PageOutcome::Found(position),
        None => retry,
    }
}

/// Returns requests for the rows and counts that the list needs now. While `is_typing`, the list
/// changes with every key and is not counted.
pub(super) fn requests(list: &mut ArticleList, query: &str, is_typing: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    let start = next_page(list).filter(|_| list.paging.requested.is_none());
    if let Some(start) = start {
        list.paging.requested = Some(start);
        effects.push(Effect::LoadRows {
            query: query.to_owned(),
            start,
            view: list.view,
        });
    }
    let paging = &list.paging;
    let is_hidden_unknown = list.view.hides_read && paging.hidden.is_none();
    let is_unknown = paging.below == Below::Uncounted || is_hidden_unknown;
    // The rows that a reload will replace are in another order than the one to be counted.
    let is_stable = paging.reload.is_none() && !is_typing;
    if is_unknown && !paging.is_counting && is_stable {
        effects.push(count(list, query));
    }
    effects
}

/// Returns a request for the number of rows of a list.
pub(super) fn count(list: &mut ArticleList, query: &str) -> Effect {
    list.paging.is_counting = true;
    Effect::CountRows {
        query: query.to_owned(),
        last: list.ends().map(|(_, last)| last),
        held: list.held(),
        view: list.view,
    }
}

/// Returns the start of the page that is needed next.
fn next_page(list: &ArticleList) -> Option<PageStart> {
    let paging = &list.paging;
    if let Some(start) = paging.reload.or(paging.jump) {
        return Some(start);
    }
    let Some((top, bottom)) = list.ends() else {
        return paging.has_below().then_some(PageStart::First);
    };
    let (selected, anchor) = (list.selected(), list.anchor());
    let margin = MARGIN.min(list.len() / 2);
    let is_filtered = !list.query().is_empty();
    let is_waited_for = |side| {
        let waiting = paging.waiting.map(|(_, side)| side);
        is_filtered || waiting == Some(side) || waiting == Some(Side::Both)
    };
    let is_near_end = selected.max(anchor) + margin >= list.len();
    let is_near_top = selected.min(anchor) < margin;
    if paging.has_below() && (is_near_end || is_waited_for(Side::Below)) {
        return Some(PageStart::After(bottom));
    }
    if paging.above > 0 && (is_near_top || is_waited_for(Side::Above)) {
        return Some(PageStart::Before(top));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::library::ListView;
    use crate::app::testing::{context, id, list, listing};

    /// Returns a long list with its first rows in memory.
    fn open(count: u64) -> ArticleList {
        let mut list = list(count);
        list.paging = Paging::open();
        list
    }

    fn page(start: PageStart, numbers: std::ops::Range<u64>, is_end: bool) -> ListPage {
        ListPage {
            query: String::new(),
            view: ListView::default(),
            start,
            listings: numbers.map(listing).collect(),
            is_end,
            above: None,
            found: None,
        }
    }

    #[test]
    fn the_end_is_jumped_to_and_takes_the_place_of_the_rows() {
        let (mut list, context) = (open(5), context());
        let bottom = Command::Move(Motion::Bottom);
        assert!(wait(&mut list, bottom, "", (&context, false)).is_some());
        let effects = requests(&mut list, "", false);
        assert!(matches!(
            effects.first(),
            Some(Effect::LoadRows {
                start: PageStart::Last,
                ..
            })
        ));
        let end = page(PageStart::Last, 90..99, true);
        assert_eq!(arrived(&mut list, end), PageOutcome::Retry(bottom));
        assert_eq!((list.len(), list.paging.has_below()), (9, false));
        assert_eq!(wait(&mut list, bottom, "", (&context, false)), None);
    }

    #[test]
    fn a_page_that_nobody_requested_is_ignored() {
        let mut list = open(5);
        let next = page(PageStart::After(id(4)), 5..9, false);
        assert_eq!(arrived(&mut list, next), PageOutcome::Nothing);
        assert_eq!(list.len(), 5);
    }

    #[test]
    fn the_next_page_is_requested_near_the_end_and_only_once() {
        let mut list = open(5);
        list.select(4);
        let requested = requests(&mut list, "", true);
        assert_eq!(requested.len(), 1);
        assert_eq!(requests(&mut list, "", true), Vec::new());
        let next = page(PageStart::After(id(4)), 5..9, true);
        arrived(&mut list, next);
        assert_eq!((list.len(), list.paging.below), (9, Below::Counted(0)));
    }

    #[test]
    fn a_filtered_list_is_read_to_its_end() {
        let (mut list, context) = (open(5), context());
        list.filter(crate::search::Query::new("number"));
        let all_read = Command::Marks(MarksCommand::AllRead);
        assert!(wait(&mut list, all_read, "", (&context, false)).is_some());
        list.filter(crate::search::Query::default());
        assert_eq!(wait(&mut list, all_read, "", (&context, false)), None);
    }
}
