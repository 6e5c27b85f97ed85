//! The command `sync`: fetches the feeds that are due, and syncs accounts.

mod accounts;
mod chosen;

use super::client::client;
use super::{json, open_library, output, report};
use crate::fetch_error::FetchError;
use crate::store::{Error, Store, Subscription};
use crate::sync::{
    AccountOpener, Client, FeedOutcome, FeedReport, JOBS, MOST_JOBS, Progress, RefreshScope,
    Summary, is_held, local_time, run,
};
use crate::words::{Language, News, Shell};
use anyhow::{Context as _, Result};
use chosen::Chosen;
use clap::Args;
use serde_json::{Value, json};
use std::io::{self, IsTerminal as _};
use std::panic::resume_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The exit code after an interrupt.
const INTERRUPTED: u8 = 130;

/// How often a sync checks whether it was cancelled while only accounts are left.
const CANCEL_INTERVAL: Duration = Duration::from_millis(20);

/// The width of the progress bar, in cells.
const BAR: usize = 24;

#[derive(Debug, Args)]
pub(super) struct SyncArguments {
    /// Fetch only this feed, due or not, by address or name
    #[arg(long, value_name = "FEED")]
    feed: Vec<String>,
    /// Sync only this account, by name
    #[arg(long, value_name = "ACCOUNT")]
    account: Vec<String>,
    /// Fetch all feeds, due or not
    #[arg(long)]
    all: bool,
    /// Number of simultaneous requests; no host gets more than two
    #[arg(long, value_name = "N", default_value_t = JOBS as u16, value_parser = clap::value_parser!(u16).range(1..=MOST_JOBS as i64))]
    jobs: u16,
}

