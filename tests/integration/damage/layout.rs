//! Where the rows of a library lie, as SQLite itself says.

use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const PAGE: usize = 4_096;

/// The pages of what is to be saved.
pub(super) struct Layout {
    /// The pages of each story's text, by the story's number.
    pub(super) stories: BTreeMap<i64, Vec<u32>>,
    /// The page of each story's row, by the story's number.
    pub(super) rows: BTreeMap<i64, u32>,
    /// The first page of each table.
    pub(super) roots: BTreeMap<String, u32>,
    /// Pages that lead to others.
    pub(super) interior: Vec<u32>,
    /// How many pages there are.
    pub(super) count: u32,
}

/// The pages of each cell of a table, in the order of its rows.
fn cells(connection: &Connection, table: &str) -> Vec<Vec<u32>> {
    let mut statement = connection
        .prepare("SELECT path, pageno, ncell, pagetype FROM dbstat WHERE name = ?1 ORDER BY path")
        .unwrap();
    let mut rows = statement.query([table]).unwrap();
    let mut leaves: Vec<(String, u32, usize)> = Vec::new();
    let mut overflows: Vec<(String, u32)> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let (path, page): (String, u32) = (row.get(0).unwrap(), row.get(1).unwrap());
        let (count, kind): (i64, String) = (row.get(2).unwrap(), row.get(3).unwrap());
        match kind.as_str() {
            "leaf" => leaves.push((path, page, usize::try_from(count).unwrap())),
            "overflow" => overflows.push((path, page)),
            _ => {}
        }
    }
    let mut cells = Vec::new();
    for (path, page, count) in leaves {
        for cell in 0..count {
            let beginning = format!("{path}{cell:03x}+");
            let rest = overflows
                .iter()
                .filter(|(path, _)| path.starts_with(&beginning));
            cells.push(
                [page]
                    .into_iter()
                    .chain(rest.map(|(_, page)| *page))
                    .collect(),
            );
        }
    }
    cells
}

impl Layout {
    pub(super) fn of(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        let column = |sql: &str| -> Vec<i64> {
            let mut statement = connection.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get(0)).unwrap();
            rows.collect::<Result<_, _>>().unwrap()
        };
        let pages = |table: &str| {
            let numbers = column(&format!("SELECT number FROM {table} ORDER BY number"));
            let cells = cells(&connection, table);
            assert_eq!(numbers.len(), cells.len());
            numbers.into_iter().zip(cells)
        };
        let stories: BTreeMap<i64, Vec<u32>> = pages("story").collect();
        assert!(stories.values().any(|pages| pages.len() > 2));
        let mut roots = connection
            .prepare(
                "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0",
            )
            .unwrap();
        let roots = roots.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let interior = column("SELECT pageno FROM dbstat WHERE pagetype = 'internal'");
        let count = column("PRAGMA page_count");
        let size = column("PRAGMA page_size");
        assert_eq!(usize::try_from(size[0]), Ok(PAGE));
        Self {
            stories,
            rows: pages("article")
                .map(|(number, pages)| (number, pages[0]))
                .collect(),
            roots: roots.unwrap().collect::<Result<_, _>>().unwrap(),
            interior: interior
                .iter()
                .map(|page| u32::try_from(*page).unwrap())
                .collect(),
            count: u32::try_from(count[0]).unwrap(),
        }
    }

    /// Whether a page is what it was.
    pub(super) fn is_same(&self, before: &[u8], after: &[u8], page: u32) -> bool {
        assert!(page > 0 && page <= self.count);
        let first = (page as usize - 1) * PAGE;
        let part = first..first + PAGE;
        after.get(part.clone()) == before.get(part)
    }
}
