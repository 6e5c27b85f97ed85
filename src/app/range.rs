//! Ranges: commands on all stories that a search finds, as in `:read source:bbc limit:20`.

use super::action::Action;
use super::call::Call;
use super::command::{Command, MarksCommand, PaneCommand};
use super::context::Context;
use super::effect::Effect;
use super::library::{Confirmation, Removal, StoryRange};
use super::query_terms::query_fault;
use crate::words::{MarkChange, Phrase};

/// The number of pages or stories beyond which the user is asked before they are opened or removed.
const MOST_UNASKED: usize = 50;

/// Returns the change of marks that a command makes to a range.
pub(super) fn change_of(command: Command) -> Option<MarkChange> {
    let Command::Marks(command) = command else {
        return None;
    };
    match command {
        MarksCommand::Read => Some(MarkChange::Read),
        MarksCommand::Unread => Some(MarkChange::Unread),
        MarksCommand::Star => Some(MarkChange::Star),
        MarksCommand::Unstar => Some(MarkChange::Unstar),
        MarksCommand::ToggleRead
        | MarksCommand::Undo
        | MarksCommand::AllRead
        | MarksCommand::ReadAbove
        | MarksCommand::ReadBelow
        | MarksCommand::Remove => None,
    }
}

/// Runs a command on the stories that its argument finds. A query that is not understood as a whole changes nothing,
/// because its other terms alone would find more.
pub(super) fn run(call: &Call, context: &Context) -> Vec<Action> {
    if !context.options.library {
        return vec![Action::Say(Phrase::OnlyInLibrary)];
    }
    let range = StoryRange::parse(&call.argument);
    if let Some(fault) = query_fault(&range.query, context.now) {
        return vec![Action::Say(Phrase::RangeNotUnderstood(fault))];
    }
    match (change_of(call.command), call.command) {
        (Some(change), _) => vec![Action::MarkRange(range, change)],
        (None, Command::Pane(PaneCommand::Open)) => {
            vec![Action::Perform(Effect::FindRange(range))]
        }
        (None, Command::Marks(MarksCommand::Remove)) => {
            vec![Action::Perform(Effect::FindRemoval(range))]
        }
        (None, _) => Vec::new(),
    }
}

/// Removes the stories that were found, after asking if they are many or if words found them.
pub(super) fn removal_found(removal: Removal) -> Vec<Action> {
    match removal.ids.len() {
        0 => vec![Action::Say(Phrase::Removed(0, removal.kept))],
        1..=MOST_UNASKED if !removal.is_by_words => vec![Action::Remove(removal)],
        _ => vec![Action::Confirm(Confirmation::Remove(removal))],
    }
}

/// Opens the pages of the stories that were found, of which there are `stories`, after asking if they are many.
pub(super) fn found(addresses: Vec<String>, stories: usize) -> Vec<Action> {
    match addresses.len() {
        0 if stories > 0 => vec![Action::Say(Phrase::RangeWithoutPage(stories))],
        0 => vec![Action::Say(Phrase::RangeEmpty)],
        count if count > MOST_UNASKED => vec![Action::Confirm(Confirmation::OpenPages(addresses))],
        count => std::iter::once(Action::Say(Phrase::OpeningPages(count)))
            .chain(addresses.into_iter().map(Action::OpenAddress))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_fifty_pages_are_asked_about() {
        let pages = |count: usize| vec!["https://example.org/".to_owned(); count];
        assert_eq!(found(pages(50), 50).len(), 51);
        assert!(
            matches!(found(pages(51), 51).as_slice(), [Action::Confirm(Confirmation::OpenPages(pages))] if pages.len() == 51)
        );
        assert_eq!(found(Vec::new(), 0), vec![Action::Say(Phrase::RangeEmpty)]);
        let without = vec![Action::Say(Phrase::RangeWithoutPage(3))];
        assert_eq!(found(Vec::new(), 3), without);
    }

    #[test]
    fn more_than_fifty_stories_are_removed_only_after_asking() {
        let removal = |count: u64| Removal {
            ids: (0..count).map(crate::app::testing::id).collect(),
            kept: 2,
            ..Removal::default()
        };
        assert_eq!(
            removal_found(removal(50)),
            vec![Action::Remove(removal(50))]
        );
        let asked = Confirmation::Remove(removal(51));
        assert_eq!(removal_found(removal(51)), vec![Action::Confirm(asked)]);
        let by_words = Removal {
            is_by_words: true,
            ..removal(1)
        };
        let asked = Confirmation::Remove(by_words.clone());
        assert_eq!(removal_found(by_words), vec![Action::Confirm(asked)]);
        let kept = Action::Say(Phrase::Removed(0, 2));
        assert_eq!(removal_found(removal(0)), vec![kept]);
    }
}
