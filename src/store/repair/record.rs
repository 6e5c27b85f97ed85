//! Parses cells and records of SQLite's file format.
//!
//! The format is described at <https://sqlite.org/fileformat2.html>. All numbers are checked
//! against the length of the data.

use super::pages::Pages;
use super::wal::word;
use rusqlite::types::Value;

/// The maximum number of bytes in a row; we never write a longer one.
const LONGEST: usize = 128 << 20;
/// The maximum number of columns in a row; our tables have fewer.
const MOST_COLUMNS: usize = 64;

/// The kind of a table page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PageKind {
    /// The page contains rows.
    Leaf,
    /// The page contains the numbers of its child pages.
    Interior,
}

/// A row within its page; a long row continues in overflow pages.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) number: i64,
    length: usize,
    local: &'a [u8],
    /// The first overflow page.
    rest: Option<u32>,
}

/// Returns the kind of a table page, or `None` for other pages.
pub(super) fn kind(page: &[u8], number: u32) -> Option<PageKind> {
    match page.get(head(number)) {
        Some(0x0d) => Some(PageKind::Leaf),
        Some(0x05) => Some(PageKind::Interior),
        _ => None,
    }
}

/// The kind of a page of an index or of a `WITHOUT ROWID` table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum IndexKind {
    /// The page contains rows only.
    Leaf,
    /// The page contains rows and the numbers of its child pages.
    Interior,
}

impl IndexKind {
    /// Returns the child page that follows all rows of an interior page.
    pub(super) fn last_child(self, page: &[u8], number: u32) -> Option<u32> {
        match self {
            Self::Leaf => None,
            Self::Interior => word(page, head(number) + 8),
        }
    }
}

/// Returns the kind of an index page, or `None` for other pages.
pub(super) fn index_kind(page: &[u8], number: u32) -> Option<IndexKind> {
    match page.get(head(number)) {
        Some(0x0a) => Some(IndexKind::Leaf),
        Some(0x02) => Some(IndexKind::Interior),
        _ => None,
    }
}

/// A row of an index.
#[derive(Debug)]
pub(super) struct IndexCell {
    pub(super) values: Vec<Value>,
    /// The child page whose rows come before this row.
    pub(super) child: Option<u32>,
}

/// Returns the rows of an index page; `None` for a row that cannot be read or continues in another page.
pub(super) fn index_cells(
    page: &[u8],
    number: u32,
    usable: usize,
    kind: IndexKind,
) -> impl Iterator<Item = Option<IndexCell>> {
    let (head, head_length, before) = match kind {
        IndexKind::Leaf => (head(number), 8, 0),
        IndexKind::Interior => (head(number), 12, 4),
    };
    let count = half(page, head + 3).unwrap_or(0);
    (0..count).map(move |index| {
        let at = half(page, head + head_length + 2 * index)?;
        let bytes = page.get(at..usable)?;
        let (length, first) = varint(bytes.get(before..)?)?;
        let start = before + first;
        let record = bytes.get(start..)?.get(..usize::try_from(length).ok()?)?;
        Some(IndexCell {
            values: columns(record)?,
            child: word(bytes, 0).filter(|_| kind == IndexKind::Interior),
        })
    })
}

/// Returns the offset of the page header; on page 1 it follows the file header.
fn head(number: u32) -> usize {
    if number == 1 { 100 } else { 0 }
}

/// Returns the offsets of the cells of a page.
fn cells(page: &[u8], number: u32, head_length: usize) -> impl Iterator<Item = usize> {
    let head = head(number);
    let count = half(page, head + 3).unwrap_or(0);
    (0..count).filter_map(move |index| half(page, head + head_length + 2 * index))
}

/// Returns the readable cells of a leaf page.
pub(super) fn rows(page: &[u8], number: u32, usable: usize) -> impl Iterator<Item = Cell<'_>> {
    cells(page, number, 8).filter_map(move |at| cell(page, at, usable))
}

/// Returns the numbers of the child pages of an interior page.
pub(super) fn below(page: &[u8], number: u32) -> Vec<u32> {
    let of_cells = cells(page, number, 12).filter_map(|at| word(page, at));
    let last = word(page, head(number) + 8);
    of_cells.chain(last).collect()
}

