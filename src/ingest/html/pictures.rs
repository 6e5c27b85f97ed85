//! Normalises the pictures in the tree of a page: `src` becomes the address of the picture, and the
//! line below the picture becomes a `figcaption`.
//!
//! Pages that load a picture only when it is scrolled into view have its address in another
//! attribute, and a placeholder in `src`.

use super::super::boilerplate::reason;
use super::super::markup::{other_attributes, picture_source, words};
use crate::article::LeftOut;
use crate::text::script::count_words;
use dom_query::{Document, NodeRef, Selection};

/// Substrings of the class names of captions that are not `figcaption` elements.
const CAPTIONS: [&str; 6] = [
    "caption",
    "cutline",
    "photo-credit",
    "image-credit",
    "img-desc",
    "photocredit",
];

/// Elements that mark the beginning of an article.
const BEGINNINGS: [&str; 3] = ["article", "main", "h1"];

/// The minimum number of bytes of a paragraph that ends the search for the picture above the
/// article.
const LONG_PARAGRAPH: usize = 200;

/// The longest caption, in words.
const LONGEST_CAPTION: usize = 90;

/// Class names of labels that only screen readers read, such as `Image caption` before a caption.
const FOR_SCREEN_READERS: [&str; 8] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "off-screen",
    "offscreen",
    "h-offscreen",
    "a11y",
];

/// What a figure can have besides its picture; its caption belongs to that.
const OTHER_THAN_PICTURES: &str = "table, pre, code, video, audio, iframe, object, embed, blockquote, ul, ol, dl, p, math, svg text";

/// Normalises the pictures of `document`, and removes the captions of pictures that the page loads by
/// its scripts, from addresses that it does not tell.
pub(super) fn normalize(document: &Document) -> Vec<LeftOut> {
    for picture in document.select("amp-img, amp-anim").nodes() {
        picture.rename("img");
    }
    for picture in document.select("img").nodes() {
        address(picture);
    }
    for line in document
        .select("div[class], p[class], span[class], small[class]")
        .nodes()
    {
        caption(line);
    }
    // Behind a paywall, paragraphs are hidden from screen readers although the page shows them.
    for paragraph in document.select("p[aria-hidden]").nodes() {
        paragraph.remove_attr("aria-hidden");
    }
    for label in document.select("figcaption [class]").nodes() {
        let class = label.attr_or("class", "");
        let is_hidden = |name: &str| FOR_SCREEN_READERS.contains(&name);
        if class.split_whitespace().any(is_hidden) {
            label.remove_from_parent();
        }
    }
    let figures = document.select("figure");
    figures.nodes().iter().filter_map(lost_caption).collect()
}

/// Removes the caption of a figure whose picture has no address.
fn lost_caption(figure: &NodeRef<'_>) -> Option<LeftOut> {
    let parts = Selection::from(*figure);
    let pictures = parts.select("img");
    let has_address = |picture: &NodeRef<'_>| {
        let address = picture.attr_or("src", "");
        !address.trim().is_empty() && !address.starts_with("data:")
    };
    let is_lost = pictures.exists()
        && !pictures.nodes().iter().any(has_address)
        && !parts.select(OTHER_THAN_PICTURES).exists();
    let caption = parts.select("figcaption");
    let text = words(&caption.text()).filter(|_| is_lost)?;
    caption.remove();
    Some(LeftOut {
        text,
        reason: reason::UNOWNED_CAPTION.to_owned(),
    })
}

/// Sets the `src` of a picture to its real address.
fn address(picture: &NodeRef<'_>) {
    // Programs that know these formats take their addresses; a terminal shows them more rarely.
    let is_common = |source: &NodeRef<'_>| {
        let kind = source.attr_or("type", "");
        source.has_name("source") && !kind.ends_with("webp") && !kind.ends_with("avif")
    };
    let around = picture.parent().filter(|node| node.has_name("picture"));
    let sources = around.iter().flat_map(|node| node.children_it(false));
    let sets = sources.filter(is_common);
    let sets = sets.filter_map(|source| {
        let set = source.attr("srcset").or_else(|| source.attr("data-srcset"));
        set.map(|set| set.to_string())
    });
    let sets: Vec<String> = sets.collect();
    let attribute = |name: &str| picture.attr(name).map(|value| value.to_string());
    let url = picture_source(attribute, &sets).or_else(|| address_for_scripts(picture));
    if let Some(url) = url {
        picture.set_attr("src", &url);
    }
    for name in other_attributes() {
        picture.remove_attr(name);
    }
}

/// Returns the address that a page tells its scripts or search engines: in a `data-` attribute named for
/// it, whose value may be JSON, or in a `meta` element beside the picture.
fn address_for_scripts(picture: &NodeRef<'_>) -> Option<String> {
    let attributes = picture.attrs().into_iter();
    // Others, such as `data-share-url`, lead to pages.
    let is_of_picture = |name: &str| {
        let words = ["src", "image", "img", "lazy", "original"];
        name.starts_with("data-") && words.iter().any(|word| name.contains(word))
    };
    let data = attributes.filter(|attribute| is_of_picture(&attribute.name.local));
    let in_data = data.filter_map(|attribute| first_address(&attribute.value));
    let around = picture.ancestors_it(Some(2));
    let beside = around.flat_map(|node| node.element_children());
    let described = beside.filter(|node| {
        let property = node.attr_or("itemprop", "");
        node.has_name("meta") && matches!(&*property, "contentUrl" | "url")
    });
    let in_meta = described.filter_map(|node| first_address(&node.attr_or("content", "")));
    in_data.chain(in_meta).next()
}

