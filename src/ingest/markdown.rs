//! Markdown: `CommonMark`, with YAML or TOML front matter.
//!
//! The front matter of a story is flat: names with words, dates or lists of words. That much of
//! YAML is read here; a whole YAML parser would bring its anchors, tags and types with it, which
//! nobody writes above an article and strangers use to exhaust readers.

use super::{Problem, date, plain};
use crate::article::{Article, Block, Mark, MarkKind, Related, RichText, Source};
use crate::text::sanitize;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// Reads a Markdown text as one article.
pub(super) fn article(text: &str, origin: &str, problems: &mut Vec<Problem>) -> Article {
    let (front, body) = split(text);
    let mut writer = Writer::default();
    for event in Parser::new(body) {
        writer.event(event);
    }
    writer.end_block();
    let mut article = writer.article;
    match front {
        Front::None => {}
        Front::Yaml(front) => yaml(front)
            .into_iter()
            .for_each(|(name, value)| field(&mut article, &name, &value)),
        Front::Toml(front) => match front.parse::<toml::Table>() {
            Ok(table) => table
                .iter()
                .for_each(|(name, value)| field(&mut article, name, &value_of(value))),
            Err(error) => {
                let what = format!(
                    "front matter is not TOML ({}); it was passed over",
                    error.message()
                );
                problems.push(Problem::new(origin, Some(1), what));
            }
        },
    }
    if article.headline.is_empty() {
        take_headline(&mut article);
    }
    article
}

/// What stands above the text.
enum Front<'a> {
    None,
    Yaml(&'a str),
    Toml(&'a str),
}

fn split(text: &str) -> (Front<'_>, &str) {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    for fence in ["---", "+++"] {
        let Some((_, rest)) = text
            .strip_prefix(fence)
            .and_then(|rest| rest.split_once('\n'))
        else {
            continue;
        };
        let begins_line = |at: usize| at == 0 || rest.get(..at).is_some_and(|h| h.ends_with('\n'));
        let end = rest
            .match_indices(fence)
            .map(|(at, _)| at)
            .find(|at| begins_line(*at));
        if let Some((inside, after)) = end.and_then(|at| rest.split_at_checked(at)) {
            let body = after.split_once('\n').map_or("", |(_, body)| body);
            let front = if fence == "---" {
                Front::Yaml(inside)
            } else {
                Front::Toml(inside)
            };
            return (front, body);
        }
    }
    (Front::None, text)
}

/// Reads `name: value`, `name: [a, b]` and lists of `- item` lines.
fn yaml(front: &str) -> Vec<(String, Vec<String>)> {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for line in front.lines() {
        let trimmed = line.trim();
        if let (Some(item), Some((_, values))) = (trimmed.strip_prefix("- "), fields.last_mut()) {
            values.push(unquoted(item));
            continue;
        }
        let Some((name, value)) = trimmed
            .split_once(':')
            .filter(|_| !trimmed.starts_with('#'))
        else {
            continue;
        };
        let value = value.trim();
        let values = match value
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix(']'))
        {
            Some(list) => list.split(',').map(unquoted).collect(),
            None if value.is_empty() || matches!(value, "|" | ">") => Vec::new(),
            None => vec![unquoted(value)],
        };
        fields.push((name.trim().to_owned(), values));
    }
    fields
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inner = ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.unwrap_or(text).to_owned()
}

fn value_of(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(values) => values.iter().flat_map(value_of).collect(),
        toml::Value::Table(_) => Vec::new(),
        toml::Value::Datetime(date) => vec![date.to_string()],
        toml::Value::Integer(number) => vec![number.to_string()],
        toml::Value::Float(number) => vec![number.to_string()],
        toml::Value::Boolean(flag) => vec![flag.to_string()],
    }
}

/// Puts one field of the front matter where it belongs.
fn field(article: &mut Article, name: &str, values: &[String]) {
    let values: Vec<String> = values
        .iter()
        .map(|value| sanitize::line(value).into_owned())
        .collect();
    let Some(first) = values.first().filter(|first| !first.is_empty()).cloned() else {
        return;
    };
    match name.to_ascii_lowercase().as_str() {
        "title" | "headline" => article.headline = first,
        "kicker" => article.kicker = Some(first),
        "summary" | "description" | "standfirst" | "excerpt" => article.summary = Some(first),
        "author" | "authors" => article.authors = values,
        "date" | "published" | "pubdate" => article.published = date::parse(&first),
        "updated" | "lastmod" | "modified" => article.updated = date::parse(&first),
        "section" | "category" => article.section = Some(first),
        "language" | "lang" => article.language = Some(first),
        "url" | "link" | "canonical" => article.url = Some(first),
        "tags" | "keywords" => article.tags = values,
        "source" | "publisher" => {
            article.source = Some(Source {
                name: first,
                url: None,
            });
        }
        "image" | "cover" => {
            let block = Block::Image {
                url: first,
                alt: None,
                caption: None,
                credit: None,
            };
            article.blocks.insert(0, block);
        }
        "related" => {
            article
                .related
                .extend(values.into_iter().map(|title| Related { title, url: None }));
        }
        _ => {}
    }
}

