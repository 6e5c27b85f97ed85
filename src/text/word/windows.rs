//! Segments long runs of letters without spaces, window by window.
//!
//! For each break in a run of Thai, Lao, Khmer or Burmese the segmenter copies all later breaks of
//! the run, so a run of 60 kB took as long as 4 MB of Hindi. The dictionaries match from left to
//! right: if segmentation starts at a break, it gives the same words as in the whole run.

use super::SEGMENTER;

/// The maximum length, in bytes, of a run that is passed to the segmenter in one piece. In real
/// text, the spaces between sentences are closer together than this.
const LONGEST_RUN: usize = 4_096;

/// The minimum distance, in bytes, of a break from the end of its window. A break closer to the end
/// may be inside a word that the window cut.
const MARGIN: usize = 1_024;

/// The breaks of a text by UAX 14 and the dictionaries, in order, computed a window at a time.
pub(super) struct Windows<'a> {
    text: &'a str,
    /// The start of the next window; `None` after the last one.
    start: Option<usize>,
}

impl<'a> Windows<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            start: Some(0),
        }
    }

    /// Returns the end of the window that begins at `start`: within the first long run, if there is
    /// one.
    fn end_of_window(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut run = start;
        for (at, c) in rest.char_indices() {
            if !has_dictionary(c) {
                run = start + at + c.len_utf8();
            } else if start + at - run >= LONGEST_RUN {
                return start + at;
            }
        }
        self.text.len()
    }
}

impl<'a> Iterator for Windows<'a> {
    type Item = Breaks<'a>;

    fn next(&mut self) -> Option<Breaks<'a>> {
        let start = self.start.take()?;
        let end = self.end_of_window(start);
        if end == self.text.len() {
            let rest = self.text.get(start..).unwrap_or_default();
            let breaks = SEGMENTER.segment_str(rest);
            return Some(Box::new(breaks.map(move |at| start + at)));
        }
        let window = self.text.get(start..end).unwrap_or_default();
        let breaks = SEGMENTER.segment_str(window).map(|at| start + at);
        let mut breaks: Vec<usize> = breaks.take_while(|at| *at <= end - MARGIN).collect();
        let last = breaks.last().copied().filter(|last| *last > start);
        // If no dictionary knows the letters, the end of the window is the break.
        self.start = Some(last.unwrap_or(end));
        breaks.extend(last.is_none().then_some(end));
        Some(Box::new(breaks.into_iter()))
    }
}

/// The breaks of a window.
type Breaks<'a> = Box<dyn Iterator<Item = usize> + 'a>;

/// Whether the segmenter needs a dictionary for the script of `c`.
fn has_dictionary(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aadf}' | '\u{11700}'..='\u{1174f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn in_windows(text: &str) -> Vec<usize> {
        let mut breaks: Vec<usize> = Windows::new(text).flatten().collect();
        // A window begins where the one before it ended.
        breaks.dedup();
        let inner = breaks.iter().skip(1).all(|at| *at > 0);
        assert!(inner, "{breaks:?}");
        breaks
    }

    fn at_once(text: &str) -> Vec<usize> {
        SEGMENTER.segment_str(text).collect()
    }

    #[test]
    fn a_window_is_no_longer_than_a_run_may_be() {
        let text = "กรุงเทพเป็นเมืองหลวง".repeat(1_000);
        let mut windows = Windows::new(&text);
        let mut bytes = 0;
        while let Some(start) = windows.start {
            bytes += windows.end_of_window(start) - start;
            drop(windows.next());
        }
        assert!(bytes < 2 * text.len(), "{bytes} of {}", text.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn windows_change_no_break(
            words in prop::collection::vec(prop::sample::select(vec![
                "กรุงเทพ", "เป็น", "เมือง", "หลวง", "ก", "ทีกรุ", "ປະເທດ", "ລາວ", "ទី", "ក្រុង", "တည်ရှိ", "သော",
            ]), 900..1_500),
            spaces in prop::collection::vec(0_usize..900, 0..3),
        ) {
            let mut words = words;
            for space in spaces {
                words.insert(space, " नदी ");
            }
            let text = words.concat();
            prop_assert_eq!(in_windows(&text), at_once(&text));
        }
    }
}
