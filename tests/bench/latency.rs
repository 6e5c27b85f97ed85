//! From a key to the frame that answers it, while five hundred feeds are fetched and stored, beside
//! the same with nothing going on: the real program in a pseudo-terminal.
#![expect(
    clippy::print_stderr,
    reason = "criterion tells means; what counts for a person is the slowest key"
)]

use super::sync::{FEEDS, serve};
use newsreader::store::{Store, Subscription};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Keys that are pressed, one after the other.
const KEYS: usize = 150;
/// A person who holds a key down presses it so often.
const BETWEEN: Duration = Duration::from_millis(15);
/// The end of a frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// Says the medians and the 99th percentiles; a distribution is no job for criterion.
pub(crate) fn latency(_criterion: &mut criterion::Criterion) {
    if !crate::is_wanted("key to frame") {
        return;
    }
    let addresses = serve();
    for (name, refreshes) in [("idle", false), ("while feeds come", true)] {
        let mut took = pressed(&addresses, refreshes);
        took.sort_unstable();
        let at = |share: usize| took[(took.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
        eprintln!(
            "key to frame, {name}: median {:.1} ms, 99 % within {:.1} ms",
            at(50),
            at(99)
        );
    }
}

struct Reader {
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    seen: Vec<u8>,
}

impl Reader {
    fn start(library: &Path) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsreader"));
        command.args(["--theme", "dark", "--widths", "sum"]);
        command.env("NEWSREADER_LIBRARY", library);
        command.env("LC_ALL", "en_US.UTF-8");
        command.env("XDG_CACHE_HOME", library.parent().unwrap());
        pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let _master = pair.master;
            let mut chunk = vec![0; 65_536];
            while let Ok(length @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            output,
            keys,
            seen: Vec::new(),
        }
    }

    fn press(&mut self, key: &str) {
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until `words` have come since the last time.
    fn wait_for(&mut self, words: &[u8]) {
        loop {
            if let Some(at) = self
                .seen
                .windows(words.len())
                .position(|part| part == words)
            {
                self.seen.drain(..at + words.len());
                return;
            }
            let bytes = self.output.recv_timeout(Duration::from_secs(30)).unwrap();
            if bytes.windows(3).any(|part| part == b"\x1b[c") {
                self.press("\x1b[?6c");
            }
            self.seen.extend(bytes);
        }
    }

    /// Passes over what has come so far.
    fn forget(&mut self) {
        while self.output.try_recv().is_ok() {}
        self.seen.clear();
    }
}

fn pressed(addresses: &[String], refreshes: bool) -> Vec<Duration> {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.db");
    let mut store = Store::open_or_create(&library).unwrap();
    let feeds: Vec<Subscription> = addresses
        .iter()
        .map(|address| Subscription {
            address: address.clone(),
            title: address.clone(),
            local: true,
            ..Subscription::default()
        })
        .collect();
    assert_eq!(store.subscribe(&feeds).unwrap(), FEEDS);
    drop(store);
    let mut reader = Reader::start(&library);
    reader.wait_for(b"15 unread");
    std::thread::sleep(Duration::from_millis(500));
    if refreshes {
        reader.press("R");
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut took = Vec::new();
    for number in 0..KEYS {
        std::thread::sleep(BETWEEN);
        reader.forget();
        let start = Instant::now();
        reader.press(if number / 10 % 2 == 0 { "j" } else { "k" });
        reader.wait_for(FRAME_END);
        took.push(start.elapsed());
    }
    reader.press("Q");
    took
}
