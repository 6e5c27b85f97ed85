//! Scraped text: the words of a page, a line for each piece, with the site's furniture round them.
//!
//! What a line is follows from its own shape (`line.rs`) and from its neighbours (here). The rules,
//! with the habit of print that each rests on:
//!
//! 1. The first line is the headline. A line of more than thirty words is no headline: then the
//!    page had none, and the story is named by its first words.
//! 2. `Topic: rest` in a headline is a kicker if the topic is written in Latin letters above a Hindi
//!    headline (a search keyword) or repeated in the next line.
//! 3. The second line is the standfirst if a picture follows it, if the first paragraph repeats it,
//!    or if it is a short line without a final mark; else it is the first paragraph.
//! 4. A short line without a final mark is a subheading if a paragraph follows. At the end of the
//!    story it has nothing to head: it is the title of another story.
//! 5. `ये भी पढ़ें:` is followed by titles of other stories, on its own line or on the next ones.
//!    Where such titles run into a paragraph, the last of several is the paragraph's subheading.
//! 6. A heading of the site's furniture begins a region that lasts until a real paragraph.
//! 7. A place name that stands alone before a paragraph is the paragraph's dateline.
//! 8. A name under a statement, with a dash before it or its post after it, is who said it.
//! 9. Several short lines with no paragraph between them are no subheadings (`run.rs`).
//! 10. Between the headline and the story stand straps, names, dates and sections (`head.rs`).
//! 11. Names of a site's sections above a longer first line are its menu (`menu.rs`).
//! 12. A few words that return three times beside paragraphs are a label of the site.

pub(super) mod furniture;
mod head;
mod headline;
pub(super) mod image;
pub(super) mod line;
mod menu;
mod related;
mod run;
mod seen;
mod speaker;
mod story;

use super::effort;
use crate::article::{Article, Block, LeftOut, Timestamp};
use crate::text::sanitize;
use crate::text::script::count_words;
use line::{Kind, Line};
pub(super) use related::names_related;
use seen::Seen;
use std::collections::HashSet;

/// Reads an article from scraped text.
pub(super) fn article(text: &str) -> Article {
    let cleaned = text
        .lines()
        .take_while(|_| !effort::is_spent_by(4))
        .map(sanitize::line)
        .filter(|line| !line.is_empty());
    let lines: Vec<String> = cleaned.map(std::borrow::Cow::into_owned).collect();
    // The first line is the headline, whatever it is made of.
    let (words, signs): (Vec<_>, Vec<_>) = lines
        .iter()
        .enumerate()
        .partition(|(at, line)| *at == 0 || line.contains(char::is_alphanumeric));
    let words = words.iter().take_while(|_| !effort::is_spent_by(2));
    let mut lines: Vec<Line<'_>> = words.map(|(_, line)| Line::of(line)).collect();
    join_requests(&mut lines);
    let menu: Vec<Line<'_>> = lines.drain(..menu::above_headline(&lines)).collect();
    let mut reader = Reader {
        lines: &lines,
        article: Article::default(),
        at: 0,
        after_story: None,
        has_story: false,
        has_paragraph: false,
        seen: Seen::of(&lines),
        run_end: 0,
        authors: HashSet::new(),
    };
    for line in menu {
        reader.leave_out(line.text, "menu of the site");
    }
    for (_, line) in signs {
        reader.leave_out(line, "line of signs");
    }
    reader.read_head();
    while reader.at < lines.len() && !effort::is_spent() {
        reader.read_line();
    }
    reader.article
}

/// Marks the pieces of a request that a scraper has broken at its links, from each whole piece on to
/// both sides.
fn join_requests(lines: &mut [Line<'_>]) {
    let request = Kind::Furniture(furniture::REQUEST);
    let join = |lines: &mut [Line<'_>], at: usize, beside: usize| {
        if lines[beside].kind == request
            && matches!(lines[at].kind, Kind::Short | Kind::Prose | Kind::Place)
            && furniture::is_piece_of_request(lines[at].text, lines[at].words)
        {
            lines[at].kind = request.clone();
        }
    };
    for at in 1..lines.len() {
        join(lines, at, at - 1);
    }
    for at in (1..lines.len()).rev() {
        join(lines, at - 1, at);
    }
}

/// The story so far, and the line that comes next.
struct Reader<'a> {
    lines: &'a [Line<'a>],
    article: Article,
    at: usize,
    /// Why what comes now is not the story, within a region of furniture.
    after_story: Option<&'static str>,
    /// Whether a paragraph of the story has been read, and any paragraph at all.
    has_story: bool,
    has_paragraph: bool,
    seen: Seen<'a>,
    /// Where the run ends that was looked at last.
    run_end: usize,
    /// The authors so far.
    authors: HashSet<String>,
}

