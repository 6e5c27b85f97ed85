//! The commands of the library: `list`, `search`, `related`, `export`, `remove`.

use super::output::Output;
use super::{json, open_library, report, show};
use crate::app::query_terms::fault_of;
use crate::article::{Article, ArticleId, Listing};
use crate::paths;
use crate::runtime::{Input, now};
use crate::search::{Condition, LibraryQuery, Query};
use crate::store::{Error, Kin, Order, Store};
use crate::text::truncate::truncate;
use crate::text::width::WidthProfile;
use crate::words::{Language, Phrase, Shell, age};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde::Serialize;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The maximum width of a snippet, in cells.
const SNIPPET: usize = 160;

/// A row of `list`, `search` and `related` as JSON.
#[derive(Serialize)]
struct RowObject<'a> {
    id: ArticleId,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    origin: &'a str,
    read: bool,
    starred: bool,
    /// The number of publishers with this article.
    sources: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    reason: &'a [String],
    /// How the article relates to the one given on the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    kin: Option<&'static str>,
}

impl<'a> From<&'a Listing> for RowObject<'a> {
    fn from(listing: &'a Listing) -> Self {
        Self {
            id: listing.id,
            headline: &listing.headline,
            published: listing.published.map(|at| at.to_rfc3339()),
            source: listing.source.as_deref(),
            url: listing.url.as_deref(),
            origin: &listing.origin,
            read: listing.marks.read,
            starred: listing.marks.starred,
            sources: listing.sources.max(1),
            score: None,
            snippet: None,
            reason: &[],
            kin: None,
        }
    }
}

/// Prints rows, in the format and language that the user chose.
pub(super) struct Printer {
    pub(super) json: bool,
    pub(super) language: Language,
}

impl Printer {
    fn row(&self, out: &mut Output, row: &RowObject<'_>, listing: &Listing) -> io::Result<()> {
        if self.json {
            return json::write_line(out, row, false);
        }
        writeln!(out, "{}  {}", row.id, row.headline)?;
        let mut facts: Vec<String> = Vec::new();
        facts.extend(row.source.map(str::to_owned));
        facts.extend(listing.published.map(|at| age(&at, &now(), self.language)));
        facts.extend((!row.reason.is_empty()).then(|| row.reason.join(", ")));
        if !facts.is_empty() {
            writeln!(out, "                  {}", facts.join(" · "))?;
        }
        match &row.snippet {
            Some(snippet) => writeln!(out, "                  {snippet}"),
            None => Ok(()),
        }
    }
}

/// Returns the path of the library: the one that `--library` names, or the user's own.
pub(super) fn place(named: Option<PathBuf>, language: Language) -> Result<PathBuf> {
    named
        .or_else(|| {
            std::env::var_os("NEWSREADER_LIBRARY")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from)
        })
        .or_else(paths::library)
        .with_context(|| Shell::NoHome.say(language))
}

/// The filter options of `list`.
#[derive(Debug, Args)]
pub(super) struct ListFilter {
    /// Maximum number of stories
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only unread stories
    #[arg(long)]
    unread: bool,
    /// Only starred stories
    #[arg(long)]
    starred: bool,
    /// Only stories of this feed, by name or address
    #[arg(long, value_name = "FEED")]
    feed: Option<String>,
    /// Only stories of the feeds in this folder
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
}

impl ListFilter {
    /// Returns the options as a library query.
    fn question(&self) -> LibraryQuery {
        let feed = self.feed.clone().map(|feed| Condition::Feed(vec![feed]));
        let folder = self.folder.clone();
        let conditions = [
            self.unread.then_some(Condition::Unread(true)),
            self.starred.then_some(Condition::Starred),
            feed,
            folder.map(|folder| Condition::Folder(vec![folder])),
        ];
        let conditions = conditions.into_iter().flatten();
        conditions.fold(LibraryQuery::default(), LibraryQuery::with)
    }
}

