//! Text as in print, with fonts that `.ci/run` installs; elsewhere these tests are skipped.

use crate::material::{Material, passed_over};
use newsreader::print::{
    CellSize, Colours, Face, HeadingShift, LetterForm, Overlay, Part, Picture, Piece, Rgb, Ruler,
    Shaper,
};
use newsreader::text::cluster::{cluster_indices, clusters};
use newsreader::text::measure::Measure as _;
use newsreader::text::width::WidthProfile;
use newsreader::text::wrap::{Fill, wrap};
use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use sha2::{Digest as _, Sha256};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

pub(crate) const COLOURS: Colours = Colours {
    text: [0; 3],
    ground: Some([255; 3]),
    ground_opacity: u8::MAX,
};

/// The files of the regular and the bold face of Noto Sans Devanagari, of Noto Sans, and of
/// `DejaVu` Sans Mono.
static FONTS: LazyLock<Option<[PathBuf; 4]>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let file = |family: &str, weight| {
        let query = fontdb::Query {
            families: &[fontdb::Family::Name(family)],
            weight,
            ..fontdb::Query::default()
        };
        let face = database.face(database.query(&query)?)?;
        match &face.source {
            fontdb::Source::File(path) if face.weight == weight => Some(path.clone()),
            _ => None,
        }
    };
    Some([
        file("Noto Sans Devanagari", fontdb::Weight::NORMAL)?,
        file("Noto Sans Devanagari", fontdb::Weight::BOLD)?,
        file("Noto Sans", fontdb::Weight::NORMAL)?,
        file("DejaVu Sans Mono", fontdb::Weight::NORMAL)?,
    ])
});

fn load(path: &PathBuf) -> Face {
    Face::of(std::fs::read(path).unwrap(), 0, "Noto").unwrap()
}

/// Returns a shaper for cells of this size, where the fonts are installed.
pub(crate) fn shaper(width: u16, height: u16) -> Option<Arc<Shaper>> {
    let Some([regular, bold, latin, mono]) = &*FONTS else {
        passed_over(Material::Fonts);
        return None;
    };
    let hindi = load(regular).with_bold(Some(load(bold)));
    let faces = vec![hindi, load(latin), load(mono)]
        .into_iter()
        .map(Arc::new)
        .collect();
    Some(Arc::new(
        Shaper::new(faces, CellSize { width, height }).unwrap(),
    ))
}

/// Returns `HarfBuzz`'s glyphs of each line, with advance and offsets.
fn shaped_by_harfbuzz(font: &PathBuf, lines: &str) -> Option<Vec<Vec<[i32; 4]>>> {
    let mut child = Command::new("hb-shape")
        .args(["--no-glyph-names", "--no-clusters", "--text-file=-"])
        .arg(font)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().unwrap();
    let text = lines.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let glyph = |one: &str| {
        let (head, advance) = one.split_once('+').unwrap();
        let (glyph, place) = head.split_once('@').unwrap_or((head, "0,0"));
        let (x, y) = place.split_once(',').unwrap();
        [glyph, advance, x, y].map(|number| number.parse::<i32>().unwrap())
    };
    let line = |line: &str| {
        let inside = line.trim_start_matches('[').trim_end_matches(']');
        inside
            .split('|')
            .filter(|one| !one.is_empty())
            .map(glyph)
            .collect()
    };
    Some(
        String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(line)
            .collect(),
    )
}

fn check_against_harfbuzz(texts: &[&str]) {
    let Some([regular, bold, ..]) = &*FONTS else {
        passed_over(Material::Fonts);
        return;
    };
    for font in [regular, bold] {
        let Some(theirs) = shaped_by_harfbuzz(font, &texts.join("\n")) else {
            passed_over(Material::HarfBuzz);
            return;
        };
        assert_eq!(theirs.len(), texts.len());
        let face = load(font);
        for (text, theirs) in texts.iter().zip(theirs) {
            let ours: Vec<[i32; 4]> = face
                .shape(text)
                .into_iter()
                .map(|shaped| [shaped.glyph.into(), shaped.advance, shaped.x, shaped.y])
                .collect();
            assert_eq!(ours, theirs, "{text}");
        }
    }
}

