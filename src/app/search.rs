//! Searching: the prompt, and library results that are shown instead of the list.
//!
//! While results are shown, the hidden list of all articles keeps receiving new articles. It
//! reappears unchanged, with the same article selected on the same row.

use super::action::Action;
use super::areas::Pane;
use super::article_list::ArticleList;
use super::article_list::paging::Paging;
use super::command::FindCommand;
use super::context::Context;
use super::effect::Effect;
use super::library::{Answers, Generation, ListTitle};
use super::prompt::{Prompt, SearchScope};
use super::query_terms::{is_condition, query_remark};
use super::views::Views;
use crate::article::Listing;
use crate::search::Query;
use crate::words::Phrase;
use std::sync::Arc;

/// The state of searching in the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// The results that are shown, if any.
    pub results: Option<SearchResults>,
    /// How the user looks at each list.
    pub views: Views,
    /// The name of a list that the user chose, until its results arrive.
    chosen: Option<Phrase>,
    /// The number of the last query.
    generation: Generation,
    /// The last query that the app repeated by itself because articles arrived.
    repeated: Option<Generation>,
}

/// The results of a query, shown instead of the list of all articles.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResults {
    /// The query.
    pub question: String,
    /// The name of the list, if the user chose a named list.
    pub name: Option<Phrase>,
    /// What the user should know of the query or the results.
    pub remark: Option<Phrase>,
    /// The list of all articles, hidden behind the results.
    home: ArticleList,
}

impl SearchResults {
    /// Returns the query and the name.
    pub fn title(&self) -> ListTitle {
        ListTitle {
            question: self.question.clone(),
            name: self.name.clone(),
        }
    }
}

impl Search {
    /// Returns the list of all articles; `list` is the one on the screen.
    pub fn all<'a>(&'a self, list: &'a ArticleList) -> &'a ArticleList {
        self.results.as_ref().map_or(list, |results| &results.home)
    }

    /// Returns the list of all articles mutably; `list` is the one on the screen.
    pub fn all_mut<'a>(&'a mut self, list: &'a mut ArticleList) -> &'a mut ArticleList {
        match &mut self.results {
            Some(results) => &mut results.home,
            None => list,
        }
    }

