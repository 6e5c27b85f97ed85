//! Facts about all lines, collected once, so no rule has to search all lines for each line.

use super::line::{LineKind, TextLine};
use super::short_lines::FEWEST_OF_TITLE;
use std::collections::HashMap;
use std::ops::Range;

/// Facts about all lines.
pub(super) struct Lookahead<'a> {
    /// The index of the last sentence.
    pub(super) last_sentence: Option<usize>,
    pub(super) last_paragraph: Option<usize>,
    pub(super) last_prose: Option<usize>,
    /// For each short line, how often it occurs next to a paragraph.
    pub(super) beside_prose: HashMap<&'a str, usize>,
    /// For each line, the index of the first text line at or after it.
    next_words: Vec<usize>,
    /// For each line, the counts of all lines before it; the last entry counts all lines.
    before: Vec<LineCounts>,
}

/// The number of lines of each kind in a range.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct LineCounts {
    /// The number of table rows.
    pub(super) rows: usize,
    /// The number of date lines.
    pub(super) dates: usize,
    /// The number of lines with at least as many words as a title.
    pub(super) long: usize,
    /// The number of long lines that can be titles.
    pub(super) titles: usize,
}

impl LineCounts {
    fn and(self, line: &TextLine<'_>) -> Self {
        let is_long = line.words >= FEWEST_OF_TITLE;
        Self {
            rows: self.rows + usize::from(line.is_row()),
            dates: self.dates + usize::from(matches!(line.kind, LineKind::Date(_))),
            long: self.long + usize::from(is_long),
            titles: self.titles + usize::from(is_long && line.is_title()),
        }
    }

    fn without(self, earlier: Self) -> Self {
        Self {
            rows: self.rows - earlier.rows,
            dates: self.dates - earlier.dates,
            long: self.long - earlier.long,
            titles: self.titles - earlier.titles,
        }
    }
}

impl<'a> Lookahead<'a> {
    pub(super) fn new(lines: &'a [TextLine<'a>]) -> Self {
        let is_prose = |at: Option<usize>| {
            at.and_then(|at| lines.get(at))
                .is_some_and(|line| line.kind == LineKind::Prose)
        };
        let mut beside_prose = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            if line.kind == LineKind::Short
                && (is_prose(at.checked_sub(1)) || is_prose(Some(at + 1)))
            {
                *beside_prose.entry(line.text).or_default() += 1;
            }
        }
        let mut next = lines.len();
        let mut next_words: Vec<usize> = lines
            .iter()
            .enumerate()
            .rev()
            .map(|(at, line)| {
                next = if line.is_not_text() { next } else { at };
                next
            })
            .collect();
        next_words.reverse();
        let counts = lines.iter().scan(LineCounts::default(), |counts, line| {
            *counts = counts.and(line);
            Some(*counts)
        });
        Self {
            last_sentence: lines.iter().rposition(TextLine::is_sentence),
            last_paragraph: lines
                .iter()
                .rposition(|line| line.is_sentence() && line.words >= 20),
            last_prose: lines.iter().rposition(|line| line.kind == LineKind::Prose),
            beside_prose,
            next_words,
            before: std::iter::once(LineCounts::default())
                .chain(counts)
                .collect(),
        }
    }

    /// Returns the index of the first text line at or after `at`, or the number of lines if there
    /// is none.
    pub(super) fn next_words(&self, at: usize) -> usize {
        let next = self.next_words.get(at).copied();
        next.unwrap_or(self.next_words.len())
    }

    /// Returns the counts for a range of lines.
    pub(super) fn among(&self, lines: Range<usize>) -> LineCounts {
        let before = |at| self.before.get(at).copied().unwrap_or_default();
        before(lines.end).without(before(lines.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookahead_agrees_with_a_search() {
        let text = "नदी का पानी रात में उतरा\n![क](https://example.org/a.jpg)\nजौनपुर 44.1\n13 दिसंबर 2021\nपुलिस ने रात में सब लोगों को बताया कि पानी उतर गया है।\nफिर";
        let lines: Vec<TextLine<'_>> = text.lines().map(TextLine::new).collect();
        let seen = Lookahead::new(&lines);
        for start in 0..=lines.len() {
            let found = (start..lines.len()).find(|at| !lines[*at].is_not_text());
            assert_eq!(seen.next_words(start), found.unwrap_or(lines.len()));
            for end in start..=lines.len() {
                let counted = lines[start..end]
                    .iter()
                    .fold(LineCounts::default(), |counts, line| counts.and(line));
                assert_eq!(seen.among(start..end), counted);
            }
        }
        assert_eq!(seen.last_prose, Some(4));
        assert_eq!((seen.among(0..6).rows, seen.among(0..6).dates), (2, 1));
    }
}
