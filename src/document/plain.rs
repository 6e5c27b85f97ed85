//! A document as plain lines, for pipes and for users without a full screen.

use super::{Document, Frame, Run};
use crate::text::measure::{LetterForm, Measure as _};
use crate::text::width::WidthProfile;

/// Returns the lines of a document that was laid out in cells, without trailing space.
pub fn plain_lines(document: &Document, widths: &WidthProfile) -> Vec<String> {
    let lines = document.lines.iter();
    lines
        .map(|line| plain_line(document, &line.runs, line.frame, widths))
        .collect()
}

/// Does what [`plain_lines`] does, but cuts no line of code: other programs need all of it.
pub fn whole_lines(document: &Document, widths: &WidthProfile) -> Vec<String> {
    let lines = document.lines.iter();
    lines
        .map(|line| match line.runs.as_slice() {
            [code, cut] if code.form == LetterForm::Code && cut.form != LetterForm::Code => {
                let whole = whole_line(document, code);
                let runs = [whole.unwrap_or_else(|| code.clone())];
                plain_line(document, &runs, line.frame, widths)
            }
            runs => plain_line(document, runs, line.frame, widths),
        })
        .collect()
}

/// Returns the run of a line of code that was cut, with the rest of its line.
fn whole_line(document: &Document, code: &Run) -> Option<Run> {
    let start = code.range.start;
    let pieces = &document.pieces;
    let piece = pieces.iter().find(|piece| piece.contains(&start))?;
    let rest = document.text.get(start..piece.end)?;
    let length = rest.find('\n').unwrap_or(rest.len());
    Some(Run {
        range: start..start + length,
        ..code.clone()
    })
}

/// Returns `text` padded with blanks to `width` cells.
pub fn padded(text: &str, width: usize, widths: &WidthProfile) -> String {
    let gap = width.saturating_sub(widths.width(text));
    format!("{text}{}", " ".repeat(gap))
}

fn plain_line(
    document: &Document,
    runs: &[Run],
    frame: Option<Frame>,
    widths: &WidthProfile,
) -> String {
    let (left, fill, right) = match frame {
        None => ("", " ", ""),
        Some(Frame::Rule(at, length)) => {
            return format!("{}{}", " ".repeat(at), "─".repeat(length));
        }
        Some(Frame::Top) => ("╭", "─", "╮"),
        Some(Frame::Sides) => ("│", " ", "│"),
        Some(Frame::Bottom) => ("╰", "─", "╯"),
    };
    let mut text = left.to_owned();
    let mut at = widths.width(left);
    for run in runs {
        text.push_str(&fill.repeat(run.at.saturating_sub(at)));
        text.push_str(document.words_of(run));
        at = run.at + run.width;
    }
    if right.is_empty() {
        text.truncate(text.trim_end().len());
        return text;
    }
    text.push_str(&fill.repeat(document.width.saturating_sub(at + widths.width(right))));
    text.push_str(right);
    text
}
