//! How each list is shown: its order, and whether read stories are hidden. It is kept by the query of the list, so
//! that a list that is opened again is shown in the same way.

use super::action::Action;
use super::areas::Pane;
use super::article_list::ArticleList;
use super::context::Context;
use super::effect::Effect;
use super::library::{ListView, name_of};
use crate::article::PageStart;
use crate::search::{LibraryQuery, SortOrder};
use crate::words::{Phrase, SortName};
use std::collections::HashMap;

/// How lists are shown, by their queries; the list of all articles has an empty one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    views: HashMap<String, ListView>,
}

impl Views {
    /// Adds what earlier runs stored.
    pub fn add_earlier(&mut self, views: Vec<(String, ListView)>) {
        for (query, view) in views {
            self.views.entry(query).or_insert(view);
        }
    }

    /// Returns how the list of a query is shown.
    pub fn of(&self, query: &str) -> ListView {
        self.views.get(query.trim()).copied().unwrap_or_default()
    }

    /// Gives the list on the screen, the results of `query`, the next order, or the one that is named.
    pub(super) fn sort(
        &mut self,
        named: &str,
        query: &str,
        list: &mut ArticleList,
        context: &Context,
    ) -> Vec<Action> {
        let change = sorted(named, query, list.view, context);
        self.change_list(change, query, list)
    }

    /// Hides the read stories of the list on the screen, or shows them again. The selected story stays.
    pub(super) fn hide_read(
        &mut self,
        query: &str,
        list: &mut ArticleList,
        context: &Context,
    ) -> Vec<Action> {
        let change = read_hidden(list, context);
        self.change_list(change, query, list)
    }

    /// Changes the list on the screen and keeps how it is shown, or says why that is not possible.
    fn change_list(
        &mut self,
        change: Result<ViewChange, Phrase>,
        query: &str,
        list: &mut ArticleList,
    ) -> Vec<Action> {
        let ViewChange { view, start, said } = match change {
            Ok(change) => change,
            Err(why) => return vec![Action::Say(why)],
        };
        let key = query.trim().to_owned();
        self.views.insert(key.clone(), view);
        list.view = view;
        list.paging.reload(start);
        vec![
            Action::Say(said),
            Action::Perform(Effect::SaveView(key, view)),
        ]
    }
}

/// A change of how the list on the screen is shown.
struct ViewChange {
    view: ListView,
    /// From where on the rows are loaded again.
    start: PageStart,
    said: Phrase,
}

fn sorted(
    named: &str,
    query: &str,
    view: ListView,
    context: &Context,
) -> Result<ViewChange, Phrase> {
    check_place(context)?;
    let parsed = LibraryQuery::new(query);
    let usual = usual_order(&parsed);
    let wanted = match named.trim() {
        "" => next_order(view.sort.unwrap_or(usual), parsed.has_words()),
        name => match SortOrder::named(name) {
            Some(order) if order == SortOrder::Best && !parsed.has_words() => {
                return Err(Phrase::BestNeedsWords);
            }
            Some(order) => order,
            None => return Err(Phrase::NoSuchOrder(name.into())),
        },
    };
    let sort = Some(wanted).filter(|order| *order != usual);
    Ok(ViewChange {
        view: ListView { sort, ..view },
        start: PageStart::First,
        said: Phrase::Sorted(name_of(wanted)),
    })
}

fn read_hidden(list: &ArticleList, context: &Context) -> Result<ViewChange, Phrase> {
    check_place(context)?;
    let hides_read = !list.view.hides_read;
    let selected = list.selected_id();
    Ok(ViewChange {
        view: ListView {
            hides_read,
            ..list.view
        },
        start: selected.map_or(PageStart::First, PageStart::Around),
        said: if hides_read {
            Phrase::ReadHidden
        } else {
            Phrase::ReadShown
        },
    })
}

