//! What works on every server: stories, folders and marks come and go.
//!
//! These cases run over the model in each dialect and over a real Miniflux.

use super::bed::{Addresses, Bed, Mark, NamedCase, addresses, stories};
use super::reader::{NAME, Reader, assert_agree};
use crate::greader::NewStory;

/// A name that each layer could spoil.
pub(super) const HARD: &str = "आकाश & \"Sky\" <b>/x; 'y'";

pub(super) fn first_sync_brings_unread_and_starred_with_folders(bed: &dyn Bed) {
    let sky = bed.feed(HARD, "देश & विदेश/x <1>");
    let sea = bed.feed("समुद्र", "News");
    bed.find(sky, stories(0..4));
    bed.find(sea, stories(4..8));
    let hard = NewStory {
        title: "5 < 6 & \"दो\" AT&T / 'x'".to_owned(),
        ..NewStory::numbered(8)
    };
    let title = hard.title.clone();
    bed.find(sea, vec![hard]);
    bed.mark(&addresses([1, 2, 5]), Mark::Read);
    bed.mark(&addresses([2, 6]), Mark::Starred);
    let reader = Reader::with(bed);
    let line = reader.sync();
    assert_agree(&reader, bed);
    assert!(line["new"].as_u64().unwrap() >= 7, "{line}");
    let listed = reader.stories();
    assert_eq!(listed[&addresses([8])[0]].title, title);
    let feeds = reader.good(&["feeds", "list", "--json"]).rows();
    for (name, folder) in [(HARD, "देश & विदेश/x <1>"), ("समुद्र", "News")]
    {
        let feed = feeds.iter().find(|feed| feed["title"] == *name);
        let feed = feed.unwrap_or_else(|| panic!("no {name} among {feeds:?}"));
        assert_eq!(feed["account"], NAME);
        assert_eq!(feed["folders"], serde_json::json!([folder]));
    }
    let account = reader.account(NAME);
    assert_eq!(
        (&account["feeds"], &account["waiting"]),
        (&2.into(), &0.into())
    );
    assert_eq!(account["unread"], bed.unread().len());
}

pub(super) fn marks_made_here_arrive_there(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..10));
    bed.mark(&addresses([8, 9]), Mark::Starred);
    let reader = Reader::with(bed);
    reader.sync();
    reader.mark(&addresses([0, 1, 8]), "--read");
    reader.mark(&addresses([1, 2]), "--star");
    reader.mark(&addresses([9]), "--unstar");
    assert!(reader.waiting() >= 5);
    let line = reader.sync();
    assert!(line["sent"].as_u64().unwrap() >= 6, "{line}");
    assert_eq!(reader.waiting(), 0);
    let expected: Addresses = addresses([2, 3, 4, 5, 6, 7, 9]).into_iter().collect();
    assert_eq!(bed.unread(), expected);
    assert_eq!(bed.starred(), addresses([1, 2, 8]).into_iter().collect());
    assert_agree(&reader, bed);
    reader.mark(&addresses([0, 8]), "--unread");
    reader.sync();
    assert!(bed.unread().contains(&addresses([0])[0]));
    assert_agree(&reader, bed);
}

pub(super) fn marks_made_there_arrive_here(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..10));
    let reader = Reader::with(bed);
    reader.sync();
    bed.mark(&addresses([0, 1]), Mark::Read);
    bed.mark(&addresses([1, 2]), Mark::Starred);
    bed.find(feed, stories(10..13));
    let line = reader.sync();
    assert_eq!(line["new"], 3, "{line}");
    assert_agree(&reader, bed);
    bed.mark(&addresses([0]), Mark::Unread);
    bed.mark(&addresses([2]), Mark::Unstarred);
    reader.sync();
    assert_agree(&reader, bed);
    assert!(reader.unread().contains(&addresses([0])[0]));
}

pub(super) fn stories_read_there_before_they_came_here_come_when_starred(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..4));
    bed.mark(&addresses([0, 1]), Mark::Read);
    let reader = Reader::with(bed);
    reader.sync();
    bed.mark(&addresses([0]), Mark::Starred);
    bed.mark(&addresses([1]), Mark::Unread);
    reader.sync();
    assert_agree(&reader, bed);
    assert!(reader.stories()[&addresses([0])[0]].is_read);
}

pub(super) fn stories_are_found_by_account_and_search(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    let story = NewStory {
        html: "<p>अनोखाशब्द यहाँ है, और कहीं नहीं।</p>".to_owned(),
        ..NewStory::numbered(3)
    };
    bed.find(feed, vec![story]);
    bed.find(feed, stories(0..2));
    let reader = Reader::with(bed);
    reader.sync();
    let found = |query: &str| {
        let ended = reader.good(&["search", query, "--json"]);
        ended.rows().len()
    };
    assert_eq!(found("अनोखाशब्द"), 1);
    assert_eq!(found(&format!("account:{NAME}")), 3);
    let exported = reader.good(&["export"]).printed();
    assert!(exported.contains("अनोखाशब्द") && !exported.contains("<p>"));
}

pub(super) fn a_read_story_is_not_in_what_comes_new(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..6));
    let reader = Reader::with(bed);
    reader.sync();
    // All that the library had, and what the server found meanwhile stays unread.
    reader.mark(&addresses(0..6), "--read");
    bed.find(feed, stories(6..9));
    reader.sync();
    assert_eq!(bed.unread(), addresses(6..9).into_iter().collect());
    assert_agree(&reader, bed);
}

/// The cases by name, for a bed that is too dear to start for each.
pub(super) const CASES: [NamedCase; 6] = [
    (
        "first sync",
        first_sync_brings_unread_and_starred_with_folders,
    ),
    ("marks made here", marks_made_here_arrive_there),
    ("marks made there", marks_made_there_arrive_here),
    (
        "read before they came",
        stories_read_there_before_they_came_here_come_when_starred,
    ),
    (
        "account and search",
        stories_are_found_by_account_and_search,
    ),
    ("all read", a_read_story_is_not_in_what_comes_new),
];

super::over_each_dialect! {
    first_sync_brings_unread_and_starred_with_folders
    marks_made_here_arrive_there
    marks_made_there_arrive_here
    stories_read_there_before_they_came_here_come_when_starred
    stories_are_found_by_account_and_search
    a_read_story_is_not_in_what_comes_new
}
