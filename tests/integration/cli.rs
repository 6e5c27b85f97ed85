//! The real program: its output, its messages and its exit codes.

use crate::program::{Ended, Program};

fn run(arguments: &[&str]) -> Ended {
    Program::new(arguments).run()
}

fn with_input(arguments: &[&str], input: &[u8]) -> Ended {
    Program::new(arguments).input(input).run()
}

const STORY: &str = "assets/stories/chandrayaan-3.txt";

#[test]
fn parse_prints_one_line_for_each_article() {
    let output = run(&["parse", "assets/stories"]);
    assert!(output.status.success());
    let lines = output.stdout;
    assert_eq!(lines.lines().count(), 15);
    for line in lines.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            value["origin"]
                .as_str()
                .unwrap()
                .starts_with("assets/stories/")
        );
    }
    assert_eq!(output.stderr, "");
}

#[test]
fn show_keeps_every_line_within_the_width() {
    use newsreader::text::{measure::Measure as _, width::WidthProfile};
    for profile in ["sum", "kitty", "screen"] {
        // Printed lines give no cluster more cells than the terminal does.
        let widths = WidthProfile::named(profile).unwrap().dense();
        for width in ["24", "40", "100"] {
            let output = run(&["show", "--width", width, "--widths", profile, STORY]);
            assert!(output.stdout.lines().count() > 20, "{}", output.stderr);
            for line in output.stdout.lines() {
                assert!(
                    widths.width(line) <= width.parse::<usize>().unwrap(),
                    "{profile} {width}: {line}"
                );
            }
        }
    }
}

const SAVED_PAGE: &str = "<html><head><title>बाढ़ का पानी उतरा</title></head><body><article>\
    <h1>बाढ़ का पानी उतरा</h1><figure><img src='../photos/nadi.jpg' width=800 height=500></figure>\
    <p>नदी का पानी कल रात से उतर रहा है, और <a href='/zila/patna'>पटना के ज़िलाधिकारी</a> ने कहा कि राहत जारी रहेगी।</p>\
    <p>गाँवों में नावें चल रही हैं, स्कूल सोमवार से खुलेंगे, और लोग अपने घरों को लौट रहे हैं।</p>\
    </article></body></html>";

#[test]
fn a_saved_page_has_the_address_that_it_came_from() {
    let base = "https://khabar.example/bihar/2026/baadh.html";
    let output = with_input(&["parse", "--base", base, "-"], SAVED_PAGE.as_bytes());
    assert!(output.status.success(), "{}", output.stderr);
    assert_eq!(output.stderr, "");
    let story: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(story["url"], base);
    assert_eq!(story["origin"], "-");
    let blocks = story["blocks"].as_array().unwrap();
    assert_eq!(
        blocks[0]["url"],
        "https://khabar.example/bihar/photos/nadi.jpg"
    );
    let link = &blocks[1]["marks"][0];
    assert_eq!(link["url"], "https://khabar.example/zila/patna");

    let markdown = "# शीर्षक\n\n[कड़ी](b.html) और पाठ।\n";
    let output = with_input(&["parse", "--base", base, "-"], markdown.as_bytes());
    let story: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(story["url"], base);
    let link = &story["blocks"][0]["marks"][0];
    assert_eq!(link["url"], "https://khabar.example/bihar/2026/b.html");
}

#[test]
fn the_address_of_a_saved_page_belongs_to_one_file() {
    for (arguments, code, expected) in [
        (
            &["parse", "--base", "khabar.example/1", STORY][..],
            1,
            "newsreader: --base khabar.example/1: not a web address; give all of it",
        ),
        (
            &["show", "--base", "https://khabar.example/1", STORY, STORY],
            1,
            "newsreader: --base is the address of one saved page; name one file with it",
        ),
        (
            &["parse", "--base", "https://a.example", "assets/stories"],
            1,
            "newsreader: --base is the address of one saved page",
        ),
        (
            &["parse", "--lang", "hi", "--base", "ftp://a.example", STORY],
            1,
            "newsreader: --base ftp://a.example: यह वेब का पता नहीं है",
        ),
        (&["--base", "https://a.example"], 2, "error: "),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stderr.starts_with(expected), "{}", output.stderr);
    }
}

#[test]
fn a_pipe_gets_whole_lines_of_code() {
    let long = "let town = \"इंदौर\"; ".repeat(12);
    let text = format!("# शीर्षक\n\n```\n{long}\nend\n```\n\nपाठ यहाँ।\n");
    let output = with_input(&["show", "--width", "40", "-"], text.as_bytes());
    assert!(
        output
            .stdout
            .contains(&format!("\n{}\nend\n", long.trim_end())),
        "{}",
        output.stdout
    );
}

