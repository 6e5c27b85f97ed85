//! Recovers a damaged library into a new file and keeps the damaged one.

mod pages;
mod record;
mod salvage;
mod table;
mod unread;
mod wal;

use super::{Error, Store};
use crate::article::Article;
use salvage::Salvage;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The result of a recovery.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recovered {
    /// The path to which the damaged file was moved.
    pub aside: PathBuf,
    /// The number of recovered articles.
    pub stories: usize,
    /// The number of articles whose text is lost, but whose marks are kept until they are fetched again.
    pub awaited: usize,
    /// The number of articles whose read mark is lost.
    pub unsure: usize,
}

/// The number of articles that one transaction stores.
const BATCH: usize = 500;
/// The number of bytes at the beginning of the file that are searched for our `CREATE TABLE`
/// statements.
const CONTENTS: u64 = 64 << 10;

impl Store {
    /// Opens or creates the library at `path`. A damaged library is recovered into a new file and
    /// kept under another name.
    ///
    /// # Errors
    /// Same as [`Store::open_or_create`]; for a damaged library only if the new file cannot be
    /// written.
    pub fn open_or_recover(path: &Path) -> Result<(Self, Option<Recovered>), Error> {
        recovering(path, Self::open_or_create(path))
    }

    /// Opens an existing library as [`Store::open_or_recover`] does.
    ///
    /// # Errors
    /// Same as [`Store::open`]; for a damaged library only if the new file cannot be written.
    pub fn open_and_recover(path: &Path) -> Result<(Self, Option<Recovered>), Error> {
        recovering(path, Self::open(path))
    }

    /// Records that the library is damaged, so that the next start recovers it. Nothing is recorded
    /// for a file that is not a library.
    pub fn note_damage(path: &Path) {
        if is_library(path) {
            // If this fails, the next start finds the damage without it.
            drop(fs::write(flag(path), b""));
        }
    }

    /// Whether SQLite and our own checks find no damage.
    fn is_whole(&self) -> bool {
        let check = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
        let counts = self.connection.query_row(
            "SELECT (SELECT count(*) FROM article) = stories AND (SELECT count(*) FROM story) = stories
             FROM total",
            [],
            |row| row.get(0),
        );
        check.is_ok_and(|said: String| said == "ok")
            && counts.unwrap_or(false)
            && self.has_no_stray_unread()
    }
}

/// Recovers the library at `path` if `opened` is a damage error, or if damage was recorded earlier
/// and still exists.
fn recovering(
    path: &Path,
    opened: Result<Store, Error>,
) -> Result<(Store, Option<Recovered>), Error> {
    let error = match opened {
        Ok(store) if !flag(path).exists() => return Ok((store, None)),
        Ok(store) if store.is_whole() => {
            drop(fs::remove_file(flag(path)));
            return Ok((store, None));
        }
        Ok(_damaged) => Error::Corrupt,
        Err(error) => error,
    };
    if !error.is_damage() || !is_library(path) {
        return Err(error);
    }
    recover(path)
}

/// Returns the path of the file that records damage.
fn flag(path: &Path) -> PathBuf {
    with_ending(path, ".damaged")
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether the file is a library of ours, however damaged: it contains our `CREATE TABLE`
/// statements, or an article can be read from it. We must not move other files.
fn is_library(path: &Path) -> bool {
    let mut contents = Vec::new();
    let read = File::open(path).and_then(|file| file.take(CONTENTS).read_to_end(&mut contents));
    let says = |what: &[u8]| memchr::memmem::find(&contents, what).is_some();
    if read.is_err() {
        return false;
    }
    let is_ours = contents.starts_with(pages::MAGIC)
        && says(b"CREATE TABLE article")
        && says(b"CREATE TABLE story");
    is_ours || Salvage::of(path, &with_ending(path, "-wal")).is_ok_and(|found| found.has_story())
}

/// Recovers into a new file next to the damaged one, then exchanges both. If the program is killed,
/// one of the two files is at `path`. The second value is `None` if another program recovered the
/// library first.
fn recover(path: &Path) -> Result<(Store, Option<Recovered>), Error> {
    let failed = |error| Error::Folder(path.to_owned(), error);
    let before = fs::metadata(path).map_err(failed)?;
    let fresh = with_ending(path, &format!(".recovery-{}", std::process::id()));
    remove_library(&fresh);
    let filled = fill(path, &fresh);
    let recovered = filled.map_err(|error| {
        remove_library(&fresh);
        if let Error::Folder(_, why) = error {
            let path = path.to_owned();
            Error::Unsaved { path, why }
        } else {
            error
        }
    })?;
    let now = fs::metadata(path).map_err(failed)?;
    if now.len() != before.len() || now.modified().ok() != before.modified().ok() {
        remove_library(&fresh);
        return Ok((Store::open_or_create(path)?, None));
    }
    let aside = (1..1_000)
        .map(|number: u32| with_ending(path, &format!(".damaged-{number}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| with_ending(path, ".damaged-0"));
    put_aside(path, &aside)
        .and_then(|()| fs::rename(&fresh, path))
        .map_err(failed)?;
    drop(fs::remove_file(flag(path)));
    remove_unfinished(path);
    let recovered = Recovered { aside, ..recovered };
    Ok((Store::open_or_create(path)?, Some(recovered)))
}

/// Moves the file at `path` to `aside`, with the files that SQLite keeps next to it.
fn put_aside(path: &Path, aside: &Path) -> io::Result<()> {
    for ending in ["-wal", "-shm"] {
        let beside = with_ending(path, ending);
        if beside.exists() {
            fs::rename(beside, with_ending(aside, ending))?;
        }
    }
    fs::rename(path, aside)
}

/// Removes the files that killed recoveries left. A recovery that is still running will notice that
/// its file is gone.
fn remove_unfinished(path: &Path) {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let Ok(files) = fs::read_dir(folder.unwrap_or_else(|| Path::new("."))) else {
        return;
    };
    let beginning = with_ending(
        Path::new(path.file_name().unwrap_or_default()),
        ".recovery-",
    );
    let beginning = beginning.as_os_str().as_encoded_bytes();
    for file in files.flatten() {
        if file.file_name().as_encoded_bytes().starts_with(beginning) {
            drop(fs::remove_file(file.path()));
        }
    }
}

fn remove_library(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(with_ending(path, ending)));
    }
}

/// Recovers the library at `path` into a new one at `fresh`.
fn fill(path: &Path, fresh: &Path) -> Result<Recovered, Error> {
    let salvage = Salvage::of(path, &with_ending(path, "-wal"));
    let mut salvage = salvage.map_err(|error| Error::Folder(path.to_owned(), error))?;
    let mut store = Store::open_or_create(fresh)?;
    store.prepare_to_write();
    store.subscribe(&salvage.subscriptions())?;
    for account in salvage.accounts() {
        store.add_account(&account)?;
    }
    for search in &salvage.searches {
        store.put_saved_search(search)?;
    }
    store.hide(&salvage.hidden)?;
    // An article takes its marks from these states when it is stored.
    let (states, unsure) = salvage.states();
    store.keep_for_later(&states)?;
    let mut batch: Vec<Article> = Vec::new();
    salvage.stories(|article| {
        batch.push(article);
        if batch.len() == BATCH {
            store.put(&batch)?;
            batch.clear();
        }
        Ok::<(), Error>(())
    })?;
    store.put(&batch)?;
    let recovered = Recovered {
        aside: PathBuf::new(),
        stories: store.len()?,
        awaited: store.awaited()?.len(),
        unsure,
    };
    store.finish()?;
    Ok(recovered)
}
