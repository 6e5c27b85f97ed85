//! How work grows with the size of what is read: for each shape the processor time at three sizes, and the
//! slope between the least and the greatest (1: linear, 2: quadratic).
//!
//! The shapes are those that once took seconds or minutes, and their relatives: introducers without an end,
//! paragraphs of links, lines of pictures, a letter found in one long word. `NEWSREADER_BENCH_BYTES` is the
//! greatest size, 1,000,000 where it is not set.

mod shapes;

use criterion::Criterion;
use newsreader::article::{Article, Block, RichText};
use newsreader::document::{Document, Setting, plain_lines};
use newsreader::ingest;
use newsreader::search::Query;
use newsreader::store::Prepared;
use newsreader::text::width::WidthProfile;
use newsreader::text::{sanitize, wrap};
use newsreader::words::Language;
use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::time::Duration;

/// The steepest slope of linear work; what is read twice as fast at one size as at the other is noise.
const STEEPEST: f64 = 1.2;
/// Work below this many seconds is too short for a slope.
const SHORTEST: f64 = 0.004;

/// What is done with a text.
#[derive(Clone, Copy)]
enum Work {
    /// It is read.
    Parse,
    /// It is read, which does not count, and laid out.
    Show,
    /// It is made ready for the library, as the text of a story.
    Prepare,
    /// This is looked for in it.
    Find(&'static str),
    /// It is looked for in itself.
    FindItself,
    /// It is cleaned.
    Clean,
    /// It is wrapped.
    Wrap,
}

/// The processor time that this thread has used, in seconds.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.cast_unsigned(),
        time.tv_nsec.cast_unsigned() as u32,
    )
    .as_secs_f64()
}

/// Returns the least processor time of three tries, in seconds.
fn cost(work: Work, text: &str) -> f64 {
    let widths = WidthProfile::default();
    let setting = Setting {
        width: 66,
        language: Language::Hindi,
        with_large_headline: false,
        is_justified: false,
        with_keys: None,
        with_left_out: true,
    };
    let articles = match work {
        Work::Show => ingest::parse(text.as_bytes(), "x").articles,
        Work::Parse
        | Work::Prepare
        | Work::Find(_)
        | Work::FindItself
        | Work::Clean
        | Work::Wrap => Vec::new(),
    };
    let once = || {
        let begun = now();
        match work {
            Work::Parse => drop(black_box(ingest::parse(text.as_bytes(), "x"))),
            Work::Show => {
                for article in &articles {
                    let document = Document::of(article, setting, &widths);
                    black_box(plain_lines(&document, &widths));
                }
            }
            Work::Prepare => {
                let story = Article {
                    headline: "ख".to_owned(),
                    blocks: vec![Block::Paragraph(RichText::plain(text))],
                    ..Article::default()
                };
                drop(black_box(Prepared::new(story).unwrap()));
            }
            Work::Find(query) => drop(black_box(Query::new(query).hits(text))),
            Work::FindItself => drop(black_box(Query::new(text).hits(text))),
            Work::Clean => drop(black_box(sanitize::clean_line(text))),
            Work::Wrap => drop(black_box(wrap::wrap(text, 66, wrap::Fill::Full, &widths))),
        }
        now() - begun
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// Prints the slopes; ends with an error where one is too steep.
#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
pub(crate) fn slope(_: &mut Criterion) {
    if !super::is_wanted("slope") {
        return;
    }
    let only = std::env::var("NEWSREADER_BENCH_SHAPE").unwrap_or_default();
    let most = std::env::var("NEWSREADER_BENCH_BYTES");
    let most: usize = most
        .ok()
        .and_then(|most| most.parse().ok())
        .unwrap_or(1_000_000);
    let sizes = [most / 4, most / 2, most];
    println!("\nprocessor time in seconds at {sizes:?} bytes, and its slope");
    let shapes = [
        shapes::feeds(),
        shapes::pages(),
        shapes::texts(),
        shapes::findings(),
    ];
    let mut steep = Vec::new();
    for (name, work, shape) in shapes.into_iter().flatten() {
        let done = match work {
            Work::Show => "show",
            Work::Parse => "parse",
            Work::Prepare | Work::Find(_) | Work::FindItself | Work::Clean | Work::Wrap => "",
        };
        let name = format!("{name} {done}");
        if !name.contains(&only) {
            continue;
        }
        let mut costs = sizes.map(|size| cost(work, &shape(size)));
        let slope_of = |[least, _, greatest]: [f64; 3]| (greatest / least).log2() / 2.0;
        let steep_at = |costs: [f64; 3]| slope_of(costs) > STEEPEST && costs[2] > SHORTEST;
        // What others do on the machine takes caches away, and not every time.
        for _ in 0..2 {
            if steep_at(costs) {
                let again = cost(work, &shape(sizes[2]));
                costs[2] = costs[2].min(again);
            }
        }
        let (slope, greatest, is_steep) = (slope_of(costs), costs[2], steep_at(costs));
        let told = if greatest > SHORTEST {
            format!("{slope:.2}")
        } else {
            "-".to_owned()
        };
        let mark = if is_steep { "  too steep" } else { "" };
        println!(
            "{name:44} {:8.4} {:8.4} {:8.4}   {told}{mark}",
            costs[0], costs[1], costs[2]
        );
        if is_steep {
            steep.push(name);
        }
    }
    assert!(steep.is_empty(), "too steep: {steep:?}");
}
