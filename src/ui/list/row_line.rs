//! Sets a line of a row by its template: which text stands in which column.

use crate::app::row_template::{FieldWidth, RowField, RowPart};
use crate::print::Ruler;
use crate::ui::theme::Look;

/// The fields of a story.
pub(super) trait RowValues {
    /// Returns the text of a field; empty if the story has none.
    fn value(&self, field: RowField) -> String;

    /// Returns the look of a field.
    fn look(&self, field: RowField) -> Look;
}

/// Text in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct RowText {
    /// The column of its first cell, from the beginning of the line.
    pub(super) column: usize,
    /// The number of cells that it may take.
    pub(super) room: usize,
    pub(super) text: String,
    pub(super) look: Look,
    /// Whether it is the headline.
    pub(super) is_headline: bool,
}

/// A piece before it has a column.
struct RowPiece {
    text: String,
    look: Look,
    width: Option<FieldWidth>,
    is_headline: bool,
}

/// Returns the texts of a line of `room` cells. The headline gets the cells that the other fields leave.
pub(super) fn line(
    parts: &[RowPart],
    values: &impl RowValues,
    room: usize,
    ruler: &Ruler,
) -> Vec<RowText> {
    let fill = parts.iter().position(|part| *part == RowPart::Fill);
    let (left, right) = parts
        .split_at_checked(fill.unwrap_or(parts.len()))
        .unwrap_or((parts, &[]));
    let (left, right) = (pieces(left, values), pieces(right, values));
    let needed = width_of(&right, 0, ruler).min(room);
    let for_left = room - needed.min(room);
    let for_left = for_left.saturating_sub(usize::from(needed > 0 && for_left > 0));
    let mut texts = placed(left, 0, for_left, ruler);
    // A headline at the right takes what the left does not.
    let used = texts.iter().map(|text| text.column + text.room).max();
    let has_headline = right.iter().any(|piece| piece.is_headline);
    let start = if has_headline {
        used.map_or(0, |used| (used + 1).min(room))
    } else {
        room - needed
    };
    texts.extend(placed(right, start, room - start, ruler));
    texts
}

/// Returns the cells that pieces need; a headline needs `headline`.
fn width_of(pieces: &[RowPiece], headline: usize, ruler: &Ruler) -> usize {
    let width = |piece: &RowPiece| match piece.width {
        _ if piece.is_headline => headline,
        Some(width) => width.cells,
        None => ruler.columns(&piece.text),
    };
    pieces.iter().map(width).sum()
}

/// Gives pieces their columns, from `start` on in `room` cells.
fn placed(pieces: Vec<RowPiece>, start: usize, room: usize, ruler: &Ruler) -> Vec<RowText> {
    let for_headline = room.saturating_sub(width_of(&pieces, 0, ruler));
    let mut texts = Vec::new();
    let mut column = start;
    for piece in pieces {
        let left = (start + room).saturating_sub(column);
        let natural = ruler.columns(&piece.text);
        let cells = match piece.width {
            _ if piece.is_headline => natural.min(for_headline),
            Some(width) => width.cells,
            None => natural,
        };
        let cells = cells.min(left);
        let text = ruler.truncate(&piece.text, cells).into_owned();
        let is_right = piece.width.is_some_and(|width| width.is_right);
        let shift = if is_right {
            cells.saturating_sub(ruler.columns(&text))
        } else {
            0
        };
        if !text.is_empty() {
            texts.push(RowText {
                column: column + shift,
                room: cells - shift,
                text,
                look: piece.look,
                is_headline: piece.is_headline,
            });
        }
        column += cells;
    }
    texts
}

/// Returns the pieces of parts; neighbours of one look become one, so that print sets them without gaps.
fn pieces(parts: &[RowPart], values: &impl RowValues) -> Vec<RowPiece> {
    let mut pieces: Vec<RowPiece> = Vec::new();
    let mut add = |text: String, look: Look, width: Option<FieldWidth>, is_headline: bool| {
        let joins = |last: &&mut RowPiece| {
            let is_free = width.is_none() && last.width.is_none();
            is_free && last.look == look && !is_headline && !last.is_headline
        };
        match pieces.last_mut().filter(joins) {
            Some(last) => last.text.push_str(&text),
            None => pieces.push(RowPiece {
                text,
                look,
                width,
                is_headline,
            }),
        }
    };
    for part in flat(parts, values) {
        match part {
            RowPart::Text(text) => add(text.clone(), Look::Details, None, false),
            RowPart::Field(field, width) => {
                let is_headline = *field == RowField::Headline;
                add(
                    values.value(*field),
                    values.look(*field),
                    *width,
                    is_headline,
                );
            }
            RowPart::Joined(fields) => {
                let mut is_first = true;
                for (separator, field) in fields {
                    let value = values.value(*field);
                    if value.is_empty() {
                        continue;
                    }
                    if !is_first {
                        add(separator.clone(), Look::Details, None, false);
                    }
                    add(value, values.look(*field), None, false);
                    is_first = false;
                }
            }
            RowPart::Group(_) | RowPart::Fill => {}
        }
    }
    pieces
}

