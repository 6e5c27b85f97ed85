//! Layout of the elements of an article, with a function for each kind.

use super::setter::{Indent, Marker, Setter, Span, StyledText};
use super::stretch::{Stress, Stretch, stretches};
use super::{Frame, Role, TargetKind};
use crate::article::{Article, Block, Offer, Quotation, RichText, Subheading};
use crate::text::measure::Measure;
use crate::text::raised::{lowered, raised};
use crate::text::script::count_words;
use crate::words::{Phrase, day_and_time};
use std::fmt::Write as _;

/// Words per minute of a newspaper reader, in Hindi as in English.
const WORDS_A_MINUTE: usize = 180;

impl<M: Measure> Setter<'_, M> {
    /// Lays out a whole article.
    pub(super) fn article(&mut self, article: &Article, offers: &[Offer]) {
        self.head(article);
        for block in &article.blocks {
            self.block(block);
        }
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
        if let Some(summary) = &article.summary {
            self.blank();
            // A summary without a body, as in many feeds, is the article's text.
            let is_words = Block::has_words;
            let has_body = article.blocks.iter().any(is_words);
            let role = if has_body { Role::Summary } else { Role::Body };
            self.line(summary, role);
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
            Block::Image {
                url,
                alt,
                caption,
                credit,
            } => {
                let caption = caption.as_deref().or(alt.as_deref());
                self.image(url, caption, credit.as_deref());
            }
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
        if let Some(by) = &quotation.by {
            let by = format!("— {by}");
            self.paragraph(&[Span::new(&by, Role::Credit)], indent);
        }
        self.blank();
    }

    /// Lays out an image as a framed card with its number and kind, caption, host and key.
    fn image(&mut self, url: &str, caption: Option<&str>, credit: Option<&str>) {
        let target = Some(self.target(TargetKind::Image(url.to_owned())));
        let number = self.images();
        let label = format!(" {number} ▸ {} ", Phrase::Image.say(self.setting.language));
        self.blank();
        self.edge(
            Frame::Top,
            &[Span {
                text: &label,
                role: Role::CardLabel,
                target,
            }],
        );
        let inset = 2 * self.measure.cell();
        let inside = Indent {
            left: inset,
            right: inset,
            marker: None,
            frame: Some(Frame::Sides),
        };
        if let Some(caption) = caption.filter(|caption| !caption.is_empty()) {
            self.paragraph(
                &[Span {
                    text: caption,
                    role: Role::Caption,
                    target,
                }],
                inside,
            );
        }
        let host = url::Url::parse(url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        let mut below = credit.unwrap_or_default().to_owned();
        if let Some(host) = host {
            let gap = if below.is_empty() { "" } else { " · " };
            // Writing to a string cannot fail.
            let _ = write!(below, "{gap}{host}");
        }
        if !below.is_empty() {
            self.paragraph(
                &[Span {
                    text: &below,
                    role: Role::Credit,
                    target,
                }],
                inside,
            );
            self.at_right_end("i", Role::Number, inset);
        }
        self.edge(Frame::Bottom, &[]);
        self.blank();
    }

    /// Lays out text with links and emphasis; each link gets the number by which it can be opened.
    pub(super) fn rich(&mut self, text: &RichText, role: Role, indent: Indent<'_>) {
        let pieces = self.pieces_of(text, role);
        let spans: Vec<Span<'_>> = pieces
            .iter()
            .map(|(text, role, target)| Span {
                text,
                role: *role,
                target: *target,
            })
            .collect();
        self.paragraph(&spans, indent);
    }

    /// Cuts text at the start and end of each mark; the number of a link follows its last stretch.
    pub(super) fn pieces_of<'t>(&mut self, rich: &'t RichText, role: Role) -> Vec<StyledText<'t>> {
        if rich.marks.is_empty() {
            return vec![(rich.text.as_str().into(), role, None)];
        }
        let before = self.links();
        let links: Vec<Option<usize>> = rich
            .marks
            .iter()
            .map(|mark| {
                let url = mark.kind.address()?.to_owned();
                Some(self.target(TargetKind::Link(url)))
            })
            .collect();
        let first = links.iter().copied().flatten().next().unwrap_or(0);
        let mut pieces = Vec::new();
        for Stretch {
            range,
            link,
            stress,
        } in stretches(rich)
        {
            let target = link.and_then(|mark| links.get(mark).copied().flatten());
            let shown = match stress {
                _ if target.is_some() => Role::Link,
                Some(Stress::Code) => Role::Code,
                Some(Stress::Strong) => Role::Strong,
                Some(Stress::Emphasis) => Role::Emphasis,
                Some(Stress::Struck) => Role::Struck,
                Some(Stress::Raised | Stress::Lowered) | None => role,
            };
            let end = range.end;
            let words = rich.text.get(range).unwrap_or_default();
            let words = match stress {
                Some(Stress::Raised) => raised(words),
                Some(Stress::Lowered) => lowered(words),
                Some(Stress::Code | Stress::Strong | Stress::Emphasis | Stress::Struck) | None => {
                    words.into()
                }
            };
            pieces.push((words, shown, target));
            let is_last = |mark: usize| rich.marks.get(mark).is_some_and(|mark| mark.end == end);
            if let Some(target) = target.filter(|_| link.is_some_and(is_last)) {
                let number = format!("[{}]", before + target - first + 1);
                pieces.push((number.into(), Role::Number, Some(target)));
            }
        }
        pieces
    }

    fn left_out(&mut self, article: &Article) {
        let count = article.left_out.len();
        if count == 0 {
            return;
        }
        self.blank();
        let note = Phrase::LeftOut(count).say(self.setting.language);
        self.line(&note, Role::Note);
        if !self.setting.with_left_out {
            return;
        }
        for piece in &article.left_out {
            let marker = Marker {
                text: "– ",
                role: Role::Note,
                target: None,
                on_every_line: false,
            };
            let left = self.measure.width("– ");
            let reason = format!(" ({})", piece.reason);
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