/// Prints the articles of the library, newest first.
pub(super) fn list(library: &Path, filter: &ListFilter, printer: &Printer) -> Result<ExitCode> {
    let store = open_library::existing(library, printer.language)?;
    let mut out = Output::standard();
    let mut outcome = Ok(());
    let mut left = filter.limit.unwrap_or(usize::MAX);
    let mut print = |listing: &Listing| {
        if left > 0 {
            outcome = printer.row(&mut out, &RowObject::from(listing), listing);
            left -= 1;
        }
        outcome.is_ok() && left > 0
    };
    store.listings(&filter.question(), usize::MAX, |listing| print(&listing))?;
    outcome
        .and_then(|()| out.flush())
        .context(Shell::StandardOutput.say(printer.language))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the articles that match a query.
pub(super) fn search(
    library: &Path,
    typed: &str,
    order: Order,
    limit: usize,
    printer: &Printer,
) -> Result<ExitCode> {
    let mut store = open_library::existing(library, printer.language)?;
    let question = LibraryQuery::at(typed, now());
    store.prepare_for(&question)?;
    for ignored in &question.ignored {
        report::say(&Shell::NotUnderstood(fault_of(ignored)).say(printer.language));
    }
    let hits = store.find(&question, order, limit)?;
    let query = Query::new(typed);
    let mut out = Output::standard();
    for hit in &hits {
        let article = match store.article(hit.listing.id) {
            // If the article cannot be read, its row shows what the list knows about it.
            Err(Error::Unreadable { .. }) => None,
            other => other?,
        };
        let mut row = RowObject::from(&hit.listing);
        row.score = Some((hit.score * 1000.0).round() / 1000.0);
        row.snippet = article.and_then(|article| snippet(&article, &query));
        printer
            .row(&mut out, &row, &hit.listing)
            .context(Shell::StandardOutput.say(printer.language))?;
    }
    out.flush()
        .context(Shell::StandardOutput.say(printer.language))?;
    Ok(if hits.is_empty() {
        report::say(&Phrase::NoHits.say(printer.language));
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Returns the paragraph with the first match, cut between clusters.
fn snippet(article: &Article, query: &Query) -> Option<String> {
    let text = article.plain_text();
    let widths = WidthProfile::default();
    let lines = || text.lines().skip(1);
    let line = lines()
        .find(|line| !query.hits(line).is_empty())
        .or_else(|| lines().next())?;
    let from = query.hits(line).first().map_or(0, |hit| hit.start);
    // Starts at the sentence before the match, if its start is close.
    let head = line.get(..from).unwrap_or_default();
    let start = head.rfind(['।', '.', '?', '!']).map_or(0, |at| {
        at + head
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    });
    let piece = line.get(start..).unwrap_or(line).trim();
    Some(truncate(piece, SNIPPET, &widths).into_owned())
}

/// Prints articles similar to an article of the library or of a file.
pub(super) fn related(
    library: &Path,
    like: &str,
    limit: usize,
    printer: &Printer,
) -> Result<ExitCode> {
    let store = open_library::existing(library, printer.language)?;
    let (article, code) = story_of(&store, like, printer.language)?;
    let mut out = Output::standard();
    for suggestion in store.related(&article, limit)? {
        let mut row = RowObject::from(&suggestion.listing);
        row.score = Some((suggestion.score * 1000.0).round() / 1000.0);
        row.reason = &suggestion.reason;
        row.kin = Some(match suggestion.kin {
            Kin::Publisher => "publisher",
            Kin::Same => "same",
            Kin::Alike => "alike",
        });
        printer
            .row(&mut out, &row, &suggestion.listing)
            .context(Shell::StandardOutput.say(printer.language))?;
    }
    out.flush()
        .context(Shell::StandardOutput.say(printer.language))?;
    Ok(code)
}

/// Prints every article as JSON, in the order of import. Exits with 1 if an article could not be
/// read.
pub(super) fn export(library: &Path, language: Language) -> Result<ExitCode> {
    let store = open_library::existing(library, language)?;
    let mut out = Output::standard();
    let mut code = ExitCode::SUCCESS;
    store
        .articles(|article| match article {
            Ok(article) => json::write_line(&mut out, &article, false),
            Err(error) => {
                code = ExitCode::FAILURE;
                report::say(&error.say(language));
                Ok(())
            }
        })?
        .context(Shell::StandardOutput.say(language))?;
    out.flush().context(Shell::StandardOutput.say(language))?;
    Ok(code)
}

/// Removes articles from the library.
pub(super) fn remove(
    library: &Path,
    ids: &[String],
    as_json: bool,
    language: Language,
) -> Result<ExitCode> {
    let mut store = open_library::existing(library, language)?;
    let mut code = ExitCode::SUCCESS;
    for id in ids {
        let is_there = match store.resolve_id_prefix(id)? {
            Some(id) => store.remove(id)?,
            None => false,
        };
        if as_json {
            let removed = serde_json::json!({"id": id, "removed": is_there});
            json::print_line(&removed).context(Shell::StandardOutput.say(language))?;
        }
        if !is_there {
            report::say(&no_such_story(&store, id, language)?);
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// Returns a sentence that says why an id names no single story.
pub(super) fn no_such_story(store: &Store, id: &str, language: Language) -> Result<String> {
    let said = match store.count_id_prefix(id)? {
        0 | 1 => Shell::NoSuchStory(id.to_owned()),
        count => Shell::SeveralStories(id.to_owned(), count),
    };
    Ok(said.say(language))
}

/// An article, and the exit code of a command that shows it.
type ArticleAndExit = (Article, ExitCode);

/// Returns the article of the library with this id, or with the only id that begins like this.
pub(super) fn story(library: &Path, id: &str, language: Language) -> Result<ArticleAndExit> {
    stored(&open_library::existing(library, language)?, id, language)
}

/// Returns an article. If its text is damaged, prints a message and returns what the list knows
/// about the article.
fn stored(store: &Store, id: &str, language: Language) -> Result<ArticleAndExit> {
    let missing = || Shell::NoSuchStoryOrFile(id.to_owned()).say(language);
    let Some(known) = store.resolve_id_prefix(id)? else {
        match store.count_id_prefix(id)? {
            0 | 1 => bail!("{}", missing()),
            count => bail!(
                "{}",
                Shell::SeveralStories(id.to_owned(), count).say(language)
            ),
        }
    };
    match store.article(known) {
        Err(error @ Error::Unreadable { .. }) => {
            report::say(&error.say(language));
            let article = store.listed(known)?.with_context(missing)?;
            Ok((article, ExitCode::FAILURE))
        }
        found => Ok((found?.with_context(missing)?, ExitCode::SUCCESS)),
    }
}

/// Whether `text` could be an id as `list` prints it, or the beginning of one.
pub(super) fn is_id(text: &str) -> bool {
    (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the article with this id, or the first article of this file.
fn story_of(store: &Store, named: &str, language: Language) -> Result<ArticleAndExit> {
    if is_id(named) && !Path::new(named).exists() {
        return stored(store, named, language);
    }
    let mut found = None;
    let input = Input::Paths(vec![PathBuf::from(named)]);
    show::articles(&input, language, &mut |article| {
        found.get_or_insert_with(|| article.clone());
        Ok(())
    })?;
    match found {
        Some(article) => Ok((article, ExitCode::SUCCESS)),
        None => bail!("{}", Shell::NoStoryIn(named.to_owned()).say(language)),
    }
}