#[test]
fn clusters_are_shaped_as_harfbuzz_shapes_them() {
    let declaration = include_str!("../fixtures/width/udhr_hin.txt");
    let lines = declaration.lines().filter(|line| !line.starts_with('#'));
    let texts: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    assert!(texts.len() > 300, "{}", texts.len());
    check_against_harfbuzz(&texts);
}

#[test]
fn words_of_the_stories_are_shaped_as_harfbuzz_shapes_them() {
    let stories = crate::support::bundled();
    let words = stories
        .iter()
        .flat_map(|story| {
            story
                .blocks
                .iter()
                .flat_map(newsreader::article::Block::texts)
        })
        .flat_map(str::split_whitespace)
        .filter(|word| word.chars().all(|c| matches!(c, '\u{900}'..='\u{97f}')));
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.dedup();
    assert!(words.len() > 500, "{}", words.len());
    check_against_harfbuzz(&words);
}

fn overlay(shaper: &Shaper, columns: u16, pieces: &[(&str, Style)]) -> Overlay {
    let mut at = 0;
    let pieces = pieces.iter().map(|(text, style)| {
        let width = shaper.width(text);
        let piece = Piece {
            at,
            width,
            text: (*text).into(),
            style: *style,
            clip: None,
            part: Part::Whole,
            form: LetterForm::Text,
        };
        at = piece.end();
        piece
    });
    Overlay {
        x: 0,
        y: 0,
        columns,
        pieces: pieces.collect(),
    }
}

/// Draws a picture with characters, darker pixels with fuller ones.
fn letters(picture: &Picture) -> String {
    let row = |row: &[u8]| {
        let letter = |pixel: &u8| {
            let [red, ..] = picture.palette[usize::from(*pixel)];
            " .:=#@".chars().nth((255 - usize::from(red)) * 5 / 255)
        };
        let line: String = row.iter().filter_map(letter).collect();
        line.trim_end().to_owned()
    };
    let rows: Vec<String> = picture.pixels.chunks(picture.width).map(row).collect();
    rows.join("\n")
}

/// The pixels depend on the version of the font.
const FONT_OF_THE_SNAPSHOT: &str = "79a47036";

#[test]
fn a_line_is_drawn_as_it_was_looked_at() {
    let Some(shaper) = shaper(10, 20) else { return };
    let [regular, ..] = FONTS.as_ref().unwrap();
    let digest = Sha256::digest(std::fs::read(regular).unwrap());
    let digest = digest
        .iter()
        .take(4)
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    if digest != FONT_OF_THE_SNAPSHOT {
        passed_over(Material::SnapshotFont);
        return;
    }
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
    let line = overlay(
        &shaper,
        12,
        &[
            ("र्कि ट्ठू ", Style::new()),
            ("ऐं ", bold),
            ("स्त्री", underlined),
        ],
    );
    insta::assert_snapshot!("a_line_in_print", letters(&shaper.draw(&line, COLOURS)));
}

/// Generates text of Devanagari and Latin, with punctuation and spaces.
fn any_text() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        6 => prop::sample::select(vec!['क', 'ष', 'त', 'र', 'ि', 'ी', '्', 'ं', '़', '\u{200d}', '\u{200c}']),
        2 => prop::sample::select(vec![' ', ' ', '।', '.', ',', '-', '/', '(', ')', '“', '”']),
        1 => prop::sample::select(vec!['a', 'T', 'y', '1', 'é', '日', '🙂', 'স', 'س']),
    ];
    prop::collection::vec(letter, 0..80).prop_map(|letters| letters.into_iter().collect())
}

