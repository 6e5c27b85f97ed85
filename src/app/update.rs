//! `update`: what each message changes, and what it asks of the world.

mod article;
mod dispatch;
mod list;
mod refresh;
mod search;

use super::article_pane::{ArticlePane, Page};
use super::boxes;
use super::follow::follow_number;
use super::library;
use super::marks;
use super::overlay::Overlay;
use super::paging::{self, Arrived};
use super::related_pane::{here, is_same};
use super::{Answer, Count, Effect, Message, Model, Pane, mouse};
use crate::article::{Article, ArticleId, Offer, Why};
use crate::words::Phrase;
use chrono::Duration;
use dispatch::{commanded, on_page};
use ratatui::layout::Size;
use search::{pasted, typed};
use std::sync::Arc;

/// How many lines the wheel scrolls.
pub(super) const WHEEL: isize = 3;

/// Applies `message` to `model`; returns what the shell must do next.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let selected = model.list.selected_entry().map(|entry| entry.listing.id);
    if matches!(
        message,
        Message::Command(_) | Message::Typed(_) | Message::Pasted(_) | Message::Mouse(_)
    ) {
        model.list.paging.give_up();
    }
    let on_top = model.overlay.as_ref().map(std::mem::discriminant);
    let mut effects = match message {
        Message::Command(command) => commanded(model, command),
        Message::Typed(key) => typed(model, key),
        Message::Pasted(text) => pasted(model, &text),
        Message::Mouse(event) => mouse::moved(model, event),
        Message::Resized(size) => resized(model, size),
        Message::Answered(answer) => answered(model, answer),
        Message::Tick(now) => {
            model.now = now;
            model.status.age(now);
            let is_due = |count: &mut Count| count.until.is_some_and(|until| until <= now);
            let due = model.count.take_if(is_due);
            let mut effects = due.map_or_else(Vec::new, |count| follow_number(model, count.number));
            effects.extend(refresh::by_the_clock(model));
            effects
        }
    };
    if model.overlay.as_ref().map(std::mem::discriminant) != on_top {
        boxes::closed(model);
    }
    if model.focus == Pane::List {
        let column = model.list_column();
        model.list.come_back(column, &model.ruler);
    }
    effects.extend(preview(model, selected));
    effects.extend(paging::due(model));
    if is_due(model) {
        effects.extend(keep_place(model));
    }
    effects
}

/// Where the person reads is kept soon after they move, but not at each line.
pub(super) const KEEP_AFTER: Duration = Duration::seconds(2);

fn is_due(model: &Model) -> bool {
    let Some(page) = model.article.page().filter(|_| model.options.library) else {
        return false;
    };
    match &model.kept {
        Some((id, place, _)) if *id == page.article.id && *place == page.place => false,
        Some((_, _, at)) => model.now - *at >= KEEP_AFTER,
        None => true,
    }
}

/// Keeps where the person reads, in a library and if they opened the story.
pub(super) fn keep_place(model: &mut Model) -> Option<Effect> {
    let page = model.article.page().filter(|_| model.options.library)?;
    let (id, place) = (page.article.id, page.place);
    let is_kept = model
        .kept
        .is_some_and(|kept| (kept.0, kept.1) == (id, place));
    if is_kept || !model.list.is_read(id) {
        return None;
    }
    model.kept = Some((id, place, model.now));
    Some(Effect::KeepPlace(id, place))
}

fn resized(model: &mut Model, size: Size) -> Vec<Effect> {
    model.size = size;
    if model.focus == Pane::Related && model.areas().is_none_or(|areas| areas.related.is_none()) {
        model.focus = Pane::Article;
    }
    relayout(model);
    Vec::new()
}

/// Makes everything that depends on sizes and widths anew.
pub(super) fn relayout(model: &mut Model) {
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
    let height = usize::from(model.article_column().height);
    let setting = model.setting(model.article.page().is_some_and(|page| page.with_left_out));
    if let Some(page) = model.article.page_mut() {
        page.set(setting, height, &model.ruler);
    }
}

