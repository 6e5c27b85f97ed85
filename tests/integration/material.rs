//! Material that tests need and a machine may lack: fonts, multiplexers, Unicode's files, the reference article.
//!
//! A test without its material reports that it was skipped. Set `NEWSREADER_TEST_ALL=1`, as `.ci/run` does, and it
//! fails instead; `NEWSREADER_TEST_WITHOUT` lists the exceptions by name.

use std::collections::BTreeSet;
use std::env;
use std::io::Write as _;
use std::sync::Mutex;

/// What a test may lack, by the name in `NEWSREADER_TEST_WITHOUT` and the remedy.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Material {
    Fonts,
    SnapshotFont,
    EmojiFont,
    HarfBuzz,
    Groff,
    Tmux,
    Screen,
    OtherUser,
    Unicode,
    ReferenceArticle,
    Miniflux,
    GoogleReaderServer,
}

impl Material {
    fn name_and_remedy(self) -> (&'static str, &'static str) {
        match self {
            Self::Fonts => ("fonts", "install fonts-noto-core and fonts-dejavu-core"),
            Self::SnapshotFont => (
                "snapshot-font",
                "install the version of fonts-noto-core in Debian 12",
            ),
            Self::EmojiFont => ("emoji-font", "install fonts-noto-color-emoji"),
            Self::HarfBuzz => ("harfbuzz", "install libharfbuzz-bin for hb-shape"),
            Self::Groff => ("groff", "install groff-base"),
            Self::Tmux => ("tmux", "install tmux"),
            Self::Screen => ("screen", "install GNU screen"),
            Self::OtherUser => ("other-user", "run as root, with setpriv"),
            Self::Unicode => (
                "unicode",
                "unpack Unicode's break tests to target/dev/unicode",
            ),
            Self::ReferenceArticle => ("reference-article", "put it into ../shared/seed"),
            Self::Miniflux => ("miniflux", "run .ci/miniflux on Debian"),
            Self::GoogleReaderServer => (
                "greader-server",
                "set NEWSREADER_TEST_GREADER to URL,NAME,PASSWORD",
            ),
        }
    }
}

/// Reports that a test is skipped because `material` is missing.
///
/// The line bypasses the capture of the test harness, and the last number is the total.
///
/// # Panics
///
/// If `NEWSREADER_TEST_ALL` is set and `NEWSREADER_TEST_WITHOUT` does not name the material.
pub(crate) fn passed_over(material: Material) {
    static REPORTED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let (name, remedy) = material.name_and_remedy();
    let exceptions = env::var("NEWSREADER_TEST_WITHOUT").unwrap_or_default();
    let is_exempt = exceptions
        .split_whitespace()
        .any(|exception| exception == name);
    let all_demanded = env::var_os("NEWSREADER_TEST_ALL").is_some_and(|value| value != "0");
    assert!(is_exempt || !all_demanded, "{name} is missing: {remedy}");
    let thread = std::thread::current();
    let test = format!("{} ({name})", thread.name().unwrap_or("a test"));
    let mut reported = REPORTED.lock().unwrap();
    // A property meets its lack once for each case.
    if reported.insert(test.clone()) {
        let line = format!("passed over {}: {test}: {remedy}\n", reported.len());
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
}
