//! The whole state: the states of all features, and values computed from several of them.

use super::areas::Pane;
use super::article::ArticlePane;
use super::article::page::Page;
use super::article_list::ArticleList;
use super::article_list::paging::{Below, Paging, Side};
use super::call::Call;
use super::command::{ArticleCommand, Command, PaneCommand, RefreshCommand};
use super::command_line::CommandHistory;
use super::context::{Context, Options};
use super::count::Count;
use super::dialog::{Dialog, OpenDialog};
use super::history::{History, Visit};
use super::keymap::LookUp;
use super::library::Totals;
use super::marks::{Marking, UndoLog};
use super::message::Message;
use super::mode::Mode;
use super::refresh::RefreshState;
use super::related::{self, RelatedPane};
use super::row_template::RowTemplate;
use super::search::Search;
use super::status_line::StatusLine;
use crate::article::{ArticleId, Timestamp};
use crate::key::{Key, KeySequence};
use crate::text::width::WidthProfile;
use crate::words::KeyTable;
use ratatui::layout::Size;
use std::collections::VecDeque;
use std::sync::Arc;

/// The state of the application, which messages change and the view draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The state that all features read.
    pub context: Context,
    /// The mode, which decides what a key means.
    pub mode: Mode,
    /// A dialog that should have opened while the user was typing; it opens when they are done.
    pub(super) delayed_dialog: Option<Dialog>,
    /// The number that is being typed.
    pub count: Option<Count>,
    /// The keys of a sequence that is being typed.
    pub begun: Option<KeySequence>,
    /// The lines of the command line that were run.
    pub command_history: CommandHistory,
    /// The commands of a macro that are left while one of them waits for rows of the list.
    pub(super) rest: VecDeque<Call>,
    /// The list on the screen.
    pub list: ArticleList,
    /// The pane of the open article.
    pub article: ArticlePane,
    /// The pane of related articles.
    pub related: RelatedPane,
    /// The state of searching in the library, with the results on the screen.
    pub search: Search,
    /// The articles that were read.
    pub history: History,
    /// The changes to marks that the user can undo.
    pub undo: UndoLog,
    /// The numbers of articles in the library, once they are counted.
    pub totals: Option<Totals>,
    /// The refresh of the feeds.
    pub refresh: RefreshState,
    /// The status line.
    pub status: StatusLine,
    /// Whether the user is dragging the rule next to the list.
    pub(super) is_dragging: bool,
}

impl Model {
    /// Returns the state at the start: no article read, no article open.
    pub fn new(size: Size, options: Options, widths: Arc<WidthProfile>, now: Timestamp) -> Self {
        let mut list = ArticleList::default();
        if options.library {
            list.paging = Paging::counting();
        }
        Self {
            context: Context::new(size, options, widths, now),
            mode: Mode::Browse,
            delayed_dialog: None,
            count: None,
            begun: None,
            command_history: CommandHistory::default(),
            rest: VecDeque::new(),
            list,
            article: ArticlePane::default(),
            related: RelatedPane::default(),
            search: Search::default(),
            history: History::default(),
            undo: UndoLog::default(),
            totals: None,
            refresh: RefreshState::new(options, now),
            status: StatusLine::new(now),
            is_dragging: false,
        }
    }

    /// Gives the rows of lists the template that is set.
    pub fn apply_row_template(&mut self) {
        let template = RowTemplate::parse(self.context.settings.value("row"));
        let template = Arc::new(template.unwrap_or_default());
        self.list.template = Arc::clone(&template);
        self.search.all_mut(&mut self.list).template = template;
        let column = self.context.list_column();
        self.list.keep_in_view(column, &self.context.ruler);
    }

    /// Returns the open page if it is on the screen, whether or not it has the focus. On a narrow
    /// screen, an article that was left for the list is not.
    pub fn shown_page(&self) -> Option<&Page> {
        self.article.page().filter(|_| self.context.shows_article())
    }

    /// Returns the open dialog.
    pub fn dialog(&self) -> Option<&OpenDialog> {
        self.mode.dialog()
    }

    /// Returns whether keys go to this pane, rather than to another pane or a dialog.
    pub fn has_keys(&self, pane: Pane) -> bool {
        self.context.focus == pane && self.dialog().is_none()
    }

