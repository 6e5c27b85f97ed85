//! Sets a line of a row by its template: which text stands where.

use crate::app::row_template::{FieldWidth, RowField, RowPart};
use crate::print::Ruler;
use crate::text::measure::Measure as _;
use crate::text::truncate::truncate;
use crate::ui::theme::Look;
use std::ops::Range;

/// The fields of a story.
pub(super) trait RowValues {
    /// Returns the text of a field; empty if the story has none.
    fn value(&self, field: RowField) -> String;

    /// Returns the look of a field.
    fn look(&self, field: RowField) -> Look;
}

/// The fields that give way, in this order, where a list of fields does not fit: a date that is cut is none.
const GIVE_WAY: [RowField; 3] = [RowField::Host, RowField::Section, RowField::Source];

/// Text in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct RowText {
    /// Where it begins, in units from the beginning of the line.
    pub(super) at: usize,
    /// Its width in units.
    pub(super) width: usize,
    pub(super) text: String,
    pub(super) look: Look,
    /// Whether it is the headline.
    pub(super) is_headline: bool,
}

/// A piece that has no place yet.
struct RowPiece {
    text: String,
    look: Look,
    width: Option<FieldWidth>,
    is_headline: bool,
}

/// Returns the texts of a line of `room` cells. The headline gets the room that the other fields leave.
pub(super) fn line(
    parts: &[RowPart],
    values: &impl RowValues,
    room: usize,
    ruler: &Ruler,
) -> Vec<RowText> {
    let room = room * ruler.cell();
    let fill = parts.iter().position(|part| *part == RowPart::Fill);
    let (left, right) = parts
        .split_at_checked(fill.unwrap_or(parts.len()))
        .unwrap_or((parts, &[]));
    let of = |dropped: &[RowField]| {
        (
            pieces(left, values, dropped),
            pieces(right, values, dropped),
        )
    };
    let fits = |(left, right): &(Vec<RowPiece>, Vec<RowPiece>)| {
        let gap = if right.is_empty() { 0 } else { ruler.cell() };
        width_of(left, ruler) + gap + width_of(right, ruler) <= room
    };
    let some = (0..GIVE_WAY.len()).filter_map(|count| GIVE_WAY.get(..count));
    let (left, right) = some.map(of).find(fits).unwrap_or_else(|| of(&GIVE_WAY));
    let needed = width_of(&right, ruler).min(room);
    let gap = if needed > 0 { ruler.cell() } else { 0 };
    let mut texts = placed(left, 0..(room - needed).saturating_sub(gap), ruler);
    let used = texts.last().map(|last| last.at + last.width + ruler.cell());
    // A headline at the right takes what the left does not.
    let has_headline = right.iter().any(|piece| piece.is_headline);
    let start = if has_headline {
        used.unwrap_or(0).min(room)
    } else {
        room - needed
    };
    texts.extend(placed(right, start..room, ruler));
    texts
}

/// Returns the width of pieces without the headline, in units.
fn width_of(pieces: &[RowPiece], ruler: &Ruler) -> usize {
    let others = pieces.iter().filter(|piece| !piece.is_headline);
    others.map(|piece| piece.room(ruler)).sum()
}

impl RowPiece {
    /// Returns the units that the piece takes.
    fn room(&self, ruler: &Ruler) -> usize {
        let fixed = self.width.map(|width| width.cells * ruler.cell());
        fixed.unwrap_or_else(|| ruler.width(&self.text))
    }
}

/// Gives pieces their places within `range`, in units.
fn placed(pieces: Vec<RowPiece>, range: Range<usize>, ruler: &Ruler) -> Vec<RowText> {
    let for_headline = range.len().saturating_sub(width_of(&pieces, ruler));
    let mut texts = Vec::new();
    let mut at = range.start;
    for piece in pieces {
        let left = range.end.saturating_sub(at);
        let room = if piece.is_headline {
            ruler.width(&piece.text).min(for_headline)
        } else {
            piece.room(ruler)
        };
        let room = room.min(left);
        let text = truncate(&piece.text, room, ruler).into_owned();
        let width = ruler.width(&text);
        let is_right = piece.width.is_some_and(|width| width.is_right);
        let shift = if is_right {
            room.saturating_sub(width)
        } else {
            0
        };
        if !text.is_empty() {
            texts.push(RowText {
                at: at + shift,
                width,
                text,
                look: piece.look,
                is_headline: piece.is_headline,
            });
        }
        at += room;
    }
    texts
}

/// Returns the pieces of parts; neighbours of one look become one, so that print sets them without gaps. A list of
/// fields goes without those that are `dropped`, unless nothing else is in it.
fn pieces(parts: &[RowPart], values: &impl RowValues, dropped: &[RowField]) -> Vec<RowPiece> {
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
                let stays = |field: &RowField| !dropped.contains(field);
                let known = |(_, field): &&(String, RowField)| !values.value(*field).is_empty();
                let others = fields.iter().filter(known).any(|(_, field)| stays(field));
                let shown = fields.iter().filter(known);
                let shown = shown.filter(|(_, field)| stays(field) || !others);
                for (index, (separator, field)) in shown.enumerate() {
                    if index > 0 {
                        add(separator.clone(), Look::Details, None, false);
                    }
                    add(values.value(*field), values.look(*field), None, false);
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

    struct SampleStory;

    impl RowValues for SampleStory {
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
        for text in line(&template.lines[0], &SampleStory, room, &ruler) {
            let blank = text.at.saturating_sub(ruler.columns(&drawn));
            drawn.push_str(&" ".repeat(blank));
            drawn.push_str(&text.text);
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
    fn fields_give_way_whole_before_the_age_is_cut() {
        let details = "{source · age}\n{headline}";
        assert_eq!(drawn(details, 15), "दैनिक · 2 h ago");
        assert_eq!(drawn(details, 12), "2 h ago");
        assert_eq!(drawn(details, 5), "2 h…");
        assert_eq!(drawn("{section · source}\n{headline}", 3), "दै…");
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
