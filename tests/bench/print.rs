//! Frames as in print, beside the same frames in cells: a full page, and one line scrolled; from the
//! model to the last byte, with kitty's protocol and with sixel,
//! for each run a picture or in few, and with a selection seen through them.
//!
//! On a shared machine a time varies by 15 %: compare several turns of both sides.

use crate::drawing::model;
use criterion::{BatchSize, Criterion};
use newsreader::app::{Answer, Message, Model, update};
use newsreader::config::theme::built_in;
use newsreader::print::{CellSize, Colours, Face, Shaper};
use newsreader::terminal::graphics::{Pictures, Protocol};
use newsreader::terminal::screen::Screen;
use newsreader::text::width::ExplicitWidth;
use newsreader::ui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::hint::black_box;
use std::sync::Arc;

const SIZE: Size = Size {
    width: 100,
    height: 40,
};
const CELL: CellSize = CellSize {
    width: 10,
    height: 20,
};
const COLOURS: Colours = Colours {
    text: [221; 3],
    ground: Some([0; 3]),
    ground_opacity: u8::MAX,
};

/// Returns the face of a family and its bold one, where they are installed.
fn face(fonts: &fontdb::Database, family: &str) -> Option<Face> {
    let of = |weight| {
        let query = fontdb::Query {
            families: &[fontdb::Family::Name(family)],
            weight,
            ..fontdb::Query::default()
        };
        let load = |data: &[u8], index| Face::of(data, index, family);
        fonts.with_face_data(fonts.query(&query)?, load)?
    };
    Some(of(fontdb::Weight::NORMAL)?.with_bold(of(fontdb::Weight::BOLD)))
}

/// How pictures are sent, whether in few, and how opaque their background is.
type Kind = (Option<Protocol>, bool, u8);

/// What shows frames, and what it last showed.
struct Shown {
    model: Model,
    frame: Buffer,
    screen: Screen<Vec<u8>>,
}

impl Shown {
    /// The reader in a long Hindi story, drawn once.
    fn new((protocol, is_joined, ground_opacity): Kind, shaper: &Arc<Shaper>) -> Self {
        let (terminal, explicit) = match protocol {
            Some(Protocol::Kitty) => ("kitty", ExplicitWidth::Full),
            Some(Protocol::KittyThroughTmux(_)) => ("tmux", ExplicitWidth::No),
            _ => ("xterm", ExplicitWidth::No),
        };
        let mut model = crate::backend::in_story(model(), "hi");
        model.context.ruler.widths = Arc::new(crate::backend::measured(terminal, explicit));
        let pictures = protocol.map(|how| {
            let colours = Colours {
                ground_opacity,
                ..COLOURS
            };
            let pictures = Pictures::new(how, Arc::clone(shaper), colours).moving();
            if is_joined {
                pictures.joined(Some(256))
            } else {
                pictures
            }
        });
        let mut screen = Screen::new(Vec::with_capacity(1 << 20));
        screen.set_pictures(pictures).unwrap();
        let height = SIZE.height - screen.spared_rows();
        let size = Size { height, ..SIZE };
        update(&mut model, Message::Resized(size));
        let ruler = protocol.map(|_| Arc::clone(shaper));
        update(&mut model, Message::Answered(Answer::Print(ruler)));
        let frame = Buffer::empty(Rect::new(0, 0, SIZE.width, height));
        let mut shown = Self {
            model,
            frame,
            screen,
        };
        shown.learn(terminal);
        shown.draw();
        shown
    }

    /// Takes in what the terminal does with the clusters of the first two frames, as the reader does
    /// when it draws them.
    fn learn(&mut self, terminal: &str) {
        let mut widths = (*self.model.context.ruler.widths).clone();
        for key in ["j", "k"] {
            view(&self.model, &built_in("dark").unwrap(), &mut self.frame);
            crate::backend::learn(&mut widths, terminal, &self.frame);
            crate::backend::press(&mut self.model, key);
        }
        let answer = Answer::Measured(Arc::new(widths));
        update(&mut self.model, Message::Answered(answer));
    }

    /// Draws what the model shows; returns the bytes that were written.
    fn draw(&mut self) -> usize {
        self.screen.output().clear();
        let shown = view(&self.model, &built_in("dark").unwrap(), &mut self.frame);
        let widths = &self.model.context.ruler.widths;
        self.screen
            .present(&self.frame, &shown.overlays, shown.cursor, widths)
            .unwrap();
        self.screen.output().len()
    }

    /// Draws the whole page as if nothing were on the screen.
    fn page(&mut self) -> usize {
        self.screen.forget();
        self.draw()
    }

    fn scroll(&mut self) -> usize {
        crate::backend::press(&mut self.model, "j");
        self.draw()
    }

    /// Writes the text that was left out beneath pictures; returns the bytes that were written.
    fn rest(&mut self) -> usize {
        self.screen.output().clear();
        let widths = &self.model.context.ruler.widths;
        self.screen.catch_up(&self.frame, widths).unwrap();
        self.screen.output().len()
    }
}

#[expect(clippy::print_stdout, reason = "figures of the benchmark")]
pub(crate) fn print(c: &mut Criterion) {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let Some(hindi) = face(&fonts, "Noto Sans Devanagari") else {
        println!("print: passed over, fonts-noto-core is not installed");
        return;
    };
    let latin = face(&fonts, "Noto Sans");
    let faces: Vec<Arc<Face>> = [Some(hindi), latin]
        .into_iter()
        .flatten()
        .map(Arc::new)
        .collect();
    let shaper = || Arc::new(Shaper::new(faces.clone(), CELL).unwrap());
    let warm = shaper();
    let kinds = [
        ("cells", (None, false, u8::MAX)),
        ("kitty", (Some(Protocol::Kitty), false, u8::MAX)),
        ("kitty with a selection", (Some(Protocol::Kitty), false, 0)),
        (
            "kitty past tmux",
            (Some(Protocol::KittyThroughTmux(0)), false, u8::MAX),
        ),
        ("sixel", (Some(Protocol::Sixel), false, u8::MAX)),
        ("sixel in xterm", (Some(Protocol::Sixel), true, u8::MAX)),
    ];
    let mut group = c.benchmark_group("print, 100x40 of 10x20");
    for (name, kind) in kinds {
        let mut shown = Shown::new(kind, &warm);
        let (page, text) = (shown.page(), shown.rest());
        println!("bytes, {name}: full page {page}, its text at rest {text}");
        let (line, text) = (shown.scroll(), shown.rest());
        println!("bytes, {name}: one line {line}, its text at rest {text}");
        group.bench_function(format!("{name}, full page"), |b| {
            b.iter(|| black_box(shown.page()));
        });
        group.bench_function(format!("{name}, first page with nothing known"), |b| {
            b.iter_batched(
                shaper,
                |cold| Shown::new(kind, &cold),
                BatchSize::PerIteration,
            );
        });
        group.bench_function(format!("{name}, one line"), |b| {
            b.iter_batched_ref(
                || Shown::new(kind, &warm),
                |shown| black_box(shown.scroll()),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
    println!("bytes that the caches hold: {}", warm.kept_bytes());
}
