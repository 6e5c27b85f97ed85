//! HTML tables: recognises data tables, and converts tables that only lay out a page into other
//! blocks.

use super::rich_text::append;
use super::tokens::attribute;
use crate::article::{Block, ColumnAlign, DataTable, ListItem, Quotation, RichText, TableCell};

/// The maximum number of columns that a cell may span, as in HTML itself.
const WIDEST: usize = 1_000;

/// The number of empty cells that a table may get from spans and short rows for each cell that it
/// has; [`MORE_EMPTY`] more are allowed.
const MOST_EMPTY: usize = 16;
/// The number of empty cells that a table of any size may get from spans and short rows.
const MORE_EMPTY: usize = 1_000;

/// The maximum length of the text in a data cell, in characters; a longer text belongs to the
/// layout of a page.
const LONGEST: usize = 300;

/// The separator between cells of a layout table that are joined into one line.
const SEPARATOR: &str = " · ";

/// A table under construction.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    pub(super) caption: Option<RichText>,
    /// Blocks in the table but outside of its cells.
    pub(super) stray: Vec<Block>,
    /// Whether the page declares that the table is only for layout.
    is_layout: bool,
    in_head: bool,
    rows: Vec<Vec<HtmlCell>>,
}

/// A cell as the page contains it.
#[derive(Debug)]
pub(super) struct HtmlCell {
    columns: usize,
    rows: usize,
    is_heading: bool,
    align: ColumnAlign,
    blocks: Vec<Block>,
    /// Whether the content is one paragraph that is not in an element inside the cell.
    is_inline: bool,
}

impl HtmlCell {
    pub(super) fn new(name: &str, attributes: &str) -> Self {
        let span = |name| attribute(attributes, name).and_then(|value| value.trim().parse().ok());
        let style = attribute(attributes, "style").unwrap_or_default();
        let style: String = style.split_whitespace().collect::<String>().to_lowercase();
        let align = attribute(attributes, "align").unwrap_or_default();
        let is = |side: &str| {
            align.eq_ignore_ascii_case(side) || style.contains(&format!("text-align:{side}"))
        };
        Self {
            columns: span("colspan").unwrap_or(1_usize).clamp(1, WIDEST),
            // In HTML, 0 means all rows below.
            rows: match span("rowspan") {
                Some(0) => usize::MAX,
                Some(rows) => rows,
                None => 1,
            },
            is_heading: name == "th",
            align: if is("right") {
                ColumnAlign::Right
            } else if is("center") {
                ColumnAlign::Center
            } else {
                ColumnAlign::Auto
            },
            blocks: Vec::new(),
            is_inline: false,
        }
    }

    fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Whether the cell could belong to a data table.
    fn is_data(&self) -> bool {
        let length = |text: &str| text.chars().count();
        let is_simple = self.blocks.iter().all(|block| match block {
            Block::Paragraph(_)
            | Block::Quote(_)
            | Block::List { .. }
            | Block::Image(_)
            | Block::Media(_)
            | Block::Rule => true,
            Block::Code { text, .. } => !text.contains('\n'),
            Block::Subheading(_) | Block::Table(_) => false,
        });
        let texts = self.blocks.iter().flat_map(Block::texts);
        is_simple && texts.map(length).sum::<usize>() <= LONGEST
    }

    /// Returns the words of a data cell, and its pictures.
    fn split(self) -> (RichText, Vec<Block>) {
        let (mut words, mut pictures) = (RichText::default(), Vec::new());
        for block in self.blocks {
            match block {
                Block::Paragraph(text) | Block::Quote(Quotation { content: text, .. }) => {
                    append(&mut words, "\n", text);
                }
                Block::List { items, .. } => {
                    for ListItem { content, .. } in items {
                        append(&mut words, SEPARATOR, content);
                    }
                }
                Block::Code { text, .. } => append(&mut words, " ", RichText::plain(text.trim())),
                Block::Image(_) | Block::Media(_) => pictures.push(block),
                Block::Subheading(_) | Block::Table(_) | Block::Rule => {}
            }
        }
        (words, pictures)
    }
}