    /// Returns whether the user is typing a search or the filter of a dialog.
    pub fn is_typing(&self) -> bool {
        match &self.mode {
            Mode::Prompt(..) | Mode::CommandLine(_) => true,
            Mode::Dialog(open) => open.takes_text(),
            Mode::Enlarged(enlarged) => enlarged.prompt.is_some(),
            Mode::Browse | Mode::Hints(_) => false,
        }
    }

    /// Returns whether the open article has the focus and a search is active in it.
    pub fn is_finding(&self) -> bool {
        let page = self.article.page();
        let page = page.filter(|_| self.context.focus != Pane::List);
        page.is_some_and(|page| !page.query.is_empty())
    }

    /// Returns the list of all articles, even while the screen shows search results instead.
    pub fn all(&self) -> &ArticleList {
        self.search.all(&self.list)
    }

    /// Returns the number of unread articles.
    pub fn unread(&self) -> usize {
        self.totals.map_or_else(
            || {
                let all = self.all().entries().len();
                all.saturating_sub(self.list.read_count())
            },
            |totals| totals.unread,
        )
    }

    /// Returns the number of articles; for a library, this includes articles that are not in
    /// memory.
    pub fn article_count(&self) -> usize {
        self.totals
            .map_or_else(|| self.all().entries().len(), |totals| totals.articles)
    }

    /// Returns the number of rows in the list on the screen that pass its filter, and whether there
    /// may be more.
    pub fn row_count(&self) -> (usize, bool) {
        let (list, paging) = (&self.list, &self.list.paging);
        if !list.query().is_empty() {
            return (list.len(), paging.lacks(Side::Both));
        }
        let in_memory = paging.above + list.len();
        match paging.below {
            Below::Counted(below) => (in_memory + below, false),
            // Either the number of all articles is known, or nothing was counted yet that this
            // number could lack.
            Below::Uncounted if self.search.results.is_none() => {
                (in_memory.max(self.article_count()), false)
            }
            Below::Uncounted => (in_memory, true),
        }
    }

    /// Returns the number of the selected row in the whole list, counted from 1.
    pub fn selected_row(&self) -> usize {
        let above = if self.list.query().is_empty() {
            self.list.paging.above
        } else {
            0
        };
        above + self.list.selected() + 1
    }

    /// Returns the article that a change of marks affects: the open one if it has the focus, else
    /// the selected one.
    pub(super) fn target(&self) -> Option<ArticleId> {
        match self.context.focus {
            Pane::List => self.list.selected_id(),
            Pane::Article | Pane::Related => self.article.id(),
        }
    }

    /// Returns the address of the selected link or related article, else the address of the article
    /// with the focus.
    pub(super) fn address(&self) -> Option<String> {
        let page = self.article.page();
        match self.context.focus {
            Pane::List => self.list.selected_entry()?.listing.url.clone(),
            Pane::Article => {
                let own = page?.article.url.as_deref();
                page?.selected_address().or(own).map(str::to_owned)
            }
            Pane::Related => page?.offers.get(self.related.selected)?.url.clone(),
        }
    }

    /// Returns the file or feed from which the article with the focus was read.
    pub(super) fn origin(&self) -> Option<String> {
        match self.context.focus {
            Pane::List => Some(self.list.selected_entry()?.listing.origin.clone()),
            Pane::Article | Pane::Related => Some(self.article.page()?.article.origin.clone()),
        }
    }

    /// Returns the reading position in the open article.
    pub(super) fn visit(&self) -> Option<Visit> {
        self.article.page().map(|page| Visit {
            id: page.article.id,
            offset: page.offset,
        })
    }

