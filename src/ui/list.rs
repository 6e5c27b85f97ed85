//! Draws the pane of the list.

mod row_line;

use super::paint::Painter;
use super::theme::Look;
use crate::app::areas::row_column;
use crate::app::article_list::{ListRow, rows};
use crate::app::row_template::RowField;
use crate::app::{Model, Pane};
use crate::article::Listing;
use crate::text::measure::Measure as _;
use crate::words::{Phrase, age, day};
use ratatui::layout::Rect;
use row_line::{RowValues, line};

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
    let room = usize::from(column.width);
    let clamp = |text: &str, most: usize| painter.ruler.clamp(text, room, most);
    let mut lines = clamp(&model.context.say(&phrase), 4);
    if phrase == Phrase::NothingToRead {
        // The status line shows the reason only until the next key.
        for message in &model.context.messages {
            lines.push(String::new());
            lines.extend(clamp(&message.text, 6));
        }
    }
    let style = painter.theme.look(Look::Dim);
    for (y, line) in (column.y + 1..column.bottom()).zip(lines) {
        painter.text(column.x, y, room, &line, style);
    }
}

fn draw_row(painter: &mut Painter<'_>, model: &Model, area: Rect, row: &ListRow<'_>) {
    let story = Story {
        model,
        listing: &row.entry.listing,
    };
    let column = row_column(area);
    let headlines = draw_lines(painter, &story, column, row);
    if let Some(y) = y_of(area, row, 0).filter(|_| !model.list.template.has_mark()) {
        let style = painter.theme.look(story.look(RowField::Mark));
        painter.glyph(area.x + 1, y, &story.value(RowField::Mark), style);
    }
    if row.position == model.list.selected() {
        select_row(painter, model, area, row);
    }
    for (at, y, text) in headlines {
        hits(painter, model, ((column.x, at), y), &text);
    }
}

/// Returns the screen row of a line of a row, if it is within the pane.
fn y_of(area: Rect, row: &ListRow<'_>, line: usize) -> Option<u16> {
    let y = row.top + line.cast_signed();
    (0..isize::try_from(area.height).unwrap_or(0))
        .contains(&y)
        .then(|| area.y + y.unsigned_abs() as u16)
}

/// Draws the lines of a row as the template says; returns where a headline stands, in units from the left, on which
/// screen row, and its text.
fn draw_lines(
    painter: &mut Painter<'_>,
    story: &Story<'_>,
    column: Rect,
    row: &ListRow<'_>,
) -> Vec<(usize, u16, String)> {
    let template = &story.model.list.template;
    let room = usize::from(column.width);
    let headline = painter.theme.look(story.look(RowField::Headline));
    let mut headlines = Vec::new();
    let mut index = 0;
    for (number, parts) in template.lines.iter().enumerate() {
        if number == template.headline_line() && !row.headline.is_empty() {
            for text in &row.headline {
                if let Some(y) = y_of(column, row, index) {
                    painter.text(column.x, y, room, text, headline);
                    headlines.push((0, y, text.clone()));
                }
                index += 1;
            }
            continue;
        }
        if let Some(y) = y_of(column, row, index) {
            for text in line(parts, story, room, painter.ruler) {
                let end = (text.at + text.width).div_ceil(painter.ruler.cell());
                let end = column.x + end.min(room) as u16;
                let style = painter.theme.look(text.look);
                painter.text_from((column.x, text.at), y, end, &text.text, style);
                if text.is_headline {
                    headlines.push((text.at, y, text.text));
                }
            }
        }
        index += 1;
    }
    headlines
}

/// Shades the selected row, and draws the bar at its left edge.
fn select_row(painter: &mut Painter<'_>, model: &Model, area: Rect, row: &ListRow<'_>) {
    // The bar differs with the focus too, because a theme for both backgrounds has no background colour for the row.
    let (shade, bar) = if model.has_keys(Pane::List) {
        (Look::Selected, Look::Key)
    } else {
        (Look::SelectedAside, Look::Rule)
    };
    let (shade, bar) = (painter.theme.look(shade), painter.theme.look(bar));
    for y in (0..row.height()).filter_map(|line| y_of(area, row, line)) {
        let whole = Rect::new(area.x, y, area.width.saturating_sub(1), 1);
        painter.shade(whole, shade);
        painter.glyph(area.x, y, "▌", bar);
    }
}

/// Highlights the words of the filter in a line that begins `at` units to the right of the column `x`.
fn hits(painter: &mut Painter<'_>, model: &Model, ((x, at), y): ((u16, usize), u16), line: &str) {
    for hit in model.list.highlighted().hits(line) {
        let before = model
            .context
            .ruler
            .width(line.get(..hit.start).unwrap_or_default());
        let text = line.get(hit).unwrap_or_default();
        let style = painter.theme.look(Look::Hit);
        painter.mark((x, at + before), y, text, style);
    }
}

/// The story of a row.
struct Story<'a> {
    model: &'a Model,
    listing: &'a Listing,
}

impl RowValues for Story<'_> {
    fn value(&self, field: RowField) -> String {
        let Self { model, listing } = self;
        let language = model.context.options.language;
        let known = |text: &Option<String>| text.clone().unwrap_or_default();
        match field {
            RowField::Mark if model.list.is_read(listing.id) => "○".to_owned(),
            RowField::Mark => "●".to_owned(),
            RowField::Star if model.list.is_starred(listing.id) => "★".to_owned(),
            RowField::Star => String::new(),
            RowField::Headline => listing.headline.clone(),
            RowField::Section => known(&listing.topic),
            RowField::Source if listing.sources > 1 => {
                Phrase::Sources(listing.sources).say(language).into_owned()
            }
            RowField::Source => known(&listing.source),
            RowField::Age => listing
                .published
                .map_or_else(String::new, |at| age(&at, &model.context.now, language)),
            RowField::Date => listing
                .published
                .map_or_else(String::new, |at| day(&at, language)),
            RowField::Host => host(listing).to_owned(),
            RowField::File => {
                let is_known = listing.topic.is_some()
                    || listing.source.is_some()
                    || listing.sources > 1
                    || listing.published.is_some();
                let name = listing.origin.rsplit('/').next();
                name.filter(|_| !is_known).unwrap_or_default().to_owned()
            }
        }
    }

    fn look(&self, field: RowField) -> Look {
        let is_read = self.model.list.is_read(self.listing.id);
        match (field, is_read) {
            (RowField::Headline, true) => Look::Read,
            (RowField::Headline, false) => Look::Unread,
            (RowField::Mark, true) => Look::ReadMark,
            (RowField::Mark, false) => Look::UnreadMark,
            _ => Look::Details,
        }
    }
}

/// Returns the host of a story's page, without `www.`.
fn host(listing: &Listing) -> &str {
    let address = listing.url.as_deref().unwrap_or_default();
    let after = address.split_once("://").map_or("", |(_, after)| after);
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
