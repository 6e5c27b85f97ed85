//! Converts fragments of HTML into blocks, or into one line of text.
//!
//! The input is a fragment from a feed, or the extracted body of a page, so a single pass over the
//! tags is enough. Scripts and styles are dropped with their content; of unknown tags the content
//! is kept.

mod builder;
mod lists;
mod math;
mod media;
mod picture_source;
mod rich_text;
mod table;
mod tidy;
mod tokens;

use super::address::BaseUrl;
use super::entity;
use crate::article::{Block, LeftOut, RichText};
use builder::HtmlBuilder;
pub(super) use builder::is_post;
pub(super) use picture_source::{other_attributes, picture_source};
pub(super) use rich_text::{append, cut_marks, loses_link, one_line};
pub(super) use tidy::tidy;
use tokens::{HtmlToken, HtmlTokens, breaks};
pub(super) use tokens::{MEDIA_ELEMENTS, attribute};

/// The maximum number of blocks of one body.
const MOST_BLOCKS: usize = 10_000;

/// The reason for leaving out what follows the last block or cell that was read.
const BEYOND: &str = "beyond the largest body that is read";

/// The longest text of a field, in bytes.
const LONGEST_WORDS: usize = 20_000;

/// The attribute of an `img` element that contains the element for which it stands, one of
/// [`MEDIA_ELEMENTS`].
pub(super) const MEDIA_ATTRIBUTE: &str = "data-media";

/// The attribute of a `blockquote` element that is a post of a social site.
pub(super) const POST_ATTRIBUTE: &str = "data-post";

/// Separates two paragraphs within text, as a paragraph's end tag would.
pub(super) const PARAGRAPH_SEPARATOR: char = '\u{2029}';

/// Whether a text is HTML: it contains an end tag, a line break, an image or a character reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    let reference = entity::unescape(text) != text;
    let lower = text.to_ascii_lowercase();
    reference
        || lower.contains("</")
        || lower.contains("<br")
        || lower.contains("<img")
        || lower.contains("/>")
}

/// Returns the text of `html` as one clean line of at most `most` bytes.
pub(super) fn line_of(html: &str, most: usize) -> String {
    let mut text = String::new();
    for piece in HtmlTokens::new(html) {
        match piece {
            HtmlToken::Text(piece) => text.push_str(&entity::unescape(piece)),
            HtmlToken::Start(name, _) | HtmlToken::End(name) if breaks(&name) => text.push(' '),
            HtmlToken::Whole(name, attributes, inner) if name == "math" => {
                text.push_str(&math::formula(attributes, inner));
            }
            HtmlToken::Start(..)
            | HtmlToken::End(_)
            | HtmlToken::Whole(..)
            | HtmlToken::WithoutScripts(_) => {}
        }
        if text.len() > most {
            text.truncate(head(&text, most).len());
            break;
        }
    }
    one_line(&text)
}

/// Returns the text of a field of metadata. References are resolved twice, because many sites escape twice.
pub(super) fn words(text: &str) -> Option<String> {
    let mut line = line_of(text, LONGEST_WORDS);
    if line.contains('&') && line.contains(';') {
        line = line_of(&line, LONGEST_WORDS);
    }
    Some(line).filter(|line| !line.is_empty())
}

/// Returns the longest prefix of `text` that has at most `most` bytes.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Returns the address of what the element in `html` shows, if that is for the reader.
pub(super) fn media_address(html: &str) -> Option<String> {
    let HtmlToken::Whole(name, attributes, inner) = HtmlTokens::new(html).next()? else {
        return None;
    };
    // The address is only a placeholder here, so its base does not matter.
    let base = BaseUrl::of("https://page.invalid/");
    media::media_of(&name, attributes, inner, &base).map(|media| media.url)
}

/// Returns the first address that a text links to.
pub(super) fn first_link(text: &RichText) -> Option<&str> {
    text.marks.iter().find_map(|mark| mark.kind.address())
}

/// Returns the blocks of `html`, with addresses resolved against `base`.
pub(super) fn blocks_of(html: &str, base: &BaseUrl) -> Vec<Block> {
    let (blocks, _rest) = body_of(html, base);
    blocks
}

