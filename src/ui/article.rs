//! Draws the pane of the open article.

use super::paint::Painter;
use super::theme::Look;
use crate::app::Model;
use crate::app::areas::column_of;
use crate::app::article::ArticleState;
use crate::app::article::page::Page;
use crate::app::hints::Hints;
use crate::app::mode::Mode;
use crate::document::{Frame, Line, Role, Run};
use crate::print::{LetterForm, Part};
use crate::text::measure::Measure as _;
use crate::words::Phrase;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

pub(super) fn draw(painter: &mut Painter<'_>, model: &Model, area: Rect) {
    let column = column_of(area, model.context.options.measure);
    match model.article.state() {
        ArticleState::Empty => {}
        ArticleState::Loading(_) => {
            let sentence = Phrase::Loading.say(model.context.options.language);
            draw_sentence(painter, column, &sentence, Look::Dim);
        }
        ArticleState::Failed(_, why) => draw_sentence(painter, column, why, Look::Error),
        ArticleState::Shown(page) => draw_page(painter, model, area, column, page),
    }
}

fn draw_sentence(painter: &mut Painter<'_>, column: Rect, sentence: &str, look: Look) {
    let style = painter.theme.look(look);
    let room = usize::from(column.width);
    for (index, line) in (1_u16..).zip(painter.ruler.clamp(sentence, room, 6)) {
        painter.text(column.x, column.y + index, room, &line, style);
    }
}

fn draw_page(painter: &mut Painter<'_>, model: &Model, area: Rect, column: Rect, page: &Page) {
    let lines = page.document.lines.get(page.in_sight()).unwrap_or_default();
    let selected = page
        .selected
        .and_then(|index| page.document.targets.get(index));
    let selected = selected.map_or(0..0, |target| target.lines.clone());
    for ((y, line), index) in (column.y..area.bottom()).zip(lines).zip(page.top..) {
        // The lower edge of a card has no text, so it comes after the last line of its target.
        let is_selected = selected.contains(&index)
            || (line.frame == Some(Frame::Bottom) && selected.end == index && !selected.is_empty());
        let look = if is_selected { Look::Key } else { Look::Rule };
        draw_frame(painter, column, y, line.frame, look);
        // Half a headline cannot be read.
        let is_cut = match line.part {
            Part::Whole => false,
            Part::Upper(_) => y + 1 == area.bottom(),
            Part::Lower(_) => y == column.y,
        };
        if !is_cut {
            draw_line(painter, page, column, y, line);
        }
    }
    if let Mode::Hints(hints) = &model.mode {
        draw_hints(painter, hints, column, page);
    }
    painter.scrollbar(area, page.top, lines.len(), page.document.lines.len());
}

fn draw_frame(painter: &mut Painter<'_>, column: Rect, y: u16, frame: Option<Frame>, look: Look) {
    let Some(frame) = frame else { return };
    let style = painter.theme.look(look);
    let (left, fill, right) = match frame {
        Frame::Top => ("╭", Some("─"), "╮"),
        Frame::Sides => ("│", None, "│"),
        Frame::Bottom => ("╰", Some("─"), "╯"),
        Frame::Rule(at, length) => {
            let cell = painter.ruler.cell();
            for x in (column.x..column.right())
                .skip(at / cell)
                .take(length.div_ceil(cell))
            {
                painter.glyph(x, y, "─", style);
            }
            return;
        }
    };
    if let Some(fill) = fill {
        for x in column.x..column.right() {
            painter.glyph(x, y, fill, style);
        }
    }
    painter.glyph(column.x, y, left, style);
    painter.glyph(column.right() - 1, y, right, style);
}

fn draw_line(painter: &mut Painter<'_>, page: &Page, column: Rect, y: u16, line: &Line) {
    for run in &line.runs {
        let style = style_of(painter, page, line, run);
        let words = page.document.words_of(run);
        painter.part = line.part;
        painter.form = run.form;
        painter.text_from((column.x, run.at), y, column.right(), words, style);
        draw_hits(painter, page, run, column.x, y);
        painter.part = Part::Whole;
        painter.form = LetterForm::Text;
    }
}

/// Returns the style of a run. What is selected is reversed; of a card, which has a frame, only the
/// label.
fn style_of(painter: &Painter<'_>, page: &Page, line: &Line, run: &Run) -> Style {
    let style = painter.theme.role(run.role);
    let is_selected = run.target.is_some() && run.target == page.selected;
    let is_in_card = line.frame.is_some() && run.role != Role::CardLabel;
    if is_selected && !is_in_card {
        return style.add_modifier(Modifier::REVERSED);
    }
    style
}

/// Highlights the hits of the search within a run.
fn draw_hits(painter: &mut Painter<'_>, page: &Page, run: &Run, x: u16, y: u16) {
    let first = page.hits.partition_point(|hit| hit.end <= run.range.start);
    let hits = page.hits.iter().enumerate().skip(first);
    for (index, hit) in hits.take_while(|(_, hit)| hit.start < run.range.end) {
        let is_current = page.hit == Some(index);
        let look = if is_current {
            Look::CurrentHit
        } else {
            Look::Hit
        };
        let style = painter.theme.look(look);
        let start = hit.start.max(run.range.start);
        let end = hit.end.min(run.range.end);
        let text = &page.document.text;
        let before = painter.ruler.width_in(
            text.get(run.range.start..start).unwrap_or_default(),
            run.form,
        );
        let marked = text.get(start..end).unwrap_or_default();
        let at = run.at + painter.part.widened(before);
        painter.mark((x, at), y, marked, style);
    }
}

/// Draws the letters of hints on the blank before each target, so that the words of the target stay
/// readable, or on the number of a link if the blank is too narrow: in print it is half a cell.
fn draw_hints(painter: &mut Painter<'_>, hints: &Hints, column: Rect, page: &Page) {
    let style = painter.theme.look(Look::Hint);
    for (label, target) in &hints.labels {
        let Some(rest) = label.strip_prefix(&hints.typed) else {
            continue;
        };
        let run_of = |is_number: bool| {
            page.in_sight().find_map(|line| {
                let runs = &page.document.lines.get(line)?.runs;
                let is_it = |run: &&Run| {
                    run.target == Some(*target) && (run.role == Role::Number) == is_number
                };
                let run = runs.iter().find(is_it)?;
                Some((column.y + (line - page.top) as u16, runs, run))
            })
        };
        let Some((y, runs, words)) = run_of(false) else {
            continue;
        };
        let has_blank = has_blank_before(painter, page, runs, words);
        match run_of(true).filter(|_| !has_blank) {
            Some((y, _, number)) => {
                painter.replace((column.x, number.at), y, number.width, rest, style);
            }
            None => {
                let x = (column.x + (words.at / painter.ruler.cell()) as u16).saturating_sub(1);
                let room = painter.ruler.columns(rest);
                painter.text(x, y, room, rest, style);
            }
        }
    }
}

/// Whether the cell before a run holds no letter of the runs before it.
fn has_blank_before(painter: &Painter<'_>, page: &Page, runs: &[Run], run: &Run) -> bool {
    let cell = painter.ruler.cell();
    let edge = (run.at / cell).saturating_sub(1) * cell;
    let mut before = runs.iter().filter(|other| other.at < run.at);
    before.all(|other| {
        let words = page.document.words_of(other).trim_end();
        other.at + painter.ruler.width_in(words, other.form) <= edge
    })
}
