//! Parsing bytes into articles: the reference article, hostile bytes, and the exchange format.

use crate::material::{Material, passed_over};
use newsreader::article::{Article, Block, Image};
use newsreader::ingest::{Parsed, parse};
use proptest::prelude::*;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the reference article, if it is at hand: it belongs to a publisher and is not part of the
/// repository.
fn reference() -> Option<Article> {
    let folder = std::fs::read_dir(root().join("../shared/seed")).ok()?;
    let path = folder
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "txt"))?;
    let bytes = std::fs::read(&path).ok()?;
    parse(&bytes, "seed.txt").articles.into_iter().next()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one article, part by part")]
fn the_reference_article_is_parsed_exactly() {
    let Some(article) = reference() else {
        passed_over(Material::ReferenceArticle);
        return;
    };
    assert_eq!(article.kicker.as_deref(), Some("China-Russia Meeting"));
    assert!(
        article
            .headline
            .starts_with("शी जिनपिंग और व्लादिमीर पुतिन 15 दिसंबर")
    );
    assert!(
        article
            .summary
            .is_some_and(|summary| summary.ends_with("बैठक करेंगे."))
    );
    let kinds: Vec<&str> = article.blocks.iter().map(kind).collect();
    assert_eq!(
        kinds,
        [
            "image",
            "paragraph",
            "subheading",
            "paragraph",
            "subheading",
            "paragraph"
        ]
    );
    let Block::Image(Image { caption, .. }) = &article.blocks[0] else {
        panic!()
    };
    assert_eq!(
        caption.as_deref(),
        Some(
            "Chinese President Xi Jinping and Russian President Vladimir Putin hold a virtual meeting on December 15"
        )
    );
    let headings: Vec<&str> = article
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Subheading(heading) => Some(heading.content.text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        headings,
        [
            "चीन और रूस के राष्ट्रपति के बीच होगी बैठक",
            "रूस और चीन के बीच कैसे हैं संबंध?"
        ]
    );
    assert_eq!(article.related.len(), 1);
    assert!(article.related[0].title.starts_with("Russia: हायपरसॉनिक"));
    let left_out: Vec<&str> = article
        .left_out
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(left_out.len(), 6);
    for part in ["ये भी पढ़ें:", "ट्रेंडिंग न्यूज", "टॉप हेडलाइंस"]
    {
        assert!(left_out.contains(&part), "{part}");
    }
}

fn kind(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) => "paragraph",
        Block::Subheading(_) => "subheading",
        Block::Image(_) => "image",
        Block::Quote(_) => "quote",
        Block::List { .. } => "list",
        Block::Table(_) => "table",
        Block::Code { .. } => "code",
        Block::Media(_) => "media",
        Block::Rule => "rule",
    }
}

#[test]
fn each_fixture_gives_its_golden_article() {
    let folder = root().join("tests/fixtures/ingest");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let parsed = parse(&std::fs::read(&path).unwrap(), &name);
        let Parsed {
            articles,
            problems,
            is_cut,
        } = parsed;
        assert!(!is_cut);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let text = format!(
            "{}\n{problems:#?}",
            serde_json::to_string_pretty(&articles).unwrap()
        );
        insta::assert_snapshot!(format!("ingest_{name}"), text);
        count += 1;
    }
    assert!(count >= 4);
}

#[test]
fn what_is_printed_fits_the_schema() {
    let schema: serde_json::Value =
        serde_json::from_slice(&std::fs::read(root().join("assets/article.schema.json")).unwrap())
            .unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("article.json", schema).unwrap();
    let index = compiler.compile("article.json", &mut schemas).unwrap();
    for article in crate::support::bundled().into_iter().chain(reference()) {
        let value = serde_json::to_value(&article).unwrap();
        if let Err(error) = schemas.validate(&value, index) {
            panic!("{}: {error}", article.origin);
        }
    }
}

#[test]
fn the_exchange_format_is_parsed_without_loss() {
    let articles = crate::support::bundled();
    let lines: Vec<String> = articles
        .iter()
        .map(|a| serde_json::to_string(a).unwrap())
        .collect();
    let parsed = parse(lines.join("\n").as_bytes(), "again.jsonl");
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.articles, articles);
    for article in &articles {
        let pretty = serde_json::to_string_pretty(article).unwrap();
        assert_eq!(&parse(pretty.as_bytes(), "x").articles[0], article);
    }
}

