//! What commands do to the open article and to the stories beside it.

use super::list::{neighbour, unread};
use super::{keep_position, open};
use crate::app::article_pane::{Move, Page};
use crate::app::command::Command;
use crate::app::follow::{follow_number, follow_target};
use crate::app::{Effect, Letters, Model, Pane};
use crate::key::{Key, KeyCode};
use crate::search::Query;
use crate::words::Phrase;

pub(super) fn in_article(model: &mut Model, command: Command) -> Vec<Effect> {
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

pub(super) fn in_related(model: &mut Model, command: Command) -> Vec<Effect> {
    let count = model.article.page().map_or(0, |page| page.offers.len());
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
pub(super) fn select_target(model: &mut Model, forward: bool) {
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

/// `f`: letters on what can be picked of the story that is on the screen.
pub(super) fn put_letters(model: &mut Model) {
    let Some(page) = model.shown_page() else {
        model.status.say(Phrase::OpenFirst, model.now);
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
pub(super) fn letter_labels(count: usize) -> Vec<String> {
    const LETTERS: &str = "asdfghjklewiomnvcrut";
    if count <= LETTERS.len() {
        return LETTERS.chars().take(count).map(String::from).collect();
    }
    let pairs = LETTERS
        .chars()
        .flat_map(|a| LETTERS.chars().map(move |b| format!("{a}{b}")));
    pairs.take(count).collect()
}

/// `x`: what was left out of the story that is on the screen, or no longer.
pub(super) fn show_left_out(model: &mut Model) {
    let Some(page) = model.shown_page() else {
        model.status.say(Phrase::OpenFirst, model.now);
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
    page.set(setting, height, &model.ruler);
    if with_left_out {
        let end = page.document.lines.len();
        page.reveal(end.saturating_sub(page.article.left_out.len())..end);
    }
}

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
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

pub(super) fn leave_article(model: &mut Model) {
    keep_position(model);
    model.history.leave();
    if let Some(id) = model.article.id() {
        model.list.select_id(id);
    }
    model.focus = Pane::List;
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
}

pub(super) fn travel(model: &mut Model, command: Command) -> Vec<Effect> {
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

/// `n`: the next hit while something is searched for in the article, else the next unread story.
pub(super) fn next_matter(model: &mut Model) -> Vec<Effect> {
    if model.is_finding() {
        next_hit(model, true)
    } else {
        unread(model, true)
    }
}

pub(super) fn next_hit(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(page) = model.article.page_mut() else {
        return Vec::new();
    };
    let total = page.hits.len();
    let phrase = match page.next_hit(forward) {
        None => Phrase::NoHits,
        // Of a single one nobody wonders where it comes from.
        Some((index, true)) if total > 1 && forward => Phrase::HitFromEnd(index + 1, total),
        Some((index, true)) if total > 1 => Phrase::HitFromTop(index + 1, total),
        Some((index, _)) => Phrase::Hit(index + 1, total),
    };
    model.status.say(phrase, model.now);
    Vec::new()
}

/// Says which hit of how many a search in the article went to.
pub(super) fn tell_hit(model: &mut Model) {
    let Some(page) = model.article.page().filter(|page| !page.query.is_empty()) else {
        return;
    };
    let total = page.hits.len();
    let phrase = page
        .hit
        .map_or(Phrase::NoHits, |index| Phrase::Hit(index + 1, total));
    model.status.say(phrase, model.now);
}

pub(super) fn letter_typed(model: &mut Model, key: Key) -> Vec<Effect> {
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
