//! The thread that changes which feeds are followed: it adds, edits and removes them, and reads and writes OPML.
//!
//! It has its own connection to the library, as another program would: new stories reach the list by the watch.

mod follow;
mod opml;
mod served;

use super::client_slot::ClientSlot;
use super::fetch_worker::{feed_rows, topics};
use super::{LoopEvent, worker};
use crate::app::Answer;
use crate::app::news::{FeedEdit, FeedKey, FeedRequest, PageFetch};
use crate::store::{Error, FullText, Store, Subscription};
use crate::sync::{AccountOpener, Client, FoundFeed};
use crate::text::sanitize;
use crate::words::{Doing, Language, News};
use served::named_account;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::thread::JoinHandle;

/// The maximum number of removed feeds that can be followed again by undoing.
const MOST_REMOVED: usize = 100;

/// The handle of the thread, which starts with the first request.
pub(super) struct FeedWorker {
    library: PathBuf,
    opener: AccountOpener,
    language: Language,
    answers: SyncSender<LoopEvent>,
    thread: Option<FeedThread>,
}

struct FeedThread {
    requests: Sender<FeedRequest>,
    /// The client of the request that is being answered.
    client: ClientSlot,
    handle: JoinHandle<()>,
}

impl FeedWorker {
    pub(super) fn new(
        (library, opener): (PathBuf, AccountOpener),
        language: Language,
        answers: SyncSender<LoopEvent>,
    ) -> Self {
        Self {
            library,
            opener,
            language,
            answers,
            thread: None,
        }
    }

    /// Sends a request; `false` if the thread cannot be started or has ended.
    pub(super) fn ask(&mut self, request: FeedRequest) -> bool {
        if self.thread.is_none() {
            let started = self.start();
            self.thread = started
                .inspect_err(|error| log::error!("the thread of feeds: {error}"))
                .ok();
        }
        let thread = self.thread.as_ref();
        thread.is_some_and(|thread| thread.requests.send(request).is_ok())
    }

    fn start(&self) -> io::Result<FeedThread> {
        let (requests, asked) = channel();
        let client = ClientSlot::default();
        let state = FeedWorkerState {
            library: self.library.clone(),
            opener: self.opener.clone(),
            language: self.language,
            client: client.clone(),
            found: Vec::new(),
            removed: Vec::new(),
        };
        let failed = worker::remark(Doing::Feeds, self.language, &self.answers);
        let answers = self.answers.clone();
        let handle = worker::start("feeds", move || serve(state, &asked, &answers), failed)?;
        Ok(FeedThread {
            requests,
            client,
            handle,
        })
    }
}

impl Drop for FeedWorker {
    /// Aborts what is being fetched, and waits until the rest is stored.
    fn drop(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        drop(thread.requests);
        thread.client.cancel();
        drop(thread.handle.join());
    }
}

fn serve(
    mut state: FeedWorkerState,
    asked: &Receiver<FeedRequest>,
    answers: &SyncSender<LoopEvent>,
) {
    for request in asked {
        let language = state.language;
        let answer = worker::attempt(Doing::Feeds, language, || {
            worker::trip("feeds");
            state.answer(request)
        });
        let answer = answer.flatten();
        for answer in answer.unwrap_or_else(|why| vec![Answer::Remark(why.into())]) {
            if answers.send(LoopEvent::Answer(answer)).is_err() {
                return;
            }
        }
    }
}

struct FeedWorkerState {
    library: PathBuf,
    opener: AccountOpener,
    language: Language,
    client: ClientSlot,
    /// The feeds of the last offer.
    found: Vec<FoundFeed>,
    /// The feeds that were removed, the last one last.
    removed: Vec<Subscription>,
}

impl FeedWorkerState {
    fn answer(&mut self, request: FeedRequest) -> Result<Vec<Answer>, String> {
        let answer = match request {
            FeedRequest::Add(typed) => match named_account(&typed) {
                Some((address, account)) => self.add_served(address, account),
                None => self.add(&typed),
            },
            FeedRequest::Follow(address) => self.follow(&address),
            FeedRequest::Edit(feed, edit) => match self.edit(&feed, edit) {
                Err(why) => return self.unchanged(feed, why),
                edited => edited,
            },
            FeedRequest::Remove(feed) => self.remove(&feed),
            FeedRequest::Restore => self.restore(),
            FeedRequest::Import(path) => return self.import(&path),
            FeedRequest::Export(path) => self.export(&path),
            FeedRequest::OfferTopics => Ok(Answer::Starter(topics(self.language))),
        };
        answer.map(|answer| vec![answer])
    }

