//! An article laid out for the screen: the line at its top, the selected link, image or card, the
//! hits of a search.
//!
//! The layout is derived from the article, the width of the pane and the widths of clusters. The
//! reading position is an offset into the text, so that a new layout shows the same words at the
//! top.

mod search;
mod selection;
mod suggestions;

use crate::article::{Article, Offer};
use crate::document::{Document, Setting};
use crate::print::Ruler;
use crate::search::Query;
use std::ops::Range;
use std::sync::Arc;

/// An article laid out for the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The article.
    pub article: Arc<Article>,
    /// The layout.
    pub document: Document,
    /// The related articles: first those that the publisher names, then those that the library
    /// found.
    pub offers: Vec<Offer>,
    /// The index of the line at the top of the pane.
    pub top: usize,
    /// The byte offset of the text that the user scrolled to the top; a new layout keeps it.
    pub offset: usize,
    /// The index of the selected target: a link, an image or a card.
    pub selected: Option<usize>,
    /// The search in the article.
    pub query: Query,
    /// The hits of the search, as byte ranges of the document's text.
    pub hits: Vec<Range<usize>>,
    /// The index of the hit to which `n` or `N` went last.
    pub hit: Option<usize>,
    /// The offsets from which the user went to a footnote and has not come back.
    pub left_for_note: Vec<usize>,
    /// Whether the parts of the page that ingestion left out are shown.
    pub with_left_out: bool,
    /// The height of the pane in lines.
    pub height: usize,
}

/// A scrolling movement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scroll {
    /// By lines, downwards if positive.
    Lines(isize),
    /// By half pages, downwards if positive.
    HalfPages(isize),
    /// To the first line of the article.
    Top,
    /// To the last page of the article.
    Bottom,
}

impl Page {
    /// Lays an article out and scrolls to an offset.
    pub fn new(
        article: Arc<Article>,
        setting: Setting,
        height: usize,
        offset: usize,
        ruler: &Ruler,
    ) -> Self {
        let offers: Vec<Offer> = article.related.iter().map(Offer::from).collect();
        let document = Document::with_offers(&article, &offers, setting, ruler);
        let mut page = Self {
            article,
            document,
            offers,
            top: 0,
            offset,
            selected: None,
            query: Query::default(),
            hits: Vec::new(),
            hit: None,
            left_for_note: Vec::new(),
            with_left_out: setting.with_left_out,
            height,
        };
        page.show_offset();
        page
    }

    /// Lays the article out again and keeps the same words at the top.
    pub fn set(&mut self, setting: Setting, height: usize, ruler: &Ruler) {
        self.document = Document::with_offers(&self.article, &self.offers, setting, ruler);
        self.height = height;
        self.find_hits();
        self.show_offset();
    }

    /// Replaces the summary with the whole article; the words at the top of the page stay there.
    pub fn become_whole(
        &mut self,
        article: Arc<Article>,
        setting: Setting,
        height: usize,
        ruler: &Ruler,
    ) {
        /// This many bytes of text are enough to find the same words in the whole article.
        const ENOUGH: usize = 120;
        let text = self.document.text.get(self.offset..).unwrap_or_default();
        let words: String = text.lines().next().unwrap_or_default().to_owned();
        let end = (0..=ENOUGH.min(words.len()))
            .rev()
            .find(|end| words.is_char_boundary(*end));
        let words = words.get(..end.unwrap_or(0)).unwrap_or_default();
        let own: Vec<Offer> = article.related.iter().map(Offer::from).collect();
        self.offers
            .retain(|offer| offer.id.is_some() && !own.contains(offer));
        self.offers.splice(0..0, own);
        self.article = article;
        let old = self.offset;
        self.set(setting, height, ruler);
        if old > 0 && !words.is_empty() {
            let found = self.document.text.match_indices(words);
            let nearest = found.min_by_key(|(at, _)| at.abs_diff(old));
            self.offset = nearest.map_or(old, |(at, _)| at);
            self.show_offset();
        }
    }

