//! What came of feeds and pages, into the library, and the counts of it.

use super::fetch_task::{FeedContent, FeedResult, FetchTask, FinishedTask, allowed_host, host_key};
use super::full_text::{self, StoreDecision};
use super::pool::FetchPool;
use super::{FeedOutcome, FeedReport, FetchFailure, Progress, Summary};
use crate::article::Article;
use crate::store::{Batch, Error, FullText, Prepared, Subscription};

/// The most pages that are fetched of one feed in one refresh.
const MOST_PAGES: usize = 100;

/// Stores what came, and knows how much of a refresh is done.
pub(super) struct ResultStore {
    pub(super) summary: Summary,
    feeds_done: usize,
    pages: usize,
    pages_done: usize,
}

impl ResultStore {
    /// Begins with nothing done of what `summary` says is to be.
    pub(super) fn new(summary: Summary) -> Self {
        Self {
            summary,
            feeds_done: 0,
            pages: 0,
            pages_done: 0,
        }
    }

    /// Returns whether all feeds came, and all pages that were wanted for them.
    pub(super) fn has_all(&self) -> bool {
        self.feeds_done >= self.summary.feeds && self.pages_done >= self.pages
    }

    /// Writes what came by `batch` and asks `pool` for the pages that it calls for. What is returned
    /// may be said as soon as the batch is in the library.
    pub(super) fn keep(
        &mut self,
        done: FinishedTask,
        batch: &mut Batch<'_>,
        pool: &FetchPool<FetchTask, FinishedTask>,
    ) -> Result<Progress, Error> {
        match done {
            FinishedTask::Feed(address, fetched) => {
                let mut ask = |host: &str, task| pool.give(host, task);
                let report = self.keep_feed(&address, *fetched, batch, &mut ask)?;
                Ok(Progress::Feed(Box::new(report)))
            }
            FinishedTask::Page(whole) => self.keep_page(*whole, batch),
        }
    }

    /// Writes what came of a feed as it is followed for the first time. Its pages are for the next refresh,
    /// which comes at once and brings the feed whole.
    pub(super) fn keep_found(
        &mut self,
        address: &str,
        mut fetched: FeedResult,
        batch: &mut Batch<'_>,
    ) -> Result<FeedReport, Error> {
        if fetched.subscription.full_text == FullText::Always {
            let one = &mut fetched.subscription;
            (one.etag, one.last_modified, one.due) = (None, None, 0);
        }
        self.keep_feed(address, fetched, batch, &mut |_, _| {})
    }

    fn keep_feed(
        &mut self,
        address: &str,
        fetched: FeedResult,
        batch: &mut Batch<'_>,
        ask: &mut dyn FnMut(&str, FetchTask),
    ) -> Result<FeedReport, Error> {
        self.feeds_done += 1;
        let FeedResult {
            mut subscription,
            stories,
            outcome,
            remarks,
        } = fetched;
        let outcome = match outcome {
            Err(fault) => {
                self.summary.failed += 1;
                FeedOutcome::Failed(fault)
            }
            Ok(FeedContent::Unchanged) => {
                self.summary.unchanged += 1;
                FeedOutcome::Unchanged
            }
            Ok(FeedContent::Articles) => {
                let stories = stories?;
                let offered = stories.len();
                let (kept, summaries) = beside_stored(batch, stories, subscription.full_text)?;
                let written = batch.put(&kept)?;
                subscription.offered = offered;
                subscription.stored += written.new;
                self.summary.new += written.new;
                self.summary.changed += written.changed;
                self.ask_for_pages(summaries, &subscription, ask);
                FeedOutcome::Read { offered, written }
            }
        };
        batch.update_subscription(address, &subscription)?;
        Ok(FeedReport {
            address: subscription.shown(),
            title: subscription.title,
            outcome,
            due: subscription.due,
            remarks,
            done: self.feeds_done,
            of: self.summary.feeds,
        })
    }

    fn ask_for_pages(
        &mut self,
        summaries: Vec<Article>,
        subscription: &Subscription,
        ask: &mut dyn FnMut(&str, FetchTask),
    ) {
        let typed = allowed_host(subscription);
        for article in summaries.into_iter().take(MOST_PAGES) {
            let host = host_key(article.url.as_deref().unwrap_or_default());
            ask(&host, FetchTask::Page(Box::new(article), typed.clone()));
            self.pages += 1;
        }
    }

    fn keep_page(
        &mut self,
        whole: Result<Prepared, FetchFailure>,
        batch: &mut Batch<'_>,
    ) -> Result<Progress, Error> {
        self.pages_done += 1;
        match whole {
            Ok(story) => {
                batch.put([story])?;
                self.summary.pages += 1;
            }
            Err(_no_page) => self.summary.pages_failed += 1,
        }
        Ok(Progress::Pages {
            done: self.pages_done,
            of: self.pages,
        })
    }
}

/// Returns what is to be stored, and what of it carries only a summary.
fn beside_stored(
    batch: &Batch<'_>,
    stories: Vec<Prepared>,
    choice: FullText,
) -> Result<(Vec<Prepared>, Vec<Article>), Error> {
    let (mut kept, mut summaries) = (Vec::new(), Vec::new());
    for story in stories {
        let came = story.article();
        let stored = batch.article(came.id)?;
        let has_its_page = stored
            .as_ref()
            .is_some_and(|stored| full_text::is_whole_beside(stored, came));
        if choice == FullText::Always && !has_its_page && full_text::is_summary(came) {
            summaries.push(came.clone());
        }
        match full_text::beside_stored(came, stored.as_ref()) {
            StoreDecision::AsReceived => kept.push(story),
            StoreDecision::Merged(article) => kept.push(Prepared::new(*article)?),
            StoreDecision::KeepStored => {}
        }
    }
    Ok((kept, summaries))
}
