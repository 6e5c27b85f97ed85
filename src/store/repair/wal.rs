//! Reads the write-ahead log of a library: the pages that SQLite would read from the log.
//!
//! The format is described at <https://sqlite.org/walformat.html>. Frames are valid up to the last
//! frame that ends a transaction with correct checksums.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The offsets of the pages in a log.
#[derive(Debug)]
pub(super) struct Wal {
    pub(super) file: File,
    /// The page size.
    pub(super) page_size: usize,
    /// The file offset of the latest version of each page.
    pub(super) pages: HashMap<u32, u64>,
}

impl Wal {
    /// Reads the log at `path`; `None` if SQLite would not use it.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        let mut from = BufReader::with_capacity(1 << 16, file.try_clone().ok()?);
        let mut header = [0; HEADER];
        from.read_exact(&mut header).ok()?;
        let magic = word(&header, 0)?;
        let page_size = usize::try_from(word(&header, 8)?).ok()?;
        let is_valid = magic & !1 == 0x377f_0682
            && page_size.is_power_of_two()
            && (512..=65_536).contains(&page_size);
        if !is_valid {
            return None;
        }
        let mut sums = Checksum {
            is_big_endian: magic & 1 == 1,
            sums: (0, 0),
        };
        sums.add(header.get(..24)?);
        if sums.sums != (word(&header, 24)?, word(&header, 28)?) {
            return None;
        }
        let pages = frames(&mut from, &header, page_size, &mut sums);
        Some(Self {
            file,
            page_size,
            pages,
        })
    }
}

/// Reads the frames after the header, up to the last complete transaction.
fn frames(
    from: &mut BufReader<File>,
    header: &[u8],
    page_size: usize,
    sums: &mut Checksum,
) -> HashMap<u32, u64> {
    let (mut committed, mut open) = (HashMap::new(), Vec::new());
    let mut frame = vec![0; FRAME_HEADER + page_size];
    let mut at = HEADER as u64;
    while from.read_exact(&mut frame).is_ok() {
        let (head, page) = frame.split_at(FRAME_HEADER);
        sums.add(head.get(..8).unwrap_or_default());
        sums.add(page);
        let is_of_this_log = head.get(8..16) == header.get(16..24);
        let is_whole = word(head, 16).zip(word(head, 20)) == Some(sums.sums);
        let Some(number) = word(head, 0).filter(|_| is_of_this_log && is_whole) else {
            break;
        };
        open.push((number, at + FRAME_HEADER as u64));
        if word(head, 4).is_some_and(|size_after_commit| size_after_commit > 0) {
            committed.extend(open.drain(..));
        }
        at += frame.len() as u64;
    }
    committed
}

/// SQLite's running checksum: two Fibonacci-weighted sums.
struct Checksum {
    is_big_endian: bool,
    sums: (u32, u32),
}

impl Checksum {
    fn add(&mut self, bytes: &[u8]) {
        let number = |word: &[u8; 4]| {
            if self.is_big_endian {
                u32::from_be_bytes(*word)
            } else {
                u32::from_le_bytes(*word)
            }
        };
        let (mut one, mut other) = self.sums;
        let (words, _) = bytes.as_chunks::<4>();
        let (pairs, _) = words.as_chunks::<2>();
        for [first, second] in pairs {
            one = one.wrapping_add(number(first)).wrapping_add(other);
            other = other.wrapping_add(number(second)).wrapping_add(one);
        }
        self.sums = (one, other);
    }
}

/// Returns the big-endian 32-bit number at offset `at`.
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*word))
}
