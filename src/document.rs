//! An article set at a width: lines of runs that know their role, their place in the text and
//! where they lead.
//!
//! All words of the document, in reading order, stand in one string, [`Document::text`]; a
//! [`Run`] is a range of it at a position of a line. The string does not depend on the width, so a
//! byte offset into it is a *place* that survives every new layout: the reader's position, a hit
//! of a search, a selected link. The document knows what a run means ([`Role`]), never how it looks,
//! and positions are in the units of the [`Measure`] that it was set with.

mod block;
mod offers;
mod plain;
mod role;
mod setter;
mod stretch;

pub use offers::reason;
pub use plain::{padded, plain_lines};
pub use role::Role;

use crate::article::{Article, Offer};
use crate::text::measure::{Measure, Part};
use crate::words::Language;
use setter::Setter;
use std::ops::Range;

/// An article as laid out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Document {
    /// Every word of the document in reading order.
    pub text: String,
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
    /// Everything that can be followed or opened, in reading order.
    pub targets: Vec<Target>,
    /// The ranges of the text that are searched, a piece for each paragraph, heading or item.
    pub pieces: Vec<Range<usize>>,
    /// The width that it was set at, in units.
    pub width: usize,
}

/// A line of a document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Line {
    /// The place of the line: where in the text it begins. Never smaller than that of the line
    /// before it.
    pub start: usize,
    /// What stands on the line, from left to right; nothing on a blank line.
    pub runs: Vec<Run>,
    /// The part of a frame that the line carries.
    pub frame: Option<Frame>,
    /// Which of the two rows of a large heading it is, if of any.
    pub part: Part,
}

/// A piece of a line in one role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    /// Its bytes in [`Document::text`].
    pub range: Range<usize>,
    /// Its distance from the left edge, in units.
    pub at: usize,
    /// Its width, in units.
    pub width: usize,
    /// What it means.
    pub role: Role,
    /// The index in [`Document::targets`] of where it leads.
    pub target: Option<usize>,
}

/// A part of the frame round an image card, over the whole width.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Frame {
    /// The upper edge; runs stand on it as its label.
    Top,
    /// The sides.
    Sides,
    /// The lower edge.
    Bottom,
}

/// Something that can be followed or opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// The lines on which it stands.
    pub lines: Range<usize>,
}

/// What a target leads to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TargetKind {
    /// The address of a link in the text.
    Link(String),
    /// The address of an image.
    Image(String),
    /// A story that is offered, by its index.
    Related(usize),
}

/// How a document is to be set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Setting {
    /// The width of a line in units.
    pub width: usize,
    /// The language of the words that are not the article's.
    pub language: Language,
    /// Whether what was left out of the story is shown at its end.
    pub with_left_out: bool,
    /// Whether the headline is set in letters of two rows.
    pub with_large_headline: bool,
}

impl Document {
    /// Lays `article` out by `measure`.
    pub fn of<M: Measure>(article: &Article, setting: Setting, measure: &M) -> Self {
        let offers: Vec<Offer> = article.related.iter().map(Offer::from).collect();
        Self::with_offers(article, &offers, setting, measure)
    }

    /// Lays `article` out with these stories offered at its end, instead of its publisher's own.
    pub fn with_offers<M: Measure>(
        article: &Article,
        offers: &[Offer],
        setting: Setting,
        measure: &M,
    ) -> Self {
        let mut setter = Setter::new(setting, measure);
        setter.article(article, offers);
        setter.finish()
    }

    /// Returns the index of the line on which `place` stands; of a line in large letters, which has two
    /// rows, that of the upper one.
    pub fn line_of(&self, place: usize) -> usize {
        let index = self
            .lines
            .partition_point(|line| line.start <= place)
            .saturating_sub(1);
        let is_lower = |line: &Line| line.part == Part::Lower;
        index - usize::from(self.lines.get(index).is_some_and(is_lower))
    }

    /// Returns the place of the line `index`, or that of the last line if there is no such line.
    pub fn place_of(&self, index: usize) -> usize {
        self.lines
            .get(index)
            .or_else(|| self.lines.last())
            .map_or(0, |line| line.start)
    }

    /// Returns the paragraph that stands on the line `index` or, where none does, the next one, without
    /// what was put into it beside the article's own words.
    pub fn paragraph_from(&self, index: usize) -> Option<String> {
        let later = self.lines.iter().skip(index).flat_map(|line| &line.runs);
        let is_of = |piece: &&Range<usize>, run: &Run| {
            piece.start <= run.range.start && run.range.start < piece.end
        };
        let piece = later
            .into_iter()
            .find_map(|run| self.pieces.iter().find(|piece| is_of(piece, run)))?;
        let mut text = String::with_capacity(piece.len());
        let mut start = piece.start;
        let runs = self.lines.iter().flat_map(|line| &line.runs);
        let added = |run: &&Run| run.role == Role::Number && is_of(&piece, run);
        for number in runs.filter(added) {
            text += self.text.get(start..number.range.start)?;
            start = number.range.end;
        }
        text += self.text.get(start..piece.end)?;
        Some(text)
    }

