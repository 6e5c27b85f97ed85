//! Classifies the blocks of a page: captions move to their pictures, titles of related articles to
//! `related`, boilerplate to `left_out`; all other blocks are kept.

mod authors;
mod pictures;
mod reasons;
mod related;

pub(super) use pictures::is_same_image;

use super::super::boilerplate::{self, reason};
use super::links::is_linked;
use super::neighbours::Neighbours;
use crate::article::{Article, Block, LeftOut, Quotation, RichText, Subheading};
use crate::text::script::count_words;
use authors::letters;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The number of blocks at either end of an article among which bylines and dates occur.
const EDGE: usize = 5;

/// The reasons for which no line is left out if it is all that the page has.
const MAY_BE_ALL: [&str; 7] = [
    reason::COUNTER,
    reason::LABEL,
    reason::REPEATED,
    reason::KEYWORDS,
    reason::OTHER_ARTICLES,
    reason::UNOWNED_CAPTION,
    reason::DATE_KNOWN,
];

/// Classifies the blocks of `article`, whose other fields are complete. `biographies` are what the
/// publisher says about the authors.
pub(super) fn classify_blocks(article: &mut Article, biographies: &[String]) {
    let blocks = std::mem::take(&mut article.blocks);
    let before = article.left_out.len();
    let mut classifier = BlockClassifier {
        last: blocks.len(),
        neighbours: Neighbours::of(&blocks),
        biographies: biographies.iter().map(|text| letters(text)).collect(),
        article,
        at: 0,
        seen: HashMap::new(),
        pictures: HashSet::new(),
        announces_related: false,
    };
    for block in blocks {
        classifier.take(block);
        classifier.at += 1;
    }
    let has_words = article.blocks.iter().any(Block::has_words);
    if !has_words {
        let judged = article
            .left_out
            .split_off(before.min(article.left_out.len()));
        let (lines, rest): (Vec<_>, Vec<_>) = judged
            .into_iter()
            .partition(|part| MAY_BE_ALL.contains(&part.reason.as_str()));
        article.left_out.extend(rest);
        let lines = lines.into_iter().map(|part| RichText::plain(part.text));
        article.blocks.extend(lines.map(Block::Paragraph));
    }
}

struct BlockClassifier<'a> {
    article: &'a mut Article,
    at: usize,
    last: usize,
    neighbours: Neighbours,
    /// The letters and digits of what the publisher says about the authors.
    biographies: Vec<String>,
    /// The index of each text of an earlier block, to find repetitions.
    seen: HashMap<String, usize>,
    /// The names of earlier pictures; see [`pictures::image_names`].
    pictures: HashSet<String>,
    /// Whether a label announced titles of related articles.
    announces_related: bool,
}

impl BlockClassifier<'_> {
    fn take(&mut self, block: Block) {
        let is_related_title = self.is_related_title(&block);
        match block {
            Block::Image(image) => {
                self.announces_related = false;
                self.picture(image);
            }
            Block::List {
                ordered,
                start,
                items,
            } => self.list(ordered, start, items),
            Block::Paragraph(text)
                if is_related_title && boilerplate::also_read(&text.text).is_none() =>
            {
                self.add_related(&text);
            }
            Block::Paragraph(text) => self.words(text, Block::Paragraph),
            Block::Subheading(Subheading { content, level }) => {
                self.words(content, |content| {
                    Block::Subheading(Subheading { content, level })
                });
            }
            Block::Quote(Quotation { content, by, url }) => {
                self.words(content, |content| {
                    Block::Quote(Quotation { content, by, url })
                });
            }
            Block::Table(_) | Block::Code { .. } => {
                self.announces_related = false;
                self.article.blocks.push(block);
            }
            Block::Media(_) | Block::Rule => self.article.blocks.push(block),
        }
    }

    fn is_edge(&self) -> bool {
        self.at < EDGE || self.at + EDGE > self.last
    }

    fn words(&mut self, text: RichText, kind: impl FnOnce(RichText) -> Block) {
        let words = count_words(&text.text);
        let line = joined_lines(&text.text);
        if let Some(title) = boilerplate::also_read(&line) {
            self.also_read(&text, title);
            return;
        }
        if self.announces_related && is_linked(&text) {
            self.add_related(&text);
            return;
        }
        self.announces_related = false;
        let other_part = self.neighbours.heading(self.at);
        let other_part = other_part.or_else(|| self.neighbours.region(self.at));
        let reason = other_part.or_else(|| self.reason(&text, words));
        if let Some(reason) = reason {
            self.leave_out(text.text, reason);
        } else if self.is_caption(&text, &line, words) {
            // `is_caption` has moved it to its picture.
        } else if boilerplate::ends_with_photographer(&line) {
            self.leave_out(text.text, reason::UNOWNED_CAPTION);
        } else {
            self.seen.insert(text.text.clone(), self.at);
            self.article.blocks.push(kind(text));
        }
    }

    fn leave_out(&mut self, text: String, reason: &str) {
        let reason = reason.to_owned();
        self.article.left_out.push(LeftOut { text, reason });
    }
}

