//! Benchmarks, each beside a baseline in the same run: `cargo bench --bench bench`.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run should stop"
)]

mod accounts;
mod backend;
mod drawing;
mod latency;
mod layout;
mod library;
mod pages;
mod parsing;
mod print;
mod slope;
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
    accounts::accounts,
    latency::latency,
    slope::slope
);
criterion::criterion_main!(benches);

/// Whether the command line asks for `name`, or for nothing by name: for what takes long before
/// criterion, which knows the names, is asked.
fn is_wanted(name: &str) -> bool {
    let arguments = std::env::args().skip(1);
    // What is no option and no option's number is a name.
    let mut names = arguments
        .filter(|argument| !argument.starts_with('-') && argument.parse::<f64>().is_err())
        .peekable();
    names.peek().is_none() || names.any(|asked| name.contains(&asked) || asked.contains(name))
}