#[test]
fn one_bad_line_costs_only_itself() {
    let text = "{\"title\":\"एक\"}\n{\"title\": oops}\n{\"title\":\"दो\"}\n";
    let parsed = parse(text.as_bytes(), "feed.jsonl");
    assert_eq!(parsed.articles.len(), 2);
    let remarks: Vec<String> = parsed.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        remarks,
        ["feed.jsonl:2: not JSON (expected value at column 11); the other 2 lines were read"]
    );
}

#[test]
fn unreadable_input_gives_a_problem() {
    for (bytes, expected) in [
        (&b""[..], "f: empty; nothing was read"),
        (
            b"\xff\xd8\xff\xe0\0\0",
            "f: not text (JPEG image); nothing was read",
        ),
        (
            b"{\"title\": ",
            "f:1: not JSON (EOF while parsing a value at column 10); nothing was read",
        ),
        (
            b"<html><script>",
            "f: a web page without a story; nothing was read",
        ),
        (
            b"{\"a\": 1}",
            "f: article 1 has neither a headline nor a text; it was passed over",
        ),
    ] {
        let parsed = parse(bytes, "f");
        let said: Vec<String> = parsed.problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, [expected]);
        assert!(parsed.articles.is_empty());
    }
}

/// Texts that have harmed other programs; each is put into every field of every format.
const HOSTILE: [&str; 10] = [
    "\u{1b}]0;x\u{7}शीर्षक",
    "\u{1b}]0;x\u{1b}\\शीर्षक",
    "\u{9b}31mलाल\u{9d}0;x\u{9c}",
    "\u{1b}]52;c;QUJD",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}[21t\u{1b}[6n\u{1b}[c",
    "\u{1b}]8;;file:///etc/passwd\u{1b}\\x\u{1b}]8;;\u{1b}\\",
    "ab\u{202e}cd\u{2067}ef",
    "a\u{2028}b\u{85}c\u{b}d\u{c}e\rf",
    "क\u{301}\u{301}\u{200d}\u{200d}\u{200d}\u{feff}\u{e0041}",
];

#[test]
fn no_control_sequence_gets_through() {
    for bad in HOSTILE {
        let json = serde_json::json!({
            "title": bad, "summary": bad, "author": bad, "text": format!("{bad} पाठ है।\n{bad}"),
            "image": format!("https://example.org/{bad}"), "related": [{"title": bad, "url": bad}], "tags": [bad],
        });
        let markdown = format!(
            "---\ntitle: \"{bad}\"\n---\n{bad} **{bad}** [{bad}](https://x.org/{bad})\n\n![{bad}](https://x.org)\n"
        );
        let plain = format!(
            "{bad}\n{bad} पाठ है।\n![{bad}](https://example.org/a.jpg)\nये भी पढ़ें: {bad}\n{bad}\n"
        );
        let feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1", "title": bad, "language": bad,
            "items": [{"id": bad, "title": bad, "content_html": format!("<p>{bad}</p><img src='https://x.org/{bad}' alt='{bad}'>"),
                "url": format!("https://x.org/{bad}"), "tags": [bad], "authors": [{"name": bad}]}],
        });
        let rss = format!(
            "<rss><channel><title>{bad}</title><item><title>{bad} &#27;[31m</title><link>https://x.org/{bad}</link>\
             <author>{bad}</author><description>{bad}<br>&lt;a href='https://x.org/{bad}'&gt;{bad}&lt;/a&gt;</description></item>"
        );
        let page = format!(
            "<html lang='{bad}'><head><title>{bad}</title><meta name=author content='{bad}'><meta property=og:url content='https://x.org/{bad}'>\
             <script type=application/ld+json>{}</script></head><body><h1>{bad}</h1><p>{bad} पाठ है।<p><a href='https://x.org/{bad}'>{bad}</a>\
             <img src='https://x.org/{bad}' alt='{bad}'>",
            serde_json::json!({"@type": "NewsArticle", "headline": bad, "articleBody": bad, "keywords": [bad], "author": bad, "image": bad}),
        );
        for input in [
            json.to_string(),
            markdown,
            plain,
            feed.to_string(),
            rss,
            page,
        ] {
            let parsed = parse(input.as_bytes(), "f");
            let printed = serde_json::to_value(&parsed.articles).unwrap();
            assert_harmless(&printed);
            assert!(!parsed.articles.is_empty(), "{input:?}");
        }
    }
}

