//! Reads pages and counts of the library's lists, for the list on the screen.

use crate::app::Answer;
use crate::app::library::{Answers, Generation, ListCount, ListPage, Totals};
use crate::article::{ArticleId, PageStart};
use crate::search::LibraryQuery;
use crate::store::{Error, Order, Store, StoredRows};

/// The maximum number of ranked results that are shown while the user types.
const FIRST_ANSWERS: usize = 200;
/// The number of rows in a page: as many as the list can add within a frame.
const PAGE: usize = 500;

/// Parses a query whose last word may be incomplete, and makes the library ready for it.
pub(super) fn question_of(store: &mut Store, query: &str) -> Result<LibraryQuery, Error> {
    let mut question = LibraryQuery::at(query, super::now());
    question.leave_open();
    store.prepare_for(&question)?;
    Ok(question)
}

fn order() -> Order {
    Order::BestNow(super::now())
}

/// Returns the first results of a query.
pub(super) fn find(
    store: &mut Store,
    query: String,
    generation: Generation,
) -> Result<Answer, Error> {
    let question = question_of(store, &query)?;
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
            listings: rows.listings,
            is_whole: rows.is_end,
        },
        ignored: question.ignored.into_iter().map(Into::into).collect(),
    })
}

/// Returns a page of a list.
pub(super) fn page(store: &mut Store, query: String, start: PageStart) -> Result<Answer, Error> {
    let question = question_of(store, &query)?;
    let rows = store.answers(&question, order(), start, PAGE)?;
    Ok(Answer::Rows(ListPage {
        query,
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
    last: Option<ArticleId>,
    held: usize,
) -> Result<ListCount, Error> {
    let question = question_of(store, &query)?;
    let below = match last.filter(|_| !question.is_ranked()) {
        Some(last) => Some(store.count_below(&question, last)?),
        None => store
            .count_answers(&question, order())?
            .map(|all| all.saturating_sub(held)),
    };
    let totals = if query.is_empty() {
        let (articles, unread) = store.totals()?;
        Some(Totals { articles, unread })
    } else {
        None
    };
    Ok(ListCount {
        query,
        below,
        totals,
    })
}
