//! The whole state of the application.

use super::areas::{Areas, column_of, row_column};
use super::article_pane::{ArticlePane, Page, Positions};
use super::history::History;
use super::input_line::InputLine;
use super::keymap::Keymap;
use super::library::{Found, Generation};
use super::list_pane::ListPane;
use super::marks::{ChangeId, Undo};
use super::overlay::Overlay;
use super::paging::{Paging, Totals};
use super::related_pane::RelatedPane;
use super::status_line::{Reading, StatusLine};
use super::update::KEEP_AFTER;
use super::{Message, command::Command};
use crate::article::{ArticleId, Timestamp};
use crate::document::Setting;
use crate::key::{Key, KeyCode};
use crate::print::Ruler;
use crate::search::Query;
use crate::text::measure::Measure as _;
use crate::text::width::WidthProfile;
use crate::words::{Language, Phrase};
use ratatui::layout::{Rect, Size};
use std::sync::Arc;

/// A pane.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pane {
    /// The stories.
    #[default]
    List,
    /// The open story.
    Article,
    /// The stories beside it.
    Related,
}

/// What the reader chose at the start.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Options {
    /// The language of the interface.
    pub language: Language,
    /// The longest line of an article, in cells.
    pub measure: u16,
    /// Whether the bundled stories are shown, for want of others.
    pub bundled: bool,
    /// Whether the stories are those of a library, where marks stay.
    pub library: bool,
    /// Whether headlines are set in letters of two rows where text is set as in print.
    pub large_headlines: bool,
    /// How many minutes lie between two refreshes by the clock; `None` where only keys refresh.
    pub refresh_every: Option<u16>,
}

/// What a search looks at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scope {
    /// The stories of the list.
    List,
    /// The open article.
    Article,
    /// All of the library, in full text.
    Library,
    /// The rows of the box above the page.
    Box,
}

/// The line that is being typed, and what it was before.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchBar {
    /// What is typed.
    pub line: InputLine,
    /// What is searched.
    pub scope: Scope,
    /// What Esc restores: the query of the pane.
    pub before: Query,
    /// What Esc restores: the story that was selected, or the place in the article.
    pub place: usize,
}

/// Letters that stand on targets, for picking one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Letters {
    /// The letters of each target, by its index.
    pub labels: Vec<(String, usize)>,
    /// What was typed of them.
    pub typed: String,
}

/// A number that is being typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Count {
    /// The number so far.
    pub number: usize,
    /// When it counts as a related story's; `None` where it is only for the next key.
    pub until: Option<Timestamp>,
}

/// Everything that the view shows and that messages change.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The screen.
    pub size: Size,
    /// The pane that gets the keys.
    pub focus: Pane,
    /// The width of the list, if the reader chose one.
    pub list_width: Option<u16>,
    /// What was chosen at the start.
    pub options: Options,
    /// How text is measured.
    pub ruler: Ruler,
    /// The keys.
    pub keymap: Keymap,
    /// The stories.
    pub list: ListPane,
    /// The answers of a search of the library, while they are the list.
    pub found: Option<Found>,
    /// How many stories the library has, once they are counted.
    pub totals: Option<Totals>,
    /// The name of the list that was chosen last, until it is there.
    pub chosen: Option<Phrase>,
    /// The number of the last question to the library.
    pub generation: Generation,
    /// The changes that can be taken back.
    pub undo: Vec<Undo>,
    /// The number of the last change that the library makes by itself.
    pub changes: ChangeId,
    /// The open story.
    pub article: ArticlePane,
    /// The stories beside it.
    pub related: RelatedPane,
    /// The line that is being typed.
    pub search: Option<SearchBar>,
    /// Letters on what can be picked.
    pub letters: Option<Letters>,
    /// What lies above the page.
    pub overlay: Option<Overlay>,
    /// What the rows of that box are narrowed by.
    pub narrowed: Query,
    /// The bottom line.
    pub status: StatusLine,
    /// A number that is being typed.
    pub count: Option<Count>,
    /// Whether the library was begun in this run and nobody has asked for news yet.
    pub is_new: bool,
    /// The question that was asked again because stories have come.
    pub asked_again: Option<Generation>,
    /// When feeds are asked by the clock.
    pub refresh_at: Option<Timestamp>,
    /// The time of the last tick.
    pub now: Timestamp,
    /// Whether the rule between the panes is being dragged.
    pub dragging: bool,
    /// The article that was asked for last and has not come yet.
    pub wanted: Option<ArticleId>,
    pub(super) history: History,
    pub(super) positions: Positions,
    /// The place in a story that was kept last, and when.
    pub(super) kept: Option<(ArticleId, usize, Timestamp)>,
}

