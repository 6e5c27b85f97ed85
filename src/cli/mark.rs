//! The command `mark`: sets the marks of stories, as the keys of the reader do.

use super::{json, library, open_library, report};
use crate::article::Marks;
use crate::words::{Language, Shell};
use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
#[derive(Debug, Args)]
pub(super) struct MarkArguments {
    /// Their ids, as `list` prints them
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// They were read
    #[arg(long, conflicts_with = "unread", required_unless_present_any = ["unread", "star", "unstar"])]
    read: bool,
    /// They are unread again
    #[arg(long)]
    unread: bool,
    /// Give them a star
    #[arg(long, conflicts_with = "unstar")]
    star: bool,
    /// Take their star
    #[arg(long)]
    unstar: bool,
}

impl MarkArguments {
    /// Returns marks after the change.
    fn changed(&self, marks: Marks) -> Marks {
        Marks {
            read: (marks.read || self.read) && !self.unread,
            starred: (marks.starred || self.star) && !self.unstar,
        }
    }
}

/// Marks stories in one transaction. Exits with 1 if one of them is not in the library; the others are marked.
pub(super) fn mark(
    library: &Path,
    arguments: &MarkArguments,
    as_json: bool,
    language: Language,
) -> Result<ExitCode> {
    let mut store = open_library::existing(library, language)?;
    let (mut marked, mut code) = (Vec::new(), ExitCode::SUCCESS);
    for id in &arguments.ids {
        match store.resolve_id_prefix(id)? {
            Some(id) => marked.push(id),
            None => {
                report::say(&library::no_such_story(&store, id, language)?);
                code = ExitCode::FAILURE;
            }
        }
    }
    let marks = store.marks_of(&marked)?;
    let marks: Vec<_> = marks
        .into_iter()
        .map(|(id, marks)| (id, arguments.changed(marks)))
        .collect();
    store.set_marks(&marks)?;
    if as_json {
        for (id, marks) in &marks {
            let line = json!({"id": id, "read": marks.read, "starred": marks.starred});
            json::print_line(&line).context(Shell::StandardOutput.say(language))?;
        }
    }
    Ok(code)
}
