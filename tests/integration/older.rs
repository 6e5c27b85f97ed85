//! A library begins with its newest stories and gives the others when they are wanted.

use crate::support::{Reader, noon};
use newsreader::app::older::OlderPage;
use newsreader::app::{Answer, Effect, Message};
use newsreader::article::{Article, Listing};

/// Stories, the newest first.
fn stories(numbers: std::ops::Range<usize>) -> Vec<Article> {
    let story = |number: usize| Article {
        headline: format!("ख़बर {number}"),
        published: Some(noon() - chrono::Duration::hours(i64::try_from(number).unwrap())),
        ..Article::default()
    };
    numbers.map(|number| story(number).identified()).collect()
}

/// A reader with the first 400 stories of a library that has 1,000.
fn reader() -> Reader {
    let mut reader = Reader::new(80, 24, "sum", stories(0..1_000));
    let mut model = Reader::new(80, 24, "sum", stories(0..400)).model;
    model.options.library = true;
    reader.model = model;
    page(&mut reader, 400..400, Some((1_000, 1_000)));
    reader.effects.clear();
    reader
}

/// Gives the reader a page of the library, as if it had been asked for.
fn page(reader: &mut Reader, numbers: std::ops::Range<usize>, counted: Option<(usize, usize)>) {
    let read = numbers.end;
    reader.send(Message::Answered(Answer::Older(OlderPage {
        listings: stories(numbers).iter().map(Listing::from).collect(),
        read,
        is_last: read == 1_000,
        counted,
    })));
}

fn asked(reader: &Reader) -> Vec<usize> {
    let asked = reader.effects.iter().filter_map(|effect| match effect {
        Effect::LoadOlder(read) => Some(*read),
        _ => None,
    });
    asked.collect()
}

#[test]
fn older_stories_come_when_the_end_of_the_list_is_near() {
    let mut reader = reader();
    assert!(asked(&reader).is_empty());
    assert_eq!(
        (reader.model.list.len(), reader.model.count()),
        (400, 1_000)
    );
    assert_eq!(reader.model.unread(), 1_000);
    for _ in 0..20 {
        reader.press("Space");
    }
    assert_eq!(asked(&reader), [400], "once, not with every key");
    let selected = reader.selected_story().to_owned();
    page(&mut reader, 400..800, None);
    assert_eq!(reader.selected_story(), selected);
    assert_eq!(
        (reader.model.list.len(), reader.model.count()),
        (800, 1_000)
    );
}

#[test]
fn the_last_story_is_the_last_of_the_library() {
    let mut reader = reader();
    reader.press("G");
    page(&mut reader, 400..700, None);
    page(&mut reader, 700..1_000, None);
    assert_eq!(asked(&reader), [400, 700]);
    assert_eq!(reader.selected_story(), "ख़बर 999");
}

#[test]
fn all_stories_are_marked_and_not_only_those_that_are_there() {
    let mut reader = reader();
    reader.press("A");
    assert_eq!(reader.model.unread(), 1_000);
    page(&mut reader, 400..1_000, None);
    assert_eq!(reader.model.unread(), 0);
    reader.press("u");
    assert_eq!(reader.model.unread(), 1_000);
}

#[test]
fn what_waits_is_given_up_when_another_key_is_pressed() {
    let mut reader = reader();
    reader.press("G j");
    page(&mut reader, 400..1_000, None);
    assert_eq!(reader.selected_story(), "ख़बर 1");
}

#[test]
fn a_library_that_cannot_be_read_further_ends_where_it_is() {
    let mut reader = reader();
    reader.press("G");
    reader.send(Message::Answered(Answer::NoOlder));
    assert_eq!((reader.model.count(), reader.model.unread()), (400, 400));
    reader.press("G");
    assert_eq!(reader.selected_story(), "ख़बर 399");
    assert_eq!(asked(&reader), [400], "not again and again");
}

#[test]
fn a_filter_looks_at_all_stories() {
    let mut reader = reader();
    reader.press("/999");
    page(&mut reader, 400..700, None);
    page(&mut reader, 700..1_000, None);
    assert_eq!(asked(&reader), [400, 700]);
    assert_eq!(reader.selected_story(), "ख़बर 999");
}
