//! Chance, and what it does to inputs: pieces cut, doubled, moved from one to another, and pieces put in that
//! have meant trouble to some reader.

use std::ops::Range;

/// Numbers by chance, the same for the same seed: `SplitMix64`.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`; 0 where that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end as u64).max(1)).unwrap_or(0)
    }

    /// Returns one of `all`, which are not none.
    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Returns a piece of what has `length` bytes, at most `most` of them.
    fn piece(&mut self, length: usize, most: usize) -> Range<usize> {
        let start = self.below(length);
        start..(start + 1 + self.below(most)).min(length)
    }
}

/// What is put in.
const PIECES: [&str; 112] = [
    "\u{1b}]0;x\u{7}",
    "\u{1b}[31m",
    "\u{1b}P$q\u{1b}\\",
    "\u{1b}",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\\u001b]0;x\\u0007",
    "\\u009b2J",
    "&#27;[2J",
    "&#x9d;",
    "\u{202e}",
    "\u{2067}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{2060}",
    "\u{ad}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "\0",
    "\u{7f}",
    "\r",
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{3000}",
    "\u{10eeee}",
    "\u{e0001}",
    "\u{fffd}",
    "\u{301}",
    "\u{900}",
    "\u{93c}",
    "\u{94d}",
    "क्ष",
    "र्",
    "स्त्री",
    "ড়",
    "க்ஷ",
    "က\u{1039}",
    "กรุงเทพ",
    "東京",
    "ᄀ",
    "각",
    "שלום",
    "ﷺ",
    "👨\u{200d}👩\u{200d}👧",
    "❤\u{fe0f}\u{200d}🔥",
    "🇮🇳",
    "🏽",
    "\u{600}",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#xD800;",
    "&#99999999999;",
    "<p>",
    "</p>",
    "<div>",
    "<table><tr><td>",
    "<script>",
    "<style>",
    "<br>",
    "<h1>",
    "<ul><li>",
    "<blockquote>",
    "<article>",
    "<img src=x alt=y>",
    "<a href='javascript:x'>",
    "<b>",
    "</b>",
    "<item>",
    "</item>",
    "<title>",
    "<content:encoded>",
    "<outline text='x' xmlUrl='|x'/>",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "\\ud800",
    ",",
    "null",
    "1e999",
    "\"body\":[",
    "\"marks\":[{\"start\":5,\"end\":1,\"mark\":\"code\"}]",
    "# ",
    "> ",
    "- ",
    "```\n",
    "![x](y)",
    "[x](y)",
    "---\n",
    "ये भी पढ़ें: ",
    "।",
    "नई दिल्ली, 13 दिसंबर (भाषा)",
    "https://e.example/a",
    "99999999999999999999",
    "-1",
    "title:",
    "\u{1b}[200~",
];

/// Returns one of `seeds`, changed in a few places, at most `most` bytes long.
pub(crate) fn changed(chance: &mut Chance, seeds: &[Vec<u8>], most: usize) -> Vec<u8> {
    let mut bytes = chance.of(seeds).clone();
    if bytes.len() > most {
        // A piece out of the midst, or the head: both are formats cut short.
        let start = chance.below(2) * chance.below(bytes.len() - most);
        bytes = bytes[start..start + most].to_vec();
    }
    for _ in 0..=chance.below(8) {
        change(chance, &mut bytes, seeds, most);
        bytes.truncate(most);
    }
    bytes
}

fn change(chance: &mut Chance, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], most: usize) {
    let length = bytes.len();
    let at = chance.below(length + 1);
    match chance.below(12) {
        0 if length > 0 => {
            bytes.drain(chance.piece(length, 500));
        }
        1 if length > 0 => {
            let piece = chance.piece(length, 200);
            let times = *chance.of(&[1, 2, 10, 100, 1000]);
            let times = times.min(most / piece.len());
            let many = bytes[piece.clone()].repeat(times);
            bytes.splice(piece.end..piece.end, many);
        }
        2 => {
            let other = chance.of(seeds);
            if !other.is_empty() {
                let piece = chance.piece(other.len(), 1_000);
                bytes.splice(at..at, other[piece].iter().copied());
            }
        }
        3 => {
            let other = chance.of(seeds);
            let from = chance.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        4 if chance.below(3) == 0 => bytes.truncate(at),
        5 if length > 0 => change_bytes(chance, bytes),
        6 => swap_lines(chance, bytes),
        7 => nest(chance, bytes, at),
        _ => {
            let piece = *chance.of(&PIECES);
            let is_many = chance.below(10) == 0;
            let times = if is_many { 1 + chance.below(2_000) } else { 1 };
            let many = piece.repeat(times.min(most / piece.len()));
            bytes.splice(at..at, many.into_bytes());
        }
    }
}

fn change_bytes(chance: &mut Chance, bytes: &mut [u8]) {
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len());
        let flipped = bytes[at] ^ (1 << chance.below(8));
        let others = [0, 0x1b, 0x9b, 0xc2, 0xff, b'<', b'&', b'"', b'\n', flipped];
        bytes[at] = *chance.of(&others);
    }
}

/// Puts something round a piece of text, many times over.
fn nest(chance: &mut Chance, bytes: &mut Vec<u8>, at: usize) {
    let (open, close) = *chance.of(&[
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", "</li></ul>"),
        ("[", "]"),
        ("{\"a\":", "}"),
        ("> ", ""),
        ("*", "*"),
        ("<outline text='f'>", "</outline>"),
    ]);
    let times = 1 + chance.below(300);
    let end = at + chance.below(bytes.len() - at + 1).min(300);
    bytes.splice(end..end, close.repeat(times).into_bytes());
    bytes.splice(at..at, open.repeat(times).into_bytes());
}

fn swap_lines(chance: &mut Chance, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    if chance.below(2) == 0 {
        lines.swap(one, other);
    } else {
        let again = lines[one].clone();
        lines.insert(other, again);
    }
    *bytes = lines.join(&b'\n');
}
