//! Tags and attachments of an entry: pictures, audio, video.

use super::entry::RawEntry;
use super::xml_fields;
use crate::ingest::address::BaseUrl;
use crate::ingest::xml_tree::XmlElement;

/// Returns the tags of an entry; podcasts nest theirs.
pub(super) fn tags(element: &XmlElement, depth: usize) -> Vec<String> {
    let mut tags = Vec::new();
    for inner in element.elements() {
        if xml_fields::TAG.contains(&inner.name.as_str()) {
            let named = ["label", "term", "text"]
                .iter()
                .find_map(|name| inner.attribute(name));
            tags.push(named.map_or_else(|| inner.text(), str::to_owned));
        }
        if matches!(
            inner.name.as_str(),
            "itunes:category" | "media:group" | "media:content"
        ) && depth < 3
        {
            tags.extend(self::tags(inner, depth + 1));
        }
    }
    tags
}

/// Collects the pictures and enclosures of an entry into `raw`.
pub(super) fn media(element: &XmlElement, base: &BaseUrl, raw: &mut RawEntry, depth: usize) {
    for inner in element.elements() {
        let address = match inner.name.as_str() {
            "enclosure" | "media:content" | "media:thumbnail" => inner.attribute("url"),
            "link" if inner.attribute("rel") == Some("enclosure") => inner.attribute("href"),
            "itunes:image" => inner.attribute("href"),
            _ => None,
        };
        if let Some(url) = address.and_then(|address| base.resolve(address)) {
            let says = |name, what| {
                inner
                    .attribute(name)
                    .is_some_and(|value| value.starts_with(what))
            };
            let is_image = inner.name.ends_with("thumbnail")
                || inner.name.ends_with("image")
                || says("type", "image/")
                || says("medium", "image");
            if is_image {
                raw.images.push(url.clone());
            }
            if matches!(inner.name.as_str(), "enclosure" | "link") {
                raw.enclosures.push(url);
            }
        }
        if matches!(inner.name.as_str(), "media:group" | "media:content") && depth < 3 {
            media(inner, base, raw, depth + 1);
        }
    }
}