/// The fields in which a line break may be: texts, items, cells, the summary.
const WITH_BREAKS: [&str; 5] = ["text", "items", "head", "rows", "summary"];

pub(crate) fn assert_harmless(value: &serde_json::Value) {
    assert_harmless_but(value, &[]);
}

/// Asserts that no text of `value` has a control character except those in `allowed`.
fn assert_harmless_but(value: &serde_json::Value, allowed: &[char]) {
    match value {
        serde_json::Value::String(text) => {
            let bad = |c: char| {
                c.is_control() && !allowed.contains(&c)
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
            };
            assert!(!text.contains(bad), "{text:?}");
        }
        serde_json::Value::Array(values) => {
            let values = values.iter();
            values.for_each(|value| assert_harmless_but(value, allowed));
        }
        serde_json::Value::Object(fields) => {
            let is_code = fields.get("kind").is_some_and(|kind| kind == "code");
            for (name, value) in fields {
                let allowed: &[char] = match name.as_str() {
                    "text" if is_code => &['\n', '\t'],
                    name if WITH_BREAKS.contains(&name) => &['\n'],
                    _ => &[],
                };
                assert_harmless_but(value, allowed);
            }
        }
        _ => {}
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = "[".repeat(200_000);
    assert!(parse(deep.as_bytes(), "f").articles.is_empty());
    let long = format!("{}\n", "क".repeat(1_000_000));
    assert_eq!(parse(long.as_bytes(), "f").articles.len(), 1);
    let deep = format!("<rss><item><title>{}", "<a>".repeat(200_000));
    assert!(parse(deep.as_bytes(), "f").articles.len() <= 1);
    let body = format!(
        "<rss><item><title>x</title><description><![CDATA[{}",
        "<script><li><b>".repeat(50_000)
    );
    assert!(parse(body.as_bytes(), "f").articles.len() <= 1);
    let items = format!("<rss>{}", "<item><title>x</title></item>".repeat(10_010));
    assert_eq!(parse(items.as_bytes(), "f").articles.len(), 10_000);
    let marks = format!("a{}", "\u{301}".repeat(5_000));
    assert!(parse(marks.as_bytes(), "f").articles[0].headline.len() < 200);
}

proptest! {
    #[test]
    fn any_bytes_are_parsed_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let parsed = parse(&bytes, "f");
        assert_harmless(&serde_json::to_value(&parsed.articles).unwrap());
    }

    #[test]
    fn damaged_feeds_are_parsed_without_a_panic(
        which in 0_usize..3, cut in 0_usize..3000, byte in any::<u8>(), at in 0_usize..3000
    ) {
        let name = ["rss_hindi.xml", "atom_relative.xml", "feed.json"][which];
        let mut bytes = std::fs::read(root().join("tests/fixtures/ingest").join(name)).unwrap();
        bytes.truncate(bytes.len().saturating_sub(cut));
        let length = bytes.len().max(1);
        if let Some(place) = bytes.get_mut(at % length) {
            *place = byte;
        }
        let feed = newsreader::ingest::feed::read(&bytes, name);
        for entry in &feed.entries {
            assert_harmless(&serde_json::to_value(&entry.article).unwrap());
        }
    }

    #[test]
    fn damaged_articles_are_parsed_without_a_panic(
        which in 0_usize..15, cut in 0_usize..4000, byte in any::<u8>(), at in 0_usize..4000
    ) {
        let (name, bytes) = newsreader::bundled::STORIES[which];
        let mut bytes = bytes.to_vec();
        bytes.truncate(bytes.len().saturating_sub(cut));
        let length = bytes.len().max(1);
        if let Some(place) = bytes.get_mut(at % length) {
            *place = byte;
        }
        let parsed = parse(&bytes, name);
        assert_harmless(&serde_json::to_value(&parsed.articles).unwrap());
    }
}

#[test]
fn a_feed_has_a_delay() {
    for (said, minutes) in [
        ("<ttl>15</ttl>", Some(15)),
        ("<ttl> 0 </ttl>", Some(0)),
        ("<ttl>soon</ttl>", None),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
            Some(30),
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", Some(24 * 60)),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            Some(24 * 60),
        ),
        ("", None),
    ] {
        let feed = format!("<rss><channel><title>a</title>{said}</channel></rss>");
        let read = newsreader::ingest::feed::read(feed.as_bytes(), "f");
        let expected = minutes.map(|minutes| std::time::Duration::from_secs(60 * minutes));
        assert_eq!(read.ttl, expected, "{said}");
    }
}
