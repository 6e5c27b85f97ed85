//! OPML: lists of feeds that news readers exchange.
//!
//! Some news readers write shell commands instead of addresses (`|cmd`, `exec:`, `filter:`), and
//! run them when they read the list. This module accepts only http and https addresses.

use super::xml_tree::{self, XmlElement};
use super::{Problem, decode, effort};
use crate::text::sanitize;
use quick_xml::escape::escape;
use url::Url;

/// The maximum number of feeds of one list.
const MOST: usize = 10_000;

/// The maximum nesting depth of folders; a feed nested deeper is put into the folder at this depth.
const DEEPEST: usize = 16;

/// A feed in a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OpmlFeed {
    /// The title of the feed, or its address if the list has no title for it.
    pub title: String,
    /// The address of the feed.
    pub xml_url: String,
    /// The address of the site.
    pub html_url: Option<String>,
    /// The folders that contain the feed, outermost first.
    pub folders: Vec<String>,
}

/// A list of feeds, and the problems found in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OpmlList {
    /// The title of the list.
    pub title: Option<String>,
    /// The feeds, in the order of the list.
    pub feeds: Vec<OpmlFeed>,
    /// The entries that were not accepted, and why.
    pub problems: Vec<Problem>,
}

/// Parses the list in `bytes`; `origin` is its path or address. If the input is not a list, the
/// result has a problem and no feeds.
pub fn read(bytes: &[u8], origin: &str) -> OpmlList {
    let (mut list, is_cut) = effort::bounded(|| of_bytes(bytes, origin));
    if is_cut {
        list.problems
            .push(Problem::new(origin, None, effort::SPENT));
    }
    list
}

fn of_bytes(bytes: &[u8], origin: &str) -> OpmlList {
    let mut list = OpmlList::default();
    let text = decode::decode(bytes, origin, &mut list.problems);
    let tree = xml_tree::read(&text);
    let repairs = tree.repairs.into_iter();
    list.problems
        .extend(repairs.map(|what| Problem::new(origin, None, what)));
    // A root element with another name, or no root element at all, is accepted.
    let opml = tree
        .root
        .elements()
        .find(|element| element.name != "outline");
    let opml = opml.unwrap_or(&tree.root);
    let title = opml
        .named("head")
        .flat_map(|head| head.named("title"))
        .next();
    list.title = title.and_then(|title| clean(&title.text()));
    let body = opml.named("body").next().unwrap_or(opml);
    outlines(body, &mut Vec::new(), origin, &mut list);
    if list.feeds.is_empty() {
        let what = "no feed in this list; nothing was taken";
        list.problems.push(Problem::new(origin, None, what));
    }
    list
}

fn clean(text: &str) -> Option<String> {
    Some(sanitize::clean_line(text).into_owned()).filter(|text| !text.is_empty())
}

fn outlines(element: &XmlElement, folders: &mut Vec<String>, origin: &str, list: &mut OpmlList) {
    for outline in element.named("outline") {
        let is_feed = outline.attribute("xmlurl").is_some();
        let names = if is_feed {
            ["title", "text"]
        } else {
            ["text", "title"]
        };
        let name = names
            .iter()
            .find_map(|name| clean(outline.attribute(name)?));
        if let Some(address) = outline.attribute("xmlurl") {
            match feed(outline, address, name.clone(), folders) {
                _ if list.feeds.len() >= MOST => {}
                Ok(feed) => {
                    if outline.attribute("filtercmd").is_some() {
                        let what = format!(
                            "“{}” has a command that filters it; the feed was taken, the command left out and not run",
                            feed.title
                        );
                        list.problems.push(Problem::new(origin, None, what));
                    }
                    list.feeds.push(feed);
                    if list.feeds.len() == MOST {
                        let what = format!("{MOST} feeds were taken; the rest was passed over");
                        list.problems.push(Problem::new(origin, None, what));
                    }
                }
                Err(what) => list.problems.push(Problem::new(origin, None, what)),
            }
        }
        let is_folder = !is_feed && folders.len() < DEEPEST;
        let folder = name.filter(|_| is_folder);
        let depth = folders.len();
        folders.extend(folder);
        outlines(outline, folders, origin, list);
        folders.truncate(depth);
    }
}

fn feed(
    outline: &XmlElement,
    address: &str,
    name: Option<String>,
    folders: &[String],
) -> Result<OpmlFeed, String> {
    let xml_url = of_the_web(address).ok_or_else(|| refusal(address, name.as_deref()))?;
    let mut folders = folders.to_vec();
    if folders.is_empty() {
        // A list without folders may name folders in `category`: `/News/Hindi,/Daily`. The first
        // one is used.
        let category = outline.attribute("category").unwrap_or_default();
        let path = category.split(',').next().unwrap_or_default().split('/');
        folders.extend(path.filter_map(clean).take(DEEPEST));
    }
    Ok(OpmlFeed {
        title: name.unwrap_or_else(|| xml_url.clone()),
        html_url: outline.attribute("htmlurl").and_then(of_the_web),
        xml_url,
        folders,
    })
}

