//! A user of the program: a home of its own, a library, and what is in it by address.

use super::bed::{Addresses, Bed};
use crate::program::{Ended, Program, Running};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The name by which the account is known in most tests.
pub(super) const NAME: &str = "server";

/// A home with a library in it.
pub(super) struct Reader {
    home: tempfile::TempDir,
}

/// A story of the library.
#[derive(Clone, Debug)]
pub(super) struct ListedStory {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) is_read: bool,
    pub(super) is_starred: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// A reader that has the account of `bed` and has not synced yet.
    pub(super) fn with(bed: &dyn Bed) -> Self {
        let reader = Self::new();
        reader.add(bed, NAME);
        reader
    }

    pub(super) fn home(&self) -> &std::path::Path {
        self.home.path()
    }

    pub(super) fn library(&self) -> PathBuf {
        self.home.path().join("library.sqlite")
    }

    fn program(&self, arguments: &[&str]) -> Program {
        Program::new(arguments)
            .library(&self.library())
            .home(self.home.path())
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Ended {
        self.program(arguments).run()
    }

    /// Runs a command that must succeed.
    pub(super) fn good(&self, arguments: &[&str]) -> Ended {
        let ended = self.run(arguments);
        assert!(ended.status.success(), "{arguments:?}: {ended:?}");
        ended
    }

    /// Starts a command, for a test that does not wait for its end.
    pub(super) fn start(&self, arguments: &[&str]) -> Running {
        self.program(arguments).start()
    }

    /// Tries to add an account with a password.
    pub(super) fn try_add(&self, address: &str, user: &str, name: &str, password: &str) -> Ended {
        let arguments = [
            "accounts",
            "add",
            address,
            "--user",
            user,
            "--name",
            name,
            "--password-stdin",
            "--json",
        ];
        let program = self.program(&arguments);
        program.input(format!("{password}\n").as_bytes()).run()
    }

    /// Adds the account of `bed` as `name`.
    pub(super) fn add(&self, bed: &dyn Bed, name: &str) {
        let (user, password) = bed.login();
        let ended = self.try_add(&bed.address(), &user, name, &password);
        assert!(ended.status.success(), "{ended:?}");
    }

    /// Syncs an account, whatever comes of it, and returns its line.
    pub(super) fn try_sync(&self, name: &str) -> Value {
        let ended = self.run(&["sync", "--account", name, "--json"]);
        let line = ended.rows().into_iter().find(is_account_line);
        line.unwrap_or_else(|| panic!("no line of the account: {ended:?}"))
    }

    /// Syncs the account, which must work, and returns its line.
    pub(super) fn sync(&self) -> Value {
        let line = self.try_sync(NAME);
        assert_eq!(line["result"], "read", "{line}");
        line
    }

    /// The stories of the library by address.
    pub(super) fn stories(&self) -> BTreeMap<String, ListedStory> {
        let rows = self.good(&["list", "--json", "--limit", "1000000"]).rows();
        let count = rows.len();
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let stories: BTreeMap<String, ListedStory> = rows
            .iter()
            .map(|row| {
                let story = ListedStory {
                    id: text(row, "id"),
                    title: text(row, "headline"),
                    is_read: row["read"].as_bool().unwrap(),
                    is_starred: row["starred"].as_bool().unwrap(),
                };
                (text(row, "url"), story)
            })
            .collect();
        assert_eq!(stories.len(), count, "an address is in the list twice");
        stories
    }

    fn addresses(&self, holds: impl Fn(&ListedStory) -> bool) -> Addresses {
        let stories = self.stories().into_iter();
        stories
            .filter_map(|(address, story)| holds(&story).then_some(address))
            .collect()
    }

    pub(super) fn unread(&self) -> Addresses {
        self.addresses(|story| !story.is_read)
    }

    pub(super) fn starred(&self) -> Addresses {
        self.addresses(|story| story.is_starred)
    }

    /// Marks stories: `flag` is an option of `mark`.
    pub(super) fn mark(&self, addresses: &[String], flag: &str) {
        let stories = self.stories();
        let ids = addresses.iter().map(|address| match stories.get(address) {
            Some(story) => story.id.as_str(),
            None => panic!("the library has no {address}"),
        });
        let mut arguments = vec!["mark"];
        arguments.extend(ids);
        arguments.push(flag);
        self.good(&arguments);
    }

    /// The line of an account in the list of accounts.
    pub(super) fn account(&self, name: &str) -> Value {
        let rows = self.good(&["accounts", "list", "--json"]).rows();
        let row = rows.into_iter().find(|row| row["account"] == name);
        row.unwrap_or_else(|| panic!("no account {name}"))
    }

    /// How many marks wait to be sent.
    pub(super) fn waiting(&self) -> u64 {
        let row = self.account(NAME);
        let waiting = row["waiting"].as_u64();
        waiting.unwrap_or_else(|| panic!("no number of marks that wait: {row}"))
    }
}

/// Whether a line of `sync --json` is an account's own.
pub(super) fn is_account_line(row: &Value) -> bool {
    row.get("account").is_some() && row.get("sent").is_some()
}

/// Asserts that the library and the server have the same marks.
pub(super) fn assert_agree(reader: &Reader, bed: &dyn Bed) {
    assert_eq!(reader.unread(), bed.unread(), "what is unread");
    assert_eq!(reader.starred(), bed.starred(), "what is starred");
}