/// A story without a title in its front matter is named by its first heading, else its first words.
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
            if let Block::Subheading(text) = article.blocks.remove(index) {
                article.headline = text.text;
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

/// The blocks so far, and the one that is being read.
#[derive(Default)]
struct Writer {
    article: Article,
    text: String,
    marks: Vec<Mark>,
    /// Marks that have begun: where, and what they are.
    open: Vec<(usize, MarkKind)>,
    heading: bool,
    quotes: usize,
    /// The lists that are open, and the items of the outermost one.
    lists: Vec<bool>,
    items: Vec<RichText>,
    /// The address of the image whose alternative text is being read, and where that text begins.
    image: Option<(String, usize)>,
    code: bool,
    /// Whether a heading like `ये भी पढ़ें` stands above.
    also_read: bool,
}

impl Writer {
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
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => {
                let tag = html.trim();
                if !tag.is_empty() && !tag.starts_with("<!--") {
                    self.leave_out(tag);
                }
            }
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn leave_out(&mut self, text: &str) {
        let text = sanitize::line(text).into_owned();
        let reason = "HTML within Markdown".to_owned();
        self.article
            .left_out
            .push(crate::article::LeftOut { text, reason });
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.heading = true;
            }
            Tag::Paragraph if self.lists.is_empty() => self.end_block(),
            Tag::CodeBlock(_) => {
                self.end_block();
                self.code = true;
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quotes += 1;
            }
            Tag::List(start) => {
                self.end_item();
                if self.lists.is_empty() {
                    self.end_block();
                }
                self.lists.push(start.is_some());
            }
            Tag::Item => self.end_item(),
            Tag::Emphasis => self.open.push((self.text.len(), MarkKind::Emphasis)),
            Tag::Strong => self.open.push((self.text.len(), MarkKind::Strong)),
            Tag::Link { dest_url, .. } => {
                let url = sanitize::line(&dest_url).into_owned();
                self.open.push((self.text.len(), MarkKind::Link { url }));
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some((dest_url.into_string(), self.text.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph if self.lists.is_empty() => self.end_block(),
            TagEnd::CodeBlock => self.end_block(),
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
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

    /// Takes the text that was gathered, clean; its marks only if cleaning changed nothing.
    fn take_text(&mut self) -> Option<RichText> {
        let text = std::mem::take(&mut self.text);
        let mut marks = std::mem::take(&mut self.marks);
        self.open.clear();
        let ahead = text.len() - text.trim_start().len();
        let clean = sanitize::line(&text);
        if clean.is_empty() {
            return None;
        }
        if clean != text.trim() {
            marks.clear();
        }
        for mark in &mut marks {
            mark.start = mark.start.saturating_sub(ahead).min(clean.len());
            mark.end = mark.end.saturating_sub(ahead).min(clean.len());
        }
        marks.sort_by_key(|mark| mark.start);
        Some(RichText {
            text: clean.into_owned(),
            marks,
        })
    }

    fn end_block(&mut self) {
        let code = std::mem::take(&mut self.code);
        let Some(text) = self.take_text() else { return };
        let block = if self.quotes > 0 {
            Block::Quote(text)
        } else if code {
            let mark = Mark {
                start: 0,
                end: text.text.len(),
                kind: MarkKind::Code,
            };
            Block::Paragraph(RichText {
                marks: vec![mark],
                ..text
            })
        } else if plain::names_related(&text.text) {
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
        self.also_read = plain::names_related(&text.text);
        let is_title = level == HeadingLevel::H1
            && self.article.headline.is_empty()
            && self.article.blocks.is_empty();
        if is_title {
            self.article.headline = text.text;
        } else if !self.also_read {
            self.article.blocks.push(Block::Subheading(text));
        }
    }

    fn end_item(&mut self) {
        if let Some(item) = self.take_text() {
            self.items.push(item);
        }
    }

    /// A list below `ये भी पढ़ें` holds titles of other stories.
    fn end_list(&mut self) {
        self.end_item();
        let ordered = self.lists.pop().unwrap_or(false);
        if !self.lists.is_empty() {
            return;
        }
        let items = std::mem::take(&mut self.items);
        if self.also_read {
            let related = items.into_iter().map(|item| Related {
                url: item.marks.iter().find_map(|mark| match &mark.kind {
                    MarkKind::Link { url } if url.starts_with("http") => Some(url.clone()),
                    _ => None,
                }),
                title: item.text,
            });
            self.article.related.extend(related);
        } else if !items.is_empty() {
            self.article.blocks.push(Block::List { ordered, items });
        }
    }

    /// An image is a block of its own, wherever it stands.
    fn end_image(&mut self) {
        let Some((url, start)) = self.image.take() else {
            return;
        };
        let alt = sanitize::line(&self.text.split_off(start.min(self.text.len()))).into_owned();
        self.marks.retain(|mark| mark.end <= start);
        let caption = Some(alt).filter(|alt| !alt.is_empty());
        let url = sanitize::line(&url).into_owned();
        if self.lists.is_empty() {
            self.end_block();
        }
        self.article.blocks.push(Block::Image {
            url,
            alt: caption.clone(),
            caption,
            credit: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_in_markdown_keeps_its_marks_and_leads() {
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
    fn a_story_without_front_matter_is_named_by_its_heading() {
        let mut problems = Vec::new();
        let article = article("# शीर्षक\n\nपाठ।", "a.md", &mut problems);
        assert_eq!(
            (article.headline.as_str(), article.blocks.len()),
            ("शीर्षक", 1)
        );
    }
}
