//! Dialogs over the page: the enum of all dialogs, and the rules that they share.
//!
//! In a dialog, letters such as `r` and `x` are commands. `/` opens an input line for text that
//! filters the rows. Each dialog has its own file, which defines its rows and what commands do to
//! the selected row.

pub mod address;
pub mod confirm;
pub mod feed;
pub mod feed_offers;
pub mod feeds;
pub mod groups;
pub mod help;
pub mod images;
pub mod lists;
pub mod messages;
pub mod offer;
pub mod rules;

use super::action::Action;
use super::command::{Command, DialogCommand, Motion};
use super::context::Context;
use super::input_line::InputLine;
use super::prompt::{Prompt, PromptStep};
use crate::key::{Key, KeyCode};
use crate::search::{Folded, Query};
use crate::words::{KeyTable, Phrase};
use address::AddressDialog;
use confirm::ConfirmDialog;
use feed::FeedDialog;
use feed_offers::FeedOffersDialog;
use feeds::FeedsDialog;
use groups::GroupsDialog;
use help::HelpDialog;
use images::ImagesDialog;
use lists::ListsDialog;
use messages::MessagesDialog;
use offer::OfferDialog;
use rules::DialogRules;

/// The number of rows that a page key moves the selection by.
const PAGE: usize = 10;

/// A dialog.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "each is described in its own file")]
pub enum Dialog {
    Help(HelpDialog),
    Messages(MessagesDialog),
    Address(AddressDialog),
    Images(ImagesDialog),
    Lists(ListsDialog),
    Feeds(FeedsDialog),
    Feed(FeedDialog),
    FeedOffers(FeedOffersDialog),
    Groups(GroupsDialog),
    Offer(OfferDialog),
    Confirm(ConfirmDialog),
}

impl Dialog {
    fn rules(&self) -> &dyn DialogRules {
        match self {
            Self::Help(dialog) => dialog,
            Self::Messages(dialog) => dialog,
            Self::Address(dialog) => dialog,
            Self::Images(dialog) => dialog,
            Self::Lists(dialog) => dialog,
            Self::Feeds(dialog) => dialog,
            Self::Feed(dialog) => dialog,
            Self::FeedOffers(dialog) => dialog,
            Self::Groups(dialog) => dialog,
            Self::Offer(dialog) => dialog,
            Self::Confirm(dialog) => dialog,
        }
    }

    /// Returns the address in the dialog that the terminal can open as a link.
    pub fn link(&self) -> Option<&str> {
        self.rules().link()
    }

    fn rules_mut(&mut self) -> &mut dyn DialogRules {
        match self {
            Self::Help(dialog) => dialog,
            Self::Messages(dialog) => dialog,
            Self::Address(dialog) => dialog,
            Self::Images(dialog) => dialog,
            Self::Lists(dialog) => dialog,
            Self::Feeds(dialog) => dialog,
            Self::Feed(dialog) => dialog,
            Self::FeedOffers(dialog) => dialog,
            Self::Groups(dialog) => dialog,
            Self::Offer(dialog) => dialog,
            Self::Confirm(dialog) => dialog,
        }
    }
}

/// A dialog on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDialog {
    /// The dialog.
    pub dialog: Dialog,
    /// The index of the selected row, or of the first line shown in a dialog of text.
    pub cursor: usize,
    /// The filter of the dialog's rows.
    pub filter: Query,
    /// The line in which the user types the filter.
    pub prompt: Option<Prompt>,
    /// The line in which the user edits the text of the selected row.
    pub input: Option<InputLine>,
}

impl OpenDialog {
    /// Opens a dialog.
    pub fn new(dialog: Dialog, context: &Context) -> Self {
        let mut open = Self {
            dialog,
            cursor: 0,
            filter: Query::default(),
            prompt: None,
            input: None,
        };
        open.cursor = open.first_cursor(context);
        open
    }

