//! `update`: what each message changes, and what it asks of the world.

use super::article_pane::{ArticlePane, Move, Page};
use super::command::Command;
use super::follow::{follow_number, follow_target, open_page};
use super::input_line::InputLine;
use super::model::{Letters, SearchBar};
use super::overlay::Overlay;
use super::{Answer, Effect, Message, Model, Pane, mouse};
use crate::article::{Article, ArticleId};
use crate::key::{Key, KeyCode};
use crate::search::Query;
use crate::words::Phrase;
use chrono::Duration;
use ratatui::layout::Size;
use std::sync::Arc;

/// How long a digit waits for another one, or for `o`, before it counts as a story's number.
const DIGIT_PATIENCE: Duration = Duration::milliseconds(600);
/// How many lines the wheel scrolls.
pub(super) const WHEEL: isize = 3;

/// Applies `message` to `model`; returns what the shell must do next.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let selected = model.list.selected_entry().map(|entry| entry.listing.id);
    let mut effects = match message {
        Message::Command(command) => commanded(model, command),
        Message::Typed(key) => typed(model, key),
        Message::Pasted(text) => pasted(model, &text),
        Message::Mouse(event) => mouse::moved(model, event),
        Message::Resized(size) => resized(model, size),
        Message::Measured(widths) => {
            model.widths = widths;
            relayout(model);
            Vec::new()
        }
        Message::Answered(answer) => answered(model, answer),
        Message::Tick(now) => {
            model.now = now;
            model.status.age(now);
            let due = model.count.take_if(|(_, until)| *until <= now);
            due.map_or_else(Vec::new, |(number, _)| follow_number(model, number))
        }
    };
    effects.extend(preview(model, selected));
    effects
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
    model.list.settle(column, &model.widths);
    let height = usize::from(model.article_column().height);
    let setting = model.setting(model.article.page().is_some_and(|page| page.with_left_out));
    if let Some(page) = model.article.page_mut() {
        page.set(setting, height, &model.widths);
    }
}

/// Where list and article stand side by side, the selected story is shown as soon as it is
/// selected; only opening it makes it read.
fn preview(model: &mut Model, before: Option<ArticleId>) -> Vec<Effect> {
    let Some(now) = model.list.selected_entry().map(|entry| entry.listing.id) else {
        return Vec::new();
    };
    let stale = before != Some(now) || model.article.id().is_none();
    if model.focus != Pane::List || !stale || !model.is_wide() || model.article.id() == Some(now) {
        return Vec::new();
    }
    load(model, now)
}

/// Begins to show an article, wherever the reader stood in it before.
pub(super) fn load(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    keep_position(model);
    if model.article.id() == Some(id) && model.article.page().is_some() {
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
    model.list.mark_read(id);
    model.list.select_id(id);
    model.focus = Pane::Article;
    let column = model.list_column();
    model.list.settle(column, &model.widths);
    model.related.selected = 0;
    load(model, id)
}

pub(super) fn keep_position(model: &mut Model) {
    if let Some(page) = model.article.page() {
        model.positions.insert(page.article.id, page.place);
    }
}

fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Arrived(listings) => {
            model.list.arrive(listings);
            let column = model.list_column();
            model.list.settle(column, &model.widths);
        }
        Answer::Progress { done, total } => {
            if let Some(reading) = &mut model.status.reading {
                reading.done = done;
                reading.total = total;
            }
        }
        Answer::AllRead => model.status.reading = None,
        Answer::Remark(sentence) => {
            model.status.warn(Phrase::Remark(sentence.clone()));
            model.status.remark(sentence);
        }
        Answer::Loaded(article) => show(model, article),
        Answer::NotLoaded(id, why) => {
            if model.wanted.take_if(|wanted| *wanted == id).is_some() {
                model.article = ArticlePane::Failed(id, why);
            }
        }
        Answer::Opened(address) => model.status.say(Phrase::Opened(address), model.now),
        Answer::NotOpened(address) => model.overlay = Some(Overlay::Address(address)),
        Answer::Copied => model.status.say(Phrase::Copied, model.now),
    }
    Vec::new()
}

/// Puts an article on the screen, unless another one is wanted by now.
fn show(model: &mut Model, article: Arc<Article>) {
    if model
        .wanted
        .take_if(|wanted| *wanted == article.id)
        .is_none()
    {
        return;
    }
    let place = model.positions.get(&article.id).copied().unwrap_or(0);
    let height = usize::from(model.article_column().height);
    let page = Page::new(article, model.setting(false), height, place, &model.widths);
    model.article = ArticlePane::Shown(Box::new(page));
}