/// Returns the text of the problem for an address that is not accepted.
fn refusal(address: &str, name: Option<&str>) -> String {
    let address = sanitize::clean_line(address);
    let shown: String = address.chars().take(80).collect();
    let name = name.map_or_else(
        || "a feed without a name".to_owned(),
        |name| format!("“{name}”"),
    );
    let runs = ["|", "exec:", "filter:"];
    let lower = address.to_ascii_lowercase();
    if runs.iter().any(|start| lower.starts_with(start)) {
        return format!(
            "{name} is a command and not an address ({shown}); it was not taken and not run"
        );
    }
    format!("{name} has no address of the web ({shown}); it was not taken")
}

fn of_the_web(address: &str) -> Option<String> {
    let address = address.trim();
    // A `feed://` address means http.
    let address = match address.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => address.to_owned(),
    };
    let url = Url::parse(&address).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let clean = sanitize::clean_line(&address);
    let whole = if *clean == *address {
        address.clone()
    } else {
        url.to_string()
    };
    is_web.then_some(whole)
}

/// Writes a list as OPML 2.0. All feeds of a folder are written together, at the position of the
/// first one.
pub fn write(title: &str, feeds: &[OpmlFeed]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>{}</title></head>\n<body>\n",
        escape(title)
    );
    let all: Vec<&OpmlFeed> = feeds.iter().collect();
    write_level(&all, 0, &mut text);
    text.push_str("</body>\n</opml>\n");
    text
}

fn write_level(feeds: &[&OpmlFeed], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    let mut written: Vec<&str> = Vec::new();
    for feed in feeds {
        let Some(folder) = feed.folders.get(depth) else {
            text.push_str(&indent);
            text.push_str(&outline(feed));
            continue;
        };
        if written.contains(&folder.as_str()) {
            continue;
        }
        written.push(folder);
        let within = feeds
            .iter()
            .filter(|other| other.folders.get(depth) == Some(folder));
        let within: Vec<&OpmlFeed> = within.copied().collect();
        let name = escape(folder.as_str());
        for piece in [&indent, "<outline text=\"", &*name, "\">\n"] {
            text.push_str(piece);
        }
        write_level(&within, depth + 1, text);
        text.push_str(&indent);
        text.push_str("</outline>\n");
    }
}

fn outline(feed: &OpmlFeed) -> String {
    let title = escape(feed.title.as_str());
    let html = feed
        .html_url
        .as_deref()
        .map_or_else(String::new, |url| format!(" htmlUrl=\"{}\"", escape(url)));
    let xml = escape(feed.xml_url.as_str());
    format!("<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{xml}\"{html}/>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"<opml version="1.0"><head><title>मेरी सूची</title></head><body>
        <outline text="समाचार"><outline text="विज्ञान">
          <outline title="आकाश &amp; धरती" xmlUrl="https://example.org/a.xml?x=1&amp;y=2" htmlUrl="https://example.org/"/>
        </outline><outline text="खेल" xmlUrl="feed://example.org/khel.xml"></outline></outline>
        <outline text="बुरा" xmlUrl="|rm -rf x"/><outline xmlUrl="exec:ls"/>
        <outline text="छना" xmlUrl="filter:x.py:https://example.org/f"/><outline text="यहाँ" xmlUrl="file:///etc/passwd"/>
        <outline text="अकेला" xmlUrl="https://example.org/b.xml" category="/दिन/सुबह,/रात">
        </body></opml>"#;

    #[test]
    fn a_list_is_read_and_written_again() {
        let list = read(LIST.as_bytes(), "f.opml");
        assert_eq!(list.title.as_deref(), Some("मेरी सूची"));
        let outlines: Vec<(&str, &str, String)> = list
            .feeds
            .iter()
            .map(|feed| {
                (
                    feed.title.as_str(),
                    feed.xml_url.as_str(),
                    feed.folders.join("/"),
                )
            })
            .collect();
        assert_eq!(
            outlines,
            [
                (
                    "आकाश & धरती",
                    "https://example.org/a.xml?x=1&y=2",
                    "समाचार/विज्ञान".to_owned()
                ),
                ("खेल", "http://example.org/khel.xml", "समाचार".to_owned()),
                ("अकेला", "https://example.org/b.xml", "दिन/सुबह".to_owned()),
            ]
        );
        let again = read(write("मेरी सूची", &list.feeds).as_bytes(), "f.opml");
        assert_eq!(again.problems, []);
        assert_eq!((again.title, again.feeds), (list.title, list.feeds));
    }

    #[test]
    fn commands_are_refused_with_a_problem() {
        let problems: Vec<String> = read(LIST.as_bytes(), "f.opml")
            .problems
            .iter()
            .map(|p| p.what.to_string())
            .collect();
        for expected in [
            "“बुरा” is a command and not an address (|rm -rf x); it was not taken and not run",
            "a feed without a name is a command and not an address (exec:ls); it was not taken and not run",
            "“यहाँ” has no address of the web (file:///etc/passwd); it was not taken",
        ] {
            assert!(
                problems.iter().any(|problems| problems == expected),
                "{problems:#?}"
            );
        }
    }

    #[test]
    fn input_that_is_no_list_gives_a_problem() {
        for bytes in [&b""[..], b"\xff\xfe", b"<opml>", b"{}", b"<outline xmlUrl="] {
            let list = read(bytes, "f");
            assert!(list.feeds.is_empty() && !list.problems.is_empty());
        }
    }
}
