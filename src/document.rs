//! An article laid out at a width: lines of runs with their role, their position in the text and
//! their targets.
//!
//! All words of the document are in one string, [`Document::text`], in reading order; a [`Run`] is
//! a range of it at a position of a line. The string does not depend on the width, so a byte offset
//! into it is a stable *position* that survives every new layout: the reading position, a search
//! hit, the selected link. The document knows the meaning of a run ([`Role`]), never its look, and
//! horizontal positions are in units of the [`Measure`] with which it was laid out.

mod block;
mod code;
mod columns;
mod enlarged;
mod justify;
mod list;
mod media;
mod offers;
mod plain;
mod role;
mod setter;
mod stretch;
mod table;

pub use enlarged::{BlockPlace, EnlargedBlock};
pub use offers::reason;
pub use plain::{padded, plain_lines, whole_lines};
pub use role::Role;

use crate::article::{Article, Offer};
use crate::key::KeySequence;
use crate::text::measure::{LetterForm, Measure, Part};
use crate::words::Language;
use setter::Setter;
use std::ops::Range;

/// An article after layout.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Document {
    /// Every word of the document in reading order.
    pub text: String,
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
    /// All links, images and suggestions, in reading order.
    pub targets: Vec<Target>,
    /// The ranges of the text in which a search looks for matches: each is a paragraph, a heading
    /// or an item.
    pub pieces: Vec<Range<usize>>,
    /// The width of the layout, in units.
    pub width: usize,
}

/// A line of a document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Line {
    /// The byte offset at which the line begins in the text; never smaller than that of the line
    /// before.
    pub start: usize,
    /// The runs of the line from left to right; empty for a blank line.
    pub runs: Vec<Run>,
    /// The edge or the sides of a card's frame on this line, or a rule.
    pub frame: Option<Frame>,
    /// The number of lines of the same table row above this one. Their cells may contain text whose
    /// offset is greater than the start of this line.
    pub above: usize,
    /// Whether this line is the upper or the lower row of a large heading, or an ordinary line.
    pub part: Part,
}

/// A part of a line in one role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    /// The bytes in [`Document::text`].
    pub range: Range<usize>,
    /// The distance from the left edge, in units.
    pub at: usize,
    /// The width, in units.
    pub width: usize,
    /// The meaning.
    pub role: Role,
    /// The index of the target in [`Document::targets`].
    pub target: Option<usize>,
    /// The form of the letters in print.
    pub form: LetterForm,
}

/// Lines drawn on a line of the document: the frame around an image card, over the whole width, or
/// a rule between texts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Frame {
    /// The upper edge of a card, which has the card's label.
    Top,
    /// The left and right sides of a card.
    Sides,
    /// The lower edge of a card.
    Bottom,
    /// A horizontal line: the distance of its left end from the left edge, and its length, in units.
    Rule(usize, usize),
}

/// A part of a document that can be opened: a link, an image, a footnote or a suggested article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// The kind.
    pub kind: TargetKind,
    /// The lines on which the target appears.
    pub lines: Range<usize>,
}

/// What opening a target leads to: an address, an image or an article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TargetKind {
    /// The address of a link in the text.
    Link(String),
    /// The address of an image.
    Image(String),
    /// A suggested article, by its index.
    Related(usize),
    /// A footnote of the same article, by the offset at which it begins.
    Note(usize),
    /// A table or code, by the index of its block; opening it shows it over the whole screen.
    Block(usize),
}

/// Parameters of a layout.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Setting {
    /// The width of a line in units.
    pub width: usize,
    /// The language of the words that the program adds to the article.
    pub language: Language,
    /// Whether the text that was left out of the article is shown at the end.
    pub with_left_out: bool,
    /// Whether the headline is set in letters two rows high.
    pub with_large_headline: bool,
    /// Whether the blanks in lines of running text are widened until the lines are equally long.
    pub is_justified: bool,
    /// The keys that the text names; without them it names none.
    pub with_keys: Option<DocumentKeys>,
}

/// The keys that a document names, as far as any are bound.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DocumentKeys {
    /// Those that open an image.
    pub open_image: Option<KeySequence>,
    /// Those that show what was left out.
    pub left_out: Option<KeySequence>,
}

impl Document {
    /// Lays out `article` by `measure`.
    pub fn of<M: Measure>(article: &Article, setting: Setting, measure: &M) -> Self {
        let offers: Vec<Offer> = article.related.iter().map(Offer::from).collect();
        Self::with_offers(article, &offers, setting, measure)
    }

    /// Lays out `article` with the suggestions in `offers` at its end, instead of those of its
    /// publisher.
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

