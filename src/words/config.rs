//! The configuration: a line of help for each setting, and what is wrong with a file.

use super::meant::meant;
use super::number::{counted_in_english, counted_in_hindi};
use super::{CallFault, KeyTable, Language, RowFault, ThemeFault, sentence};
use std::io;

/// The description of a setting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum SettingHelp {
    Lang,
    Library,
    Theme,
    Measure,
    Print,
    Font,
    Headlines,
    Justify,
    Mouse,
    Refresh,
    Widths,
    Dense,
    Row,
    Keyboard,
    Log,
}

impl SettingHelp {
    /// Returns the line of help.
    pub fn say(self, language: Language) -> &'static str {
        let (hindi, english) = self.both();
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Lang => (
                "किस भाषा में बात हो; auto: जो टर्मिनल की भाषा हो",
                "Language of the interface; auto: that of the locale",
            ),
            Self::Library => (
                "संग्रह की फ़ाइल, अपने संग्रह की जगह (या `NEWSREADER_LIBRARY`)",
                "Library file to use instead of your own (also `NEWSREADER_LIBRARY`)",
            ),
            Self::Theme => (
                "थीम: गहरे या हल्के परदे के लिए, तीखे रंग, काग़ज़, बिना रंग, या अपनी; auto: जैसा परदा हो",
                "Theme, by its name or the path of a file; auto: dark or light, as the terminal reports",
            ),
            Self::Measure => (
                "लेख की सबसे लंबी पंक्ति, ख़ानों में",
                "The longest line of an article, in cells",
            ),
            Self::Print => (
                "अक्षर छपाई जैसे दिखें, ख़ानों पर रखे चित्रों से",
                "Set text as in print, with pictures over the cells",
            ),
            Self::Font => (
                "छपाई का फ़ॉन्ट, उसके नाम से; नहीं तो सूची का पहला जो यहाँ हो",
                "Font family for print; by default the best of those installed",
            ),
            Self::Headlines => (
                "लेखों के शीर्षक: छपाई की तरह दो पंक्ति ऊँचे, या बाक़ी पाठ जैसे",
                "Headlines of articles: large, two rows high, or plain",
            ),
            Self::Justify => (
                "लेख की पंक्तियाँ दाएँ किनारे तक, शब्दों के बीच की जगह बढ़ाकर",
                "Make the lines of articles equally long by wider blanks between words",
            ),
            Self::Mouse => (
                "माउस से भी चलाएँ; false: माउस टर्मिनल के लिए रहे, ताकि पाठ चुना जा सके",
                "Use the mouse; false leaves it to the terminal, for selecting text",
            ),
            Self::Refresh => (
                "शुरू में, और फिर हर इतने मिनट पर, जिन फ़ीड की बारी हो उन्हें लाएँ; 0: कभी नहीं",
                "Fetch feeds that are due at the start, and again every MINUTES minutes; 0: never",
            ),
            Self::Widths => (
                "टर्मिनल हर अक्षर को कितने ख़ाने देता है, एक नाम से",
                "Widths of letters in your terminal, by the name of a profile",
            ),
            Self::Dense => (
                "अक्षरों को उतने ही ख़ाने जितने टर्मिनल दे: पंक्तियाँ घनी, पढ़ना कठिन, पर नक़ल किए शब्दों में ख़ाली जगह नहीं",
                "Give letters no more cells than the terminal does: denser lines, harder to read, no blanks in copied words",
            ),
            Self::Row => (
                "सूची की हर ख़बर में क्या कहाँ हो; \\n से नई पंक्ति",
                "What stands where in a row of the list; \\n begins a line",
            ),
            Self::Keyboard => (
                "हिंदी कीबोर्ड में जो अक्षर जिस कुंजी पर है, वह उसी का काम करे; none: नहीं",
                "The Hindi keyboard by whose keys letters of Devanagari count for commands",
            ),
            Self::Log => (
                "लॉग में क्या लिखा जाए, और जो उससे गंभीर हो वह भी; फ़ाइल का नाम `doctor` बताता है",
                "The least serious records that the log keeps; `doctor` prints its file",
            ),
        }
    }
}

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
                format!("preset: {name} नाम का न कोई साँचा है, न कोई फ़ाइल{meant}")
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
                "{keys}: \"{other}\" in line {line} begins or goes on like it, and counts; a sequence and its beginning cannot both be bound"
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

/// A word or sentence of `newsreader config`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the match below says it, in two languages")]
pub enum ConfigWord {
    FromDefault,
    FromFile(usize),
    FromEnvironment(String),
    FromOption(String),
    /// The first line of `config default`.
    Intro,
    /// The values that a setting takes.
    Values(String),
    /// This file is there and has no fault.
    Faultless(String),
    /// This file is not there.
    NoFile(String),
    NoPlace,
    /// No key is left for this command.
    Keyless(String),
    /// A role of a theme that is hard to read.
    WeakLook {
        place: String,
        look: &'static str,
        /// The colours of the text and behind it.
        colours: (String, String),
        /// Its contrast and the one that it should have.
        ratios: (String, String),
    },
    /// What `[theme]` is for, in `config default`.
    ThemeIntro,
    /// What `[keys]` is for, in `config default`.
    KeysIntro,
    /// The heading of the commands without keys.
    KeylessIntro,
    /// The editor cannot be started: its name.
    NoEditor(String),
}

