//! Draws the dialog with an address that no browser could open.

use super::view::{DialogView, ShownRows, plain};
use crate::app::dialog::address::AddressDialog;
use crate::ui::paint::Painter;
use crate::words::Phrase;

/// The maximum number of lines that an address takes.
const MOST_LINES: usize = 40;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &AddressDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let lines = painter.ruler.clamp(&dialog.address, room, MOST_LINES);
    let (title, keys) = (Phrase::AddressTitle, Phrase::NoBrowser);
    DialogView::text(title, keys, plain(painter, lines), 0)
}
