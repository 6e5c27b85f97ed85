//! Draws the dialog of messages about the input.

use super::view::{DialogView, ShownRows, plain};
use crate::app::dialog::messages::MessagesDialog;
use crate::ui::paint::Painter;
use crate::words::Phrase;

pub(super) fn view(painter: &Painter<'_>, rows: &ShownRows<'_>) -> DialogView {
    let lines = plain(painter, MessagesDialog::lines(&rows.shown, rows.context));
    let (title, keys) = (Phrase::RemarksTitle, Phrase::LinesKeys);
    DialogView::text(title, keys, lines, rows.open.cursor)
}
