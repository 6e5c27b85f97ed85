//! Words onto lines.
//!
//! textwrap provides the algorithms; the words and widths are our own. There are two ways to fill
//! lines:
//!
//! - [`Fill::Even`] considers the whole paragraph and makes the lines as equal as it can (Knuth and
//!   Plass's sum of squared gaps). At a width of 10, the words `एक दो तीन चार पाँच` become `एक दो
//!   तीन` / `चार पाँच` instead of leaving one word alone on the last line.
//! - [`Fill::Full`] puts each word on the first line that has room, which suits narrow columns,
//!   lists and pipes, and is fast for any text.
//!
//! A word that is wider than the line is cut between clusters, never inside one. Only a single
//! cluster that is wider than the line may stick out.

use super::cluster;
use super::measure::Measure;
use super::word::{Word, words};
use std::ops::Range;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

/// The ways to fill the lines of a paragraph.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fill {
    /// Makes the lines as equal as possible.
    Even,
    /// Makes each line as full as possible.
    Full,
}

/// A line of a paragraph.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WrappedLine {
    /// The bytes of the text on this line, without the trailing space.
    pub range: Range<usize>,
    /// The width in the ruler's units.
    pub width: usize,
}

/// The number of words from which on [`Fill::Even`] works like [`Fill::Full`]: in a paragraph of
/// more than ten screens nobody sees whether the lines are even, and the cost grows with every
/// word.
const EVEN_LIMIT: usize = 4_000;

/// Returns the lines of `text` at `width` units; none if the text has no words. Each `\n` ends a
/// line.
///
/// ```
/// use newsreader::text::{width::WidthProfile, wrap::{Fill, wrap}};
/// let text = "अंतरराष्ट्रीय अंतरिक्ष स्टेशन";
/// let rows = wrap(text, 14, Fill::Full, &WidthProfile::default());
/// let lines: Vec<_> = rows.iter().map(|row| &text[row.range.clone()]).collect();
/// assert_eq!(lines, ["अंतरराष्ट्रीय", "अंतरिक्ष स्टेशन"]);
/// ```
pub fn wrap<M: Measure>(text: &str, width: usize, fill: Fill, measure: &M) -> Vec<WrappedLine> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let rows = wrap_line(line, width.max(1), fill, measure).into_iter();
        lines.extend(rows.map(|row| WrappedLine {
            range: row.range.start + start..row.range.end + start,
            ..row
        }));
        start += line.len() + 1;
    }
    lines
}

/// Returns the lines of a text without `\n`.
fn wrap_line<M: Measure>(text: &str, width: usize, fill: Fill, measure: &M) -> Vec<WrappedLine> {
    let mut words = words(text, measure);
    if words.iter().any(|word| word.width > width) {
        words = words
            .into_iter()
            .flat_map(|word| cut(text, word, width, measure))
            .collect();
    }
    let even = fill == Fill::Even && words.len() < EVEN_LIMIT;
    #[expect(
        clippy::cast_precision_loss,
        reason = "widths of lines stay far below 2^52"
    )]
    let widths = [width as f64];
    let lines = if even {
        // The only error is an infinite width, which the greedy algorithm cannot meet.
        wrap_optimal_fit(&words, &widths, &penalties(width, measure.cell()))
            .unwrap_or_else(|_overflow| wrap_first_fit(&words, &widths))
    } else {
        wrap_first_fit(&words, &widths)
    };
    lines.into_iter().filter_map(row).collect()
}

/// Returns textwrap's penalties, scaled to a ruler in which a cell has `cell` units: textwrap
/// squares the gaps.
///
/// Text that sticks out must cost more than it could save, which is another line with a single word
/// and an almost empty line before it.
fn penalties(width: usize, cell: usize) -> Penalties {
    let plain = Penalties::new();
    let line = plain.nline_penalty + plain.short_last_line_penalty;
    Penalties {
        nline_penalty: plain.nline_penalty * cell * cell,
        overflow_penalty: (line * cell * cell)
            .saturating_add(width.saturating_mul(width))
            .saturating_mul(4),
        short_last_line_penalty: plain.short_last_line_penalty * cell * cell,
        hyphen_penalty: plain.hyphen_penalty * cell * cell,
        ..plain
    }
}

/// Joins the words of one line. The result is the line as it is in the text, inner spaces included;
/// only the trailing space is removed.
fn row(words: &[Word]) -> Option<WrappedLine> {
    let (first, last) = (words.first()?, words.last()?);
    let all: usize = words.iter().map(|word| word.width + word.space).sum();
    let row = WrappedLine {
        range: first.range.start..last.range.end,
        width: all - last.space,
    };
    (!row.range.is_empty()).then_some(row)
}