impl<'a> Reader<'a> {
    fn line(&self, index: usize) -> Option<&'a Line<'a>> {
        self.lines.get(index)
    }

    /// Returns the next line after `index` that is neither a picture nor a label of the site.
    fn next_words(&self, index: usize) -> Option<&'a Line<'a>> {
        self.line(self.seen.next_words(index + 1))
    }

    /// Returns the line before the one that was taken last.
    fn before(&self) -> Option<&'a Line<'a>> {
        self.at.checked_sub(2).and_then(|before| self.line(before))
    }

    fn read_head(&mut self) {
        let Some(first) = self.line(0) else { return };
        let second = self.line(1).map_or("", |line| line.text);
        let split = headline::split(first, second);
        self.article.kicker = split.kicker;
        self.article.headline = split.headline;
        self.at = usize::from(split.is_whole_line);
        if split.is_whole_line {
            self.read_masthead();
        }
        if !split.is_whole_line || self.article.summary.is_some() || self.has_story {
            return;
        }
        if self.is_standfirst(self.at) {
            self.article.summary = self.line(self.at).map(|line| line.text.to_owned());
            self.at += 1;
        } else if self.at == 1 {
            self.read_straps();
        }
    }

    /// Rule 3.
    fn is_standfirst(&self, index: usize) -> bool {
        let Some(line) = self.line(index) else {
            return false;
        };
        let Some(next) = self.line(index + 1) else {
            return false;
        };
        match line.kind {
            Kind::Prose => match next.kind {
                Kind::Image { .. } => self
                    .next_words(index)
                    .is_some_and(|line| line.kind == Kind::Prose),
                Kind::Prose => headline::repeats(line.text, next.text),
                // A paragraph does not stand above the story in brief.
                Kind::Short => story::heads_in_brief(next),
                _ => false,
            },
            Kind::Short => line.words >= 4 && !line.is_heading_mark() && next.kind != Kind::Short,
            _ => false,
        }
    }

    fn read_line(&mut self) {
        let Some(line) = self.line(self.at) else {
            return;
        };
        self.at += 1;
        if let Some(reason) = self.after_story {
            // Two sentences, or one long one: that is the story again and no list of titles.
            if line.kind != Kind::Prose || line.words < 20 || self.tells_of_author(line, reason) {
                let reason = match line.kind {
                    Kind::Image { alt, url } => {
                        image::not_of_the_story(alt, url, true).unwrap_or(reason)
                    }
                    _ => reason,
                };
                self.leave_out(line.text, reason);
                return;
            }
            self.after_story = None;
        }
        match line.kind {
            Kind::Furniture(reason) => self.label(line.text, reason),
            Kind::Caption(caption) => self.caption(line.text, caption),
            Kind::Site => self.site(line.text),
            Kind::FurnitureHeading(reason) => {
                self.leave_out(line.text, reason);
                // Comments stand below a story; above its end there is but the button to them.
                let is_button = reason == furniture::COMMENTS && self.story_goes_on();
                self.after_story = (!is_button).then_some(reason);
            }
            Kind::Image { alt, url } => self.image(line.text, alt, url),
            Kind::AlsoRead { title } => self.also_read(line.text, title),
            Kind::Unmarked => self.relate(line.text),
            Kind::Byline(name) => self.byline(line.text, name),
            // A date above or below the story is its own; among paragraphs it belongs to a table.
            Kind::Date(date) if self.is_at_an_end() => self.date(line.text, date),
            Kind::Date(_) => self.push(Block::Paragraph(line::rich(line.text))),
            Kind::Item(sort) => self.list(line, sort),
            Kind::Short | Kind::Prose if self.is_said_already(line) => {
                self.leave_out(line.text, "said once already");
            }
            Kind::Short | Kind::Prose | Kind::Place if self.dashed_line(line) => {}
            Kind::Place => self.dateline(line),
            Kind::Prose => self.push(Block::Paragraph(line::rich(line.text))),
            Kind::Short => self.short(line),
        }
    }

    fn story_goes_on(&self) -> bool {
        self.seen.last_paragraph.is_some_and(|last| last >= self.at)
    }

