//! Notices in the bottom line: how long they are shown, and which keys remove them.

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
fn a_search_in_the_article_says_which_hit_it_went_to() {
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
    assert_eq!(hits, 5);
    assert_eq!(said(&reader), Some(&Phrase::Hit(1, hits)));
    reader.press("/xyzzy Enter");
    assert_eq!(said(&reader), Some(&Phrase::NoHits));
}

/// A letter that was a command before the search, such as `q`, must not lengthen the old one.
#[test]
fn a_new_search_in_an_article_begins_empty() {
    let mut reader = reader();
    let query = |reader: &Reader| {
        reader
            .model
            .article
            .page()
            .unwrap()
            .query
            .typed()
            .to_owned()
    };
    reader.press("Enter /कुंज Enter");
    reader.press("/");
    assert!(!reader.screen().contains("/ कुंज"), "{}", reader.screen());
    reader.press("q");
    assert_eq!(query(&reader), "q");
    reader.press("Esc");
    assert_eq!(query(&reader), "कुंज", "as it was");
    reader.press("/ Enter");
    assert_eq!(query(&reader), "कुंज", "as it was");
    reader.press("/ख़बर Enter Esc / ↑ ↑");
    assert_eq!(query(&reader), "कुंज");
    reader.press("↓ Enter");
    assert_eq!(query(&reader), "ख़बर");
}

#[test]
fn the_number_of_the_hit_goes_with_the_next_key() {
    for key in ["Space", "j", "Esc", "J", "Tab"] {
        let mut reader = reader();
        reader.press("Enter /कुंज Enter n");
        assert!(matches!(said(&reader), Some(Phrase::Hit(..))));
        reader.press(key);
        assert_eq!(said(&reader), None, "{key}");
    }
}

/// The last page has several hits, none of which can be scrolled to its top.
#[test]
fn n_goes_from_line_to_line_with_hits_and_round_the_end() {
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
fn the_request_to_open_an_article_goes_when_one_is_opened() {
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
fn a_failure_is_shown_until_the_next_key() {
    let mut reader = refreshed(true);
    for _ in 0..10 {
        reader.wait();
    }
    assert!(reader.screen().contains("so it went"));
    reader.press("j");
    assert_eq!(said(&reader), None);
}

#[test]
fn an_announcement_is_not_taken_away_by_keys() {
    let mut reader = refreshed(false);
    reader.press("j j");
    assert!(reader.screen().contains("so it went"));
    for _ in 0..10 {
        reader.wait();
    }
    assert_eq!(said(&reader), None);
}
