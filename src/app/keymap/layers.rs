//! Layers of a keymap: the keys of a preset and the changes of the user over the keymap of the program.

use super::{KeyBinding, Keymap};
use crate::words::KeyTable;

impl Keymap {
    /// Returns this keymap with the changes of the user, whose keys texts name before others.
    #[must_use]
    pub fn with(&self, changes: &[KeyBinding]) -> Self {
        let needed = needed(changes);
        let bound = needed.chain(self.left_by(changes)).cloned().collect();
        Self::of(bound, self.keyboard)
    }

    /// Returns this keymap with the keys of a preset; where arrows and the like are left, texts go on naming them.
    #[must_use]
    pub fn with_preset(&self, preset: &[KeyBinding]) -> Self {
        let left = self.left_by(preset);
        let bound = left.chain(needed(preset)).cloned().collect();
        Self::of(bound, self.keyboard)
    }

    /// Returns the bindings that changes leave in force.
    fn left_by<'a>(&'a self, changes: &'a [KeyBinding]) -> impl Iterator<Item = &'a KeyBinding> {
        let is_taken = |old: &KeyBinding| changes.iter().any(|new| new.displaces(old));
        self.bound.iter().filter(move |old| !is_taken(old))
    }
}

impl KeyBinding {
    /// Returns whether this binding, of a later layer, takes the keys of an earlier one: if one sequence begins the
    /// other, only one of them can be typed.
    fn displaces(&self, earlier: &Self) -> bool {
        let is_same_place = self.table == earlier.table || self.table == KeyTable::Everywhere;
        let (keys, others) = (&self.keys, &earlier.keys);
        is_same_place && (keys.begins(others) || others.begins(keys))
    }
}

/// Returns the changes that a keymap needs: without commands, only keys in one pane, which hide what they are bound
/// to everywhere.
fn needed(changes: &[KeyBinding]) -> impl Iterator<Item = &KeyBinding> {
    let hides = |new: &&KeyBinding| !new.calls.is_empty() || new.table != KeyTable::Everywhere;
    changes.iter().filter(hides)
}
