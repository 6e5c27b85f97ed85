//! What one line is by its own shape.

use super::{furniture, speaker};
use crate::article::{Mark, MarkKind, RichText, Timestamp};
use crate::ingest::date;
use crate::text::script::count_words;

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
    /// A line of a list, and by what it is known as one.
    Item(Sort),
    /// What a line says of a picture, and whose it is.
    Caption(furniture::Caption<'a>),
    /// The name of the site alone.
    Site,
    /// A place name with a full stop: `मनीला।`
    Place,
    /// A sentence or more.
    Prose,
    /// Words without a final mark, too few for a sentence.
    Short,
}

/// By what a line is known as one of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sort {
    /// A bullet before it.
    Bullet,
    /// A number before it.
    Number,
    /// A name with its figure.
    Figure,
}

/// The most words of anything that is the site's.
const MOST_OF_SITE: usize = 60;
/// The most words of a subheading: the longest that were seen have thirteen.
const MOST_SHORT: usize = 16;
/// The most words of a title, which is longer than a subheading since it must stand alone.
const MOST_TITLE: usize = 30;
/// The most words of a row: a long name, and four figures.
const MOST_OF_ROW: usize = 9;
/// What the figures of rows count, after them.
const UNITS: [&str; 19] = [
    "करोड़",
    "करोड",
    "लाख",
    "हजार",
    "हज़ार",
    "अरब",
    "रुपये",
    "रुपए",
    "रुपया",
    "डॉलर",
    "डिग्री",
    "प्रतिशत",
    "फीसदी",
    "मिमी",
    "सेमी",
    "किमी",
    "से",
    "सेल्सियस",
    "अंक",
];

impl<'a> Line<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let words = count_words(text);
        // Each table below would fold the line for itself, and a long paragraph stands in none.
        let folded = if words <= MOST_OF_SITE {
            furniture::folded(text)
        } else {
            String::new()
        };
        Self {
            text,
            words,
            kind: kind(text, &folded, words),
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

    /// Whether the line is a picture or the site's, and no words of the story or of another one.
    pub(super) fn is_of_site(&self) -> bool {
        matches!(
            self.kind,
            Kind::Image { .. } | Kind::Furniture(_) | Kind::Caption(_) | Kind::Site
        )
    }

    /// Whether the line can be one of several short ones that belong together: a list, a table, a box of
    /// titles. Such lines stand in runs; a story's subheadings have paragraphs between them.
    pub(super) fn is_piece(&self) -> bool {
        match self.kind {
            Kind::Item(sort) => sort == Sort::Figure,
            Kind::Date(_) | Kind::Place => true,
            _ => self.is_title() && !speaker::is_dashed(self.text),
        }
    }

    /// Whether the line is a paragraph of the story, and no title or point that is long.
    pub(super) fn is_sentence(&self) -> bool {
        self.kind == Kind::Prose && ends_sentence(self.text)
    }

    /// Whether the line is a row of a table: it ends with a figure and what the figure counts.
    pub(super) fn is_row(&self) -> bool {
        if self.words > MOST_OF_ROW
            || !matches!(
                self.kind,
                Kind::Short | Kind::Item(_) | Kind::Place | Kind::Date(_)
            )
        {
            return false;
        }
        let mut words = self.text.split_whitespace().rev();
        let last = words.find(|word| !UNITS.contains(&word.trim_end_matches(['.', ',', '।'])));
        last.is_some_and(|word| {
            let digits = word.trim_matches(['*', '%', '(', ')', '-', '+', '~', '.', ',']);
            !digits.is_empty()
                && digits
                    .chars()
                    .all(|c| c.is_numeric() || matches!(c, '.' | ',' | '/' | ':'))
        })
    }

    /// Whether the line says that words of another come next: `कवि ने लिखा कि—`.
    pub(super) fn announces_words(&self) -> bool {
        let bare = self.text.trim_end_matches(['-', '–', '—', ':', ' ']);
        bare.ends_with(" कि")
    }

    /// Whether the line ends as a question or an announcement does.
    pub(super) fn is_heading_mark(&self) -> bool {
        self.text.ends_with([':', '?'])
    }
}