    /// Returns the fields that are needed to change marks.
    pub(super) fn marking(&mut self) -> Marking<'_> {
        Marking {
            log: &mut self.undo,
            list: &mut self.list,
            totals: &mut self.totals,
            context: &self.context,
        }
    }

    /// Lays everything out again, after a change of size or widths.
    pub(super) fn relayout(&mut self) {
        self.keep_list_in_view();
        self.article.relayout(&self.context);
        if let Mode::Enlarged(enlarged) = &mut self.mode {
            enlarged.relayout(&self.context);
        }
    }

    /// Keeps the selected row of the list on the screen.
    pub(super) fn keep_list_in_view(&mut self) {
        let column = self.context.list_column();
        self.list.keep_in_view(column, &self.context.ruler);
    }

    /// Shows a dialog; if the user is typing, the dialog waits until they are done.
    pub(super) fn show(&mut self, dialog: Dialog) {
        match &mut self.mode {
            Mode::Browse => self.mode = Mode::Dialog(OpenDialog::new(dialog, &self.context)),
            Mode::Dialog(open) => open.replace(dialog, &self.context),
            Mode::Prompt(..) | Mode::CommandLine(_) | Mode::Hints(_) | Mode::Enlarged(_) => {
                self.delayed_dialog = Some(dialog);
            }
        }
    }

    /// Enters a mode in which keys are text; an open dialog appears again afterwards.
    pub(super) fn take_text(&mut self, mode: Mode) {
        if let Mode::Dialog(open) = std::mem::replace(&mut self.mode, mode) {
            self.delayed_dialog = Some(open.dialog);
        }
    }

    /// Returns the table of keys for what has them: the dialog, or the pane with the focus.
    pub fn key_table(&self) -> KeyTable {
        match self.dialog() {
            Some(_) => KeyTable::Dialog,
            None => self.context.key_table(),
        }
    }

    /// Returns the message for a key in the current mode.
    pub fn message_of(&self, key: Key) -> Message {
        let is_chord = key.ctrl || key.alt;
        let (keymap, table) = (&self.context.keymap, self.key_table());
        let alone = keymap.command_in(table, key);
        let global = alone.filter(|command| command.is_global() && is_chord);
        if self.mode.takes_text() {
            return global.map_or(Message::Typed(key), Message::Command);
        }
        let (pressed, found) = keymap.press(table, self.begun, key);
        match (found, global) {
            (LookUp::Begun, _) => Message::Begun(pressed),
            (LookUp::Bound(calls), _) => match &**calls {
                [call] if call.as_plain().is_some() => Message::Command(call.command),
                _ => Message::Calls(Arc::clone(calls)),
            },
            (LookUp::Unbound, Some(command)) => Message::Command(command),
            (LookUp::Unbound, None) => Message::Typed(key),
        }
    }

    /// Returns the next time at which something changes without a key press.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let times = [
            self.status.wake_at(),
            self.count.and_then(|count| count.until),
            self.history.wake_at(),
            self.refresh.next_at,
        ];
        let times = times.into_iter().flatten();
        times.filter(|at| *at > self.context.now).min()
    }

    /// Returns whether a hint about `command` makes sense at the moment.
    pub fn offers(&self, command: Command) -> bool {
        let page = self.article.page();
        match command {
            Command::Refresh(RefreshCommand::All) => self.context.options.library,
            Command::Article(ArticleCommand::OpenImage) => self
                .shown_page()
                .is_some_and(|page| page.article.images().next().is_some()),
            Command::Article(ArticleCommand::OpenPage) => match self.context.focus {
                Pane::List => self
                    .list
                    .selected_entry()
                    .is_some_and(|entry| entry.listing.url.is_some()),
                Pane::Article | Pane::Related => {
                    page.is_some_and(|page| page.article.url.is_some())
                }
            },
            Command::Pane(PaneCommand::Open) => match self.context.focus {
                Pane::List => true,
                Pane::Article => page.is_some_and(Page::selects_block),
                Pane::Related => false,
            },
            Command::Pane(PaneCommand::NextStop) => {
                self.context.focus == Pane::Article && page.is_some_and(Page::has_links)
            }
            Command::Digit(_) => page.is_some_and(|page| {
                let mut offers = page.offers.iter();
                offers.any(|offer| related::can_open(offer, self.all()))
            }),
            Command::Article(_)
            | Command::Refresh(_)
            | Command::Feeds(_)
            | Command::Move(_)
            | Command::Pane(_)
            | Command::List(_)
            | Command::History(_)
            | Command::Find(_)
            | Command::Hit(_)
            | Command::Marks(_)
            | Command::Lists(_)
            | Command::Show(_)
            | Command::Settings(_)
            | Command::Terminal(_)
            | Command::Close
            | Command::Quit => true,
        }
    }
}
