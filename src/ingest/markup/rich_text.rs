//! Cleaned text with marks.

use super::super::clean::move_marks;
use crate::article::{Mark, RichText};
use crate::text::sanitize;

/// Returns the text cleaned, with single spaces.
pub(in super::super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    sanitize::clean_line(&words.join(" ")).into_owned()
}

/// Returns the cleaned text with its marks.
pub(super) fn rich(text: &str, mut marks: Vec<Mark>) -> Option<RichText> {
    let clean = sanitize::clean_lines(text).into_owned();
    if clean.is_empty() {
        return None;
    }
    if clean != text.trim_end() {
        move_marks(text, &clean, &mut marks);
    }
    marks.retain(|mark| mark.end <= clean.len() && mark.start < mark.end);
    marks.sort_by_key(|mark| mark.start);
    Some(RichText { text: clean, marks })
}

/// Appends `more` to `text`, with `separator` between them unless `text` is empty.
pub(in super::super) fn append(text: &mut RichText, separator: &str, more: RichText) {
    if !text.text.is_empty() {
        text.text.push_str(separator);
    }
    let ahead = text.text.len();
    text.text.push_str(&more.text);
    text.marks.extend(more.marks.into_iter().map(|mark| Mark {
        start: mark.start + ahead,
        end: mark.end + ahead,
        ..mark
    }));
}

/// Moves the marks of a line to a part of it.
pub(in super::super) fn cut_marks(line: &str, part: &str, marks: &mut Vec<Mark>) {
    let start = line.find(part).unwrap_or_default();
    let end = start + part.len();
    marks.retain_mut(|mark| {
        mark.start = mark.start.clamp(start, end) - start;
        mark.end = mark.end.clamp(start, end) - start;
        mark.start < mark.end
    });
}

/// Whether a link of `line` is not within a part of it.
pub(in super::super) fn loses_link(line: &str, part: &str, marks: &[Mark]) -> bool {
    let start = line.find(part).unwrap_or_default();
    let links = marks.iter().filter(|mark| mark.kind.address().is_some());
    let mut links = links.map(|mark| (mark.start, mark.end));
    links.any(|(from, to)| from < start || to > start + part.len())
}