    /// Returns the cursor of a dialog that the user has not scrolled.
    fn first_cursor(&self, context: &Context) -> usize {
        let rules = self.dialog.rules();
        if !rules.opens_at_end() {
            return 0;
        }
        let lines = rules.line_count(&self.shown_rows(context), context);
        lines.map_or(0, |lines| lines.saturating_sub(context.dialog_height()))
    }

    /// Opens a dialog instead of this one; keeps the filter if it is a newer version of the same
    /// dialog.
    pub fn replace(&mut self, dialog: Dialog, context: &Context) {
        if std::mem::discriminant(&self.dialog) == std::mem::discriminant(&dialog) {
            self.dialog = dialog;
            self.cursor = self.first_cursor(context);
        } else {
            *self = Self::new(dialog, context);
        }
    }

    /// Returns whether keys are text.
    pub fn takes_text(&self) -> bool {
        self.prompt.is_some() || self.input.is_some()
    }

    /// Returns whether the dialog has rows.
    pub fn has_rows(&self, context: &Context) -> bool {
        self.dialog.rules().rows(context).is_some()
    }

    /// Returns the indices of the rows that pass the filter.
    pub fn shown_rows(&self, context: &Context) -> Vec<usize> {
        let rows = self.dialog.rules().rows(context).unwrap_or_default();
        let passes = |text: &str| self.filter.is_empty() || self.filter.matches(&Folded::of(text));
        let rows = rows.iter().enumerate();
        rows.filter(|(_, text)| passes(text))
            .map(|(row, _)| row)
            .collect()
    }

    /// Runs a command.
    pub fn command(&mut self, command: Command, context: &Context) -> Vec<Action> {
        let unbound = |open: &Self| {
            let key = context.keymap.first_in(KeyTable::Dialog, command);
            vec![open.unbound(&key, context)]
        };
        let Some(meaning) = command.in_dialog() else {
            return unbound(self);
        };
        if meaning == DialogCommand::Filter && self.has_rows(context) {
            let position = self.position(context);
            self.prompt = Some(Prompt::new(self.filter.clone(), position));
            return Vec::new();
        }
        if meaning == DialogCommand::Back && !self.filter.is_empty() {
            self.narrow(Query::default(), context);
            return Vec::new();
        }
        let is_without_row = self.has_rows(context) && self.shown_rows(context).is_empty();
        if meaning.needs_row() && is_without_row {
            return vec![Action::Say(Phrase::NothingMatches)];
        }
        let input = self.dialog.rules().input(self.cursor, context);
        if let Some(text) = input.filter(|_| meaning == self.dialog.rules().input_command()) {
            self.input = Some(InputLine::new(&text));
            return Vec::new();
        }
        if let Some(actions) = self.dialog.rules_mut().command(meaning, self.cursor) {
            // The row may be gone, and the one now at its index may not pass the filter.
            self.narrow(self.filter.clone(), context);
            return actions;
        }
        match meaning {
            DialogCommand::Accept | DialogCommand::Back | DialogCommand::Close => {
                vec![Action::CloseDialog]
            }
            DialogCommand::Move(motion) if self.has_rows(context) => {
                self.moved(motion, context);
                Vec::new()
            }
            DialogCommand::Move(_)
            | DialogCommand::Filter
            | DialogCommand::Remove
            | DialogCommand::Undo
            | DialogCommand::Add
            | DialogCommand::Edit
            | DialogCommand::Offer
            | DialogCommand::Shift(_)
            | DialogCommand::Refresh
            | DialogCommand::OpenImage
            | DialogCommand::Copy
            | DialogCommand::Digit(_) => unbound(self),
        }
    }

    /// Returns the action that reports that a key does nothing here.
    pub fn unbound(&self, key: &str, context: &Context) -> Action {
        let phrase = if self.has_rows(context) {
            Phrase::UnboundInBox(key.into())
        } else {
            Phrase::UnboundKey(key.into())
        };
        Action::Say(phrase)
    }

