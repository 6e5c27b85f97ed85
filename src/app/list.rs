//! The pane of the list: moving through it, opening its articles, going to the next unread one.

use super::action::Action;
use super::areas::Pane;
use super::article_list::ArticleList;
use super::command::{ListCommand, Motion, PaneCommand};
use super::context::Context;
use crate::search::Query;
use crate::words::Phrase;

/// Carries out a movement.
pub(super) fn moved(list: &mut ArticleList, motion: Motion, context: &Context) {
    let (column, ruler) = (context.list_column(), &context.ruler);
    match motion {
        Motion::Down => list.step(1, column, ruler),
        Motion::Up => list.step(-1, column, ruler),
        Motion::PageDown => list.page(2, column, ruler),
        Motion::PageUp => list.page(-2, column, ruler),
        Motion::HalfPageDown => list.page(1, column, ruler),
        Motion::HalfPageUp => list.page(-1, column, ruler),
        Motion::Top => {
            list.select(0);
            list.set_row(0);
            list.keep_in_view(column, ruler);
        }
        Motion::Bottom => {
            list.select(usize::MAX);
            list.set_row(usize::from(column.height));
            list.keep_in_view(column, ruler);
        }
    }
}

/// Moves the selection by `steps` rows.
pub(super) fn step(list: &mut ArticleList, steps: isize, context: &Context) {
    list.step(steps, context.list_column(), &context.ruler);
}

/// Runs a command of the pane while the pane has the focus. `has_page` says whether an article is
/// open, `has_results` whether the list shows search results.
pub(super) fn command(
    list: &mut ArticleList,
    command: PaneCommand,
    context: &Context,
    (has_page, has_results): (bool, bool),
) -> Vec<Action> {
    match command {
        PaneCommand::Open => vec![Action::OpenSelected],
        PaneCommand::NextStop | PaneCommand::PreviousStop if has_page && context.is_wide() => {
            vec![Action::Focus(Pane::Article)]
        }
        PaneCommand::NextStop | PaneCommand::PreviousStop => vec![Action::Say(Phrase::OnePane)],
        PaneCommand::Back if !list.query().is_empty() => {
            clear_filter(list, context);
            Vec::new()
        }
        PaneCommand::Back if has_results => vec![Action::LeaveResults],
        PaneCommand::Back => vec![Action::Say(Phrase::NothingBehind)],
    }
}

/// Shows all rows again.
pub(super) fn clear_filter(list: &mut ArticleList, context: &Context) {
    list.filter(Query::default());
    list.keep_in_view(context.list_column(), &context.ruler);
}

/// Goes to another article, whichever pane has the focus.
pub(super) fn go(list: &mut ArticleList, command: ListCommand, context: &Context) -> Vec<Action> {
    match command {
        ListCommand::NextArticle => neighbour(list, 1, context),
        ListCommand::PreviousArticle => neighbour(list, -1, context),
        ListCommand::NextUnread => go_to(list, list.next_unread(true), context),
        ListCommand::PreviousUnread => go_to(list, list.next_unread(false), context),
        ListCommand::NextSource => go_to(list, list.next_source(true), context),
        ListCommand::PreviousSource => go_to(list, list.next_source(false), context),
    }
}

/// Goes to the article `steps` rows further down, or up if negative.
pub(super) fn neighbour(list: &mut ArticleList, steps: isize, context: &Context) -> Vec<Action> {
    let before = list.selected();
    step(list, steps, context);
    if list.selected() != before {
        return open_beside(context);
    }
    let phrase = if steps > 0 {
        Phrase::LastStory
    } else {
        Phrase::FirstStory
    };
    vec![Action::Say(phrase)]
}

/// Selects the article at `position`, and opens it if an article is already open; reports if there
/// is no such article.
pub(super) fn go_to(
    list: &mut ArticleList,
    position: Option<usize>,
    context: &Context,
) -> Vec<Action> {
    let Some(position) = position else {
        return vec![Action::Say(Phrase::NoUnread)];
    };
    let steps = position.cast_signed() - list.selected().cast_signed();
    step(list, steps, context);
    open_beside(context)
}

/// Opens the selected article if the article pane has the focus.
fn open_beside(context: &Context) -> Vec<Action> {
    match context.focus {
        Pane::List => Vec::new(),
        Pane::Article | Pane::Related => vec![Action::OpenSelected],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, id, list};
    use crate::article::Marks;

    const READ: Marks = Marks {
        read: true,
        starred: false,
    };

    #[test]
    fn past_the_last_article_there_is_none() {
        let (mut list, context) = (list(2), context());
        assert_eq!(
            go(&mut list, ListCommand::NextArticle, &context),
            Vec::new()
        );
        assert_eq!(
            go(&mut list, ListCommand::NextArticle, &context),
            vec![Action::Say(Phrase::LastStory)]
        );
        assert_eq!(list.selected(), 1);
    }

    #[test]
    fn going_to_a_neighbour_opens_it_where_an_article_is_open() {
        let (mut list, mut context) = (list(2), context());
        context.focus = Pane::Article;
        let actions = go(&mut list, ListCommand::NextArticle, &context);
        assert_eq!(actions, vec![Action::OpenSelected]);
    }

    #[test]
    fn read_articles_are_passed_over() {
        let (mut list, context) = (list(4), context());
        list.select(3);
        list.set_mark(id(2), READ);
        go(&mut list, ListCommand::PreviousUnread, &context);
        assert_eq!(list.selected_id(), Some(id(1)));
    }

    #[test]
    fn back_takes_the_filter_away_before_it_leaves_the_answers() {
        let (mut list, context) = (list(4), context());
        list.filter(Query::new("number2"));
        let mut back = || command(&mut list, PaneCommand::Back, &context, (false, true));
        assert_eq!(back(), Vec::new());
        assert_eq!(back(), vec![Action::LeaveResults]);
    }
}
