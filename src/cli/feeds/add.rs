//! The command `feeds add`.

use super::taken;
use crate::article::shown_address;
use crate::cli::client::client;
use crate::cli::{output, report};
use crate::fetch_error::FetchError;
use crate::ingest::FeedLink;
use crate::store::{Error, FullText, Store, Subscription};
use crate::sync::{
    FoundFeed, find_typed, follow_found, keep_found, of_address, starter, typed_address,
};
use crate::text::sanitize;
use crate::words::{Change, Language, News, Shell, group_name};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use url::Url;

/// The settings of a new feed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Choice {
    /// Name to use instead of the feed's own
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Folder of the feed; `/` separates nested folders
    #[arg(long, value_name = "FOLDER")]
    pub(super) folder: Option<String>,
    /// When to fetch the pages of its stories, if it has only summaries
    #[arg(long, value_enum, value_name = "WHEN")]
    full_text: Option<FullTextWhen>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FullTextWhen {
    Never,
    /// When a story is opened
    OnOpen,
    /// When a story arrives
    Always,
}

impl Choice {
    pub(super) fn apply(&self, subscription: &mut Subscription) {
        if let Some(title) = &self.title {
            subscription.title = sanitize::clean_line(title).into_owned();
        }
        if let Some(folder) = &self.folder {
            subscription.set_folder(folder);
        }
        if let Some(when) = self.full_text() {
            subscription.full_text = when;
        }
    }

    pub(super) fn full_text(&self) -> Option<FullText> {
        self.full_text.map(|when| match when {
            FullTextWhen::Never => FullText::Never,
            FullTextWhen::OnOpen => FullText::OnOpen,
            FullTextWhen::Always => FullText::Always,
        })
    }
}

/// Follows feeds, given by their own addresses or by those of pages that link to them.
pub(super) fn add(
    store: &mut Store,
    addresses: &[String],
    choice: &Choice,
    unseen: bool,
    language: Language,
) -> Result<ExitCode> {
    let client = client(language)?;
    let mut code = ExitCode::SUCCESS;
    for typed in addresses {
        let offer = if unseen {
            let url = typed_address(typed);
            url.as_ref()
                .map(unseen_feed)
                .ok_or_else(|| FetchError::NotWebAddress(typed.clone()).say(language))
        } else {
            find_typed(typed, &client, language)
        };
        match offer {
            Ok(offer) => {
                if let Some(remark) = &offer.remark {
                    report::say(&remark.say(language));
                }
                let others = said_of(&offer.others, language);
                let news = follow(store, offer, choice)?.say(language);
                let told = output::line(&format!("{news}{others}"));
                told.context(Shell::StandardOutput.say(language))?;
            }
            Err(why) => {
                report::say(&why);
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// Returns a feed that is followed as it is, without fetching it.
fn unseen_feed(url: &Url) -> FoundFeed {
    FoundFeed {
        subscription: of_address(url),
        response: None,
        others: Vec::new(),
        headlines: Vec::new(),
        remark: None,
    }
}

/// Returns lines about the other feeds to which a page links; empty if there are none.
fn said_of(others: &[FeedLink], language: Language) -> String {
    if others.is_empty() {
        return String::new();
    }
    let lines = others.iter().map(|link| {
        let address =
            Url::parse(&link.url).map_or_else(|_odd| link.url.clone(), |url| shown_address(&url));
        let title = link.title.as_deref().map(sanitize::clean_line);
        let title = title.map_or_else(String::new, |title| format!("  {title}"));
        format!("\n  {address}{title}")
    });
    let lines: String = lines.collect();
    format!("\n{}{lines}", News::AlsoNamed(others.len()).say(language))
}

/// Follows a feed and stores what was fetched from it. The settings are applied even if the feed is
/// already followed.
fn follow(store: &mut Store, mut offer: FoundFeed, choice: &Choice) -> Result<News, Error> {
    let subscription = &mut offer.subscription;
    let subscriptions = store.subscriptions()?;
    let same = |one: &&Subscription| one.address == subscription.address;
    if let Some(known) = subscriptions.iter().find(same) {
        let (mut now, changes) = change(store, known, choice)?;
        if let Some(response) = offer.response {
            if subscription.local {
                // The user has now typed the address, no matter which list it came from before.
                (now.local, now.trusted) = (true, subscription.trusted.clone());
            }
            keep_found(store, now.clone(), response)?;
        }
        return Ok(if changes.is_empty() {
            News::Known(now.title)
        } else {
            News::KnownChanged(now.title, changes)
        });
    }
    choice.apply(subscription);
    let title = subscription.title.clone();
    let kept = follow_found(store, offer)?;
    Ok(News::Subscribed(title, kept))
}

/// Applies settings to `known`; returns the new subscription and what changed.
fn change(
    store: &mut Store,
    known: &Subscription,
    choice: &Choice,
) -> Result<(Subscription, Vec<Change>), Error> {
    let mut now = known.clone();
    choice.apply(&mut now);
    let mut changes = Vec::new();
    changes.extend((now.title != known.title).then_some(Change::Title));
    changes.extend((now.folders != known.folders).then_some(Change::Folder));
    changes.extend((now.full_text != known.full_text).then_some(Change::FullText));
    if !changes.is_empty() {
        store.update_subscription(&known.address, &now)?;
    }
    Ok((now, changes))
}

/// Follows feeds of the starter pack, by the names of groups or feeds.
pub(super) fn add_starter(
    store: &mut Store,
    groups: &[String],
    choice: &Choice,
    language: Language,
) -> Result<ExitCode> {
    let mut chosen = Vec::new();
    for group in groups {
        let before = chosen.len();
        let named = group_name(group, language);
        let belongs = |one: &Subscription| one.title == *group || one.folders.join("/") == named;
        chosen.extend(starter(language).into_iter().filter(belongs));
        if chosen.len() == before {
            bail!("{}", News::NoGroup(group.clone()).say(language));
        }
    }
    let mut count = 0;
    for known in store.subscriptions()? {
        if chosen.iter().any(|one| one.address == known.address) {
            let (_, changes) = change(store, &known, choice)?;
            count += usize::from(!changes.is_empty());
        }
    }
    for one in &mut chosen {
        choice.apply(one);
    }
    taken(store, &chosen, language)?;
    if count > 0 {
        let said = News::ChangedToo(count).say(language);
        output::line(&said).context(Shell::StandardOutput.say(language))?;
    }
    Ok(ExitCode::SUCCESS)
}
