//! Reads the table of accounts: for each, the command that prints its password.

use super::Reading;
use crate::config::text::shortened;
use crate::words::{ConfigExpected, ConfigFault};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The one setting of an account.
const PASSWORD: &str = "password_command";

impl Reading<'_> {
    pub(super) fn accounts(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let Some(rows) = value.get_ref().as_table() else {
                let fault = ConfigFault::UnknownSetting(
                    format!("accounts.{}", shortened(name.get_ref())),
                    Some(format!("accounts.NAME.{PASSWORD}")),
                );
                self.fault(name.span().start, fault);
                continue;
            };
            for (row, value) in rows {
                self.account(name.get_ref(), (row.get_ref(), row.span().start), value);
            }
        }
    }

    fn account(&mut self, name: &str, (row, at): (&str, usize), value: &Spanned<DeValue<'_>>) {
        if row != PASSWORD {
            let near = Some(PASSWORD.to_owned());
            self.fault(at, ConfigFault::UnknownSetting(shortened(row), near));
            return;
        }
        match command_of(value.get_ref()) {
            Some(command) => {
                self.file.passwords.insert(name.to_owned(), command);
            }
            None => {
                let written = self.text.get(value.span()).unwrap_or_default();
                let fault = ConfigFault::UnfitValue {
                    name: PASSWORD.to_owned(),
                    value: shortened(written),
                    expected: ConfigExpected::Command,
                    nearest: None,
                };
                self.fault(at, fault);
            }
        }
    }
}

/// Returns a list of at least one text that is not empty.
fn command_of(value: &DeValue<'_>) -> Option<Vec<String>> {
    let words = value.as_array()?.iter();
    let words = words.map(|word| Some(word.get_ref().as_str()?.to_owned()));
    let words: Vec<String> = words.collect::<Option<_>>()?;
    words
        .first()
        .is_some_and(|program| !program.is_empty())
        .then_some(words)
}

#[cfg(test)]
mod tests {
    use crate::config::file::ConfigFile;
    use crate::words::Language;
    use std::path::Path;

    #[test]
    fn commands_for_passwords_are_read_and_faults_are_named() {
        let text = "[accounts.\"घर\"]\npassword_command = ['pass', 'show', 'rss']\n\
             [accounts.b]\npassword_command = 'pass show rss'\npasword = 'x'\n";
        let file = ConfigFile::parse(text, Path::new("c.toml"));
        assert_eq!(file.passwords["घर"], ["pass", "show", "rss"]);
        assert_eq!(file.passwords.len(), 1);
        let said: Vec<String> = file
            .faults
            .iter()
            .map(|fault| fault.say(Language::English))
            .collect();
        assert_eq!(
            said,
            [
                "c.toml:4: password_command: 'pass show rss' does not fit; expected a command and its words as a list, as in [\"pass\", \"show\", \"rss\"]",
                "c.toml:5: pasword: no such setting; did you mean password_command?",
            ]
        );
    }
}
