//! The view: the model drawn into a buffer. It changes nothing, measures nothing and decides
//! nothing: where things stand is `app::areas`'s to say, how wide text is the width profile's, how
//! a role looks the theme's. All text goes through `ui::paint`.

mod article_pane;
mod header;
mod list_pane;
mod overlay;
mod paint;
mod related_pane;
mod status_line;
pub mod theme;

use crate::app::areas::Areas;
use crate::app::overlay::Overlay;
use crate::app::{Model, Pane};
use crate::print::{self, Part};
use crate::words::Phrase;
use paint::{Painter, THUMB};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use theme::{Look, Theme};

/// What of a screen is no cell.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Shown<'m> {
    /// Where the cursor stands, if it is to be seen.
    pub cursor: Option<Position>,
    /// An address, and where it stands on the screen.
    pub link: Option<(Rect, &'m str)>,
    /// What is set as in print.
    pub overlays: Vec<print::Overlay>,
}

/// Draws `model` over all of `buffer`.
pub fn view<'m>(model: &'m Model, theme: &Theme, buffer: &mut Buffer) -> Shown<'m> {
    buffer.reset();
    let mut painter = Painter {
        buffer,
        ruler: &model.ruler,
        overlays: Vec::new(),
        part: Part::Whole,
        theme,
    };
    let Some(areas) = model.areas() else {
        let sentence = Phrase::TooSmall.say(model.options.language);
        let Rect { width, height, .. } = painter.buffer.area;
        let lines = model
            .ruler
            .clamp(&sentence, usize::from(width), usize::from(height));
        for (y, line) in (0..height).zip(&lines) {
            painter.text(0, y, usize::from(width), line, theme.look(Look::Plain));
        }
        return Shown::default();
    };
    header::draw(&mut painter, model, areas.header);
    if let Some(area) = areas.list {
        list_pane::draw(&mut painter, model, area);
    }
    if let Some(area) = areas.article {
        article_pane::draw(&mut painter, model, area);
    }
    if let Some(area) = areas.related {
        related_pane::draw(&mut painter, model, area);
    }
    rules(&mut painter, &areas);
    let cursor = status_line::draw(&mut painter, model, areas.status);
    let body = Rect {
        height: areas.status.y,
        ..painter.buffer.area
    };
    let Some(overlay) = &model.overlay else {
        return Shown {
            cursor,
            link: None,
            overlays: painter.finished(),
        };
    };
    let inside = overlay::draw(&mut painter, model, overlay, body);
    let link = match overlay {
        Overlay::Address(address) => Some((inside, address.as_str())),
        Overlay::Help { .. }
        | Overlay::Lists { .. }
        | Overlay::Feeds { .. }
        | Overlay::Starter { .. }
        | Overlay::Images { .. }
        | Overlay::Remarks { .. }
        | Overlay::Offer { .. } => None,
    };
    Shown {
        cursor,
        link,
        overlays: painter.finished(),
    }
}

/// One rule between panes, one above the status line, joined where they meet.
fn rules(painter: &mut Painter<'_>, areas: &Areas) {
    let style = painter.theme.look(Look::Rule);
    if let Some(y) = areas.floor {
        for x in areas.status.x..areas.status.right() {
            let meets = areas.rules.contains(&x);
            painter.glyph(x, y, if meets { "┴" } else { "─" }, style);
        }
    }
    let bottom = areas.floor.unwrap_or(areas.status.y);
    for x in &areas.rules {
        for y in areas.header.bottom()..bottom {
            painter.glyph(*x, y, "│", style);
        }
    }
}

/// A thumb in the last column of a pane: how much of `total` is on the screen, and where.
fn scrollbar(painter: &mut Painter<'_>, area: Rect, first: usize, seen: usize, total: usize) {
    let height = usize::from(area.height);
    if total <= seen || height == 0 {
        return;
    }
    let length = (height * seen).div_ceil(total).clamp(1, height);
    let top = ((height - length) * first)
        .div_ceil(total - seen)
        .min(height - length);
    let style = painter.theme.look(Look::Thumb);
    for y in top..top + length {
        painter.glyph(area.right() - 1, area.y + y as u16, THUMB, style);
    }
}

/// Whether a pane shows that it gets the keys: only where there are several.
fn has_focus(model: &Model, pane: Pane) -> bool {
    model.focus == pane && model.overlay.is_none()
}
