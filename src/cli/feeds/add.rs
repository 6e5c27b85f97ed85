//! The command `feeds add`.

use super::{has_scheme, taken, whole};
use crate::article::shown_address;
use crate::cli::client::client;
use crate::cli::{output, report};
use crate::fetch_error::FetchError;
use crate::ingest::FeedLink;
use crate::store::{Error, FullText, Store, Subscription};
use crate::sync::{
    Client, DiscoveredFeed, FeedOutcome, FetchResponse, find_feed, keep_found, of_address, starter,
};
use crate::text::sanitize;
use crate::words::{Change, Language, News, Shell, group_name};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use url::Url;

/// The settings of a new feed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Choice {
    /// Name to use instead of the feed's own
    #[arg(long)]
    title: Option<String>,
    /// Folder of the feed; `/` separates nested folders
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
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
            let names = folder
                .split('/')
                .map(|name| sanitize::clean_line(name).into_owned());
            subscription.folders = names.filter(|name| !name.is_empty()).collect();
        }
        if let Some(when) = self.full_text {
            subscription.full_text = match when {
                FullTextWhen::Never => FullText::Never,
                FullTextWhen::OnOpen => FullText::OnOpen,
                FullTextWhen::Always => FullText::Always,
            };
        }
    }
}

/// The feed at an address: its settings, its content, and the other feeds that a page names.
struct FoundFeed {
    subscription: Subscription,
    answer: Option<FetchResponse>,
    others: Vec<FeedLink>,
    /// A remark on how the feed was found.
    remark: Option<News>,
}

impl From<DiscoveredFeed> for FoundFeed {
    fn from(found: DiscoveredFeed) -> Self {
        let title = found.feed.title;
        Self {
            subscription: Subscription {
                title: title.unwrap_or_else(|| shown_address(&found.address)),
                site: found.feed.link,
                local: found.local,
                trusted: found.trusted,
                ..of_address(&found.address)
            },
            answer: Some(found.response),
            others: found.others,
            remark: None,
        }
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
        let url = whole(typed)
            .ok_or_else(|| anyhow!(FetchError::NotWebAddress(typed.clone()).say(language)));
        let offer = url.and_then(|url| {
            if unseen {
                return Ok(FoundFeed {
                    subscription: of_address(&url),
                    answer: None,
                    others: Vec::new(),
                    remark: None,
                });
            }
            let found = if has_scheme(typed) {
                find_feed(&url, &client)
                    .map(FoundFeed::from)
                    .map_err(|failure| failure.error.say(language))
            } else {
                found_by_either(&url, &client, language)
            };
            found.map_err(|why| anyhow!("{}: {why}", shown_address(&url)))
        });
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
            Err(error) => {
                report::say(&report::with_causes(&error, language));
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// Finds the feed at an address without a scheme, over https and then over http. If neither works,
/// returns both errors.
fn found_by_either(https: &Url, client: &Client, language: Language) -> Result<FoundFeed, String> {
    let fault = match find_feed(https, client) {
        Ok(found) => return Ok(found.into()),
        Err(failure) => failure.error,
    };
    let mut http = https.clone();
    // A host that does not exist fails with both schemes, and a bad certificate is a warning to the
    // user.
    let is_final = matches!(fault, FetchError::NoSuchHost(_) | FetchError::Cancelled)
        || fault.is_certificate_error();
    if is_final || http.set_scheme("http").is_err() {
        return Err(fault.say(language));
    }
    let fault = fault.say(language);
    match find_feed(&http, client) {
        Ok(found) => Ok(FoundFeed {
            remark: Some(News::ByHttp(fault)),
            ..found.into()
        }),
        Err(failure) => Err(News::NeitherWorks {
            https: fault,
            http: failure.error.say(language),
        }
        .say(language)),
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
fn follow(store: &mut Store, offer: FoundFeed, choice: &Choice) -> Result<News, Error> {
    let mut subscription = offer.subscription;
    let subscriptions = store.subscriptions()?;
    let same = |one: &&Subscription| one.address == subscription.address;
    if let Some(known) = subscriptions.iter().find(same) {
        let (mut now, changes) = change(store, known, choice)?;
        if let Some(answer) = offer.answer {
            if subscription.local {
                // The user has now typed the address, no matter which list it came from before.
                (now.local, now.trusted) = (true, subscription.trusted);
            }
            keep_found(store, now.clone(), answer)?;
        }
        return Ok(if changes.is_empty() {
            News::Known(now.title)
        } else {
            News::KnownChanged(now.title, changes)
        });
    }
    choice.apply(&mut subscription);
    let title = subscription.title.clone();
    let Some(answer) = offer.answer else {
        return Ok(if store.subscribe(&[subscription])? > 0 {
            News::Subscribed(title, 0)
        } else {
            News::Known(title)
        });
    };
    let kept = match keep_found(store, subscription, answer)? {
        FeedOutcome::Read { offered, .. } => offered,
        FeedOutcome::Unchanged | FeedOutcome::Failed(_) => 0,
    };
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
