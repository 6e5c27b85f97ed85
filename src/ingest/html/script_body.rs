//! Finds the body in what browsers do not show of a page until its scripts have run. Sites that build their pages in
//! the browser send the body as a string of HTML, as data (`script_blocks`), in a template, or in `noscript`.

use super::super::markup;
use super::page_parts::remove_page_parts;
use super::pictures;
use super::script_blocks::script_blocks;
use crate::article::LeftOut;
use dom_query::Document;

/// The minimum number of bytes of a body.
const FEWEST: usize = 600;

/// The minimum number of paragraphs of a body.
const FEWEST_PARAGRAPHS: usize = 3;

/// A body that a page sends without showing it.
#[derive(Debug, Default)]
pub(super) struct UnseenBody {
    pub(super) html: String,
    /// The parts that were removed from it.
    pub(super) left_out: Vec<LeftOut>,
}

impl UnseenBody {
    /// Removes from the HTML of a body what is not the article.
    fn of(html: String) -> Self {
        let body = Document::from(html);
        let mut left_out = pictures::normalize(&body);
        left_out.extend(remove_page_parts(&body).left_out);
        Self {
            html: body.html().to_string(),
            left_out,
        }
    }
}

/// Returns the longest body that a page sends without showing it.
pub(super) fn unseen_body(document: &Document) -> Option<UnseenBody> {
    let unseen = document.select("noscript, template");
    let unseen = unseen.nodes().iter().map(|node| {
        // The content of a template is not among its children, but it is in its HTML.
        let html = node.html();
        let within = html.split_once('>').map_or("", |(_, within)| within);
        within
            .strip_suffix("</template>")
            .unwrap_or(within)
            .to_owned()
    });
    let unseen = unseen.filter(|html| html.len() >= FEWEST && html.contains("<p"));
    let blocks = script_blocks(document).map(|html| UnseenBody {
        html,
        left_out: Vec::new(),
    });
    let all = unseen
        .map(UnseenBody::of)
        .chain(script_body(document))
        .chain(blocks);
    all.max_by_key(|body| markup::line_of(&body.html, usize::MAX).len())
}

/// Returns the string with the most paragraphs among the HTML strings in all scripts.
fn script_body(document: &Document) -> Option<UnseenBody> {
    let scripts = document.select("script:not([src])");
    let mut best: Option<(usize, String)> = None;
    for script in scripts.nodes() {
        for text in strings(&script.text()) {
            let count = text.matches("<p").count();
            let is_body = count >= FEWEST_PARAGRAPHS && text.trim_start().starts_with('<');
            if is_body && best.as_ref().is_none_or(|(most, _)| *most < count) {
                best = Some((count, text));
            }
        }
    }
    best.map(|(_, html)| UnseenBody::of(html))
}

/// Returns the long strings in double quotes that contain markup, unescaped.
fn strings(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = script;
    while let Some((_, after)) = rest.split_once('"') {
        let end = end(after);
        let (text, behind) = after.split_at_checked(end).unwrap_or((after, ""));
        rest = behind.get(1..).unwrap_or_default();
        let is_markup =
            text.contains("<p") || text.contains("\\u003cp") || text.contains("\\u003Cp");
        if text.len() >= FEWEST && is_markup {
            found.extend(serde_json::from_str::<String>(&format!("\"{text}\"")));
        }
    }
    found
}

/// Returns the offset of the end of a string: its first unescaped quotation mark.
fn end(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !is_escaped => return at,
            b'\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_found_in_a_template_and_in_noscript() {
        let text = "नदी का पानी रात में उतर गया और लोग अपने घरों को लौटने लगे।";
        let body = format!("<p>{text}</p>").repeat(6);
        for name in ["template", "noscript"] {
            let page = format!("<h1>नदी</h1><div id=root></div><{name}>{body}</{name}>");
            let body = unseen_body(&Document::from(page)).unwrap_or_default();
            assert_eq!(body.html.matches(text).count(), 6, "{name} {body:?}");
        }
    }

    #[test]
    fn the_body_is_found_in_a_string() {
        let paragraph = "\\u003cp class=\\\"x\\\"\\u003eएक अनुच्छेद\\u003c/p\\u003e".repeat(12);
        let page = format!("<script>let a = 1; push([1,\"{paragraph}\"], \"b\\\\\")</script>");
        let html = script_body(&Document::from(page)).unwrap().html;
        assert!(html.contains("<p class=\"x\">एक अनुच्छेद</p>"), "{html}");
        let none = script_body(&Document::from("<script>'<p><p><p>'</script>"));
        assert!(none.is_none());
    }
}
