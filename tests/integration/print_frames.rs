//! Single frames in print: which texts are drawn as pictures, and in which style.

use crate::print::{COLOURS, shaper};
use crate::support::Reader;
use newsreader::app::library::NamedList;
use newsreader::app::{Answer, Message};
use newsreader::config::theme::built_in;
use newsreader::print::{Overlay, Part, Piece, Rgb};
use newsreader::text::measure::Measure as _;
use newsreader::ui::theme::{Look, Theme};
use newsreader::ui::view;
use newsreader::words::Phrase;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};

/// The app over the bundled articles in print, where the fonts are installed.
fn reader(width: u16, height: u16) -> Option<Reader> {
    let shaper = shaper(11, 23)?;
    let mut reader = Reader::on_bundled(width, height, "sum");
    reader.send(Message::Answered(Answer::Print(Some(shaper))));
    Some(reader)
}

/// Returns the cells and the overlays of the next frame.
fn frame(reader: &Reader, theme: &Theme) -> (Buffer, Vec<Overlay>) {
    let Size { width, height } = reader.model.context.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let overlays = view(&reader.model, theme, &mut buffer).overlays;
    (buffer, overlays)
}

/// A dialog that covered one row of a large headline left the other half of its letters beside itself.
#[test]
fn a_large_headline_behind_a_dialog_keeps_both_halves_of_its_words_or_none() {
    let Some(mut reader) = reader(80, 24) else {
        return;
    };
    let theme = built_in("light").unwrap();
    let large = |overlays: &[Overlay], is_upper: bool| -> Vec<(u16, u16, String)> {
        let of = |over: &Overlay| {
            let text = over.pieces.iter().map(|piece| &*piece.text).collect();
            match over.pieces.first()?.part {
                Part::Upper(_) if is_upper => Some((over.x, over.y + 1, text)),
                Part::Lower(_) if !is_upper => Some((over.x, over.y, text)),
                Part::Whole | Part::Upper(_) | Part::Lower(_) => None,
            }
        };
        overlays.iter().filter_map(of).collect()
    };
    let (mut shortened, mut gone) = (0, 0);
    let sizes = (8..=24).flat_map(|height| [40, 60, 80].map(|width| (width, height)));
    for (width, height) in sizes {
        reader.resize(width, height);
        for keys in ["Enter", "J", "J", "J"] {
            let (_, before) = frame(reader.press(keys), &theme);
            for count in [1, 3, 9] {
                let lists = (0..count).map(|name| NamedList {
                    name: Phrase::Section(name.to_string().as_str().into()),
                    question: String::new(),
                    is_saved: false,
                    unread: None,
                });
                reader.send(Message::Answered(Answer::Lists(lists.collect())));
                let (_, overlays) = frame(&reader, &theme);
                assert!(reader.model.dialog().is_some());
                reader.press("Esc");
                let upper = large(&overlays, true);
                let when = format!("{count} lists over {width}x{height}");
                assert_eq!(upper, large(&overlays, false), "{when}");
                let is_touched = upper != large(&before, true);
                shortened += usize::from(is_touched && !upper.is_empty());
                gone += usize::from(is_touched && upper.is_empty());
            }
        }
        reader.press("Esc");
    }
    assert!(shortened > 10 && gone > 50, "{shortened}, {gone}");
}

/// In print the page was empty: its overlays were dropped.
#[test]
fn a_terminal_that_is_too_small_says_so_in_print() {
    let theme = built_in("light").unwrap();
    for (width, height) in [(12, 6), (19, 6), (40, 3)] {
        let Some(mut reader) = reader(width, height) else {
            return;
        };
        for _ in ["the list", "a story"] {
            let (_, overlays) = frame(&reader, &theme);
            let pieces = overlays.iter().flat_map(|over| &over.pieces);
            let words: Vec<&str> = pieces.map(|piece| &*piece.text).collect();
            let words = words.join(" ");
            assert!(
                words.starts_with("टर्मिनल बहुत"),
                "{words} in {width}x{height}"
            );
            reader.press("Enter");
        }
    }
}

/// In print the prompt was as dim as the page behind the dialog, and its cursor could not be seen.
#[test]
fn a_prompt_in_a_dialog_looks_as_one_outside_of_dialogs() {
    let theme = built_in("light").unwrap();
    for keys in ["?", "v", "Enter ?"] {
        let Some(mut reader) = reader(80, 24) else {
            return;
        };
        let shaper = reader.model.context.ruler.shaper.clone().unwrap();
        let prompt = |reader: &Reader| -> Vec<Piece> {
            let (_, overlays) = frame(reader, &theme);
            let row = overlays.iter().filter(|over| over.y == 23 && over.x < 40);
            row.flat_map(|over| over.pieces.clone()).collect()
        };
        let outside = prompt(reader.press("/चु"));
        let cursor = outside.last().unwrap();
        assert!(is_reversed(cursor));
        let before = i32::try_from(shaper.width("चु")).unwrap();
        assert_eq!(cursor.clip.clone().unwrap().start, cursor.at + before);
        reader.press("Esc");
        reader.press(keys);
        assert_eq!(prompt(reader.press("/चु")), outside, "{keys}");
    }
}

