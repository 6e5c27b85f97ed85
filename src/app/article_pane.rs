//! The open article: its layout, the line at the top of the page, what is selected in it, and the
//! hits of a search within it.
//!
//! The layout is derived from article, width and widths, and kept here, its one owner. The reader's
//! position is a place in the text, so that a new layout shows the same words at the top.

use crate::article::{Article, ArticleId, Offer};
use crate::document::{Document, Setting, TargetKind};
use crate::print::Ruler;
use crate::search::Query;
use crate::text::clean_text::CleanText;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The state of the pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ArticlePane {
    /// Nothing is open.
    #[default]
    Empty,
    /// The article is being read.
    Loading(ArticleId),
    /// The article is on the screen.
    Shown(Box<Page>),
    /// The article cannot be shown, and why.
    Failed(ArticleId, CleanText),
}

/// An article on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The article.
    pub article: Arc<Article>,
    /// Its layout.
    pub document: Document,
    /// The stories that are offered beside it: its publisher's, then those found alike.
    pub offers: Vec<Offer>,
    /// The line at the top of the pane.
    pub top: usize,
    /// The place that the reader chose to see at the top; kept when the layout changes.
    pub place: usize,
    /// The selected target of the document.
    pub selected: Option<usize>,
    /// What is searched for within the article.
    pub query: Query,
    /// Where it was found, in the document's text.
    pub hits: Vec<Range<usize>>,
    /// The index of the hit that was gone to last.
    pub hit: Option<usize>,
    /// Whether what was left out is shown.
    pub with_left_out: bool,
    /// The height of the pane.
    pub height: usize,
}

/// How far to move.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Move {
    /// By lines, downwards if positive.
    Lines(isize),
    /// By half pages, downwards if positive.
    HalfPages(isize),
    /// To the first line.
    Top,
    /// To the last page.
    Bottom,
}

impl ArticlePane {
    /// Returns the id of the article that is open or about to be.
    pub fn id(&self) -> Option<ArticleId> {
        match self {
            Self::Empty => None,
            Self::Loading(id) | Self::Failed(id, _) => Some(*id),
            Self::Shown(page) => Some(page.article.id),
        }
    }

    /// Returns the page, if an article is on the screen.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Self::Shown(page) => Some(page),
            Self::Empty | Self::Loading(_) | Self::Failed(..) => None,
        }
    }

    /// Returns the page for changing.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        match self {
            Self::Shown(page) => Some(page),
            Self::Empty | Self::Loading(_) | Self::Failed(..) => None,
        }
    }
}

impl Page {
    /// Lays `article` out and puts `place` at the top.
    pub fn new(
        article: Arc<Article>,
        setting: Setting,
        height: usize,
        place: usize,
        ruler: &Ruler,
    ) -> Self {
        let offers: Vec<Offer> = article.related.iter().map(Offer::from).collect();
        let document = Document::with_offers(&article, &offers, setting, ruler);
        let mut page = Self {
            article,
            document,
            offers,
            top: 0,
            place,
            selected: None,
            query: Query::default(),
            hits: Vec::new(),
            hit: None,
            with_left_out: setting.with_left_out,
            height,
        };
        page.show_place();
        page
    }

    /// Lays the article out anew, with the same words at the top.
    pub fn set(&mut self, setting: Setting, height: usize, ruler: &Ruler) {
        self.document = Document::with_offers(&self.article, &self.offers, setting, ruler);
        self.height = height;
        self.find_hits();
        self.show_place();
    }

    /// Shows the whole story in place of its summary; the words at the top of the page stay there.
    pub fn become_whole(
        &mut self,
        article: Arc<Article>,
        setting: Setting,
        height: usize,
        ruler: &Ruler,
    ) {
        /// As many bytes as tell a place from any other.
        const ENOUGH: usize = 120;
        let text = self.document.text.get(self.place..).unwrap_or_default();
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
        let old = self.place;
        self.set(setting, height, ruler);
        if old > 0 && !words.is_empty() {
            let found = self.document.text.match_indices(words);
            let nearest = found.min_by_key(|(at, _)| at.abs_diff(old));
            self.place = nearest.map_or(old, |(at, _)| at);
            self.show_place();
        }
    }

    fn show_place(&mut self) {
        self.top = self.document.line_of(self.place).min(self.last_top());
    }

    /// The top line of the last page.
    fn last_top(&self) -> usize {
        self.document.lines.len().saturating_sub(self.height.max(1))
    }

