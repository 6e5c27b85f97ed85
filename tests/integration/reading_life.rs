//! The app over a library: marks, undo, searches as lists, reading positions, refreshing.

use crate::support::Reader;
use newsreader::app::library::{Answers, ListView, NamedList};
use newsreader::app::news::StarterGroup;
use newsreader::app::{Answer, Effect, Message, Pane};
use newsreader::article::{ArticleId, Listing, Marks, Offer, Why};
use newsreader::words::Phrase;

fn reader() -> Reader {
    let mut reader = Reader::on_bundled(80, 24, "sum");
    reader.model.context.options.library = true;
    reader.press("Home");
    reader.effects.clear();
    reader
}

fn marks_of(effect: &Effect) -> &[(ArticleId, Marks)] {
    match effect {
        Effect::SetMarks(marks) => marks,
        other => panic!("{other:?}"),
    }
}

/// Answers the last query with these articles of the list.
fn answer(reader: &mut Reader, places: &[usize]) {
    let asked = reader.effects.iter().rev().find_map(|effect| match effect {
        Effect::Search {
            question,
            generation,
            ..
        } => Some((question.clone(), *generation)),
        _ => None,
    });
    let (question, generation) = asked.unwrap();
    let listings: Vec<Listing> = places
        .iter()
        .map(|place| reader.model.all().entries()[*place].listing.clone())
        .collect();
    reader.send(Message::Answered(Answer::Found {
        generation,
        answers: Answers {
            question,
            view: ListView::default(),
            listings,
            is_whole: true,
            is_partial: false,
        },
    }));
}

#[test]
fn opening_an_article_stores_that_it_is_read() {
    let mut reader = reader();
    reader.press("Enter");
    let kept = marks_of(&reader.effects[0]);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].1.read && !kept[0].1.starred);
}

#[test]
fn every_mark_can_be_undone() {
    let mut reader = reader();
    reader.press("s m A");
    let all = reader.model.list.len();
    assert_eq!(reader.model.unread(), 0);
    reader.press("u");
    assert_eq!(reader.model.unread(), all - 1);
    reader.press("u u u");
    assert_eq!(reader.model.unread(), all);
    let last = reader
        .effects
        .iter()
        .rev()
        .find(|effect| matches!(effect, Effect::SetMarks(_)));
    assert_eq!(marks_of(last.unwrap())[0].1, Marks::default());
}

#[test]
fn all_above_or_below_can_be_read_at_once() {
    let mut reader = reader();
    let all = reader.model.list.len();
    reader.press("j j <");
    assert_eq!(reader.model.unread(), all - 2);
    reader.press(">");
    assert_eq!(reader.model.unread(), 1);
}

#[test]
fn answers_replace_the_list_until_esc() {
    let mut reader = reader();
    reader.press("j j j");
    let selected = reader.selected_story().to_owned();
    reader.press("& क ख");
    answer(&mut reader, &[5, 2]);
    assert_eq!(reader.model.list.len(), 2);
    reader.press("Enter Enter");
    assert_eq!(reader.model.context.focus, Pane::Article);
    reader.press("Esc Esc Esc");
    assert_eq!(reader.selected_story(), selected);
    assert_eq!(reader.model.unread(), reader.model.list.len() - 1);
}

/// The library worker may answer the query of the first letter after that of the second.
#[test]
fn a_late_answer_never_replaces_a_newer_one() {
    let mut reader = reader();
    reader.press("& क");
    let Some(Effect::Search {
        generation: old, ..
    }) = reader.effects.last().cloned()
    else {
        panic!()
    };
    reader.press("ख");
    answer(&mut reader, &[1]);
    reader.send(Message::Answered(Answer::Found {
        generation: old,
        answers: Answers {
            question: "क".to_owned(),
            view: ListView::default(),
            listings: Vec::new(),
            is_whole: true,
            is_partial: false,
        },
    }));
    assert_eq!(reader.model.list.len(), 1);
}

#[test]
fn a_search_is_saved_as_a_list_and_chosen_again() {
    let mut reader = reader();
    reader.press("& क");
    answer(&mut reader, &[1]);
    reader.press("Enter w");
    assert_eq!(
        reader.effects.last(),
        Some(&Effect::SaveSearch("क".to_owned()))
    );
    reader.press("v");
    assert_eq!(reader.effects.last(), Some(&Effect::LoadLists));
    let list = |question: &str, is_saved| NamedList {
        unread: None,
        name: Phrase::SavedSearch(question.into()),
        question: question.to_owned(),
        is_saved,
    };
    let lists = vec![list("", false), list("ख", true)];
    reader.send(Message::Answered(Answer::Lists(lists)));
    reader.press("j Enter");
    let Some(Effect::Search { question, .. }) = reader.effects.last() else {
        panic!()
    };
    assert_eq!(question, "ख");
}