    /// Whether a paragraph is what a site says of its writer: the name above it stands at its head, or
    /// it breaks off for more.
    fn tells_of_author(&self, line: &Line<'_>, reason: &str) -> bool {
        let name = self.before().map_or("", |before| before.text);
        let begins = !name.is_empty() && line.text.starts_with(name);
        reason == furniture::OF_AUTHOR && (begins || line.text.ends_with("और पढ़ें"))
    }

    fn prose_follows(&self) -> bool {
        self.seen.last_prose.is_some_and(|last| last >= self.at)
    }

    fn is_at_an_end(&self) -> bool {
        self.article.blocks.len() < 2 || !self.prose_follows()
    }

    fn date(&mut self, text: &str, date: Timestamp) {
        if self.article.published.is_none() {
            self.article.published = Some(date);
        } else {
            self.article.updated = self.article.updated.or(Some(date));
        }
        self.leave_out(text, "date line; read as the date of the story");
    }

    fn push(&mut self, block: Block) {
        self.has_paragraph |= matches!(block, Block::Paragraph(_));
        self.has_story |=
            matches!(&block, Block::Paragraph(text) if line::ends_sentence(&text.text));
        self.article.blocks.push(block);
    }

    fn leave_out(&mut self, text: &str, reason: &str) {
        let (text, reason) = (text.to_owned(), reason.to_owned());
        self.article.left_out.push(LeftOut { text, reason });
    }

    fn byline(&mut self, text: &str, name: &str) {
        if name.is_empty() {
            self.leave_out(text, "byline without a name");
            return;
        }
        let more = text.split('|').skip(1).map(str::trim);
        for part in more.clone() {
            if let Some(date) = line::date_line(part, count_words(part)) {
                self.article.published = self.article.published.or(Some(date));
            }
        }
        let more = more.filter_map(|part| {
            let words = count_words(part);
            furniture::byline(part, &furniture::folded(part), words)
        });
        for name in std::iter::once(name).chain(more) {
            if !name.is_empty() && self.authors.insert(name.to_owned()) {
                self.article.authors.push(name.to_owned());
            }
        }
    }

    fn image(&mut self, text: &str, alt: &str, url: &str) {
        let is_after_story = self.has_paragraph && !self.prose_follows();
        if let Some(reason) = image::not_of_the_story(alt, url, is_after_story) {
            self.leave_out(text, reason);
            return;
        }
        let block = image::block(alt, url, &self.article);
        self.push(block);
    }

    /// Rules 4 and 5 for a short line in the story.
    fn short(&mut self, line: &'a Line<'a>) {
        if self.is_no_heading(line) || self.run() {
            return;
        }
        let next = self.next_words(self.at - 1).map(|line| &line.kind);
        match next {
            // The title of a story within the story, over its own byline.
            Some(Kind::Byline(_) | Kind::Date(_)) if self.prose_follows_head() => {
                self.push(Block::Subheading(line::heading(line.text)));
            }
            Some(Kind::Prose | Kind::Item(_) | Kind::Short | Kind::Place | Kind::Unmarked) => {
                self.push(Block::Subheading(line::heading(line.text)));
            }
            Some(Kind::AlsoRead { .. }) if line.words >= 4 => {
                self.push(Block::Subheading(line::heading(line.text)));
            }
            _ if line.words >= 5 && !self.article.blocks.is_empty() => self.relate(line.text),
            _ => self.push(Block::Paragraph(line::rich(line.text))),
        }
    }

    /// Whether after bylines and dates a paragraph comes.
    fn prose_follows_head(&self) -> bool {
        let mut rest = self.lines.iter().skip(self.at);
        let next = rest.find(|line| {
            !matches!(
                line.kind,
                Kind::Byline(_) | Kind::Date(_) | Kind::Place | Kind::Image { .. }
            )
        });
        next.is_some_and(|line| line.kind == Kind::Prose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_before_the_time_was_spent_is_kept() {
        let text = "नदी का पानी रात में उतरा\nपुलिस ने बताया कि पानी उतर गया है।\n".repeat(2_000);
        let (article, is_spent) = effort::bounded_by_looks(300, || article(&text));
        assert!(is_spent);
        assert_eq!(article.headline, "नदी का पानी रात में उतरा");
        let count = article.blocks.len() + article.related.len() + article.left_out.len();
        assert!((1_000..4_000).contains(&count), "{count}");
    }
}