/// Returns a text with spaces instead of line breaks, as the rules for lines expect it.
fn joined_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        text.replace('\n', " ").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Image, Mark, MarkKind};

    use super::super::super::address::BaseUrl;
    use super::super::super::markup;

    fn linked_text(text: &str, url: &str) -> RichText {
        let mark = Mark {
            start: 0,
            end: text.len(),
            kind: MarkKind::Link {
                url: url.to_owned(),
            },
        };
        RichText {
            text: text.to_owned(),
            marks: vec![mark],
        }
    }

    fn classified(blocks: Vec<Block>) -> Article {
        let mut article = Article {
            headline: "नदी का पानी रात में उतरा".to_owned(),
            url: Some("https://example.org/a".to_owned()),
            authors: vec!["आशा राव".to_owned()],
            blocks,
            ..Article::default()
        };
        let about =
            "आशा राव बीस साल से नदियों और गाँवों की ख़बरें लिखती हैं। वे भोपाल में रहती हैं और कविता भी लिखती हैं।";
        classify_blocks(&mut article, &[about.to_owned()]);
        article
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(RichText::plain(text.to_owned()))
    }

    #[test]
    fn captions_go_to_their_pictures() {
        let picture = Block::Image(Image {
            url: "https://example.org/river.jpg".to_owned(),
            ..Image::default()
        });
        let mut line = RichText::plain("नदी का किनारा (फोटो: आशा राव)");
        line.marks.push(Mark {
            start: 0,
            end: "नदी".len(),
            kind: MarkKind::Strong,
        });
        let article = classified(vec![picture, Block::Paragraph(line)]);
        let [
            Block::Image(Image {
                caption,
                caption_marks,
                credit,
                ..
            }),
        ] = article.blocks.as_slice()
        else {
            panic!("{:?}", article.blocks);
        };
        assert_eq!(caption.as_deref(), Some("नदी का किनारा"));
        assert_eq!(caption_marks[0].end, "नदी".len());
        assert_eq!(credit.as_deref(), Some("आशा राव"));
    }

    #[test]
    fn a_credit_that_is_a_link_stays_in_its_caption() {
        let mut line = RichText::plain("नदी का किनारा (फोटो: आशा राव)");
        line.marks.push(Mark {
            start: line.text.find("आशा").unwrap_or_default(),
            end: line.text.len() - 1,
            kind: MarkKind::Link {
                url: "https://example.org/asha".to_owned(),
            },
        });
        let bare = Image::at("https://example.org/river.jpg");
        let with_caption = Image {
            caption: Some(line.text.clone()),
            caption_marks: line.marks.clone(),
            ..bare.clone()
        };
        for blocks in [
            vec![Block::Image(bare), Block::Paragraph(line.clone())],
            vec![Block::Image(with_caption)],
        ] {
            let article = classified(blocks);
            let [Block::Image(image)] = article.blocks.as_slice() else {
                panic!("{:?}", article.blocks);
            };
            assert_eq!(image.rich_caption().as_ref(), Some(&line));
            assert_eq!(image.credit, None);
        }
    }

    #[test]
    fn related_articles_and_boilerplate_are_taken_out() {
        let text = "पुलिस ने बताया कि पानी उतर गया है और लोग लौट आए।";
        let article = classified(vec![
            paragraph("नदी का पानी रात में उतरा"),
            paragraph("By आशा राव"),
            paragraph(text),
            Block::Paragraph(linked_text("रेल बजट पर संसद में बहस", "https://example.org/b")),
            Block::Paragraph(linked_text(
                "मंत्रालय की पूरी रिपोर्ट यहाँ",
                "https://other.example/b",
            )),
            paragraph("Advertisement"),
            paragraph(text),
        ]);
        let kept: Vec<&str> = article.blocks.iter().flat_map(Block::texts).collect();
        assert_eq!(kept, [text, "मंत्रालय की पूरी रिपोर्ट यहाँ"]);
        let related: Vec<&str> = article
            .related
            .iter()
            .map(|one| one.title.as_str())
            .collect();
        assert_eq!(related, ["रेल बजट पर संसद में बहस"]);
        let reasons: Vec<&str> = article
            .left_out
            .iter()
            .map(|part| part.reason.as_str())
            .collect();
        assert_eq!(
            reasons,
            [
                reason::HEADLINE_AGAIN,
                "byline; the page tells the names of the authors",
                reason::ADVERTISEMENT,
                reason::REPEATED
            ]
        );
    }

    /// Returns the lines that stay in the body of a page, by way of its HTML.
    fn kept(html: &str) -> Vec<String> {
        let base = BaseUrl::of("https://example.org/a");
        let article = classified(markup::blocks_of(html, &base));
        let lines = article.blocks.iter().flat_map(Block::texts);
        lines.map(str::to_owned).collect()
    }

    #[test]
    fn a_line_is_judged_with_its_neighbours() {
        const ONE: &str = "पुलिस ने बताया कि पानी उतर गया है और लोग लौट आए।";
        const TWO: &str = "नगर निगम ने कहा कि सड़कें कल तक साफ़ कर दी जाएँगी।";
        for (name, lines, out) in [
            (
                "chronicle",
                ["15 अगस्त 1947", ONE, "26 जनवरी 1950", TWO].as_slice(),
                &[][..],
            ),
            ("score", &[ONE, "अंतिम स्कोर", "2-1", TWO], &[]),
            ("price", &[ONE, "₹500", "42", "100%", TWO], &[]),
            (
                "live page",
                &[
                    ONE,
                    "10:35 AM",
                    TWO,
                    "2 घंटे पहले",
                    "मंत्री ने लोगों से घर में रहने को कहा।",
                ],
                &[],
            ),
            ("age of the page", &["2 घंटे पहले", ONE, TWO], &["2 घंटे पहले"]),
            (
                "counter of clicks",
                &["12", ONE, TWO, "340 views"],
                &["12", "340 views"],
            ),
            (
                "bulletin",
                &[
                    ONE,
                    "मुख्य समाचार",
                    "बाज़ार में तेज़ी रही आज।",
                    "मौसम साफ़ रहेगा कल भी।",
                ],
                &[],
            ),
            ("button", &[ONE, "विज्ञापन", TWO], &["विज्ञापन"]),
        ] {
            let html: String = format!("<p>{}</p>", lines.join("</p><p>"));
            let expected: Vec<&str> = lines
                .iter()
                .copied()
                .filter(|line| !out.contains(line))
                .collect();
            assert_eq!(kept(&html), expected, "{name}");
        }
    }

    #[test]
    fn what_is_said_of_authors_and_links_to_the_site_leave_the_body() {
        const ONE: &str = "पुलिस ने बताया कि पानी उतर गया है और लोग लौट आए।";
        const TWO: &str = "नगर निगम ने कहा कि सड़कें कल तक साफ़ कर दी जाएँगी।";
        for (line, stays) in [
            ("वे भोपाल में रहती हैं, और कविता भी लिखती हैं!", false),
            ("वे भोपाल में रहती हैं।", true),
            ("आशा राव वरिष्ठ पत्रकार हैं।", false),
            (
                "<b>एक और ख़बर |</b> <a href=/b>रेल बजट पर संसद में बहस</a>",
                false,
            ),
        ] {
            let lines = kept(&format!("<p>{ONE}</p><p>{TWO}</p><p>{line}</p>"));
            assert_eq!(lines.len() == 3, stays, "{line}");
        }
    }

    #[test]
    fn an_item_is_judged_with_the_other_items() {
        for (items, stays) in [
            (["पहला चरण: 19 अप्रैल 2024", "मतगणना: 4 जून 2024"], true),
            (["500", "42"], true),
            (["Print", "बाढ़ की रिपोर्ट"], true),
            (["Print", "Subscribe"], false),
        ] {
            let html: String = format!("<li>{}</li>", items.join("</li><li>"));
            let text = "पुलिस ने बताया कि पानी उतर गया है और लोग लौट आए।";
            let lines = kept(&format!("<p>{text}</p><ul>{html}</ul>"));
            assert_eq!(lines.len(), if stays { 3 } else { 1 }, "{items:?}");
        }
    }

    #[test]
    fn refrains_stay_and_pull_quotes_are_shown_once() {
        let refrain = "ओ मेरे साथी, नदी के पार चल";
        let song = format!(
            "<p>पहला पद यहाँ है</p><p>{refrain}</p><p>दूसरा पद यहाँ है</p><p>{refrain}</p><p>तीसरा पद</p><p>{refrain}</p>"
        );
        assert_eq!(kept(&song).len(), 6);
        let quote = "सरकार ने कहा है कि इस साल किसी भी किसान को उसका पैसा देर से नहीं मिलेगा।";
        let page = format!(
            "<p>{quote}</p><blockquote>{quote}</blockquote><p>पुलिस ने बताया कि पानी उतर गया है और लोग अपने घरों को लौट आए हैं।</p>"
        );
        assert_eq!(kept(&page).len(), 2);
    }

    #[test]
    fn sources_and_contents_are_no_offers_of_the_site() {
        let list = |urls: [&str; 2]| {
            let items = urls.map(|url| format!("<li><a href='{url}'>पढ़ने लायक पूरी रिपोर्ट यहाँ</a>"));
            format!(
                "<p>पुलिस ने बताया कि पानी उतर गया है और लोग लौट आए।</p><ul>{}</ul>",
                items.concat()
            )
        };
        for (urls, stays) in [
            (["https://one.example/x", "https://two.example/x"], true),
            (["#one", "#two"], true),
            (["/b", "/c"], false),
        ] {
            assert_eq!(kept(&list(urls)).len() == 3, stays, "{urls:?}");
        }
    }
}
