//! Dialogs over the page: the frame around every dialog. Each dialog has its own file, which lays
//! out its lines.

mod address;
mod confirm;
mod feed;
mod feed_offers;
mod feeds;
mod groups;
mod help;
mod images;
mod lists;
mod messages;
mod offer;
mod view;

use super::paint::Painter;
use super::theme::Look;
use crate::app::Model;
use crate::app::dialog::{Dialog, OpenDialog};
use crate::words::{KeyTable, Phrase, grouped};
use ratatui::layout::Rect;
use std::ops::Range;
use view::{DialogLine, DialogView, ShownRows};

/// Draws the dialog in the middle of `area`; returns the area within its frame.
pub(super) fn draw(
    painter: &mut Painter<'_>,
    model: &Model,
    open: &OpenDialog,
    area: Rect,
) -> Rect {
    let context = &model.context;
    let language = context.options.language;
    let rows = ShownRows {
        context,
        open,
        shown: open.shown_rows(context),
    };
    let mut view = view(painter, &rows);
    if open.prompt.is_some() {
        view.keys = Phrase::NarrowKeys;
    } else if open.input.is_some() {
        view.keys = Phrase::InputKeys;
    }
    let mut title = view.title.say(language).into_owned();
    if !open.filter.is_empty() {
        let (typed, count) = (open.filter.typed(), grouped(rows.shown.len(), language));
        title = format!("{title}: “{typed}” · {count}");
        if rows.shown.is_empty() {
            let nothing = context
                .say_in(KeyTable::Dialog, &Phrase::NothingMatches)
                .into_owned();
            let dim = painter.theme.look(Look::Dim);
            view.lines.push(vec![(nothing, dim, 0)]);
        }
    }
    let row = view.selected.map(|lines| SelectedRow {
        index: rows.index(),
        count: rows.shown.len(),
        lines,
    });
    let keys = context.say_in(KeyTable::Dialog, &view.keys);
    let keys = fitted(painter, &keys, widest_frame(area).saturating_sub(2));
    let lines = (view.lines, view.top);
    draw_frame(painter, area, (&title, &keys), lines, row)
}

fn view(painter: &Painter<'_>, rows: &ShownRows<'_>) -> DialogView {
    match &rows.open.dialog {
        Dialog::Help(_) => help::view(painter, rows),
        Dialog::Messages(_) => messages::view(painter, rows),
        Dialog::Address(dialog) => address::view(painter, rows, dialog),
        Dialog::Images(dialog) => images::view(painter, rows, dialog),
        Dialog::Lists(dialog) => lists::view(painter, rows, dialog),
        Dialog::Feeds(dialog) => feeds::view(painter, rows, dialog),
        Dialog::Feed(dialog) => feed::view(painter, rows, dialog),
        Dialog::FeedOffers(dialog) => feed_offers::view(painter, rows, dialog),
        Dialog::Groups(dialog) => groups::view(painter, rows, dialog),
        Dialog::Offer(dialog) => offer::view(painter, rows, dialog),
        Dialog::Confirm(dialog) => confirm::view(painter, rows, dialog),
    }
}

/// The selected row of a dialog.
struct SelectedRow {
    /// The index of the row among the rows shown.
    index: usize,
    /// The number of rows shown.
    count: usize,
    /// The lines of the row.
    lines: Range<usize>,
}

impl SelectedRow {
    /// Returns the index of the first line on the screen: as close to `top` as possible while the
    /// whole row fits into `height` lines. If the row is taller than that, its first lines are
    /// shown.
    fn revealed(&self, top: usize, height: usize) -> usize {
        let least = self.lines.end.saturating_sub(height);
        top.max(least).min(self.lines.start)
    }
}

/// Draws a frame around the lines from `top` on, as large as they need; returns the area within it.
/// If not all lines fit, the frame shows at which row or line the user is.
fn draw_frame(
    painter: &mut Painter<'_>,
    area: Rect,
    (title, keys): (&str, &str),
    (mut lines, top): (Vec<DialogLine>, usize),
    row: Option<SelectedRow>,
) -> Rect {
    let room = widest_frame(area);
    let width_of = |line: &DialogLine| {
        line.iter().fold(0, |at, (text, _, from)| {
            at.max(*from) + painter.ruler.columns(text)
        })
    };
    let total = lines.len();
    let height = (total + 2)
        .min(usize::from(area.height).saturating_sub(1))
        .max(3);
    let inner = height - 2;
    let top = row.as_ref().map_or(top, |row| row.revealed(top, inner));
    let top = top.min(total.saturating_sub(inner));
    let (at, of) = row.map_or((top + inner, total), |row| (row.index + 1, row.count));
    let up = if top > 0 { "↑" } else { "" };
    let down = if top + inner < total { "↓" } else { "" };
    let position = format!("{up}{down} {at}/{of}");
    let position = if total > inner { &*position } else { "" };
    let widest: usize = lines.iter().map(width_of).max().unwrap_or(0);
    let heading = painter.ruler.columns(title) + painter.ruler.columns(position) + 4;
    let width = widest
        .max(painter.ruler.columns(keys) + 2)
        .max(heading)
        .min(room.max(20))
        + 4;
    lines.drain(..top);
    lines.truncate(inner);
    let frame = centred(area, width as u16, height as u16);
    let inside = painter.frame(frame, (title, position), keys);
    for (y, line) in (inside.y..inside.bottom()).zip(lines) {
        let mut at = inside.x;
        for (text, style, from) in line {
            at = at.max(inside.x + from as u16);
            let left = usize::from(inside.right().saturating_sub(at));
            at = painter.text(at, y, left, &text, style);
        }
    }
    inside
}

/// Returns the columns within the widest frame.
fn widest_frame(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(8)).clamp(1, 76)
}

/// Returns the hints of a dialog that fit: whole ones, and always the last, which leads out.
fn fitted(painter: &Painter<'_>, keys: &str, room: usize) -> String {
    let mut hints: Vec<&str> = keys.split("  ").map(str::trim).collect();
    hints.retain(|hint| !hint.is_empty());
    let joined = |hints: &[&str]| hints.join("   ");
    while hints.len() > 1 && painter.ruler.columns(&joined(&hints)) > room {
        hints.remove(hints.len() - 2);
    }
    joined(&hints)
}

fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(
        (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}
