//! The addresses at which the API of a server may be, from the address that the user knows.

use super::endpoint::{API, LOGIN};
use url::Url;

/// The paths of the API below the address of a server; the first is the address itself.
const PATHS: [&str; 8] = [
    "",
    "api/greader.php",
    "greader",
    "googlereader",
    "api/greader",
    "api/googlereader",
    "p/api/greader.php",
    "rest/greader",
];

/// The paths that are asked below each parent of the typed address.
const PATHS_ABOVE: usize = 5;

/// The maximum number of parents of the typed address that are asked.
const MOST_PARENTS: usize = 3;

/// Returns the addresses at which the API may be, the likeliest first.
pub(super) fn candidates(typed: &Url) -> Vec<Url> {
    let path = own_path(typed);
    let mut paths = Vec::new();
    let mut add = |base: &str, names: &[&str]| {
        for name in names {
            let whole = format!("{base}/{name}");
            let whole = whole.trim_end_matches('/').to_owned();
            if !paths.contains(&whole) {
                paths.push(whole);
            }
        }
    };
    add(&path, &PATHS);
    let mut parent = path.as_str();
    for _ in 0..MOST_PARENTS {
        let Some((above, _)) = parent.rsplit_once('/') else {
            break;
        };
        parent = above;
        add(parent, PATHS.get(..PATHS_ABOVE).unwrap_or(&PATHS));
    }
    let address = |path: String| {
        let mut url = typed.clone();
        // Both calls fail only for addresses without a host.
        let _no_host = url.set_username("");
        let _no_host = url.set_password(None);
        url.set_query(None);
        url.set_fragment(None);
        url.set_path(&path);
        url
    };
    paths.into_iter().map(address).collect()
}

/// Returns the path of the typed address without the names of requests, which users copy from the
/// settings of other programs, and without a slash at its end.
fn own_path(typed: &Url) -> String {
    let mut path = typed.path().trim_end_matches('/');
    for request in [API, LOGIN, "reader/api"] {
        let inner = format!("/{request}");
        if let Some((before, after)) = path.split_once(&inner)
            && (after.is_empty() || after.starts_with('/'))
        {
            path = before;
        }
    }
    path.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str) -> Vec<String> {
        let urls = candidates(&Url::parse(typed).unwrap());
        urls.iter().map(|url| url.as_str().to_owned()).collect()
    }

    #[test]
    fn the_typed_address_is_the_first_candidate() {
        for (typed, first) in [
            ("https://a.example", "https://a.example/"),
            ("https://a.example/rss/", "https://a.example/rss"),
            ("https://u:p@a.example/rss?x#y", "https://a.example/rss"),
            (
                "https://a.example/api/greader.php/reader/api/0/",
                "https://a.example/api/greader.php",
            ),
            (
                "https://a.example/x/reader/api/0/subscription/list",
                "https://a.example/x",
            ),
            (
                "https://a.example/accounts/ClientLogin",
                "https://a.example/",
            ),
        ] {
            assert_eq!(of(typed).first().unwrap(), first, "{typed}");
        }
    }

    #[test]
    fn the_api_is_looked_for_below_each_part_of_the_path() {
        for (typed, expected) in [
            ("https://a.example", "https://a.example/api/greader.php"),
            (
                "https://a.example/FreshRSS/p/i/?a=normal",
                "https://a.example/FreshRSS/p/api/greader.php",
            ),
            (
                "https://a.example/i/index.php",
                "https://a.example/api/greader.php",
            ),
            ("https://a.example/unread", "https://a.example/"),
            ("https://a.example/mini/unread", "https://a.example/mini"),
            ("https://a.example/a", "https://a.example/a/googlereader"),
        ] {
            assert!(of(typed).iter().any(|url| url == expected), "{typed}");
        }
        let all = of("https://a.example/a/b/c/d/e/f");
        assert!(all.len() <= 23, "{}", all.len());
    }
}
