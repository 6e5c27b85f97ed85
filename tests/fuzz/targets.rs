//! What takes strangers' bytes, each with what must hold of its answers.

use crate::application::application;
use crate::oracle::{self, Verdict, are_clean, ensure, is_clean};
use newsreader::ingest::{Parsed, feed, feed_links, opml, parse, parse_date, parse_page};
use newsreader::search::{Folded, LibraryQuery, Query, tokens};
use newsreader::sync::robots::RobotsRules;
use newsreader::sync::schedule;
use newsreader::terminal::calibrate::{Ask, read_answers};
use newsreader::text::clean_text::CleanText;
use newsreader::text::cluster::clusters;
use newsreader::text::measure::Measure as _;
use newsreader::text::sanitize;
use newsreader::text::truncate::{clamp, truncate};
use newsreader::text::width::WidthProfile;
use newsreader::text::wrap::{Fill, wrap};
use newsreader::words::{Language, age, day_and_time};

/// Something that takes bytes.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Where its inputs start from, below `tests`.
    pub(crate) seeds: &'static [&'static str],
    pub(crate) check: fn(&[u8]) -> Verdict,
}

pub(crate) const TARGETS: [Target; 11] = [
    Target {
        name: "feeds",
        seeds: &["fuzz/corpus/feeds", "fixtures/ingest"],
        check: feeds,
    },
    Target {
        name: "pages",
        seeds: &["fuzz/corpus/pages", "fixtures/ingest"],
        check: pages,
    },
    Target {
        name: "json",
        seeds: &["fuzz/corpus/json"],
        check: any_format,
    },
    Target {
        name: "text",
        seeds: &["fuzz/corpus/text", "fixtures/ingest"],
        check: any_format,
    },
    Target {
        name: "opml",
        seeds: &["fuzz/corpus/opml"],
        check: lists,
    },
    Target {
        name: "query",
        seeds: &["fuzz/corpus/query"],
        check: query,
    },
    Target {
        name: "wrap",
        seeds: &["fuzz/corpus/text", "fuzz/corpus/query"],
        check: wrapping,
    },
    Target {
        name: "date",
        seeds: &["fuzz/corpus/date"],
        check: date,
    },
    Target {
        name: "robots",
        seeds: &["fuzz/corpus/robots"],
        check: robots,
    },
    Target {
        name: "answers",
        seeds: &["fuzz/corpus/answers"],
        check: answers,
    },
    Target {
        name: "application",
        seeds: &[
            "fuzz/corpus/feeds",
            "fuzz/corpus/json",
            "fuzz/corpus/text",
            "fixtures/ingest",
        ],
        check: application,
    },
];

/// Names of files and addresses that inputs are said to come from.
const ORIGINS: [&str; 3] = [
    "-",
    "https://example.org/a/b",
    "a\u{1b}]0;x\u{7}\u{202e}.txt",
];

fn origin_of(bytes: &[u8]) -> &'static str {
    ORIGINS[bytes.len() % ORIGINS.len()]
}

/// What holds of all that was read of `bytes`.
fn read(parsed: &Parsed, bytes: &[u8]) -> Verdict {
    for problem in &parsed.problems {
        is_clean(&problem.to_string(), "a remark")?;
    }
    for article in parsed.articles.iter().take(20) {
        oracle::article(article, bytes.len())?;
    }
    let profile = WidthProfile::named("xterm").unwrap_or_default();
    parsed.articles.iter().take(2).try_for_each(|article| {
        let width = [1, 9, 40, 66][bytes.len() % 4];
        oracle::document(article, width, &profile)
    })
}

fn any_format(bytes: &[u8]) -> Verdict {
    let parsed = parse(bytes, origin_of(bytes));
    ensure(parsed == parse(bytes, origin_of(bytes)), || {
        "another answer the second time".to_owned()
    })?;
    read(&parsed, bytes)
}

fn feeds(bytes: &[u8]) -> Verdict {
    any_format(bytes)?;
    let feed = feed::read(bytes, origin_of(bytes));
    let fields = serde_json::json!([
        feed.title,
        feed.link,
        feed.description,
        feed.language,
        feed.author
    ]);
    are_clean(&fields, "the feed")?;
    for entry in &feed.entries {
        are_clean(
            &serde_json::json!([entry.id, entry.summary, entry.content]),
            "an entry",
        )?;
    }
    let problems = feed.problems.clone();
    let articles = feed.into_articles(origin_of(bytes));
    let parsed = Parsed {
        articles,
        problems,
        ..Parsed::default()
    };
    read(&parsed, bytes)
}

fn pages(bytes: &[u8]) -> Verdict {
    let charset = [None, Some("utf-16"), Some("windows-1252"), Some("x\u{1b}")][bytes.len() % 4];
    read(
        &parse_page(bytes, charset, "https://example.org/a/b"),
        bytes,
    )?;
    for link in feed_links(bytes, "https://example.org/a/b") {
        is_clean(&link.url, "the address of a feed")?;
        is_clean(
            link.title.as_deref().unwrap_or_default(),
            "the title of a feed",
        )?;
    }
    Ok(())
}

