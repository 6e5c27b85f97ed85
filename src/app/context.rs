//! The state that every feature reads and only the router changes: options, size, focus, clock,
//! ruler, messages.

use super::areas::{Areas, Pane, column_of, row_column};
use super::command::{ArticleCommand, Command};
use super::keymap::Keymap;
use super::library::ValueField;
use super::settings::{SettingValues, THEMES};
use crate::article::Timestamp;
use crate::document::{DocumentKeys, Setting};
use crate::print::Ruler;
use crate::text::clean_text::CleanText;
use crate::text::measure::Measure as _;
use crate::text::width::WidthProfile;
use crate::words::{KeyTable, Language, Phrase};
use ratatui::layout::{Rect, Size};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The maximum number of messages that are kept; a new message then replaces the oldest.
const MOST_MESSAGES: usize = 1_000;

/// The maximum number of searches that are kept.
const MOST_SEARCHES: usize = 100;

/// Something that was said to the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LoggedMessage {
    /// The time.
    pub at: Timestamp,
    /// The sentence.
    pub text: CleanText,
}

/// Options that hold for the whole run.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Options {
    /// The language of the interface.
    pub language: Language,
    /// The longest line of an article, in cells.
    pub measure: u16,
    /// Whether the list shows the bundled articles because the user named no others.
    pub bundled: bool,
    /// Whether the articles come from a library, which stores marks.
    pub library: bool,
    /// Whether headlines are two rows high while text is drawn as pictures.
    pub large_headlines: bool,
    /// Whether lines of running text are equally long.
    pub is_justified: bool,
    /// Minutes between two automatic refreshes; `None` if only keys start a refresh.
    pub refresh_every: Option<u16>,
}

/// The part of the state that all features read.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The size of the screen in cells.
    pub size: Size,
    /// The pane that gets the keys.
    pub focus: Pane,
    /// The width of the list in cells, if the user dragged the rule next to it.
    pub list_width: Option<u16>,
    /// The options of this run.
    pub options: Options,
    /// The key bindings.
    pub keymap: Keymap,
    /// Measures the widths of text, in cells or by the fonts of pictures.
    pub ruler: Ruler,
    /// The time of the last tick.
    pub now: Timestamp,
    /// Everything that was said, oldest first.
    pub messages: Vec<LoggedMessage>,
    /// The searches in articles, oldest first.
    pub searches: Vec<String>,
    /// The values of all settings in force.
    pub settings: SettingValues,
    /// The names in the library, by the fields of queries for which they were requested; empty until they
    /// arrive.
    pub values: HashMap<ValueField, Vec<String>>,
    /// The names of the themes that are known so far.
    pub themes: Vec<String>,
    /// The values that the configuration gives them, which `:set` does not change.
    pub configured: SettingValues,
}

impl Context {
    /// Returns the context of a run that begins `now`, with the focus on the list.
    pub fn new(size: Size, options: Options, widths: Arc<WidthProfile>, now: Timestamp) -> Self {
        Self {
            size,
            focus: Pane::List,
            list_width: None,
            options,
            keymap: Keymap::default(),
            ruler: Ruler::cells(widths),
            now,
            messages: Vec::new(),
            searches: Vec::new(),
            settings: SettingValues::default(),
            values: HashMap::new(),
            themes: THEMES.map(str::to_owned).to_vec(),
            configured: SettingValues::default(),
        }
    }

    /// Returns the areas of the panes, or `None` if the screen is too small for them.
    pub fn areas(&self) -> Option<Areas> {
        Areas::of(self.size, self.focus, self.list_width)
    }

    /// Returns the text column of the list, even while the list is not on the screen.
    pub fn list_column(&self) -> Rect {
        let areas = Areas::of(self.size, Pane::List, self.list_width);
        row_column(areas.and_then(|areas| areas.list).unwrap_or_default())
    }

    /// Returns the text column of the article, even while the article is not on the screen.
    pub fn article_column(&self) -> Rect {
        let areas = Areas::of(self.size, Pane::Article, self.list_width);
        let pane = areas.and_then(|areas| areas.article).unwrap_or_default();
        column_of(pane, self.options.measure)
    }

    /// Returns the number of lines that the article pane shows.
    pub fn article_height(&self) -> usize {
        usize::from(self.article_column().height)
    }

