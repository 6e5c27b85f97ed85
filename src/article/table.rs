//! A table of data.

use super::{Mark, RichText};
use serde::{Deserialize, Serialize};

/// A table of data: prices, results, times.
///
/// Cells that span several rows or columns are expanded: the first cell has the text, the others
/// are empty.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct DataTable {
    /// The title of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The links and emphasis of the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption_marks: Vec<Mark>,
    /// The rows that name the columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Vec<TableCell>>,
    /// The rows below the head.
    #[serde(default)]
    pub rows: Vec<Vec<TableCell>>,
    /// The alignment of each column; empty if the publisher declares none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub align: Vec<ColumnAlign>,
}

/// The text of a table at one row and column.
///
/// In JSON a bare string if it has no marks.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenCell", into = "WrittenCell")]
pub struct TableCell(pub RichText);

/// The alignment that the publisher declares for a column.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnAlign {
    /// The publisher declares no alignment.
    #[default]
    Auto,
    /// Text is aligned to the left edge.
    Left,
    /// Text is centred.
    Center,
    /// Text is aligned to the right edge.
    Right,
}

impl DataTable {
    /// Returns the title with its links and emphasis.
    pub fn rich_caption(&self) -> Option<RichText> {
        let text = self.caption.clone()?;
        let marks = self.caption_marks.clone();
        Some(RichText { text, marks })
    }

    /// Returns all rows, head rows first.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<TableCell>> {
        self.head.iter().chain(&self.rows)
    }

    /// Returns the texts of the cells in reading order; empty cells are omitted.
    pub fn cells(&self) -> impl Iterator<Item = &RichText> {
        let cells = self.all_rows().flatten().map(|cell| &cell.0);
        cells.filter(|cell| !cell.text.is_empty())
    }

    /// Returns the number of columns.
    pub fn columns(&self) -> usize {
        self.all_rows().map(Vec::len).max().unwrap_or_default()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenCell {
    Bare(String),
    Rich(RichText),
}

impl From<WrittenCell> for TableCell {
    fn from(written: WrittenCell) -> Self {
        Self(match written {
            WrittenCell::Bare(text) => RichText::plain(text),
            WrittenCell::Rich(rich) => rich,
        })
    }
}

impl From<TableCell> for WrittenCell {
    fn from(TableCell(rich): TableCell) -> Self {
        if rich.marks.is_empty() {
            Self::Bare(rich.text)
        } else {
            Self::Rich(rich)
        }
    }
}
