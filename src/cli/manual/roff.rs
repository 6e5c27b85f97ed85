//! The manual as a man page.

use crate::article::{Article, Block, Mark, MarkKind, RichText, TableCell};
use crate::words::{Language, ManualWord};
use clap_mangen::roff::{Inline, Roff, bold, italic, line_break, roman};

/// Returns the man page `newsreader(1)`; the first paragraph of the manual is its description.
pub(super) fn page(manual: &Article, about: &str, language: Language) -> String {
    let section = |name: ManualWord| name.say(language);
    let mut page = Roff::new();
    let version = concat!("newsreader ", env!("CARGO_PKG_VERSION"));
    page.control("TH", ["newsreader", "1", "", version, &manual.headline]);
    page.control("SH", [section(ManualWord::NameSection).as_str()]);
    page.text([roman(format!("newsreader - {about}"))]);
    page.control("SH", [section(ManualWord::SynopsisSection).as_str()]);
    page.text([bold("newsreader"), roman(" [PATH|URL]…")]);
    page.control("br", []);
    page.text([bold("newsreader"), roman(" COMMAND …")]);
    page.control("SH", [section(ManualWord::DescriptionSection).as_str()]);
    for block in &manual.blocks {
        put_block(&mut page, block);
    }
    page.to_roff()
}

fn put_block(page: &mut Roff, block: &Block) {
    match block {
        Block::Paragraph(words) => {
            page.control("PP", []);
            page.text(inlines(words));
        }
        Block::Subheading(heading) => {
            let macro_name = if heading.level <= 2 { "SH" } else { "SS" };
            page.control(macro_name, [heading.content.text.as_str()]);
        }
        Block::List { items, .. } => {
            for item in items {
                page.control("IP", ["•", "2"]);
                page.text(inlines(&item.content));
            }
        }
        Block::Table(table) => {
            for row in &table.rows {
                put_row(page, row);
            }
        }
        Block::Code { text, .. } => {
            page.control("PP", []);
            page.control("nf", []);
            for line in text.lines() {
                page.text([roman(line)]);
            }
            page.control("fi", []);
        }
        Block::Quote(quote) => {
            page.control("PP", []);
            page.text(inlines(&quote.content));
        }
        Block::Image(_) | Block::Media(_) | Block::Rule => {}
    }
}

/// Writes a row as a term, its first cell, and the rest as the explanation.
fn put_row(page: &mut Roff, row: &[TableCell]) {
    let Some((first, rest)) = row.split_first() else {
        return;
    };
    page.control("TP", []);
    page.text(inlines(&first.0));
    let rest = rest.iter().filter(|cell| !cell.0.text.is_empty());
    for (index, cell) in rest.enumerate() {
        if index > 0 {
            page.control("br", []);
        }
        page.text(inlines(&cell.0));
    }
}

/// Returns words in the fonts of a man page: code and strong words bold, emphasis italic.
fn inlines(words: &RichText) -> Vec<Inline> {
    let font = |mark: &&Mark| match &mark.kind {
        MarkKind::Code | MarkKind::Strong | MarkKind::Emphasis => true,
        MarkKind::Link { .. }
        | MarkKind::Superscript
        | MarkKind::Subscript
        | MarkKind::Strike
        | MarkKind::Note { .. } => false,
    };
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in words.marks.iter().filter(font) {
        let (Some(before), Some(inside)) = (
            words.text.get(at..mark.start),
            words.text.get(mark.start..mark.end),
        ) else {
            continue;
        };
        put_lines(&mut parts, before, |text| roman(text));
        let set: fn(&str) -> Inline = if mark.kind == MarkKind::Emphasis {
            |text| italic(text)
        } else {
            |text| bold(text)
        };
        put_lines(&mut parts, inside, set);
        at = mark.end;
    }
    put_lines(
        &mut parts,
        words.text.get(at..).unwrap_or_default(),
        |text| roman(text),
    );
    parts
}

fn put_lines(parts: &mut Vec<Inline>, text: &str, set: fn(&str) -> Inline) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            parts.push(line_break());
        }
        if !line.is_empty() {
            parts.push(set(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    fn page_of(text: &str) -> String {
        let parsed = ingest::parse(text.as_bytes(), "x.md");
        page(&parsed.articles[0], "reads", Language::English)
    }

    #[test]
    fn no_line_of_text_is_a_request() {
        let text =
            "---\ntitle: T\n---\nIt begins.\n\n```\n.so /etc/passwd\n'quoted\nback\\slash\n```\n";
        let page = page_of(text);
        assert!(
            page.contains("back\\\\slash") || page.contains("back\\eslash"),
            "{page}"
        );
        assert!(!page.lines().any(|line| line.starts_with(".so")), "{page}");
        assert!(!page.lines().any(|line| line.starts_with('\'')), "{page}");
    }

    #[test]
    fn code_is_bold_and_a_row_is_a_term_with_its_explanation() {
        let text =
            "---\ntitle: T\n---\nPress `j` now.\n\n| a | b |\n| --- | --- |\n| `x` | does *it* |\n";
        let page = page_of(text);
        assert!(page.contains("Press \\fBj\\fR now."), "{page}");
        assert!(page.contains(".TP\n\\fBx\\fR\ndoes \\fIit\\fR"), "{page}");
    }
}
