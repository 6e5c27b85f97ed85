//! Which commands need rows that only the library has, and where those stand.

use super::Side;
use crate::app::command::Command;
use crate::app::library::other_source;
use crate::app::marks::{Extent, is_beyond};
use crate::app::{Model, Pane};
use crate::article::PageStart;
use crate::search::LibraryQuery;
use crate::words::Phrase;

/// Lets `command` wait for rows that only the library has, where only they can answer it; returns
/// whether it does.
pub(in crate::app) fn waits(model: &mut Model, command: Command) -> bool {
    let Some((side, jump)) = needed(model, command) else {
        return false;
    };
    let is_missing = match side {
        Side::Above => model.list.paging.has(true, false),
        Side::Below => model.list.paging.has(false, true),
        Side::Both => model.list.paging.has(true, true),
    };
    if is_missing {
        model.list.paging.waiting = Some((command, side));
        model.list.paging.jump = jump;
        model.status.say(Phrase::LoadingRows, model.now);
    }
    is_missing
}

/// The rows that a command needs, and the page that has them where they can be jumped to.
fn needed(model: &Model, command: Command) -> Option<(Side, Option<PageStart>)> {
    let list = &model.list;
    let is_filtered = !list.query().is_empty();
    let is_in_list = model.focus == Pane::List;
    let is_last = list.selected() + 1 >= list.len();
    let is_first = list.selected() == 0;
    let jump = |start| Some(start).filter(|_| !is_filtered);
    match command {
        Command::Bottom if is_in_list => Some((Side::Below, jump(PageStart::Last))),
        Command::Top if is_in_list => Some((Side::Above, jump(PageStart::First))),
        // The library marks rows that are not here, where it knows which are meant.
        Command::AllRead if !is_beyond(model, Extent::All) => Some((Side::Both, None)),
        Command::ReadAbove if !is_beyond(model, Extent::Above) => Some((Side::Above, None)),
        Command::ReadBelow if !is_beyond(model, Extent::Below) => Some((Side::Below, None)),
        Command::NextMatter if !model.is_finding() && list.next_unread(true).is_none() => {
            let is_by_time = LibraryQuery::new(&model.list_query()).wanted.is_empty();
            let next = list.ends().filter(|_| is_by_time && !is_filtered);
            Some((
                Side::Below,
                next.map(|(_, last)| PageStart::NextUnread(last)),
            ))
        }
        Command::PreviousUnread if list.next_unread(false).is_none() => Some((Side::Above, None)),
        Command::NextSource if other_source(model, true).is_none() => Some((Side::Below, None)),
        Command::PreviousSource if other_source(model, false).is_none() => {
            Some((Side::Above, None))
        }
        Command::NextStory if is_last => Some((Side::Below, None)),
        Command::PreviousStory if is_first => Some((Side::Above, None)),
        Command::Down | Command::PageDown | Command::HalfPageDown if is_in_list && is_last => {
            Some((Side::Below, None))
        }
        Command::Up | Command::PageUp | Command::HalfPageUp if is_in_list && is_first => {
            Some((Side::Above, None))
        }
        _ => None,
    }
}
