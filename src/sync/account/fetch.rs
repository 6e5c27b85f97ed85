//! Fetches the stories of an account that the library does not have.

use super::super::greader::{ItemId, STORIES_AT_ONCE, ServerSession, ServerStory};
use super::super::pool::FetchPool;
use super::super::select;
use super::lists::ServerLists;
use super::{AccountProgress, AccountSync, SyncFailure};
use crate::account_error::AccountError;
use crate::article::{Article, ArticleId};
use crate::panics;
use crate::store::{
    AccountId, AccountItem, Error, FullText, ImportCounts, Prepared, ServedMarks, Subscription,
    WriteBatch,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The number of concurrent requests for stories. More would only wait for the library.
const REQUESTS: usize = 2;

/// A request that is answered within this time after another one is stored with it. Nobody else can write while a
/// transaction waits for it.
const SHARED_WINDOW: Duration = Duration::from_millis(20);

/// The maximum number of requests whose stories are stored in one transaction, and the time after which it takes no
/// more of them. Each transaction costs as much as many stories; what is not committed is lost if the process is killed.
const MOST_SHARED: usize = 20;
const MOST_TIME: Duration = Duration::from_secs(1);

/// How often a sync checks whether it was cancelled.
const CANCEL_INTERVAL: Duration = Duration::from_millis(50);

/// A story of a server, ready to be stored.
struct FetchedStory {
    item: ItemId,
    stream: String,
    marks: ServedMarks,
    /// `None` if it has neither a headline nor a text.
    prepared: Option<Prepared>,
}

/// The answer to a request for stories: those that were asked for, and those that came.
type Answered = (Vec<ItemId>, Vec<FetchedStory>);

/// The answer, or why there is none.
type Fetched = (Vec<ItemId>, Result<Vec<FetchedStory>, AccountError>);

/// How much of what was asked for is stored.
#[derive(Default)]
struct StoredAnswers {
    answers: usize,
    stories: usize,
}

impl AccountSync<'_> {
    /// Fetches the stories of `lists` that the library does not know, the newest first.
    pub(super) fn fetch_unknown(
        &mut self,
        lists: &ServerLists,
        feeds: &HashMap<String, Subscription>,
    ) -> Result<(), SyncFailure> {
        let names = lists.newest.iter().map(ItemId::as_str);
        let unknown = self.store.unknown_items(self.account.id, names)?;
        let unknown: Vec<ItemId> = unknown.into_iter().filter_map(ItemId::parse).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        self.store.prepare_to_refresh();
        let of = unknown.len();
        (self.report)(AccountProgress {
            of,
            ..AccountProgress::default()
        });
        let pool =
            pool(self.session, feeds).map_err(|error| Error::Folder("sync".into(), error))?;
        let mut left = 0;
        for some in unknown.chunks(STORIES_AT_ONCE) {
            pool.submit(&self.account.address, some.to_vec());
            left += 1;
        }
        let mut done = 0;
        while left > 0 {
            self.go_on()?;
            let Some((asked, stories)) = pool.wait(CANCEL_INTERVAL) else {
                continue;
            };
            let first = (asked, stories?);
            let mut failure = None;
            let since = Instant::now();
            let next = || {
                (since.elapsed() < MOST_TIME).then_some(())?;
                let (asked, stories) = pool.wait(SHARED_WINDOW)?;
                let stories = stories.map_err(|error| failure = Some(error));
                Some((asked, stories.ok()?))
            };
            let answers = std::iter::once(first).chain(std::iter::from_fn(next));
            let stored = self.keep(answers.take(MOST_SHARED.min(left)))?;
            left -= stored.answers;
            done += stored.stories;
            let new = self.summary.written.new;
            (self.report)(AccountProgress { done, of, new });
            if let Some(error) = failure {
                return Err(error.into());
            }
            self.store.leave_to_others();
        }
        Ok(())
    }

    /// Stores stories as they come, and what they are called by the server, in one transaction.
    fn keep(&mut self, answers: impl Iterator<Item = Answered>) -> Result<StoredAnswers, Error> {
        let account = self.account.id;
        let mut stored = StoredAnswers::default();
        let written = self.store.at_once(|batch| {
            let mut written = ImportCounts::default();
            for (asked, stories) in answers {
                stored.answers += 1;
                stored.stories += asked.len();
                written += keep_answer(batch, account, &asked, stories)?;
            }
            Ok(written)
        })?;
        self.summary.written += written;
        Ok(stored)
    }
}

