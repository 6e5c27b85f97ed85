//! The keymap: what each key or sequence of keys is bound to in each pane.

mod layers;
pub mod layout;
mod naming;
pub mod table;

use super::call::Call;
use super::command::Command;
use crate::key::{Key, KeyCode, KeySequence};
use crate::words::KeyTable;
use layout::KeyboardLayout;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use table::{Binding, bindings};

/// Keys, and the commands that they run in a pane.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyBinding {
    /// Where the keys are bound.
    pub table: KeyTable,
    /// The keys.
    pub keys: KeySequence,
    /// The commands, several for a macro; none if the keys do nothing.
    pub calls: Arc<[Call]>,
}

/// What keys mean in a pane.
#[derive(Clone, Debug, PartialEq)]
pub enum LookUp<'a> {
    /// They run these commands.
    Bound(&'a Arc<[Call]>),
    /// They begin longer sequences.
    Begun,
    /// They mean nothing.
    Unbound,
}

/// What can follow the keys that were typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Continuation<'a> {
    /// The next key.
    pub key: Key,
    /// What it runs; `None` if it leads to more keys.
    pub calls: Option<&'a [Call]>,
    /// The number of sequences that go on with the key.
    pub count: usize,
}

/// What each key is bound to.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    /// All bindings; of the keys of a command, texts name the first.
    bound: Vec<KeyBinding>,
    /// The index in `bound` of each sequence.
    indices: HashMap<(KeyTable, KeySequence), usize>,
    /// The beginnings of longer sequences.
    begun: HashSet<(KeyTable, KeySequence)>,
    /// The keyboard by whose keys Devanagari letters count for commands.
    pub keyboard: KeyboardLayout,
}

impl Keymap {
    fn of(bound: Vec<KeyBinding>, keyboard: KeyboardLayout) -> Self {
        let (mut indices, mut begun) = (HashMap::new(), HashSet::new());
        for (index, binding) in bound.iter().enumerate() {
            indices
                .entry((binding.table, binding.keys))
                .or_insert(index);
            let beginnings = binding.keys.beginnings();
            begun.extend(beginnings.map(|beginning| (binding.table, beginning)));
        }
        Self {
            bound,
            indices,
            begun,
            keyboard,
        }
    }