/// Where list and article stand side by side, the selected story is shown as soon as it is
/// selected; only opening it makes it read. Beside an empty list nothing is shown: no key would be
/// about that story.
fn preview(model: &mut Model, before: Option<ArticleId>) -> Vec<Effect> {
    if model.focus != Pane::List || !model.is_wide() {
        return Vec::new();
    }
    let Some(now) = model.list.selected_entry().map(|entry| entry.listing.id) else {
        keep_position(model);
        model.wanted = None;
        model.article = ArticlePane::Empty;
        return Vec::new();
    };
    let stale = before != Some(now) || model.article.id().is_none();
    if !stale || model.article.id() == Some(now) {
        return Vec::new();
    }
    load(model, now)
}

/// Begins to show an article, wherever the reader stood in it before.
pub(super) fn load(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    keep_position(model);
    if model.article.id() == Some(id) && model.article.page().is_some() {
        // Whatever else was asked for meanwhile is no longer wanted.
        model.wanted = None;
        return Vec::new();
    }
    // What is on the screen stays until the next article is there: that is sooner than an eye sees.
    if model.article.page().is_none() {
        model.article = ArticlePane::Loading(id);
    }
    model.wanted = Some(id);
    vec![Effect::LoadArticle(id)]
}

/// Opens an article: shows it, gives it the keys and makes it read.
pub(super) fn open(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    let mut effects: Vec<Effect> = keep_place(model).into_iter().collect();
    effects.extend(marks::opened(model, id));
    model.list.select_id(id);
    model.focus = Pane::Article;
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
    model.related.selected = 0;
    effects.extend(load(model, id));
    // A story that stood beside the list already was only looked at so far.
    if model.options.library
        && model
            .article
            .page()
            .is_some_and(|page| page.article.id == id)
    {
        effects.push(Effect::FetchWhole(id));
    }
    effects
}

pub(super) fn keep_position(model: &mut Model) {
    if let Some(page) = model.article.page() {
        model.positions.insert(page.article.id, page.place);
    }
}

fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Arrived(listings) => {
            model.all_mut().arrive(listings);
            let column = model.list_column();
            model.list.settle(column, &model.ruler);
        }
        Answer::Progress { done, total } => {
            if let Some(reading) = &mut model.status.reading {
                reading.done = done;
                reading.total = total;
            }
        }
        Answer::AllRead => {
            model.status.reading = None;
            paging::input_ended(model);
        }
        Answer::Remark(sentence) => {
            model.status.warn(Phrase::Remark(sentence.clone()));
            model.status.remark(sentence);
        }
        Answer::Fresh(listings) => return refresh::fresh(model, listings),
        Answer::NotInTmux(text) => return vec![Effect::SendToClipboard(text)],
        Answer::Rows(page) => return rows_arrived(model, page),
        Answer::MarkedRead(change, count) => return marks::marked(model, change, count),
        Answer::MarksChanged => return marks::changed_elsewhere(model),
        Answer::Loaded(article) => return show(model, article),
        Answer::NotLoaded(id, why) => {
            if model.wanted.take_if(|wanted| *wanted == id).is_some() {
                model.article = ArticlePane::Failed(id, why);
            }
        }
        Answer::NotOpened(address) => {
            model.status.notice = None;
            model.overlay = Some(Overlay::Address(address));
        }
        Answer::Measured(widths) => {
            model.ruler.widths = widths;
            relayout(model);
            if model.status.is_saying(&Phrase::Measuring) {
                let agreement = model.ruler.widths.agreement();
                let said = match agreement.asked {
                    0 => Phrase::NotMeasured,
                    asked => Phrase::Measured(agreement.explained, asked),
                };
                model.status.say(said, model.now);
            }
        }
        Answer::Print(shaper) => {
            model.ruler.shaper = shaper;
            relayout(model);
        }
        Answer::TooSlowForPrint => {
            model.ruler.shaper = None;
            relayout(model);
            model.status.announce(Phrase::TooSlowForPrint, model.now);
        }
        other => library_answered(model, other),
    }
    Vec::new()
}

/// Takes rows of a list in, and goes on with what waited for them.
fn rows_arrived(model: &mut Model, page: paging::ListPage) -> Vec<Effect> {
    if model.status.is_saying(&Phrase::LoadingRows) {
        model.status.notice = None;
    }
    match paging::arrived(model, page) {
        Arrived::Done => Vec::new(),
        Arrived::Retry(command) => on_page(model, command),
        Arrived::Found(place) => list::go_to(model, Some(place)),
    }
}

