//! Boxes of which one row is chosen: lists, feeds, groups of the starter pack.

use super::BoxLine;
use crate::app::Model;
use crate::app::library::NamedList;
use crate::app::news::{FeedRow, StarterGroup};
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::{Phrase, grouped};
use ratatui::style::{Modifier, Style};

/// How a row looks, and the selected one.
pub(super) fn look(painter: &Painter<'_>, is_selected: bool) -> Style {
    let style = painter.theme.look(Look::Plain);
    if is_selected {
        style.add_modifier(Modifier::REVERSED)
    } else {
        style
    }
}

/// A line for each list.
pub(super) fn lists(
    painter: &Painter<'_>,
    model: &Model,
    lists: &[NamedList],
    selected: usize,
) -> Vec<BoxLine> {
    let selected = selected.min(lists.len().saturating_sub(1));
    let rows = lists.iter().enumerate().map(|(index, list)| {
        let style = look(painter, index == selected);
        let name = list.name.say(model.options.language);
        let mut row = vec![(format!(" {name} "), style, 0)];
        row.extend(list.unread.and_then(|unread| count(painter, unread)));
        row
    });
    rows.collect()
}

/// How many unread stories a row stands for, behind its name; nothing where there are none.
fn count(painter: &Painter<'_>, unread: usize) -> Option<(String, Style, usize)> {
    let dim = painter.theme.look(Look::Dim);
    (unread > 0).then(|| (format!(" {} ", grouped(unread)), dim, 0))
}

/// Two lines for each feed: its name, and how it went the last time.
pub(super) fn feeds(
    painter: &Painter<'_>,
    feeds: &[FeedRow],
    selected: usize,
    room: usize,
) -> Vec<BoxLine> {
    let selected = selected.min(feeds.len().saturating_sub(1));
    let (dim, error) = (
        painter.theme.look(Look::Dim),
        painter.theme.look(Look::Error),
    );
    let rows = feeds.iter().enumerate().flat_map(|(index, feed)| {
        let style = look(painter, index == selected);
        let (mark, look) = if feed.is_faulty {
            ("! ", error)
        } else {
            ("  ", dim)
        };
        let title = painter.ruler.truncate(&feed.title, room.saturating_sub(12));
        let result = painter.ruler.truncate(&feed.result, room.saturating_sub(4));
        let mut head = vec![(mark.to_owned(), look, 0), (title.into_owned(), style, 2)];
        head.extend(count(painter, feed.unread));
        [head, vec![(result.into_owned(), look, 4)]]
    });
    rows.collect()
}

/// What it is about, then a box to tick for each group, with some of its feeds.
pub(super) fn starter(
    painter: &Painter<'_>,
    model: &Model,
    groups: &[StarterGroup],
    selected: usize,
    room: usize,
) -> Vec<BoxLine> {
    let selected = selected.min(groups.len().saturating_sub(1));
    let dim = painter.theme.look(Look::Dim);
    let why = Phrase::StarterWhy.say(model.options.language);
    let mut lines: Vec<BoxLine> = painter
        .ruler
        .clamp(&why, room, 4)
        .into_iter()
        .map(|line| vec![(line, dim, 0)])
        .collect();
    lines.push(Vec::new());
    for (index, group) in groups.iter().enumerate() {
        let style = look(painter, index == selected);
        let tick = if group.is_chosen { "[x] " } else { "[ ] " };
        let name = painter.ruler.truncate(&group.name, room / 2).into_owned();
        let at = 4 + painter.ruler.columns(&name) + 2;
        let some = format!("{}: {}", group.feeds.len(), group.feeds.join(", "));
        let some = painter
            .ruler
            .truncate(&some, room.saturating_sub(at))
            .into_owned();
        lines.push(vec![
            (tick.to_owned(), painter.theme.look(Look::Key), 0),
            (name, style, 4),
            (some, dim, at),
        ]);
    }
    lines
}
