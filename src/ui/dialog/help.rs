//! Draws the help dialog: keys on the left, their descriptions on the right or below.

use super::view::{DialogView, ShownRows};
use crate::app::dialog::help::HelpDialog;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;

pub(super) fn view(painter: &Painter<'_>, rows: &ShownRows<'_>) -> DialogView {
    let key = painter.theme.look(Look::Key);
    let plain = painter.theme.look(Look::Plain);
    let lines = HelpDialog::lines(&rows.shown, rows.context).into_iter();
    let lines = lines.map(|line| vec![(line.keys, key, 0), (line.words, plain, line.at)]);
    let (title, keys) = (Phrase::HelpTitle, Phrase::LinesKeys);
    DialogView::text(title, keys, lines.collect(), rows.open.cursor)
}
