//! The lists of the library: showing their names, saving a search as a list, removing it.

use super::action::Action;
use super::areas::Pane;
use super::command::ListsCommand;
use super::context::Context;
use super::effect::Effect;
use crate::article::ArticleId;
use crate::words::Phrase;

/// Runs a command; `question` is the query whose results are on the screen, `target` the article
/// with the focus.
pub(super) fn command(
    command: ListsCommand,
    question: Option<&str>,
    target: Option<ArticleId>,
    context: &Context,
) -> Vec<Action> {
    match command {
        ListsCommand::Show if context.options.library => {
            vec![Action::Perform(Effect::LoadLists)]
        }
        ListsCommand::Show => vec![Action::Say(Phrase::OnlyInLibrary)],
        ListsCommand::Keep if context.options.library => match (context.focus, question) {
            (Pane::List, Some(question)) => vec![
                Action::Say(Phrase::SearchKept(question.into())),
                Action::Perform(Effect::SaveSearch(question.to_owned())),
            ],
            (Pane::List, None) | (Pane::Article | Pane::Related, _) => {
                vec![Action::Say(Phrase::KeptAlready)]
            }
        },
        ListsCommand::Keep => {
            let keep = target.map(|id| Action::Perform(Effect::KeepArticle(id)));
            keep.into_iter().collect()
        }
        // `views` has them.
        ListsCommand::Sort | ListsCommand::HideRead => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, id, library_context};

    #[test]
    fn a_search_is_kept_as_a_list_only_from_the_list() {
        let mut context = library_context();
        let saved = Action::Perform(Effect::SaveSearch("rain".to_owned()));
        let kept = command(ListsCommand::Keep, Some("rain"), None, &context);
        assert_eq!(kept.last(), Some(&saved));
        context.focus = Pane::Article;
        let kept = command(ListsCommand::Keep, Some("rain"), Some(id(1)), &context);
        assert_eq!(kept, vec![Action::Say(Phrase::KeptAlready)]);
    }

    #[test]
    fn an_article_of_a_file_is_kept_in_the_library() {
        let kept = command(ListsCommand::Keep, None, Some(id(1)), &context());
        assert_eq!(kept, vec![Action::Perform(Effect::KeepArticle(id(1)))]);
        let lists = command(ListsCommand::Show, None, None, &context());
        assert_eq!(lists, vec![Action::Say(Phrase::OnlyInLibrary)]);
    }
}
