//! Tables in scraped text, where they are certain: market prices, results, counts by district.
//!
//! A scraper writes a row of a table on one line, with tabs or bars between the cells, or with
//! nothing but a space. A table needs a line that names its columns, and rows of the same shape.

use super::line::{LineKind, TextLine};
use crate::article::{DataTable, RichText, TableCell};
use crate::ingest::boilerplate::ends_sentence;
use std::borrow::Cow;

/// The minimum number of rows below the line that names the columns.
const FEWEST_ROWS: usize = 3;

/// The maximum number of words of a row's name.
const LONGEST_NAME: usize = 6;

/// The maximum number of words in a line that names the columns or the table.
const LONGEST_HEAD: usize = 12;

/// The longest row, in bytes.
const LONGEST_ROW: usize = 300;

/// What separates the cells of a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Separator {
    Bar,
    Dash,
    /// A space before each number at the end of the line.
    Space,
}

/// Replaces tabs by bars in at least three consecutive lines with the same number of tabs. In other
/// lines a tab is a space.
pub(super) fn with_bars(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let tabs = |line: &str| line.trim().matches('\t').count();
    let mut barred = String::with_capacity(text.len());
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        let count = tabs(first);
        let run = rest.iter().take_while(|line| tabs(line) == count).count();
        let (rows, after) = rest.split_at(run);
        for row in rows {
            if count > 0 && run >= FEWEST_ROWS {
                barred.push_str(&row.trim().replace('\t', " | "));
            } else {
                barred.push_str(row);
            }
            barred.push('\n');
        }
        rest = after;
    }
    Cow::Owned(barred)
}

/// Returns the table that begins with the first of `lines`, and the number of its lines.
pub(super) fn table_at(lines: &[TextLine<'_>]) -> Option<(DataTable, usize)> {
    let (head, rest) = lines.split_first()?;
    if !can_be_row(head) {
        return None;
    }
    [Separator::Bar, Separator::Dash, Separator::Space]
        .into_iter()
        .find_map(|separator| table(head.text, rest, separator))
}

fn table(head: &str, rest: &[TextLine<'_>], separator: Separator) -> Option<(DataTable, usize)> {
    let columns = cells(rest.first()?.text, separator)?.len();
    let rows: Vec<Vec<&str>> = rest
        .iter()
        .take_while(|line| can_be_row(line))
        .map_while(|line| cells(line.text, separator).filter(|cells| cells.len() == columns))
        .collect();
    let is_head = head.split_whitespace().count() <= LONGEST_HEAD && !ends_sentence(head);
    if rows.len() < FEWEST_ROWS || !is_head || cells(head, separator).is_some() {
        return None;
    }
    let names: Vec<&str> = match separator {
        Separator::Bar => parts(head, '|'),
        Separator::Dash => dashed(head),
        Separator::Space => head.split_whitespace().collect(),
    };
    let is_named = names.len() == columns;
    // A name and one number in each row may as well be a list.
    if !is_named && (separator == Separator::Bar || columns < 3) {
        return None;
    }
    let row = |cells: &[&str]| {
        let cells = cells.iter().map(|cell| TableCell(RichText::plain(*cell)));
        cells.collect::<Vec<_>>()
    };
    let table = DataTable {
        // Words that cannot be assigned to columns name the table.
        caption: (!is_named).then(|| head.to_owned()),
        caption_marks: Vec::new(),
        head: is_named.then(|| row(&names)).into_iter().collect(),
        rows: rows.iter().map(|cells| row(cells)).collect(),
        align: Vec::new(),
    };
    Some((table, rows.len() + 1))
}

/// Whether a line can belong to a table.
fn can_be_row(line: &TextLine<'_>) -> bool {
    let is_words = match line.kind {
        LineKind::Short
        | LineKind::Prose
        | LineKind::Place
        | LineKind::Date(_)
        | LineKind::Item(_) => true,
        LineKind::Boilerplate(_)
        | LineKind::Caption(_)
        | LineKind::SiteName
        | LineKind::SectionHeading(_)
        | LineKind::Image { .. }
        | LineKind::AlsoRead { .. }
        | LineKind::UnmarkedTitle
        | LineKind::Byline(_) => false,
    };
    is_words && line.text.len() <= LONGEST_ROW
}

/// Returns the cells of a row below the head: a name, and numbers.
fn cells(line: &str, separator: Separator) -> Option<Vec<&str>> {
    let cells = match separator {
        Separator::Bar => parts(line, '|'),
        Separator::Dash => dashed(line),
        Separator::Space => spaced(line)?,
    };
    let (name, values) = cells.split_first()?;
    let is_number = |cell: &&str| is_number(cell);
    let has_numbers = match separator {
        Separator::Bar => values.iter().any(is_number),
        Separator::Dash | Separator::Space => !values.is_empty() && values.iter().all(is_number),
    };
    let is_name = name.contains(char::is_alphabetic) || name.contains(is_mark_of_word);
    let is_short = name.split_whitespace().count() <= LONGEST_NAME;
    (has_numbers && is_name && is_short).then_some(cells)
}

/// Returns the parts between separators; separators at both ends of the line are its frame.
fn parts(line: &str, separator: char) -> Vec<&str> {
    let line = line.trim().trim_matches(separator);
    line.split(separator).map(str::trim).collect()
}

/// Returns the parts between dashes that have a space on at least one side.
fn dashed(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut before) = (0, ' ');
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_apart = before == ' ' || chars.peek().is_some_and(|(_, next)| *next == ' ');
        // A dash before a number is its sign, unless a space follows.
        let is_sign = before == ' ' && chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if matches!(c, '-' | '–' | '—') && is_apart && !is_sign && at > 0 {
            parts.push(line.get(start..at).unwrap_or_default().trim());
            start = at + c.len_utf8();
        }
        before = c;
    }
    parts.push(line.get(start..).unwrap_or_default().trim());
    parts
}

