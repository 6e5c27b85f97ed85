//! The real program: what it prints, what it says, how it ends.

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
        // Printed lines hold no cluster in more cells than the terminal gives it.
        let widths = WidthProfile::named(profile).unwrap().dense();
        for width in ["24", "40", "100"] {
            let output = run(&["show", "--width", width, "--widths", profile, STORY]);
            for line in output.stdout.lines() {
                assert!(
                    widths.width(line) <= width.parse::<usize>().unwrap(),
                    "{profile} {width}: {line}"
                );
            }
        }
    }
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
fn sentences_for_what_cannot_be_done() {
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
fn feeds_check_says_what_a_feed_holds_and_what_is_wrong() {
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
