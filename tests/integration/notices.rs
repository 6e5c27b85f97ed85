//! What the bottom line says is about what is on the screen: it falls with the key that leaves it.

use crate::support::Reader;
use newsreader::app::{Answer, Message};
use newsreader::words::Phrase;

fn reader() -> Reader {
    Reader::on_bundled(80, 24, "sum")
}

fn said(reader: &Reader) -> Option<&Phrase> {
    let notice = reader.model.status.notice.as_ref();
    notice.map(|notice| &notice.phrase)
}

#[test]
fn a_search_in_the_article_says_at_once_which_hit_it_went_to() {
    let mut reader = reader();
    reader.press("Enter");
    reader.send(Message::Answered(Answer::Copied));
    reader.press("/कुंज");
    assert_eq!(
        said(&reader),
        None,
        "what was said before is about something else"
    );
    reader.press("Enter");
    let hits = reader.model.article.page().unwrap().hits.len();
    assert!(hits > 2);
    assert_eq!(said(&reader), Some(&Phrase::Hit(1, hits)));
    reader.press("/xyzzy Enter");
    assert_eq!(said(&reader), Some(&Phrase::NoHits));
}

#[test]
fn which_hit_it_is_falls_when_the_page_moves_or_the_search_is_left() {
    for key in ["Space", "j", "Esc", "J", "Tab"] {
        let mut reader = reader();
        reader.press("Enter /कुंज Enter n");
        assert!(matches!(said(&reader), Some(Phrase::Hit(..))));
        reader.press(key);
        assert_eq!(said(&reader), None, "{key}");
    }
}

/// Also where the last page holds several hits, so that none of them can come to its top.
#[test]
fn hits_are_walked_through_one_line_after_the_other_and_round_the_ends() {
    for (width, height) in [(80, 24), (80, 200)] {
        let mut reader = Reader::on_bundled(width, height, "sum");
        reader.press("Enter /कुंज Enter");
        let page = reader.model.article.page().unwrap();
        let total = page.hits.len();
        let mut lines: Vec<usize> = page
            .hits
            .iter()
            .map(|hit| page.document.line_of(hit.start))
            .collect();
        lines.dedup();
        for _ in 1..lines.len() {
            reader.press("n");
            assert!(
                matches!(said(&reader), Some(Phrase::Hit(n, _)) if *n > 1),
                "{:?}",
                said(&reader)
            );
        }
        reader.press("n");
        assert_eq!(said(&reader), Some(&Phrase::HitFromEnd(1, total)));
        reader.press("N");
        assert_eq!(said(&reader), Some(&Phrase::HitFromTop(total, total)));
    }
}

#[test]
fn a_refusal_does_not_stand_over_the_story_that_it_asked_for() {
    let mut reader = reader();
    reader.press("x");
    assert_eq!(said(&reader), Some(&Phrase::OpenFirst));
    reader.press("Enter");
    assert_eq!(said(&reader), None);
}

fn refreshed(is_faulty: bool) -> Reader {
    let mut reader = reader();
    reader.model.context.options.library = true;
    reader.press("R");
    reader.send(Message::Answered(Answer::Refreshed {
        said: "so it went".into(),
        is_faulty,
    }));
    reader
}

#[test]
fn what_went_wrong_stands_until_the_next_key() {
    let mut reader = refreshed(true);
    for _ in 0..10 {
        reader.wait();
    }
    assert!(reader.screen().contains("so it went"));
    reader.press("j");
    assert_eq!(said(&reader), None);
}

#[test]
fn news_that_came_by_itself_can_be_read_by_who_presses_keys() {
    let mut reader = refreshed(false);
    reader.press("j j");
    assert!(reader.screen().contains("so it went"));
    for _ in 0..10 {
        reader.wait();
    }
    assert_eq!(said(&reader), None);
}
