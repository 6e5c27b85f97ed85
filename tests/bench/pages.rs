//! Web pages into articles, beside the readability port alone, and feeds, beside a feed parser alone.
//!
//! Both baselines return markup as it came; ours are blocks without furniture, checked and measured.

use criterion::{Criterion, Throughput};
use std::fmt::Write as _;
use std::hint::black_box;

/// The address that the invented pages are from.
const ADDRESS: &str = "https://example.org/rajya/khabar.html";

pub(crate) fn pages(c: &mut Criterion) {
    let page = page();
    let mut group = c.benchmark_group("read a web page of a news site");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("newsreader", |b| {
        b.iter(|| newsreader::ingest::parse_page(black_box(page.as_bytes()), None, ADDRESS));
    });
    group.bench_function("baseline: dom_smoothie alone", |b| {
        b.iter(|| {
            let text = std::str::from_utf8(black_box(page.as_bytes())).unwrap();
            let mut page = dom_smoothie::Readability::new(text, Some(ADDRESS), None).unwrap();
            page.parse().unwrap()
        });
    });
    group.finish();
}

pub(crate) fn feeds(c: &mut Criterion) {
    for (name, feed) in [
        ("read a feed of 50 summaries", feed(50, 1)),
        ("read a feed of 100 stories in full text", feed(100, 12)),
    ] {
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(feed.len() as u64));
        group.bench_function("newsreader", |b| {
            b.iter(|| newsreader::ingest::feed::read(black_box(feed.as_bytes()), ADDRESS));
        });
        group.bench_function("baseline: feed-rs alone", |b| {
            b.iter(|| feed_rs::parser::parse(black_box(feed.as_bytes())).unwrap());
        });
        group.finish();
    }
}

/// The paragraphs of an invented story, each a little different.
fn paragraphs(count: usize) -> impl Iterator<Item = String> {
    let story = include_str!("../../assets/stories/monsoon.txt");
    let lines: Vec<&str> = story.lines().filter(|line| line.len() > 120).collect();
    let lines = lines.into_iter().cycle().take(count).enumerate();
    lines.map(|(number, line)| format!("{line} ({})", number + 1))
}

/// A page as sites build them: much frame, styles and scripts, a story of twenty paragraphs.
fn page() -> String {
    let mut page = String::from(
        "<!doctype html><html lang=hi><head><meta charset=utf-8><title>मानसून आया - दैनिक उदाहरण</title>\
         <meta property=og:title content='मानसून आया'><meta property=og:site_name content='दैनिक उदाहरण'>\
         <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"मानसून आया\",\
         \"datePublished\":\"2025-06-01T10:00:00+05:30\",\"author\":{\"name\":\"आशा राव\"}}</script><style>",
    );
    for number in 0..400 {
        write!(page, ".c{number}{{margin:{number}px;color:#333}}").unwrap();
    }
    page.push_str("</style></head><body><nav class=menu><ul>");
    for number in 0..150 {
        write!(
            page,
            "<li class=item><a href=/s/{number}>विभाग {number}</a></li>"
        )
        .unwrap();
    }
    page.push_str("</ul></nav><main><article><h1>मानसून आया</h1><div class=story-body>");
    for (number, paragraph) in paragraphs(20).enumerate() {
        write!(page, "<p class=text>{paragraph}</p>").unwrap();
        if number % 5 == 4 {
            write!(page, "<figure><img src=/p/{number}.jpg alt='नदी'><figcaption>नदी का किनारा</figcaption></figure>\
                <div class=ad-slot><script>var slot={number};</script></div>").unwrap();
        }
    }
    page.push_str("</div></article><aside class=related-stories>");
    for number in 0..80 {
        write!(page, "<div class=card><a href=/k/{number}><img src=/t/{number}.jpg><h3>दूसरी खबर का लंबा शीर्षक {number}</h3></a>\
            <span class=time>2 घंटे पहले</span></div>").unwrap();
    }
    page.push_str("</aside></main><footer>दैनिक उदाहरण</footer><script>");
    for number in 0..2_000 {
        write!(page, "window.d{number}={{id:{number},k:'value'}};").unwrap();
    }
    page.push_str("</script></body></html>");
    page
}

/// A feed of `entries` stories of `paragraphs` each.
fn feed(entries: usize, count: usize) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>दैनिक उदाहरण</title>\
         <link>https://example.org/</link><description>समाचार</description>",
    );
    for number in 0..entries {
        let body: Vec<String> = paragraphs(count)
            .map(|text| format!("<p>{text} <a href=\"https://example.org/a\">और</a></p>"))
            .collect();
        let body = body.concat();
        write!(
            feed,
            "<item><title>खबर संख्या {number}</title><link>https://example.org/{number}</link>\
             <guid>https://example.org/{number}</guid><pubDate>Sun, 01 Jun 2025 10:00:00 +0530</pubDate>\
             <category>राज्य</category><description><![CDATA[{body}]]></description></item>"
        )
        .unwrap();
    }
    feed.push_str("</channel></rss>");
    feed
}
