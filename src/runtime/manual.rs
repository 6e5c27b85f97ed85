//! Makes the manual ready to be read like an article.

use super::LoopEvent;
use super::article_index::{ArticleIndex, ArticleLocation, ArticleOrigin};
use super::worker;
use crate::app::Answer;
use crate::article::Article;
use crate::words::{Doing, Language, internal_error};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// Writes the manual in a language.
pub type ManualWriter = Arc<dyn Fn(Language) -> Option<Article> + Send + Sync>;

/// Writes the manual in a thread, and puts it into the index; returns an answer if there can be no thread.
pub(super) fn load(
    language: Language,
    write: &ManualWriter,
    article_index: &Arc<ArticleIndex>,
    events: &SyncSender<LoopEvent>,
) -> Option<Answer> {
    let (write, index) = (Arc::clone(write), Arc::clone(article_index));
    let failure = Answer::Remark(internal_error(Doing::Manual, language).into());
    let unwritten = failure.clone();
    let task = move || {
        let Some(manual) = write(language) else {
            return Some(unwritten);
        };
        let id = manual.id;
        let place = ArticleLocation {
            origin: manual.origin.as_str().into(),
            bytes: ArticleOrigin::Kept(manual.into()),
            at: 0..0,
        };
        index.put(id, place);
        Some(Answer::ManualReady(id))
    };
    worker::run("manual", events, Some(failure), task)
}