fn kind<'a>(text: &'a str, folded: &str, words: usize) -> Kind<'a> {
    if let Some((alt, url)) = image(text) {
        return Kind::Image { alt, url };
    }
    if let Some(reason) = furniture::label(folded, words) {
        return Kind::Furniture(reason);
    }
    if let Some(caption) = furniture::caption(text, folded, words) {
        return Kind::Caption(caption);
    }
    if let Some(title) = furniture::also_read(text) {
        return Kind::AlsoRead { title };
    }
    if let Some(reason) =
        furniture::heading(folded).or_else(|| furniture::box_of_town(folded, words))
    {
        return Kind::FurnitureHeading(reason);
    }
    if let Some(reason) = furniture::line(folded, words) {
        return Kind::Furniture(reason);
    }
    if words <= 6 && furniture::is_name_of_site(folded) {
        return Kind::Site;
    }
    if let Some(name) = furniture::byline(text, folded, words) {
        return Kind::Byline(name);
    }
    if let Some(date) = date_line(text, words) {
        return Kind::Date(date);
    }
    if is_time(text, words) {
        return Kind::Furniture("date line that tells no date");
    }
    if let Some(sort) = sort(text, words) {
        return Kind::Item(sort);
    }
    let sentence = ends_sentence(text);
    if sentence && words <= 3 && text.ends_with(['।', '.']) && !text.contains(char::is_numeric) {
        return Kind::Place;
    }
    if words <= MOST_SHORT && !sentence {
        return if furniture::promises_more(folded) {
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
    let last = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ', '」', '』', '）']);
    last.ends_with([
        '।', '.', '!', '|', '॥', '…', '。', '！', '．', '۔', '။', '។', '።',
    ])
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

/// Labels before a date, in small letters.
const DATE_LABELS: [&str; 10] = [
    "updated",
    "published",
    "publish date",
    "last updated",
    "first published",
    "story first published",
    "posted",
    "अपडेट",
    "प्रकाशित",
    "पब्लिश",
];

/// A date with what is written beside it (`Updated:`), and no story.
pub(super) fn date_line(text: &str, words: usize) -> Option<Timestamp> {
    if words > 14 {
        return None;
    }
    let lower = text.to_lowercase();
    let is_labelled = DATE_LABELS.iter().any(|label| lower.starts_with(label));
    let year = |word: &str| matches!(word.parse(), Ok(1990..=2100_u32));
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(year);
    // Two large numbers are figures of a table: `2 अप्रैल 2069 235`.
    let large = |number: &&str| number.len() > 2;
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(large);
    let is_bare = words <= 7 && has_year && numbers.count() == 1 && !ends_sentence(text);
    if is_labelled || is_bare {
        date::parse(text)
    } else {
        None
    }
}

/// A time without a date: `अपडेटेड 6:55 PM IST`, `2 घंटे पहले`.
fn is_time(text: &str, words: usize) -> bool {
    const AGO: [&str; 8] = [
        "मिनट पहले",
        "घंटे पहले",
        "घंटा पहले",
        "दिन पहले",
        "महीने पहले",
        "वर्ष पहले",
        "साल पहले",
        " ago",
    ];
    let lower = text.to_lowercase();
    let is_labelled = DATE_LABELS.iter().any(|label| lower.starts_with(label));
    let is_ago = words <= 4 && AGO.iter().any(|ago| lower.ends_with(ago));
    let is_clock = is_labelled && words <= 6 && text.contains(':');
    text.contains(char::is_numeric) && (is_ago || is_clock)
}

/// A bullet or a number before a few words, or a name with its figure: `झांसी- 44.1 डिग्री से.`
fn sort(text: &str, words: usize) -> Option<Sort> {
    let bulleted = ["* ", ". "].iter().any(|bullet| text.starts_with(bullet));
    if text.starts_with(BULLETS) || bulleted && words > 1 {
        return Some(Sort::Bullet);
    }
    if numbered(text).is_some() && words > 1 {
        return Some(Sort::Number);
    }
    let is_short = words <= 6 && text.starts_with(|c: char| c.is_alphabetic());
    (is_short && has_figure(text)).then_some(Sort::Figure)
}

/// Whether a mark parts a name from its figure. In `कोविड-19 के लक्षण` and `10:30 बजे` it joins them.
fn has_figure(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(['-', ':', '–']) else {
        return false;
    };
    let is_figure = rest.trim_start().starts_with(|c: char| c.is_numeric());
    let is_joined =
        !name.ends_with(' ') && rest.starts_with(char::is_numeric) && rest.contains(' ');
    is_figure && !is_joined && !name.ends_with(char::is_numeric)
}

const BULLETS: [char; 9] = ['•', '●', '▪', '►', '◆', '✓', '■', '➤', '○'];

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
    let rest = text.trim_start_matches(BULLETS);
    let rest = ["* ", ". "]
        .iter()
        .find_map(|bullet| rest.strip_prefix(bullet));
    let rest = rest.unwrap_or_else(|| speaker::without_dash(text.trim_start_matches(BULLETS)));
    (false, rich(rest.trim_start()))
}

/// Returns the words of a subheading, without the sign that some sites set before each.
pub(super) fn heading(text: &str) -> RichText {
    rich(text.trim_start_matches("# "))
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
        check("झांसी- 44.1 डिग्री से.", &Kind::Item(Sort::Figure));
        check("कुल मौत- 27", &Kind::Item(Sort::Figure));
        check("कोविड-19 के लक्षण क्या हैं?", &Kind::Short);
        check("सुबह 10:30 बजे की खबर", &Kind::Short);
        check("1. पहला नियम यह है", &Kind::Item(Sort::Number));
        check(". कई मास्क एक साथ पहनना", &Kind::Item(Sort::Bullet));
        check("2 अप्रैल 2069 235", &Kind::Short);
        check(
            "अपडेटेड 6:55 PM IST",
            &Kind::Furniture("date line that tells no date"),
        );
        check(
            "लखनऊ2 घंटे पहले",
            &Kind::Furniture("date line that tells no date"),
        );
        check("घटना के दो घंटे पहले", &Kind::Short);
        check("विज्ञापन", &Kind::Furniture("advertisement"));
        check("अमर उजाला, लखनऊ", &Kind::Site);
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
    fn rows_end_with_figures() {
        for (text, is_row) in [
            ("25 मार्च 606 42", true),
            ("महाराष्ट्र 19", true),
            ("जापान 5.2 अरब डॉलर", true),
            ("लेह माइनस 5.5", true),
            ("रांची - 83 - 02 - 10", true),
            ("3 मई 39,980*", true),
            ("हर दिन यूं बढ़ते गए मामले", false),
            ("98 देशों को अपनी चपेट में लिया", false),
        ] {
            assert_eq!(Line::of(text).is_row(), is_row, "{text}");
        }
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
