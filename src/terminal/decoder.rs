//! Decodes the terminal's bytes into keys and answers, sequence by sequence.
//!
//! crossterm's reader is not used: it reads the answer to a colour query as `Alt-]` and letters, as
//! if the user had typed them. GNU screen, the Windows console and nested multiplexers send some
//! answers after the last one, so an answer can arrive at any time, whole or in fragments, complete
//! or cut off. Only a decoder that splits the bytes into sequences can distinguish answers from
//! keys. Input that begins like an answer is read to its end, and dropped if the end does not
//! arrive; it never becomes keys.

use super::answers::{self, Decoded};
use crate::key::{Key, KeyCode};
use memchr::memmem;
use std::time::Duration;

const ESC: u8 = 0x1b;
/// The sequence that ends a bracketed paste. The paste starts with another control sequence.
const PASTE_ENDS: &[u8] = &[ESC, b'[', b'2', b'0', b'1', b'~'];

/// The maximum length of an answer in bytes; any excess is skipped.
const LONGEST_ANSWER: usize = 4096;
/// The maximum length of a paste in bytes; any excess is skipped.
const LONGEST_PASTE: usize = 1 << 20;

/// How long to wait for the remaining bytes of a key. Escape is also the first byte of an arrow
/// key, but nobody presses two keys that fast.
const FOR_A_KEY: Duration = Duration::from_millis(25);
/// How long to wait for the remaining bytes of an answer, counted from the last byte received.
const FOR_AN_ANSWER: Duration = Duration::from_millis(500);
/// How long to wait for the remaining bytes of a paste.
const FOR_A_PASTE: Duration = Duration::from_secs(2);

/// The kind of an incomplete sequence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Incomplete {
    /// A lone Escape, which is a key or the start of a sequence, or the first bytes of a character.
    Key,
    /// A control sequence or an escape string.
    Answer,
    /// A bracketed paste.
    Paste,
}

/// Splits a stream of bytes into keys and answers, however the stream is fragmented.
#[derive(Debug)]
pub(super) struct Decoder {
    /// The bytes of the incomplete sequence.
    bytes: Vec<u8>,
    /// The kind of an overlong sequence that is being skipped up to its end.
    skipped: Option<Incomplete>,
    /// Whether a lone Escape became a key, and nothing has followed it yet.
    is_after_escape: bool,
}

impl Decoder {
    pub(super) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            skipped: None,
            is_after_escape: false,
        }
    }

    /// Adds `bytes`; returns the sequences that are now complete.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<Decoded> {
        if std::mem::take(&mut self.is_after_escape) && is_rest_of_answer(bytes) {
            self.bytes.push(ESC);
        }
        self.bytes.extend_from_slice(bytes);
        let mut all = Vec::new();
        let mut at = 0;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            if let Some(begun) = self.skipped {
                let (length, is_over) = skip(begun, rest);
                at += length;
                if !is_over {
                    break;
                }
                self.skipped = None;
                continue;
            }
            match cut(rest) {
                Ok((one, length)) => {
                    all.push(one);
                    at += length;
                }
                Err(Incomplete::Paste) if rest.len() > LONGEST_PASTE => {
                    let text = rest.get(..LONGEST_PASTE).unwrap_or_default();
                    all.push(pasted(text));
                    self.skipped = Some(Incomplete::Paste);
                }
                Err(Incomplete::Answer) if rest.len() > LONGEST_ANSWER => {
                    all.push(Decoded::Other);
                    self.skipped = Some(Incomplete::Answer);
                    at += 2;
                }
                Err(_) => break,
            }
        }
        self.bytes.drain(..at.min(self.bytes.len()));
        all
    }

    /// Returns how long to wait for the remaining bytes of the incomplete sequence, if there is
    /// one.
    pub(super) fn patience(&self) -> Option<Duration> {
        let begun = match self.skipped {
            Some(begun) => begun,
            None if self.bytes.is_empty() => return None,
            None => cut(&self.bytes).err()?,
        };
        Some(match begun {
            Incomplete::Key => FOR_A_KEY,
            Incomplete::Answer => FOR_AN_ANSWER,
            Incomplete::Paste => FOR_A_PASTE,
        })
    }

    /// Ends the incomplete sequence and returns the key or answer that its bytes mean.
    pub(super) fn give_up(&mut self) -> Option<Decoded> {
        let bytes = std::mem::take(&mut self.bytes);
        if self.skipped.take().is_some() {
            return None;
        }
        match cut(&bytes) {
            Err(Incomplete::Key) if bytes == [ESC] => {
                self.is_after_escape = true;
                Some(Decoded::Key(Key::plain(KeyCode::Esc)))
            }
            Err(Incomplete::Paste) => Some(pasted(&bytes)),
            Ok(_) | Err(_) => None,
        }
    }
}

