//! Subscriptions as rows of their table.

use super::{FullText, Subscription};
use crate::store::Error;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

/// The columns in the order in which they are written. In a stored row they follow the row number
/// in the same order.
const COLUMNS: [&str; 18] = [
    "address",
    "title",
    "site",
    "folders",
    "full_text",
    "local",
    "etag",
    "last_modified",
    "checked",
    "due",
    "ttl",
    "failures",
    "fault",
    "moved_from",
    "stopped",
    "offered",
    "stored",
    "trusted",
];

/// Returns the names of all columns, separated by commas.
pub(super) fn columns() -> String {
    COLUMNS.join(", ")
}

/// Returns as many numbered parameters as there are columns, separated by commas.
pub(super) fn parameters() -> String {
    let parameters = (1..=COLUMNS.len()).map(|number| format!("?{number}"));
    parameters.collect::<Vec<_>>().join(", ")
}

/// Executes `sql` with the columns of `subscription` as its first parameters. If there is an
/// `address`, it is the next parameter.
pub(super) fn write(
    connection: &Connection,
    sql: &str,
    subscription: &Subscription,
    address: Option<&str>,
) -> Result<usize, Error> {
    let trusted = subscription.trusted.as_ref();
    let trusted = trusted.map(serde_json::to_string).transpose()?;
    let folders = serde_json::to_string(&subscription.folders)?;
    let fault = subscription.fault.as_ref();
    let fault = fault.map(serde_json::to_string).transpose()?;
    let columns = params![
        subscription.address,
        subscription.title,
        subscription.site,
        folders,
        subscription.full_text.name(),
        subscription.local,
        subscription.etag,
        subscription.last_modified,
        subscription.checked,
        subscription.due,
        subscription.ttl,
        subscription.failures,
        fault,
        subscription.moved_from,
        subscription.stopped,
        subscription.offered.cast_signed() as i64,
        subscription.stored.cast_signed() as i64,
        trusted
    ];
    let mut statement = connection.prepare_cached(sql)?;
    let written = match address {
        None => statement.execute(columns)?,
        Some(address) => {
            let mut all = columns.to_vec();
            all.push(&address);
            statement.execute(all.as_slice())?
        }
    };
    Ok(written)
}

/// Reads a row of the table. If a later version wrote a value that this one cannot read, the value
/// is treated as absent.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let count = |column| {
        let count = row.get::<_, i64>(column);
        count.map(|count| usize::try_from(count).unwrap_or(0))
    };
    let (fault, trusted): (Option<String>, Option<String>) =
        (row.get("fault")?, row.get("trusted")?);
    Ok(Subscription {
        local: row.get("local")?,
        trusted: trusted.and_then(|trusted| serde_json::from_str(&trusted).ok()),
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        due: row.get("due")?,
        ttl: row.get("ttl")?,
        failures: row.get("failures")?,
        fault: fault.and_then(|fault| serde_json::from_str(&fault).ok()),
        moved_from: row.get("moved_from")?,
        stopped: row.get("stopped")?,
        offered: count("offered")?,
        stored: count("stored")?,
        ..read_described(row)?
    })
}

/// Reads the columns that feeds of this program and those of accounts have in common.
pub(in crate::store) fn read_described(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let (folders, full_text): (String, String) = (row.get("folders")?, row.get("full_text")?);
    Ok(Subscription {
        address: row.get("address")?,
        title: row.get("title")?,
        site: row.get("site")?,
        folders: serde_json::from_str(&folders).unwrap_or_default(),
        full_text: FullText::named(&full_text),
        checked: row.get("checked")?,
        ..Subscription::default()
    })
}

/// Reads a subscription from the values that follow the number in a recovered row; `None` if it has
/// no address.
pub(in crate::store) fn of_values(values: &[Value]) -> Option<Subscription> {
    let value = |name: &str| {
        let index = COLUMNS.iter().position(|column| *column == name)?;
        values.get(index)
    };
    let text = |name: &str| match value(name) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let number = |name: &str| match value(name) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    };
    let count = |name: &str| usize::try_from(number(name).unwrap_or(0)).unwrap_or(0);
    Some(Subscription {
        address: text("address").filter(|address| !address.is_empty())?,
        title: text("title")?,
        site: text("site"),
        folders: serde_json::from_str(&text("folders")?).unwrap_or_default(),
        full_text: FullText::named(&text("full_text")?),
        local: number("local")? != 0,
        trusted: text("trusted").and_then(|trusted| serde_json::from_str(&trusted).ok()),
        etag: text("etag"),
        last_modified: text("last_modified"),
        checked: number("checked"),
        due: number("due")?,
        ttl: number("ttl"),
        failures: u32::try_from(number("failures")?).unwrap_or(0),
        fault: text("fault").and_then(|fault| serde_json::from_str(&fault).ok()),
        moved_from: text("moved_from"),
        stopped: number("stopped")? != 0,
        offered: count("offered"),
        stored: count("stored"),
        served_by: None,
    })
}