/// Cuts a word that is wider than a line into parts that fit.
fn cut<M: Measure>(text: &str, word: Word, width: usize, measure: &M) -> Vec<Word> {
    if word.width <= width {
        return vec![word];
    }
    let mut pieces = Vec::new();
    let mut start = word.range.start;
    while start < word.range.end {
        let rest = text.get(start..word.range.end).unwrap_or_default();
        let (mut length, mut piece) = measure.fit(rest, width);
        if length == 0 {
            length = cluster::clusters(rest).next().map_or(rest.len(), str::len);
            piece = measure.width(rest.get(..length).unwrap_or(rest));
        }
        pieces.push(Word {
            range: start..start + length,
            width: piece,
            space: 0,
        });
        start += length;
    }
    if let Some(last) = pieces.last_mut() {
        last.space = word.space;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::width::WidthProfile;
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize, fill: Fill) -> Vec<&str> {
        let rows = wrap(text, width, fill, &WidthProfile::default());
        rows.into_iter().map(|row| &text[row.range]).collect()
    }

    #[test]
    fn even_lines_leave_no_word_alone() {
        let text = "एक दो तीन चार पाँच छह";
        assert_eq!(lines(text, 16, Fill::Full), ["एक दो तीन चार", "पाँच छह"]);
        assert_eq!(lines(text, 20, Fill::Full), ["एक दो तीन चार पाँच छह"]);
    }

    #[test]
    fn even_lines_are_not_too_wide_to_save_a_line() {
        let text = format!("क कक {}", "ग".repeat(42));
        let widths = lines(&text, 46, Fill::Even);
        assert!(
            widths.iter().all(|line| line.chars().count() <= 46),
            "{widths:?}"
        );
    }

    #[test]
    fn a_line_break_in_the_text_ends_a_line() {
        let text = "एक\nदो तीन चार";
        assert_eq!(lines(text, 8, Fill::Full), ["एक", "दो तीन", "चार"]);
        assert_eq!(lines("एक\n", 8, Fill::Even), ["एक"]);
    }

    #[test]
    fn a_long_word_is_cut_between_clusters() {
        assert_eq!(lines("राष्ट्रीयकरण", 5, Fill::Full), ["रा", "ष्ट्रीय", "करण"]);
        assert_eq!(lines("स्त्री", 1, Fill::Even), ["स्त्री"]);
    }

    #[test]
    fn an_address_breaks_after_its_slashes_first() {
        let text = "https://example.org/aaaaaaaaaaaaaaaa/b";
        assert_eq!(
            lines(text, 20, Fill::Full),
            ["https://example.org/", "aaaaaaaaaaaaaaaa/b"]
        );
    }

    #[test]
    fn an_empty_text_has_no_lines() {
        assert!(lines("", 10, Fill::Even).is_empty());
        assert!(lines("   ", 10, Fill::Even).is_empty());
    }

    /// Any Unicode, with a good share of Devanagari so that clusters of all shapes arise.
    fn any_text() -> impl Strategy<Value = String> {
        let letter = prop_oneof![
            6 => prop::sample::select(vec!['क', 'ष', 'त', 'र', 'ि', 'ी', '्', 'ं', '़', '\u{200d}', '\u{200c}']),
            2 => prop::sample::select(vec![' ', ' ', ' ', '।', '.', ',', '-', '/', '(', ')', '“', '”']),
            1 => any::<char>().prop_filter("one line", |c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')),
        ];
        prop::collection::vec(letter, 0..120).prop_map(|letters| letters.into_iter().collect())
    }

    #[test]
    fn a_conjunct_of_two_scripts_is_not_cut() {
        let text = "𑎀\u{94d}ककाकक";
        let widths = WidthProfile::named("unicode").unwrap();
        for row in wrap(text, 1, Fill::Full, &widths) {
            let boundaries: Vec<usize> = cluster::cluster_indices(text).map(|(at, _)| at).collect();
            assert!(boundaries.contains(&row.range.start), "{:?}", row.range);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_cut_and_no_line_is_too_wide(
            text in any_text(),
            width in 1_usize..60,
            even in any::<bool>(),
            profile in prop::sample::select(WidthProfile::names()),
        ) {
            let widths = WidthProfile::named(profile).unwrap();
            let fill = if even { Fill::Even } else { Fill::Full };
            let rows = wrap(&text, width, fill, &widths);
            let boundaries: Vec<usize> = cluster::cluster_indices(&text).map(|(at, _)| at).chain([text.len()]).collect();
            let mut end = 0;
            for row in &rows {
                prop_assert!(text[end..row.range.start].chars().all(char::is_whitespace));
                prop_assert!(boundaries.contains(&row.range.start) || text[..row.range.start].ends_with(char::is_whitespace));
                let line = &text[row.range.clone()];
                prop_assert_eq!(widths.width(line), row.width, "{:?}", line);
                prop_assert!(row.width <= width || cluster::clusters(line).count() == 1, "{:?}", line);
                end = row.range.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
