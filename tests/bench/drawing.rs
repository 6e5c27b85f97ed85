//! A full screen of 200x50, beside ratatui's `Paragraph` with the same article on the same area, and
//! the bytes of a frame beside those of ratatui's own backend.

use criterion::Criterion;
use newsreader::app::{Answer, Effect, Message, Model, Options, update};
use newsreader::article::Listing;
use newsreader::terminal::screen::Screen;
use newsreader::text::width::WidthProfile;
use newsreader::ui::{theme::Theme, view};
use newsreader::words::Language;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::{Paragraph, Widget as _, Wrap};
use std::hint::black_box;
use std::sync::Arc;

const SIZE: Size = Size {
    width: 200,
    height: 50,
};

fn model() -> Model {
    let options = Options {
        language: Language::Hindi,
        measure: 66,
        bundled: true,
    };
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-24T12:00:00+05:30").unwrap();
    let mut model = Model::new(SIZE, options, Arc::new(WidthProfile::default()), now);
    let stories = newsreader::bundled::STORIES.iter();
    let stories: Vec<_> = stories
        .flat_map(|(name, bytes)| newsreader::ingest::parse(bytes, name).articles)
        .collect();
    let listings = stories.iter().map(Listing::from).collect();
    for effect in update(&mut model, Message::Answered(Answer::Arrived(listings))) {
        if let Effect::LoadArticle(id) = effect {
            let story = stories.iter().find(|story| story.id == id).unwrap().clone();
            update(
                &mut model,
                Message::Answered(Answer::Loaded(Arc::new(story))),
            );
        }
    }
    model
}

pub(crate) fn drawing(c: &mut Criterion) {
    let model = model();
    let area = Rect::new(0, 0, SIZE.width, SIZE.height);
    let mut group = c.benchmark_group("draw 200x50");
    let mut buffer = Buffer::empty(area);
    view(&model, &Theme::Dark, &mut buffer);
    group.bench_function("newsreader: view", |b| {
        b.iter(|| view(black_box(&model), &Theme::Dark, &mut buffer));
    });
    let text = model.article.page().unwrap().article.plain_text();
    let mut plain = Buffer::empty(area);
    group.bench_function("baseline: Paragraph", |b| {
        b.iter(|| {
            plain.reset();
            let paragraph = Paragraph::new(black_box(text.as_str())).wrap(Wrap { trim: true });
            paragraph.render(area, &mut plain);
        });
    });
    group.bench_function("newsreader: frame to bytes", |b| {
        b.iter(|| {
            let mut screen = Screen::new(Vec::with_capacity(1 << 16));
            screen
                .present(black_box(&buffer), None, &model.widths)
                .unwrap();
            screen.output().len()
        });
    });
    group.bench_function("baseline: CrosstermBackend", |b| {
        b.iter(|| stock_bytes(black_box(&buffer)));
    });
    group.finish();
    report_bytes(&buffer, &model.widths);
}

/// Bytes of a whole frame through ratatui's own backend.
fn stock_bytes(buffer: &Buffer) -> usize {
    use ratatui::backend::Backend as _;
    let mut bytes = Vec::with_capacity(1 << 16);
    let mut backend = CrosstermBackend::new(&mut bytes);
    let empty = Buffer::empty(buffer.area);
    backend.draw(empty.diff(buffer).into_iter()).unwrap();
    bytes.len()
}

#[expect(clippy::print_stdout, reason = "a figure of the benchmark")]
fn report_bytes(buffer: &Buffer, widths: &WidthProfile) {
    let mut screen = Screen::new(Vec::new());
    screen.present(buffer, None, widths).unwrap();
    let (ours, stock) = (screen.output().len(), stock_bytes(buffer));
    println!("bytes of a full 200x50 frame: newsreader {ours}, CrosstermBackend {stock}");
}