/// What changes nothing on the page and is only said.
fn told(model: &mut Model, answer: Answer) {
    let (status, now) = (&mut model.status, model.now);
    match answer {
        Answer::Opened(address) => status.say(Phrase::Opened(address.into()), now),
        Answer::NoPrint => status.say(Phrase::NoPrint, now),
        Answer::NoFontFor(count) => status.announce(Phrase::NoFontFor(count), now),
        Answer::Advised(advice) => status.announce(Phrase::Advised(advice), now),
        Answer::Copied => status.say(Phrase::Copied, now),
        Answer::NotCopied => status.warn(Phrase::NotCopied),
        Answer::SentToClipboard => status.say(Phrase::SentToClipboard, now),
        Answer::Kept => status.say(Phrase::StoryKept, now),
        other => refresh::answered(model, other),
    }
}

/// Puts an article on the screen, unless another one is wanted by now.
fn show(model: &mut Model, article: Arc<Article>) -> Vec<Effect> {
    let id = article.id;
    if model.wanted.take_if(|wanted| *wanted == id).is_none() {
        return Vec::new();
    }
    let place = model.positions.get(&article.id).copied().unwrap_or(0);
    let height = usize::from(model.article_column().height);
    let mut page = Page::new(article, model.setting(false), height, place, &model.ruler);
    if model.found.is_some() {
        page.mark(model.list.highlighted().clone());
    }
    model.article = ArticlePane::Shown(Box::new(page));
    if !model.options.library {
        return Vec::new();
    }
    let mut effects = vec![Effect::FindRelated(id)];
    if model.focus != Pane::List {
        effects.push(Effect::FetchWhole(id));
    }
    effects
}

/// News of the library.
fn library_answered(model: &mut Model, answer: Answer) {
    match answer {
        Answer::Found {
            generation,
            answers,
            ignored,
        } => {
            let part = ignored.into_iter().next();
            if let Some(part) = part.filter(|_| model.asked_again != Some(generation)) {
                model.status.say(Phrase::NotUnderstood(part), model.now);
            }
            library::show_found(model, generation, answers);
        }
        Answer::NoRows(query) => paging::failed(model, &query),
        Answer::Counted(count) => paging::counted(model, &count),
        Answer::Suggested(id, offers) => suggest(model, id, offers),
        Answer::Lists(lists) => model.overlay = Some(Overlay::Lists { lists, selected: 0 }),
        Answer::History(opened) => {
            model.history.remember(opened.iter().map(|(id, _)| *id));
            model.positions.extend(opened);
        }
        Answer::Marked(marks) => marks::marked_elsewhere(model, marks),
        Answer::Recovered(aside, stories, awaited) => {
            let said = Phrase::Recovered(aside, stories, awaited);
            model.status.remark(said.say(model.options.language).into());
            model.status.warn(said);
        }
        Answer::Begun => model.is_new = true,
        other => told(model, other),
    }
}

/// Puts near duplicates of the open story before those that its publisher offers, others that are like it
/// behind them.
fn suggest(model: &mut Model, id: ArticleId, offers: Vec<Offer>) {
    let setting = model.setting(model.article.page().is_some_and(|page| page.with_left_out));
    let Some(page) = model.article.page().filter(|page| page.article.id == id) else {
        return;
    };
    let known: Vec<ArticleId> = page
        .offers
        .iter()
        .filter_map(|offer| here(offer, model.all()))
        .collect();
    let height = page.height;
    let Some(page) = model.article.page_mut() else {
        return;
    };
    let mut versions = 0;
    for offer in offers {
        if offer.why == Why::Same {
            // The list shows one of the near duplicates: here the others are reached, before all else.
            page.offers
                .retain(|own| own.id != offer.id && !is_same(own, &offer));
            page.offers.insert(versions.min(page.offers.len()), offer);
            versions += 1;
            continue;
        }
        let is_it = |own: &&mut Offer| own.id.is_none() && is_same(own, &offer);
        if offer.id.is_some_and(|id| known.contains(&id)) {
            continue;
        }
        // What the page offers itself stays in its place, and is now known to be in the library.
        match page.offers.iter_mut().find(is_it) {
            Some(own) => own.id = offer.id,
            None => page.offers.push(offer),
        }
    }
    page.set(setting, height, &model.ruler);
}
