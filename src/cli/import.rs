//! `newsreader import`: adds everything that can be read to the library.
//!
//! One thread reads, parses and prepares articles; the other writes them in transactions of a few
//! thousand. However the program ends, committed articles stay, and repeating the command skips
//! them.

use super::library::Printer;
use super::{json, open_library, output, report};
use crate::ingest::ParsedItem;
use crate::runtime::{Input, input_size, read_input};
use crate::store::{Error, ImportCounts, Prepared, Store};
use crate::words::{Language, Shell};
use anyhow::Result;
use serde_json::json;
use std::io::{self, IsTerminal as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};

/// The maximum number of articles in a batch. The writer starts as soon as it has the first batch.
const BATCH: usize = 250;
/// The maximum time to wait until a batch is full.
const PATIENCE: Duration = Duration::from_millis(500);
/// The maximum number of batches that wait for the writer.
const WAITING: usize = 4;
/// The maximum number of batches in a transaction. Large transactions are faster, since each one
/// writes the counts of most terms again.
const AT_ONCE: usize = 16;
/// The maximum duration of a transaction. Other processes may want to write, and articles that are
/// not committed are lost if the process is killed.
const AT_MOST: Duration = Duration::from_secs(1);
/// The interval between progress reports.
const EVERY: Duration = Duration::from_millis(200);
/// The width of the progress bar, in cells.
const BAR: usize = 24;

/// Articles that are ready to be written, and the amount of input read for them.
struct ImportBatch {
    stories: Vec<Prepared>,
    problems: usize,
    bytes: u64,
}

/// Imports all of `input`.
pub(super) fn import(
    library: &Path,
    input: &Input,
    shows_progress: bool,
    printer: &Printer,
) -> Result<ExitCode> {
    let mut store = open_library::or_new(library, printer.language)?;
    store.prepare_to_write();
    let (sender, receiver) = sync_channel(WAITING);
    let (back, spent) = channel();
    let (reading, language) = (input.clone(), printer.language);
    let reader = std::thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || read(&reading, language, &sender, &spent))?;
    let shows_progress = shows_progress && io::stderr().is_terminal();
    let size = shows_progress.then(|| input_size(input)).flatten();
    let shown_in = shows_progress.then_some(language);
    let written = write(&mut store, &receiver, &back, shown_in, size);
    let (total, problems) = written?;
    drop(receiver);
    // The reader ended after the last batch, or because the writer failed.
    drop(reader.join());
    if shows_progress {
        report::progress("");
    }
    let ImportCounts {
        new,
        changed,
        known,
    } = total;
    if printer.json {
        let counts = json!({"new": new, "changed": changed, "known": known, "remarks": problems});
        json::print_line(&counts)?;
    } else {
        let imported = Shell::Imported {
            new,
            changed,
            known,
            remarks: problems,
        };
        output::line(&imported.say(printer.language))?;
    }
    let nothing = total == ImportCounts::default();
    Ok(if nothing && problems > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Reads `input` and sends it in batches; frees the articles that come back through `spent`.
fn read(
    input: &Input,
    language: Language,
    sender: &SyncSender<ImportBatch>,
    spent: &Receiver<Prepared>,
) {
    let empty = || ImportBatch {
        stories: Vec::new(),
        problems: 0,
        bytes: 0,
    };
    let (mut batch, mut since) = (empty(), Instant::now());
    let mut last = (0, String::new());
    read_input(input, language, &mut |piece| {
        match piece {
            ParsedItem::Article { article, at } => {
                // All articles of a feed come from the same bytes, so the bytes are added only
                // once.
                if (at.start, article.origin.as_str()) != (last.0, last.1.as_str()) || at.start > 0
                {
                    batch.bytes += at.end - at.start;
                    last = (at.start, article.origin.clone());
                }
                match Prepared::new(*article) {
                    Ok(story) => batch.stories.push(story),
                    Err(error) => {
                        batch.problems += 1;
                        report::say(&error.say(language));
                    }
                }
            }
            ParsedItem::Problem(problem) => {
                batch.problems += 1;
                report::say(&problem.say(language));
            }
        }
        if batch.stories.len() < BATCH && since.elapsed() < PATIENCE {
            return ControlFlow::Continue(());
        }
        since = Instant::now();
        spent.try_iter().for_each(drop);
        match sender.send(std::mem::replace(&mut batch, empty())) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_nobody_writes) => ControlFlow::Break(()),
        }
    });
    drop(sender.send(batch));
}

fn write(
    store: &mut Store,
    batches: &Receiver<ImportBatch>,
    back: &Sender<Prepared>,
    shown_in: Option<Language>,
    size: Option<u64>,
) -> Result<(ImportCounts, usize), Error> {
    let (mut total, mut problems, mut bytes) = (ImportCounts::default(), 0, 0);
    let (begun, mut said) = (Instant::now(), Instant::now());
    while let Ok(first) = batches.recv() {
        let since = Instant::now();
        let next = || {
            let left = AT_MOST.checked_sub(since.elapsed())?;
            batches.recv_timeout(left).ok()
        };
        let arriving = std::iter::once(first).chain(std::iter::from_fn(next));
        let arriving = arriving.take(AT_ONCE).flat_map(|batch| {
            problems += batch.problems;
            bytes += batch.bytes;
            batch.stories
        });
        // If the reader has ended, the articles are freed here.
        total += store.put_and_return(arriving, |story| drop(back.send(story)))?;
        if let Some(language) = shown_in.filter(|_| said.elapsed() > EVERY) {
            said = Instant::now();
            let done = total.new + total.changed + total.known;
            let line = progress((done, bytes), size, begun.elapsed(), language);
            report::progress(&line);
        }
    }
    Ok((total, problems))
}

/// Formats a progress line: `━━━━━━────  12,000 stories, 5,210 a second, 7 s left`.
fn progress(
    (stories, bytes): (usize, u64),
    size: Option<u64>,
    elapsed: Duration,
    language: Language,
) -> String {
    let seconds = usize::try_from(elapsed.as_millis()).unwrap_or(0).max(1);
    let rate = stories * 1_000 / seconds;
    let size = size.filter(|size| *size > 0 && bytes > 0);
    let left = size.map(|size| elapsed.as_secs() * size.saturating_sub(bytes) / bytes);
    let said = Shell::Importing {
        stories,
        rate,
        left,
    }
    .say(language);
    let Some(size) = size else {
        return said;
    };
    let done = usize::try_from(bytes.min(size) * BAR as u64 / size).unwrap_or(0);
    let (full, empty) = ("━".repeat(done), "─".repeat(BAR - done));
    format!("{full}{empty}  {said}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_says_how_much_how_fast_and_how_long() {
        assert_eq!(
            progress(
                (500, 50),
                Some(100),
                Duration::from_secs(10),
                Language::English
            ),
            "━━━━━━━━━━━━────────────  500 stories, 50 a second, 10 s left"
        );
        assert_eq!(
            progress((500, 50), None, Duration::from_secs(10), Language::English),
            "500 stories, 50 a second"
        );
    }
}
