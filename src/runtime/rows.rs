//! Reads pages and counts of the library's lists, for the list on the screen.

use crate::app::Answer;
use crate::app::library::{Answers, Generation, ListCount, ListPage, ListView, Totals};
use crate::article::{ArticleId, PageStart};
use crate::search::{Condition, LibraryQuery};
use crate::store::{Error, Order, Store, StoredRows};

/// The maximum number of ranked results that are shown while the user types.
const FIRST_ANSWERS: usize = 200;
/// The number of rows in a page: as many as the list can add within a frame.
const PAGE: usize = 500;

/// Parses a query whose last word may be incomplete, and makes the library ready for it.
pub(super) fn question_of(
    store: &mut Store,
    query: &str,
    view: ListView,
) -> Result<LibraryQuery, Error> {
    let mut question = LibraryQuery::at(query, super::now());
    question.leave_open();
    question.sort = view.sort.or(question.sort);
    store.prepare_for(&question)?;
    Ok(if view.hides_read {
        question.with(Condition::Unread(true))
    } else {
        question
    })
}

/// Returns how the user looks at lists.
pub(super) fn views(store: &Store) -> Result<Vec<(String, ListView)>, Error> {
    let views = store.list_views()?.into_iter();
    let view = |(query, sort, hides_read)| (query, ListView { sort, hides_read });
    Ok(views.map(view).collect())
}

fn order() -> Order {
    Order::BestNow(super::now())
}

/// Returns the first results of a query.
pub(super) fn find(
    store: &mut Store,
    query: String,
    (generation, view): (Generation, ListView),
) -> Result<Answer, Error> {
    let question = question_of(store, &query, view)?;
    let most = if question.is_ranked() {
        FIRST_ANSWERS
    } else {
        PAGE
    };
    // A query without any words matches nothing rather than everything.
    let rows = if question.is_empty() {
        StoredRows {
            is_end: true,
            ..StoredRows::default()
        }
    } else {
        store.answers(&question, order(), PageStart::First, most)?
    };
    Ok(Answer::Found {
        generation,
        answers: Answers {
            question: query,
            view,
            listings: rows.listings,
            is_whole: rows.is_end,
            is_partial: rows.is_partial,
        },
    })
}

/// Returns a page of a list.
pub(super) fn page(
    store: &mut Store,
    query: String,
    (start, view): (PageStart, ListView),
) -> Result<Answer, Error> {
    let question = question_of(store, &query, view)?;
    let rows = store.answers(&question, order(), start, PAGE)?;
    Ok(Answer::Rows(ListPage {
        query,
        view,
        start,
        listings: rows.listings,
        is_end: rows.is_end,
        above: rows.above,
        found: rows.found,
    }))
}

/// Counts the rows of a list below `last`, or, if the library has no order for the list, the rows
/// beyond the first `held`. For the list of all articles, also counts the articles.
pub(super) fn count(
    store: &mut Store,
    query: String,
    (last, held): (Option<ArticleId>, usize),
    view: ListView,
) -> Result<ListCount, Error> {
    let question = question_of(store, &query, view)?;
    let below = match last.filter(|_| !question.is_ranked()) {
        Some(last) => Some(store.count_below(&question, last)?),
        None => store
            .count_answers(&question, order())?
            .map(|all| all.saturating_sub(held)),
    };
    let hidden = if view.hides_read && below.is_some() {
        hidden(store, &question)?
    } else {
        None
    };
    let totals = if query.is_empty() {
        let (articles, unread) = store.totals()?;
        Some(Totals { articles, unread })
    } else {
        None
    };
    Ok(ListCount {
        query,
        view,
        last,
        below,
        hidden,
        totals,
    })
}

/// Returns how many articles a list would have besides the unread ones.
fn hidden(store: &Store, unread: &LibraryQuery) -> Result<Option<usize>, Error> {
    let all = unread.clone().without_read_marks();
    let all = store.count_answers(&all, order())?;
    let unread = store.count_answers(unread, order())?;
    Ok(all
        .zip(unread)
        .map(|(all, unread)| all.saturating_sub(unread)))
}
