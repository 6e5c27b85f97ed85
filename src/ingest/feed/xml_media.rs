//! Tags and attachments of an entry: pictures, audio, video.

use super::entry::{self, RawEntry};
use super::xml_fields;
use crate::article::{Media, MediaKind};
use crate::ingest::address::BaseUrl;
use crate::ingest::media;
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

/// Collects the pictures, films, sound and files of an entry into `raw`.
pub(super) fn add_media(item: &XmlElement, base: &BaseUrl, raw: &mut RawEntry) {
    collect(item, base, raw, 0);
    // The length that a podcast declares for the entry is that of its only file.
    if let [only] = raw.media.as_mut_slice() {
        let length = item.named("itunes:duration").next();
        only.seconds = only.seconds.or_else(|| media::seconds(&length?.text()));
    }
}

fn collect(element: &XmlElement, base: &BaseUrl, raw: &mut RawEntry, depth: usize) {
    // A group has the same film in several sizes.
    let mut is_grouped = false;
    for inner in element.elements() {
        let name = inner.name.as_str();
        let address = match name {
            "enclosure" | "media:content" | "media:thumbnail" | "media:player" => {
                inner.attribute("url")
            }
            "link" if inner.attribute("rel") == Some("enclosure") => inner.attribute("href"),
            "itunes:image" => inner.attribute("href"),
            _ => None,
        };
        if let Some(url) = address.and_then(|address| base.joined_of(inner).resolve(address)) {
            let is_file = matches!(name, "enclosure" | "link");
            if is_file {
                raw.enclosures.push(url.clone());
            }
            if is_image(inner) {
                raw.images.push(url);
            } else if is_file || (!is_grouped && !raw.media.iter().any(|own| own.url == url)) {
                raw.media.push(media_of(inner, element, url, base));
                is_grouped = element.name == "media:group";
            }
        }
        if matches!(name, "media:group" | "media:content") && depth < 3 {
            collect(inner, base, raw, depth + 1);
        }
    }
}

fn is_image(element: &XmlElement) -> bool {
    let says = |name, what| {
        let value = element.attribute(name);
        value.is_some_and(|value| value.starts_with(what))
    };
    element.name.ends_with("thumbnail")
        || element.name.ends_with("image")
        || says("type", "image/")
        || says("medium", "image")
}

/// Returns a film, sound or file. Its title and its picture are inside the element or beside it in a
/// group.
fn media_of(element: &XmlElement, around: &XmlElement, url: String, base: &BaseUrl) -> Media {
    let is_group = around.name == "media:group";
    let beside = |name| {
        let own = element.named(name).next();
        own.or_else(|| around.named(name).next().filter(|_| is_group))
    };
    let file = media::file(url, element.attribute("type"));
    let mut found = match file.media {
        MediaKind::Video | MediaKind::Audio => file,
        MediaKind::Embed | MediaKind::File => match media::player(&file.url, false) {
            Some(player) => player,
            None => file,
        },
    };
    if found.media == MediaKind::File {
        found.media = match element.attribute("medium") {
            Some("video") => MediaKind::Video,
            Some("audio") => MediaKind::Audio,
            _ if element.name == "media:player" => MediaKind::Embed,
            _ => MediaKind::File,
        };
    }
    let number = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| element.attribute(name));
        values.find_map(|value| value.trim().parse::<u64>().ok())
    };
    found.bytes = number(&["length", "filesize"]).filter(|bytes| *bytes > 0);
    found.seconds = element.attribute("duration").and_then(media::seconds);
    found.title = beside("media:title")
        .and_then(|title| entry::words(&title.text()))
        .or_else(|| entry::field(element.attribute("title")?));
    found.poster =
        beside("media:thumbnail").and_then(|picture| base.resolve(picture.attribute("url")?));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::xml_tree;

    fn found(xml: &str) -> RawEntry {
        let tree = xml_tree::read(&format!(
            "<item xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>{xml}</item>"
        ));
        let mut raw = RawEntry::default();
        let item = tree.root.elements().next().unwrap();
        add_media(item, &BaseUrl::of("https://pod.example/"), &mut raw);
        raw
    }

    #[test]
    fn sound_has_its_length_and_size() {
        let raw = found(
            "<enclosure url='1.mp3' length='123456' type='audio/mpeg'/><itunes:duration>32:10</itunes:duration>\
             <enclosure url='p.jpg' type='image/jpeg'/>",
        );
        let [sound] = raw.media.as_slice() else {
            panic!("{raw:?}");
        };
        assert_eq!(sound.media, MediaKind::Audio);
        assert_eq!((sound.bytes, sound.seconds), (Some(123_456), Some(1_930)));
        assert_eq!(raw.images, ["https://pod.example/p.jpg"]);
        assert_eq!(raw.enclosures.len(), 2);
    }

    #[test]
    fn a_film_in_several_sizes_is_one_film() {
        let raw = found(
            "<media:group><media:title>बाढ़</media:title><media:content url='a.mp4' medium='video' duration='245'/>\
             <media:content url='b.mp4' medium='video'/><media:thumbnail url='t.jpg'/></media:group>",
        );
        let [film] = raw.media.as_slice() else {
            panic!("{raw:?}");
        };
        assert_eq!(film.url, "https://pod.example/a.mp4");
        assert_eq!(film.title.as_deref(), Some("बाढ़"));
        assert_eq!(film.poster.as_deref(), Some("https://pod.example/t.jpg"));
        assert_eq!(film.seconds, Some(245));
    }
}
