//! The dialog in which one edits a feed: its name, its folder, when its pages are fetched.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::news::{FeedEdit, FeedRequest, FeedRow, PageFetch};
use crate::words::{Language, Phrase};

/// A feed that is edited.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedDialog {
    /// The feed.
    pub feed: FeedRow,
}

/// A row of the dialog.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FeedField {
    /// The name.
    Title,
    /// The folder.
    Folder,
    /// When pages are fetched.
    PageFetch,
    /// The address, which does not change.
    Address,
}

impl FeedField {
    /// The rows, in their order.
    pub const ALL: [Self; 4] = [Self::Title, Self::Folder, Self::PageFetch, Self::Address];

    /// Returns the name of the row.
    pub fn label(self) -> Phrase {
        match self {
            Self::Title => Phrase::FeedTitle,
            Self::Folder => Phrase::FeedFolder,
            Self::PageFetch => Phrase::FeedPages,
            Self::Address => Phrase::FeedAddress,
        }
    }
}

impl FeedDialog {
    /// Returns the value of a row.
    pub fn value(&self, field: FeedField, language: Language) -> String {
        match field {
            FeedField::Title => self.feed.title.to_string(),
            FeedField::Folder => self.feed.folder.to_string(),
            FeedField::PageFetch => {
                let phrase = match self.feed.page_fetch {
                    PageFetch::Never => Phrase::PagesNever,
                    PageFetch::OnOpen => Phrase::PagesOnOpen,
                    PageFetch::Always => Phrase::PagesAlways,
                };
                phrase.say(language).into_owned()
            }
            FeedField::Address => self.feed.address.clone(),
        }
    }

    fn copy_address(&self) -> Vec<Action> {
        vec![Action::Perform(Effect::Copy(self.feed.address.clone()))]
    }

    fn edit(&self, edit: FeedEdit) -> Vec<Action> {
        let request = FeedRequest::Edit(self.feed.key(), edit);
        vec![Action::Perform(Effect::Feeds(request))]
    }
}

impl DialogRules for FeedDialog {
    fn rows(&self, context: &Context) -> Option<Vec<String>> {
        let language = context.options.language;
        let row = |field: &FeedField| {
            let label = field.label().say(language);
            format!("{label} {}", self.value(*field, language))
        };
        Some(FeedField::ALL.iter().map(row).collect())
    }

    fn input(&self, row: usize, context: &Context) -> Option<String> {
        let field = FeedField::ALL.get(row)?;
        let is_text = matches!(field, FeedField::Title | FeedField::Folder);
        is_text.then(|| self.value(*field, context.options.language))
    }

    fn entered(&mut self, row: usize, text: &str) -> Vec<Action> {
        match FeedField::ALL.get(row) {
            Some(FeedField::Title) if text.is_empty() => Vec::new(),
            Some(FeedField::Title) => {
                self.feed.title = text.into();
                self.edit(FeedEdit::Title(text.to_owned()))
            }
            Some(FeedField::Folder) => {
                self.feed.folder = text.into();
                self.edit(FeedEdit::Folder(text.to_owned()))
            }
            Some(FeedField::PageFetch | FeedField::Address) | None => Vec::new(),
        }
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        let field = *FeedField::ALL.get(row)?;
        match command {
            DialogCommand::Accept => match field {
                FeedField::PageFetch => {
                    self.feed.page_fetch = self.feed.page_fetch.next();
                    Some(self.edit(FeedEdit::PageFetch(self.feed.page_fetch)))
                }
                FeedField::Address => Some(self.copy_address()),
                FeedField::Title | FeedField::Folder => None,
            },
            DialogCommand::Copy => Some(self.copy_address()),
            // One comes from the list of feeds, and goes back to it.
            DialogCommand::Back => Some(vec![Action::Perform(Effect::LoadFeeds)]),
            DialogCommand::Move(_)
            | DialogCommand::Close
            | DialogCommand::Filter
            | DialogCommand::Remove
            | DialogCommand::Undo
            | DialogCommand::Add
            | DialogCommand::Edit
            | DialogCommand::Offer
            | DialogCommand::Shift(_)
            | DialogCommand::Refresh
            | DialogCommand::OpenImage
            | DialogCommand::Digit(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    fn dialog() -> FeedDialog {
        FeedDialog {
            feed: FeedRow {
                address: "https://example.org/feed".to_owned(),
                title: "Example".into(),
                result: "3 new".into(),
                folder: "news".into(),
                ..FeedRow::default()
            },
        }
    }

    fn edit(edit: FeedEdit) -> Vec<Action> {
        let feed = dialog().feed.key();
        vec![Action::Perform(Effect::Feeds(FeedRequest::Edit(
            feed, edit,
        )))]
    }

    #[test]
    fn name_and_folder_are_typed_and_the_pages_chosen() {
        let (mut dialog, context) = (dialog(), context());
        assert_eq!(dialog.input(0, &context).as_deref(), Some("Example"));
        assert_eq!(dialog.input(2, &context), None);
        let renamed = dialog.entered(0, "Daily");
        assert_eq!(renamed, edit(FeedEdit::Title("Daily".to_owned())));
        assert_eq!(dialog.entered(0, ""), Vec::new());
        let moved = dialog.entered(1, "");
        assert_eq!(moved, edit(FeedEdit::Folder(String::new())));
        let always = dialog.command(DialogCommand::Accept, 2);
        assert_eq!(always, Some(edit(FeedEdit::PageFetch(PageFetch::Always))));
        let back = vec![Action::Perform(Effect::LoadFeeds)];
        assert_eq!(dialog.command(DialogCommand::Back, 0), Some(back));
    }
}