/// Whether `bytes` are how an answer goes on behind its escape, which a slow line may deliver alone.
/// Nobody types them within one read: they are two characters or more that begin like the answers
/// to our own queries.
fn is_rest_of_answer(bytes: &[u8]) -> bool {
    match bytes {
        [b'P', b'>', b'|', ..] | [b'_', b'G', b'i', ..] | [b'[', b'?', b'0'..=b'9', ..] => true,
        [b']' | b'[', rest @ ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            digits > 0 && rest.get(digits) == Some(&b';')
        }
        _ => false,
    }
}

/// Returns how many of `bytes` belong to a skipped sequence, and whether it ends there.
fn skip(begun: Incomplete, bytes: &[u8]) -> (usize, bool) {
    match begun {
        Incomplete::Paste => match memmem::find(bytes, PASTE_ENDS) {
            Some(at) => (at + PASTE_ENDS.len(), true),
            None => (bytes.len().saturating_sub(PASTE_ENDS.len() - 1), false),
        },
        Incomplete::Key | Incomplete::Answer => match string_end(bytes) {
            Some((end, length)) => (end + length, true),
            // An escape may be the first byte of the terminator.
            None if bytes.last() == Some(&ESC) => (bytes.len() - 1, false),
            None => (bytes.len(), false),
        },
    }
}

/// Decodes all complete sequences of `bytes`.
///
/// An incomplete sequence at the end is omitted: more bytes will follow.
pub(super) fn decoded(bytes: &[u8]) -> Vec<Decoded> {
    Decoder::new().take(bytes)
}

/// Decodes the first key or sequence of `bytes`, which must not be empty. Returns it with its
/// length in bytes.
fn cut(bytes: &[u8]) -> Result<(Decoded, usize), Incomplete> {
    if let Some((kind, head)) = introducer(bytes) {
        let inside = bytes.get(head..).unwrap_or_default();
        let (decoded, length) = match kind {
            b'[' => control(inside)?,
            b'O' => {
                let last = inside.first().ok_or(Incomplete::Answer)?;
                (answers::control("", char::from(*last)), 1)
            }
            kind => string(kind, inside)?,
        };
        return Ok((decoded, head + length));
    }
    match bytes {
        [ESC] => Err(Incomplete::Key),
        [ESC, ESC, ..] => Ok((Decoded::Key(Key::plain(KeyCode::Esc)), 1)),
        // The terminator of a string that was skipped.
        [ESC, b'\\', ..] => Ok((Decoded::Other, 2)),
        [ESC, rest @ ..] => {
            let (mut decoded, length) = letter(rest)?;
            if let Decoded::Key(key) = &mut decoded {
                // On many keyboards AltGr arrives as Ctrl and Alt, and the key types a character.
                (key.alt, key.ctrl) = (!key.ctrl, false);
            }
            Ok((decoded, 1 + length))
        }
        _ => letter(bytes),
    }
}

/// Returns the kind of the sequence at the start of `bytes`, as the final byte of its 7-bit
/// introducer, and the offset of its content.
fn introducer(bytes: &[u8]) -> Option<(u8, usize)> {
    let of_c1 = |byte: u8| match byte {
        0x9b => Some(b'['),
        0x9d => Some(b']'),
        0x90 => Some(b'P'),
        0x98 => Some(b'X'),
        0x9e => Some(b'^'),
        0x9f => Some(b'_'),
        _ => None,
    };
    match bytes {
        [
            ESC,
            kind @ (b'[' | b'O' | b']' | b'P' | b'X' | b'^' | b'_'),
            ..,
        ] => Some((*kind, 2)),
        [0xc2, c1, ..] => Some((of_c1(*c1)?, 2)),
        [c1, ..] => Some((of_c1(*c1)?, 1)),
        [] => None,
    }
}