impl ConfigWord {
    /// Returns the words in `language`.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> String {
        match self {
            Self::FromDefault => "कुछ न कहने पर".to_owned(),
            Self::FromFile(line) => format!("फ़ाइल, पंक्ति {line}"),
            Self::FromEnvironment(name) => format!("परिवेश से: {name}"),
            Self::FromOption(name) => format!("विकल्प से: --{name}"),
            Self::Intro => {
                "newsreader की सेटिंग। किसी पंक्ति से # हटाएँ और मान बदलें; बाक़ी वैसा ही रहता है।".to_owned()
            }
            Self::Values(values) => format!("इनमें से: {values}"),
            Self::Faultless(path) => format!("{path}: सब ठीक है"),
            Self::NoFile(path) => format!("{path}: यह फ़ाइल नहीं है; सब कुछ वैसा है जैसा कुछ न कहने पर"),
            Self::NoPlace => {
                "सेटिंग के लिए कोई घर (home) फ़ोल्डर नहीं है; फ़ाइल का नाम दें: --config FILE".to_owned()
            }
            Self::WeakLook {
                place,
                look,
                colours: (ink, ground),
                ratios: (ratio, least),
            } => format!(
                "{place}: {look}: {ground} पर {ink} का अंतर {ratio}:1 ही है; आँखों को {least}:1 चाहिए"
            ),
            Self::ThemeIntro => {
                "अपनी थीम: यहाँ या themes/NAME.toml में (theme = \"NAME\"); जो न लिखें वह base जैसा रहता है।\n# रंग: \"#rrggbb\", 0 से 255, red, bright-red …, default; और bold, dim, italic, underline, reverse, strike।\n# उदाहरण: link = { fg = \"#1d5372\", underline = true }; केवल रंग: link = 25। ये सब हैं:".to_owned()
            }
            Self::Keyless(name) => format!("{name}: इस आदेश के लिए कोई कुंजी नहीं बची"),
            Self::KeysIntro => {
                "कुंजियाँ: \"कुंजी\" = \"आदेश\"; \"none\" से कुंजी ख़ाली हो जाती है।\n# एक के बाद एक: \"g g\" = \"top\"; कई आदेश: \", b\" = [\"open\", \"next-unread\"]।\n# किसी एक हिस्से के लिए: [keys.list], [keys.article], [keys.related], [keys.dialog]।\n# preset: newsreader, newsboat, eilmeldung, vim, less, mutt, या किसी फ़ाइल का नाम।".to_owned()
            }
            Self::KeylessIntro => "इन आदेशों की कोई कुंजी नहीं है:".to_owned(),
            Self::NoEditor(name) => {
                format!("{name}: यह संपादक शुरू नहीं हो सका; $VISUAL या $EDITOR में कोई और लिखें")
            }
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::FromDefault => "default".to_owned(),
            Self::FromFile(line) => format!("file, line {line}"),
            Self::FromEnvironment(name) => format!("environment, {name}"),
            Self::FromOption(name) => format!("option --{name}"),
            Self::Intro => {
                "Settings of newsreader. Take the # from a line and change its value; all else stays.".to_owned()
            }
            Self::Values(values) => format!("One of: {values}"),
            Self::Faultless(path) => format!("{path}: no faults"),
            Self::NoFile(path) => {
                format!("{path}: no such file; every setting has its default")
            }
            Self::NoPlace => {
                "there is no home folder for a configuration; name a file: --config FILE".to_owned()
            }
            Self::WeakLook {
                place,
                look,
                colours: (ink, ground),
                ratios: (ratio, least),
            } => format!(
                "{place}: {look}: {ink} on {ground} has a contrast of {ratio}:1; eyes need {least}:1"
            ),
            Self::ThemeIntro => {
                "A theme of your own: here, or in themes/NAME.toml (theme = \"NAME\"); what it does not say is as in its base.\n# Colours: \"#rrggbb\", 0 to 255, red, bright-red …, default; and bold, dim, italic, underline, reverse, strike.\n# For example link = { fg = \"#1d5372\", underline = true }; a colour only: link = 25. These are all:".to_owned()
            }
            Self::Keyless(name) => format!("{name}: no key is left for this command"),
            Self::KeysIntro => {
                "Keys: \"key\" = \"command\"; \"none\" leaves a key without a command.\n# One after another: \"g g\" = \"top\"; several commands: \", b\" = [\"open\", \"next-unread\"].\n# In one pane: [keys.list], [keys.article], [keys.related], [keys.dialog].\n# preset: newsreader, newsboat, eilmeldung, vim, less, mutt, or the name of a file.".to_owned()
            }
            Self::KeylessIntro => "Commands without a key:".to_owned(),
            Self::NoEditor(name) => {
                format!("{name}: this editor cannot be started; name another in $VISUAL or $EDITOR")
            }
        }
    }
}
