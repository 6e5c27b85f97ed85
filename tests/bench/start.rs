//! From launch to the first frame with stories on it, in a pseudo-terminal, beside a program that
//! only prints.

use criterion::Criterion;
use newsreader::app::settings::SETTINGS;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

pub(crate) fn start(c: &mut Criterion) {
    let mut group = c.benchmark_group("launch to first frame");
    group.sample_size(20);
    let program = env!("CARGO_BIN_EXE_newsreader");
    for (name, program, arguments) in [
        (
            "newsreader, bundled stories",
            program,
            ["--theme", "dark"].as_slice(),
        ),
        ("baseline: echo", "/bin/echo", ["15 unread"].as_slice()),
    ] {
        group.bench_function(name, |b| {
            let shown = |_| until_shown(program, arguments, "15 unread").took;
            b.iter_custom(|times| (0..times).map(shown).sum());
        });
    }
    group.finish();
}

/// Starts the program on a library, with a configuration if there is one; returns how long it took until the list
/// was on the screen, and the resident memory then.
pub(crate) fn of_library(path: &Path, config: Option<&Path>) -> (Duration, Option<String>) {
    let program = env!("CARGO_BIN_EXE_newsreader");
    let mut arguments = vec!["--theme", "dark", "--library", path.to_str().unwrap()];
    if let Some(config) = config {
        arguments.extend(["--config", config.to_str().unwrap()]);
    }
    // What stands before an unread story.
    let shown = until_shown(program, &arguments, "●");
    (shown.took, shown.resident)
}

/// Returns a configuration with every setting and 300 keys, sequences among them.
pub(crate) fn full_config() -> String {
    let mut text = String::new();
    for row in SETTINGS {
        writeln!(text, "{} = {}", row.name, row.in_toml(row.default)).unwrap();
    }
    text += "\n[keys]\npreset = \"vim\"\n";
    for number in 0..300_u32 {
        let letter = |digit: u32| char::from(b'a' + u8::try_from(digit % 26).unwrap());
        let keys = format!(", {} {}", letter(number / 26), letter(number));
        writeln!(text, "\"{keys}\" = [\"open\", \"next-unread\"]").unwrap();
    }
    text
}

/// A program that has printed what it was waited for.
struct Shown {
    took: Duration,
    /// Its memory, where the system says so: `20 480 kB`.
    resident: Option<String>,
}

/// Runs a program until it has printed `words`.
fn until_shown(program: &str, arguments: &[&str], words: &str) -> Shown {
    let words = words.as_bytes();
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env("LC_ALL", "en_US.UTF-8");
    for folder in ["XDG_CACHE_HOME", "XDG_DATA_HOME"] {
        command.env(folder, concat!(env!("CARGO_TARGET_TMPDIR"), "/start"));
    }
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut seen, mut chunk) = (Vec::<u8>::new(), [0_u8; 4096]);
    let mut writer = pair.master.take_writer().unwrap();
    let mut answered = false;
    while !seen.windows(words.len()).any(|window| window == words) {
        let length = reader.read(&mut chunk).unwrap();
        seen.extend(chunk.iter().take(length));
        // The reader asks what the terminal is before the first frame; a terminal answers at once.
        if !answered && seen.windows(3).any(|window| window == b"\x1b[c") {
            writer.write_all(b"\x1b[?6c").unwrap();
            answered = true;
        }
    }
    let took = start.elapsed();
    // All that is read beside the first frame.
    std::thread::sleep(Duration::from_millis(50));
    let resident = child.process_id().and_then(resident);
    child.kill().unwrap();
    child.wait().unwrap();
    Shown { took, resident }
}

fn resident(process: u32) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.trim_start_matches("VmRSS:").trim().to_owned())
}
