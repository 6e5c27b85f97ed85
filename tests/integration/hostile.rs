//! Strangers' bytes through every door: what a terminal would obey comes out of none.
//!
//! Each payload has done harm to a reader of mail or news, or to a terminal, somewhere. It stands in
//! every field of every format, goes through every command that prints, and through the reader on a
//! pseudo-terminal. What the net may do is in `client` and `sync`, what is asked in `library`.

use crate::ingest::assert_harmless;
use crate::program::{Ended, Program};
use crate::pty::Session;
use newsreader::ingest::{feed, opml, parse};
use std::path::{Path, PathBuf};

/// What is in every payload: it may be seen, and never be in a sequence.
const MARK: &str = "Harm7";

const PAYLOADS: [&str; 30] = [
    "\u{1b}]0;Harm7\u{7}",
    "\u{1b}]2;Harm7\u{1b}\\",
    "&#27;]0;Harm7&#7;",
    "&#x9d;0;Harm7&#x9c;",
    "&amp;#27;]0;Harm7",
    "\u{9b}31mHarm7",
    "\u{9d}0;Harm7\u{9c}",
    "\u{90}qHarm7\u{9c}",
    "\u{1b}]Harm7",
    "\u{1b}P$qHarm7\u{1b}\\",
    "\u{1b}P+q544e;Harm7\u{1b}\\",
    "\u{1b}[21tHarm7\u{1b}[6n\u{1b}[c\u{5}",
    "\u{1b}]8;;file:///etc/Harm7\u{1b}\\x\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;SGFybTc=\u{7}Harm7",
    "\u{1b}]50;?Harm7\u{7}",
    "\u{1b}]99;;Harm7\u{1b}\\",
    "\u{1b}_Ga=T;Harm7\u{1b}\\",
    "\u{202e}Harm7\u{202c}\u{2067}x",
    "a\u{2028}Harm7\u{85}b\u{b}c\u{c}d\u{2029}e",
    "\u{0}Harm7\u{7f}\u{8}\u{8}\u{e}",
    "\u{1b}\u{1b}[2J\u{1b}cHarm7",
    "Harm7\rnewsreader: all is well",
    "\u{fff9}Harm7\u{fffa}x\u{fffb}\u{e0041}",
    "\"><script>Harm7</script>",
    "<img src=x onerror=Harm7>",
    "`Harm7` $(Harm7) #Harm7",
    "[Harm7](javascript:Harm7) ![Harm7](file:///Harm7)",
    "</title>]]><Harm7/>",
    "|Harm7 exec:Harm7",
    "../../Harm7",
];

