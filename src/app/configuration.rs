//! The configuration as the app gets it from the shell: at the start, and whenever its files change.

use super::keymap::Keymap;
use super::settings::SettingValues;
use crate::text::clean_text::CleanText;

/// What the files, the environment and the options set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Configuration {
    /// The value of every setting.
    pub settings: SettingValues,
    /// The key bindings.
    pub keymap: Keymap,
    /// What is wrong with it, a sentence for each fault.
    pub faults: Vec<CleanText>,
}
