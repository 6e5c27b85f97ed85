//! Text cut to a width, with an ellipsis for the omitted end.

use super::measure::Measure;
use super::word::breaks;
use super::wrap::{Fill, wrap};
use std::borrow::Cow;

/// Returns `text` if it is at most `room` units wide; otherwise as many of its words as fit, with
/// `…`. If not even the first word fits, it is cut between clusters. The result is empty if the
/// ellipsis alone does not fit.
///
/// ```
/// use newsreader::text::{truncate::truncate, width::WidthProfile};
///
/// let widths = WidthProfile::default();
/// assert_eq!(truncate("स्त्री शिक्षा", 9, &widths), "स्त्री…");
/// assert_eq!(truncate("शिक्षा", 3, &widths), "शि…");
/// ```
pub fn truncate<'a, M: Measure>(text: &'a str, room: usize, measure: &M) -> Cow<'a, str> {
    if measure.width(text) <= room {
        return Cow::Borrowed(text);
    }
    let ellipsis = measure.width("…");
    if ellipsis > room {
        return Cow::Borrowed("");
    }
    let (length, _) = measure.fit(text, room - ellipsis);
    let head = whole_words(text, length);
    Cow::Owned(format!("{head}…"))
}

/// Returns the longest head of `text` that has at most `length` bytes and ends at a word; if the
/// first word is longer, a part of it.
fn whole_words(text: &str, length: usize) -> &str {
    // A dot between two fields separates nothing where the second one is cut away.
    let is_end = |c: char| c.is_whitespace() || c == '·';
    let head = |end: usize| text.get(..end).unwrap_or_default().trim_end_matches(is_end);
    let words = breaks(text).map(head);
    let fitting = words.take_while(|words| words.len() <= length);
    let last = fitting.last().filter(|words| !words.is_empty());
    last.unwrap_or_else(|| head(length))
}

/// Returns the first `lines` lines of `text` at `width`; the last one ends with `…` if text is
/// omitted.
pub fn clamp<M: Measure>(text: &str, width: usize, lines: usize, measure: &M) -> Vec<String> {
    let rows = wrap(text, width, Fill::Full, measure);
    let more = rows.len() > lines;
    let mut clamped: Vec<String> = rows
        .iter()
        .take(lines)
        .map(|row| text.get(row.range.clone()).unwrap_or_default().to_owned())
        .collect();
    let cut = rows
        .get(lines.saturating_sub(1))
        .and_then(|row| text.get(row.range.start..));
    if let (true, Some(last), Some(rest)) = (more, clamped.last_mut(), cut) {
        *last = truncate(rest, width, measure).into_owned();
    }
    clamped
}

#[cfg(test)]
mod tests {
    use super::super::cluster;
    use super::super::width::WidthProfile;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headlines_end_with_an_ellipsis_where_they_are_cut() {
        let widths = WidthProfile::default();
        assert_eq!(truncate("पुतिन", 4, &widths), "पुतिन");
        assert_eq!(truncate("पुतिन और शी", 9, &widths), "पुतिन और…");
        assert_eq!(truncate("पुतिन और शी", 7, &widths), "पुतिन…");
        assert_eq!(truncate("एक · दो · तीन", 10, &widths), "एक · दो…");
        assert_eq!(truncate("पुतिन", 0, &widths), "");
        assert_eq!(clamp("एक दो तीन चार", 6, 2, &widths), ["एक दो", "तीन…"]);
        assert_eq!(clamp("एक दो तीन", 6, 2, &widths), ["एक दो", "तीन"]);
    }

    proptest! {
        #[test]
        fn what_is_truncated_fits_and_is_a_head_of_the_text(text in "[क-ह़ि्ी a-z]{0,30}", room in 0_usize..30) {
            let widths = WidthProfile::default();
            let cut = truncate(&text, room, &widths);
            prop_assert!(widths.width(&cut) <= room);
            let head: Vec<&str> = cluster::clusters(cut.trim_end_matches('…')).collect();
            let whole: Vec<&str> = cluster::clusters(&text).take(head.len()).collect();
            prop_assert_eq!(head, whole);
        }

        #[test]
        fn what_is_truncated_ends_at_a_word_unless_the_first_one_is_too_wide(
            text in "[क-ह़ि्ी a-z,।-]{0,30}",
            room in 1_usize..30,
        ) {
            let widths = WidthProfile::default();
            let cut = truncate(&text, room, &widths);
            let ends: Vec<usize> = breaks(&text).map(|end| text[..end].trim_end().len()).collect();
            let head = cut.strip_suffix('…').unwrap_or(&cut);
            let first = ends.iter().find(|end| **end > 0).map_or("", |end| &text[..*end]);
            let is_too_wide = widths.width(first) + widths.width("…") > room;
            prop_assert!(cut == text || ends.contains(&head.len()) || is_too_wide, "{cut:?}");
            // No further word fits.
            let next = ends.iter().find(|end| **end > head.len()).map(|end| &text[..*end]);
            let fits = |next: &str| widths.width(next) + widths.width("…") <= room;
            prop_assert!(cut == text || !next.is_some_and(fits), "{cut:?}");
        }
    }
}
