//! Effects into the world: the only place that matches on [`Effect`].

use super::Event;
use super::shelf::Shelf;
use crate::app::{Answer, Effect};
use crate::open::{Environment, in_browser, web_address};
use crate::terminal::input::Listener;
use crate::terminal::screen::Screen;
use crate::terminal::sequence::Sequence;
use crate::terminal::{Session, send};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Sender, SyncSender, channel};

/// Whether the loop goes on, and what is to be applied at once.
pub(super) type Outcome = ControlFlow<(), Option<Answer>>;

/// What performs effects.
pub(super) struct Performer {
    answers: SyncSender<Event>,
    wanted: Sender<crate::article::ArticleId>,
    session: Session,
    listener: Listener,
}

impl Performer {
    /// Starts the thread that reads articles from the shelf.
    pub(super) fn new(
        shelf: Arc<Shelf>,
        answers: SyncSender<Event>,
        session: Session,
        listener: Listener,
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
            listener,
        })
    }

    pub(super) fn perform<W: Write>(&mut self, effect: Effect, screen: &mut Screen<W>) -> Outcome {
        match effect {
            Effect::LoadArticle(id) => {
                if self.wanted.send(id).is_err() {
                    return Outcome::Break(());
                }
            }
            Effect::OpenAddress(address) => return self.open(address, screen),
            Effect::Copy(text) => {
                let mut bytes = Vec::new();
                Sequence::Copy(&text).write(&mut bytes);
                return Outcome::Continue(send(&bytes).is_ok().then_some(Answer::Copied));
            }
            Effect::Redraw => screen.forget(),
            Effect::Suspend => {
                screen.forget();
                let _silence = self.listener.silence();
                if self.session.suspend().is_err() {
                    return Outcome::Break(());
                }
            }
            Effect::Quit => return Outcome::Break(()),
        }
        Outcome::Continue(None)
    }

    fn open<W: Write>(&mut self, address: String, screen: &mut Screen<W>) -> Outcome {
        let environment = Environment::of_process();
        if let Some(command) = web_address(&address)
            .ok()
            .and_then(|url| environment.text_browser(&url))
        {
            return self.lend_to(command, address, screen);
        }
        let answers = self.answers.clone();
        // Starting a browser can take long: it never holds up a key.
        std::thread::spawn(move || {
            let answer = match in_browser(&address, &environment) {
                Ok(()) => Answer::Opened(address),
                Err(_said_in_the_box) => Answer::NotOpened(address),
            };
            drop(answers.send(Event::Answer(answer)));
        });
        Outcome::Continue(None)
    }

    /// Lends the terminal to a browser that draws in it, until it ends.
    fn lend_to<W: Write>(
        &mut self,
        mut browser: Command,
        address: String,
        screen: &mut Screen<W>,
    ) -> Outcome {
        let _silence = self.listener.silence();
        screen.forget();
        let Ok(ended) = self.session.lend(|| browser.status()) else {
            return Outcome::Break(());
        };
        let answer = match ended {
            Ok(_whatever_it_said) => Answer::Opened(address),
            Err(_not_started) => Answer::NotOpened(address),
        };
        Outcome::Continue(Some(answer))
    }
}
