//! Elements that show films, play sound or embed something of another site.

use super::super::address::BaseUrl;
use super::super::media;
use super::rich_text::one_line;
use super::tokens::{HtmlToken, HtmlTokens, attribute};
use crate::article::{Media, MediaKind};

/// Attributes with the address of a frame that is loaded late; `src` is a placeholder then.
const LATE: [&str; 4] = ["data-src", "data-lazy-src", "data-litespeed-src", "src"];

/// Attributes of elements that embed by an identifier: the element, the attribute, and the text
/// before the identifier in the address.
const BY_ID: &[(&str, &str, &str)] = &[
    ("lite-youtube", "videoid", "https://www.youtube.com/embed/"),
    (
        "amp-youtube",
        "data-videoid",
        "https://www.youtube.com/embed/",
    ),
    (
        "amp-vimeo",
        "data-videoid",
        "https://player.vimeo.com/video/",
    ),
    (
        "amp-dailymotion",
        "data-videoid",
        "https://www.dailymotion.com/embed/video/",
    ),
    (
        "amp-jwplayer",
        "data-media-id",
        "https://cdn.jwplayer.com/previews/",
    ),
    (
        "amp-soundcloud",
        "data-trackid",
        "https://api.soundcloud.com/tracks/",
    ),
    (
        "amp-twitter",
        "data-tweetid",
        "https://platform.twitter.com/embed/Tweet.html?id=",
    ),
    (
        "amp-instagram",
        "data-shortcode",
        "https://www.instagram.com/p/",
    ),
    ("amp-facebook", "data-href", ""),
];

/// Returns what an element shows. `inner` is the HTML inside it.
pub(super) fn media_of(name: &str, attributes: &str, inner: &str, base: &BaseUrl) -> Option<Media> {
    let own = |name: &str| attribute(attributes, name);
    let mut found = if let Some((_, identifier, before)) =
        BY_ID.iter().find(|(own, ..)| *own == name)
    {
        media::player(&format!("{before}{}", own(identifier)?.trim()), true)?
    } else if name == "amp-brightcove" {
        let account = own("data-account")?;
        let player = own("data-player").unwrap_or_else(|| "default".to_owned());
        let video = own("data-video-id")?;
        let address = format!(
            "https://players.brightcove.net/{account}/{player}_default/index.html?videoId={video}"
        );
        media::player(&address, true)?
    } else {
        let is_file = name.ends_with("video") || name.ends_with("audio");
        let (address, mime) = address(attributes, inner, base)?;
        if is_file {
            let mut file = media::file(address, mime.as_deref());
            if file.media == MediaKind::File {
                file.media = if name.ends_with("video") {
                    MediaKind::Video
                } else {
                    MediaKind::Audio
                };
            }
            file
        } else {
            // A frame that can fill the screen is a player.
            let is_player = own("allowfullscreen").is_some()
                || own("allow").is_some_and(|allow| allow.contains("fullscreen"))
                || has_flag(attributes, "allowfullscreen");
            media::player(&address, is_player)?
        }
    };
    found.url = base.resolve(&found.url)?;
    let title = own("title")
        .or_else(|| own("data-title"))
        .or_else(|| own("aria-label"));
    found.title = title
        .map(|title| one_line(&title))
        .filter(|title| !title.is_empty());
    found.poster = own("poster").and_then(|poster| base.resolve(&poster));
    found.seconds = own("duration")
        .or_else(|| own("data-duration"))
        .and_then(|length| media::seconds(&length));
    Some(found)
}

/// Whether a start tag has this attribute, without a value.
fn has_flag(attributes: &str, flag: &str) -> bool {
    let mut words = attributes.split(|c: char| c.is_whitespace() || c == '/');
    words.any(|word| word.eq_ignore_ascii_case(flag))
}

/// Returns the address that an element shows, from its attributes or from the elements inside it,
/// with its media type.
fn address(attributes: &str, inner: &str, base: &BaseUrl) -> Option<(String, Option<String>)> {
    let resolved = |attributes: &str, names: &[&str]| {
        let mut values = names.iter().filter_map(|name| attribute(attributes, name));
        values.find_map(|value| base.resolve(&value))
    };
    if let Some(address) = resolved(attributes, &LATE).or_else(|| resolved(attributes, &["data"])) {
        return Some((address, attribute(attributes, "type")));
    }
    HtmlTokens::new(inner).find_map(|token| {
        let HtmlToken::Start(name, attributes) = token else {
            return None;
        };
        let address = match name.as_str() {
            "source" | "embed" | "iframe" => resolved(attributes, &LATE),
            "param" => {
                let name = attribute(attributes, "name").unwrap_or_default();
                let is_address = matches!(name.as_str(), "movie" | "src" | "url");
                is_address.then(|| resolved(attributes, &["value"]))?
            }
            _ => None,
        }?;
        Some((address, attribute(attributes, "type")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_all_kinds_lead_to_what_they_show() {
        let base = BaseUrl::of("https://news.example/a/b");
        for (name, attributes, inner, expected) in [
            (
                "iframe",
                "src='about:blank' data-src='//www.youtube.com/embed/A1' title='बाढ़'",
                "",
                Some((MediaKind::Video, "https://www.youtube.com/watch?v=A1")),
            ),
            (
                "video",
                "poster=p.jpg",
                "<source src='v.mp4' type='video/mp4'>",
                Some((MediaKind::Video, "https://news.example/a/v.mp4")),
            ),
            (
                "audio",
                "src=/sound controls",
                "",
                Some((MediaKind::Audio, "https://news.example/sound")),
            ),
            (
                "object",
                "width=1",
                "<param name=movie value='https://www.youtube.com/v/B2&hl=hi'>",
                Some((MediaKind::Video, "https://www.youtube.com/watch?v=B2")),
            ),
            (
                "amp-youtube",
                "data-videoid=C3",
                "",
                Some((MediaKind::Video, "https://www.youtube.com/watch?v=C3")),
            ),
            (
                "amp-twitter",
                "data-tweetid=44",
                "",
                Some((MediaKind::Embed, "https://twitter.com/i/status/44")),
            ),
            ("iframe", "src='https://counter.example/pixel'", "", None),
            ("video", "", "", None),
        ] {
            let found = media_of(name, attributes, inner, &base);
            let found = found
                .as_ref()
                .map(|media| (media.media, media.url.as_str()));
            assert_eq!(found, expected, "{name} {attributes}");
        }
    }
}
