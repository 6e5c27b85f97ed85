//! The dialog that offers another article instead of one that is not in memory.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::article::ArticleId;

/// The missing article, and the article with the most similar title.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OfferDialog {
    /// The title of the missing article.
    pub wanted: String,
    /// The article that is offered.
    pub id: ArticleId,
    /// The headline of the offered article.
    pub headline: String,
}

impl DialogRules for OfferDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        None
    }

    fn command(&mut self, command: DialogCommand, _row: usize) -> Option<Vec<Action>> {
        let follow = vec![Action::CloseDialog, Action::Follow(self.id)];
        (command == DialogCommand::Accept).then_some(follow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::id;

    #[test]
    fn enter_follows_the_offer() {
        let mut dialog = OfferDialog {
            wanted: "one".to_owned(),
            id: id(7),
            headline: "other".to_owned(),
        };
        let actions = vec![Action::CloseDialog, Action::Follow(id(7))];
        assert_eq!(dialog.command(DialogCommand::Accept, 0), Some(actions));
        assert_eq!(dialog.command(DialogCommand::Copy, 0), None);
    }
}