fn lists(bytes: &[u8]) -> Verdict {
    let list = opml::read(bytes, origin_of(bytes));
    for problem in &list.problems {
        is_clean(&problem.to_string(), "a remark")?;
    }
    let texts = list
        .feeds
        .iter()
        .map(|feed| serde_json::json!([feed.title, feed.xml_url, feed.html_url, feed.folders]));
    are_clean(&texts.collect(), "a list of feeds")?;
    let again = opml::read(opml::write("x", &list.feeds).as_bytes(), "again");
    ensure(again.feeds.len() == list.feeds.len(), || {
        "a list that was written has other feeds".to_owned()
    })
}

fn query(bytes: &[u8]) -> Verdict {
    let text = String::from_utf8_lossy(bytes);
    // What is typed into the line of a search is seldom longer.
    let typed: String = text.chars().take(300).collect();
    let mut question = LibraryQuery::new(&typed);
    question.leave_open();
    let query = Query::new(&typed);
    for within in [
        "राष्ट्रपति पुतिन ने कहा: क्षेत्रीय समाचार, Café in Москва 東京",
        &typed,
    ] {
        for hit in query.hits(within) {
            ensure(
                within.get(hit.clone()).is_some_and(|hit| !hit.is_empty()),
                || format!("a hit at {hit:?} of {within:?}"),
            )?;
        }
        query.matches(&Folded::of(within));
    }
    ensure(tokens(&typed).iter().all(|token| !token.is_empty()), || {
        "an empty word".to_owned()
    })
}

fn wrapping(bytes: &[u8]) -> Verdict {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let clean = sanitize::clean_line(&text).into_owned();
    is_clean(&clean, "a line")?;
    ensure(sanitize::clean_line(&clean) == clean, || {
        format!("cleaning changes {clean:?} again")
    })?;
    is_clean(&CleanText::from(text.as_str()), "what is said")?;
    ensure(
        !sanitize::strip_controls(&text).contains(sanitize::is_terminal_control),
        || "a control is passed on".to_owned(),
    )?;
    let name = *["sum", "kitty", "xterm", "vte"]
        .get(text.len() % 4)
        .unwrap_or(&"sum");
    let profile = WidthProfile::named(name).unwrap_or_default();
    let width = [2, 7, 24, 66][clean.len() % 4];
    let mut end = 0;
    for row in wrap(&clean, width, Fill::Even, &profile) {
        let piece = clean.get(row.range.clone()).ok_or("a row off a letter")?;
        let between = clean.get(end..row.range.start).ok_or("rows that overlap")?;
        ensure(between.trim().is_empty(), || format!("{between:?} is lost"))?;
        end = row.range.end;
        let is_one = clusters(piece).nth(1).is_none();
        ensure(row.width <= width || is_one, || {
            format!("a row of {} cells at {width}", row.width)
        })?;
    }
    ensure(
        clean.get(end..).is_some_and(|rest| rest.trim().is_empty()),
        || "the end is lost".to_owned(),
    )?;
    let cut = truncate(&clean, width, &profile);
    ensure(profile.width(&cut) <= width, || {
        format!("cut to {cut:?} at {width}")
    })?;
    ensure(clamp(&clean, width, 3, &profile).len() <= 3, || {
        "more lines than asked for".to_owned()
    })
}

fn date(bytes: &[u8]) -> Verdict {
    let text = String::from_utf8_lossy(bytes);
    schedule::retry_after(&text, 1_790_000_000);
    schedule::lifetime(&text);
    let Some(date) = parse_date(&text) else {
        return Ok(());
    };
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-24T12:00:00+05:30")
        .map_err(|error| error.to_string())?;
    for language in [Language::Hindi, Language::English] {
        is_clean(&age(&date, &now, language), "an age")?;
        is_clean(&day_and_time(&date, language), "a day")?;
    }
    let json = serde_json::to_string(&date).map_err(|error| error.to_string())?;
    let again = serde_json::from_str(&json);
    ensure(
        again.is_ok_and(|again: newsreader::article::Timestamp| again == date),
        || format!("{json} does not come back"),
    )
}

fn robots(bytes: &[u8]) -> Verdict {
    let rules = RobotsRules::read(bytes, "newsreader");
    for path in ["/", "/a/b.html?x=y", "/%E0%A4%95", &"/a".repeat(500)] {
        let allows = rules.allows(path);
        ensure(allows == rules.allows(path), || {
            format!("{path} is {allows} once")
        })?;
    }
    ensure(!RobotsRules::nothing().allows("/"), || {
        "nothing allows something".to_owned()
    })
}

fn answers(bytes: &[u8]) -> Verdict {
    let probes = ["का", "क्ष"].map(str::to_owned);
    for ask in [Ask::All, Ask::AllUntitled, Ask::ProbesOnly, Ask::CellSize] {
        let findings = read_answers(ask, &probes, bytes);
        is_clean(
            findings.name.as_deref().unwrap_or_default(),
            "the name of a terminal",
        )?;
        let mut profile = WidthProfile::default();
        profile.learn(&findings.seen);
    }
    Ok(())
}
