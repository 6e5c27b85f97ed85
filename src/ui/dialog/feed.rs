//! Draws the dialog of one feed: a line for each of its settings.

use super::view::{DialogView, ShownRows, row_style};
use crate::app::dialog::feed::{FeedDialog, FeedField};
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;

pub(super) fn view(painter: &Painter<'_>, rows: &ShownRows<'_>, dialog: &FeedDialog) -> DialogView {
    let language = rows.context.options.language;
    let label = |field: FeedField| field.label().say(language).into_owned();
    let widths = FeedField::ALL.map(|field| painter.ruler.columns(&label(field)));
    let at = widths.into_iter().max().unwrap_or_default() + 3;
    let room = rows.context.dialog_width().saturating_sub(at + 1);
    let lines = rows.of(&FeedField::ALL).map(|(is_selected, field)| {
        let value = dialog.value(*field, language);
        let value = painter.ruler.truncate(&value, room).into_owned();
        vec![
            (
                format!(" {}", label(*field)),
                painter.theme.look(Look::Dim),
                0,
            ),
            (format!(" {value} "), row_style(painter, is_selected), at),
        ]
    });
    let title = Phrase::Feed(dialog.feed.title.clone());
    DialogView::rows(title, Phrase::FeedKeys, lines.collect(), 1, rows)
}
