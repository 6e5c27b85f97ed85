//! The template of a row of the list: which fields of a story stand where.
//!
//! `{headline}\n{star · section · source · age}` are two lines: a headline alone on its line is wrapped, and of fields
//! that share a pair of braces those that a story has are joined by what stands between their names.

use crate::text::nearest::nearest;
use crate::words::RowFault;

/// The template of a row that the user did not change.
pub const DEFAULT_ROW: &str = "{headline}\\n{star · section · source · age · file}";
/// The number of characters of the longest template.
const LONGEST: usize = 500;
/// The number of lines of the highest row, without those into which a headline is wrapped.
const MOST_LINES: usize = 4;
/// The number of lines into which a headline is wrapped unless the template says another.
const HEADLINE_LINES: usize = 2;
/// The largest number of cells that a field can be given.
const WIDEST: usize = 60;

/// What a row can show of a story.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowField {
    /// Whether the story was read.
    Mark,
    /// A star, if it is starred.
    Star,
    /// The headline.
    Headline,
    /// The words above the headline.
    Section,
    /// The publisher, or how many there are.
    Source,
    /// The age, as in "2 h ago".
    Age,
    /// The day.
    Date,
    /// The host of its page.
    Host,
    /// The name of its file, if section, source and age are unknown.
    File,
}

/// The fields by their names.
const FIELDS: [(&str, RowField); 9] = [
    ("mark", RowField::Mark),
    ("star", RowField::Star),
    ("headline", RowField::Headline),
    ("section", RowField::Section),
    ("source", RowField::Source),
    ("age", RowField::Age),
    ("date", RowField::Date),
    ("host", RowField::Host),
    ("file", RowField::File),
];
/// What moves the rest of a line to its right end.
const FILL: &str = "fill";

/// The number of cells of a field, and at which end of them it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FieldWidth {
    /// The number of cells.
    pub cells: usize,
    /// Whether it stands at their right end.
    pub is_right: bool,
}

/// A part of a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RowPart {
    /// Text of the template.
    Text(String),
    /// A field, in a fixed number of cells if there is one.
    Field(RowField, Option<FieldWidth>),
    /// Those of these fields that a story has, joined by the texts between them.
    Joined(Vec<(String, RowField)>),
    /// Parts that are left out if none of their fields has a value.
    Group(Vec<Self>),
    /// What follows stands at the right end.
    Fill,
}

impl RowPart {
    fn has(&self, wanted: RowField) -> bool {
        match self {
            Self::Field(field, _) => *field == wanted,
            Self::Joined(fields) => fields.iter().any(|(_, field)| *field == wanted),
            Self::Group(parts) => parts.iter().any(|part| part.has(wanted)),
            Self::Text(_) | Self::Fill => false,
        }
    }
}

/// A line of a template.
pub type RowLine = Vec<RowPart>;

/// The template of a row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowTemplate {
    /// The lines; one of them has the headline.
    pub lines: Vec<RowLine>,
    /// The number of lines into which the headline is wrapped, if it is alone on its line.
    pub headline_lines: Option<usize>,
}

impl Default for RowTemplate {
    fn default() -> Self {
        Self::parse(DEFAULT_ROW).unwrap_or_else(|_never| Self {
            lines: vec![vec![RowPart::Field(RowField::Headline, None)]],
            headline_lines: Some(HEADLINE_LINES),
        })
    }
}

