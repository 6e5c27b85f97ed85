//! The pane of the open article: loading, scrolling, following links and cards, searching in it.

pub mod page;
mod targets;

use super::action::Action;
use super::areas::Pane;
use super::command::{ArticleCommand, Motion, PaneCommand};
use super::context::Context;
use super::effect::Effect;
use super::hints::Hints;
use super::hits::hit_phrase;
use crate::article::{Article, ArticleId};
use crate::search::Query;
use crate::text::clean_text::CleanText;
use crate::words::Phrase;
use page::{Page, Scroll};
use std::sync::Arc;

/// The state of the pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticlePane {
    state: ArticleState,
    /// The article that was requested last, until it arrives.
    requested: Option<ArticleId>,
}

/// The content of the pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ArticleState {
    /// Nothing is open.
    #[default]
    Empty,
    /// The article is being read.
    Loading(ArticleId),
    /// The article is on the screen.
    Shown(Box<Page>),
    /// The article cannot be read; the sentence gives the reason.
    Failed(ArticleId, CleanText),
}

impl ArticlePane {
    /// Returns the content of the pane.
    pub fn state(&self) -> &ArticleState {
        &self.state
    }

    /// Returns the id of the article that is open or being loaded.
    pub fn id(&self) -> Option<ArticleId> {
        match &self.state {
            ArticleState::Empty => None,
            ArticleState::Loading(id) | ArticleState::Failed(id, _) => Some(*id),
            ArticleState::Shown(page) => Some(page.article.id),
        }
    }

    /// Returns the page, if an article is loaded.
    pub fn page(&self) -> Option<&Page> {
        match &self.state {
            ArticleState::Shown(page) => Some(page),
            ArticleState::Empty | ArticleState::Loading(_) | ArticleState::Failed(..) => None,
        }
    }