    fn store(&self) -> Result<Store, String> {
        Store::open_or_create(&self.library).map_err(|error| self.said(&error))
    }

    fn said(&self, error: &Error) -> String {
        log::warn!("the feeds of the library: {error}");
        error.say(self.language)
    }

    /// Returns the answer after a change, with the feeds as they are now.
    fn changed(
        &self,
        store: &Store,
        said: &[News],
        changed: Option<FeedKey>,
    ) -> Result<Answer, String> {
        let feeds = feed_rows(store, self.language).map_err(|error| self.said(&error))?;
        let said: Vec<String> = said.iter().map(|news| news.say(self.language)).collect();
        Ok(Answer::FeedsChanged {
            said: said.join("; ").into(),
            feeds,
            changed,
        })
    }

    /// Returns the answers after a change that failed: the feeds as they are, and why.
    fn unchanged(&self, feed: FeedKey, why: String) -> Result<Vec<Answer>, String> {
        let store = self.store()?;
        let as_before = self.changed(&store, &[], Some(feed))?;
        Ok(vec![as_before, Answer::Remark(why.into())])
    }

    fn client(&self) -> Result<Arc<Client>, String> {
        let client = self.client.fill();
        client.map_err(|fault| fault.say(self.language))
    }

    fn followed(&self, store: &Store, feed: &FeedKey) -> Result<Subscription, String> {
        let all = store.all_feeds().map_err(|error| self.said(&error))?;
        let known = all.into_iter().find(|one| key_of(one) == *feed);
        known.ok_or_else(|| News::NotFollowed(feed.address.clone()).say(self.language))
    }

    fn edit(&self, feed: &FeedKey, edit: FeedEdit) -> Result<Answer, String> {
        let mut store = self.store()?;
        let mut one = self.followed(&store, feed)?;
        if let Some(by) = one.served_by.clone() {
            return self.edit_served(&mut store, &one, &by, edit);
        }
        match edit {
            FeedEdit::Title(title) => one.title = sanitize::clean_line(&title).into_owned(),
            FeedEdit::Folder(folder) => one.set_folder(&folder),
            FeedEdit::PageFetch(when) => one.full_text = full_text_of(when),
        }
        let stored = store.update_subscription(&one.address.clone(), &one);
        stored.map_err(|error| self.said(&error))?;
        self.changed(&store, &[News::FeedChanged(one.title)], Some(feed.clone()))
    }

    fn remove(&mut self, feed: &FeedKey) -> Result<Answer, String> {
        let mut store = self.store()?;
        let one = self.followed(&store, feed)?;
        match &one.served_by {
            Some(by) => self.remove_served(&mut store, by)?,
            None => {
                let removed = store.unsubscribe(&one.address);
                removed.map_err(|error| self.said(&error))?;
            }
        }
        let said = [News::Left(one.title.clone())];
        if self.removed.len() == MOST_REMOVED {
            self.removed.remove(0);
        }
        self.removed.push(one);
        self.changed(&store, &said, None)
    }

    fn restore(&mut self) -> Result<Answer, String> {
        let Some(one) = self.removed.pop() else {
            return Err(News::NothingRemoved.say(self.language));
        };
        let mut store = self.store()?;
        let (title, key) = (one.title.clone(), key_of(&one));
        match &one.served_by {
            Some(by) => self.restore_served(&mut store, by, &one)?,
            None => {
                let restored = store.subscribe(std::slice::from_ref(&one));
                restored.map_err(|error| self.said(&error))?;
            }
        }
        self.changed(&store, &[News::FollowedAgain(title)], Some(key))
    }
}

fn key_of(feed: &Subscription) -> FeedKey {
    FeedKey {
        address: feed.shown(),
        account: feed.served_by.as_ref().map(|by| by.name.clone()),
    }
}

fn full_text_of(when: PageFetch) -> FullText {
    match when {
        PageFetch::Never => FullText::Never,
        PageFetch::OnOpen => FullText::OnOpen,
        PageFetch::Always => FullText::Always,
    }
}