/// In cells the status line under a dialog was as bright as ever, in print it was dim.
#[test]
fn the_status_line_under_a_dialog_is_as_dim_in_cells_as_in_print() {
    let Some(mut print) = reader(80, 24) else {
        return;
    };
    let mut cells = Reader::on_bundled(80, 24, "sum");
    let theme = built_in("light").unwrap();
    let behind = theme.look(Look::Behind).fg;
    for (keys, is_dim) in [("?", true), ("/a", false), ("Enter", true)] {
        let (_, overlays) = frame(print.press(keys), &theme);
        let row = overlays.iter().filter(|over| over.y == 23);
        let pieces: Vec<&Piece> = row.flat_map(|over| &over.pieces).collect();
        assert!(!pieces.is_empty());
        let is_behind = |piece: &&Piece| piece.style.fg == behind;
        assert_eq!(pieces.iter().all(is_behind), is_dim, "{keys}");
        let (buffer, _) = frame(cells.press(keys), &theme);
        let mut row = (0..80).map(|x| &buffer[(x, 23)]);
        let is_behind = row.all(|cell| cell.symbol() == " " || Some(cell.fg) == behind);
        assert_eq!(is_behind, is_dim, "{keys}");
    }
}

/// The coloured blocks of hits shone through the dimmed page, with words in them that were hardly seen.
#[test]
fn a_dimmed_page_has_no_highlights() {
    for name in ["dark", "light", "none"] {
        let theme = built_in(name).unwrap();
        let Some(mut reader) = reader(100, 30) else {
            return;
        };
        let mut cells = Reader::on_bundled(100, 30, "sum");
        for keys in ["/के Enter", "Enter /के Enter"] {
            let is_marked = |piece: &Piece| piece.style.bg.is_some() || is_reversed(piece);
            let marked = |overlays: &[Overlay]| {
                let pieces = overlays.iter().flat_map(|over| &over.pieces);
                pieces.filter(|piece| is_marked(piece)).count()
            };
            let (_, before) = frame(reader.press(keys), &theme);
            assert!(marked(&before) > 0, "{keys} {name}");
            reader.press("?");
            let (buffer, overlays) = frame(&reader, &theme);
            assert_eq!(marked(&overlays), 0, "{keys} {name}");
            let (of_cells, _) = frame(cells.press(keys).press("?"), &theme);
            for cell in buffer.content.iter().chain(&of_cells.content) {
                let is_plain = cell.bg == Color::Reset;
                let is_reversed = cell.modifier.contains(Modifier::REVERSED);
                assert!(is_plain && !is_reversed, "{cell:?} {keys} {name}");
            }
            reader.press("Esc");
            cells.press("Esc");
        }
    }
}

fn is_reversed(piece: &Piece) -> bool {
    piece.style.add_modifier.contains(Modifier::REVERSED)
}

/// The selected row had a white gap between the end of its text and the next cell, and the background of its faint
/// second line was grey.
#[test]
fn a_reversed_row_is_reversed_up_to_the_next_cell() {
    let theme = built_in("none").unwrap();
    for keys in ["j", ": t h e m e Space Tab"] {
        let Some(mut reader) = reader(80, 24) else {
            return;
        };
        let shaper = reader.model.context.ruler.shaper.clone().unwrap();
        let (buffer, overlays) = frame(reader.press(keys), &theme);
        let is_selected = |over: &&Overlay| over.y < 22 && over.pieces.iter().any(is_reversed);
        let selected: Vec<&Overlay> = overlays.iter().filter(is_selected).collect();
        assert!(selected.len() > 1, "{keys}: {}", selected.len());
        for overlay in selected {
            let is_whole = overlay.pieces.iter().all(is_reversed);
            assert!(is_whole, "{:?}", overlay.pieces);
            let picture = shaper.draw(overlay, COLOURS);
            let colours = |row: &[u8]| -> Vec<Rgb> {
                let ends = [row.first(), row.last()].into_iter().flatten();
                ends.map(|pixel| picture.palette[usize::from(*pixel)])
                    .collect()
            };
            let mut rows = picture.pixels.chunks(picture.width);
            assert!(rows.all(|row| colours(row)[1] == COLOURS.text), "{keys}");
            assert_eq!(colours(&picture.pixels)[0], COLOURS.text, "{keys}");
            let beside = &buffer[(overlay.right(), overlay.y)];
            assert!(beside.modifier.contains(Modifier::REVERSED), "{keys}");
        }
    }
}

/// In print the blank before a link is half a cell, so its letter stood on the word before it.
#[test]
fn the_letters_of_hints_cover_no_word() {
    let theme = built_in("light").unwrap();
    let text = "# शीर्षक\n\nयहाँ से [एक कड़ी](https://example.org/a) खुलती है, from \
        [a link](https://example.org/b).\n\n[तीसरी](https://example.org/c) पंक्ति के शुरू में है।\n";
    let stories = newsreader::ingest::parse(text.as_bytes(), "links.md").articles;
    let Some(shaper) = shaper(11, 23) else { return };
    let mut reader = Reader::new(80, 24, "sum", stories);
    reader.send(Message::Answered(Answer::Print(Some(shaper))));
    let (_, before) = frame(reader.press("Enter"), &theme);
    let (_, after) = frame(reader.press("f"), &theme);
    let hint = theme.look(Look::Hint);
    let is_hint = |piece: &&Piece| piece.style == hint;
    let hints = after.iter().flat_map(|over| &over.pieces).filter(is_hint);
    let letters: Vec<&str> = hints.map(|piece| &*piece.text).collect();
    assert_eq!(letters, ["a", "s", "d"]);
    for was in before.iter().filter(|over| (1..22).contains(&over.y)) {
        let is_there = |now: &&Overlay| now.y == was.y && now.x == was.x;
        let now = after.iter().find(is_there).unwrap();
        let words = now.pieces.iter().filter(|piece| !is_hint(piece));
        assert!(words.eq(&was.pieces) && now.columns >= was.columns);
    }
}
