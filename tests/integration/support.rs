//! What the tests share: a reader over articles in memory, driven by keys.

use newsreader::app::{Answer, Effect, Message, Model, Options, update};
use newsreader::article::{Article, Listing, Timestamp};
use newsreader::key::Key;
use newsreader::text::width::WidthProfile;
use newsreader::ui::{theme::Theme, view};
use newsreader::words::Language;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::sync::Arc;

/// The reader with its stories, and what it asked of the world that the test did not grant.
pub(crate) struct Reader {
    pub(crate) model: Model,
    pub(crate) effects: Vec<Effect>,
    stories: Vec<Arc<Article>>,
}

/// The moment at which all tests happen.
pub(crate) fn noon() -> Timestamp {
    Timestamp::parse_from_rfc3339("2026-11-24T12:00:00+05:30").unwrap()
}

/// The stories that come with the reader.
pub(crate) fn bundled() -> Vec<Article> {
    let parsed = newsreader::bundled::STORIES.iter();
    parsed
        .flat_map(|(name, bytes)| newsreader::ingest::parse(bytes, name).articles)
        .collect()
}

impl Reader {
    pub(crate) fn new(width: u16, height: u16, widths: &str, stories: Vec<Article>) -> Self {
        let options = Options {
            language: Language::Hindi,
            measure: 66,
            bundled: true,
            library: false,
            large_headlines: true,
            refresh_every: None,
        };
        let widths = Arc::new(WidthProfile::named(widths).unwrap());
        let model = Model::new(Size { width, height }, options, widths, noon());
        let stories: Vec<Arc<Article>> = stories.into_iter().map(Arc::new).collect();
        let mut reader = Self {
            model,
            effects: Vec::new(),
            stories,
        };
        let listings = reader
            .stories
            .iter()
            .map(|story| Listing::from(&**story))
            .collect();
        reader.send(Message::Answered(Answer::Arrived(listings)));
        reader.send(Message::Answered(Answer::AllRead));
        reader
    }

    /// The reader of a library, before anything of its list has come.
    pub(crate) fn of_library(width: u16, height: u16, stories: Vec<Article>) -> Self {
        let mut reader = Self::new(width, height, "sum", Vec::new());
        reader.stories = stories.into_iter().map(Arc::new).collect();
        let widths = Arc::clone(&reader.model.context.ruler.widths);
        let options = Options {
            library: true,
            bundled: false,
            ..reader.model.context.options
        };
        reader.model = Model::new(Size { width, height }, options, widths, noon());
        reader.effects.clear();
        reader
    }

    /// The reader on the bundled stories.
    pub(crate) fn on_bundled(width: u16, height: u16, widths: &str) -> Self {
        Self::new(width, height, widths, bundled())
    }

    /// Sends a message and answers what can be answered from memory.
    pub(crate) fn send(&mut self, message: Message) {
        for effect in update(&mut self.model, message) {
            match effect {
                Effect::LoadArticle(id) => {
                    let story = self
                        .stories
                        .iter()
                        .find(|story| story.id == id)
                        .unwrap()
                        .clone();
                    self.send(Message::Answered(Answer::Loaded(story)));
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Lets the terminal be measured with this result.
    pub(crate) fn measured(&mut self, widths: Arc<WidthProfile>) {
        self.send(Message::Answered(Answer::Measured(widths)));
    }

    /// Presses keys, separated by spaces; `/word` types a word after the slash.
    pub(crate) fn press(&mut self, script: &str) -> &mut Self {
        for part in script.split_whitespace() {
            match part.strip_prefix('/').filter(|word| !word.is_empty()) {
                Some(word) => {
                    self.key(Key::char('/'));
                    word.chars().for_each(|c| self.key(Key::char(c)));
                }
                None => self.key(part.parse().unwrap()),
            }
        }
        self
    }

    fn key(&mut self, key: Key) {
        let message = self.model.message_of(key);
        self.send(message);
    }

    /// Lets time pass until all that waits has happened.
    pub(crate) fn wait(&mut self) -> &mut Self {
        let later = self.model.context.now + chrono::Duration::seconds(1);
        self.send(Message::Tick(later));
        self
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Message::Resized(Size { width, height }));
        self
    }

    /// The screen as a buffer, without colours.
    pub(crate) fn buffer(&self) -> Buffer {
        self.buffer_in(&Theme::Colourless)
    }

    /// The screen as a buffer in a theme.
    pub(crate) fn buffer_in(&self, theme: &Theme) -> Buffer {
        let Size { width, height } = self.model.context.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view(&self.model, theme, &mut buffer);
        buffer
    }

    /// The screen as text, without the spaces at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width.max(1));
        let rows = buffer.content.chunks(width);
        let rows = rows.map(|row| {
            row.iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>()
        });
        rows.map(|row| row.trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The headline of the open story.
    pub(crate) fn open_story(&self) -> &str {
        &self
            .model
            .article
            .page()
            .expect("a story is open")
            .article
            .headline
    }

    /// The headline of the selected story.
    pub(crate) fn selected_story(&self) -> &str {
        &self
            .model
            .list
            .selected_entry()
            .expect("a story is selected")
            .listing
            .headline
    }

    /// The words at the top of the page.
    pub(crate) fn top_line(&self) -> String {
        let page = self.model.article.page().expect("a story is open");
        let line = &page.document.lines[page.top];
        line.runs
            .iter()
            .map(|run| page.document.words_of(run))
            .collect()
    }
}
