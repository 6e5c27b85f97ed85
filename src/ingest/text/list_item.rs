//! Recognises items of a list, and removes their markers.

use super::rich_text::rich_text;
use super::speaker;
use crate::article::RichText;

/// The marker of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ListMarker {
    /// A bullet before the text.
    Bullet,
    /// A number before the text.
    Number,
    /// A figure after a name, as in `झांसी- 44.1 डिग्री से.`.
    Figure,
}

/// The maximum number of words of a name with its figure.
const MOST_OF_FIGURE: usize = 6;

const BULLETS: [char; 9] = ['•', '●', '▪', '►', '◆', '✓', '■', '➤', '○'];

/// Returns the marker that makes a line a list item: a bullet, a number, or a figure after a name
/// (`झांसी- 44.1 डिग्री से.`).
pub(super) fn list_marker(text: &str, words: usize) -> Option<ListMarker> {
    let bulleted = ["* ", ". "].iter().any(|bullet| text.starts_with(bullet));
    if text.starts_with(BULLETS) || bulleted && words > 1 {
        return Some(ListMarker::Bullet);
    }
    if numbered(text).is_some() && words > 1 {
        return Some(ListMarker::Number);
    }
    let is_short = words <= MOST_OF_FIGURE && text.starts_with(|c: char| c.is_alphabetic());
    (is_short && has_figure(text)).then_some(ListMarker::Figure)
}

/// Whether punctuation separates a name from a figure. In `कोविड-19 के लक्षण` and `10:30 बजे` it
/// joins them.
fn has_figure(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(['-', ':', '–']) else {
        return false;
    };
    let is_figure = rest.trim_start().starts_with(|c: char| c.is_numeric());
    let is_joined =
        !name.ends_with(' ') && rest.starts_with(char::is_numeric) && rest.contains(' ');
    is_figure && !is_joined && !name.ends_with(char::is_numeric)
}

/// Returns the text after `1.`, `1)` or `१.` and a space.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(char::is_numeric);
    let digits = text.len() - rest.len();
    if digits == 0 || digits > 6 {
        return None;
    }
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

/// Returns the words of a list item without its marker.
pub(super) fn item_text(text: &str) -> RichText {
    if let Some(rest) = numbered(text) {
        return rich_text(rest);
    }
    let rest = text.trim_start_matches(BULLETS);
    let bulleted = ["* ", ". "]
        .iter()
        .find_map(|bullet| rest.strip_prefix(bullet));
    let rest = bulleted.unwrap_or_else(|| speaker::without_dash(rest));
    rich_text(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_lose_their_markers() {
        for (text, expected) in [
            ("1. पहला नियम", "पहला नियम"),
            ("१) पहला नियम", "पहला नियम"),
            ("• पहला नियम", "पहला नियम"),
            ("* पहला नियम", "पहला नियम"),
            ("- पहला नियम", "पहला नियम"),
            ("10.5 डिग्री", "10.5 डिग्री"),
        ] {
            assert_eq!(item_text(text).text, expected, "{text}");
        }
    }
}
