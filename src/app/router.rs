//! Passes messages to the features, and actions from one feature to another.
//!
//! Only this module and its submodules know every feature. [`run`] decides by the mode what a
//! command means, and [`commands`] passes it to its feature. The feature returns actions for other
//! features, which [`carry_on`] performs in order.

mod answers;
mod calls;
mod commands;
mod pointer;
mod reading;
mod settings;
mod typing;

pub(super) use answers::answered;
pub(super) use pointer::pointed;
pub(super) use reading::{preview, save_position};
pub(super) use typing::{begun, pasted, typed};

use super::action::Action;
use super::areas::Pane;
use super::article_list::ArticleList;
use super::browser;
use super::command::{Command, MarksCommand};
use super::count::{Count, is_final};
use super::dialog::Dialog;
use super::dialog::confirm::ConfirmDialog;
use super::dialog::feed::FeedDialog;
use super::dialog::images::ImagesDialog;
use super::dialog::offer::OfferDialog;
use super::effect::Effect;
use super::enlarged::Enlarged;
use super::list;
use super::mode::Mode;
use super::model::Model;
use super::paging;
use super::related;
use crate::article::{ArticleId, Timestamp};
use crate::search::Query;
use crate::words::Phrase;
use commands::route;
use ratatui::layout::Size;

/// Runs a command in the current mode.
fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    model.status.key_pressed();
    if command.is_global() {
        let actions = route(model, command);
        return carry_on(model, actions);
    }
    // If the screen is too small for panes, the user cannot see what a key does.
    if model.context.areas().is_none() && command != Command::Close {
        return Vec::new();
    }
    if let Mode::Dialog(open) = &mut model.mode {
        let actions = open.command(command, &model.context);
        return carry_on(model, actions);
    }
    match model.count.take() {
        Some(count) => calls::counted(model, command, count),
        None => on_page(model, command),
    }
}

/// Handles a typed number. In the list, the number waits for the command that it repeats. In an
/// article it opens a related article, at once if no further key could give it another meaning.
fn number_typed(model: &mut Model, number: usize) -> Vec<Action> {
    if model.context.focus == Pane::List {
        model.count = Some(Count::waiting(number));
        return Vec::new();
    }
    let page = model.article.page();
    let (related, links) = page.map_or((0, 0), |page| (page.offers.len(), page.link_count()));
    // The related articles of an article that is still loading are unknown.
    if !model.article.is_loading() && is_final(number, related, links) {
        return vec![Action::FollowOffer(number)];
    }
    model.count = Some(Count::pausing(number, &model.context));
    Vec::new()
}

/// Runs a command on the page, or makes it wait for rows of the library.
fn on_page(model: &mut Model, command: Command) -> Vec<Effect> {
    let is_finding = model.is_finding();
    let (query, situation) = (model.search.query(), (&model.context, is_finding));
    let waiting = paging::wait(&mut model.list, command, query, situation);
    let actions = waiting.unwrap_or_else(|| route(model, command));
    carry_on(model, actions)
}

/// Gives the list on the screen another order: the one that is named, or the next one.
fn sort(model: &mut Model, named: &str) -> Vec<Action> {
    let query = model.search.query().to_owned();
    let views = &mut model.search.views;
    views.sort(named, &query, &mut model.list, &model.context)
}

/// Performs actions in order; returns the effects.
pub(super) fn carry_on(model: &mut Model, actions: Vec<Action>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for action in actions {
        effects.extend(carry_out(model, action));
    }
    effects
}

