//! Draws the dialog of the starter pack: why it is offered, then a line for each group that can be
//! ticked, with some of its feeds.

use super::view::{DialogLine, DialogView, ShownRows, row_style};
use crate::app::dialog::groups::GroupsDialog;
use crate::app::news::StarterGroup;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &GroupsDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let dim = painter.theme.look(Look::Dim);
    let why = Phrase::StarterWhy.say(rows.context.options.language);
    let why = painter.ruler.clamp(&why, room, 4).into_iter();
    let mut lines: Vec<DialogLine> = why.map(|line| vec![(line, dim, 0)]).collect();
    lines.push(Vec::new());
    let name_of = |name| painter.ruler.truncate(name, room / 2);
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let groups = || dialog.groups.iter();
    let names = widest(&mut groups().map(|group| painter.ruler.columns(&name_of(&group.name))));
    let digits = widest(&mut groups().map(|group| count_of(group).len()));
    for (is_selected, group) in rows.of(&dialog.groups) {
        let tick = if group.is_chosen { "[x] " } else { "[ ] " };
        let count = count_of(group);
        let at = 4 + names + 2;
        let (right, feeds) = (at + digits - count.len(), at + digits + 2);
        let some = whole_names(painter, &group.feeds, room.saturating_sub(feeds));
        lines.push(vec![
            (tick.to_owned(), painter.theme.look(Look::Key), 0),
            (
                name_of(&group.name).into_owned(),
                row_style(painter, is_selected),
                4,
            ),
            (count, dim, right),
            (some, dim, feeds),
        ]);
    }
    let (title, keys) = (Phrase::StarterTitle, Phrase::StarterKeys);
    DialogView::rows(title, keys, lines, 1, rows)
}

/// Returns as many names as fit into `room` cells, and an ellipsis if there are more.
fn whole_names(painter: &Painter<'_>, names: &[String], room: usize) -> String {
    let joined = |count: usize| {
        let end = if count < names.len() { ", …" } else { "" };
        names.get(..count).unwrap_or_default().join(", ") + end
    };
    let mut counts = (1..=names.len()).rev().map(joined);
    let fitting = counts.find(|text| painter.ruler.columns(text) <= room);
    fitting.unwrap_or_else(|| painter.ruler.truncate(&joined(1), room).into_owned())
}

/// Returns the number of feeds of a group.
fn count_of(group: &StarterGroup) -> String {
    group.feeds.len().to_string()
}