    /// Returns the page mutably, if an article is loaded.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        match &mut self.state {
            ArticleState::Shown(page) => Some(page),
            ArticleState::Empty | ArticleState::Loading(_) | ArticleState::Failed(..) => None,
        }
    }

    /// Returns whether another article was requested and has not arrived.
    pub fn is_loading(&self) -> bool {
        self.requested.is_some()
    }

    /// Empties the pane.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Requests an article, unless it is already on the screen.
    pub fn load(&mut self, id: ArticleId) -> Vec<Action> {
        if self.page().is_some_and(|page| page.article.id == id) {
            self.requested = None;
            return Vec::new();
        }
        // The previous article stays on the screen until the next one arrives, sooner than the eye
        // can see.
        if self.page().is_none() {
            self.state = ArticleState::Loading(id);
        }
        self.requested = Some(id);
        vec![Action::Perform(Effect::LoadArticle(id))]
    }

    /// Shows a loaded article from `offset` on, with the words of `marked` highlighted, unless
    /// another article was requested since.
    pub fn loaded(
        &mut self,
        article: Arc<Article>,
        offset: usize,
        marked: Option<Query>,
        context: &Context,
    ) -> Vec<Action> {
        let id = article.id;
        if self.requested.take_if(|wanted| *wanted == id).is_none() {
            return Vec::new();
        }
        let (setting, height) = (context.setting(false), context.article_height());
        let mut page = Page::new(article, setting, height, offset, &context.ruler);
        if let Some(query) = marked {
            page.mark(query);
        }
        self.state = ArticleState::Shown(Box::new(page));
        if !context.options.library {
            return Vec::new();
        }
        let mut actions = vec![Action::Perform(Effect::FindRelated(id))];
        if context.focus != Pane::List {
            actions.push(Action::Perform(Effect::FetchWhole(id)));
        }
        actions
    }

    /// Shows why an article cannot be read, unless another one has been requested since.
    pub fn failed(&mut self, id: ArticleId, why: CleanText) {
        if self.requested.take_if(|wanted| *wanted == id).is_some() {
            self.state = ArticleState::Failed(id, why);
        }
    }

    /// Replaces the summary by the whole article, if the article is the open one.
    pub fn became_whole(&mut self, article: Arc<Article>, context: &Context) {
        let (setting, height) = (context.setting(false), context.article_height());
        if let Some(page) = self.page_mut()
            && page.article.id == article.id
        {
            page.become_whole(article, setting, height, &context.ruler);
            self.relayout(context);
        }
    }

    /// Lays the article out again after a change of size, widths or related articles.
    pub fn relayout(&mut self, context: &Context) {
        if let Some(page) = self.page_mut() {
            let setting = context.setting(page.with_left_out);
            page.set(setting, context.article_height(), &context.ruler);
        }
    }

    /// Scrolls or moves as a command asks.
    pub fn moved(&mut self, motion: Motion) -> Vec<Action> {
        let Some(page) = self.page_mut() else {
            return Vec::new();
        };
        match motion {
            Motion::Down => page.scroll(Scroll::Lines(1)),
            Motion::Up => page.scroll(Scroll::Lines(-1)),
            Motion::PageDown if page.at_end() => return vec![Action::Step(1)],
            Motion::PageDown => page.scroll(Scroll::HalfPages(2)),
            Motion::PageUp => page.scroll(Scroll::HalfPages(-2)),
            Motion::HalfPageDown => page.scroll(Scroll::HalfPages(1)),
            Motion::HalfPageUp => page.scroll(Scroll::HalfPages(-1)),
            Motion::Top => page.scroll(Scroll::Top),
            Motion::Bottom => page.scroll(Scroll::Bottom),
        }
        Vec::new()
    }

    /// Runs a command of the pane while the pane has the focus.
    pub fn pane_command(&mut self, command: PaneCommand, context: &Context) -> Vec<Action> {
        match command {
            PaneCommand::Open => self.follow_selected(),
            PaneCommand::Back => self.back(),
            PaneCommand::NextStop => self.select_target(true, context),
            PaneCommand::PreviousStop => self.select_target(false, context),
        }
    }

    /// Ends the search if there is one, else returns from a footnote, else clears the selected target, else leaves the article.
    fn back(&mut self) -> Vec<Action> {
        if let Some(page) = self.page_mut() {
            if !page.query.is_empty() {
                page.find(Query::default());
                return Vec::new();
            }
            if page.return_from_note() || page.selected.take().is_some() {
                return Vec::new();
            }
        }
        vec![Action::GoBack]
    }

    /// Selects the next or previous link, image or card; after the last one, focuses the next pane.
    fn select_target(&mut self, forward: bool, context: &Context) -> Vec<Action> {
        if let Some(page) = self.page_mut() {
            if page.select_next(forward) {
                return Vec::new();
            }
            page.selected = None;
        }
        if forward && context.has_related_pane() {
            vec![Action::Focus(Pane::Related)]
        } else if context.is_wide() {
            vec![Action::Focus(Pane::List)]
        } else {
            vec![Action::Say(Phrase::NoMoreLinks)]
        }
    }

    /// Runs a command about the article. `address` is the address of the selected link, else of the
    /// article with the focus.
    pub fn command(
        &mut self,
        command: ArticleCommand,
        address: Option<String>,
        context: &Context,
    ) -> Vec<Action> {
        let page = self.page().filter(|_| context.shows_article());
        let no_page = || vec![Action::Say(Phrase::NoPage)];
        let open_first = || vec![Action::Say(Phrase::OpenFirst)];
        match command {
            ArticleCommand::OpenPage => {
                address.map_or_else(no_page, |url| vec![Action::OpenAddress(url)])
            }
            ArticleCommand::Copy => {
                address.map_or_else(no_page, |url| vec![Action::CopyAddress(url)])
            }
            ArticleCommand::OpenOriginal => {
                address.map_or_else(no_page, |url| vec![Action::OpenOriginal(url)])
            }
            ArticleCommand::CopyOriginal => {
                address.map_or_else(no_page, |url| vec![Action::Perform(Effect::Copy(url))])
            }
            ArticleCommand::Hints => page.map_or_else(open_first, put_hints),
            ArticleCommand::OpenImage => page.map_or_else(open_first, Page::open_image),
            ArticleCommand::PickImage => {
                page.map_or_else(open_first, |page| match page.article.images().count() {
                    0 => vec![Action::Say(Phrase::NoImages)],
                    _several => vec![Action::PickImage],
                })
            }
            ArticleCommand::CopyParagraph => {
                match page.and_then(|page| page.document.paragraph_from(page.top)) {
                    Some(paragraph) => vec![Action::Perform(Effect::Copy(paragraph))],
                    None => vec![Action::Say(Phrase::NoParagraph)],
                }
            }
            ArticleCommand::LeftOut => {
                match page.map(|page| page.article.left_out_words().next().is_none()) {
                    None => open_first(),
                    Some(true) => vec![Action::Say(Phrase::NothingLeftOut)],
                    Some(false) => {
                        self.toggle_left_out(context);
                        Vec::new()
                    }
                }
            }
        }
    }

    /// Shows or hides what ingestion left out of the page.
    fn toggle_left_out(&mut self, context: &Context) {
        let Some(page) = self.page_mut() else {
            return;
        };
        page.with_left_out = !page.with_left_out;
        let setting = context.setting(page.with_left_out);
        page.set(setting, page.height, &context.ruler);
        if page.with_left_out {
            let end = page.document.lines.len();
            page.reveal(end.saturating_sub(page.article.left_out.len())..end);
        }
    }

    /// Selects a target and follows it.
    pub fn pick(&mut self, target: usize) -> Vec<Action> {
        let Some(page) = self.page_mut() else {
            return Vec::new();
        };
        page.selected = Some(target);
        self.follow_selected()
    }

    /// Follows the selected target, within the page or out of it.
    fn follow_selected(&mut self) -> Vec<Action> {
        match self.page_mut() {
            Some(page) => {
                if page.go_to_note() {
                    Vec::new()
                } else {
                    page.follow_selected()
                }
            }
            None => Vec::new(),
        }
    }

    /// Goes to the next hit of the search in the article, or to the one before.
    pub fn go_to_hit(&mut self, forward: bool) -> Vec<Action> {
        let Some(page) = self.page_mut() else {
            return Vec::new();
        };
        let total = page.hits.len();
        let found = page.next_hit(forward);
        vec![Action::Say(hit_phrase(found, total, forward))]
    }

    /// Returns the phrase that says which hit the search went to.
    pub fn hit_phrase(&self) -> Option<Phrase> {
        let page = self.page().filter(|page| !page.query.is_empty())?;
        let total = page.hits.len();
        match page.hit {
            Some(index) => Some(Phrase::Hit(index + 1, total)),
            // The hits of a library search are marked, but the user is at none of them.
            None => (total == 0).then_some(Phrase::NoHits),
        }
    }

    /// Says which hit the search went to; if the user is at none yet, goes to the first.
    pub fn say_hit(&mut self) -> Vec<Action> {
        let page = self.page().filter(|page| !page.query.is_empty());
        if page.is_some_and(|page| page.hit.is_none() && !page.hits.is_empty()) {
            return self.go_to_hit(true);
        }
        self.hit_phrase().map(Action::Say).into_iter().collect()
    }
}

