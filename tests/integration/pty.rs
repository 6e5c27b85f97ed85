//! The real program in a pseudo-terminal.

use crate::engines::vt100;
use crate::program;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read as _, Write as _};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The program in a pseudo-terminal, with an engine on the other side.
pub(crate) struct Session {
    _home: tempfile::TempDir,
    pub(crate) child: Box<dyn portable_pty::Child + Send + Sync>,
    writer: Writer,
    /// Answers for [`Answering::After`], with the time of each.
    delayed: std::sync::mpsc::Sender<(Instant, String)>,
    output: std::sync::mpsc::Receiver<Vec<u8>>,
    pub(crate) parser: vt100::Parser,
    raw: Vec<u8>,
    /// How queries are answered.
    pub(crate) answering: Answering,
    /// Whether the terminal reports a light background and shows pictures by kitty's protocol.
    pub(crate) has_pictures: bool,
    /// Answers that are held back.
    held: String,
    /// Bytes that are not drawn yet.
    waiting: Vec<u8>,
}

/// The end of the pseudo-terminal at which keys are typed.
type Writer = Arc<Mutex<Box<dyn std::io::Write + Send>>>;

fn send_each_in_time(answers: &std::sync::mpsc::Receiver<(Instant, String)>, writer: &Writer) {
    for (at, answer) in answers {
        std::thread::sleep(at.saturating_duration_since(Instant::now()));
        let mut writer = writer.lock().unwrap();
        if writer.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

/// How a terminal answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answering {
    AtOnce,
    ByteByByte,
    /// After this time, as over a slow line.
    After(Duration),
    /// Not before [`Session::release`].
    Later,
    Never,
}

/// A query to the terminal.
#[derive(Clone, Copy)]
enum LibraryQuery {
    Position,
    Attributes,
    Background,
    TextColour,
    Graphics,
    CellSize,
}

impl Session {
    /// Starts the program with `arguments` and with more `settings` in its environment.
    pub(crate) fn start(arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        Self::start_program(program::PATH, arguments, settings)
    }

    /// Starts another program in the same way.
    pub(crate) fn start_program(
        program: &str,
        arguments: &[&str],
        settings: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 800,
            pixel_height: 480,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let home = tempfile::tempdir().unwrap();
        command.env_clear();
        for (name, value) in program::environment(home.path()) {
            command.env(name, value);
        }
        for (name, value) in settings {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let writer = Arc::new(Mutex::new(writer));
        let (delayed, answers) = channel();
        let line = Arc::clone(&writer);
        std::thread::spawn(move || send_each_in_time(&answers, &line));
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
            _home: home,
            child,
            writer,
            delayed,
            output,
            parser: vt100(80, 24),
            raw: Vec::new(),
            waiting: Vec::new(),
            answering: Answering::AtOnce,
            has_pictures: false,
            held: String::new(),
        }
    }

    pub(crate) fn press(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until nothing was written for `pause`.
    pub(crate) fn settle(&mut self, pause: Duration) {
        while let Ok(bytes) = self.output.recv_timeout(pause) {
            self.take(&bytes);
        }
    }

    /// Waits until the screen shows `words`.
    pub(crate) fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |screen| screen.contents().contains(words));
    }

    /// Waits until the screen is as `is_it` says, which `what` describes.
    pub(crate) fn wait_until(&mut self, what: &str, is_it: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + Duration::from_secs(20);
        while !is_it(self.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(late) => panic!("{what}: {late}:\n{}", self.parser.screen().contents()),
            }
        }
    }

    /// Waits until `bytes` were written.
    pub(crate) fn wait_for_bytes(&mut self, bytes: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        let is_in = |raw: &[u8]| {
            raw.windows(bytes.len())
                .any(|part| part == bytes.as_bytes())
        };
        while !is_in(&self.raw) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(late) => panic!("{bytes:?}: {late}"),
            }
        }
    }

    /// Sends the answers that were held back, and all later ones at once.
    pub(crate) fn release(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.answering = Answering::AtOnce;
        self.press(&held);
    }

    /// Lets the engine draw `bytes`, and answers the queries in them as a terminal does.
    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend(bytes);
        self.waiting.extend(bytes);
        let questions: [(&[u8], LibraryQuery); 6] = [
            (b"\x1b[06n", LibraryQuery::Position),
            (b"\x1b[c", LibraryQuery::Attributes),
            (b"\x1b]11;?\x1b\\", LibraryQuery::Background),
            (b"\x1b]10;?\x1b\\", LibraryQuery::TextColour),
            (b"a=q,t=d,f=24;AAAA\x1b\\", LibraryQuery::Graphics),
            (b"\x1b[16t", LibraryQuery::CellSize),
        ];
        loop {
            let found = questions.iter().filter_map(|(asked, question)| {
                let at = self
                    .waiting
                    .windows(asked.len())
                    .position(|part| part == *asked)?;
                Some((at + asked.len(), *question))
            });
            let Some((end, question)) = found.min_by_key(|(end, _)| *end) else {
                break;
            };
            let drawn: Vec<u8> = self.waiting.drain(..end).collect();
            self.parser.process(&drawn);
            if let Some(answer) = self.answer(question) {
                self.send(answer);
            }
        }
        // The bytes may end within a query.
        let is_begun = |tail: &[u8]| questions.iter().any(|(asked, _)| asked.starts_with(tail));
        let mut ends = 0..self.waiting.len();
        let end = ends.find(|end| is_begun(&self.waiting[*end..]));
        let end = end.unwrap_or(self.waiting.len());
        let drawn: Vec<u8> = self.waiting.drain(..end).collect();
        self.parser.process(&drawn);
    }

    fn answer(&self, question: LibraryQuery) -> Option<String> {
        Some(match question {
            LibraryQuery::Position => {
                let (row, column) = self.parser.screen().cursor_position();
                format!("\x1b[{};{}R", row + 1, column + 1)
            }
            LibraryQuery::Attributes => "\x1b[?62c".to_owned(),
            LibraryQuery::Background
            | LibraryQuery::TextColour
            | LibraryQuery::Graphics
            | LibraryQuery::CellSize
                if !self.has_pictures =>
            {
                return None;
            }
            LibraryQuery::Background => "\x1b]11;rgb:ffff/ffff/ffff\x1b\\".to_owned(),
            LibraryQuery::TextColour => "\x1b]10;rgb:0000/0000/0000\x1b\\".to_owned(),
            LibraryQuery::Graphics => "\x1b_Gi=31;OK\x1b\\".to_owned(),
            LibraryQuery::CellSize => "\x1b[6;20;10t".to_owned(),
        })
    }

    fn send(&mut self, answer: String) {
        match self.answering {
            Answering::AtOnce => self.press(&answer),
            Answering::ByteByByte => answer.bytes().for_each(|byte| {
                self.press(&char::from(byte).to_string());
                std::thread::sleep(Duration::from_micros(200));
            }),
            Answering::After(delay) => {
                self.delayed.send((Instant::now() + delay, answer)).unwrap();
            }
            Answering::Later => self.held.push_str(&answer),
            Answering::Never => {}
        }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let end = Instant::now() + Duration::from_secs(20);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "the program goes on");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(5)) {
                self.take(&bytes);
            }
        };
        assert!(status.success(), "{status:?}");
        self.raw.extend(self.output.iter().flatten());
        self.raw
    }
}
