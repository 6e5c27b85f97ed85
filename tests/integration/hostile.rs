//! Untrusted input through every entrance of the program: no terminal control comes out.
//!
//! Each payload has harmed a mail or news reader, or a terminal, somewhere. It is put into every field of every
//! format, and goes through every command that prints and through the app in a pseudo-terminal. Hostile servers
//! are in `client` and `sync`, hostile queries in `library`.

use crate::ingest::assert_harmless;
use crate::program::{Ended, Program};
use crate::pty::Session;
use newsreader::ingest::{feed, opml, parse};
use std::path::{Path, PathBuf};

/// Every payload has this word: it may be visible, but never within a sequence.
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

/// Escapes a text for XML, with references for characters that XML forbids.
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

/// Returns a document of each format with `bad` in every field: its extension and its text.
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

/// Returns a feed of each kind and a list of feeds, with `bad` in every field.
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

/// A folder with all payloads in all formats, and a library.
struct Payloads {
    folder: tempfile::TempDir,
}

impl Payloads {
    fn new() -> Self {
        let payloads = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(payloads.stories()).unwrap();
        for (number, bad) in PAYLOADS.into_iter().enumerate() {
            for (index, (ending, text)) in documents(bad).into_iter().chain(feeds(bad)).enumerate()
            {
                let name = format!("{number}-{index}.{ending}");
                std::fs::write(payloads.stories().join(name), text).unwrap();
            }
        }
        // The same control as one byte, in a page that declares windows-1252.
        let bytes = b"<html><meta charset=windows-1252><h1>\x9b31m Harm7 \x9d0;x</h1><p>\x9bHarm7";
        std::fs::write(payloads.stories().join("bytes.html"), bytes).unwrap();
        payloads
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

    /// Runs the program and asserts that its output is harmless.
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
fn commands_print_no_terminal_control() {
    let payloads = Payloads::new();
    let stories = payloads.stories();
    let stories = stories.to_str().unwrap();
    let articles = payloads.lines(&["parse", stories]);
    assert!(articles.len() >= 8 * PAYLOADS.len(), "{}", articles.len());
    articles.iter().for_each(assert_harmless);
    payloads.run(&["parse", "--pretty", stories]);
    for width in ["1", "40"] {
        payloads.run(&["show", "--width", width, stories]);
    }
    let files = payloads.files(&[""]);
    let files = files.iter().map(String::as_str);
    payloads.run(
        &["wrap", "--width", "30"]
            .into_iter()
            .chain(files)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_library_gives_no_terminal_control() {
    let payloads = Payloads::new();
    payloads.run(&["import", payloads.stories().to_str().unwrap()]);
    let listed = payloads.lines(&["list", "--json"]);
    assert!(listed.len() >= 4 * PAYLOADS.len(), "{}", listed.len());
    payloads.run(&["list"]);
    payloads.run(&["search", MARK]);
    payloads.run(&["search", "--json", MARK, "पाठ"]);
    payloads.run(&[
        "search",
        "\u{1b}]0;x\u{7}",
        "title:\u{202e}x",
        "since:\u{9b}x",
    ]);
    let exported = payloads.lines(&["export"]);
    // Near duplicates are listed once.
    assert!(exported.len() >= listed.len());
    exported.iter().for_each(assert_harmless);
    for row in listed.iter().take(5) {
        payloads.run(&["show", row["id"].as_str().unwrap()]);
        payloads.run(&["related", row["id"].as_str().unwrap()]);
    }
}

#[test]
fn feeds_and_lists_of_them_give_no_terminal_control() {
    let payloads = Payloads::new();
    for path in payloads.files(&["rss", "atom", "feed.json"]) {
        payloads.run(&["feeds", "check", &path]);
        let checked = payloads.lines(&["feeds", "check", "--json", &path]);
        assert_eq!(checked.len(), 1, "{path}");
        checked.iter().for_each(assert_harmless);
    }
    for path in payloads.files(&["opml"]) {
        payloads.run(&["feeds", "import", &path]);
    }
    let listed = payloads.lines(&["feeds", "list", "--json"]);
    assert_eq!(listed.len(), PAYLOADS.len());
    listed.iter().for_each(assert_harmless);
    for row in &listed {
        let address = row["feed"].as_str().unwrap();
        assert!(address.starts_with("https://x.example/"), "{address}");
        let site = row["site"].as_str();
        assert!(site.is_none_or(|site| site.starts_with("http")), "{site:?}");
    }
    payloads.run(&["feeds", "list"]);
    // An export is escaped, so it can be imported again.
    let exported = payloads.run(&["feeds", "export"]).stdout;
    let again = opml::read(exported.as_bytes(), "again.opml");
    assert_eq!(again.problems, []);
    assert_eq!(again.feeds.len(), listed.len());
}

/// File names are untrusted too: they come from archives and shared folders.
#[cfg(unix)]
#[test]
fn names_of_files_are_harmless_as_well() {
    let payloads = Payloads::new();
    let folder = payloads.folder.path().join("names");
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
            payloads.run(&[command, none.to_str().unwrap()]);
        }
        payloads.run(&["feeds", "check", none.to_str().unwrap()]);
        payloads.run(&["feeds", "import", none.to_str().unwrap()]);
    }
    let folder = folder.to_str().unwrap();
    let parsed = payloads.lines(&["parse", folder]);
    assert_eq!(parsed.len(), 5, "{parsed:#?}");
    payloads.run(&["show", folder]);
    payloads.run(&["import", folder]);
    payloads.run(&["list"]);
    payloads.run(&["search", "शीर्षक"]);
    let origins = payloads.lines(&["list", "--json"]);
    origins.iter().for_each(assert_harmless);
    let harmless = origins.iter().filter(|row| {
        let origin = row["origin"].as_str().unwrap();
        let is_marked = origin.contains('\u{fffd}') || origin.contains("-rf Harm7");
        assert_eq!(Path::new(origin).exists(), !is_marked, "{origin:?}");
        !is_marked
    });
    assert_eq!(harmless.count(), 1);
    let exported = payloads.lines(&["export"]);
    assert_eq!(exported.len(), origins.len());
}

/// Returns files with problems whose messages quote them.
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
fn messages_about_input_have_no_terminal_control() {
    let payloads = Payloads::new();
    for (name, text) in PAYLOADS.into_iter().flat_map(remarkable) {
        let path = payloads.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let path = path.to_str().unwrap();
        let parsed = payloads.lines(&["parse", path]);
        parsed.iter().for_each(assert_harmless);
        for command in [
            &["show"][..],
            &["import"],
            &["feeds", "check"],
            &["feeds", "import"],
        ] {
            payloads.run(&[command, &[path]].concat());
        }
        let checked = payloads.lines(&["feeds", "check", "--json", path]);
        assert_eq!(checked.len(), 1, "{name}");
        checked.iter().for_each(assert_harmless);
    }
}

/// Invalid arguments in both languages, and a program that is called by another name.
#[cfg(unix)]
#[test]
fn arguments_and_settings_give_no_terminal_control() {
    let payloads = Payloads::new();
    let run = |arguments: &[&str], name: &str, language: &str, setting: (&str, &str)| {
        let output = Program::new(arguments)
            .called(name)
            .env("NEWSREADER_LIBRARY", payloads.folder.path().join("l.db"))
            .locale(language)
            .env(setting.0, setting.1)
            // Some of these settings name folders, which are created where the program runs.
            .folder(payloads.folder.path())
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

/// An older version stored file names unchanged.
#[test]
fn file_names_that_an_older_version_stored_are_sanitized() {
    let payloads = Payloads::new();
    let library = payloads.folder.path().join("library.db");
    let file = payloads.folder.path().join("one.txt");
    std::fs::write(&file, "शीर्षक\nपाठ है।\n").unwrap();
    payloads.run(&["import", file.to_str().unwrap()]);
    let connection = rusqlite::Connection::open(&library).unwrap();
    let bad = "a\u{1b}]0;Harm7\u{7}\u{9b}31m\u{202e}.txt";
    let changed = connection
        .execute("UPDATE article SET origin = ?1", [bad])
        .unwrap();
    assert_eq!(changed, 1);
    drop(connection);
    let rows = payloads.lines(&["list", "--json"]);
    assert!(
        rows.iter()
            .any(|row| row["origin"].as_str().unwrap().contains(MARK))
    );
    rows.iter().for_each(assert_harmless);
    payloads.run(&["list"]);
    let mut session = Session::start(&["--library", library.to_str().unwrap()], &[]);
    session.wait_for("शी");
    session.press("\r");
    session.wait_for("पा");
    session.press("Q");
    assert_own_sequences(&session.finish());
}

/// Asserts that the program wrote only text and its own sequences to the terminal.
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
            // An address is untrusted: everything in it but visible ASCII is escaped.
            Some(link) => {
                assert!(link.is_empty() || link.starts_with("http"), "{link}");
                assert!(link.chars().all(|c| c.is_ascii_graphic()), "{link:?}");
            }
            None => assert!(!sequence_itself.contains(MARK), "{sequence_itself:?}"),
        }
        // The program itself asks for the cursor with `6n`, but never sends these.
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
fn the_page_of_a_reader_without_stories_says_why_there_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.md");
    std::fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let mut session = Session::start(&["--lang", "en", path.to_str().unwrap()], &[]);
    session.wait_for("nothing was read");
    // The status line no longer says it after a key.
    session.press("j");
    session.wait_until("the page says it beside the hints", |screen| {
        let shown = screen.contents();
        let all = [
            "Enter read",
            "there is nothing to read",
            "not text (PNG image)",
        ];
        all.iter().all(|words| shown.contains(words))
    });
    session.press("Q");
    session.finish();
}

#[test]
fn the_app_sends_the_terminal_only_its_own_sequences() {
    let payloads = Payloads::new();
    let stories = payloads.stories();
    let mut session = Session::start(&[stories.to_str().unwrap()], &[("BROWSER", "")]);
    session.wait_for("nothing w");
    // Through the list and some articles: left-out parts, messages, hints, the address, help.
    session.press("!");
    session.wait_for("not text");
    session.press("q");
    for _ in 0..12 {
        session.press("\rxx\tyof");
        escape(&session);
        session.press("J");
    }
    // Whatever is open (a dialog, a selected link, an article, a filter), this leads to the list.
    for _ in 0..4 {
        escape(&session);
    }
    session.press("/Harm7\r");
    session.wait_for(MARK);
    session.press("Q");
    assert_own_sequences(&session.finish());
}

/// Presses Escape, which is a key by itself only if nothing follows at once.
fn escape(session: &Session) {
    session.press("\u{1b}");
    std::thread::sleep(std::time::Duration::from_millis(80));
}

/// Messages are shown before any key; file names are in rows, messages and articles.
#[cfg(unix)]
#[test]
fn messages_and_file_names_are_no_sequences_in_the_app() {
    let payloads = Payloads::new();
    let folder = payloads.folder.path().join("remarks");
    std::fs::create_dir(&folder).unwrap();
    let bad = "\u{1b}]0;Harm7\u{7}\u{1b}[31mRED\u{9b}5n\u{9d}0;Harm7\u{9c}\u{202e}";
    // The name of an element has no ASCII controls.
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
        escape(&session);
        session.press("\rJQ");
        assert_own_sequences(&session.finish());
    }
}

/// Returns the length of the longest text in `value`, in bytes.
fn longest(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::String(text) => text.len(),
        serde_json::Value::Array(values) => values.iter().map(longest).max().unwrap_or(0),
        serde_json::Value::Object(fields) => fields.values().map(longest).max().unwrap_or(0),
        _ => 0,
    }
}