impl OpenTable {
    pub(super) fn new(attributes: &str) -> Self {
        let role = attribute(attributes, "role").unwrap_or_default();
        Self {
            is_layout: matches!(role.as_str(), "presentation" | "none"),
            ..Self::default()
        }
    }

    /// Begins or ends the rows that contain column names.
    pub(super) fn set_head(&mut self, in_head: bool) {
        self.in_head = in_head;
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the last row.
    pub(super) fn add(&mut self, mut cell: HtmlCell, blocks: Vec<Block>, is_inline: bool) {
        cell.is_heading |= self.in_head;
        cell.is_inline = is_inline && blocks.len() == 1;
        cell.blocks = blocks;
        if self.rows.is_empty() {
            self.begin_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// Returns the blocks of the table. A data table becomes one block, after its pictures; a
    /// layout table becomes the blocks of its cells.
    pub(super) fn finish(mut self) -> Vec<Block> {
        let mut blocks = std::mem::take(&mut self.stray);
        if self.is_data() {
            self.data(&mut blocks);
        } else {
            blocks.extend(self.caption.map(Block::Paragraph));
            for row in self.rows {
                lay_out(row, &mut blocks);
            }
        }
        blocks
    }

    /// Whether the table is a data table: at least two rows have at least two cells with words, and
    /// every cell could be a data cell.
    fn is_data(&self) -> bool {
        let is_full = |row: &&Vec<HtmlCell>| row.iter().filter(|c| !c.is_empty()).count() >= 2;
        if self.is_layout || self.rows.iter().filter(is_full).count() < 2 {
            return false;
        }
        let cells = self.rows.iter().map(Vec::len).sum::<usize>();
        let widest = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.columns).sum());
        let expanded = widest
            .max()
            .unwrap_or(0_usize)
            .saturating_mul(self.rows.len());
        expanded <= cells * MOST_EMPTY + MORE_EMPTY
            && self.rows.iter().flatten().all(HtmlCell::is_data)
    }

    fn data(self, blocks: &mut Vec<Block>) {
        let heads: Vec<bool> = self
            .rows
            .iter()
            .map(|row| row.iter().all(|cell| cell.is_heading) && !row.is_empty())
            .collect();
        let mut grid = Grid::new(self.rows.iter().map(Vec::len).sum::<usize>());
        for row in self.rows {
            grid.add(row, blocks);
        }
        let (rows, align) = grid.finish();
        let is_head = |index: &usize| heads.get(*index).copied().unwrap_or_default();
        let count = (0..heads.len()).take_while(is_head).count();
        // If all rows are headings, only the first row contains column names.
        let count = if count == heads.len() { 1 } else { count };
        let (head, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.index < count);
        let cells = |rows: Vec<GridRow>| rows.into_iter().map(|row| row.cells).collect();
        let RichText { text, marks } = self.caption.unwrap_or_default();
        blocks.push(Block::Table(DataTable {
            caption: Some(text).filter(|text| !text.is_empty()),
            caption_marks: marks,
            head: cells(head),
            rows: cells(rows),
            align,
        }));
    }
}

/// The rows of a data table, with their spans expanded.
struct Grid {
    rows: Vec<GridRow>,
    /// For each column, the number of rows that a cell above still spans.
    spanned: Vec<usize>,
    align: Vec<Option<ColumnAlign>>,
    /// The number of empty cells that may still be added.
    spare: usize,
}

struct GridRow {
    /// The index of the row before rows are removed.
    index: usize,
    cells: Vec<TableCell>,
}

impl Grid {
    fn new(cells: usize) -> Self {
        Self {
            rows: Vec::new(),
            spanned: Vec::new(),
            align: Vec::new(),
            spare: cells * MOST_EMPTY + MORE_EMPTY,
        }
    }

