//! The commands about feeds.

mod add;
mod check;
mod list;
mod served;

use crate::cli::json::print_line;
use crate::cli::{open_library, output, report};
use crate::store::{Error, Store, Subscription};
use crate::sync::{
    AccountOpener, PasswordCommands, allow_private, is_held, list_of, read_list, starter,
    typed_address,
};
use crate::words::{Language, News, Shell};
use anyhow::{Context as _, Result, bail};
use clap::Subcommand;
use serde_json::json;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use add::Choice;
use served::ServedFeeds;

/// The maximum number of remarks of one kind that are printed about a list.
const MOST_SAID: usize = 3;

#[derive(Debug, Subcommand)]
pub(super) enum FeedsCommand {
    /// List your feeds with their last result
    List {
        /// Print one JSON object per line
        #[arg(long)]
        json: bool,
    },
    /// Follow a feed by its address, or by that of a page that names it
    Add {
        /// Addresses of feeds or pages
        #[arg(value_name = "ADDRESS", required_unless_present = "starter")]
        addresses: Vec<String>,
        #[command(flatten)]
        choice: Choice,
        /// Accept the address as it is, without fetching it
        #[arg(long)]
        unseen: bool,
        /// Follow feeds of the starter pack, by the name of a group or a feed
        #[arg(long, value_name = "GROUP", conflicts_with_all = ["addresses", "unseen", "title"])]
        starter: Vec<String>,
        /// Let the server of this account follow it
        #[arg(long, value_name = "ACCOUNT", conflicts_with_all = ["unseen", "starter"])]
        account: Option<String>,
    },
    /// Change the settings of a feed
    Set {
        /// Its address or name
        feed: String,
        #[command(flatten)]
        choice: Choice,
        /// Allow its address although it is on this machine or in a private network
        #[arg(long)]
        allow_private: bool,
        /// Its account, if several feeds have the name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
    },
    /// Stop following a feed; its stories stay
    Remove {
        /// Its address or name
        #[arg(value_name = "FEED", required = true)]
        feeds: Vec<String>,
        /// Their account, if several feeds have the name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Print a JSON object per line: each feed, and whether it was followed
        #[arg(long)]
        json: bool,
    },
    /// Follow the feeds of an OPML list
    Import {
        /// The list; `-` is standard input
        #[arg(value_name = "FILE")]
        path: PathBuf,
    },
    /// Print an OPML list of your feeds, without user names and passwords
    Export {
        /// Keep user names and passwords in the addresses
        #[arg(long)]
        with_passwords: bool,
    },
    /// Report what a feed contains and what is wrong with it
    Check {
        /// A file or an address: RSS, Atom or JSON Feed
        #[arg(value_name = "PATH|URL")]
        path: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// List the feeds of the starter pack by group; nothing is fetched
    Starter {
        /// Print one JSON object per line
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command; `library` is resolved only if it is needed.
pub(super) fn perform(
    library: impl FnOnce() -> Result<PathBuf>,
    command: &FeedsCommand,
    passwords: &PasswordCommands,
    language: Language,
) -> Result<ExitCode> {
    match command {
        FeedsCommand::Check { path, json } => return check::check(path, *json, language),
        FeedsCommand::Starter { json } => {
            return list::starter(&starter(language), *json, language);
        }
        FeedsCommand::List { .. }
        | FeedsCommand::Add { .. }
        | FeedsCommand::Set { .. }
        | FeedsCommand::Remove { .. }
        | FeedsCommand::Import { .. }
        | FeedsCommand::Export { .. } => {}
    }
    let library = library()?;
    let opener = AccountOpener::new(&library, passwords.clone());
    let done = perform_on(&library, command, &opener, language);
    done.inspect_err(|error| report::note_damage(&library, error))
}

fn perform_on(
    library: &Path,
    command: &FeedsCommand,
    opener: &AccountOpener,
    language: Language,
) -> Result<ExitCode> {
    let open = || open_library::or_new(library, language);
    match command {
        FeedsCommand::List { json } => list::list(&followed(library, language)?, *json, language),
        FeedsCommand::Export { with_passwords } => {
            export(&followed(library, language)?, *with_passwords, language)
        }
        FeedsCommand::Add {
            addresses,
            choice,
            unseen,
            starter,
            account,
        } => {
            let mut store = open()?;
            if let Some(account) = account {
                let mut served = ServedFeeds::new(&mut store, opener, language)?;
                return served.add(account, addresses, choice);
            }
            if !starter.is_empty() {
                return add::add_starter(&mut store, starter, choice, language);
            }
            add::add(&mut store, addresses, choice, *unseen, language)
        }
        FeedsCommand::Set {
            feed,
            choice,
            allow_private: is_allowed,
            account,
        } => {
            let mut store = open()?;
            let feeds = of_account(store.all_feeds()?, account.as_deref());
            let feed = called(&feeds, feed, language)?.clone();
            let now = match feed.served_by.clone() {
                Some(by) => {
                    let mut served = ServedFeeds::new(&mut store, opener, language)?;
                    served.set(&feed, &by, choice)?
                }
                None => set(&mut store, feed, choice, *is_allowed)?,
            };
            list::list(&[now], false, language)
        }
        FeedsCommand::Remove {
            feeds,
            account,
            json,
        } => {
            let mut store = open()?;
            let which = (feeds.as_slice(), account.as_deref());
            remove(&mut store, opener, (which, *json), language)
        }
        FeedsCommand::Import { path } => import(&mut open()?, path, language),
        FeedsCommand::Check { .. } | FeedsCommand::Starter { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// Returns all feeds, none without a library.
fn followed(library: &Path, language: Language) -> Result<Vec<Subscription>> {
    let store = open_library::if_any(library, language)?;
    let feeds = store.map(|store| store.all_feeds()).transpose()?;
    Ok(feeds.unwrap_or_default())
}

/// Changes a feed of this program, and returns it as it is then.
fn set(
    store: &mut Store,
    mut feed: Subscription,
    choice: &Choice,
    is_allowed: bool,
) -> Result<Subscription, Error> {
    choice.apply(&mut feed);
    if is_allowed {
        allow_private(&mut feed);
    }
    store.update_subscription(&feed.address.clone(), &feed)?;
    Ok(feed)
}

/// Returns the feeds of an account, or all without one.
fn of_account(mut feeds: Vec<Subscription>, account: Option<&str>) -> Vec<Subscription> {
    let is_of = |one: &Subscription, account: &str| {
        let by = one.served_by.as_ref();
        by.is_some_and(|by| by.name == account)
    };
    feeds.retain(|one| account.is_none_or(|account| is_of(one, account)));
    feeds
}

/// Returns the subscription that `name` identifies by its whole address or name, as what cannot be taken back needs
/// it.
fn called_in_full<'a>(
    subscriptions: &'a [Subscription],
    name: &str,
    language: Language,
) -> Result<&'a Subscription> {
    one_of(&named(subscriptions, name), name, language)
}

/// Returns the subscription that `name` identifies by its address or name, or by a unique part of
/// either.
pub(super) fn called<'a>(
    subscriptions: &'a [Subscription],
    name: &str,
    language: Language,
) -> Result<&'a Subscription> {
    let mut found = named(subscriptions, name);
    if found.is_empty() {
        let lower = name.to_lowercase();
        let has = |one: &&Subscription| {
            one.address.contains(name) || one.title.to_lowercase().contains(&lower)
        };
        found = subscriptions.iter().filter(has).collect();
    }
    one_of(&found, name, language)
}

/// Returns the subscriptions with this address or name.
fn named<'a>(subscriptions: &'a [Subscription], name: &str) -> Vec<&'a Subscription> {
    let typed = typed_address(name).map(|url| url.to_string());
    let is_it = |one: &&Subscription| {
        one.address == name
            || typed.as_ref() == Some(&one.address)
            || typed.as_ref() == Some(&one.shown())
            || one.title == name
    };
    subscriptions.iter().filter(is_it).collect()
}