impl Model {
    /// Returns the page that is on the screen, whichever pane has the keys. A story that was left for the
    /// list of a narrow screen is not.
    pub fn shown_page(&self) -> Option<&Page> {
        let is_shown = self.focus != Pane::List || self.is_wide();
        self.article.page().filter(|_| is_shown)
    }

    /// Returns whether something is looked for in the open story, and that story has the keys.
    pub fn is_finding(&self) -> bool {
        let page = self.article.page().filter(|_| self.focus != Pane::List);
        page.is_some_and(|page| !page.query.is_empty())
    }

    /// Returns the state at the start: nothing read, nothing open.
    pub fn new(size: Size, options: Options, widths: Arc<WidthProfile>, now: Timestamp) -> Self {
        let reading = Some(Reading {
            since: now,
            done: 0,
            total: None,
        });
        let status = StatusLine {
            reading,
            ..StatusLine::default()
        };
        let mut list = ListPane::default();
        if options.library {
            list.paging = Paging::counting();
        }
        Self {
            size,
            focus: Pane::List,
            list_width: None,
            options,
            ruler: Ruler::cells(widths),
            keymap: Keymap::default(),
            list,
            found: None,
            totals: None,
            chosen: None,
            generation: 0,
            undo: Vec::new(),
            changes: 0,
            article: ArticlePane::Empty,
            related: RelatedPane::default(),
            search: None,
            letters: None,
            overlay: None,
            narrowed: Query::default(),
            status,
            count: None,
            is_new: false,
            asked_again: None,
            // The stories that are there come first.
            refresh_at: options
                .refresh_every
                .map(|_| now + chrono::Duration::seconds(1)),
            now,
            dragging: false,
            wanted: None,
            history: History::default(),
            positions: Positions::new(),
            kept: None,
        }
    }

    /// Returns where everything stands, or `None` where the screen is too small.
    pub fn areas(&self) -> Option<Areas> {
        Areas::of(self.size, self.focus, self.list_width)
    }

    /// Returns the columns of the text of rows, also while the list is not on the screen.
    pub fn list_column(&self) -> Rect {
        let areas = Areas::of(self.size, Pane::List, self.list_width);
        row_column(areas.and_then(|areas| areas.list).unwrap_or_default())
    }

    /// Returns the columns of the article's text, also while it is not on the screen.
    pub fn article_column(&self) -> Rect {
        let areas = Areas::of(self.size, Pane::Article, self.list_width);
        let pane = areas.and_then(|areas| areas.article).unwrap_or_default();
        column_of(pane, self.options.measure)
    }

    /// Returns how the article is to be set.
    pub(super) fn setting(&self, with_left_out: bool) -> Setting {
        let width = usize::from(self.article_column().width) * self.ruler.cell();
        Setting {
            width,
            language: self.options.language,
            with_left_out,
            with_large_headline: self.options.large_headlines && self.ruler.shaper.is_some(),
        }
    }

    /// Returns whether list and article are on the screen together.
    pub fn is_wide(&self) -> bool {
        self.areas()
            .is_some_and(|areas| areas.list.is_some() && areas.article.is_some())
    }

    /// Returns the message that `key` is, in the present mode.
    pub fn message_of(&self, key: Key) -> Message {
        let typing = self.search.is_some() || self.letters.is_some();
        let quits = key.ctrl && matches!(key.code, KeyCode::Char('c' | 'z' | 'l'));
        match self.keymap.command(key) {
            Some(command) if !typing || quits => Message::Command(command),
            Some(_) | None => Message::Typed(key),
        }
    }

    /// Returns when something changes without a key: a notice goes, a number becomes a story's.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let count = self.count.and_then(|count| count.until);
        let kept = self.kept.map(|(_, _, at)| at + KEEP_AFTER);
        [self.status.wake_at(), count, kept, self.refresh_at]
            .into_iter()
            .flatten()
            .filter(|at| *at > self.now)
            .min()
    }

    /// Returns whether `command` does something in the pane with the focus, for the hints.
    pub fn offers(&self, command: Command) -> bool {
        let page = self.article.page();
        match command {
            Command::RefreshAll => self.options.library,
            Command::OpenImage => self
                .shown_page()
                .is_some_and(|page| page.article.images().next().is_some()),
            Command::OpenPage => match self.focus {
                Pane::List => self
                    .list
                    .selected_entry()
                    .is_some_and(|entry| entry.listing.url.is_some()),
                Pane::Article | Pane::Related => {
                    page.is_some_and(|page| page.article.url.is_some())
                }
            },
            Command::Digit(_) => page.is_some_and(|page| !page.offers.is_empty()),
            _ => true,
        }
    }
}
