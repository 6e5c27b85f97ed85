//! Finds fonts of this system in the background: one for Hindi, and others for letters that it
//! lacks.
//!
//! Searching thousands of fonts takes a tenth of a second, so the result is cached for the next
//! start.

use super::worker;
use crate::panics::caught;
use crate::paths;
use crate::print::Face;
use fontdb::{Database, FaceInfo, Source, Style};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Font families for Hindi in order of preference. They are drawn for screens and have all
/// conjuncts.
const FOR_HINDI: [&str; 12] = [
    "Noto Sans Devanagari",
    "Noto Sans Devanagari UI",
    "Mukta",
    "Hind",
    "Nirmala UI",
    "Kohinoor Devanagari",
    "Poppins",
    "Noto Serif Devanagari",
    "Lohit Devanagari",
    "Samyak Devanagari",
    "Mangal",
    "FreeSans",
];

/// Font families for what the first font lacks, above all Latin letters.
const FOR_OTHERS: [&str; 8] = [
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
    "Roboto",
    "FreeSans",
];

/// Font families for code, whose letters all have the same width.
const FOR_CODE: [&str; 11] = [
    "Noto Sans Mono",
    "DejaVu Sans Mono",
    "Noto Mono",
    "Liberation Mono",
    "SF Mono",
    "Menlo",
    "Cascadia Mono",
    "Consolas",
    "Ubuntu Mono",
    "Roboto Mono",
    "FreeMono",
];

/// The maximum size of a font file in bytes; larger files contain coloured pictures.
const LARGEST: u64 = 40 << 20;

/// A request: the characters to find font faces for, or none for the initial faces.
pub(super) type FontRequest = Vec<char>;

/// The answer to a request.
#[derive(Debug, Default)]
pub(super) struct FoundFaces {
    /// Font faces in addition to those of earlier answers.
    pub(super) faces: Vec<Arc<Face>>,
    /// Characters that no font of this system has.
    pub(super) missing: Vec<char>,
}

/// The location of a font face.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct FaceLocation {
    path: PathBuf,
    index: u32,
    family: String,
    /// The bold face of the family: its file, and its index in the file.
    bold: Option<(PathBuf, u32)>,
}

/// Starts the thread that finds fonts.
pub(super) fn start(
    family: Option<String>,
    found: impl Fn(FoundFaces) -> bool + Send + 'static,
) -> std::io::Result<Sender<FontRequest>> {
    let (sender, wanted) = channel();
    let work = move || serve(family.as_deref(), &wanted, &found);
    // A panic is in the log, and text stays in cells: nobody waits for fonts.
    worker::start("fonts", work, || ())?;
    Ok(sender)
}

fn serve(
    family: Option<&str>,
    wanted: &Receiver<FontRequest>,
    found: &impl Fn(FoundFaces) -> bool,
) {
    let mut system = Fonts::default();
    while let Ok(characters) = wanted.recv() {
        let searched = caught(|| {
            if characters.is_empty() {
                (system.first(family), Vec::new())
            } else {
                system.covering(characters)
            }
        });
        let Some((faces, missing)) = searched else {
            // Text without a font stays in cells; the log has the panic.
            system = Fonts::default();
            continue;
        };
        let is_nothing = faces.is_empty() && missing.is_empty();
        let faces = faces.into_iter().map(Arc::new).collect();
        if !is_nothing && !found(FoundFaces { faces, missing }) {
            return;
        }
    }
}

/// The fonts of this system.
#[derive(Debug, Default)]
pub struct Fonts {
    database: Option<Database>,
}

impl Fonts {
    fn database(&mut self) -> &Database {
        self.database.get_or_insert_with(|| {
            let mut database = Database::new();
            database.load_system_fonts();
            database
        })
    }

    /// Returns the initial font faces: one for Hindi (from `family` if that covers Hindi), one for
    /// Latin, and one for code.
    pub fn first(&mut self, family: Option<&str>) -> Vec<Face> {
        let kept = kept_at().filter(|_| family.is_none());
        let known: Option<Vec<FaceLocation>> = kept
            .as_ref()
            .and_then(|path| serde_json::from_slice(&std::fs::read(path).ok()?).ok());
        let loaded: Vec<Face> = known.iter().flatten().filter_map(load).collect();
        if loaded.first().is_some_and(sets_hindi) {
            return loaded;
        }
        let wanted: Vec<&str> = family.into_iter().chain(FOR_HINDI).collect();
        let hindi = self.best(&wanted, sets_hindi);
        let latin = self.best(&FOR_OTHERS, |face| face.covers("Aé“–"));
        let code = self.best(&FOR_CODE, |face| face.covers("{a}") && face.is_monospaced());
        let found: Vec<(FaceLocation, Face)> = hindi.into_iter().chain(latin).chain(code).collect();
        let (places, faces): (Vec<FaceLocation>, Vec<Face>) = found.into_iter().unzip();
        if let Some(path) = kept.filter(|_| !faces.is_empty()) {
            keep(&path, &places);
        }
        faces
    }