impl RowTemplate {
    /// Parses a template; `\n` may also be written as two characters.
    ///
    /// # Errors
    /// Returns an error if it has no headline, an unknown field, or is too long.
    pub fn parse(text: &str) -> Result<Self, RowFault> {
        if text.chars().nth(LONGEST).is_some() {
            return Err(RowFault::TooLong(LONGEST));
        }
        let text = text.replace("\\n", "\n");
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(RowFault::Control);
        }
        if text.split('\n').count() > MOST_LINES {
            return Err(RowFault::Lines(MOST_LINES));
        }
        let mut lines = Vec::new();
        let mut headline_lines = None;
        let mut headlines = 0;
        for line in text.split('\n') {
            let mut rest = line;
            let mut parts = parts(&mut rest, false)?;
            headlines += parts
                .iter()
                .filter(|part| part.has(RowField::Headline))
                .count();
            if let [RowPart::Field(RowField::Headline, width)] = parts.as_mut_slice() {
                let lines = width.take().map_or(HEADLINE_LINES, |width| width.cells);
                headline_lines = Some(lines.min(MOST_LINES));
            }
            lines.push(parts);
        }
        match headlines {
            0 => Err(RowFault::NoHeadline),
            1 => Ok(Self {
                lines,
                headline_lines,
            }),
            _ => Err(RowFault::TwoHeadlines),
        }
    }

    /// Returns whether the template says where the mark stands.
    pub fn has_mark(&self) -> bool {
        let mut parts = self.lines.iter().flatten();
        parts.any(|part| part.has(RowField::Mark))
    }

    /// Returns the index of the line with the headline.
    pub fn headline_line(&self) -> usize {
        let has_headline = |line: &RowLine| line.iter().any(|part| part.has(RowField::Headline));
        self.lines.iter().position(has_headline).unwrap_or(0)
    }
}

/// Parses the parts of a line, within a group up to its end.
fn parts(rest: &mut &str, is_group: bool) -> Result<Vec<RowPart>, RowFault> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let end_text = |text: &mut String, parts: &mut Vec<RowPart>| {
        if !text.is_empty() {
            parts.push(RowPart::Text(std::mem::take(text)));
        }
    };
    loop {
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else {
            end_text(&mut text, &mut parts);
            return if is_group {
                Err(RowFault::Open('['))
            } else {
                Ok(parts)
            };
        };
        let after = letters.as_str();
        if "{}[]".contains(letter) && after.starts_with(letter) {
            text.push(letter);
            *rest = letters.next().map_or("", |_same| letters.as_str());
            continue;
        }
        *rest = after;
        match letter {
            '{' => {
                end_text(&mut text, &mut parts);
                let (inside, after) = after.split_once('}').ok_or(RowFault::Open('{'))?;
                parts.push(field(inside, is_group)?);
                *rest = after;
            }
            '[' if is_group => return Err(RowFault::Nested),
            '[' => {
                end_text(&mut text, &mut parts);
                parts.push(RowPart::Group(self::parts(rest, true)?));
            }
            ']' if is_group => {
                end_text(&mut text, &mut parts);
                return Ok(parts);
            }
            ']' | '}' => return Err(RowFault::Open(letter)),
            letter => text.push(letter),
        }
    }
}

/// Parses what stands within braces.
fn field(inside: &str, is_group: bool) -> Result<RowPart, RowFault> {
    if inside == FILL && !is_group {
        return Ok(RowPart::Fill);
    }
    if let Some((name, width)) = inside.split_once(':') {
        let is_right = width.starts_with('>');
        let digits = width.trim_start_matches(['<', '>']);
        let cells = digits.parse().ok();
        let cells = cells.filter(|cells| (1..=WIDEST).contains(cells));
        let cells =
            cells.ok_or_else(|| RowFault::Width(width.chars().take(20).collect(), WIDEST))?;
        let width = FieldWidth { cells, is_right };
        return Ok(RowPart::Field(named(name)?, Some(width)));
    }
    let mut fields = Vec::new();
    let mut rest = inside;
    let mut separator = "";
    loop {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let name_end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(name_end).unwrap_or((rest, ""));
        fields.push((separator.to_owned(), named(name)?));
        if after.is_empty() {
            break;
        }
        let next = after.find(|c: char| c.is_ascii_alphabetic());
        (separator, rest) = after
            .split_at_checked(next.unwrap_or(after.len()))
            .unwrap_or((after, ""));
    }
    match fields.as_slice() {
        [(_, field)] => Ok(RowPart::Field(*field, None)),
        several
            if several
                .iter()
                .any(|(_, field)| *field == RowField::Headline) =>
        {
            Err(RowFault::JoinedHeadline)
        }
        _ => Ok(RowPart::Joined(fields)),
    }
}

