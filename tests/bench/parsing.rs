//! Scraped text into an article, beside a reader that only checks UTF-8 and cuts lines.

use criterion::{Criterion, Throughput};
use std::hint::black_box;

pub(crate) fn parsing(c: &mut Criterion) {
    let story = include_str!("../../assets/stories/monsoon.txt");
    let mut text = story.to_owned();
    let body: Vec<&str> = story.lines().skip(3).take(7).collect();
    while text.len() < 1 << 20 {
        text.push('\n');
        text.push_str(&body.join("\n"));
    }
    let mut group = c.benchmark_group("parse scraped text, 1 MiB");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("newsreader", |b| {
        b.iter(|| newsreader::ingest::parse(black_box(text.as_bytes()), "x"));
    });
    group.bench_function("baseline: UTF-8 and lines", |b| {
        b.iter(|| {
            let text = std::str::from_utf8(black_box(text.as_bytes())).unwrap();
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        });
    });
    group.finish();
}
