//! The commands about accounts at servers.

mod add;
mod ask;
mod list;

use super::client::client;
use super::json::print_line;
use super::{open_library, output, report};
use crate::store::{Account, Store};
use crate::sync::{AccountOpener, IdStream, PasswordCommands};
use crate::words::{AccountNews, Language, Shell};
use add::AddArguments;
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Subcommand;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

#[derive(Debug, Subcommand)]
pub(super) enum AccountsCommand {
    /// Join an account at a server such as FreshRSS or Miniflux
    Add(AddArguments),
    /// List your accounts with their last result
    List {
        /// Print one JSON object per line
        #[arg(long)]
        json: bool,
    },
    /// Ask a server whether an account works; nothing is changed
    Check {
        /// Name of the account
        #[arg(value_name = "ACCOUNT")]
        account: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Leave an account; its stories go, but for those with a star
    Remove {
        /// Name of the account
        #[arg(value_name = "ACCOUNT")]
        account: String,
        /// Leave it although the server does not know all marks
        #[arg(long)]
        force: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command.
pub(super) fn perform(
    library: &Path,
    command: &AccountsCommand,
    passwords: &PasswordCommands,
    language: Language,
) -> Result<ExitCode> {
    let opener = AccountOpener::new(library, passwords.clone());
    let at = Accounts {
        library,
        opener,
        language,
    };
    match command {
        AccountsCommand::Add(arguments) => at.add(arguments),
        AccountsCommand::List { json } => at.list(*json),
        AccountsCommand::Check { account, json } => at.check(account, *json),
        AccountsCommand::Remove {
            account,
            force,
            json,
        } => at.remove(account, *force, *json),
    }
}

/// What the commands share.
struct Accounts<'a> {
    library: &'a Path,
    opener: AccountOpener,
    language: Language,
}

impl Accounts<'_> {
    fn store(&self) -> Result<Store> {
        open_library::or_new(self.library, self.language)
    }

    fn list(&self, as_json: bool) -> Result<ExitCode> {
        let store = open_library::if_any(self.library, self.language)?;
        list::list(store.as_ref(), as_json, self.language)
    }

    fn check(&self, name: &str, as_json: bool) -> Result<ExitCode> {
        let store = self.store()?;
        let account = called(&store, name, self.language)?;
        let asked = self
            .opener
            .open(&client(self.language)?, &account)
            .and_then(|session| {
                let feeds = session.feeds()?.len();
                Ok((feeds, session.ids(IdStream::Unread)?.ids.len()))
            });
        let error = asked.as_ref().err().map(|error| error.say(self.language));
        let (feeds, unread) = asked.unwrap_or_default();
        if as_json {
            self.print(&json!({
                "account": account.name,
                "address": account.address,
                "user": account.user,
                "works": error.is_none(),
                "feeds": feeds,
                "unread": unread,
                "error": error,
            }))?;
        } else if let Some(error) = &error {
            report::say(&format!("{}: {error}", account.name));
        } else {
            let name = account.name;
            self.tell(&AccountNews::Works {
                name,
                feeds,
                unread,
            })?;
        }
        Ok(if error.is_some() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }

    /// Sends the marks that the server does not know, then removes the account.
    fn remove(&self, name: &str, is_forced: bool, as_json: bool) -> Result<ExitCode> {
        let mut store = self.store()?;
        let mut account = called(&store, name, self.language)?;
        if !is_forced && store.waiting_count(account.id)? > 0 {
            let client = client(self.language)?;
            let sent =
                self.opener
                    .send(&mut store, &client, &mut account, &AtomicBool::new(false))?;
            if let Err(error) = sent {
                let count = store.waiting_count(account.id)?;
                let (why, unsent) = (error.say(self.language), AccountNews::UnsentMarks(count));
                bail!("{}: {why}; {}", account.name, unsent.say(self.language));
            }
        }
        let stories = store.remove_account(account.id)?;
        self.opener
            .tokens()
            .remove(&account.name)
            .with_context(|| self.opener.tokens().path().display().to_string())?;
        let name = account.name;
        if as_json {
            self.print(&json!({"account": name, "removed": true, "stories": stories}))?;
        } else {
            self.tell(&AccountNews::Removed { name, stories })?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print(&self, object: &Value) -> Result<()> {
        print_line(object).context(Shell::StandardOutput.say(self.language))
    }

    fn tell(&self, news: &AccountNews) -> Result<()> {
        output::line(&news.say(self.language)).context(Shell::StandardOutput.say(self.language))
    }
}

/// Returns the account of this name.
///
/// # Errors
/// Returns an error if there is none, or the library cannot be read.
pub(super) fn called(store: &Store, name: &str, language: Language) -> Result<Account> {
    let accounts = store.accounts()?;
    let found = accounts.into_iter().find(|account| account.name == name);
    found.ok_or_else(|| anyhow!(AccountNews::NoSuchAccount(name.to_owned()).say(language)))
}
