//! JSON Lines: an object a line, read in constant memory.

use super::{Piece, Problem, Sink, effort, finished, json};
use crate::words::thousands;
use std::io::{self, BufRead, Read as _};

/// The most bytes of a line, which are those of the longest story that a library keeps; a longer one is no
/// article.
const LONGEST_LINE: u64 = 64 << 20;

/// Whether these first bytes are a whole object on a line of its own, with something after it.
pub(super) fn begins(head: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b'\n', head) else {
        return false;
    };
    let (first, rest) = head.split_at(end);
    let more = rest.iter().find(|byte| !byte.is_ascii_whitespace());
    first.trim_ascii_start().starts_with(b"{")
        && more == Some(&b'{')
        && serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

/// Reads `input` to its end. A bad line is reported with its number and costs nothing else.
pub(super) fn read(input: &mut dyn BufRead, origin: &str, sink: &mut Sink<'_>) -> io::Result<()> {
    let (mut line, mut at, mut number, mut read) = (Vec::new(), 0, 0, 0);
    let mut bad: Vec<(usize, String)> = Vec::new();
    let mut bad_count = 0;
    loop {
        line.clear();
        let length = input.take(LONGEST_LINE).read_until(b'\n', &mut line)? as u64;
        if length == 0 {
            break;
        }
        number += 1;
        let range = at..at + length;
        at += length;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match article(&line, origin) {
            Ok(article) => {
                read += 1;
                if sink(Piece::Article {
                    article: Box::new(article),
                    at: range,
                })
                .is_break()
                {
                    return Ok(());
                }
            }
            Err(what) => {
                bad_count += 1;
                if bad.len() < 100 {
                    bad.push((number, what));
                }
            }
        }
    }
    for (number, what) in bad {
        let what = if bad_count == 1 {
            format!("{what}; the other {} lines were read", thousands(read))
        } else {
            format!("{what}; the line was passed over")
        };
        let problem = Problem::new(origin, Some(number), what);
        if sink(Piece::Problem(problem)).is_break() {
            return Ok(());
        }
    }
    if bad_count > 1 {
        let (bad, read) = (thousands(bad_count), thousands(read));
        let what = format!("{bad} lines were passed over; the other {read} lines were read");
        let _enough = sink(Piece::Problem(Problem::new(origin, None, what)));
    }
    Ok(())
}

fn article(line: &[u8], origin: &str) -> Result<crate::article::Article, String> {
    let (article, is_cut) = effort::bounded(|| {
        let text = String::from_utf8_lossy(line);
        let value =
            serde_json::from_str(&text).map_err(|e| format!("not JSON ({})", json::reason(&e)))?;
        Ok(finished(json::article(value)?, origin))
    });
    if is_cut {
        return Err(effort::COSTLY.to_owned());
    }
    article
}