fn cell(page: &[u8], at: usize, usable: usize) -> Option<Cell<'_>> {
    let bytes = page.get(at..usable)?;
    let (length, first) = varint(bytes)?;
    let (number, second) = varint(bytes.get(first..)?)?;
    let length = usize::try_from(length).ok()?;
    if length > LONGEST {
        return None;
    }
    let payload = bytes.get(first + second..)?;
    let most = usable - 35;
    if length <= most {
        return Some(Cell {
            number: number.cast_signed(),
            length,
            local: payload.get(..length)?,
            rest: None,
        });
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let surplus = least + (length - least) % (usable - 4);
    let here = if surplus <= most { surplus } else { least };
    Some(Cell {
        number: number.cast_signed(),
        length,
        local: payload.get(..here)?,
        rest: Some(word(payload, here)?),
    })
}

impl Cell<'_> {
    /// Returns SQLite's serial types of the row's columns.
    pub(super) fn types(&self) -> Option<Vec<u64>> {
        types(self.local).map(|(types, _)| types)
    }

    /// Returns the values of the row's columns.
    pub(super) fn values(&self, pages: &Pages) -> Option<Vec<Value>> {
        let whole;
        let payload = match self.rest {
            None => self.local,
            Some(next) => {
                whole = pages.chained(self.local, next, self.length)?;
                &whole
            }
        };
        columns(payload)
    }
}

/// Returns the values of a record's columns.
fn columns(record: &[u8]) -> Option<Vec<Value>> {
    let (types, head) = types(record)?;
    let mut rest = record.get(head..)?;
    let mut values = Vec::with_capacity(types.len());
    for kind in types {
        let (bytes, after) = rest.split_at_checked(size(kind)?)?;
        rest = after;
        values.push(value(kind, bytes));
    }
    Some(values)
}

/// Returns the serial types of a record's columns, and the offset at which their values begin.
fn types(record: &[u8]) -> Option<(Vec<u64>, usize)> {
    let (head, mut at) = varint(record)?;
    let head = usize::try_from(head).ok()?;
    let mut types = Vec::new();
    while at < head {
        let (kind, length) = varint(record.get(at..head)?)?;
        at += length;
        types.push(kind);
        if types.len() > MOST_COLUMNS {
            return None;
        }
    }
    Some((types, head))
}

/// Returns the number of bytes that a column with this serial type takes.
fn size(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((kind - 12) / 2).ok(),
    }
}

fn value(kind: u64, bytes: &[u8]) -> Value {
    match kind {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => Value::Integer(integer(bytes)),
        7 => {
            let bits = integer(bytes).cast_unsigned();
            Value::Real(f64::from_bits(bits))
        }
        _ if kind.is_multiple_of(2) => Value::Blob(bytes.to_vec()),
        _ => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// Returns a signed big-endian number of at most eight bytes.
fn integer(bytes: &[u8]) -> i64 {
    let is_negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
    let start = if is_negative { -1 } else { 0 };
    let add = |number: i64, byte: &u8| number << 8 | i64::from(*byte);
    bytes.iter().fold(start, add)
}

/// Returns a variable-length integer and the number of bytes that encode it.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (index, byte) in bytes.iter().take(8).enumerate() {
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, index + 1));
        }
    }
    let last = bytes.get(8)?;
    Some((number << 8 | u64::from(*last), 9))
}

/// Returns the big-endian number in the two bytes at offset `at`.
fn half(bytes: &[u8], at: usize) -> Option<usize> {
    let half = bytes.get(at..)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_be_bytes(*half)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_sqlite_writes_them() {
        for (bytes, number) in [
            (&[0x7f][..], Some((0x7f, 1))),
            (&[0x81, 0x00], Some((0x80, 2))),
            (&[0xff; 9], Some((u64::MAX, 9))),
            (&[0x81], None),
            (&[], None),
        ] {
            assert_eq!(varint(bytes), number, "{bytes:?}");
        }
        assert_eq!(integer(&[0xff, 0xfe]), -2);
        assert_eq!(integer(&[0x01, 0x00]), 256);
        assert_eq!(integer(&[]), 0);
    }

    proptest! {
        #[test]
        fn reading_a_page_never_panics(page in proptest::collection::vec(any::<u8>(), 512..1024)) {
            for number in [1, 2] {
                prop_assert!(below(&page, number).len() <= 65_536);
                for kind in [IndexKind::Leaf, IndexKind::Interior] {
                    let cells = index_cells(&page, number, page.len(), kind);
                    prop_assert!(cells.flatten().all(|cell| cell.values.len() <= MOST_COLUMNS));
                }
                for cell in rows(&page, number, page.len()) {
                    prop_assert!(cell.types().is_none_or(|types| types.len() <= MOST_COLUMNS));
                }
            }
        }
    }
}