    /// Applies a key to the line in which the user types.
    pub fn press(&mut self, key: Key, context: &Context) -> Vec<Action> {
        if self.input.is_some() {
            return self.press_in_input(key);
        }
        self.press_in_filter(key, context);
        Vec::new()
    }

    fn press_in_input(&mut self, key: Key) -> Vec<Action> {
        match (key.code, &mut self.input) {
            (KeyCode::Esc, input) => *input = None,
            (KeyCode::Enter, input) => {
                let line = input.take();
                let text = line.map(|line| line.text().trim().to_owned());
                let text = text.unwrap_or_default();
                return self.dialog.rules_mut().entered(self.cursor, &text);
            }
            (_, Some(line)) => {
                line.press(key);
            }
            (_, None) => {}
        }
        Vec::new()
    }

    fn press_in_filter(&mut self, key: Key, context: &Context) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        match prompt.press(key) {
            PromptStep::Typed => {
                self.narrow(Query::new(prompt.line.text()), context);
                self.prompt = Some(prompt);
            }
            PromptStep::Accepted => {}
            PromptStep::Cancelled => self.narrow(prompt.before, context),
            PromptStep::Moved(rows) => {
                let motion = if rows < 0 { Motion::Up } else { Motion::Down };
                self.moved(motion, context);
                self.prompt = Some(prompt);
            }
            PromptStep::Ignored => self.prompt = Some(prompt),
        }
    }

    /// Inserts pasted text into the line in which the filter is typed.
    pub fn paste(&mut self, text: &str, context: &Context) {
        if let Some(line) = &mut self.input {
            line.insert(text);
        }
        if let Some(prompt) = &mut self.prompt {
            prompt.line.insert(text);
            let filter = Query::new(prompt.line.text());
            self.narrow(filter, context);
        }
    }

    /// Moves the selection, or scrolls.
    fn moved(&mut self, motion: Motion, context: &Context) {
        let shown = self.shown_rows(context);
        let (last, page) = match self.dialog.rules().line_count(&shown, context) {
            Some(lines) => {
                let height = context.dialog_height();
                (lines.saturating_sub(height), height)
            }
            None => (shown.len().saturating_sub(1), PAGE),
        };
        let at = self.position(context);
        let to = match motion {
            Motion::Down => at.saturating_add(1),
            Motion::Up => at.saturating_sub(1),
            Motion::PageDown => at.saturating_add(page),
            Motion::PageUp => at.saturating_sub(page),
            Motion::HalfPageDown => at.saturating_add(page / 2),
            Motion::HalfPageUp => at.saturating_sub(page / 2),
            Motion::Top => 0,
            Motion::Bottom => last,
        };
        self.go_to(to.min(last), context);
    }

    /// Scrolls, or moves the selection, by `lines`, as the wheel does.
    pub fn scroll(&mut self, lines: isize, context: &Context) {
        let motion = if lines < 0 { Motion::Up } else { Motion::Down };
        for _ in 0..lines.unsigned_abs() {
            self.moved(motion, context);
        }
    }

    /// Returns the index of the first line shown, or the position of the selected row among the
    /// rows shown.
    fn position(&self, context: &Context) -> usize {
        let shown = self.shown_rows(context);
        match self.dialog.rules().line_count(&shown, context) {
            Some(_) => self.cursor,
            None => shown.partition_point(|row| *row < self.cursor),
        }
    }

    /// Scrolls to a line, or selects the row at a position among the rows shown.
    fn go_to(&mut self, position: usize, context: &Context) {
        let shown = self.shown_rows(context);
        match self.dialog.rules().line_count(&shown, context) {
            Some(_) => self.cursor = position,
            None => self.cursor = shown.get(position).copied().unwrap_or(self.cursor),
        }
    }

    /// Filters the rows. The selected row stays selected if it passes, else the nearest one after
    /// it is selected.
    fn narrow(&mut self, filter: Query, context: &Context) {
        self.filter = filter;
        let shown = self.shown_rows(context);
        match self.dialog.rules().line_count(&shown, context) {
            Some(_) => self.cursor = self.first_cursor(context),
            None => {
                let last = shown.len().saturating_sub(1);
                self.go_to(self.position(context).min(last), context);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::{ArticleCommand, FindCommand, MarksCommand, PaneCommand};
    use crate::app::library::NamedList;
    use crate::app::testing::context;

    fn lists(count: usize) -> OpenDialog {
        let list = |number: usize| NamedList {
            name: Phrase::Section(format!("list{number}").as_str().into()),
            question: format!("section:{number}"),
            is_saved: number == 2,
            unread: None,
        };
        let lists = (0..count).map(list).collect();
        OpenDialog::new(Dialog::Lists(ListsDialog { lists }), &context())
    }

    fn typed(open: &mut OpenDialog, text: &str, context: &Context) {
        open.command(Command::Find(FindCommand::Search), context);
        for letter in text.chars() {
            open.press(Key::char(letter), context);
        }
    }

    #[test]
    fn the_selected_row_is_one_of_those_that_pass_the_filter() {
        let (mut open, context) = (lists(12), context());
        typed(&mut open, "list1", &context);
        assert_eq!(open.shown_rows(&context), [1, 10, 11]);
        assert_eq!(open.cursor, 1);
        open.command(Command::Move(Motion::Bottom), &context);
        assert_eq!(open.cursor, 11);
    }

    #[test]
    fn back_takes_the_filter_away_before_it_closes() {
        let (mut open, context) = (lists(12), context());
        typed(&mut open, "list1", &context);
        open.press("Enter".parse().unwrap(), &context);
        let back = Command::Pane(PaneCommand::Back);
        assert_eq!(open.command(back, &context), Vec::new());
        assert_eq!(open.shown_rows(&context).len(), 12);
        assert_eq!(open.command(back, &context), vec![Action::CloseDialog]);
    }

    #[test]
    fn no_row_is_removed_while_none_passes_the_filter() {
        let (mut open, context) = (lists(3), context());
        typed(&mut open, "zz", &context);
        let remove = Command::Article(ArticleCommand::LeftOut);
        let nothing = vec![Action::Say(Phrase::NothingMatches)];
        assert_eq!(open.command(remove, &context), nothing);
    }

    #[test]
    fn a_command_of_the_page_does_nothing_in_a_dialog() {
        let (mut open, context) = (lists(3), context());
        let star = Command::Marks(MarksCommand::Star);
        let unbound = vec![Action::Say(Phrase::UnboundInBox("s".into()))];
        assert_eq!(open.command(star, &context), unbound);
    }

    #[test]
    fn messages_open_at_the_newest() {
        let mut context = context();
        for number in 0..100 {
            context.add_message(format!("message {number}").as_str().into());
        }
        let mut open = OpenDialog::new(Dialog::Messages(MessagesDialog), &context);
        let last = 100 - context.dialog_height();
        assert_eq!(open.cursor, last);
        open.command(Command::Move(Motion::Up), &context);
        assert_eq!(open.cursor, last - 1);
        typed(&mut open, "message 9", &context);
        assert_eq!(open.cursor, 0, "eleven messages fit");
        assert_eq!(
            OpenDialog::new(Dialog::Help(HelpDialog), &context).cursor,
            0
        );
    }

    #[test]
    fn a_newer_state_of_the_same_dialog_keeps_the_filter() {
        let (mut open, context) = (lists(12), context());
        typed(&mut open, "list1", &context);
        open.replace(lists(20).dialog, &context);
        assert_eq!(open.filter.typed(), "list1");
        open.replace(Dialog::Help(HelpDialog), &context);
        assert!(open.filter.is_empty() && open.prompt.is_none());
    }
}
