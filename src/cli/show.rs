//! The commands that print articles: `parse`, `show` and `wrap`.

use super::output::Output;
use super::{json, report};
use crate::article::Article;
use crate::document::{Document, Setting, plain_lines, whole_lines};
use crate::ingest::ParsedItem;
use crate::runtime::{Input, read_input};
use crate::text::sanitize;
use crate::text::width::WidthProfile;
use crate::text::wrap::{Fill, wrap as wrapped};
use crate::words::{Language, Shell};
use anyhow::{Context as _, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

/// The maximum number of bytes of a paragraph that is wrapped as a whole.
const LONGEST_PARAGRAPH: u64 = 4 << 20;
/// When a longer paragraph is cut, the number of bytes beyond that maximum in which a space is
/// searched for.
const LONGEST_WORD: usize = 4096;

/// Passes each article of `input` to `each`, and prints problems on standard error. Exits with 1 if
/// no article could be read.
pub(super) fn articles(
    input: &Input,
    language: Language,
    each: &mut dyn FnMut(&Article) -> io::Result<()>,
) -> Result<ExitCode> {
    let (mut count, mut problems, mut failed) = (0, 0, None);
    read_input(input, language, &mut |piece| {
        match piece {
            ParsedItem::Article { article, .. } => {
                count += 1;
                if let Err(error) = each(&article) {
                    failed = Some(error);
                    return ControlFlow::Break(());
                }
            }
            ParsedItem::Problem(problem) => {
                problems += 1;
                report::say(&problem.say(language));
            }
        }
        ControlFlow::Continue(())
    });
    if let Some(error) = failed {
        return Err(error).context(Shell::StandardOutput.say(language));
    }
    Ok(if count == 0 && problems > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Prints each article as JSON.
pub(super) fn parse(input: &Input, pretty: bool, language: Language) -> Result<ExitCode> {
    let mut out = Output::standard();
    let code = articles(input, language, &mut |article| {
        json::write_line(&mut out, article, pretty)
    })?;
    out.flush().context(Shell::StandardOutput.say(language))?;
    Ok(code)
}

/// Parameters for printing an article as text.
pub(super) struct Layout {
    /// The maximum width of a line, in cells.
    pub(super) width: usize,
    /// The language of the words that the program adds to the article.
    pub(super) language: Language,
    /// The widths of the terminal.
    pub(super) widths: WidthProfile,
}

/// Prints an article, as text or as JSON.
pub(super) fn one(article: &Article, layout: &Layout, as_json: bool) -> Result<ExitCode> {
    let mut out = Output::standard();
    let written = if as_json {
        json::write_line(&mut out, article, false)
    } else {
        write_article(&mut out, article, layout)
    };
    written
        .and_then(|()| out.flush())
        .context(Shell::StandardOutput.say(layout.language))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints each article as text.
pub(super) fn show(input: &Input, layout: &Layout) -> Result<ExitCode> {
    let mut out = Output::standard();
    let mut first = true;
    let code = articles(input, layout.language, &mut |article| {
        if !std::mem::take(&mut first) {
            writeln!(out, "\n{}\n", "─".repeat(layout.width))?;
        }
        write_article(&mut out, article, layout)
    })?;
    out.flush()
        .context(Shell::StandardOutput.say(layout.language))?;
    Ok(code)
}

/// Writes an article as text.
fn write_article(out: &mut dyn Write, article: &Article, layout: &Layout) -> io::Result<()> {
    let setting = Setting {
        width: layout.width,
        language: layout.language,
        with_large_headline: false,
        is_justified: false,
        with_keys: None,
        with_left_out: false,
    };
    let document = Document::of(article, setting, &layout.widths);
    let lines = if io::stdout().is_terminal() {
        plain_lines(&document, &layout.widths)
    } else {
        whole_lines(&document, &layout.widths)
    };
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Wraps each line of `input` as a paragraph of its own.
pub(super) fn wrap(
    input: &Input,
    width: usize,
    widths: &WidthProfile,
    language: Language,
) -> Result<ExitCode> {
    let mut out = Output::standard();
    match input {
        Input::Bundled | Input::Library(_) | Input::Standard | Input::SavedPage { .. } => {
            wrap_lines(&mut io::stdin().lock(), width, widths, &mut out)?;
        }
        Input::Paths(paths) => {
            for path in paths {
                let file = File::open(path).with_context(|| path.display().to_string())?;
                wrap_lines(&mut BufReader::new(file), width, widths, &mut out)
                    .with_context(|| path.display().to_string())?;
            }
        }
    }
    out.flush().context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}

fn wrap_lines(
    input: &mut dyn BufRead,
    width: usize,
    widths: &WidthProfile,
    out: &mut dyn Write,
) -> Result<()> {
    let mut bytes = Vec::new();
    while paragraph(input, &mut bytes)? {
        let text = String::from_utf8_lossy(&bytes);
        let clean = sanitize::strip_controls(text.trim_end());
        let rows = wrapped(&clean, width, Fill::Full, widths);
        if rows.is_empty() {
            writeln!(out)?;
        }
        for row in rows {
            writeln!(out, "{}", clean.get(row.range).unwrap_or_default())?;
        }
        bytes.clear();
    }
    Ok(())
}

/// Reads a line, or as much of it as fits into the buffer. The remainder of a longer line becomes
/// the next paragraph; the line is cut at a space or at least at a character boundary.
fn paragraph(input: &mut dyn BufRead, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let is_line = |bytes: &[u8]| bytes.ends_with(b"\n");
    io::Read::take(&mut *input, LONGEST_PARAGRAPH).read_until(b'\n', bytes)?;
    // A position at which to cut is searched for within this distance.
    for _ in 0..LONGEST_WORD {
        let next = input.fill_buf()?.first().copied();
        let Some(byte) = next.filter(|_| !is_line(bytes) && !bytes.is_empty()) else {
            break;
        };
        if byte == b' ' {
            break;
        }
        bytes.push(byte);
        input.consume(1);
    }
    // If there is no space, the cut is at least not inside a character.
    while !is_line(bytes)
        && let Some(byte) = input.fill_buf()?.first().copied()
        && byte & 0xc0 == 0x80
    {
        bytes.push(byte);
        input.consume(1);
    }
    Ok(!bytes.is_empty())
}
