//! The real tmux in a terminal that gives clusters other widths, as kitty does: every letter that tmux has is in its
//! column there.

use crate::material::{Material, passed_over};
use crate::multiplexers::{Tmux, run, wait_for};
use crate::program::words_within;
use newsreader::text::cluster::clusters;
use newsreader::text::width::{WidthProfile, WidthRules};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const WIDTH: usize = 120;
const HEIGHT: usize = 36;

/// A terminal that adds each sign to the cell before the cursor, also if the sign has a cell in other terminals.
struct Kitty {
    cells: Vec<String>,
    x: usize,
    y: usize,
    region: (usize, usize),
}

impl Kitty {
    fn new() -> Self {
        Self {
            cells: vec![" ".to_owned(); WIDTH * HEIGHT],
            x: 0,
            y: 0,
            region: (0, HEIGHT),
        }
    }

    fn row(&self, y: usize) -> &[String] {
        &self.cells[y * WIDTH..(y + 1) * WIDTH]
    }

    fn feed(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            rest = if c != '\u{1b}' {
                self.put(c);
                after
            } else if let Some(inside) = after.strip_prefix('[') {
                let end = inside.find(|c| matches!(c, '@'..='~')).unwrap();
                let last = inside[end..].chars().next().unwrap();
                self.control(&inside[..end], last);
                &inside[end + 1..]
            } else if after.starts_with([']', 'P']) {
                let end = after.find(['\u{7}', '\u{1b}']).unwrap();
                after[end..]
                    .strip_prefix("\u{1b}\\")
                    .unwrap_or_else(|| &after[end + 1..])
            } else if after.starts_with(['(', ')']) {
                &after[2..]
            } else {
                &after[1..]
            };
        }
    }

    fn put(&mut self, c: char) {
        match c {
            '\r' => self.x = 0,
            '\n' if self.y + 1 == self.region.1 => self.scroll(1),
            '\n' => self.y += 1,
            '\u{8}' => self.x = self.x.saturating_sub(1),
            c if c.is_control() => {}
            c => {
                let is_sign = format!("क{c}");
                if !c.is_ascii() && clusters(&is_sign).count() == 1 {
                    if let Some(before) = self.x.checked_sub(1) {
                        self.cells[self.y * WIDTH + before].push(c);
                    }
                    return;
                }
                let width = WidthRules::SUM.advance(c.encode_utf8(&mut [0; 4]));
                for x in self.x..(self.x + width).min(WIDTH) {
                    self.cells[self.y * WIDTH + x].clear();
                }
                self.cells[self.y * WIDTH + self.x.min(WIDTH - 1)] = c.to_string();
                self.x = (self.x + width).min(WIDTH);
            }
        }
    }

    fn scroll(&mut self, rows: usize) {
        let (top, end) = self.region;
        let region = &mut self.cells[top * WIDTH..end * WIDTH];
        region.rotate_left(rows * WIDTH);
        let length = region.len();
        region[length - rows * WIDTH..].fill(" ".to_owned());
    }

    fn blank(&mut self, cells: std::ops::Range<usize>) {
        self.cells[cells].fill(" ".to_owned());
    }

    fn control(&mut self, parameters: &str, last: char) {
        let number = |nth: usize, other: usize| {
            let parameter = parameters.split(';').nth(nth);
            let number = parameter.and_then(|number| number.parse().ok());
            number.filter(|number| *number > 0).unwrap_or(other)
        };
        let (here, row) = (self.y * WIDTH + self.x.min(WIDTH - 1), self.y * WIDTH);
        let count = number(0, 1);
        match last {
            'H' | 'f' => (self.y, self.x) = (count - 1, number(1, 1) - 1),
            'A' => self.y = self.y.saturating_sub(count),
            'B' => self.y = (self.y + count).min(HEIGHT - 1),
            'C' => self.x = (self.x + count).min(WIDTH - 1),
            'D' => self.x = self.x.min(WIDTH - 1).saturating_sub(count),
            'G' | '`' => self.x = count - 1,
            'd' => self.y = count - 1,
            'J' if parameters == "2" => self.blank(0..WIDTH * HEIGHT),
            'J' => self.blank(here..WIDTH * HEIGHT),
            'K' if parameters == "1" => self.blank(row..here + 1),
            'K' if parameters == "2" => self.blank(row..row + WIDTH),
            'K' => self.blank(here..row + WIDTH),
            'X' => self.blank(here..(here + count).min(row + WIDTH)),
            'S' => self.scroll(count),
            'r' => {
                self.region = (count - 1, number(1, HEIGHT));
                (self.x, self.y) = (0, 0);
            }
            'm' | 'h' | 'l' | 'q' | 'c' | 'n' | 't' | 'p' | 'u' => {}
            other => panic!("tmux sent CSI {parameters}{other}"),
        }
    }
}