    /// Returns the settings by which an article is laid out.
    pub fn setting(&self, with_left_out: bool) -> Setting {
        let width = usize::from(self.article_column().width) * self.ruler.cell();
        Setting {
            width,
            language: self.options.language,
            with_left_out,
            with_large_headline: self.options.large_headlines && self.ruler.shaper.is_some(),
            is_justified: self.options.is_justified,
            with_keys: Some(self.document_keys()),
        }
    }

    /// Returns the keys that an article names.
    fn document_keys(&self) -> DocumentKeys {
        let first = |command| {
            let command = Command::Article(command);
            self.keymap.keys_in(KeyTable::Article, command).next()
        };
        DocumentKeys {
            open_image: first(ArticleCommand::OpenImage),
            left_out: first(ArticleCommand::LeftOut),
        }
    }

    /// Returns the area of a table or code that covers the screen.
    pub fn enlarged_area(&self) -> Rect {
        let areas = self.areas().unwrap_or_default();
        let bottom = areas.floor.unwrap_or(areas.status.y);
        let top = areas.top();
        // A blank before the text; another and the scrollbar after it.
        Rect::new(
            1,
            top,
            self.size.width.saturating_sub(3),
            bottom.saturating_sub(top),
        )
    }

    /// Returns whether list and article are on the screen together.
    pub fn is_wide(&self) -> bool {
        self.areas()
            .is_some_and(|areas| areas.list.is_some() && areas.article.is_some())
    }

    /// Returns whether the screen shows a pane of related articles.
    pub fn has_related_pane(&self) -> bool {
        self.areas().is_some_and(|areas| areas.related.is_some())
    }

    /// Returns whether an open article would be on the screen. On a narrow screen the list hides
    /// it.
    pub fn shows_article(&self) -> bool {
        self.focus != Pane::List || self.is_wide()
    }

    /// Returns the maximum width of a line in a dialog, in cells.
    pub fn dialog_width(&self) -> usize {
        usize::from(self.size.width.saturating_sub(8)).clamp(1, 76)
    }

    /// Returns the maximum number of lines in a dialog.
    pub fn dialog_height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(4)).max(1)
    }

    /// Returns a phrase in the language of the interface, with the keys that are bound.
    pub fn say(&self, phrase: &Phrase) -> Cow<'static, str> {
        self.say_in(self.key_table(), phrase)
    }

    /// Returns a phrase in the language of the interface, with the keys that are bound in a pane or a dialog.
    pub fn say_in(&self, table: KeyTable, phrase: &Phrase) -> Cow<'static, str> {
        self.keymap.fill(table, phrase.say(self.options.language))
    }

    /// Returns the table of keys of the pane with the focus.
    pub fn key_table(&self) -> KeyTable {
        match self.focus {
            Pane::List => KeyTable::List,
            Pane::Article => KeyTable::Article,
            Pane::Related => KeyTable::Related,
        }
    }

    /// Adds a search in an article, which is then the newest; an equal one is there only once.
    pub fn add_search(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.searches.retain(|other| other != text);
        self.searches.push(text.to_owned());
        let surplus = self.searches.len().saturating_sub(MOST_SEARCHES);
        self.searches.drain(..surplus);
    }

    /// Adds a message, unless it is the same as the last one.
    pub fn add_message(&mut self, text: CleanText) {
        if self.messages.last().is_some_and(|last| last.text == text) {
            return;
        }
        if self.messages.len() == MOST_MESSAGES {
            self.messages.remove(0);
        }
        let at = self.now;
        self.messages.push(LoggedMessage { at, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn a_narrow_screen_shows_one_pane_and_a_wide_one_three() {
        let mut context = context();
        assert!(!context.is_wide() && !context.shows_article());
        context.focus = Pane::Article;
        assert!(context.shows_article());
        context.size.width = 160;
        context.focus = Pane::List;
        assert!(context.is_wide() && context.has_related_pane() && context.shows_article());
    }

    #[test]
    fn the_oldest_message_makes_room_for_a_new_one() {
        let mut context = context();
        for number in 0..=MOST_MESSAGES {
            context.add_message(number.to_string().as_str().into());
        }
        assert_eq!(context.messages.len(), MOST_MESSAGES);
        assert_eq!(
            context.messages.first().map(|first| &*first.text),
            Some("1")
        );
    }
}