#[test]
fn the_reading_position_is_saved_while_reading_and_at_the_end() {
    let mut reader = reader();
    reader.press("Enter Space");
    let places = |reader: &Reader| -> Vec<usize> {
        let places = reader.effects.iter().filter_map(|effect| match effect {
            Effect::SavePosition(_, place) => Some(*place),
            _ => None,
        });
        places.collect()
    };
    reader.wait().wait().wait();
    let after_a_while = places(&reader);
    assert!(after_a_while.last().is_some_and(|place| *place > 0));
    reader.press("Space Q");
    let at_the_end = places(&reader);
    assert_eq!(at_the_end.len(), after_a_while.len() + 1);
    assert!(at_the_end.last() > after_a_while.last());
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
}

#[test]
fn history_goes_back_to_earlier_runs() {
    let mut reader = reader();
    let ids: Vec<ArticleId> = [3, 4]
        .map(|place: usize| reader.model.list.entry(place).unwrap().listing.id)
        .to_vec();
    let opened = ids.iter().map(|id| (*id, 40)).collect();
    reader.send(Message::Answered(Answer::History(opened)));
    reader.press("H");
    assert_eq!(reader.model.article.id(), Some(ids[1]));
    assert_eq!(reader.model.article.page().unwrap().offset, 40);
    reader.press("H");
    assert_eq!(reader.model.article.id(), Some(ids[0]));
}

#[test]
fn similar_articles_follow_those_of_the_publisher_with_the_reason() {
    let mut reader = reader();
    reader.press("Enter");
    let id = reader.model.article.id().unwrap();
    let other = reader.model.list.entry(9).unwrap().listing.clone();
    let offer = Offer {
        title: other.headline.clone(),
        url: None,
        id: Some(other.id),
        source: other.source,
        published: other.published,
        why: Why::Shares(vec!["पुतिन".to_owned(), "शी जिनपिंग".to_owned()]),
    };
    let place = reader.top_line();
    reader.send(Message::Answered(Answer::Suggested(id, vec![offer])));
    assert_eq!(reader.top_line(), place);
    reader.press("End");
    assert!(reader.screen().contains("पुतिन, शी जिनपिंग"));
    let number = reader.model.article.page().unwrap().offers.len();
    reader.press(&number.to_string()).wait();
    assert_eq!(reader.model.article.id(), Some(other.id));
}

/// The list has one row for near duplicates; the other versions are the first related articles.
#[test]
fn near_duplicates_come_before_articles_of_the_publisher() {
    let mut reader = reader();
    reader.press("Enter");
    let id = reader.model.article.id().unwrap();
    let own = reader.model.article.page().unwrap().offers.len();
    let others = [7, 8, 9].map(|at| reader.model.list.entry(at).unwrap().listing.clone());
    let offers = others.clone().map(|other| Offer {
        title: other.headline,
        url: other.url,
        id: Some(other.id),
        source: other.source,
        published: other.published,
        why: Why::Same,
    });
    for _twice in 0..2 {
        let again = Answer::Suggested(id, offers.to_vec());
        reader.send(Message::Answered(again));
        let page = reader.model.article.page().unwrap();
        let first = page.offers[..3].iter().map(|offer| offer.id.unwrap());
        assert!(first.eq(others.iter().map(|other| other.id)));
        assert_eq!(page.offers.len(), own + 3);
    }
    reader.press("2").wait();
    assert_eq!(reader.model.article.id(), Some(others[1].id));
}

#[test]
fn without_a_library_its_keys_say_so() {
    let mut reader = reader();
    reader.model.context.options.library = false;
    reader.press("v");
    assert!(!reader.model.is_typing() && reader.effects.is_empty());
    assert!(reader.model.status.is_saying(&Phrase::OnlyInLibrary));
    reader.press("w");
    assert!(matches!(reader.effects[..], [Effect::KeepArticle(_)]));
}

/// Moving through the list previews articles, which must not cause requests.
#[test]
fn a_page_is_fetched_for_an_open_article_not_for_a_preview() {
    let mut reader = Reader::on_bundled(120, 40, "sum");
    reader.model.context.options.library = true;
    let fetched = |reader: &Reader| {
        let fetches = |effect: &&Effect| matches!(effect, Effect::FetchWhole(_));
        reader.effects.iter().filter(fetches).count()
    };
    reader.press("j j j");
    assert_eq!(fetched(&reader), 0);
    reader.press("Enter");
    assert_eq!(fetched(&reader), 1);
    reader.press("J");
    assert_eq!(fetched(&reader), 2);
}

