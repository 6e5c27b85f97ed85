//! The head of an article: its headline, kicker and standfirst (rules 1 to 3 of the parent module).

use super::line::LineKind;
use super::{TextReader, body, headline};

impl TextReader<'_> {
    pub(super) fn read_head(&mut self) {
        let Some(first) = self.line(0) else { return };
        let second = self.line(1).map_or("", |line| line.text);
        let split = headline::split(first, second);
        self.article.kicker = split.kicker;
        self.article.headline = split.headline;
        self.at = usize::from(split.is_whole_line);
        if split.is_whole_line {
            self.read_masthead();
        }
        if !split.is_whole_line || self.article.summary.is_some() || self.has_body {
            return;
        }
        if self.is_standfirst(self.at) {
            self.article.summary = self.line(self.at).map(|line| line.text.to_owned());
            self.at += 1;
        } else if self.at == 1 {
            self.read_straps();
        }
    }

    /// Applies rule 3.
    fn is_standfirst(&self, index: usize) -> bool {
        let Some(line) = self.line(index) else {
            return false;
        };
        let Some(next) = self.line(index + 1) else {
            return false;
        };
        if line.kind == LineKind::Short {
            return line.words >= 4 && !line.ends_like_heading() && next.kind != LineKind::Short;
        }
        if line.kind != LineKind::Prose {
            return false;
        }
        if matches!(next.kind, LineKind::Image { .. }) {
            let text = self.next_words(index);
            return text.is_some_and(|line| line.kind == LineKind::Prose);
        }
        if next.kind == LineKind::Prose {
            return headline::repeats(line.text, next.text);
        }
        // Highlights follow a standfirst, but not a paragraph.
        next.kind == LineKind::Short && body::heads_highlights(next)
    }
}
