//! Keys into commands.

use super::command::{self, Command};
use crate::key::Key;
use std::collections::HashMap;

/// Which key means what.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    commands: HashMap<Key, Command>,
}

impl Keymap {
    /// Returns the command of `key`.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.commands.get(&key).copied()
    }
}

impl Default for Keymap {
    /// The keys of the table in [`command`].
    fn default() -> Self {
        let commands = command::bindings()
            .flat_map(|binding| binding.keys.iter().map(|key| (key, binding.command)))
            .filter_map(|(key, command)| Some((key.parse().ok()?, command)))
            .collect();
        Self { commands }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_bound_once() {
        let keys: Vec<&str> = command::bindings()
            .flat_map(|binding| binding.keys.iter().copied())
            .collect();
        assert!(keys.iter().all(|key| key.parse::<Key>().is_ok()));
        assert_eq!(Keymap::default().commands.len(), keys.len());
    }
}
