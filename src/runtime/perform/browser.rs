//! Opens addresses, in a browser with a window or in one that draws in the terminal.

use super::{EffectOutcome, Performer};
use crate::app::Answer;
use crate::open::{Environment, in_browser, web_address};
use crate::runtime::worker;
use crate::terminal::screen::Screen;
use std::io::Write;
use std::process::Command;

impl Performer {
    /// Opens an address; another thread starts a browser that has its own window.
    pub(super) fn open<W: Write>(
        &mut self,
        address: String,
        screen: &mut Screen<W>,
    ) -> EffectOutcome {
        let environment = Environment::of_process();
        if let Some(command) = web_address(&address)
            .ok()
            .and_then(|url| environment.text_browser(&url))
        {
            return self.lend_to(command, address, screen);
        }
        // Starting a browser can take long and must not delay a key press.
        let failure = Answer::NotOpened(address.clone());
        let task = move || match in_browser(&address, &environment) {
            Ok(()) => Some(Answer::Opened(address)),
            Err(_said_in_the_box) => Some(Answer::NotOpened(address)),
        };
        let failed = worker::run("browser", &self.answers, Some(failure), task);
        EffectOutcome::Continue(failed.into_iter().collect())
    }

    /// Hands the terminal to a browser that draws in it, until the browser exits.
    fn lend_to<W: Write>(
        &mut self,
        mut browser: Command,
        address: String,
        screen: &mut Screen<W>,
    ) -> EffectOutcome {
        let _silence = self.listener.silence();
        screen.forget();
        let Ok(ended) = self.session.lend(|| browser.status()) else {
            return EffectOutcome::Break(());
        };
        let answer = match ended {
            Ok(_whatever_it_said) => Answer::Opened(address),
            Err(_not_started) => Answer::NotOpened(address),
        };
        EffectOutcome::Continue(vec![answer])
    }
}
