//! Text cut to a width, with an ellipsis for the omitted end.

use super::measure::Measure;
use super::wrap::{Fill, wrap};
use std::borrow::Cow;

/// Returns `text` if it is at most `room` units wide; otherwise its beginning, cut between
/// clusters, with `…`. The result is empty if not even the ellipsis fits.
///
/// ```
/// use newsreader::text::{truncate::truncate, width::WidthProfile};
///
/// assert_eq!(truncate("स्त्री शिक्षा", 7, &WidthProfile::default()), "स्त्री…");
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
    let head = text.get(..length).unwrap_or_default().trim_end();
    Cow::Owned(format!("{head}…"))
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
    }
}
