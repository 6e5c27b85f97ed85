//! Draws the question before many pages are opened.

use super::view::{DialogView, ShownRows, plain};
use crate::app::dialog::confirm::ConfirmDialog;
use crate::ui::paint::Painter;
use crate::words::Phrase;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &ConfirmDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let question = Phrase::OpenPages(dialog.addresses.len());
    let question = question.say(rows.context.options.language);
    let lines = plain(painter, painter.ruler.clamp(&question, room, 4));
    DialogView::text(Phrase::ConfirmTitle, Phrase::ConfirmKeys, lines, 0)
}