    /// Returns the index of the line that contains byte `place` of the text. For a large heading it
    /// is the upper of the two rows.
    pub fn line_of(&self, place: usize) -> usize {
        let index = self
            .lines
            .partition_point(|line| line.start <= place)
            .saturating_sub(1);
        let Some(line) = self.lines.get(index) else {
            return index;
        };
        if matches!(line.part, Part::Lower(_)) {
            return index - 1;
        }
        let has = |index: &usize| {
            let line = self.lines.get(*index);
            line.is_some_and(|line| line.runs.iter().any(|run| run.range.contains(&place)))
        };
        let row = index.saturating_sub(line.above)..=index;
        row.rev().find(has).unwrap_or(index)
    }

    /// Returns the byte offset at which line `index` begins, or that of the last line if there is
    /// no line `index`.
    pub fn place_of(&self, index: usize) -> usize {
        self.lines
            .get(index)
            .or_else(|| self.lines.last())
            .map_or(0, |line| line.start)
    }

    /// Returns the paragraph on line `index`, or the next paragraph if the line has none. The
    /// result contains only the article's own words.
    pub fn paragraph_from(&self, index: usize) -> Option<String> {
        // The text of markers, and of headings repeated on a card, begins before the line does.
        let own = |line: &Line| {
            let start = line.start;
            let runs = line.runs.clone();
            runs.into_iter().filter(move |run| start <= run.range.start)
        };
        let later = self.lines.iter().skip(index).flat_map(own);
        let is_of = |piece: &&Range<usize>, run: &Run| {
            piece.start <= run.range.start && run.range.start < piece.end
        };
        let piece = later
            .into_iter()
            .find_map(|run| self.pieces.iter().find(|piece| is_of(piece, &run)))?;
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
    use crate::article::{Block, Image, LeftOut, Mark, MarkKind, Related, RichText};
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
                Block::Image(Image {
                    url: "https://images.example.org/v.jpg".to_owned(),
                    caption: Some("लैंडर विक्रम की तस्वीर".to_owned()),
                    ..Image::default()
                }),
                Block::Paragraph(link(
                    "पूरी कहानी यहाँ पढ़ें।",
                    "पूरी कहानी ".len(),
                    "पूरी कहानी यहाँ".len(),
                )),
                Block::subheading(RichText::plain("उतराई कैसे हुई")),
                Block::list(
                    true,
                    ["पहले धीमे", "फिर और धीमे होते हुए नीचे"].map(RichText::plain),
                ),
                Block::quote(RichText::plain("भारत चाँद पर है।")),
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
            is_justified: false,
            with_keys: None,
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
        │ images.example.org         │
        ╰────────────────────────────╯

        पूरी कहानी यहाँ[1] पढ़ें।

        उतराई कैसे हुई
        1. पहले धीमे
        2. फिर और धीमे होते हुए नीचे

        ▎ भारत चाँद पर है।

        संबंधित ख़बरें
        1  आर्यभट: पहला उपग्रह

        पन्ने की 1 पंक्ति ख़बर का हिस्सा
        नहीं थी
        – शेयर करें (शेयर के बटन)
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

    /// An article without a kicker begins at the first byte, and so do both rows of its headline.
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
            is_justified: false,
            with_keys: None,
        };
        let document = Document::of(&article, setting, &WidthProfile::default());
        let lines = &document.lines;
        assert!(matches!(lines[0].part, Part::Upper(_)));
        assert!(matches!(lines[1].part, Part::Lower(_)));
        for (index, line) in document.lines.iter().enumerate() {
            let shown = document.line_of(document.place_of(index));
            let shown = document.lines[shown].part;
            assert!(!matches!(shown, Part::Lower(_)), "{line:?}");
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

    /// An article with a list in a list, a table, code and a rule.
    fn structured() -> Article {
        let json = r#"{"headline":"सोने का भाव","origin":"","blocks":[
            {"kind":"subheading","text":"नगर","level":3},
            {"kind":"list","ordered":true,"start":9,"items":["पहला",{"text":"भीतर","depth":1,"ordered":false},
                {"text":"और भीतर","depth":2,"ordered":false},"दूसरा"]},
            {"kind":"table","caption":"मंडी के भाव","head":[["नगर","किस्म","भाव"]],
                "rows":[["इंदौर","चना काँटा और दूसरी किस्में","५,२००"],
                        ["उज्जैन",{"text":"गेहूँ","marks":[{"start":0,"end":15,"mark":"link","url":"https://example.org/w"}]},"950"],
                        ["देवास","","–"]]},
            {"kind":"rule"},
            {"kind":"code","text":"if a:\n\tprint('एक दो तीन चार पाँच छह')\n\nend"},
            {"kind":"quote","text":"भाव बढ़ेंगे।","by":"व्यापारी"}]}"#;
        serde_json::from_str(json).unwrap()
    }

    fn set_structured(width: usize) -> Document {
        let setting = Setting {
            width,
            language: Language::Hindi,
            with_left_out: false,
            with_large_headline: false,
            is_justified: false,
            with_keys: None,
        };
        Document::of(&structured(), setting, &WidthProfile::default())
    }

    fn structured_lines(width: usize) -> String {
        plain_lines(&set_structured(width), &WidthProfile::default()).join("\n")
    }

    #[test]
    fn structure_is_shown() {
        insta::assert_snapshot!(structured_lines(40), @r"
        सोने का भाव

        पढ़ने में 1 मिनट

        नगर
         9. पहला
            ◦ भीतर
              ▪ और भीतर
        10. दूसरा

        मंडी के भाव
        नगर   किस्म                     भाव
        ──────────────────────────────────
        इंदौर  चना काँटा और दूसरी किस्में  ५,२००
        उज्जैन  गेहूँ[1]                    950
        देवास                             –

                        ────────

        if a:
                print('एक दो तीन चार पाँच छह')

        end

        ▎ भाव बढ़ेंगे।
        ▎ — व्यापारी
        ");
        insta::assert_snapshot!(structured_lines(28), @r"
        सोने का भाव

        पढ़ने में 1 मिनट

        नगर
         9. पहला
            ◦ भीतर
              ▪ और भीतर
        10. दूसरा

        मंडी के भाव
        नगर   किस्म               भाव
        ────────────────────────────
        इंदौर  चना काँटा और      ५,२००
              दूसरी किस्में
        उज्जैन  गेहूँ[1]              950
        देवास                       –

                  ────────

        if a:
                print('एक दो तीन चा›

        end

        ▎ भाव बढ़ेंगे।
        ▎ — व्यापारी
        ");
    }

    #[test]
    fn rows_are_cards_where_columns_do_not_fit() {
        insta::assert_snapshot!(structured_lines(16), @r"
        सोने का भाव

        पढ़ने में 1 मिनट

        नगर
         9. पहला
            ◦ भीतर
              ▪ और भीतर
        10. दूसरा

        मंडी के भाव
        इंदौर
        किस्म: चना काँटा
              और दूसरी
              किस्में
        भाव: ५,२००

        उज्जैन
        किस्म: गेहूँ[1]
        भाव: 950

        देवास
        भाव: –

            ────────

        if a:
                print('›

        end

        ▎ भाव बढ़ेंगे।
        ▎ — व्यापारी
        ");
    }

    fn lines_of(json: &str, width: usize) -> (Document, String) {
        let article: Article = serde_json::from_str(json).unwrap();
        let setting = Setting {
            width,
            language: Language::English,
            with_left_out: false,
            with_large_headline: false,
            is_justified: false,
            with_keys: None,
        };
        let document = Document::of(&article, setting, &WidthProfile::default());
        let lines = plain_lines(&document, &WidthProfile::default()).join("\n");
        (document, lines)
    }

    #[test]
    fn line_breaks_of_the_author_are_kept() {
        let json = r#"{"headline":"","origin":"","blocks":[
            {"kind":"paragraph","text":"उठो धरा के अमर सपूतो\nफिर नया निर्माण करो","marks":[{"start":40,"end":59,"mark":"strong"}]},
            {"kind":"list","ordered":false,"items":["12 कमला मार्ग\nभोपाल"]},
            {"kind":"table","rows":[["पता","क\nलंबी दूसरी"],["फ़ोन","ख"]]}]}"#;
        let (document, lines) = lines_of(json, 24);
        insta::assert_snapshot!(lines, @r"
        1 min read

        उठो धरा के अमर सपूतो
        फिर नया निर्माण करो

        • 12 कमला मार्ग
          भोपाल

        पता  क
             लंबी दूसरी
        फ़ोन  ख
        ");
        let sought = crate::search::Query::new("सपूतो फिर");
        let hits = document.pieces.iter();
        let hits = hits.flat_map(|piece| sought.hits(&document.text[piece.clone()]));
        assert_eq!(hits.count(), 2);
        let copied = document.paragraph_from(2).unwrap();
        assert_eq!(copied, "उठो धरा के अमर सपूतो\nफिर नया निर्माण करो");
    }

    #[test]
    fn media_comments_and_footnotes_lead_on() {
        let json = r#"{"headline":"","origin":"","comments":"https://news.example.org/1",
            "summary":"सार यहाँ है","summary_marks":[{"start":10,"end":22,"mark":"link","url":"https://example.org/s"}],"blocks":[
            {"kind":"media","media":"video","url":"https://film.example.org/v","title":"पुल टूटा","seconds":245},
            {"kind":"quote","text":"पानी उतरा।","by":"@asha","url":"https://social.example.org/1"},
            {"kind":"paragraph","text":"पाठ1 और2","marks":[{"start":9,"end":10,"mark":"note","note":"n1"},{"start":17,"end":18,"mark":"note","note":"none"}]},
            {"kind":"list","ordered":true,"items":[{"text":"स्रोत","note":"n1"}]}]}"#;
        let (document, lines) = lines_of(json, 30);
        insta::assert_snapshot!(lines, @r"
        सार यहाँ[1] है

        1 min read

        ╭─ [2] ▸ video · 4:05 ───────╮
        │ पुल टूटा                     │
        │ film.example.org           │
        ╰────────────────────────────╯

        ▎ पानी उतरा।
        ▎ — @asha ·
        ▎ social.example.org[3]

        पाठ¹ और²

        1. स्रोत

        Comments · news.example.org[4]
        ");
        let notes = document.targets.iter();
        let mut notes = notes.filter_map(|target| match target.kind {
            TargetKind::Note(offset) => Some(&document.text[offset..]),
            TargetKind::Link(_)
            | TargetKind::Image(_)
            | TargetKind::Related(_)
            | TargetKind::Block(_) => None,
        });
        assert!(notes.next().unwrap().starts_with("स्रोत"));
        assert_eq!(notes.next(), None);
    }

    #[test]
    fn a_repeated_headline_is_worth_no_remark() {
        let json = r#"{"headline":"","origin":"","blocks":[{"kind":"paragraph","text":"पाठ"}],
            "left_out":[{"text":"शीर्षक","reason":"the headline again"}]}"#;
        let (_, lines) = lines_of(json, 30);
        assert!(!lines.contains("not the story"), "{lines}");
    }

    #[test]
    fn links_of_captions_are_targets() {
        let json = r#"{"headline":"","origin":"","blocks":[
            {"kind":"image","url":"https://a.example/p.jpg","caption":"नदी, चित्र आशा","caption_marks":[{"start":27,"end":36,"mark":"link","url":"https://a.example/asha"}]},
            {"kind":"table","caption":"भाव","caption_marks":[{"start":0,"end":9,"mark":"link","url":"https://a.example/mandi"}],"rows":[["1","2"]]}]}"#;
        let (document, lines) = lines_of(json, 30);
        let kinds: Vec<_> = document
            .targets
            .iter()
            .map(|target| target.kind.clone())
            .collect();
        let link = |url: &str| TargetKind::Link(url.to_owned());
        assert_eq!(
            kinds,
            [
                TargetKind::Image("https://a.example/p.jpg".to_owned()),
                link("https://a.example/asha"),
                TargetKind::Block(1),
                link("https://a.example/mandi"),
            ]
        );
        assert!(
            lines.contains("चित्र आशा[1]") && lines.contains("भाव[2]"),
            "{lines}"
        );
    }

    #[test]
    fn words_of_cells_are_found_on_their_lines() {
        let text = set_structured(40).text;
        for width in 16..60 {
            let document = set_structured(width);
            assert_eq!(document.text, text);
            for word in ["इंदौर", "चना", "किस्में", "५,२००", "गेहूँ", "950", "देवास"]
            {
                let (at, _) = text.rmatch_indices(word).next().unwrap();
                let line = &document.lines[document.line_of(at)];
                let has = |run: &Run| run.range.contains(&at);
                assert!(line.runs.iter().any(has), "{word} at {width}");
            }
            for index in 0..document.lines.len() {
                let shown = document.line_of(document.place_of(index));
                let starts = [index, shown].map(|index| document.lines[index].start);
                assert_eq!(starts[0], starts[1], "line {index} at {width}");
            }
            let link = document.targets.iter().map(|target| target.lines.clone());
            for lines in link {
                let words: Vec<&str> = document.lines[lines]
                    .iter()
                    .flat_map(|line| &line.runs)
                    .map(|run| document.words_of(run))
                    .collect();
                assert!(!words.is_empty());
            }
        }
    }

    #[test]
    fn rows_and_code_are_copied_whole() {
        for width in [16, 28, 60] {
            let document = set_structured(width);
            let copied = |word: &str| {
                let (at, _) = document.text.rmatch_indices(word).next().unwrap();
                document.paragraph_from(document.line_of(at)).unwrap()
            };
            assert_eq!(copied("950"), "उज्जैन\tगेहूँ\t950");
            assert!(copied("print").starts_with("if a:\n        print("));
        }
    }

    proptest! {
        #[test]
        fn structure_stands_apart_and_inside_the_width(width in 1_usize..90) {
            let document = set_structured(width);
            let mut place = 0;
            for line in &document.lines {
                prop_assert!(place <= line.start);
                place = line.start;
                let mut end = 0;
                for run in &line.runs {
                    prop_assert!(end <= run.at, "{:?}", document.words_of(run));
                    end = run.at + run.width;
                }
                prop_assert!(end <= width.max(4), "{end} > {width}");
            }
        }

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
                // A single cluster that is wider than the line may stick out.
                prop_assert!(end <= width.max(4), "{end} > {width}");
            }
        }
    }
}
