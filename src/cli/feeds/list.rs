//! The commands `feeds list` and `feeds starter`.

use crate::cli::json::{time, write_line};
use crate::cli::output::Output;
use crate::store::Subscription;
use crate::sync::{is_held, last_result};
use crate::words::{Language, News, Shell};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the subscriptions by folder.
pub(super) fn list(
    subscriptions: &[Subscription],
    as_json: bool,
    language: Language,
) -> Result<ExitCode> {
    let mut out = Output::standard();
    if as_json {
        subscriptions
            .iter()
            .try_for_each(|one| write_line(&mut out, &object(one, language), false))
    } else if subscriptions.is_empty() {
        writeln!(out, "{}", News::NoFeeds.say(language))
    } else {
        by_folder(subscriptions, &mut out, &|one, out| {
            writeln!(out, "  {}", last_result(one, language))
        })
    }
    .and_then(|()| out.flush())
    .context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the feeds of the starter pack by group.
pub(super) fn starter(
    subscriptions: &[Subscription],
    as_json: bool,
    language: Language,
) -> Result<ExitCode> {
    let mut out = Output::standard();
    if as_json {
        subscriptions.iter().try_for_each(|one| {
            let group = one.folders.join("/");
            let line =
                json!({"group": group, "title": one.title, "feed": one.address, "site": one.site});
            write_line(&mut out, &line, false)
        })
    } else {
        by_folder(subscriptions, &mut out, &|_, _| Ok(()))
            .and_then(|()| writeln!(out, "\n{}", News::GroupsHint.say(language)))
    }
    .and_then(|()| out.flush())
    .context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the name and address of each feed, grouped by folder. Folders are in the order of their
/// first feeds.
fn by_folder(
    subscriptions: &[Subscription],
    out: &mut dyn Write,
    also: &dyn Fn(&Subscription, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut folders: Vec<&[String]> = Vec::new();
    for one in subscriptions {
        if !folders.contains(&one.folders.as_slice()) {
            folders.push(&one.folders);
        }
    }
    // Feeds without a folder come first, so that they do not appear to be in the folder above them.
    folders.sort_by_key(|folder| !folder.is_empty());
    for (index, folder) in folders.into_iter().enumerate() {
        if !folder.is_empty() {
            let gap = if index > 0 { "\n" } else { "" };
            writeln!(out, "{gap}# {}", folder.join("/"))?;
        }
        for one in subscriptions.iter().filter(|one| one.folders == folder) {
            let account = one.served_by.as_ref();
            let account = account.map_or_else(String::new, |by| format!(" · {}", by.name));
            writeln!(out, "{}{account}\n  {}", one.title, one.shown())?;
            also(one, out)?;
        }
    }
    Ok(())
}

/// Returns why the feed failed the last time, or why it is not fetched at all.
fn error_of(one: &Subscription, language: Language) -> Option<String> {
    if is_held(one) {
        return Some(News::Held(one.shown()).say(language));
    }
    one.fault.as_ref().map(|fault| fault.say(language))
}

fn object(one: &Subscription, language: Language) -> Value {
    json!({
        "feed": one.shown(),
        "title": one.title,
        "account": one.served_by.as_ref().map(|by| &by.name),
        "site": one.site,
        "folders": one.folders,
        "full_text": one.full_text.name(),
        "checked": one.checked.and_then(time),
        "due": time(one.due),
        "offered": one.offered,
        "stored": one.stored,
        "failures": one.failures,
        "error": error_of(one, language),
        "held": is_held(one),
        "stopped": one.stopped,
        "moved_from": one.moved_from,
    })
}