/// Returns parts with groups replaced by their parts; a group without a value is left out.
fn flat<'a>(parts: &'a [RowPart], values: &impl RowValues) -> Vec<&'a RowPart> {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            RowPart::Group(inner) => {
                if inner.iter().any(|part| has_value(part, values)) {
                    flat.extend(inner);
                }
            }
            RowPart::Text(_) | RowPart::Field(..) | RowPart::Joined(_) | RowPart::Fill => {
                flat.push(part);
            }
        }
    }
    flat
}

fn has_value(part: &RowPart, values: &impl RowValues) -> bool {
    match part {
        RowPart::Field(field, _) => !values.value(*field).is_empty(),
        RowPart::Joined(fields) => fields
            .iter()
            .any(|(_, field)| !values.value(*field).is_empty()),
        RowPart::Text(_) | RowPart::Group(_) | RowPart::Fill => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::row_template::RowTemplate;
    use crate::text::width::WidthProfile;
    use std::sync::Arc;

    struct Story;

    impl RowValues for Story {
        fn value(&self, field: RowField) -> String {
            let value = match field {
                RowField::Mark => "●",
                RowField::Headline => "चाँद के दक्षिणी ध्रुव के पास पहली उतराई",
                RowField::Source => "दैनिक",
                RowField::Age => "2 h ago",
                RowField::Star
                | RowField::Section
                | RowField::Date
                | RowField::Host
                | RowField::File => "",
            };
            value.to_owned()
        }

        fn look(&self, field: RowField) -> Look {
            if field == RowField::Headline {
                Look::Unread
            } else {
                Look::Details
            }
        }
    }

    fn drawn(template: &str, room: usize) -> String {
        let ruler = Ruler::cells(Arc::new(WidthProfile::named("sum").unwrap()));
        let template = RowTemplate::parse(template).unwrap();
        let mut drawn = String::new();
        for text in line(&template.lines[0], &Story, room, &ruler) {
            let blank = text.column.saturating_sub(ruler.columns(&drawn));
            drawn.push_str(&" ".repeat(blank));
            drawn.push_str(&text.text);
            assert!(ruler.columns(&text.text) <= text.room, "{text:?}");
        }
        assert!(ruler.columns(&drawn) <= room, "{drawn}");
        drawn
    }

    #[test]
    fn fields_stand_side_by_side_and_the_headline_takes_what_they_leave() {
        let whole = "चाँद के दक्षिणी ध्रुव के पास पहली उतराई";
        assert_eq!(
            drawn("{headline}{fill}{age}", 60)
                .trim_start_matches(whole)
                .trim(),
            "2 h ago"
        );
        let cut = drawn("{age:9} {headline}", 30);
        assert!(
            cut.starts_with("2 h ago   चाँद") && cut.ends_with('…'),
            "{cut}"
        );
        let right = drawn("{age:>9} {headline}", 30);
        assert!(right.starts_with("  2 h ago चाँद"), "{right}");
        assert_eq!(drawn("{source:3}|\n{headline}", 9), "दै… |");
    }

    #[test]
    fn what_a_story_does_not_have_takes_its_signs_along() {
        assert_eq!(drawn("[{section} / ]{source}\n{headline}", 30), "दैनिक");
        let details = "{section · source · host · age}[ ({date})]\n{headline}";
        assert_eq!(drawn(details, 30), "दैनिक · 2 h ago");
    }

    #[test]
    fn no_width_is_exceeded_however_narrow() {
        for room in 0..40 {
            for template in [
                "{mark:2}{headline}{fill}{source} {age:>10}",
                "{fill}{headline} {age}",
                "{source:60}{headline}{age:60}",
            ] {
                drawn(template, room);
            }
        }
    }
}
