//! The accounts in the report. Their names and addresses are not in it: a report is sent to others.

use crate::account_error::AccountError;
use crate::store::{AccountCounts, Store};
use crate::words::{AccountNews, Label, Language};
use serde::Serialize;
use std::path::Path;

/// An account as the report has it.
#[derive(Debug, Serialize)]
pub(super) struct AccountReport {
    server: Option<String>,
    insecure: bool,
    feeds: usize,
    stories: usize,
    unread: usize,
    waiting: usize,
    failures: u32,
    /// Why the last sync failed, in English and without texts of the server.
    error: Option<String>,
}

impl AccountReport {
    /// Returns the accounts of the library at `path`; none if it cannot be read, which other commands report.
    pub(super) fn all(path: &Path) -> Vec<Self> {
        let Ok(store) = Store::open(path) else {
            return Vec::new();
        };
        let accounts = store.accounts().unwrap_or_default().into_iter();
        let reports = accounts.map(|account| {
            let AccountCounts {
                feeds,
                stories,
                unread,
                waiting,
            } = store.account_counts(account.id).unwrap_or_default();
            let fault = account.fault.map(AccountError::without_text);
            Self {
                server: account.server,
                insecure: account.is_insecure,
                feeds,
                stories,
                unread,
                waiting,
                failures: account.failures,
                error: fault.map(|fault| fault.say(Language::English)),
            }
        });
        reports.collect()
    }

    /// Returns the line of the report.
    pub(super) fn line(&self, language: Language) -> (Label, String) {
        let counts = AccountNews::Counts {
            feeds: self.feeds,
            stories: self.stories,
            unread: self.unread,
        };
        let waiting = (self.waiting > 0).then_some(AccountNews::Waiting(self.waiting));
        let insecure = self.insecure.then_some(AccountNews::Insecure);
        let said = std::iter::once(counts).chain(waiting).chain(insecure);
        let said = said.map(|news| news.say(language));
        let said = self
            .server
            .iter()
            .cloned()
            .chain(said)
            .chain(self.error.clone());
        (Label::Account, said.collect::<Vec<_>>().join(" · "))
    }
}
