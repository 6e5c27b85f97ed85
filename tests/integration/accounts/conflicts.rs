//! Both sides changed, or the server forgot.

use super::bed::{Addresses, Bed, Mark, NamedCase, addresses, stories};
use super::reader::{Reader, assert_agree};
use crate::greader::ModelServer;

pub(super) fn different_marks_of_both_sides_are_joined(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..8));
    bed.mark(&addresses([4, 5]), Mark::Starred);
    let reader = Reader::with(bed);
    reader.sync();
    reader.mark(&addresses([0, 1]), "--read");
    bed.mark(&addresses([0, 1]), Mark::Starred);
    bed.mark(&addresses([2]), Mark::Read);
    reader.mark(&addresses([2]), "--star");
    reader.mark(&addresses([4]), "--unstar");
    bed.mark(&addresses([5]), Mark::Unstarred);
    reader.sync();
    reader.sync();
    assert_agree(&reader, bed);
    assert_eq!(bed.starred(), addresses([0, 1, 2]).into_iter().collect());
    let unread: Addresses = addresses(3..8).into_iter().collect();
    assert_eq!(bed.unread(), unread);
}

pub(super) fn the_same_story_marked_to_and_fro_on_both_sides_ends_the_same(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..4));
    let reader = Reader::with(bed);
    reader.sync();
    reader.mark(&addresses(0..4), "--star");
    reader.mark(&addresses(0..2), "--unstar");
    bed.mark(&addresses(1..3), Mark::Starred);
    bed.mark(&addresses([2]), Mark::Unstarred);
    reader.mark(&addresses(0..3), "--read");
    reader.mark(&addresses([1]), "--unread");
    bed.mark(&addresses(1..3), Mark::Read);
    bed.mark(&addresses([2]), Mark::Unread);
    reader.sync();
    reader.sync();
    assert_agree(&reader, bed);
    // To and fro on one side is no change, and the other side's change counts.
    assert_eq!(bed.starred(), addresses([1, 2, 3]).into_iter().collect());
    assert_eq!(bed.unread(), addresses([3]).into_iter().collect());
}

pub(super) fn two_readers_of_one_account_agree(bed: &dyn Bed) {
    let feed = bed.feed("एक", "News");
    bed.find(feed, stories(0..20));
    let (first, second) = (Reader::with(bed), Reader::with(bed));
    first.sync();
    second.sync();
    first.mark(&addresses(0..5), "--read");
    second.mark(&addresses(3..8), "--read");
    second.mark(&addresses(3..8), "--star");
    first.mark(&addresses([10]), "--star");
    first.sync();
    second.sync();
    first.sync();
    assert_agree(&first, bed);
    assert_agree(&second, bed);
    assert_eq!(bed.unread(), addresses(8..20).into_iter().collect());
    assert_eq!(bed.starred().len(), 6);
}

fn what_the_server_forgets_stays_as_it_is(server: &ModelServer) {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..10));
    server.mark(&addresses([0, 1]), Mark::Starred);
    server.mark(&addresses([1]), Mark::Read);
    let reader = Reader::with(server);
    reader.sync();
    let (unread, starred) = (reader.unread(), reader.starred());
    server.with(|state| state.stories.drain(..5).count());
    reader.sync();
    assert_eq!(reader.unread(), unread);
    assert_eq!(reader.starred(), starred);
    // Marks of what is gone must not stop those of what is there.
    reader.mark(&addresses([2, 7]), "--read");
    reader.mark(&addresses([3]), "--star");
    reader.sync();
    reader.sync();
    assert!(!server.unread().contains(&addresses([7])[0]));
    assert_eq!(reader.waiting(), 0);
}

super::over_each_dialect! {
    different_marks_of_both_sides_are_joined
    the_same_story_marked_to_and_fro_on_both_sides_ends_the_same
    two_readers_of_one_account_agree
    what_the_server_forgets_stays_as_it_is
}

/// The cases that make sense on a real server.
pub(super) const CASES: [NamedCase; 3] = [
    ("joined", different_marks_of_both_sides_are_joined),
    (
        "to and fro",
        the_same_story_marked_to_and_fro_on_both_sides_ends_the_same,
    ),
    ("two readers", two_readers_of_one_account_agree),
];
