//! Scraped text: the text of a page, one line for each element, including the boilerplate of the site.
//!
//! A line is classified first by its own text (`line.rs`) and then by its neighbours (here). The
//! rules:
//!
//! 1. The first line is the headline. If it has more than thirty words, the page had no headline, and the
//!    article is named by its first words.
//! 2. `Topic: rest` in a headline is a kicker and a headline if the topic is in Latin letters above a Hindi
//!    headline (a search keyword), or if the next line repeats it.
//! 3. The second line is the standfirst if a picture follows it, if the first paragraph repeats it,
//!    or if it is a short line without closing punctuation. If it is not, it is the first
//!    paragraph (`head.rs`).
//! 4. A short line without closing punctuation is a subheading if a paragraph follows. At the end
//!    of the article it is the title of a related article.
//! 5. Titles of related articles follow `ये भी पढ़ें:`, on the same line or on the next ones. If a paragraph
//!    follows several titles, the last of them is the subheading of the paragraph.
//! 6. A section heading of the site begins a region of boilerplate that ends at the next real paragraph.
//! 7. A place name on a separate line before a paragraph is the dateline of the paragraph.
//! 8. A name below a statement, after a dash or before a post (an office or job), is the speaker.
//! 9. Several short lines without a paragraph between them are not subheadings (`short_lines.rs`).
//! 10. Straps (short lines below the headline), names, dates and sections are between the headline
//!     and the body (`masthead.rs`).
//! 11. Names of a site's sections above a longer first line are its menu (`menu.rs`).
//! 12. A short line that occurs three times next to paragraphs is a label of the site, unless another one takes turns
//!     with it, as the labels of an interview do.
//! 13. A line that names columns and at least three rows of names and numbers below it are a table
//!     (`table.rs`).
//! 14. Several dates or times between paragraphs head the entries of a chronicle or a live page (`entries.rs`).

mod body;
mod byline;
mod entries;
mod head;
mod headline;
mod image;
mod line;
mod list_item;
mod lookahead;
mod masthead;
mod menu;
mod related;
mod rich_text;
mod short_lines;
mod speaker;
mod table;

use super::boilerplate::{self, ends_sentence, reason};
use super::{effort, entity};
use crate::article::{Article, Block, LeftOut};
use crate::text::sanitize;
use image::image_block;
use line::{LineKind, TextLine};
use lookahead::Lookahead;
use rich_text::{rich_text, subheading_text};
use std::collections::HashSet;

/// The number of words from which a paragraph ends a region, whatever its heading.
const MOST_OF_ENTRY: usize = 20;

/// Parses an article from scraped text.
pub(super) fn parse_article(text: &str) -> Article {
    let text = table::with_bars(text);
    let cleaned = text
        .lines()
        .take_while(|_| !effort::is_spent_by(4))
        .map(clean_line)
        .filter(|line| !line.is_empty());
    let lines: Vec<String> = cleaned.collect();
    // The first line is the headline even if it contains no letters.
    let (words, signs): (Vec<_>, Vec<_>) = lines
        .iter()
        .enumerate()
        .partition(|(at, line)| *at == 0 || line.contains(char::is_alphanumeric));
    let words = words.iter().take_while(|_| !effort::is_spent_by(2));
    let mut lines: Vec<TextLine<'_>> = words.map(|(_, line)| TextLine::new(line)).collect();
    join_requests(&mut lines);
    entries::keep_headings(&mut lines);
    let menu: Vec<TextLine<'_>> = lines.drain(..menu::above_headline(&lines)).collect();
    let mut reader = TextReader {
        lines: &lines,
        article: Article::default(),
        at: 0,
        region: None,
        has_body: false,
        has_paragraph: false,
        lookahead: Lookahead::new(&lines),
        run_end: 0,
        authors: HashSet::new(),
    };
    for line in menu {
        reader.leave_out(line.text, reason::MENU);
    }
    for (_, line) in signs {
        reader.leave_out(line, reason::SIGNS);
    }
    reader.read_head();
    while reader.at < lines.len() && !effort::is_spent() {
        reader.read_line();
    }
    reader.article
}

/// Returns a line without controls and with the characters that its references stand for: crawlers save some texts as
/// they are written in HTML.
fn clean_line(line: &str) -> String {
    let line = if line.contains('&') && line.contains(';') {
        entity::unescape(line)
    } else {
        line.into()
    };
    sanitize::clean_line(&line).into_owned()
}

