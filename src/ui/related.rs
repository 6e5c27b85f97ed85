//! Draws the pane of related articles.

use super::paint::Painter;
use super::theme::Look;
use crate::app::related::{NUMBER_WIDTH, rows};
use crate::app::{Model, Pane};
use crate::words::Phrase;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, area: Rect) {
    let Some(page) = model.article.page() else {
        return;
    };
    let selected = model.related.selected;
    let rows = rows(&page.offers, selected, model.all(), (&model.context, area));
    if rows.is_empty() {
        return;
    }
    let theme = painter.theme;
    let room = usize::from(area.width.saturating_sub(NUMBER_WIDTH + 2).max(1));
    let heading = Phrase::RelatedStories.say(model.context.options.language);
    painter.text(area.x + 2, area.y, room, &heading, theme.look(Look::Title));
    let focused = model.has_keys(Pane::Related);
    for row in &rows {
        let is_selected = focused && row.index == selected;
        let mut title = theme.look(if row.is_here { Look::Plain } else { Look::Dim });
        if is_selected {
            title = title.add_modifier(Modifier::REVERSED);
        }
        let lines = row.title.iter().map(|line| (line.as_str(), title));
        let details = painter.ruler.truncate(&row.details, room);
        let all = lines.chain([(details.as_ref(), theme.look(Look::Dim))]);
        for (offset, (line, style)) in all.enumerate() {
            let y = usize::from(area.y) + row.top + offset;
            if y < usize::from(area.bottom()) {
                painter.text(area.x + NUMBER_WIDTH, y as u16, room, line, style);
            }
        }
        let y = usize::from(area.y) + row.top;
        let number = (row.index + 1).to_string();
        painter.text(area.x + 2, y as u16, 2, &number, theme.look(Look::Key));
    }
}