    /// Returns the list that shows the results of `query`, if there is one in memory.
    pub fn list_of<'a>(
        &'a mut self,
        query: &str,
        list: &'a mut ArticleList,
    ) -> Option<&'a mut ArticleList> {
        if query.is_empty() {
            return Some(self.all_mut(list));
        }
        (self.query() == query).then_some(list)
    }

    /// Returns the query whose results are on the screen; empty for all articles.
    pub fn query(&self) -> &str {
        self.results
            .as_ref()
            .map_or("", |results| &results.question)
    }

    /// Opens a prompt. `in_article` has the query and the offset of the article with the focus.
    pub fn command(
        &self,
        command: FindCommand,
        list: &ArticleList,
        in_article: Option<(Query, usize)>,
        context: &Context,
    ) -> Vec<Action> {
        let filter = || Prompt::new(list.query().clone(), list.selected());
        match (command, in_article) {
            (FindCommand::Search, Some((query, offset))) => {
                let prompt = Prompt::empty(query, offset, context);
                vec![Action::Prompt(SearchScope::Article, prompt)]
            }
            (FindCommand::Search, None) => vec![Action::Prompt(SearchScope::List, filter())],
            // Without a library, only the articles of the list can be searched. A line opens all the same, because
            // the letters that the user types next must not be commands.
            (FindCommand::SearchLibrary, _) if !context.options.library => {
                let prompt = filter().remarked(Phrase::FiltersInstead);
                let prompt = Action::Prompt(SearchScope::List, prompt);
                vec![Action::Focus(Pane::List), prompt]
            }
            (FindCommand::SearchLibrary, _) => {
                // What the user types next narrows the current results further.
                let question = self.results.as_ref().map(|found| &found.question);
                let question = question.map_or_else(String::new, |words| format!("{words} "));
                let prompt = Prompt::new(Query::new(&question), list.selected());
                let prompt = Action::Prompt(SearchScope::Library, prompt);
                vec![Action::Focus(Pane::List), prompt]
            }
        }
    }

    /// Searches for the text of a prompt while the user types it.
    pub fn typed(
        &mut self,
        scope: SearchScope,
        text: &str,
        list: &mut ArticleList,
        context: &Context,
    ) -> Vec<Action> {
        match scope {
            SearchScope::Library => {
                self.chosen = None;
                self.ask(text, list, context)
            }
            SearchScope::List => {
                list.filter(Query::new(text));
                list.keep_in_view(context.list_column(), &context.ruler);
                Vec::new()
            }
            SearchScope::Article => vec![Action::FindInArticle(Query::new(text))],
        }
    }

    /// Restores the state before the prompt was opened.
    pub fn cancelled(
        &mut self,
        scope: SearchScope,
        prompt: Prompt,
        list: &mut ArticleList,
        context: &Context,
    ) -> Vec<Action> {
        match scope {
            SearchScope::Library if prompt.before.is_empty() => {
                self.generation += 1;
                self.leave(list, context);
                Vec::new()
            }
            SearchScope::Library => self.ask(prompt.before.typed(), list, context),
            SearchScope::List => {
                list.filter(prompt.before);
                list.select(prompt.position);
                list.keep_in_view(context.list_column(), &context.ruler);
                Vec::new()
            }
            SearchScope::Article => vec![Action::RestoreArticle(prompt.before, prompt.position)],
        }
    }

    /// Queries the library; results of earlier queries are ignored from now on.
    fn ask(&mut self, question: &str, list: &mut ArticleList, context: &Context) -> Vec<Action> {
        self.generation += 1;
        if question.trim().is_empty() {
            self.chosen = None;
            self.leave(list, context);
            return Vec::new();
        }
        vec![Action::Perform(Effect::Search {
            question: question.to_owned(),
            generation: self.generation,
            view: self.views.of(question),
        })]
    }

    /// Shows the results of a query as a list with this name.
    pub fn show_list(
        &mut self,
        name: Phrase,
        question: &str,
        list: &mut ArticleList,
        context: &Context,
    ) -> Vec<Action> {
        self.chosen = Some(name);
        self.ask(question, list, context)
    }

    /// Repeats the query whose results are shown; keeps the name of the list.
    pub fn reload(&mut self, list: &mut ArticleList, context: &Context) -> Vec<Action> {
        let Some(results) = &self.results else {
            return Vec::new();
        };
        let (question, name) = (results.question.clone(), results.name.clone());
        let actions = self.ask(&question, list, context);
        self.chosen = name;
        actions
    }

    /// Queries the library again because articles arrived; the rows on the screen stay.
    fn repeat(&mut self, list: &mut ArticleList, context: &Context) -> Vec<Action> {
        let Some(results) = &self.results else {
            return Vec::new();
        };
        let question = results.question.clone();
        let actions = self.ask(&question, list, context);
        self.repeated = Some(self.generation);
        actions
    }

    /// Asks the library which new articles match the current query, unless the user is typing
    /// another one (`is_typed`).
    pub fn arrived(
        &mut self,
        listings: Vec<Listing>,
        list: &mut ArticleList,
        (context, is_typed): (&Context, bool),
    ) -> Vec<Action> {
        let all = self.all_mut(list);
        let has_newest_first = all.has_newest_first("");
        if all.paging.above == 0 && has_newest_first {
            all.arrive_on_top(listings);
        } else if has_newest_first {
            all.paging.above += listings.len();
        }
        list.keep_in_view(context.list_column(), &context.ruler);
        if is_typed {
            return Vec::new();
        }
        self.repeat(list, context)
    }

    /// Handles results, unless they belong to an earlier query.
    pub fn answered(
        &mut self,
        generation: Generation,
        answers: Answers,
        list: &mut ArticleList,
        context: &Context,
    ) {
        if generation != self.generation {
            return;
        }
        let is_same = self.query() == answers.question;
        if self.repeated.take() == Some(generation) && is_same {
            // The rows stay, even if some no longer match; new results go above them.
            if list.paging.above == 0 && list.has_newest_first(&answers.question) {
                list.arrive_on_top(answers.listings);
            }
            list.paging.recount();
        } else {
            self.show(answers, list, context);
        }
        list.keep_in_view(context.list_column(), &context.ruler);
    }

    /// Returns what the user should know of the query whose results are on the screen.
    pub fn remark(&self) -> Option<&Phrase> {
        self.results.as_ref()?.remark.as_ref()
    }

    fn show(&mut self, answers: Answers, list: &mut ArticleList, context: &Context) {
        let Answers {
            question,
            view,
            listings,
            is_whole,
            is_partial,
        } = answers;
        let fault = query_remark(&question, context.now);
        let remark = fault.or_else(|| is_partial.then_some(Phrase::OnlySomeWords));
        let selected = list.selected_id().filter(|_| self.results.is_some());
        let (read, starred) = list.take_marks();
        let mut shown = ArticleList::default();
        shown.set_marks(read, starred);
        shown.view = view;
        shown.template = Arc::clone(&list.template);
        shown.arrive(listings);
        if !is_whole {
            shown.paging = Paging::open();
        }
        shown.highlight(Query::new(&words_of(&question)));
        let before = std::mem::replace(list, shown);
        let name = self.chosen.take();
        match &mut self.results {
            Some(results) => {
                (results.question, results.name) = (question, name);
                results.remark = remark;
            }
            None => {
                self.results = Some(SearchResults {
                    question,
                    name,
                    remark,
                    home: before,
                });
            }
        }
        if let Some(selected) = selected {
            list.select_id(selected);
        }
    }

    /// Shows the list of all articles again, if results are shown instead.
    pub fn leave(&mut self, list: &mut ArticleList, context: &Context) {
        let Some(SearchResults { home, .. }) = self.results.take() else {
            return;
        };
        self.generation += 1;
        let (read, starred) = list.take_marks();
        *list = home;
        list.set_marks(read, starred);
        list.keep_in_view(context.list_column(), &context.ruler);
    }
}

