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
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: a row for each fault")]
    fn in_hindi(&self) -> String {
        match self {
            Self::UnknownSetting(name, nearest) => {
                format!(
                    "{name}: ऐसी कोई सेटिंग नहीं है{}",
                    meant(nearest.as_deref(), Language::Hindi)
                )
            }
            Self::UnfitValue {
                name,
                value,
                expected,
                nearest,
            } => {
                let expected = expected.say(Language::Hindi);
                let meant = meant(nearest.as_deref(), Language::Hindi);
                format!("{name}: {value} यहाँ ठीक नहीं है; {expected}{meant}")
            }
            Self::UnknownKey(key) => format!(
                "{key}: ऐसी कोई कुंजी नहीं है; कुंजियाँ ऐसे लिखें: j, G, Enter, Space, ^D, Alt-←; एक के बाद एक: g g"
            ),
            Self::UnknownCommand(name, nearest) => {
                let meant = meant(nearest.as_deref(), Language::Hindi);
                format!("{name}: ऐसा कोई आदेश नहीं है{meant}; सब के नाम: newsreader config default")
            }
            Self::KeyTwice(key, line) => {
                format!("{key}: यह कुंजी पंक्ति {line} में भी है; वही मानी जाएगी")
            }
            Self::UnknownKeyTable(name, nearest) => {
                let meant = meant(nearest.as_deref(), Language::Hindi);
                format!("keys.{name}: कुंजियों की ऐसी कोई तालिका नहीं है{meant}")
            }
            Self::UnknownPreset(name, nearest) => {
                let meant = meant(nearest.as_deref(), Language::Hindi);
                format!("preset: {name} नाम का न कोई बना-बनाया समूह है, न कोई फ़ाइल{meant}")
            }
            Self::NotInPreset(name) => format!("{name}: साँचे में केवल [keys] होता है"),
            Self::KeyBegins(keys, other, line) => format!(
                "{keys}: पंक्ति {line} का \"{other}\" इसी से शुरू होता है या इसे शुरू करता है, और वही माना जाएगा; किसी क्रम और उसकी शुरुआत में से एक को ही काम दिया जा सकता है"
            ),
            Self::IdleThere(name, table) => {
                format!("{name} का {} कोई काम नहीं", table.say(Language::Hindi))
            }
            Self::LongMacro(steps, most) => {
                format!("{steps} आदेश एक कुंजी के लिए बहुत हैं; {most} तक हो सकते हैं")
            }
            Self::Call(fault) => fault.say(Language::Hindi),
            Self::UnsafeKeys => {
                "[keys]: इन कुंजियों से मदद (help) या बाहर (quit, close) तक नहीं पहुँचा जा सकता; [keys] छोड़ दी गई".to_owned()
            }
            Self::NotToml(why) => format!("यह TOML नहीं है ({why}); बाक़ी फ़ाइल पढ़ी गई"),
            Self::NotUtf8 => "यह UTF-8 में लिखा पाठ नहीं है; फ़ाइल छोड़ दी गई".to_owned(),
            Self::TooLong(most) => {
                format!("फ़ाइल {} KB से बड़ी है; वह छोड़ दी गई", most / 1024)
            }
            Self::NotThere => "ऐसी कोई फ़ाइल नहीं है".to_owned(),
            Self::NotRead(kind) => {
                let why = sentence(&io::Error::from(*kind), Language::Hindi);
                format!("फ़ाइल पढ़ी नहीं जा सकी: {why}")
            }
            Self::Theme(fault) => fault.say(Language::Hindi),
            Self::Row(fault) => format!("row: {}", fault.say(Language::Hindi)),
            Self::More(count) => {
                let count = counted_in_hindi(*count, "गड़बड़ी", "गड़बड़ियाँ");
                format!("और {count}; देखें: newsreader config check")
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: a row for each fault")]
    fn in_english(&self) -> String {
        match self {
            Self::UnknownSetting(name, nearest) => {
                format!(
                    "{name}: no such setting{}",
                    meant(nearest.as_deref(), Language::English)
                )
            }
            Self::UnfitValue {
                name,
                value,
                expected,
                nearest,
            } => {
                let expected = expected.say(Language::English);
                let meant = meant(nearest.as_deref(), Language::English);
                format!("{name}: {value} does not fit; {expected}{meant}")
            }
            Self::UnknownKey(key) => format!(
                "{key}: not a key; keys are written like j, G, Enter, Space, ^D or Alt-←, one after another like g g"
            ),
            Self::UnknownCommand(name, nearest) => {
                let meant = meant(nearest.as_deref(), Language::English);
                format!("{name}: no such command{meant}; all names: newsreader config default")
            }
            Self::KeyTwice(key, line) => {
                format!("{key}: the key is also in line {line}, which counts")
            }
            Self::UnknownKeyTable(name, nearest) => {
                let meant = meant(nearest.as_deref(), Language::English);
                format!("keys.{name}: no such table of keys{meant}")
            }
            Self::UnknownPreset(name, nearest) => {
                let meant = meant(nearest.as_deref(), Language::English);
                format!("preset: {name} is neither a preset nor a file{meant}")
            }
            Self::NotInPreset(name) => format!("{name}: a preset has only [keys]"),
            Self::KeyBegins(keys, other, line) => format!(
                "{keys}: \"{other}\" in line {line} begins with the same keys, so only one of the two can be reached; that one counts"
            ),
            Self::IdleThere(name, table) => {
                format!("{name} does nothing {}", table.say(Language::English))
            }
            Self::LongMacro(steps, most) => {
                format!("{steps} commands are too many for a key; it may have {most}")
            }
            Self::Call(fault) => fault.say(Language::English),
            Self::UnsafeKeys => {
                "[keys]: help, or the end (quit or close), could not be reached by these keys; [keys] is left out".to_owned()
            }
            Self::NotToml(why) => format!("not TOML ({why}); the rest of the file counts"),
            Self::NotUtf8 => "not text in UTF-8; the file is left out".to_owned(),
            Self::TooLong(most) => {
                format!("longer than {} KB; the file is left out", most / 1024)
            }
            Self::NotThere => "no such file".to_owned(),
            Self::NotRead(kind) => {
                let why = sentence(&io::Error::from(*kind), Language::English);
                format!("the file cannot be read: {why}")
            }
            Self::Theme(fault) => fault.say(Language::English),
            Self::Row(fault) => format!("row: {}", fault.say(Language::English)),
            Self::More(count) => {
                let count = counted_in_english(*count, "more fault", "more faults");
                format!("{count}; see: newsreader config check")
            }
        }
    }
}
