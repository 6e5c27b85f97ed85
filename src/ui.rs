//! The view: draws the model into a buffer.
//!
//! The view changes nothing and decides nothing: `app::areas` determines where panes are, the ruler
//! how wide text is, the theme how a role looks. Only `ui::paint` writes text. The files are named
//! like those in `app`.

mod article;
mod command_line;
mod dialog;
mod enlarged;
mod header;
mod list;
mod paint;
mod related;
mod status_line;
pub mod theme;
mod which_key;

use crate::app::Model;
use crate::app::areas::Areas;
use crate::print::{self, LetterForm, Part};
use crate::words::Phrase;
use paint::Painter;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use theme::{Look, Theme};

/// What the view returns besides the cells in the buffer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ViewOutput<'m> {
    /// The position of the cursor, if it is visible.
    pub cursor: Option<Position>,
    /// An address that the terminal can open as a link, and the area of its text.
    pub link: Option<(Rect, &'m str)>,
    /// The texts to draw as pictures.
    pub overlays: Vec<print::Overlay>,
}

/// Draws `model` over the whole `buffer`.
pub fn view<'m>(model: &'m Model, theme: &Theme, buffer: &mut Buffer) -> ViewOutput<'m> {
    buffer.reset();
    let output = draw(model, theme, buffer);
    theme.fill(buffer);
    output
}

fn draw<'m>(model: &'m Model, theme: &Theme, buffer: &mut Buffer) -> ViewOutput<'m> {
    let mut painter = Painter {
        buffer,
        ruler: &model.context.ruler,
        overlays: Vec::new(),
        part: Part::Whole,
        form: LetterForm::Text,
        theme,
    };
    let Some(areas) = model.context.areas() else {
        let sentence = Phrase::TooSmall.say(model.context.options.language);
        let Rect { width, height, .. } = painter.buffer.area;
        let lines = model
            .context
            .ruler
            .clamp(&sentence, usize::from(width), usize::from(height));
        for (y, line) in (0..height).zip(&lines) {
            painter.text(0, y, usize::from(width), line, theme.look(Look::Plain));
        }
        return ViewOutput {
            overlays: painter.finished(),
            ..ViewOutput::default()
        };
    };
    header::draw(&mut painter, model, areas.header);
    if let Some(enlarged) = model.mode.enlarged() {
        enlarged::draw(&mut painter, enlarged, model.context.enlarged_area());
        floor(&mut painter, &areas, &[]);
    } else {
        panes(&mut painter, model, &areas);
    }
    let cursor = status_line::draw(&mut painter, model, areas.status);
    let body = Rect {
        height: areas.status.y,
        ..painter.buffer.area
    };
    let link = model.dialog().and_then(|open| {
        let page = if status_line::is_of_page(model) {
            painter.buffer.area
        } else {
            body
        };
        painter.dim(page);
        let inside = dialog::draw(&mut painter, model, open, body);
        Some(inside).zip(open.dialog.link())
    });
    which_key::draw(&mut painter, model, &areas);
    command_line::draw(&mut painter, model, &areas);
    ViewOutput {
        cursor,
        link,
        overlays: painter.finished(),
    }
}

/// Draws the panes and the rules between them.
fn panes(painter: &mut Painter<'_>, model: &Model, areas: &Areas) {
    if let Some(area) = areas.list {
        list::draw(painter, model, area);
    }
    if let Some(area) = areas.article {
        article::draw(painter, model, area);
    }
    if let Some(area) = areas.related {
        related::draw(painter, model, area);
    }
    floor(painter, areas, &areas.rules);
    let style = painter.theme.look(Look::Rule);
    let bottom = areas.floor.unwrap_or(areas.status.y);
    for x in &areas.rules {
        for y in areas.top()..bottom {
            painter.glyph(*x, y, "│", style);
        }
    }
}

/// Draws the rule above the status line, joined to the vertical `rules` that end on it.
fn floor(painter: &mut Painter<'_>, areas: &Areas, rules: &[u16]) {
    let style = painter.theme.look(Look::Rule);
    let Some(y) = areas.floor else { return };
    for x in areas.status.x..areas.status.right() {
        let meets = rules.contains(&x);
        painter.glyph(x, y, if meets { "┴" } else { "─" }, style);
    }
}
