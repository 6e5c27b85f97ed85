//! The real program in a pseudo-terminal.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Returns an engine that sums code points.
pub(crate) fn parser(width: u16, height: u16) -> vt100::Parser {
    let size = |n: u16| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(size(height), size(width), 0)
}

/// The program in a pseudo-terminal, with an engine on the other side.
pub(crate) struct Session {
    pub(crate) child: Box<dyn portable_pty::Child + Send + Sync>,
    writer: Box<dyn std::io::Write + Send>,
    output: std::sync::mpsc::Receiver<Vec<u8>>,
    pub(crate) parser: vt100::Parser,
    raw: Vec<u8>,
}

impl Session {
    /// Starts the program with `arguments` and with more `settings` in its environment.
    pub(crate) fn start(arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsreader"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for (name, value) in [
            ("LC_ALL", "en_US.UTF-8"),
            ("TERM", "xterm-256color"),
            ("BROWSER", "true"),
        ]
        .iter()
        .chain(settings)
        {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let _master = pair.master;
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            writer,
            output,
            parser: parser(80, 24),
            raw: Vec::new(),
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen shows `words`.
    pub(crate) fn wait_for(&mut self, words: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.parser.screen().contents().contains(words) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(late) => panic!("{words}: {late}:\n{}", self.parser.screen().contents()),
            }
        }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status:?}");
        self.raw.extend(self.output.iter().flatten());
        self.raw
    }
}