/// Returns the first address of a picture in the value of an attribute.
fn first_address(value: &str) -> Option<String> {
    let start = value.find("https://").or_else(|| value.find("http://"))?;
    let address = value.get(start..)?;
    let end = address.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '\\'));
    let address = address.get(..end.unwrap_or(address.len()))?;
    (!address.contains(['{', '<'])).then(|| address.to_owned())
}

/// Renames the line below a picture to `figcaption`.
fn caption(line: &NodeRef<'_>) {
    let class = line.attr_or("class", "").to_ascii_lowercase();
    if !CAPTIONS.iter().any(|name| class.contains(name)) || line.parent().is_none() {
        return;
    }
    let around = line.ancestors(None);
    if around.iter().any(|node| node.has_name("figcaption")) {
        return;
    }
    let text = line.text();
    let words = count_words(&text);
    let has_picture = line.descendants().iter().any(|node| node.has_name("img"));
    if words == 0 || words > LONGEST_CAPTION || has_picture {
        return;
    }
    line.rename("figcaption");
}

/// Returns the HTML of the picture above the article with its caption: the first picture between
/// the beginning of the article and its first paragraph.
pub(super) fn lead(document: &Document) -> Option<String> {
    let mut has_begun = false;
    let root = document.root();
    for node in root.descendants_it() {
        has_begun |= BEGINNINGS.iter().any(|name| node.has_name(name));
        if !has_begun {
            continue;
        }
        if node.has_name("p") && node.text().trim().len() >= LONG_PARAGRAPH {
            return None;
        }
        if node.has_name("figure") && node.descendants_it().any(|node| node.has_name("img")) {
            return Some(node.html().to_string());
        }
        if node.has_name("img") && !is_small(&node) {
            return Some(format!("{}{}", node.html(), line_under(&node)));
        }
    }
    None
}

/// Whether a picture is narrower or lower than 200 pixels, and so an icon or a portrait.
fn is_small(picture: &NodeRef<'_>) -> bool {
    let is_small = |name| {
        picture
            .attr(name)
            .and_then(|size| size.parse::<u32>().ok())
            .is_some_and(|size| size < 200)
    };
    is_small("width") || is_small("height")
}

/// Returns the HTML of the caption that follows a picture or one of the boxes around it.
fn line_under(picture: &NodeRef<'_>) -> String {
    let mut node = Some(*picture);
    for _ in 0..3 {
        let Some(here) = node else { break };
        if let Some(line) = here
            .next_element_sibling()
            .filter(|line| line.has_name("figcaption"))
        {
            return line.html().to_string();
        }
        node = here.parent();
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalized(html: &str) -> String {
        let document = Document::from(html);
        assert_eq!(normalize(&document), []);
        document.select("body").inner_html().to_string()
    }

    #[test]
    fn the_real_address_becomes_the_source() {
        for (html, expected) in [
            ("<img src='data:x' data-src='a.jpg'>", "<img src=\"a.jpg\">"),
            (
                "<img srcset='a.jpg 100w, b.jpg 900w'>",
                "<img src=\"b.jpg\">",
            ),
            ("<amp-img src='a.jpg'></amp-img>", "<img src=\"a.jpg\">"),
            (
                "<img data-srcs='{\"https://a.example/1\":{\"w\":6}}'>",
                "<img data-srcs=\"{&quot;https://a.example/1&quot;:{&quot;w&quot;:6}}\" src=\"https://a.example/1\">",
            ),
            (
                "<figure><meta itemprop=contentUrl content='https://a.example/2'><img src='data:x'></figure>",
                "<figure><meta itemprop=\"contentUrl\" content=\"https://a.example/2\"><img src=\"https://a.example/2\"></figure>",
            ),
        ] {
            assert_eq!(normalized(html), expected, "{html}");
        }
    }

    #[test]
    fn a_caption_whose_picture_only_scripts_know_is_left_out() {
        let html = "<figure><img src='data:x' data-id='a1'><figcaption><span class='sr-only'>Legende:</span> नदी</figcaption></figure>\
            <figure><table><td>क</table><figcaption>तालिका</figcaption></figure>";
        let document = Document::from(html);
        let lost = normalize(&document);
        let lost: Vec<&str> = lost.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(lost, ["नदी"]);
        assert_eq!(&*document.select("figcaption").text(), "तालिका");
    }

    #[test]
    fn the_first_picture_above_the_text_is_the_lead() {
        let html = "<img src=logo.png><h1>क</h1><img src=a.jpg><div class='img-caption'>नदी</div><p>ख</p><img src=b.jpg>";
        let document = Document::from(html);
        assert_eq!(normalize(&document), []);
        let lead = lead(&document).unwrap();
        assert!(
            lead.contains("a.jpg") && lead.contains("<figcaption"),
            "{lead}"
        );
        let long = "क".repeat(LONG_PARAGRAPH);
        assert_eq!(
            super::lead(&Document::from(format!(
                "<h1>क</h1><p>{long}</p><img src=a.jpg>"
            ))),
            None
        );
    }
}
