//! The boxes above the page: help, an address to copy, images to pick, remarks, an offer.

mod choices;

use super::paint::Painter;
use super::theme::Look;
use crate::app::Model;
use crate::app::command::{Command, bindings, keys_of};
use crate::app::overlay::Overlay;
use crate::article::Block;
use crate::words::{Help, Phrase};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A line of a box: words, their look, and the column in which they begin at the earliest.
type BoxLine = Vec<(String, Style, usize)>;

pub(super) fn draw(
    painter: &mut Painter<'_>,
    model: &Model,
    overlay: &Overlay,
    area: Rect,
) -> Rect {
    let language = model.options.language;
    let room = usize::from(area.width.saturating_sub(8)).clamp(1, 76);
    let (title, keys, mut lines, top) = match overlay {
        Overlay::Help { top } => (
            Phrase::HelpTitle,
            Phrase::CloseKeys,
            help(painter, model),
            *top,
        ),
        Overlay::Remarks { top } => {
            let remarks = remarks(painter, model, room);
            (Phrase::RemarksTitle, Phrase::CloseKeys, remarks, *top)
        }
        Overlay::Address(address) => (
            Phrase::AddressTitle,
            Phrase::NoBrowser,
            wrapped(painter, address, room),
            0,
        ),
        Overlay::Images { selected } => {
            let images = images(painter, model, *selected, room);
            let top = in_sight(*selected, images.len());
            (Phrase::ImagesTitle, Phrase::CloseKeys, images, top)
        }
        Overlay::Lists { lists, selected } => {
            let rows = choices::lists(painter, model, lists, *selected);
            let top = in_sight(*selected, rows.len());
            (Phrase::Lists, Phrase::ListKeys, rows, top)
        }
        Overlay::Feeds { feeds, selected } => {
            let rows = choices::feeds(painter, feeds, *selected, room);
            let top = 2 * in_sight(*selected, feeds.len());
            (Phrase::FeedsTitle, Phrase::FeedsKeys, rows, top)
        }
        Overlay::Starter { groups, selected } => {
            let rows = choices::starter(painter, model, groups, *selected, room);
            let top = in_sight(*selected, groups.len());
            (Phrase::StarterTitle, Phrase::StarterKeys, rows, top)
        }
        Overlay::Offer {
            wanted, headline, ..
        } => {
            let lines = offer(painter, model, (wanted, headline), room);
            (Phrase::OfferTitle, Phrase::OfferKeys, lines, 0)
        }
    };
    let keys = keys.say(language);
    let title = title.say(language);
    draw_box(painter, area, (&title, &keys), &mut lines, top)
}

/// The line from which a box is shown, so that the selected row is in sight with some before it.
fn in_sight(selected: usize, rows: usize) -> usize {
    selected.min(rows.saturating_sub(1)).saturating_sub(5)
}

/// What was asked for, and the closest that is here.
fn offer(
    painter: &Painter<'_>,
    model: &Model,
    (wanted, headline): (&str, &str),
    room: usize,
) -> Vec<BoxLine> {
    let mut lines = wrapped(painter, wanted, room);
    let closest = Phrase::OfferClosest.say(model.options.language);
    let dim = painter.theme.look(Look::Dim);
    lines.push(vec![(closest.into_owned(), dim, 0)]);
    let bold = painter.theme.look(Look::Unread);
    let headline = painter.ruler.clamp(headline, room, 4).into_iter();
    lines.extend(headline.map(|line| vec![(line, bold, 0)]));
    lines
}

