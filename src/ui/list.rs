//! Draws the pane of the list.

use super::paint::Painter;
use super::theme::Look;
use crate::app::areas::row_column;
use crate::app::article_list::{ListRow, rows};
use crate::app::{Model, Pane};
use crate::article::Listing;
use crate::words::{Phrase, age};
use ratatui::layout::Rect;

pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, area: Rect) {
    let column = row_column(area);
    let rows = rows(&model.list, column, &model.context.ruler);
    if rows.is_empty() {
        draw_empty(painter, model, column);
        return;
    }
    for row in &rows {
        draw_row(painter, model, area, row);
    }
    painter.scrollbar(
        area,
        rows.first().map_or(0, |row| row.position),
        rows.len(),
        model.list.len(),
    );
}

fn draw_empty(painter: &mut Painter<'_>, model: &Model, column: Rect) {
    let phrase = if !model.list.query().is_empty() || model.search.results.is_some() {
        Phrase::NothingFound
    } else if model.status.loading.is_some() {
        return;
    } else if model.context.options.library {
        Phrase::EmptyLibrary
    } else {
        Phrase::NothingToRead
    };
    let sentence = model.context.say(&phrase);
    let style = painter.theme.look(Look::Dim);
    let room = usize::from(column.width);
    for (index, line) in (0_u16..).zip(painter.ruler.clamp(&sentence, room, 4)) {
        painter.text(column.x, column.y + 1 + index, room, &line, style);
    }
}

fn draw_row(painter: &mut Painter<'_>, model: &Model, area: Rect, row: &ListRow<'_>) {
    let listing = &row.entry.listing;
    let read = model.list.is_read(listing.id);
    let selected = row.position == model.list.selected();
    let theme = painter.theme;
    let column = row_column(area);
    let room = usize::from(column.width);
    let y_of = |line: usize| {
        let y = row.top + line.cast_signed();
        (0..isize::try_from(area.height).unwrap_or(0))
            .contains(&y)
            .then(|| area.y + y.unsigned_abs() as u16)
    };
    let headline = theme.look(if read { Look::Read } else { Look::Unread });
    for (index, line) in row.headline.iter().enumerate() {
        let Some(y) = y_of(index) else { continue };
        painter.text(column.x, y, room, line, headline);
    }
    if let Some(y) = y_of(row.headline.len()) {
        let details = details(model, listing);
        let line = model.context.ruler.truncate(&details, room);
        painter.text(column.x, y, room, &line, theme.look(Look::Details));
    }
    if let Some(y) = y_of(0) {
        let mark = if read { "○" } else { "●" };
        let look = if read {
            Look::ReadMark
        } else {
            Look::UnreadMark
        };
        painter.glyph(area.x + 1, y, mark, theme.look(look));
    }
    if selected {
        let focused = model.has_keys(Pane::List);
        for y in (0..row.height()).filter_map(y_of) {
            let whole = Rect::new(area.x, y, area.width.saturating_sub(1), 1);
            // The bar at the selected row differs too, because a theme for both backgrounds has no
            // background colour for the row.
            let (shade, bar) = if focused {
                (Look::Selected, Look::Key)
            } else {
                (Look::SelectedAside, Look::Rule)
            };
            painter.shade(whole, theme.look(shade));
            painter.glyph(area.x, y, "▌", theme.look(bar));
        }
    }
    for (index, line) in row.headline.iter().enumerate() {
        if let Some(y) = y_of(index) {
            hits(painter, model, (column.x, y), line);
        }
    }
}

/// Highlights the words of the filter in a line.
fn hits(painter: &mut Painter<'_>, model: &Model, (x, y): (u16, u16), line: &str) {
    use crate::text::measure::Measure as _;
    for hit in model.list.highlighted().hits(line) {
        let before = model
            .context
            .ruler
            .width(line.get(..hit.start).unwrap_or_default());
        let text = line.get(hit).unwrap_or_default();
        let style = painter.theme.look(Look::Hit);
        painter.mark((x, before), y, text, style);
    }
}

/// Returns the line of details: the star, then topic, source and age. An article without any of
/// them shows the name of its file.
fn details(model: &Model, listing: &Listing) -> String {
    let age = listing
        .published
        .map(|at| age(&at, &model.context.now, model.context.options.language));
    let language = model.context.options.language;
    let several = Some(listing.sources).filter(|count| *count > 1);
    let several = several.map(|count| Phrase::Sources(count).say(language));
    let known = [
        listing.topic.as_deref(),
        several.as_deref().or(listing.source.as_deref()),
        age.as_deref(),
    ];
    let file = || listing.origin.rsplit('/').next();
    let file = known.iter().all(Option::is_none).then(file).flatten();
    let star = model.list.is_starred(listing.id).then_some("★");
    let parts = star
        .into_iter()
        .chain(known.into_iter().flatten())
        .chain(file);
    parts.collect::<Vec<_>>().join(" · ")
}
