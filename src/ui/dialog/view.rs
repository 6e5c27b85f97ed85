//! The content of a dialog, laid out in lines without a frame.

use crate::app::context::Context;
use crate::app::dialog::OpenDialog;
use crate::ui::paint::Painter;
use crate::ui::theme::Look;
use crate::words::Phrase;
use ratatui::style::{Modifier, Style};
use std::ops::Range;

/// The number of rows before the selected one that stay on the screen.
const BEFORE: usize = 5;

/// A line of a dialog: texts, each with its style and the first column at which it may begin.
pub(super) type DialogLine = Vec<(String, Style, usize)>;

/// The content of a dialog.
pub(super) struct DialogView {
    pub(super) title: Phrase,
    pub(super) keys: Phrase,
    pub(super) lines: Vec<DialogLine>,
    /// The index of the first line on the screen.
    pub(super) top: usize,
    /// The lines of the selected row, if one is selected.
    pub(super) selected: Option<Range<usize>>,
}

impl DialogView {
    /// Returns a dialog of scrolled text.
    pub(super) fn text(title: Phrase, keys: Phrase, lines: Vec<DialogLine>, top: usize) -> Self {
        Self {
            title,
            keys,
            lines,
            top,
            selected: None,
        }
    }

    /// Returns a dialog of rows. Each row has `height` lines, and the selected row may take all
    /// lines that the other rows leave free. Only dialogs with rows of one line have a heading
    /// above the rows.
    pub(super) fn rows(
        title: Phrase,
        keys: Phrase,
        lines: Vec<DialogLine>,
        height: usize,
        rows: &ShownRows<'_>,
    ) -> Self {
        let index = rows.index();
        let heading = if height == 1 {
            lines.len().saturating_sub(rows.shown.len())
        } else {
            0
        };
        let start = heading + height * index;
        let after = height * rows.shown.len().saturating_sub(index + 1);
        let end = lines.len().saturating_sub(after).max(start);
        Self {
            selected: Some(start..end),
            ..Self::text(title, keys, lines, height * index.saturating_sub(BEFORE))
        }
    }
}

/// The rows of a dialog that pass its filter, and the state from which they are drawn.
pub(super) struct ShownRows<'a> {
    pub(super) context: &'a Context,
    pub(super) open: &'a OpenDialog,
    /// The indices of the rows that pass the filter.
    pub(super) shown: Vec<usize>,
}

impl ShownRows<'_> {
    /// Returns the index of the selected row among the rows shown.
    pub(super) fn index(&self) -> usize {
        self.shown.partition_point(|row| *row < self.open.cursor)
    }

    /// Returns the shown rows of `all`, each with whether it is selected.
    pub(super) fn of<'t, T>(&self, all: &'t [T]) -> impl Iterator<Item = (bool, &'t T)> {
        let rows = self.shown.iter().filter_map(|row| {
            let is_selected = *row == self.open.cursor;
            all.get(*row).map(|item| (is_selected, item))
        });
        rows.collect::<Vec<_>>().into_iter()
    }
}

/// Returns lines of plain text.
pub(super) fn plain(painter: &Painter<'_>, lines: Vec<String>) -> Vec<DialogLine> {
    let style = painter.theme.look(Look::Plain);
    let lines = lines.into_iter();
    lines.map(|line| vec![(line, style, 0)]).collect()
}

/// Returns the style of a row.
pub(super) fn row_style(painter: &Painter<'_>, is_selected: bool) -> Style {
    let style = painter.theme.look(Look::Plain);
    if is_selected {
        style.add_modifier(Modifier::REVERSED)
    } else {
        style
    }
}

/// Returns the number of unread articles, to be drawn after the name of a row; nothing if there are
/// none.
pub(super) fn unread(
    painter: &Painter<'_>,
    context: &Context,
    unread: usize,
) -> Option<(String, Style, usize)> {
    let dim = painter.theme.look(Look::Dim);
    let words = (unread > 0).then(|| Phrase::Unread(unread).say(context.options.language));
    words.map(|words| (format!(" {words} "), dim, 0))
}

/// Aligns what follows the names of rows: the second texts of lines end in one column.
pub(super) fn in_columns(
    painter: &Painter<'_>,
    mut lines: Vec<DialogLine>,
    room: usize,
) -> Vec<DialogLine> {
    let widest = |number: usize| {
        let texts = lines.iter().filter_map(|line| line.get(number));
        texts.map(|(text, ..)| painter.ruler.columns(text)).max()
    };
    let (first, second) = (widest(0).unwrap_or(0), widest(1).unwrap_or(0));
    let end = (first + second).min(room);
    for (text, _, from) in lines.iter_mut().filter_map(|line| line.get_mut(1)) {
        *from = end.saturating_sub(painter.ruler.columns(text));
    }
    lines
}
