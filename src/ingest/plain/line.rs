//! What one line is by its own shape.

use super::furniture;
use crate::article::{Mark, MarkKind, RichText, Timestamp};
use crate::ingest::date;

/// A line of scraped text, sanitised and not empty.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) words: usize,
    pub(super) kind: Kind<'a>,
}

/// The shape of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind<'a> {
    /// A Markdown image alone on its line.
    Image { alt: &'a str, url: &'a str },
    /// `ये भी पढ़ें`, with the title that stands on the same line, if any.
    AlsoRead { title: &'a str },
    /// The title of another story, known by what it promises (`देखें तस्वीरें`).
    Unmarked,
    /// The site's, not the story's, and why.
    Furniture(&'static str),
    /// The heading of a part of the site, and what it is.
    FurnitureHeading(&'static str),
    /// Who wrote it; empty where the line names nobody.
    Byline(&'a str),
    /// When it was written.
    Date(Timestamp),
    /// A line of a list.
    Item,
    /// A place name with a full stop: `मनीला।`
    Place,
    /// A sentence or more.
    Prose,
    /// Words without a final mark, too few for a sentence.
    Short,
}

/// The most words of a subheading: the longest that were seen have thirteen.
const MOST_SHORT: usize = 16;
/// The most words of a title, which is longer than a subheading since it must stand alone.
const MOST_TITLE: usize = 30;

impl<'a> Line<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let words = text.split_whitespace().count();
        Self {
            text,
            words,
            kind: kind(text, words),
        }
    }

    /// Whether the line can be the title of another story: no sentence, and not too long.
    pub(super) fn is_title(&self) -> bool {
        match self.kind {
            Kind::Short | Kind::Unmarked => true,
            Kind::Prose => self.words <= MOST_TITLE && !ends_sentence(self.text),
            _ => false,
        }
    }

    /// Whether the line ends as a question or an announcement does.
    pub(super) fn is_heading_mark(&self) -> bool {
        self.text.ends_with([':', '?'])
    }
}

fn kind(text: &str, words: usize) -> Kind<'_> {
    if let Some((alt, url)) = image(text) {
        return Kind::Image { alt, url };
    }
    if let Some(title) = furniture::also_read(text) {
        return Kind::AlsoRead { title };
    }
    if let Some(reason) = furniture::heading(text) {
        return Kind::FurnitureHeading(reason);
    }
    if let Some(reason) = furniture::line(text, words) {
        return Kind::Furniture(reason);
    }
    if let Some(name) = furniture::byline(text, words) {
        return Kind::Byline(name);
    }
    if let Some(date) = date_line(text, words) {
        return Kind::Date(date);
    }
    if is_item(text, words) {
        return Kind::Item;
    }
    let sentence = ends_sentence(text);
    if sentence && words <= 3 && text.ends_with(['।', '.']) && !text.contains(char::is_numeric) {
        return Kind::Place;
    }
    if words <= MOST_SHORT && !sentence {
        return if furniture::promises_more(text) {
            Kind::Unmarked
        } else {
            Kind::Short
        };
    }
    Kind::Prose
}

/// Whether the last mark is one that ends a sentence, inside quotes and brackets or not.
///
/// A question mark does not tell: subheadings ask questions too.
pub(in crate::ingest) fn ends_sentence(text: &str) -> bool {
    let last = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ']);
    last.ends_with(['।', '.', '!', '|', '॥', '…'])
}

/// `![words](address)` and nothing else.
fn image(text: &str) -> Option<(&str, &str)> {
    let (alt, rest) = text.strip_prefix("![")?.split_once("](")?;
    let url = rest.strip_suffix(')')?;
    Some((
        alt.trim(),
        url.split_whitespace().next().unwrap_or_default(),
    ))
}

/// A date with what is written beside it (`Updated:`), and no story.
fn date_line(text: &str, words: usize) -> Option<Timestamp> {
    const LABELS: [&str; 9] = [
        "updated",
        "published",
        "publish date",
        "last updated",
        "first published",
        "posted",
        "अपडेट",
        "प्रकाशित",
        "पब्लिश",
    ];
    if words > 14 {
        return None;
    }
    let lower = text.to_lowercase();
    let is_labelled = LABELS.iter().any(|label| lower.starts_with(label));
    let year = |word: &str| matches!(word.parse(), Ok(1990..=2100_u32));
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(year);
    let is_bare = words <= 7 && has_year && !ends_sentence(text);
    if is_labelled || is_bare {
        date::parse(text)
    } else {
        None
    }
}

/// A bullet or a number before a few words, or a name with its figure: `झांसी- 44.1 डिग्री से.`
fn is_item(text: &str, words: usize) -> bool {
    if text.starts_with(['•', '●', '▪', '►', '◆', '✓']) || text.starts_with("* ") {
        return true;
    }
    if numbered(text).is_some() && words > 1 {
        return true;
    }
    let figure = text
        .split_once(['-', ':', '–'])
        .map(|(_, rest)| rest.trim_start());
    let figure = figure.is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric()));
    words <= 6 && figure && text.starts_with(|c: char| c.is_alphabetic())
}

/// Returns what stands after `1.`, `1)` or `१.` and a space.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(char::is_numeric);
    let digits = text.len() - rest.len();
    if digits == 0 || digits > 6 {
        return None;
    }
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

/// Returns the words of an item, and whether it was numbered.
pub(super) fn item(text: &str) -> (bool, RichText) {
    if let Some(rest) = numbered(text) {
        return (true, rich(rest));
    }
    let rest = text.trim_start_matches(['•', '●', '▪', '►', '◆', '✓', '*']);
    (false, rich(rest.trim_start()))
}

/// Returns the text with its Markdown links as marks.
pub(super) fn rich(text: &str) -> RichText {
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

/// Returns what stands before the next `[label](http…)`, its label, its address, and what follows.
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

    fn check(text: &str, expected: &Kind<'_>) {
        assert_eq!(Line::of(text).kind, *expected, "{text}");
    }

    #[test]
    fn lines_are_known_by_their_shape() {
        check("मनीला।", &Kind::Place);
        check("पत्र जारी कर किया खंडन", &Kind::Short);
        check("रूस और चीन के बीच कैसे हैं संबंध?", &Kind::Short);
        check("वे दोनों देश समझौते पर सहमत हो गए हैं।", &Kind::Prose);
        check("झांसी- 44.1 डिग्री से.", &Kind::Item);
        check("1. पहला नियम यह है", &Kind::Item);
        check("8 किमी. के क्षेत्र में फैला लावा और राख", &Kind::Short);
        check(
            "यह भी पढ़ें-video के जरिए देखिए",
            &Kind::AlsoRead {
                title: "video के जरिए देखिए",
            },
        );
        check(
            "पढ़ें:सेल्फी लेने पहुंचा",
            &Kind::AlsoRead {
                title: "सेल्फी लेने पहुंचा",
            },
        );
        check("तूफान से 43 लोगों की मौत, देखें तस्वीरें", &Kind::Unmarked);
        check("Posted By: Sachin Bajpai", &Kind::Byline("Sachin Bajpai"));
        check(
            "![IOI](https://x.org/a.png)",
            &Kind::Image {
                alt: "IOI",
                url: "https://x.org/a.png",
            },
        );
    }

    #[test]
    fn links_become_marks() {
        let text = rich("पूरी कहानी [यहाँ](https://example.org/a) पढ़ें।");
        assert_eq!(text.text, "पूरी कहानी यहाँ पढ़ें।");
        assert_eq!(
            text.text.get(text.marks[0].start..text.marks[0].end),
            Some("यहाँ")
        );
    }
}
