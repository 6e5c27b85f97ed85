//! Cleans every text of an article before it leaves `ingest`.
//!
//! The parsers of the formats sanitise their input, but cut and join texts afterwards. Cleaning is
//! idempotent: an article that is written as JSON and parsed again has the same texts and marks.

use crate::article::{Article, Block, ListItem, MarkKind, RichText, Subheading, TableCell};
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
        &mut article.summary,
        &mut article.section,
        &mut article.language,
        &mut article.url,
        &mut article.guid,
    ] {
        optional(field);
    }
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

fn block(block: &mut Block) {
    let optional = |text: &mut Option<String>| {
        *text = text
            .take()
            .map(|text| sanitize::clean_line(&text).into_owned());
    };
    match block {
        Block::Paragraph(text) => rich(text),
        Block::Subheading(heading) => {
            rich(&mut heading.content);
            heading.level = heading.level.clamp(Subheading::HIGHEST, Subheading::LOWEST);
        }
        Block::Quote(quotation) => {
            rich(&mut quotation.content);
            optional(&mut quotation.by);
        }
        Block::List { ordered, items, .. } => {
            for item in items {
                rich(&mut item.content);
                item.depth = item.depth.min(ListItem::DEEPEST);
                item.ordered = item.ordered.filter(|own| own != ordered);
            }
        }
        Block::Table(table) => {
            optional(&mut table.caption);
            let rows = table.head.iter_mut().chain(&mut table.rows);
            rows.flatten().for_each(|TableCell(cell)| rich(cell));
        }
        Block::Code { text, language } => {
            *text = sanitize::clean_code(text);
            optional(language);
        }
        Block::Rule => {}
        Block::Image {
            url,
            alt,
            caption,
            credit,
        } => {
            *url = sanitize::clean_line(url).into_owned();
            optional(alt);
            optional(caption);
            optional(credit);
        }
    }
}

/// Returns the cleaned text if it differs from `text`.
fn changed(text: &str) -> Option<String> {
    let clean = sanitize::clean_line(text);
    let is_same = matches!(clean, Cow::Borrowed(same) if same.len() == text.len());
    (!is_same).then(|| clean.into_owned())
}

/// Cleans a text with marks. If cleaning changes the text, all marks are dropped, because their
/// offsets would be wrong.
///
/// Empty marks are always dropped, because parsing the article again would drop them too.
fn rich(rich: &mut RichText) {
    let clean = sanitize::clean_line(&rich.text);
    if clean != rich.text {
        rich.text = clean.into_owned();
        rich.marks.clear();
    }
    let RichText { text, marks } = rich;
    marks.retain(|mark| mark.start < mark.end && text.get(mark.start..mark.end).is_some());
    if !marks.is_sorted_by_key(|mark| mark.start) {
        marks.sort_by_key(|mark| mark.start);
    }
    for mark in marks {
        if let MarkKind::Link { url } = &mut mark.kind
            && let Cow::Owned(clean) = sanitize::clean_line(url)
        {
            *url = clean;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::article::Mark;

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
                text("a\u{7}bc", vec![mark(0, 1)]),
            ],
            ..Article::default()
        };
        let clean = clean_article(article);
        assert_eq!(
            (clean.headline.as_str(), clean.summary.as_deref()),
            ("शीर्षक", None)
        );
        assert_eq!(clean.blocks[0], text("abc", vec![mark(0, 1), mark(1, 2)]));
        assert_eq!(clean.blocks[1], text("abc", Vec::new()));
        assert_eq!(clean_article(clean.clone()), clean);
    }
}
