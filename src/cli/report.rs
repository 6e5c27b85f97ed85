//! An error for a person: what, because of what.

use super::output::Output;
use crate::store::{self, Recovered, Store};
use crate::text::sanitize::visible;
use crate::words::{Language, Phrase, sentence};
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Prints an error with its causes on standard error, in `language` as far as they are our own; a closed pipe is no error.
pub(super) fn failure(error: &anyhow::Error, language: Language) -> ExitCode {
    let is_closed_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if error
        .chain()
        .filter_map(|cause| cause.downcast_ref())
        .any(is_closed_pipe)
    {
        return ExitCode::SUCCESS;
    }
    say(&format!("newsreader: {}", with_causes(error, language)));
    ExitCode::FAILURE
}

/// Returns an error with its causes.
pub(super) fn with_causes(error: &anyhow::Error, language: Language) -> String {
    let causes = error.chain().map(|cause| {
        let of_store = cause.downcast_ref::<store::Error>();
        let of_system = cause.downcast_ref::<io::Error>();
        of_store
            .map(|error| error.say(language))
            .or_else(|| of_system.map(|error| sentence(error, language)))
            .unwrap_or_else(|| cause.to_string())
    });
    let causes: Vec<String> = causes.collect();
    causes.join(": ")
}

/// Says what became of a damaged library, where it was.
pub(super) fn recovered(recovered: Option<Recovered>, language: Language) {
    if let Some(Recovered {
        aside,
        stories,
        awaited,
        unsure,
    }) = recovered
    {
        let aside = aside.display().to_string();
        say(&Phrase::Recovered(aside.into(), stories, awaited).say(language));
        if unsure > 0 {
            say(&Phrase::ReadMarksLost(unsure).say(language));
        }
    }
}

/// Notes damage that a command met, so that the next one saves what can be read.
pub(super) fn note_damage(library: &Path, error: &anyhow::Error) {
    let of_store = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<store::Error>());
    if of_store.is_some_and(store::Error::is_damage) {
        Store::note_damage(library);
    }
}

/// Prints a line on standard error, with a mark for what a terminal would obey; if that is closed, nobody wants to know.
pub(super) fn say(line: &str) {
    drop(writeln!(Output::over(io::stderr().lock()), "{line}"));
}

/// Writes over the last line of progress on standard error; an empty one takes it away.
pub(super) fn progress(line: &str) {
    let line = visible(line);
    drop(write!(io::stderr().lock(), "\r{line:<60}\r"));
}

/// Lets a panic be told of as everything else is: its message may repeat a story's text.
pub(super) fn panics() {
    std::panic::set_hook(Box::new(|panic| {
        say(&format!("newsreader: {panic}"));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            say(&trace.to_string());
        }
    }));
}
