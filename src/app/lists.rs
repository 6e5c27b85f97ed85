//! The lists of the library: showing their names, saving a search as a list, removing it.

use super::action::Action;
use super::areas::Pane;
use super::command::ListsCommand;
use super::context::Context;
use super::effect::Effect;
use super::library::ListTitle;
use crate::article::ArticleId;
use crate::words::Phrase;

/// Runs a command; `shown` are the results on the screen, `target` is the article with the focus.
pub(super) fn command(
    command: ListsCommand,
    shown: Option<&ListTitle>,
    target: Option<ArticleId>,
    context: &Context,
) -> Vec<Action> {
    match command {
        ListsCommand::Show if context.options.library => {
            vec![Action::Perform(Effect::LoadLists)]
        }
        ListsCommand::Show => vec![Action::Say(Phrase::OnlyInLibrary)],
        ListsCommand::Keep if context.options.library => match (context.focus, shown) {
            (Pane::List, Some(list)) => vec![
                Action::Say(Phrase::SearchKept(list.question.as_str().into())),
                Action::Perform(Effect::SaveSearch(list.question.clone())),
            ],
            (Pane::List, None) | (Pane::Article | Pane::Related, _) => {
                vec![Action::Say(Phrase::KeptAlready)]
            }
        },
        ListsCommand::Keep => {
            let keep = target.map(|id| Action::Perform(Effect::KeepArticle(id)));
            keep.into_iter().collect()
        }
        ListsCommand::RenameSearch => match shown {
            Some(list) => {
                let name = list.name.clone();
                let query = || Phrase::SavedSearch(list.question.as_str().into());
                vec![Action::RenameSearch(name.unwrap_or_else(query))]
            }
            None => vec![Action::Say(Phrase::NotKept)],
        },
        ListsCommand::ForgetSearch => match shown.map(|list| (&list.name, &list.question)) {
            Some((Some(name @ Phrase::SavedSearch(_)), query)) => {
                vec![Action::ForgetSearch(name.clone(), query.clone())]
            }
            Some(_) | None => vec![Action::Say(Phrase::NotKept)],
        },
        // `views` has the others; a search moves only to a place that is named.
        ListsCommand::Sort | ListsCommand::HideRead | ListsCommand::MoveSearch => Vec::new(),
    }
}

/// Runs a command on the list on the screen with what was typed after its name: a name or a number.
pub(super) fn with_text(
    command: ListsCommand,
    text: &str,
    shown: Option<&ListTitle>,
    context: &Context,
) -> Vec<Action> {
    let Some(list) = shown.filter(|_| context.options.library) else {
        return vec![Action::Say(Phrase::NotKept)];
    };
    let query = list.question.clone();
    match (command, text.parse::<usize>()) {
        (ListsCommand::MoveSearch, Ok(place @ 1..)) => vec![
            Action::Say(Phrase::SearchMoved(place)),
            Action::Perform(Effect::MoveSearch(query, place)),
        ],
        (ListsCommand::MoveSearch, _) => vec![Action::Say(Phrase::NoSuchPlace(text.into()))],
        (
            ListsCommand::RenameSearch
            | ListsCommand::ForgetSearch
            | ListsCommand::Show
            | ListsCommand::Keep
            | ListsCommand::Sort
            | ListsCommand::HideRead,
            _,
        ) => {
            vec![
                Action::NameResults(query.clone(), Phrase::SavedSearch(text.into())),
                Action::Say(Phrase::SearchRenamed(text.into())),
                Action::Perform(Effect::NameSearch {
                    query,
                    name: text.to_owned(),
                }),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, id, library_context};

    fn rain() -> ListTitle {
        ListTitle {
            question: "rain".to_owned(),
            name: None,
        }
    }

    #[test]
    fn a_search_is_kept_as_a_list_only_from_the_list() {
        let mut context = library_context();
        let saved = Action::Perform(Effect::SaveSearch("rain".to_owned()));
        let rain = rain();
        let kept = command(ListsCommand::Keep, Some(&rain), None, &context);
        assert_eq!(kept.last(), Some(&saved));
        context.focus = Pane::Article;
        let kept = command(ListsCommand::Keep, Some(&rain), Some(id(1)), &context);
        assert_eq!(kept, vec![Action::Say(Phrase::KeptAlready)]);
    }

    #[test]
    fn an_article_of_a_file_is_kept_in_the_library() {
        let kept = command(ListsCommand::Keep, None, Some(id(1)), &context());
        assert_eq!(kept, vec![Action::Perform(Effect::KeepArticle(id(1)))]);
        let lists = command(ListsCommand::Show, None, None, &context());
        assert_eq!(lists, vec![Action::Say(Phrase::OnlyInLibrary)]);
    }

    #[test]
    fn the_search_on_the_screen_is_renamed_moved_and_removed() {
        let (context, mut rain) = (library_context(), rain());
        let forget = |rain: &ListTitle| {
            command(
                ListsCommand::ForgetSearch,
                Some(rain),
                None,
                &library_context(),
            )
        };
        assert_eq!(forget(&rain), vec![Action::Say(Phrase::NotKept)]);
        let named = with_text(ListsCommand::RenameSearch, "बारिश", Some(&rain), &context);
        let effect = Effect::NameSearch {
            query: "rain".to_owned(),
            name: "बारिश".to_owned(),
        };
        assert_eq!(named.last(), Some(&Action::Perform(effect)));
        let name = Phrase::SavedSearch("बारिश".into());
        assert_eq!(
            named.first(),
            Some(&Action::NameResults("rain".to_owned(), name.clone()))
        );
        rain.name = Some(name.clone());
        assert_eq!(
            forget(&rain),
            vec![Action::ForgetSearch(name, "rain".to_owned())]
        );
        let moved = with_text(ListsCommand::MoveSearch, "2", Some(&rain), &context);
        let effect = Effect::MoveSearch("rain".to_owned(), 2);
        assert_eq!(moved.last(), Some(&Action::Perform(effect)));
        let nowhere = with_text(ListsCommand::MoveSearch, "x", Some(&rain), &context);
        assert_eq!(nowhere, vec![Action::Say(Phrase::NoSuchPlace("x".into()))]);
    }
}
