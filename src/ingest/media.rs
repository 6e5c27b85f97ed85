//! Films, sound and players by their addresses.
//!
//! A page embeds a player of another site by an address that is of no use outside of the page, so
//! it becomes the address of the player's public page.

use crate::article::{Media, MediaKind};
use crate::text::sanitize;
use url::Url;

/// Endings of the names of films.
const VIDEO: [&str; 8] = ["mp4", "webm", "mov", "m4v", "ogv", "m3u8", "mpd", "avi"];
/// Endings of the names of sound files.
const AUDIO: [&str; 8] = ["mp3", "m4a", "ogg", "oga", "opus", "wav", "aac", "flac"];

/// Hosts of players and of other things that are made to be embedded: the end of the host, the name
/// of the site, and the kind.
const SITES: &[(&str, &str, MediaKind)] = &[
    ("youtube.com", "YouTube", MediaKind::Video),
    ("youtube-nocookie.com", "YouTube", MediaKind::Video),
    ("youtu.be", "YouTube", MediaKind::Video),
    ("vimeo.com", "Vimeo", MediaKind::Video),
    ("dailymotion.com", "Dailymotion", MediaKind::Video),
    ("soundcloud.com", "SoundCloud", MediaKind::Audio),
    ("spotify.com", "Spotify", MediaKind::Audio),
    ("podcasts.apple.com", "Apple Podcasts", MediaKind::Audio),
    ("megaphone.fm", "Megaphone", MediaKind::Audio),
    ("art19.com", "ART19", MediaKind::Audio),
    ("audioboom.com", "Audioboom", MediaKind::Audio),
    ("acast.com", "Acast", MediaKind::Audio),
    ("hubhopper.com", "Hubhopper", MediaKind::Audio),
    ("facebook.com", "Facebook", MediaKind::Embed),
    ("instagram.com", "Instagram", MediaKind::Embed),
    ("twitter.com", "X", MediaKind::Embed),
    ("x.com", "X", MediaKind::Embed),
    ("tiktok.com", "TikTok", MediaKind::Video),
    ("brightcove.net", "Brightcove", MediaKind::Video),
    ("jwplayer.com", "JW Player", MediaKind::Video),
    ("jwplatform.com", "JW Player", MediaKind::Video),
    ("wistia.net", "Wistia", MediaKind::Video),
    ("wistia.com", "Wistia", MediaKind::Video),
    ("streamable.com", "Streamable", MediaKind::Video),
    ("twitch.tv", "Twitch", MediaKind::Video),
    ("rumble.com", "Rumble", MediaKind::Video),
    ("ted.com", "TED", MediaKind::Video),
    ("bilibili.com", "bilibili", MediaKind::Video),
    ("archive.org", "Internet Archive", MediaKind::Embed),
    ("datawrapper.dwcdn.net", "Datawrapper", MediaKind::Embed),
    ("flo.uri.sh", "Flourish", MediaKind::Embed),
    ("infogram.com", "Infogram", MediaKind::Embed),
    ("scribd.com", "Scribd", MediaKind::Embed),
    ("documentcloud.org", "DocumentCloud", MediaKind::Embed),
];

/// Parts of addresses of frames that are not for the reader: advertisements, counters, buttons.
const UNWANTED: [&str; 15] = [
    "doubleclick",
    "googlesyndication",
    "googletagmanager",
    "adservice",
    "amazon-adsystem",
    "taboola",
    "outbrain",
    "recaptcha",
    "/plugins/like",
    "/plugins/page",
    "/plugins/share",
    "/plugins/comments",
    "/plugins/follow",
    "/widgets/tweet_button",
    "/widgets/follow_button",
];

/// Returns the file at `url`. Its kind follows from the media type or, if that is not known, from
/// the end of its name.
pub(super) fn file(url: String, mime: Option<&str>) -> Media {
    let mime = mime.map(|mime| sanitize::clean_line(mime).to_ascii_lowercase());
    let mime = mime.filter(|mime| !mime.is_empty());
    let kind = mime.as_deref().and_then(kind_of_type);
    Media {
        media: kind.or_else(|| kind_of_name(&url)).unwrap_or_default(),
        url,
        mime,
        ..Media::default()
    }
}

