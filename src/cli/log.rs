//! The log file in the state folder: errors and, with `--log`, other records.
//!
//! The first record opens the file, so a run without records costs nothing. The log contains no
//! words of articles, and addresses only without credentials. Records from other crates are
//! dropped, since they contain addresses with passwords.

use crate::paths;
use crate::text::sanitize;
use chrono::Local;
use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The size in bytes at which a new file is started; one old file is kept.
const LONGEST: u64 = 5 << 20;

struct FileLog {
    path: PathBuf,
    file: Mutex<Option<File>>,
}

/// Returns the path of the log; `None` if there is no home folder.
pub(super) fn path() -> Option<PathBuf> {
    Some(paths::state()?.join("newsreader.log"))
}

/// Enables records of `level` and above.
pub(super) fn start(level: LevelFilter) {
    let Some(path) = path() else { return };
    let file = Mutex::new(None);
    if log::set_boxed_logger(Box::new(FileLog { path, file })).is_ok() {
        log::set_max_level(level);
    }
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(env!("CARGO_PKG_NAME"))
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let words = record.args().to_string();
        let line = format!(
            "{} {:5} {} [{}] {}\n",
            Local::now().format("%Y-%m-%dT%H:%M:%S%.3f%:z"),
            record.level(),
            std::process::id(),
            record.module_path().unwrap_or_default(),
            sanitize::clean_line(&words)
        );
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.is_none() {
            *file = opened(&self.path);
        }
        let written = file.as_mut().map(|file| file.write_all(line.as_bytes()));
        // A log that cannot be written must not stop the program.
        if !matches!(written, Some(Ok(()))) {
            *file = None;
        }
    }

    fn flush(&self) {}
}

/// Opens the file for appending, and starts a new one if it is too long.
fn opened(path: &Path) -> Option<File> {
    std::fs::create_dir_all(path.parent()?).ok()?;
    let is_long = path.metadata().is_ok_and(|file| file.len() > LONGEST);
    if is_long {
        std::fs::rename(path, path.with_extension("log.1")).ok()?;
    }
    OpenOptions::new().create(true).append(true).open(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_gives_way_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/newsreader.log");
        for (length, others, left) in [(10, 0, 10), (LONGEST + 1, 1, 0), (LONGEST + 1, 1, 0)] {
            opened(&path).unwrap().set_len(length).unwrap();
            drop(opened(&path).unwrap());
            let files = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
            assert_eq!(files, 1 + others);
            assert_eq!(path.metadata().unwrap().len(), left);
        }
    }
}