/// Draws a box as large as its lines need, from line `top` on; returns its inside.
fn draw_box(
    painter: &mut Painter<'_>,
    area: Rect,
    (title, keys): (&str, &str),
    lines: &mut Vec<BoxLine>,
    top: usize,
) -> Rect {
    let room = usize::from(area.width.saturating_sub(8)).clamp(1, 76);
    let width_of = |line: &BoxLine| {
        line.iter().fold(0, |at, (text, _, from)| {
            at.max(*from) + painter.ruler.columns(text)
        })
    };
    let widest: usize = lines.iter().map(width_of).max().unwrap_or(0);
    let width = widest
        .max(painter.ruler.columns(keys) + 2)
        .min(room.max(20))
        + 4;
    let height = (lines.len() + 2)
        .min(usize::from(area.height).saturating_sub(1))
        .max(3);
    let inner = height - 2;
    let top = top.min(lines.len().saturating_sub(inner));
    lines.drain(..top);
    lines.truncate(inner);
    let frame = centred(area, width as u16, height as u16);
    let inside = painter.frame(frame, title, keys);
    for (y, line) in (inside.y..inside.bottom()).zip(std::mem::take(lines)) {
        let mut at = inside.x;
        for (text, style, from) in line {
            at = at.max(inside.x + from as u16);
            let left = usize::from(inside.right().saturating_sub(at));
            at = painter.text(at, y, left, &text, style);
        }
    }
    inside
}

fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(
        (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

fn wrapped(painter: &Painter<'_>, text: &str, room: usize) -> Vec<BoxLine> {
    let style = painter.theme.look(Look::Plain);
    painter
        .ruler
        .clamp(text, room, 40)
        .into_iter()
        .map(|line| vec![(line, style, 0)])
        .collect()
}

/// The table of commands: keys to the left, what they do to the right; rows with one help are one.
fn help(painter: &Painter<'_>, model: &Model) -> Vec<BoxLine> {
    let language = model.options.language;
    let mut rows: Vec<(String, Help)> = Vec::new();
    for binding in bindings() {
        match rows.last_mut() {
            Some((keys, help)) if *help == binding.help => {
                *keys = format!(
                    "{} … {}",
                    keys_of(Command::Digit(1)).concat(),
                    binding.keys.concat()
                );
            }
            _ => rows.push((binding.keys.join(" "), binding.help)),
        }
    }
    let widest = rows
        .iter()
        .map(|(keys, _)| painter.ruler.columns(keys))
        .max()
        .unwrap_or(0);
    let (key, plain) = (
        painter.theme.look(Look::Key),
        painter.theme.look(Look::Plain),
    );
    rows.into_iter()
        .map(|(keys, help)| {
            vec![
                (keys, key, 0),
                (help.say(language).to_owned(), plain, widest + 2),
            ]
        })
        .collect()
}

fn remarks(painter: &Painter<'_>, model: &Model, room: usize) -> Vec<BoxLine> {
    model
        .status
        .remarks
        .iter()
        .flat_map(|remark| wrapped(painter, remark, room))
        .collect()
}

fn images(painter: &Painter<'_>, model: &Model, selected: usize, room: usize) -> Vec<BoxLine> {
    let blocks = model
        .article
        .page()
        .map_or(&[][..], |page| &page.article.blocks);
    let images = blocks.iter().filter_map(|block| match block {
        Block::Image {
            url, alt, caption, ..
        } => Some((url, caption.as_ref().or(alt.as_ref()))),
        Block::Paragraph(_) | Block::Subheading(_) | Block::Quote(_) | Block::List { .. } => None,
    });
    let lines: Vec<(&String, Option<&String>)> = images.collect();
    let selected = selected.min(lines.len().saturating_sub(1));
    lines
        .into_iter()
        .enumerate()
        .map(|(index, (url, caption))| {
            let number = format!("{:>2}  ", index + 1);
            let words = caption.filter(|caption| !caption.is_empty()).unwrap_or(url);
            let words = painter
                .ruler
                .clamp(words, room.saturating_sub(4), 1)
                .join("");
            let style = choices::look(painter, index == selected);
            vec![
                (number, painter.theme.look(Look::Key), 0),
                (words, style, 4),
            ]
        })
        .collect()
}
