//! The last line of defence, by property: whatever text reaches the view, no cell holds a terminal control;
//! whatever cells reach the screen, it writes only its own sequences.

use crate::support::{Reader, noon};
use newsreader::app::library::NamedList;
use newsreader::app::news::FeedRow;
use newsreader::app::{Answer, Message};
use newsreader::article::{
    Article, Block, DataTable, Image, LeftOut, Mark, MarkKind, Media, Quotation, Related, RichText,
    Source, TableCell,
};
use newsreader::key::{Key, KeyCode};
use newsreader::terminal::screen::Screen;
use newsreader::text::sanitize::is_terminal_control;
use newsreader::text::width::{ExplicitWidth, WidthProfile};
use newsreader::words::Phrase;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

/// Generates text with terminal controls among letters.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\u{1b}]0;x\u{7}",
        "\u{1b}[31m",
        "\u{1b}",
        "\u{9b}2J",
        "\u{9d}0;x\u{9c}",
        "\u{202e}",
        "\u{2067}",
        "\u{2028}",
        "\u{85}",
        "\u{7}",
        "\0",
        "\u{7f}",
        "\r",
        "\n",
        "\t",
        "\u{10eeee}\u{305}",
        "\u{1100}\u{1100}",
        "\u{200d}",
        "क्ष",
        "स्त्री",
        "word",
        " ",
        "👩\u{200d}👩",
        "https://a.example/",
        "東京",
        "\u{301}",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// An article that was never sanitized, with `text` in each of its fields.
fn raw(text: &str) -> Article {
    let text = || text.to_owned();
    let article = Article {
        kicker: Some(text()),
        headline: text(),
        summary: Some(text()),
        summary_marks: rich(text()).marks,
        comments: Some(text()),
        authors: vec![text()],
        source: Some(Source {
            name: text(),
            url: Some(text()),
        }),
        published: Some(noon()),
        section: Some(text()),
        tags: vec![text()],
        language: Some(text()),
        url: Some(text()),
        origin: text(),
        blocks: blocks(&text()),
        related: vec![Related {
            title: text(),
            url: Some(text()),
        }],
        left_out: vec![LeftOut {
            text: text(),
            reason: text(),
        }],
        ..Article::default()
    };
    article.identified()
}

/// Returns `text` as one link to itself.
fn rich(text: String) -> RichText {
    let marks = vec![Mark {
        start: 0,
        end: text.len(),
        kind: MarkKind::Link { url: text.clone() },
    }];
    RichText { text, marks }
}

/// A block of each kind, with `text` in each of its fields.
fn blocks(text: &str) -> Vec<Block> {
    let text = || text.to_owned();
    let rich = || rich(text());
    vec![
        Block::Paragraph(rich()),
        Block::subheading(rich()),
        Block::Quote(Quotation {
            content: rich(),
            by: Some(text()),
            url: Some(text()),
        }),
        Block::list(true, [rich()]),
        Block::Table(table(&text(), &rich())),
        Block::Code {
            text: text(),
            language: Some(text()),
        },
        Block::Image(Image {
            url: text(),
            alt: Some(text()),
            caption: Some(text()),
            caption_marks: rich().marks,
            credit: Some(text()),
            ..Image::default()
        }),
        Block::Media(Media {
            url: text(),
            title: Some(text()),
            site: Some(text()),
            ..Media::default()
        }),
    ]
}

fn table(caption: &str, cell: &RichText) -> DataTable {
    let rows = || vec![vec![TableCell(cell.clone())]];
    DataTable {
        caption: Some(caption.to_owned()),
        caption_marks: cell.marks.clone(),
        head: rows(),
        rows: rows(),
        ..DataTable::default()
    }
}

fn answers(text: &str) -> Vec<Answer> {
    let name = |phrase| NamedList {
        name: phrase,
        question: text.to_owned(),
        unread: None,
        is_saved: false,
    };
    vec![
        Answer::Remark(text.into()),
        Answer::Recovered(text.into(), 1, 2),
        Answer::Opened(text.to_owned()),
        Answer::NotOpened(text.to_owned()),
        Answer::Lists(vec![
            name(Phrase::Section(text.into())),
            name(Phrase::SavedSearch(text.into())),
        ]),
        Answer::Feeds(vec![FeedRow {
            address: text.to_owned(),
            title: text.into(),
            result: text.into(),
            is_faulty: true,
            folder: text.into(),
            ..FeedRow::default()
        }]),
        Answer::Refreshed {
            said: text.into(),
            is_faulty: true,
        },
    ]
}