/// tmux's client on a pseudo-terminal, which names itself kitty.
struct Client {
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    kitty: Kitty,
    waiting: Vec<u8>,
}

impl Client {
    fn start(tmux: &Tmux, program: &str) -> Self {
        let size = PtySize {
            rows: HEIGHT as u16,
            cols: WIDTH as u16,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut client = CommandBuilder::new("tmux");
        client.args([
            "-L",
            &tmux.0,
            "-f",
            "/dev/null",
            "-u",
            "new-session",
            program,
        ]);
        client.env("TERM", "xterm-256color");
        client.env("LC_ALL", "C.UTF-8");
        client.env_remove("TMUX");
        drop(pair.slave.spawn_command(client).unwrap());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
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
            keys,
            output,
            kitty: Kitty::new(),
            waiting: Vec::new(),
        }
    }

    /// Shows what tmux sends until nothing comes for a while.
    fn settle(&mut self) {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(400)) {
            self.waiting.extend(&bytes);
            for (asked, answer) in [
                (&b"\x1b[>q"[..], "\x1bP>|kitty(0.26.5)\x1b\\"),
                (b"\x1b[>c", "\x1b[>1;4000;26c"),
                (b"\x1b[c", "\x1b[?62c"),
            ] {
                if bytes.windows(asked.len()).any(|part| part == asked) {
                    self.keys.write_all(answer.as_bytes()).unwrap();
                }
            }
        }
        let bytes = std::mem::take(&mut self.waiting);
        self.kitty.feed(std::str::from_utf8(&bytes).unwrap());
    }
}

/// Returns where the outer terminal shows a letter of tmux's screen in another column than tmux, if it does.
fn difference(kitty: &Kitty, screen: &str, widths: &WidthProfile) -> Option<String> {
    let mut letters = 0;
    for (y, line) in screen.lines().enumerate().take(HEIGHT - 1) {
        let mut x = 0;
        for cluster in clusters(line) {
            let (cell, first) = (&kitty.row(y)[x], cluster.chars().next());
            if cell.chars().next() != first {
                return Some(format!("{x},{y}\n{line}\n{}", kitty.row(y).concat()));
            }
            letters += usize::from(cluster != " ");
            x += widths.advance(cluster);
        }
    }
    (letters <= 300).then(|| format!("{letters} letters\n{screen}"))
}

#[test]
fn letters_are_in_their_columns_in_tmux_in_kitty() {
    if run("tmux", &["-V"]).is_none() {
        passed_over(Material::Tmux);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let tmux = Tmux(format!("newsreader-relay-{}", std::process::id()));
    let mut client = Client::start(&tmux, &words_within(home.path()).join(" "));
    let widths = WidthProfile::named("tmux").unwrap();
    let screen = || tmux.ask(&["capture-pane", "-p"]).unwrap_or_default();
    let end = Instant::now() + Duration::from_secs(20);
    while !screen().contains("15 unread") && Instant::now() < end {
        client.settle();
    }
    wait_for("15 unread", screen);
    // The advice in the status line goes.
    for keys in [
        "j j", "Enter", "j j", "Space", "k", "G", "g", "J", "Space", "? q",
    ] {
        let keys: Vec<&str> = keys.split(' ').collect();
        tmux.ask(&[&["send-keys"], keys.as_slice()].concat());
        // On a busy machine the client may show a frame later than tmux itself.
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            client.settle();
            let Some(difference) = difference(&client.kitty, &screen(), &widths) else {
                break;
            };
            assert!(Instant::now() < end, "{keys:?} {difference}");
        }
    }
}