/// Decodes the content of a control sequence.
fn control(inside: &[u8]) -> Result<(Decoded, usize), Incomplete> {
    // The X10 mouse protocol, whose coordinates are single bytes.
    if let [b'M', after @ ..] = inside {
        return match after {
            [button, column, row, ..] => Ok((answers::old_mouse(*button, *column, *row), 4)),
            _ => Err(Incomplete::Answer),
        };
    }
    // Linux's console sends function keys with a second bracket.
    if let [b'[', after @ ..] = inside {
        return after
            .first()
            .map_or(Err(Incomplete::Answer), |_| Ok((Decoded::Other, 2)));
    }
    let end = inside.iter().position(|byte| !matches!(byte, b' '..=b'?'));
    let end = end.ok_or(Incomplete::Answer)?;
    let (parameters, rest) = inside.split_at(end);
    match rest.first() {
        Some(last @ b'@'..=b'~') => {
            if (parameters, *last) == (b"200", b'~') {
                return paste(rest.get(1..).unwrap_or_default(), end + 1);
            }
            let parameters = String::from_utf8_lossy(parameters);
            Ok((answers::control(&parameters, char::from(*last)), end + 1))
        }
        // Another sequence starts here and interrupts this one.
        _ => Ok((Decoded::Other, end)),
    }
}

/// Decodes a bracketed paste, which begins `head` bytes after the introducer.
fn paste(text: &[u8], head: usize) -> Result<(Decoded, usize), Incomplete> {
    let end = memmem::find(text, PASTE_ENDS).ok_or(Incomplete::Paste)?;
    let text = String::from_utf8_lossy(text.get(..end).unwrap_or_default());
    Ok((
        Decoded::Pasted(text.into_owned()),
        head + end + PASTE_ENDS.len(),
    ))
}

/// Returns the text of an unterminated paste, from its introducer on.
fn pasted(bytes: &[u8]) -> Decoded {
    let text = memchr::memchr(b'~', bytes).and_then(|at| bytes.get(at + 1..));
    Decoded::Pasted(String::from_utf8_lossy(text.unwrap_or_default()).into_owned())
}

/// Decodes the content of an escape string.
fn string(kind: u8, inside: &[u8]) -> Result<(Decoded, usize), Incomplete> {
    let (end, length) = string_end(inside).ok_or(Incomplete::Answer)?;
    let body = String::from_utf8_lossy(inside.get(..end).unwrap_or_default());
    Ok((answers::string(kind, &body), end + length))
}

/// Returns the offset at which a string ends, and the length of its terminator: zero if another
/// sequence interrupts it.
fn string_end(bytes: &[u8]) -> Option<(usize, usize)> {
    let at = bytes.iter().enumerate().find_map(|(at, byte)| match byte {
        0x07 | 0x18 | 0x1a => Some((at, 1)),
        // ST in its two bytes of UTF-8.
        0x9c if at > 0 && bytes.get(at - 1) == Some(&0xc2) => Some((at - 1, 2)),
        &ESC => Some(match bytes.get(at + 1) {
            Some(b'\\') => (at, 2),
            // An interrupted terminator, and the start of a new sequence.
            Some(&ESC) => (at, 1),
            Some(_) => (at, 0),
            None => (at, usize::MAX),
        }),
        _ => None,
    });
    at.filter(|(_, length)| *length != usize::MAX)
}

