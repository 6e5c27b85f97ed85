//! Following what an article offers: related stories, links, images, its page.

use super::article_pane::ArticlePane;
use super::history::Visit;
use super::overlay::Overlay;
use super::related_pane::{Whereabouts, whereabouts};
use super::update::{keep_position, open};
use super::{Effect, Model, Pane};
use crate::article::ArticleId;
use crate::document::TargetKind;
use crate::words::Phrase;

/// Follows the selected target of the article.
pub(super) fn follow_target(model: &mut Model) -> Vec<Effect> {
    let Some(page) = model.article.page() else {
        return Vec::new();
    };
    let selected = page
        .selected
        .and_then(|index| page.document.targets.get(index));
    match selected.map(|target| target.kind.clone()) {
        Some(TargetKind::Link(url) | TargetKind::Image(url)) => open_address(model, &url),
        Some(TargetKind::Related(index)) => follow_number(model, index + 1),
        None => {
            let phrase = if page.document.targets.is_empty() {
                Phrase::NoLinks
            } else {
                Phrase::SelectFirst
            };
            model.status.say(phrase, model.now);
            Vec::new()
        }
    }
}

/// Follows the related story `number`, counted from 1.
pub(super) fn follow_number(model: &mut Model, number: usize) -> Vec<Effect> {
    let Some(page) = model.article.page() else {
        return Vec::new();
    };
    let related = number
        .checked_sub(1)
        .and_then(|index| page.offers.get(index));
    let Some(related) = related else {
        model
            .status
            .say(Phrase::NoRelated(number, page.offers.len()), model.now);
        return Vec::new();
    };
    match whereabouts(related, model.all()) {
        Whereabouts::Here(id) => follow_story(model, id),
        Whereabouts::Address(url) => open_address(model, &url),
        Whereabouts::Closest(id) => {
            let wanted = related.title.clone();
            let headline = model
                .all()
                .find(id)
                .map(|entry| entry.listing.headline.clone())
                .unwrap_or_default();
            model.overlay = Some(Overlay::Offer {
                wanted,
                id,
                headline,
            });
            Vec::new()
        }
        Whereabouts::Nowhere => {
            model
                .status
                .say(Phrase::NotHere(related.title.as_str().into()), model.now);
            Vec::new()
        }
    }
}

/// Opens a story from within the open one, so that Back returns to the same line of it.
pub(super) fn follow_story(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    keep_position(model);
    if let ArticlePane::Shown(page) = &model.article {
        let visit = Visit {
            id: page.article.id,
            place: page.place,
        };
        if visit.id == id {
            model.status.say(Phrase::SameStory, model.now);
            return Vec::new();
        }
        model.history.follow(visit, id);
    }
    open(model, id)
}

/// Says where it leads, then leads there.
fn open_address(model: &mut Model, address: &str) -> Vec<Effect> {
    let url = url::Url::parse(address).ok();
    match url.filter(|url| matches!(url.scheme(), "http" | "https")) {
        Some(url) => {
            model
                .status
                .say(Phrase::Opening(url.as_str().into()), model.now);
            vec![Effect::OpenAddress(url.into())]
        }
        None => {
            model.status.warn(Phrase::NotAnAddress(address.into()));
            Vec::new()
        }
    }
}

/// `o`: the selected link, else the story's own page.
pub(super) fn open_page(model: &mut Model) -> Vec<Effect> {
    match address_in_question(model) {
        Some(address) => open_address(model, &address),
        None => {
            model.status.say(Phrase::NoPage, model.now);
            Vec::new()
        }
    }
}

fn address_in_question(model: &Model) -> Option<String> {
    let page = model.article.page();
    match model.focus {
        Pane::List => model
            .list
            .selected_entry()
            .and_then(|entry| entry.listing.url.clone()),
        Pane::Article => page
            .and_then(|page| page.selected_address())
            .or_else(|| page.and_then(|page| page.article.url.as_deref()))
            .map(str::to_owned),
        Pane::Related => page
            .and_then(|page| page.offers.get(model.related.selected))
            .and_then(|related| related.url.clone()),
    }
}

