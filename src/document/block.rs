//! Layout of the elements of an article, with a function for each kind.

use super::setter::{Indent, Marker, Setter, Span, SpanStyle, StyledText};
use super::stretch::{Stress, Stretch, stretches};
use super::{Role, TargetKind};
use crate::article::{Article, Block, MarkKind, Offer, Quotation, RichText, Subheading};
use crate::text::measure::{LetterForm, Measure};
use crate::text::raised::{lowered, raised};
use crate::text::script::count_words;
use crate::words::{Phrase, day_and_time, translated};
use std::borrow::Cow;

/// Words per minute of a newspaper reader, in Hindi as in English.
const WORDS_A_MINUTE: usize = 180;

impl<M: Measure> Setter<'_, M> {
    /// Lays out a whole article.
    pub(super) fn article(&mut self, article: &Article, offers: &[Offer]) {
        let items = article.blocks.iter().filter_map(|block| match block {
            Block::List { items, .. } => Some(items),
            Block::Paragraph(_)
            | Block::Subheading(_)
            | Block::Image(_)
            | Block::Media(_)
            | Block::Quote(_)
            | Block::Table(_)
            | Block::Code { .. }
            | Block::Rule => None,
        });
        let notes = items.flatten().filter_map(|item| item.note.clone());
        self.notes = notes.map(|note| (note, None)).collect();
        self.head(article);
        for (index, block) in article.blocks.iter().enumerate() {
            self.block = index;
            self.block(block);
        }
        self.comments(article);
        self.related(offers);
        self.left_out(article);
    }

    fn head(&mut self, article: &Article) {
        if let Some(kicker) = article.kicker.as_deref().or(article.section.as_deref()) {
            self.line(kicker, Role::Kicker);
        }
        if article.headline.is_empty() {
            // A short note has no headline: it begins with its text.
        } else if self.setting.with_large_headline {
            self.large(&article.headline, Role::Headline);
        } else {
            self.line(&article.headline, Role::Headline);
        }
        if let Some(summary) = article.rich_summary() {
            self.blank();
            // A summary without a body, as in many feeds, is the article's text.
            let is_words = Block::has_words;
            let has_body = article.blocks.iter().any(is_words);
            let role = if has_body { Role::Summary } else { Role::Body };
            self.rich(&summary, role, Indent::default());
        }
        let byline = self.byline(article);
        if !byline.is_empty() {
            self.blank();
            self.line(&byline, Role::Byline);
        }
        self.blank();
    }

    /// Returns a line with authors, time and reading time; unknown values are omitted.
    fn byline(&self, article: &Article) -> String {
        let language = self.setting.language;
        let words: usize = article
            .blocks
            .iter()
            .flat_map(Block::texts)
            .map(count_words)
            .sum();
        let mut parts: Vec<String> = Vec::new();
        parts.extend(article.source.as_ref().map(|source| source.name.clone()));
        let own_name = parts.first().cloned();
        parts.extend(
            article
                .authors
                .iter()
                .filter(|name| Some(*name) != own_name.as_ref())
                .cloned(),
        );
        parts.extend(article.published.map(|at| day_and_time(&at, language)));
        if words > 0 {
            let minutes = words.div_ceil(WORDS_A_MINUTE);
            parts.push(Phrase::ReadingMinutes(minutes).say(language).into_owned());
        }
        parts.join(" · ")
    }

    pub(super) fn line(&mut self, text: &str, role: Role) {
        self.paragraph(&[Span::new(text, role)], Indent::default());
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                self.rich(text, Role::Body, Indent::default());
                self.blank();
            }
            Block::Subheading(heading) => {
                self.blank();
                let role = if heading.level <= Subheading::HIGHEST {
                    Role::Subheading
                } else {
                    Role::Strong
                };
                self.rich(&heading.content, role, Indent::default());
            }
            Block::Quote(quotation) => self.quote(quotation),
            Block::List {
                ordered,
                start,
                items,
            } => self.list(*ordered, *start, items),
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => self.code(text),
            Block::Rule => self.rule(),
            Block::Image(image) => self.image(image),
            Block::Media(media) => self.media(media),
        }
    }

    fn quote(&mut self, quotation: &Quotation) {
        let bar = "▎ ";
        let marker = Marker {
            text: bar,
            role: Role::Marker,
            target: None,
            on_every_line: true,
        };
        let indent = Indent {
            left: self.measure.width(bar),
            marker: Some(marker),
            ..Indent::default()
        };
        self.rich(&quotation.content, Role::Quote, indent);
        let host = quotation.url.as_deref().and_then(host);
        let by = [quotation.by.clone(), host].into_iter().flatten();
        let by = by.collect::<Vec<_>>().join(" · ");
        if !by.is_empty() {
            let by = format!("— {by}");
            match &quotation.url {
                Some(url) => self.linked_line(&by, url, Role::Credit, indent),
                None => self.paragraph(&[Span::new(&by, Role::Credit)], indent),
            }
        }
        self.blank();
    }

    /// Lays out the address of the page where readers discuss the article.
    fn comments(&mut self, article: &Article) {
        let Some(url) = &article.comments else { return };
        let label = Phrase::Comments.say(self.setting.language).into_owned();
        let line = [Some(label), host(url)].into_iter().flatten();
        let line = line.collect::<Vec<_>>().join(" · ");
        self.blank();
        self.linked_line(&line, url, Role::Link, Indent::default());
        self.blank();
    }

    /// Lays out `text` as a link, with the number of the link after it.
    fn linked_line(&mut self, text: &str, url: &str, role: Role, indent: Indent<'_>) {
        let target = Some(self.target(TargetKind::Link(url.to_owned())));
        let number = format!("[{}]", self.links());
        let span = |text, role| Span::linked(text, role, target);
        let spans = [span(text, role), span(&number, Role::Number)];
        self.paragraph(&spans, indent);
    }

    /// Lays out text with links and emphasis; each link gets the number by which it can be opened.
    pub(super) fn rich(&mut self, text: &RichText, role: Role, indent: Indent<'_>) {
        let pieces = self.pieces_of(text, role);
        let spans: Vec<Span<'_>> = pieces
            .iter()
            .map(|(text, style)| Span {
                text,
                style: *style,
            })
            .collect();
        self.paragraph(&spans, indent);
    }

    /// Cuts text at the start and end of each mark; the number of a link follows its last stretch.
    pub(super) fn pieces_of<'t>(&mut self, rich: &'t RichText, role: Role) -> Vec<StyledText<'t>> {
        if rich.marks.is_empty() {
            return vec![(rich.text.as_str().into(), SpanStyle::new(role, None))];
        }
        // For each mark, its target, and its number if it is a link.
        let mut links: Vec<Option<(usize, Option<usize>)>> = Vec::with_capacity(rich.marks.len());
        for mark in &rich.marks {
            links.push(match &mark.kind {
                MarkKind::Link { url } => {
                    let target = self.target(TargetKind::Link(url.clone()));
                    Some((target, Some(self.links())))
                }
                MarkKind::Note { note } => self.note_sign(note).map(|target| (target, None)),
                MarkKind::Emphasis
                | MarkKind::Strong
                | MarkKind::Code
                | MarkKind::Superscript
                | MarkKind::Subscript
                | MarkKind::Strike => None,
            });
        }
        let mut pieces = Vec::new();
        for Stretch {
            range,
            link,
            stress,
        } in stretches(rich)
        {
            let link_mark = link.and_then(|mark| Some((mark, links.get(mark).copied().flatten()?)));
            let target = link_mark.map(|(_, (target, _))| target);
            let number = link_mark.and_then(|(mark, (_, number))| Some((mark, number?)));
            let shown = match stress {
                _ if number.is_some() => Role::Link,
                _ if target.is_some() => Role::Number,
                Some(Stress::Code) => Role::Code,
                Some(Stress::Strong) => Role::Strong,
                Some(Stress::Emphasis) => Role::Emphasis,
                Some(Stress::Struck) => Role::Struck,
                Some(Stress::Raised | Stress::Lowered) | None => role,
            };
            let end = range.end;
            let words = rich.text.get(range).unwrap_or_default();
            let is_note = target.is_some() && number.is_none();
            let (words, form) = letters_of(words, stress, is_note);
            let style = SpanStyle {
                role: shown,
                target,
                form,
            };
            pieces.push((words, style));
            let is_last = |mark: usize| rich.marks.get(mark).is_some_and(|mark| mark.end == end);
            if let Some((_, number)) = number.filter(|(mark, _)| is_last(*mark)) {
                let style = SpanStyle::new(Role::Number, target);
                pieces.push((format!("[{number}]").into(), style));
            }
        }
        pieces
    }

    fn left_out(&mut self, article: &Article) {
        let count = article.left_out_words().count();
        if count == 0 {
            return;
        }
        self.blank();
        let keys = self.setting.with_keys.and_then(|keys| keys.left_out);
        let keys = keys.map(|keys| keys.to_string().into());
        let note = Phrase::LeftOut(count, keys).say(self.setting.language);
        self.line(&note, Role::Note);
        if !self.setting.with_left_out {
            return;
        }
        for piece in article.left_out_words() {
            let marker = Marker {
                text: "– ",
                role: Role::Note,
                target: None,
                on_every_line: false,
            };
            let left = self.measure.width("– ");
            let reason = translated(&piece.reason, self.setting.language);
            let reason = format!(" ({reason})");
            let spans = [
                Span::new(&piece.text, Role::Note),
                Span::new(&reason, Role::Credit),
            ];
            self.paragraph(
                &spans,
                Indent {
                    left,
                    marker: Some(marker),
                    ..Indent::default()
                },
            );
        }
    }
}

/// Returns the host of an address.
pub(super) fn host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// Returns the letters that show a stretch of text, and their form in print.
fn letters_of(words: &str, stress: Option<Stress>, is_note: bool) -> (Cow<'_, str>, LetterForm) {
    match stress {
        Some(Stress::Raised) => {
            // Brackets would look like those of the number of a link.
            let inner = words.trim_matches(['[', ']', '(', ')']);
            (
                raised(if is_note { inner } else { words }),
                LetterForm::Raised,
            )
        }
        Some(Stress::Lowered) => (lowered(words), LetterForm::Lowered),
        Some(Stress::Code | Stress::Strong | Stress::Emphasis | Stress::Struck) | None => {
            (words.into(), LetterForm::Text)
        }
    }
}