/// Performs an action and the actions that follow from it.
#[expect(clippy::too_many_lines, reason = "a table: an arm for each action")]
fn carry_out(model: &mut Model, action: Action) -> Vec<Effect> {
    let mut next = Vec::new();
    let now = model.context.now;
    match action {
        Action::Perform(effect) => return vec![effect],
        Action::Run(command) => return run(model, command),
        Action::Calls(calls) => return calls::run_calls(model, calls.iter().cloned().collect()),
        Action::GoOn => {
            let rest = std::mem::take(&mut model.rest);
            return calls::run_calls(model, rest);
        }
        Action::Retry(command) => return on_page(model, command),
        Action::Say(phrase) => {
            log(model, &phrase);
            model.status.say(phrase, now);
        }
        Action::Announce(phrase) => {
            log(model, &phrase);
            model.status.announce(phrase, now);
        }
        Action::Warn(phrase) => {
            log(model, &phrase);
            model.status.warn(phrase);
        }
        Action::NoteSearch(text) => model.context.add_search(&text),
        Action::Focus(pane) => model.context.focus = pane,
        Action::Prompt(scope, prompt) => model.take_text(Mode::Prompt(scope, prompt)),
        Action::Hint(hints) => model.take_text(Mode::Hints(hints)),
        Action::MarkRange(range, change) => next = model.marking().range(range, change),
        Action::Confirm(asked) => model.show(Dialog::Confirm(ConfirmDialog { asked })),
        Action::Remove(removal) => next = model.marking().remove(removal),
        Action::CloseDialog => model.mode = Mode::Browse,
        Action::SelectRow(row) => select_row(model, row),
        Action::RenameSearch(name) => next = calls::ask_for_name(model, &name),
        Action::NameResults(query, name) => {
            let results = model.search.results.iter_mut();
            let results = results.filter(|results| results.question == query);
            results.for_each(|results| results.name = Some(name.clone()));
        }
        Action::ForgetSearch(name, query) => next = model.marking().forget_search(name, query),
        Action::Undo => next = route(model, Command::Marks(MarksCommand::Undo)),
        Action::PickImage => pick_image(model),
        Action::Enlarge(block) => enlarge(model, block),
        Action::OfferClosest { wanted, id } => offer_closest(model, wanted, id),
        Action::Open(id) => next = reading::open(model, id),
        Action::OpenSelected => next = reading::open_selected(model),
        Action::Follow(id) => next = reading::follow(model, id),
        Action::GoBack => next = reading::go_back(model),
        Action::LeaveArticle => reading::leave(model),
        Action::FollowOffer(number) => next = follow_offer(model, number),
        Action::OpenAddress(address) => next = browser::open(&address),
        Action::BeginLine(text) => next = calls::open_line(model, text),
        Action::EditFeed(feed) => model.show(Dialog::Feed(FeedDialog { feed })),
        Action::OpenOriginal(address) => next = browser::open_original(&address),
        Action::CopyAddress(address) => next.push(browser::copy(address)),
        Action::Step(steps) => next = list::neighbour(&mut model.list, steps, &model.context),
        Action::ShowList { name, question } => next = show_list(model, name, &question),
        Action::ReloadResults => next = model.search.reload(&mut model.list, &model.context),
        Action::LeaveResults => model.search.leave(&mut model.list, &model.context),
        Action::ReloadMarks => next = reload_marks(model),
        Action::ToggleRead => next = route(model, Command::Marks(MarksCommand::ToggleRead)),
        Action::FindInArticle(query) => find_in_article(model, query, None),
        Action::RestoreArticle(query, offset) => find_in_article(model, query, Some(offset)),
        Action::SayHit => next = model.article.say_hit(),
        Action::Refresh(effect) => next = model.refresh.begin(effect),
        Action::Quit => {
            next.extend(save_position(model));
            next.push(Action::Perform(Effect::Quit));
        }
    }
    carry_on(model, next)
}

/// Keeps what is said among the messages.
fn log(model: &mut Model, phrase: &Phrase) {
    if *phrase != Phrase::NoRemarks {
        let text = model.context.say(phrase).as_ref().into();
        model.context.add_message(text);
    }
}

fn select_row(model: &mut Model, row: usize) {
    if let Mode::Dialog(open) = &mut model.mode {
        open.cursor = row;
    }
}

fn show_list(model: &mut Model, name: Phrase, question: &str) -> Vec<Action> {
    reading::note_position(model);
    model.context.focus = Pane::List;
    let (list, context) = (&mut model.list, &model.context);
    model.search.show_list(name, question, list, context)
}

fn enlarge(model: &mut Model, block: usize) {
    if let Some(page) = model.article.page() {
        let place = page.place_in_block(block);
        let enlarged = Enlarged::open(&page.article, (block, place), &page.query, &model.context);
        if let Some(enlarged) = enlarged {
            model.take_text(Mode::Enlarged(Box::new(enlarged)));
        }
    }
}

fn pick_image(model: &mut Model) {
    if let Some(page) = model.article.page() {
        let dialog = ImagesDialog::new(&page.article);
        model.show(Dialog::Images(dialog));
    }
}

fn offer_closest(model: &mut Model, wanted: String, id: ArticleId) {
    let entry = model.all().find(id);
    let headline = entry.map(|entry| entry.listing.headline.clone());
    model.show(Dialog::Offer(OfferDialog {
        wanted,
        id,
        headline: headline.unwrap_or_default(),
    }));
}

fn follow_offer(model: &Model, number: usize) -> Vec<Action> {
    let page = model.article.page();
    page.map_or_else(Vec::new, |page| {
        related::follow(number, &page.offers, model.all())
    })
}

/// Requests the marks of all articles in memory, and the number of unread articles.
fn reload_marks(model: &mut Model) -> Vec<Action> {
    let hidden = model.search.results.is_some().then(|| model.all());
    let entries = model.list.entries().iter();
    let entries = entries.chain(hidden.into_iter().flat_map(ArticleList::entries));
    let ids = entries.map(|entry| entry.listing.id).collect();
    let count = paging::count(model.search.all_mut(&mut model.list), "");
    vec![
        Action::Perform(Effect::LoadMarks(ids)),
        Action::Perform(count),
    ]
}

/// Searches in the open article; with an `offset`, scrolls there.
fn find_in_article(model: &mut Model, query: Query, offset: Option<usize>) {
    let Some(page) = model.article.page_mut() else {
        return;
    };
    page.find(query);
    if let Some(offset) = offset {
        page.offset = offset;
        model.article.relayout(&model.context);
    }
}

/// Updates the time, and whatever depends on it.
pub(super) fn tick(model: &mut Model, now: Timestamp) -> Vec<Action> {
    model.context.now = now;
    model.status.expire(now);
    let due = model.count.take_if(|count| count.is_due(now));
    let follow = due.map(|count| Action::FollowOffer(count.number));
    let mut actions: Vec<Action> = follow.into_iter().collect();
    actions.extend(model.refresh.tick(&model.context));
    actions
}

/// Handles a change of the screen's size.
pub(super) fn resized(model: &mut Model, size: Size) -> Vec<Action> {
    model.context.size = size;
    if model.context.focus == Pane::Related && !model.context.has_related_pane() {
        model.context.focus = Pane::Article;
    }
    model.relayout();
    Vec::new()
}