/// The addresses of the article's links, in the order of their numbers.
fn links(model: &Model) -> impl Iterator<Item = &String> {
    let targets = model
        .article
        .page()
        .map_or(&[][..], |page| &page.document.targets);
    targets.iter().filter_map(|target| match &target.kind {
        TargetKind::Link(url) => Some(url),
        TargetKind::Image(_) | TargetKind::Related(_) => None,
    })
}

/// Returns how many links the article has.
pub(super) fn link_count(model: &Model) -> usize {
    links(model).count()
}

/// `17o`: the link with this number.
pub(super) fn open_link(model: &mut Model, number: usize) -> Vec<Effect> {
    let link = number
        .checked_sub(1)
        .and_then(|index| links(model).nth(index).cloned());
    match link {
        Some(url) => open_address(model, &url),
        None => {
            let count = link_count(model);
            model.status.say(Phrase::NoLink(number, count), model.now);
            Vec::new()
        }
    }
}

/// `i`: the selected image, else the first one in sight, else the first of the article.
pub(super) fn open_image(model: &mut Model) -> Vec<Effect> {
    let Some(page) = model.shown_page() else {
        model.status.say(Phrase::OpenFirst, model.now);
        return Vec::new();
    };
    let targets = &page.document.targets;
    let image = |index: usize| match targets.get(index).map(|target| &target.kind) {
        Some(TargetKind::Image(url)) => Some(url.clone()),
        Some(TargetKind::Link(_) | TargetKind::Related(_)) | None => None,
    };
    let sight = page.in_sight();
    let in_sight = |index: &usize| {
        targets
            .get(*index)
            .is_some_and(|t| t.lines.start < sight.end && sight.start < t.lines.end)
    };
    let url = page
        .selected
        .and_then(image)
        .or_else(|| (0..targets.len()).filter(in_sight).find_map(image))
        .or_else(|| (0..targets.len()).find_map(image));
    match url {
        Some(url) => open_address(model, &url),
        None => {
            model.status.say(Phrase::NoImages, model.now);
            Vec::new()
        }
    }
}

/// `I`: a box with all images, to pick one.
pub(super) fn pick_image(model: &mut Model) -> Vec<Effect> {
    match model.shown_page().map(|page| page.article.images().count()) {
        None => model.status.say(Phrase::OpenFirst, model.now),
        Some(0) => model.status.say(Phrase::NoImages, model.now),
        Some(_) => model.overlay = Some(Overlay::Images { selected: 0 }),
    }
    Vec::new()
}

/// Opens the image with this number, counted from 1; the last one for a number beyond it.
pub(super) fn open_image_number(model: &mut Model, number: usize) -> Vec<Effect> {
    let images: Vec<String> = model
        .article
        .page()
        .into_iter()
        .flat_map(|page| page.article.images())
        .map(|(_, url)| url.to_owned())
        .collect();
    let index = number.saturating_sub(1).min(images.len().saturating_sub(1));
    match images.get(index) {
        Some(url) => open_address(model, url),
        None => Vec::new(),
    }
}

/// `y`: the address of the selected link, else of the story, onto the clipboard.
pub(super) fn copy_address(model: &mut Model) -> Vec<Effect> {
    match address_in_question(model) {
        Some(address) => vec![Effect::Copy(address)],
        None => {
            model.status.say(Phrase::NoPage, model.now);
            Vec::new()
        }
    }
}

/// `Y`: the paragraph at the top of the page, whole and as the article has it, onto the clipboard.
pub(super) fn copy_paragraph(model: &mut Model) -> Vec<Effect> {
    let page = model.shown_page();
    match page.and_then(|page| page.document.paragraph_from(page.top)) {
        Some(paragraph) => vec![Effect::Copy(paragraph)],
        None => {
            model.status.say(Phrase::NoParagraph, model.now);
            Vec::new()
        }
    }
}
