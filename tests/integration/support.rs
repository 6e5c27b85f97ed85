//! The app over articles in memory, driven by keys.

use newsreader::app::{Answer, Effect, Message, Model, Options, update};
use newsreader::article::{Article, Listing, Timestamp};
use newsreader::config::theme::built_in;
use newsreader::key::Key;
use newsreader::text::width::WidthProfile;
use newsreader::ui::{theme::Theme, view};
use newsreader::words::Language;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::sync::{Arc, LazyLock};

/// The app with its articles, and the effects that nobody carried out.
pub(crate) struct Reader {
    pub(crate) model: Model,
    pub(crate) effects: Vec<Effect>,
    stories: Vec<Arc<Article>>,
}

/// The current time in all tests.
pub(crate) fn noon() -> Timestamp {
    Timestamp::parse_from_rfc3339("2026-11-24T12:00:00+05:30").unwrap()
}

/// Returns the articles that are compiled into the program.
pub(crate) fn bundled() -> Vec<Article> {
    static PARSED: LazyLock<Vec<Article>> = LazyLock::new(|| {
        let files = newsreader::bundled::STORIES.iter();
        files
            .flat_map(|(name, bytes)| newsreader::ingest::parse(bytes, name).articles)
            .collect()
    });
    PARSED.clone()
}

impl Reader {
    pub(crate) fn new(width: u16, height: u16, widths: &str, stories: Vec<Article>) -> Self {
        let options = Options {
            language: Language::Hindi,
            measure: 66,
            bundled: true,
            library: false,
            large_headlines: true,
            is_justified: false,
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

    /// The app over a library, before its list is loaded.
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

    /// The app over the bundled articles.
    pub(crate) fn on_bundled(width: u16, height: u16, widths: &str) -> Self {
        Self::new(width, height, widths, bundled())
    }

    /// Sends a message, and answers requests for articles from memory.
    pub(crate) fn send(&mut self, message: Message) {
        for effect in update(&mut self.model, message) {
            match effect {
                Effect::LoadArticle(id) => {
                    let mut stories = self.stories.iter();
                    let story = stories.find(|story| story.id == id).unwrap().clone();
                    self.send(Message::Answered(Answer::Loaded(story)));
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Makes an article that is in no list loadable.
    pub(crate) fn add_story(&mut self, story: Article) {
        self.stories.push(Arc::new(story));
    }

    /// Delivers a measurement of the terminal's widths.
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

    /// Lets a second pass, so that everything that waits for the clock happens.
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
        self.buffer_in(&built_in("none").unwrap())
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

    /// The headline of the open article.
    pub(crate) fn open_story(&self) -> &str {
        &self
            .model
            .article
            .page()
            .expect("a story is open")
            .article
            .headline
    }

    /// The headline of the selected article.
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
