//! The lists that a library offers: the user's own first, then feeds by folder, then sections,
//! keywords and publishers.

use crate::app::library::{NamedList, ValueField};
use crate::store::{Error, Names, Store, Subscription};
use crate::words::Phrase;
use std::collections::{HashMap, HashSet};

/// Returns the lists, with their numbers of unread articles if those are cheap to find.
pub(super) fn lists(store: &Store) -> Result<Vec<NamedList>, Error> {
    let (_, unread) = store.totals()?;
    let mut lists = vec![
        list(Phrase::AllStories, String::new(), Some(unread)),
        list(Phrase::UnreadStories, "is:unread".to_owned(), Some(unread)),
        list(
            Phrase::StarredStories,
            "is:starred".to_owned(),
            Some(store.unread_starred()?),
        ),
    ];
    lists.extend(store.saved_searches()?.into_iter().map(|search| {
        let called = search.name.as_deref().unwrap_or(&search.query);
        let name = Phrase::SavedSearch(called.into());
        NamedList {
            is_saved: true,
            ..list(name, search.query, None)
        }
    }));
    for account in store.accounts()? {
        let unread = store.unread_of_account(account.id)?;
        let question = named("account", &account.name);
        let name = Phrase::Account(account.name.as_str().into());
        lists.push(list(name, question, Some(unread)));
    }
    lists.extend(of_feeds(&store.all_feeds()?, &store.unread_of_feeds()?));
    for (section, unread) in store.sections()? {
        let question = named("section", &section);
        lists.push(list(
            Phrase::Section(section.into()),
            question,
            Some(unread),
        ));
    }
    for (source, unread) in store.sources()? {
        let question = named("source", &source);
        lists.push(list(
            Phrase::Publisher(source.into()),
            question,
            Some(unread),
        ));
    }
    for tag in store.tags()? {
        let question = named("tag", &tag);
        lists.push(list(Phrase::Tagged(tag.into()), question, None));
    }
    Ok(lists)
}

/// Returns the names that complete a field of queries.
pub(super) fn values(store: &Store, field: ValueField) -> Result<Vec<String>, Error> {
    let mut names = match field {
        ValueField::Source => store.names(Names::Sources)?,
        ValueField::Section => store.names(Names::Sections)?,
        ValueField::Author => store.names(Names::Authors)?,
        ValueField::Tag => store.names(Names::Tags)?,
        ValueField::Account => {
            let accounts = store.accounts()?.into_iter();
            accounts.map(|account| account.name).collect()
        }
        ValueField::Feed | ValueField::Folder => Vec::new(),
    };
    for feed in store.all_feeds()? {
        names.extend(match field {
            ValueField::Source | ValueField::Feed => Some(feed.title),
            ValueField::Folder => Some(feed.folders.join("/")),
            ValueField::Section | ValueField::Author | ValueField::Tag | ValueField::Account => {
                None
            }
        });
    }
    let mut seen = HashSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    Ok(names)
}

/// Returns a list for each folder, followed by one for each feed in it; feeds without a folder come
/// first.
fn of_feeds(feeds: &[Subscription], unread: &HashMap<String, usize>) -> Vec<NamedList> {
    let unread_of = |feed: &Subscription| -> usize {
        let of_origin = |origin| unread.get(&origin).copied();
        feed.origins().filter_map(of_origin).sum()
    };
    let mut folders: Vec<&[String]> = Vec::new();
    for feed in feeds {
        if !folders.contains(&feed.folders.as_slice()) {
            folders.push(&feed.folders);
        }
    }
    folders.sort_by_key(|folder| !folder.is_empty());
    let mut lists = Vec::new();
    for folder in folders {
        let within = feeds.iter().filter(|feed| feed.folders == folder);
        if !folder.is_empty() {
            let name = folder.join("/");
            let question = named("folder", &name);
            let unread = within.clone().map(unread_of).sum();
            lists.push(list(Phrase::Folder(name.into()), question, Some(unread)));
        }
        lists.extend(within.map(|feed| {
            let question = named("feed", &feed.shown());
            list(
                Phrase::Feed(feed.title.as_str().into()),
                question,
                Some(unread_of(feed)),
            )
        }));
    }
    lists
}

fn list(name: Phrase, question: String, unread: Option<usize>) -> NamedList {
    NamedList {
        name,
        question,
        is_saved: false,
        unread,
    }
}

fn named(field: &str, name: &str) -> String {
    format!("{field}:\"{}\"", name.replace('"', ""))
}
