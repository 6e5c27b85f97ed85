//! The boxes above the page: help, an address to copy, images to pick, remarks, an offer.

mod choices;

use super::paint::Painter;
use super::theme::Look;
use crate::app::overlay::Overlay;
use crate::app::{Model, Scope};
use crate::words::{Phrase, grouped};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// A line of a box: words, their look, and the column in which they begin at the earliest.
type BoxLine = Vec<(String, Style, usize)>;

/// What stands in a box.
struct Content {
    title: Phrase,
    keys: Phrase,
    lines: Vec<BoxLine>,
    /// The first line that is shown.
    top: usize,
    /// The place of the selected row, where one is to be chosen, and its lines.
    selected: Option<(usize, Range<usize>)>,
}

impl Content {
    fn text(title: Phrase, keys: Phrase, lines: Vec<BoxLine>, top: usize) -> Self {
        Self {
            title,
            keys,
            lines,
            top,
            selected: None,
        }
    }

    /// Rows of `height` lines each, but for the selected one, which has what is left; `places` are those of the
    /// rows that are shown. Only before rows of one line stand lines that are of none.
    fn rows(
        title: Phrase,
        keys: Phrase,
        lines: Vec<BoxLine>,
        (selected, height, places): (usize, usize, &[usize]),
    ) -> Self {
        let index = index_of(selected, places);
        let ahead = if height == 1 {
            lines.len().saturating_sub(places.len())
        } else {
            0
        };
        let start = ahead + height * index;
        let after = height * places.len().saturating_sub(index + 1);
        let end = lines.len().saturating_sub(after).max(start);
        Self {
            selected: Some((selected, start..end)),
            ..Self::text(title, keys, lines, height * index.saturating_sub(BEFORE))
        }
    }
}

pub(super) fn draw(
    painter: &mut Painter<'_>,
    model: &Model,
    overlay: &Overlay,
    area: Rect,
) -> Rect {
    let language = model.options.language;
    let places = model.box_places();
    let mut content = content(painter, model, overlay, &places);
    let is_typing = model
        .search
        .as_ref()
        .is_some_and(|search| search.scope == Scope::Box);
    if is_typing {
        content.keys = Phrase::NarrowKeys;
    }
    let mut title = content.title.say(language).into_owned();
    if !model.narrowed.is_empty() {
        let typed = model.narrowed.typed();
        title = format!(
            "{title}: “{typed}” · {}",
            grouped(places.len(), model.options.language)
        );
        if places.is_empty() {
            let nothing = Phrase::NothingMatches.say(language).into_owned();
            let dim = painter.theme.look(Look::Dim);
            content.lines.push(vec![(nothing, dim, 0)]);
        }
    }
    let row = content.selected.map(|(selected, lines)| Row {
        index: index_of(selected, &places),
        of: places.len(),
        lines,
    });
    let keys = content.keys.say(language);
    let lines = (content.lines, content.top);
    draw_box(painter, area, (&title, &keys), lines, row)
}

fn content(painter: &Painter<'_>, model: &Model, overlay: &Overlay, places: &[usize]) -> Content {
    let room = model.box_width();
    let row = |selected, height| (selected, height, places);
    match overlay {
        Overlay::Help { top } => {
            let lines = help(painter, model);
            Content::text(Phrase::HelpTitle, Phrase::LinesKeys, lines, *top)
        }
        Overlay::Remarks { top } => {
            let lines = plain(painter, model.remark_lines());
            Content::text(Phrase::RemarksTitle, Phrase::LinesKeys, lines, *top)
        }
        Overlay::Address(address) => {
            let lines = plain(painter, painter.ruler.clamp(address, room, 40));
            Content::text(Phrase::AddressTitle, Phrase::NoBrowser, lines, 0)
        }
        Overlay::Offer {
            wanted, headline, ..
        } => {
            let lines = offer(painter, model, (wanted, headline), room);
            Content::text(Phrase::OfferTitle, Phrase::OfferKeys, lines, 0)
        }
        Overlay::Images { selected: at } => {
            let lines = choices::images(painter, model, (places, *at), room);
            Content::rows(Phrase::ImagesTitle, Phrase::ImagesKeys, lines, row(*at, 1))
        }
        Overlay::Lists { lists, selected } => {
            let lines = choices::lists(painter, model, lists, (places, *selected));
            Content::rows(Phrase::Lists, Phrase::ListKeys, lines, row(*selected, 1))
        }
        Overlay::Feeds {
            feeds,
            selected: at,
        } => {
            let lines = choices::feeds(painter, model, feeds, (places, *at), room);
            Content::rows(Phrase::FeedsTitle, Phrase::FeedsKeys, lines, row(*at, 2))
        }
        Overlay::Starter {
            groups,
            selected: at,
        } => {
            let lines = choices::starter(painter, model, groups, (places, *at), room);
            Content::rows(
                Phrase::StarterTitle,
                Phrase::StarterKeys,
                lines,
                row(*at, 1),
            )
        }
    }
}

