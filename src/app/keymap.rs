//! The keymap: the command that each key is bound to, and the keys that texts name.

pub mod table;

use super::command::Command;
use crate::key::Key;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use table::{Binding, bindings};

/// The sign before the name of a command in a text; the key that is bound to the command takes its place.
const BEFORE: char = '⟦';
/// The sign after the name.
const AFTER: char = '⟧';

/// A change of the keymap: a key, and its command, or nothing to unbind it.
pub type Rebinding = (Key, Option<Command>);

/// The command that each key is bound to.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    /// All bindings; of the keys of a command, texts name the first.
    bound: Vec<(Key, Command)>,
    commands: HashMap<Key, Command>,
}

impl Keymap {
    /// Returns this keymap with changes; the keys of a change come before others of its command.
    #[must_use]
    pub fn with(&self, changes: &[Rebinding]) -> Self {
        let taken: HashSet<Key> = changes.iter().map(|(key, _)| *key).collect();
        let new = changes
            .iter()
            .filter_map(|(key, command)| Some((*key, (*command)?)));
        let kept = self.bound.iter().copied();
        let kept = kept.filter(|(key, _)| !taken.contains(key));
        Self::of(new.chain(kept).collect())
    }

    fn of(bound: Vec<(Key, Command)>) -> Self {
        let commands = bound.iter().copied().collect();
        Self { bound, commands }
    }

    /// Returns the command that is bound to `key`.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.commands.get(&key).copied()
    }

    /// Returns the keys of `command`; the first is the one that texts name.
    pub fn keys_of(&self, command: Command) -> impl Iterator<Item = Key> {
        let bound = self.bound.iter();
        bound
            .filter(move |(_, other)| *other == command)
            .map(|(key, _)| *key)
    }

    /// Returns the name of the first key of `command`; empty if no key is bound to it.
    pub fn first(&self, command: Command) -> String {
        let first = self.keys_of(command).next();
        first.map_or_else(String::new, |key| key.to_string())
    }

    /// Returns whether keys lead to the help and to the end of the program from every state: from a dialog or an
    /// article, `close` leads to the list, and from there to the end.
    pub fn is_safe(&self) -> bool {
        let is_bound = |command| self.keys_of(command).next().is_some();
        is_bound(table::HELP) && (is_bound(Command::Quit) || is_bound(Command::Close))
    }

    /// Returns the commands that had keys in the keymap of the program and have none in this one.
    pub fn keyless(&self) -> impl Iterator<Item = &'static Binding> {
        bindings().filter(|binding| self.keys_of(binding.command).next().is_none())
    }

    /// Replaces each `⟦name⟧` of a command in a text by the key that is bound to it, or by the name if none is.
    pub fn fill<'a>(&self, text: Cow<'a, str>) -> Cow<'a, str> {
        if !text.contains(BEFORE) {
            return text;
        }
        let mut filled = String::new();
        let mut rest = &*text;
        while let Some((before, after)) = rest.split_once(BEFORE) {
            filled.push_str(before);
            let named = after.split_once(AFTER);
            let named = named.and_then(|(name, end)| Some((Binding::named(name)?, end)));
            rest = after;
            match named {
                Some((binding, end)) => {
                    let key = self.first(binding.command);
                    filled.push_str(if key.is_empty() { binding.name } else { &key });
                    rest = end;
                }
                None => filled.push(BEFORE),
            }
        }
        filled.push_str(rest);
        filled.into()
    }
}

impl Default for Keymap {
    /// Returns the keymap of the table.
    fn default() -> Self {
        let bound = bindings()
            .flat_map(|binding| binding.keys.iter().map(|key| (key, binding.command)))
            .filter_map(|(key, command)| Some((key.parse().ok()?, command)))
            .collect();
        Self::of(bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::{MarksCommand, Motion};

    #[test]
    fn every_key_of_the_table_is_a_key_and_bound_once() {
        let keys: Vec<&str> = bindings()
            .flat_map(|binding| binding.keys.iter().copied())
            .collect();
        assert!(keys.iter().all(|key| key.parse::<Key>().is_ok()));
        assert_eq!(Keymap::default().commands.len(), keys.len());
    }

    #[test]
    fn every_command_has_a_name_of_its_own_in_kebab_case() {
        let names: HashSet<&str> = bindings().map(|binding| binding.name).collect();
        assert_eq!(names.len(), bindings().count());
        let is_kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(names.iter().all(|name| name.chars().all(is_kebab)));
        assert!(!names.contains("none"), "it unbinds");
    }

    #[test]
    fn a_changed_key_is_named_first_and_an_unbound_one_does_nothing() {
        let star = Command::Marks(MarksCommand::Star);
        let (down, s) = (Key::char('j'), Key::char('s'));
        let keymap = Keymap::default().with(&[(down, Some(star)), (s, None)]);
        assert_eq!(keymap.command(down), Some(star));
        assert_eq!(keymap.command(s), None);
        assert_eq!(keymap.first(star), "j");
        assert_eq!(keymap.first(Command::Move(Motion::Down)), "↓");
    }

    #[test]
    fn texts_name_the_bound_key() {
        let keymap = Keymap::default();
        let fill = |keymap: &Keymap, text: &'static str| keymap.fill(text.into()).into_owned();
        assert_eq!(fill(&keymap, "⟦star⟧: star, ⟦back⟧"), "s: star, Esc");
        let unbound = keymap.with(&[(Key::char('s'), None)]);
        assert_eq!(fill(&unbound, "⟦star⟧"), "star");
        assert_eq!(fill(&keymap, "⟦odd⟧ and ⟦"), "⟦odd⟧ and ⟦");
    }

    #[test]
    fn without_help_or_an_end_a_keymap_is_not_safe() {
        let keymap = Keymap::default();
        let without = |keys: &[&str]| {
            let changes = keys.iter().map(|key| (key.parse().unwrap(), None));
            keymap.with(&changes.collect::<Vec<_>>()).is_safe()
        };
        assert!(keymap.is_safe());
        assert!(!without(&["?"]));
        assert!(without(&["Q", "^C"]) && without(&["q"]));
        assert!(!without(&["Q", "^C", "q"]));
    }
}
