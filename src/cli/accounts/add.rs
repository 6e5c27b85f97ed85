//! The command `accounts add`.

use super::{Accounts, ask};
use crate::cli::client::client;
use crate::store::{Account, Store};
use crate::sync::{AuthToken, IdStream, log_in, served_subscription, server_address};
use crate::text::sanitize;
use crate::words::{AccountNews, sentence};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;
use url::Url;

#[derive(Debug, Args)]
pub(in crate::cli) struct AddArguments {
    /// Address of the server, as in the browser
    address: String,
    /// Your name at the server; asked for if it is missing
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// What to call the account; the server's name if it is missing
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Read the password from standard input instead of asking for it
    #[arg(long)]
    password_stdin: bool,
    /// Accept http://, where others in the network can read the password
    #[arg(long)]
    insecure: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Accounts<'_> {
    /// Logs in, stores the account and its token, and reports what the server has. An account of the same name,
    /// server and user gets a new token.
    pub(super) fn add(&self, arguments: &AddArguments) -> Result<ExitCode> {
        let language = self.language;
        let not_an_address = || AccountNews::NotAnAddress(arguments.address.clone()).say(language);
        let address = server_address(&arguments.address).with_context(not_an_address)?;
        let mut store = self.store()?;
        let user = match &arguments.user {
            Some(user) => user.clone(),
            None => ask::line(&AccountNews::AskUser, language)?,
        };
        let given = arguments.name.clone();
        let name = given.unwrap_or_else(|| host_of(&address));
        let password = match self.opener.password(&name) {
            _ if arguments.password_stdin => ask::standard_input(language)?,
            Some(password) => password.map_err(|error| anyhow!(error.say(language)))?,
            None => ask::secret(&AccountNews::AskPassword, language)?,
        };
        let client = client(language)?;
        let said = |error: crate::account_error::AccountError| anyhow!(error.say(language));
        let logged_in =
            log_in(&client, &address, &user, &password, arguments.insecure).map_err(said)?;
        let mut accounts = store.accounts()?.into_iter();
        let api = logged_in.api.as_str();
        let joined = accounts.rfind(|known| known.user == user && known.address == api);
        let is_renewed = joined.is_some();
        let name = match &joined {
            Some(known) => self.known_name(known, arguments)?,
            None => self.name(&store, arguments, (&logged_in.api, &user))?,
        };
        let account = Account {
            name,
            address: logged_in.api.to_string(),
            user,
            server: logged_in.server,
            is_insecure: arguments.insecure && logged_in.api.scheme() == "http",
            trusted: client.trusted(&logged_in.api),
            fault: None,
            failures: 0,
            due: 0,
            ..joined.unwrap_or_default()
        };
        self.keep_token(&account, &logged_in.auth)?;
        let account = store.add_account(&account)?;
        let session = self.opener.open(&client, &account).map_err(said)?;
        let feeds = session.feeds().map_err(said)?;
        let unread = session.ids(IdStream::Unread).map_err(said)?.ids.len();
        let count = feeds.len();
        let feeds = feeds.into_iter();
        let feeds = feeds.map(|feed| served_subscription(&account, feed));
        store.set_served_feeds(account.id, &feeds.collect::<Vec<_>>())?;
        if is_renewed && !arguments.json {
            self.tell(&AccountNews::Renewed(account.name))?;
        } else {
            self.report_added(account, (count, unread), arguments.json)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn keep_token(&self, account: &Account, token: &AuthToken) -> Result<()> {
        let tokens = self.opener.tokens();
        tokens.set(&account.name, token).map_err(|error| {
            let why = sentence(&error, self.language);
            let why = format!("{}: {why}", tokens.path().display());
            anyhow!(AccountNews::TokenNotKept(why).say(self.language))
        })
    }

    fn report_added(
        &self,
        account: Account,
        (feeds, unread): (usize, usize),
        as_json: bool,
    ) -> Result<()> {
        if as_json {
            return self.print(&json!({
                "account": account.name,
                "address": account.address,
                "user": account.user,
                "server": account.server,
                "insecure": account.is_insecure,
                "feeds": feeds,
                "unread": unread,
            }));
        }
        self.tell(&AccountNews::Added {
            name: account.name,
            server: account.server,
            feeds,
            unread,
        })
    }

    /// Returns the name of an account that was joined before; it cannot have two.
    fn known_name(&self, known: &Account, arguments: &AddArguments) -> Result<String> {
        let name = known.name.clone();
        match &arguments.name {
            Some(given) if *given != name => {
                bail!("{}", AccountNews::AlreadyJoined(name).say(self.language))
            }
            Some(_) | None => Ok(name),
        }
    }

    /// Returns the name of a new account: the one that was given, or the first that is free of the server's host, the
    /// host with its port, and the user at the host.
    fn name(
        &self,
        store: &Store,
        arguments: &AddArguments,
        (api, user): (&Url, &str),
    ) -> Result<String> {
        let accounts = store.accounts()?;
        let is_free = |name: &String| !accounts.iter().any(|known| known.name == *name);
        let clean = |name: &str| sanitize::clean_line(name.trim()).into_owned();
        let host = host_of(api);
        let names = if let Some(name) = &arguments.name {
            vec![clean(name)]
        } else {
            let port = api.port_or_known_default().unwrap_or_default();
            let long = clean(&format!("{user}@{host}:{port}{}", api.path()));
            vec![host.clone(), format!("{host}:{port}"), long]
        };
        let first = names.first().cloned().unwrap_or_default();
        if first.is_empty() {
            bail!("{}", AccountNews::NothingTyped.say(self.language));
        }
        let free = names.into_iter().find(is_free);
        free.with_context(|| AccountNews::NameTaken(first).say(self.language))
    }
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}
