//! Frames into bytes, beside ratatui's own backend with the same frames: a whole screen, one line
//! scrolled, a page; of a Hindi and of an English story; on a terminal that was measured and on one
//! that was not.

use crate::drawing::{SIZE, model};
use criterion::Criterion;
use newsreader::app::{Answer, Effect, Message, Model, update};
use newsreader::config::theme::built_in;
use newsreader::terminal::screen::Screen;
use newsreader::text::calibration::{all_probes, profile_of};
use newsreader::text::width::{ExplicitWidth, WidthProfile};
use newsreader::ui::view;
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::hint::black_box;
use std::sync::Arc;

/// Two frames, one after the other.
struct Step {
    name: String,
    before: Buffer,
    after: Buffer,
}

pub(crate) fn backend(c: &mut Criterion) {
    let unproven = WidthProfile::default();
    let proven = proven();
    let steps: Vec<Step> = ["Hindi", "English"].into_iter().flat_map(steps).collect();
    let mut group = c.benchmark_group("frame to bytes");
    for step in &steps {
        for (name, widths) in [("measured", &proven), ("not measured", &unproven)] {
            let ours = bytes(step, widths);
            let stock = stock_bytes(step);
            report(&step.name, name, ours, stock);
        }
    }
    if let Some(step) = steps.first() {
        group.bench_function("newsreader, measured", |b| {
            b.iter(|| bytes(black_box(step), &proven));
        });
        group.bench_function("newsreader, not measured", |b| {
            b.iter(|| bytes(black_box(step), &unproven));
        });
        group.bench_function("baseline: CrosstermBackend", |b| {
            b.iter(|| stock_bytes(black_box(step)));
        });
    }
    group.finish();
}

/// The profile of a terminal that sums and was measured, with all clusters of the stories learned.
fn proven() -> WidthProfile {
    let mut widths = measured("sum", ExplicitWidth::No);
    for step in ["Hindi", "English"].into_iter().flat_map(steps) {
        learn(&mut widths, "sum", &step.before);
        learn(&mut widths, "sum", &step.after);
    }
    widths
}

/// The profile that comes of measuring a terminal that has the rules called so.
pub(crate) fn measured(name: &str, explicit: ExplicitWidth) -> WidthProfile {
    let terminal = WidthProfile::named(name).unwrap();
    let seen = |cluster: &str| (cluster.to_owned(), terminal.advance(cluster));
    profile_of(&all_probes().map(seen).collect::<Vec<_>>(), explicit).unwrap()
}

/// Takes in what that terminal does with what stands in a frame, as the reader does when it draws.
pub(crate) fn learn(widths: &mut WidthProfile, name: &str, frame: &Buffer) {
    let terminal = WidthProfile::named(name).unwrap();
    let symbols = frame.content.iter().map(ratatui::buffer::Cell::symbol);
    let drawn: Vec<_> = symbols
        .filter(|symbol| !symbol.is_empty() && !symbol.is_ascii())
        .map(|symbol| (symbol.to_owned(), terminal.advance(symbol)))
        .collect();
    widths.learn(&drawn);
}

fn frame(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    view(model, &built_in("dark").unwrap(), &mut buffer);
    buffer
}

pub(crate) fn press(model: &mut Model, key: &str) {
    let message = model.message_of(key.parse().unwrap());
    for effect in update(model, message) {
        if let Effect::LoadArticle(id) = effect {
            let stories = newsreader::bundled::STORIES.iter();
            let story = stories
                .flat_map(|(name, bytes)| newsreader::ingest::parse(bytes, name).articles)
                .find(|story| story.id == id);
            update(
                model,
                Message::Answered(Answer::Loaded(Arc::new(story.unwrap()))),
            );
        }
    }
}

/// Opens a long story of a language.
pub(crate) fn in_story(mut model: Model, wanted: &str) -> Model {
    press(&mut model, "Enter");
    for _ in 0..20 {
        let page = model.article.page().unwrap();
        if page.article.language.as_deref() == Some(wanted) && page.document.lines.len() > 60 {
            break;
        }
        press(&mut model, "J");
    }
    model
}

/// The steps in a story of a language, in a narrow pane so that there is something to scroll.
fn steps(language: &str) -> Vec<Step> {
    let wanted = if language == "English" { "en" } else { "hi" };
    let mut model = in_story(model(), wanted);
    let empty = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    let first = frame(&model);
    press(&mut model, "j");
    let line = frame(&model);
    press(&mut model, "Space");
    let page = frame(&model);
    let step = |name: &str, before: &Buffer, after: &Buffer| Step {
        name: format!("{language}, {name}"),
        before: before.clone(),
        after: after.clone(),
    };
    vec![
        step("whole screen", &empty, &first),
        step("one line", &first, &line),
        step("a page", &line, &page),
    ]
}

fn bytes(step: &Step, widths: &WidthProfile) -> usize {
    let mut screen = Screen::new(Vec::with_capacity(1 << 16));
    screen.present(&step.before, &[], None, widths).unwrap();
    let before = screen.output().len();
    screen.present(&step.after, &[], None, widths).unwrap();
    screen.output().len() - before
}

/// Bytes of the same step through ratatui's own backend.
fn stock_bytes(step: &Step) -> usize {
    let mut bytes = Vec::with_capacity(1 << 16);
    let mut backend = CrosstermBackend::new(&mut bytes);
    let empty = Buffer::empty(step.before.area);
    backend.draw(empty.diff(&step.before).into_iter()).unwrap();
    backend
        .draw(step.before.diff(&step.after).into_iter())
        .unwrap();
    let whole = bytes.len();
    let mut before = Vec::new();
    CrosstermBackend::new(&mut before)
        .draw(empty.diff(&step.before).into_iter())
        .unwrap();
    whole - before.len()
}

#[expect(clippy::print_stdout, reason = "figures of the benchmark")]
fn report(step: &str, profile: &str, ours: usize, stock: usize) {
    println!("bytes, {step}, {profile}: newsreader {ours}, CrosstermBackend {stock}");
}