/// Checks that the list of the library has the focus; else returns why it cannot be shown in another way.
fn check_place(context: &Context) -> Result<(), Phrase> {
    match context.focus {
        _ if !context.options.library => Err(Phrase::OnlyInLibrary),
        Pane::List => Ok(()),
        Pane::Article | Pane::Related => Err(Phrase::OnlyInList),
    }
}

/// Returns the order of a list that the user did not sort.
fn usual_order(query: &LibraryQuery) -> SortOrder {
    let by_words = query.has_words().then_some(SortOrder::Best);
    query.sort.or(by_words).unwrap_or(SortOrder::Newest)
}

/// Returns the order after another one; only words make some stories better than others.
fn next_order(order: SortOrder, has_words: bool) -> SortOrder {
    let orders = SortOrder::ALL.iter().copied();
    let orders = orders.filter(|order| has_words || *order != SortOrder::Best);
    let mut after = orders.clone().skip_while(|other| *other != order).skip(1);
    after
        .next()
        .or_else(|| orders.clone().next())
        .unwrap_or(order)
}

/// Returns the order of a list in words, if the user chose it.
#[must_use]
pub fn chosen_order(list: &ArticleList) -> Option<SortName> {
    list.view.sort.map(name_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, id, library_context, list};

    #[test]
    fn the_key_goes_through_the_orders_and_back_to_the_usual_one() {
        let (mut views, mut list, context) = (Views::default(), list(3), library_context());
        let mut press = |query: &str| {
            views.sort("", query, &mut list, &context);
            list.view.sort
        };
        let found: Vec<Option<SortOrder>> = (0..4).map(|_| press("is:unread")).collect();
        assert_eq!(
            found,
            [
                Some(SortOrder::Oldest),
                Some(SortOrder::Source),
                Some(SortOrder::Length),
                None
            ]
        );
        // With words, the best come first, and after them the orders go on.
        let found: Vec<Option<SortOrder>> = (0..2).map(|_| press("rain")).collect();
        assert_eq!(found, [Some(SortOrder::Source), Some(SortOrder::Length)]);
    }

    #[test]
    fn a_list_that_is_opened_again_has_its_order() {
        let (mut views, mut list, context) = (Views::default(), list(3), library_context());
        let actions = views.sort("oldest", "rain ", &mut list, &context);
        let view = ListView {
            sort: Some(SortOrder::Oldest),
            hides_read: false,
        };
        let save = Action::Perform(Effect::SaveView("rain".to_owned(), view));
        assert_eq!(actions.last(), Some(&save));
        assert_eq!(
            (views.of("rain"), views.of("wind")),
            (view, ListView::default())
        );
        assert_eq!(list.paging.reload, Some(PageStart::First));
    }

    #[test]
    fn hiding_keeps_to_the_selected_story() {
        let (mut views, mut list, context) = (Views::default(), list(3), library_context());
        list.select(1);
        views.hide_read("", &mut list, &context);
        assert!(list.view.hides_read);
        assert_eq!(list.paging.reload, Some(PageStart::Around(id(1))));
        views.hide_read("", &mut list, &context);
        assert!(!views.of("").hides_read);
    }

    #[test]
    fn what_cannot_be_sorted_says_why() {
        let (mut views, mut list) = (Views::default(), list(3));
        let mut said = |named: &str, context: &Context| {
            let actions = views.sort(named, "", &mut list, context);
            match actions.into_iter().next() {
                Some(Action::Say(phrase)) => Some(phrase),
                _ => None,
            }
        };
        assert_eq!(said("", &context()), Some(Phrase::OnlyInLibrary));
        let library = library_context();
        assert_eq!(said("best", &library), Some(Phrase::BestNeedsWords));
        assert_eq!(said("x", &library), Some(Phrase::NoSuchOrder("x".into())));
        let mut elsewhere = library_context();
        elsewhere.focus = Pane::Article;
        assert_eq!(said("", &elsewhere), Some(Phrase::OnlyInList));
    }
}
