//! Finds titles of related articles among the lines.

use super::TextReader;
use super::line::LineKind;
use super::rich_text::rich_text;
use crate::article::Related;
use crate::ingest::boilerplate::{self, reason};
use crate::ingest::markup::first_link;

impl TextReader<'_> {
    pub(super) fn add_related(&mut self, title: &str) {
        let rich = rich_text(title);
        let url = first_link(&rich).map(str::to_owned);
        self.article.related.push(Related {
            title: rich.text,
            url,
        });
    }

    /// Applies rule 5: reads the titles after `ये भी पढ़ें`.
    pub(super) fn also_read(&mut self, text: &str, title: &str) {
        if !title.is_empty() {
            self.add_related(title);
            return;
        }
        let titles = self
            .lines
            .iter()
            .skip(self.at)
            .take_while(|line| line.is_title())
            .count();
        if titles == 0 {
            self.leave_out(text, reason::RELATED_HEADING_ALONE);
            return;
        }
        let heads_prose = self
            .line(self.at + titles)
            .is_some_and(|line| matches!(line.kind, LineKind::Prose | LineKind::Item(_)));
        let last_is_heading = titles > 1
            && !boilerplate::announces_several(text)
            && heads_prose
            && self
                .line(self.at + titles - 1)
                .is_some_and(|line| line.words <= 12);
        for _ in 0..titles - usize::from(last_is_heading) {
            if let Some(line) = self.line(self.at) {
                self.add_related(line.text);
            }
            self.at += 1;
        }
    }
}
