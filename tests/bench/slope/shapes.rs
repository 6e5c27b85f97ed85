//! Texts that are made to keep a reader busy, each at any size.

use super::Work;

/// A text of about some bytes.
pub(super) type Shape = Box<dyn Fn(usize) -> String>;

/// `unit` as often as fits between `head` and `tail`.
fn of(head: &'static str, unit: &'static str, tail: &'static str) -> Shape {
    Box::new(move |size| {
        let count = size.saturating_sub(head.len() + tail.len()) / unit.len();
        format!("{head}{}{tail}", unit.repeat(count.max(1)))
    })
}

/// A unit for each number, so that no two are alike.
fn numbered(head: &'static str, unit: fn(usize) -> String, tail: &'static str) -> Shape {
    Box::new(move |size| {
        let mut text = head.to_owned();
        for number in 0.. {
            if text.len() + tail.len() >= size {
                break;
            }
            text.push_str(&unit(number));
        }
        text + tail
    })
}

const RSS: &str =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>क</title><item><title>ख</title>";
const END: &str = "</item></channel></rss>";
const STORY: &str = "नदी का पानी रात में गाँव तक आ गया\n";

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn feeds() -> Vec<(&'static str, Work, Shape)> {
    use Work::{Parse, Show};
    let description = |unit| {
        let head = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>क</title><item><title>ख</title><description>";
        of(head, unit, "</description></item></channel></rss>")
    };
    let content = |unit| {
        let head = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>क</title><item><title>ख</title><content:encoded><![CDATA[<p>";
        of(
            head,
            unit,
            "</p>]]></content:encoded></item></channel></rss>",
        )
    };
    vec![
        ("feed description: U+009D", Parse, description("\u{9d}")),
        ("feed description: U+0098", Parse, description("\u{98}")),
        ("feed content: U+009D", Parse, content("\u{9d}")),
        (
            "feed content: links",
            Parse,
            content("<a href='https://e.org/1'>क</a> "),
        ),
        (
            "feed content: links",
            Show,
            content("<a href='https://e.org/1'>क</a> "),
        ),
        ("feed content: bold", Show, content("<b>क</b> ")),
        (
            "feed content: list items of links",
            Show,
            content("<li><a href='https://e.org/1'>क</a>"),
        ),
        (
            "feed content: pictures",
            Show,
            content("<img src='https://e.org/1.jpg'>"),
        ),
        (
            "feed: items",
            Parse,
            of(RSS, "</item><item><title>ग</title>", END),
        ),
        (
            "feed: categories",
            Parse,
            numbered(RSS, |n| format!("<category>क{n}</category>"), END),
        ),
        (
            "feed: authors",
            Parse,
            numbered(RSS, |n| format!("<dc:creator>क{n}</dc:creator>"), END),
        ),
        (
            "feed: enclosures",
            Parse,
            numbered(
                RSS,
                |n| format!("<enclosure type='image/jpeg' url='https://e.org/{n}.jpg'/>"),
                END,
            ),
        ),
        (
            "feed: namespaces",
            Parse,
            Box::new(|size| {
                let declared = |n| format!(" xmlns:p{n}='u:{n}'");
                let declared = numbered("<rss", declared, ">")(size / 2);
                let items = "<x:a>क</x:a>".repeat(size / 28);
                format!("{declared}<channel><title>क</title>{items}</channel></rss>")
            }),
        ),
        (
            "feed: a long date",
            Parse,
            of(
                "<?xml version=\"1.0\"?><rss><channel><title>क</title><item><title>ख</title><pubDate>",
                "13 दिसंबर ",
                "</pubDate></item></channel></rss>",
            ),
        ),
        (
            "feed: a long link",
            Parse,
            of(
                "<?xml version=\"1.0\"?><rss><channel><title>क</title><item><title>ख</title><link>https://e.org/",
                "क/../",
                "</link></item></channel></rss>",
            ),
        ),
        (
            "feed: links of one item",
            Parse,
            of(RSS, "<link>x</link>", END),
        ),
        (
            "feed: references",
            Parse,
            of(
                "<?xml version=\"1.0\"?><rss><channel><title>क</title><item><title>ख</title><description>",
                "&amp;lt;b&amp;gt;क&lt;",
                "</description></item></channel></rss>",
            ),
        ),
        (
            "feed: elements within elements",
            Parse,
            of(RSS, "<description><b>क</b></description>", END),
        ),
        (
            "feed: unknown elements",
            Parse,
            numbered(RSS, |n| format!("<x{n}>क</x{n}>"), END),
        ),
        ("feed: elements without an end", Parse, of(RSS, "<b>क", END)),
        (
            "feed: ends without an element",
            Parse,
            of(RSS, "</b>क", END),
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn pages() -> Vec<(&'static str, Work, Shape)> {
    use Work::{Parse, Show};
    let page = |unit| {
        of(
            "<!DOCTYPE html><html><head><title>ख</title></head><body><article><h1>ख</h1><p>",
            unit,
            "</p></article></body></html>",
        )
    };
    vec![
        ("page: U+009D", Parse, page("\u{9d}")),
        (
            "page title: U+009D",
            Parse,
            of(
                "<!DOCTYPE html><html><head><title>",
                "\u{9d}",
                "</title></head><body><p>क</p></body></html>",
            ),
        ),
        (
            "page: paragraph of links",
            Parse,
            page("<a href='https://e.org/1'>क</a> "),
        ),
        (
            "page: paragraph of links",
            Show,
            page("<a href='https://e.org/1'>क</a> "),
        ),
        ("page: short paragraphs", Parse, page("<p>क ख ग घ ङ।")),
        (
            "page: sentences",
            Parse,
            page("नदी का पानी रात में गाँव तक आ गया। "),
        ),
        (
            "page: pictures",
            Parse,
            page("<img src='https://e.org/1.jpg' alt='क'>"),
        ),
        ("page: list items", Parse, page("<li>क ख ग")),
        (
            "page: divisions",
            Parse,
            page("<div>नदी का पानी रात में गाँव तक आ गया।</div>"),
        ),
        (
            "page: headings",
            Parse,
            page("<h2>नदी का पानी</h2><p>पुलिस ने रात में सब को बताया।</p>"),
        ),
        (
            "page: tables",
            Parse,
            page("<table><tr><td>क</td><td>१२</td></tr></table>"),
        ),
        (
            "page: figures",
            Parse,
            page("<figure><img src='https://e.org/1.jpg'><figcaption>नदी</figcaption></figure>"),
        ),
        ("page: line breaks", Parse, page("नदी का पानी<br>")),
        (
            "page: spans",
            Parse,
            page("<span class='share-bar'>नदी</span> "),
        ),
        ("page: opening brackets", Parse, page("<")),
        (
            "page: long paragraphs alike",
            Parse,
            page(
                "<p>पुलिस ने रात में सब लोगों को बताया कि पानी उतर गया है और अब कोई ख़तरा नहीं है, पर लोग अभी घर न लौटें।</p>",
            ),
        ),
        (
            "page: JSON-LD without an end",
            Parse,
            of(
                "<!DOCTYPE html><html><head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"",
                "\\\"क\n",
                "</script></head><body><p>नदी</p></body></html>",
            ),
        ),
        (
            "page: JSON-LD of stories",
            Parse,
            of(
                "<!DOCTYPE html><html><head><script type='application/ld+json'>[",
                "{\"@type\":\"NewsArticle\",\"headline\":\"क\"},",
                "{}]</script></head><body><p>नदी</p></body></html>",
            ),
        ),
        (
            "page: meta",
            Parse,
            of(
                "<!DOCTYPE html><html><head>",
                "<meta property='article:tag' content='क'>",
                "</head><body><p>नदी</p></body></html>",
            ),
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn texts() -> Vec<(&'static str, Work, Shape)> {
    use Work::{Parse, Show};
    let lines = |unit| of(STORY, unit, "");
    vec![
        ("scraped: U+009D", Parse, lines("\u{9d}")),
        ("scraped: ESC ]", Parse, lines("\u{1b}]")),
        (
            "scraped: pictures",
            Parse,
            lines("![क](https://e.org/a.jpg)\n"),
        ),
        (
            "scraped: pictures",
            Show,
            lines("![क](https://e.org/a.jpg)\n"),
        ),
        ("scraped: short lines", Parse, lines("क ख\n")),
        (
            "scraped: short lines, pictures",
            Parse,
            lines("क ख\n![क](https://e.org/a.jpg)\n"),
        ),
        ("scraped: towns", Parse, lines("दिल्ली\n")),
        (
            "scraped: in brief, towns",
            Parse,
            of("नदी का पानी रात में गाँव तक आ गया\nहाइलाइट्स\n", "दिल्ली\n", ""),
        ),
        ("scraped: in brief", Parse, lines("हाइलाइट्स\n")),
        (
            "scraped: bylines",
            Parse,
            numbered(STORY, |n| format!("By: राम{n}\n"), ""),
        ),
        ("scraped: dates", Parse, lines("13 दिसंबर 2021\n")),
        (
            "scraped: titles twice",
            Parse,
            numbered(
                "नदी का पानी रात में उतरा\nपुलिस ने रात में सब लोगों को बताया कि पानी उतर गया है।\n",
                |n| format!("नदी का पानी रात में उतरा {n}\nनदी का पानी रात में उतरा {n}\n"),
                "",
            ),
        ),
        (
            "scraped: tables, then lines",
            Parse,
            Box::new(|size| {
                let tables = "नाम और पता\nराम 12\nश्याम 13\nमोहन 14\n".repeat(size / 300);
                let lines = "नदी और पहाड़ पर\n".repeat(size / 60);
                format!("{STORY}पुलिस ने रात में सब लोगों को बताया कि पानी उतर गया है।\n{tables}{lines}")
            }),
        ),
        (
            "scraped: also read",
            Parse,
            lines("ये भी पढ़ें:\nनदी का पानी\n"),
        ),
        (
            "scraped: sentences",
            Parse,
            lines("पुलिस ने रात में सब लोगों को बताया कि पानी उतर गया है।\n"),
        ),
        (
            "scraped: two long lines",
            Parse,
            Box::new(|size| {
                let words = numbered("", |n| format!("{n:06} "), "")(size / 2);
                format!("{STORY}{words}।\n{words}।\n")
            }),
        ),
        (
            "scraped: a long headline, pictures",
            Parse,
            Box::new(|size| {
                format!(
                    "{}\n{}",
                    "क".repeat(size / 6),
                    "![क](https://e.org/a.jpg)\n".repeat(size / 60)
                )
            }),
        ),
        ("scraped: captions", Parse, lines("फोटो: राम\n")),
        ("scraped: dashes", Parse, lines("- क ख\n")),
        ("scraped: links", Parse, lines("[क](https://e.org/a) ")),
        ("scraped: links", Show, lines("[क](https://e.org/a) ")),
        ("scraped: opening brackets", Parse, lines("[क](")),
        (
            "Markdown: links",
            Parse,
            of("# ख\n\n", "[क](https://e.org/a) ", "\n"),
        ),
        (
            "Markdown: links",
            Show,
            of("# ख\n\n", "[क](https://e.org/a) ", "\n"),
        ),
        (
            "Markdown: items of links",
            Show,
            of("# ख\n\n", "- [क](https://e.org/a)\n", "\n"),
        ),
        ("Markdown: code", Show, of("# ख\n\n", "`क` ", "\n")),
        ("Markdown: emphasis", Show, of("# ख\n\n", "*क* ", "\n")),
        (
            "Markdown: pictures",
            Show,
            of("# ख\n\n", "![क](https://e.org/a.jpg)\n\n", "\n"),
        ),
        ("Markdown: U+009D", Parse, of("# ख\n\n", "\u{9d}", "\n")),
        (
            "Markdown: quotation marks",
            Parse,
            of("# ख\n\n", "> ", "क\n"),
        ),
        (
            "JSON: U+009D",
            Parse,
            of("{\"headline\":\"ख\",\"text\":\"", "\u{9d}", "\"}"),
        ),
        (
            "JSON: images",
            Parse,
            numbered(
                "{\"headline\":\"ख\",\"text\":\"![क](https://e.org/a.jpg)\",\"images\":[",
                |n| format!("\"https://e.org/{n}.jpg\","),
                "\"x\"]}",
            ),
        ),
    ]
}

pub(super) fn findings() -> Vec<(&'static str, Work, Shape)> {
    use Work::{Clean, Find, FindItself, Prepare, Wrap};
    vec![
        (
            "prepare: Hindi",
            Prepare,
            of("", "नदी का पानी रात में गाँव तक आ गया। ", ""),
        ),
        (
            "prepare: words, each once",
            Prepare,
            numbered("", |n| format!("क{n} "), ""),
        ),
        ("prepare: one word", Prepare, of("", "क", "")),
        ("prepare: conjuncts", Prepare, of("", "क्", "")),
        ("prepare: Latin", Prepare, of("", "chandrayaan ", "")),
        ("prepare: Chinese", Prepare, of("", "中文新聞", "")),
        ("prepare: Thai", Prepare, of("", "กรุงเทพเป็นเมืองหลวง", "")),
        ("prepare: hyphens", Prepare, of("", "क-", "")),
        ("prepare: digits", Prepare, of("", "1,", "")),
        ("clean: U+009D", Clean, of("", "\u{9d}", "")),
        ("clean: ESC P, backslash", Clean, of("", "\u{1b}P\\", "")),
        ("clean: marks", Clean, of("क", "\u{301}", "")),
        ("clean: joiners", Clean, of("क", "\u{200d}", "")),
        (
            "find क: Hindi",
            Find("क"),
            of("", "नदी का पानी रात में गाँव तक आ गया। ", ""),
        ),
        ("find क: क्", Find("क"), of("", "क्", "")),
        ("find w: word", Find("w"), of("", "word ", "")),
        ("find a: one word", Find("a"), of("", "a", "")),
        (
            "find pani: Hindi",
            Find("pani raat gaon"),
            of("", "नदी का पानी रात में गाँव तक आ गया। ", ""),
        ),
        ("find equal words", FindItself, of("", "क ", "")),
        ("find equal Latin words", FindItself, of("", "pani ", "")),
        (
            "wrap: Hindi",
            Wrap,
            of("", "नदी का पानी रात में गाँव तक आ गया। ", ""),
        ),
        ("wrap: one word", Wrap, of("", "क", "")),
        ("wrap: conjuncts", Wrap, of("", "क्", "")),
        ("wrap: spaces", Wrap, of("क", " ", "क")),
        ("wrap: Thai", Wrap, of("", "กรุงเทพเป็นเมืองหลวง", "")),
    ]
}
