//! A full screen of 200x50, beside ratatui's `Paragraph` with the same article on the same area.

use criterion::Criterion;
use newsreader::app::{Answer, Effect, Message, Model, Options, update};
use newsreader::article::Listing;
use newsreader::config::theme::built_in;
use newsreader::text::width::WidthProfile;
use newsreader::ui::view;
use newsreader::words::Language;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::{Paragraph, Widget as _, Wrap};
use std::hint::black_box;
use std::sync::Arc;

pub(crate) const SIZE: Size = Size {
    width: 200,
    height: 50,
};

/// The reader on the bundled stories.
pub(crate) fn model() -> Model {
    let options = Options {
        language: Language::Hindi,
        measure: 66,
        bundled: true,
        library: false,
        large_headlines: true,
        is_justified: false,
        refresh_every: None,
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
    view(&model, &built_in("dark").unwrap(), &mut buffer);
    group.bench_function("newsreader: view", |b| {
        b.iter(|| view(black_box(&model), &built_in("dark").unwrap(), &mut buffer));
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
    group.finish();
}