/// Fetches the feeds that are due and syncs the accounts at the same time. Exits with 1 if all feeds or one
/// of the accounts failed.
pub(super) fn sync(
    library: &Path,
    opener: &AccountOpener,
    (arguments, as_json): (&SyncArguments, bool),
    language: Language,
) -> Result<ExitCode> {
    let mut store = open_library::or_new(library, language)?;
    let Chosen {
        scope,
        subscriptions,
        accounts,
    } = Chosen::new(&store, arguments, language)?;
    let cancelled = cancelled_by_signals()?;
    let client = client(language)?;
    let mut teller = Teller {
        as_json,
        language,
        on_terminal: io::stderr().is_terminal() && io::stdout().is_terminal() && !as_json,
        new: 0,
        failed: None,
    };
    if as_json {
        tell_held(&subscriptions, &scope, language)?;
    }
    let (summary, synced) = std::thread::scope(|threads| {
        let synced = threads.spawn(|| {
            let accounts = (accounts, &*cancelled);
            accounts::synced(library, opener, &client, accounts)
        });
        let feeds = (&scope, subscriptions.as_slice());
        let summary = run_feeds(&mut store, &client, feeds, &cancelled, &mut teller);
        while !synced.is_finished() {
            if cancelled.load(Ordering::Relaxed) {
                client.cancel();
            }
            std::thread::sleep(CANCEL_INTERVAL);
        }
        let synced = synced.join();
        (summary, synced.unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let summary = summary?;
    if teller.on_terminal {
        report::progress("");
    }
    if let Some(error) = teller.failed {
        return Err(error).context(Shell::StandardOutput.say(language));
    }
    let synced = synced?;
    if !as_json && !subscriptions.is_empty() {
        conclude(&summary, language).context(Shell::StandardOutput.say(language))?;
    }
    let failed = accounts::tell(&synced, as_json, language)?;
    Ok(if summary.cancelled || cancelled.load(Ordering::Relaxed) {
        INTERRUPTED.into()
    } else if failed > 0 || (summary.feeds > 0 && summary.failed == summary.feeds) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Returns a flag that an interrupt sets; a second interrupt ends the program at once.
fn cancelled_by_signals() -> Result<Arc<AtomicBool>> {
    let cancelled = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        let again = Arc::clone(&cancelled);
        signal_hook::flag::register_conditional_shutdown(signal, INTERRUPTED.into(), again)?;
        signal_hook::flag::register(signal, Arc::clone(&cancelled))?;
    }
    Ok(cancelled)
}

/// Fetches feeds and tells of each; does nothing without feeds.
fn run_feeds(
    store: &mut Store,
    client: &Arc<Client>,
    (scope, subscriptions): (&RefreshScope, &[Subscription]),
    cancelled: &AtomicBool,
    teller: &mut Teller,
) -> Result<Summary, Error> {
    if subscriptions.is_empty() {
        return Ok(Summary::default());
    }
    run(store, client, scope, cancelled, &mut |progress| {
        if teller.failed.is_some() {
            return;
        }
        if let Err(error) = teller.tell(progress) {
            // The program that read our output has closed the pipe.
            teller.failed = Some(error);
            cancelled.store(true, Ordering::Relaxed);
        }
    })
}

struct Teller {
    as_json: bool,
    language: Language,
    on_terminal: bool,
    new: usize,
    failed: Option<io::Error>,
}

impl Teller {
    fn tell(&mut self, progress: &Progress) -> io::Result<()> {
        match progress {
            Progress::Began { .. } => Ok(()),
            Progress::Feed(report) if self.as_json => {
                let object = object(report, self.language);
                json::print_line(&object)
            }
            Progress::Feed(report) => self.tell_feed(report),
            Progress::Pages { done, of } => {
                if self.on_terminal {
                    let (done, of) = (*done, *of);
                    report::progress(&News::Pages { done, of }.say(self.language));
                }
                Ok(())
            }
        }
    }

    fn tell_feed(&mut self, report: &FeedReport) -> io::Result<()> {
        let (title, language) = (&report.title, self.language);
        match &report.outcome {
            FeedOutcome::Failed(fault) => {
                if self.on_terminal {
                    report::progress("");
                }
                report::say(&format!("{title}: {}", fault.say(language)));
            }
            FeedOutcome::Read { written, .. } if written.new + written.changed > 0 => {
                self.new += written.new;
                let (new, changed) = (written.new, written.changed);
                if !self.on_terminal {
                    let said = News::Brought { new, changed }.say(language);
                    output::line(&format!("{title}: {said}"))?;
                }
            }
            FeedOutcome::Read { .. } | FeedOutcome::Unchanged => {
                if !self.on_terminal {
                    output::line(&format!("{title}: {}", News::Nothing.say(language)))?;
                }
            }
        }
        if self.on_terminal {
            let filled = BAR * report.done / report.of.max(1);
            let bar = format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled));
            let (new, changed) = (self.new, 0);
            let said = News::Brought { new, changed }.say(language);
            report::progress(&format!("{bar} {}/{} · {said}", report.done, report.of));
        }
        Ok(())
    }
}

fn conclude(summary: &Summary, language: Language) -> io::Result<()> {
    let at = summary.next.map(local_time);
    let held = (summary.held > 0).then(|| {
        let said = [News::PassedOver(summary.held), News::ListTells].map(|news| news.say(language));
        said.join("; ")
    });
    if let Some(held) = held {
        output::line(&held)?;
        if summary.feeds + summary.waiting == 0 {
            return Ok(());
        }
    }
    if let (0, Some(at)) = (summary.feeds, at) {
        return output::line(&News::NotDue(at).say(language));
    }
    let Summary {
        feeds,
        unchanged,
        failed,
        new,
        changed,
        pages,
        pages_failed,
        waiting,
        ..
    } = *summary;
    let mut said = vec![
        News::OfFeeds {
            feeds,
            unchanged,
            failed,
        },
        News::Total {
            new,
            changed,
            pages,
        },
    ];
    said.extend((pages_failed > 0).then_some(News::WithoutPage(pages_failed)));
    said.extend((waiting > 0).then_some(News::Waiting(waiting)));
    let said: Vec<String> = said.iter().map(|news| news.say(language)).collect();
    output::line(&said.join("; "))?;
    if summary.cancelled {
        report::say(&FetchError::Cancelled.say(language));
    }
    Ok(())
}

/// Prints the feeds that are skipped.
fn tell_held(
    subscriptions: &[Subscription],
    scope: &RefreshScope,
    language: Language,
) -> Result<()> {
    let all = subscriptions.iter();
    for one in all.filter(|one| scope.names(one) && is_held(one)) {
        json::print_line(&held_object(one, language))
            .context(Shell::StandardOutput.say(language))?;
    }
    Ok(())
}

/// Returns the JSON of a feed that was skipped.
fn held_object(one: &Subscription, language: Language) -> Value {
    json!({
        "feed": one.shown(),
        "title": one.title,
        "result": "held",
        "new": 0,
        "changed": 0,
        "error": News::Held(one.shown()).say(language),
    })
}

/// Returns the JSON of a feed's result.
fn object(report: &FeedReport, language: Language) -> Value {
    let (result, written, error) = match &report.outcome {
        FeedOutcome::Unchanged => ("unchanged", None, None),
        FeedOutcome::Read { written, .. } => ("read", Some(written), None),
        FeedOutcome::Failed(FetchError::Gone) => {
            ("gone", None, Some(FetchError::Gone.say(language)))
        }
        FeedOutcome::Failed(fault) => ("failed", None, Some(fault.say(language))),
    };
    let offered = match report.outcome {
        FeedOutcome::Read { offered, .. } => Some(offered),
        FeedOutcome::Unchanged | FeedOutcome::Failed(_) => None,
    };
    json!({
        "feed": report.address,
        "title": report.title,
        "result": result,
        "offered": offered,
        "new": written.map_or(0, |written| written.new),
        "changed": written.map_or(0, |written| written.changed),
        "error": error,
        "due": json::time(report.due),
        "remarks": report.remarks,
    })
}