/// Marks fragments of a request that a scraper has broken at its links: the lines before and after
/// a recognised request.
fn join_requests(lines: &mut [TextLine<'_>]) {
    let request = LineKind::Boilerplate(reason::REQUEST);
    let join = |lines: &mut [TextLine<'_>], at: usize, beside: usize| {
        if lines[beside].kind == request
            && matches!(
                lines[at].kind,
                LineKind::Short | LineKind::Prose | LineKind::Place
            )
            && boilerplate::is_request_fragment(lines[at].text, lines[at].words)
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

/// The article built so far, and the position in the lines of the text.
struct TextReader<'a> {
    lines: &'a [TextLine<'a>],
    article: Article,
    at: usize,
    /// Within a region of boilerplate, the reason for leaving its lines out.
    region: Option<&'static str>,
    /// Whether the body has a sentence.
    has_body: bool,
    has_paragraph: bool,
    lookahead: Lookahead<'a>,
    /// The index after the run of short lines that was examined last.
    run_end: usize,
    /// The authors found so far, to skip duplicates.
    authors: HashSet<String>,
}

impl<'a> TextReader<'a> {
    fn line(&self, index: usize) -> Option<&'a TextLine<'a>> {
        self.lines.get(index)
    }

    /// Returns the first line after `index` that is neither a picture nor a label.
    fn next_words(&self, index: usize) -> Option<&'a TextLine<'a>> {
        self.line(self.lookahead.next_words(index + 1))
    }

    /// Returns the line before the current one.
    fn before(&self) -> Option<&'a TextLine<'a>> {
        self.at.checked_sub(2).and_then(|before| self.line(before))
    }

    fn read_line(&mut self) {
        let Some(line) = self.line(self.at) else {
            return;
        };
        self.at += 1;
        if let Some(reason) = self.region {
            // A paragraph of at least twenty words belongs to the article and ends the region;
            // titles in a list are shorter.
            if line.kind != LineKind::Prose
                || line.words < MOST_OF_ENTRY
                || self.is_about_author(line, reason)
            {
                let picture = if let LineKind::Image { alt, url } = line.kind {
                    boilerplate::not_of_article(alt, url, true)
                } else {
                    None
                };
                let reason = picture.unwrap_or(reason);
                self.leave_out(line.text, reason);
                return;
            }
            self.region = None;
        }
        if let Some((table, count)) = self.lines.get(self.at - 1..).and_then(table::table_at) {
            self.at += count - 1;
            self.push(Block::Table(table));
            return;
        }
        match line.kind {
            LineKind::Boilerplate(reason) => self.label(line.text, reason),
            LineKind::Caption(caption) => self.caption(line.text, caption),
            LineKind::SiteName => self.site(line.text),
            // Below the site's own headings are titles, which do not end like sentences.
            LineKind::SectionHeading(_) if self.heads_sentences() => {
                self.push(Block::subheading(subheading_text(line.text)));
            }
            LineKind::SectionHeading(reason) => {
                self.leave_out(line.text, reason);
                // Comments are below the article; higher up, the word is only a button that leads
                // to them.
                let is_button = reason == reason::COMMENTS && self.article_continues();
                self.region = (!is_button).then_some(reason);
            }
            LineKind::Image { alt, url } => self.image(line.text, alt, url),
            LineKind::AlsoRead { title } => self.also_read(line.text, title),
            LineKind::UnmarkedTitle => self.add_related(line.text),
            LineKind::Byline(name) => self.byline(line.text, name),
            // A date at either end of an article is the article's date; between paragraphs it
            // belongs to a table.
            LineKind::Date(date)
                if self.is_at_an_end() || boilerplate::is_labelled_date(line.text) =>
            {
                self.date(line.text, date);
            }
            LineKind::Date(_) => self.push(Block::Paragraph(rich_text(line.text))),
            LineKind::Item(marker) => self.list(line, marker),
            LineKind::Short | LineKind::Prose if self.is_repeated(line) => {
                self.leave_out(line.text, reason::REPEATED);
            }
            LineKind::Short | LineKind::Prose | LineKind::Place if self.read_dashed_line(line) => {}
            LineKind::Place => self.dateline(line),
            LineKind::Prose => self.push(Block::Paragraph(rich_text(line.text))),
            LineKind::Short => self.read_short(line),
        }
    }

    /// Whether the next line is a sentence, and so not a title in a list.
    fn heads_sentences(&self) -> bool {
        let (heading, next) = (self.line(self.at - 1), self.line(self.at));
        let is_of_titles = heading.is_some_and(|line| {
            matches!(
                line.kind,
                LineKind::SectionHeading(reason)
                    if ![reason::COMMENTS, reason::ABOUT_AUTHOR, reason::ADVERTISEMENT, reason::SHARE_BAR].contains(&reason)
            )
        });
        is_of_titles && next.is_some_and(|line| line.is_sentence() && line.words < MOST_OF_ENTRY)
    }

    fn article_continues(&self) -> bool {
        self.lookahead
            .last_paragraph
            .is_some_and(|last| last >= self.at)
    }

    /// Whether a paragraph describes the author: it begins with the name on the line before, or ends with `और
    /// पढ़ें`.
    fn is_about_author(&self, line: &TextLine<'_>, reason: &str) -> bool {
        let name = self.before().map_or("", |before| before.text);
        let begins = !name.is_empty() && line.text.starts_with(name);
        reason == reason::ABOUT_AUTHOR && (begins || line.text.ends_with("और पढ़ें"))
    }

    fn prose_follows(&self) -> bool {
        self.lookahead
            .last_prose
            .is_some_and(|last| last >= self.at)
    }

    fn is_at_an_end(&self) -> bool {
        self.article.blocks.len() < 2 || !self.prose_follows()
    }

    fn push(&mut self, block: Block) {
        self.has_paragraph |= matches!(block, Block::Paragraph(_));
        self.has_body |= matches!(&block, Block::Paragraph(text) if ends_sentence(&text.text));
        self.article.blocks.push(block);
    }

    fn leave_out(&mut self, text: &str, reason: &str) {
        let (text, reason) = (text.to_owned(), reason.to_owned());
        self.article.left_out.push(LeftOut { text, reason });
    }

    fn image(&mut self, text: &str, alt: &str, url: &str) {
        let is_after_article = self.has_paragraph && !self.prose_follows();
        if let Some(reason) = boilerplate::not_of_article(alt, url, is_after_article) {
            self.leave_out(text, reason);
            return;
        }
        let block = image_block(alt, url, &self.article);
        self.push(block);
    }

    /// Applies rules 4 and 5 to a short line of the body.
    fn read_short(&mut self, line: &'a TextLine<'a>) {
        if self.read_non_heading(line) || self.read_run() {
            return;
        }
        let next = self.next_words(self.at - 1).map(|line| &line.kind);
        match next {
            // A byline after the line shows that the line is a headline within the article.
            Some(LineKind::Byline(_) | LineKind::Date(_)) if self.prose_follows_head() => {
                self.push(Block::subheading(subheading_text(line.text)));
            }
            Some(
                LineKind::Prose
                | LineKind::Item(_)
                | LineKind::Short
                | LineKind::Place
                | LineKind::UnmarkedTitle,
            ) => {
                self.push(Block::subheading(subheading_text(line.text)));
            }
            Some(LineKind::AlsoRead { .. }) if line.words >= 4 => {
                self.push(Block::subheading(subheading_text(line.text)));
            }
            _ if line.words >= 5 && !self.article.blocks.is_empty() => self.add_related(line.text),
            _ => self.push(Block::Paragraph(rich_text(line.text))),
        }
    }

    /// Whether a paragraph follows, possibly after bylines and dates.
    fn prose_follows_head(&self) -> bool {
        let mut rest = self.lines.iter().skip(self.at);
        let next = rest.find(|line| {
            !matches!(
                line.kind,
                LineKind::Byline(_) | LineKind::Date(_) | LineKind::Place | LineKind::Image { .. }
            )
        });
        next.is_some_and(|line| line.kind == LineKind::Prose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_before_the_time_limit_are_kept() {
        let text = "नदी का पानी रात में उतरा\nपुलिस ने बताया कि पानी उतर गया है।\n".repeat(2_000);
        let (article, is_spent) = effort::bounded_by_looks(300, || parse_article(&text));
        assert!(is_spent);
        assert_eq!(article.headline, "नदी का पानी रात में उतरा");
        let count = article.blocks.len() + article.related.len() + article.left_out.len();
        assert!((1_000..4_000).contains(&count), "{count}");
    }

    /// Lists the fields of an article as text: kicker, headline, summary, blocks, related and left
    /// out.
    fn outline(text: &str) -> Vec<String> {
        let article = parse_article(text);
        let mut parts = Vec::new();
        parts.extend(article.kicker.map(|kicker| format!("kicker {kicker}")));
        parts.push(format!("headline {}", article.headline));
        parts.extend(article.summary.map(|summary| format!("summary {summary}")));
        parts.extend(
            article
                .authors
                .iter()
                .map(|author| format!("author {author}")),
        );
        for block in &article.blocks {
            let texts: Vec<&str> = block.texts().collect();
            let kind = match block {
                Block::Paragraph(_) => "paragraph",
                Block::Subheading(_) => "subheading",
                Block::Quote(_) => "quote",
                Block::List { .. } => "list",
                Block::Image(_) => "image",
                Block::Table(_) => "table",
                Block::Code { .. } => "code",
                Block::Media(_) => "media",
                Block::Rule => "rule",
            };
            parts.push(format!("{kind} {}", texts.join(" / ")));
        }
        parts.extend(
            article
                .related
                .iter()
                .map(|related| format!("related {}", related.title)),
        );
        let left_out = article.left_out.iter();
        parts.extend(left_out.map(|part| format!("left out {}: {}", part.text, part.reason)));
        parts
    }

    const FIRST: &str = "पुलिस ने रात में सब लोगों को बताया कि नदी का पानी अब उतर गया है।";
    const SECOND: &str = "इसके बाद लोग अपने अपने घरों को लौटने लगे और बाजार फिर से खुल गए।";

    fn check(lines: &[&str], expected: &[&str]) {
        let lines: Vec<String> = lines
            .iter()
            .map(|line| line.replace("{1}", FIRST).replace("{2}", SECOND))
            .collect();
        let found: Vec<String> = outline(&lines.join("\n"))
            .into_iter()
            .map(|part| part.replace(FIRST, "{1}").replace(SECOND, "{2}"))
            .collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn rules_1_to_3_read_the_headline_and_the_standfirst() {
        check(
            &["नदी का पानी उतरा", "{1}", "{2}"],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "paragraph {2}",
            ],
        );
        check(
            &["UP Flood News: नदी का पानी रात में उतरा", "{1}"],
            &[
                "kicker UP Flood News",
                "headline नदी का पानी रात में उतरा",
                "paragraph {1}",
            ],
        );
        check(
            &["नदी का पानी उतरा", "लोग अपने घरों को लौटने लगे", "{1}"],
            &[
                "headline नदी का पानी उतरा",
                "summary लोग अपने घरों को लौटने लगे",
                "paragraph {1}",
            ],
        );
    }

    #[test]
    fn rule_4_distinguishes_subheadings_from_titles_at_the_end() {
        check(
            &[
                "नदी का पानी उतरा",
                "{1}",
                "बाजार फिर खुले",
                "{2}",
                "कल से स्कूल भी खुलेंगे फिर से",
            ],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "subheading बाजार फिर खुले",
                "paragraph {2}",
                "related कल से स्कूल भी खुलेंगे फिर से",
            ],
        );
    }

    #[test]
    fn rule_5_takes_related_titles_out() {
        check(
            &["नदी का पानी उतरा", "{1}", "ये भी पढ़ें: रेल बजट पर बहस", "{2}"],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "paragraph {2}",
                "related रेल बजट पर बहस",
            ],
        );
        check(
            &[
                "नदी का पानी उतरा",
                "{1}",
                "ये भी पढ़ें:",
                "रेल बजट पर लंबी बहस",
                "बाजार फिर खुले",
                "{2}",
            ],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "subheading बाजार फिर खुले",
                "paragraph {2}",
                "related रेल बजट पर लंबी बहस",
            ],
        );
    }

    #[test]
    fn rule_6_leaves_a_section_of_the_site_out() {
        check(
            &["नदी का पानी उतरा", "{1}", "ट्रेंडिंग न्यूज", "रेल बजट पर बहस"],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "left out ट्रेंडिंग न्यूज: list of popular stories",
                "left out रेल बजट पर बहस: list of popular stories",
            ],
        );
    }

    #[test]
    fn rules_7_and_8_attach_datelines_and_speakers() {
        check(
            &[
                "नदी का पानी उतरा",
                "{1}",
                "मनीला।",
                "{2}",
                "- आशा राव, निदेशक",
            ],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "quote मनीला। {2} — आशा राव, निदेशक",
            ],
        );
    }

    #[test]
    fn rule_9_reads_runs_of_short_lines() {
        check(
            &[
                "नदी का पानी उतरा",
                "{1}",
                "जिलों में मामले",
                "जौनपुर 19",
                "मेरठ 25",
                "आगरा 31",
                "{2}",
            ],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "subheading जिलों में मामले",
                "list जौनपुर 19 / मेरठ 25 / आगरा 31",
                "paragraph {2}",
            ],
        );
    }

    #[test]
    fn rules_10_and_11_read_the_masthead_and_the_menu() {
        check(
            &["होम", "नदी का पानी रात में उतरा", "By Asha Rao", "{1}"],
            &[
                "headline नदी का पानी रात में उतरा",
                "author Asha Rao",
                "paragraph {1}",
                "left out होम: menu of the site",
            ],
        );
    }

    #[test]
    fn rule_12_leaves_a_label_out_that_returns() {
        let label = "left out ताजा अपडेट: label of the site, which returns";
        check(
            &[
                "नदी का पानी उतरा",
                "{1}",
                "ताजा अपडेट",
                "{2}",
                "ताजा अपडेट",
                "{1} फिर।",
                "ताजा अपडेट",
                "{2} फिर।",
            ],
            &[
                "headline नदी का पानी उतरा",
                "paragraph {1}",
                "paragraph {2}",
                "paragraph {1} फिर।",
                "paragraph {2} फिर।",
                label,
                label,
                label,
            ],
        );
    }
}
