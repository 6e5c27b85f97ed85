//! What is wrong with a file of the configuration.

use crate::words::meant::meant;
use crate::words::number::{counted_in_english, counted_in_hindi};
use crate::words::{CallFault, KeyTable, Language, RowFault, ThemeFault, sentence};
use std::io;

/// Which values a setting takes.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the match below says it, in two languages")]
pub enum ConfigExpected {
    OneOf(String),
    Number(u16, u16),
    Text,
    Theme(String),
    Command,
}

impl ConfigExpected {
    /// Returns which values fit, as a part of a sentence.
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::OneOf(words), Language::Hindi) => format!("इनमें से चुनें: {words}"),
            (Self::OneOf(words), Language::English) => format!("expected one of: {words}"),
            (Self::Number(least, most), Language::Hindi) => {
                format!("{least} से {most} तक की कोई संख्या चाहिए, बिना उद्धरण चिह्न के")
            }
            (Self::Number(least, most), Language::English) => {
                format!("expected a number from {least} to {most}, without quotes")
            }
            (Self::Theme(words), Language::Hindi) => {
                format!("इनमें से चुनें: {words}; या themes/ में रखी अपनी थीम का नाम")
            }
            (Self::Theme(words), Language::English) => {
                format!("expected one of: {words}; or the name of a file in themes/")
            }
            (Self::Command, Language::Hindi) => {
                "कमांड और उसके शब्द सूची में चाहिए, जैसे [\"pass\", \"show\", \"rss\"]".to_owned()
            }
            (Self::Command, Language::English) => {
                "expected a command and its words as a list, as in [\"pass\", \"show\", \"rss\"]"
                    .to_owned()
            }
            (Self::Text, Language::Hindi) => "उद्धरण चिह्नों में कोई पाठ चाहिए".to_owned(),
            (Self::Text, Language::English) => "expected text in quotes".to_owned(),
        }
    }
}

/// What is wrong with a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ConfigFault {
    /// There is no setting of this name; the nearest name, if one is near.
    UnknownSetting(String, Option<String>),
    /// The value of this setting does not fit.
    UnfitValue {
        /// The name of the setting.
        name: String,
        /// The value as it was written.
        value: String,
        /// Which values fit.
        expected: ConfigExpected,
        /// The nearest value, if one is near.
        nearest: Option<String>,
    },
    /// This is not a key.
    UnknownKey(String),
    /// There is no command of this name; the nearest name, if one is near.
    UnknownCommand(String, Option<String>),
    /// This key is also in the line with this number, which counts.
    KeyTwice(String, usize),
    /// There is no table of keys of this name; the nearest name, if one is near.
    UnknownKeyTable(String, Option<String>),
    /// There is no preset and no file of this name; the nearest name, if one is near.
    UnknownPreset(String, Option<String>),
    /// This has no place in a preset, which has only keys.
    NotInPreset(String),
    /// One of these sequences begins the other, which is in the line with this number and counts.
    KeyBegins(String, String, usize),
    /// The command does nothing where it is bound.
    IdleThere(String, KeyTable),
    /// A macro has the first number of commands, and may have the second.
    LongMacro(usize, usize),
    /// What is wrong with a command.
    Call(CallFault),
    /// With these keys the help or the end of the program cannot be reached.
    UnsafeKeys,
    /// The text is not TOML: what the parser says.
    NotToml(String),
    /// The file is not text in UTF-8.
    NotUtf8,
    /// The file is longer than this number of bytes.
    TooLong(usize),
    /// The file was named, and is not there.
    NotThere,
    /// The file cannot be read: the reason.
    NotRead(io::ErrorKind),
    /// What is wrong with a theme.
    Theme(ThemeFault),
    /// What is wrong with the template of a row.
    Row(RowFault),
    /// This number of further faults.
    More(usize),
}