fn assert_harmless(reader: &Reader) -> Result<(), TestCaseError> {
    for cell in &reader.buffer().content {
        prop_assert!(
            !cell.symbol().contains(is_terminal_control),
            "{:?}",
            cell.symbol()
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cell_holds_a_terminal_control(text in hostile(), width in 1_u16..120, height in 1_u16..40, large in any::<bool>()) {
        let mut reader = Reader::new(width, height, "vte", vec![raw(&text), raw(&format!("{text}x"))]);
        if large {
            reader.resize(160, 50);
        }
        assert_harmless(&reader)?;
        for answer in answers(&text) {
            reader.send(Message::Answered(answer));
            assert_harmless(&reader)?;
            reader.press("!");
            assert_harmless(&reader)?;
            reader.press("Esc");
        }
        for keys in ["Enter", "x", "Tab", "i", "Esc", "f", "Esc", "J", "?", "Esc", "r", "o", "Esc", "1", "Esc"] {
            reader.press(keys);
            assert_harmless(&reader)?;
        }
        reader.send(Message::Typed(Key::char('/')));
        reader.press("Esc Esc /");
        for c in text.chars() {
            reader.send(Message::Typed(Key::plain(KeyCode::Char(c))));
        }
        reader.send(Message::Pasted(text));
        assert_harmless(&reader)?;
    }

    #[test]
    fn only_the_screens_own_sequences_are_written(
        frames in prop::collection::vec(prop::collection::vec((hostile(), 0_u8..4), 24), 1..4), is_told in any::<bool>(), measured in any::<bool>()
    ) {
        let mut widths = WidthProfile::named("vte").unwrap();
        if measured {
            widths.learn(&[("क्ष".to_owned(), 2)]);
        }
        if is_told {
            widths = widths.with_explicit(ExplicitWidth::Full);
        }
        let mut screen = Screen::new(Vec::new());
        for cells in frames {
            let mut frame = Buffer::empty(Rect::new(0, 0, 8, 3));
            for (cell, (text, colour)) in frame.content.iter_mut().zip(cells) {
                // Placeholders of pictures are put into cells by `terminal::graphics`.
                let text = text.replace('\u{10eeee}', "");
                cell.set_symbol(&text).set_style(Style::new().fg(Color::Indexed(colour)));
            }
            screen.present(&frame, &[], Some(Position { x: 1, y: 1 }), &widths).unwrap();
            screen.catch_up(&frame, &widths).unwrap();
            screen.link(Rect::new(0, 0, 8, 1), "https://a.example/").unwrap();
        }
        let written = String::from_utf8(std::mem::take(screen.output())).unwrap();
        let mut rest = written.as_str();
        while let Some((fine, sequence)) = rest.split_once('\u{1b}') {
            prop_assert!(!fine.contains(is_terminal_control), "{:?}", fine);
            rest = own(sequence).ok_or_else(|| TestCaseError::fail(format!("{sequence:?}")))?;
        }
        prop_assert!(!rest.contains(is_terminal_control), "{:?}", rest);
    }
}

/// Returns the text after the program's own sequence at the start of `text`, which has no escape.
fn own(text: &str) -> Option<&str> {
    if let Some(inside) = text.strip_prefix('[') {
        let end = inside.find(|c: char| !matches!(c, '0'..='9' | ';' | '?'))?;
        let last = inside[end..].chars().next()?;
        return "hlmHGKXbJ"
            .contains(last)
            .then(|| &inside[end + last.len_utf8()..]);
    }
    let inside = text
        .strip_prefix("]8;;")
        .or_else(|| text.strip_prefix("]66;w="))?;
    let (body, rest) = inside.split_once("\u{1b}\\")?;
    (!body.contains(is_terminal_control)).then_some(rest)
}