    /// Returns what keys mean in a pane; what is bound there comes before what is bound everywhere.
    pub fn look_up(&self, table: KeyTable, keys: KeySequence) -> LookUp<'_> {
        for table in [table, KeyTable::Everywhere] {
            let index = self.indices.get(&(table, keys));
            if let Some(binding) = index.and_then(|index| self.bound.get(*index)) {
                return if binding.calls.is_empty() {
                    LookUp::Unbound
                } else {
                    LookUp::Bound(&binding.calls)
                };
            }
            if self.begun.contains(&(table, keys)) {
                return LookUp::Begun;
            }
        }
        LookUp::Unbound
    }

    /// Returns what `key` means in a pane after the keys `before`. A Devanagari letter that means nothing counts as
    /// the English letter on its key. The key that counts is returned too.
    pub fn press(
        &self,
        table: KeyTable,
        before: Option<KeySequence>,
        key: Key,
    ) -> (Key, LookUp<'_>) {
        let meaning = |key: Key| match before {
            None => self.look_up(table, key.into()),
            Some(before) => before
                .then(key)
                .map_or(LookUp::Unbound, |keys| self.look_up(table, keys)),
        };
        let found = meaning(key);
        if found == LookUp::Unbound
            && let Some(english) = self.english(key)
        {
            let found = meaning(english);
            if found != LookUp::Unbound {
                return (english, found);
            }
        }
        (key, found)
    }

    /// Returns the key of an English keyboard in the place of one that types a Devanagari letter.
    pub fn english(&self, key: Key) -> Option<Key> {
        let KeyCode::Char(letter) = key.code else {
            return None;
        };
        let code = KeyCode::Char(self.keyboard.english(letter)?);
        Some(Key { code, ..key })
    }

    /// Returns the command that `key` alone runs in a pane, if it runs just one without an argument.
    pub fn command_in(&self, table: KeyTable, key: Key) -> Option<Command> {
        match self.press(table, None, key).1 {
            LookUp::Bound(calls) => match &**calls {
                [call] => call.as_plain(),
                _ => None,
            },
            LookUp::Begun | LookUp::Unbound => None,
        }
    }

    /// Returns the command that `key` alone runs wherever no pane has another for it.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.command_in(KeyTable::Everywhere, key)
    }

    /// Returns all bindings that can be typed somewhere.
    pub fn bound(&self) -> impl Iterator<Item = &KeyBinding> {
        self.bound
            .iter()
            .filter(|binding| self.is_in_force(binding, binding.table))
    }

    /// Returns whether the keys of a binding run its commands in a pane.
    fn is_in_force(&self, binding: &KeyBinding, table: KeyTable) -> bool {
        let is_there = [table, KeyTable::Everywhere].contains(&binding.table);
        is_there
            && binding
                .keys
                .beginnings()
                .all(|beginning| self.look_up(table, beginning) == LookUp::Begun)
            && matches!(self.look_up(table, binding.keys), LookUp::Bound(calls) if *calls == binding.calls)
    }

    /// Returns the keys that run `command` in a pane; the first is the one that texts name.
    pub fn keys_in(&self, table: KeyTable, command: Command) -> impl Iterator<Item = KeySequence> {
        let of_command = move |binding: &&KeyBinding| match &*binding.calls {
            [call] => call.as_plain() == Some(command),
            _ => false,
        };
        let bound = self.bound.iter().filter(of_command);
        bound
            .filter(move |binding| self.is_in_force(binding, table))
            .map(|binding| binding.keys)
    }

    /// Returns the keys that run `command` everywhere.
    pub fn keys_of(&self, command: Command) -> impl Iterator<Item = KeySequence> {
        self.keys_in(KeyTable::Everywhere, command)
    }

    /// Returns the first pane, other than `here`, in which keys do something.
    pub fn elsewhere(&self, here: KeyTable, keys: KeySequence) -> Option<KeyTable> {
        let mut tables = KeyTable::ALL.into_iter().filter(|table| *table != here);
        tables.find(|table| self.indices.contains_key(&(*table, keys)))
    }

    /// Returns what can follow `keys` in a pane.
    pub fn continuations(&self, table: KeyTable, keys: KeySequence) -> Vec<Continuation<'_>> {
        let mut next: Vec<Continuation<'_>> = Vec::new();
        for binding in &self.bound {
            let is_longer = keys.begins(&binding.keys) && keys != binding.keys;
            let key = binding.keys.keys().get(keys.keys().len());
            let (true, Some(key), true) = (is_longer, key, self.is_in_force(binding, table)) else {
                continue;
            };
            let is_end = binding.keys.keys().len() == keys.keys().len() + 1;
            match next.iter_mut().find(|other| other.key == *key) {
                Some(other) => other.count += 1,
                None => next.push(Continuation {
                    key: *key,
                    calls: is_end.then_some(&binding.calls),
                    count: 1,
                }),
            }
        }
        next
    }

    /// Returns whether keys lead to the help and to the end of the program from every state: out of a dialog and an
    /// article to the list, and from there to both. Where keys are text, Esc always leads back.
    pub fn is_safe(&self) -> bool {
        let is_bound = |table, command| self.keys_in(table, command).next().is_some();
        let back = Command::Pane(super::command::PaneCommand::Back);
        let leads_back = |table| is_bound(table, Command::Close) || is_bound(table, back);
        let ends = |table| is_bound(table, Command::Quit);
        let helps = |table| is_bound(table, table::HELP);
        let in_panes = [KeyTable::Article, KeyTable::Related]
            .into_iter()
            .all(|table| leads_back(table) || (helps(table) && ends(table)));
        let in_list = helps(KeyTable::List)
            && (ends(KeyTable::List) || is_bound(KeyTable::List, Command::Close));
        in_list && in_panes && (leads_back(KeyTable::Dialog) || helps(KeyTable::Dialog))
    }

    /// Returns the commands that had keys in the keymap of the program and have none in this one.
    pub fn keyless(&self) -> impl Iterator<Item = &'static Binding> {
        bindings()
            .filter(|binding| !binding.keys.is_empty() && self.first(binding.command).is_empty())
    }
}