/// A text as XML carries it; what XML cannot carry, as a reference.
fn xml(text: &str) -> String {
    let escaped = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\n' => c.to_string(),
        c if c < ' ' => format!("&#{};", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// A document of each format with `bad` wherever it has room: its name's ending and its text.
fn documents(bad: &str) -> Vec<(&'static str, String)> {
    let (x, web) = (xml(bad), format!("https://x.example/{bad}"));
    let url = xml(&web);
    let json = serde_json::json!({
        "title": bad, "summary": bad, "author": bad, "body": [bad, format!("{bad} पाठ है।")], "url": web,
        "section": bad, "language": bad, "image": web, "source": {"name": bad, "url": web},
        "related": [{"title": bad, "url": bad}], "tags": [bad],
    });
    vec![
        (
            "txt",
            format!(
                "{bad}\n{bad} पाठ यहाँ है।\n![{bad}]({web})\nये भी पढ़ें: {bad}\n{bad} और पाठ यहाँ है।\n"
            ),
        ),
        (
            "md",
            format!(
                "---\ntitle: '{bad}'\nauthor: '{bad}'\n---\n# {bad}\n\n{bad} **{bad}** [{bad}]({web})\n\n![{bad}]({web})\n\n> {bad}\n\n```\n{bad}\n```\n"
            ),
        ),
        ("json", json.to_string()),
        ("jsonl", format!("{json}\n{{{bad}\n{json}\n")),
        (
            "html",
            format!(
                "<html lang='{x}'><head><title>{bad}</title><base href='{bad}'><meta name=author content='{x}'></head><body><h1>{bad}</h1>\
             <article><p>{bad} यह अनुच्छेद इतना लंबा है कि इसे लेख माना जाए।</p><p><a href='{url}'>{bad}</a> और शब्द, और शब्द।</p>\
             <img src='{url}' alt='{x}'></article>"
            ),
        ),
    ]
}

/// A feed of each kind, and a list of feeds, with `bad` wherever it has room.
fn feeds(bad: &str) -> Vec<(&'static str, String)> {
    let (x, web) = (xml(bad), format!("https://x.example/{bad}"));
    let url = xml(&web);
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": bad, "language": bad, "description": bad,
        "home_page_url": web, "authors": [{"name": bad, "url": web}],
        "items": [{"id": bad, "title": bad, "content_html": format!("<p>{bad}</p>"), "url": web, "image": web,
            "summary": bad, "tags": [bad], "attachments": [{"url": web, "mime_type": bad, "title": bad}]}],
    });
    vec![
        (
            "rss",
            format!(
                "<rss version='2.0' xml:base='{x}'><channel><title>{x}</title><link>{url}</link><description>{x}</description>\
             <language>{x}</language><managingEditor>{x}</managingEditor><item><title>{x}</title><link>{url}</link><author>{x}</author>\
             <guid>{x}</guid><category>{x}</category><pubDate>{x}</pubDate><description>{x} &lt;p&gt;{x}</description>\
             <enclosure url='{url}' type='{x}'/></item></channel></rss>"
            ),
        ),
        (
            "rss",
            format!(
                "<rss><channel><title>{bad}</title><item><title>{bad}</title><description><![CDATA[{bad}]]></description>"
            ),
        ),
        (
            "atom",
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='{x}'><title type='html'>{x}</title><subtitle>{x}</subtitle>\
             <author><name>{x}</name></author><entry><id>{x}</id><title>{x}</title><link href='{url}'/><author><name>{x}</name></author>\
             <category term='{x}'/><summary>{x}</summary><content type='html'>{x}</content></entry></feed>"
            ),
        ),
        ("feed.json", feed.to_string()),
        (
            "opml",
            format!(
                "<opml><head><title>{x}</title></head><body><outline text='{x}'><outline text='{x}' title='{x}' xmlUrl='{url}' htmlUrl='{x}' filtercmd='{x}'/>\
             <outline title='{x}' xmlUrl='{x}'/></outline></body></opml>"
            ),
        ),
    ]
}

/// A folder with all payloads in all formats, and beside it a library.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(place.stories()).unwrap();
        for (number, bad) in PAYLOADS.into_iter().enumerate() {
            for (index, (ending, text)) in documents(bad).into_iter().chain(feeds(bad)).enumerate()
            {
                let name = format!("{number}-{index}.{ending}");
                std::fs::write(place.stories().join(name), text).unwrap();
            }
        }
        // The same control as one byte, where a page says that its bytes are windows-1252's.
        let bytes = b"<html><meta charset=windows-1252><h1>\x9b31m Harm7 \x9d0;x</h1><p>\x9bHarm7";
        std::fs::write(place.stories().join("bytes.html"), bytes).unwrap();
        place
    }

    fn stories(&self) -> PathBuf {
        self.folder.path().join("stories")
    }

    fn files(&self, endings: &[&str]) -> Vec<String> {
        let files = std::fs::read_dir(self.stories()).unwrap().flatten();
        let paths = files.map(|file| file.path().to_str().unwrap().to_owned());
        let mut paths: Vec<String> = paths
            .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
            .collect();
        paths.sort();
        paths
    }

    /// Runs the program; whatever it says must be harmless.
    fn run(&self, arguments: &[&str]) -> Ended {
        let output = Program::new(arguments)
            .env("NEWSREADER_LIBRARY", self.folder.path().join("library.db"))
            .run();
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {code:?}");
        assert_only_letters(&output.stdout, arguments);
        assert_only_letters(&output.stderr, arguments);
        output
    }

    fn lines(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        self.run(arguments).rows()
    }
}

