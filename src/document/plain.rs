//! A document as plain lines, for pipes and for users without a full screen.

use super::{Document, Frame, Line};
use crate::text::measure::Measure as _;
use crate::text::width::WidthProfile;

/// Returns the lines of a document that was laid out in cells, without trailing space.
pub fn plain_lines(document: &Document, widths: &WidthProfile) -> Vec<String> {
    document
        .lines
        .iter()
        .map(|line| plain_line(document, line, widths))
        .collect()
}

/// Returns `text` padded with blanks to `width` cells.
pub fn padded(text: &str, width: usize, widths: &WidthProfile) -> String {
    let gap = width.saturating_sub(widths.width(text));
    format!("{text}{}", " ".repeat(gap))
}

fn plain_line(document: &Document, line: &Line, widths: &WidthProfile) -> String {
    let (left, fill, right) = match line.frame {
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
    for run in &line.runs {
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
