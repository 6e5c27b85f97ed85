//! Web pages: hostile ones, charsets, and the feeds that pages declare.

use crate::ingest::assert_harmless;
use newsreader::ingest::{Parsed, feed_links, parse, parse_page};
use proptest::prelude::*;

const STORY: &str =
    "<p>यह एक लंबा अनुच्छेद है, जिसमें इतने शब्द हैं कि इसे कोई लेख मान सके, और एक और वाक्य भी है।</p>";

fn said(parsed: &Parsed) -> Vec<String> {
    parsed.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn pages_made_to_take_long_are_refused_or_parsed() {
    for (page, is_refused) in [
        (format!("<html>{}", "<div>".repeat(100_000)), true),
        (format!("<html><p {}>", "a=1 ".repeat(1_000_000)), true),
        (format!("<html>{}", "<b id=1><p>".repeat(50_000)), true),
        (format!("<html>{}", "<table><td>".repeat(50_000)), true),
        (format!("<html><svg><style>{}", "<g>".repeat(50_000)), true),
        (format!("<html>{}", "<p>क".repeat(200_000)), true),
        (format!("<html><p>{}", "&amp;".repeat(200_000)), true),
        (
            format!("<html><h1 a='{}'>क", "&quot;".repeat(200_000)),
            false,
        ),
        (format!("<html><h1>क</h1>{}", STORY.repeat(2_000)), false),
        (
            format!("<html><h1>{}</h1>{STORY}", "क".repeat(1_000_000)),
            false,
        ),
        (
            format!("<html><h1>क</h1><!--{}", "<!--".repeat(200_000)),
            false,
        ),
        (
            format!("<html><h1>क</h1><a href='{}'>", "<".repeat(400_000)),
            false,
        ),
        (
            format!(
                "<html><script type=application/ld+json>{}</script><h1>क</h1>",
                "[".repeat(100_000)
            ),
            false,
        ),
    ] {
        let head: String = page.chars().take(60).collect();
        let parsed = parse(page.as_bytes(), "f");
        assert_eq!(
            parsed.articles.is_empty(),
            is_refused,
            "{head}: {:?}",
            said(&parsed)
        );
        if is_refused {
            assert_ne!(parsed.problems, [], "{head}");
        }
    }
}

#[test]
fn scripts_do_not_get_through() {
    let page = format!(
        "<html><head><base href='javascript:x'><title>शीर्षक</title><link rel=canonical href='javascript:alert(1)'>\
         <meta property=og:image content='data:text/html,x'></head><body><h1>शीर्षक</h1>{STORY}{STORY}\
         <iframe srcdoc=\"<p>भीतर का पन्ना</p><script>alert(1)</script>\"></iframe><img src=x onerror=alert(1)>\
         <p>एक <a href='javascript:alert(1)'>कड़ी</a>, एक <a href='JaVaScRiPt:alert(1)'>और</a>, <a href='file:///etc/passwd'>एक</a> \
         <a href='ms-msdt:x'>और</a> <a href='-flag'>एक</a>, और बाक़ी शब्द जो अनुच्छेद को पूरा करते हैं।</p><svg onload=alert(1)></svg>{STORY}"
    );
    let parsed = parse(page.as_bytes(), "f");
    let printed = serde_json::to_string(&parsed.articles).unwrap();
    for bad in [
        "javascript",
        "onerror",
        "srcdoc",
        "alert",
        "file:",
        "ms-msdt",
        "-flag",
        "data:",
        "भीतर",
    ] {
        assert!(!printed.to_lowercase().contains(bad), "{bad}: {printed}");
    }
    assert!(printed.contains("कड़ी"));
}

#[test]
fn escaped_control_sequences_do_not_get_through() {
    let bad = "&#27;]0;x&#7;क&#x9b;31mख&#x202e;ग&amp;#27;[2J";
    let page = format!(
        "<html lang='{bad}'><head><title>{bad}</title><meta name=author content='{bad}'><meta name=keywords content='{bad},{bad}'>\
         <meta property=article:section content='{bad}'><meta property=og:site_name content='{bad}'><meta name=description content='{bad}'>\
         <meta property=og:image content='https://x.example/{bad}.jpg'><link rel=canonical href='https://x.example/{bad}'>\
         <link rel=alternate type=application/rss+xml title='{bad}' href='https://x.example/{bad}'></head>\
         <body><h1>{bad}</h1><p>ये भी पढ़ें: <a href='https://x.example/{bad}'>{bad} एक और ख़बर</a></p>{STORY}<p>{bad} {bad}</p>\
         <figure><img src='https://x.example/{bad}' alt='{bad}'><figcaption>{bad}</figcaption></figure>{STORY}<div class=share>{bad}</div>"
    );
    let parsed = parse(page.as_bytes(), "f");
    assert_eq!(parsed.articles.len(), 1);
    assert_harmless(&serde_json::to_value(&parsed.articles).unwrap());
    for link in feed_links(page.as_bytes(), "https://x.example/") {
        assert_harmless(&serde_json::json!([link.title, link.url]));
    }
}

#[test]
fn the_server_may_declare_the_charset() {
    let page = b"<html><h1>caf\xe9</h1><p>un caf\xe9";
    let parsed = parse_page(page, Some("iso-8859-1"), "https://x.example/a");
    assert_eq!(parsed.articles[0].headline, "café");
    assert_eq!(
        parsed.articles[0].url.as_deref(),
        Some("https://x.example/a")
    );
    assert_eq!(parsed.problems, []);
}

#[test]
fn articles_for_subscribers_give_a_problem() {
    let page = format!(
        "<html><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"क\",\"isAccessibleForFree\":false}}</script>{STORY}"
    );
    let parsed = parse(page.as_bytes(), "f");
    assert_eq!(
        said(&parsed),
        ["f: the publisher lets only subscribers read all of it; what the page shows was read"]
    );
}

#[test]
fn declared_feeds_are_found() {
    let page = "<html><head><base href='https://x.example/hindi/'>\
        <link rel='alternate' type='application/rss+xml' title='राज्य &amp; देश' href='rss.xml'>\
        <link rel=ALTERNATE type='application/atom+xml; charset=utf-8' href='//y.example/atom'>\
        <link rel='alternate' hreflang=en href='/en'><link rel=alternate type=application/json+oembed href='/o'>\
        <link rel=alternate type=application/rss+xml href='javascript:x'><link rel=alternate type=application/rss+xml href='rss.xml'>";
    let links = feed_links(page.as_bytes(), "https://z.example/");
    let told: Vec<(Option<&str>, &str)> = links
        .iter()
        .map(|link| (link.title.as_deref(), link.url.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("राज्य & देश"), "https://x.example/hindi/rss.xml"),
            (None, "https://y.example/atom")
        ]
    );
    assert_eq!(feed_links(b"\x89PNG", "https://z.example/"), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_in_a_page_are_parsed_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let page = [&b"<html>"[..], &bytes].concat();
        let parsed = parse(&page, "f");
        assert_harmless(&serde_json::to_value(&parsed.articles).unwrap());
    }

    #[test]
    fn any_order_of_tags_is_parsed_without_a_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div class=related>", "</div>", "<a href=/x>", "</a>", "<table>", "<td>", "</table>", "<ul>", "<li>",
            "</ul>", "<blockquote>", "</blockquote>", "<h1>", "</h1>", "<h2>", "<img data-src=/i.jpg>", "<figure>", "<figcaption>",
            "</figcaption>", "</figure>", "<svg>", "</svg>", "<template>", "<form>", "<b>", "</b>", "<script>", "</script>",
            "एक लंबा वाक्य जिसमें बहुत से शब्द हैं, और जो अनुच्छेद बन सकता है।", "ये भी पढ़ें", "<p class=caption>", "<br><br>",
        ]), 0..120)
    ) {
        let page = format!("<html>{}", pieces.concat());
        let parsed = parse(page.as_bytes(), "f");
        assert_harmless(&serde_json::to_value(&parsed.articles).unwrap());
        prop_assert!(parsed.problems.iter().all(|problem| !problem.what.contains("taken apart")));
    }
}