fn is_terminal_control(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

fn assert_only_letters(text: &str, of: &[&str]) {
    let bad = text.lines().find(|line| line.contains(is_terminal_control));
    assert_eq!(bad, None, "{of:?}");
}

#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_a_command() {
    let place = Place::new();
    let stories = place.stories();
    let stories = stories.to_str().unwrap();
    let articles = place.lines(&["parse", stories]);
    assert!(articles.len() >= 8 * PAYLOADS.len(), "{}", articles.len());
    articles.iter().for_each(assert_harmless);
    place.run(&["parse", "--pretty", stories]);
    for width in ["1", "40"] {
        place.run(&["show", "--width", width, stories]);
    }
    let files = place.files(&[""]);
    let files = files.iter().map(String::as_str);
    place.run(
        &["wrap", "--width", "30"]
            .into_iter()
            .chain(files)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_the_library() {
    let place = Place::new();
    place.run(&["import", place.stories().to_str().unwrap()]);
    let listed = place.lines(&["list", "--json"]);
    assert!(listed.len() >= 4 * PAYLOADS.len(), "{}", listed.len());
    place.run(&["list"]);
    place.run(&["search", MARK]);
    place.run(&["search", "--json", MARK, "पाठ"]);
    place.run(&[
        "search",
        "\u{1b}]0;x\u{7}",
        "title:\u{202e}x",
        "since:\u{9b}x",
    ]);
    let exported = place.lines(&["export"]);
    // Stories that are one and the same are listed once.
    assert!(exported.len() >= listed.len());
    exported.iter().for_each(assert_harmless);
    for row in listed.iter().take(5) {
        place.run(&["show", row["id"].as_str().unwrap()]);
        place.run(&["related", row["id"].as_str().unwrap()]);
    }
}

#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_feeds_and_their_lists() {
    let place = Place::new();
    for path in place.files(&["rss", "atom", "feed.json"]) {
        place.run(&["feeds", "check", &path]);
        let checked = place.lines(&["feeds", "check", "--json", &path]);
        checked.iter().for_each(assert_harmless);
    }
    for path in place.files(&["opml"]) {
        place.run(&["feeds", "import", &path]);
    }
    let listed = place.lines(&["feeds", "list", "--json"]);
    assert_eq!(listed.len(), PAYLOADS.len());
    listed.iter().for_each(assert_harmless);
    for row in &listed {
        let address = row["feed"].as_str().unwrap();
        assert!(address.starts_with("https://x.example/"), "{address}");
        let site = row["site"].as_str();
        assert!(site.is_none_or(|site| site.starts_with("http")), "{site:?}");
    }
    place.run(&["feeds", "list"]);
    // What goes out comes in again: it was escaped.
    let exported = place.run(&["feeds", "export"]).stdout;
    let again = opml::read(exported.as_bytes(), "again.opml");
    assert_eq!(again.problems, []);
    assert_eq!(again.feeds.len(), listed.len());
}

/// Names of files come from strangers too: out of archives, and from whoever shares a folder.
#[cfg(unix)]
#[test]
fn names_of_files_are_harmless_as_well() {
    let place = Place::new();
    let folder = place.folder.path().join("names");
    std::fs::create_dir(&folder).unwrap();
    for bad in [
        "\u{1b}]0;Harm7\u{7}",
        "\u{9b}2JHarm7",
        "\u{202e}Harm7",
        "-rf\nHarm7",
        "$(Harm7)",
    ] {
        std::fs::write(
            folder.join(format!("{bad}.txt")),
            format!("शीर्षक {bad}\nपाठ है।\n"),
        )
        .unwrap();
        std::fs::write(
            folder.join(format!("{bad}.jpg")),
            b"\xff\xd8\xff\xe0\0\x10JFIF",
        )
        .unwrap();
        let none = folder.join(format!("{bad}-none"));
        for command in ["parse", "show", "wrap", "import", "related"] {
            place.run(&[command, none.to_str().unwrap()]);
        }
        place.run(&["feeds", "check", none.to_str().unwrap()]);
        place.run(&["feeds", "import", none.to_str().unwrap()]);
    }
    let folder = folder.to_str().unwrap();
    let parsed = place.lines(&["parse", folder]);
    assert_eq!(parsed.len(), 5, "{parsed:#?}");
    place.run(&["show", folder]);
    place.run(&["import", folder]);
    place.run(&["list"]);
    place.run(&["search", "शीर्षक"]);
    let origins = place.lines(&["list", "--json"]);
    origins.iter().for_each(assert_harmless);
    let harmless = origins.iter().filter(|row| {
        let origin = row["origin"].as_str().unwrap();
        let is_marked = origin.contains('\u{fffd}') || origin.contains("-rf Harm7");
        assert_eq!(Path::new(origin).exists(), !is_marked, "{origin:?}");
        !is_marked
    });
    assert_eq!(harmless.count(), 1);
    let exported = place.lines(&["export"]);
    assert_eq!(exported.len(), origins.len());
}

/// Files whose remarks repeat what stands in them.
fn remarkable(bad: &str) -> [(&'static str, String); 8] {
    let (json, x) = (serde_json::json!(bad), xml(bad));
    let story = |field: &str, value: &serde_json::Value| {
        format!(r#"[{{"headline": "क", "{field}": {value}}}]"#)
    };
    let kind = serde_json::json!([{"kind": bad, "text": "क"}]);
    let marks = serde_json::json!([{"start": 0, "end": 1, "mark": bad}]);
    let mark = serde_json::json!([{"kind": "paragraph", "text": "क", "marks": marks}]);
    [
        ("kind.json", story("blocks", &kind)),
        ("mark.json", story("blocks", &mark)),
        ("id.json", story("id", &json)),
        ("published.json", story("published", &json)),
        (
            "bad.jsonl",
            format!("{{\"title\":\"क\",\"body\":[\"क\"]}}\n{{\"a\":{bad}}}\n{{{json}\n"),
        ),
        (
            "name.xml",
            format!("<rss><channel><item><title>क</title></item><b{bad}>"),
        ),
        (
            "front.md",
            format!("---\ndate: {json}\n{bad}\n---\n# क\n\nक\n"),
        ),
        (
            "list.opml",
            format!("<opml><body><outline text='{x}' xmlUrl='|{x}'/><b{bad}>"),
        ),
    ]
}

#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_remarks() {
    let place = Place::new();
    for (name, text) in PAYLOADS.into_iter().flat_map(remarkable) {
        let path = place.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let path = path.to_str().unwrap();
        let parsed = place.lines(&["parse", path]);
        parsed.iter().for_each(assert_harmless);
        for command in [
            &["show"][..],
            &["import"],
            &["feeds", "check"],
            &["feeds", "import"],
        ] {
            place.run(&[command, &[path]].concat());
        }
        let checked = place.lines(&["feeds", "check", "--json", path]);
        checked.iter().for_each(assert_harmless);
    }
}

/// Arguments that are not understood, in both languages, and a program that is called by another name.
#[cfg(unix)]
#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_what_was_typed_or_set() {
    let place = Place::new();
    let run = |arguments: &[&str], name: &str, language: &str, setting: (&str, &str)| {
        let output = Program::new(arguments)
            .called(name)
            .env("NEWSREADER_LIBRARY", place.folder.path().join("l.db"))
            .locale(language)
            .env(setting.0, setting.1)
            // Some of these settings are folders, and what is kept there lands where it runs.
            .folder(place.folder.path())
            .run();
        assert_only_letters(&output.stdout, arguments);
        assert_only_letters(&output.stderr, arguments);
    };
    let all: String = PAYLOADS.concat().replace('\0', "");
    for bad in [&*all, PAYLOADS[0], PAYLOADS[5], PAYLOADS[17]] {
        for language in ["en_US.UTF-8", "hi_IN.UTF-8"] {
            for arguments in [
                &["--lang", bad][..],
                &["--widths", bad],
                &["--measure", bad],
                &["list", "--limit", bad],
                &["feeds", bad],
                &["remove", "--json", bad],
                &["feeds", "remove", "--json", bad],
                &["feeds", "add", bad],
                &["feeds", "add", "--starter", bad],
                &["sync", "--feed", bad],
                &["--help", bad],
                &[bad, bad],
            ] {
                run(arguments, bad, language, ("X", "x"));
            }
        }
        for name in [
            "BROWSER",
            "XDG_CACHE_HOME",
            "HOME",
            "TERM_PROGRAM",
            "COLORTERM",
            "LC_ALL",
            "http_proxy",
        ] {
            run(&["doctor"], "newsreader", "C", (name, bad));
            run(&["doctor", "--json"], "newsreader", "C", (name, bad));
        }
        run(
            &["list"],
            "newsreader",
            "C",
            ("NEWSREADER_LIBRARY", &format!("/dev/null/{bad}")),
        );
    }
}

/// What an older version stored: the name of a file as it was.
#[test]
fn a_library_of_an_older_version_is_cleaned_on_its_way_out() {
    let place = Place::new();
    let library = place.folder.path().join("library.db");
    let file = place.folder.path().join("one.txt");
    std::fs::write(&file, "शीर्षक\nपाठ है।\n").unwrap();
    place.run(&["import", file.to_str().unwrap()]);
    let connection = rusqlite::Connection::open(&library).unwrap();
    let bad = "a\u{1b}]0;Harm7\u{7}\u{9b}31m\u{202e}.txt";
    let changed = connection
        .execute("UPDATE article SET origin = ?1", [bad])
        .unwrap();
    assert_eq!(changed, 1);
    drop(connection);
    let rows = place.lines(&["list", "--json"]);
    assert!(
        rows.iter()
            .any(|row| row["origin"].as_str().unwrap().contains(MARK))
    );
    rows.iter().for_each(assert_harmless);
    place.run(&["list"]);
    let mut session = Session::start(&["--library", library.to_str().unwrap()], &[]);
    session.wait_for("शी");
    session.press("\r");
    session.wait_for("पा");
    session.press("Q");
    assert_own_sequences(&session.finish());
}

/// What the program wrote to the terminal: sequences of its own, and letters.
fn assert_own_sequences(raw: &[u8]) {
    let text = String::from_utf8_lossy(raw);
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(['\u{1b}', '\u{9b}', '\u{9d}', '\u{90}']) {
        assert!(
            rest[at..].starts_with('\u{1b}'),
            "a control of one code point"
        );
        let sequence = &rest[at + 1..];
        let end = match sequence.chars().next() {
            Some(']' | 'P' | '_' | '^' | 'X') => sequence
                .find(['\u{7}', '\u{1b}'])
                .expect("a string has an end"),
            _ => sequence
                .find(|c: char| c.is_ascii_alphabetic() || c == '~')
                .unwrap(),
        };
        let sequence_itself = &sequence[..end];
        match sequence_itself.strip_prefix("]8;;") {
            // An address is a stranger's, and in it everything but ASCII that can be seen is escaped.
            Some(link) => {
                assert!(link.is_empty() || link.starts_with("http"), "{link}");
                assert!(link.chars().all(|c| c.is_ascii_graphic()), "{link:?}");
            }
            None => assert!(!sequence_itself.contains(MARK), "{sequence_itself:?}"),
        }
        // `6n` is how the cursor is found; the others are asked for nobody.
        assert!(
            !["[21t", "[2J\u{1b}c"].contains(&sequence_itself),
            "{sequence_itself:?}"
        );
        rest = &sequence[end..];
    }
    assert!(!text.contains([
        '\u{5}', '\u{8}', '\u{b}', '\u{c}', '\u{e}', '\u{7f}', '\u{202e}', '\u{2067}', '\u{2028}'
    ]));
}

#[test]
fn the_reader_sends_the_terminal_nothing_but_its_own_sequences() {
    let place = Place::new();
    let stories = place.stories();
    let mut session = Session::start(&[stories.to_str().unwrap()], &[("BROWSER", "")]);
    session.wait_for("nothing w");
    // Through the list and some stories: what was left out, remarks, letters on links, the address, help.
    session.press("!");
    session.wait_for("not text");
    session.press("q");
    for _ in 0..12 {
        session.press("\rxx\tyof");
        escape(&mut session);
        session.press("J");
    }
    // A box, a selected link, a story, a filter: whatever is open, this leads to the list.
    for _ in 0..4 {
        escape(&mut session);
    }
    session.press("/Harm7\r");
    session.wait_for(MARK);
    session.press("Q");
    assert_own_sequences(&session.finish());
}

/// Presses Escape, which is a key by itself only where nothing follows it at once.
fn escape(session: &mut Session) {
    session.press("\u{1b}");
    std::thread::sleep(std::time::Duration::from_millis(80));
}

/// Remarks are said at once, with no key pressed; the names of files stand in rows, remarks and stories.
#[cfg(unix)]
#[test]
fn remarks_and_names_of_files_are_no_sequences_in_the_reader() {
    let place = Place::new();
    let folder = place.folder.path().join("remarks");
    std::fs::create_dir(&folder).unwrap();
    let bad = "\u{1b}]0;Harm7\u{7}\u{1b}[31mRED\u{9b}5n\u{9d}0;Harm7\u{9c}\u{202e}";
    // An element's name has no controls of ASCII.
    let c1 = "\u{9d}0;Harm7\u{9c}\u{9b}5n\u{202e}RED";
    let kind = serde_json::json!([{"headline": "क", "blocks": [{"kind": bad, "text": "x"}]}]);
    let mark = serde_json::json!([{"headline": "क", "blocks": [
        {"kind": "paragraph", "text": "x", "marks": [{"start": 0, "end": 1, "mark": bad}]}]}]);
    for (name, text) in [
        ("kind.json".to_owned(), kind.to_string()),
        ("mark.json".to_owned(), mark.to_string()),
        (
            "name.xml".to_owned(),
            format!("<rss><channel><item><title>ख</title></item><b{c1}>"),
        ),
        (format!("{bad}.txt"), "गगन\n\nपाठ है।\n".to_owned()),
        (format!("{bad}.jpg"), "\u{0}\u{1}".to_owned()),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    for name in ["kind.json", "mark.json", "name.xml", ""] {
        let path = folder.join(name);
        let mut session = Session::start(&[path.to_str().unwrap()], &[]);
        session.wait_for("newsreader");
        session.press("!");
        session.wait_for("RED");
        escape(&mut session);
        session.press("\rJQ");
        assert_own_sequences(&session.finish());
    }
}

/// The longest text of `value`, in bytes.
fn longest(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::String(text) => text.len(),
        serde_json::Value::Array(values) => values.iter().map(longest).max().unwrap_or(0),
        serde_json::Value::Object(fields) => fields.values().map(longest).max().unwrap_or(0),
        _ => 0,
    }
}

#[test]
fn what_is_made_to_grow_or_to_sink_does_neither() {
    let laughs: Vec<String> = (1..12)
        .map(|n| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let laughs = laughs.concat();
    let bomb =
        format!("<!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>");
    let attributes: Vec<String> = (0..300_000).map(|n| format!(" a{n}='&l11;'")).collect();
    let attributes = attributes.concat();
    let deep = "<outline text='x'>".repeat(100_000);
    for document in [
        format!(
            "{bomb}<rss><channel><title>&l11;&f;</title><item><title>क &l11; &f;</title></item></channel></rss>"
        ),
        format!(
            "{bomb}<feed xmlns='http://www.w3.org/2005/Atom'><title>&l11;</title><entry><title>&f;</title></entry></feed>"
        ),
        format!(
            "{bomb}<opml><body><outline text='&l11;' xmlUrl='https://x.example/&f;'/></body></opml>"
        ),
        format!("{bomb}<html><h1>&l11; &f;</h1><p>&f;</html>"),
        format!(
            "<rss><channel{attributes}><item{attributes}><title>क</title></item></channel></rss>"
        ),
        format!("<opml><body>{deep}<outline xmlUrl='https://x.example/'/>"),
        format!("{}क", "> ".repeat(100_000)),
        format!("क\n\n{}", "[![".repeat(100_000)),
        format!("{{\"title\": \"क\", \"body\": {}", "[".repeat(100_000)),
        format!(
            "{{\"title\": \"क\", \"x\": {}1{}}}",
            "{\"x\":".repeat(100_000),
            "}".repeat(100_000)
        ),
    ] {
        let head: String = document.chars().take(60).collect();
        let bytes = document.as_bytes();
        let read = feed::read(bytes, "f");
        let entries: Vec<_> = read.entries.iter().map(|entry| &entry.article).collect();
        let told = serde_json::json!([
            parse(bytes, "f").articles,
            entries,
            read.title,
            opml::read(bytes, "f").title
        ]);
        assert!(longest(&told) <= document.len(), "{head}");
        assert!(!told.to_string().contains("root:"), "{head}");
    }
}

#[test]
fn a_title_of_ten_megabytes_is_read_shown_and_kept() {
    let place = Place::new();
    let title = "क".repeat(3_500_000);
    let marks = format!("a{}", "\u{301}".repeat(5_000));
    let file = place.folder.path().join("long");
    let path = file.to_str().unwrap();
    let rss = format!(
        "<rss><channel><title>{title}</title><item><title>{title}</title><author>{marks}</author></item></channel></rss>"
    );
    std::fs::write(&file, rss).unwrap();
    assert_eq!(place.lines(&["parse", path]).len(), 1);
    place.run(&["show", "--width", "40", path]);
    let json = serde_json::json!({"title": title, "body": [marks]});
    std::fs::write(&file, json.to_string()).unwrap();
    place.run(&["import", path]);
    assert_eq!(place.lines(&["list", "--json"]).len(), 1);
}