/// Returns the words of a query that an article can contain, without conditions and operators.
fn words_of(question: &str) -> String {
    let words = question.split_whitespace();
    let words = words.map(|word| word.trim_start_matches('(').trim_end_matches(')'));
    let is_word = |word: &&str| {
        let is_operator = matches!(*word, "OR" | "AND" | "NOT" | "");
        !word.starts_with('-') && !is_operator && !is_condition(word)
    };
    let bare = |word: &str| {
        let word = word.strip_prefix("title:").unwrap_or(word);
        word.trim_matches(['"', '*', '“', '”']).to_owned()
    };
    words
        .filter(is_word)
        .map(bare)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::library::ListView;
    use crate::app::testing::{id, library_context, list, listing};

    fn answers(question: &str, numbers: &[u64]) -> Answers {
        Answers {
            question: question.to_owned(),
            view: ListView::default(),
            listings: numbers.iter().map(|number| listing(*number)).collect(),
            is_whole: true,
            is_partial: false,
        }
    }

    #[test]
    fn answers_take_the_place_of_the_list_which_returns_unchanged() {
        let (mut search, mut list, context) = (Search::default(), list(8), library_context());
        list.select(6);
        search.typed(SearchScope::Library, "two", &mut list, &context);
        search.answered(1, answers("two", &[2, 20]), &mut list, &context);
        assert_eq!((list.len(), search.query()), (2, "two"));
        assert_eq!(search.all(&list).len(), 8);
        search.leave(&mut list, &context);
        assert_eq!((list.len(), list.selected()), (8, 6));
        assert_eq!(search.results, None);
    }

    #[test]
    fn late_answers_to_an_earlier_query_are_dropped() {
        let (mut search, mut list, context) = (Search::default(), list(8), library_context());
        search.typed(SearchScope::Library, "tw", &mut list, &context);
        search.typed(SearchScope::Library, "two", &mut list, &context);
        search.answered(1, answers("tw", &[1]), &mut list, &context);
        assert_eq!((list.len(), search.query()), (8, ""));
    }

    #[test]
    fn new_articles_repeat_the_query_and_leave_the_rows() {
        let (mut search, mut list, context) = (Search::default(), list(8), library_context());
        search.typed(SearchScope::Library, "two", &mut list, &context);
        search.answered(1, answers("two", &[2]), &mut list, &context);
        let actions = search.arrived(vec![listing(30)], &mut list, (&context, false));
        assert!(matches!(
            actions.as_slice(),
            [Action::Perform(Effect::Search { generation: 2, .. })]
        ));
        search.answered(2, answers("two", &[30]), &mut list, &context);
        assert_eq!((list.len(), list.selected_id()), (2, Some(id(2))));
        assert_eq!(search.all(&list).len(), 9);
    }

    #[test]
    fn marks_go_with_the_list_on_the_screen() {
        let (mut search, mut list, context) = (Search::default(), list(8), library_context());
        search.typed(SearchScope::Library, "two", &mut list, &context);
        search.answered(1, answers("two", &[2]), &mut list, &context);
        let read = crate::article::Marks {
            read: true,
            starred: false,
        };
        list.set_mark(id(2), read);
        search.leave(&mut list, &context);
        assert!(list.is_read(id(2)));
    }

    #[test]
    fn only_words_of_a_query_are_marked_in_rows() {
        let question = "is:unread (\"गंगा नदी\" -bank OR title:jal*) since:2026 sort:oldest";
        assert_eq!(words_of(question), "गंगा नदी jal");
    }
}
