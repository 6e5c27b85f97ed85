//! Errors as the user sees them, with their causes.

use super::output::Output;
use crate::store::{self, Recovered, Store};
use crate::text::sanitize::visible;
use crate::words::{Language, Phrase, sentence};
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Prints an error with its causes on standard error. Our own words are in `language`; a closed
/// pipe is not an error.
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

/// Reports the recovery of a damaged library.
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

/// Records that a command found damage, so that the next command recovers the library.
pub(super) fn note_damage(library: &Path, error: &anyhow::Error) {
    let of_store = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<store::Error>());
    if of_store.is_some_and(store::Error::is_damage) {
        Store::note_damage(library);
    }
}

/// Prints a line on standard error, with each terminal control replaced by a visible character. It
/// does not matter if standard error is closed.
pub(super) fn say(line: &str) {
    drop(writeln!(Output::over(io::stderr().lock()), "{line}"));
}

/// Overwrites the progress line on standard error; an empty line removes it.
pub(super) fn progress(line: &str) {
    let line = visible(line);
    drop(write!(io::stderr().lock(), "\r{line:<60}\r"));
}

/// Installs a panic hook that sanitises the panic message, which may quote an article.
pub(super) fn panics() {
    std::panic::set_hook(Box::new(|panic| {
        say(&format!("newsreader: {panic}"));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            say(&trace.to_string());
        }
    }));
}
