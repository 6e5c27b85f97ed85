//! Reads the configuration again when one of its files changes, or when the user asks for it.
//!
//! A thread looks at the files' times and sizes, since file events would need a library for each system. It reads
//! a file only after two equal looks: an editor may still be writing it.

use super::LoopEvent;
use super::themes::ThemeNews;
use super::worker;
use crate::app::{Answer, Configuration};
use crate::config::theme::{LoadedTheme, Themes};
use crate::words::{Doing, Language};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, SyncSender, channel};
use std::time::{Duration, SystemTime};

/// The time between two looks.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// The time between a changed look and the next one.
const UNTIL_WRITTEN: Duration = Duration::from_millis(150);

/// Reads the configuration.
pub type ConfigurationReader = Box<dyn Fn() -> ReadConfiguration + Send>;

/// The configuration as it was read.
#[derive(Debug)]
pub struct ReadConfiguration {
    /// What the app needs of it.
    pub of_app: Configuration,
    /// Where the user's themes are.
    pub themes: Themes,
    /// The theme that it names.
    pub chosen: LoadedTheme,
    /// The paths of the files that it consists of, there or not.
    pub files: Vec<PathBuf>,
}

/// The time and size of each file; `None` if it is not there.
type FileTimes = Vec<Option<(SystemTime, u64)>>;

fn look(files: &[PathBuf]) -> FileTimes {
    let of = |file: &PathBuf| {
        let metadata = fs::metadata(file).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    files.iter().map(of).collect()
}

/// Starts the thread that reads the configuration; what it returns makes the thread read at once.
///
/// # Errors
///
/// If the system cannot start a thread.
pub(super) fn start(
    (read, mut files): (ConfigurationReader, Vec<PathBuf>),
    language: Language,
    answers: SyncSender<LoopEvent>,
) -> io::Result<Sender<()>> {
    let (wanted, asked) = channel();
    let failed = worker::remark(Doing::Configuration, language, &answers);
    let work = move || {
        let mut seen = look(&files);
        let mut pause = BETWEEN_LOOKS;
        let mut changed = None;
        loop {
            let is_asked = match asked.recv_timeout(pause) {
                Ok(()) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let now = look(&files);
            if !is_asked && now == seen {
                (pause, changed) = (BETWEEN_LOOKS, None);
                continue;
            }
            if !is_asked && changed.as_ref() != Some(&now) {
                (pause, changed) = (UNTIL_WRITTEN, Some(now));
                continue;
            }
            (pause, changed) = (BETWEEN_LOOKS, None);
            let answer = match worker::attempt(Doing::Configuration, language, &read) {
                Ok(read) => {
                    files = read.files;
                    let news = ThemeNews::Configured(read.themes, read.chosen);
                    if answers.send(LoopEvent::Themes(news)).is_err() {
                        return;
                    }
                    Answer::Configured {
                        configuration: Box::new(read.of_app),
                        is_asked,
                    }
                }
                Err(why) => Answer::Remark(why.into()),
            };
            seen = look(&files);
            if answers.send(LoopEvent::Answer(answer)).is_err() {
                return;
            }
        }
    };
    worker::start("configuration", work, failed)?;
    Ok(wanted)
}
