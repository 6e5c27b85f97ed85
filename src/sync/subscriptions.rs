//! Creates subscriptions from an address, a list of feeds or the starter pack, and describes their
//! state in words.

use super::greader::ServerFeed;
use super::guard::{self, AllowedHost};
use crate::article::shown_address;
use crate::bundled;
use crate::fetch_error::FetchError;
use crate::ingest::{Problem, opml};
use crate::store::{Account, FullText, ServedBy, Subscription};
use crate::text::sanitize;
use crate::words::{AccountNews, Language, News, group_name};
use chrono::{DateTime, Local};
use std::io::{self, Read as _};
use url::Url;

/// Returns a subscription to an address that the user typed.
pub fn of_address(url: &Url) -> Subscription {
    Subscription {
        address: url.to_string(),
        title: shown_address(url),
        local: guard::check(url, &AllowedHost::none()).is_err(),
        ..Subscription::default()
    }
}

/// Returns the subscription to a feed in a list. Somebody else wrote the list, so its private hosts
/// are held, see [`is_held`].
fn listed(feed: opml::OpmlFeed) -> Option<Subscription> {
    let url = Url::parse(&feed.xml_url).ok()?;
    Some(Subscription {
        local: false,
        title: if feed.title == feed.xml_url {
            shown_address(&url)
        } else {
            feed.title
        },
        site: feed.html_url,
        folders: feed.folders,
        ..of_address(&url)
    })
}

/// Returns the subscription to a feed that the server of an account fetches.
pub fn served_subscription(account: &Account, feed: ServerFeed) -> Subscription {
    let line = |text: &str| sanitize::clean_line(text).trim().to_owned();
    Subscription {
        title: Some(line(&feed.title))
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| feed.address.clone()),
        address: feed.address,
        site: feed.site,
        folders: feed.folders.iter().map(|folder| line(folder)).collect(),
        full_text: FullText::OnOpen,
        served_by: Some(ServedBy {
            account: account.id,
            name: account.name.clone(),
            stream: feed.stream,
            fault: account.fault.clone(),
        }),
        ..Subscription::default()
    }
}

/// The maximum size of a list of feeds, in bytes.
const LONGEST_LIST: u64 = 32 << 20;

/// Reads the feeds of an OPML list, and what is wrong with it; `name` is that of the list in what is said of it.
///
/// # Errors
///
/// Returns an error if the list cannot be read.
pub fn read_list(list: impl io::Read, name: &str) -> io::Result<(Vec<Subscription>, Vec<Problem>)> {
    let mut bytes = Vec::new();
    list.take(LONGEST_LIST).read_to_end(&mut bytes)?;
    let list = opml::read(&bytes, name);
    let feeds = list.feeds.into_iter().filter_map(listed);
    Ok((feeds.collect(), list.problems))
}

/// Returns the OPML list of subscriptions, whose addresses lose user names and passwords unless they are kept.
pub fn list_of(subscriptions: &[Subscription], with_passwords: bool) -> String {
    let feed = |one: &Subscription| opml::OpmlFeed {
        title: one.title.clone(),
        xml_url: if with_passwords {
            one.address.clone()
        } else {
            one.shown()
        },
        html_url: one.site.clone(),
        folders: one.folders.clone(),
    };
    let feeds: Vec<opml::OpmlFeed> = subscriptions.iter().map(feed).collect();
    opml::write("newsreader", &feeds)
}

/// Whether the address of a feed is evidently in a private network that the user has not allowed.
pub fn is_held(one: &Subscription) -> bool {
    let url = Url::parse(&one.address);
    let checked = url.map(|url| guard::check(&url, &AllowedHost::none()));
    one.served_by.is_none()
        && !one.local
        && matches!(checked, Ok(Err(FetchError::PrivateAddress(_))))
}

/// Allows a feed to be in a private network, at the addresses to which its host resolves next.
pub fn allow_private(one: &mut Subscription) {
    (one.local, one.trusted, one.fault) = (true, None, None);
    one.due = 0;
}

/// Returns the feeds of the starter pack, in folders named in `language`. Most of the feeds have
/// only summaries, so the pages of their articles are fetched too, for reading offline.
pub fn starter(language: Language) -> Vec<Subscription> {
    let list = opml::read(bundled::FEEDS, "feeds.opml");
    let named = |folder: &String| group_name(folder, language).to_owned();
    let whole = |subscription: Subscription| Subscription {
        full_text: FullText::Always,
        folders: subscription.folders.iter().map(named).collect(),
        ..subscription
    };
    list.feeds
        .into_iter()
        .filter_map(listed)
        .map(whole)
        .collect()
}

/// Formats a second of Unix time in the user's time zone.
pub fn local_time(seconds: i64) -> String {
    let at = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    at.with_timezone(&Local)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

/// Returns the result of the last request for a feed, and when the feed is due again, in words.
pub fn last_result(one: &Subscription, language: Language) -> String {
    if let Some(by) = &one.served_by {
        let said = match (&by.fault, one.checked) {
            (Some(fault), _) => fault.say(language),
            (None, Some(at)) => AccountNews::Synced(local_time(at)).say(language),
            (None, None) => AccountNews::NeverSynced.say(language),
        };
        return format!("{} · {said}", by.name);
    }
    if is_held(one) {
        return News::Held(one.shown()).say(language);
    }
    let mut said = vec![match (&one.fault, one.checked) {
        (Some(error @ FetchError::PrivateAddress(_)), _) => {
            let consent = News::Consent(one.shown()).say(language);
            format!("{}; {consent}", error.say(language))
        }
        (Some(error), _) => error.say(language),
        (None, None) => News::NeverAsked.say(language),
        (None, Some(at)) => News::Asked {
            at: local_time(at),
            offered: one.offered,
            stored: one.stored,
        }
        .say(language),
    }];
    if one.stopped {
        said.push(News::Stopped.say(language));
    } else if one.checked.is_some_and(|at| one.due > at) {
        said.push(News::AskedAgain(local_time(one.due)).say(language));
    }
    said.extend(
        one.moved_from
            .clone()
            .map(|from| News::MovedFrom(from).say(language)),
    );
    said.join(" · ")
}
