//! The pages of a damaged library, read without SQLite.

use super::wal::{Wal, word};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// SQLite's default page size.
const USUAL: usize = 4_096;
/// The first bytes of an SQLite file.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// The division of the file into pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct PageLayout {
    page_size: usize,
    /// Bytes at the end of each page that SQLite does not use.
    reserved: usize,
}

/// The pages of a file, each in its latest version: from the log, or else from the file. The end of
/// a truncated file is padded with zeroes.
#[derive(Debug)]
pub(super) struct Pages {
    file: File,
    wal: Option<Wal>,
    layout: PageLayout,
    count: u32,
}

impl Pages {
    /// Opens the file at `path` and the log at `wal` with this page layout.
    pub(super) fn open(path: &Path, wal: &Path, layout: PageLayout) -> io::Result<Self> {
        let file = File::open(path)?;
        let wal = Wal::read(wal).filter(|wal| wal.page_size == layout.page_size);
        let in_file = file.metadata()?.len().div_ceil(layout.page_size as u64);
        let in_wal = wal.as_ref().and_then(|wal| wal.pages.keys().copied().max());
        let count = u32::try_from(in_file).unwrap_or(u32::MAX - 1);
        Ok(Self {
            file,
            wal,
            layout,
            count: count.max(in_wal.unwrap_or(0)),
        })
    }

    /// Returns the possible layouts: the default one and the one that the file header gives.
    pub(super) fn layouts(path: &Path) -> io::Result<Vec<PageLayout>> {
        let mut head = Vec::new();
        File::open(path)?.take(100).read_to_end(&mut head)?;
        let mut layouts = vec![PageLayout {
            page_size: USUAL,
            reserved: 0,
        }];
        if let (Some([high, low]), Some(reserved)) = (head.get(16..18), head.get(20)) {
            let page_size = match u16::from_be_bytes([*high, *low]) {
                1 => 65_536,
                size => usize::from(size),
            };
            let of_header = PageLayout {
                page_size,
                reserved: usize::from(*reserved),
            };
            let is_possible = page_size.is_power_of_two() && page_size >= 512 + of_header.reserved;
            if is_possible && !layouts.contains(&of_header) {
                layouts.push(of_header);
            }
        }
        Ok(layouts)
    }

    /// Returns the number of pages.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Returns the number of bytes in each page that SQLite can use; the rest is reserved.
    pub(super) fn usable(&self) -> usize {
        self.layout.page_size - self.layout.reserved
    }

    /// Returns the page with this number, counted from 1.
    pub(super) fn read(&self, number: u32) -> Option<Vec<u8>> {
        let in_wal = self.wal.as_ref().and_then(|wal| {
            let at = wal.pages.get(&number)?;
            Some((&wal.file, *at))
        });
        let size = self.layout.page_size;
        let in_file = || {
            let before = u64::from(number.checked_sub(1)?);
            (number <= self.count).then_some((&self.file, before * size as u64))
        };
        let (mut file, at) = in_wal.or_else(in_file)?;
        let mut page = Vec::with_capacity(size);
        file.seek(SeekFrom::Start(at)).ok()?;
        file.take(size as u64).read_to_end(&mut page).ok()?;
        page.resize(size, 0);
        Some(page)
    }

    /// Returns `length` bytes of a row: first the bytes in `start`, then the bytes in the overflow
    /// pages that begin at page `next`.
    pub(super) fn chained(&self, start: &[u8], next: u32, length: usize) -> Option<Vec<u8>> {
        let mut bytes = start.to_vec();
        let mut next = next;
        while bytes.len() < length {
            let page = self.read(next)?;
            next = word(&page, 0)?;
            let left = length - bytes.len();
            bytes.extend(page.get(4..self.usable())?.iter().take(left));
        }
        Some(bytes)
    }
}