static SMALL: LazyLock<Option<Arc<Shaper>>> = LazyLock::new(|| shaper(8, 16));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn lines_break_in_print_as_they_do_in_cells(text in any_text(), columns in 1_usize..60, even in any::<bool>()) {
        let Some(shaper) = SMALL.clone() else { return Ok(()) };
        let ruler = Ruler { widths: Arc::new(WidthProfile::default()), shaper: Some(shaper) };
        let fill = if even { Fill::Even } else { Fill::Full };
        let width = columns * ruler.cell();
        let ends: Vec<usize> = cluster_indices(&text).map(|(at, _)| at).chain([text.len()]).collect();
        let mut end = 0;
        for row in wrap(&text, width, fill, &ruler) {
            prop_assert!(text[end..row.range.start].chars().all(char::is_whitespace));
            prop_assert!(ends.contains(&row.range.start) || text[..row.range.start].ends_with(char::is_whitespace));
            let line = &text[row.range.clone()];
            // A joiner alone has no width.
            let seen = clusters(line.trim()).filter(|cluster| ruler.width(cluster) > 0).count();
            prop_assert!(row.width <= width || seen == 1, "{:?}", line);
            // Rounding changes a blank with a mark on it, and a word that is cut.
            let off = ruler.width(line).abs_diff(row.width);
            let is_cut = |at: usize| at != 0 && at != text.len() && !newsreader::text::word::breaks(&text).any(|end| end == at);
            prop_assert!(off < 64 || is_cut(row.range.start) || is_cut(row.range.end), "{:?} is off by {}", line, off);
            end = row.range.end;
        }
        prop_assert!(text[end..].chars().all(char::is_whitespace));
    }

    #[test]
    fn what_fits_is_as_wide_as_it_was_said(text in any_text(), room in 0_usize..20_000) {
        let Some(shaper) = SMALL.clone() else { return Ok(()) };
        let (length, width) = shaper.fit(&text, room);
        prop_assert!(width <= room);
        prop_assert!(cluster_indices(&text).map(|(at, _)| at).chain([text.len()]).any(|at| at == length));
        prop_assert_eq!(shaper.width(&text[..length]), width);
    }

    #[test]
    fn a_picture_is_as_wide_as_was_measured(text in "[क-हािीुे्ं a-z]{1,20}", bold in any::<bool>()) {
        let Some(shaper) = SMALL.clone() else { return Ok(()) };
        let style = if bold { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        let columns = (shaper.width(&text).div_ceil(shaper.cell()) + 4) as u16;
        let picture = shaper.draw(&overlay(&shaper, columns, &[(&text, style)]), COLOURS);
        prop_assert_eq!(picture.width, usize::from(columns) * 8);
        prop_assert_eq!(picture.pixels.len(), picture.width * picture.height);
        // A sign may reach beyond the end of its word by a part of a letter.
        let end = shaper.width(&text) / 64 + 9;
        for row in picture.pixels.chunks(picture.width) {
            prop_assert!(row.iter().skip(end).all(|pixel| *pixel == 0), "{}", letters(&picture));
        }
    }

    #[test]
    fn what_is_covered_leaves_the_other_pixels_as_they_are(
        text in "[क-हािीुे्ं a-z]{1,30}",
        left in 0_u16..20,
        width in 1_u16..20,
    ) {
        let Some(shaper) = SMALL.clone() else { return Ok(()) };
        let marked = Style::new().add_modifier(Modifier::REVERSED);
        let mut whole = overlay(&shaper, 30, &[(&text, Style::new()), ("चुनाव", marked)]);
        let mut mark = whole.pieces[0].clone();
        mark.style = marked;
        mark.clip = Some(200..900);
        whole.pieces.push(mark);
        let picture = shaper.draw(&whole, COLOURS);
        let rgb = |picture: &Picture, x: usize, y: usize| picture.palette[usize::from(picture.pixels[y * picture.width + x])];
        for part in whole.clone().without(Rect::new(left, 0, width, 1), shaper.cell()) {
            let shown = shaper.draw(&part, COLOURS);
            let first = usize::from(part.x) * 8;
            for y in 0..shown.height {
                for x in 0..shown.width {
                    prop_assert_eq!(rgb(&shown, x, y), rgb(&picture, first + x, y), "{},{}", x, y);
                }
            }
        }
    }
}

