//! A damaged library: what can be read of it into a new one, the old one kept aside.

use super::packed::unpack;
use super::subscriptions::all_of;
use super::{Error, READ, Store, id_of};
use crate::article::{ArticleId, Marks};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What became of a damaged library.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recovered {
    /// Where the damaged file lies now.
    pub aside: PathBuf,
    /// How many stories could be read of it.
    pub stories: usize,
}

/// Stories are written back in transactions of so many.
const BATCH: usize = 500;
/// After so many numbers in a row without a story, the rest is taken to be empty.
const MOST_GAPS: i64 = 100_000;

/// What is known of a story beside its text.
type Kept = (ArticleId, Marks, usize, Option<i64>);

impl Store {
    /// Opens the library at `path`, or makes it; a damaged one is put aside and what can be read of
    /// it comes into a new one.
    ///
    /// # Errors
    /// As [`Store::open_or_create`]; for a damaged one only where the new one cannot be written.
    pub fn open_or_recover(path: &Path) -> Result<(Self, Option<Recovered>), Error> {
        let opened = Self::open_or_create(path).and_then(|store| {
            if has_flag(path) {
                return Err(Error::Corrupt);
            }
            Ok(store)
        });
        match opened {
            Err(error) if error.is_damage() && is_database(path) => {
                let (store, recovered) = recover(path)?;
                Ok((store, Some(recovered)))
            }
            other => other.map(|store| (store, None)),
        }
    }

    /// Notes that damage was met in mid-use, so that the next start puts the file aside.
    pub fn note_damage(path: &Path) {
        // Where this cannot be written, the next start meets the damage itself.
        drop(std::fs::write(flag(path), b""));
    }
}

/// The file whose being there says that damage was met.
fn flag(path: &Path) -> PathBuf {
    with_ending(path, "damaged")
}

fn has_flag(path: &Path) -> bool {
    flag(path).exists()
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Whether the file at least begins as one of SQLite; anything else is not ours to move.
fn is_database(path: &Path) -> bool {
    use std::io::Read as _;
    let mut head = [0; 16];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && &head == b"SQLite format 3\0"
}

fn recover(path: &Path) -> Result<(Store, Recovered), Error> {
    let aside = (1..1_000)
        .map(|number: u32| with_ending(path, &format!("damaged-{number}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| with_ending(path, "damaged-0"));
    let moved = |error| Error::Folder(path.to_owned(), error);
    for ending in ["-wal", "-shm"] {
        let of = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        if of(path).exists() {
            std::fs::rename(of(path), of(&aside)).map_err(moved)?;
        }
    }
    std::fs::rename(path, &aside).map_err(moved)?;
    drop(std::fs::remove_file(flag(path)));
    let mut store = Store::open_or_create(path)?;
    let stories = match Connection::open_with_flags(&aside, READ) {
        Ok(old) => {
            store.subscribe(&all_of(&old).unwrap_or_default())?;
            read_back(&old, &mut store)?
        }
        Err(_beyond_reading) => 0,
    };
    Ok((store, Recovered { aside, stories }))
}

/// Reads story by story, since one page that cannot be read must not cost those behind it.
fn read_back(old: &Connection, store: &mut Store) -> Result<usize, Error> {
    let last = old.query_row(
        "SELECT max(seq) FROM sqlite_sequence WHERE name = 'article'",
        [],
        |row| row.get::<_, Option<i64>>(0),
    );
    let last = last.ok().flatten();
    let mut statement = match old.prepare("SELECT body FROM story WHERE number = ?1") {
        Ok(statement) => statement,
        Err(_beyond_reading) => return Ok(0),
    };
    let (mut batch, mut kept, mut stories, mut gaps) = (Vec::new(), Vec::new(), 0, 0);
    for number in 1..=last.unwrap_or(i64::MAX) {
        let body: rusqlite::Result<Vec<u8>> = statement.query_row([number], |row| row.get(0));
        let Some(article) = body.ok().and_then(|body| unpack(&body).ok()) else {
            gaps += 1;
            if gaps > MOST_GAPS {
                break;
            }
            continue;
        };
        gaps = 0;
        stories += 1;
        batch.push(article);
        kept.extend(kept_of(old, number));
        if batch.len() == BATCH {
            put_back(store, &mut batch, &mut kept)?;
        }
    }
    put_back(store, &mut batch, &mut kept)?;
    Ok(stories)
}

fn kept_of(old: &Connection, number: i64) -> Option<Kept> {
    let kept = old.query_row(
        "SELECT id, marks, place, opened FROM article WHERE number = ?1",
        [number],
        |row| {
            let place: i64 = row.get(2)?;
            Ok((
                id_of(row.get(0)?),
                Marks::from_bits(row.get(1)?),
                usize::try_from(place).unwrap_or(0),
                row.get(3)?,
            ))
        },
    );
    kept.ok()
}

fn put_back(
    store: &mut Store,
    batch: &mut Vec<crate::article::Article>,
    kept: &mut Vec<Kept>,
) -> Result<(), Error> {
    store.put(batch)?;
    batch.clear();
    let marks: Vec<(ArticleId, Marks)> = kept.iter().map(|kept| (kept.0, kept.1)).collect();
    store.set_marks(&marks)?;
    for (id, _, place, opened) in kept.drain(..) {
        if let Some(at) = opened {
            store.set_place(id, place, at)?;
        }
    }
    Ok(())
}