impl Default for Keymap {
    /// Returns the keymap of the table.
    fn default() -> Self {
        let bound = bindings()
            .flat_map(|binding| binding.keys.iter().map(|keys| (keys, binding.command)))
            .filter_map(|(keys, command)| {
                Some(KeyBinding {
                    table: KeyTable::Everywhere,
                    keys: keys.parse().ok()?,
                    calls: [Call::plain(command)].into(),
                })
            })
            .collect();
        Self::of(bound, KeyboardLayout::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::{MarksCommand, Motion};

    const STAR: Command = Command::Marks(MarksCommand::Star);
    const DOWN: Command = Command::Move(Motion::Down);

    fn change(table: KeyTable, keys: &str, names: &[&str]) -> KeyBinding {
        let calls = names.iter().map(|name| Call::parse(name).unwrap());
        KeyBinding {
            table,
            keys: keys.parse().unwrap(),
            calls: calls.collect(),
        }
    }

    fn everywhere(keys: &str, names: &[&str]) -> KeyBinding {
        change(KeyTable::Everywhere, keys, names)
    }

    fn keys(text: &str) -> KeySequence {
        text.parse().unwrap()
    }

    #[test]
    fn every_key_of_the_table_is_a_key_and_bound_once() {
        let keys: Vec<&str> = bindings()
            .flat_map(|binding| binding.keys.iter().copied())
            .collect();
        assert!(keys.iter().all(|keys| keys.parse::<KeySequence>().is_ok()));
        assert_eq!(Keymap::default().indices.len(), keys.len());
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
        let changes = [everywhere("j", &["star"]), everywhere("s", &[])];
        let keymap = Keymap::default().with(&changes);
        assert_eq!(keymap.command(Key::char('j')), Some(STAR));
        assert_eq!(keymap.command(Key::char('s')), None);
        assert_eq!(keymap.first(STAR), "j");
        assert_eq!(keymap.first(DOWN), "↓");
    }

    #[test]
    fn a_sequence_takes_its_beginning_away_and_the_other_way_round() {
        let keymap = Keymap::default().with(&[everywhere("g g", &["top"])]);
        let look_up = |keymap: &Keymap, text| {
            keymap.look_up(KeyTable::List, keys(text)).clone() == LookUp::Begun
        };
        assert!(look_up(&keymap, "g"));
        assert_eq!(keymap.first(Command::Move(Motion::Top)), "g g");
        let back = keymap.with(&[everywhere("g", &["star"])]);
        assert_eq!(back.look_up(KeyTable::List, keys("g g")), LookUp::Unbound);
        assert_eq!(back.command(Key::char('g')), Some(STAR));
    }

    #[test]
    fn a_pane_has_keys_of_its_own_and_hides_others() {
        let changes = [
            change(KeyTable::Article, "s", &["left-out"]),
            change(KeyTable::List, "y", &[]),
        ];
        let keymap = Keymap::default().with(&changes);
        assert_eq!(keymap.first_in(KeyTable::List, STAR), "s");
        assert_eq!(keymap.first_in(KeyTable::Article, STAR), "");
        assert_eq!(keymap.look_up(KeyTable::List, keys("y")), LookUp::Unbound);
        let only = Keymap::default().with(&[change(KeyTable::Article, "z", &["star"])]);
        assert_eq!(
            only.elsewhere(KeyTable::List, keys("z")),
            Some(KeyTable::Article)
        );
        let later = only.with(&[everywhere("z", &["undo"])]);
        assert_eq!(
            later.elsewhere(KeyTable::List, keys("z")),
            Some(KeyTable::Everywhere)
        );
        assert_eq!(later.first_in(KeyTable::Article, STAR), "s");
    }

    #[test]
    fn what_can_follow_is_listed_once_for_each_key() {
        let changes = [
            everywhere(", b", &["open", "next-unread"]),
            everywhere(", m s", &["star"]),
            everywhere(", m m", &["toggle-read"]),
            change(KeyTable::Article, ", b", &["star"]),
        ];
        let keymap = Keymap::default().with(&changes);
        let next = |table| -> Vec<(String, Option<usize>, usize)> {
            let next = keymap.continuations(table, keys(","));
            let next = next.into_iter();
            next.map(|next| {
                (
                    next.key.to_string(),
                    next.calls.map(<[Call]>::len),
                    next.count,
                )
            })
            .collect()
        };
        let more = ("m".to_owned(), None, 2);
        assert_eq!(
            next(KeyTable::List),
            [("b".to_owned(), Some(2), 1), more.clone()]
        );
        assert_eq!(
            next(KeyTable::Article),
            [more, ("b".to_owned(), Some(1), 1)]
        );
    }

    #[test]
    fn a_letter_of_inscript_counts_by_its_key_unless_it_is_bound() {
        let keymap = Keymap::default();
        assert_eq!(keymap.command(Key::char('र')), Some(DOWN));
        assert_eq!(keymap.command(Key::char('१')), Some(Command::Digit(1)));
        let bound = keymap.with(&[everywhere("र", &["star"])]);
        assert_eq!(bound.command(Key::char('र')), Some(STAR));
        let mut english = keymap.clone();
        english.keyboard = KeyboardLayout::None;
        assert_eq!(english.command(Key::char('र')), None);
        let sequence = keymap.with(&[everywhere("g g", &["top"])]);
        let (g, found) = sequence.press(KeyTable::List, None, Key::char('ु'));
        assert_eq!((g, found), (Key::char('g'), LookUp::Begun));
    }

    #[test]
    fn texts_name_the_bound_keys() {
        let keymap = Keymap::default();
        let fill = |keymap: &Keymap, text: &'static str| {
            keymap.fill(KeyTable::List, text.into()).into_owned()
        };
        assert_eq!(fill(&keymap, "⟦star⟧: star, ⟦back⟧"), "s: star, Esc");
        let unbound = keymap.with(&[everywhere("s", &[])]);
        assert_eq!(fill(&unbound, "⟦star⟧"), ":star");
        assert_eq!(fill(&keymap, "⟦odd⟧ and ⟦"), "⟦odd⟧ and ⟦");
        let here = keymap.with(&[change(KeyTable::List, "Z s", &["star"])]);
        assert_eq!(fill(&here, "⟦star⟧"), "Z s");
    }

    #[test]
    fn without_help_or_an_end_a_keymap_is_not_safe() {
        let keymap = Keymap::default();
        let without = |table, unbound: &[&str]| {
            let changes = unbound.iter().map(|keys| change(table, keys, &[]));
            keymap.with(&changes.collect::<Vec<_>>()).is_safe()
        };
        let everywhere = KeyTable::Everywhere;
        assert!(keymap.is_safe());
        assert!(!without(everywhere, &["?"]) && !without(KeyTable::List, &["?"]));
        assert!(without(everywhere, &["Q", "^C"]) && without(everywhere, &["q"]));
        assert!(!without(everywhere, &["Q", "^C", "q"]));
        let back = ["Esc", "←", "h", "Backspace", "q"];
        assert!(without(KeyTable::Article, &back), "Q and ? are left");
        assert!(!without(
            KeyTable::Dialog,
            &["Esc", "←", "h", "Backspace", "q", "?"]
        ));
    }
}