    fn add(&mut self, row: Vec<HtmlCell>, blocks: &mut Vec<Block>) {
        let mut cells = Vec::new();
        for cell in row {
            self.skip_spanned(&mut cells);
            let (columns, rows, align) = (cell.columns, cell.rows, cell.align);
            let is_heading = cell.is_heading;
            let (words, pictures) = cell.split();
            blocks.extend(pictures);
            let column = cells.len();
            if !is_heading && !words.text.is_empty() {
                self.align.resize(self.align.len().max(column + 1), None);
                if let Some(own) = self.align.get_mut(column) {
                    let is_same = own.is_none_or(|own| own == align);
                    *own = Some(if is_same { align } else { ColumnAlign::Auto });
                }
            }
            cells.push(TableCell(words));
            let columns = columns.min(1 + self.spare);
            self.spare -= columns - 1;
            cells.resize(column + columns, TableCell::default());
            if rows > 1 {
                let most = self.spanned.len().max(column + columns);
                self.spanned.resize(most, 0);
                let spanned = self.spanned.iter_mut().skip(column).take(columns);
                spanned.for_each(|spanned| *spanned = rows);
            }
        }
        while self.spanned.len() > cells.len() && self.spare > 0 {
            self.spare -= 1;
            cells.push(TableCell::default());
        }
        for spanned in &mut self.spanned {
            *spanned = spanned.saturating_sub(1);
        }
        let open = self.spanned.iter().rposition(|spanned| *spanned > 0);
        self.spanned.truncate(open.map_or(0, |last| last + 1));
        let index = self.rows.last().map_or(0, |row| row.index + 1);
        self.rows.push(GridRow { index, cells });
    }

    /// Adds empty cells where a cell of an earlier row extends into this row.
    fn skip_spanned(&mut self, cells: &mut Vec<TableCell>) {
        while self.spare > 0 && self.spanned.get(cells.len()).is_some_and(|rows| *rows > 0) {
            self.spare -= 1;
            cells.push(TableCell::default());
        }
    }

    /// Removes empty rows and columns. Returns the rows, all of the same length, and the alignments
    /// of the columns.
    fn finish(mut self) -> (Vec<GridRow>, Vec<ColumnAlign>) {
        let is_full = |cell: &TableCell| !cell.0.text.is_empty();
        self.rows.retain(|row| row.cells.iter().any(is_full));
        let widest = self.rows.iter().map(|row| row.cells.len()).max();
        let mut full = vec![false; widest.unwrap_or_default()];
        for row in &self.rows {
            for (full, cell) in full.iter_mut().zip(&row.cells) {
                *full |= is_full(cell);
            }
        }
        for row in &mut self.rows {
            row.cells.resize(full.len(), TableCell::default());
            let mut full = full.iter();
            row.cells
                .retain(|_| full.next().copied().unwrap_or_default());
        }
        self.align.resize(full.len(), None);
        let kept = self.align.iter().zip(&full).filter(|(_, full)| **full);
        let align: Vec<_> = kept.map(|(align, _)| align.unwrap_or_default()).collect();
        let is_declared = align.iter().any(|align| *align != ColumnAlign::Auto);
        (self.rows, if is_declared { align } else { Vec::new() })
    }
}

/// Adds the blocks of a row in a layout table. Adjacent cells that each have a single line are
/// joined into one line.
fn lay_out(row: Vec<HtmlCell>, blocks: &mut Vec<Block>) {
    let mut follows_line = false;
    for mut cell in row.into_iter().filter(|cell| !cell.is_empty()) {
        let is_line = cell.is_inline && matches!(cell.blocks.as_slice(), [Block::Paragraph(_)]);
        match (blocks.last_mut(), cell.blocks.last_mut()) {
            (Some(Block::Paragraph(line)), Some(Block::Paragraph(text)))
                if is_line && follows_line =>
            {
                append(line, SEPARATOR, std::mem::take(text));
            }
            _ => blocks.append(&mut cell.blocks),
        }
        follows_line = is_line;
    }
}
