//! Nothing is lost on the way: what is written is read again, text for text and mark for mark.

use newsreader::article::{
    Article, ArticleId, Block, ColumnAlign, DataTable, Image, LeftOut, ListItem, Mark, MarkKind,
    Media, MediaKind, Quotation, Related, RichText, Source, Subheading, TableCell, Timestamp,
};
use newsreader::ingest;
use newsreader::store::Store;
use newsreader::text::sanitize;
use proptest::prelude::*;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Clean text of any script and length; what is not clean the gate makes so.
fn text() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        6 => prop::sample::select(vec![
            'क', 'ष', 'र', 'ि', 'ी', '्', 'ं', '़', 'ङ', '१', '।', '\u{200d}', '\u{200c}', ' ', ' ', 'a', 'é', '"',
            '\\', '<', '&', '{', '中', 'ก', 'ب', '\u{1100}', '\u{301}', '❤', '\u{fe0f}', '😀', '#', '*',
        ]),
        1 => any::<char>(),
    ];
    let known = prop::sample::select(vec![
        "https://jsonfeed.org/version/1.1",
        "\"version\": \"https://jsonfeed.org/version/1\"",
        "\"blocks\": []",
        "# शीर्षक",
        "ये भी पढ़ें: कुछ",
        "By: राम",
    ]);
    let any = prop::collection::vec(letters, 0..40)
        .prop_map(|letters| letters.into_iter().collect::<String>());
    prop_oneof![12 => any, 1 => known.prop_map(str::to_owned)]
        .prop_map(|text| sanitize::clean_line(&text).into_owned())
}

fn words() -> impl Strategy<Value = String> {
    text().prop_map(|text| {
        if text.is_empty() {
            "क".to_owned()
        } else {
            text
        }
    })
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(words())
}

fn address() -> impl Strategy<Value = Option<String>> {
    let address = prop_oneof![
        "https://example\\.org/[a-z0-9?=&/]{0,20}",
        "http://उदाहरण\\.भारत/[a-z]{0,5}",
        words(),
    ];
    prop::option::of(address.prop_map(|text| sanitize::clean_line(&text).into_owned()))
        .prop_map(|address| address.filter(|address| !address.is_empty()))
}

fn moment() -> impl Strategy<Value = Option<Timestamp>> {
    let moment = (
        -60_000_000_000_i64..250_000_000_000,
        0_u32..1_000_000_000,
        -1_439_i32..=1_439,
    );
    prop::option::of(moment.prop_map(|(seconds, nanos, offset)| {
        let zone = chrono::FixedOffset::east_opt(offset * 60).unwrap();
        chrono::DateTime::from_timestamp(seconds, nanos)
            .unwrap()
            .with_timezone(&zone)
    }))
}

fn kind() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Emphasis),
        Just(MarkKind::Strong),
        Just(MarkKind::Code),
        Just(MarkKind::Superscript),
        Just(MarkKind::Subscript),
        Just(MarkKind::Strike),
        words().prop_map(|url| MarkKind::Link { url }),
        words().prop_map(|note| MarkKind::Note { note }),
    ]
}

/// One or more lines of clean text.
fn lines() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(text(), 1..4);
    prop_oneof![
        3 => text(),
        1 => lines.prop_map(|lines| sanitize::clean_lines(&lines.join("\n")).into_owned()),
    ]
}

/// Text with marks over some of its words, ordered by where they begin.
fn rich() -> impl Strategy<Value = RichText> {
    lines().prop_flat_map(marked)
}

fn marked(text: String) -> impl Strategy<Value = RichText> {
    let marks = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            kind(),
        ),
        0..5,
    );
    (Just(text), marks).prop_map(|(text, marks)| {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let mark = |(one, other, kind): (prop::sample::Index, prop::sample::Index, MarkKind)| {
            let (one, other) = (ends[one.index(ends.len())], ends[other.index(ends.len())]);
            Mark {
                start: one.min(other),
                end: one.max(other),
                kind,
            }
        };
        let marks = marks.into_iter().map(mark);
        let mut marks: Vec<Mark> = marks.filter(|mark| mark.start < mark.end).collect();
        marks.sort_by_key(|mark| mark.start);
        RichText { text, marks }
    })
}

/// A list with lists in it; an item says of its own list only what differs from the outermost one.
fn list() -> impl Strategy<Value = Block> {
    let item = (rich(), 0_u8..=15, any::<bool>(), maybe(), maybe());
    let items = prop::collection::vec(item, 0..4);
    (any::<bool>(), any::<i64>(), items).prop_map(|(ordered, start, items)| {
        let item = |item: (RichText, u8, bool, Option<String>, Option<String>)| ListItem {
            content: item.0,
            depth: item.1,
            ordered: item.2.then_some(!ordered),
            label: item.4,
            note: item.3,
        };
        Block::List {
            ordered,
            start,
            items: items.into_iter().map(item).collect(),
        }
    })
}

