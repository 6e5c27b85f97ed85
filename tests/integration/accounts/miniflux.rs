//! A real Miniflux with a database server of its own in a temporary folder, and the cases over it.
//!
//! `.ci/miniflux` brings it under `target/miniflux`. Its feeds are served by the test; marks of another client are
//! made in its database.

use super::bed::{Addresses, Bed, Mark};
use super::daemons::{ADMIN, Daemon, postgres_programs, run_sql, start_database, start_miniflux};
use super::raw::agent;
use super::{conflicts, life};
use crate::greader::NewStory;
use crate::greader::state::PASSWORD;
use crate::material::{Material, passed_over};
use crate::server::{Server, answer};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

const USER: &str = "reader";

/// A feed that the test serves to the server.
struct PublishedFeed {
    title: String,
    stories: Vec<NewStory>,
}

/// The server with all that it needs.
pub(super) struct Miniflux {
    // Dropped in this order.
    _daemon: Daemon,
    _database: Daemon,
    folder: tempfile::TempDir,
    psql: PathBuf,
    address: String,
    web: Server,
    published: Arc<Mutex<Vec<PublishedFeed>>>,
}

impl Miniflux {
    /// Starts the server; nothing where it is not installed.
    pub(super) fn start() -> Option<Self> {
        let program =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("target/miniflux/usr/bin/miniflux");
        let Some(programs) = postgres_programs().filter(|_| program.exists()) else {
            passed_over(Material::Miniflux);
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let database = start_database(&programs, folder.path());
        let psql = programs.join("psql");
        let (daemon, address) = start_miniflux(&program, folder.path());
        let published: Arc<Mutex<Vec<PublishedFeed>>> = Arc::default();
        let feeds = Arc::clone(&published);
        let web = Server::start(move |asked, out| {
            let number: usize = asked.path[1..].parse().unwrap_or(usize::MAX);
            match feeds.lock().unwrap().get(number) {
                Some(feed) => answer(out, "200 OK", "", rss(feed).as_bytes()),
                None => answer(out, "404 Not Found", "", b""),
            }
        });
        let bed = Self {
            _daemon: daemon,
            _database: database,
            folder,
            psql,
            address,
            web,
            published,
        };
        bed.sql(&format!(
            "CREATE EXTENSION pgcrypto;
             UPDATE integrations SET googlereader_enabled = true, googlereader_username = '{USER}',
             googlereader_password = crypt('{PASSWORD}', gen_salt('bf', 4))"
        ));
        Some(bed)
    }

    fn sql(&self, statement: &str) -> String {
        let answer = run_sql(&self.psql, self.folder.path(), statement);
        answer.unwrap_or_else(|| panic!("failed: {statement}"))
    }

    fn lines(&self, query: &str) -> Addresses {
        let rows = self.sql(query);
        rows.lines().map(str::to_owned).collect()
    }

    /// Calls the server's own API.
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}/v1/{path}", self.address))
            .header("Authorization", basic_authorization())
            .body(body.to_string())
            .unwrap();
        let mut answer = agent().run(request).unwrap();
        let status = answer.status();
        let text = answer.body_mut().read_to_string().unwrap();
        assert!(status.is_success(), "{path}: {status}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// The address of the first feed.
    pub(super) fn first_feed_address(&self) -> String {
        self.sql("SELECT feed_url FROM feeds ORDER BY id LIMIT 1")
            .trim()
            .to_owned()
    }

    /// Removes all feeds with their stories, and all folders but the first.
    pub(super) fn clear(&self) {
        self.sql("DELETE FROM feeds; DELETE FROM categories WHERE title <> 'All'");
    }
}

fn basic_authorization() -> String {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    format!("Basic {}", engine.encode(format!("{ADMIN}:{ADMIN}")))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn rss(feed: &PublishedFeed) -> String {
    let items = feed.stories.iter().map(|story| {
        let published = chrono::DateTime::from_timestamp(story.published, 0).unwrap();
        format!(
            "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><description>{}</description></item>",
            // Titles of RSS are HTML in themselves.
            escaped(&escaped(&story.title)),
            story.address,
            published.to_rfc2822(),
            escaped(&story.html)
        )
    });
    format!(
        "<rss version=\"2.0\"><channel><title>{}</title><link>https://example.org/</link>{}</channel></rss>",
        escaped(&feed.title),
        items.collect::<String>()
    )
}

impl Bed for Miniflux {
    fn address(&self) -> String {
        self.address.clone()
    }

    fn login(&self) -> (String, String) {
        (USER.to_owned(), PASSWORD.to_owned())
    }

    fn feed(&self, title: &str, folder: &str) -> u64 {
        let path = {
            let mut published = self.published.lock().unwrap();
            published.push(PublishedFeed {
                title: title.to_owned(),
                stories: Vec::new(),
            });
            format!("/{}", published.len() - 1)
        };
        let folders = self.call("GET", "categories", &Value::Null);
        let mut folders = folders.as_array().unwrap().iter();
        let known = folders.find(|known| known["title"] == folder).cloned();
        let made = || self.call("POST", "categories", &json!({"title": folder}));
        let folder = known.unwrap_or_else(made)["id"].clone();
        let feed = json!({"feed_url": self.web.url(&path), "category_id": folder});
        let number = self.call("POST", "feeds", &feed)["feed_id"]
            .as_u64()
            .unwrap();
        self.call("PUT", &format!("feeds/{number}"), &json!({"title": title}));
        number
    }

    fn find(&self, feed: u64, stories: Vec<NewStory>) {
        let address = self.sql(&format!("SELECT feed_url FROM feeds WHERE id = {feed}"));
        let number: usize = address.trim().rsplit('/').next().unwrap().parse().unwrap();
        {
            let mut published = self.published.lock().unwrap();
            for mut story in stories {
                if story.published == 0 {
                    // A minute for each, so that their order is certain.
                    let count = published
                        .iter()
                        .map(|feed| feed.stories.len())
                        .sum::<usize>();
                    story.published = 1_700_000_000 + i64::try_from(count).unwrap() * 60;
                }
                published[number].stories.push(story);
            }
        }
        self.call("PUT", &format!("feeds/{feed}/refresh"), &Value::Null);
    }

    fn mark(&self, addresses: &[String], mark: Mark) {
        let change = match mark {
            Mark::Read => "status = 'read'",
            Mark::Unread => "status = 'unread'",
            Mark::Starred => "starred = true",
            Mark::Unstarred => "starred = false",
        };
        let list = addresses.join("','");
        self.sql(&format!(
            "UPDATE entries SET {change}, changed_at = now() WHERE url IN ('{list}')"
        ));
    }

    fn unread(&self) -> Addresses {
        self.lines("SELECT url FROM entries WHERE status = 'unread'")
    }

    fn starred(&self) -> Addresses {
        self.lines("SELECT url FROM entries WHERE starred")
    }

    fn feeds(&self) -> BTreeSet<(String, String)> {
        let feeds = self.call("GET", "feeds", &Value::Null);
        let feeds = feeds.as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        feeds
            .map(|feed| (text(&feed["title"]), text(&feed["category"]["title"])))
            .collect()
    }
}

#[test]
fn the_cases_hold_over_a_real_miniflux() {
    let Some(bed) = Miniflux::start() else {
        return;
    };
    let mut failed = Vec::new();
    for (name, case) in life::CASES.into_iter().chain(conflicts::CASES) {
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case(&bed)));
        failed.extend(result.is_err().then_some(name));
        bed.clear();
    }
    assert!(failed.is_empty(), "{failed:?}");
}
