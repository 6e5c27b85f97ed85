//! The template of rows of the list, as a user sets it.

use crate::pty::Session;
use crate::support::Reader;
use newsreader::app::Message;
use newsreader::app::row_template::RowTemplate;
use newsreader::key::Key;
use newsreader::words::Language;

fn english(width: u16, height: u16) -> Reader {
    let mut reader = Reader::on_bundled(width, height, "sum");
    reader.model.context.options.language = Language::English;
    reader
}

/// Types a line into the command line and runs it.
fn run_line(reader: &mut Reader, line: &str) {
    reader.press(":");
    for letter in line.chars() {
        reader.send(Message::Typed(Key::char(letter)));
    }
    reader.press("Enter");
}

fn lines(reader: &Reader) -> Vec<String> {
    reader.screen().lines().map(str::to_owned).collect()
}

#[test]
fn a_row_of_one_line_shows_more_stories_and_each_width_is_kept() {
    let mut reader = english(80, 30);
    let before = lines(&reader);
    run_line(&mut reader, "set row {age:>12} {headline}{fill}{source}");
    let after = lines(&reader);
    let stories = |lines: &[String]| lines.iter().filter(|line| line.contains('●')).count();
    assert!(stories(&before) < 11 && stories(&after) == 15, "{after:?}");
    let row = after.iter().find(|line| line.contains("आर्यभट")).unwrap();
    assert!(row.contains("●     19 April आर्यभट से शुरू हुई"), "{row}");
    assert!(
        row.contains("यात्रा") && row.contains(" newsreader"),
        "{row}"
    );
    reader.press("j j");
    assert!(lines(&reader)[4].starts_with('▌'));
    reader.press("Enter Esc");
    assert!(lines(&reader)[4].contains('○'));
}

#[test]
fn the_mark_and_the_star_stand_where_the_template_says() {
    let mut reader = english(80, 24);
    run_line(
        &mut reader,
        "set row [{star} ]{mark} {headline:1}\\n{section}",
    );
    let row = lines(&reader)[2].clone();
    assert!(row.starts_with("▌  ● इस पाठक का परिचय: "), "{row}");
    reader.press("s");
    let row = lines(&reader)[2].clone();
    assert!(row.starts_with("▌  ★ ● इस पाठक"), "{row}");
    run_line(&mut reader, "set row {headline}");
    let row = lines(&reader)[2].clone();
    assert!(row.starts_with("▌● इस पाठक"), "{row}");
}

#[test]
fn a_template_holds_for_filters_and_both_panes() {
    let mut reader = english(120, 30);
    run_line(&mut reader, "set row {section}\\n{headline:1}\\n{source}");
    let first = lines(&reader)[2].clone();
    let first = first.split('│').next().unwrap();
    assert!(
        first.contains("मार्गदर्शिका") && !first.contains("इस पाठक"),
        "{first}"
    );
    reader.press("/रेल Enter");
    let shown = lines(&reader);
    assert!(shown[3].contains("भारतीय रेल की पटरी"), "{shown:?}");
    reader.press("Enter");
    assert!(lines(&reader)[3].contains("भारतीय रेल"), "{shown:?}");
}

#[test]
fn a_wrong_template_is_named_and_changes_nothing() {
    let mut reader = english(160, 24);
    let before = lines(&reader)[2].clone();
    for (template, said) in [
        (
            "{hedline}",
            "row: no field is called {hedline}; did you mean {headline}?",
        ),
        ("{source}", "row: {headline} is missing"),
        ("{headline", "row: { has no partner"),
        (&"{headline}[".repeat(400), "row: at most 500 characters"),
    ] {
        run_line(&mut reader, &format!("set row {template}"));
        let screen = reader.screen();
        assert!(screen.contains(said), "{said}: {screen}");
        assert_eq!(lines(&reader)[2], before);
    }
}

#[test]
fn odd_templates_draw_at_any_size() {
    let templates = [
        "{headline:4}\\n{section · source · age · date · host · file}\\n\\n",
        "{fill}{headline}",
        "{mark:60}{source:>60}{headline}{fill}{date:60}",
        "[[{headline}]]{{}}",
        "क्षत्रिय{headline}श्री[ {source:1}]{fill}स्त्री",
    ];
    for template in templates {
        assert!(RowTemplate::parse(template).is_ok(), "{template}");
        let mut reader = english(160, 40);
        run_line(&mut reader, &format!("set row {template}"));
        for width in [0, 1, 4, 9, 20, 21, 33, 60, 99, 100, 160] {
            for height in [0, 1, 4, 5, 9, 24, 40] {
                reader.resize(width, height);
                reader.press("j G k g").screen();
            }
        }
    }
}

#[test]
fn the_row_of_the_configuration_counts_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, "row = \"{headline}{fill}{source}\"\n").unwrap();
    let settings = [("NEWSREADER_CONFIG", path.to_str().unwrap())];
    let mut session = Session::start(&["--lang", "en", "assets/stories"], &settings);
    session.wait_until("a row", |screen| {
        let row = screen.contents_between(2, 0, 2, 80);
        row.contains("आर्यभट") && row.contains("newsreader")
    });
    session.press("Q");
    session.finish();
}
