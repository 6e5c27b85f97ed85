//! Classifies a line by its own text, without its neighbours.

use super::list_item::{ListMarker, list_marker};
use super::speaker;
use crate::article::Timestamp;
use crate::ingest::boilerplate::{self, ends_sentence, reason};
use crate::ingest::fold::folded;
use crate::text::script::count_words;

/// A line of scraped text, sanitised and not empty.
#[derive(Debug)]
pub(super) struct TextLine<'a> {
    pub(super) text: &'a str,
    pub(super) words: usize,
    pub(super) kind: LineKind<'a>,
}

/// The classification of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LineKind<'a> {
    /// A Markdown image.
    Image { alt: &'a str, url: &'a str },
    /// A label like `ये भी पढ़ें`. `title` is the title on the same line; it may be empty.
    AlsoRead { title: &'a str },
    /// The title of a related article without a label, recognised by a phrase such as `देखें तस्वीरें`.
    UnmarkedTitle,
    /// A line of the site, with the reason for leaving it out.
    Boilerplate(&'static str),
    /// The heading of a section that the site adds, with the reason for leaving the section out.
    SectionHeading(&'static str),
    /// The author; empty if the line names nobody.
    Byline(&'a str),
    /// The date of the article.
    Date(Timestamp),
    /// An item of a list.
    Item(ListMarker),
    /// The caption of a picture.
    Caption(boilerplate::Caption<'a>),
    /// The name of a site.
    SiteName,
    /// A place name with a full stop: `मनीला।`
    Place,
    /// A paragraph of one or more sentences.
    Prose,
    /// A few words without punctuation at the end.
    Short,
}

/// The maximum number of words of a line that the tables of boilerplate may contain.
const MOST_OF_SITE: usize = 60;
/// The maximum number of words of a subheading; the longest one seen has thirteen.
const MOST_SHORT: usize = 16;
/// The same for Thai and Lao, which end no sentence with a mark: a longer line is a paragraph.
const MOST_SHORT_UNMARKED: usize = 6;
/// The maximum number of words of a related article's title, which is longer than a subheading
/// because it is read without its article.
const MOST_TITLE: usize = 30;
/// The maximum number of words of a table row: a long name and four figures.
const MOST_OF_ROW: usize = 9;
/// Units that follow the figures in table rows.
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

impl<'a> TextLine<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let words = count_words(text);
        // The line is folded once for all tables of boilerplate; a long paragraph matches none of
        // them.
        let folded = if words <= MOST_OF_SITE {
            folded(text)
        } else {
            String::new()
        };
        Self {
            text,
            words,
            kind: kind(text, &folded, words),
        }
    }

    /// Whether the line can be the title of a related article.
    pub(super) fn is_title(&self) -> bool {
        let is_short = matches!(self.kind, LineKind::Short | LineKind::UnmarkedTitle);
        let is_prose = self.kind == LineKind::Prose;
        is_short || is_prose && self.words <= MOST_TITLE && !ends_sentence(self.text)
    }

    /// Whether the line is a picture or belongs to the site.
    pub(super) fn is_not_text(&self) -> bool {
        matches!(
            self.kind,
            LineKind::Image { .. }
                | LineKind::Boilerplate(_)
                | LineKind::Caption(_)
                | LineKind::SiteName
        )
    }

    /// Whether the line can belong to a run of short lines: a list, a table, a box of titles.
    /// Subheadings are not in such runs, because paragraphs separate them.
    pub(super) fn is_run_line(&self) -> bool {
        if let LineKind::Item(marker) = self.kind {
            return marker == ListMarker::Figure;
        }
        let is_fact = matches!(self.kind, LineKind::Date(_) | LineKind::Place);
        is_fact || self.is_title() && !speaker::is_dashed(self.text)
    }

    /// Whether the line is a paragraph rather than a long title or list item.
    pub(super) fn is_sentence(&self) -> bool {
        self.kind == LineKind::Prose && ends_sentence(self.text)
    }

    /// Whether the line is a table row: it ends with a figure, or with a figure and its unit.
    pub(super) fn is_row(&self) -> bool {
        if self.words > MOST_OF_ROW
            || !matches!(
                self.kind,
                LineKind::Short | LineKind::Item(_) | LineKind::Place | LineKind::Date(_)
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

    /// Whether the line announces a quotation: `कवि ने लिखा कि—`.
    pub(super) fn announces_quotation(&self) -> bool {
        let bare = self.text.trim_end_matches(['-', '–', '—', ':', ' ']);
        bare.ends_with(" कि")
    }

    /// Whether the line ends with a question mark or a colon.
    pub(super) fn ends_like_heading(&self) -> bool {
        self.text.ends_with([':', '?'])
    }
}

fn kind<'a>(text: &'a str, folded: &str, words: usize) -> LineKind<'a> {
    if let Some((alt, url)) = image(text) {
        return LineKind::Image { alt, url };
    }
    if let Some(reason) = boilerplate::site_label(folded, words) {
        return LineKind::Boilerplate(reason);
    }
    if let Some(caption) = boilerplate::caption_line(text, folded, words) {
        return LineKind::Caption(caption);
    }
    if let Some(title) = boilerplate::also_read(text) {
        return LineKind::AlsoRead { title };
    }
    if let Some(reason) = boilerplate::section_heading(folded)
        .or_else(|| boilerplate::local_news_heading(folded, words))
    {
        return LineKind::SectionHeading(reason);
    }
    if let Some(reason) = boilerplate::site_line(folded, words) {
        return LineKind::Boilerplate(reason);
    }
    if words <= 6 && boilerplate::is_name_of_site(folded) {
        return LineKind::SiteName;
    }
    if let Some(name) = boilerplate::byline(text, folded, words) {
        return LineKind::Byline(name);
    }
    if let Some(date) = boilerplate::date_line(text, words) {
        return LineKind::Date(date);
    }
    if boilerplate::is_undated_time(text, words) {
        return LineKind::Boilerplate(reason::DATELESS);
    }
    if let Some(marker) = list_marker(text, words) {
        return LineKind::Item(marker);
    }
    let sentence = ends_sentence(text);
    if sentence && words <= 3 && text.ends_with(['।', '.']) && !text.contains(char::is_numeric) {
        return LineKind::Place;
    }
    let most = if text.contains(is_thai_or_lao) {
        MOST_SHORT_UNMARKED
    } else {
        MOST_SHORT
    };
    if words <= most && !sentence {
        return if boilerplate::promises_more(folded) {
            LineKind::UnmarkedTitle
        } else {
            LineKind::Short
        };
    }
    LineKind::Prose
}

/// Whether `c` belongs to one of the blocks Thai and Lao of Unicode.
fn is_thai_or_lao(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}')
}

/// Splits a line that is a Markdown image into its alternative text and its address.
fn image(text: &str) -> Option<(&str, &str)> {
    let (alt, rest) = text.strip_prefix("![")?.split_once("](")?;
    let url = rest.strip_suffix(')')?;
    Some((
        alt.trim(),
        url.split_whitespace().next().unwrap_or_default(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &LineKind<'_>) {
        assert_eq!(TextLine::new(text).kind, *expected, "{text}");
    }

    #[test]
    fn lines_are_classified_by_their_shape() {
        check("मनीला।", &LineKind::Place);
        check("पत्र जारी कर किया खंडन", &LineKind::Short);
        check("रूस और चीन के बीच कैसे हैं संबंध?", &LineKind::Short);
        check("ข่าวในภาษาของอินเดีย", &LineKind::Short);
        check("การอ่านข่าวในภาษาของอินเดียควรเป็นเรื่องง่าย", &LineKind::Prose);
        check("वे दोनों देश समझौते पर सहमत हो गए हैं।", &LineKind::Prose);
        check("झांसी- 44.1 डिग्री से.", &LineKind::Item(ListMarker::Figure));
        check("कुल मौत- 27", &LineKind::Item(ListMarker::Figure));
        check("कोविड-19 के लक्षण क्या हैं?", &LineKind::Short);
        check("सुबह 10:30 बजे की खबर", &LineKind::Short);
        check("1. पहला नियम यह है", &LineKind::Item(ListMarker::Number));
        check(
            ". कई मास्क एक साथ पहनना",
            &LineKind::Item(ListMarker::Bullet),
        );
        check("2 अप्रैल 2069 235", &LineKind::Short);
        check(
            "अपडेटेड 6:55 PM IST",
            &LineKind::Boilerplate("date line that tells no date"),
        );
        check(
            "लखनऊ2 घंटे पहले",
            &LineKind::Boilerplate("date line that tells no date"),
        );
        check("घटना के दो घंटे पहले", &LineKind::Short);
        check("विज्ञापन", &LineKind::Boilerplate("advertisement"));
        check("अमर उजाला, लखनऊ", &LineKind::SiteName);
        check("8 किमी. के क्षेत्र में फैला लावा और राख", &LineKind::Short);
        check(
            "यह भी पढ़ें-video के जरिए देखिए",
            &LineKind::AlsoRead {
                title: "video के जरिए देखिए",
            },
        );
        check(
            "पढ़ें:सेल्फी लेने पहुंचा",
            &LineKind::AlsoRead {
                title: "सेल्फी लेने पहुंचा",
            },
        );
        check("तूफान से 43 लोगों की मौत, देखें तस्वीरें", &LineKind::UnmarkedTitle);
        check(
            "Posted By: Sachin Bajpai",
            &LineKind::Byline("Sachin Bajpai"),
        );
        check(
            "![IOI](https://x.org/a.png)",
            &LineKind::Image {
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
            assert_eq!(TextLine::new(text).is_row(), is_row, "{text}");
        }
    }
}
