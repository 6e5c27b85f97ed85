//! Draws the dialog of followed feeds: the name of each feed and, below it, the result of the last
//! fetch.

use super::view::{DialogView, ShownRows, row_style, unread};
use crate::app::dialog::feeds::FeedsDialog;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::{KeyTable, Phrase};

/// The maximum number of lines of the result for the selected feed; results for other feeds have
/// one line.
const MOST_LINES: usize = 40;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &FeedsDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let lines = rows.of(&dialog.feeds).flat_map(|(is_selected, feed)| {
        let (mark, look) = if feed.is_faulty {
            ("! ", painter.theme.look(Look::Error))
        } else {
            ("  ", painter.theme.look(Look::Dim))
        };
        let count = unread(painter, rows.context, feed.unread);
        let count_width = count
            .as_ref()
            .map_or(0, |(text, ..)| painter.ruler.columns(text));
        let title_room = room.saturating_sub(2 + count_width);
        let title = painter.ruler.truncate(&feed.title, title_room);
        let columns = room.saturating_sub(4);
        let result = if is_selected {
            painter.ruler.clamp(&feed.result, columns, MOST_LINES)
        } else {
            vec![painter.ruler.truncate(&feed.result, columns).into_owned()]
        };
        let style = row_style(painter, is_selected);
        let mut head = vec![(mark.to_owned(), look, 0), (title.into_owned(), style, 2)];
        head.extend(count);
        let result = result.into_iter().map(|line| vec![(line, look, 4)]);
        std::iter::once(head).chain(result).collect::<Vec<_>>()
    });
    let mut lines: Vec<_> = lines.collect();
    let (title, keys) = (Phrase::FeedsTitle, Phrase::FeedsKeys);
    if dialog.feeds.is_empty() {
        let none = rows.context.say_in(KeyTable::Dialog, &Phrase::NoFeedsYet);
        let dim = painter.theme.look(Look::Dim);
        lines.push(vec![(none.into_owned(), dim, 1)]);
    }
    DialogView::rows(title, keys, lines, 2, rows)
}
