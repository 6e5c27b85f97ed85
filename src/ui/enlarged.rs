//! Draws a table or code over the whole screen. The heading rows and the first column stay in place.

use super::paint::Painter;
use super::theme::Look;
use crate::app::enlarged::Enlarged;
use crate::document::{Frame, Line, Run};
use crate::print::LetterForm;
use crate::text::measure::Measure as _;
use ratatui::layout::Rect;

pub(super) fn draw(painter: &mut Painter<'_>, enlarged: &Enlarged, area: Rect) {
    let lines = &enlarged.view.document.lines;
    let (head, rows) = lines.split_at(enlarged.view.head.min(lines.len()));
    let shown = head.iter().chain(rows.iter().skip(enlarged.top));
    for (y, line) in (area.y..area.bottom()).zip(shown) {
        draw_line(painter, enlarged, area, y, line);
    }
    let body = Rect {
        y: area.y + (head.len() as u16).min(area.height),
        height: area.height.saturating_sub(head.len() as u16),
        width: area.width + 2,
        ..area
    };
    let seen = usize::from(body.height);
    painter.scrollbar(body, enlarged.top, seen, rows.len());
}

fn draw_line(painter: &mut Painter<'_>, enlarged: &Enlarged, area: Rect, y: u16, line: &Line) {
    if let Some(Frame::Rule(..)) = line.frame {
        let cell = painter.ruler.cell();
        let shown = enlarged
            .view
            .width
            .saturating_sub(enlarged.left)
            .div_ceil(cell);
        let style = painter.theme.look(Look::Rule);
        for x in (area.x..area.right()).take(shown) {
            painter.glyph(x, y, "─", style);
        }
    }
    let fixed = enlarged.view.fixed();
    for run in &line.runs {
        let is_fixed = run.at < fixed;
        let place = if is_fixed {
            Some((run.at, 0))
        } else {
            scrolled(painter, enlarged, run)
        };
        if let Some((at, skipped)) = place {
            draw_run(painter, enlarged, run, (area, y), (at, skipped));
        }
    }
}

/// Returns the position of a run after scrolling, in units, and the number of its bytes that are
/// hidden on the left; `None` if it is hidden as a whole.
fn scrolled(painter: &Painter<'_>, enlarged: &Enlarged, run: &Run) -> Option<(usize, usize)> {
    let fixed = enlarged.view.fixed();
    let edge = fixed + enlarged.left;
    if run.at >= edge {
        return Some((run.at - enlarged.left, 0));
    }
    if run.at + run.width <= edge {
        return None;
    }
    let words = enlarged.view.document.words_of(run);
    let hidden = edge - run.at;
    let (mut skipped, mut width) = painter.ruler.fit_in(words, hidden, run.form);
    if width < hidden {
        // The letter at the edge is hidden too.
        let rest = words.get(skipped..).unwrap_or_default();
        skipped += crate::text::cluster::clusters(rest)
            .next()
            .map_or(0, str::len);
        let head = words.get(..skipped).unwrap_or_default();
        width = painter.ruler.width_in(head, run.form);
    }
    Some(((run.at + width).saturating_sub(enlarged.left), skipped))
}

fn draw_run(
    painter: &mut Painter<'_>,
    enlarged: &Enlarged,
    run: &Run,
    (area, y): (Rect, u16),
    (at, skipped): (usize, usize),
) {
    let document = &enlarged.view.document;
    let words = document.words_of(run).get(skipped..).unwrap_or_default();
    let style = painter.theme.role(run.role);
    painter.form = run.form;
    painter.text_from((area.x, at), y, area.right(), words, style);
    let start = run.range.start + skipped;
    let first = enlarged.hits.partition_point(|hit| hit.end <= start);
    let hits = enlarged.hits.iter().enumerate().skip(first);
    for (index, hit) in hits.take_while(|(_, hit)| hit.start < run.range.end) {
        let is_current = enlarged.hit == Some(index);
        let look = if is_current {
            Look::CurrentHit
        } else {
            Look::Hit
        };
        let style = painter.theme.look(look);
        let from = hit.start.max(start);
        let to = hit.end.min(run.range.end);
        let text = &document.text;
        let before = text.get(start..from).unwrap_or_default();
        let before = painter.ruler.width_in(before, run.form);
        let marked = text.get(from..to).unwrap_or_default();
        if at + before < usize::from(area.width) * painter.ruler.cell() {
            painter.mark((area.x, at + before), y, marked, style);
        }
    }
    painter.form = LetterForm::Text;
}