fn commanded(model: &mut Model, command: Command) -> Vec<Effect> {
    model.status.key_pressed();
    match command {
        Command::Quit => return vec![Effect::Quit],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    if model.overlay.is_some() {
        return over_page(model, command);
    }
    let pending = model.count.take();
    let mut effects = Vec::new();
    if let Some((number, _)) = pending {
        match command {
            Command::Digit(digit) => {
                return count(model, number.saturating_mul(10) + usize::from(digit));
            }
            Command::OpenPage if model.focus != Pane::List => {
                return super::follow::open_link(model, number);
            }
            Command::Down | Command::Up if model.focus == Pane::List => {
                return repeated(model, command, number);
            }
            _ if model.focus != Pane::List => effects = follow_number(model, number),
            _ => {}
        }
    }
    effects.extend(on_page(model, command));
    effects
}

fn repeated(model: &mut Model, command: Command, times: usize) -> Vec<Effect> {
    let times = times.min(model.list.len()).cast_signed();
    list_move(
        model,
        if command == Command::Down {
            times
        } else {
            -times
        },
    )
}

fn count(model: &mut Model, number: usize) -> Vec<Effect> {
    model.count = Some((number, model.now + DIGIT_PATIENCE));
    // With fewer than ten stories and links, one digit says it all.
    Vec::new()
}

/// A command while nothing lies on top: what means the same in every pane, else the pane's.
fn on_page(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Help => model.overlay = Some(Overlay::Help { top: 0 }),
        Command::Remarks if model.status.remarks.is_empty() => {
            model.status.say(Phrase::NoRemarks, model.now);
        }
        Command::Remarks => model.overlay = Some(Overlay::Remarks { top: 0 }),
        Command::Search => start_search(model),
        Command::Digit(digit) if digit > 0 || model.focus == Pane::List => {
            return count(model, usize::from(digit));
        }
        Command::HistoryBack | Command::HistoryForward => return travel(model, command),
        Command::NextStory => return neighbour(model, 1),
        Command::PreviousStory => return neighbour(model, -1),
        Command::NextMatter => return next_matter(model),
        Command::PreviousUnread => return unread(model, false),
        Command::OpenPage => return open_page(model),
        Command::OpenImage => return super::follow::open_image(model),
        Command::PickImage => return super::follow::pick_image(model),
        Command::Copy => return super::follow::copy_address(model),
        Command::Close => return close(model),
        _ => return in_pane(model, command),
    }
    Vec::new()
}

/// `q`: closes what lies on top, an article over the list in a narrow screen, a filter; then quits.
fn close(model: &mut Model) -> Vec<Effect> {
    let covers_list = model.focus != Pane::List && !model.is_wide();
    if covers_list {
        leave_article(model);
        return Vec::new();
    }
    if !model.list.query().is_empty() {
        clear_filter(model);
        return Vec::new();
    }
    vec![Effect::Quit]
}

fn in_pane(model: &mut Model, command: Command) -> Vec<Effect> {
    match model.focus {
        Pane::List => in_list(model, command),
        Pane::Article => in_article(model, command),
        Pane::Related => in_related(model, command),
    }
}

pub(super) fn list_move(model: &mut Model, steps: isize) -> Vec<Effect> {
    let column = model.list_column();
    model.list.step(steps, column, &model.widths);
    Vec::new()
}

fn in_list(model: &mut Model, command: Command) -> Vec<Effect> {
    let column = model.list_column();
    let list = &mut model.list;
    match command {
        Command::Down => list.step(1, column, &model.widths),
        Command::Up => list.step(-1, column, &model.widths),
        Command::PageDown => list.page(2, column, &model.widths),
        Command::PageUp => list.page(-2, column, &model.widths),
        Command::HalfPageDown => list.page(1, column, &model.widths),
        Command::HalfPageUp => list.page(-1, column, &model.widths),
        Command::Top => {
            list.select(0);
            list.set_row(0);
            list.settle(column, &model.widths);
        }
        Command::Bottom => {
            list.select(usize::MAX);
            list.set_row(usize::from(column.height));
            list.settle(column, &model.widths);
        }
        Command::Open => return open_selected(model),
        Command::NextStop | Command::PreviousStop => {
            if model.article.page().is_some() && model.is_wide() {
                model.focus = Pane::Article;
            } else {
                model.status.say(Phrase::OnePane, model.now);
            }
        }
        Command::Back if !model.list.query().is_empty() => clear_filter(model),
        Command::Back => model.status.say(Phrase::NothingBehind, model.now),
        Command::PreviousHit => toggle_read(model),
        Command::Letters | Command::LeftOut => model.status.say(Phrase::OpenFirst, model.now),
        _ => {}
    }
    Vec::new()
}

