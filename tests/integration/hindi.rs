//! The commands in Hindi, with the real program: answers, errors, help.

use crate::program::{Ended, HINDI, Program};
use std::path::Path;

fn run(library: &Path, arguments: &[&str]) -> Ended {
    run_where(library, arguments, HINDI)
}

fn run_where(library: &Path, arguments: &[&str], locale: &str) -> Ended {
    let program = Program::new(arguments).library(library);
    program.locale(locale).run()
}

#[test]
fn answers_and_errors_are_in_hindi() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.db");
    let says = |arguments: &[&str], code: i32, expected: &str| {
        let output = run(&library, arguments);
        let said = output.stdout + &output.stderr;
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
    };
    says(
        &["list"],
        1,
        "library.db: अभी कोई संग्रह नहीं है; ऐसे बनाएँ: newsreader import PATH\n",
    );
    says(
        &["import", "assets/stories"],
        0,
        "15 नई, 0 बदलीं, 0 पहले से, 0 टिप्पणियाँ\n",
    );
    says(&["remove", "fffff"], 1, "fffff: संग्रह में ऐसी कोई ख़बर नहीं है");
    says(&["show", "fffff"], 1, "fffff: न संग्रह में ऐसी कोई ख़बर है");
    says(&["show", "none.txt"], 1, "none.txt: ऐसी कोई फ़ाइल नहीं है\n");
    says(
        &["wrap", "none.txt"],
        1,
        "newsreader: none.txt: ऐसी कोई फ़ाइल नहीं है\n",
    );
    says(
        &["search", "चंद्रयान", "since:kal"],
        0,
        "since:kal: ऐसा मान नहीं (2026-11-29, 2026-11, 7d, today, yesterday, आज, कल); छोड़ दिया\n",
    );
    says(
        &["show", "--widths", "none", "x"],
        1,
        "newsreader: --widths none: ऐसा कोई नाम नहीं है; इनमें से चुनें: ",
    );
}

#[test]
fn the_language_may_be_set_before_and_after_a_command() {
    let library = Path::new("none.db");
    for (arguments, expected) in [
        (&["list", "--lang", "hi"][..], "none.db: अभी कोई संग्रह नहीं है"),
        (&["--lang=hi", "export"], "none.db: अभी कोई संग्रह नहीं है"),
        (&["--lang", "hi", "--odd"], "--odd: यहाँ ऐसा"),
        (&["list"], "none.db: no library yet"),
    ] {
        let said = run_where(library, arguments, "C").stderr;
        let expected = format!("newsreader: {expected}");
        assert!(said.starts_with(&expected), "{arguments:?}: {said}");
    }
}

#[test]
fn usage_errors_are_in_hindi_with_the_possible_values() {
    let library = Path::new("none.db");
    for (arguments, expected) in [
        (&["parse"][..], "newsreader: यह भी चाहिए: <PATH|URL>...\n"),
        (
            &["lists", "--odd"],
            "newsreader: --odd: यहाँ ऐसा कोई विकल्प या मान नहीं है\n",
        ),
        (
            &["list", "--starrd"],
            "newsreader: --starrd: यहाँ ऐसा कोई विकल्प या मान नहीं है; क्या आपका मतलब यह था: --starred?\n",
        ),
        (
            &["--headlines", "huge"],
            "newsreader: --headlines <SIZE>: huge यहाँ ठीक नहीं है; इनमें से चुनें: large, plain\n",
        ),
        (
            &["--measure", "5"],
            "newsreader: --measure <CELLS>: 5 यहाँ ठीक नहीं है; 20 से 200 तक की कोई संख्या चाहिए\n",
        ),
        (
            &["sync", "--jobs", "x"],
            "newsreader: --jobs <N>: x यहाँ ठीक नहीं है; कोई संख्या चाहिए\n",
        ),
        (
            &["--theme", "dark", "--theme", "none"],
            "newsreader: --theme <NAME>: एक ही बार लिखा जा सकता है\n",
        ),
        (
            &["feeds", "xyzzy"],
            "newsreader: xyzzy: ऐसा कोई आदेश नहीं है\n",
        ),
    ] {
        let output = run(library, arguments);
        let said = output.stderr;
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with(expected), "{arguments:?}: {said}");
        assert!(said.ends_with("मदद के लिए: --help\n"), "{said}");
        assert!(
            !said.contains("Usage") && !said.contains("OPTIONS"),
            "{said}"
        );
    }
}

#[test]
fn help_is_printed_for_each_spelling_of_it_in_each_language() {
    let library = Path::new("none.db");
    for arguments in [
        &["search", "--help"][..],
        &["search", "-h"],
        &["help", "search"],
    ] {
        let output = run(library, arguments);
        assert!(output.status.success(), "{arguments:?}");
        let said = output.stdout;
        assert!(said.starts_with("ख़बरें खोजें: "), "{said}");
        assert!(
            said.contains("प्रयोग:\n  newsreader search [विकल्प] <QUERY>..."),
            "{said}"
        );
        assert!(said.contains("[न कहने पर: 20]"), "{said}");
    }
    let english = run(library, &["search", "--lang=en", "--help"]).stdout;
    assert!(
        english.contains("Usage: newsreader search [OPTIONS] <QUERY>..."),
        "{english}"
    );
    let version = run(library, &["--version"]).stdout;
    assert!(version.starts_with("newsreader "), "{version}");
}
