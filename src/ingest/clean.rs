//! Cleans every text of an article before it leaves `ingest`.
//!
//! The parsers of the formats sanitise their input, but cut and join texts afterwards. Cleaning is
//! idempotent: an article that is written as JSON and parsed again has the same texts and marks.

use crate::article::{Article, Block, ListItem, Mark, MarkKind, RichText, Subheading, TableCell};
use crate::text::sanitize;
use std::borrow::Cow;

/// Cleans every text of an article except its origin.
pub(super) fn clean_article(mut article: Article) -> Article {
    let line = |text: &mut String| {
        if let Some(clean) = changed(text) {
            *text = clean;
        }
    };
    let optional = |text: &mut Option<String>| {
        if let Some(inner) = text {
            line(inner);
        }
        text.take_if(|text| text.is_empty());
    };
    line(&mut article.headline);
    for field in [
        &mut article.kicker,
        &mut article.section,
        &mut article.language,
        &mut article.url,
        &mut article.guid,
        &mut article.comments,
    ] {
        optional(field);
    }
    optional_rich(&mut article.summary, &mut article.summary_marks);
    article
        .authors
        .iter_mut()
        .chain(&mut article.tags)
        .for_each(line);
    if let Some(source) = &mut article.source {
        line(&mut source.name);
        optional(&mut source.url);
    }
    for related in &mut article.related {
        line(&mut related.title);
        optional(&mut related.url);
    }
    for piece in &mut article.left_out {
        line(&mut piece.text);
        line(&mut piece.reason);
    }
    article.blocks.iter_mut().for_each(block);
    article
}

/// Cleans a summary or a caption with its marks.
fn optional_rich(text: &mut Option<String>, marks: &mut Vec<Mark>) {
    let own = std::mem::take(marks);
    let Some(words) = text.take() else {
        return;
    };
    let mut whole = RichText {
        text: words,
        marks: own,
    };
    rich(&mut whole);
    if !whole.text.is_empty() {
        *text = Some(whole.text);
        *marks = whole.marks;
    }
}

/// Cleans a caption, which has one line, with its marks.
fn caption(text: &mut Option<String>, marks: &mut Vec<Mark>) {
    for words in text.iter_mut() {
        if words.contains('\n') {
            *words = words.replace('\n', " ");
        }
    }
    optional_rich(text, marks);
}

fn block(block: &mut Block) {
    let line = |text: &mut String| {
        if let Some(clean) = changed(text) {
            *text = clean;
        }
    };
    let optional = |text: &mut Option<String>| text.iter_mut().for_each(line);
    match block {
        Block::Paragraph(text) => rich(text),
        Block::Subheading(heading) => {
            heading.content.text = heading.content.text.replace('\n', " ");
            rich(&mut heading.content);
            heading.level = heading.level.clamp(Subheading::HIGHEST, Subheading::LOWEST);
        }
        Block::Quote(quotation) => {
            rich(&mut quotation.content);
            optional(&mut quotation.by);
            optional(&mut quotation.url);
        }
        Block::List { ordered, items, .. } => {
            for item in items {
                rich(&mut item.content);
                item.depth = item.depth.min(ListItem::DEEPEST);
                item.ordered = item.ordered.filter(|own| own != ordered);
                optional(&mut item.label);
                optional(&mut item.note);
            }
        }
        Block::Table(table) => {
            caption(&mut table.caption, &mut table.caption_marks);
            let rows = table.head.iter_mut().chain(&mut table.rows);
            rows.flatten().for_each(|TableCell(cell)| rich(cell));
        }
        Block::Code { text, language } => {
            *text = sanitize::clean_code(text);
            optional(language);
        }
        Block::Rule => {}
        Block::Image(image) => {
            line(&mut image.url);
            optional(&mut image.alt);
            caption(&mut image.caption, &mut image.caption_marks);
            optional(&mut image.credit);
        }
        Block::Media(media) => {
            line(&mut media.url);
            optional(&mut media.title);
            optional(&mut media.poster);
            optional(&mut media.mime);
            optional(&mut media.site);
        }
    }
}