/// Returns the blocks of `html`, with addresses resolved against `base`, and the beginning of the
/// text that was left out because the body is too large.
pub(super) fn body_of(html: &str, base: &BaseUrl) -> (Vec<Block>, Option<LeftOut>) {
    let mut writer = HtmlBuilder::new(base);
    let rest = writer.add(html);
    let mut blocks = writer.finish();
    tidy(&mut blocks);
    let rest = rest.map(|rest| line_of(rest, LONGEST_WORDS));
    let rest = rest.filter(|text| !text.is_empty()).map(|text| LeftOut {
        text,
        reason: BEYOND.to_owned(),
    });
    (blocks, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_removed_and_text_stays() {
        for (html, expected) in [
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("<b>एक</b>दो", "एकदो"),
            ("<p>एक</p><p>दो", "एक दो"),
            ("क<script>x</script>ख<style>y", "कखy"),
            ("क<!-- <b> -->ख<!-- ग", "कख<!-- ग"),
            ("<a title='>'>क</a>&nbsp;ख", "क ख"),
            ("<a title=\"x>क</a>", "क"),
        ] {
            assert_eq!(line_of(html, 1000), expected, "{html}");
        }
    }

    #[test]
    fn bodies_become_blocks() {
        let html = "शुरू<br>पंक्ति<br><br>दूसरा <a href='/x'>कड़ी</a><p>तीसरा <b>ज़ोर</b>\
            <ol><li>एक<ul><li>भीतर</ul><li>दो</ol><img src=p.gif width=1 height=1><figure><img src=b.jpg><figcaption>नदी</figcaption></figure>";
        let blocks = blocks_of(html, &BaseUrl::of("https://example.org/"));
        let json: Vec<String> = blocks
            .iter()
            .map(|block| serde_json::to_string(block).unwrap())
            .collect();
        assert_eq!(
            json,
            [
                r#"{"kind":"paragraph","text":"शुरू\nपंक्ति"}"#,
                r#"{"kind":"paragraph","text":"दूसरा कड़ी","marks":[{"start":16,"end":28,"mark":"link","url":"https://example.org/x"}]}"#,
                r#"{"kind":"paragraph","text":"तीसरा ज़ोर","marks":[{"start":16,"end":28,"mark":"strong"}]}"#,
                r#"{"kind":"list","ordered":true,"items":["एक",{"text":"भीतर","depth":1,"ordered":false},"दो"]}"#,
                r#"{"kind":"image","url":"https://example.org/b.jpg","caption":"नदी"}"#,
            ]
        );
    }

    /// Returns the blocks of a fragment as JSON, one per line.
    fn json(html: &str) -> String {
        let blocks = blocks_of(html, &BaseUrl::of("https://example.org/"));
        let lines = blocks
            .iter()
            .map(|block| serde_json::to_string(block).unwrap());
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn links_of_captions_are_kept() {
        let picture = "<figure><img src=b.jpg><figcaption><p>नदी</p> चित्र: <a href=/asha>आशा</a></figcaption></figure>";
        let table = "<table><caption>भाव <a href=/mandi>मंडी से</a></caption><tr><td>1<td>2<tr><td>3<td>4</table>";
        assert_eq!(
            json(&format!("{picture}{table}")),
            r#"{"kind":"image","url":"https://example.org/b.jpg","caption":"नदी चित्र: आशा","caption_marks":[{"start":27,"end":36,"mark":"link","url":"https://example.org/asha"}]}
{"kind":"table","caption":"भाव मंडी से","caption_marks":[{"start":10,"end":29,"mark":"link","url":"https://example.org/mandi"}],"rows":[["1","2"],["3","4"]]}"#
        );
    }

    #[test]
    fn paragraphs_of_one_item_stay_together() {
        let long = "बहुत लंबा अनुच्छेद जो आगे चलता रहता है। ".repeat(20);
        let long = long.trim_end();
        let html = format!(
            "<ol><li><p>{long}</p><p>दूसरा</p><li>एक<pre>x\ny</pre>फिर<ul><li>भीतर</ul><li>दो</ol>\
             <table><tr><td><p>क</p><p>ख</p><td>1<tr><td>ग<td>2</table>\
             <blockquote><p>पहला</p><p>दूसरा</p><footer>— आशा</footer></blockquote><blockquote>और</blockquote>"
        );
        assert_eq!(
            json(&html),
            format!(
                r#"{{"kind":"list","ordered":true,"items":["{long}\nदूसरा","एक"]}}
{{"kind":"code","text":"x\ny"}}
{{"kind":"paragraph","text":"फिर"}}
{{"kind":"list","ordered":true,"start":3,"items":[{{"text":"भीतर","depth":1,"ordered":false}},"दो"]}}
{{"kind":"table","rows":[["क\nख","1"],["ग","2"]]}}
{{"kind":"quote","text":"पहला\nदूसरा","by":"आशा"}}
{{"kind":"quote","text":"और"}}"#
            )
        );
    }

    #[test]
    fn tables_of_data_are_told_from_tables_that_lay_out_a_page() {
        let spans = "<table><caption>मत</caption><tr><th>दल<th>सीट<th align=right>मत<tr><td rowspan=2>क<td>उत्तर<td align=right>12%\
            <tr><td>दक्षिण<td align=right>14%<tr><td colspan=2>कुल<td align=right>13%</table>";
        let nested = "<table><tr><td><p>पहला</p><td>दूसरा<td>तीसरा<tr><td><table><tr><td>1<td>2<tr><td>3<td><b>4</b></table></table>पीछे";
        let in_a_list = "<ol><li>एक<table><tr><td>1<td>2<tr><td>3<td>4</table><li>दो</ol>";
        for (html, expected) in [
            (
                spans,
                r#"{"kind":"table","caption":"मत","head":[["दल","सीट","मत"]],"rows":[["क","उत्तर","12%"],["","दक्षिण","14%"],["कुल","","13%"]],"align":["auto","auto","right"]}"#,
            ),
            (
                nested,
                r#"{"kind":"paragraph","text":"पहला"}
{"kind":"paragraph","text":"दूसरा · तीसरा"}
{"kind":"table","rows":[["1","2"],["3",{"text":"4","marks":[{"start":0,"end":1,"mark":"strong"}]}]]}
{"kind":"paragraph","text":"पीछे"}"#,
            ),
            (
                in_a_list,
                r#"{"kind":"list","ordered":true,"items":["एक"]}
{"kind":"table","rows":[["1","2"],["3","4"]]}
{"kind":"list","ordered":true,"start":2,"items":["दो"]}"#,
            ),
            (
                "<table><tr><td>एक<td>दो</table>",
                r#"{"kind":"paragraph","text":"एक · दो"}"#,
            ),
        ] {
            assert_eq!(json(html), expected, "{html}");
        }
    }

    #[test]
    fn spans_and_nesting_are_bounded() {
        let wide =
            "<table><tr><td colspan=4000000000 rowspan=4000000000>क<td>ख<tr><td>ग<td>घ</table>";
        let deep = format!("{}एक", "<table><tr><td>".repeat(5_000));
        let lists = format!("{}एक", "<ul><li>क".repeat(5_000));
        let rows = format!(
            "<table>{}",
            "<tr><td rowspan=9999>क<td colspan=900>ख".repeat(2_000)
        );
        for html in [wide.to_owned(), deep, lists, rows] {
            let json = json(&html);
            assert!(!json.is_empty());
            assert!(json.len() <= 64 * html.len() + 10_000, "{}", json.len());
        }
    }

    #[test]
    fn code_levels_and_speakers_are_kept() {
        let html = "<h2>क</h2><hr><pre class=x><code class='hl language-rust'>fn a() {\n\t<b>1</b><br>}\n</code></pre>\
            <h4>ख</h4><blockquote><p>पानी उतरा।</p><footer>— आशा राव</footer></blockquote><blockquote>घर <cite>रेत</cite> बहा</blockquote>\
            <p>10<sup>6</sup> <del>5</del> उसने <q>हाँ</q> कहा<hr>";
        assert_eq!(
            json(html),
            r#"{"kind":"subheading","text":"क"}
{"kind":"rule"}
{"kind":"code","text":"fn a() {\n\t1\n}","language":"rust"}
{"kind":"subheading","text":"ख","level":4}
{"kind":"quote","text":"पानी उतरा।","by":"आशा राव"}
{"kind":"quote","text":"घर रेत बहा","marks":[{"start":7,"end":16,"mark":"emphasis"}]}
{"kind":"paragraph","text":"106 5 उसने “हाँ” कहा","marks":[{"start":2,"end":3,"mark":"superscript"},{"start":4,"end":5,"mark":"strike"}]}"#
        );
    }

    #[test]
    fn footnotes_are_connected_with_their_signs() {
        for (html, expected) in [
            (
                "<p>पाठ<sup id=r1><a href='#f1'>1</a></sup> <a href='#top'>ऊपर जाएँ</a></p>\
                 <ol><li id=f1>स्रोत <a href='#r1'>↩</a></li><li id=f2>दूसरा</li></ol>",
                r#"{"kind":"paragraph","text":"पाठ1 ऊपर जाएँ","marks":[{"start":9,"end":10,"mark":"note","note":"f1"},{"start":9,"end":10,"mark":"superscript"},{"start":11,"end":33,"mark":"link","url":"https://example.org/#top"}]}
{"kind":"list","ordered":true,"items":[{"text":"स्रोत","note":"f1"},"दूसरा"]}"#,
            ),
            (
                "<p>पाठ<a href='#_ftn1'>[1]</a> और<a href='#_ftn2'>[2]</a></p><p id=_ftn1><a href='#_r1'>[1]</a> स्रोत</p>\
                 <p id=_ftn2><a href='#_r2'>[2]</a> दूसरा</p>",
                r#"{"kind":"paragraph","text":"पाठ[1] और[2]","marks":[{"start":9,"end":12,"mark":"note","note":"_ftn1"},{"start":19,"end":22,"mark":"note","note":"_ftn2"}]}
{"kind":"list","ordered":true,"items":[{"text":"स्रोत","note":"_ftn1"},{"text":"दूसरा","note":"_ftn2"}]}"#,
            ),
            (
                "<p>पाठ<a href='#x'>2</a>",
                r#"{"kind":"paragraph","text":"पाठ2","marks":[{"start":9,"end":10,"mark":"superscript"}]}"#,
            ),
        ] {
            assert_eq!(json(html), expected, "{html}");
        }
    }

    #[test]
    fn terms_formulas_pronunciations_and_numbers_are_kept() {
        for (html, expected) in [
            (
                "<dl><dt>मंडी<dd>बाज़ार<dt>भाव</dt><dd>दाम</dd></dl>",
                r#"{"kind":"paragraph","text":"मंडी","marks":[{"start":0,"end":12,"mark":"strong"}]}
{"kind":"paragraph","text":"बाज़ार"}
{"kind":"paragraph","text":"भाव","marks":[{"start":0,"end":9,"mark":"strong"}]}
{"kind":"paragraph","text":"दाम"}"#,
            ),
            (
                "मान <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> है",
                r#"{"kind":"paragraph","text":"मान a/b है","marks":[{"start":10,"end":13,"mark":"code"}]}"#,
            ),
            (
                "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</ruby>だ",
                r#"{"kind":"paragraph","text":"漢(かん)字(じ)だ"}"#,
            ),
            (
                "<ol start=5><li>एक<ol type=a><li>दो<li>तीन</ol><li>चार<li value=9>पाँच</ol>",
                r#"{"kind":"list","ordered":true,"start":5,"items":["एक",{"text":"दो","depth":1,"label":"a"},{"text":"तीन","depth":1,"label":"b"},"चार",{"text":"पाँच","label":"9"}]}"#,
            ),
            (
                "<div xml:base='/a/'><div><a href=b>क</a></div></div><a href=b>ख</a><base href='https://other.example/'><a href=b>ग</a>",
                r#"{"kind":"paragraph","text":"क","marks":[{"start":0,"end":3,"mark":"link","url":"https://example.org/a/b"}]}
{"kind":"paragraph","text":"खग","marks":[{"start":0,"end":3,"mark":"link","url":"https://example.org/b"},{"start":3,"end":6,"mark":"link","url":"https://other.example/b"}]}"#,
            ),
        ] {
            assert_eq!(json(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_found_in_any_notation() {
        let written = " a=1 b='2&amp;3' checked c = \"4 5\"/";
        for (name, expected) in [
            ("A", Some("1")),
            ("b", Some("2&3")),
            ("checked", None),
            ("c", Some("4 5")),
        ] {
            assert_eq!(attribute(written, name).as_deref(), expected, "{name}");
        }
    }
}
