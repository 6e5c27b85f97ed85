//! Titles of other stories among the lines of this one.

use super::line::{self, Kind};
use super::{Reader, furniture};
use crate::article::Related;

impl Reader<'_> {
    pub(super) fn relate(&mut self, title: &str) {
        let rich = line::rich(title);
        let url = rich.marks.into_iter().find_map(|mark| match mark.kind {
            crate::article::MarkKind::Link { url } => Some(url),
            _ => None,
        });
        self.article.related.push(Related {
            title: rich.text,
            url,
        });
    }

    /// Rule 5: the titles after `ये भी पढ़ें`.
    pub(super) fn also_read(&mut self, text: &str, title: &str) {
        if !title.is_empty() {
            self.relate(title);
            return;
        }
        let titles = self
            .lines
            .iter()
            .skip(self.at)
            .take_while(|line| line.is_title())
            .count();
        if titles == 0 {
            self.leave_out(text, "heading of related stories, with none under it");
            return;
        }
        let heads_prose = self
            .line(self.at + titles)
            .is_some_and(|line| matches!(line.kind, Kind::Prose | Kind::Item(_)));
        let last_is_heading = titles > 1
            && !furniture::announces_several(text)
            && heads_prose
            && self
                .line(self.at + titles - 1)
                .is_some_and(|line| line.words <= 12);
        for _ in 0..titles - usize::from(last_is_heading) {
            if let Some(line) = self.line(self.at) {
                self.relate(line.text);
            }
            self.at += 1;
        }
    }
}

/// Whether a heading announces titles of other stories.
pub(in crate::ingest) fn names_related(text: &str) -> bool {
    furniture::also_read(text).is_some_and(str::is_empty)
}