fn toggle_read(model: &mut Model) {
    let Some(id) = model.list.selected_entry().map(|entry| entry.listing.id) else {
        return;
    };
    if model.list.is_read(id) {
        model.list.mark_unread(id);
    } else {
        model.list.mark_read(id);
    }
}

fn open_selected(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.list.selected_entry().map(|entry| entry.listing.id) else {
        model.status.say(Phrase::NoStories, model.now);
        return Vec::new();
    };
    model.history.open(id);
    open(model, id)
}

fn in_article(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Back => return back(model),
        Command::Open => return follow_target(model),
        Command::PageDown if model.article.page().is_some_and(Page::at_end) => {
            return neighbour(model, 1);
        }
        Command::NextStop | Command::PreviousStop => {
            select_target(model, command == Command::NextStop);
            return Vec::new();
        }
        Command::Letters => {
            put_letters(model);
            return Vec::new();
        }
        Command::LeftOut => {
            show_left_out(model);
            return Vec::new();
        }
        Command::PreviousHit => return next_hit(model, false),
        _ => {}
    }
    let Some(page) = model.article.page_mut() else {
        return Vec::new();
    };
    match command {
        Command::Down => page.go(Move::Lines(1)),
        Command::Up => page.go(Move::Lines(-1)),
        Command::PageDown => page.go(Move::HalfPages(2)),
        Command::PageUp => page.go(Move::HalfPages(-2)),
        Command::HalfPageDown => page.go(Move::HalfPages(1)),
        Command::HalfPageUp => page.go(Move::HalfPages(-1)),
        Command::Top => page.go(Move::Top),
        Command::Bottom => page.go(Move::Bottom),
        _ => {}
    }
    Vec::new()
}

fn in_related(model: &mut Model, command: Command) -> Vec<Effect> {
    let count = model
        .article
        .page()
        .map_or(0, |page| page.article.related.len());
    let last = count.saturating_sub(1);
    let selected = &mut model.related.selected;
    match command {
        Command::Down => *selected = (*selected + 1).min(last),
        Command::Up => *selected = selected.saturating_sub(1),
        Command::Top | Command::PageUp | Command::HalfPageUp => *selected = 0,
        Command::Bottom | Command::PageDown | Command::HalfPageDown => *selected = last,
        Command::Open if count > 0 => {
            let number = *selected + 1;
            return follow_number(model, number);
        }
        Command::NextStop => model.focus = Pane::List,
        Command::PreviousStop | Command::Back => model.focus = Pane::Article,
        _ => {}
    }
    Vec::new()
}

/// Tab walks through what can be followed; past the last of it, to the next pane.
fn select_target(model: &mut Model, forward: bool) {
    let found = model
        .article
        .page_mut()
        .is_some_and(|page| page.select_next(forward));
    if found {
        return;
    }
    if let Some(page) = model.article.page_mut() {
        page.selected = None;
    }
    let has_related = model.areas().is_some_and(|areas| areas.related.is_some());
    if forward && has_related {
        model.focus = Pane::Related;
    } else if model.is_wide() {
        model.focus = Pane::List;
    } else {
        model.status.say(Phrase::NoMoreLinks, model.now);
    }
}

fn put_letters(model: &mut Model) {
    let Some(page) = model.article.page() else {
        return;
    };
    let sight = page.in_sight();
    let targets: Vec<usize> = (0..page.document.targets.len())
        .filter(|index| {
            let lines = page
                .document
                .targets
                .get(*index)
                .map(|target| &target.lines);
            lines.is_some_and(|lines| lines.start < sight.end && sight.start < lines.end)
        })
        .collect();
    if targets.is_empty() {
        model.status.say(Phrase::NothingToPick, model.now);
        return;
    }
    let labels = letter_labels(targets.len())
        .into_iter()
        .zip(targets)
        .collect();
    model.letters = Some(Letters {
        labels,
        typed: String::new(),
    });
}

