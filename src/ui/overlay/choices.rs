//! Boxes of which one row is chosen: lists, feeds, groups of the starter pack.

use super::BoxLine;
use crate::app::Model;
use crate::app::library::NamedList;
use crate::app::news::{FeedRow, StarterGroup};
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;
use ratatui::style::{Modifier, Style};

/// The places of the rows that are shown, and that of the selected one.
pub(super) type Chosen<'a> = (&'a [usize], usize);

/// The rows that are shown, each with its place.
fn shown<'a, T>(rows: &'a [T], places: &'a [usize]) -> impl Iterator<Item = (usize, &'a T)> {
    let rows = places
        .iter()
        .map(|place| rows.get(*place).map(|row| (*place, row)));
    rows.flatten()
}

/// How a row looks, and the selected one.
fn look(painter: &Painter<'_>, is_selected: bool) -> Style {
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
    (places, selected): Chosen<'_>,
) -> Vec<BoxLine> {
    let rows = shown(lists, places).map(|(place, list)| {
        let style = look(painter, place == selected);
        let name = list.name.say(model.options.language);
        let mut row = vec![(format!(" {name} "), style, 0)];
        row.extend(list.unread.and_then(|unread| count(painter, model, unread)));
        row
    });
    rows.collect()
}

/// How many unread stories a row stands for, behind its name; nothing where there are none.
fn count(painter: &Painter<'_>, model: &Model, unread: usize) -> Option<(String, Style, usize)> {
    let dim = painter.theme.look(Look::Dim);
    let unread = (unread > 0).then(|| Phrase::Unread(unread).say(model.options.language));
    unread.map(|words| (format!(" {words} "), dim, 0))
}

/// The most lines of how it went with the selected feed.
const MOST_LINES: usize = 40;

/// Two lines for each feed: its name, and how it went the last time; of the selected one as many as that
/// takes.
pub(super) fn feeds(
    painter: &Painter<'_>,
    model: &Model,
    feeds: &[FeedRow],
    (places, selected): Chosen<'_>,
    room: usize,
) -> Vec<BoxLine> {
    let (dim, error) = (
        painter.theme.look(Look::Dim),
        painter.theme.look(Look::Error),
    );
    let rows = shown(feeds, places).flat_map(|(place, feed)| {
        let style = look(painter, place == selected);
        let (mark, look) = if feed.is_faulty {
            ("! ", error)
        } else {
            ("  ", dim)
        };
        let title = painter.ruler.truncate(&feed.title, room.saturating_sub(12));
        let columns = room.saturating_sub(4);
        let result = if place == selected {
            painter.ruler.clamp(&feed.result, columns, MOST_LINES)
        } else {
            vec![painter.ruler.truncate(&feed.result, columns).into_owned()]
        };
        let mut head = vec![(mark.to_owned(), look, 0), (title.into_owned(), style, 2)];
        head.extend(count(painter, model, feed.unread));
        let result = result.into_iter().map(|line| vec![(line, look, 4)]);
        std::iter::once(head).chain(result).collect::<Vec<_>>()
    });
    rows.collect()
}

/// What it is about, then a box to tick for each group, with some of its feeds.
pub(super) fn starter(
    painter: &Painter<'_>,
    model: &Model,
    groups: &[StarterGroup],
    (places, selected): Chosen<'_>,
    room: usize,
) -> Vec<BoxLine> {
    let dim = painter.theme.look(Look::Dim);
    let why = Phrase::StarterWhy.say(model.options.language);
    let mut lines: Vec<BoxLine> = painter
        .ruler
        .clamp(&why, room, 4)
        .into_iter()
        .map(|line| vec![(line, dim, 0)])
        .collect();
    lines.push(Vec::new());
    for (place, group) in shown(groups, places) {
        let style = look(painter, place == selected);
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

/// A line for each picture: its number, and what is said of it.
pub(super) fn images(
    painter: &Painter<'_>,
    model: &Model,
    (places, selected): Chosen<'_>,
    room: usize,
) -> Vec<BoxLine> {
    let images: Vec<(&str, &str)> = model.images().collect();
    let rows = shown(&images, places).map(|(place, (_, words))| {
        let number = format!("{:>2}  ", place + 1);
        let words = painter.ruler.clamp(words, room.saturating_sub(4), 1);
        let style = look(painter, place == selected);
        vec![
            (number, painter.theme.look(Look::Key), 0),
            (words.concat(), style, 4),
        ]
    });
    rows.collect()
}
