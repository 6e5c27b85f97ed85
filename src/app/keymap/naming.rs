//! The keys by which texts name commands.

use super::Keymap;
use super::table::Binding;
use crate::app::command::Command;
use crate::words::KeyTable;
use std::borrow::Cow;

/// The sign before the name of a command in a text; the key that is bound to the command takes its place.
const BEFORE: char = '⟦';

/// The sign after the name.
const AFTER: char = '⟧';

impl Keymap {
    /// Returns the first keys that run `command` in a pane; empty if none do.
    pub fn first_in(&self, table: KeyTable, command: Command) -> String {
        let first = self.keys_in(table, command).next();
        first.map_or_else(String::new, |keys| keys.to_string())
    }

    /// Returns the first keys of `command`, in any pane if none run it everywhere; empty if there are none.
    pub fn first(&self, command: Command) -> String {
        let mut tables = KeyTable::ALL.into_iter();
        let first = tables.find_map(|table| self.keys_in(table, command).next());
        first.map_or_else(String::new, |keys| keys.to_string())
    }

    /// Replaces each `⟦name⟧` of a command in a text by the keys that run it in a pane, else anywhere, else by the
    /// name as the command line takes it.
    pub fn fill<'a>(&self, table: KeyTable, text: Cow<'a, str>) -> Cow<'a, str> {
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
                    filled.push_str(&self.named(table, binding));
                    rest = end;
                }
                None => filled.push(BEFORE),
            }
        }
        filled.push_str(rest);
        filled.into()
    }

    /// Returns the keys of a command as a text names them.
    fn named(&self, table: KeyTable, binding: &Binding) -> String {
        let here = self.first_in(table, binding.command);
        let keys = if here.is_empty() {
            self.first(binding.command)
        } else {
            here
        };
        if keys.is_empty() {
            return format!(":{}", binding.name);
        }
        keys
    }
}
