//! The command `feeds check`: what a feed contains and what is wrong with it.

use crate::article::shown_address;
use crate::cli::client::client;
use crate::cli::json as lines;
use crate::cli::output::Output;
use crate::fetch_error::FetchError;
use crate::ingest::Problem;
use crate::ingest::feed::{self, Feed, FeedEntry};
use crate::sync::{AllowedHost, FetchRequest, address_of, read_feed};
use crate::words::{Language, Shell};
use anyhow::{Context as _, Result, anyhow};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::process::ExitCode;
use url::Url;

/// The maximum size of a feed, in bytes.
const LONGEST_FEED: u64 = 32 << 20;

/// Prints the content of the feed in a file or at an address. Exits with 1 if the feed is empty and
/// has problems.
pub(super) fn check(path: &Path, as_json: bool, language: Language) -> Result<ExitCode> {
    let feed = match address_of(path) {
        Some(url) => fetched(&url, language)?,
        None => saved(path)?,
    };
    let mut out = Output::standard();
    if as_json {
        lines::write_line(&mut out, &object(&feed), false)
    } else {
        list(&feed, &mut out, language)
    }
    .and_then(|()| out.flush())
    .context(Shell::StandardOutput.say(language))?;
    let is_feed = feed.title.is_some() || !feed.entries.is_empty() || feed.problems.is_empty();
    Ok(if is_feed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn saved(path: &Path) -> Result<Feed> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| name.clone())?;
    file.take(LONGEST_FEED)
        .read_to_end(&mut bytes)
        .with_context(|| name.clone())?;
    Ok(feed::read(&bytes, &name))
}

/// Fetches a feed. Remarks about the fetch are added to the problems of the feed.
fn fetched(url: &Url, language: Language) -> Result<Feed> {
    let name = shown_address(url);
    let told = |fault: FetchError| anyhow!("{name}: {}", fault.say(language));
    let request = FetchRequest::feed(url.clone(), AllowedHost::from_user_input(url));
    let answer = client(language)?
        .fetch(&request)
        .map_err(|failure| told(failure.error))?;
    let mut feed = read_feed(&answer, &name).map_err(told)?;
    feed.problems.extend(
        answer
            .remarks()
            .into_iter()
            .map(|what| Problem::new(name.as_str(), None, what)),
    );
    Ok(feed)
}

fn object(feed: &Feed) -> Value {
    let sentence = |problem: &Problem| match problem.line {
        Some(line) => format!("line {line}: {}", problem.what),
        None => problem.what.to_string(),
    };
    let problems: Vec<String> = feed.problems.iter().map(sentence).collect();
    json!({
        "feed": {
            "title": feed.title,
            "link": feed.link,
            "description": feed.description,
            "language": feed.language,
            "updated": feed.updated,
            "author": feed.author,
        },
        "entries": feed.entries.iter().map(entry).collect::<Vec<Value>>(),
        "problems": problems,
    })
}

/// Returns an entry as JSON: the article's fields, the entry's id in the feed, both of its texts,
/// and attachments.
fn entry(entry: &FeedEntry) -> Value {
    let article = serde_json::to_value(&entry.article).unwrap_or_default();
    let Value::Object(article) = article else {
        return article;
    };
    let mut fields = Map::new();
    fields.insert("id".to_owned(), json!(entry.id));
    fields.insert("title".to_owned(), json!(entry.article.headline));
    fields.insert("link".to_owned(), json!(entry.article.url));
    fields.extend(
        article
            .into_iter()
            .filter(|(name, _)| !matches!(name.as_str(), "id" | "origin")),
    );
    fields.insert("summary".to_owned(), json!(entry.summary));
    fields.insert("content".to_owned(), json!(entry.content));
    fields.insert("enclosures".to_owned(), json!(entry.enclosures));
    Value::Object(fields)
}

fn list(feed: &Feed, out: &mut dyn Write, language: Language) -> io::Result<()> {
    let title = feed.title.clone();
    let title = title.unwrap_or_else(|| Shell::NoTitle.say(language));
    writeln!(out, "{title}")?;
    let parts = [&feed.link, &feed.description, &feed.language, &feed.author];
    for part in parts.into_iter().flatten() {
        writeln!(out, "  {part}")?;
    }
    let entries = Shell::Entries(feed.entries.len()).say(language);
    writeln!(out, "  {entries}")?;
    for entry in &feed.entries {
        let article = &entry.article;
        let date = article.published.or(article.updated);
        let date = date.map_or_else(
            || Shell::NoDate.say(language),
            |date| date.format("%Y-%m-%d %H:%M").to_string(),
        );
        writeln!(out, "\n{date}  {}", article.called())?;
        let link = article.url.clone();
        writeln!(
            out,
            "  {}",
            link.unwrap_or_else(|| Shell::NoLink.say(language))
        )?;
    }
    for problem in &feed.problems {
        writeln!(out, "\n! {}", problem.say(language))?;
    }
    Ok(())
}
