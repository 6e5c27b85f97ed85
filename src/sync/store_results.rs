//! Stores the results of a refresh in the library, and counts them.

use super::fetch_task::{FeedContent, FeedResult, FetchTask, FinishedTask, allowed_host, host_key};
use super::pool::FetchPool;
use super::select;
use super::{FeedOutcome, FeedReport, FetchFailure, Progress, Summary};
use crate::article::Article;
use crate::store::{Error, FullText, Prepared, Subscription, WriteBatch};

/// The maximum number of pages that one refresh fetches for one feed.
const MOST_PAGES: usize = 100;

/// Stores results, and counts how much of a refresh is done.
pub(super) struct ResultStore {
    pub(super) summary: Summary,
    feeds_done: usize,
    pages: usize,
    pages_done: usize,
}

impl ResultStore {
    /// Returns the state in which none of the feeds in `summary` is done.
    pub(super) fn new(summary: Summary) -> Self {
        Self {
            summary,
            feeds_done: 0,
            pages: 0,
            pages_done: 0,
        }
    }

    /// Returns whether all feeds and all of their pages are done.
    pub(super) fn has_all(&self) -> bool {
        self.feeds_done >= self.summary.feeds && self.pages_done >= self.pages
    }

    /// Stores a result in `batch` and submits the pages to fetch for it to `pool`. The caller must
    /// report the returned progress only after the batch is committed.
    pub(super) fn store(
        &mut self,
        done: FinishedTask,
        batch: &mut WriteBatch<'_>,
        pool: &FetchPool<FetchTask, FinishedTask>,
    ) -> Result<Progress, Error> {
        match done {
            FinishedTask::Feed(address, fetched) => {
                let mut ask = |host: &str, task| pool.submit(host, task);
                let report = self.store_feed(&address, *fetched, batch, &mut ask)?;
                Ok(Progress::Feed(Box::new(report)))
            }
            FinishedTask::Page(whole) => self.store_page(*whole, batch),
        }
    }

    /// Stores the result for a feed that is new in the library. Its pages are left to the next
    /// refresh, which is due at once and fetches the whole feed again.
    pub(super) fn store_found(
        &mut self,
        address: &str,
        mut fetched: FeedResult,
        batch: &mut WriteBatch<'_>,
    ) -> Result<FeedReport, Error> {
        if fetched.subscription.full_text == FullText::Always {
            let one = &mut fetched.subscription;
            (one.etag, one.last_modified, one.due) = (None, None, 0);
        }
        self.store_feed(address, fetched, batch, &mut |_, _| {})
    }

    fn store_feed(
        &mut self,
        address: &str,
        fetched: FeedResult,
        batch: &mut WriteBatch<'_>,
        ask: &mut dyn FnMut(&str, FetchTask),
    ) -> Result<FeedReport, Error> {
        self.feeds_done += 1;
        let FeedResult {
            mut subscription,
            articles,
            outcome,
            remarks,
        } = fetched;
        let outcome = match outcome {
            Err(error) => {
                self.summary.failed += 1;
                FeedOutcome::Failed(error)
            }
            Ok(FeedContent::Unchanged) => {
                self.summary.unchanged += 1;
                FeedOutcome::Unchanged
            }
            Ok(FeedContent::Articles) => {
                let articles = articles?;
                let offered = articles.len();
                let selected = select::select(batch, articles, subscription.full_text)?;
                let written = batch.put(&selected.kept)?;
                subscription.offered = offered;
                subscription.stored += written.new;
                self.summary.new += written.new;
                self.summary.changed += written.changed;
                self.ask_for_pages(selected.summaries, &subscription, ask);
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

    fn store_page(
        &mut self,
        whole: Result<Prepared, FetchFailure>,
        batch: &mut WriteBatch<'_>,
    ) -> Result<Progress, Error> {
        self.pages_done += 1;
        match whole {
            Ok(prepared) => {
                batch.put([prepared])?;
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
