//! Messages about feeds, in English.

use super::{Change, News, of_feeds};
use crate::words::number::{counted_in_english as counted, thousands as grouped};

impl News {
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub(super) fn in_english(&self) -> String {
        match self {
            Self::Nothing => "nothing new".to_owned(),
            Self::Brought { new, changed: 0 } => format!("{} new", grouped(*new)),
            Self::Brought { new, changed } => {
                format!("{} new, {} changed", grouped(*new), grouped(*changed))
            }
            Self::Pages { done, of } => {
                format!("full pages: {} of {}", grouped(*done), grouped(*of))
            }
            Self::Total {
                new,
                changed,
                pages,
            } => {
                let brought = match (*new, *changed) {
                    (0, 0) => "nothing new".to_owned(),
                    (0, changed) => {
                        format!("nothing new, {} changed", counted(changed, "story", "stories"))
                    }
                    (new, 0) => counted(new, "new story", "new stories"),
                    (new, changed) => {
                        let new = counted(new, "new story", "new stories");
                        format!("{new}, {} changed", grouped(changed))
                    }
                };
                match *pages {
                    0 => brought,
                    1 => format!("{brought}, 1 with its full page"),
                    pages => format!("{brought}, {} with their full page", grouped(pages)),
                }
            }
            Self::OfFeeds { feeds, failed, .. } if failed == feeds && *feeds > 0 => Self::Unfetched {
                failed: *failed,
                of: *feeds,
            }
            .in_english(),
            Self::OfFeeds {
                feeds,
                unchanged,
                failed,
            } => {
                let parts = [
                    (*unchanged > 0 && unchanged < feeds)
                        .then(|| format!("{} with nothing new", grouped(*unchanged))),
                    (*failed > 0).then(|| format!("{} could not be fetched", grouped(*failed))),
                ];
                of_feeds(counted(*feeds, "feed", "feeds"), parts)
            }
            Self::Unfetched { failed: 1, of: 1 } => "the feed could not be fetched".to_owned(),
            Self::Unfetched { failed, of } if failed == of => {
                format!("none of the {} feeds could be fetched", grouped(*of))
            }
            Self::Unfetched { failed, of } => format!(
                "{} of {} feeds could not be fetched",
                grouped(*failed),
                grouped(*of)
            ),
            Self::FeedsTell => "⟦feeds⟧ shows why".to_owned(),
            Self::FeedNotFollowed => {
                "you do not follow the feed of this story; ⟦refresh-all⟧ fetches the ones you follow".to_owned()
            }
            Self::NoFeeds => {
                "no feeds yet; add one with: newsreader feeds add ADDRESS, or choose: newsreader feeds starter".to_owned()
            }
            Self::NotDue(at) => {
                format!("no feed is due before {at}; to fetch anyway: newsreader sync --all")
            }
            Self::WithoutPage(1) => "1 page had no story and is tried again later".to_owned(),
            Self::WithoutPage(count) => format!(
                "{} pages had no story and are tried again later",
                grouped(*count)
            ),
            Self::Waiting(count) => format!("{} not due yet", grouped(*count)),
            Self::Stopped => "removed by the publisher; no longer fetched".to_owned(),
            Self::Subscribed(title, 0) => {
                format!("{title}: added; fetch it with: newsreader sync")
            }
            Self::Subscribed(title, count) => format!(
                "{title}: added, {} kept",
                counted(*count, "story", "stories")
            ),
            Self::Known(title) => format!("{title}: already followed"),
            Self::KnownChanged(title, changes) => {
                let changes: Vec<&str> = changes.iter().map(|change| named(*change)).collect();
                format!("{title}: already followed; changed: {}", changes.join(", "))
            }
            Self::ChangedToo(count) => {
                format!("{} already followed feeds changed", grouped(*count))
            }
            Self::AlsoNamed(count) => format!(
                "the page names {}; to follow one: newsreader feeds add ADDRESS",
                counted(*count, "more feed", "more feeds")
            ),
            Self::FollowedAgain(title) => format!("{title}: followed again"),
            Self::NothingRemoved => "no feed was removed in this run".to_owned(),
            Self::FeedChanged(title) => format!("{title}: changed"),
            Self::NoFeedsIn(file) => format!("{file}: no feeds in it; an OPML list is expected"),
            Self::Exported(count, file) => {
                format!("{} written to {file}", counted(*count, "feed", "feeds"))
            }
            Self::Left(title) => format!("{title}: removed; its stories stay"),
            Self::NotFollowed(name) => {
                format!("{name}: you follow no such feed; see: newsreader feeds list")
            }
            Self::Ambiguous(name, count) => {
                format!("{name}: {count} feeds have this name; use the address from: newsreader feeds list")
            }
            Self::Taken { new, known } => format!(
                "{} added, {} already followed",
                counted(*new, "feed", "feeds"),
                grouped(*known)
            ),
            Self::Local(address) => format!(
                "{address}: an address on this machine or a private network; allow it with: newsreader feeds set {address} --allow-private"
            ),
            Self::LocalMore(count) => format!(
                "and {}",
                counted(*count, "more such address", "more such addresses")
            ),
            Self::Held(address) => format!(
                "on this machine or in a private network, so it waits for your consent; allow it with: newsreader feeds set {address} --allow-private"
            ),
            Self::Consent(address) => {
                format!("to allow it: newsreader feeds set {address} --allow-private")
            }
            Self::PassedOver(1) => "1 feed in a private network waits for your consent".to_owned(),
            Self::PassedOver(count) => format!(
                "{} feeds in private networks wait for your consent",
                grouped(*count)
            ),
            Self::ListTells => "see: newsreader feeds list".to_owned(),
            Self::ByHttp(why) => format!("https did not work ({why}); using http, which others on the network can read"),
            Self::NeitherWorks { https, http } => format!("https: {https}; http: {http}"),
            Self::NeverAsked => "not fetched yet".to_owned(),
            Self::Asked {
                at,
                offered,
                stored,
            } => format!(
                "fetched {at} · offers {}, kept {} so far",
                grouped(*offered),
                grouped(*stored)
            ),
            Self::AskedAgain(at) => format!("next {at}"),
            Self::MovedFrom(address) => format!("moved from {address}"),
            Self::NoGroup(name) => {
                format!("{name}: no such group; see: newsreader feeds starter")
            }
            Self::GroupsHint => "to add one: newsreader feeds add --starter GROUP".to_owned(),
        }
    }
}

fn named(change: Change) -> &'static str {
    match change {
        Change::Title => "title",
        Change::Folder => "folder",
        Change::FullText => "full text",
    }
}