    /// Returns the words of a run.
    pub fn words_of(&self, run: &Run) -> &str {
        self.text.get(run.range.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, LeftOut, Mark, MarkKind, Related, RichText};
    use crate::text::width::WidthProfile;
    use proptest::prelude::*;

    fn link(text: &str, start: usize, end: usize) -> RichText {
        let kind = MarkKind::Link {
            url: "https://example.org/a".to_owned(),
        };
        RichText {
            text: text.to_owned(),
            marks: vec![Mark { start, end, kind }],
        }
    }

    fn story() -> Article {
        Article {
            kicker: Some("अंतरिक्ष".to_owned()),
            headline: "चंद्रयान-3: चाँद के दक्षिणी ध्रुव पर भारत की पहली उतराई".to_owned(),
            blocks: vec![
                Block::Image {
                    url: "https://images.example.org/v.jpg".to_owned(),
                    alt: None,
                    caption: Some("लैंडर विक्रम की तस्वीर".to_owned()),
                    credit: None,
                },
                Block::Paragraph(link(
                    "पूरी कहानी यहाँ पढ़ें।",
                    "पूरी कहानी ".len(),
                    "पूरी कहानी यहाँ".len(),
                )),
                Block::Subheading(RichText::plain("उतराई कैसे हुई")),
                Block::List {
                    ordered: true,
                    items: vec![
                        RichText::plain("पहले धीमे"),
                        RichText::plain("फिर और धीमे होते हुए नीचे"),
                    ],
                },
                Block::Quote(RichText::plain("भारत चाँद पर है।")),
            ],
            related: vec![Related {
                title: "आर्यभट: पहला उपग्रह".to_owned(),
                url: None,
            }],
            left_out: vec![LeftOut {
                text: "शेयर करें".to_owned(),
                reason: "share bar".to_owned(),
            }],
            ..Article::default()
        }
    }

    fn set(width: usize, with_left_out: bool) -> Document {
        let setting = Setting {
            width,
            language: Language::Hindi,
            with_left_out,
            with_large_headline: false,
        };
        Document::of(&story(), setting, &WidthProfile::default())
    }

    #[test]
    fn a_story_is_set_with_all_its_parts() {
        let lines = plain_lines(&set(30, true), &WidthProfile::default());
        insta::assert_snapshot!(lines.join("\n"), @r#"
        अंतरिक्ष
        चंद्रयान-3: चाँद के दक्षिणी ध्रुव पर
        भारत की पहली उतराई

        पढ़ने में 1 मिनट

        ╭─ 1 ▸ चित्र ─────────────────╮
        │ लैंडर विक्रम की तस्वीर         │
        │ images.example.org       i │
        ╰────────────────────────────╯

        पूरी कहानी यहाँ[1] पढ़ें।

        उतराई कैसे हुई
        1. पहले धीमे
        2. फिर और धीमे होते हुए नीचे

        ▎ भारत चाँद पर है।

        संबंधित ख़बरें
        1  आर्यभट: पहला उपग्रह

        पन्ने की 1 पंक्ति ख़बर का हिस्सा नहीं
        थी (x)
        – शेयर करें (share bar)
        "#);
    }

    #[test]
    fn a_place_is_the_same_words_at_every_width() {
        let (wide, narrow) = (set(60, false), set(17, false));
        assert_eq!(wide.text, narrow.text);
        for index in 0..narrow.lines.len() {
            let place = narrow.place_of(index);
            let line = &wide.lines[wide.line_of(place)];
            assert!(line.start <= place);
        }
    }

    #[test]
    fn a_paragraph_is_copied_whole_and_without_our_numbers() {
        let document = set(12, false);
        let line_with = |word: &str| {
            let has = |line: &Line| {
                let mut runs = line.runs.iter();
                runs.any(|run| document.words_of(run).contains(word))
            };
            document.lines.iter().position(has).unwrap()
        };
        for word in ["पूरी", "पढ़ें"] {
            let paragraph = document.paragraph_from(line_with(word));
            assert_eq!(paragraph.as_deref(), Some("पूरी कहानी यहाँ पढ़ें।"));
        }
        assert_eq!(document.paragraph_from(document.lines.len()), None);
    }

    /// A story without a kicker opens at the first byte, on which both rows of its headline stand.
    #[test]
    fn a_large_headline_is_shown_from_its_upper_row() {
        let article = Article {
            kicker: None,
            ..story()
        };
        let setting = Setting {
            width: 40,
            language: Language::Hindi,
            with_left_out: false,
            with_large_headline: true,
        };
        let document = Document::of(&article, setting, &WidthProfile::default());
        assert_eq!(document.lines[0].part, Part::Upper);
        assert_eq!(document.lines[1].part, Part::Lower);
        for (index, line) in document.lines.iter().enumerate() {
            let shown = document.line_of(document.place_of(index));
            assert_ne!(document.lines[shown].part, Part::Lower, "{line:?}");
        }
        assert_eq!(document.line_of(0), 0);
    }

    #[test]
    fn targets_know_their_lines() {
        let document = set(24, false);
        for target in &document.targets {
            assert!(!target.lines.is_empty(), "{target:?}");
        }
    }

    proptest! {
        #[test]
        fn runs_stand_apart_and_inside_the_width(width in 1_usize..90) {
            let document = set(width, true);
            let mut place = 0;
            for line in &document.lines {
                prop_assert!(place <= line.start);
                place = line.start;
                let mut end = 0;
                for run in &line.runs {
                    prop_assert!(end <= run.at, "{:?}", document.words_of(run));
                    end = run.at + run.width;
                }
                // A cluster that is wider than the line may stick out alone.
                prop_assert!(end <= width.max(4), "{end} > {width}");
            }
        }
    }
}
