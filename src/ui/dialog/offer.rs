//! Draws the dialog with the title of a missing article and the article offered instead.

use super::view::{DialogView, ShownRows, plain};
use crate::app::dialog::offer::OfferDialog;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;

/// The maximum number of lines for the title of the missing article.
const MOST_LINES: usize = 40;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &OfferDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let wanted = painter.ruler.clamp(&dialog.wanted, room, MOST_LINES);
    let mut lines = plain(painter, wanted);
    let closest = Phrase::OfferClosest.say(rows.context.options.language);
    let dim = painter.theme.look(Look::Dim);
    lines.push(vec![(closest.into_owned(), dim, 0)]);
    let bold = painter.theme.look(Look::Unread);
    let headline = painter.ruler.clamp(&dialog.headline, room, 4).into_iter();
    lines.extend(headline.map(|line| vec![(line, bold, 0)]));
    DialogView::text(Phrase::OfferTitle, Phrase::OfferKeys, lines, 0)
}
