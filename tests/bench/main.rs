//! Benchmarks, each beside a baseline in the same run: `cargo bench --bench bench`.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run should stop"
)]

mod backend;
mod drawing;
mod layout;
mod parsing;
mod print;
mod start;

criterion::criterion_group!(
    benches,
    parsing::parsing,
    layout::layout,
    drawing::drawing,
    backend::backend,
    print::print,
    start::start
);
criterion::criterion_main!(benches);
