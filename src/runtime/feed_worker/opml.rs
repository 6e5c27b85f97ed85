//! Reads lists of feeds from OPML files, and writes them.

use super::FeedWorkerState;
use crate::app::Answer;
use crate::paths;
use crate::sync::{is_held, list_of, read_list};
use crate::words::{News, sentence};
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The maximum number of remarks on a list.
const MOST_SAID: usize = 3;

impl FeedWorkerState {
    pub(super) fn import(&self, typed: &str) -> Result<Vec<Answer>, String> {
        let path = paths::typed(typed);
        let name = path.display().to_string();
        let (subscriptions, problems) = File::open(&path)
            .and_then(|file| read_list(file, &name))
            .map_err(|error| self.of_file(&path, &error))?;
        if subscriptions.is_empty() {
            return Err(News::NoFeedsIn(name).say(self.language));
        }
        let mut store = self.store()?;
        let new = store
            .subscribe(&subscriptions)
            .map_err(|error| self.said(&error))?;
        let known = subscriptions.len() - new;
        let mut said = vec![News::Taken { new, known }];
        let held = subscriptions.iter().filter(|one| is_held(one)).count();
        said.extend((held > 0).then_some(News::PassedOver(held)));
        let problems = problems.iter().take(MOST_SAID);
        let problems = problems.map(|problem| Answer::Remark(problem.say(self.language).into()));
        let changed = self.changed(&store, &said, None)?;
        Ok(problems.chain([changed]).collect())
    }

    /// Writes the list without user names and passwords. A file that is there is not replaced.
    pub(super) fn export(&self, typed: &str) -> Result<Answer, String> {
        let path = paths::typed(typed);
        let store = self.store()?;
        let all = store.all_feeds().map_err(|error| self.said(&error))?;
        let mut options = OpenOptions::new();
        options
            .write(true)
            .create_new(true)
            .open(&path)
            .and_then(|mut file| file.write_all(list_of(&all, false).as_bytes()))
            .map_err(|error| self.of_file(&path, &error))?;
        let said = News::Exported(all.len(), path.display().to_string());
        self.changed(&store, &[said], None)
    }

    fn of_file(&self, path: &Path, error: &io::Error) -> String {
        format!("{}: {}", path.display(), sentence(error, self.language))
    }
}
