//! The dialog of the starter pack, in which the user ticks groups of feeds.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::{DialogCommand, Motion};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::news::StarterGroup;
use crate::words::Phrase;

/// The groups of the starter pack; nothing is fetched before the user chooses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupsDialog {
    /// The groups.
    pub groups: Vec<StarterGroup>,
}

impl GroupsDialog {
    fn tick(&mut self, row: usize) -> Option<Vec<Action>> {
        let last = self.groups.len().saturating_sub(1);
        let group = self.groups.get_mut(row.min(last))?;
        group.is_chosen = !group.is_chosen;
        Some(Vec::new())
    }

    fn follow(&self) -> Vec<Action> {
        let chosen = self.groups.iter().filter(|group| group.is_chosen);
        let names: Vec<String> = chosen.map(|group| group.name.clone()).collect();
        if names.is_empty() {
            return vec![Action::Say(Phrase::NothingChosen)];
        }
        let follow = Action::Refresh(Effect::FollowGroups(names));
        vec![Action::CloseDialog, follow]
    }
}

impl DialogRules for GroupsDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        let text = |group: &StarterGroup| format!("{} {}", group.name, group.feeds.join(" "));
        Some(self.groups.iter().map(text).collect())
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        match command {
            // Space is normally the key for the next page.
            DialogCommand::Move(Motion::PageDown) => self.tick(row),
            DialogCommand::Accept => Some(self.follow()),
            DialogCommand::Add => Some(vec![Action::BeginLine("add-feed ")]),
            DialogCommand::Move(_)
            | DialogCommand::Back
            | DialogCommand::Close
            | DialogCommand::Filter
            | DialogCommand::Remove
            | DialogCommand::Undo
            | DialogCommand::Edit
            | DialogCommand::Offer
            | DialogCommand::Shift(_)
            | DialogCommand::Refresh
            | DialogCommand::OpenImage
            | DialogCommand::Copy
            | DialogCommand::Digit(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ticked_groups_are_followed() {
        let group = |name: &str| StarterGroup {
            name: name.to_owned(),
            feeds: Vec::new(),
            is_chosen: false,
        };
        let groups = vec![group("news"), group("sport")];
        let mut dialog = GroupsDialog { groups };
        let nothing = vec![Action::Say(Phrase::NothingChosen)];
        assert_eq!(dialog.command(DialogCommand::Accept, 0), Some(nothing));
        dialog.command(DialogCommand::Move(Motion::PageDown), 1);
        let effect = Effect::FollowGroups(vec!["sport".to_owned()]);
        let follow = vec![Action::CloseDialog, Action::Refresh(effect)];
        assert_eq!(dialog.command(DialogCommand::Accept, 0), Some(follow));
    }
}