    /// Returns the first of `families` that is installed and suitable.
    fn best(
        &mut self,
        families: &[&str],
        is_fit: fn(&Face) -> bool,
    ) -> Option<(FaceLocation, Face)> {
        let database = self.database();
        for family in families.iter().copied() {
            let is_of = |face: &&FaceInfo| {
                is_regular(face) && face.families.iter().any(|(name, _)| name == family)
            };
            let mut places = database
                .faces()
                .filter(is_of)
                .filter_map(|face| place_of(database, face));
            let fit = places.find_map(|place| {
                let face = load(&place).filter(is_fit)?;
                Some((place, face))
            });
            if fit.is_some() {
                return fit;
            }
        }
        None
    }

    /// Returns the family of the font face that would be used for these letters.
    pub fn family_of(&mut self, letters: &str) -> Option<String> {
        let (faces, missing) = self.covering(letters.chars().collect());
        let face = faces.first().filter(|_| missing.is_empty())?;
        Some(face.name().to_owned())
    }

    /// Returns as few font faces as possible that cover the `missing` characters, and the
    /// characters that no face covers.
    fn covering(&mut self, mut missing: Vec<char>) -> (Vec<Face>, Vec<char>) {
        let database = self.database();
        let mut faces = Vec::new();
        let mut places: Vec<FaceLocation> = database
            .faces()
            .filter(|face| is_regular(face))
            .filter_map(|face| place_of(database, face))
            .collect();
        // Families whose design matches the initial faces come first.
        let has_pictographs = missing.iter().any(|c| *c >= '\u{1f000}');
        places.sort_by_key(|place| {
            // Pictographs are in colour where a font has them so.
            let is_later = has_pictographs && !place.family.contains("Emoji");
            let rank = ["Noto Sans", "DejaVu Sans", "Noto"]
                .iter()
                .position(|head| place.family.starts_with(head));
            (is_later, rank.unwrap_or(9), place.family.len())
        });
        for place in places {
            if missing.is_empty() {
                break;
            }
            let Some(face) = load(&place) else { continue };
            let before = missing.len();
            missing.retain(|c| !face.covers(c.encode_utf8(&mut [0; 4])) || !face.shows(*c));
            if missing.len() < before {
                faces.push(face);
            }
        }
        (faces, missing)
    }
}

fn is_regular(face: &FaceInfo) -> bool {
    (350..=500).contains(&face.weight.0)
        && face.style == Style::Normal
        && face.stretch == fontdb::Stretch::Normal
}

fn sets_hindi(face: &Face) -> bool {
    face.covers("कखज़्षंँृ।")
}

fn place_of(database: &Database, face: &FaceInfo) -> Option<FaceLocation> {
    let (family, _) = face.families.first()?;
    let is_bold_of = |other: &&FaceInfo| {
        other.weight == fontdb::Weight::BOLD
            && other.style == Style::Normal
            && other.stretch == face.stretch
            && other.families.iter().any(|(name, _)| name == family)
    };
    let bold = database.faces().find(is_bold_of);
    Some(FaceLocation {
        path: file_of(face)?,
        index: face.index,
        family: family.clone(),
        bold: bold.and_then(|bold| Some((file_of(bold)?, bold.index))),
    })
}

fn file_of(face: &FaceInfo) -> Option<PathBuf> {
    if let Source::File(path) = &face.source {
        Some(path.clone())
    } else {
        None
    }
}

fn load(place: &FaceLocation) -> Option<Face> {
    let face = load_file(&place.path, place.index, &place.family)?;
    let bold = place.bold.as_ref();
    let bold = bold.and_then(|(path, index)| load_file(path, *index, &place.family));
    Some(face.with_bold(bold))
}

fn load_file(path: &Path, index: u32, family: &str) -> Option<Face> {
    if std::fs::metadata(path).ok()?.len() > LARGEST {
        return None;
    }
    Face::of(std::fs::read(path).ok()?, index, family)
}

fn kept_at() -> Option<PathBuf> {
    Some(paths::cache()?.join("fonts-3.json"))
}

fn keep(path: &Path, places: &[FaceLocation]) {
    let Ok(text) = serde_json::to_vec(places) else {
        return;
    };
    // If the cache cannot be written, the next start searches again.
    let folder = path.parent().map(std::fs::create_dir_all);
    if folder.is_some_and(|made| made.is_ok()) {
        let _unkept = std::fs::write(path, text);
    }
}
