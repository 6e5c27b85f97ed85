//! The tables that are recovered, and how their rows are recognized.

/// A table whose rows are recovered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Table {
    Article,
    Story,
    Subscription,
    Account,
    Saved,
    Hidden,
    Orphaned,
    /// A table that is not recovered: it can be computed from others, or is not ours.
    Other,
}

/// The possible serial types of a column.
#[derive(Clone, Copy)]
enum Column {
    /// The row number, which is stored as null.
    Own,
    Integer,
    Text,
    Blob,
    IntegerOrNull,
    TextOrNull,
}

impl Column {
    fn fits(self, kind: u64) -> bool {
        let is_integer = matches!(kind, 1..=6 | 8 | 9);
        let is_text = kind >= 13 && kind % 2 == 1;
        match self {
            Self::Own => kind == 0,
            Self::Integer => is_integer,
            Self::Text => is_text,
            Self::Blob => kind >= 12 && kind.is_multiple_of(2),
            Self::IntegerOrNull => is_integer || kind == 0,
            Self::TextOrNull => is_text || kind == 0,
        }
    }
}

use Column::{Blob, Integer, IntegerOrNull, Own, Text, TextOrNull};

/// The columns of each table in `schema.sql`, `subscriptions.rs` and `accounts.rs`. A later version may append
/// columns.
const COLUMNS: [(Table, &[Column]); 8] = [
    (Table::Hidden, &[Own]),
    (Table::Saved, &[Text]),
    (Table::Saved, &[Text, TextOrNull, IntegerOrNull]),
    (Table::Story, &[Own, Blob]),
    (Table::Orphaned, &[Own, Integer, Integer, IntegerOrNull]),
    (
        Table::Subscription,
        &[
            Own,
            Text,
            Text,
            TextOrNull,
            Text,
            Text,
            Integer,
            TextOrNull,
            TextOrNull,
            IntegerOrNull,
            Integer,
            IntegerOrNull,
            Integer,
            TextOrNull,
            TextOrNull,
            Integer,
            Integer,
            Integer,
            TextOrNull,
        ],
    ),
    (
        Table::Account,
        &[
            Own,
            Text,
            Text,
            Text,
            TextOrNull,
            Integer,
            TextOrNull,
            IntegerOrNull,
            Integer,
            Integer,
            TextOrNull,
        ],
    ),
    (
        Table::Article,
        &[
            Own,
            Integer,
            Text,
            TextOrNull,
            TextOrNull,
            TextOrNull,
            TextOrNull,
            Text,
            IntegerOrNull,
            TextOrNull,
            Integer,
            Integer,
            Integer,
            IntegerOrNull,
        ],
    ),
];

/// The minimum number of columns of a table whose rows are recognized even if they have more
/// columns, or lack the last one.
const TELLING: usize = 10;

impl Table {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "article" => Self::Article,
            "story" => Self::Story,
            "subscription" => Self::Subscription,
            "account" => Self::Account,
            "saved" => Self::Saved,
            "hidden" => Self::Hidden,
            "orphaned" => Self::Orphaned,
            _ => Self::Other,
        }
    }

    /// Returns the table of a row with columns of these types.
    pub(super) fn by_types(types: &[u64]) -> Option<Self> {
        let fits = |columns: &[Column]| {
            // Rows that were written before the last column was added do not have it.
            let has_length = types.len() == columns.len()
                || (types.len() + 1 >= columns.len() && columns.len() >= TELLING);
            let mut pairs = columns.iter().zip(types);
            has_length && pairs.all(|(column, kind)| column.fits(*kind))
        };
        let found = COLUMNS.iter().find(|(_, columns)| fits(columns));
        found.map(|(table, _)| *table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// The columns match the created tables, and no two tables look alike.
    #[test]
    fn each_table_is_known_by_its_columns() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        for (table, columns) in COLUMNS {
            let name = format!("{table:?}").to_lowercase();
            assert_eq!(Table::named(&name), table);
            let sql = format!("SELECT count(*) FROM pragma_table_info('{name}')");
            let count: i64 = store
                .connection
                .query_row(&sql, [], |row| row.get(0))
                .unwrap();
            // Rows that were written before a column was added do not have it.
            assert!(i64::try_from(columns.len()).unwrap() <= count, "{name}");
            let types: Vec<u64> = columns
                .iter()
                .map(|column| match column {
                    Own => 0,
                    Integer | IntegerOrNull => 6,
                    Text | TextOrNull => 31,
                    Blob => 500,
                })
                .collect();
            assert_eq!(Table::by_types(&types), Some(table), "{name}");
        }
        let (_, columns) = COLUMNS[5];
        let types = vec![6; columns.len() - 1];
        let of_before: Vec<u64> = columns
            .iter()
            .zip(types)
            .map(|(column, integer)| if column.fits(integer) { integer } else { 31 })
            .collect();
        let of_before: Vec<u64> = [&[0], &of_before[1..]].concat();
        assert_eq!(Table::by_types(&of_before), Some(Table::Subscription));
        for other in [&[][..], &[0, 31], &[31, 6], &[0, 500, 6]] {
            assert_eq!(Table::by_types(other), None, "{other:?}");
        }
    }
}