/// Returns the cleaned text if it differs from `text`.
fn changed(text: &str) -> Option<String> {
    let clean = sanitize::clean_line(text);
    let is_same = matches!(clean, Cow::Borrowed(same) if same.len() == text.len());
    (!is_same).then(|| clean.into_owned())
}

/// Cleans a text with marks. Empty marks are dropped, because parsing the article again would drop
/// them too.
fn rich(rich: &mut RichText) {
    let clean = sanitize::clean_lines(&rich.text);
    if clean != rich.text {
        let clean = clean.into_owned();
        move_marks(&rich.text, &clean, &mut rich.marks);
        rich.text = clean;
    }
    let RichText { text, marks } = rich;
    marks.retain(|mark| mark.start < mark.end && text.get(mark.start..mark.end).is_some());
    if !marks.is_sorted_by_key(|mark| mark.start) {
        marks.sort_by_key(|mark| mark.start);
    }
    for mark in marks {
        let text = match &mut mark.kind {
            MarkKind::Link { url } => url,
            MarkKind::Note { note } => note,
            MarkKind::Emphasis
            | MarkKind::Strong
            | MarkKind::Code
            | MarkKind::Superscript
            | MarkKind::Subscript
            | MarkKind::Strike => continue,
        };
        if let Some(clean) = changed(text) {
            *text = clean;
        }
    }
}

/// The maximum number of bytes that are cleaned again to find the new offsets of marks.
const MOST_WORK: usize = 4 << 20;

/// Moves marks from `text` to the same words in `clean`, the text after cleaning. A mark whose words
/// cannot be found again is dropped.
///
/// Cleaning what precedes an offset gives what precedes it in the cleaned text, except within an
/// escape sequence or a cluster. Text from a page rarely has a character that is removed, but where
/// it has one, such as a soft hyphen, no link of the paragraph may be lost.
pub(super) fn move_marks(text: &str, clean: &str, marks: &mut Vec<Mark>) {
    if text.len().saturating_mul(marks.len()) > MOST_WORK {
        marks.clear();
        return;
    }
    marks.retain_mut(|mark| {
        let (Some(before), Some(within)) = (text.get(..mark.end), text.get(mark.start..)) else {
            return false;
        };
        // Space is trimmed from the start of what follows and from the end of what precedes.
        let (before, within) = (sanitize::clean_lines(before), sanitize::clean_lines(within));
        mark.start = clean.len().saturating_sub(within.len());
        mark.end = before.len();
        mark.start < mark.end && clean.starts_with(&*before) && clean.ends_with(&*within)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_is_idempotent_and_keeps_valid_marks() {
        let mark = |start, end| Mark {
            start,
            end,
            kind: MarkKind::Strong,
        };
        let text = |text: &str, marks: Vec<Mark>| {
            Block::Paragraph(RichText {
                text: text.to_owned(),
                marks,
            })
        };
        let article = Article {
            headline: "शी\u{1b}र्षक".to_owned(),
            summary: Some("\u{7}".to_owned()),
            blocks: vec![
                text("abc", vec![mark(1, 2), mark(0, 1), mark(2, 2), mark(2, 9)]),
                text("a\u{7}bc  d", vec![mark(0, 1), mark(2, 7), mark(3, 4)]),
            ],
            ..Article::default()
        };
        let clean = clean_article(article);
        assert_eq!(
            (clean.headline.as_str(), clean.summary.as_deref()),
            ("शीर्षक", None)
        );
        assert_eq!(clean.blocks[0], text("abc", vec![mark(0, 1), mark(1, 2)]));
        assert_eq!(
            clean.blocks[1],
            text("abc d", vec![mark(0, 1), mark(1, 5), mark(2, 3)])
        );
        assert_eq!(clean_article(clean.clone()), clean);
    }
}