/// Splits a line before each number at its end: `25 मार्च 606 42` into a name and two numbers.
fn spaced(line: &str) -> Option<Vec<&str>> {
    let mut values = Vec::new();
    let mut rest = line.trim();
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if !is_number(last) {
            break;
        }
        let before = before.trim_end();
        // `माइनस 5.5` is one number.
        let sign = before.rsplit_once(' ').filter(|(_, sign)| is_minus(sign));
        let value = match sign {
            Some((name, _)) => line.get(name.len()..rest.len())?,
            None => last,
        };
        values.push(value.trim());
        rest = sign.map_or(before, |(name, _)| name.trim_end());
    }
    values.push(rest);
    values.reverse();
    Some(values)
}

fn is_minus(word: &str) -> bool {
    matches!(word, "माइनस" | "ऋण" | "minus")
}

/// Whether a text is a number with the signs that prices and results have, or a dash for nothing.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let number = text.rsplit(' ').next().unwrap_or_default();
    let is_signed = text.len() == number.len() || is_minus(text.split(' ').next().unwrap_or(""));
    let is_part = |c: char| c.is_numeric() || "₹$€.,:/%+-–−()*".contains(c);
    is_signed && number.chars().all(is_part) && number.contains(char::is_numeric)
}

/// Whether a character is a vowel sign or another mark, which occurs only within words.
fn is_mark_of_word(c: char) -> bool {
    crate::text::script::is_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Option<(DataTable, usize)> {
        let lines: Vec<TextLine<'_>> = lines.iter().map(|line| TextLine::new(line)).collect();
        table_at(&lines)
    }

    fn rows(table: &DataTable) -> Vec<Vec<&str>> {
        table
            .all_rows()
            .map(|row| row.iter().map(|cell| cell.0.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn rows_of_names_and_numbers_are_a_table() {
        let (table, count) = read(&[
            "मंडी न्यूनतम अधिकतम",
            "इंदौर 5,200 5,450",
            "देवास 5,100 5,400",
            "धार 4,900 माइनस 5",
            "भाव अगले सप्ताह बढ़ेंगे।",
        ])
        .unwrap();
        assert_eq!(count, 4);
        assert_eq!(
            rows(&table),
            [
                ["मंडी", "न्यूनतम", "अधिकतम"],
                ["इंदौर", "5,200", "5,450"],
                ["देवास", "5,100", "5,400"],
                ["धार", "4,900", "माइनस 5"],
            ]
        );
    }

    #[test]
    fn words_that_fit_no_columns_name_the_table() {
        let lines = [
            "राज्य या केंद्र शासित प्रदेश और कुल मत",
            "बिहार 12 5",
            "असम 8 4",
            "मेघालय 3 1",
        ];
        let (table, _) = read(&lines).unwrap();
        assert_eq!(table.caption.as_deref(), Some(lines[0]));
        assert_eq!(rows(&table)[0], ["बिहार", "12", "5"]);
    }

    #[test]
    fn bars_dashes_and_tabs_separate_cells() {
        let dashes = ["ज़िला - मत", "गया - 1,200", "पटना- 900", "कुल - 2,100"];
        assert_eq!(rows(&read(&dashes).unwrap().0)[2], ["पटना", "900"]);
        let tabs = "शीर्षक\nदल\tसीट\tमत\nक\t12\t30%\nख\t8\t22%\nपाठ\tयहाँ";
        let barred = with_bars(tabs);
        let lines: Vec<&str> = barred.lines().skip(1).collect();
        assert_eq!(lines[0], "दल | सीट | मत");
        assert_eq!(lines[3], "पाठ\tयहाँ");
        assert_eq!(read(&lines).map(|(_, count)| count), None);
        let more = [lines[0], lines[1], lines[2], "ग | 2 | 5%"];
        assert_eq!(rows(&read(&more).unwrap().0)[3], ["ग", "2", "5%"]);
    }

    #[test]
    fn prose_and_lists_are_no_tables() {
        for lines in [
            &["भारत ने मैच जीता।", "कोहली 82", "रोहित 40", "गिल 12"][..],
            &["स्कोर", "कोहली 82", "रोहित 40"],
            &["ज़िलों में मामले", "मेरठ 25", "आगरा 31", "जौनपुर 19"],
            &[
                "पहला दिन",
                "उसने मैच में बनाए रन 82",
                "फिर रोहित 40 पर आउट",
                "गिल 12",
            ],
            &["खेल | देश", "होम | खेल", "देश | विदेश", "राज्य | शहर"],
        ] {
            assert_eq!(read(lines), None, "{lines:?}");
        }
    }
}