#[test]
fn an_article_that_becomes_whole_keeps_its_top_line() {
    let mut reader = reader();
    reader.press("Enter Space Space");
    let line = reader.top_line();
    let mut whole = (*reader.model.article.page().unwrap().article).clone();
    let more = whole.blocks[0].clone();
    whole.blocks.splice(0..0, [more.clone(), more]);
    reader.send(Message::Answered(Answer::Whole(whole.into())));
    assert_eq!(reader.top_line(), line);
}

#[test]
fn new_articles_come_above_and_the_selected_one_keeps_its_row() {
    let mut reader = reader();
    reader.press("j j");
    let (selected, row) = (reader.selected_story().to_owned(), reader.model.list.row());
    let fresh = |number: u64| Listing {
        id: ArticleId::from_bits(number),
        headline: format!("नई ख़बर {number}"),
        ..Listing::default()
    };
    reader.send(Message::Answered(Answer::Fresh(vec![fresh(1), fresh(2)])));
    assert_eq!(reader.selected_story(), selected);
    assert_eq!(reader.model.list.row(), row);
    reader.press("Home");
    assert_eq!(reader.selected_story(), "नई ख़बर 1");
}

/// A new user needs the hints most, and as long as no feed is followed, there is nothing to refresh.
#[test]
fn the_refresh_key_has_a_longer_hint_until_a_feed_is_followed() {
    let mut reader = reader();
    let hints = |reader: &Reader| reader.screen().lines().last().unwrap().to_owned();
    reader.send(Message::Answered(Answer::FollowsNothing));
    for key in ["Enter", "R आज की ख़बरें लाएँ", "? मदद", "q"] {
        assert!(hints(&reader).contains(key), "{}", hints(&reader));
    }
    let group = StarterGroup {
        name: "खेल".to_owned(),
        feeds: vec!["दैनिक".to_owned()],
        is_chosen: false,
    };
    reader.press("R");
    reader.send(Message::Answered(Answer::Starter(vec![group.clone()])));
    reader.press("Esc");
    let shown = hints(&reader);
    assert!(shown.contains("R आज की ख़बरें लाएँ"), "{shown}");
    reader.press("R");
    reader.send(Message::Answered(Answer::Starter(vec![group])));
    reader.press("Space Enter");
    reader.send(Message::Answered(Answer::Refreshed {
        said: "".into(),
        is_faulty: false,
    }));
    reader.press("j");
    assert!(hints(&reader).contains("R ताज़ा करें"), "{}", hints(&reader));
}

#[test]
fn the_clock_refreshes_due_feeds_and_not_during_a_refresh() {
    use newsreader::app::news::FeedSelection;
    let mut reader = reader();
    reader.model.context.options.refresh_every = Some(10);
    reader.model.refresh.next_at = Some(reader.model.context.now);
    let due = [Effect::Refresh(FeedSelection::Due)];
    let minutes = |reader: &mut Reader, minutes| {
        reader.effects.clear();
        let now = reader.model.context.now + chrono::Duration::minutes(minutes);
        reader.send(Message::Tick(now));
    };
    minutes(&mut reader, 0);
    assert_eq!(reader.effects, due);
    minutes(&mut reader, 10);
    assert!(reader.effects.is_empty(), "the first one goes on");
    let said = String::new();
    let is_faulty = false;
    reader.send(Message::Answered(Answer::Refreshed {
        said: said.into(),
        is_faulty,
    }));
    assert_eq!(reader.model.status.notice, None);
    minutes(&mut reader, 9);
    assert!(reader.effects.is_empty());
    minutes(&mut reader, 1);
    assert_eq!(reader.effects, due);
}

#[test]
fn nothing_is_fetched_before_a_group_is_chosen() {
    use newsreader::app::news::{FeedSelection, StarterGroup};
    let mut reader = reader();
    reader.press("R");
    assert_eq!(reader.effects, [Effect::Refresh(FeedSelection::All)]);
    let group = |name: &str| StarterGroup {
        name: name.to_owned(),
        feeds: vec!["स्रोत".to_owned()],
        is_chosen: false,
    };
    let groups = vec![group("खेल"), group("दुनिया")];
    reader.send(Message::Answered(Answer::Starter(groups)));
    reader.press("Enter");
    assert_eq!(reader.effects.len(), 1);
    reader.press("j Space Enter");
    assert_eq!(
        reader.effects.last(),
        Some(&Effect::FollowGroups(vec!["दुनिया".to_owned()]))
    );
}
