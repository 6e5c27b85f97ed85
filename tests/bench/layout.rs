//! A long article set at 66 cells, beside `textwrap::fill` of the same text at the same width.

use criterion::{Criterion, Throughput};
use newsreader::document::{Document, Setting};
use newsreader::text::width::WidthProfile;
use newsreader::words::Language;
use std::hint::black_box;

pub(crate) fn layout(c: &mut Criterion) {
    let story = include_bytes!("../../assets/stories/monsoon.txt");
    let mut article = newsreader::ingest::parse(story, "x").articles.remove(0);
    while article.plain_text().len() < 10_000 {
        let again = article.blocks.clone();
        article.blocks.extend(again.into_iter().skip(1));
    }
    let text = article.plain_text();
    let widths = WidthProfile::default();
    let setting = Setting {
        width: 66,
        language: Language::Hindi,
        with_large_headline: false,
        is_justified: false,
        with_keys: None,
        with_left_out: false,
    };
    let mut group = c.benchmark_group(format!("lay out an article of {} KB", text.len() / 1000));
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("newsreader", |b| {
        b.iter(|| Document::of(black_box(&article), setting, &widths));
    });
    group.bench_function("baseline: textwrap::fill", |b| {
        b.iter(|| textwrap::fill(black_box(&text), 66));
    });
    group.finish();
    tables(c);
}

/// A story with ten tables of market prices, at a width at which their cells wrap.
fn tables(c: &mut Criterion) {
    let table = (0..20)
        .map(|row| format!("<tr><td>मंडी {row}<td>चना काँटा और दूसरी किस्में<td>५,{row}००<td>5,{row}50"));
    let table = format!(
        "<table><tr><th>मंडी<th>किस्म<th>न्यूनतम भाव<th>अधिकतम भाव{}</table>",
        table.collect::<String>()
    );
    let feed = format!(
        "<rss><channel><item><title>भाव</title><description><![CDATA[{}]]></description></item></channel></rss>",
        format!("<p>मंडियों में भाव चढ़े।</p>{table}").repeat(10)
    );
    let article = newsreader::ingest::parse(feed.as_bytes(), "x")
        .articles
        .remove(0);
    let widths = WidthProfile::default();
    let setting = Setting {
        width: 44,
        language: Language::Hindi,
        with_large_headline: false,
        is_justified: false,
        with_keys: None,
        with_left_out: false,
    };
    c.bench_function("lay out an article of ten tables", |b| {
        b.iter(|| Document::of(black_box(&article), setting, &widths));
    });
}
