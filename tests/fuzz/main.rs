//! Fuzzing on stable Rust: inputs of real kinds, changed by chance, against what must hold of every answer.
//!
//! `cargo test` runs a fixed number of inputs, always the same. With `NEWSREADER_FUZZ_SECONDS=60` all
//! targets together take so long, from another beginning each time; with `--release` as well the processor time
//! of each input is bounded too. `NEWSREADER_FUZZ_SEED=7` begins where that was printed; `cargo test --test fuzz -- NAME` runs
//! the targets with that in their names; `NEWSREADER_FUZZ_INPUT=FILE` gives them the one input of a file.
//!
//! An input at which something does not hold is made smaller and kept under `target/tmp/fuzz`. Once the
//! fault is mended it belongs into `tests/fuzz/corpus`, from which every later run starts.
#![expect(
    clippy::unwrap_used,
    reason = "a harness that cannot go on should stop"
)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a harness reports"
)]
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the world of the target answers some effects"
)]

mod application;
mod corpus;
mod mutation;
mod oracle;
mod targets;

use mutation::{Chance, changed};
use rustix::time::{ClockId, clock_gettime};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// Inputs of each target where nobody says how long.
const INPUTS: usize = 60;
/// The most bytes of an input where nobody says how long, and where somebody does.
const LONGEST: (usize, usize) = (4_000, 24_000);
/// The processor time of an input at most: so much, and so much more for each byte; most take a hundredth.
const MOST_TIME: (Duration, Duration) = (Duration::from_secs(1), Duration::from_micros(100));
/// Without optimisation an input of pages can take two hundred times as long.
const IS_OPTIMISED: bool = !cfg!(debug_assertions);
/// How often a bad input is tried with less in it.
const SHRINKING: usize = 200;

/// What the last panic said.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let chosen: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| {
            names.is_empty() || names.iter().any(|name| target.name.contains(name.as_str()))
        })
        .collect();
    if std::env::args().any(|argument| argument == "--list") {
        for target in &TARGETS {
            println!("{}: test", target.name);
        }
        return ExitCode::SUCCESS;
    }
    std::panic::set_hook(Box::new(|panic| {
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    if let Some(path) = std::env::var_os("NEWSREADER_FUZZ_INPUT") {
        let input = std::fs::read(path).unwrap();
        let found = chosen
            .iter()
            .filter_map(|target| Some((target.name, broken(target, &input, IS_OPTIMISED)?)));
        let found: Vec<_> = found.collect();
        for (name, what) in &found {
            println!("{name}: {what}");
        }
        return if found.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seconds = number("NEWSREADER_FUZZ_SECONDS");
    let of_clock = || {
        std::time::SystemTime::UNIX_EPOCH
            .elapsed()
            .map_or(1, |time| time.as_secs())
    };
    let seed = number("NEWSREADER_FUZZ_SEED")
        .unwrap_or_else(|| if seconds.is_some() { of_clock() } else { 1 });
    println!("fuzzing from seed {seed}");
    let mut faults = 0;
    for target in &chosen {
        let share = seconds.map(|seconds| Duration::from_secs(seconds) / chosen.len() as u32);
        faults += usize::from(!run(target, seed, share));
    }
    if faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs one target for so long, or for a fixed number of inputs; returns whether all held.
fn run(target: &Target, seed: u64, share: Option<Duration>) -> bool {
    let seeds = corpus::seeds(target.seeds);
    assert!(!seeds.is_empty(), "{}: no corpus", target.name);
    let mut chance = Chance::new(seed);
    let begun = Instant::now();
    let (mut tries, mut bytes, mut slowest) = (0, 0, (Duration::ZERO, 0));
    let longest = if share.is_some() {
        LONGEST.1
    } else {
        LONGEST.0
    };
    loop {
        let is_over = share.map_or(tries >= seeds.len() + INPUTS, |share| {
            begun.elapsed() >= share
        });
        if is_over {
            break;
        }
        // What is kept comes first, as it is.
        let input = match seeds.get(tries) {
            Some(seed) => seed.clone(),
            None => changed(&mut chance, &seeds, longest),
        };
        tries += 1;
        bytes += input.len();
        let before = processor_time();
        if let Some(what) = broken(target, &input, share.is_some() && IS_OPTIMISED) {
            report(target, &input, &what, share.is_some() && IS_OPTIMISED);
            return false;
        }
        slowest = slowest.max((processor_time().saturating_sub(before), input.len()));
    }
    let (time, length) = slowest;
    println!(
        "{}: {tries} inputs, {} kB; the slowest {} ms for {length} bytes",
        target.name,
        bytes / 1000,
        time.as_millis()
    );
    true
}

/// Returns what does not hold of `input`, if anything.
fn broken(target: &Target, input: &[u8], is_timed: bool) -> Option<String> {
    let before = processor_time();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.check)(input)));
    let time = processor_time().saturating_sub(before);
    let most = MOST_TIME.0 + MOST_TIME.1 * input.len() as u32;
    match outcome {
        Ok(Ok(())) if is_timed && time > most => {
            Some(format!("{} ms of processor time", time.as_millis()))
        }
        Ok(Ok(())) => None,
        Ok(Err(what)) => Some(what),
        Err(_panic) => Some(PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()),
    }
}

/// Keeps a bad input, smaller where that is as bad, and says how to run it again.
fn report(target: &Target, input: &[u8], what: &str, is_timed: bool) {
    // Time is no fault that a smaller input has for the same reason.
    let small = if what.ends_with("processor time") {
        input.to_vec()
    } else {
        shrunk(target, input, is_timed)
    };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    std::fs::create_dir_all(&path).unwrap();
    let path: PathBuf = path.join(format!("{}-{}.bin", target.name, small.len()));
    std::fs::write(&path, &small).unwrap();
    let said = broken(target, &small, is_timed).unwrap_or_else(|| what.to_owned());
    eprintln!(
        "{}: {said}\n  {} bytes; again: NEWSREADER_FUZZ_INPUT={} cargo test --test fuzz -- {}",
        target.name,
        small.len(),
        path.display(),
        target.name
    );
}

/// Returns `input` without pieces that are not needed for something not to hold.
fn shrunk(target: &Target, input: &[u8], is_timed: bool) -> Vec<u8> {
    let mut small = input.to_vec();
    let (mut piece, mut tries) = (small.len() / 2, 0);
    while piece > 0 && tries < SHRINKING {
        let mut at = 0;
        while at < small.len() && tries < SHRINKING {
            let mut less = small.clone();
            less.drain(at..(at + piece).min(small.len()));
            tries += 1;
            if broken(target, &less, is_timed).is_some() {
                small = less;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    small
}

/// Returns how long this thread has been worked on.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let nanoseconds = u32::try_from(time.tv_nsec).unwrap_or_default();
    Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), nanoseconds)
}
