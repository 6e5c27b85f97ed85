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

/// Gives the search on the screen another name.
pub(super) fn rename(name: &str, shown: Option<ListTitle>, context: &Context) -> Vec<Action> {
    let Some(query) = query_in_library(shown, context) else {
        return vec![Action::Say(Phrase::NotKept)];
    };
    vec![
        Action::NameResults(query.clone(), Phrase::SavedSearch(name.into())),
        Action::Say(Phrase::SearchRenamed(name.into())),
        Action::Perform(Effect::NameSearch {
            query,
            name: name.to_owned(),
        }),
    ]
}

/// Moves the search on the screen to a position among the kept ones, which counts from 1.
pub(super) fn move_to(position: &str, shown: Option<ListTitle>, context: &Context) -> Vec<Action> {
    let Some(query) = query_in_library(shown, context) else {
        return vec![Action::Say(Phrase::NotKept)];
    };
    match position.parse::<usize>() {
        Ok(position @ 1..) => vec![
            Action::Say(Phrase::SearchMoved(position)),
            Action::Perform(Effect::MoveSearch(query, position)),
        ],
        Ok(0) | Err(_) => vec![Action::Say(Phrase::NoSuchPlace(position.into()))],
    }
}

/// Returns the query of the search on the screen; only the library keeps searches.
fn query_in_library(shown: Option<ListTitle>, context: &Context) -> Option<String> {
    let list = shown.filter(|_| context.options.library)?;
    Some(list.question)
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
        let named = rename("बारिश", Some(rain.clone()), &context);
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
        let moved = move_to("2", Some(rain.clone()), &context);
        let effect = Effect::MoveSearch("rain".to_owned(), 2);
        assert_eq!(moved.last(), Some(&Action::Perform(effect)));
        let nowhere = move_to("x", Some(rain), &context);
        assert_eq!(nowhere, vec![Action::Say(Phrase::NoSuchPlace("x".into()))]);
    }
}