/// Hits and links within a word change only colours, not the positions of letters.
#[test]
fn a_mark_changes_no_letter() {
    let Some(shaper) = shaper(10, 20) else { return };
    let plain = overlay(&shaper, 10, &[("अनुशासन", Style::new())]);
    let mut marked = plain.clone();
    marked.pieces.push(Piece {
        style: Style::new().add_modifier(Modifier::REVERSED),
        clip: Some(64 * 10..64 * 30),
        ..plain.pieces[0].clone()
    });
    let (plain, marked) = (shaper.draw(&plain, COLOURS), shaper.draw(&marked, COLOURS));
    for (index, (before, after)) in plain.pixels.iter().zip(&marked.pixels).enumerate() {
        let is_in = (10..30).contains(&(index % plain.width));
        let (before, after) = (
            plain.palette[usize::from(*before)],
            marked.palette[usize::from(*after)],
        );
        let expected = if is_in {
            before.map(|part| 255 - part)
        } else {
            before
        };
        assert_eq!(after, expected, "{index}");
    }
}

/// Where the terminal does not tell its background, pictures must suit a white one and a black one.
#[test]
fn an_unknown_background_is_transparent() {
    let Some(shaper) = shaper(10, 20) else { return };
    let unknown = Colours {
        ground: None,
        ..COLOURS
    };
    let plain = overlay(&shaper, 10, &[("अनुशासन", Style::new())]);
    let opacity = |overlay: &Overlay| -> Vec<u8> {
        let picture = shaper.draw(overlay, unknown);
        let of = |pixel: &u8| picture.opacity[usize::from(*pixel)];
        picture.pixels.iter().map(of).collect()
    };
    let (drawn, known) = (opacity(&plain), shaper.draw(&plain, COLOURS));
    for (opacity, pixel) in drawn.iter().zip(&known.pixels) {
        let [darkness, ..] = known.palette[usize::from(*pixel)].map(|part| 255 - part);
        assert!(opacity.abs_diff(darkness) <= 1, "{opacity} {darkness}");
    }
    let mut marked = plain;
    marked.pieces[0].style = Style::new().add_modifier(Modifier::REVERSED);
    let width = marked.pieces[0].width / 64;
    let rows = opacity(&marked);
    assert!(
        rows.chunks(100)
            .all(|row| row[..width].iter().all(|opacity| *opacity == 255))
    );
}

#[test]
fn what_is_kept_of_words_is_bounded_by_bytes() {
    let Some(shaper) = shaper(40, 80) else { return };
    let mut most = 0;
    for number in 0..3_000 {
        let word = format!("अंतरराष्ट्रीयकरण{number}");
        shaper.draw(&overlay(&shaper, 20, &[(&word, Style::new())]), COLOURS);
        most = most.max(shaper.kept_bytes());
    }
    assert!((4 << 20..=32 << 20).contains(&most), "{most}");
}

/// Returns the number of dark pixels in each row of the word, drawn in letters of this form.
fn ink_by_row(shaper: &Shaper, text: &str, form: LetterForm) -> Vec<usize> {
    let mut line = overlay(shaper, 10, &[(text, Style::new())]);
    line.pieces[0].form = form;
    line.pieces[0].width = shaper.width_in(text, form);
    let picture = shaper.draw(&line, COLOURS);
    let dark = |pixel: &&u8| picture.palette[usize::from(**pixel)][0] < 128;
    let rows = picture.pixels.chunks(picture.width);
    rows.map(|row| row.iter().filter(dark).count()).collect()
}

