//! Draws the question before many pages are opened or many stories removed.

use super::view::{DialogView, ShownRows, plain};
use crate::app::dialog::confirm::ConfirmDialog;
use crate::app::library::Confirmation;
use crate::ui::paint::Painter;
use crate::words::Phrase;

pub(super) fn view(
    painter: &Painter<'_>,
    rows: &ShownRows<'_>,
    dialog: &ConfirmDialog,
) -> DialogView {
    let room = rows.context.dialog_width();
    let (question, title, keys) = match &dialog.asked {
        Confirmation::OpenPages(addresses) => (
            Phrase::OpenPages(addresses.len()),
            Phrase::ConfirmTitle,
            Phrase::ConfirmKeys,
        ),
        Confirmation::Remove(removal) => (
            Phrase::RemoveStories(removal.ids.len(), removal.kept),
            Phrase::RemoveTitle,
            Phrase::RemoveKeys,
        ),
    };
    let question = question.say(rows.context.options.language);
    let mut lines = painter.ruler.clamp(&question, room, 4);
    if let Confirmation::Remove(removal) = &dialog.asked {
        let headlines = removal.headlines.iter();
        lines.extend(headlines.map(|headline| {
            let line = format!("• {headline}");
            painter.ruler.truncate(&line, room).into_owned()
        }));
        let more = removal.ids.len().saturating_sub(removal.headlines.len());
        let more = (more > 0).then(|| Phrase::MoreStories(more).say(rows.context.options.language));
        lines.extend(more.map(std::borrow::Cow::into_owned));
    }
    let lines = plain(painter, lines);
    DialogView::text(title, keys, lines, 0)
}
