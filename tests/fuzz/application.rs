//! The whole application: messages by chance over stories by chance, and no cell that a terminal obeys.

use crate::mutation::Chance;
use crate::oracle::{Verdict, ensure};
use chrono::Duration;
use newsreader::app::library::{Answers, ListCount, ListPage, Totals};
use newsreader::app::{Answer, Effect, Message, Model, Options, update};
use newsreader::article::{Article, Listing, Marks, Offer, Timestamp};
use newsreader::config::theme::built_in;
use newsreader::key::{Key, KeyCode, Mouse, MouseKind};
use newsreader::text::sanitize::{clean_line, is_terminal_control};
use newsreader::text::width::WidthProfile;
use newsreader::ui::view;
use newsreader::words::Language;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::sync::Arc;

/// Messages of one input.
const STEPS: usize = 60;

/// What is pressed beside letters.
const KEYS: [KeyCode; 14] = [
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
];
const LETTERS: &[u8] = b"jkgGJKHLfnNpoiIyYx!?/&vmsuA<>][RrFwMPq0123456789 abc";

/// A reader over the stories that an input makes.
struct World {
    chance: Chance,
    model: Model,
    stories: Vec<Arc<Article>>,
    now: Timestamp,
    /// What was read of the input, as it is.
    text: String,
    /// An address that was to be opened and is none of the web.
    opened: Option<String>,
}

pub(crate) fn application(bytes: &[u8]) -> Verdict {
    let mut chance = Chance::new(bytes.iter().fold(bytes.len() as u64, |sum, byte| {
        sum.wrapping_mul(31) + u64::from(*byte)
    }));
    let mut stories = newsreader::bundled::articles(Language::Hindi);
    stories.truncate(2);
    stories.extend(
        newsreader::ingest::parse(bytes, "https://example.org/x")
            .articles
            .into_iter()
            .take(12),
    );
    let now = Timestamp::parse_from_rfc3339("2026-11-24T12:00:00+05:30")
        .map_err(|error| error.to_string())?;
    let options = Options {
        language: *chance.of(&[Language::Hindi, Language::English]),
        measure: *chance.of(&[66, 1, 200, 20]),
        bundled: false,
        library: chance.below(2) == 0,
        large_headlines: true,
        is_justified: false,
        refresh_every: None,
    };
    let name = *chance.of(&["sum", "kitty", "xterm", "vte"]);
    let profile = WidthProfile::named(name).unwrap_or_default();
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut world = World {
        model: Model::new(size, options, Arc::new(profile), now),
        stories: stories.into_iter().map(Arc::new).collect(),
        text: String::from_utf8_lossy(bytes).chars().take(400).collect(),
        chance,
        now,
        opened: None,
    };
    let listings = world.listings();
    world.send(Message::Answered(Answer::Arrived(listings)));
    world.send(Message::Answered(Answer::AllRead));
    for step in 0..STEPS {
        let message = world.message();
        world.send(message);
        if step % 4 == 0 {
            world.look()?;
        }
    }
    world.look()
}

impl World {
    fn listings(&self) -> Vec<Listing> {
        self.stories
            .iter()
            .map(|story| Listing::from(&**story))
            .collect()
    }

    /// Applies a message and what it leads to.
    fn send(&mut self, message: Message) {
        let mut waiting = vec![message];
        while let Some(message) = waiting.pop() {
            for effect in update(&mut self.model, message) {
                waiting.extend(self.answer(effect).map(Message::Answered));
            }
        }
    }

    /// Answers as the world does, at times with bad news.
    fn answer(&mut self, effect: Effect) -> Option<Answer> {
        let goes_well = self.chance.below(8) > 0;
        let story = |id| self.stories.iter().find(|story| story.id == id).cloned();
        match effect {
            Effect::LoadArticle(id) => Some(match story(id).filter(|_| goes_well) {
                Some(story) => Answer::Loaded(story),
                None => Answer::NotLoaded(id, self.text.as_str().into()),
            }),
            Effect::Search {
                question,
                generation,
                view,
            } => {
                let most = self.chance.below(5);
                Some(Answer::Found {
                    generation: if goes_well {
                        generation
                    } else {
                        generation.wrapping_sub(1)
                    },
                    answers: Answers {
                        question,
                        view,
                        listings: self.listings().into_iter().take(most).collect(),
                        is_whole: self.chance.below(2) == 0,
                        is_partial: self.chance.below(2) == 0,
                    },
                })
            }
            Effect::FindRelated(id) => {
                let offers = self
                    .stories
                    .iter()
                    .flat_map(|story| &story.related)
                    .map(Offer::from);
                Some(Answer::Suggested(id, offers.take(9).collect()))
            }
            Effect::OpenAddress(address) => {
                if !address.starts_with("http://") && !address.starts_with("https://") {
                    self.opened = Some(address.clone());
                }
                Some(if goes_well {
                    Answer::Opened(address)
                } else {
                    Answer::NotOpened(address)
                })
            }
            Effect::Copy(text) if goes_well => Some(Answer::NotInTmux(text)),
            Effect::Copy(_) | Effect::SendToClipboard(_) => Some(Answer::Copied),
            Effect::FetchWhole(id) => story(id).map(Answer::Whole),
            other => self.list_answer(other, goes_well),
        }
    }

