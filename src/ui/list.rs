//! Draws the pane of the list.

mod row_line;

use super::paint::Painter;
use super::theme::Look;
use crate::app::areas::row_column;
use crate::app::article_list::{ListRow, rows};
use crate::app::row_template::RowField;
use crate::app::{Model, Pane};
use crate::article::Listing;
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
    let sentence = model.context.say(&phrase);
    let style = painter.theme.look(Look::Dim);
    let room = usize::from(column.width);
    for (index, line) in (0_u16..).zip(painter.ruler.clamp(&sentence, room, 4)) {
        painter.text(column.x, column.y + 1 + index, room, &line, style);
    }
}

fn draw_row(painter: &mut Painter<'_>, model: &Model, area: Rect, row: &ListRow<'_>) {
    let story = Story {
        model,
        listing: &row.entry.listing,
    };
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
    let mut headlines = Vec::new();
    let mut index = 0;
    for (number, parts) in model.list.template.lines.iter().enumerate() {
        if number == model.list.template.headline_line() && !row.headline.is_empty() {
            for text in &row.headline {
                if let Some(y) = y_of(index) {
                    let style = theme.look(story.look(RowField::Headline));
                    painter.text(column.x, y, room, text, style);
                    headlines.push((column.x, y, text.clone()));
                }
                index += 1;
            }
            continue;
        }
        if let Some(y) = y_of(index) {
            for text in line(parts, &story, room, painter.ruler) {
                let x = column.x + text.column as u16;
                painter.text(x, y, text.room, &text.text, theme.look(text.look));
                if text.is_headline {
                    headlines.push((x, y, text.text));
                }
            }
        }
        index += 1;
    }
    if let Some(y) = y_of(0).filter(|_| !model.list.template.has_mark()) {
        let (mark, look) = (story.value(RowField::Mark), story.look(RowField::Mark));
        painter.glyph(area.x + 1, y, &mark, theme.look(look));
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
    for (x, y, text) in headlines {
        hits(painter, model, (x, y), &text);
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