#[test]
fn remarks_are_in_the_language_of_the_user() {
    let remark = |language: &str| {
        let output = with_input(
            &["parse", "--lang", language, "-"],
            b"\x89PNG\r\n\x1a\n\0\0",
        );
        output.stderr
    };
    assert_eq!(remark("en"), "-: not text (PNG image); nothing was read\n");
    assert_eq!(remark("hi"), "-: यह पाठ नहीं है (PNG चित्र); कुछ नहीं पढ़ा गया\n");
}

#[test]
fn an_id_that_begins_several_ids_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.db");
    let library = library.to_str().unwrap();
    let story =
        |id: &str| format!("{{\"id\":\"{id}\",\"headline\":\"शीर्षक {id}\",\"blocks\":[]}}\n");
    let lines = story("abcd000000000001") + &story("abcd000000000002");
    with_input(&["--library", library, "import", "-"], lines.as_bytes());
    let show = |id: &str| run(&["--library", library, "--lang", "en", "show", id]);
    let (one, several, none) = (show("abcd000000000001"), show("abcd"), show("abce"));
    assert!(one.stdout.contains("शीर्षक"), "{}", one.stderr);
    assert!(
        several
            .stderr
            .contains("abcd: the ids of 2 stories in the library begin like this"),
        "{}",
        several.stderr
    );
    assert!(
        none.stderr.contains("abce: no such story in the library"),
        "{}",
        none.stderr
    );
}

#[test]
fn wrap_takes_nothing_away() {
    let input = "  वह घर गया ।  \n\nhttps://example.org/a/b?c=d राष्ट्रीयकरण\n";
    let output = with_input(&["wrap", "--width", "10"], input.as_bytes());
    let words = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(words(&output.stdout), words(input));
    assert!(output.stdout.lines().all(|line| !line.starts_with('।')));
}

#[test]
fn failures_have_a_sentence_and_an_exit_code() {
    for (arguments, code, expected) in [
        (
            &["parse", "no-such-file.txt"][..],
            1,
            "no-such-file.txt: no such file\n",
        ),
        (
            &["show", "--widths", "nonsense", STORY],
            1,
            "newsreader: --widths nonsense: no such profile",
        ),
        (
            &[],
            1,
            "newsreader: standard output is not a terminal; try: newsreader show PATH\n",
        ),
        (&["parse"], 2, "error: "),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stderr.starts_with(expected), "{:?}", output.stderr);
        assert_eq!(output.stdout, "");
    }
}

#[test]
fn one_bad_file_never_costs_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.txt"), "पहली ख़बर\nयह पहली ख़बर का पाठ है।\n").unwrap();
    std::fs::write(path("b.jpg"), b"\xff\xd8\xff\xe0").unwrap();
    std::fs::write(path("c.md"), "# दूसरी\n\nपाठ।\n").unwrap();
    let output = run(&["parse", folder.path().to_str().unwrap()]);
    assert!(output.status.success());
    assert_eq!(output.stdout.lines().count(), 2);
    assert!(
        output
            .stderr
            .ends_with("b.jpg: not text (JPEG image); nothing was read\n")
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut running = Program::new(&["parse", "assets/stories"]).start();
    running.close_output();
    let ended = running.wait();
    assert_eq!((ended.code(), ended.stderr), (Some(0), String::new()));
}

#[test]
fn standard_input_is_read() {
    let output = with_input(
        &["show", "--width", "40", "-"],
        "शीर्षक यहाँ है\nपाठ यहाँ है।\n".as_bytes(),
    );
    assert!(output.stdout.starts_with("शीर्षक यहाँ है\n"));
}

#[test]
fn feeds_check_prints_entries_and_problems() {
    let path = "tests/fixtures/ingest/rss_hindi.xml";
    let output = run(&["feeds", "check", path, "--json"]);
    assert!(output.status.success());
    let value: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(value["feed"]["title"], "विज्ञान & आकाश");
    assert_eq!(value["entries"].as_array().unwrap().len(), 4);
    assert_eq!(value["entries"][0]["id"], "chandra-1");
    assert_eq!(value["entries"][0]["link"], "https://example.org/chandra");
    let problems = value["problems"].as_array().unwrap();
    assert_eq!(
        problems.last().unwrap(),
        "cut off inside <title>; what stood before that was read"
    );

    let listing = run(&["feeds", "check", path]).stdout;
    assert!(listing.contains("2021-07-13 18:55  चंद्रमा पर पहला क़दम: R&D की कहानी"));

    let output = run(&["feeds", "check", "README.md"]);
    assert!(!output.status.success());
    let said = output.stdout;
    assert!(
        said.contains("neither RSS nor Atom nor JSON Feed"),
        "{said}"
    );
}