fn table() -> impl Strategy<Value = Block> {
    let rows = |most| {
        let row = prop::collection::vec(rich().prop_map(TableCell), 0..4);
        prop::collection::vec(row, 0..most)
    };
    let align = prop::sample::select(vec![
        ColumnAlign::Auto,
        ColumnAlign::Left,
        ColumnAlign::Center,
        ColumnAlign::Right,
    ]);
    let align = prop::collection::vec(align, 0..4);
    (caption(), rows(2), rows(4), align).prop_map(|(caption, head, rows, align)| {
        let (caption, caption_marks) = caption;
        Block::Table(DataTable {
            caption,
            caption_marks,
            head,
            rows,
            align,
        })
    })
}

/// A caption with its marks, or none.
fn caption() -> impl Strategy<Value = (Option<String>, Vec<Mark>)> {
    let is_line = |rich: &RichText| !rich.text.is_empty() && !rich.text.contains('\n');
    prop::option::of(rich().prop_filter("a line", is_line)).prop_map(|caption| {
        let RichText { text, marks } = caption.unwrap_or_default();
        (Some(text).filter(|text| !text.is_empty()), marks)
    })
}

/// Lines with spaces and tabs before their words.
fn code() -> impl Strategy<Value = String> {
    let line = ("[ \t]{0,5}", text()).prop_map(|(indent, text)| indent + &text);
    prop::collection::vec(line, 0..5).prop_map(|lines| sanitize::clean_code(&lines.join("\n")))
}

fn image() -> impl Strategy<Value = Block> {
    let words = (text(), maybe(), caption(), maybe());
    let size = (
        prop::option::of(any::<u32>()),
        prop::option::of(any::<u32>()),
    );
    (words, size).prop_map(|((url, alt, caption, credit), (width, height))| {
        let (caption, caption_marks) = caption;
        Block::Image(Image {
            url,
            alt,
            caption,
            caption_marks,
            credit,
            width,
            height,
        })
    })
}