fn named(name: &str) -> Result<RowField, RowFault> {
    let found = FIELDS.iter().find(|(known, _)| *known == name);
    found.map(|(_, field)| *field).ok_or_else(|| {
        let names = FIELDS.iter().map(|(name, _)| *name).chain([FILL]);
        let near = nearest(name, names.clone()).map(str::to_owned);
        let all = names.collect::<Vec<_>>().join(", ");
        RowFault::UnknownField(name.chars().take(40).collect(), near, all)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_has_a_headline_of_two_lines_and_a_line_of_details() {
        let template = RowTemplate::parse(DEFAULT_ROW).unwrap();
        assert_eq!(template, RowTemplate::default());
        assert_eq!(template.headline_lines, Some(2));
        assert_eq!(template.lines.len(), 2);
        assert_eq!(template.headline_line(), 0);
        assert!(!template.has_mark());
        let RowPart::Joined(fields) = &template.lines[1][0] else {
            panic!("{template:?}");
        };
        let separators: Vec<&str> = fields.iter().map(|(before, _)| before.as_str()).collect();
        assert_eq!(separators, ["", " · ", " · ", " · ", " · "]);
    }

    #[test]
    fn widths_groups_and_signs_are_parsed() {
        let template =
            RowTemplate::parse("{mark} {age:>9} {headline}[ ({source:12})]{fill}{{{host}").unwrap();
        let right = FieldWidth {
            cells: 9,
            is_right: true,
        };
        let left = FieldWidth {
            cells: 12,
            is_right: false,
        };
        let expected = [
            RowPart::Field(RowField::Mark, None),
            RowPart::Text(" ".to_owned()),
            RowPart::Field(RowField::Age, Some(right)),
            RowPart::Text(" ".to_owned()),
            RowPart::Field(RowField::Headline, None),
            RowPart::Group(vec![
                RowPart::Text(" (".to_owned()),
                RowPart::Field(RowField::Source, Some(left)),
                RowPart::Text(")".to_owned()),
            ]),
            RowPart::Fill,
            RowPart::Text("{".to_owned()),
            RowPart::Field(RowField::Host, None),
        ];
        assert_eq!(template.lines, [expected]);
        assert!(template.has_mark() && template.headline_lines.is_none());
        let three = RowTemplate::parse("{source}\n{headline:3}").unwrap();
        assert_eq!((three.headline_lines, three.headline_line()), (Some(3), 1));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let long = "x".repeat(LONGEST + 1);
        let huge = "[".repeat(1_000_000);
        for (text, is_it) in [
            ("", RowFault::NoHeadline),
            ("{source}", RowFault::NoHeadline),
            ("{headline}{headline}", RowFault::TwoHeadlines),
            ("{headline", RowFault::Open('{')),
            ("{headline}[{age}", RowFault::Open('[')),
            ("{headline}}", RowFault::Open('}')),
            ("{headline}[[{age}]", RowFault::Open(']')),
            ("{headline}[a[{age}]]", RowFault::Nested),
            ("{headline · age}", RowFault::JoinedHeadline),
            ("{headline}\\n\n\n\n", RowFault::Lines(MOST_LINES)),
            ("{headline}\u{1b}[31m", RowFault::Control),
            (
                "{headline}{age:99999}",
                RowFault::Width("99999".to_owned(), WIDEST),
            ),
            (&long, RowFault::TooLong(LONGEST)),
            (&huge, RowFault::TooLong(LONGEST)),
        ] {
            assert_eq!(RowTemplate::parse(text), Err(is_it), "{text:.40}");
        }
        let Err(RowFault::UnknownField(name, near, _)) = RowTemplate::parse("{hedline}") else {
            panic!("an unknown field");
        };
        assert_eq!(
            (name.as_str(), near.as_deref()),
            ("hedline", Some("headline"))
        );
        for text in [
            "{}",
            "{ headline}",
            "{fill · age}{headline}",
            "{headline ·}",
        ] {
            assert!(
                matches!(RowTemplate::parse(text), Err(RowFault::UnknownField(..))),
                "{text}"
            );
        }
    }
}
