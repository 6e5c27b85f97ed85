//! Finds the files that paths name: folders are searched recursively, and each file is read once.
//!
//! A path that the user names is read whatever it is. Within a folder only regular files are read,
//! since a pipe would block and a device may never end. A folder that was already reached by
//! another link is skipped: a few links to itself would make more paths than anybody can read.

use crate::ingest::Problem;
use crate::sync;
use crate::words::{Language, Shell, sentence};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// The maximum depth of nested folders.
const DEEPEST: usize = 32;

/// The state of the search.
#[derive(Default)]
struct FileSearch {
    language: Language,
    files: Vec<PathBuf>,
    problems: Vec<Problem>,
    /// The canonical paths of the folders that were already searched.
    seen: HashSet<PathBuf>,
}

/// Returns the files that `paths` name, including all files in named folders, sorted by name.
/// Hidden files are included only if they are named.
pub(super) fn files(paths: &[PathBuf], language: Language) -> (Vec<PathBuf>, Vec<Problem>) {
    let mut walk = FileSearch {
        language,
        ..FileSearch::default()
    };
    for path in paths {
        walk.seen.clear();
        let before = (walk.files.len(), walk.problems.len());
        walk.collect(path, 0);
        if before == (walk.files.len(), walk.problems.len()) {
            walk.remark(path, Shell::NoFilesIn.say(language));
        }
    }
    (walk.files, walk.problems)
}

impl FileSearch {
    fn remark(&mut self, path: &Path, what: String) {
        let problem = Problem::new(path.display().to_string(), None, what);
        self.problems.push(problem);
    }

    fn collect(&mut self, path: &Path, depth: usize) {
        if sync::address_of(path).is_some() {
            return self.files.push(path.to_owned());
        }
        match path.metadata() {
            Err(error) => self.remark(path, what_of(&error, self.language)),
            Ok(metadata) if metadata.is_dir() => self.look_into(path, depth),
            Ok(metadata) if depth == 0 || metadata.is_file() => self.files.push(path.to_owned()),
            Ok(_) => self.remark(path, Shell::PassedOver.say(self.language)),
        }
    }

    fn look_into(&mut self, folder: &Path, depth: usize) {
        let real = folder
            .canonicalize()
            .unwrap_or_else(|_odd| folder.to_owned());
        if depth >= DEEPEST || !self.seen.insert(real) {
            return;
        }
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.remark(folder, what_of(&error, self.language)),
        };
        let hidden = |path: &PathBuf| {
            path.file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        };
        let mut inside: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| !hidden(path))
            .collect();
        inside.sort();
        for path in inside {
            self.collect(&path, depth + 1);
        }
    }
}

fn what_of(error: &io::Error, language: Language) -> String {
    let said = sentence(error, language);
    if error.kind() == io::ErrorKind::NotFound {
        said
    } else {
        Shell::NothingRead(said).say(language)
    }
}

/// Returns the problem of a file that exists but cannot be read.
pub(super) fn unreadable(origin: &str, error: &io::Error, language: Language) -> Problem {
    Problem::new(origin, None, what_of(error, language))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_in_circles_are_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.txt"), "क").unwrap();
        std::fs::create_dir(at("empty")).unwrap();
        for number in 0..12 {
            std::os::unix::fs::symlink(folder.path(), at(&format!("again{number}"))).unwrap();
        }
        std::os::unix::fs::symlink("loop", at("loop")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        let (files, problems) = files(&[folder.path().to_owned()], Language::English);
        assert_eq!(files, [at("a.txt")]);
        let said: Vec<&str> = problems.iter().map(|problem| &*problem.what).collect();
        assert_eq!(
            said,
            [
                "Too many levels of symbolic links; nothing was read",
                "a pipe or a device; passed over"
            ]
        );
        let (_, problems) = super::files(&[at("empty")], Language::English);
        assert_eq!(problems[0].what, "no files in it; nothing was read");
    }
}
