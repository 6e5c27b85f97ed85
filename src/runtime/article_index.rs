//! The article index: where each article can be read again.
//!
//! The list holds listings rather than articles, so that a folder of 100,000 articles is not kept
//! in memory. For each article, the index has the file and the range of bytes that it came from;
//! opening the article reads it from there. Articles from standard input, which cannot be read
//! twice, stay in memory.

use crate::article::{Article, ArticleId};
use crate::ingest;
use crate::store::Store;
use crate::words::{Language, Shell, sentence};
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The origin of an article's bytes.
#[derive(Clone, Debug)]
pub(super) enum ArticleOrigin {
    /// A file on disk.
    File(Arc<PathBuf>),
    /// Data in the program.
    Bundled(&'static [u8]),
    /// An article from standard input, as it was parsed.
    Kept(Arc<Article>),
}

/// The location of an article.
#[derive(Clone, Debug)]
pub(super) struct ArticleLocation {
    pub(super) bytes: ArticleOrigin,
    pub(super) at: Range<u64>,
    pub(super) origin: Arc<str>,
}

/// The locations of all articles.
#[derive(Debug, Default)]
pub(super) struct ArticleIndex {
    /// The language of error messages.
    language: Language,
    places: Mutex<HashMap<ArticleId, ArticleLocation>>,
    /// The library that holds every article without a location of its own.
    library: OnceLock<PathBuf>,
    /// The number of the newest article that the library had when its list was read.
    newest: OnceLock<i64>,
}

impl ArticleIndex {
    /// Creates an empty index.
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            ..Self::default()
        }
    }

    /// Returns the language of the interface.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Records the location of `id`; later calls for the same id have no effect.
    pub(super) fn put(&self, id: ArticleId, place: ArticleLocation) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.entry(id).or_insert(place);
    }

    /// Sets the library that holds the articles.
    pub(super) fn set_library(&self, path: PathBuf) {
        // The library is set once, before anything is read.
        let _named_already = self.library.set(path);
    }

    /// Records the number of the newest article that the library had when its list was read.
    pub(super) fn set_newest(&self, number: i64) {
        let _read_once = self.newest.set(number);
    }

    /// Returns the number of the newest article that the library had when its list was read, if it
    /// was.
    pub(super) fn newest(&self) -> Option<i64> {
        self.newest.get().copied()
    }

    /// Reads an article; if that fails, returns a sentence that says why.
    pub(super) fn article(&self, id: ArticleId) -> Result<Arc<Article>, String> {
        let language = self.language;
        let places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let place = places.get(&id).cloned();
        drop(places);
        let Some(ArticleLocation { bytes, at, origin }) = place else {
            return match self.library.get() {
                Some(path) => of_library(path, id, language),
                None => Err(Shell::NotThere(id.to_string()).say(language)),
            };
        };
        let parsed = match bytes {
            ArticleOrigin::Kept(article) => return Ok(article),
            ArticleOrigin::Bundled(bytes) => ingest::parse(bytes, &origin),
            ArticleOrigin::File(path) => {
                let bytes = part_of(&path, at).map_err(|error| {
                    format!("{}: {}", path.display(), sentence(&error, language))
                })?;
                ingest::parse(&bytes, &origin)
            }
        };
        let found = parsed.articles.into_iter().find(|article| article.id == id);
        found
            .map(Arc::new)
            .ok_or_else(|| Shell::Changed(origin.to_string()).say(language))
    }
}

fn of_library(path: &Path, id: ArticleId, language: Language) -> Result<Arc<Article>, String> {
    let stored = Store::open(path).and_then(|store| store.article(id));
    let article = stored.map_err(|error| {
        log::warn!("a story of the library: {error}");
        if error.is_damage() {
            Store::note_damage(path);
        }
        error.say(language)
    })?;
    article
        .map(Arc::new)
        .ok_or_else(|| Shell::Gone(id.to_string()).say(language))
}

fn part_of(path: &PathBuf, at: Range<u64>) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(at.start))?;
    let mut bytes = Vec::new();
    file.take(at.end - at.start).read_to_end(&mut bytes)?;
    Ok(bytes)
}
