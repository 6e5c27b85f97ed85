//! Markdown: `CommonMark`, with YAML or TOML front matter.

mod front_matter;
mod inline_html;
mod lists;
mod notes;
mod tables;

use super::address::BaseUrl;
use super::clean::move_marks;
use super::{Problem, boilerplate, effort, markup};
use crate::article::{
    Article, Block, DataTable, Image, ListItem, Mark, MarkKind, RichText, Subheading,
};
use crate::text::sanitize;
use front_matter::FrontMatter;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use tables::column_align;

/// Parses a Markdown text as one article.
pub(super) fn article(text: &str, origin: &str, problems: &mut Vec<Problem>) -> Article {
    let (front, body) = FrontMatter::split(text);
    let mut writer = MarkdownBuilder {
        base: BaseUrl::of(origin),
        ..MarkdownBuilder::default()
    };
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(body, extensions) {
        if effort::is_spent() {
            break;
        }
        writer.event(event);
    }
    writer.end_block();
    writer.add_notes();
    let mut article = writer.article;
    markup::tidy(&mut article.blocks);
    front.fill(&mut article, origin, problems);
    if article.headline.is_empty() {
        take_headline(&mut article);
    }
    article
}

/// Sets the headline of an article if its front matter has no title: to the first heading, or else
/// to the beginning of the first paragraph.
fn take_headline(article: &mut Article) {
    let heading = article
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Subheading(_)));
    let first = article
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Paragraph(_)));
    match (heading, first) {
        (Some(index), first) if first.is_none_or(|first| index < first) => {
            if let Block::Subheading(heading) = article.blocks.remove(index) {
                article.headline = heading.content.text;
            }
        }
        (_, Some(index)) => {
            if let Some(Block::Paragraph(text)) = article.blocks.get(index) {
                article.headline = text.text.chars().take(80).collect();
            }
        }
        _ => {}
    }
}

/// The blocks built so far, and the text of the current one.
#[derive(Default)]
struct MarkdownBuilder {
    base: BaseUrl,
    article: Article,
    text: String,
    marks: Vec<Mark>,
    /// The start offset and the kind of each open mark.
    open: Vec<(usize, MarkKind)>,
    heading: bool,
    quotes: usize,
    /// For each open list, whether it is numbered.
    lists: Vec<bool>,
    start: i64,
    items: Vec<ListItem>,
    table: Option<DataTable>,
    /// The address of the open image, and the offset at which its alternative text begins.
    image: Option<(String, usize)>,
    /// The programming language of the open code block; empty if it names none. `None` outside of
    /// code blocks.
    code: Option<String>,
    /// Whether the last heading announces related articles, like `ये भी पढ़ें`.
    also_read: bool,
    /// Whether another block stood within the current item, so that what follows is no item.
    is_interrupted: bool,
    /// The open block of HTML.
    html_block: Option<String>,
    /// The start offset and the kind of each open tag of HTML.
    open_tags: Vec<(usize, MarkKind)>,
    /// The number of the next item, if its list within a list begins with another number than 1.
    first_number: Option<u64>,
    /// The key of the open footnote.
    note: Option<String>,
    /// The footnotes, in the order of the text.
    notes: Vec<ListItem>,
    /// The keys of the footnotes whose signs have come, in their order.
    signs: Vec<String>,
}