/// Returns the only subscription, or the only one of this program beside those of accounts.
fn one_of<'a>(
    found: &[&'a Subscription],
    name: &str,
    language: Language,
) -> Result<&'a Subscription> {
    let own = found.iter().copied();
    let own: Vec<&Subscription> = own.filter(|one| one.served_by.is_none()).collect();
    match (found, own.as_slice()) {
        ([one], _) | (_, [one]) => Ok(*one),
        ([], _) => bail!("{}", News::NotFollowed(name.to_owned()).say(language)),
        (many, _) => bail!(
            "{}",
            News::Ambiguous(name.to_owned(), many.len()).say(language)
        ),
    }
}

fn remove(
    store: &mut Store,
    opener: &AccountOpener,
    ((names, account), as_json): ((&[String], Option<&str>), bool),
    language: Language,
) -> Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for name in names {
        let subscriptions = of_account(store.all_feeds()?, account);
        let left = called_in_full(&subscriptions, name, language).and_then(|one| {
            match &one.served_by {
                Some(by) => ServedFeeds::new(store, opener, language)?.remove(by)?,
                None => {
                    store.unsubscribe(&one.address)?;
                }
            }
            Ok(one)
        });
        let (feed, said) = match left {
            Ok(one) => (Some(one), News::Left(one.title.clone()).say(language)),
            Err(error) => {
                report::say(&error.to_string());
                code = ExitCode::FAILURE;
                (None, String::new())
            }
        };
        let written = if as_json {
            let (address, title) = (feed.map(Subscription::shown), feed.map(|one| &one.title));
            let removed = feed.is_some();
            let line = json!({"name": name, "feed": address, "title": title, "removed": removed});
            print_line(&line)
        } else if said.is_empty() {
            Ok(())
        } else {
            output::line(&said)
        };
        written.context(Shell::StandardOutput.say(language))?;
    }
    Ok(code)
}

fn import(store: &mut Store, path: &Path, language: Language) -> Result<ExitCode> {
    let name = path.display().to_string();
    let read = if path == Path::new("-") {
        read_list(io::stdin().lock(), &name)
    } else {
        File::open(path).and_then(|file| read_list(file, &name))
    };
    let (subscriptions, problems) = read.with_context(|| name.clone())?;
    for problem in &problems {
        report::say(&problem.to_string());
    }
    let local: Vec<&Subscription> = subscriptions.iter().filter(|one| is_held(one)).collect();
    for one in local.iter().take(MOST_SAID) {
        report::say(&News::Local(one.shown()).say(language));
    }
    if local.len() > MOST_SAID {
        report::say(&News::LocalMore(local.len() - MOST_SAID).say(language));
    }
    taken(store, &subscriptions, language)?;
    Ok(if subscriptions.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn taken(store: &mut Store, subscriptions: &[Subscription], language: Language) -> Result<()> {
    let new = store.subscribe(subscriptions)?;
    let known = subscriptions.len() - new;
    let said = News::Taken { new, known }.say(language);
    output::line(&said).context(Shell::StandardOutput.say(language))
}

fn export(
    subscriptions: &[Subscription],
    with_passwords: bool,
    language: Language,
) -> Result<ExitCode> {
    let list = list_of(subscriptions, with_passwords);
    output::line(list.trim_end()).context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}
