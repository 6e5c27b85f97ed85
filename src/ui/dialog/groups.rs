//! Draws the dialog of the starter pack: why it is offered, then a line for each group that can be
//! ticked, with some of its feeds.

use super::view::{DialogLine, DialogView, ShownRows, row_style};
use crate::app::dialog::groups::GroupsDialog;
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
    for (is_selected, group) in rows.of(&dialog.groups) {
        let tick = if group.is_chosen { "[x] " } else { "[ ] " };
        let name = painter.ruler.truncate(&group.name, room / 2).into_owned();
        let at = 4 + painter.ruler.columns(&name) + 2;
        let some = format!("{}: {}", group.feeds.len(), group.feeds.join(", "));
        let some = painter.ruler.truncate(&some, room.saturating_sub(at));
        let some = some.into_owned();
        lines.push(vec![
            (tick.to_owned(), painter.theme.look(Look::Key), 0),
            (name, row_style(painter, is_selected), 4),
            (some, dim, at),
        ]);
    }
    let (title, keys) = (Phrase::StarterTitle, Phrase::StarterKeys);
    DialogView::rows(title, keys, lines, 1, rows)
}