impl MarkdownBuilder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(text) => {
                let start = self.text.len();
                self.text.push_str(&text);
                self.marks.push(Mark {
                    start,
                    end: self.text.len(),
                    kind: MarkKind::Code,
                });
            }
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak if self.heading => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::TaskListMarker(is_done) => {
                self.text.push_str(if is_done { "☑ " } else { "☐ " });
            }
            Event::Html(html) => self.html(&html),
            Event::InlineHtml(html) => self.inline_html(html.trim()),
            Event::Rule => {
                self.end_block();
                self.article.blocks.push(Block::Rule);
            }
            Event::FootnoteReference(note) => self.note_sign(&note),
            // The extension that produces these events is off.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "most tags of the other crate belong to extensions that are off"
    )]
    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.interrupt_list();
                self.end_block();
                self.heading = true;
            }
            Tag::FootnoteDefinition(note) => {
                self.end_block();
                self.note = Some(note.into_string());
            }
            Tag::Paragraph if self.note.is_some() && !self.text.is_empty() => self.text.push('\n'),
            Tag::Paragraph if self.note.is_some() => {}
            Tag::Paragraph if self.lists.is_empty() && self.quotes == 0 => self.end_block(),
            Tag::Paragraph if !self.text.is_empty() => self.text.push('\n'),
            Tag::CodeBlock(kind) => {
                self.interrupt_list();
                self.end_block();
                self.code = Some(match kind {
                    CodeBlockKind::Indented => String::new(),
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',']).next().unwrap_or_default().to_owned()
                    }
                });
            }
            Tag::Table(align) => {
                self.interrupt_list();
                self.end_block();
                let align = align.into_iter().map(column_align).collect();
                self.table = Some(DataTable {
                    align,
                    ..DataTable::default()
                });
            }
            Tag::TableHead => self.add_row(true),
            Tag::TableRow => self.add_row(false),
            Tag::HtmlBlock => self.start_html_block(),
            Tag::BlockQuote(_) => {
                self.interrupt_list();
                self.end_block();
                self.quotes += 1;
            }
            Tag::List(start) => self.start_list(start),
            Tag::Item => {
                self.end_item();
                self.is_interrupted = false;
            }
            Tag::Emphasis => self.open.push((self.text.len(), MarkKind::Emphasis)),
            Tag::Strong => self.open.push((self.text.len(), MarkKind::Strong)),
            Tag::Strikethrough => self.open.push((self.text.len(), MarkKind::Strike)),
            Tag::Link { dest_url, .. } => {
                let url = self.address(&dest_url);
                self.open.push((self.text.len(), MarkKind::Link { url }));
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some((dest_url.into_string(), self.text.len()));
            }
            _ => {}
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "most tags of the other crate belong to extensions that are off"
    )]
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Paragraph if self.note.is_some() => {}
            TagEnd::Paragraph if self.lists.is_empty() && self.quotes == 0 => self.end_block(),
            TagEnd::HtmlBlock => self.end_html_block(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => self.end_table(),
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if let Some((start, kind)) = self
                    .open
                    .pop()
                    .filter(|(start, _)| *start < self.text.len())
                {
                    self.marks.push(Mark {
                        start,
                        end: self.text.len(),
                        kind,
                    });
                }
            }
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    /// Resolves an address; one that cannot be resolved stays as it is written.
    fn address(&self, written: &str) -> String {
        let whole = self.base.resolve(written);
        whole.unwrap_or_else(|| sanitize::clean_line(written).into_owned())
    }

    /// Takes the text collected so far and cleans it.
    fn take_text(&mut self) -> Option<RichText> {
        let text = std::mem::take(&mut self.text);
        let mut marks = std::mem::take(&mut self.marks);
        self.open.clear();
        self.open_tags.clear();
        let ahead = text.len() - text.trim_start().len();
        let clean = sanitize::clean_lines(&text);
        if clean.is_empty() {
            return None;
        }
        if clean == text.trim() {
            for mark in &mut marks {
                mark.start = mark.start.saturating_sub(ahead).min(clean.len());
                mark.end = mark.end.saturating_sub(ahead).min(clean.len());
            }
        } else {
            move_marks(&text, &clean, &mut marks);
        }
        // Cleaning can trim code that consists of spaces, which leaves an empty mark.
        marks.retain(|mark| mark.start < mark.end);
        marks.sort_by_key(|mark| mark.start);
        Some(RichText {
            text: clean.into_owned(),
            marks,
        })
    }

    fn end_block(&mut self) {
        if self.code.is_some() {
            self.end_code();
        }
        let Some(text) = self.take_text() else { return };
        let block = if self.quotes > 0 {
            Block::quote(text)
        } else if boilerplate::heads_related(&text.text) {
            self.also_read = true;
            return;
        } else {
            self.also_read = false;
            Block::Paragraph(text)
        };
        self.article.blocks.push(block);
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        self.heading = false;
        let Some(text) = self.take_text() else { return };
        self.also_read = boilerplate::heads_related(&text.text);
        let is_title = level == HeadingLevel::H1
            && self.article.headline.is_empty()
            && self.article.blocks.is_empty();
        if is_title {
            self.article.headline = text.text;
        } else if !self.also_read {
            self.article.blocks.push(Block::Subheading(Subheading {
                content: text,
                level: level as u8,
            }));
        }
    }

    fn end_code(&mut self) {
        let Some(language) = self.code.take() else {
            return;
        };
        let text = sanitize::clean_code(&std::mem::take(&mut self.text));
        self.marks.clear();
        self.open.clear();
        if !text.is_empty() {
            let language = Some(sanitize::clean_line(&language).into_owned());
            self.article.blocks.push(Block::Code {
                text,
                language: language.filter(|language| !language.is_empty()),
            });
        }
    }

    /// Ends an image, which always becomes a separate block.
    fn end_image(&mut self) {
        let Some((url, start)) = self.image.take() else {
            return;
        };
        let alt =
            sanitize::clean_line(&self.text.split_off(start.min(self.text.len()))).into_owned();
        self.marks.retain(|mark| mark.end <= start);
        let caption = Some(alt).filter(|alt| !alt.is_empty());
        let url = self.address(&url);
        if self.lists.is_empty() {
            self.end_block();
        }
        self.article.blocks.push(Block::Image(Image {
            url,
            alt: caption.clone(),
            caption,
            ..Image::default()
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_related_articles_are_kept() {
        let text = "---\ntitle: \"चंद्रयान\"\ndate: 2023-08-23\ntags: [चाँद, इसरो]\n---\n\
            पहला **मोटा** [कड़ी](https://example.org/a) पाठ।\n\n## आगे\n\n- एक\n- दो\n\n> कहा।\n\n\
            ![चित्र](https://example.org/i.jpg)\n\n## ये भी पढ़ें\n\n- [मंगलयान](https://example.org/m)\n- आर्यभट\n";
        let mut problems = Vec::new();
        let article = article(text, "a.md", &mut problems);
        assert!(problems.is_empty());
        assert_eq!(article.headline, "चंद्रयान");
        assert_eq!(article.tags, ["चाँद", "इसरो"]);
        let related: Vec<_> = article
            .related
            .iter()
            .map(|r| (r.title.as_str(), r.url.as_deref()))
            .collect();
        assert_eq!(
            related,
            [("मंगलयान", Some("https://example.org/m")), ("आर्यभट", None)]
        );
        let Some(Block::Paragraph(first)) = article.blocks.first() else {
            panic!("{article:?}")
        };
        assert_eq!(first.text, "पहला मोटा कड़ी पाठ।");
        let marked: Vec<_> = first
            .marks
            .iter()
            .map(|mark| &first.text[mark.start..mark.end])
            .collect();
        assert_eq!(marked, ["मोटा", "कड़ी"]);
        assert_eq!(article.blocks.len(), 5);
    }

    #[test]
    fn tables_code_levels_and_nested_lists_are_kept() {
        let text = "# शीर्षक\n\n### आगे\n\n| वर्ष | भाव |\n|---|--:|\n| 2019 | ~~512~~ |\n| 2020 |\n\n\
            3. एक\n   - [x] भीतर\n\n     7. और\n4. दो<br>H<sub>2</sub>O\n\n   ```rust x\n   a\n   \tb\n   ```\n\n---\n\n#### और\n\nपाठ।\n";
        let article = article(text, "a.md", &mut Vec::new());
        let lines = article.blocks.iter();
        let lines = lines.map(|block| serde_json::to_string(block).unwrap());
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                r#"{"kind":"subheading","text":"आगे"}"#,
                r#"{"kind":"table","head":[["वर्ष","भाव"]],"rows":[["2019",{"text":"512","marks":[{"start":0,"end":3,"mark":"strike"}]}],["2020",""]],"align":["auto","right"]}"#,
                r#"{"kind":"list","ordered":true,"start":3,"items":["एक",{"text":"☑ भीतर","depth":1,"ordered":false},{"text":"और","depth":2,"label":"7"},{"text":"दो\nH2O","marks":[{"start":8,"end":9,"mark":"subscript"}]}]}"#,
                r#"{"kind":"code","text":"a\n\tb","language":"rust"}"#,
                r#"{"kind":"rule"}"#,
                r#"{"kind":"subheading","text":"और","level":3}"#,
                r#"{"kind":"paragraph","text":"पाठ।"}"#,
            ]
        );
    }

    #[test]
    fn paragraphs_of_one_item_stay_together() {
        let text = "# शीर्षक\n\n1. पहला\n\n   दूसरा\n2. एक\n\n   ```\n   x\n   ```\n\n   फिर\n3. दो\n   > कहा\n\n> पहला।\n>\n> दूसरा।\n";
        assert_eq!(
            json(text),
            [
                r#"{"kind":"list","ordered":true,"items":["पहला\nदूसरा","एक"]}"#,
                r#"{"kind":"code","text":"x"}"#,
                r#"{"kind":"paragraph","text":"फिर"}"#,
                r#"{"kind":"list","ordered":true,"start":3,"items":["दो"]}"#,
                r#"{"kind":"quote","text":"कहा"}"#,
                r#"{"kind":"quote","text":"पहला।\nदूसरा।"}"#,
            ]
        );
    }

    #[test]
    fn what_html_shows_is_kept() {
        let text = "# शीर्षक\n\n<details>\n<summary>सार</summary>\n\nभीतर का **पाठ**।\n\n</details>\n\n\
            <details><summary>और</summary>पाठ <b>यहाँ</b></details>\n\n<!-- नोट -->\n\n\
            अंत <a href=\"https://a.example/\">कड़ी</a> <u>है</u>। <img src='https://a.example/x.png'>\n";
        assert_eq!(
            json(text),
            [
                r#"{"kind":"paragraph","text":"सार"}"#,
                r#"{"kind":"paragraph","text":"भीतर का पाठ।","marks":[{"start":20,"end":29,"mark":"strong"}]}"#,
                r#"{"kind":"paragraph","text":"और"}"#,
                r#"{"kind":"paragraph","text":"पाठ यहाँ","marks":[{"start":10,"end":22,"mark":"strong"}]}"#,
                r#"{"kind":"paragraph","text":"अंत कड़ी है।","marks":[{"start":10,"end":22,"mark":"link","url":"https://a.example/"}]}"#,
                r#"{"kind":"image","url":"https://a.example/x.png"}"#,
            ]
        );
    }

    /// Returns the blocks of a text as JSON.
    fn json(text: &str) -> Vec<String> {
        let article = article(text, "a.md", &mut Vec::new());
        assert_eq!(article.left_out, []);
        let blocks = article.blocks.iter();
        blocks
            .map(|block| serde_json::to_string(block).unwrap())
            .collect()
    }

    #[test]
    fn footnotes_stand_at_the_end_in_the_order_of_their_signs() {
        let text =
            "# शीर्षक\n\nएक[^b] दो[^a] तीन[^b]।\n\n[^a]: पहली।\n[^b]: दूसरी।\n\n    आगे।\n\nपाठ।\n";
        let article = article(text, "a.md", &mut Vec::new());
        let lines = article.blocks.iter();
        let lines = lines.map(|block| serde_json::to_string(block).unwrap());
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                r#"{"kind":"paragraph","text":"एक1 दो2 तीन1।","marks":[{"start":6,"end":7,"mark":"note","note":"b"},{"start":14,"end":15,"mark":"note","note":"a"},{"start":25,"end":26,"mark":"note","note":"b"}]}"#,
                r#"{"kind":"paragraph","text":"पाठ।"}"#,
                r#"{"kind":"list","ordered":true,"items":[{"text":"दूसरी।\nआगे।","note":"b"},{"text":"पहली।","note":"a"}]}"#,
            ]
        );
    }

    #[test]
    fn the_first_heading_is_the_headline_without_front_matter() {
        let mut problems = Vec::new();
        let article = article("# शीर्षक\n\nपाठ।", "a.md", &mut problems);
        assert_eq!(
            (article.headline.as_str(), article.blocks.len()),
            ("शीर्षक", 1)
        );
    }
}
