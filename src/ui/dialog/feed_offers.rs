//! Draws the dialog of the feeds that a page names: the name of each, its address and its newest headlines.

use super::view::{DialogView, ShownRows, row_style};
use crate::app::dialog::feed_offers::FeedOffersDialog;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;

/// The number of lines of a feed.
const LINES: usize = 3;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &FeedOffersDialog,
) -> DialogView {
    let room = rows.context.dialog_width().saturating_sub(4);
    let dim = painter.theme.look(Look::Dim);
    let lines = rows.of(&dialog.offers).flat_map(|(is_selected, offer)| {
        let fitted = |text: &str| painter.ruler.truncate(text, room).into_owned();
        let headlines: Vec<&str> = offer.headlines.iter().map(|line| &**line).collect();
        [
            vec![(fitted(&offer.title), row_style(painter, is_selected), 2)],
            vec![(fitted(&offer.address), dim, 4)],
            vec![(fitted(&headlines.join(" · ")), dim, 4)],
        ]
    });
    let (title, keys) = (Phrase::FeedOffersTitle, Phrase::FeedOffersKeys);
    DialogView::rows(title, keys, lines.collect(), LINES, rows)
}
