//! The texts of the interface, in Hindi and English, as exhaustive matches.
//!
//! A phrase is a value: the state of the program can hold it, and tests can compare it. The
//! language is chosen when it is displayed. The compiler reports a phrase that lacks one of the
//! languages.

mod account;
mod account_error;
mod advice;
pub mod cli_help;
mod config;
mod date;
mod fetch_error;
mod help;
mod internal;
mod keys;
mod label;
mod library;
mod manual;
mod meant;
mod news;
mod number;
mod phrase;
mod query;
mod query_fault;
mod remark;
mod row;
mod shell;
mod starter;
mod system;
mod theme;
pub mod usage;

pub use account::AccountNews;
pub use advice::Advice;
pub use config::{ConfigExpected, ConfigFault, ConfigWord, SettingId};
pub use date::{age, day, day_and_time};
pub use help::Help;
pub use internal::{Doing, internal_error};
pub use keys::{CallFault, KeyTable};
pub use label::Label;
pub use library::LibraryFault;
pub use manual::ManualWord;
pub use news::{Change, News};
pub use number::{grouped, lakhs, thousands};
pub use phrase::Phrase;
pub use query::{MarkChange, QueryHelp, SortName};
pub use query_fault::QueryFault;
pub use remark::translated;
pub use row::RowFault;
pub use shell::Shell;
pub use starter::group_name;
pub use system::sentence;
pub use theme::ThemeFault;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Language {
    /// Hindi.
    Hindi,
    /// English.
    #[default]
    English,
}

impl Language {
    /// Returns the language selected by the values of `--lang`, `LC_ALL`, `LC_MESSAGES` and `LANG`.
    /// The first one that is set decides: `hi…` is Hindi, anything else English.
    pub fn choose<'a, I: IntoIterator<Item = Option<&'a str>>>(settings: I) -> Self {
        match settings
            .into_iter()
            .flatten()
            .find(|setting| !setting.is_empty())
        {
            Some(setting) if setting.to_ascii_lowercase().starts_with("hi") => Self::Hindi,
            _ => Self::English,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_setting_decides() {
        assert_eq!(
            Language::choose([None, Some(""), Some("hi_IN.UTF-8")]),
            Language::Hindi
        );
        assert_eq!(
            Language::choose([Some("en"), Some("hi_IN")]),
            Language::English
        );
        assert_eq!(Language::choose([None]), Language::English);
    }
}