    /// What the library says of its lists.
    fn list_answer(&mut self, effect: Effect, goes_well: bool) -> Option<Answer> {
        match effect {
            Effect::LoadRows { query, .. } if !goes_well => Some(Answer::NoRows(query)),
            Effect::LoadRows { query, start, view } => {
                let listings = self.listings();
                let found = listings.last().map(|listing| listing.id);
                Some(Answer::Rows(ListPage {
                    query,
                    view,
                    start,
                    listings,
                    // A library of so few stories ends at some time.
                    is_end: self.chance.below(3) > 0,
                    above: goes_well.then(|| self.chance.below(9)),
                    found,
                }))
            }
            Effect::CountRows {
                query, view, last, ..
            } => {
                let totals = Totals {
                    articles: self.chance.below(1_000),
                    unread: self.chance.below(1_000),
                };
                Some(Answer::Counted(ListCount {
                    totals: query.is_empty().then_some(totals),
                    query,
                    view,
                    last,
                    hidden: view.hides_read.then(|| self.chance.below(9)),
                    below: goes_well.then(|| self.chance.below(9)),
                }))
            }
            Effect::MarkRead { change, .. } => {
                Some(Answer::MarkedRead(change, self.chance.below(9)))
            }
            Effect::UndoRead(_) => Some(Answer::MarksChanged),
            Effect::LoadMarks(ids) => {
                let marks = Marks {
                    read: goes_well,
                    starred: false,
                };
                Some(Answer::Marked(
                    ids.into_iter().map(|id| (id, marks)).collect(),
                ))
            }
            _ => None,
        }
    }

    fn message(&mut self) -> Message {
        let chance = &mut self.chance;
        match chance.below(20) {
            0 => Message::Resized(Size {
                width: *chance.of(&[80, 20, 120, 1, 60, 0, 3]),
                height: *chance.of(&[24, 5, 40, 1, 2, 0, 3]),
            }),
            1 => {
                self.now += Duration::seconds(i64::from(chance.below(3_000) as u16));
                Message::Tick(self.now)
            }
            2 => Message::Mouse(Mouse {
                kind: *chance.of(&[
                    MouseKind::Press,
                    MouseKind::Drag,
                    MouseKind::Release,
                    MouseKind::WheelDown,
                    MouseKind::WheelUp,
                ]),
                column: chance.below(130) as u16,
                row: chance.below(45) as u16,
            }),
            3 => Message::Pasted(clean_line(&self.text).into_owned()),
            4 => Message::Answered(match chance.below(5) {
                0 => Answer::Fresh(self.listings()),
                1 => Answer::Remark(self.text.as_str().into()),
                2 => Answer::Recovered(self.text.as_str().into(), 3, 2),
                3 => Answer::Refreshed {
                    said: self.text.as_str().into(),
                    is_faulty: true,
                },
                _ => Answer::Progress {
                    done: 1,
                    total: Some(2),
                },
            }),
            _ => {
                let code = match chance.below(6) {
                    0 => *chance.of(&KEYS),
                    1 => KeyCode::Char(self.text.chars().nth(chance.below(100)).unwrap_or('क')),
                    _ => KeyCode::Char(char::from(*chance.of(LETTERS))),
                };
                self.model.message_of(Key {
                    code,
                    ctrl: chance.below(15) == 0,
                    alt: chance.below(15) == 0,
                })
            }
        }
    }

    /// Draws the screen, and looks at each of its cells.
    fn look(&self) -> Verdict {
        ensure(self.opened.is_none(), || {
            format!("{:?} is opened", self.opened)
        })?;
        let Size { width, height } = self.model.context.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view(&self.model, &built_in("none").unwrap(), &mut buffer);
        let bad = buffer
            .content
            .iter()
            .find(|cell| cell.symbol().contains(is_terminal_control));
        ensure(bad.is_none(), || {
            format!("a cell has {:?}", bad.map(ratatui::buffer::Cell::symbol))
        })
    }
}