impl ConfigFault {
    /// Returns the fault as a sentence.
    pub fn say(&self, language: Language) -> String {
        let (hindi, english) = self.both();
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: a row for each fault")]
    fn both(&self) -> (String, String) {
        let in_both =
            |say: &dyn Fn(Language) -> String| (say(Language::Hindi), say(Language::English));
        let nearest = |name: &Option<String>| in_both(&|language| meant(name.as_deref(), language));
        match self {
            Self::UnknownSetting(name, near) => {
                let (hindi, english) = nearest(near);
                (
                    format!("{name}: ऐसी कोई सेटिंग नहीं है{hindi}"),
                    format!("{name}: no such setting{english}"),
                )
            }
            Self::UnfitValue {
                name,
                value,
                expected,
                nearest: near,
            } => {
                let (fits, expected) = in_both(&|language| expected.say(language));
                let (hindi, english) = nearest(near);
                (
                    format!("{name}: {value} यहाँ ठीक नहीं है; {fits}{hindi}"),
                    format!("{name}: {value} does not fit; {expected}{english}"),
                )
            }
            Self::UnknownKey(key) => (
                format!(
                    "{key}: ऐसी कोई कुंजी नहीं है; कुंजियाँ ऐसे लिखें: j, G, Enter, Space, ^D, Alt-←; एक के बाद एक: g g"
                ),
                format!(
                    "{key}: not a key; keys are written like j, G, Enter, Space, ^D or Alt-←, one after another like g g"
                ),
            ),
            Self::UnknownCommand(name, near) => {
                let (hindi, english) = nearest(near);
                (
                    format!("{name}: ऐसा कोई आदेश नहीं है{hindi}; सब के नाम: newsreader config default"),
                    format!("{name}: no such command{english}; all names: newsreader config default"),
                )
            }
            Self::KeyTwice(key, line) => (
                format!("{key}: यह कुंजी पंक्ति {line} में भी है; वही मानी जाएगी"),
                format!("{key}: the key is also in line {line}, which counts"),
            ),
            Self::UnknownKeyTable(name, near) => {
                let (hindi, english) = nearest(near);
                (
                    format!("keys.{name}: कुंजियों की ऐसी कोई तालिका नहीं है{hindi}"),
                    format!("keys.{name}: no such table of keys{english}"),
                )
            }
            Self::UnknownPreset(name, near) => {
                let (hindi, english) = nearest(near);
                (
                    format!("preset: {name} नाम का न कोई बना-बनाया समूह है, न कोई फ़ाइल{hindi}"),
                    format!("preset: {name} is neither a preset nor a file{english}"),
                )
            }
            Self::NotInPreset(name) => (
                format!("{name}: समूह की फ़ाइल में केवल [keys] होता है"),
                format!("{name}: a preset has only [keys]"),
            ),
            Self::KeyBegins(keys, other, line) => (
                format!(
                    "{keys}: पंक्ति {line} का \"{other}\" इन्हीं कुंजियों से शुरू होता है, इसलिए दोनों में से एक ही चल सकता है; वही माना जाएगा"
                ),
                format!(
                    "{keys}: \"{other}\" in line {line} begins with the same keys, so only one of the two can be reached; that one counts"
                ),
            ),
            Self::IdleThere(name, table) => (
                format!("{name} का {} कोई काम नहीं", table.say(Language::Hindi)),
                format!("{name} does nothing {}", table.say(Language::English)),
            ),
            Self::LongMacro(steps, most) => (
                format!("{steps} आदेश एक कुंजी के लिए बहुत हैं; {most} तक हो सकते हैं"),
                format!("{steps} commands are too many for a key; it may have {most}"),
            ),
            Self::Call(fault) => in_both(&|language| fault.say(language)),
            Self::UnsafeKeys => (
                "[keys]: इन कुंजियों से मदद (help) या बाहर (quit, close) तक नहीं पहुँचा जा सकता; [keys] छोड़ दी गई".to_owned(),
                "[keys]: help, or the end (quit or close), could not be reached by these keys; [keys] is left out".to_owned(),
            ),
            Self::NotToml(why) => (
                format!("यह TOML नहीं है ({why}); बाक़ी फ़ाइल पढ़ी गई"),
                format!("not TOML ({why}); the rest of the file counts"),
            ),
            Self::NotUtf8 => (
                "यह UTF-8 में लिखा पाठ नहीं है; फ़ाइल छोड़ दी गई".to_owned(),
                "not text in UTF-8; the file is left out".to_owned(),
            ),
            Self::TooLong(most) => (
                format!("फ़ाइल {} KB से बड़ी है; वह छोड़ दी गई", most / 1024),
                format!("longer than {} KB; the file is left out", most / 1024),
            ),
            Self::NotThere => ("ऐसी कोई फ़ाइल नहीं है".to_owned(), "no such file".to_owned()),
            Self::NotRead(kind) => {
                let error = io::Error::from(*kind);
                let (hindi, english) = in_both(&|language| sentence(&error, language));
                (
                    format!("फ़ाइल पढ़ी नहीं जा सकी: {hindi}"),
                    format!("the file cannot be read: {english}"),
                )
            }
            Self::Theme(fault) => in_both(&|language| fault.say(language)),
            Self::Row(fault) => in_both(&|language| format!("row: {}", fault.say(language))),
            Self::More(count) => (
                format!(
                    "और {}; देखें: newsreader config check",
                    counted_in_hindi(*count, "गड़बड़ी", "गड़बड़ियाँ")
                ),
                format!(
                    "{}; see: newsreader config check",
                    counted_in_english(*count, "more fault", "more faults")
                ),
            ),
        }
    }
}
