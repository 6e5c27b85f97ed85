//! Prefixes of words that most articles have give the same answers as rare ones, by another plan.

use crate::damage::Random;
use crate::stored::{library, story};
use newsreader::article::{Article, ArticleId, Marks};
use newsreader::search::{LibraryQuery, tokens};
use newsreader::store::{Order, Store};

const STORIES: usize = 800;

/// Returns articles of about thirty words, each of one of these prefixes and two more letters.
fn stories(beginnings: &[&str], letters: &str) -> Vec<Article> {
    let mut random = Random(5);
    let letters: Vec<char> = letters.chars().collect();
    let word = |random: &mut Random| -> String {
        let mut word = beginnings[random.below(beginnings.len())].to_owned();
        word.extend((0..2).map(|_| letters[random.below(letters.len())]));
        word
    };
    (0..STORIES)
        .map(|number| {
            let mut words = |count: usize| -> String {
                let words: Vec<String> = (0..count).map(|_| word(&mut random)).collect();
                words.join(" ")
            };
            let headline = words(4);
            let river = if number.is_multiple_of(3) {
                " नदी"
            } else {
                ""
            };
            let text = format!("{}{river}", words(30));
            let day = i64::try_from(number).unwrap();
            story(&headline, "पत्र", day, &text)
        })
        .collect()
}

/// Returns the newest articles for whose words in headline and text `is_meant` holds.
fn expected(
    stories: &[Article],
    is_meant: impl Fn(&[String], &[String]) -> bool,
) -> Vec<ArticleId> {
    let meant = stories.iter().rev().filter(|story| {
        let title: Vec<String> = tokens(&story.headline);
        let all: Vec<String> = tokens(&story.plain_text());
        is_meant(&title, &all)
    });
    meant.map(|story| story.id).collect()
}

fn found(store: &Store, question: &str, order: Order, limit: usize) -> Vec<ArticleId> {
    let hits = store
        .find(&LibraryQuery::new(question), order, limit)
        .unwrap();
    hits.into_iter().map(|hit| hit.listing.id).collect()
}

/// Returns queries with the articles that answer them, the newest first.
fn cases(stories: &[Article], read: &[ArticleId]) -> Vec<(&'static str, Vec<ArticleId>)> {
    let begins = |words: &[String], letter: char| words.iter().any(|word| word.starts_with(letter));
    let has_river = |words: &[String]| words.iter().any(|word| word == "नदी");
    let of = |is_meant: &dyn Fn(&[String], &[String]) -> bool| expected(stories, is_meant);
    let with_s = of(&|_, all| begins(all, 'स'));
    assert!(with_s.len() > STORIES / 2 && with_s.len() < STORIES);
    let unread = with_s.iter().copied().filter(|id| !read.contains(id));
    vec![
        ("स* is:unread", unread.collect()),
        ("स*", with_s),
        ("स* नदी", of(&|_, all| begins(all, 'स') && has_river(all))),
        ("स* -नदी", of(&|_, all| begins(all, 'स') && !has_river(all))),
        ("स* क*", of(&|_, all| begins(all, 'स') && begins(all, 'क'))),
        ("title:स*", of(&|title, _| begins(title, 'स'))),
        (
            "स* title:क*",
            of(&|title, all| begins(all, 'स') && begins(title, 'क')),
        ),
        ("नदी -स*", of(&|_, all| has_river(all) && !begins(all, 'स'))),
    ]
}

#[test]
fn a_letter_finds_the_newest_articles_with_it() {
    let letters = "कखगचजटडतदनपबमयरलवसह";
    let beginnings: Vec<String> = letters.chars().map(String::from).collect();
    let beginnings: Vec<&str> = beginnings.iter().map(String::as_str).collect();
    let stories = stories(&beginnings, letters);
    let (_folder, mut store) = library(&stories);
    let mark = Marks {
        read: true,
        starred: false,
    };
    let read: Vec<ArticleId> = stories.iter().step_by(2).map(|story| story.id).collect();
    let marks: Vec<_> = read.iter().map(|id| (*id, mark)).collect();
    store.set_marks(&marks).unwrap();
    for (question, all) in cases(&stories, &read) {
        assert!(!all.is_empty(), "{question}");
        let newest = found(&store, question, Order::Newest, 40);
        assert_eq!(newest, all[..all.len().min(40)], "{question}");
        assert_eq!(
            found(&store, question, Order::Newest, 2_000),
            all,
            "{question}"
        );
        // Partial matches come after full ones.
        let best = found(&store, question, Order::Best, 2_000);
        assert!(
            best[..all.len()].iter().all(|id| all.contains(id)),
            "{question}"
        );
    }
}

/// While a word is typed the query stands for the commonest words with that prefix; here there are many.
#[test]
fn a_prefix_finds_articles_among_the_newest() {
    let stories = stories(&["सच", "कच", "गच", "हच"], "चजटडतदनपबम");
    let (_folder, store) = library(&stories);
    let begins = |words: &[String]| words.iter().any(|word| word.starts_with("सच"));
    let all = expected(&stories, |_, all| begins(all));
    let titles = expected(&stories, |title, _| begins(title));
    for (question, all) in [("सच", &all), ("title:सच", &titles)] {
        let mut question = LibraryQuery::new(question);
        question.leave_open();
        let newest = store.find(&question, Order::Newest, 40).unwrap();
        assert_eq!(newest.len(), 40);
        for hit in newest {
            let place = all.iter().position(|id| *id == hit.listing.id);
            assert!(place.is_some_and(|place| place < 80), "{place:?}");
        }
    }
}
