//! The names of the authors and the dates of an article.

use super::TextReader;
use crate::article::Timestamp;
use crate::ingest::boilerplate::{self, reason};
use crate::ingest::fold::folded;
use crate::text::script::count_words;

impl TextReader<'_> {
    pub(super) fn byline(&mut self, text: &str, name: &str) {
        if name.is_empty() {
            self.leave_out(text, reason::BYLINE_WITHOUT_NAME);
            return;
        }
        // The place of the author: `महावीर यादव, बादशाहपुर`.
        let first = text.split('|').next().unwrap_or_default();
        let place = first.split_once(name).map_or("", |(_, place)| place);
        let place = place.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        if !place.is_empty() {
            self.leave_out(place, reason::PLACE);
        }
        let more = text.split('|').skip(1).map(str::trim);
        for part in more.clone() {
            if let Some(date) = boilerplate::date_line(part, count_words(part)) {
                self.article.published = self.article.published.or(Some(date));
            }
        }
        let more = more.filter_map(|part| {
            let words = count_words(part);
            boilerplate::byline(part, &folded(part), words)
        });
        for name in std::iter::once(name).chain(more) {
            if !name.is_empty() && self.authors.insert(name.to_owned()) {
                self.article.authors.push(name.to_owned());
            }
        }
    }

    pub(super) fn date(&mut self, text: &str, date: Timestamp) {
        if self.article.published.is_none() {
            self.article.published = Some(date);
        } else {
            self.article.updated = self.article.updated.or(Some(date));
        }
        self.leave_out(text, reason::DATE_READ);
    }
}
