//! JSON Lines: one object per line, read in constant memory.

use crate::ingest::{ParsedItem, Problem, Sink, complete, effort};
use crate::words::thousands;
use std::io::{self, BufRead, Read as _};

/// The maximum number of bytes of a line, equal to the longest article that a library accepts.
const LONGEST_LINE: u64 = 64 << 20;

/// Reads the first line of `input` if it begins with `{`. Returns that line, or an empty one. The
/// second value is whether the line is a complete object and the next line begins with `{` too.
///
/// # Errors
/// Returns an error if `input` cannot be read.
pub(in crate::ingest) fn begins(input: &mut dyn BufRead) -> io::Result<(Vec<u8>, bool)> {
    let mut first = Vec::new();
    if !input.fill_buf()?.trim_ascii_start().starts_with(b"{") {
        return Ok((first, false));
    }
    input.take(LONGEST_LINE).read_until(b'\n', &mut first)?;
    let next = input.fill_buf()?.trim_ascii_start();
    let is_first_of_many = next.starts_with(b"{")
        && first.ends_with(b"\n")
        && serde_json::from_slice::<serde::de::IgnoredAny>(&first).is_ok();
    Ok((first, is_first_of_many))
}

/// Reads `input` to its end. A bad line is reported with its number, and reading continues.
pub(in crate::ingest) fn read(
    input: &mut dyn BufRead,
    origin: &str,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
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
                if sink(ParsedItem::Article {
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
        if sink(ParsedItem::Problem(problem)).is_break() {
            return Ok(());
        }
    }
    if bad_count > 1 {
        let (bad, read) = (thousands(bad_count), thousands(read));
        let what = format!("{bad} lines were passed over; the other {read} lines were read");
        let _enough = sink(ParsedItem::Problem(Problem::new(origin, None, what)));
    }
    Ok(())
}

fn article(line: &[u8], origin: &str) -> Result<crate::article::Article, String> {
    let (article, is_cut) = effort::bounded(|| {
        let text = String::from_utf8_lossy(line);
        let value =
            serde_json::from_str(&text).map_err(|e| format!("not JSON ({})", super::reason(&e)))?;
        Ok(complete(super::article(value)?, origin))
    });
    if is_cut {
        return Err(effort::COSTLY.to_owned());
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headline and the source bytes of each article, and the problems.
    type ReadLines = (Vec<(String, String)>, Vec<Problem>);

    fn read_all(text: &str) -> ReadLines {
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        let result = read(&mut text.as_bytes(), "a.jsonl", &mut |item| {
            match item {
                ParsedItem::Article { article, at } => {
                    let own = text
                        .get(at.start as usize..at.end as usize)
                        .unwrap_or_default();
                    articles.push((article.headline, own.trim().to_owned()));
                }
                ParsedItem::Problem(problem) => problems.push(problem),
            }
            std::ops::ControlFlow::Continue(())
        });
        assert!(result.is_ok());
        (articles, problems)
    }

    #[test]
    fn a_bad_line_is_reported_and_the_others_are_read() {
        let (one, two) = (r#"{"title":"एक"}"#, r#"{"title":"दो"}"#);
        let (articles, problems) = read_all(&format!("{one}\n\n{{oops\n{two}"));
        assert_eq!(
            articles,
            [
                ("एक".to_owned(), one.to_owned()),
                ("दो".to_owned(), two.to_owned())
            ]
        );
        let [problem] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!(problem.line, Some(3));
        let what = &problem.what;
        assert!(what.ends_with("; the other 2 lines were read"), "{what}");
    }
}
