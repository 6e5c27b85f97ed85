//! Benchmarks, each beside a baseline in the same run: `cargo bench --bench bench`.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run should stop"
)]

mod backend;
mod drawing;
mod latency;
mod layout;
mod library;
mod pages;
mod parsing;
mod print;
mod start;
mod sync;

criterion::criterion_group!(
    benches,
    parsing::parsing,
    pages::pages,
    pages::feeds,
    layout::layout,
    drawing::drawing,
    backend::backend,
    library::library,
    print::print,
    start::start,
    sync::sync,
    latency::latency
);
criterion::criterion_main!(benches);