/// Puts letters on the links, images and cards in sight.
fn put_hints(page: &Page) -> Vec<Action> {
    let targets = page.targets_in_sight();
    if targets.is_empty() {
        return vec![Action::Say(Phrase::NothingToPick)];
    }
    vec![Action::Hint(Hints::on(targets))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{article, context, library_context};

    /// A pane that shows an article of many lines.
    fn pane(context: &Context) -> ArticlePane {
        let text = "headline\n\n".to_owned() + &"some words of text\n\n".repeat(60);
        let article = Arc::new(article(&text));
        let mut pane = ArticlePane::default();
        pane.load(article.id);
        pane.loaded(article, 0, None, context);
        pane
    }

    #[test]
    fn an_article_that_was_not_requested_last_is_ignored() {
        let (first, second) = (article("one\n\na"), article("two\n\nb"));
        let mut pane = ArticlePane::default();
        pane.load(first.id);
        pane.load(second.id);
        pane.loaded(Arc::new(first), 0, None, &context());
        assert!(pane.page().is_none() && pane.is_loading());
        let id = second.id;
        pane.loaded(Arc::new(second), 0, None, &context());
        assert_eq!((pane.id(), pane.is_loading()), (Some(id), false));
    }

    #[test]
    fn an_open_article_of_a_library_is_completed_and_a_preview_is_not() {
        let mut context = library_context();
        context.focus = Pane::Article;
        let (one, other) = (article("one\n\na"), article("two\n\nb"));
        let mut pane = ArticlePane::default();
        pane.load(one.id);
        assert_eq!(pane.loaded(Arc::new(one), 0, None, &context).len(), 2);
        context.focus = Pane::List;
        pane.load(other.id);
        assert_eq!(pane.loaded(Arc::new(other), 0, None, &context).len(), 1);
    }

    #[test]
    fn a_page_past_the_end_is_the_next_article() {
        let context = context();
        let mut pane = pane(&context);
        assert_eq!(pane.moved(Motion::PageDown), Vec::new());
        pane.moved(Motion::Bottom);
        assert_eq!(pane.moved(Motion::PageDown), vec![Action::Step(1)]);
    }

    #[test]
    fn back_ends_the_search_before_it_leaves_the_article() {
        let context = context();
        let mut pane = pane(&context);
        pane.page_mut().unwrap().find(Query::new("words"));
        assert!(matches!(pane.hit_phrase(), Some(Phrase::Hit(1, _))));
        assert_eq!(pane.pane_command(PaneCommand::Back, &context), Vec::new());
        assert_eq!(pane.hit_phrase(), None);
        let back = pane.pane_command(PaneCommand::Back, &context);
        assert_eq!(back, vec![Action::GoBack]);
    }

    #[test]
    fn enter_goes_to_the_first_of_the_hits_that_a_library_search_marked() {
        let context = context();
        let mut pane = pane(&context);
        pane.page_mut().unwrap().mark(Query::new("words"));
        assert_eq!(pane.hit_phrase(), None);
        assert!(matches!(
            pane.say_hit().as_slice(),
            [Action::Say(Phrase::Hit(1, _))]
        ));
        pane.page_mut().unwrap().find(Query::new("nowhere"));
        assert_eq!(pane.say_hit(), vec![Action::Say(Phrase::NoHits)]);
    }

    #[test]
    fn commands_about_an_article_need_one_on_the_screen() {
        let (mut context, mut pane) = (context(), ArticlePane::default());
        let open_first = vec![Action::Say(Phrase::OpenFirst)];
        context.focus = Pane::Article;
        for command in [ArticleCommand::Hints, ArticleCommand::OpenImage] {
            assert_eq!(pane.command(command, None, &context), open_first);
        }
        let copied = pane.command(ArticleCommand::Copy, Some("x".to_owned()), &context);
        assert_eq!(copied, vec![Action::CopyAddress("x".to_owned())]);
    }
}