/// Two lines of a headline were 1.8 and then 1.4 ems apart, since the letters that reach farthest decided; a
/// typographer wants 1.2 to 1.35. Noto's letters have a pixel per em for each 1.33 to 1.36 pixels of the row, half as much
/// again in a headline.
#[test]
fn the_lines_of_a_headline_are_close_and_none_is_cut() {
    for height in 17..=40 {
        let Some(shaper) = shaper(height / 2, height) else {
            return;
        };
        let ink = |text: &str, shift| -> Vec<usize> {
            let rows = [Part::Upper(shift), Part::Lower(shift)].map(|part| {
                let mut line = overlay(&shaper, 60, &[(text, Style::new().bold())]);
                line.pieces[0].part = part;
                line.pieces[0].width = part.widened(line.pieces[0].width);
                let picture = shaper.draw(&line, COLOURS);
                let dark = |pixel: &&u8| picture.palette[usize::from(**pixel)][0] < 128;
                let rows = picture.pixels.chunks(picture.width);
                rows.map(|row| row.iter().filter(dark).count())
                    .collect::<Vec<_>>()
            });
            rows.concat()
        };
        for (text, is_extreme) in [
            ("समाचार और भाषा की कहानी", false),
            ("How Hindi crossed the ocean", false),
            ("ट्ठू द्ध्रू र्कों ऐं ईं", true),
        ] {
            let all = |shift| ink(text, shift).iter().sum::<usize>();
            let plain = all(HeadingShift(0));
            let shifts = shaper.heading_shifts(&[text, text]);
            for shift in &shifts {
                assert_eq!(all(*shift), plain, "{text} {shift:?} of {height}");
            }
            let distance = i32::from(2 * height) - i32::from(shifts[0].0) + i32::from(shifts[1].0);
            let em = f32::from(height) * 1.5 / 1.345;
            let leading = f32::from(i16::try_from(distance).unwrap()) / em;
            // Half a pixel is lost to the grid of pixels.
            let most = if is_extreme { 1.45 } else { 1.35 + 0.5 / em };
            assert!(
                (1.2..=most).contains(&leading),
                "{text} {leading} of {height}"
            );
        }
    }
}

/// Of four lines the first and the last came near to the others, and the two between them stayed far apart.
#[test]
fn the_lines_of_a_long_headline_are_equally_far_apart() {
    let lines = [
        "अंतरिक्ष से लौटे यात्रियों ने",
        "बताया कि चाँद के दक्षिणी",
        "ध्रुव पर बर्फ़ की परतें कितनी",
        "मोटी हैं",
    ];
    for (height, count) in (17..=40).flat_map(|height| [(height, 3), (height, 4)]) {
        let Some(shaper) = shaper(height / 2, height) else {
            return;
        };
        let shifts = shaper.heading_shifts(&lines[..count]);
        let gaps: Vec<i8> = shifts.windows(2).map(|two| two[0].0 - two[1].0).collect();
        assert!(
            gaps.iter().all(|gap| *gap == gaps[0]),
            "{gaps:?} of {height}"
        );
        // A quarter of a row is free above and below most letters.
        let nearer = usize::try_from(gaps[0]).unwrap() * (count - 1);
        assert!(nearer * 3 >= usize::from(height), "{gaps:?} of {height}");
    }
}

#[test]
fn superscripts_are_small_and_above_subscripts_small_and_below() {
    let Some(shaper) = shaper(20, 40) else { return };
    let rows = |text: &str, form| {
        let ink = ink_by_row(&shaper, text, form);
        let first = ink.iter().position(|dark| *dark > 0).unwrap();
        let last = ink.iter().rposition(|dark| *dark > 0).unwrap();
        (first, last)
    };
    for (plain, above, below) in [
        ("2", "²", "₂"),
        ("k/2", "^(k/2)", "_(k/2)"),
        ("६", "^६", "_६"),
    ] {
        let text = rows(plain, LetterForm::Text);
        let raised = rows(above, LetterForm::Raised);
        let lowered = rows(below, LetterForm::Lowered);
        assert!(raised.1 + 3 < text.1, "{plain} {text:?} {raised:?}");
        assert!(lowered.0 > text.0 + 3, "{plain} {text:?} {lowered:?}");
        let width = shaper.width_in(above, LetterForm::Raised);
        assert_eq!(width, shaper.width_in(below, LetterForm::Lowered));
        assert!(width < shaper.width(plain), "{plain}");
    }
}

