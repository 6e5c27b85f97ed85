//! Draws the dialog of an article's images: a line for each, with its number.

use super::view::{DialogView, ShownRows, row_style};
use crate::app::dialog::images::ImagesDialog;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &ImagesDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let numbered: Vec<(usize, &str)> = (1..)
        .zip(dialog.images.iter().map(|image| image.words.as_str()))
        .collect();
    let lines = rows.of(&numbered).map(|(is_selected, (number, words))| {
        let words = painter.ruler.clamp(words, room.saturating_sub(4), 1);
        let key = painter.theme.look(Look::Key);
        let style = row_style(painter, is_selected);
        vec![
            (format!("{number:>2}  "), key, 0),
            (words.concat(), style, 4),
        ]
    });
    let (title, keys) = (Phrase::ImagesTitle, Phrase::ImagesKeys);
    DialogView::rows(title, keys, lines.collect(), 1, rows)
}
