//! Effects into the world: the only place that matches on [`Effect`].

use super::Event;
use super::shelf::Shelf;
use crate::app::{Answer, Effect, Message};
use crate::open::{Environment, in_browser};
use crate::terminal::screen::Screen;
use crate::terminal::sequence::Sequence;
use crate::terminal::{Session, send};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Sender, SyncSender, channel};

/// Whether the loop goes on.
pub(super) type Outcome = ControlFlow<()>;

/// What performs effects.
pub(super) struct Performer {
    answers: SyncSender<Event>,
    wanted: Sender<crate::article::ArticleId>,
    session: Session,
}

impl Performer {
    /// Starts the thread that reads articles from the shelf.
    pub(super) fn new(
        shelf: Arc<Shelf>,
        answers: SyncSender<Event>,
        session: Session,
    ) -> io::Result<Self> {
        let (wanted, asked) = channel();
        let sender = answers.clone();
        std::thread::Builder::new()
            .name("articles".to_owned())
            .spawn(move || {
                while let Ok(mut id) = asked.recv() {
                    // Whoever scrolls through a list wants the last story only.
                    while let Ok(later) = asked.try_recv() {
                        id = later;
                    }
                    let answer = match shelf.article(id) {
                        Ok(article) => Answer::Loaded(article),
                        Err(why) => Answer::NotLoaded(id, why),
                    };
                    if sender.send(Event::Answer(answer)).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self {
            answers,
            wanted,
            session,
        })
    }

    pub(super) fn perform<W: Write>(&mut self, effect: Effect, screen: &mut Screen<W>) -> Outcome {
        match effect {
            Effect::LoadArticle(id) => {
                if self.wanted.send(id).is_err() {
                    return Outcome::Break(());
                }
            }
            Effect::OpenAddress(address) => self.open(address),
            Effect::Copy(text) => self.copy(&text),
            Effect::Redraw => screen.forget(),
            Effect::Suspend => {
                screen.forget();
                if self.session.suspend().is_err() {
                    return Outcome::Break(());
                }
            }
            Effect::Quit => return Outcome::Break(()),
        }
        Outcome::Continue(())
    }

    fn open(&self, address: String) {
        let answers = self.answers.clone();
        // Starting a browser can take long: it never holds up a key.
        std::thread::spawn(move || {
            let opened = in_browser(&address, &Environment::of_process());
            let answer = match opened {
                Ok(()) => Answer::Opened(address),
                Err(_said_in_the_box) => Answer::NotOpened(address),
            };
            drop(answers.send(Event::Answer(answer)));
        });
    }

    fn copy(&self, text: &str) {
        let mut bytes = Vec::new();
        Sequence::Copy(text).write(&mut bytes);
        if send(&bytes).is_ok() {
            drop(self.answers.try_send(Event::Answer(Answer::Copied)));
        }
    }
}

impl From<Answer> for Message {
    fn from(answer: Answer) -> Self {
        Self::Answered(answer)
    }
}