#[test]
fn letters_of_code_have_one_width() {
    let Some(shaper) = shaper(10, 20) else { return };
    let code = |text: &str| shaper.width_in(text, LetterForm::Code);
    for text in ["iiii", "MMMM", "{}()", "->= "] {
        assert!(code(text).abs_diff(code("0000")) <= 4, "{text}");
    }
    assert_ne!(shaper.width("iiii"), shaper.width("MMMM"));
    assert!(
        ink_by_row(&shaper, "if", LetterForm::Code) != ink_by_row(&shaper, "if", LetterForm::Text)
    );
    // What the face for code lacks is set as in text.
    assert!(code("हिंदी").abs_diff(shaper.width("हिंदी")) <= 4);
}

/// A hit in right-to-left text is marked at its visible position.
#[test]
fn a_mark_is_where_its_letters_are_seen() {
    let Some(shaper) = shaper(10, 20) else { return };
    // No font of the tests has these letters: their replacement has a width, and only the order matters.
    let text = "س 5 सन";
    let marked = |word: &str| {
        let width = |text: &str| i32::try_from(shaper.width(text)).unwrap();
        let start = width(text.split(word).next().unwrap());
        let end = start + width(word);
        let mut line = overlay(&shaper, 12, &[(text, Style::new())]);
        line.pieces.push(Piece {
            style: Style::new().add_modifier(Modifier::REVERSED),
            clip: Some(start..end),
            ..line.pieces[0].clone()
        });
        let picture = shaper.draw(&line, COLOURS);
        let dark = |pixel: &u8| picture.palette[usize::from(*pixel)][0] < 128;
        let first = picture.pixels.iter().take(picture.width).position(dark);
        first.unwrap_or_default()
    };
    let width = |text: &str| shaper.width(text) / 64;
    assert!(marked("5") <= 1, "{}", marked("5"));
    assert!(marked("س").abs_diff(width("5 ")) <= 1, "{}", marked("س"));
    assert!(marked("सन").abs_diff(width("س 5 ")) <= 1);
}

/// A family is one glyph, and a flag shows its colours.
#[test]
fn emoji_are_drawn_in_their_colours() {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let query = fontdb::Query {
        families: &[fontdb::Family::Name("Noto Color Emoji")],
        ..fontdb::Query::default()
    };
    let font = database.query(&query);
    let face = font.and_then(|id| database.with_face_data(id, |data, n| Face::of(data, n, "")));
    let Some(face) = face.flatten().filter(|face| face.shows('👍')) else {
        passed_over(Material::EmojiFont);
        return;
    };
    let Some(shaper) = shaper(10, 20) else { return };
    let faces = shaper.faces().iter().cloned().chain([Arc::new(face)]);
    let shaper = Shaper::new(faces.collect(), shaper.cell_size()).unwrap();
    for text in ["👍🏽", "👨‍👩‍👧‍👦", "🇮🇳", "1️⃣", "❤️"] {
        let picture = shaper.draw(&overlay(&shaper, 4, &[(text, Style::new())]), COLOURS);
        let inked = picture.pixels.iter().filter(|pixel| **pixel > 0).count();
        assert!(inked > 40, "{text}\n{}", letters(&picture));
        assert!(shaper.width(text) < 30 * 64, "{text} is one");
        let rgb = |pixel: &u8| picture.palette[usize::from(*pixel)];
        let is_coloured = |[r, g, b]: Rgb| r.abs_diff(g).max(g.abs_diff(b)) > 35;
        let coloured = picture
            .pixels
            .iter()
            .map(rgb)
            .filter(|rgb| is_coloured(*rgb));
        // The font draws families in grey.
        let is_grey = text.contains('👩');
        assert!(is_grey || coloured.count() > 20, "{text}");
    }
    let flag = shaper.draw(&overlay(&shaper, 4, &[("🇮🇳", Style::new())]), COLOURS);
    let (mut orange, mut green) = (0, 0);
    for pixel in &flag.pixels {
        let [r, g, b] = flag.palette[usize::from(*pixel)];
        orange += usize::from(r > 180 && b < 110);
        green += usize::from(g > r && g > b && r < 120);
    }
    assert!(orange > 10 && green > 10, "{orange} {green}");
}