#[test]
fn entities_do_not_expand_and_deep_nesting_overflows_no_stack() {
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
    let payloads = Payloads::new();
    let title = "क".repeat(3_500_000);
    let marks = format!("a{}", "\u{301}".repeat(5_000));
    let file = payloads.folder.path().join("long");
    let path = file.to_str().unwrap();
    let rss = format!(
        "<rss><channel><title>{title}</title><item><title>{title}</title><author>{marks}</author></item></channel></rss>"
    );
    std::fs::write(&file, rss).unwrap();
    assert_eq!(payloads.lines(&["parse", path]).len(), 1);
    payloads.run(&["show", "--width", "40", path]);
    let json = serde_json::json!({"title": title, "body": [marks]});
    std::fs::write(&file, json.to_string()).unwrap();
    payloads.run(&["import", path]);
    assert_eq!(payloads.lines(&["list", "--json"]).len(), 1);
}

/// An article within a feed, so that its HTML is not cut before it is read.
fn feed_of(html: &str) -> String {
    format!(
        "<rss><channel><item><title>शीर्षक</title><description><![CDATA[<p>पहला</p>{html}<p>पीछे</p>]]></description></item></channel></rss>"
    )
}

/// Structures that are larger than any honest text needs are bounded: the output grows with the
/// input, and what is cut is reported.
#[test]
fn tables_lists_and_code_of_any_size_are_bounded() {
    let spans = "<tr><td colspan=4000000000 rowspan=4000000000>क<td>ख".repeat(2_000);
    let wide = format!("<tr>{}", "<td>1".repeat(10_000)).repeat(2);
    let lists = "<ul><li>क".repeat(5_000);
    let code = format!("<pre>{}</pre>", "x".repeat(10 << 20));
    let formula = "<math><mrow>".repeat(5_000);
    let readings = "<ruby>क<rt>".repeat(5_000);
    let notes = (0..5_000).map(|n| format!("<a href='#n{n}'>{n}</a><p id=n{n}>क</p>"));
    let notes: String = notes.collect();
    for html in [
        format!("<table>{spans}</table>"),
        format!("<table>{wide}</table>"),
        lists,
        code,
        formula,
        readings,
        notes,
        "<blockquote class=twitter-tweet>क".repeat(5_000),
        "<video><source src=https://a.example/v.mp4>".repeat(5_000),
    ] {
        let parsed = parse(feed_of(&html).as_bytes(), "f");
        let printed = serde_json::to_string(&parsed.articles).unwrap();
        assert!(printed.len() <= 40 * html.len(), "{}", printed.len());
        assert!(printed.contains("पहला"), "{}", &html[..20]);
    }
}

/// A body that is too large is cut, and the beginning of the rest is in `left_out`.
#[test]
fn what_is_too_much_for_a_body_is_reported() {
    let rows = "<tr><td>1<td>2".repeat(60_000);
    let paragraphs = "<p>क".repeat(12_000);
    for html in [format!("<table>{rows}</table>"), paragraphs] {
        let articles = parse(feed_of(&html).as_bytes(), "f").articles;
        let reasons: Vec<&str> = articles[0]
            .left_out
            .iter()
            .map(|part| part.reason.as_str())
            .collect();
        assert_eq!(reasons, ["beyond the largest body that is read"]);
    }
    let whole = parse(feed_of(&"<p>क".repeat(3_000)).as_bytes(), "f").articles;
    assert_eq!(whole[0].blocks.len(), 3_002);
    assert!(whole[0].left_out.is_empty());
}
