//! List and article side by side: keys and the mouse are about the story that is shown.

use crate::support::Reader;
use newsreader::app::{Effect, Pane};
use newsreader::article::{Article, Block, LeftOut, Related, RichText};
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

/// Two stories: one that has everything, and another.
fn stories() -> Vec<Article> {
    let image = Block::Image {
        url: "https://example.org/one.jpg".to_owned(),
        alt: None,
        caption: Some("एक चित्र".to_owned()),
        credit: None,
    };
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
fn keys_work_on_the_story_that_is_shown_beside_the_list() {
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
    assert_eq!(reader.model.focus, Pane::Article);
    assert_eq!(reader.open_story(), "दूसरी ख़बर");
}

#[test]
fn letters_stand_on_the_story_again_after_it_was_left() {
    let mut reader = Reader::new(120, 40, "sum", stories());
    reader.press("Enter x Esc f");
    assert!(reader.model.letters.is_some());
}

#[test]
fn a_story_that_is_not_on_the_screen_is_not_meant() {
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
fn beside_an_empty_list_no_story_is_shown() {
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
fn a_star_stands_before_the_name_of_the_file_and_not_in_its_place() {
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