fn media() -> impl Strategy<Value = Block> {
    let kind = prop::sample::select(vec![
        MediaKind::Video,
        MediaKind::Audio,
        MediaKind::Embed,
        MediaKind::File,
    ]);
    let words = (text(), maybe(), maybe(), maybe(), maybe());
    let size = (
        prop::option::of(any::<u64>()),
        prop::option::of(any::<u64>()),
    );
    (kind, words, size).prop_map(
        |(media, (url, title, poster, mime, site), (seconds, bytes))| {
            Block::Media(Media {
                media,
                url,
                title,
                poster,
                mime,
                seconds,
                bytes,
                site,
            })
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        rich().prop_map(Block::Paragraph),
        (text().prop_flat_map(marked), 2_u8..=6)
            .prop_map(|(content, level)| Block::Subheading(Subheading { content, level })),
        (rich(), maybe(), maybe()).prop_map(|(content, by, url)| Block::Quote(Quotation {
            content,
            by,
            url
        })),
        list(),
        table(),
        (code(), maybe()).prop_map(|(text, language)| Block::Code { text, language }),
        Just(Block::Rule),
        image(),
        media(),
    ]
}

fn beside() -> impl Strategy<Value = (Vec<Related>, Vec<LeftOut>, Vec<String>, Vec<String>)> {
    let related = (text(), address()).prop_map(|(title, url)| Related { title, url });
    let left_out = (text(), text()).prop_map(|(text, reason)| LeftOut { text, reason });
    (
        prop::collection::vec(related, 0..3),
        prop::collection::vec(left_out, 0..3),
        prop::collection::vec(text(), 0..3),
        prop::collection::vec(text(), 0..3),
    )
}

/// An article with anything in any field that can be stored: something to read, and where it is from.
fn article() -> impl Strategy<Value = Article> {
    let summary = prop::option::of(rich().prop_filter("words", |rich| !rich.text.is_empty()));
    let heads = (text(), maybe(), summary, maybe(), maybe());
    let facts = (
        moment(),
        moment(),
        address(),
        words(),
        1_u64..,
        address(),
        maybe(),
    );
    let source = prop::option::of((text(), address()).prop_map(|(name, url)| Source { name, url }));
    let blocks = prop::collection::vec(block(), 0..5);
    (heads, facts, source, blocks, beside()).prop_map(|(heads, facts, source, blocks, beside)| {
        let (headline, kicker, summary, section, language) = heads;
        let (published, updated, url, origin, id, comments, guid) = facts;
        let summary = summary.unwrap_or_default();
        let (related, left_out, authors, tags) = beside;
        let mut article = Article {
            id: ArticleId::from_bits(id),
            kicker,
            headline,
            summary: Some(summary.text).filter(|text| !text.is_empty()),
            summary_marks: summary.marks,
            authors,
            published,
            updated,
            section,
            language: language.or_else(|| Some("hi".to_owned())),
            source,
            // A guid names one article.
            guid: guid.map(|guid| format!("{guid} {id}")),
            url,
            comments,
            origin,
            tags,
            blocks,
            related,
            left_out,
        };
        if !article.says_something() {
            article.summary = Some("बस इतना।".to_owned());
        }
        article
    })
}

/// Reads what `newsreader parse` would print of `articles`.
fn read_again(articles: &[Article]) -> Vec<Article> {
    let lines = articles
        .iter()
        .map(|article| serde_json::to_string(article).unwrap() + "\n");
    let lines: String = lines.collect();
    let parsed = ingest::parse(lines.as_bytes(), "again");
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    parsed.articles
}

fn run(library: &Path, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsreader"))
        .arg("--library")
        .arg(library)
        .args(arguments)
        .env("LC_ALL", "en_US.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    output.stdout
}

/// Exports a library with `articles`, imports that into another one, and exports it again.
fn through_a_library(articles: &[Article]) {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.db", "other.db"].map(|name| folder.path().join(name));
    Store::open_or_create(&one).unwrap().put(articles).unwrap();
    let exported = run(&one, &["export"], b"");
    run(&other, &["import", "-"], &exported);
    let again = run(&other, &["export"], b"");
    assert_eq!(
        String::from_utf8(again).unwrap(),
        String::from_utf8(exported.clone()).unwrap()
    );
    let read: Vec<Article> = exported
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(read, articles);
}

proptest! {
    #[test]
    fn an_article_that_is_printed_is_read_again(article in article()) {
        let again = read_again(std::slice::from_ref(&article));
        prop_assert_eq!(&again, std::slice::from_ref(&article));
    }

    #[test]
    fn several_articles_that_are_printed_are_read_again(articles in prop::collection::vec(article(), 2..4)) {
        prop_assert_eq!(read_again(&articles), articles);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn a_library_that_is_exported_and_imported_is_the_same(
        articles in prop::collection::vec(article(), 1..6)
    ) {
        let mut articles = articles;
        for (number, article) in (1..).zip(&mut articles) {
            article.id = ArticleId::from_bits(number);
        }
        through_a_library(&articles);
    }
}

/// Whatever is read, what leaves is what is read again.
#[test]
fn what_is_read_of_anything_is_read_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest");
    let mut inputs: Vec<Vec<u8>> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(inputs.len() >= 4);
    let long_box = format!(
        "<!DOCTYPE html><html><head><title>नदी</title></head><body><article><h1>नदी का पानी रात में उतरा</h1>\
         <p>{}</p><div class='share-bar'>{}</div></article></body></html>",
        "पुलिस ने रात में सब लोगों को बताया कि पानी उतर गया है। ".repeat(20),
        "साझा करें और ".repeat(40),
    );
    let summaries = "<?xml version='1.0'?><rss version='2.0'><channel><title>छोटी टिप्पणियाँ</title>\
        <item><link>https://notes.example.org/1</link><description>पाई का मान।</description></item>\
        <item><link>https://notes.example.org/2</link><description>&lt;p&gt;गंगा का उद्गम।&lt;/p&gt;</description></item>\
        </channel></rss>";
    let code = "# शीर्षक\n\n``\n``\nf भारतीय ``\n\n`` ` `` और ` `\n";
    let jsonfeed = r#"{"headline":"JSON Feed","blocks":[{"kind":"paragraph","text":"\"version\": \"https://jsonfeed.org/version/1\" कहता है"}]}"#;
    inputs.extend(
        [long_box.as_str(), summaries, code, jsonfeed].map(|text| text.as_bytes().to_vec()),
    );
    for input in inputs {
        let articles = ingest::parse(&input, "first").articles;
        let head: String = String::from_utf8_lossy(&input).chars().take(60).collect();
        assert!(!articles.is_empty(), "{head}");
        assert_eq!(read_again(&articles), articles, "{head}");
    }
}

#[test]
fn stories_of_a_summary_alone_survive_a_library() {
    let note = |number: u64| Article {
        id: ArticleId::from_bits(number),
        summary: Some(format!("टिप्पणी {number}")),
        origin: "notes".to_owned(),
        language: Some("hi".to_owned()),
        ..Article::default()
    };
    through_a_library(&[note(1), note(2)]);
}
