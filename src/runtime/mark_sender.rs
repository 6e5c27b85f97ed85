//! The thread that sends marks to the servers of accounts soon after they were made.
//!
//! Marks are in the library already; a mark that cannot be sent now is sent later, by this thread, by the next
//! refresh or by the next start.

use super::LoopEvent;
use super::client_slot::ClientSlot;
use crate::app::Answer;
use crate::panics;
use crate::store::{Account, Error, Store};
use crate::sync::AccountOpener;
use crate::words::Language;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel};
use std::time::Duration;

/// Marks are sent when none was made for this long: who marks ten stories causes one request.
const QUIET: Duration = Duration::from_secs(3);

/// The time after which marks that could not be sent are sent again; another mark or a start tries at once.
const RETRY: Duration = Duration::from_secs(60);

/// The maximum time that quitting waits for the last marks to be sent.
const FAREWELL: Duration = Duration::from_millis(700);

/// The handle of the thread.
pub(super) struct MarkSender {
    changes: Option<Sender<()>>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
    client: ClientSlot,
    cancelled: Arc<AtomicBool>,
}

/// What the thread works with.
struct Sending {
    library: PathBuf,
    opener: AccountOpener,
    client: ClientSlot,
    cancelled: Arc<AtomicBool>,
    language: Language,
    answers: SyncSender<LoopEvent>,
}

impl MarkSender {
    /// Starts the thread, which first sends what an earlier run could not. Without it, marks are sent by
    /// refreshes.
    pub(super) fn start(
        (library, opener): (PathBuf, AccountOpener),
        language: Language,
        answers: SyncSender<LoopEvent>,
    ) -> Option<Self> {
        let client = ClientSlot::default();
        let cancelled = Arc::new(AtomicBool::new(false));
        let (changes, made) = channel();
        let (end, ended) = channel();
        let sending = Sending {
            library,
            opener,
            client: client.clone(),
            cancelled: Arc::clone(&cancelled),
            language,
            answers,
        };
        let work = move || {
            sending.serve(&made);
            drop(end);
        };
        let started = super::worker::start("marks", work, || ());
        started
            .inspect_err(|error| log::error!("the thread of marks: {error}"))
            .ok()?;
        // The thread holds the receiver.
        let _sent = changes.send(());
        Some(Self {
            changes: Some(changes),
            ended,
            client,
            cancelled,
        })
    }

    /// Has marks sent soon.
    pub(super) fn marks_changed(&self) {
        if let Some(changes) = &self.changes {
            // If the thread has ended, refreshes send the marks.
            let _nobody = changes.send(());
        }
    }
}

impl Drop for MarkSender {
    /// Has the last marks sent, but does not let the user wait for a slow server.
    fn drop(&mut self) {
        drop(self.changes.take());
        if self.ended.recv_timeout(FAREWELL) == Err(RecvTimeoutError::Timeout) {
            self.cancelled.store(true, Ordering::Relaxed);
            self.client.cancel();
        }
    }
}

impl Sending {
    fn serve(&self, changed: &Receiver<()>) {
        let mut wait = None;
        loop {
            let change = match wait.take() {
                Some(wait) => changed.recv_timeout(wait),
                None => changed.recv().map_err(RecvTimeoutError::from),
            };
            let is_over = change == Err(RecvTimeoutError::Disconnected) || !is_quiet(changed);
            let left = panics::caught(|| self.send_all());
            match left {
                Some(Ok(left)) => wait = left,
                Some(Err(error)) => log::warn!("marks were not sent: {error}"),
                None => {}
            }
            if is_over {
                return;
            }
        }
    }

    /// Sends what there is to send; returns how long to wait before what is left is sent.
    fn send_all(&self) -> Result<Option<Duration>, Error> {
        super::worker::trip("marks");
        if !self.library.exists() {
            return Ok(None);
        }
        let mut store = Store::open(&self.library)?;
        let mut left = None;
        for account in store.accounts()? {
            if store.waiting_marks(account.id)?.is_empty() {
                continue;
            }
            let wait = self.send(&mut store, account)?;
            left = left.into_iter().chain(wait).min();
        }
        Ok(left)
    }

    /// Sends the marks of an account; returns how long to wait before another attempt, if one may help. The first
    /// failure in a row is told.
    fn send(&self, store: &mut Store, mut account: Account) -> Result<Option<Duration>, Error> {
        // Nearly every run has nothing to send, and needs no client.
        let sent = match self.client.fill() {
            Ok(client) => self
                .opener
                .send(store, &client, &mut account, &self.cancelled)?,
            Err(error) => Err(error.into()),
        };
        match sent {
            Ok(count) => {
                log::info!("marks sent to {}: {count}", account.name);
                Ok(None)
            }
            Err(_) if self.cancelled.load(Ordering::Relaxed) => Ok(None),
            Err(error) => {
                if account.failures == 1 {
                    let said = format!("{}: {}", account.name, error.say(self.language));
                    let answer = LoopEvent::Answer(Answer::Remark(said.into()));
                    // If the application ends, nobody reads it.
                    let _ended = self.answers.send(answer);
                }
                Ok((!error.needs_user()).then_some(RETRY))
            }
        }
    }
}

/// Waits until no mark was made for a while; returns `false` if the application ends.
fn is_quiet(changed: &Receiver<()>) -> bool {
    loop {
        match changed.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
