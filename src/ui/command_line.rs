//! Draws what could complete the command line: a box above the status line, with a line of help for each candidate.

use super::paint::Painter;
use super::theme::Look;
use crate::app::Model;
use crate::app::areas::Areas;
use crate::app::mode::Mode;
use crate::app::prompt::SearchScope;
use crate::words::{Phrase, grouped};
use ratatui::layout::Rect;

/// The number of candidates that are shown at once.
const MOST_ROWS: usize = 10;
/// The widest box, in cells.
const WIDEST: usize = 90;

/// Draws the box if the command line is open and anything could complete it.
pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, areas: &Areas) {
    let (sign, offered, chosen_one) = match &model.mode {
        Mode::CommandLine(line) => (":", &line.offered, line.chosen),
        Mode::Prompt(SearchScope::Library, prompt) => ("&", &prompt.offered, prompt.chosen),
        Mode::Browse | Mode::Prompt(..) | Mode::Hints(_) | Mode::Dialog(_) | Mode::Enlarged(_) => {
            return;
        }
    };
    let bottom = areas.floor.unwrap_or(areas.status.y);
    let room = usize::from(bottom.saturating_sub(areas.header.bottom() + 2));
    let rows = offered.len().min(MOST_ROWS).min(room);
    if rows == 0 {
        return;
    }
    let chosen = chosen_one.unwrap_or(0);
    let first = chosen.saturating_sub(rows / 2).min(offered.len() - rows);
    let context = &model.context;
    let language = context.options.language;
    let width = usize::from(areas.status.width).min(WIDEST) as u16;
    let area = Rect::new(
        areas.status.x,
        bottom.saturating_sub(rows as u16 + 2),
        width,
        rows as u16 + 2,
    );
    let position = match offered.len() {
        count if count > rows => format!("{}/{}", chosen + 1, grouped(count, language)),
        _all_shown => String::new(),
    };
    let keys = Phrase::CommandLineKeys.say(language);
    let inside = painter.frame(area, (sign, &position), &keys);
    let labels = offered.iter().map(|one| context.ruler.columns(&one.label));
    // The names keep their column while the box scrolls, and leave room for the help.
    let of_labels = labels.max().unwrap_or(0).min(usize::from(inside.width) / 2);
    let (label, help) = (
        painter.theme.look(Look::Key),
        painter.theme.look(Look::Plain),
    );
    let shown = offered.iter().enumerate().skip(first).take(rows);
    for (y, (index, candidate)) in (inside.y..).zip(shown) {
        painter.text(inside.x, y, of_labels, &candidate.label, label);
        let at = inside.x + of_labels as u16 + 2;
        let room = usize::from(inside.right().saturating_sub(at));
        let words = context.ruler.truncate(&candidate.help, room);
        painter.text(at, y, room, &words, help);
        if chosen_one == Some(index) {
            let row = Rect::new(inside.x, y, inside.width, 1);
            painter.shade(row, painter.theme.look(Look::Selected));
        }
    }
}
