//! Draws the dialog of the library's lists: a line for each, with its number of unread articles.

use super::view::{DialogLine, DialogView, ShownRows, in_columns, row_style, unread};
use crate::app::dialog::lists::ListsDialog;
use crate::ui::paint::Painter;
use crate::words::Phrase;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &ListsDialog,
) -> DialogView {
    let language = rows.context.options.language;
    let lines: Vec<DialogLine> = rows
        .of(&dialog.lists)
        .map(|(is_selected, list)| {
            let name = format!(" {} ", list.name.say(language));
            let mut line = vec![(name, row_style(painter, is_selected), 0)];
            let count = list.unread;
            line.extend(count.and_then(|count| unread(painter, rows.context, count)));
            line
        })
        .collect();
    let lines = in_columns(painter, lines, rows.context.dialog_width());
    let keys = if dialog.lists.iter().any(|list| list.is_saved) {
        Phrase::SavedListKeys
    } else {
        Phrase::ListKeys
    };
    DialogView::rows(Phrase::Lists, keys, lines, 1, rows)
}
