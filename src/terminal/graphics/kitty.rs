//! kitty's protocol: the terminal stores pictures. Each picture is sent once and placed wherever it
//! is needed.

use super::file::png;
use crate::print::{Colours, Overlay, Picture, Piece, Shaper};
use crate::terminal::sequence::{PictureSequence, Sequence};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::collections::HashMap;

/// The maximum payload of one sequence in bytes.
const CHUNK: usize = 4096;

/// The maximum number of pixels in stored pictures. The terminal uses four bytes for each pixel, so
/// this is 24 MB.
pub(super) const MOST_PIXELS: usize = 6_000_000;

/// The content of a picture: the number of cells that it covers, and its text.
pub(super) type PictureContent = (u16, Vec<Piece>);

/// The pictures that the terminal stores for us.
#[derive(Debug, Default)]
pub(super) struct KittyPictures {
    stored: HashMap<PictureContent, KittyPicture>,
    pixels: usize,
    last_id: u32,
    frame: u64,
}

#[derive(Debug)]
struct KittyPicture {
    id: u32,
    pixels: usize,
    /// The number of the last frame that showed the picture.
    shown_in: u64,
    /// The picture's positions on the screen. The index is the placement number, from 1.
    places: Vec<Option<(u16, u16)>>,
}

impl KittyPictures {
    /// Forgets all pictures.
    pub(super) fn clear(&mut self) {
        self.stored.clear();
        self.pixels = 0;
    }

    /// Makes the screen show exactly `overlays`.
    pub(super) fn show(
        &mut self,
        out: &mut Vec<u8>,
        shaper: &Shaper,
        colours: Colours,
        overlays: &[Overlay],
    ) {
        self.frame += 1;
        let mut wanted: HashMap<PictureContent, Vec<(u16, u16)>> = HashMap::new();
        for overlay in overlays {
            let content = (overlay.columns, overlay.pieces.clone());
            let places = wanted.entry(content).or_default();
            places.push((overlay.x, overlay.y));
        }
        for (content, stored) in &mut self.stored {
            if !wanted.contains_key(content) {
                stored.place(out, &[]);
            }
        }
        // In the order of the screen, so that equal frames give equal bytes.
        for overlay in overlays {
            let content = (overlay.columns, overlay.pieces.clone());
            let Some(places) = wanted.remove(&content) else {
                continue;
            };
            let frame = self.frame;
            if !self.stored.contains_key(&content) {
                let stored = self.send(out, shaper, colours, overlay);
                self.pixels += stored.pixels;
                self.stored.insert(content.clone(), stored);
            }
            if let Some(stored) = self.stored.get_mut(&content) {
                stored.shown_in = frame;
                stored.place(out, &places);
            }
        }
        self.free(out);
    }

    fn send(
        &mut self,
        out: &mut Vec<u8>,
        shaper: &Shaper,
        colours: Colours,
        overlay: &Overlay,
    ) -> KittyPicture {
        let picture = shaper.draw(overlay, colours);
        // Ids are not reused: a late answer or deletion cannot affect another picture.
        self.last_id = self.last_id % 0x00ff_ffff + 1;
        let id = self.last_id;
        send(out, id, &picture);
        KittyPicture {
            id,
            pixels: picture.width * picture.height,
            shown_in: 0,
            places: Vec::new(),
        }
    }

    /// Frees the least recently shown pictures if the terminal stores too many pixels.
    fn free(&mut self, out: &mut Vec<u8>) {
        if self.pixels <= MOST_PIXELS {
            return;
        }
        let ages = self.stored.values().map(|one| (one.shown_in, one.id));
        let gone = oldest(ages, self.frame);
        let mut freed = 0;
        self.stored.retain(|_, stored| {
            let is_gone = gone.contains(&stored.id);
            if is_gone {
                freed += stored.pixels;
                PictureSequence::Free(stored.id).write(out);
            }
            !is_gone
        });
        self.pixels -= freed;
    }
}

/// Returns the ids of the least recently shown pictures: at most a third of all, and none that
/// `frame` shows. Freeing a third at a time means that not every frame has to search.
pub(super) fn oldest(pictures: impl Iterator<Item = (u64, u32)>, frame: u64) -> Vec<u32> {
    let mut ages: Vec<(u64, u32)> = pictures.collect();
    let third = ages.len() / 3;
    ages.retain(|(shown_in, _)| *shown_in < frame);
    ages.sort_unstable();
    ages.into_iter().map(|(_, id)| id).take(third).collect()
}

/// Writes the sequences that store `picture` as `id`.
pub(super) fn send(out: &mut Vec<u8>, id: u32, picture: &Picture) {
    send_parts(out, picture, |data, more| {
        PictureSequence::Data(Some(id), data, more)
    });
}

/// Sends a picture in as many chunks as needed; `first` creates the sequence for the first chunk.
pub(super) fn send_parts(
    out: &mut Vec<u8>,
    picture: &Picture,
    first: impl Fn(&str, bool) -> PictureSequence<'_>,
) {
    let text = BASE64_STANDARD.encode(png(picture));
    for (number, chunk) in text.as_bytes().chunks(CHUNK).enumerate() {
        let more = (number + 1) * CHUNK < text.len();
        let chunk = std::str::from_utf8(chunk).unwrap_or_default();
        if number == 0 {
            first(chunk, more).write(out);
        } else {
            PictureSequence::Data(None, chunk, more).write(out);
        }
    }
}

impl KittyPicture {
    /// Changes the placements to `wanted`: correct ones are kept, others are moved, and surplus
    /// ones are removed.
    fn place(&mut self, out: &mut Vec<u8>, wanted: &[(u16, u16)]) {
        let mut missing: Vec<(u16, u16)> = wanted
            .iter()
            .filter(|place| !self.places.contains(&Some(**place)))
            .copied()
            .collect();
        for (number, place) in (1..).zip(&mut self.places) {
            if place.is_none_or(|place| wanted.contains(&place)) {
                continue;
            }
            *place = missing.pop();
            match place {
                Some((x, y)) => {
                    Sequence::Move(*x, *y).write(out);
                    PictureSequence::Place(self.id, number).write(out);
                }
                None => PictureSequence::Unplace(self.id, number).write(out),
            }
        }
        for (x, y) in missing {
            let free = self.places.iter().position(Option::is_none);
            let index = free.unwrap_or(self.places.len());
            if free.is_none() {
                self.places.push(None);
            }
            if let Some(place) = self.places.get_mut(index) {
                *place = Some((x, y));
            }
            Sequence::Move(x, y).write(out);
            PictureSequence::Place(self.id, index + 1).write(out);
        }
    }
}
