//! The lines that were run in the command line, in a file of the state folder.
//!
//! Threads of their own read and write it, so that no key waits for the disk. Each line is appended with one write, so
//! that two running programs do not mix theirs.

use super::LoopEvent;
use super::worker;
use crate::app::Answer;
use crate::paths;
use crate::text::sanitize;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

/// The number of bytes at the end of the file that are read.
const READ: u64 = 64 << 10;
/// The size in bytes beyond which only the end of the file is kept.
const LONGEST: u64 = 1 << 20;

fn path() -> Option<PathBuf> {
    Some(paths::state()?.join("command-line"))
}

/// Reads the lines of earlier runs, and hands them over; if that fails, there are none.
pub(super) fn load(events: &SyncSender<LoopEvent>) {
    let task = || {
        let lines = match path().map(|path| read(&path)) {
            Some(Ok(lines)) => lines,
            Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => {
                log::warn!("the history of the command line: {error}");
                Vec::new()
            }
            Some(Err(_)) | None => Vec::new(),
        };
        Some(Answer::CommandHistory(lines))
    };
    let _logged = worker::run("history", events, None, task);
}

/// Stores a line; if that fails, later runs do not have it.
pub(super) fn save(line: String, events: &SyncSender<LoopEvent>) {
    let task = move || {
        let saved = path().map(|path| append(&path, &line));
        if let Some(Err(error)) = saved {
            log::warn!("the history of the command line: {error}");
        }
        None::<Answer>
    };
    let _logged = worker::run("history", events, None, task);
}

/// Returns the last lines of the file, oldest first; a file that grew too long is cut to them.
fn read(path: &Path) -> io::Result<Vec<String>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(READ)))?;
    let mut bytes = Vec::new();
    file.take(READ).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // The first line may have lost its beginning.
    let skipped = usize::from(length > READ);
    let lines = text.lines().skip(skipped);
    let lines: Vec<String> = lines
        .map(|line| sanitize::clean_line(line).into_owned())
        .collect();
    if length > LONGEST {
        fs::write(path, format!("{}\n", lines.join("\n")))?;
    }
    Ok(lines)
}

fn append(path: &Path, line: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let line = line.replace(['\n', '\r'], " ");
    options
        .open(path)?
        .write_all(format!("{line}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_in_order_and_a_long_file_keeps_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/command-line");
        for line in ["star", "read is:unread", "two\nlines"] {
            append(&path, line).unwrap();
        }
        assert_eq!(
            read(&path).unwrap(),
            ["star", "read is:unread", "two lines"]
        );
        let long = "a line of the history\n".repeat(60_000);
        fs::write(&path, long).unwrap();
        let lines = read(&path).unwrap();
        assert!(lines.len() > 1_000 && lines.iter().all(|line| line.starts_with("a line")));
        assert!(fs::metadata(&path).unwrap().len() <= READ);
    }
}
