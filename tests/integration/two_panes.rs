//! List and article side by side: keys and the mouse act on the article on the screen.

use crate::support::Reader;
use newsreader::app::mode::Mode;
use newsreader::app::{Effect, Message, Pane};
use newsreader::article::{Article, Block, Image, LeftOut, Related, RichText};
use newsreader::key::{Mouse, MouseKind};
use newsreader::words::Phrase;

fn story(name: &str, blocks: Vec<Block>) -> Article {
    Article {
        headline: name.to_owned(),
        blocks,
        ..Article::default()
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(RichText {
        text: text.to_owned(),
        marks: Vec::new(),
    })
}

/// Two articles: one with images, links and a left-out part, and a plain one.
fn stories() -> Vec<Article> {
    let image = Block::Image(Image {
        url: "https://example.org/one.jpg".to_owned(),
        caption: Some("एक चित्र".to_owned()),
        ..Image::default()
    });
    let full = Article {
        left_out: vec![LeftOut {
            text: "साझा करें".to_owned(),
            reason: "share bar".to_owned(),
        }],
        related: vec![Related {
            title: "दूसरी ख़बर".to_owned(),
            url: None,
        }],
        ..story("पहली ख़बर", vec![paragraph("पहला अनुच्छेद।"), image])
    };
    let other = story("दूसरी ख़बर", vec![paragraph("और कुछ।")]);
    [full, other].map(Article::identified).into()
}

#[test]
fn keys_act_on_the_article_beside_the_list() {
    let mut reader = Reader::new(120, 40, "sum", stories());
    reader.press("x");
    assert!(reader.screen().contains("साझा करें"));
    reader.press("x i");
    let image = Effect::OpenAddress("https://example.org/one.jpg".to_owned());
    assert_eq!(reader.effects, [image]);
    reader.press("Y");
    let Some(Effect::Copy(copied)) = reader.effects.last() else {
        panic!()
    };
    assert_eq!(copied, "पहली ख़बर");
    reader.press("f s");
    assert_eq!(reader.model.context.focus, Pane::Article);
    assert_eq!(reader.open_story(), "दूसरी ख़बर");
}

#[test]
fn hints_work_on_an_article_that_was_left_for_the_list() {
    let mut reader = Reader::new(120, 40, "sum", stories());
    reader.press("Enter x Esc f");
    assert!(matches!(reader.model.mode, Mode::Hints(_)));
}

#[test]
fn keys_do_not_act_on_an_article_off_the_screen() {
    let mut reader = Reader::new(80, 24, "sum", stories());
    reader.press("Enter Esc j");
    for key in ["x", "f", "i", "I"] {
        reader.press(key);
        assert!(reader.model.status.is_saying(&Phrase::OpenFirst), "{key}");
    }
    reader.press("Y");
    assert!(reader.model.status.is_saying(&Phrase::NoParagraph));
    assert!(reader.effects.is_empty());
}

#[test]
fn beside_an_empty_list_no_article_is_shown() {
    let mut reader = Reader::new(120, 40, "sum", stories());
    reader.press("/xyzzy Enter A");
    assert!(reader.model.article.page().is_none());
    assert!(reader.model.status.is_saying(&Phrase::NoStories));
    reader.press("Esc");
    assert_eq!(reader.open_story(), "पहली ख़बर");
    reader.press("A A");
    assert!(reader.model.status.is_saying(&Phrase::AllReadAlready));
}

#[test]
fn a_star_is_shown_before_the_name_of_the_file() {
    let of_file = Article {
        origin: "folder/b000.txt".to_owned(),
        ..story("बिना स्रोत", Vec::new())
    };
    let mut reader = Reader::new(80, 24, "sum", vec![of_file.identified()]);
    assert!(reader.screen().contains("  b000.txt"));
    reader.press("s");
    assert!(
        reader.screen().contains("★ · b000.txt"),
        "{}",
        reader.screen()
    );
}

fn mouse(reader: &mut Reader, kind: MouseKind, column: u16, row: u16) {
    reader.send(Message::Mouse(Mouse { kind, column, row }));
}

#[test]
fn the_wheel_over_the_list_keeps_the_article_with_the_focus() {
    let mut reader = Reader::on_bundled(160, 20, "sum");
    reader.press("j Enter");
    let open = reader.open_story().to_owned();
    let before = reader.screen();
    for _ in 0..8 {
        mouse(&mut reader, MouseKind::WheelDown, 5, 8);
    }
    assert_ne!(reader.screen(), before, "the list has scrolled");
    assert_eq!(
        (reader.open_story(), reader.selected_story()),
        (&*open, &*open)
    );
    for _ in 0..20 {
        mouse(&mut reader, MouseKind::WheelUp, 5, 8);
    }
    assert_eq!(reader.screen(), before);
    for _ in 0..30 {
        mouse(&mut reader, MouseKind::WheelDown, 5, 8);
    }
    reader.press("q");
    assert_eq!(reader.selected_story(), open);
    let title: String = open.chars().take(20).collect();
    let list = |reader: &Reader| {
        let rows = reader.screen();
        let rows = rows
            .lines()
            .map(|row| row.split('│').next().unwrap().to_owned());
        rows.collect::<Vec<_>>().join("\n")
    };
    assert!(list(&reader).contains(&title), "{}", reader.screen());
}

#[test]
fn the_wheel_over_a_list_with_the_focus_changes_the_preview() {
    let mut reader = Reader::on_bundled(160, 20, "sum");
    for _ in 0..8 {
        mouse(&mut reader, MouseKind::WheelDown, 5, 8);
        assert_eq!(reader.open_story(), reader.selected_story());
    }
    assert_ne!(reader.model.list.selected(), 0);
}

#[test]
fn a_click_selects_the_row_under_it_in_a_scrolled_list() {
    let mut reader = Reader::on_bundled(160, 20, "sum");
    reader.press("Enter");
    for _ in 0..8 {
        mouse(&mut reader, MouseKind::WheelDown, 5, 8);
    }
    let rows = reader.screen();
    let row = rows.lines().position(|row| row.starts_with(" ●")).unwrap();
    let under = rows
        .lines()
        .nth(row)
        .unwrap()
        .split('│')
        .next()
        .unwrap()
        .trim_matches([' ', '●'])
        .to_owned();
    mouse(&mut reader, MouseKind::Press, 5, row.try_into().unwrap());
    assert!(
        reader.selected_story().starts_with(&under),
        "{under}: {}",
        reader.selected_story()
    );
    assert_eq!(reader.open_story(), reader.selected_story());
    let is_there = reader.screen().lines().nth(row).unwrap().contains(&under);
    assert!(is_there, "it stays where it is: {}", reader.screen());
}