/// Labels of the home row: one letter each if there are enough letters, else two.
fn letter_labels(count: usize) -> Vec<String> {
    const LETTERS: &str = "asdfghjklewiomnvcrut";
    if count <= LETTERS.len() {
        return LETTERS.chars().take(count).map(String::from).collect();
    }
    let pairs = LETTERS
        .chars()
        .flat_map(|a| LETTERS.chars().map(move |b| format!("{a}{b}")));
    pairs.take(count).collect()
}

fn show_left_out(model: &mut Model) {
    let Some(page) = model.article.page() else {
        return;
    };
    if page.article.left_out.is_empty() {
        model.status.say(Phrase::NothingLeftOut, model.now);
        return;
    }
    let with_left_out = !page.with_left_out;
    let (setting, height) = (model.setting(with_left_out), page.height);
    let Some(page) = model.article.page_mut() else {
        return;
    };
    page.with_left_out = with_left_out;
    page.set(setting, height, &model.widths);
    if with_left_out {
        let end = page.document.lines.len();
        page.reveal(end.saturating_sub(page.article.left_out.len())..end);
    }
}

fn back(model: &mut Model) -> Vec<Effect> {
    if let Some(page) = model.article.page_mut() {
        if !page.query.is_empty() {
            page.find(Query::default());
            return Vec::new();
        }
        if page.selected.take().is_some() {
            return Vec::new();
        }
    }
    match model.history.back() {
        Some(visit) => {
            let effects = open(model, visit.id);
            model.positions.insert(visit.id, visit.place);
            effects
        }
        None => {
            leave_article(model);
            Vec::new()
        }
    }
}

fn leave_article(model: &mut Model) {
    keep_position(model);
    if let Some(id) = model.article.id() {
        model.list.select_id(id);
    }
    model.focus = Pane::List;
    let column = model.list_column();
    model.list.settle(column, &model.widths);
}

fn travel(model: &mut Model, command: Command) -> Vec<Effect> {
    let forward = command == Command::HistoryForward;
    match model.history.travel(forward) {
        Some(id) => open(model, id),
        None => {
            let phrase = if forward {
                Phrase::NothingAhead
            } else {
                Phrase::NothingBehind
            };
            model.status.say(phrase, model.now);
            Vec::new()
        }
    }
}

/// Opens the story after or before the open one in the list.
fn neighbour(model: &mut Model, steps: isize) -> Vec<Effect> {
    let before = model.list.selected();
    list_move(model, steps);
    if model.list.selected() == before {
        let phrase = if steps > 0 {
            Phrase::LastStory
        } else {
            Phrase::FirstStory
        };
        model.status.say(phrase, model.now);
        return Vec::new();
    }
    if model.focus == Pane::List {
        Vec::new()
    } else {
        open_selected(model)
    }
}

/// `n`: the next hit while something is searched for in the article, else the next unread story.
fn next_matter(model: &mut Model) -> Vec<Effect> {
    let searching = model
        .article
        .page()
        .is_some_and(|page| !page.query.is_empty());
    if model.focus != Pane::List && searching {
        next_hit(model, true)
    } else {
        unread(model, true)
    }
}

fn next_hit(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(page) = model.article.page_mut() else {
        return Vec::new();
    };
    let total = page.hits.len();
    let phrase = page
        .next_hit(forward)
        .map_or(Phrase::NoHits, |n| Phrase::Hit(n, total));
    model.status.say(phrase, model.now);
    Vec::new()
}

fn unread(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(place) = model.list.next_unread(forward) else {
        model.status.say(Phrase::NoUnread, model.now);
        return Vec::new();
    };
    let steps = place.cast_signed() - model.list.selected().cast_signed();
    list_move(model, steps);
    if model.focus == Pane::List {
        Vec::new()
    } else {
        open_selected(model)
    }
}

fn clear_filter(model: &mut Model) {
    model.list.filter(Query::default());
    let column = model.list_column();
    model.list.settle(column, &model.widths);
}

fn start_search(model: &mut Model) {
    let (pane, before, place) = match model.article.page() {
        Some(page) if model.focus != Pane::List => (Pane::Article, page.query.clone(), page.place),
        _ => (
            Pane::List,
            model.list.query().clone(),
            model.list.selected(),
        ),
    };
    let line = InputLine::new(before.typed());
    model.search = Some(SearchBar {
        line,
        pane,
        before,
        place,
    });
}

fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(search) = &mut model.search {
        search.line.insert(text);
        apply_search(model);
    }
    Vec::new()
}

fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    model.status.key_pressed();
    if model.letters.is_some() {
        return letter_typed(model, key);
    }
    if model.search.is_some() {
        search_typed(model, key);
        return Vec::new();
    }
    model
        .status
        .say(Phrase::UnboundKey(key.to_string()), model.now);
    Vec::new()
}

fn search_typed(model: &mut Model, key: Key) {
    match key.code {
        KeyCode::Esc => return cancel_search(model),
        KeyCode::Enter => {
            model.search = None;
            return;
        }
        KeyCode::Backspace
            if model
                .search
                .as_ref()
                .is_some_and(|search| search.line.text().is_empty()) =>
        {
            return cancel_search(model);
        }
        KeyCode::Up | KeyCode::Down if model.focus == Pane::List => {
            list_move(model, if key.code == KeyCode::Up { -1 } else { 1 });
            return;
        }
        _ => {}
    }
    if model
        .search
        .as_mut()
        .is_some_and(|search| search.line.press(key))
    {
        apply_search(model);
    }
}

fn apply_search(model: &mut Model) {
    let Some(search) = &model.search else { return };
    let query = Query::new(search.line.text());
    if search.pane == Pane::List {
        model.list.filter(query);
        let column = model.list_column();
        model.list.settle(column, &model.widths);
    } else if let Some(page) = model.article.page_mut() {
        page.find(query);
    }
}

/// Esc: everything is as it was before the first letter.
fn cancel_search(model: &mut Model) {
    let Some(search) = model.search.take() else {
        return;
    };
    if search.pane == Pane::List {
        model.list.filter(search.before);
        model.list.select(search.place);
        let column = model.list_column();
        model.list.settle(column, &model.widths);
    } else if let Some(page) = model.article.page_mut() {
        page.find(search.before);
        page.place = search.place;
        relayout(model);
    }
}

fn letter_typed(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(mut letters) = model.letters.take() else {
        return Vec::new();
    };
    let KeyCode::Char(c) = key.code else {
        return Vec::new();
    };
    letters.typed.push(c.to_ascii_lowercase());
    let picked = letters
        .labels
        .iter()
        .find(|(label, _)| *label == letters.typed);
    if let Some((_, target)) = picked {
        let target = *target;
        if let Some(page) = model.article.page_mut() {
            page.selected = Some(target);
        }
        return follow_target(model);
    }
    if letters
        .labels
        .iter()
        .any(|(label, _)| label.starts_with(&letters.typed))
    {
        model.letters = Some(letters);
    } else {
        model.status.say(Phrase::NoSuchLetter, model.now);
    }
    Vec::new()
}

/// A command while a box lies on top.
fn over_page(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(overlay) = &mut model.overlay else {
        return Vec::new();
    };
    match (overlay, command) {
        (Overlay::Address(address), Command::Copy) => return vec![Effect::Copy(address.clone())],
        (Overlay::Offer { id, .. }, Command::Open) => {
            let id = *id;
            model.overlay = None;
            return super::follow::follow_story(model, id);
        }
        (Overlay::Images { selected }, Command::Open | Command::OpenImage) => {
            let number = *selected + 1;
            model.overlay = None;
            return super::follow::open_image_number(model, number);
        }
        (Overlay::Images { .. }, Command::Digit(digit)) => {
            model.overlay = None;
            return super::follow::open_image_number(model, usize::from(digit));
        }
        (_, Command::Close | Command::Back | Command::Help | Command::Open) => {
            model.overlay = None;
        }
        (overlay, command) => scroll_overlay(overlay, command),
    }
    Vec::new()
}

fn scroll_overlay(overlay: &mut Overlay, command: Command) {
    let (Overlay::Help { top } | Overlay::Remarks { top } | Overlay::Images { selected: top }) =
        overlay
    else {
        return;
    };
    *top = match command {
        Command::Down | Command::NextStop => *top + 1,
        Command::Up | Command::PreviousStop => top.saturating_sub(1),
        Command::PageDown | Command::HalfPageDown => *top + 10,
        Command::PageUp | Command::HalfPageUp => top.saturating_sub(10),
        Command::Top => 0,
        Command::Bottom => usize::MAX,
        _ => *top,
    };
}
