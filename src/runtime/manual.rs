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

/// Writes the manual in a thread, and puts it into the index.
pub(super) fn load(
    language: Language,
    write: &ManualWriter,
    article_index: &Arc<ArticleIndex>,
    answers: SyncSender<LoopEvent>,
) {
    let (write, index) = (Arc::clone(write), Arc::clone(article_index));
    let other_answers = answers.clone();
    let failure = move || Answer::Remark(internal_error(Doing::Manual, language).into());
    let work = move || {
        let answer = write(language).map_or_else(failure, |manual| {
            let id = manual.id;
            let place = ArticleLocation {
                origin: manual.origin.as_str().into(),
                bytes: ArticleOrigin::Kept(manual.into()),
                at: 0..0,
            };
            index.put(id, place);
            Answer::ManualReady(id)
        });
        drop(answers.send(LoopEvent::Answer(answer)));
    };
    let failed = move || drop(other_answers.send(LoopEvent::Answer(failure())));
    drop(worker::start("manual", work, failed));
}