    /// Scrolls.
    pub fn go(&mut self, how: Move) {
        let page = self.height.saturating_sub(2).max(1).cast_signed();
        let by = |lines: isize| self.top.saturating_add_signed(lines);
        let top = match how {
            Move::Lines(lines) => by(lines),
            Move::HalfPages(halves) => by((page * halves) / 2),
            Move::Top => 0,
            Move::Bottom => usize::MAX,
        };
        self.scroll_to(top);
    }

    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.last_top());
        self.place = self.document.place_of(self.top);
    }

    /// Returns whether the last line is on the screen.
    pub fn at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// Returns how much of the article has been on the screen, in percent.
    pub fn percent(&self) -> usize {
        let lines = self.document.lines.len().max(1);
        ((self.top + self.height) * 100 / lines).min(100)
    }

    /// Returns the lines that are on the screen.
    pub fn in_sight(&self) -> Range<usize> {
        self.top..(self.top + self.height).min(self.document.lines.len())
    }

    /// Selects the next target after the selected one (or before it), the first one in sight where
    /// none is selected; returns whether there is one.
    pub fn select_next(&mut self, forward: bool) -> bool {
        let targets = &self.document.targets;
        let sight = self.in_sight();
        let seen = |index: &usize| {
            targets
                .get(*index)
                .is_some_and(|t| sight.contains(&t.lines.start))
        };
        let next = match (self.selected.filter(seen), forward) {
            (Some(index), true) => index + 1,
            (Some(index), false) => index.wrapping_sub(1),
            (None, true) => targets.partition_point(|target| target.lines.start < sight.start),
            (None, false) => targets
                .partition_point(|target| target.lines.start < sight.end)
                .wrapping_sub(1),
        };
        let Some(lines) = targets.get(next).map(|target| target.lines.clone()) else {
            return false;
        };
        self.selected = Some(next);
        self.reveal(lines);
        true
    }

    /// Scrolls as little as needed to bring `lines` into sight, with a line of what surrounds them.
    pub fn reveal(&mut self, lines: Range<usize>) {
        let sight = self.in_sight();
        if lines.start < sight.start {
            self.scroll_to(lines.start.saturating_sub(1));
        } else if lines.end > sight.end {
            self.scroll_to((lines.end + 1).saturating_sub(self.height).min(lines.start));
        }
    }

    /// Searches for `query`; goes to the first hit at or after the top of the page.
    pub fn find(&mut self, query: Query) {
        self.query = query;
        self.find_hits();
        let start = self.document.place_of(self.top);
        let after = self.hits.partition_point(|hit| hit.start < start);
        let index = if after < self.hits.len() { after } else { 0 };
        self.hit = None;
        if let Some(line) = self.hits.get(index).map(|hit| self.line_of(hit)) {
            self.reveal(line..line + 1);
            self.hit = Some(index);
        }
    }

    fn line_of(&self, hit: &Range<usize>) -> usize {
        self.document.line_of(hit.start)
    }

    /// Marks what was searched for elsewhere, without going to it.
    pub fn mark(&mut self, query: Query) {
        self.query = query;
        self.hit = None;
        self.find_hits();
    }

    fn find_hits(&mut self) {
        let document = &self.document;
        self.hits = if self.query.is_empty() {
            Vec::new()
        } else {
            let found = document.pieces.iter().flat_map(|piece| {
                let text = document.text.get(piece.clone()).unwrap_or_default();
                let hits = self.query.hits(text).into_iter();
                hits.map(|hit| hit.start + piece.start..hit.end + piece.start)
            });
            found.collect()
        };
    }

    /// Goes to the next line with a hit, or the one before, seen from the hit that was gone to last while
    /// it is in sight, else from the top of the page; returns the hit's index and whether the way led past
    /// the end of the article, or `None` where there is no hit.
    pub fn next_hit(&mut self, forward: bool) -> Option<(usize, bool)> {
        let last = self.hits.len().checked_sub(1)?;
        let sight = self.in_sight();
        let line_of = |index: usize| self.hits.get(index).map(|hit| self.line_of(hit));
        let here = self.hit.and_then(line_of);
        let here = here.filter(|line| sight.contains(line));
        let is_ahead = |hit: &Range<usize>| match (here, self.line_of(hit)) {
            (Some(here), line) if forward => line > here,
            (Some(here), line) => line < here,
            (None, line) if forward => line >= sight.start,
            (None, line) => line < sight.start,
        };
        let found = if forward {
            self.hits.iter().position(is_ahead)
        } else {
            self.hits.iter().rposition(is_ahead)
        };
        let index = found.unwrap_or(if forward { 0 } else { last });
        let line = line_of(index)?;
        self.scroll_to(line);
        self.hit = Some(index);
        Some((index, found.is_none()))
    }

    /// Returns the address of what is selected, if it has one.
    pub fn selected_address(&self) -> Option<&str> {
        let target = self.document.targets.get(self.selected?)?;
        match &target.kind {
            TargetKind::Link(url) | TargetKind::Image(url) => Some(url),
            TargetKind::Related(index) => self.offers.get(*index)?.url.as_deref(),
        }
    }

    /// Returns the target at a line of the document and a distance from its left edge.
    pub fn target_at(&self, line: usize, at: usize) -> Option<usize> {
        let line = self.document.lines.get(line)?;
        let under = line
            .runs
            .iter()
            .find(|run| run.at <= at && at < run.at + run.width);
        let whole_card = line.frame.and_then(|_| line.runs.first());
        under.or(whole_card).and_then(|run| run.target)
    }
}

/// Where readers stood in each story while the program runs.
pub type Positions = HashMap<ArticleId, usize>;
