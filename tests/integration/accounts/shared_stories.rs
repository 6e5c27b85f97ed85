//! A story that a local feed and an account bring is one.

use super::bed::{Bed as _, addresses, stories};
use super::reader::{Reader, assert_agree};
use crate::greader::{ModelServer, NewStory};
use crate::server::{Server, answer};

/// A feed with some of the numbered stories, as its publisher offers it.
fn publisher(numbers: std::ops::Range<usize>) -> Server {
    let item = |story: NewStory| {
        format!(
            "<item><title>{}</title><link>{}</link><description>{}</description></item>",
            story.title,
            story.address,
            story.html.replace('<', "&lt;")
        )
    };
    let items: String = numbers.map(NewStory::numbered).map(item).collect();
    let feed = format!("<rss version=\"2.0\"><channel><title>एक</title>{items}</channel></rss>");
    Server::start(move |_, out| answer(out, "200 OK", "", feed.as_bytes()))
}

fn a_story_of_a_local_feed_and_the_account_is_one_row(server: &ModelServer) {
    let publisher = publisher(0..6);
    let feed = server.feed("एक", "News");
    server.find(feed, stories(3..9));
    for is_local_first in [true, false] {
        let reader = Reader::with(server);
        if !is_local_first {
            reader.sync();
        }
        reader.good(&["feeds", "add", &publisher.url("/feed")]);
        reader.run(&["sync", "--all", "--json"]);
        reader.sync();
        assert_eq!(reader.stories().len(), 9);
        let before = server.unread().len();
        let number = if is_local_first { 3 } else { 4 };
        reader.mark(&addresses([number, 0]), "--read");
        reader.mark(&addresses([number]), "--star");
        reader.sync();
        assert_eq!(server.unread().len(), before - 1);
        assert!(server.starred().contains(&addresses([number])[0]));
        // The account says nothing of what only the local feed has.
        let unread = reader.unread();
        assert!(addresses([1, 2]).iter().all(|story| unread.contains(story)));
        let own: Vec<String> = addresses(3..9);
        let unread = unread
            .into_iter()
            .filter(|story| own.contains(story))
            .collect();
        assert_eq!(server.unread(), unread);
    }
}

fn two_feeds_of_the_server_with_one_story_keep_both_marks(server: &ModelServer) {
    let (first, second) = (server.feed("एक", "News"), server.feed("दो", "News"));
    server.find(first, stories(0..3));
    server.find(second, stories(2..4));
    let reader = Reader::with(server);
    reader.sync();
    assert_eq!(reader.stories().len(), 4);
    reader.mark(&addresses([2]), "--read");
    reader.sync();
    reader.sync();
    let left = server.with(|state| {
        let stories = state.stories.iter().filter(|story| !story.is_read);
        stories
            .filter(|story| story.address == addresses([2])[0])
            .count()
    });
    assert_eq!(left, 0, "one copy stays unread on the server");
    assert_agree(&reader, server);
}

super::over_each_dialect! {
    a_story_of_a_local_feed_and_the_account_is_one_row
    two_feeds_of_the_server_with_one_story_keep_both_marks
}
