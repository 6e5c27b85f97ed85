//! The canonical address by which an article is recognised.
//!
//! Many addresses lead to one article: with tracking parameters, through a redirecting network, to
//! the AMP copy of its page. If an address contains its destination, the destination is used;
//! nothing is fetched to find it out. The article itself keeps the address under which it was
//! found.

use url::Url;

/// A host, the beginning of a path, and the parameters that can contain the destination.
type AddressRow = (&'static str, &'static str, &'static [&'static str]);

/// Addresses that only count a click and lead on.
const REDIRECTS: &[AddressRow] = &[
    ("google.com", "/url", &["q", "url"]),
    ("google.co.in", "/url", &["q", "url"]),
    ("l.facebook.com", "/l.php", &["u"]),
    ("lm.facebook.com", "/l.php", &["u"]),
    ("l.instagram.com", "/", &["u"]),
    ("linkedin.com", "/redir/redirect", &["url"]),
    ("out.reddit.com", "/", &["url"]),
    ("vk.com", "/away.php", &["to"]),
    ("t.umblr.com", "/redirect", &["z"]),
    ("duckduckgo.com", "/l/", &["uddg"]),
    ("slack-redir.net", "/link", &["url"]),
    ("getpocket.com", "/redirect", &["url"]),
    ("flipboard.com", "/redirect", &["url"]),
    ("youtube.com", "/redirect", &["q"]),
    ("news.url.google.com", "/", &["url"]),
];

/// Addresses of forms in which one sends an article to others.
const SHARES: &[AddressRow] = &[
    ("facebook.com", "/sharer", &["u"]),
    ("facebook.com", "/share.php", &["u"]),
    ("twitter.com", "/intent/tweet", &["url"]),
    ("twitter.com", "/share", &["url"]),
    ("x.com", "/intent/post", &["url"]),
    ("api.whatsapp.com", "/send", &["text"]),
    ("wa.me", "/", &["text"]),
    ("t.me", "/share/url", &["url"]),
    ("telegram.me", "/share/url", &["url"]),
    ("linkedin.com", "/shareArticle", &["url"]),
    ("pinterest.com", "/pin/create", &["url"]),
    ("reddit.com", "/submit", &["url"]),
];

/// The maximum number of nested redirects that are resolved.
const DEEPEST: usize = 4;