/// So many rows are in sight before the selected one.
const BEFORE: usize = 5;

/// The index among the rows that are shown.
fn index_of(selected: usize, places: &[usize]) -> usize {
    places.partition_point(|place| *place < selected)
}

/// What was asked for, and the closest that is here.
fn offer(
    painter: &Painter<'_>,
    model: &Model,
    (wanted, headline): (&str, &str),
    room: usize,
) -> Vec<BoxLine> {
    let mut lines = plain(painter, painter.ruler.clamp(wanted, room, 40));
    let closest = Phrase::OfferClosest.say(model.options.language);
    let dim = painter.theme.look(Look::Dim);
    lines.push(vec![(closest.into_owned(), dim, 0)]);
    let bold = painter.theme.look(Look::Unread);
    let headline = painter.ruler.clamp(headline, room, 4).into_iter();
    lines.extend(headline.map(|line| vec![(line, bold, 0)]));
    lines
}

/// The selected row of a box.
struct Row {
    index: usize,
    /// How many rows there are.
    of: usize,
    /// Its lines.
    lines: Range<usize>,
}

impl Row {
    /// Returns the first line to show, as near to `top` as shows the whole row in `height` lines, and of a row
    /// that is higher its head.
    fn revealed(&self, top: usize, height: usize) -> usize {
        let least = self.lines.end.saturating_sub(height);
        top.max(least).min(self.lines.start)
    }
}

/// Draws a box as large as its lines need, from line `top` on; returns its inside. Where it does not show
/// all of them, its frame says where one is: at which row of how many, or at which line.
fn draw_box(
    painter: &mut Painter<'_>,
    area: Rect,
    (title, keys): (&str, &str),
    (mut lines, top): (Vec<BoxLine>, usize),
    row: Option<Row>,
) -> Rect {
    let room = usize::from(area.width.saturating_sub(8)).clamp(1, 76);
    let width_of = |line: &BoxLine| {
        line.iter().fold(0, |at, (text, _, from)| {
            at.max(*from) + painter.ruler.columns(text)
        })
    };
    let total = lines.len();
    let height = (total + 2)
        .min(usize::from(area.height).saturating_sub(1))
        .max(3);
    let inner = height - 2;
    let top = row.as_ref().map_or(top, |row| row.revealed(top, inner));
    let top = top.min(total.saturating_sub(inner));
    let (at, of) = row.map_or((top + inner, total), |row| (row.index + 1, row.of));
    let up = if top > 0 { "↑" } else { "" };
    let down = if top + inner < total { "↓" } else { "" };
    let position = format!("{up}{down} {at}/{of}");
    let position = if total > inner { &*position } else { "" };
    let widest: usize = lines.iter().map(width_of).max().unwrap_or(0);
    let heading = painter.ruler.columns(title) + painter.ruler.columns(position) + 4;
    let width = widest
        .max(painter.ruler.columns(keys) + 2)
        .max(heading)
        .min(room.max(20))
        + 4;
    lines.drain(..top);
    lines.truncate(inner);
    let frame = centred(area, width as u16, height as u16);
    let inside = painter.frame(frame, (title, position), keys);
    for (y, line) in (inside.y..inside.bottom()).zip(lines) {
        let mut at = inside.x;
        for (text, style, from) in line {
            at = at.max(inside.x + from as u16);
            let left = usize::from(inside.right().saturating_sub(at));
            at = painter.text(at, y, left, &text, style);
        }
    }
    inside
}

fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(
        (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

fn plain(painter: &Painter<'_>, lines: Vec<String>) -> Vec<BoxLine> {
    let style = painter.theme.look(Look::Plain);
    let lines = lines.into_iter();
    lines.map(|line| vec![(line, style, 0)]).collect()
}

/// The table of commands: keys to the left, what they do to the right.
fn help(painter: &Painter<'_>, model: &Model) -> Vec<BoxLine> {
    let key = painter.theme.look(Look::Key);
    let plain = painter.theme.look(Look::Plain);
    let lines = model.help_lines().into_iter();
    lines
        .map(|line| vec![(line.keys, key, 0), (line.words, plain, line.at)])
        .collect()
}
