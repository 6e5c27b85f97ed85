//! Markdown links in scraped lines.

use crate::article::{Mark, MarkKind, RichText};

/// Returns a subheading without the `#` that some sites put before it.
pub(super) fn subheading_text(text: &str) -> RichText {
    rich_text(text.trim_start_matches("# "))
}

/// Returns the text with its Markdown links as marks.
pub(super) fn rich_text(text: &str) -> RichText {
    let mut rich = RichText::default();
    let mut rest = text;
    while let Some((before, label, url, after)) = next_link(rest) {
        rich.text.push_str(before);
        let start = rich.text.len();
        rich.text.push_str(label);
        let kind = MarkKind::Link {
            url: url.to_owned(),
        };
        rich.marks.push(Mark {
            start,
            end: rich.text.len(),
            kind,
        });
        rest = after;
    }
    rich.text.push_str(rest);
    rich
}

/// Splits a text at its next `[label](http…)`: what is before, the label, the address, and what follows.
fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](http")?;
    let (head, tail) = text.split_at_checked(middle)?;
    let (before, label) = head.rsplit_once('[')?;
    let (url, after) = tail.get(2..)?.split_once(')')?;
    (!label.is_empty() && !url.contains(' ')).then_some((before, label, url, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_marks() {
        let text = rich_text("पूरी कहानी [यहाँ](https://example.org/a) पढ़ें।");
        assert_eq!(text.text, "पूरी कहानी यहाँ पढ़ें।");
        assert_eq!(
            text.text.get(text.marks[0].start..text.marks[0].end),
            Some("यहाँ")
        );
    }
}