/// Returns the canonical form of `address`: the destination of a redirect or an AMP copy, without
/// the case of the scheme, `www.`, the fragment, a trailing slash and parameters that only say
/// where the click came from.
///
/// Returns `None` for anything but an http or https address.
pub(crate) fn canonical_address(address: &str) -> Option<String> {
    let mut url = web_url(address)?;
    for _ in 0..DEEPEST {
        match leads_to(&url) {
            Some(next) => url = next,
            None => break,
        }
    }
    let host = url.host_str()?;
    let host = ["www.", "amp.", "m."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix).filter(|rest| rest.contains('.')))
        .unwrap_or(host);
    let segments = url.path().trim_matches('/').split('/');
    let segments: Vec<&str> = segments.filter(|part| !part.is_empty()).collect();
    let path = match segments.as_slice() {
        // The AMP copy of a page is at a sibling path.
        [rest @ .., "amp"] | ["amp", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let mut canonical = std::iter::once(host)
        .chain(path.iter().copied())
        .collect::<Vec<_>>()
        .join("/");
    let kept = url
        .query_pairs()
        .filter(|(name, value)| !is_tracking(name) && !is_amp(name, value));
    for (index, (name, value)) in kept.enumerate() {
        canonical.push(if index == 0 { '?' } else { '&' });
        canonical.push_str(&name);
        canonical.push('=');
        canonical.push_str(&value);
    }
    Some(canonical)
}

/// Returns a web address without what only says where the click came from: the destination of a redirect, without
/// parameters that track. Everything else stays as it is, also copies in archives and forms that send an article on.
///
/// Returns `None` if the address tracks nothing, or is not an http or https address.
pub fn untracked_address(address: &str) -> Option<String> {
    let published = web_url(address)?;
    let mut url = published.clone();
    for _ in 0..DEEPEST {
        match redirects_to(&url) {
            Some(next) => url = next,
            None => break,
        }
    }
    let tracks = |part: &&str| is_tracking(part.split('=').next().unwrap_or_default());
    let query = url.query().unwrap_or_default().to_owned();
    if query.split('&').any(|part| tracks(&part)) {
        let kept: Vec<&str> = query.split('&').filter(|part| !tracks(part)).collect();
        url.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    }
    if url.fragment().is_some_and(|fragment| tracks(&fragment)) {
        url.set_fragment(None);
    }
    (url != published).then(|| url.into())
}

/// Returns the part of a web address behind `#`, or `None` if it is empty.
pub(crate) fn address_fragment(address: &str) -> Option<String> {
    let url = web_url(address)?;
    url.fragment()
        .filter(|fragment| !fragment.is_empty())
        .map(str::to_owned)
}

/// Parses an http or https address; returns `None` for any other.
pub fn web_url(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Returns the host of `url` without `www.`.
fn bare_host(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// Returns the destination that `url` contains by a row of the table.
fn destination(url: &Url, rows: &[AddressRow]) -> Option<Url> {
    let bare = bare_host(url)?;
    let mut rows = rows.iter();
    let row = rows.find(|(name, path, _)| *name == bare && url.path().starts_with(path));
    let value = |name: &&&str| url.query_pairs().find(|(key, _)| key == **name);
    let (_, value) = row?.2.iter().find_map(|name| value(&name))?;
    // A sharing link holds a message with words before the address.
    value.split_whitespace().find_map(web_url)
}

/// Returns the destination of an address that only counts a click.
fn redirects_to(url: &Url) -> Option<Url> {
    if bare_host(url)?.ends_with(".safelinks.protection.outlook.com") {
        let (_, value) = url.query_pairs().find(|(key, _)| key == "url")?;
        return web_url(&value);
    }
    destination(url, REDIRECTS)
}

/// Returns the article that `url` leads to or is a copy of.
fn leads_to(url: &Url) -> Option<Url> {
    if let Some(destination) = redirects_to(url).or_else(|| destination(url, SHARES)) {
        return Some(destination);
    }
    let bare = bare_host(url)?;
    if bare == "web.archive.org" {
        let rest = url.path().strip_prefix("/web/")?;
        return web_url(rest.split_once('/')?.1);
    }
    let amp = if bare == "cdn.ampproject.org" || bare.ends_with(".cdn.ampproject.org") {
        // `/c/` leads to a page, and `/v/` to the same page in a viewer.
        let path = url.path();
        path.strip_prefix("/c/")
            .or_else(|| path.strip_prefix("/v/"))
    } else if bare == "google.com" || bare == "google.co.in" {
        url.path().strip_prefix("/amp/")
    } else {
        None
    }?;
    // `s/` before the host means https.
    let (scheme, rest) = match amp.strip_prefix("s/") {
        Some(rest) => ("https", rest),
        None => ("http", amp),
    };
    web_url(&format!("{scheme}://{rest}"))
}

/// Whether a parameter requests the AMP copy of the page.
fn is_amp(name: &str, value: &str) -> bool {
    (name == "amp" && matches!(value, "" | "1" | "true"))
        || (name == "outputType" && value == "amp")
        || matches!(name, "amp_js_v" | "amp_gsa" | "usqp")
}

/// Whether a parameter was added by a publisher or a network to track the click.
fn is_tracking(name: &str) -> bool {
    let begins = ["utm_", "at_", "ns_", "guce_", "fb_", "_ga", "pk_", "mtm_"];
    begins.iter().any(|beginning| name.starts_with(beginning))
        || matches!(
            name,
            "fbclid"
                | "gclid"
                | "dclid"
                | "gbraid"
                | "wbraid"
                | "msclkid"
                | "twclid"
                | "yclid"
                | "igshid"
                | "igsh"
                | "mc_cid"
                | "mc_eid"
                | "ref_src"
                | "ref_url"
                | "cmpid"
                | "ncid"
                | "ocid"
                | "smid"
                | "xtor"
                | "guccounter"
                | "__twitter_impression"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_story_has_one_address_whatever_way_it_was_reached() {
        let story = "example.org/news/1";
        for address in [
            "http://www.example.org/news/1/",
            "https://m.example.org/news/1",
            "https://EXAMPLE.org/news/1#top",
            "https://example.org/news/1?utm_source=x&fbclid=y&at_medium=RSS",
            "https://example.org/news/1/amp/",
            "https://example.org/amp/news/1",
            "https://amp.example.org/news/1?amp=1",
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/1",
            "https://www.google.com/amp/s/example.org/news/1",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fnews%2F1",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fnews%2F1&h=AT0",
            "https://wa.me/?text=%E0%A4%AA%E0%A4%A2%E0%A4%BC%E0%A4%BF%E0%A4%8F%20https%3A%2F%2Fexample.org%2Fnews%2F1",
            "https://t.me/share/url?url=https://example.org/news/1",
            "https://web.archive.org/web/20211213/https://example.org/news/1",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fnews%2F1&data=x",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fexample.org%252Fnews%252F1",
        ] {
            assert_eq!(
                canonical_address(address).as_deref(),
                Some(story),
                "{address}"
            );
        }
    }

    #[test]
    fn only_what_tracks_leaves_an_address() {
        for (address, untracked) in [
            (
                "https://example.org/a?id=2&utm_source=rss&q=%E0%A4%95+x&fbclid=y#part",
                "https://example.org/a?id=2&q=%E0%A4%95+x#part",
            ),
            (
                "https://www.example.org/a/?utm_source=rss",
                "https://www.example.org/a/",
            ),
            (
                "https://example.org/a#xtor=RSS-3208",
                "https://example.org/a",
            ),
            (
                "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa%3Fgclid%3D1",
                "https://example.org/a",
            ),
            (
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa&h=AT0",
                "https://example.org/a",
            ),
        ] {
            assert_eq!(untracked_address(address).as_deref(), Some(untracked));
        }
        for address in [
            "https://example.org/a?&b",
            "https://wa.me/?text=https%3A%2F%2Fexample.org%2Fa",
            "https://web.archive.org/web/2021/https://example.org/a",
            "https://example.org/a?amp=1",
            "javascript:alert(1)",
        ] {
            assert_eq!(untracked_address(address), None, "{address}");
        }
    }

    #[test]
    fn what_tells_stories_apart_stays() {
        for (address, canonical) in [
            (
                "https://example.org/news/1?id=2&utm_medium=x",
                "example.org/news/1?id=2",
            ),
            ("https://example.org/amp", "example.org/amp"),
            ("https://m.org/1", "m.org/1"),
            (
                "https://www.google.com/search?q=https://example.org",
                "google.com/search?q=https://example.org",
            ),
            (
                "https://www.google.com/url?q=javascript:alert(1)",
                "google.com/url?q=javascript:alert(1)",
            ),
        ] {
            assert_eq!(
                canonical_address(address).as_deref(),
                Some(canonical),
                "{address}"
            );
        }
        for address in ["ftp://example.org/1", "javascript:x", "", "news/1"] {
            assert_eq!(canonical_address(address), None, "{address}");
        }
    }
}