/// Stores the stories of an answer, and what they are called by the server.
fn keep_answer(
    batch: &mut WriteBatch<'_>,
    account: AccountId,
    asked: &[ItemId],
    stories: Vec<FetchedStory>,
) -> Result<ImportCounts, Error> {
    let asked: HashSet<&ItemId> = asked.iter().collect();
    let mut links = Vec::new();
    let mut prepared = Vec::new();
    for story in stories {
        let article = story.prepared.as_ref().map(|one| one.article().clone());
        links.push((story.item, story.stream, story.marks, article));
        prepared.extend(story.prepared);
    }
    // Full texts are fetched when a story is opened.
    let selected = select::select(batch, prepared, FullText::OnOpen)?;
    let written = batch.put(&selected.kept)?;
    let shared = repeated(&selected.ids);
    let mut ids = selected.ids.into_iter();
    for (item, stream, marks, article) in &links {
        let id = match article {
            Some(article) => match ids.next().flatten() {
                // The second of two stories with one id may have got another one when it was stored.
                Some(id) if shared.contains(&id) => stored_id(batch, article)?,
                id => id,
            },
            None => None,
        };
        // The name as the server listed it, under which it is looked up the next time.
        let listed = asked.get(item).copied().unwrap_or(item);
        let item = AccountItem {
            account,
            item: listed.as_str(),
            stream,
        };
        batch.link(item, id, *marks)?;
    }
    Ok(written)
}

/// Returns the ids that occur more than once.
fn repeated(ids: &[Option<ArticleId>]) -> HashSet<ArticleId> {
    let mut seen = HashSet::new();
    let ids = ids.iter().flatten().copied();
    ids.filter(|id| !seen.insert(*id)).collect()
}

/// Returns the id under which an article is stored, or `None` if it is not.
fn stored_id(batch: &WriteBatch<'_>, article: &Article) -> Result<Option<ArticleId>, Error> {
    let (id, stored) = batch.stored_version(article)?;
    Ok(stored.map(|_| id))
}

/// Starts threads that fetch stories, and threads that parse them.
fn pool(
    session: &Arc<ServerSession>,
    feeds: &HashMap<String, Subscription>,
) -> std::io::Result<FetchPool<Vec<ItemId>, Fetched>> {
    let (session, feeds) = (Arc::clone(session), feeds.clone());
    let fetch = move |asked: Vec<ItemId>| {
        let stories = panics::caught(|| session.stories(&asked));
        (asked, stories.unwrap_or(Err(AccountError::Internal)))
    };
    let read = move |(asked, stories): (Vec<ItemId>, Result<Vec<ServerStory>, AccountError>)| {
        let read = |story| panics::caught(|| prepared(story, &feeds)).flatten();
        (
            asked,
            stories.map(|stories| stories.into_iter().filter_map(read).collect()),
        )
    };
    FetchPool::start(REQUESTS, fetch, read)
}

fn prepared(story: ServerStory, feeds: &HashMap<String, Subscription>) -> Option<FetchedStory> {
    let feed = feeds.get(&story.feed);
    let origin = feed.map_or_else(|| story.feed.clone(), Subscription::shown);
    let folders = feed.map(|feed| feed.folders.as_slice()).unwrap_or_default();
    let mut article = Article {
        origin,
        ..story.article
    };
    let labels = story.labels.into_iter();
    article
        .tags
        .extend(labels.filter(|label| !folders.contains(label)));
    let prepared = Some(article)
        .filter(Article::says_something)
        .map(Prepared::new);
    Some(FetchedStory {
        item: story.id,
        stream: story.feed,
        marks: ServedMarks {
            is_read: story.is_read,
            is_starred: story.is_starred,
        },
        prepared: match prepared {
            Some(prepared) => Some(prepared.ok()?),
            None => None,
        },
    })
}