    fn show_offset(&mut self) {
        self.top = self.document.line_of(self.offset).min(self.last_top());
    }

    /// Returns the index of the line at the top of the last page.
    fn last_top(&self) -> usize {
        self.document.lines.len().saturating_sub(self.height.max(1))
    }

    /// Scrolls.
    pub fn scroll(&mut self, how: Scroll) {
        let page = self.height.saturating_sub(2).max(1).cast_signed();
        let by = |lines: isize| self.top.saturating_add_signed(lines);
        let top = match how {
            Scroll::Lines(lines) => by(lines),
            Scroll::HalfPages(halves) => by((page * halves) / 2),
            Scroll::Top => 0,
            Scroll::Bottom => usize::MAX,
        };
        self.scroll_to(top);
    }

    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.last_top());
        self.offset = self.document.place_of(self.top);
    }

    /// Returns whether the last line of the article is on the screen.
    pub fn at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// Returns how much of the article is above the lower edge of the pane, in percent.
    pub fn percent(&self) -> usize {
        let lines = self.document.lines.len().max(1);
        ((self.top + self.height) * 100 / lines).min(100)
    }

    /// Returns the indices of the lines on the screen.
    pub fn in_sight(&self) -> Range<usize> {
        self.top..(self.top + self.height).min(self.document.lines.len())
    }

    /// Scrolls no further than needed to show `lines` and one more line above or below them.
    pub fn reveal(&mut self, lines: Range<usize>) {
        let sight = self.in_sight();
        if lines.start < sight.start {
            self.scroll_to(lines.start.saturating_sub(1));
        } else if lines.end > sight.end {
            self.scroll_to((lines.end + 1).saturating_sub(self.height).min(lines.start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{article, context, id};
    use crate::article::{ArticleId, Why};

    fn page(paragraphs: &str) -> Page {
        let context = context();
        let article = Arc::new(article(paragraphs));
        let height = context.article_height();
        Page::new(article, context.setting(false), height, 0, &context.ruler)
    }

    fn offer(title: &str, id: Option<ArticleId>, why: Why) -> Offer {
        Offer {
            title: title.to_owned(),
            url: None,
            id,
            source: None,
            published: None,
            why,
        }
    }

    #[test]
    fn near_duplicates_come_first_and_known_articles_once() {
        let mut page = page("headline\n\nwords");
        page.offers = vec![offer("own", None, Why::ByPublisher)];
        let suggested = vec![
            offer("same story", Some(id(1)), Why::Same),
            offer("OWN", Some(id(2)), Why::Shares(Vec::new())),
            offer("similar", Some(id(3)), Why::Shares(Vec::new())),
        ];
        page.suggest(suggested, |offer| offer.id);
        let ids: Vec<Option<ArticleId>> = page.offers.iter().map(|offer| offer.id).collect();
        assert_eq!(ids, [Some(id(1)), Some(id(2)), Some(id(3))]);
        assert_eq!(page.offers[1].title, "own");
    }

    #[test]
    fn the_sign_of_a_footnote_leads_to_it_and_back() {
        use crate::article::{Block, ListItem, Mark, MarkKind, RichText};
        let context = context();
        let mut story = article(&("headline\n\n".to_owned() + &"words\n\n".repeat(60)));
        let kind = MarkKind::Note {
            note: "n".to_owned(),
        };
        story.blocks[2] = Block::Paragraph(RichText {
            text: "words1".to_owned(),
            marks: vec![Mark {
                start: 5,
                end: 6,
                kind,
            }],
        });
        story.blocks.push(Block::List {
            ordered: true,
            start: 1,
            items: vec![ListItem {
                note: Some("n".to_owned()),
                ..RichText::plain("the footnote").into()
            }],
        });
        let height = context.article_height();
        let mut page = Page::new(
            Arc::new(story),
            context.setting(false),
            height,
            0,
            &context.ruler,
        );
        assert!(page.select_next(true) && page.go_to_note());
        assert!(page.at_end());
        assert!(page.return_from_note());
        assert_eq!(page.top, 0);
        assert!(!page.return_from_note());
    }

    #[test]
    fn a_table_longer_than_the_screen_is_found_from_its_middle() {
        use crate::article::{Block, DataTable, RichText, TableCell};
        let context = context();
        let mut story = article("headline\n\nwords");
        let cell = |text: String| TableCell(RichText::plain(text));
        let rows = (0..99).map(|n| vec![cell(format!("town {n}")), cell(n.to_string())]);
        story.blocks.push(Block::Table(DataTable {
            rows: rows.collect(),
            ..DataTable::default()
        }));
        let (block, height) = (story.blocks.len() - 1, context.article_height());
        let setting = context.setting(false);
        let mut page = Page::new(Arc::new(story), setting, height, 0, &context.ruler);
        assert_eq!(page.place_in_block(block).offset, 0);
        page.scroll(Scroll::Lines(50));
        let (top, place) = (page.top, page.place_in_block(block));
        assert!(place.offset > 0 && !place.is_hit);
        assert!(page.select_next(true) && page.selects_block());
        assert_eq!(page.top, top);
        assert!(!page.select_next(true), "there is no target after it");
        page.selected = None;
        assert!(page.select_next(false) && page.selects_block());
        page.find(Query::new("town 80"));
        let place = page.place_in_block(block);
        assert!(place.is_hit && place.offset > 0);
    }

    #[test]
    fn the_search_goes_round_and_says_so() {
        let text = "headline\n\n".to_owned() + &"words\n\n".repeat(40) + "needle";
        let mut page = page(&text);
        page.find(Query::new("needle"));
        assert_eq!((page.hits.len(), page.hit), (1, Some(0)));
        assert!(page.at_end());
        assert_eq!(page.next_hit(true), Some((0, true)));
        page.find(Query::new("nothing"));
        assert_eq!(page.next_hit(true), None);
    }

    #[test]
    fn each_hit_of_a_line_is_visited_in_both_directions() {
        let mut page = page("headline\n\nneedle needle needle.\n\nA needle again.");
        page.find(Query::new("needle"));
        assert_eq!((page.hits.len(), page.hit), (4, Some(0)));
        let mut visited = |forward| page.next_hit(forward).unwrap();
        for expected in [(1, false), (2, false), (3, false), (0, true)] {
            assert_eq!(visited(true), expected);
        }
        for expected in [(3, true), (2, false), (1, false), (0, false)] {
            assert_eq!(visited(false), expected);
        }
    }

    #[test]
    fn the_page_stays_while_the_next_hit_is_on_the_screen() {
        let text = "headline\n\n".to_owned() + &"needle\n\n".repeat(60);
        let mut page = page(&text);
        page.find(Query::new("needle"));
        let on_screen = page.hits.iter().filter(|hit| {
            let line = page.document.line_of(hit.start);
            page.in_sight().contains(&line)
        });
        let on_screen = on_screen.count();
        for _ in 1..on_screen {
            page.next_hit(true);
            assert_eq!(page.top, 0);
        }
        page.next_hit(true);
        let hit = page.hits[on_screen].start;
        assert_eq!(page.document.line_of(hit), page.top);
    }

    #[test]
    fn a_new_layout_shows_the_same_words_at_the_top() {
        let text = "headline\n\n".to_owned() + &"some words of some length\n\n".repeat(60);
        let mut page = page(&text);
        page.scroll(Scroll::Lines(31));
        let offset = page.offset;
        let mut context = context();
        context.size.width = 30;
        page.set(context.setting(false), 20, &context.ruler);
        assert_eq!(page.offset, offset);
        assert_eq!(page.document.line_of(offset), page.top);
    }
}
