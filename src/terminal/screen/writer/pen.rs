//! Writes the text of a cell in its style.

use crate::terminal::graphics::PLACEHOLDER;
use crate::terminal::sequence::Sequence;
use crate::text::sanitize::{MARK, is_terminal_control};
use crate::text::width::RUN;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Style};

/// Appends `symbol`, the text of a cell, with each terminal control replaced by a visible
/// character.
pub(super) fn write_symbol(out: &mut Vec<u8>, symbol: &str) {
    // A picture placeholder is exempt: `graphics` put it there.
    if !symbol.contains(is_terminal_control) || symbol.starts_with(PLACEHOLDER) {
        out.extend(symbol.as_bytes());
        return;
    }
    out.extend(without_controls(symbol).as_bytes());
}

/// The size of the letters of runs, which are beneath pictures.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::terminal::screen) enum RunSize {
    /// That of all text.
    Full,
    /// The smallest that the terminal has, where the pictures are transparent: some terminals give
    /// all selected text a colour of its own.
    Tiny,
}

/// Appends `symbol`, a cluster or a run, in exactly `width` cells.
pub(super) fn write_explicit(out: &mut Vec<u8>, width: usize, symbol: &str, size: RunSize) {
    let run = symbol.strip_prefix(RUN);
    let text = without_controls(run.unwrap_or(symbol));
    match size {
        RunSize::Tiny if run.is_some() => Sequence::ExplicitTiny(width, &text).write(out),
        RunSize::Tiny | RunSize::Full => Sequence::Explicit(width, &text).write(out),
    }
}

fn without_controls(symbol: &str) -> String {
    let shown = |c: char| if is_terminal_control(c) { MARK } else { c };
    symbol.chars().map(shown).collect()
}

/// The style in which the terminal currently writes, as set by us.
#[derive(Default)]
pub(super) struct Pen {
    pub(super) style: Option<Style>,
}

impl Pen {
    pub(super) fn set(&mut self, out: &mut Vec<u8>, style: Style) {
        if self.style != Some(style) {
            Sequence::Style(style).write(out);
            self.style = Some(style);
        }
    }

    pub(super) fn write(&mut self, out: &mut Vec<u8>, cell: &Cell) {
        // A blank looks the same in every foreground colour.
        let style = cell.style();
        let is_seen = |style: Style| {
            style.bg.is_some_and(|color| color != Color::Reset) || !style.add_modifier.is_empty()
        };
        if cell.symbol() == " "
            && !is_seen(style)
            && self.style.is_some_and(|style| !is_seen(style))
        {
            out.push(b' ');
            return;
        }
        self.set(out, style);
        write_symbol(out, cell.symbol());
    }
}
