//! What came of feeds and pages, into the library, and the counts of it.

use super::full_text::{self, Beside};
use super::pool::Pool;
use super::refresh::{Brought, Done, Fetched, Task, host_of, typed_of};
use super::{Failure, Outcome, Progress, Report, Summary};
use crate::article::Article;
use crate::store::{Error, FullText, Prepared, Subscription, WriteBatch};

/// The most pages that are fetched of one feed in one refresh.
const MOST_PAGES: usize = 100;

/// Stores what came, and knows how much of a refresh is done.
pub(super) struct Keeper {
    pub(super) summary: Summary,
    feeds_done: usize,
    pages: usize,
    pages_done: usize,
}

impl Keeper {
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
        done: Done,
        batch: &mut WriteBatch<'_>,
        pool: &Pool<Task, Done>,
    ) -> Result<Progress, Error> {
        match done {
            Done::Feed(address, fetched) => {
                let mut ask = |host: &str, task| pool.give(host, task);
                let report = self.keep_feed(&address, *fetched, batch, &mut ask)?;
                Ok(Progress::Feed(Box::new(report)))
            }
            Done::Page(whole) => self.keep_page(*whole, batch),
        }
    }

    /// Writes what came of a feed as it is followed for the first time. Its pages are for the next refresh,
    /// which comes at once and brings the feed whole.
    pub(super) fn keep_found(
        &mut self,
        address: &str,
        mut fetched: Fetched,
        batch: &mut WriteBatch<'_>,
    ) -> Result<Report, Error> {
        if fetched.subscription.full_text == FullText::Always {
            let one = &mut fetched.subscription;
            (one.etag, one.last_modified, one.due) = (None, None, 0);
        }
        self.keep_feed(address, fetched, batch, &mut |_, _| {})
    }

    fn keep_feed(
        &mut self,
        address: &str,
        fetched: Fetched,
        batch: &mut WriteBatch<'_>,
        ask: &mut dyn FnMut(&str, Task),
    ) -> Result<Report, Error> {
        self.feeds_done += 1;
        let Fetched {
            mut subscription,
            stories,
            outcome,
            remarks,
        } = fetched;
        let outcome = match outcome {
            Err(fault) => {
                self.summary.failed += 1;
                Outcome::Failed(fault)
            }
            Ok(Brought::Nothing) => {
                self.summary.unchanged += 1;
                Outcome::Unchanged
            }
            Ok(Brought::Stories) => {
                let stories = stories?;
                let offered = stories.len();
                let (kept, summaries) = beside_stored(batch, stories, subscription.full_text)?;
                let written = batch.put(&kept)?;
                subscription.offered = offered;
                subscription.stored += written.new;
                self.summary.new += written.new;
                self.summary.changed += written.changed;
                self.ask_for_pages(summaries, &subscription, ask);
                Outcome::Read { offered, written }
            }
        };
        batch.update_subscription(address, &subscription)?;
        Ok(Report {
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
        ask: &mut dyn FnMut(&str, Task),
    ) {
        let typed = typed_of(subscription);
        for article in summaries.into_iter().take(MOST_PAGES) {
            let host = host_of(article.url.as_deref().unwrap_or_default());
            ask(&host, Task::Page(Box::new(article), typed.clone()));
            self.pages += 1;
        }
    }

    fn keep_page(
        &mut self,
        whole: Result<Prepared, Failure>,
        batch: &mut WriteBatch<'_>,
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
    batch: &WriteBatch<'_>,
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
            Beside::AsItCame => kept.push(story),
            Beside::Joined(article) => kept.push(Prepared::new(*article)?),
            Beside::AsStored => {}
        }
    }
    Ok((kept, summaries))
}