/// Decodes a character or a control character.
fn letter(bytes: &[u8]) -> Result<(Decoded, usize), Incomplete> {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => match (error.valid_up_to(), error.error_len()) {
            (0, None) => return Err(Incomplete::Key),
            (0, Some(length)) => return Ok((Decoded::Other, length)),
            (end, _) => {
                std::str::from_utf8(head.get(..end).unwrap_or_default()).unwrap_or_default()
            }
        },
    };
    let c = valid.chars().next().ok_or(Incomplete::Key)?;
    let key = answers::typed(c).map_or(Decoded::Other, Decoded::Key);
    Ok((key, c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{Mouse, MouseKind};
    use proptest::prelude::*;

    fn key(text: &str) -> Decoded {
        Decoded::Key(text.parse().unwrap())
    }

    /// Returns what is decoded from `bytes` in chunks of `length`, with a pause after them.
    fn decoded_of(bytes: &[u8], length: usize) -> Vec<Decoded> {
        let mut decoder = Decoder::new();
        let mut all: Vec<Decoded> = bytes
            .chunks(length)
            .flat_map(|piece| decoder.take(piece))
            .collect();
        all.extend(decoder.give_up());
        assert_eq!(decoder.patience(), None);
        all
    }

    #[test]
    fn keys_are_what_was_pressed_however_they_are_cut() {
        let mouse = |kind, column, row| Decoded::Mouse(Mouse { kind, column, row });
        for (bytes, expected) in [
            ("jकG", vec![key("j"), key("क"), key("G")]),
            (
                "\r\t\u{7f}\u{3}",
                vec![key("Enter"), key("Tab"), key("Backspace"), key("^c")],
            ),
            ("\u{1b}[A\u{1b}OB", vec![key("↑"), key("↓")]),
            ("\u{1b}[1;5C\u{1b}[1;3D", vec![key("^→"), key("Alt-←")]),
            (
                "\u{1b}[Z\u{1b}[3~\u{1b}[5~\u{1b}[6;2~",
                vec![key("Shift-Tab"), key("Delete"), key("PgUp"), key("PgDn")],
            ),
            (
                "\u{1b}[H\u{1b}[4~\u{1b}[7~\u{1b}OF",
                vec![key("Home"), key("End"), key("Home"), key("End")],
            ),
            ("\u{1b}x\u{1b}क", vec![key("Alt-x"), key("Alt-क")]),
            ("\u{1b}\u{1b}", vec![key("Esc"), key("Esc")]),
            ("\u{1b}\u{1b}[A", vec![key("Esc"), key("↑")]),
            ("\u{1b}", vec![key("Esc")]),
            (
                "\u{1b}[[Aj\u{1b}[Ik",
                vec![Decoded::Other, key("j"), Decoded::Other, key("k")],
            ),
            (
                "\u{1b}[<0;3;4M\u{1b}[<32;4;4M\u{1b}[<0;5;4m\u{1b}[<64;1;1M\u{1b}[<65;1;1M",
                vec![
                    mouse(MouseKind::Press, 2, 3),
                    mouse(MouseKind::Drag, 3, 3),
                    mouse(MouseKind::Release, 4, 3),
                    mouse(MouseKind::WheelUp, 0, 0),
                    mouse(MouseKind::WheelDown, 0, 0),
                ],
            ),
            (
                "\u{1b}[M !!\u{1b}[M#!!j",
                vec![
                    mouse(MouseKind::Press, 0, 0),
                    mouse(MouseKind::Release, 0, 0),
                    key("j"),
                ],
            ),
            (
                "\u{1b}[200~q\u{1b}[Aक\u{1b}[201~j",
                vec![Decoded::Pasted("q\u{1b}[Aक".to_owned()), key("j")],
            ),
            ("\u{1b}[200~half", vec![Decoded::Pasted("half".to_owned())]),
        ] {
            for length in 1..9 {
                assert_eq!(
                    decoded_of(bytes.as_bytes(), length),
                    expected,
                    "{bytes:?} in {length}"
                );
            }
        }
    }

    /// Everything that terminals send without a key press; none of it is a key.
    const ANSWERS: [&str; 22] = [
        "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{1b}\\",
        "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{7}",
        "\u{1b}]10;rgba:ff/ff/ff/ff\u{7}",
        "\u{1b}]4;1;rgb:cd/00/00\u{1b}\\",
        "\u{1b}]52;c;cXVpdA==\u{1b}\\",
        "\u{1b}]l quit /q\u{1b}\\",
        "\u{9d}11;rgb:1/2/3\u{9c}",
        "\u{1b}P>|tmux 3.5क\u{1b}\\",
        "\u{1b}P1+r544e=78\u{1b}\\",
        "\u{1b}P1$r0m\u{1b}\\",
        "\u{1b}_Gi=31;OK\u{1b}\\",
        "\u{1b}_Gi=31;ENOENT:q /x\u{1b}\\",
        "\u{1b}^quit\u{1b}\\",
        "\u{1b}Xquit\u{1b}\\",
        "\u{1b}[12;40R",
        "\u{1b}[?62;4;6;22c",
        "\u{1b}[>41;390;0c",
        "\u{1b}[?2027;2$y",
        "\u{1b}[6;20;10t",
        "\u{1b}[?1;0;256S",
        "\u{1b}[?997;1n",
        "\u{9b}0n",
    ];

    #[test]
    fn no_answer_is_a_key_however_it_is_cut_and_the_key_behind_it_is_one() {
        for answer in ANSWERS {
            for length in 1..=answer.len() {
                let decoded = decoded_of(format!("j{answer}k").as_bytes(), length);
                assert_eq!(decoded.len(), 3, "{answer:?} in {length}: {decoded:?}");
                assert_eq!((&decoded[0], &decoded[2]), (&key("j"), &key("k")));
                assert!(
                    !matches!(decoded[1], Decoded::Key(_) | Decoded::Pasted(_)),
                    "{answer:?}"
                );
            }
        }
    }

    #[test]
    fn an_answer_without_an_end_is_dropped_and_the_next_sequence_is_read() {
        for answer in ANSWERS {
            for end in 2..answer.len() {
                let half = &answer.as_bytes()[..end];
                let keys = |decoded: Vec<Decoded>| -> Vec<Decoded> {
                    decoded
                        .into_iter()
                        .filter(|one| matches!(one, Decoded::Key(_) | Decoded::Pasted(_)))
                        .collect()
                };
                let mut decoder = Decoder::new();
                assert_eq!(keys(decoder.take(half)), [], "{half:?}");
                decoder.give_up();
                assert_eq!(keys(decoder.take(b"j")), [key("j")]);
                // A new sequence arrives during the wait and interrupts the incomplete one.
                let received = decoded_of(&[half, b"\x1b[A"].concat(), 3);
                assert_eq!(keys(received), [key("↑")], "{half:?}");
            }
        }
    }

    /// The pause behind an escape is as long as that behind the key.
    #[test]
    fn an_answer_whose_escape_came_alone_is_no_more_than_an_escape() {
        let escape = Decoded::Key(Key::plain(KeyCode::Esc));
        for answer in [
            "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\",
            "\u{1b}P>|tmux 3.5\u{1b}\\",
            "\u{1b}_Gi=31;OK\u{1b}\\",
            "\u{1b}[12;40R",
            "\u{1b}[?62;4c",
            "\u{1b}[6;20;10t",
        ] {
            let mut decoder = Decoder::new();
            assert_eq!(decoder.take(b"\x1b"), []);
            assert_eq!(decoder.give_up().as_ref(), Some(&escape));
            let received = decoder.take(format!("{}j", &answer[1..]).as_bytes());
            assert!(!matches!(received[0], Decoded::Key(_)), "{answer:?}");
            assert_eq!(received[1..], [key("j")], "{answer:?}");
        }
        for typed in ["[", "]j", "P", "]1", "jk"] {
            let mut decoder = Decoder::new();
            decoder.take(b"\x1b");
            decoder.give_up();
            let keys: Vec<Decoded> = typed.chars().map(|c| Decoded::Key(Key::char(c))).collect();
            assert_eq!(decoder.take(typed.as_bytes()), keys);
        }
    }

    #[test]
    fn what_has_no_end_is_bounded() {
        for (begin, end) in [
            ("\u{1b}]11;", "\u{7}"),
            ("\u{1b}[", ""),
            ("\u{1b}P", "\u{1b}\\"),
            ("\u{1b}[200~", "\u{1b}[201~"),
        ] {
            let mut decoder = Decoder::new();
            let mut keys = 0;
            keys += decoder.take(begin.as_bytes()).len();
            for _ in 0..600 {
                let received = decoder.take(&[b'1'; 4096]);
                keys += received
                    .iter()
                    .filter(|one| matches!(one, Decoded::Key(_)))
                    .count();
                assert!(decoder.bytes.len() <= LONGEST_PASTE + 4096);
            }
            assert_eq!(keys, 0, "{begin:?}");
            if !end.is_empty() {
                decoder.take(end.as_bytes());
                assert_eq!(decoder.take(b"j"), [key("j")], "{begin:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_mean_the_same_as_the_whole(
            pieces in prop::collection::vec(prop::sample::select(
                ANSWERS.into_iter().chain(["j", "क", "\u{1b}[A", "\u{1b}x", "\u{1b}[200~x\u{1b}[201~", "\u{1b}]", "\u{1b}[", "\r"]).collect::<Vec<_>>()
            ), 0..8), length in 1..12_usize
        ) {
            let bytes = pieces.concat().into_bytes();
            prop_assert_eq!(decoded_of(&bytes, length), decoded_of(&bytes, usize::MAX));
        }

        #[test]
        fn no_bytes_are_waited_for_beyond_the_end(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            decoded_of(&bytes, 5);
        }
    }
}
