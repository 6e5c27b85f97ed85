//! Lines that end at the right edge: the blanks between words are widened, letters are not.

use super::{Role, Run};
use crate::text::measure::Measure;

/// Widens blanks in lines of `text`.
pub(super) struct Justification<'a, M> {
    pub(super) text: &'a str,
    pub(super) measure: &'a M,
}

impl<M: Measure> Justification<'_, M> {
    /// Widens the blanks between the words of `runs`, which are `width` units wide, until the line
    /// fills `room`. Returns the runs as they are if the blanks would become more than two and a
    /// half times as wide.
    pub(super) fn justified(&self, runs: Vec<Run>, width: usize, room: usize) -> Vec<Run> {
        let words: Vec<Run> = runs.iter().flat_map(|run| self.words_of(run)).collect();
        let first = words.iter().position(|word| word.role != Role::Marker);
        let is_after_gap = |index: usize, word: &Run| {
            first.is_some_and(|first| index > first) && self.follows_blank(word)
        };
        let words_and_gaps = || words.iter().enumerate();
        let gaps = words_and_gaps()
            .filter(|(index, word)| is_after_gap(*index, word))
            .count();
        let extra = room.saturating_sub(width);
        if extra == 0 || 2 * extra > 3 * gaps * self.measure.width(" ") {
            return runs;
        }
        let mut gap = 0;
        let justified = words_and_gaps().map(|(index, word)| {
            gap += usize::from(is_after_gap(index, word));
            Run {
                at: word.at + extra * gap / gaps,
                ..word.clone()
            }
        });
        justified.collect()
    }

    /// Cuts a run after each of its blanks.
    fn words_of(&self, run: &Run) -> Vec<Run> {
        let text = self.text.get(run.range.clone()).unwrap_or_default();
        let mut start = run.range.start;
        let mut at = run.at;
        let words = text.split_inclusive(' ').map(|word| {
            let range = start..start + word.len();
            let width = self.measure.width_in(word, run.form);
            let word = Run {
                range,
                at,
                width,
                ..run.clone()
            };
            start = word.range.end;
            at += width;
            word
        });
        words.collect()
    }

    /// Whether a blank comes before a run.
    fn follows_blank(&self, run: &Run) -> bool {
        let before = self.text.get(..run.range.start);
        before.is_some_and(|before| before.ends_with(' '))
    }
}

/// Whether lines of text in this role may be justified: running text, no headings and labels.
pub(super) fn is_justifiable(role: Role) -> bool {
    match role {
        Role::Body
        | Role::Emphasis
        | Role::Strong
        | Role::Struck
        | Role::Code
        | Role::Link
        | Role::Quote => true,
        Role::Kicker
        | Role::Headline
        | Role::Summary
        | Role::Byline
        | Role::Subheading
        | Role::Number
        | Role::Marker
        | Role::CardLabel
        | Role::Caption
        | Role::Credit
        | Role::RelatedHeading
        | Role::RelatedTitle
        | Role::Note => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Block, RichText};
    use crate::document::{Document, Setting};
    use crate::text::measure::Measure as _;
    use crate::text::width::WidthProfile;
    use crate::words::Language;

    fn lines(text: &str, width: usize, is_justified: bool) -> Vec<String> {
        let article = Article {
            blocks: vec![Block::Paragraph(RichText::plain(text))],
            ..Article::default()
        };
        let setting = Setting {
            width,
            language: Language::English,
            with_left_out: false,
            with_large_headline: false,
            is_justified,
            with_keys: None,
        };
        let widths = WidthProfile::default();
        let document = Document::of(&article, setting, &widths);
        let line = |line: &crate::document::Line| {
            let mut text = String::new();
            for run in &line.runs {
                let gap = run.at.saturating_sub(widths.width(&text));
                text.extend(std::iter::repeat_n(' ', gap));
                text.push_str(document.words_of(run));
            }
            text
        };
        // The byline and a blank come first.
        document.lines.iter().skip(2).map(line).collect()
    }

    #[test]
    fn blanks_are_widened_in_all_lines_but_the_last() {
        let text = "a bb ccc dddd eeeee ffffff a bb ccc dddd eeeee";
        assert_eq!(
            lines(text, 15, true),
            [
                "a bb  ccc  dddd",
                "eeeee ffffff",
                "a bb  ccc  dddd",
                "eeeee"
            ]
        );
        assert_eq!(lines(text, 15, false)[0], "a bb ccc dddd");
    }

    #[test]
    fn a_line_of_few_words_stays_ragged() {
        let text = "international laboratories university";
        assert_eq!(lines(text, 28, true), lines(text, 28, false));
        assert_ne!(lines(text, 27, true), lines(text, 27, false));
    }
}