fn kind_of_type(mime: &str) -> Option<MediaKind> {
    if mime.starts_with("video") || mime.contains("mpegurl") || mime.contains("dash+xml") {
        Some(MediaKind::Video)
    } else if mime.starts_with("audio") {
        Some(MediaKind::Audio)
    } else {
        None
    }
}

fn kind_of_name(url: &str) -> Option<MediaKind> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let (_, end) = path.rsplit_once('.')?;
    let is_one_of = |ends: &[&str]| ends.iter().any(|own| own.eq_ignore_ascii_case(end));
    if is_one_of(&VIDEO) {
        Some(MediaKind::Video)
    } else if is_one_of(&AUDIO) {
        Some(MediaKind::Audio)
    } else {
        None
    }
}

/// Returns what a frame with this address shows, or `None` if it is not for the reader.
///
/// Frames of unknown sites are shown if the page says that they can fill the screen
/// (`is_player`), or if their address says that they are made to be embedded.
pub(super) fn player(address: &str, is_player: bool) -> Option<Media> {
    if UNWANTED.iter().any(|part| address.contains(part)) {
        return None;
    }
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let is_of = |own: &str| {
        host.strip_suffix(own)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let site = SITES.iter().find(|(own, ..)| is_of(own));
    let file = kind_of_name(address);
    let (media, site) = match (site, file) {
        (_, Some(kind)) => (kind, None),
        (Some((_, site, kind)), None) => (*kind, Some((*site).to_owned())),
        (None, None) => {
            let says = |text: &str| text.contains("embed") || text.contains("player");
            if !is_player && !says(host) && !says(url.path()) {
                return None;
            }
            (MediaKind::Embed, None)
        }
    };
    let is_video = media == MediaKind::Embed && url.path().contains("video");
    Some(Media {
        media: if is_video { MediaKind::Video } else { media },
        url: public_page(&url, host).unwrap_or_else(|| address.to_owned()),
        site,
        ..Media::default()
    })
}

/// Returns the address of the page on which a player's content can be seen.
fn public_page(url: &Url, host: &str) -> Option<String> {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let parts: Vec<&str> = url
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let parameter = |name: &str| {
        let value = url.query_pairs().find(|(own, _)| own == name)?;
        Some(value.1.into_owned()).filter(|value| !value.is_empty())
    };
    let of_web = |address: String| address.starts_with("http").then_some(address);
    match (host, parts.as_slice()) {
        ("youtube.com" | "youtube-nocookie.com" | "m.youtube.com", ["embed", "videoseries"]) => {
            parameter("list").map(|list| format!("https://www.youtube.com/playlist?list={list}"))
        }
        (
            "youtube.com" | "youtube-nocookie.com" | "m.youtube.com",
            ["embed" | "v" | "live" | "shorts", id],
        )
        | ("youtu.be", [id]) => {
            let id = id.split('&').next().unwrap_or(id);
            Some(format!("https://www.youtube.com/watch?v={id}"))
        }
        ("player.vimeo.com", ["video", id]) => Some(format!("https://vimeo.com/{id}")),
        ("dailymotion.com", ["embed", "video", id]) => {
            Some(format!("https://www.dailymotion.com/video/{id}"))
        }
        ("geo.dailymotion.com", [..]) => {
            parameter("video").map(|id| format!("https://www.dailymotion.com/video/{id}"))
        }
        ("w.soundcloud.com", ["player"]) => parameter("url").and_then(of_web),
        ("open.spotify.com", ["embed" | "embed-podcast", rest @ ..]) => {
            Some(format!("https://open.spotify.com/{}", rest.join("/")))
        }
        ("embed.podcasts.apple.com", rest) => {
            Some(format!("https://podcasts.apple.com/{}", rest.join("/")))
        }
        ("facebook.com", ["plugins", "video.php" | "post.php"]) => {
            parameter("href").and_then(of_web)
        }
        ("platform.twitter.com", ["embed", ..]) => {
            parameter("id").map(|id| format!("https://twitter.com/i/status/{id}"))
        }
        ("instagram.com", [kind @ ("p" | "reel" | "tv"), id, "embed", ..]) => {
            Some(format!("https://www.instagram.com/{kind}/{id}/"))
        }
        ("embed.ted.com", rest) => Some(format!("https://www.ted.com/{}", rest.join("/"))),
        ("archive.org", ["embed", rest @ ..]) => {
            Some(format!("https://archive.org/details/{}", rest.join("/")))
        }
        ("streamable.com", ["e" | "o", id]) => Some(format!("https://streamable.com/{id}")),
        _ => None,
    }
}

/// The longest length that is believed, in seconds: more than three years.
const LONGEST: u64 = 100_000_000;

/// Reads a length in time: a number of seconds, `4:05`, `1:02:03`, or `PT4M5S` (ISO 8601).
pub(super) fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_length = |seconds: &u64| (1..=LONGEST).contains(seconds);
    if let Some(rest) = text.strip_prefix("PT") {
        let (mut total, mut number) = (0_u64, String::new());
        for c in rest.chars() {
            let unit = match c {
                'H' => 3_600,
                'M' => 60,
                'S' => 1,
                c => {
                    number.push(c);
                    continue;
                }
            };
            let count: u64 = number.split('.').next()?.parse().ok()?;
            total = total.checked_add(count.checked_mul(unit)?)?;
            number.clear();
        }
        return Some(total).filter(is_length);
    }
    let mut parts = text.split(':');
    let total = parts.try_fold(0_u64, |total, part| {
        let part = part.split('.').next()?;
        let number: u64 = part.trim().parse().ok()?;
        total.checked_mul(60)?.checked_add(number)
    });
    total.filter(is_length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_lead_to_their_public_pages() {
        for (address, expected) in [
            (
                "https://www.youtube.com/embed/Ab_9-x?rel=0",
                Some("https://www.youtube.com/watch?v=Ab_9-x"),
            ),
            (
                "https://www.youtube-nocookie.com/embed/videoseries?list=PL1",
                Some("https://www.youtube.com/playlist?list=PL1"),
            ),
            (
                "https://player.vimeo.com/video/12?h=1",
                Some("https://vimeo.com/12"),
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/7",
                Some("https://api.soundcloud.com/tracks/7"),
            ),
            (
                "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F",
                Some("https://www.facebook.com/a/videos/1/"),
            ),
            (
                "https://tv.example/embed/7",
                Some("https://tv.example/embed/7"),
            ),
            ("https://www.facebook.com/plugins/like.php?href=x", None),
            ("https://frames.example/7", None),
            ("https://ads.doubleclick.net/embed/1", None),
        ] {
            let found = player(address, false).map(|media| media.url);
            assert_eq!(found.as_deref(), expected, "{address}");
        }
        assert!(player("https://frames.example/7", true).is_some());
    }

    #[test]
    fn the_kind_of_a_file_follows_from_its_type_or_its_name() {
        for (url, mime, expected) in [
            ("https://a.example/1", Some("audio/mpeg"), MediaKind::Audio),
            ("https://a.example/1.MP4?x=1.mp3", None, MediaKind::Video),
            ("https://a.example/1.mp3", Some(""), MediaKind::Audio),
            (
                "https://a.example/1.pdf",
                Some("application/pdf"),
                MediaKind::File,
            ),
            ("https://a.example/", None, MediaKind::File),
        ] {
            assert_eq!(file(url.to_owned(), mime).media, expected, "{url}");
        }
    }

    #[test]
    fn lengths_are_read_in_all_forms() {
        for (text, expected) in [
            ("245", Some(245)),
            ("04:05", Some(245)),
            ("1:02:03", Some(3_723)),
            ("245.8", Some(245)),
            ("PT1H2M3S", Some(3_723)),
            ("PT4M", Some(240)),
            ("0", None),
            ("long", None),
            ("99999999999999999:99999999999999999", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
